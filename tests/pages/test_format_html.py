"""Web pages: newspapers' own markup gives headline, kicker, byline, page and date; what is round it stays out."""

from __future__ import annotations

import builtins
import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import exports
from reader.model import Article, RawPage
from reader.pages import split
from reader.pages.formats import FormatError, html, read_source
from reader.pages.formats.selectors import Index, steps
from reader.pages.formats.source import Source
from reader.resources import ResourceError, toml

FIRST = "海晏港去年完成货物吞吐量4680万吨，比上年增长4.2%。分季度看，三季度最忙，二月最闲。"
SECOND = "“快了一半。”公司调度员尹海平说，快出来的这十几分钟，靠的不是催，是把预约时段细分到半小时。"
ROUND = "<nav><a>首页</a></nav><script>var x = '<p>不要</p>';</script><div style='display: none'>看不见</div>"


def raw(markup: str | bytes, name: str = "a.html") -> RawPage:
    data = markup.encode() if isinstance(markup, str) else markup
    (page,) = read_source(Source(data, name, name))
    return page


def only(page: RawPage) -> Article:
    (article,) = split(page).articles
    return article


def furniture(page: RawPage) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in split(page).furniture]


def test_an_e_paper_page_with_its_headlines_in_three_tiers() -> None:
    page = raw(f"""<html><head><title>码头换上新吊机--北辰消费报</title></head><body>{ROUND}
      <div class="paper-bot"><p class="left ban">第02版：经济</p></div>
      <div class="article"><h3>老港新事</h3><h1>码头换上新吊机</h1><h2>一年省电三成</h2>
      <p class="sec">本报记者　卓尔凡 <span class="date">《 北辰消费报 》（ 2026年01月22日 第 02 版）</span></p>
      <div id="ozoom"><table class="pci_c"><tr><td><p>港口夜景。卓尔凡摄</p></td></tr></table>
      <p>　　{FIRST}</p><p>&nbsp;&nbsp;{SECOND}</p></div></div>
      <div class="footer">版权所有</div></body></html>""")
    article = only(page)
    assert (article.kicker, article.headline, article.subtitle) == ("老港新事", "码头换上新吊机", "一年省电三成")
    assert article.byline_text == "本报记者 卓尔凡"
    assert article.paragraphs[-2:] == (FIRST, SECOND)
    assert (page.date, page.paper, page.page_label) == ("2026-01-22", "北辰消费报", "第02版：经济")


def test_smaller_headings_about_a_headline_and_a_body_that_a_script_would_show() -> None:
    page = raw(f"""<html><body><div class="text_c"><h3>老港新事</h3><h1>码头换上新吊机</h1><h2>一年省电三成</h2>
      <div class="lai"><span>作者：卓尔凡</span><span>《北辰日报》（ 2026年01月22日 02版）</span></div>
      <div id="articleContent" style="visibility: hidden"><p>{FIRST}</p><h3>小标题</h3><p>{SECOND}</p></div></div>
      <h3>相关阅读</h3></body></html>""")
    article = only(page)
    assert (article.kicker, article.headline, article.subtitle) == ("老港新事", "码头换上新吊机", "一年省电三成")
    assert (article.bylines, article.paragraphs) == (("卓尔凡",), (FIRST, "小标题", SECOND))
    assert (page.date, page.paper) == ("2026-01-22", "北辰日报")


def test_the_properties_that_an_e_paper_system_leaves_in_a_comment() -> None:
    page = raw(f"""<html><body><!--enpproperty <articleid>7</articleid><date>2026-01-22 00:00:00:0</date>
      <author>本报记者 卓尔凡</author><title>码头换上新吊机</title><subtitle>一年省电三成</subtitle>
      <introtitle>老港新事</introtitle><nodename>第02版：经济</nodename>/enpproperty-->
      <table><tr><td><founder-content><p>{FIRST}</p><p>{SECOND}</p></founder-content></td></tr></table></body></html>""")
    article = only(page)
    assert (article.kicker, article.headline, article.subtitle) == ("老港新事", "码头换上新吊机", "一年省电三成")
    assert article.byline_text == "本报记者 卓尔凡"
    assert article.paragraphs == (FIRST, SECOND)
    assert (page.date, page.page_label) == ("2026-01-22", "第02版：经济")


def test_a_news_portal_in_gbk_with_its_editor_and_captions() -> None:
    markup = f"""<html><head><meta http-equiv="content-type" content="text/html;charset=GB2312"/>
      <title>码头换上新吊机--经济--某网</title></head><body>{ROUND}
      <div class="layout rm_txt cf"><div class="col"><p class="pre">老港新事</p><h1>码头换上新吊机</h1>
      <div class="author cf">卓尔凡</div>
      <div class="channel cf"><div class="col-1-1 fl">2026年01月22日08:12 | 来源：<a>北辰消费报</a></div></div>
      <div class="rm_txt_con cf"><p>{FIRST}</p><p class="desc">港口夜景。卓尔凡摄</p><p>{SECOND}</p>
      <p class="paper_num">《 北辰消费报 》（ 2026年01月22日 第 02 版）</p>
      <div class="edit cf">(责编：安宁、江一帆)</div></div></div></div></body></html>"""
    page = raw(markup.encode("gb18030"))
    article = only(page)
    assert (article.kicker, article.headline, article.byline_text) == ("老港新事", "码头换上新吊机", "卓尔凡")
    assert article.paragraphs[:2] == (FIRST, SECOND)
    assert (page.date, page.paper) == ("2026-01-22", "北辰消费报")
    assert page.page_label and "02" in page.page_label
    assert ("caption", "港口夜景。卓尔凡摄") in furniture(page)
    assert ("editor", "(责编：安宁、江一帆)") in furniture(page)


def test_linked_data_where_the_markup_says_little() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {
                "@type": ["NewsArticle"], "headline": "码头换上新吊机", "datePublished": "2026-01-22T08:12:00+08:00",
                "author": [{"@type": "Person", "name": "卓尔凡"}, {"name": "江一帆"}], "articleSection": "经济",
                "publisher": {"name": "北辰消费报"}, "articleBody": f"{FIRST}\n\n{SECOND}",
            },
        ],
    }  # fmt: skip
    page = raw(f"""<html><head><script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head>
      <body><div><span>{FIRST}</span></div></body></html>""")
    article = only(page)
    assert (article.headline, article.section, article.byline_text) == ("码头换上新吊机", "经济", "卓尔凡 江一帆")
    assert article.paragraphs == (FIRST, SECOND)
    assert (page.date, page.paper) == ("2026-01-22", "北辰消费报")


@pytest.mark.parametrize(
    "bad", ["{", '[{"@type": 3}]', "[" * 5000, '{"@type":"NewsArticle","headline":{"name":[]}}', ""]
)
def test_linked_data_that_is_not_what_it_should_be(bad: str) -> None:
    page = raw(
        f"<html><script type='application/ld+json'>{bad}</script><h1>题</h1><div id=zoom><p>{FIRST}</p></div></html>"
    )
    assert only(page).paragraphs == (FIRST,)


def test_a_site_that_nobody_knows() -> None:
    chrome = "".join(f"<li><a href='/{i}'>链接文字第{i}条</a></li>" for i in range(40))
    text = "".join(f"<p>{FIRST}{SECOND}第{i}段到此为止。</p>" for i in range(8))
    page = raw(f"""<html><head><title>码头换上新吊机 - 某某网</title>
      <meta property="article:published_time" content="2026-01-22T08:00:00Z"></head><body>
      <div class="zz1"><ul>{chrome}</ul></div><div class="zz2"><h1>码头换上新吊机</h1>{text}</div></body></html>""")
    article = only(page)
    assert article.headline == "码头换上新吊机"
    assert [p for p in article.paragraphs if "段到此为止" in p] == [
        f"{FIRST}{SECOND}第{i}段到此为止。" for i in range(8)
    ]
    assert not any("链接文字" in p for p in article.paragraphs)
    assert page.date == "2026-01-22"


def test_several_articles_on_one_page() -> None:
    page = raw(f"""<html><body>{ROUND}<article><h2>甲题</h2><p class="byline">本报记者 李明</p><p>{FIRST}</p></article>
      <article><h2>乙题</h2><p>{SECOND}</p><figure><img><figcaption>图说。</figcaption></figure></article></body></html>""")
    one, two = split(page).articles
    assert (one.headline, one.byline_text, one.paragraphs) == ("甲题", "本报记者 李明", (FIRST,))
    assert (two.headline, two.paragraphs) == ("乙题", (SECOND,))
    assert ("caption", "图说。") in furniture(page)


def test_headings_part_a_page_without_other_markup() -> None:
    page = raw(f"<html><body><h2>甲题</h2><p>{FIRST}</p><h2>乙题</h2><p>{SECOND}</p></body></html>")
    assert [article.headline for article in split(page).articles] == ["甲题", "乙题"]


def test_lines_as_the_screen_would_show_them() -> None:
    page = raw(
        "<div><p>海晏港去年\n   完成 <b>4680</b>万吨<br>第二行。</p>in two\nwords"
        "<table><tr><td>吨</td><td>1</td></table></div>"
    )
    assert page.text.split("\n\n") == ["海晏港去年完成 4680万吨", "第二行。", "in two words", "吨 1"]
    assert page.parts is None


def test_a_fragment_and_a_name_are_enough() -> None:
    assert raw("<h1>题</h1><p>文。</p>", "a.txt").parts is not None
    assert raw("说的是 <h1> 这个标签。", "a.txt").text == "说的是 <h1> 这个标签。"


def test_markup_in_the_text_stays_text() -> None:
    page = raw(f"<html><h1>题</h1><div id=zoom><p>{FIRST}&lt;b&gt;[@click=app.quit]\x1b[31m&#27;[0m</p></div></html>")
    assert only(page).paragraphs == (f"{FIRST}<b>[@click=app.quit]",)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(
    Article,
    headline=st.text("京沪港吊机 &<>\"'", min_size=2, max_size=12).map(str.strip).filter(lambda t: len(t) > 1),
    paragraphs=st.lists(st.text("京港，&<>\"'[]", max_size=9).map(FIRST.__add__), min_size=1, max_size=3).map(tuple),
), min_size=2, max_size=3))  # fmt: skip
def test_what_is_exported_is_read_back(articles: list[Article]) -> None:
    read = split(raw(exports.html(articles))).articles
    assert [" ".join(a.headline.split()) for a in read] == [" ".join(a.headline.split()) for a in articles]
    assert [a.paragraphs for a in read] == [tuple(p.strip() for p in a.paragraphs) for a in articles]


def test_exported_fields_are_read_back() -> None:
    one = Article("码头换上新吊机", (FIRST, SECOND), "老港新事", "一年省电三成", "经济", ("卓尔凡",), "本报记者 卓尔凡")
    back = split(raw(exports.html([one, Article("乙题", (SECOND,))]))).articles[0]
    for name in ("headline", "paragraphs", "kicker", "subtitle", "section", "byline_text"):
        assert getattr(back, name) == getattr(one, name), name


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body><script>x</script></body></html>", "<p></p>", "<!doctype html>"]
)
def test_a_page_without_text_is_told(markup: str) -> None:
    with pytest.raises(FormatError, match=r"a\.html holds no text"):
        raw(markup)


def test_deep_nesting_ends() -> None:
    assert raw("<html><body>" + "<div>" * 200 + "文。" + "</div>" * 200).text == "文。"
    with contextlib.suppress(FormatError):
        raw("<html><body>" + "<div>" * 100_000 + "文。")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<div id=zoom>", "</div>", "<article>", "<h1>", "</h1>", "<h2>", "<!--", "-->", "<script>",
    "<table>",
    "<td>", "<br>", "文。", FIRST, "&#0;", "&nbsp;", "<figcaption>", "<", ">", "<p class=caption>", "\0", "<a href='",
]), max_size=25))  # fmt: skip
def test_no_markup_raises_anything_else(pieces: list[str]) -> None:
    with contextlib.suppress(FormatError):
        split(raw("<html>" + "".join(pieces)))


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("lxml"):
            raise ImportError(name)
        return true_import(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FormatError, match=r"pip install 'newsreader\[html\]'"):
        raw("<html><p>文。</p></html>")


def test_a_page_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(html, "MAX_HTML", 100)
    with pytest.raises(FormatError, match="too large"):
        raw("<html>" + "x" * 200)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("p", ["1", "2", "3", "4"]), ("p.a", ["1", "3"]), (".a.b", ["3"]), ("#x", ["2"]), ("p#y", []),
        ("div p", ["3", "4"]), (".out .a", ["3"]), ("[rel=r]", ["4"]), ("p[rel]", ["1", "4"]),
        ("section .out p.a", ["3"]), (".out section", []),
    ],
)  # fmt: skip
def test_selectors(selector: str, found: list[str]) -> None:
    inner = "<div class='in out'><p class='b a'>3</p><p rel=r>4</p></div>"
    root = html.tree_of(f"<p class=a rel>1</p><p id=x>2</p><section>{inner}</section>", "x")
    assert [element.text for element in Index(root).select(selector)] == found


def test_every_entry_of_the_table_is_a_selector() -> None:
    table = toml("formats", "newspaper-sites.toml")
    for entries in [*(table[name] for name in table if name != "aside"), *table["aside"].values()]:
        for entry in entries:
            assert steps(entry)
    for bad in ("", "p >", "p:first", "..a", "*"):
        with pytest.raises(ResourceError):
            steps(bad)
