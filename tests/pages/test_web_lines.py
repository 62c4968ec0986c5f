"""What a web page prints beside an article is set aside wherever it stands, and words of the text's own are not."""

from __future__ import annotations

import pytest
from page_material import COTTON, SCHOOL, article, right, wrapped_article

from reader.pages import split_page
from reader.pages.lexicon import fold
from reader.pages.web import beside

LINES = [
    "上一篇：棉花丰收了",
    "« 上一篇 | 下一篇 »",
    "上一版  下一版　标题导航",
    "分享到：微信 微博 QQ空间",
    "当前位置：首页 > 新闻 > 正文",
    "首页 >> 要闻 >> 正文",
    "【字号 大 中 小】",
    "字体：大 中 小",
    "阅读 1.2万",
    "浏览：1234 评论(0)",
    "点赞 12 评论 3 转发 5",
    "[打印] [关闭]",
    "A- A+",
    "00:00 / 03:21",
    "标签：棉花 农机",
    "2026-03-12 08:15 来源：江岸晚报 编辑：李明",
    "Copyright © 2026 江岸日报社",
    "江ICP备00000000号-1",
    "回到顶部",
]


@pytest.mark.parametrize("line", LINES)
def test_between_and_inside_articles(line: str) -> None:
    right(split_page("\n\n".join([line, article(COTTON), line, article(SCHOOL), line])), COTTON, SCHOOL)
    cotton = wrapped_article(COTTON, 18, indent="　　", between="\n").split("\n")
    school = wrapped_article(SCHOOL, 18, indent="　　", between="\n")
    right(split_page("\n".join([*cotton[:9], line, *cotton[9:], line, school])), COTTON, SCHOOL)


def test_a_label_is_no_navigation() -> None:
    page = split_page("\n\n".join([article(COTTON), "评论", article(SCHOOL)]))
    right(page, COTTON, SCHOOL)
    assert [each.section for each in page.articles] == [None, "评论"]


@pytest.mark.parametrize(
    "line", ["评论", "阅读", "微信支付上线", "分享阅读的快乐", "下一篇文章写什么", "点击鼠标选好种"]
)
def test_words_of_the_texts_own(line: str) -> None:
    assert not beside(fold(line))
