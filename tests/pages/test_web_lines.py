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
    "上一版　下一版　　放大⊕　缩小⊖　默认○　朗读",
    "2026年3月12日　来源：江岸晚报　字数：628　阅读：1304",
    "来源：江岸晚报　2026-03-12 08:15　字数：628",
    "关于我们 | 广告服务 | 联系方式 | 网站地图",
    "Copyright © 2026 江岸日报社",
    "江ICP备00000000号-1",
    "回到顶部",
    "评论（0）　我来说两句",
    "您还没有登录，请登录后发表评论",
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
    "line",
    [
        "评论",
        "● 评论",
        "作者：李明　编辑：王红",
        "阅读",
        "微信支付上线",
        "分享阅读的快乐",
        "下一篇文章写什么",
        "点击鼠标选好种",
    ],
)
def test_words_of_the_texts_own(line: str) -> None:
    assert not beside(fold(line))


@pytest.mark.parametrize("label", ["标题导航", "【本版目录】"])
@pytest.mark.parametrize("sign", ["● ", "1. ", ""])
def test_the_list_of_the_pages_own_titles(label: str, sign: str) -> None:
    listed = [sign + piece.headline for piece in (COTTON, SCHOOL)]
    page = split_page("\n".join([label, *listed, "", article(COTTON, between="\n"), "", article(SCHOOL, between="\n")]))
    right(page, COTTON, SCHOOL)
    assert not any(each.kicker or each.subtitle for each in page.articles)


def test_the_neighbours_titles_on_lines_of_their_own() -> None:
    foot = ["上一篇：", "河道清淤提前完工", "下一篇：", SCHOOL.headline]
    page = split_page("\n\n".join([article(COTTON), *foot, article(SCHOOL)]))
    right(page, COTTON, SCHOOL)
    assert not any(each.kicker or each.subtitle for each in page.articles)


def test_the_label_of_a_picture_without_a_text() -> None:
    caption = "3月12日，孩子们在河边的油菜花田里放风筝。 江岸日报记者 石长青 摄"
    cotton, school = article(COTTON, between="\n"), article(SCHOOL, between="\n")
    page = split_page("\n".join([cotton, "图片新闻", caption, "", school]))
    right(page, COTTON, SCHOOL)
    assert [each.section for each in page.articles] == [None, None]
