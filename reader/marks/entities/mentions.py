"""One article as a whole: a name found once is found everywhere, and later short forms are linked to the full one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.model import EntityKind

_ALIAS = re.compile(
    r"[（(][^（()）\n]{0,6}?(?:简称|以下称|下称)(?:为|“|\"|：|:|「)*([\w·]{2,12})[”\"」]?[^（()）\n]{0,8}[）)]"
)
_SENTENCE_ENDS = "。！？；!?;"
_ADDRESS = "老小阿"
_ADMINISTRATIVE = "省市县区州旗镇乡村"
_MODIFIER_TAGS = frozenset({"n", "nz", "vn", "a", "m", "q", "LOC", "ORG", "PER", "b", "s", "nr", "nt", "ns"})


def everywhere(draft: Draft, lists: Lists) -> None:
    """Mark what is surely a name at its other places too, and give a name of three characters and more one kind."""
    kinds: dict[str, Counter[EntityKind]] = {}
    for span in draft.spans():
        kinds.setdefault(draft.said(span), Counter())[span.kind] += 1
    officers = {draft.said(span) for span in draft.spans() if span.kind == "PER" and _after_office(draft, span, lists)}
    for name in sorted(kinds, key=len, reverse=True):
        kind: EntityKind = kinds[name].most_common(1)[0][0]
        known = name in lists.places or name in lists.countries
        if name in officers and not known:
            kind = "PER"
        if not _is_sure(name, kind, kinds[name][kind], lists) and not (len(kinds[name]) > 1 and name in officers):
            continue
        start = draft.text.find(name)
        while start >= 0:
            end = start + len(name)
            touched = draft.within(start, end)
            inside = all(start <= span.start and span.end <= end for span in touched)
            same = len(touched) == 1 and touched[0] == (start, end, kind)
            apart = draft.is_word_start(start) and draft.is_word_end(end)
            whole = apart or len(name) > (2 if kind == "PER" else 4)
            exact = len(touched) == 1 and touched[0][:2] == (start, end)
            if inside and not same and whole and (exact or not touched or len(name) > 2):
                draft.put(start, end, kind)
            start = draft.text.find(name, end)


def _after_office(draft: Draft, span: Span, lists: Lists) -> bool:
    """Whether an office stands right before a name: then it is a person's, whatever the tagger says elsewhere."""
    return any(draft.text[max(0, span.start - size) : span.start] in lists.offices for size in range(2, 6))


def _is_sure(name: str, kind: EntityKind, count: int, lists: Lists) -> bool:
    """Whether a name is long enough, or found often enough, to be no chance string elsewhere."""
    if kind == "PER":
        return len(name) > 2 or (len(name) == 2 and count > 1 and bool(lists.surname(name)))
    if kind == "WORK":
        return False
    return len(name) > 3 if kind == "LOC" else len(name) > 2


def aliases(draft: Draft) -> dict[str, str]:
    """Short names that the text itself gives (以下简称“中缝协”), marked everywhere; alias → full name."""
    found: dict[str, str] = {}
    for match in _ALIAS.finditer(draft.text):
        owner = draft.at(match.start() - 1)
        if owner is None or owner.kind not in ("ORG", "EVENT", "LOC", "WORK"):
            continue
        alias, full = match[1], draft.said(owner)
        if alias in found:
            continue
        found[alias] = full
        start = draft.text.find(alias)
        while start >= 0:
            covering = draft.at(start)
            if covering is None or covering.end <= start + len(alias) and covering.start >= start:
                draft.put(start, start + len(alias), owner.kind)
            start = draft.text.find(alias, start + len(alias))
    return found


def short_bodies(draft: Draft, lists: Lists) -> dict[int, str]:
    """Mark a bare 协会 (or 论坛) that can only be the one named in a sentence before; place → full name."""
    ends: dict[str, set[str]] = {}
    pending: list[tuple[str, str]] = []
    names: dict[int, str] = {}
    bare = lists.short | lists.short_events
    if not any(span.kind in ("ORG", "EVENT") for span in draft.spans()):
        return names
    for number, word in enumerate(draft.words):
        said = draft.text[word.start : word.end]
        if pending and (said[-1] in _SENTENCE_ENDS or (word.start and draft.text[word.start - 1] == "\n")):
            # Only from the next sentence on: within one, 公司 is more often any company than the one just named.
            for short, full in pending:
                ends.setdefault(short, set()).add(full)
            pending.clear()
        owner = draft.at(word.start)
        if owner is None and said not in bare:
            continue
        if owner is not None:
            if owner.kind in ("ORG", "EVENT") and owner.end == word.end:
                full = draft.said(owner)
                shorts = lists.short if owner.kind == "ORG" else lists.short_events
                pending.extend((short, full) for short in shorts if full.endswith(short) and full != short)
            continue
        event = said in lists.short_events
        if len(ends.get(said, ())) != 1:
            continue
        before = draft.words[number - 1] if number else None
        after = next(draft.words_from(word.end), None)
        close = before is not None and before.end == word.start
        if close and before is not None and before.tag in _MODIFIER_TAGS:
            continue
        if close and draft.text[word.start - 1] in "的各家个所此类些每多他她它其":
            continue
        noun = (event or said in lists.short_alone) and after is not None and after.tag in ("n", "nz", "vn")
        if noun and after is not None and draft.text[after.start : after.end] not in lists.offices:
            continue
        draft.put(word.start, word.end, "EVENT" if event else "ORG")
        names[word.start] = next(iter(ends[said]))
    return names


def full_names(draft: Draft, lists: Lists, given: Mapping[str, str], bare: Mapping[int, str]) -> dict[Span, str]:
    """For each name found the fullest form that the text has for the same thing.

    ``given`` maps aliases and ``bare`` places of short mentions to full names, as found before.
    """
    spans = list(draft.spans())
    said: dict[EntityKind, list[str]] = {}
    for span in spans:
        names = said.setdefault(span.kind, [])
        text = _compact(draft.said(span))
        if text not in names:
            names.append(text)
    people = [name for name in said.get("PER", []) if len(name) > 1 and not _is_address(name, lists)]
    links: dict[tuple[EntityKind, str], str] = {}
    for name in said.get("PER", []):
        links["PER", name] = _person(name, people, lists)
    for kind in ("ORG", "LOC", "EVENT"):
        for name in said.get(kind, []):
            links[kind, name] = given.get(name) or _longer(name, said[kind], kind)
    names_of = {span: _compact(draft.said(span)) for span in spans}
    return {span: bare.get(span.start) or links.get((span.kind, text), text) for span, text in names_of.items()}


def _compact(name: str) -> str:
    """李　明 is 李明."""
    return re.sub(r"[ \u3000]+", "", name) if len(name) < 6 else name


def _is_address(name: str, lists: Lists) -> bool:
    """Whether a mention is a surname with a word of address: 牛女士, 老杨."""
    surname = lists.surname(name)
    return (bool(surname) and name[len(surname) :] in lists.honorifics) or (
        len(name) == 2 and name[0] in _ADDRESS and name[1] in lists.surnames
    )


def _person(name: str, people: list[str], lists: Lists) -> str:
    """The one full name with the surname of a short mention; the last part of a foreign name counts too."""
    surname = name[1:] if len(name) == 2 and name[0] in _ADDRESS and _is_address(name, lists) else lists.surname(name)
    if surname and (name == surname or _is_address(name, lists)):
        same = [other for other in people if other.startswith(surname) and other != name]
        return same[0] if len(same) == 1 else name
    same = [o for o in people if o.endswith("·" + name) or (len(name) == 2 and len(o) == 3 and o.endswith(name))]
    return same[0] if len(same) == 1 else name


def _longer(name: str, names: list[str], kind: EntityKind) -> str:
    """The one longer name of which ``name`` is a short form."""
    if kind == "LOC":
        longer = [other for other in names if other[:-1] == name and other[-1] in _ADMINISTRATIVE]
    else:
        longer = [
            other
            for other in names
            if len(other) > len(name)
            and ((len(name) > 3 and other.endswith(name)) or (2 <= len(name) <= 4 and _abbreviates(name, other)))
        ]
    return longer[0] if len(longer) == 1 else name


def _abbreviates(short: str, full: str) -> bool:
    """北大 for 北京大学, 中科院 for 中国科学院: the same first character and all others in order."""
    if short[0] != full[0] or not len(short) + 2 <= len(full) <= 3 * len(short) + 1 or short in full:
        return False
    rest = iter(full)
    return all(character in rest for character in short)
