"""Where articles begin and end, and which lines are their headlines, on pages that set them in unusual places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_material import CART, CHARGING, COTTON, HYDROGEN, MUSEUM, RAIL, SCHOOL, Piece, article, page, right, wrapped

from reader.pages import split_page

_BRIDGE = Piece(
    "石拱桥装上了“听诊器”",
    (
        "城西的七孔石拱桥今年三百岁。桥腹里新埋的四十二个传感器，每隔十秒把裂缝和沉降的数据发到管理站的屏幕上。",
        "石拱桥归管理站看护，站长尹石生今年五十四岁，守桥守了三十年，从前全靠一柄木槌，敲一遍要两天。",
        "入汛以来，石拱桥的传感器报过三次警，尹石生带着木槌连夜赶到桥上，一次次都是虚惊。",
        "“桥老了，话就多了。”尹石生说，管理站打算把传感器的数据公开，让桥边的人也听得见石拱桥说话。",
    ),
    byline="本报记者 易水寒",
    names=("易水寒",),
)


def _behind(piece: Piece) -> str:
    """The article with its headline behind the paragraphs, and its byline under that."""
    return "\n".join([*piece.paragraphs, piece.headline, *([piece.byline] if piece.byline else [])])


def test_headlines_behind_their_texts_with_a_label_between_are_no_verse():
    kicker, upper, lower = "三部门明确", "三部门排查校园", "食品安全问题"
    text = "\n".join(
        [*SCHOOL.paragraphs, kicker, upper, lower, "【巷陌】", CART.headline, CART.byline, *CART.paragraphs]
    )
    found = split_page(text).articles
    assert ["".join(article.headline.split()) for article in found] == [upper + lower, CART.headline]
    assert found[0].kicker == kicker and found[1].section == "巷陌"


@pytest.mark.parametrize("cut", [8, 9, 10, 11])
def test_a_headline_broken_anywhere_above_its_byline(cut: int):
    broken = replace(CHARGING, headline=CHARGING.headline[:cut] + "\n" + CHARGING.headline[cut:])
    right(split_page(page(RAIL, broken, COTTON, between="\n")), RAIL, CHARGING, COTTON)


def test_the_end_of_a_headline_that_could_be_a_name():
    piece = replace(CART, headline="把一车青菜送到老街坊最近的地方去")
    broken = replace(piece, headline="把一车青菜送到老街坊最近的地\n方去")
    right(split_page(page(RAIL, broken, between="\n\n")), RAIL, piece)


@pytest.mark.parametrize("mark", ["，", "”"])
def test_a_headline_broken_before_a_mark(mark: str):
    whole = "菜篮到巷口，少走三里路" if mark == "，" else "给老街坊的“菜篮”加个轮子"
    at = whole.index(mark)
    piece = replace(CART, headline=whole)
    broken = replace(piece, headline=whole[:at] + "\n" + whole[at:])
    right(split_page(page(RAIL, broken, SCHOOL, between="\n")), RAIL, piece, SCHOOL)


def test_a_headline_whose_upper_half_ends_with_a_colon():
    halves = ("从“拾花”到“开机”：", "玛纳斯河畔的一个秋天")
    text = "\n\n".join([article(SCHOOL), *halves, COTTON.byline, *COTTON.paragraphs])
    found = split_page(text).articles
    assert [(article.kicker or "") + article.headline for article in found] == [SCHOOL.headline, "".join(halves)]
    assert found[1].paragraphs == COTTON.paragraphs


@pytest.mark.parametrize("kind", ["更正", "启事", "致歉"])
def test_what_has_no_headline_but_its_kind(kind: str):
    notice = Piece(kind, ("本报1月4日第三版《列车提速》一文中，“13208列”应为“13028列”，特此说明，并向读者致歉。",))
    right(split_page(page(RAIL, notice, SCHOOL, between="\n")), RAIL, notice, SCHOOL)


def test_what_somebody_says_as_a_subtitle():
    text = "\n".join([CART.headline, "万婆婆：“价钱一样，还能赊账”", CART.byline, *CART.paragraphs])
    found = split_page(text + "\n" + article(RAIL, between="\n")).articles
    assert [(article.headline, article.subtitle) for article in found] == [
        (CART.headline, "万婆婆：“价钱一样，还能赊账”"),
        (RAIL.headline, None),
    ]


def test_a_place_before_a_colon_in_a_headline_with_a_comma():
    piece = replace(CART, headline="城南街道：三轮车送菜进巷口，街坊少走三里路")
    right(split_page(page(RAIL, piece, SCHOOL, between="\n")), RAIL, piece, SCHOOL)


def test_a_brief_signed_behind_its_last_sentence():
    brief = Piece(
        "35路公交改走滨河路",
        ("因桥面维修，35路公交车自3月9日首班起改走滨河路，撤销“石桥东”站。（康小路）",),
        names=("康小路",),
    )
    found = split_page(page(SCHOOL, brief, RAIL, between="\n")).articles
    assert [article.headline for article in found] == [SCHOOL.headline, brief.headline, RAIL.headline]
    assert found[1].bylines == ("康小路",)


def test_cross_heads_in_a_text_without_byline():
    heads = ("白天采棉，夜里算账", "好品种是种出来的", "机器开到天边")
    paragraphs = [COTTON.paragraphs[0]]
    for head, text in zip(heads, COTTON.paragraphs[1:], strict=True):
        paragraphs += [head, text]
    piece = Piece(COTTON.headline, tuple(paragraphs))
    right(split_page(page(RAIL, piece, SCHOOL, between="\n")), RAIL, piece, SCHOOL)


@pytest.mark.parametrize("place", ["head", "foot"])
@pytest.mark.parametrize("shuffled", [False, True])
def test_headlines_gathered_at_the_head_or_the_foot(place: str, shuffled: bool):
    pieces = [HYDROGEN, SCHOOL, RAIL, replace(MUSEUM, byline="", names=())]
    order = [2, 0, 3, 1] if shuffled else [0, 1, 2, 3]
    heads = "\n".join(pieces[number].headline for number in order)
    bodies = "\n".join("\n".join(piece.paragraphs) for piece in pieces)
    right(split_page(f"{heads}\n{bodies}" if place == "head" else f"{bodies}\n{heads}"), *pieces)


def test_gathered_headlines_one_of_them_broken_and_one_with_its_kicker():
    pieces = [HYDROGEN, SCHOOL, RAIL]
    heads = ["千公里级输氢管道", "进入试运行阶段", SCHOOL.headline, "铁路调图之后", RAIL.headline]
    bodies = "\n".join("\n".join(piece.paragraphs) for piece in pieces)
    found = split_page("\n".join(heads) + "\n" + bodies).articles
    assert ["".join(article.headline.split()) for article in found] == [piece.headline for piece in pieces]
    assert [article.kicker for article in found] == [None, None, "铁路调图之后"]


def test_an_article_dropped_between_the_paragraphs_of_another():
    one, two, three, four = _BRIDGE.paragraphs
    text = "\n\n".join([_BRIDGE.headline, _BRIDGE.byline, one, two, article(RAIL), three, four, article(MUSEUM)])
    found = split_page(text)
    assert sorted(article.headline for article in found.articles) == sorted(
        piece.headline for piece in (_BRIDGE, RAIL, MUSEUM)
    )
    bridge = next(article for article in found.articles if article.headline == _BRIDGE.headline)
    assert bridge.paragraphs == _BRIDGE.paragraphs


def test_a_box_ends_at_its_rule():
    box = ["┌────────┐", "名词解释", "虹吸", "液体借大气压力越过高处流向低处的现象。", "└────────┘"]
    text = "\n".join([COTTON.headline, COTTON.byline, *COTTON.paragraphs[:2], *box, *COTTON.paragraphs[2:]])
    found = split_page(text + "\n" + article(RAIL, between="\n")).articles
    assert [len(article.paragraphs) for article in found if article.headline == COTTON.headline] == [4]
    assert [article.paragraphs for article in found if article.headline == "虹吸"] == [(box[3],)]


@pytest.mark.parametrize("width", [16, 18, 20])
def test_a_headline_as_wide_as_the_column_stays_apart_from_the_paragraph_above(width: int):
    above = CHARGING.paragraphs[0][: 3 * width - 1] + "。"
    piece = replace(CART, headline=CART.headline[:width].ljust(width, "路"))
    text = "\n".join(
        [
            CHARGING.headline,
            CHARGING.byline,
            wrapped(above, width),
            piece.headline,
            piece.byline,
            *(wrapped(paragraph, width) for paragraph in piece.paragraphs),
        ]
    )
    found = split_page(text).articles
    assert [article.headline for article in found] == [CHARGING.headline, piece.headline]
    assert found[1].bylines == piece.names


def test_bylines_above_the_headlines():
    pieces = [CHARGING, MUSEUM, CART]
    text = "\n".join("\n".join([piece.byline, piece.headline, *piece.paragraphs]) for piece in pieces)
    right(split_page(text), *pieces)


def test_a_brief_without_headline_above_an_article_with_one():
    brief = replace(RAIL, headline="")
    right(
        split_page(page(SCHOOL, between="\n") + "\n" + "\n".join(brief.paragraphs) + "\n" + page(CART, between="\n")),
        SCHOOL,
        brief,
        CART,
    )


def test_briefs_told_apart_by_who_reported_them():
    briefs = [
        ("据路透社3月2日报道，", "一艘载着九千箱柑橘的货轮在海峡搁浅，十八名船员全部获救，拖轮正在赶往现场。"),
        ("综合外电报道 ", "北部三省连降大雪，二十七条公路封闭，部分学校停课，供电部门连夜抢修线路。"),
        ("据《江岸日报》网站报道，", "一座废弃的灯塔改成了图书室，灯光照旧每晚亮到九点，渔民上岸以后常去坐坐。"),
        ("新华社日内瓦3月3日电 ", "一项关于跨国河流水质监测的协定在此间签署，九个沿岸国家将共享逐日数据。"),
    ]
    found = split_page("\n".join(opening + text for opening, text in briefs)).articles
    assert [article.paragraphs[0][-12:] for article in found] == [text[-12:] for _, text in briefs]


def test_an_editors_note_and_a_headline_in_the_middle_of_the_text_behind_it():
    note = "近来，老旧小区加装充电桩的话题引人关注。本期刊发一篇走访，请读者一起来议一议充电桩该怎么装。"
    essay = CHARGING.paragraphs
    text = "\n\n".join(
        ["编者按", note, essay[0], "一、三道坎", essay[1], essay[2], CHARGING.headline, CHARGING.byline, essay[3]]
    )
    found = split_page(text).articles
    assert [article.headline for article in found] == ["编者按", CHARGING.headline]
    assert found[0].paragraphs == (note,) and found[1].bylines == CHARGING.names


def test_a_numbered_cross_head_above_a_headline_in_the_middle_is_none_of_it():
    essay = CHARGING.paragraphs
    text = "\n\n".join([essay[0], essay[1], "二、钱从哪里来", CHARGING.headline, CHARGING.byline, essay[2], essay[3]])
    (found,) = split_page(text).articles
    assert found.headline == CHARGING.headline and "二、钱从哪里来" in found.paragraphs


def test_a_long_line_of_two_clauses_is_the_headline_over_its_subtitle():
    text = "\n".join(
        ["老街卖菜的三轮车半年送出两万单 每单不到三块钱", "社区承认“账算得不细”，答应下月公布收支", *SCHOOL.paragraphs]
    )
    (found,) = split_page(text).articles
    assert found.kicker is None and found.subtitle == "社区承认“账算得不细”，答应下月公布收支"


def test_headlines_behind_every_text():
    pieces = [COTTON, MUSEUM, CART]
    right(split_page("\n".join(map(_behind, pieces))), *pieces)


@pytest.mark.parametrize(
    ("lines", "kicker", "headline", "subtitle"),
    [
        (
            ("棉农把田埂当成了“课堂”", "农技员每周下田两次 去年解答提问63起"),
            None,
            "棉农把田埂当成了“课堂”",
            "农技员每周下田两次 去年解答提问63起",
        ),
        (
            ("玛纳斯县农业局部署秋收机械化收尾任务", "六台采棉机十天收完三万亩"),
            "玛纳斯县农业局部署秋收机械化收尾任务",
            "六台采棉机十天收完三万亩",
            None,
        ),
    ],
)
def test_which_of_two_lines_is_the_headline(lines, kicker, headline, subtitle):
    found = split_page("\n".join([*lines, COTTON.byline, *COTTON.paragraphs])).articles[0]
    assert (found.kicker, found.headline, found.subtitle) == (kicker, headline, subtitle)
