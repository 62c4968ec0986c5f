"""Captions of several lines in a wrapped column, in the middle of a paragraph."""

from __future__ import annotations

import pytest
from page_material import CART, COTTON, MUSEUM, RAIL, SCHOOL, Piece, bare, right, wrapped

from reader.pages import split_page

WIDTH = 18
INDENT = "\u3000\u3000"


def _column(piece: Piece, number: int, at: int, caption: list[str]) -> str:
    """The article wrapped and indented, with the caption's lines before line ``at`` of one of its paragraphs."""
    lines = [piece.headline, *([piece.byline] if piece.byline else [])]
    for place, text in enumerate(piece.paragraphs):
        paragraph = wrapped(text, WIDTH, indent=INDENT).split("\n")
        if place == number:
            paragraph[at:at] = caption
        lines += paragraph
    return "\n".join(lines)


def _plain(piece: Piece) -> str:
    return _column(piece, -1, 0, [])


@pytest.mark.parametrize("credit", ["　本报记者　赵北川摄", "　通讯员　赵北川 摄", "赵北川　摄"])
@pytest.mark.parametrize(("piece", "number", "at"), [(COTTON, 1, 2), (CART, 1, 3), (MUSEUM, 2, 1)])
def test_a_caption_of_two_lines_that_ends_with_who_took_the_picture(piece: Piece, number: int, at: int, credit: str):
    caption = ["机手在田头检修采棉机的滚筒。入秋以来，", f"共有六十台机械下地。{credit}"]
    page = split_page("\n".join([_plain(RAIL), _column(piece, number, at, caption), _plain(SCHOOL)]))
    right(page, RAIL, piece, SCHOOL)
    assert "".join(bare(part.text) for part in page.furniture) == bare("".join(caption))


def test_who_took_the_picture_on_a_line_below_the_caption():
    caption = ["机手在田头检修采棉机的滚筒。入秋以来，", "共有六十台机械下地。", "本报记者　赵北川摄"]
    text = "\n".join([_plain(RAIL), _column(COTTON, 2, 1, caption), _plain(SCHOOL)])
    right(split_page(text), RAIL, COTTON, SCHOOL)


def test_a_caption_between_two_paragraphs_goes_with_neither():
    caption = ["机手在田头检修采棉机的滚筒。入秋以来，", "共有六十台机械下地。　赵北川 摄"]
    text = "\n".join([_plain(RAIL), _column(COTTON, 2, 0, caption), _plain(SCHOOL)])
    right(split_page(text), RAIL, COTTON, SCHOOL)


def test_a_caption_without_credit_in_the_middle_of_a_sentence():
    caption = ["机手在田头检修采棉机的滚筒。入秋以来，", "共有六十台机械下地。"]
    text = "\n".join([_plain(RAIL), _column(MUSEUM, 2, 2, caption), _plain(SCHOOL)])
    right(split_page(text), RAIL, MUSEUM, SCHOOL)


def test_the_reporter_who_took_the_pictures_too_signs_a_paragraph_that_stays_whole():
    text = "\n".join([_plain(RAIL), _plain(CART), "（记者　卓小满　文/摄）", _plain(SCHOOL)])
    found = split_page(text).articles
    assert [len(each.paragraphs) for each in found] == [len(each.paragraphs) for each in (RAIL, CART, SCHOOL)]
