"""Cell widths as the terminal library measures them; folds that keep every offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.typography import cell_width, cell_widths, fold, truncate


def test_widths_of_what_papers_print():
    assert cell_widths("中A，,·℃").hex(",") == "02,01,02,01,01,01"
    assert cell_width("e\u0301") == 1 and cell_width("👩‍👩‍👧") == 2 and cell_width("❤\ufe0f") == 2
    assert cell_width("a\tb") == 3 and cell_width("a\nb") == 2 and cell_width("") == 0


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)) | st.sampled_from("中❤1#\ufe0f\u200d👩👧🇨🇳\u0301"))
)
def test_widths_are_those_that_the_screen_is_measured_with(text):
    """Textual lays out by Rich's table; a row that we measured otherwise would shift what stands beside it."""
    assert cell_width(text) == cell_len(text)


@given(st.text(max_size=40), st.integers(0, 30))
def test_truncated_text_fits_and_begins_alike(text, width):
    text = text.replace("\n", " ")
    short = truncate(text, width)
    assert cell_width(short) <= width or short == text
    assert short == text or text.startswith(short[:-1].rstrip(".")) or set(short) <= {"."}


def test_a_fold_takes_for_the_same_what_a_reader_does():
    assert fold("ＧＤＰ增长５％") == fold("gdp增长5%")
    assert fold("“以旧换新”，《通知》。") == fold('"以旧换新",《通知》.')
    assert fold("「AI」—・") == fold('"ai"-·')
    assert fold("三千") != fold("三干")


@given(st.text())
def test_a_fold_keeps_every_offset_and_folds_once(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
