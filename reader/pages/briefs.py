"""Short items: which titles open one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.pages import lines as words
from reader.pages.elements import Element

_BRIEF = 260
"""The paragraph of a short item has no more characters."""
_ALIKE = 3


def find_briefs(elements: Sequence[Element]) -> None:
    """Tell the titles that open short items: under a label like 简讯, or with one sign before each of them."""
    signs = Counter(element.block.bare[0] for element in elements if element.kind == "title" and _signed(element))
    column = False
    for element in elements:
        if element.kind == "section":
            column = words.columns(element.block.text)
        elif element.kind == "body" and len(element.block.bare) > _BRIEF:
            column = False
        elif element.kind == "title":
            element.brief = column or (_signed(element) and signs[element.block.bare[0]] >= _ALIKE)


def _signed(element: Element) -> bool:
    return words.bullet(element.block.text) > 0
