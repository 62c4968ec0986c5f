"""Reading order and lines out of places on a sheet: nothing is lost or made up, wherever the characters stand."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reader.pages.formats.layout import Glyph, blocks_of, in_order, lines_of, paragraphs_of, text_size

places = st.floats(0, 600, allow_nan=False)
glyphs = st.lists(
    st.builds(
        lambda char, left, base, size: Glyph(char, left, left + size, base, size),
        st.sampled_from("京沪港，。a1“"),
        places,
        places,
        st.sampled_from([8.0, 9.0, 9.5, 14.0, 26.0]),
    ),
    max_size=60,
    unique_by=lambda glyph: (glyph.char, round(glyph.left / 4), round(glyph.base / 4)),
)


@given(glyphs)
def test_every_character_is_in_the_text_once(given_glyphs: list[Glyph]) -> None:
    lines = lines_of(given_glyphs)
    ordered = in_order(blocks_of(lines), text_size(lines))
    read = "".join(paragraphs_of(ordered))
    found = Counter(char for char in read if char.strip())
    wanted = Counter(glyph.char for glyph in given_glyphs)
    # Two of one character closer than an eighth of their size are one, struck twice.
    assert not found - wanted
    assert set(found) == set(wanted)


@given(st.integers(1, 5), st.integers(1, 12), st.integers(0, 3))
def test_columns_are_read_down_and_then_across(columns: int, rows: int, shift: int) -> None:
    size = 9.0
    page = [
        Glyph("京", 50 + column * 120 + place * size, 50 + column * 120 + (place + 1) * size, 700 - row * 13.0, size)
        for row in range(rows)
        for column in range(columns)
        for place in range(shift, 11)
    ]
    numbered = [
        Glyph(chr(0x4E00 + int((glyph.left - 50) // 120) * rows + int((700 - glyph.base) // 13)), *parts)
        for glyph in page
        for parts in [(glyph.left, glyph.right, glyph.base, glyph.size)]
    ]
    lines = lines_of(numbered)
    text = "".join(paragraphs_of(in_order(blocks_of(lines), size))).replace("\n", "")
    assert text == "".join(chr(0x4E00 + number) * (11 - shift) for number in range(columns * rows))
