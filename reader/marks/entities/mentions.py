"""One article as a whole: a name found once is found everywhere, and later short forms are linked to the full one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.model import EntityKind
from reader.patterns import Pattern

_ALIAS = Pattern(
    r"[（(][^（()）\n]{0,6}?(?:简称|以下称|下称)(?:为|“|\"|：|:|「)*([\w·]{2,12})[”\"」]?[^（()）\n]{0,8}[）)]",
    needs="（(",
)
_BREAK = Pattern("[。！？；!?;\n]")
_BEFORE_ANY = "的各家个所此类些每多他她它其"
_BODIES: tuple[EntityKind, ...] = ("ORG", "EVENT")
_FEWEST_AT_END = 4
"""Characters that the end of a longer name must have to be a short form of it."""

_MODIFIER_TAGS = frozenset({"n", "nz", "vn", "a", "m", "q", "LOC", "ORG", "PER", "b", "s", "nr", "nt", "ns"})


def everywhere(draft: Draft, lists: Lists) -> None:
    """Mark what is surely a name at its other places too, and give a name of three characters and more one kind."""
    text = draft.text
    kinds: dict[str, dict[EntityKind, int]] = {}
    for start, end, kind in draft.spans():
        counts = kinds.setdefault(text[start:end], {})
        counts[kind] = counts.get(kind, 0) + 1
    officers = {draft.said(span) for span in draft.spans("PER") if _after_office(text, span, lists)}
    for name in sorted(kinds, key=len, reverse=True):
        counts = kinds[name]
        kind = max(counts, key=counts.__getitem__)
        officer = name in officers
        if officer and name not in lists.known_places:
            kind = "PER"
        if _is_sure(name, kind, counts.get(kind, 0), lists) or (officer and len(counts) > 1):
            _at_all_places(draft, name, kind)


def _at_all_places(draft: Draft, name: str, kind: EntityKind) -> None:
    """Make a name of this kind of every place of ``name`` where it can be one."""
    for start in draft.occurrences(name):
        end = start + len(name)
        if draft.at(start) != (start, end, kind):
            touched = draft.within(start, end)
            inside = all(start <= span.start and span.end <= end for span in touched)
            apart = draft.is_word_start(start) and draft.is_word_end(end)
            whole = apart or len(name) > (2 if kind == "PER" else 4)
            exact = len(touched) == 1 and touched[0][:2] == (start, end)
            if inside and whole and (exact or not touched or len(name) > 2):
                draft.put(start, end, kind)


def _after_office(text: str, span: Span, lists: Lists) -> bool:
    """Whether an office stands right before a name: then it is a person's, whatever the tagger says elsewhere."""
    return lists.office.ends_with(text[max(0, span.start - 5) : span.start])


def _is_sure(name: str, kind: EntityKind, count: int, lists: Lists) -> bool:
    """Whether a name is long enough, or found often enough, to be no chance string elsewhere."""
    if kind == "PER":
        return len(name) > 2 or (count > 1 and len(name) == 2 and bool(lists.surname(name)))
    if kind == "WORK":
        return False
    return len(name) > 3 if kind == "LOC" else len(name) > 2


def aliases(draft: Draft, lists: Lists) -> dict[str, str]:
    """Short names that the text itself gives (以下简称“中缝协”), marked everywhere; alias → full name."""
    found: dict[str, str] = {}
    for match in _ALIAS.finditer(draft.text):
        owner = draft.at(match.start() - 1)
        if owner is None or owner.kind not in ("ORG", "EVENT", "LOC", "WORK"):
            continue
        alias, full = match[1], draft.said(owner)
        if alias in found or lists.is_generic(alias):
            continue
        found[alias] = full
        for start in draft.occurrences(alias):
            covering = draft.at(start)
            if covering is None or covering.end <= start + len(alias) and covering.start >= start:
                draft.put(start, start + len(alias), owner.kind)
    return found


def short_bodies(draft: Draft, lists: Lists) -> dict[int, str]:
    """Mark a bare 协会 (or 论坛) that can only be the one named in a sentence before; place → full name."""
    text = draft.text
    named = list(_named(draft, lists))
    alone = sorted(_alone(draft, {short for _end, short, _full in named}))
    names: dict[int, str] = {}
    if not alone:
        return names
    breaks = [m.start() for m in _BREAK.finditer(text) if draft.is_word_end(m.end()) or draft.is_word_start(m.end())]
    for start, end in alone:
        said = text[start:end]
        # Only from the next sentence on: within one, 公司 is more often any company than the one just named.
        last = breaks[at - 1] if (at := bisect_left(breaks, start)) else -1
        full = {full for close, short, full in named if short == said and close <= last}
        if len(full) != 1:
            continue
        before = next(draft.words_before(start), None)
        if before and (before.tag in _MODIFIER_TAGS or text[start - 1] in _BEFORE_ANY):
            continue
        event = said in lists.short_events
        if event and text.startswith("期间", end):
            continue
        after = next(draft.words_from(end), None)
        noun = (event or said in lists.short_alone) and after is not None and after.tag in ("n", "nz", "vn")
        if noun and after is not None and text[after.start : after.end] not in lists.offices:
            continue
        draft.put(start, end, "EVENT" if event else "ORG")
        names[start] = next(iter(full))
    return names


def _named(draft: Draft, lists: Lists) -> Iterator[tuple[int, str, str]]:
    """Where full names end, the short forms that they end with, and the names."""
    for span in draft.spans(*_BODIES):
        word = next(draft.words_before(span.end), None)
        if word is None or word.start < span.start:
            continue
        full = draft.said(span)
        shorts = lists.short if span.kind == "ORG" else lists.short_events
        yield from ((span.end, full[at:], full) for at in range(1, len(full)) if full[at:] in shorts)


def _alone(draft: Draft, shorts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where a short form stands as a word that is no part of a name."""
    for short in shorts:
        for start in draft.occurrences(short):
            end = start + len(short)
            if draft.at(start) is None and (word := next(draft.words_from(start), None)) and word.end == end:
                yield start, end


def full_names(draft: Draft, lists: Lists, given: Mapping[str, str], bare: Mapping[int, str]) -> dict[Span, str]:
    """For each name found the fullest form that the text has for the same thing.

    ``given`` maps aliases and ``bare`` places of short mentions to full names, as found before.
    """
    names_of = {span: _compact(draft.said(span)) for span in draft.spans()}
    said: dict[EntityKind, dict[str, None]] = {}
    for span, name in names_of.items():
        said.setdefault(span.kind, {})[name] = None
    links: dict[tuple[EntityKind, str], str] = {}
    people = [name for name in said.get("PER", ()) if len(name) > 1 and not _is_address(name, lists)]
    last_parts = _last_parts(people)
    for name in said.get("PER", ()):
        links["PER", name] = _person(name, people, last_parts, lists)
    places = said.get("LOC", {})
    for name in places:
        links["LOC", name] = given.get(name) or _with_its_rank(name, places, lists)
    for kind in _BODIES:
        bodies = _by_ends(said.get(kind, ()))
        for name in said.get(kind, ()):
            links[kind, name] = given.get(name) or _longer(name, bodies)
    return {span: bare.get(span.start) or links.get((span.kind, name), name) for span, name in names_of.items()}


def _compact(name: str) -> str:
    """李　明 is 李明."""
    return name.replace(" ", "").replace("\u3000", "") if len(name) < 6 else name


def _is_address(name: str, lists: Lists) -> bool:
    """Whether a mention is a surname with a word of address: 牛女士, 老杨."""
    surname = lists.surname(name)
    return (bool(surname) and name[len(surname) :] in lists.honorifics) or (
        len(name) == 2 and name[0] in lists.address and name[1] in lists.surnames
    )


def _last_parts(people: Sequence[str]) -> dict[str, set[str]]:
    """People by what may be said instead of the whole: the last parts of a foreign name, 建国 of 李建国."""
    found: dict[str, set[str]] = {}
    for name in people:
        if len(name) == 3:
            found.setdefault(name[1:], set()).add(name)
        dot = name.find("·")
        while dot >= 0:
            found.setdefault(name[dot + 1 :], set()).add(name)
            dot = name.find("·", dot + 1)
    return found


def _person(name: str, people: Sequence[str], last_parts: Mapping[str, set[str]], lists: Lists) -> str:
    """The one full name with the surname of a short mention; the last part of a foreign name counts too."""
    addressed = len(name) == 2 and name[0] in lists.address and _is_address(name, lists)
    surname = name[1:] if addressed else lists.surname(name)
    if surname and (name == surname or _is_address(name, lists)):
        same = {other for other in people if other.startswith(surname) and other != name}
    else:
        same = last_parts.get(name, set())
    return next(iter(same)) if len(same) == 1 else name


def _with_its_rank(name: str, names: Container[str], lists: Lists) -> str:
    """The one name of a place that says what it is: 青藤县 of 青藤."""
    longer = [name + rank for rank in lists.ranks if name + rank in names]
    return longer[0] if len(longer) == 1 else name


def _by_ends(names: Iterable[str]) -> dict[str, set[str]]:
    """Names by their first character, and by their last ones: those that a short form may stand for."""
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(name[:1], set()).add(name)
        found.setdefault(name[-_FEWEST_AT_END:], set()).add(name)
    return found


def _longer(name: str, names: Mapping[str, set[str]]) -> str:
    """The one longer name of which ``name`` is a short form."""
    longer: set[str] = set()
    if len(name) >= _FEWEST_AT_END:
        last = names[name[-_FEWEST_AT_END:]]
        longer.update(other for other in last if len(other) > len(name) and other.endswith(name))
    if 2 <= len(name) <= 4:
        longer.update(other for other in names[name[0]] if _abbreviates(name, other))
    return next(iter(longer)) if len(longer) == 1 else name


def _abbreviates(short: str, full: str) -> bool:
    """北大 for 北京大学, 中科院 for 中国科学院: the same first character and all others in order."""
    if short[0] != full[0] or not len(short) + 2 <= len(full) <= 3 * len(short) + 1 or short in full:
        return False
    rest = iter(full)
    return all(character in rest for character in short)
