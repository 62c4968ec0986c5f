"""Where texts are broken, cut off or interrupted, and what stands at their heads and feet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_material import CART, CHARGING, COTTON, MUSEUM, RAIL, SCHOOL, article, bare, right, wrapped

from reader.pages import split_page

EDITOR = "责任编辑：闻一帆　版式：陶可"
INDENT = "\u3000\u3000"


def _wrapped(piece, width: int) -> str:
    """The article with its paragraphs indented and wrapped, the headline on one line."""
    head = [piece.headline, *([piece.byline] if piece.byline else [])]
    return "\n".join([*head, *(wrapped(text, width, indent="　　") for text in piece.paragraphs)])


@pytest.mark.parametrize("width", [20, 22])
def test_the_last_line_of_a_page_is_no_headline_where_its_paragraph_fills_the_line_above(width: int):
    first = "三轮车今年夏天还要再添两辆，车身改用保温材料".ljust(2 * width - 3, "，") + "。"
    first = first.replace("，，", "一路送到巷口，").replace("，，", "，")[: 2 * width - 3] + "。"
    cut = "社区正在打听，能不能把热饭"
    text = "\n".join(
        [_wrapped(CHARGING, width), _wrapped(CART, width), wrapped(first, width, indent="　　"), cut, EDITOR]
    )
    found = split_page(text).articles
    assert [each.headline for each in found] == [CHARGING.headline, CART.headline]
    assert bare(found[1].paragraphs[-1]).endswith(cut) and "truncated" in found[1].flags


def test_a_caption_between_a_full_line_and_the_next_of_its_paragraph():
    width = 17
    lines = wrapped(COTTON.paragraphs[2], width).split("\n")
    lines.insert(1, "农技员在地头查看吐絮的棉株。 图／农技站提供")
    body = [wrapped(COTTON.paragraphs[1], width), *lines, wrapped(COTTON.paragraphs[3], width)]
    above = [RAIL.headline, *(wrapped(each, width) for each in RAIL.paragraphs)]
    text = "\n".join([*above, COTTON.headline, wrapped(COTTON.paragraphs[0], width), *body])
    right(split_page(text), RAIL, replace(COTTON, byline="", names=()))


@pytest.mark.parametrize("names", ["（卓 一 孟小满）", "（卓　一 孟小满）", "（孟　江 卓一）"])
def test_two_names_in_brackets_behind_a_text_one_of_them_set_with_a_gap(names: str):
    text = "\n".join(
        [*(f"　　{line}" if i else line for i, line in enumerate([CART.headline, *CART.paragraphs])), names]
    )
    found = split_page(text + "\n" + article(RAIL, between="\n　　")).articles
    assert found[0].headline == CART.headline and len(found[0].bylines) == 2
    assert len(found[0].paragraphs) == len(CART.paragraphs)


@pytest.mark.parametrize("title", ["井 台（外一首）", "井台（组诗）", "霜 降（三首）"])
def test_a_title_over_verse_that_tells_how_many_poems(title: str):
    verse = [
        "石头记得绳子的重量",
        "绳子记得水的凉",
        "水什么也不记得",
        "它只是一次次升上来",
        "照见一张弯下去的脸",
        "又一次次落回去",
    ]
    text = "\n".join(
        [
            article(MUSEUM, between="\n　　"),
            title,
            "卓 一",
            *(f"　　{line}" for line in verse),
            article(RAIL, between="\n　　"),
        ]
    )
    found = split_page(text).articles
    assert [bare(each.headline) for each in found] == [MUSEUM.headline, bare(title), RAIL.headline]
    assert found[1].bylines == ("卓一",) and list(found[1].paragraphs) == verse


@pytest.mark.parametrize("width", [14, 15])
def test_titles_a_little_wider_than_the_column_are_none_of_its_lines(width: int):
    upper = "巷口来了会走的菜摊老街不再爬坡路"[: width + 1]
    piece = replace(CART, headline=upper, byline="", names=())
    parts = [wrapped(text, width) for text in CHARGING.paragraphs]
    again = [wrapped(text, width) for text in CART.paragraphs]
    text = "\n".join([CHARGING.headline, CHARGING.byline, *parts, upper, *again, SCHOOL.headline, *SCHOOL.paragraphs])
    found = split_page(text).articles
    assert [bare(each.headline) for each in found] == [bare(each.headline) for each in (CHARGING, piece, SCHOOL)]


@pytest.mark.parametrize("day", ["6月5日", "2026年6月5日夜", "六月五日"])
def test_who_writes_a_letter_and_when_are_its_last_lines(day: str):
    letter = (
        "菜篮叔叔：",
        "外婆说您的车铃一响，她就不用数台阶了。我也想坐一回您的车，坐在茄子旁边，不占地方。",
        "外婆的外孙 豆豆",
        day,
    )
    lines = [article(RAIL, between="\n　　"), "写给三轮车的一封信", "孟小满", *(f"　　{line}" for line in letter)]
    found = split_page("\n".join([*lines, article(MUSEUM, between="\n　　")])).articles
    assert [each.headline for each in found] == [RAIL.headline, "写给三轮车的一封信", MUSEUM.headline]
    assert found[1].bylines == ("孟小满",)
    assert [bare(text) for text in found[1].paragraphs] == [bare(text) for text in letter]


def test_a_headline_behind_its_items_says_how_many_there_are():
    items = [
        "【云栈街道】老旧路灯换成感应灯，夜里有人走过才亮，一个月省电三成。",
        "【南塘街道】社区食堂添了外送窗口，八十岁以上老人不收跑腿费。",
        "【石埠街道】停车场夜间向居民开放，每小时只收五角。",
    ]
    text = "\n\n".join(
        [article(RAIL), "街谈巷议", *items, "街道新鲜事三则", CART.headline, CART.byline, *CART.paragraphs]
    )
    found = split_page(text).articles
    assert [each.headline for each in found] == [RAIL.headline, "街道新鲜事三则", CART.headline]
    assert [list(each.paragraphs) for each in found[1:2]] == [items] and found[2].kicker is None


@pytest.mark.parametrize("other", ["别把爬坡当本事", "三轮车开进窄巷子"])
def test_a_title_printed_from_top_to_bottom_is_the_headline(other: str):
    upright = "\n".join("菜篮上坡记")
    text = "\n".join(
        [article(RAIL, between="\n　　"), other, upright, CART.byline, *(f"　　{t}" for t in CART.paragraphs)]
    )
    found = split_page(text).articles[-1]
    assert (found.kicker, found.headline) == (other, "菜篮上坡记")


@pytest.mark.parametrize("credit", ["记者 卓一／摄影", "本报记者 卓 一 摄影", "卓一／翻摄"])
def test_a_caption_wider_than_the_column_and_who_took_the_picture_below_it(credit: str):
    width = 15
    lines = wrapped(CART.paragraphs[1], width).split("\n")
    lines[2:2] = ["三轮车停在最陡的一段台阶下面，街坊们从各个门洞里走出来。", credit]
    text = "\n".join(
        [
            *(
                wrapped(each, width) if each is not SCHOOL.headline else each
                for each in [SCHOOL.headline, *SCHOOL.paragraphs]
            ),
            CART.headline,
            CART.byline,
            wrapped(CART.paragraphs[0], width),
            *lines,
            wrapped(CART.paragraphs[2], width),
        ]
    )
    right(split_page(text), SCHOOL, CART)


def test_where_paragraphs_are_indented_a_line_without_indent_goes_on_behind_one_that_is_nearly_full():
    text = "\n".join(
        [
            _wrapped(CHARGING, 20),
            CART.headline,
            CART.byline,
            *(wrapped(each, 20, indent="　　") for each in CART.paragraphs[:2]),
            "　　巷子里的石阶一共有一百四十二级，三轮车",
            "开不上去，只好停在下面。车上的铃响三下。",
            "街坊们听见了就下来。有人腿脚不便，司机把",
            "菜送到门口，一分钱也不多收。",
        ]
    )
    text = text.replace("车上的铃响三下。", "车铃响三下。")
    found = split_page(text).articles
    assert [each.headline for each in found] == [CHARGING.headline, CART.headline]
    assert len(found[1].paragraphs) == 3


@pytest.mark.parametrize("width", [16, 18, 20])
def test_a_name_in_brackets_broken_over_two_lines_is_no_title_of_the_lead_below(width: int):
    last = "下半年还有两条巷子要通车，街坊可以自己挑时间，送菜上门的那一班车也在月底前开到坡下"
    last = last[: 2 * width - 6] + "。（卓小"
    brief = [wrapped(text, width, indent=INDENT) for text in SCHOOL.paragraphs]
    text = "\n".join(
        [_wrapped(CART, width), wrapped(last, width, indent=INDENT), "满）", *brief, _wrapped(RAIL, width)]
    )
    found = split_page(text)
    assert all("满" not in each.headline for each in found.articles)
    assert found.articles[0].bylines == CART.names


def test_the_only_full_line_above_one_without_indent_goes_on_though_it_ends_a_sentence():
    first = "老街坊在巷口13点41分才见车。"
    more = "开车的师傅说，路上台阶刚刚修好，三轮车要多绕一里路才能上来，以后会早一些出门。"
    text = "\n".join([_wrapped(CART, 16), INDENT + first, wrapped(more, 16), _wrapped(RAIL, 16)])
    found = split_page(text).articles
    assert bare(found[0].paragraphs[-1]) == bare(first + more)
