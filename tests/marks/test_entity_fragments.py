"""Names in torn and mixed texts: whatever stands beside whatever, marking ends and its names lie in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks.entities import find_entities
from reader.marks.entities.tagging import Word
from reader.model import Entity

NAMES = """
国务院 国务 教育 石家庄 石家 李明 小泉进次郎 阿依努尔· ·买买提 中国 中俄蒙 刚果 北京大学 清华 药学院 中国银行 白宫
索朗多吉 勇士 国安 植田 聯合國 東京
"""
BESIDE_NAMES = """
局 部 委 队 两队 市 省 号 堡 系 总会 分局 处长 教授 主席 先生 时 说 称 政府 省委书记 大使馆 有限公司 集团 纪念馆
水文站 运动会 论坛 两国 三国 客场 击败 方面 特区 南部 科技 联合会 建院 建校 为 被 向 谨向 联合 和 与 等 驻 在 据 原
我 中 vs VS 第十届 第九 九一八 3比2 记者 通讯员 本报 讯 6月5日电 任命 台风“ （上海） （金） （以下简称“ ”） 《 》
〈 〉 ， 。 、 ： — · “ ” 2 ２ A Ｂ 㐀 𠀀 □
"""
FRAGMENTS = [*NAMES.split(), *BESIDE_NAMES.split(), "李\u3000明", "张 震", " ", "\u3000", "\n"]
TAGS = ["PER", "LOC", "ORG", "TIME", "n", "nz", "nr", "nw", "v", "vn", "m", "p", "w", "u", "a", "f", "c", "d", "r", "s"]


def check(text: str, entities: list[Entity]) -> None:
    end = 0
    for entity in entities:
        assert end <= entity.start < entity.end <= len(text)
        assert entity.text == text[entity.start : entity.end] and entity.id and entity.name
        end = entity.end


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # A verb that begins or ends the name parts nothing.
        ([("针对", "p"), ("为怀药学院", "ORG")], ["为怀药学院"]),
        ([("青藤药学院联合", "ORG")], ["青藤药学院联合"]),
        # Nothing but the word for founding.
        ([("建院", "ORG")], ["建院"]),
        # The mark between two sides at the edge of what the tagger takes for one.
        ([("对", "p"), ("VS红山水文站", "ORG")], ["红山水文站"]),
        ([("红山vs两队", "ORG")], ["红山"]),
        # A text that ends where a longer name that begins so would go on.
        ([("致函", "v"), ("国务院", "ORG")], ["国务院"]),
        ([("来到", "v"), ("石家庄", "n")], ["石家庄"]),
    ],
)
def test_edges_of_names(words: list[tuple[str, str]], expected: list[str]) -> None:
    text = "".join(said for said, _tag in words)
    found = find_entities([text], names={}, stops=frozenset(), words=[tagged(words)])[0]
    check(text, found)
    assert [entity.text for entity in found] == expected


def tagged(words: list[tuple[str, str]]) -> list[Word]:
    """The words one behind the other; a line end is none, as with the tagger."""
    made, start = [], 0
    for said, tag in words:
        if said != "\n":
            made.append(Word(start, start + len(said), tag))
        start += len(said)
    return made


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join), max_size=3))
def test_any_mixture_can_be_marked(texts: list[str]) -> None:
    for text, entities in zip(texts, find_entities(texts, names={}, stops=frozenset()), strict=True):
        check(text, entities)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=3).map("".join), st.sampled_from(TAGS)
        ).filter(lambda word: word[0] == "\n" or "\n" not in word[0]),
        max_size=12,
    )
)
def test_any_words_with_any_tags_can_be_marked(words: list[tuple[str, str]]) -> None:
    text = "".join(said for said, _tag in words)
    check(text, find_entities([text], names={}, stops=frozenset(), words=[tagged(words)])[0])
