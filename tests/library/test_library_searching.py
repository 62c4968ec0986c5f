"""Search as one types: what comes first, what is highlighted, pinyin, and lists in any order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_samples import article, marked, page_with

from reader.library import ORDERS, Library
from reader.library.refreshing import bring_up_to_date
from reader.library.searching import find_spans
from reader.library.wording import put_wordings, wording_of
from reader.model import Article


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library.sqlite") as opened:
        yield opened


def fill(library: Library, *articles: Article) -> None:
    for number, each in enumerate(articles):
        library.add(
            *page_with(each, source=f"{number}.txt"), [marked(each.text, ("杨晓京",) if "杨晓京" in each.text else ())]
        )


def index_words(library: Library, *articles: Article) -> None:
    with library.store.writing() as connection:
        numbers = dict(connection.execute("SELECT key, id FROM article").fetchall())
        put_wordings(connection, [(numbers[each.id], wording_of(each)) for each in articles])


def headlines(library: Library, query: str) -> list[str]:
    return [hit.summary.headline for hit in library.search(query)]


def test_a_headline_comes_before_a_mention(library: Library) -> None:
    fill(
        library,
        article("以旧换新问答", "家电怎么换。" * 30),
        article("别的", "以旧换新,说了一句。"),
        article("无关", "下雪了。"),
    )
    assert headlines(library, "以旧换新") == ["以旧换新问答", "别的"]


def test_more_mentions_come_before_fewer(library: Library) -> None:
    fill(
        library,
        article("甲", "国补国补国补。" + "雪" * 50),
        article("乙", "国补。" + "雪" * 56),
        *[article(f"丙{n}", "雪" * 60) for n in range(9)],
    )
    assert headlines(library, "国补") == ["甲", "乙"]


def test_a_whole_word_comes_before_the_seam_of_two(library: Library) -> None:
    seam = article("甲", "这家公司的产品和服务都很好。产品和服务,产品和服务。")
    word = article("乙", "她穿着一件和服走过来,样子与平时大不相同,很好看的。")
    fill(library, word, seam)
    index_words(library, word, seam)
    assert headlines(library, "和服") == ["乙", "甲"]


def test_the_readers_own_note_comes_first(library: Library) -> None:
    one, two = article("甲", "国补在上海。"), article("乙", "别的事情。")
    fill(library, one, two)
    library.mirror(two.id, notes="这里也是国补")
    assert headlines(library, "国补") == ["乙", "甲"]


@pytest.mark.parametrize("typed", ["yangxiaojing", "yxj", "yangxiao", "yangx", "yxj 国补", "YXJ", "yang'xiaojing"])
def test_pinyin_finds_a_name_as_it_is_typed(library: Library, typed: str) -> None:
    fill(library, article("甲", "国补的事,杨晓京说了。"), article("乙", "国补的事没有人说。"))
    hits = library.search(typed)
    assert [hit.summary.headline for hit in hits] == ["甲"]
    snippet = hits[0].snippets[0]
    assert "杨晓京" in [snippet.text[start:end] for start, end in snippet.spans]


@pytest.mark.parametrize("typed", ["chongqing", "cq", "xiaofei", "xf", "xiaofeizengzhang"])
def test_pinyin_finds_words_of_the_text_once_they_are_indexed(library: Library, typed: str) -> None:
    one = article("甲", "在重庆,消费增长很快。")
    fill(library, one, article("乙", "无关。"))
    index_words(library, one)
    assert headlines(library, typed) == ["甲"]


@pytest.mark.parametrize("typed", ["shantianfang", "dantianfang", "stf"])
def test_a_name_is_found_in_every_reading(library: Library, typed: str) -> None:
    fill(library, article("甲", "评书。", bylines=("单田芳",)))
    assert headlines(library, typed) == ["甲"]


def shown(library: Library, query: str) -> list[list[str]]:
    """What is set apart in the places shown, hit by hit."""
    return [[s.text[slice(*span)] for s in hit.snippets for span in s.spans] for hit in library.search(query)]


def test_an_answer_to_a_question_of_figures_shows_the_figures(library: Library) -> None:
    one = article("甲", "开头一段。" * 20, "今年投入3亿元," + "很多的字。" * 9 + "去年投入5000万元,前年900元。")
    marks = marked(one.text, money=(("3亿元", 300_000_000), ("5000万元", 50_000_000), ("900元", 900)), measured="投入")
    library.add(*page_with(one), [marks])
    assert shown(library, "money>1000万元") == [["3亿元", "5000万元"]]
    assert shown(library, "money<1亿元 money>1亿元") == [["3亿元", "5000万元"]]
    assert shown(library, "前年 money>1亿元") == [["前年", "3亿元"]]
    assert shown(library, "measured:投入") == [["3亿元", "5000万元"]]
    assert shown(library, "-money>10亿元") == [[]]
    for snippet in library.search("money>1000万元")[0].snippets:
        ((start, end),) = snippet.spans
        lead = snippet.text.startswith("…")
        assert one.text[snippet.offset + start - lead : snippet.offset + end - lead] == snippet.text[start:end]


def test_an_answer_to_a_question_of_names_shows_the_name(library: Library) -> None:
    fill(library, article("甲", "国补的事,杨晓京说了。"))
    assert shown(library, "person:杨晓京") == shown(library, "person:yxj") == [["杨晓京"]]


@pytest.mark.parametrize(("written", "typed"), [("国补", "國補"), ("國補", "国补")])
def test_the_place_in_the_text_is_shown_in_either_script(library: Library, written: str, typed: str) -> None:
    fill(library, article(f"{written}来了", f"第一段。\n他说,{written}很好。"))
    assert shown(library, typed) == [[written]]


def test_initials_that_many_names_share_find_them_all(library: Library) -> None:
    names = [f"杨{middle}{last}" for middle in "晓小秀雪" for last in "京静杰娟军"]
    fill(library, *[article(f"第{number}", f"{name}到会。", bylines=(name,)) for number, name in enumerate(names)])
    assert {hit.summary.byline for hit in library.search("yxj")} == set(names)


def test_latin_words_are_found_beside_pinyin(library: Library) -> None:
    fill(library, article("甲", "电动车厂商BYD和杨晓京。"), article("乙", "没有。"))
    assert headlines(library, "byd") == headlines(library, "by") == ["甲"]


@pytest.mark.parametrize(
    ("stored", "typed"), [("國補與舊機", "国补"), ("国补与旧机", "國補"), ("裡面", "里面"), ("头发", "頭髮")]
)
def test_traditional_and_simplified_find_each_other(library: Library, stored: str, typed: str) -> None:
    fill(library, article("甲", f"说到{stored}的事。"))
    hit = library.search(typed)[0]
    start, end = hit.snippets[0].spans[0]
    assert hit.snippets[0].text[start:end] == stored[: len(typed)]


def test_snippets_show_what_was_found_in_its_place(library: Library) -> None:
    text = "开头。" + "雪" * 80 + "国补来了" + "雨" * 80 + "。\n最后又是国补。"
    one = Article("甲", tuple(text.split("\n")))
    fill(library, one)
    first, second = library.search("国补")[0].snippets
    for snippet in (first, second):
        shift = snippet.text.startswith("…")
        plain = snippet.text.strip("…")
        assert one.text[snippet.offset : snippet.offset + len(plain)] == plain
        assert [snippet.text[start:end] for start, end in snippet.spans] == ["国补"]
        assert "\n" not in snippet.text and len(snippet.text) < 60
        assert shift == (snippet.offset > 0 and one.text[snippet.offset - 1] != "\n")


@given(
    st.text(st.sampled_from("国补國補aA 5"), max_size=20),
    st.lists(st.text(st.sampled_from("国补a5"), max_size=3), max_size=3),
)
def test_spans_are_in_order_and_do_not_overlap(text: str, terms: list[str]) -> None:
    spans = find_spans(text, terms)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] < other[0] for one, other in zip(spans, spans[1:], strict=False))


def test_typing_letter_by_letter_never_fails_and_never_loses_the_article(library: Library) -> None:
    fill(library, article("以旧换新", "国补首月,5G手机销售额达3500亿元。"))
    for query in ("国补首月,5G手机销售额达3500亿元", "5G手机", "3500亿"):
        for end in range(1, len(query) + 1):
            if not (query[:end].isascii() and end == 1):
                assert headlines(library, query[:end]) == ["以旧换新"], query[:end]


def test_markup_and_index_syntax_in_a_query_are_only_text(library: Library) -> None:
    fill(library, article("甲", "[b]国补[/b] NEAR(a b) OR x*"))
    for query in ("[b]", "NEAR(a", "OR", 'x" OR "y', "国补*", "^国补", "a AND"):
        library.search(query)
    assert headlines(library, "NEAR") == ["甲"]


ROWS = st.lists(
    st.tuples(
        st.sampled_from("甲乙丙丁"),
        st.sampled_from(["", "2025-01-01", "2025-02"]),
        st.sampled_from(["", "经济", "国际"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=20, deadline=None)
@given(rows=ROWS)
@pytest.mark.parametrize("sort", [sign + name for name in ORDERS for sign in ("", "-")])
def test_any_order_any_window_any_position(tmp_path_factory: pytest.TempPathFactory, sort: str, rows: list) -> None:
    with Library.open(tmp_path_factory.mktemp("order") / "l.sqlite") as library:
        made = [
            article(f"{head}{n}", "雪" * n, date=date or None, section=section)
            for n, (head, date, section) in enumerate(rows)
        ]
        for number, each in enumerate(made):
            library.add(*page_with(each, source=f"{number % 3}"))
        for query in ("", "雪|国"):
            selection = library.select(query and "length>=0", sort=sort)
            every = selection.rows(0, 100)
            assert len(every) == len(selection) == len(rows)
            field = "row" if sort.lstrip("-") == "added" else sort.lstrip("-")
            keys = [(getattr(row, field), row.row) for row in every]
            assert keys == sorted(keys, reverse=sort.startswith("-"))
            for place in (0, len(rows) // 2, len(rows) - 1):
                assert selection.position(every[place].id) == place
                assert selection.rows(place, place + 2) == every[place : place + 2]
                assert selection[place] == every[place]
            assert selection.ids() == [row.id for row in every]
            assert selection.position("0" * 16) is None
            assert selection.rows(5, 3) == [] and selection.rows(100, 200) == []


def test_a_selection_without_query_shows_what_came_since(library: Library) -> None:
    selection = library.select(sort="added")
    fill(library, article("甲", "一。"))
    assert [row.headline for row in selection.rows(0, 9)] == ["甲"]


def test_words_and_marks_are_made_in_the_background(library: Library) -> None:
    one = article("重庆见闻", "在重庆,消费增长很快,杨晓京说。")
    library.add(*page_with(one))
    assert library.marks(one.id) is None and headlines(library, "xiaofei") == []
    told: list[tuple[int, int]] = []
    assert bring_up_to_date(library, jobs=0, progress=lambda done, total: told.append((done, total))) == 1
    assert told == [(1, 1)]
    assert library.marks(one.id) is not None and headlines(library, "xiaofei") == ["重庆见闻"]
    assert bring_up_to_date(library, jobs=0) == 0
    library.put_marks(one.id, marked(one.text, analyser="an older one"))
    assert bring_up_to_date(library, jobs=1) == 1
    found = library.marks(one.id)
    assert found is not None and found.analyser != "an older one"
