"""The query language: what each condition finds, what is refused and where, what is passed over while one types."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_samples import article, marked, page_with

from reader.library import Library, QueryError, conditions, searching
from reader.library.query import FIELDS, STATES, parse

TEXT = "国补首月,上海的销售额达3500亿元,财政部的苏剑说。"
ONE = article("国补首月", TEXT, section="消费观察", bylines=("苏剑",), date="2025-08-31")
TWO = article(
    "以旧换新问答",
    "旧的家电怎么换?售价800元。",
    section="经济",
    bylines=("单田芳",),
    date="2025-09-01",
    flags=("truncated",),
)
THREE = article("远方来信", "山里下雪了。" * 20, date="2024-01-15")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("query") / "l.sqlite") as opened:
        opened.add(*page_with(ONE, source="/news/a.txt"),
                   [marked(TEXT, ("苏剑",), (("3500亿元", 350_000_000_000),), "销售额")])  # fmt: skip
        opened.add(*page_with(TWO, THREE, source="/news/b.txt"),
                   [marked(TWO.text, (), (("800元", 800),)), marked(THREE.text)])  # fmt: skip
        opened.mirror(TWO.id, tags=["经济", "旧"], starred=True)
        opened.mirror(ONE.id, tags=["经济"], notes="和去年比一比")
        opened.set_read([THREE.id])
        yield opened


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {ONE, TWO, THREE}),
        ("国补", {ONE}),
        ("國補", {ONE}),
        ("国补 销售额", {ONE}),
        ("国补 家电", set()),
        ("-国补", {TWO, THREE}),
        ('"首月 上海"', {ONE}),
        ("“首月,上海”", {ONE}),
        ("section:消费观察", {ONE}),
        ("section:消费", {ONE}),
        ("section:消费观察|经济", {ONE, TWO}),
        ("栏目：经济", {TWO}),
        ("-section:经济", {ONE, THREE}),
        ("tag:经济", {ONE, TWO}),
        ("tag:经济 -tag:旧", {ONE}),
        ("person:苏剑", {ONE}),
        ("person:sujian", {ONE}),
        ("人物:苏", {ONE}),
        ("org:苏剑", set()),
        ("byline:单田芳", {TWO}),
        ("byline:shantianfang", {TWO}),
        ("byline:sj", {ONE}),
        ("headline:首月", {ONE}),
        ("headline:销售额", set()),
        ("note:去年", {ONE}),
        ("去年 国补", {ONE}),
        ("source:/news/b", {TWO, THREE}),
        ("flag:truncated", {TWO}),
        ("truncated", {TWO}),
        ("指标:销售", {ONE}),
        ("date:2025", {ONE, TWO}),
        ("date:2025-08", {ONE}),
        ("date:2025年8月31日", {ONE}),
        ("date:2025-8", {ONE}),
        ("date:2024..2025-08", {ONE, THREE}),
        ("date:2025-09..", {TWO}),
        ("date:..2024", {THREE}),
        ("date>2025-08", {TWO}),
        ("date>=2025-08", {ONE, TWO}),
        ("date<2025", {THREE}),
        ("date<=2025-08", {ONE, THREE}),
        ("length>100", {THREE}),
        ("length:..30", {ONE, TWO}),
        ("unread", {ONE, TWO}),
        ("已读", {THREE}),
        ("starred", {TWO}),
        ("-starred", {ONE, THREE}),
        ("noted", {ONE}),
        ('"unread"', set()),
        ("money>1000", {ONE}),
        ("money>=800", {ONE, TWO}),
        ("money>800", {ONE}),
        ("money:800", {TWO}),
        ("money:500..1000", {TWO}),
        ("money<1000", {TWO}),
        ("percent>1", set()),
        ("section:经济 tag:旧 starred unread truncated", {TWO}),
    ],
)  # fmt: skip
def test_what_a_query_finds(library: Library, query: str, expected: set) -> None:
    assert {row.id for row in library.select(query)} == {each.id for each in expected}
    assert {hit.summary.id for hit in library.search(query)} == {each.id for each in expected}


@pytest.mark.parametrize(
    "query", ["money>1000", "money>=800", "money:800", "money:500..1000", "money:..1000", "money<1000", "-money>800"]
)
def test_many_figures_are_looked_through_with_the_same_answer(
    library: Library, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [[hit.summary.id for hit in library.search(typed)] for typed in (query, f"{query} 国补")]
    monkeypatch.setattr("reader.library.conditions._MANY", 1)
    assert [[hit.summary.id for hit in library.search(typed)] for typed in (query, f"{query} 国补")] == few
    assert few[0] and set(few[0]) == {row.id for row in library.select(query)}


@pytest.mark.parametrize("value", ["3000亿元", "3499亿元", "0.3万亿元"])
def test_figures_are_compared_by_value_and_unit(library: Library, value: str) -> None:
    assert [row.id for row in library.select(f"figure>{value}")] == [ONE.id]
    assert [row.id for row in library.select(f"figure<{value}")] == [TWO.id]


@pytest.mark.parametrize(
    "query", ["section:", "tag:|", "figure>", '"', "-", "date:", "date:..", "“", ":", "人物：", "。"]
)
def test_what_is_still_being_typed_is_passed_over(library: Library, query: str) -> None:
    assert len(library.select(query)) == 3
    assert len(library.select(f"国补 {query}")) == 1


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("国补 date:heute", (3, 13)), ("date:2025-13", (0, 12)), ("date:25-1", (0, 9)), ("length>viel", (0, 11)),
        ("section>经济", (0, 10)),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused_with_its_place(library: Library, query: str, place: tuple) -> None:
    with pytest.raises(QueryError) as refused:
        library.select(query)
    assert (refused.value.start, refused.value.end) == place
    with pytest.raises(QueryError):
        library.save_search("x", query)


def test_an_unknown_order_is_refused(library: Library) -> None:
    with pytest.raises(QueryError, match="headline"):
        library.select("", sort="colour")


@given(st.text(st.sampled_from(" -:|\"“”..<>=()*^国补a5section date figure unread'\n"), max_size=25))
def test_no_query_fails_but_with_a_query_error(library: Library, query: str) -> None:
    try:
        rows = list(library.select(query))
        hits = library.search(query)
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(query)
    else:
        assert {row.id for row in rows} == {hit.summary.id for hit in hits}


@given(st.lists(st.sampled_from(["国补", "section:经济", "-tag:旧", "unread", "date:2025", '"a b"']), max_size=6))
def test_conditions_are_in_order_and_where_they_stand(words: list[str]) -> None:
    text = "  ".join(words)
    conditions = parse(text).conditions
    assert [text[c.start : c.end] for c in conditions] == words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sec", "section:"), ("section:消", "消费观察"), ("tag:", "经济"), ("person:苏", "苏剑"), ("person:sj", "苏剑"),
        ("国补 byline:单", "单田芳"), ("flag:tr", "truncated"), ("date:2025", "2025-09"), ("fig", "figure>"),
        ("unr", "unread"), ("苏", "苏剑"), ("栏", "栏目:"), ("-tag:旧", "旧"), ("section:经济|消", "消费观察"),
    ],
)  # fmt: skip
def test_completion_offers(library: Library, query: str, expected: str) -> None:
    offered = library.complete(query)
    assert expected in [each.text for each in offered]
    chosen = next(each for each in offered if each.text == expected)
    completed = query[: chosen.start] + chosen.text + query[chosen.end :]
    if not completed.endswith((">", ":")):
        library.select(completed)


def test_every_field_and_state_is_understood(library: Library) -> None:
    for name in FIELDS:
        value = "2025" if FIELDS[name] == "date" else "1"
        assert len(parse(f"{name}:{value}").conditions) == 1
        list(library.select(f"{name}:{value}"))
    for name in STATES:
        list(library.select(name))


@pytest.mark.parametrize(
    ("typed", "loaded"), [("money>", True), ("国补 -金额", True), ("person:", False), ("mone", False)]
)
def test_the_rules_of_figures_are_loaded_while_a_condition_is_typed(tmp_path: Path, typed: str, loaded: bool) -> None:
    words = (
        "import sys, threading; from reader.library import Library\n"
        "Library.open(sys.argv[1]).complete(sys.argv[2])\n"
        "for other in threading.enumerate()[1:]: other.join(240)\n"
        "print('reader.marks.figures.scan' in sys.modules)"
    )
    run = [sys.executable, "-c", words, str(tmp_path / "l.sqlite"), typed]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == f"{loaded}\n"


def test_conditions_find_the_same_gathered_or_asked_of_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short lists of articles are gathered, of long ones candidates are asked, some at a time."""
    queries = [
        "person:苏剑 会议", "-person:苏剑 会议", "person:苏|王芳 经济", "person:wangfang 国际", "byline:王 -国际",
        "-国际 会议", "-国 会议", "-国际 -发展", "money>30亿元 经济", "-money>30亿元 会议", "-money>30亿元",
        "measured:投入 会议", "-measured:产出 国际", "headline:会议1 经济", "source:/3 会议", "-source:/3 会议",
        "date:2025-03..2025-06 经济", "-date:2025-03 会议", "section:经济 国际", "tag:要 会议", "-tag:要 会议",
        "note:参考 会议", "-note:参考 会议", "unread 会议 person:王芳", "-参考 会议", "参考 person:苏剑",
        "经济 -际", "-国 会议 -芳", "-参 会议", "参考 -经", "会 -国", "-国", "-际 money>30亿元", "wangfang -国",
    ]  # fmt: skip
    with Library.open(tmp_path / "l.sqlite") as library:
        for number in range(60):
            name, place = ("苏剑", "王芳", "单田芳")[number % 3], "中国" if number % 5 else "上海"
            text = f"{place}第{number}次会议,{name}说投入{number + 1}亿元。"
            text += "国际合作。" * (number % 4) + "经济发展。" * (number % 3)
            month = f"2025-{number % 12 + 1:02}"
            one = article(
                f"会议{number}", text, section=("经济", "文化")[number % 2], bylines=(name,), date=f"{month}-01"
            )
            money = (f"{number + 1}亿元", (number + 1) * 10**8)
            library.add(
                *page_with(one, source=f"/{number}.txt"),
                [marked(text, (name,), (money,), "投入" if number % 7 else "产出")],
            )
            if number % 9 == 0:
                library.mirror(one.id, tags=["要"], notes="供参考")
        for query in queries:
            found = set(library.select(query).ids())
            assert 0 < len(found) < 60, query
            monkeypatch.setattr(conditions, "_VERY_MANY", 1)
            assert set(library.select(query).ids()) == found, query
            monkeypatch.undo()
            facets = library.facets(query)
            counts = Counter(row.section for row in library.select(query))
            assert (facets.total, dict(facets.sections)) == (len(found), counts), query
            monkeypatch.setattr(searching, "_LATEST", 7)
            for candidates in (600, 5):
                monkeypatch.setattr(searching, "CANDIDATES", candidates)
                answers = []
                for many in (12_000, 20, 1):
                    monkeypatch.setattr(conditions, "_MANY", many)
                    answers.append([(hit.summary.id, hit.score) for hit in library.search(query, limit=100)])
                assert answers[0] == answers[1] == answers[2], query
                if candidates > 60:
                    assert {key for key, _score in answers[0]} == found, query
