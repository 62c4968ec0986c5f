"""Columns of one article that were taken in the wrong order: the first, the third, the second."""

from __future__ import annotations

import pytest
from page_material import CART, CHARGING, COTTON, HYDROGEN, RAIL, SCHOOL, Piece, right, wrapped

from reader.pages import split_page

INDENT = "\u3000\u3000"


def _head(piece: Piece) -> list[str]:
    return [piece.headline, *([piece.byline] if piece.byline else [])]


def _lines(piece: Piece, width: int) -> list[list[str]]:
    return [wrapped(text, width, indent=INDENT).split("\n") for text in piece.paragraphs]


def _whole(piece: Piece, width: int) -> str:
    return "\n".join([*_head(piece), *(line for lines in _lines(piece, width) for line in lines)])


# The line above the upper column must be so short that its paragraph has surely come to its end.
@pytest.mark.parametrize(
    ("piece", "cut", "width"),
    [(COTTON, 2, 18), (COTTON, 3, 15), (COTTON, 3, 17), (CART, 2, 17), (CART, 3, 17), (HYDROGEN, 2, 17)],
)
def test_the_third_column_before_the_second(piece: Piece, cut: int, width: int):
    first, *middle, last = _lines(piece, width)
    second, rest = middle[0], middle[1:]
    # The paragraph that is broken by the columns' end stands last, its other half at the head of the column above.
    third = [*second[cut:], *(line for lines in rest for line in lines), *last]
    text = [_whole(RAIL, width), *_head(piece), *first, *third, *second[:cut], _whole(SCHOOL, width)]
    right(split_page("\n".join(text)), RAIL, piece, SCHOOL)


@pytest.mark.parametrize("width", [15, 18])
def test_columns_in_order_are_left_alone(width: int):
    pieces = (RAIL, COTTON, CHARGING, CART, SCHOOL)
    right(split_page("\n".join(_whole(piece, width) for piece in pieces)), *pieces)
