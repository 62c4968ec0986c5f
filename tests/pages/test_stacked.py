"""Two headlines over two bodies, mixed in part of a page only, and a box in the middle of a text."""

from __future__ import annotations

import pytest
from page_material import CART, CHARGING, COTTON, MUSEUM, RAIL, SCHOOL, Piece, article, right, wrapped

from reader.pages import split_page

INDENT = "\u3000\u3000"
PAIRS = [(COTTON, CHARGING), (CHARGING, MUSEUM), (MUSEUM, CART), (CART, COTTON)]


def titles(*pieces: Piece) -> list[str]:
    return [line for piece in pieces for line in (piece.headline, piece.byline)]


def column(piece: Piece, width: int) -> list[str]:
    return "\n".join(wrapped(text, width, indent=INDENT) for text in piece.paragraphs).split("\n")


# Where a paragraph begins in both columns at once nothing tells which is which: so with the second pair.
@pytest.mark.parametrize("pair", [PAIRS[0], *PAIRS[2:]])
def test_two_mixed_columns_in_one_part_of_a_page(pair: tuple[Piece, Piece]):
    left, second = (column(piece, 15) for piece in pair)
    rows = [row for i in range(max(len(left), len(second))) for row in (*left[i : i + 1], *second[i : i + 1])]
    text = "\n\n".join([article(SCHOOL), *titles(*pair), "\n".join(rows), article(RAIL)])
    right(split_page(text), SCHOOL, *pair, RAIL)


@pytest.mark.parametrize("pair", PAIRS)
def test_two_columns_side_by_side_in_one_part_of_a_page(pair: tuple[Piece, Piece]):
    left, second = (column(piece, 15) for piece in pair)
    rows = []
    for i in range(max(len(left), len(second))):
        line = left[i] if i < len(left) else ""
        # Padded with half-width blanks to a number of cells.
        rows.append(line + " " * (36 - sum(1 + (c > "\u2000") for c in line)) + "".join(second[i : i + 1]))
    text = "\n\n".join([article(SCHOOL), *titles(*pair), "\n".join(row.rstrip() for row in rows), article(RAIL)])
    right(split_page(text), SCHOOL, *pair, RAIL)


def test_paragraphs_of_two_articles_in_turn():
    one, other = COTTON.paragraphs, CHARGING.paragraphs
    mixed = [one[0], other[0], other[1], one[1], other[2], one[2], one[3], other[3]]
    right(split_page("\n\n".join([*titles(COTTON, CHARGING), *mixed, article(RAIL)])), COTTON, CHARGING, RAIL)


def test_paragraphs_in_turn_broken_in_the_middle_of_a_sentence():
    one, other = CART.paragraphs, COTTON.paragraphs
    mixed = [one[0], other[0], one[1][:31], other[1][:46], one[1][31:], other[1][46:], one[2], other[2], other[3]]
    right(split_page("\n\n".join([*titles(CART, COTTON), *mixed])), CART, COTTON)


@pytest.mark.parametrize("cut", [23, 37, 52])
def test_a_box_in_the_middle_of_a_sentence(cut: int):
    broken = MUSEUM.paragraphs[1]
    box = ["【相关链接】", "什么是三维建模", "三维建模是把许多角度拍下的影像合成一个立体的模型，电影和游戏早已在用。"]
    text = [MUSEUM.headline, MUSEUM.byline, MUSEUM.paragraphs[0], broken[:cut], *box, broken[cut:]]
    found = split_page("\n\n".join([*text, MUSEUM.paragraphs[2], article(SCHOOL)]))
    right(found, MUSEUM, Piece(box[1], (box[2],)), SCHOOL)
    assert found.articles[1].section == "相关链接"


def test_two_articles_one_after_the_other_stay_as_they_are():
    right(split_page("\n\n".join([article(COTTON), article(CHARGING), article(MUSEUM)])), COTTON, CHARGING, MUSEUM)


@pytest.mark.parametrize("cut", [35, 43, 53])
def test_an_article_whose_end_is_missing_does_not_go_on_under_the_next_headline(cut: int):
    text = [COTTON.headline, COTTON.byline, *COTTON.paragraphs[:2], COTTON.paragraphs[2][:cut]]
    found = split_page("\n\n".join([*text, article(CART)]))
    broken = Piece(COTTON.headline, (*COTTON.paragraphs[:2], COTTON.paragraphs[2][:cut]), COTTON.byline, COTTON.names)
    right(found, broken, CART)
    assert "truncated" in found.articles[0].flags
