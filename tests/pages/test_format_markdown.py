"""Markdown files: headings are headlines, marks vanish, and what we export is read back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import exports
from reader.model import Article, Page, RawPage
from reader.pages import split
from reader.pages.formats import FormatError, markdown, read
from reader.pages.formats.source import Source


def raw(text: str) -> RawPage:
    (page,) = markdown.read(Source(text.encode(), "a.md", "a.md"))
    return page


def page(text: str) -> Page:
    return split(raw(text))


def test_headings_are_headlines_and_smaller_ones_stay_in_the_text() -> None:
    (one, two) = page("# 甲题\n\n第一段。\n第一段续。\n\n## 小标题\n\n第二段。\n\n# 乙题\n\n乙文。\n").articles
    assert (one.headline, two.headline) == ("甲题", "乙题")
    assert one.paragraphs == ("第一段。第一段续。", "小标题", "第二段。")


def test_one_heading_above_several_names_the_page() -> None:
    found = page("# 北辰消费报 2026年1月22日\n\n## 甲题\n\n甲文。\n\n## 乙题\n\n乙文。\n")
    assert [article.headline for article in found.articles] == ["甲题", "乙题"]
    assert [piece.text for piece in found.furniture] == ["北辰消费报 2026年1月22日"]


def test_marks_vanish_and_words_stay() -> None:
    text = "# 题\n\n"
    text += (
        "**“全链条”**生态[汇聚](http://a)了*四成*`人才`，\\*不是\\*脚注&amp;<b>粗</b>。![图](x.png)\n\n- 一项\n- 二项\n"
    )
    (article,) = page(text).articles
    assert article.paragraphs == ("“全链条”生态汇聚了四成人才，*不是*脚注&粗。", "一项", "二项")


def test_front_matter_gives_the_fields() -> None:
    text = '---\ntitle: "甲题"\nauthor: 卓尔凡\ndate: 2026-01-22\n报纸: 北辰消费报\n---\n\n甲文。\n'
    found = raw(text)
    (article,) = split(found).articles
    assert (found.date, found.paper) == ("2026-01-22", "北辰消费报")
    assert (article.headline, article.byline_text, article.paragraphs) == ("甲题", "卓尔凡", ("甲文。",))


def test_without_a_heading_the_splitter_decides() -> None:
    assert raw("甲题\n\n甲文。\n").parts is None


def test_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- -->\n\n![](a.png)\n")
    with pytest.raises(FormatError, match="holds no text"):
        list(read(tmp_path / "a.md"))


words = st.text("京沪港报，。“”#*_[]()<>-=|!~&\\.1a", min_size=1, max_size=30).map(str.strip).filter(bool)
sentences = words.map(lambda text: f"港口{text}的吞吐量比上一年增长不少，泊位还是原来那几个。")


@settings(max_examples=150)
@given(st.lists(st.builds(
    Article, headline=words, paragraphs=st.lists(sentences, min_size=1, max_size=3).map(tuple),
    kicker=st.none() | words, subtitle=st.none() | words, section=st.none() | words,
), min_size=1, max_size=3))  # fmt: skip
def test_what_is_exported_is_read_back(articles: list[Article]) -> None:
    found = raw(exports.markdown(articles))
    assert found.parts is not None
    said = [(part.role, part.article, found.text[part.start : part.end].strip()) for part in found.parts]
    wanted = []
    for index, article in enumerate(articles):
        wanted += [("section", index, article.section), ("kicker", index, article.kicker)]
        wanted += [("headline", index, article.headline), ("subtitle", index, article.subtitle)]
        wanted += [("body", index, paragraph) for paragraph in article.paragraphs]
    assert said == [row for row in wanted if row[2]]
