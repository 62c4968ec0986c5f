"""Titles and labels printed from top to bottom, one character a line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_material import CART, COTTON, MUSEUM, right, told, wrapped_article

from reader.pages import split_page
from reader.pages.blocks import lines_of
from reader.pages.upright import joined


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_title_of_one_character_a_line_is_a_headline(between: str) -> None:
    upright = replace(COTTON, headline="机采棉棉农省了心")
    body = wrapped_article(upright, 18, indent="　　", between="\n").split("\n")
    at = body.index(COTTON.byline)
    text = wrapped_article(CART, 18, indent="　　", between="\n") + "\n"
    page = split_page(text + between.join(upright.headline) + "\n" + "\n".join(body[at:]))
    right(page, CART, upright)
    assert page.articles[1].headline == upright.headline


def test_a_blank_line_among_the_characters_is_a_blank_in_the_title() -> None:
    upright = replace(COTTON, headline="采棉机进地　棉农省了心")
    body = wrapped_article(upright, 18, indent="　　", between="\n").split("\n")
    at = body.index(COTTON.byline)
    page = split_page("\n".join([*upright.headline, *body[at:]]))
    right(page, upright)
    assert page.articles[0].headline.split() == ["采棉机进地", "棉农省了心"]


def test_a_label_of_one_character_a_line_is_a_section() -> None:
    texts = [wrapped_article(piece, 18, indent="　　", between="\n") for piece in (CART, MUSEUM)]
    page = split_page(texts[0] + "\n文\n化\n" + texts[1])
    right(page, CART, MUSEUM)
    assert page.articles[1].section == "文化", told(page)


def test_the_pages_number_is_not_read_into_a_title() -> None:
    lines = joined(lines_of("3\n机\n采\n棉\n12"))
    assert [line.text for line in lines] == ["3", "机采棉", "12"]


@given(st.text(alphabet="棉花采机3A。， \n", max_size=80))
def test_no_line_is_lost(text: str) -> None:
    lines = lines_of(text)
    found = joined(lines)
    assert "".join("".join(line.text.split()) for line in found) == "".join(
        "".join(line.text.split()) for line in lines
    )
    assert [line.start for line in found] == sorted(line.start for line in found)
