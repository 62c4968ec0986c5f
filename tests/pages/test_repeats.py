"""Repeats are found without blanks, across line ends, in time linear in the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.pages import repeats


def test_the_later_copy_is_reported():
    passage = "过去七十多岁的万婆婆买一趟菜要歇三回"
    text = "开头的话：" + passage + "。中间又说了些别的事情；" + passage + "，结尾。"
    found = repeats.find(text, [5, text.rindex(passage)], shortest=12)
    assert [(text[r.start : r.end], r.first) for r in found] == [(passage, 5)]


def test_blanks_and_line_ends_do_not_hide_a_repeat():
    printed = repeats.Unblanked(
        [(0, "一二三四五六"), (20, "七八 九十甲乙"), (40, "一二三四"), (60, "五六七八九 十甲乙")]
    )
    found = repeats.find(printed.text, [0], shortest=12)
    assert [(printed.place(r.start), printed.place(r.end - 1)) for r in found] == [(40, 68)]


@given(st.text(alphabet="甲乙丙𠀀", max_size=300), st.sets(st.integers(0, 300), max_size=40))
def test_what_is_reported_is_a_repeat_and_nothing_overlaps(text: str, anchors: set[int]):
    end = 0
    for repeat in repeats.find(text, anchors, shortest=10):
        size = repeat.end - repeat.start
        assert size >= 10 and repeat.start >= end and repeat.first < repeat.start
        assert text[repeat.start : repeat.end] == text[repeat.first : repeat.first + size]
        end = repeat.end


@given(
    st.text(alphabet="戊己庚辛𠀁", max_size=30),
    st.text(alphabet="甲乙丙丁𠀀", min_size=12, max_size=40),
    st.text(alphabet="戊己庚辛", min_size=1, max_size=30),
    st.booleans(),
)
def test_a_passage_that_comes_twice_is_found_from_either_copy(before: str, passage: str, between: str, later: bool):
    text = before + passage + between + passage
    anchor = len(before) + (len(passage) + len(between) if later else 0)
    assert any(repeat.end == len(text) for repeat in repeats.find(text, [anchor], shortest=12))


def test_a_repeat_reaches_back_to_before_the_anchor():
    passage = "第一句只在后半句上有记号，第二句才是记号所在的地方。"
    text = "开头。" + passage + "中间的话。" + passage
    found = repeats.find(text, [text.index("第二句")], shortest=12)
    assert [text[r.start : r.end] for r in found] == ["。" + passage]
