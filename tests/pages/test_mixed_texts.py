"""Two texts whose lines were mixed on a part of a page, or that stand side by side or one inside the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_material import CART, CHARGING, COTTON, HYDROGEN, MUSEUM, SCHOOL, Piece, article, right, wrapped

from reader import words
from reader.pages import blocks, interleaved, split_page
from reader.pages.affinity import affinity, opens

INDENT = "\u3000\u3000"


def column(piece: Piece, width: int, indent: str = "") -> list[str]:
    title = [piece.headline, *([piece.byline] if piece.byline else [])]
    return [*title, *"\n".join(wrapped(text, width, indent=indent) for text in piece.paragraphs).split("\n")]


def in_turn(one: list[str], other: list[str], together: int = 1) -> list[str]:
    rows: list[str] = []
    for start in range(0, max(len(one), len(other)), together):
        rows += one[start : start + together] + other[start : start + together]
    return rows


@pytest.mark.parametrize("indent", ["", INDENT])
@pytest.mark.parametrize("shared", [8, 12])
def test_the_end_of_one_article_mixed_with_the_beginning_of_the_next(shared: int, indent: str):
    upper, lower, last = (column(piece, 17, indent) for piece in (CART, SCHOOL, COTTON))
    rows = [*upper[:-shared], *in_turn(upper[-shared:], lower[:shared]), *lower[shared:], *last]
    right(split_page("\n".join(rows)), CART, SCHOOL, COTTON)


@pytest.mark.parametrize("together", [2, 3])
def test_lines_of_two_articles_mixed_by_twos_and_threes(together: int):
    one, other = column(COTTON, 16, INDENT), column(CHARGING, 16, INDENT)
    page = split_page("\n".join(in_turn(one, other, together)))
    assert "".join(page.text[part.start : part.end] for part in page.parts) == page.text
    found = {found.headline: ["".join(text.split()) for text in found.paragraphs] for found in page.articles}
    assert {name: len(texts) for name, texts in found.items()} == {COTTON.headline: 4, CHARGING.headline: 4}
    assert found[COTTON.headline][0] == COTTON.paragraphs[0]
    assert found[CHARGING.headline][-1] == CHARGING.paragraphs[-1]


@pytest.mark.parametrize("width", [13, 16, 21])
def test_an_unmixed_page_is_left_in_its_order(width: int):
    rows = [*column(CART, width), *column(MUSEUM, width, INDENT), *column(HYDROGEN, width)]
    rows[9:9] = ["图为巷口的电动三轮车。", "— 6 —"]
    rows[30:30] = ["江岸新报"]
    lines = blocks.lines_of("\n".join(rows))
    assert interleaved.in_reading_order(lines, blocks.widths(lines)) is lines


def test_two_columns_side_by_side_between_lines_without_a_blank_line():
    left, other = column(COTTON, 16), column(CHARGING, 16)
    rows = []
    for i in range(max(len(left), len(other))):
        line = "".join(left[i : i + 1])
        # Padded with half-width blanks to a number of cells; a full line has but one blank behind it.
        pad = " " * (33 - sum(1 + (c > "\u2000") for c in line))
        rows.append((line + pad + "".join(other[i : i + 1])).rstrip())
    text = "\n".join([*column(CART, 22), *rows, *column(SCHOOL, 22)])
    assert {found.headline for found in split_page(text).articles} >= {
        CART.headline,
        COTTON.headline,
        CHARGING.headline,
    }


@pytest.mark.parametrize("indent", ["", INDENT])
@pytest.mark.parametrize("cut", [27, 46])
def test_an_article_inside_a_paragraph_of_another(cut: int, indent: str):
    broken = CART.paragraphs[1]
    upper = [CART.headline, CART.byline, indent + CART.paragraphs[0], indent + broken[:cut]]
    inside = [HYDROGEN.headline, *(indent + text for text in HYDROGEN.paragraphs)]
    text = "\n\n".join([*upper, *inside, broken[cut:], indent + CART.paragraphs[2]])
    right(split_page(text), CART, HYDROGEN)


def test_a_text_that_closes_with_a_note_of_one_character_is_whole():
    closed = Piece(
        MUSEUM.headline, (*MUSEUM.paragraphs[:2], MUSEUM.paragraphs[2] + "（完）"), MUSEUM.byline, MUSEUM.names
    )
    page = split_page(article(closed) + "\n\n" + article(SCHOOL))
    right(page, closed, SCHOOL)
    assert "truncated" not in page.articles[0].flags


def test_affinity_tells_a_broken_word_from_two_texts_put_together():
    assert affinity("电动三轮车停在菜市", "场门口") > 2.5 > 0 > affinity("他们把水管接", "氢气的分子")
    assert opens("不过") > opens("们说")
    assert affinity("", "菜场") == affinity("菜场", "") == 0.0


@settings(deadline=None, max_examples=80)
@given(
    st.text(st.sampled_from("菜场的们，。“”ab1\ud800😀 "), max_size=6),
    st.text(st.sampled_from("菜场的们，。“”ab1\ud800😀 "), max_size=6),
)
def test_affinity_of_anything_stays_within_its_bounds(left: str, right: str):
    assert -4.0 <= affinity(left, right) <= 5.0
    assert words.frequency(left + right) >= 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(column(COTTON, 14, INDENT) + column(CHARGING, 14) + ["", "，", "—"]), max_size=60))
def test_lines_are_only_put_into_another_order(rows: list[str]):
    lines = blocks.lines_of("\n".join(rows))
    ordered = interleaved.in_reading_order(lines, blocks.widths(lines))
    assert sorted(line.start for line in ordered) == [line.start for line in lines]


@pytest.mark.parametrize("cut", [25, 31])
def test_a_title_as_wide_as_its_column_behind_a_text_whose_end_is_missing(cut: int):
    width = len(CHARGING.headline)
    broken = Piece(COTTON.headline, (*COTTON.paragraphs[:3], COTTON.paragraphs[3][:cut]), COTTON.byline, COTTON.names)
    rows = [*column(broken, width), *column(CHARGING, width), *column(SCHOOL, width)]
    page = split_page("\n".join(rows))
    assert [found.headline for found in page.articles] == [COTTON.headline, CHARGING.headline, SCHOOL.headline]


def test_a_quotation_broken_by_a_caption_is_no_headline():
    broken = "走访之中，居民最常提起的一句话是“桩装得下"
    text = [*CART.paragraphs[:2], broken, "图为小区里的充电车位。", "，电拉不来”，物业也承认电容量早已用完。"]
    page = split_page("\n\n".join([CART.headline, CART.byline, *text, article(SCHOOL)]))
    assert page.articles[0].headline == CART.headline
    assert page.articles[0].paragraphs[-1] == broken + text[-1]
