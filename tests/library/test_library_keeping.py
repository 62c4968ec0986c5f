"""Keeping pages and articles: known again by content, given back whole, removed without a trace, corrected."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_samples import article, marked, page_with

from reader.library import ORDERS, Library, NotInLibraryError, records
from reader.library.refreshing import bring_up_to_date
from reader.marks import ANALYSER
from reader.model import Article, Figure, Furniture, Marks, Page, Part

ONE = article(
    "国补带来什么", "国补首月,销售额达3500亿元。", "杨晓京说,还会更多。", bylines=("苏剑",), date="2025-09-01"
)
TWO = article("以旧换新", "旧的不去。", section="消费观察")


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library.sqlite") as opened:
        yield opened


def test_articles_page_and_marks_come_back_as_they_were(library: Library) -> None:
    raw, page = page_with(ONE, TWO)
    marks = [marked(ONE.text, ("杨晓京",), (("3500亿元", 350_000_000_000),), "销售额"), marked(TWO.text)]
    assert library.add(raw, page, marks) == [ONE.id, TWO.id]
    assert [library.article(each.id) for each in (ONE, TWO)] == [ONE, TWO]
    assert library.page_of(TWO.id)[1] == page
    assert [library.marks(each.id) for each in (ONE, TWO)] == marks


def test_the_same_page_twice_is_there_once_with_both_sources(library: Library) -> None:
    for source in ("a.txt", "b.txt", "a.txt"):
        raw, page = page_with(ONE, TWO, source=source)
        assert library.add(raw, page) == [ONE.id, TWO.id]
    assert len(library) == 2
    assert library.sources(ONE.id) == ["a.txt", "b.txt"]
    assert len(library.pages_of(ONE.id)) == 1


def test_one_article_in_two_editions_is_there_once_with_both_pages(library: Library) -> None:
    library.add(*page_with(ONE, source="morning.txt"))
    library.add(*page_with(TWO, ONE, source="evening.txt"))
    assert len(library) == 2
    assert len(library.pages_of(ONE.id)) == 2
    assert library.sources(ONE.id) == ["morning.txt", "evening.txt"]
    assert {row.id for row in library.select("", sources=["evening.txt"])} == {ONE.id, TWO.id}


def test_a_page_that_holds_an_article_twice(library: Library) -> None:
    raw, page = page_with(ONE, ONE)
    assert library.add(raw, page) == [ONE.id, ONE.id]
    assert len(library) == 1
    assert library.remove([ONE.id]) == 1
    assert len(library) == 0


def test_what_is_removed_leaves_nothing_behind(library: Library) -> None:
    marks = [marked(ONE.text, ("杨晓京",), (("3500亿元", 350_000_000_000),), "销售额"), marked(TWO.text)]
    library.add(*page_with(ONE, TWO), marks)
    library.mirror(ONE.id, tags=["经济"], notes="笔记")
    assert library.remove([ONE.id, "0" * 16]) == 1
    assert library.search("国补") == [] and library.search("笔记") == []
    assert list(library.select("tag:经济")) == list(library.select("person:杨晓京")) == []
    with pytest.raises(NotInLibraryError):
        library.article(ONE.id)
    assert [row.id for row in library.select()] == [TWO.id]
    library.remove([TWO.id])
    left = {
        table: library.store.reading.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("page", "source", "article", "content", "edition", "marks", "mention", "figure", "tag", "note")
    }
    assert set(left.values()) == {0}


def test_removing_a_source_keeps_what_came_from_elsewhere_too(library: Library) -> None:
    library.add(*page_with(ONE, TWO, source="a.txt"))
    library.add(*page_with(ONE, source="b.txt"))
    assert library.remove_source("a.txt") == 1
    assert [row.id for row in library.select()] == [ONE.id]
    assert library.sources(ONE.id) == ["b.txt"]


def test_newer_marks_take_the_place_of_older_ones(library: Library) -> None:
    library.add(*page_with(ONE), [marked(ONE.text, ("杨晓京",), analyser="v1")])
    assert library.unmarked("v1") == [] and library.unmarked("v2") == [ONE.id]
    library.put_marks(ONE.id, marked(ONE.text, (), (("3500亿元", 350_000_000_000),), analyser="v2"))
    assert library.unmarked("v2") == []
    assert list(library.select("person:杨晓京")) == []
    assert [row.id for row in library.select("person:苏剑")] == [ONE.id], "the byline is no mark"


def test_marks_of_an_unknown_article_are_refused(library: Library) -> None:
    with pytest.raises(NotInLibraryError):
        library.put_marks("0" * 16, marked(""))


def test_a_corrected_page_replaces_its_articles_and_keeps_what_was_read(library: Library) -> None:
    raw, page = page_with(ONE, TWO)
    library.add(raw, page, [marked(ONE.text, ("杨晓京",)), marked(TWO.text)])
    library.set_read([ONE.id, TWO.id])
    number, _page = library.page_of(ONE.id)
    mended = replace(ONE, headline="国补带来了什么")
    assert library.correct(number, replace(page, articles=(mended, TWO))) == [mended.id, TWO.id]
    assert library.page(number).articles == (mended, TWO)
    assert ONE.id not in library
    assert library.marks(TWO.id) is not None and library.marks(mended.id) is None
    assert [row.read for row in library.select()] == [True, True]
    assert [hit.summary.id for hit in library.search("带来了什么")] == [mended.id]
    assert library.search("带来什么") == []
    assert library.add(raw, page) == [mended.id, TWO.id], "the page is known again, and the correction holds"


def test_a_byline_and_a_section_that_are_put_right_are_kept_and_found(library: Library) -> None:
    raw, page = page_with(ONE, TWO)
    library.add(raw, page, [marked(ONE.text, ("杨晓京",)), marked(TWO.text)])
    library.set_read([ONE.id])
    number, _page = library.page_of(ONE.id)
    mended = replace(ONE, bylines=("沈一苇",), byline_text="本报记者 沈一苇", section="乡村")
    assert mended.id == ONE.id
    for _time in range(2):
        assert library.correct(number, replace(page, articles=(mended, TWO))) == [ONE.id, TWO.id]
        assert library.article(ONE.id) == mended
        assert [(row.section, row.byline, row.read) for row in library.select("byline:沈一苇")] == [
            ("乡村", "沈一苇", True)
        ]
        assert library.marks(ONE.id) == marked(ONE.text, ("杨晓京",))
        for former in ONE.bylines:
            assert list(library.select(f"byline:{former}")) == []
    assert [hit.summary.id for hit in library.search("沈一苇")] == [ONE.id]
    library.correct(number, page)
    assert library.article(ONE.id) == ONE and library.search("沈一苇") == []
    library.remove([ONE.id])
    for word in (ONE.headline[:4], "沈一苇", *ONE.bylines):
        assert ONE.id not in [hit.summary.id for hit in library.search(word)]


def test_a_corrected_page_is_known_as_it_was_first_split(library: Library) -> None:
    raw, page = page_with(ONE, TWO)
    library.add(raw, page)
    number, _page = library.page_of(ONE.id)
    assert library.former_page(number) == page
    for headline in ("国补带来了什么", "国补又带来了什么"):
        library.correct(number, replace(page, articles=(replace(ONE, headline=headline), TWO)))
        assert library.former_page(number) == page
    library.correct(number, library.former_page(number))
    assert library.page(number) == page and ONE.id in library


def test_where_paragraphs_begin_elsewhere_the_marks_are_made_anew(library: Library) -> None:
    raw, page = page_with(ONE, TWO)
    library.add(raw, page, [marked(ONE.text, ("杨晓京",)), marked(TWO.text)])
    number, _page = library.page_of(ONE.id)
    parted = replace(ONE, paragraphs=(ONE.paragraphs[0][:5], ONE.paragraphs[0][5:], *ONE.paragraphs[1:]))
    assert parted.id == ONE.id
    library.correct(number, replace(page, articles=(parted, TWO)))
    assert library.article(ONE.id) == parted
    assert library.marks(ONE.id) is None and library.unmarked() == [ONE.id]
    assert list(library.select("person:杨晓京")) == []


def test_a_correction_outlives_a_new_analyser(library: Library) -> None:
    raw, page = page_with(ONE, TWO)
    library.add(raw, page, [marked(ONE.text), marked(TWO.text)])
    number, _page = library.page_of(ONE.id)
    joined = replace(page, articles=(replace(ONE, paragraphs=ONE.paragraphs + TWO.paragraphs),))
    ids = library.correct(number, joined)
    assert bring_up_to_date(library, jobs=0) == 1
    assert library.page(number) == joined and [row.id for row in library.select()] == ids
    assert library.marks(ids[0]).analyser == ANALYSER
    assert library.add(raw, page) == ids


def test_an_article_on_two_pages_names_both(library: Library) -> None:
    library.add(*page_with(ONE, source="one.txt"))
    library.add(*page_with(ONE, TWO, source="two.txt"))
    raw, page = page_with(ONE, TWO, source="copy.txt")
    library.add(raw, page)
    assert [sources for _number, sources in library.editions(ONE.id)] == [["one.txt"], ["two.txt", "copy.txt"]]
    assert [library.page(number).articles[0].id for number, _sources in library.editions(ONE.id)] == [ONE.id, ONE.id]


def test_joining_two_articles_of_a_page(library: Library) -> None:
    raw, page = page_with(ONE, TWO)
    library.add(raw, page)
    number, _page = library.page_of(ONE.id)
    joined = replace(ONE, paragraphs=ONE.paragraphs + TWO.paragraphs)
    library.correct(number, replace(page, articles=(joined,)))
    assert [row.id for row in library.select()] == [joined.id]


@pytest.mark.parametrize("sort", [sign + name for name in ORDERS for sign in ("", "-")])
def test_the_articles_of_a_page_stand_in_its_order_whatever_is_corrected(library: Library, sort: str) -> None:
    first = article("甲", "一样长的段落。", source="b.txt")
    second, third = (replace(first, headline=headline, paragraphs=(text,)) for headline, text in
                     (("甲", "一样长的段落二"), ("甲", "一样长的段落三")))  # fmt: skip
    library.add(*page_with(article("甲", "先来的段落一。"), article("甲", "先来的段落二。")))
    library.add(*page_with(first, second, third, source="b.txt"))
    number, page = library.page_of(second.id)
    halves = (replace(second, paragraphs=("一样长的段落四",)), replace(second, paragraphs=("一样长的段落五",)))
    for articles in ((first, *halves, third), (first, second, third), (*halves, second), page.articles):
        library.correct(number, replace(page, articles=articles))
        for selection in (library.select(sort=sort), library.select("length>0", sort=sort)):
            listed = [row.id for row in selection]
            here = [each.id for each in articles]
            assert [id for id in listed if id in here] == here
            assert [selection.position(id) for id in listed] == list(range(len(listed)))


def test_an_article_that_leaves_a_page_stands_where_the_next_page_has_it(library: Library) -> None:
    other = article("果园", "又一段。")
    library.add(*page_with(ONE, TWO, source="one.txt"))
    library.add(*page_with(other, ONE, source="two.txt"))
    number, page = library.page_of(ONE.id)
    library.correct(number, replace(page, articles=(TWO,)))
    assert [row.id for row in library.select(sort="added")] == [TWO.id, other.id, ONE.id]
    library.correct(number, page)
    assert [row.id for row in library.select(sort="added")] == [ONE.id, TWO.id, other.id]
    library.remove_source("one.txt")
    assert [row.id for row in library.select(sort="added")] == [other.id, ONE.id]


def test_reading_state_and_mirrored_notes(library: Library) -> None:
    library.add(*page_with(ONE, TWO))
    library.set_read([ONE.id])
    library.set_place(ONE.id, 7)
    library.mirror(TWO.id, tags=["经济", "旧"], notes="要再看一遍", starred=True)
    one, two = (next(row for row in library.select() if row.id == each.id) for each in (ONE, TWO))
    assert (one.read, one.place, one.starred) == (True, 7, False)
    assert (two.read, two.starred, two.tags) == (False, True, ("经济", "旧"))
    assert [hit.summary.id for hit in library.search("再看")] == [TWO.id]
    library.mirror(TWO.id, notes="")
    assert library.search("再看") == []
    assert [row.tags for row in library.select("tag:旧")] == [("经济", "旧")]


def test_saved_searches_keep_their_order(library: Library) -> None:
    library.save_search("经济", "section:经济")
    library.save_search("未读", "unread", "length")
    library.save_search("经济", "section:经济 unread")
    assert [(s.name, s.query, s.sort) for s in library.saved_searches()] == [
        ("经济", "section:经济 unread", "-date"),
        ("未读", "unread", "length"),
    ]
    library.rename_search("经济", "财经")
    assert [s.name for s in library.saved_searches()] == ["财经", "未读"]
    library.rename_search("财经", "未读")
    assert [(s.name, s.query) for s in library.saved_searches()] == [("未读", "section:经济 unread")]
    library.save_search("经济", "经济")
    library.forget_search("未读")
    assert [s.name for s in library.facets().saved] == ["经济"]


def test_facets_count_articles(library: Library) -> None:
    library.add(*page_with(ONE, TWO, source="a.txt", date="2025-08-31"))
    library.set_read([ONE.id])
    library.mirror(TWO.id, tags=["旧"], starred=True, notes="再看")
    facets = library.facets()
    assert (facets.total, facets.unread, facets.starred, facets.noted) == (2, 1, 1, 1)
    assert facets.sections == (("消费观察", 1),)
    assert facets.months == (("2025-09", 1), ("2025-08", 1))
    assert facets.sources == (("a.txt", 2),)
    assert facets.tags == (("旧", 1),)


@pytest.mark.parametrize("query", ["", "tag:旧", "unread", "section:消费观察", "date:2025-08", "-noted", "再看"])
def test_facets_of_a_query_count_what_it_selects(library: Library, query: str) -> None:
    library.add(*page_with(ONE, TWO, source="a.txt", date="2025-08-31"))
    library.set_read([ONE.id])
    library.mirror(TWO.id, tags=["旧"], starred=True, notes="再看")
    for sources in ((), ("a.txt",), ("b.txt",)):
        rows = list(library.select(query, sources=sources))
        facets = library.facets(query, sources=sources)
        assert facets.total == len(rows)
        assert facets.unread == sum(not row.read for row in rows)
        assert facets.starred == sum(row.starred for row in rows)
        assert dict(facets.sections) == Counter(row.section for row in rows if row.section)
        assert dict(facets.months) == Counter(row.date[:7] for row in rows if row.date)
        assert dict(facets.tags) == Counter(tag for row in rows for tag in row.tags)


TEXT = st.text(max_size=20)
OPTIONAL = st.none() | TEXT
ARTICLES = st.builds(
    Article, TEXT, st.lists(TEXT, max_size=3).map(tuple), OPTIONAL, OPTIONAL, OPTIONAL,
    st.lists(TEXT, max_size=2).map(tuple), OPTIONAL, OPTIONAL, OPTIONAL,
    st.lists(st.sampled_from(["truncated", "untitled"]), max_size=2).map(tuple), TEXT,
)  # fmt: skip
FURNITURE = st.builds(Furniture, TEXT, st.sampled_from(["header", "advert"]), st.none() | st.integers(0, 9), TEXT)
PARTS = st.builds(
    Part, st.integers(0, 9), st.integers(0, 9), st.sampled_from(["body", "header"]), st.none() | st.integers(0, 3),
    st.none() | st.integers(0, 3), TEXT,
)  # fmt: skip
VALUES = st.none() | st.decimals(allow_nan=False, allow_infinity=False) | TEXT


@given(ARTICLES)
def test_any_article_survives_packing(given_article: Article) -> None:
    assert records.article_of(records.article_body(given_article)) == given_article


@given(st.builds(Page, TEXT, st.lists(ARTICLES, max_size=2).map(tuple), st.lists(FURNITURE, max_size=2).map(tuple),
                 st.lists(FURNITURE, max_size=1).map(tuple), st.lists(PARTS, max_size=3).map(tuple)))  # fmt: skip
def test_any_page_survives_packing(page: Page) -> None:
    assert records.page_of(records.page_body(page)) == page


@given(VALUES, VALUES, VALUES, OPTIONAL)
def test_any_figure_survives_packing(value: object, low: object, high: object, measured: str | None) -> None:
    figure = Figure(0, 1, "一", 0, 1, "count", value=value, low=low, high=high, measured=measured)  # type: ignore[arg-type]
    marks = Marks((figure,), (), "v1")
    back = records.marks_of(records.marks_body(marks))
    assert back == marks
    assert [str(v) for v in (back.figures[0].value, back.figures[0].low)] == [str(v) for v in (value, low)]
    assert isinstance(back.figures[0].value, Decimal) == isinstance(value, Decimal)
