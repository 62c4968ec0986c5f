"""Letters: who writes and when, in the last lines, are paragraphs of them."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages.elements import Element
from reader.patterns import Pattern

_SALUTATION = 12
"""Whom a letter is for takes no more characters."""
_SIGNATURE = 16
"""Who writes it takes no more characters."""
_DAY = Pattern(
    r"(?:[\d〇○一二三四五六七八九零]{4}年)?[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}[日夜晨]夜?"
)


def sign_off(elements: Sequence[Element]) -> None:
    """Make the lines at a letter's foot body: its writer's name over a day, or the day alone.

    A letter opens, under a byline, with whom it is for on a line of its own (爸爸：). Where nobody signs it above, what
    stands at its foot is its byline and stays so.
    """
    letter = False
    for place, element in enumerate(elements):
        bare = element.block.bare
        above = elements[place - 1].kind if place else ""
        if element.kind == "body":
            if bare[-1] == ":" and len(bare) <= _SALUTATION:
                letter = above in ("byline", "note")
            continue
        if letter and above == "body" and element.kind in ("title", "byline", "note") and len(bare) <= _SIGNATURE:
            below = elements[place + 1] if place + 1 < len(elements) else None
            day = below is not None and below.kind in ("title", "note") and _DAY.fullmatch(below.block.bare)
            if day or _DAY.fullmatch(bare):
                element.kind, element.line, element.block.open = "body", True, False
                continue
        letter = False
