"""Pages as other houses print them: signatures, briefs with signs, notices, tables, advertisements, headers."""

from __future__ import annotations

import pytest
from page_material import COTTON, HYDROGEN, article, right

from reader.pages import split_page

_WELL = "镇上的老水井停用了九年，上个月又装上了轱辘，清早总有人排队打水。"
_WELL_MORE = "管水井的吕师傅说，井水每季度送检一次，结果就贴在井台边的木牌上。"
_KITE = "放风筝的人从早上六点就占满了河滩，最长的一条蜈蚣风筝有八十七节。"
_KITE_MORE = "做风筝的唐师傅用了四个月，光竹篾就削了三千根，手上全是口子。"


def _heads(text: str) -> list[str]:
    return [article.headline for article in split_page(text).articles]


def test_a_signature_in_brackets_closes_an_article():
    text = f"老水井又有人打水\n\n{_WELL}\n\n（吕晓云）\n\n蜈蚣风筝飞上河滩\n\n{_KITE}\n\n（据新华社）"
    page = split_page(text)
    assert [article.headline for article in page.articles] == ["老水井又有人打水", "蜈蚣风筝飞上河滩"]
    assert [article.bylines for article in page.articles] == [("吕晓云",), ()]


def test_a_letter_is_signed_with_a_place_and_a_name():
    text = f"请留住老水井\n\n{_WELL}\n\n{_WELL_MORE}\n\n湖北黄冈 吕晓云\n\n河滩该设风筝区\n\n{_KITE}\n\n山东潍坊 唐大年"
    page = split_page(text)
    assert [(article.headline, article.bylines) for article in page.articles] == [
        ("请留住老水井", ("吕晓云",)),
        ("河滩该设风筝区", ("唐大年",)),
    ]


@pytest.mark.parametrize("sign", "●◆■◎")
def test_the_sign_before_a_brief_is_no_part_of_its_headline(sign: str):
    page = split_page(f"简讯\n\n{sign} 老水井又有人打水\n{_WELL}\n\n{sign} 蜈蚣风筝飞上河滩\n{_KITE}")
    assert [article.headline for article in page.articles] == ["老水井又有人打水", "蜈蚣风筝飞上河滩"]
    assert [piece.text for piece in page.furniture] == [sign, sign]


def test_a_notice_ends_with_who_gives_it_and_the_date():
    text = (
        "关于老水井清淤的通告\n\n因清淤需要，老水井将停用三天，现将有关事项通告如下：\n\n"
        "一、停用时间为四月十日至十二日。\n\n"
        "二、请住户提前储水。\n\n临江镇水务办公室\n2024年4月8日\n\n"
        f"蜈蚣风筝飞上河滩\n\n{_KITE}\n\n{_KITE_MORE}"
    )
    page = split_page(text)
    assert [article.headline for article in page.articles] == ["关于老水井清淤的通告", "蜈蚣风筝飞上河滩"]
    assert page.articles[0].bylines == ("临江镇水务办公室",)
    assert page.articles[0].paragraphs[-1] == "二、请住户提前储水。"
    assert not page.furniture


def test_nothing_is_joined_over_a_jump_to_another_page():
    text = f"老水井又有人打水\n\n{_WELL}\n\n管水井的吕师傅说，井水每季"
    text += f"\n\n（下转第六版）\n\n{_KITE}\n\n{_KITE_MORE}\n\n蜈蚣风筝飞上河滩"
    page = split_page(text)
    assert [article.headline for article in page.articles] == ["老水井又有人打水", "蜈蚣风筝飞上河滩"]
    assert page.articles[0].paragraphs == (_WELL, "管水井的吕师傅说，井水每季")
    assert "truncated" in page.articles[0].flags and "continued-to" in page.articles[0].flags


def test_an_article_goes_on_elsewhere_on_the_page_without_indents():
    text = "\n".join(
        ["老水井又有人打水", "本报记者 吕晓云", _WELL, "管水井的吕师傅说，井水每季", "（下转本版右下）"]
        + ["蜈蚣风筝飞上河滩", "本报记者 唐大年", _KITE, _KITE_MORE]
        + ["（上接本版左上）", "度送检一次，结果就贴在井台边的木牌上。"]
    )
    first, second = split_page(text).articles
    assert first.paragraphs == (_WELL, _WELL_MORE)
    assert second.paragraphs == (_KITE, _KITE_MORE)


def test_headlines_gathered_over_bodies_that_open_with_bylines():
    more = "秋天打下的板栗堆满了晒场，收购的货车从村口排到了桥头，价钱比去年高出两成。"
    text = "\n\n".join(
        ["老水井又有人打水", "蜈蚣风筝飞上河滩", "板栗丰收货车排队"]
        + ["吕晓云", _WELL, _WELL_MORE, "唐大年", _KITE, _KITE_MORE, "文/本报记者 何一苇　图/方远", more]
    )
    page = split_page(text)
    assert [article.headline for article in page.articles] == [
        "老水井又有人打水",
        "蜈蚣风筝飞上河滩",
        "板栗丰收货车排队",
    ]
    assert [article.bylines for article in page.articles] == [("吕晓云",), ("唐大年",), ("何一苇", "方远")]


def test_an_advertisement_of_several_lines_is_set_aside_whole():
    advert = "同福酱园 八十年老店\n黄豆酱买二送一\n地址：临江镇东街6号 电话：0000-81234567"
    text = f"老水井又有人打水\n\n{_WELL}\n\n{advert}\n\n{_WELL_MORE}"
    page = split_page(text)
    assert _heads(text) == ["老水井又有人打水"]
    assert page.articles[0].paragraphs == (_WELL, _WELL_MORE)
    assert {piece.kind for piece in page.furniture} == {"advert"}


def test_a_short_pull_quote_inside_a_paragraph():
    text = "蜈蚣风筝飞上河滩\n\n" + _KITE
    text += "\n\n唐师傅说：“手上全是口子，心里可是甜的。”他\n\n“心里可是甜的。”\n\n明年想做一条一百节的。"
    page = split_page(text)
    assert page.articles[0].paragraphs[1] == "唐师傅说：“手上全是口子，心里可是甜的。”他明年想做一条一百节的。"
    assert [piece.text for piece in page.duplicates] == ["“心里可是甜的。”"]


def test_the_head_of_a_table_stays_with_its_rows():
    rows = ["月份 井水 河水 雨水", "三月 5.1 6.2 4.0", "四月 5.3 6.6 4.4", "五月 5.0 6.1 4.9"]
    text = "\n".join(["三个月水质比一比", "吕师傅每月取三处的水送检，数值越低水质越好。", *rows, _WELL_MORE])
    page = split_page(text)
    assert page.articles[0].headline == "三个月水质比一比"
    assert page.articles[0].paragraphs[1:5] == tuple(rows)


@pytest.mark.parametrize(
    "header",
    [
        "2024年4月8日　星期一　A8　乡闻",
        "民生 LIVING　责任编辑：何一苇　2024.04.08　B06",
        "责编：何一苇　美编：方远　经济　C02　2024.04.08 周一",
        "2024-04-08 07:30 来源：临江晚报",
        "临江晚报 2024/04/08 A07 社会",
        "《 临江日报 》（ 2024年04月08日 第 02 版）",
        "打印 | 关闭",
        "（相关报道见第三版）",
    ],
)
def test_headers_in_any_order(header: str):
    page = split_page(f"{header}\n{_WELL}\n{_WELL_MORE}")
    assert [piece.text for piece in page.furniture] == [header]
    assert page.articles[0].paragraphs == (_WELL, _WELL_MORE)


def test_a_turn_in_an_interview_is_no_byline():
    turns = ["记者：有人说，井水不如自来水。", "吕师傅：那要看怎么管。", "记者：以后还会一直开放吗？", "吕师傅：会的。"]
    page = split_page("\n".join(["对话管井人", "本报记者 何一苇", _WELL, *turns]))
    assert page.articles[0].paragraphs[1:] == tuple(turns)
    assert page.articles[0].bylines == ("何一苇",)


def test_a_label_in_signs_is_no_name():
    page = split_page(f"◆乡土观察◆\n\n老水井又有人打水\n\n{_WELL}\n\n{_WELL_MORE}")
    assert page.articles[0].section == "乡土观察"
    assert page.articles[0].bylines == ()


def test_what_is_continued_from_another_page_does_not_take_the_next_headline():
    text = "\n\n".join(["（上接第一版）", _KITE, _KITE_MORE, "老水井又有人打水", "本报记者 吕晓云", _WELL, _WELL_MORE])
    first, second = split_page(text).articles
    assert (first.headline, first.paragraphs) == ("", (_KITE, _KITE_MORE))
    assert (second.headline, second.paragraphs) == ("老水井又有人打水", (_WELL, _WELL_MORE))


@pytest.mark.parametrize("jump", ["▶▶下转A5", "→转3版", "（转5版）", "下转第3版"])
def test_jumps_of_many_forms(jump: str):
    page = split_page(f"老水井又有人打水\n\n{_WELL}\n\n管水井的吕师傅说，井水每季\n\n{jump}")
    assert [piece.kind for piece in page.furniture] == ["jump"]
    assert "continued-to" in page.articles[0].flags


def test_signs_behind_the_names():
    page = split_page(f"老水井又有人打水\n\n本报记者 吕晓云/文 唐大年/摄\n\n{_WELL}\n\n{_WELL_MORE}")
    assert page.articles[0].bylines == ("吕晓云", "唐大年")


def test_writer_and_photographer_sign_an_article_and_a_photographer_alone_a_picture():
    page = split_page(f"老水井又有人打水\n\n本报记者 吕晓云 文/摄\n\n{_WELL}\n\n新华社发（唐大年摄）\n\n{_WELL_MORE}")
    assert page.articles[0].bylines == ("吕晓云",)
    assert [(piece.kind, piece.text) for piece in page.furniture] == [("caption", "新华社发（唐大年摄）")]


@pytest.mark.parametrize(
    "line",
    [
        "==========",
        "---- 2 ----",
        "END",
        "点击上方蓝字关注我们",
        "江岸剪报（第12期） 共5篇",
        "来源：江岸商报 2026-03-11 第A12版 字数：241",
    ],
)
def test_what_gatherers_of_texts_put_between_articles(line: str):
    found = split_page("\n\n".join([article(COTTON), line, article(HYDROGEN)]))
    right(found, COTTON, HYDROGEN)
    assert [piece.text for piece in found.furniture] == [line]


def test_an_advertisement_from_its_shop_to_its_address():
    advert = ["塞上粮油直营店", "新米上市 五公斤立减八元", "订购热线：0451-66120088", "地址：迎宾路甲6号"]
    found = split_page("\n\n".join([article(COTTON), "\n".join(advert), article(HYDROGEN)]))
    right(found, COTTON, HYDROGEN)
    assert {piece.kind for piece in found.furniture} == {"advert"}
    assert "".join(piece.text for piece in found.furniture).replace("\n", "") == "".join(advert)


def test_a_header_with_a_word_of_its_own_run_into_a_paragraph():
    header = "第8版 各地 2026年6月3日 星期三"
    first, rest = COTTON.paragraphs[1][:25], COTTON.paragraphs[1][25:]
    paragraphs = [COTTON.paragraphs[0], first, header + rest, *COTTON.paragraphs[2:]]
    found = split_page("\n\n".join([COTTON.headline, COTTON.byline, *paragraphs]))
    right(found, COTTON)
    assert [piece.text for piece in found.furniture] == [header]


def test_a_list_of_other_articles_is_set_aside():
    listed = ["相关阅读", "·老仓库里开了三家书店", "·江岸的猫上了邮票"]
    found = split_page("\n\n".join([article(COTTON), *listed, article(HYDROGEN)]))
    right(found, COTTON, HYDROGEN)
    assert [piece.text for piece in found.furniture] == listed


def test_a_title_about_advertisements_is_no_advertisement():
    text = "\n\n".join(["盲道上的广告牌搬走了", COTTON.byline, *COTTON.paragraphs])
    assert split_page(text).articles[0].headline == "盲道上的广告牌搬走了"


def test_briefs_with_triangles():
    briefs = [
        ("▲江岸新添三条夜班公交", "江岸公交昨天开通三条夜班线路，途经十九个小区，末班车延到零点，票价一元。"),
        (
            "▲水库放流鱼苗四十万尾",
            "青石水库三月七日放流鲢鱼、鳙鱼鱼苗四十万尾，这些鱼每年吃掉藻类一千二百吨。（周小舸）",
        ),
        ("▲老酱园恢复营业", "歇业四年的德润酱园日前在原址开门，保留了三口清代酱缸，每人限打两斤。"),
        ("▲古银杏挂上身份证", "大塘镇给三十八株古银杏挂上二维码树牌，扫一扫可以看到树龄和传说。"),
    ]
    found = split_page("\n\n".join(["简讯", *(line for brief in briefs for line in brief)]))
    assert [each.headline for each in found.articles] == [title[1:] for title, _ in briefs]
    assert [each.bylines for each in found.articles] == [(), ("周小舸",), (), ()]
    assert {each.section for each in found.articles} == {"简讯"}


def test_a_pen_name_under_a_title():
    text = "\n\n".join([COTTON.headline, "风无尘", *COTTON.paragraphs, article(HYDROGEN)])
    assert split_page(text).articles[0].bylines == ("风无尘",)
