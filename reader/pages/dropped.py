"""A short article dropped between two paragraphs of another: what stands behind it goes back to the text it is of."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import lines as words
from reader.pages.articles import Search
from reader.pages.breaks import Joints
from reader.pages.elements import Element
from reader.pages.lexicon import weights

_UPPER = 6
"""Paragraphs above the dropped article that are compared with those below it."""
_LOWER = 8
"""Paragraphs from the dropped article's first on that are looked at."""
_AROUND = 12
"""Elements before and behind that are read together with what is put into order."""
_SHORT = 20
"""Paragraphs shorter than this tell nothing of what they are about."""


def put_back(search: Search, joints: Joints) -> Search:
    """``search``, or that over its elements with paragraphs behind a dropped article put before it.

    They go back where they share the words of the text above rather than of the article before them, and the page
    reads better so. Takes time linear in the number of elements.
    """
    elements = list(search.elements)
    moved = False
    place = 2
    while place < len(elements):
        found = _dropped(search, elements, place)
        if found is None:
            place += 1
            continue
        tail, end = found
        low, high = max(0, place - _AROUND), min(len(elements), end + _AROUND)
        ordered = [*elements[low:place], *elements[tail:end], *elements[place:tail], *elements[end:high]]
        if _score(ordered, joints) - _score(elements[low:high], joints) > weights("stacked")["gain"]:
            elements[low:high] = ordered
            moved = True
        place = end
    return Search(elements, joints) if moved else search


def _dropped(search: Search, elements: Sequence[Element], place: int) -> tuple[int, int] | None:
    """Where the paragraphs begin and end that go back before ``place``, where another article begins."""
    before, opens = elements[place - 1], elements[place]
    if before.kind != "body" or before.block.open or not (opens.kind in ("title", "section") or opens.lead):
        return None
    if opens.kind == "title" and (opens.score <= 0 or opens.piece > weights("stacked")["piece"]):
        return None
    first = place
    while first < len(elements) and elements[first].kind in ("title", "section", "byline", "note"):
        first += 1
    end = first
    while end < len(elements) and elements[end].kind == "body" and not (end > first and elements[end].lead):
        end += 1
    if not 2 <= end - first <= _LOWER:
        return None
    upper = place
    while upper and place - upper < _UPPER and elements[upper - 1].kind == "body":
        upper -= 1
    weight = weights("stacked")
    if opens.kind == "section" and words.boxed(opens.block.text):
        ruled = next((start for start in range(first + 1, end) if elements[start].ruled), 0)
        if ruled:  # the rule at the foot of a box
            return ruled, end
    best, tail = weight["dropped"], 0
    for start in range(first + 1, end):
        element = elements[start]
        if not element.begins or len(element.block.bare) < _SHORT:
            continue
        if search.bonds[start] > weight["dropped_bond"]:
            above = _nearest(search, elements, start, range(start - 1, start))
            if above > weight["dropped_shared"]:
                continue
        gains = [
            _nearest(search, elements, below, range(upper, place))
            - _nearest(search, elements, below, range(first, start))
            for below in range(start, end)
            if len(elements[below].block.bare) >= _SHORT
        ]
        if min(gains) >= 0.0 and sum(gains) > best:
            best, tail = sum(gains), start
    return (tail, end) if tail else None


def _nearest(search: Search, elements: Sequence[Element], one: int, others: range) -> float:
    """How much a paragraph shares with that of ``others`` which it shares most with."""
    mine = elements[one].place
    places = {elements[other].place for other in others} - {mine}
    return max((search.vocabulary.likeness(mine, other) for other in places), default=0.0)


def _score(elements: Sequence[Element], joints: Joints) -> float:
    """The score of the best articles that ``elements`` can be read as."""
    places = [element.place for element in elements]
    score = sum(article.score for article in Search(elements, joints).best())
    for element, place in zip(elements, places, strict=True):
        element.place = place  # the number on the whole page
    return score
