"""Wrapping: rows without faults, every character once, offsets and cells that map both ways."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.typography import cell_width, opportunities, prepare, wrap
from reader.typography.breaks import ALLOWED, FORCED, INSIDE, LAST
from reader.typography.wrap import Rows

FULL = os.environ.get("NEWSREADER_FULL") == "1"
PAGES = Path(os.environ.get("NEWSREADER_SHARED", Path(__file__).parents[3] / "shared")) / "pages"

# Written out here once more, apart from the tables of the program (clreq 3.1.1 and half-width punctuation in Chinese).
NOT_FIRST = set("。，、；：！？）》」』】〉〕］｝”’…·～％℃,.;:!?)]}%")
NOT_LAST = set("（《「『【〈〔［｛“‘([{")

TEXT = (
    "县里去年修了3座桥,花去1200.5万元;今年还要再修“两纵一横”(全长86公里)的乡道。\n"
    "“钱从哪里来?”有人问。——答案在《年度预算》里……据称,AI-driven的排期软件v2.0已试用8个月,e-mail往来不下500封!\n"
    "\n"
    "短。"
)


def lines(rows: Rows) -> list[str]:
    return [rows.prepared.text[slice(*rows.span(row))] for row in range(len(rows))]


def faults(rows: Rows) -> list[str]:
    """The rows that begin or end as no row may, unless nothing else could be done."""
    text, levels = rows.prepared.text, rows.prepared.levels
    found = []
    for row in range(1, len(rows)):
        start, (before, end) = rows.starts[row], rows.span(row - 1)
        if start == 0 or text[start - 1] == "\n" or start >= len(text):
            continue
        # A row may be torn elsewhere only if there was no better place in it.
        inner = levels[before + 1 : start]
        if levels[start] == FORCED and ALLOWED not in inner:
            continue
        if levels[start] == LAST and not {ALLOWED, FORCED} & set(inner):
            continue
        # ÷ and × of Latin text follow UAX #14; a stop inside a Latin word or number (v2.0) is not punctuation.
        if levels[start] != ALLOWED or text[start] in NOT_FIRST or text[end - 1] in NOT_LAST:
            found.append(text[before:end] + "|" + text[start : start + 5])
        if text[start - 1 : start + 1] in ("……", "——"):
            found.append("split " + text[start - 1 : start + 1])
    return found


def check(rows: Rows, width: int, hang: int) -> None:
    """All that holds for any text at any width."""
    text, edges = rows.prepared.text, rows.prepared.edges
    assert faults(rows) == []
    at = 0
    for row in range(len(rows)):
        start, end = rows.span(row)
        assert start == at or start == rows.starts[row] == at
        assert text[end : rows.bounds(row)[1]].strip(" \t\u3000\n") == ""  # only blanks are left out
        assert "\n" not in text[start:end]
        at = rows.bounds(row)[1]
        cells = rows.left(row) + edges[end] - edges[start]
        if cells > width + (hang if end and text[end - 1] in "。，、；：,.;:" else 0):
            # Nothing but a single cluster may be wider than its row.
            assert all(level == INSIDE for level in rows.prepared.levels[start + 1 : end])
    assert at == len(text)


@pytest.mark.parametrize("width", [20, 24, 31, 40, 57, 80, 200])
@pytest.mark.parametrize("hang", [0, 2])
def test_no_fault_at_any_width(width, hang):
    check(wrap(prepare(TEXT), width, indent=4, hang=hang), width, hang)


def test_rows_read_as_they_should():
    prepared = prepare("今年还要再修“两纵一横”的乡道,花去1200.5万元。")
    assert lines(wrap(prepared, 20)) == ["今年还要再修“两纵一", "横”的乡道,花去", "1200.5万元。"]
    assert lines(wrap(prepared, 16, indent=4)) == ["今年还要再修", "“两纵一横”的乡", "道,花去", "1200.5万元。"]


def test_one_closing_mark_hangs_rather_than_draw_a_character_down():
    prepared = prepare("一二三四五，六七八九十。”")
    assert lines(wrap(prepared, 10)) == ["一二三四", "五，六七八", "九十。”"]
    assert lines(wrap(prepared, 10, hang=2)) == ["一二三四五，", "六七八", "九十。”"]  # two marks do not hang


def test_spaces_vanish_at_a_break_and_nowhere_else():
    assert lines(wrap(prepare("one two  three"), 7)) == ["one two", "three"]
    assert lines(wrap(prepare("甲乙　丙 丁"), 4)) == ["甲乙", "丙", "丁"]
    assert lines(wrap(prepare("甲 乙"), 5)) == ["甲 乙"]


def test_a_word_wider_than_the_line_is_torn_but_not_before_a_stop():
    rows = wrap(prepare("见https://news.example/" + "a" * 30 + "。后"), 20)
    assert faults(rows) == [] and max(cell_width(line) for line in lines(rows)) <= 20
    assert lines(rows)[-1].endswith("后") and not lines(rows)[-1].startswith("。")


def test_paragraphs_are_indented_and_spaced():
    rows = wrap(prepare("甲乙丙丁戊己庚辛\n壬"), 16, indent=4, spacing=1)
    assert lines(rows) == ["甲乙丙丁戊己", "庚辛", "", "壬"]
    assert [rows.left(row) for row in (0, 1, 3)] == [4, 0, 4]
    assert rows.row_at(9) == 3 and rows.row_at(0) == 0 and rows.row_at(6) == 1


def test_no_paragraph_ends_in_a_row_of_one_character():
    assert lines(wrap(prepare("一二三四五六七八九。"), 16)) == ["一二三四五六七", "八九。"]
    assert lines(wrap(prepare("一二三四五六七A十。"), 15)) == ["一二三四五六七", "A十。"]
    assert lines(wrap(prepare("一二三四五六七八九十。"), 16)) == ["一二三四五六七八", "九十。"]
    assert lines(wrap(prepare("一internationalisation九。"), 24)) == ["一internationalisation", "九。"]


def test_thin_spaces_are_seen_and_never_in_the_text():
    text = "在2025年用AI写"
    rows = wrap(prepare(text, thin_space=True), 40)
    assert rows.prepared.edges[-1] == cell_width(text) + 3
    assert lines(rows) == [text] and len(wrap(prepare(text, thin_space=True), cell_width(text) + 2)) == 2


def test_ambiguous_characters_count_as_set():
    assert [cell_width("“…·”", ambiguous=width) for width in (1, 2)] == [4, 8]
    assert lines(wrap(prepare("“二”二", ambiguous=2), 6)) == ["“二”", "二"]


ANY = st.text(
    st.sampled_from("中文,。“”（）《》…—·～%℃ \u3000\n\tab12.-/\u0301\u200d👩👧🇨🇳\ufe0f❤")
    | st.characters(codec="utf-8"),
    max_size=120,
)  # fmt: skip


@settings(max_examples=2000 if FULL else 250, deadline=None)
@given(ANY, st.integers(20, 200), st.sampled_from([0, 4]), st.sampled_from([0, 2]), st.booleans())
def test_any_text_at_any_width_shows_every_character_once(text, width, indent, hang, thin):
    rows = wrap(prepare(text, thin_space=thin), width, indent=indent, hang=hang)
    _check_coverage(rows)
    if not thin:
        check_width(rows, width, hang)


def _check_coverage(rows: Rows) -> None:
    text, at = rows.prepared.text, 0
    for row in range(len(rows)):
        start, end = rows.span(row)
        assert start == at
        assert not text[end : rows.bounds(row)[1]].strip(" \t\u3000\n")
        at = rows.bounds(row)[1]
        assert start in (0, end) or rows.prepared.levels[start] != INSIDE
    assert at == len(text)


def check_width(rows: Rows, width: int, hang: int) -> None:
    for row in range(len(rows)):
        start, end = rows.span(row)
        cells = rows.left(row) + rows.prepared.edges[end] - rows.prepared.edges[start]
        assert cells <= width + hang or all(level == INSIDE for level in rows.prepared.levels[start + 1 : end])


@settings(deadline=None)
@given(ANY, st.integers(10, 60), st.booleans(), st.data())
def test_offsets_map_to_cells_and_back(text, width, thin, data):
    assume(text)
    rows = wrap(prepare(text, thin_space=thin), width, indent=4, hang=2)
    offset = data.draw(st.integers(0, len(text) - 1))
    row = rows.row_at(offset)
    start, end = rows.bounds(row)
    assert start <= offset < end
    shown_start, shown_end = rows.span(row)
    if shown_start <= offset < shown_end and rows.prepared.levels[offset] != INSIDE:
        width_here = rows.prepared.edges[offset + 1] - rows.prepared.edges[offset]
        back = rows.offset_at(row, rows.cell_at(row, offset))
        assert back == offset or width_here == 0 or rows.prepared.edges[offset] == rows.prepared.edges[back]


@pytest.mark.skipif(not PAGES.exists(), reason="the pages with answers are not here")
def test_no_fault_on_any_page():
    files = sorted(PAGES.rglob("*.txt"))
    assert files
    for file in files if FULL else files[::3]:
        text = file.read_text(encoding="utf-8")
        prepared = prepare(text)
        for width in range(20, 201, 1 if FULL else 9):
            assert faults(wrap(prepared, width, indent=4, hang=2)) == [], (file.name, width)


def test_a_million_characters_without_a_break_are_no_trap():
    rows = wrap(prepare("x" * 300_000 + "中" * 300_000), 80)
    assert len(rows) == 300_000 // 80 + 300_000 // 40
    assert len(wrap(prepare("\u0301" * 100_000), 80)) == 1
    assert opportunities("\u200d" * 1000)[-1] == INSIDE
