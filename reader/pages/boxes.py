"""Boxes drawn with rules: what stands in one in the middle of a text is an article apart from that text."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import lines as words
from reader.pages.blocks import Block
from reader.pages.breaks import Joints
from reader.pages.elements import Element

_OPENS = "┌╭┏╔┍┎╒╓◤▛"
_CLOSES = "└╰┗╚┕┖╘╙◣▙"
_MOST = 30
"""A box has no more blocks."""


def drawn(made: Sequence[Block]) -> list[set[int]]:
    """For each box of ``made`` the ids of the blocks in it: from a rule with upper corners to one with lower ones, or
    between two rules of one kind where a label (名词解释) or a title stands under the first and text behind the other.
    """
    rules = [place for place, one in enumerate(made) if one.why == words.RULE]
    found: list[set[int]] = []
    last = -1
    for upper, lower in zip(rules, rules[1:], strict=False):
        if upper < last or not 1 < lower - upper <= _MOST:
            continue
        above, below = made[upper].bare, made[lower].bare
        corners = above[0] in _OPENS and below[0] in _CLOSES
        inside = [one for one in made[upper + 1 : lower] if not one.role]
        plain = above[0] == below[0] and bool(inside) and words.boxed(inside[0].text)
        if inside and (corners or plain):
            found.append({id(one) for one in made[upper + 1 : lower]})
            last = lower
    return found


def moved(elements: Sequence[Element], boxes: Sequence[set[int]], joints: Joints) -> list[Element]:
    """``elements`` with each box that interrupts a text behind all others, so that the text is whole again."""
    number = {block: box for box, inside in enumerate(boxes) for block in inside}
    kept: list[Element] = []
    last: list[Element] = []
    place = 0
    while place < len(elements):
        box = number.get(id(elements[place].block))
        end = place + 1
        while box is not None and end < len(elements) and number.get(id(elements[end].block)) == box:
            end += 1
        behind = elements[end] if end < len(elements) else None
        interrupts = box is not None and bool(kept) and kept[-1].kind in ("body", "title")
        if interrupts and behind is not None and behind.kind == "body" and not behind.lead:
            before = kept[-1].block
            if before.open and joints.runs_on(before.bare, behind.block.bare) > 0:
                behind.begins = False
            last += elements[place:end]
        else:
            kept += elements[place:end]
        place = end
    return kept + last
