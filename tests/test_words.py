"""Segmentation: ranges that cover the text, quiet loading, a cache that no one else can have written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import words

TEXT = "中国缝制机械协会理事长杨晓京说，产值达5.7万亿美元。\n下一段 begins here"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("中国协会理事长杨晓京，。 \n\r\t 3.5%aA-　😀\u200b")), max_size=40))
def test_words_cover_the_text(text: str) -> None:
    end = 0
    for start, stop in words.cut(text):
        assert start == end and stop > start
        end = stop
    assert end == len(text)


LETTERS = "，。 \r\n\t　😀\u200b3.5%+-#&_aAÜ㐀𠀀鿿"
PIECES = "中国协会理事长杨晓京欧阳修国補经济工信处女干事每月经过下属科室都要亲口交代南京市长江大桥"


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(list(PIECES + LETTERS)), max_size=60) | st.text(max_size=20))
def test_words_are_those_that_jieba_finds(text: str) -> None:
    import jieba

    assert [text[start:end] for start, end in words.cut(text)] == list(jieba.cut(text))
    assert words.cut_for_search(text) == [(start, end) for _, start, end in jieba.tokenize(text, mode="search")]


def test_words_are_words() -> None:
    assert "理事长" in [TEXT[a:b] for a, b in words.cut(TEXT)]
    inside = {TEXT[a:b] for a, b in words.cut_for_search(TEXT)}
    assert {"理事长", "理事"} <= inside
    assert ("中国", "ns") in [(TEXT[a:b], tag) for a, b, tag in words.cut_with_tags(TEXT)]


def test_idioms_come_without_loading_jieba() -> None:
    code = (
        "import sys; from reader import words; i = words.idioms();"
        "print('群贤毕至' in i, len(i) > 1000, 'jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=240)
    assert done.stdout.split() == ["True", "True", "False"]


@pytest.mark.parametrize("writable", [True, False])
def test_loading_is_silent_and_keeps_its_cache_at_home(tmp_path: Path, writable: bool) -> None:
    home = tmp_path / "cache"
    if writable:
        home.mkdir()
    else:
        home.write_text("a file where the folder should be")
    environment = os.environ | {"XDG_CACHE_HOME": str(home), "TMPDIR": str(tmp_path / "nowhere"), "HOME": str(tmp_path)}
    code = "from reader import words; words.preload(); print(len(words.cut('北京大学的教授')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=240, env=environment
    )
    assert done.stdout.strip() == "3"
    assert done.stderr == ""
    if writable:
        assert list(home.rglob("jieba.cache"))


def test_a_dictionary_word_across_a_place_is_seen_without_loading_jieba() -> None:
    code = (
        "import sys; from reader import words; t = '新买的塑料箱很轻';"
        "print(words.lies_across(t, 4), words.lies_across(t, 6), words.lies_across('', 0),"
        " words.opens_with_word('塑料箱'), words.opens_with_word('箱很轻'), 'jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=True)
    assert done.stdout.split() == ["True", "False", "False", "True", "False", "False"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("中国协会理事长，a \ud800😀")), max_size=12), st.integers(-2, 14))
def test_looking_for_a_word_across_any_place_is_safe(text: str, place: int) -> None:
    assert words.lies_across(text, place) in (True, False)
