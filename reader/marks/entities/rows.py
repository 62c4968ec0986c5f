"""Names of people that stand side by side with nothing between them: 王海李明华张震, as lists lose their blanks."""

from __future__ import annotations

from collections.abc import Iterator

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_HAN = Pattern("[㐀-鿿·•・‧]+")
_DOTS = frozenset("·•・‧")
_WIDEST_GAP = 3
_LONGEST_FOREIGN = 12
_REST = 12
"""One character in so many may be left over."""

_FEWEST_CHARACTERS = 5
_ONE_GIVEN, _TWO_GIVEN, _FOREIGN = 1.2, 1.0, 1.6
_PASSED_OVER = 3.0
_USUAL_FOREIGN, _LONGER_FOREIGN = 5, 0.45
_SEEN_WHOLE, _SEEN_EDGE = 0.6, 0.2
_SURNAME_GIVEN, _COMMON = 0.4, 20


def divide(draft: Draft, lists: Lists) -> None:
    """Cut rows of people into names, each of which begins with a surname; leave rows that cannot be cut so."""
    for start, ends in _rows(draft):
        for end in ends:
            names = _cut(draft, start, end, lists)
            if len(names) > 1:
                for name in names:
                    draft.put(*name, "PER")
                break


def _rows(draft: Draft) -> Iterator[tuple[int, list[int]]]:
    """Where rows begin, and where each may end: with its last person, or with the word behind (刘复 之)."""
    row: list[Span] = []
    for span in [*draft.spans(), None]:
        near = span is not None and span.kind == "PER" and _HAN.fullmatch(draft.text, span.start, span.end)
        if row and not (near and span and _close(draft.text, row[-1].end, span.start)):
            yield from _row(draft, row)
            row = []
        if near and span:
            row.append(span)


def _close(text: str, start: int, end: int) -> bool:
    return end - start <= _WIDEST_GAP and (start == end or _HAN.fullmatch(text, start, end) is not None)


def _row(draft: Draft, row: list[Span]) -> Iterator[tuple[int, list[int]]]:
    start, end = row[0].start, row[-1].end
    known = sum(span.end - span.start for span in row)
    if end - start < _FEWEST_CHARACTERS or known < 0.6 * (end - start):
        return
    # Two people with a word between are no row (李明 和 张震), nor is one foreign name (普里马科夫).
    if known < end - start and len(row) < 3:
        return
    if len(row) == 1 and (end - start <= _FEWEST_CHARACTERS or _DOTS.intersection(draft.text[start:end])):
        return
    following = next(draft.words_from(end), None)
    ends = [end]
    if following and following.end - following.start <= 2 and _HAN.fullmatch(draft.text, end, following.end):
        ends.append(end + 1)
    yield start, ends


def _cut(draft: Draft, start: int, end: int, lists: Lists) -> list[tuple[int, int]]:
    """The cheapest way to cut the range into names; empty if much of it can be none, or if it is foreign."""
    text = draft.text
    if lists.sounds.issuperset(text[start:end]):
        return []
    best: dict[int, tuple[float, int]] = {start: (0.0, start)}
    for at in range(start, end):
        for close, cost in [(at + 1, _PASSED_OVER), *_names_from(draft, at, end, lists)]:
            total = best[at][0] + cost
            if close not in best or total < best[close][0]:
                best[close] = (total, at)
    names = []
    at = end
    while at > start:
        names.append((best[at][1], at))
        at = best[at][1]
    rest = sum(1 for begin, close in names if close - begin == 1)
    return [(b, c) for b, c in names[::-1] if c - b > 1] if rest <= (end - start) // _REST else []


def _names_from(draft: Draft, at: int, end: int, lists: Lists) -> Iterator[tuple[int, float]]:
    """Where a name that begins at ``at`` may end, and what that costs: rare surnames and short names cost more."""
    text = draft.text
    for size in (1, 2):
        surname = text[at : at + size]
        if surname not in lists.surnames:
            continue
        rarity = lists.surnames[surname] / len(lists.surnames)
        for given, cost in ((1, _ONE_GIVEN), (2, _TWO_GIVEN)):
            close = at + size + given
            name = text[at:close]
            if close <= end and not _DOTS.intersection(name) and not lists.never_in_person.intersection(name):
                # 王涛王海王群: 王 is rather the next surname than the end of a given name.
                common = sum(1 for c in name[size:] if lists.surnames.get(c, _COMMON) < _COMMON)
                yield close, cost + rarity + common * _SURNAME_GIVEN - _seen(draft, at, close)
    for close in range(at + 4, min(end, at + _LONGEST_FOREIGN) + 1):
        if _DOTS.intersection(text[at + 1 : close - 1]) and text[at] not in _DOTS and text[close - 1] not in _DOTS:
            longer = max(0, close - at - _USUAL_FOREIGN)
            yield close, _FOREIGN + longer * _LONGER_FOREIGN - (0 if longer else _seen(draft, at, close))


def _seen(draft: Draft, start: int, end: int) -> float:
    """How far the tagger agrees."""
    owner = draft.at(start)
    if owner and owner.start == start and owner.end == end:
        return _SEEN_WHOLE
    return _SEEN_EDGE * (draft.is_word_start(start) + draft.is_word_end(end))
