"""Articles as documents: what a Markdown or HTML reader shows is what was printed."""

from __future__ import annotations

import json
from decimal import Decimal
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader import exports
from reader.model import Article, Entity, Figure, Furniture, Marks, Page

ARTICLE = Article(
    headline="码头换上新吊机",
    paragraphs=("海晏港去年吞吐量约4680万吨，增长4.2%。", "“快了一半。”调度员尹海平说。"),
    kicker="老港新事",
    subtitle="一年省电三成",
    section="经济",
    bylines=("卓尔凡",),
    byline_text="本报记者 卓尔凡",
    date="2026-01-22",
    source="page.txt",
)
MARKS = Marks(
    figures=(
        Figure(9, 15, "4680万吨", 8, 15, "measure", "~", "约", Decimal("4.68E+7"), unit="吨", measured="吞吐量"),
        Figure(18, 22, "4.2%", 18, 22, "percent", value=Decimal("0.042")),
    ),
    entities=(Entity(0, 3, "海晏港", "LOC", id="1", name="海晏港"), Entity(34, 37, "尹海平", "PER", id="2")),
    analyser="test",
)

marks_free_text = st.text(
    st.one_of(st.sampled_from("*_`[]()<>#+-=|!~&\\.1 \t京港“”，。$:"), st.characters(exclude_categories=["Cs", "Cc"])),
    min_size=1,
    max_size=40,
)


class Words(HTMLParser):
    """The text of the elements of one name, as a browser would show it."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names, self.depth, self.found = names, 0, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.names:
            self.depth += 1
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.names:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.found[-1] += data


def words_of(document: str, *names: str) -> list[str]:
    parser = Words(*names)
    parser.feed(document)
    parser.close()
    return [" ".join(found.split()) for found in parser.found[1:]]


@settings(max_examples=300)
@given(st.lists(marks_free_text, min_size=1, max_size=4), marks_free_text)
def test_markdown_shows_the_text_as_printed(paragraphs: list[str], headline: str) -> None:
    article = Article(" ".join(headline.split()) or "题", tuple(p for p in paragraphs if p.strip()))
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(exports.markdown([article]))
    assert words_of(shown, "h1") == [article.headline]
    assert words_of(shown, "p") == [" ".join(p.split()) for p in article.paragraphs]


def test_markdown_says_where_the_article_stood() -> None:
    shown = MarkdownIt("commonmark").render(exports.markdown([ARTICLE]))
    assert words_of(shown, "blockquote") == [
        "引题：老港新事 副题：一年省电三成 栏目：经济 作者：本报记者 卓尔凡 日期：2026-01-22 来源：page.txt"
    ]


@settings(max_examples=150)
@given(st.lists(marks_free_text, min_size=1, max_size=4))
def test_html_shows_the_text_as_printed(paragraphs: list[str]) -> None:
    article = Article("题", tuple(paragraphs))
    assert words_of(exports.html([article]), "p") == [" ".join(p.split()) for p in paragraphs]


def test_html_marks_figures_and_names_without_changing_the_text() -> None:
    document = exports.html([ARTICLE], [MARKS])
    assert '约<data class="figure measure" value="46800000">4680万吨</data>' in document
    assert '<span class="entity per">尹海平</span>' in document
    assert words_of(document, "p")[4:6] == list(ARTICLE.paragraphs)


def test_html_drops_a_mark_that_crosses_another() -> None:
    crossing = Marks((), (Entity(0, 3, "海晏港", "LOC"), Entity(2, 5, "港去年", "ORG")), "test")
    document = exports.html([ARTICLE], [crossing])
    assert document.count('<span class="entity') == 1
    assert words_of(document, "p")[4] == ARTICLE.paragraphs[0]


def test_text_holds_everything_about_the_article() -> None:
    lines = [line for line in exports.text([ARTICLE]).split("\n") if line]
    assert lines[:5] == ["经济", "老港新事", "码头换上新吊机", "一年省电三成", "本报记者 卓尔凡"]
    assert lines[5:] == [*("　　" + p for p in ARTICLE.paragraphs), "（来源：page.txt，2026-01-22）"]


def test_the_object_of_an_article_has_the_contract_s_keys() -> None:
    thing = exports.article_object(ARTICLE, MARKS)
    assert list(thing) == [
        "id", "headline", "kicker", "subtitle", "section", "bylines", "byline_text", "dateline", "date", "paragraphs",
        "flags", "source", "figures", "entities",
    ]  # fmt: skip
    assert list(thing["figures"][0]) == [
        "start", "end", "text", "full_start", "full_end", "hedge", "kind", "op", "value", "low", "high", "unit",
        "measured",
    ]  # fmt: skip
    assert list(thing["entities"][0]) == ["start", "end", "text", "kind"]
    assert thing["figures"][0]["value"] == "46800000"
    assert thing["dateline"] is None
    text = "\n".join(thing["paragraphs"])
    for mark in thing["figures"] + thing["entities"]:
        assert text[mark["start"] : mark["end"]] == mark["text"]


def test_a_json_line_is_one_line_to_every_reader() -> None:
    line = exports.json_line({"headline": "一\u2028二\u2029三\x85四\n五"})
    assert len(line.splitlines()) == 1
    assert json.loads(line)["headline"] == "一\u2028二\u2029三\x85四\n五"


def test_furniture_names_its_article_by_id() -> None:
    page = Page(
        "",
        (ARTICLE,),
        furniture=(Furniture("2版 经济", "header"), Furniture("（下转第4版）", "jump", 0)),
        duplicates=(Furniture("又一遍", "duplicate", 0),),
    )
    rows = list(exports.page_objects(page, furniture=True))
    assert rows[0] == exports.article_object(ARTICLE)
    assert rows[1:] == [
        {"furniture": "2版 经济", "kind": "header", "article": None, "source": "page.txt"},
        {"furniture": "（下转第4版）", "kind": "jump", "article": ARTICLE.id, "source": "page.txt"},
        {"furniture": "又一遍", "kind": "duplicate", "article": ARTICLE.id, "source": "page.txt"},
    ]
    assert list(exports.page_objects(page)) == rows[:1]


def test_json_is_an_array_of_the_same_objects() -> None:
    assert json.loads(exports.json_text([ARTICLE], [MARKS])) == [exports.article_object(ARTICLE, MARKS)]
    assert [json.loads(line) for line in exports.json_lines([ARTICLE, ARTICLE]).splitlines()] == [
        exports.article_object(ARTICLE)
    ] * 2


def test_nothing_gives_nothing() -> None:
    assert exports.markdown([]) == exports.text([]) == exports.json_lines([]) == ""


def test_a_quotation_is_the_sentence_and_where_it_stood() -> None:
    assert exports.quotation(ARTICLE, 9, 15) == (
        "海晏港去年吞吐量约4680万吨，增长4.2%。\n——《码头换上新吊机》，page.txt，卓尔凡，2026-01-22"
    )
    assert exports.quotation(ARTICLE, 35, 36, exports.Publication("北辰消费报", page="第2版")) == (
        "调度员尹海平说。\n——《码头换上新吊机》，北辰消费报 第2版，卓尔凡，2026-01-22"
    )


@given(st.text("京沪，。！？”\n a", max_size=60), st.data())
def test_a_sentence_holds_the_place_it_is_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    sentence = exports.sentence_at(text, start, end)
    assert text[start:end].strip() in sentence
    assert sentence in text
