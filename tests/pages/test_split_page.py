"""Raw pages with the damages that columns, wrapping and extraction do come out as the articles that were printed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from page_material import (
    CART,
    CHARGING,
    COTTON,
    HYDROGEN,
    MUSEUM,
    RAIL,
    SCHOOL,
    article,
    bare,
    page,
    right,
    told,
    wrapped,
    wrapped_article,
)

from reader.pages import prose, split_page


def test_headline_before_the_body():
    right(split_page(page(COTTON, HYDROGEN, CHARGING)), COTTON, HYDROGEN, CHARGING)


def test_one_line_a_paragraph_without_any_blank_line():
    text = page(COTTON, SCHOOL, between="\n\u3000\u3000").replace("\u3000\u3000" + SCHOOL.headline, SCHOOL.headline)
    right(split_page(text.replace("\u3000\u3000" + COTTON.byline, COTTON.byline)), COTTON, SCHOOL)


def test_headline_behind_the_body():
    text = "\n\n".join([*CART.paragraphs, CART.headline, CART.byline, article(HYDROGEN)])
    right(split_page(text), CART, HYDROGEN)


def test_headline_in_the_middle_of_a_sentence():
    first, rest = COTTON.paragraphs[1][:21], COTTON.paragraphs[1][21:]
    lines = [COTTON.paragraphs[0], first, COTTON.headline, COTTON.byline, rest, *COTTON.paragraphs[2:], article(RAIL)]
    right(split_page("\n\n".join(lines)), COTTON, RAIL)


def test_kicker_and_subtitle():
    text = "\n\n".join(["对话棉农马占魁", COTTON.headline, "——玛纳斯县机采棉见闻", COTTON.byline, *COTTON.paragraphs])
    found = split_page(text).articles[0]
    assert (found.kicker, found.headline, found.subtitle) == ("对话棉农马占魁", COTTON.headline, "玛纳斯县机采棉见闻")


@pytest.mark.parametrize("width", range(13, 23))
def test_narrow_columns_with_indents(width: int):
    text = "\n\n".join(wrapped_article(piece, width, indent="\u3000\u3000") for piece in (HYDROGEN, CHARGING))
    right(split_page(text), HYDROGEN, CHARGING)


@pytest.mark.parametrize("width", [15, 18, 21])
def test_narrow_columns_without_indents(width: int):
    text = "\n\n".join(wrapped_article(piece, width) for piece in (HYDROGEN, MUSEUM))
    right(split_page(text), HYDROGEN, MUSEUM)


@pytest.mark.parametrize("width", [14, 17, 20])
def test_a_blank_line_after_every_line(width: int):
    text = "\n".join(wrapped_article(piece, width, indent="\u3000\u3000", between="\n") for piece in (COTTON, SCHOOL))
    right(split_page(text.replace("\n", "\n\n")), COTTON, SCHOOL)


@pytest.mark.parametrize("width", [14, 16, 19])
def test_no_blank_line_at_all(width: int):
    text = "\n".join(wrapped_article(piece, width, indent="\u3000\u3000", between="\n") for piece in (MUSEUM, RAIL))
    right(split_page(text), MUSEUM, RAIL)


def test_paragraphs_cut_at_any_character_by_columns():
    cut = [text[:25] + "\n\n" + text[25:] for text in CHARGING.paragraphs[:1]]
    cut += [text[:40] + "\n\n" + text[40:] if len(text) > 50 else text for text in CHARGING.paragraphs[1:]]
    right(split_page("\n\n".join([CHARGING.headline, CHARGING.byline, *cut])), CHARGING)


def test_an_open_sentence_is_held_across_a_caption_and_a_page_number():
    first, rest = COTTON.paragraphs[0][:30], COTTON.paragraphs[0][30:]
    caption = "图为采棉机在田间作业。本报记者 赵北川 摄"
    lines = [COTTON.headline, COTTON.byline, first, caption, "— 7 —", rest, *COTTON.paragraphs[1:]]
    found = split_page("\n\n".join(lines))
    right(found, COTTON)
    assert [(piece.kind, piece.text) for piece in found.furniture] == [("caption", caption), ("header", "— 7 —")]


def test_a_headline_broken_in_the_middle_of_words():
    broken = CART.headline[:7] + "\n\n" + CART.headline[7:12] + "\n\n" + CART.headline[12:]
    right(split_page("\n\n".join([broken, CART.byline, *CART.paragraphs, article(SCHOOL)])), CART, SCHOOL)


def test_headlines_gathered_at_the_top():
    pieces = (COTTON, HYDROGEN, CHARGING, MUSEUM)
    bodies = [article(piece).split("\n\n", 1)[1] for piece in pieces]
    right(split_page("\n\n".join([*(piece.headline for piece in pieces), *bodies])), *pieces)


@pytest.mark.parametrize("dress", ["【{}】", "◆{}", "■ {}", "[{}]", "{}"])
def test_section_labels_and_their_decoration(dress: str):
    found = split_page("\n\n".join([dress.format("财经"), article(HYDROGEN), dress.format("要闻"), article(SCHOOL)]))
    right(found, HYDROGEN, SCHOOL)
    assert [each.section for each in found.articles] == ["财经", "要闻"]


def test_a_page_header_run_into_a_paragraph():
    header = "第3版 2025年5月15日 星期四"
    found = split_page(
        "\n\n".join([COTTON.headline, COTTON.byline, header + COTTON.paragraphs[0], *COTTON.paragraphs[1:]])
    )
    right(found, COTTON)
    assert [piece.text for piece in found.furniture] == [header]
    assert found.articles[0].date == "2025-05-15"


def test_drop_caps():
    first = COTTON.paragraphs[0]
    right(
        split_page("\n\n".join([COTTON.headline, COTTON.byline, first[0], first[1:], *COTTON.paragraphs[1:]])), COTTON
    )


def test_two_interleaved_columns():
    left = wrapped_article(COTTON, 16, indent="\u3000\u3000", between="\n").split("\n")
    right_column = wrapped_article(CHARGING, 16, indent="\u3000\u3000", between="\n").split("\n")
    lines: list[str] = []
    for number in range(max(len(left), len(right_column))):
        lines += left[number : number + 1] + right_column[number : number + 1]
    found = split_page("\n".join(lines))
    assert [bare(each.headline) for each in found.articles] == [COTTON.headline, CHARGING.headline], told(found)
    for each, wanted in zip(found.articles, (COTTON, CHARGING), strict=True):
        assert [bare(text) for text in each.paragraphs] == list(wanted.paragraphs), told(found)


def test_two_columns_side_by_side():
    left = wrapped_article(COTTON, 18, indent="\u3000\u3000", between="\n").split("\n")
    second = wrapped_article(CHARGING, 18, indent="\u3000\u3000", between="\n").split("\n")
    rows = [
        (left[i] if i < len(left) else "").ljust(18, "\u3000") + "      " + (second[i] if i < len(second) else "")
        for i in range(max(len(left), len(second)))
    ]
    found = split_page("\n".join(rows))
    text = "".join(bare("".join(each.paragraphs)) for each in found.articles)
    assert all(paragraph in text for paragraph in (*COTTON.paragraphs[1:], *CHARGING.paragraphs[:-1])), told(found)


def test_a_jump_and_its_continuation_on_one_page():
    first = [COTTON.headline, COTTON.byline, *COTTON.paragraphs[:2], COTTON.paragraphs[2][:30], "（下转本版）"]
    text = "\n\n".join([*first, article(SCHOOL), "（上接本版）", COTTON.paragraphs[2][30:], COTTON.paragraphs[3]])
    found = split_page(text)
    right(found, COTTON, SCHOOL)
    assert not any({"truncated", "continued-to"} & set(each.flags) for each in found.articles)


def test_a_jump_to_another_page_leaves_the_article_truncated():
    lines = [
        COTTON.headline,
        COTTON.byline,
        *COTTON.paragraphs[:2],
        COTTON.paragraphs[2][:30],
        "（下转第4版）",
        article(RAIL),
    ]
    found = split_page("\n\n".join(lines))
    assert [each.flags for each in found.articles] == [("truncated", "continued-to"), ()]


def test_an_opening_that_comes_from_another_page():
    text = "\n\n".join(["（上接第1版）", COTTON.paragraphs[1][20:], *COTTON.paragraphs[2:], article(HYDROGEN)])
    found = split_page(text)
    assert [each.headline for each in found.articles] == ["", HYDROGEN.headline]
    assert "continued-from" in found.articles[0].flags and "untitled" in found.articles[0].flags


@pytest.mark.parametrize(
    "advert",
    [
        "【广告】金穗家具城国庆大促 全场五折起 地址：建设路88号 电话：0531-88886666",
        "诚聘：文字编辑两名，有意者请将简历发至邮箱，联系电话：13800001234",
        "遗失声明：王某某遗失居民身份证，声明作废。",
        "北湾牙科中心 周一至周六 电话55500188",
        "转让旧琴一架，八成新，微信号qin-0142",
    ],
)
def test_advertisements_are_set_aside(advert: str):
    lines = [HYDROGEN.headline, *HYDROGEN.paragraphs[:2], advert, HYDROGEN.paragraphs[2]]
    found = split_page("\n\n".join(lines))
    right(found, HYDROGEN)
    assert [(piece.kind, piece.text) for piece in found.furniture] == [("advert", advert)]


def test_editors_and_page_headers_are_set_aside():
    header, editor = "2025年5月15日 星期四 第3版", "责任编辑：刘畅 孙悦"
    found = split_page("\n\n".join([header, article(MUSEUM), editor]))
    right(found, MUSEUM)
    assert [piece.kind for piece in found.furniture] == ["header", "editor"]
    assert found.articles[0].date == "2025-05-15"


def test_a_paragraph_printed_twice_is_kept_once():
    lines = [MUSEUM.headline, MUSEUM.byline, *MUSEUM.paragraphs[:2], MUSEUM.paragraphs[1], MUSEUM.paragraphs[2]]
    found = split_page("\n\n".join(lines))
    right(found, MUSEUM)
    assert [piece.text for piece in found.duplicates] == [MUSEUM.paragraphs[1]]


def test_a_pull_quote_before_its_passage_is_set_aside():
    quote = "过去，七十多岁的万婆婆买一趟菜要歇三回。"
    found = split_page("\n\n".join([CART.headline, CART.byline, CART.paragraphs[0], quote, *CART.paragraphs[1:]]))
    right(found, CART)
    assert [piece.text for piece in found.duplicates] == [quote]


def test_a_repeat_across_a_paragraph_end_that_reaches_the_page_end():
    lines = [CHARGING.headline, CHARGING.byline, *CHARGING.paragraphs[:3]]
    loop = CHARGING.paragraphs[1][10:] + "\n\n" + CHARGING.paragraphs[2][:33]
    found = split_page("\n\n".join(lines) + loop)
    assert [bare(text) for text in found.articles[0].paragraphs] == list(CHARGING.paragraphs[:3])
    assert "truncated" in found.articles[0].flags
    assert bare("".join(piece.text for piece in found.duplicates)) == bare(loop)


def test_blanks_from_extraction_go_and_names_with_a_gap_close_up():
    text = COTTON.paragraphs[0].replace("棉田一望", "棉 田一 望")
    found = split_page("\n\n".join([COTTON.headline, "本报记者 李　明", text, *COTTON.paragraphs[1:]]))
    assert found.articles[0].paragraphs[0] == COTTON.paragraphs[0]
    assert found.articles[0].bylines == ("李明",)


def test_english_words_addresses_and_hyphens():
    paragraph = (
        "厂里今年上线了ChatBI sys-\ntem，接入MES和ERP，网址为https://bi.example.com/line2，手机也能打开，一线员工用自然"
        "语言就能查到良品率，比过去等技术部门出报表快了两天。"
    )
    found = split_page("\n\n".join(["车间里来了数据助手", "文/何以安", paragraph, *COTTON.paragraphs[1:]]))
    assert "ChatBI system，接入" in found.articles[0].paragraphs[0]
    assert "https://bi.example.com/line2" in found.articles[0].paragraphs[0]


def test_traditional_text():
    lines = [
        "財經",
        "氫能管道進入試運行階段",
        "本報記者 陳嘉禾",
        "一條千公里級的純氫管道近日進入試運行階段，管道起自烏蘭察布，終點在房山，全長一千一百公里，每年運力十萬噸。",
        "項目總工程師顧維楨介紹，管道所用鋼材由三家鋼廠聯合研製，焊口一次合格率很高，輸氫成本約為公路運輸的三分之一。",
        "圖為工人檢查管道。本報記者 陳嘉禾 攝",
        "責任編輯：劉暢",
    ]
    found = split_page("\n\n".join(lines))
    assert len(found.articles) == 1, told(found)
    assert (found.articles[0].section, found.articles[0].headline) == ("財經", lines[1])
    assert found.articles[0].bylines == ("陳嘉禾",)
    assert [piece.kind for piece in found.furniture] == ["caption", "editor"]


def test_an_article_from_the_web_comes_through_untouched():
    paragraphs = [*COTTON.paragraphs[:2], "品质上去了", *COTTON.paragraphs[2:], "销路也宽了", CART.paragraphs[1]]
    found = split_page("\n".join([COTTON.headline, *paragraphs]))
    assert len(found.articles) == 1, told(found)
    assert found.articles[0].headline == COTTON.headline
    assert list(found.articles[0].paragraphs) == paragraphs


def test_a_column_of_briefs_shares_its_label():
    briefs = [SCHOOL, RAIL]
    found = split_page("\n\n".join(["简讯", *(article(piece) for piece in briefs)]))
    right(found, *briefs)
    assert [each.section for each in found.articles] == ["简讯", "简讯"]


def test_an_interview_stays_one_article():
    lines = [
        "问：稻田养虾会不会把好田挖坏？",
        "答：沟挖得太宽，确实会。现在我们要求沟的面积不超过一成，有条件的做到百分之八，机器下得去，稻子插得满。",
        "问：产量到底减不减？",
        "答：看怎么管。管得好的，水稻亩产一千一百斤左右，与单种持平，另外收小龙虾一百二十斤；差别主要在水位。",
        "问：对想入行的年轻人有什么建议？",
        "答：先跟着种一季稻子，再谈养虾。连秧苗渴不渴都看不出来，是养不好虾的。",
    ]
    found = split_page("\n\n".join(["一块田，两份收成", "本报记者 泽小川", *lines, article(RAIL)]))
    assert [each.headline for each in found.articles] == ["一块田，两份收成", RAIL.headline], told(found)
    assert list(found.articles[0].paragraphs) == lines


def test_verse_keeps_its_lines():
    verse = [
        "风从河的那边吹来",
        "吹绿了去年的脚印",
        "母亲弯下腰",
        "把一粒种子和一句叮咛",
        "一起埋进土里",
        "我站在田埂上",
    ]
    found = split_page("\n".join(["副刊", "春风里的麦田", "□麦　穗", *verse]))
    assert [(each.headline, list(each.paragraphs)) for each in found.articles] == [("春风里的麦田", verse)]


def test_rows_of_a_table_are_paragraphs():
    rows = ["出口 6.13万亿元 6.9%", "进口 4.17万亿元 -6%", "民营企业 5.85万亿元 5.8%", "外资企业 2.99万亿元 0.4%"]
    first = "今年一季度，货物贸易进出口总值10.3万亿元，同比增长1.3%，民营企业占比继续提升，各类企业的数字见下表。"
    found = split_page("\n\n".join(["一季度进出口主要数据", first, *rows]))
    assert [(each.headline, list(each.paragraphs)) for each in found.articles] == [
        ("一季度进出口主要数据", [first, *rows])
    ]


def test_a_page_without_any_headline():
    found = split_page("\n\n".join(COTTON.paragraphs))
    assert [(each.headline, each.paragraphs) for each in found.articles] == [("", COTTON.paragraphs)]
    assert "untitled" in found.articles[0].flags


def test_a_page_whose_end_is_missing():
    text = "\n\n".join([CART.headline, CART.byline, *CART.paragraphs[:2], CART.paragraphs[2][:30]])
    assert "truncated" in split_page(text).articles[0].flags


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("本报记者 胡静 □ 周露楠 范明朋", ("胡静", "周露楠", "范明朋")),
        ("文/江一帆 图/栾石", ("江一帆", "栾石")),
        ("■ 本报记者 程小曼 通讯员 段希", ("程小曼", "段希")),
        ("新华社记者王雨菲", ("王雨菲",)),
        ("国家粮食储备研究院", ("国家粮食储备研究院",)),
        ("（记者 莫雨农 报道）", ("莫雨农",)),
        ("作者：郎九歌", ("郎九歌",)),
        ("本报记者 买买提·艾力", ("买买提·艾力",)),
    ],
)
def test_bylines_in_all_house_styles(byline: str, names: tuple[str, ...]):
    found = split_page("\n\n".join([COTTON.headline, byline, *COTTON.paragraphs]))
    assert len(found.articles) == 1, told(found)
    assert found.articles[0].bylines == names
    assert found.articles[0].byline_text == byline


def test_raw_text_wrapped_in_cells_is_joined():
    text = wrapped(
        "管道的焊口由机器人完成，误差不超过0.3毫米，每道焊口都有编号，存入全寿命档案，工程师在北京就能查看。", 20
    )
    assert len(split_page("焊接机器人上岗\n\n" + text).articles[0].paragraphs) == 1


@pytest.mark.parametrize(
    "header",
    [
        "江岸周览 第12期 2026年3月9日",
        "校内外 2026年3月9日 12",
        "主办：江岸大学党委宣传部 本期四版 第301期",
        "城东晨刊 2026年3月9日 第9版",
    ],
)
def test_headers_of_papers_that_no_list_knows(header: str):
    found = split_page("\n\n".join([header, article(MUSEUM)]))
    right(found, MUSEUM)
    assert [(piece.kind, piece.text) for piece in found.furniture] == [("header", header)]


def test_a_folio_run_into_a_paragraph():
    first, rest = COTTON.paragraphs[1][:30], COTTON.paragraphs[1][30:]
    paragraphs = [COTTON.paragraphs[0], first, "— 7 —" + rest, *COTTON.paragraphs[2:]]
    found = split_page("\n\n".join([COTTON.headline, COTTON.byline, *paragraphs]))
    right(found, COTTON)
    assert [piece.text for piece in found.furniture] == ["— 7 —"]


def test_a_place_and_a_colon_open_a_headline():
    text = "\n\n".join(["何店村：一座老磨坊的三次搬家", COTTON.byline, *COTTON.paragraphs])
    assert split_page(text).articles[0].headline == "何店村：一座老磨坊的三次搬家"


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        (["为什么夏天的星", "星少"], "为什么夏天的星星少"),
        (["机采棉“一条", "龙”进了玛纳斯"], "机采棉“一条龙”进了玛纳斯"),
        (["机采棉进了玛纳斯", "老把式学开新机器"], "机采棉进了玛纳斯 老把式学开新机器"),
    ],
)
def test_the_lines_of_a_headline_put_together(lines: list[str], headline: str):
    assert prose.headline(lines) == headline


def test_words_weigh_the_same_in_every_process() -> None:
    """Sets come in an order of their own in each process, and sums of floats depend on it."""
    script = """
from reader.pages.vocabulary import Vocabulary
common, other = "化肥农药农膜备货价格平稳", "港口集装箱码头吞吐量航线"
bodies = ["春耕备耕农资储备充足全市化肥" * (n % 3 + 1) + chr(0x4E00 + n) * 3 + common for n in range(9)]
bodies[4] += other
bodies[8] += other
bodies[6] += "农药农膜运输"
known = Vocabulary(bodies, frozenset())
print([known.cohesion(place).hex() for place in range(1, 9)])
print([known.likeness(0, place).hex() for place in range(9)])
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(6)
    }
    assert len(told) == 1
