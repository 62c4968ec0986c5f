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
    kept = list(elements)
    for inside in boxes:
        places = [place for place, element in enumerate(kept) if id(element.block) in inside]
        if not places or places[-1] - places[0] >= len(places) or not places[0] or places[-1] + 1 == len(kept):
            continue
        before, behind = kept[places[0] - 1], kept[places[-1] + 1]
        if behind.kind != "body" or behind.lead or before.kind not in ("body", "title"):
            continue
        box = kept[places[0] : places[-1] + 1]
        if before.block.open and joints.runs_on(before.block.bare, behind.block.bare) > 0:
            behind.begins = False
        del kept[places[0] : places[-1] + 1]
        kept += box
    return kept
