"""Jumps whose two ends are on one page (下转 … 上接 …): the continuation is brought to where the text broke off."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reader.pages import lines as words
from reader.pages.breaks import Joints
from reader.pages.elements import Element
from reader.pages.lexicon import weights
from reader.pages.vocabulary import pairs

_NEXT = 12
"""So many continuations behind a jump are looked at."""
_LONGEST = 80
"""A continuation has no more paragraphs than this."""


def joined(elements: list[Element], joints: Joints) -> list[Element]:
    """``elements`` with each continuation moved behind the jump that leads to it; the two jump lines are dropped.

    A jump and a continuation belong together where both stay on the page (本版), or where the sentence that breaks
    off before the one goes on behind the other. Each jump is used once.
    """
    onward = [i for i, element in enumerate(elements) if element.kind == "onward"]
    back = [i for i, element in enumerate(elements) if element.kind == "back"]
    if not onward or not back:
        return elements
    weight = weights("jump")
    moves: dict[int, int] = {}
    taken: set[int] = set()
    for low in onward:
        best, target = 0.0, -1
        near = bisect_left(back, low)
        for high in back[near : near + _NEXT]:
            if high in taken:
                continue
            score = _match(elements, low, high, joints, weight)
            if score > best:
                best, target = score, high
        if target >= 0:
            moves[low] = target
            taken.add(target)
    if not moves:
        return elements
    moved: dict[int, list[int]] = {}
    gone: set[int] = set()
    for low, high in moves.items():
        moved[low] = _continuation(elements, high)
        gone.update(moved[low], (low, high))
    result: list[Element] = []
    for index, element in enumerate(elements):
        for following in moved.get(index, ()):
            tail = elements[following]
            if tail is elements[moved[index][0]] and _broken(elements, index):
                tail.begins = False
            result.append(tail)
        if index not in gone:
            result.append(element)
    return result


def _match(elements: Sequence[Element], low: int, high: int, joints: Joints, weight: dict[str, float]) -> float:
    """How surely the text before jump ``low`` goes on behind jump ``high``."""
    earlier = range(low - 1, max(-1, low - 1 - _LONGEST), -1)
    before = next((elements[i] for i in earlier if elements[i].kind == "body"), None)
    tail = _continuation(elements, high)
    if before is None or not tail:
        return -1.0
    score = weight["bias"]
    if words.same_page(elements[low].block.text) or words.same_page(elements[high].block.text):
        score += weight["same_page"]
    if before.block.open:
        score += max(-2.0, min(3.0, joints.runs_on(before.block.bare, elements[tail[0]].block.bare)))
    shared = pairs(before.block.bare) & frozenset[str]().union(*(pairs(elements[i].block.bare) for i in tail[:3]))
    return score + weight["shared"] * min(6, len(shared))


def _broken(elements: Sequence[Element], low: int) -> bool:
    return bool(low) and elements[low - 1].kind == "body" and elements[low - 1].block.open


def _continuation(elements: Sequence[Element], high: int) -> list[int]:
    """The body elements behind the jump at ``high``, up to whatever opens another article."""
    found: list[int] = []
    for index in range(high + 1, min(len(elements), high + 1 + _LONGEST)):
        element = elements[index]
        if element.kind != "body" or element.lead:
            break
        found.append(index)
    return found
