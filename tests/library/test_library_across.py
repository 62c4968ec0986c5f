"""Across articles: the page of a name, of a measure, near duplicates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from library_samples import article, marked, page_with

from reader.library import Library, NotInLibraryError
from reader.library.doctor import examine
from reader.library.merging import merge
from reader.library.twins import Fingerprints, fingerprint
from reader.model import Article, Entity, Marks

LONG = (
    "上海市商务部门介绍,今年以来全市家电以旧换新成交额持续增长,进店咨询的居民比去年多了三成。"
    "在一家卖场里,营业员正在给顾客算补贴:一台冰箱原价五千元,旧机折价四百元,再减去补贴,到手不到四千元。"
    "家住徐汇的居民说,家里的空调用了十二年,早就想换,一直下不了决心,这次总算把它搬下了楼。"
    "回收企业的负责人表示,旧家电进厂后要经过拆解、分选和检测,铜和铝可以再用,塑料制成颗粒,氟利昂必须专门收集。"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite") as opened:
        yield opened


def add(library: Library, one: Article, marks: Marks, source: str = "") -> None:
    library.add(*page_with(one, source=source or one.headline), [marks])


def test_the_page_of_a_name_tells_every_mention_by_date(library: Library) -> None:
    first = article("一", "苏剑和杨晓京在会上。苏剑说。", date="2025-01-02")
    later = article("二", "蘇劍来了。", date="2025-03-04")
    wrote = article("三", "无名。", date="2024-05-06", bylines=("苏剑",))
    add(library, first, marked(first.text, ("苏剑", "杨晓京")))
    add(library, later, Marks((), (Entity(0, 2, "蘇劍", "PER", "1", "蘇劍", role="理事长", org="学会"),), "v1"))
    add(library, wrote, marked(wrote.text))
    page = library.name("苏剑", "PER")
    assert [each.headline for each in page.mentioned] == ["二", "一", "三"]
    assert (page.articles, page.times) == (3, 4)
    assert page.mentioned[1].places == ((0, 2), (10, 12)) and page.mentioned[1].times == 2
    assert all(first.text[start:end] == "苏剑" for start, end in page.mentioned[1].places)
    assert page.mentioned[0].roles == ("学会理事长",)
    assert [each.byline for each in page.mentioned] == [False, False, True]
    assert [(each.text, each.articles) for each in page.beside] == [("杨晓京", 1)]
    assert [each.headline for each in library.name("苏剑", start=1, count=1).mentioned] == ["一"]


def test_the_page_of_a_name_nobody_has(library: Library) -> None:
    page = library.name("没有人")
    assert (page.text, page.articles, page.times, page.mentioned, page.beside) == ("没有人", 0, 0, (), ())


def test_the_page_of_a_measure_is_a_row_of_figures_by_date(library: Library) -> None:
    for date, words, value in (
        ("2025-02-01", "300亿元", 30),
        ("2025-01-01", "200亿元", 20),
        ("2025-03-01", "250亿元", 25),
    ):
        one = article(f"{date}的数", f"销售额达{words}。", date=date)
        add(library, one, marked(one.text, (), ((words, value * 10**9),), "销售额"))
    other = article("别的", "利润达100亿元。", date="2025-01-05")
    add(library, other, marked(other.text, (), (("100亿元", 10**10),), "利润"))
    page = library.measure("销售额")
    assert [each.date for each in page.measurements] == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert [each.figure.text for each in page.measurements] == ["200亿元", "300亿元", "250亿元"]
    assert (page.kind, page.unit) == ("money", "CNY")
    assert page.points == (("2025-01-01", 20e9, 20e9), ("2025-02-01", 30e9, 30e9), ("2025-03-01", 25e9, 25e9))
    assert [each.date for each in library.measure("销售额", limit=2).measurements] == ["2025-02-01", "2025-03-01"]
    assert library.measures() == [("销售额", 3), ("利润", 1)]
    assert library.measures("利") == [("利润", 1)]
    assert library.measure("没有的").measurements == ()


def test_the_latest_figures_are_the_same_however_many_are_asked_for(library: Library) -> None:
    for number in range(24):
        date = f"2025-{number * 7 % 12 + 1:02d}"
        texts = [f"{number + 1}亿元", f"{number + 100}亿元"][: number % 3]
        one = article(f"第{number}报", "销售额达" + ",又达".join(texts) + "。", date=date)
        add(library, one, marked(one.text, (), tuple((text, 10**9) for text in texts), "销售额"))
    every = library.measure("销售额").measurements
    assert len(every) == 24 and [each.date for each in every] == sorted(each.date for each in every)
    for limit in range(1, 25):
        assert library.measure("销售额", limit=limit).measurements == every[-limit:]


def compare(library: Library, *articles: Article) -> None:
    with library.store.writing() as connection:
        known = Fingerprints(connection)
        numbers = dict(connection.execute("SELECT key, id FROM article").fetchall())
        for each in articles:
            known.put(connection, numbers[each.id], fingerprint(each.text))


def test_near_duplicates_are_grouped_and_others_are_not(library: Library) -> None:
    whole = article("以旧换新成交增长", LONG)
    shortened = article("以旧换新很热", LONG[: len(LONG) * 4 // 5])
    touched = article("换新热", LONG.replace("徐汇", "长宁").replace("五千", "六千").replace("十二年", "十年"))
    other = article("别的报道", "".join(reversed(LONG)))
    short = article("短讯", "一句话。")
    made = (whole, shortened, touched, other, short)
    for each in made:
        add(library, each, marked(each.text))
    compare(library, *made)
    assert {twin.article_id for twin in library.twins(whole.id)} == {shortened.id, touched.id}
    assert all(0.5 <= twin.alike <= 1 for twin in library.twins(whole.id))
    assert library.twins(other.id) == library.twins(short.id) == []
    groups = library.twin_groups()
    assert [set(group) for group in groups] == [{whole.id, shortened.id, touched.id}]
    assert groups[0][0] == whole.id
    with pytest.raises(NotInLibraryError):
        library.twins("0" * 16)


def test_of_near_duplicates_search_shows_the_best_and_names_the_others_under_it(library: Library) -> None:
    whole = article("以旧换新成交增长", LONG, date="2025-01-01")
    shortened = article("很热", LONG[: len(LONG) * 4 // 5], date="2025-03-01")
    other = article("别的报道", "徐汇也有以旧换新。", date="2025-02-01")
    for each in (whole, shortened, other):
        add(library, each, marked(each.text))
    compare(library, whole, shortened, other)
    first, second = library.search("以旧换新")
    assert first.summary.id == whole.id and [each.id for each in first.also] == [shortened.id]
    assert second.summary.id == other.id and second.also == ()
    assert len(library.search("以旧换新", 1)) == 1
    newest, *_ = library.search("date:2025")
    assert newest.summary.id == shortened.id and [each.id for each in newest.also] == [whole.id]
    assert [hit.summary.id for hit in library.search("以旧换新 date:2025-03")] == [shortened.id]


def test_what_is_removed_is_nobodys_twin(library: Library) -> None:
    one, two = article("甲", LONG), article("乙", LONG + "完。")
    for each in (one, two):
        add(library, each, marked(each.text))
    compare(library, one, two)
    library.remove([two.id])
    assert library.twins(one.id) == [] and library.twin_groups() == []


def test_the_pieces_that_adding_leaves_are_merged_and_everything_is_found_still(library: Library) -> None:
    made = [article(f"第{number}次会议", f"第{number}次会议在上海召开,会期{number + 1}天。") for number in range(12)]
    for one in made:
        add(library, one, marked(one.text))
    assert pieces(library) == 12
    before = [hit.summary.id for hit in library.search("会议在上海")]
    merge(library)
    assert pieces(library) < 4
    assert [hit.summary.id for hit in library.search("会议在上海")] == before and len(before) == 12
    assert [finding.state for finding in examine(library, thorough=True) if finding.state == "fault"] == []


def pieces(library: Library) -> int:
    """In how many pieces the index of the text lies."""
    found = library.store.reading.execute("SELECT count(DISTINCT segid) FROM grams_idx").fetchone()
    return int(found[0])
