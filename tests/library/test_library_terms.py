"""Folding and index tokens: whatever stands in a text is found, whatever its variants, by typing any stretch of it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.pairs import tokens_of_long
from reader.library.terms import fold, phrase, tokens

HAN = st.text(st.sampled_from("国补以旧换新消费观察经济和产品服务杨晓京一二三的"), min_size=1, max_size=12)
MIXED = st.text(st.sampled_from("国补以旧换新5G手机AIot3500亿元,。 “”\n\U00020000〇ü"), min_size=1, max_size=30)


def found(text: str, query: str) -> bool:
    """Whether an index with ``text`` (among others) gives it for ``query``."""
    match = phrase(query)
    assert match is not None
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, content='', tokenize='ascii')")
    connection.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", [(1, tokens("无关")), (2, tokens(text))])
    return (2,) in connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (match,)).fetchall()


@given(st.text())
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("國補", "国补"), ("ＧＤＰ", "gdp"), ("乾淨", "干净"), ("３５００億圓", "3500亿圆"), ("裡面", "里面")],
)
def test_variants_are_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(HAN, HAN, HAN)
def test_any_stretch_of_ideographs_is_found(before: str, wanted: str, after: str) -> None:
    assert found(before + wanted + after, wanted)


@given(MIXED, st.data())
def test_any_beginning_of_words_and_numbers_is_found(text: str, data: st.DataObject) -> None:
    words = [word for word in tokens(text).split() if len(word) > 1 or not word.isascii()]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    typed = word[: data.draw(st.integers(min(2, len(word)), len(word)))]
    assert found(text, typed)


@given(MIXED | st.text(min_size=1))
def test_long_texts_are_made_into_the_same_tokens(text: str) -> None:
    assert tokens_of_long(text).split() == tokens(text).split()
    assert tokens(f"{text} 。" * 100).split() == tokens(text).split() * 100


@pytest.mark.parametrize("query", ["换新以旧", "旧以", "国国", "服务国", "手机5"])
def test_what_does_not_stand_together_is_not_found(query: str) -> None:
    assert not found("国补,以旧换新 5G手机", query)


@pytest.mark.parametrize("query", ["国补。以旧", "5g手", "补 以旧", "旧换新5G"])
def test_punctuation_and_blanks_between_runs_do_not_matter(query: str) -> None:
    assert found("国补,以旧换新 5G手机", query)


@pytest.mark.parametrize("query", ["", "  ", "。", "()*\"'", "-"])
def test_nothing_to_search_for(query: str) -> None:
    assert phrase(query) is None


@given(st.text(max_size=20))
def test_no_text_breaks_the_index_expression(text: str) -> None:
    if phrase(text) is not None:
        found("国补", text)
