"""Short mentions behind a full name: 久保 of 久保建英, 辽篮 of 辽宁男篮, 港大 of 香港大学, 华能 of 中国华能集团."""

from __future__ import annotations

from collections.abc import Iterator

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.model import EntityKind

_SHORTEST, _LONGEST = 2, 4
_TIBETAN = 4
_SURNAME = 2
_NOT_IN_NAMES = frozenset("的了和与在是有")


def find(draft: Draft, lists: Lists) -> None:
    """Mark short forms of names that the text has in full before them."""
    shorts: dict[str, tuple[int, EntityKind]] = {}
    for span in draft.spans("PER", "ORG"):
        forms = _of_person(draft.said(span), lists) if span.kind == "PER" else _of_body(draft, span, lists)
        for form in forms:
            known = form in lists.countries or form in lists.mistaken or lists.is_generic(form)
            if not known and _NOT_IN_NAMES.isdisjoint(form):
                shorts.setdefault(form, (span.end, span.kind))
    for form, (after, kind) in shorts.items():
        _mark(draft, form, after, kind, lists)


def _of_person(name: str, lists: Lists) -> Iterator[str]:
    """The last part of a foreign name, the surname of a Japanese one, both parts of a Tibetan one."""
    last = name.replace("•", "·").rpartition("·")[2]
    if last != name:
        if len(last) >= _SHORTEST:
            yield last
        return
    if len(name) > _SURNAME and name[:_SURNAME] in lists.japanese_surnames and name[:_SURNAME] not in lists.places:
        yield name[:_SURNAME]
    if len(name) == _TIBETAN and name[:2] in lists.tibetan and name[2:] in lists.tibetan:
        yield from (name[:2], name[2:])


def _of_body(draft: Draft, span: Span, lists: Lists) -> Iterator[str]:
    """What a body is called for short, if it is put together as those are that are shortened so."""
    name = draft.said(span)
    place = next((size for size in (2, 3) if name[:size] in lists.known_places), 0)
    university = name.find("大学")
    if place and place <= university <= place + 2:
        yield ("港" if name.startswith("香港") else name[0]) + "大"
    if place and name[place:] in lists.teams and len(name) - place == 2 and name[-1] in "篮足排":
        yield name[0] + name[-1]
    if place and name in lists.clubs and len(name) - place >= _SHORTEST:
        yield name[place:]
    core = name[place:] if place else name
    trade = next((t for t in lists.business if core.endswith(t)), "")
    core = core.removesuffix(trade)
    if trade and _SHORTEST <= len(core) <= _LONGEST and core not in lists.places:
        yield core


def _mark(draft: Draft, form: str, after: int, kind: EntityKind, lists: Lists) -> None:
    """Make every place of ``form`` behind ``after`` a name, where it is a word and no other name."""
    for start in draft.occurrences(form, after):
        end = start + len(form)
        whole = draft.is_word_start(start) and draft.is_word_end(end)
        touched = draft.within(start, end)
        exact = len(touched) == 1 and touched[0][:2] == (start, end) and form not in lists.places
        # 港 大将: a short form may lie across words where the tagger has no name.
        inside = kind == "ORG" and all(start <= span.start and span.end <= end for span in touched)
        if (whole and not touched) or exact or (inside and touched and draft.is_word_start(start)):
            draft.put(start, end, kind)
