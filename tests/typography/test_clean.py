"""Cleaning: nothing that a terminal would obey survives, and nothing that a reader would miss goes."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.typography import clean, visible

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from("\x1b\x9b\x9d\x07[]P\\m;0\n\r\u2028" + BIDI))


def test_colour_title_and_clipboard_sequences_go_as_a_whole():
    assert clean("红\x1b[31;1m色\x1b[0m字") == "红色字"
    assert clean("甲\x1b]0;title\x07乙\x1b]52;c;aGk=\x1b\\丙") == "甲乙丙"
    assert clean("\x9b2J清屏\x9d0;t\x9c") == "清屏"
    assert clean("\x1bPq#0\x1b\\图\x1b(B字\x1b7\x1bc") == "图字"


def test_an_unfinished_sequence_swallows_no_text():
    assert clean("\x1b]0;没有结尾\n下一行") == "]0;没有结尾\n下一行"
    assert clean("行尾\x1b") == "行尾"


def test_every_line_end_becomes_a_line_feed():
    assert clean("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\ni") == "a\nb\nc\nd\ne\nf\ng\nh\ni"


def test_emoji_combining_and_joining_characters_stay():
    text = "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u0301 葛\U000e0100 क्\u200dष\u200b\u00ad\t　"
    assert clean(text) == text


def test_clean_text_comes_back_as_the_same_object():
    text = "今年7月份,国务院审议通过《意见》。\n“三位一体”\t［@click=app.quit］"
    assert clean(text) is text


@given(ANY_TEXT)
def test_nothing_that_is_obeyed_survives_and_cleaning_twice_is_cleaning_once(text):
    result = clean(text)
    assert not [c for c in result if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not set(result) & set(BIDI)
    result.encode("utf-8")
    assert clean(result) == result


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Cn", "Zl", "Zp"))))
def test_printable_text_is_untouched(text):
    assert clean(text) == text


def test_hostile_input_takes_linear_time():
    """So long that anything but linear time would not see the end within the hours."""
    times = 2_000_000
    assert clean("\x1b]" * times) == "]" * times
    assert clean("\x1b[" + "0" * times) == "[" + "0" * times
    assert len(clean("\x9b " * times)) <= times
    assert clean(("\x1b[" + "0" * 1000) * (times // 1000)).count("0") == times


@given(ANY_TEXT)
def test_what_was_never_cleaned_is_shown_without_moving_an_offset(text):
    shown = visible(text)
    assert len(shown) == len(text) and clean(shown) == shown
    assert all(a == b or b == "\ufffd" for a, b in zip(text, shown, strict=True))
    if clean(text) == text:
        assert shown == text
