"""What stands beside articles on newspaper pages, form by form: it is set aside, and the articles come out whole."""

from __future__ import annotations

import pytest
from page_material import CART, COTTON, HYDROGEN, SCHOOL, Piece, article, bare, right, told, wrapped_article

from reader.pages import split_page

HEADERS = [
    "第A05版:都市圈 2026-03-12 星期四",
    "A5｜社会新闻｜江岸晚报",
    "江岸侨讯 Nouvelles du Fleuve 2026年3月12日 总2883期 13",
    "○五 要闻 二〇二六年三月十二日 星期四",
    "● 2026年3月12日 ●星期四 ●第5版",
    "今日8版 第12345期 江岸日报社出版 http://www.jarb.example",
    "5版 时政要闻 责任编辑/刘一 版式/赵二 校对/钱三",
    "江岸日报 JIANG'AN DAILY",
    "第5页",
    "Thursday, March 12, 2026",
    "江 岸 晚 报　2026年3月12日　责编 刘一　A5",
    "江岸学刊　思想理论周刊　2O26年3月12日　星期四　1O版",
    "江岸日报　　第五版　　特别报道　　2026年3月12日　　星期四",
    "丙午年正月廿四 今日多云 10℃～18℃",
]
CAPTIONS = [
    "△ 图：采棉机在田间作业。",
    "图①：采棉机进地。图②：棉包装车。",
    "采棉机在田间作业。 本报记者 赵 北摄",
    "采棉机在田间作业。摄影/赵北川",
    "采棉机在田间作业（航拍）。",
    "↑ 采棉机在田间作业。",
    "（赵北川 绘）",
    "图/受访者提供",
    "CFP供图",
    "漫画/赵北川",
]
ASIDE = [
    "■■■■■",
    "＝＝＝＝＝＝＝＝",
    "┌──────────┐",
    "————————",
    "◆ ◆ ◆",
    "………………",
    "▶导读　两部门部署防火　　　　６版",
    "两部门部署防火……………6版",
    "②版 两部门部署防火",
    "两部门部署防火(A06)",
    ">>>详细报道见A06版",
    "来信请寄：江岸市0000信箱　邮编：100000　零售每份1.80元",
    "订阅热线：11185 全国各地邮局均可订阅",
    "扫一扫 看视频",
    "未经许可 请勿转载",
    "声明：本版文章仅代表作者观点，不构成投资建议",
    "一审：刘一 二审：赵二 三审：钱三",
    "征文启事：“我家的老照片”征文即日开始，来稿请发 fukan@jianganbao.example，字数2000以内，优稿优酬。",
    "读者服务专线（00）000-0000 分机六 传真（00）000-0001",
    "讀者服務專線 0000-000000 分機六",
    "本版观点仅供参考　股市有风险　投资须谨慎",
    "惠民贷 · 最快当天到账 · 详询江岸就近网点",
    "B3版▷证券",
    "高价收购旧书 · 老邮票 · 老家具 · 上门看货",
    "减资公告 江岸某某公司经股东会决定注册资本由100万元减至10万元，请债权人45日内申报债权。",
]


@pytest.mark.parametrize("line", HEADERS)
def test_headers_at_the_head_of_a_page_and_inside_a_paragraph(line: str):
    right(split_page("\n\n".join([line, article(COTTON), article(SCHOOL)])), COTTON, SCHOOL)
    right(split_page("\n\n".join([line, interrupted(line), article(SCHOOL)])), COTTON, SCHOOL)


@pytest.mark.parametrize("line", [*CAPTIONS, *ASIDE])
def test_captions_rules_indexes_and_notices(line: str):
    right(split_page("\n\n".join([interrupted(line), article(SCHOOL)])), COTTON, SCHOOL)
    right(split_page("\n\n".join([article(COTTON), line, article(SCHOOL)])), COTTON, SCHOOL)


@pytest.mark.parametrize("mark", ["'", "°", "|", "~", "i", "*", "`", "^", "丶", ". .", "<"])
def test_specks_of_a_scan(mark: str):
    right(split_page("\n\n".join([mark, interrupted(mark), mark, article(SCHOOL), mark])), COTTON, SCHOOL)
    lines = wrapped_article(COTTON, 18, indent="　　", between="\n").split("\n")
    text = "\n".join([*lines[:8], mark, *lines[8:], mark, wrapped_article(SCHOOL, 18, indent="　　", between="\n")])
    right(split_page(text), COTTON, SCHOOL)


@pytest.mark.parametrize("mark", ["，", "：", "、", "？"])
def test_marks_behind_a_whole_sentence_are_specks(mark: str):
    right(split_page("\n\n".join([article(COTTON), mark, article(SCHOOL), mark])), COTTON, SCHOOL)


def test_a_full_stop_on_a_line_of_its_own_ends_the_sentence():
    first = COTTON.paragraphs[0]
    text = "\n".join([COTTON.headline, COTTON.byline, first[:-1], "。", *COTTON.paragraphs[1:]])
    right(split_page(text), COTTON)


MASTHEADS = [
    ["江岸日报", "JIANG'AN RIBAO", "2026年3月", "12", "星期四", "农历丙午年正月廿四", "第12345期　今日八版"],
    ["A8", "地方新闻", "江岸日報", "中華民國一一五年三月十二日／星期四"],
    ["副 刊", "江岸早报 丙午年正月廿四", "第 1 5 3 期"],
    ["2026/3/12 公司与市场", "江岸证券导刊", "B3"],
    ["中共江岸市委机关报　江岸日报社出版", "江岸日报", "2026年3月12日 星期四"],
    ["江岸日报", "第05版", "国内统一连续出版物号 CN 00-0001", "中共江岸市委主管　江岸日报社主办"],
]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("lines", MASTHEADS)
def test_mastheads_of_many_lines(lines: list[str], between: str):
    found = split_page("\n\n".join([between.join(lines), article(COTTON), article(SCHOOL)]))
    right(found, COTTON, SCHOOL)
    assert [each.section for each in found.articles] == [None, None]


def test_no_headline_belongs_to_the_masthead():
    found = split_page("江岸日报\n2026年3月\n12\n\n棉田\n\n" + article(COTTON) + "\n\n第3版")
    assert [each.section or each.kicker for each in found.articles] == ["棉田"]


def interrupted(line: str) -> str:
    """COTTON with ``line`` in the middle of its second paragraph."""
    second = COTTON.paragraphs[1]
    parts = [
        COTTON.headline,
        COTTON.byline,
        COTTON.paragraphs[0],
        second[:43],
        line,
        second[43:],
        *COTTON.paragraphs[2:],
    ]
    return "\n\n".join(parts)


def test_the_paper_is_known_by_its_name_from_the_header():
    header = "新江岸　2026年3月12日　星期四　第3版"
    right(split_page("\n\n".join([header, interrupted("新江岸"), article(SCHOOL)])), COTTON, SCHOOL)


def test_a_folio_glued_to_a_headline_and_into_a_line():
    first = COTTON.paragraphs[0]
    text = "\n\n".join([COTTON.headline + "7", COTTON.byline, *COTTON.paragraphs, article(SCHOOL)])
    right(split_page("江岸晚报 2026年3月12日 第7版\n\n" + text), COTTON, SCHOOL)
    text = "\n\n".join([COTTON.headline, COTTON.byline, first[:20] + "A12" + first[20:], *COTTON.paragraphs[1:]])
    right(split_page("江岸晚报 2026年3月12日 A12\n\n" + text), COTTON)


def test_numbers_that_are_no_folios_stay():
    school = Piece(
        SCHOOL.headline, (SCHOOL.paragraphs[0], "全市7所学校排在前7，其中3所在A7区7楼。"), names=SCHOOL.names
    )
    right(split_page("江岸晚报 2026年3月12日 第7版\n\n" + article(school)), school)


def test_a_caption_inside_a_line():
    second = COTTON.paragraphs[1]
    glued = second[:43] + "图为采棉机在田间作业。本报记者 赵北川 摄" + second[43:]
    found = split_page(
        "\n\n".join([COTTON.headline, COTTON.byline, COTTON.paragraphs[0], glued, *COTTON.paragraphs[2:]])
    )
    right(found, COTTON)
    assert [piece.text for piece in found.furniture] == ["图为采棉机在田间作业。本报记者 赵北川 摄"]


LABELS = [
    ("▌民生", "民生"),
    ("▼最新发现", "最新发现"),
    ("◎深一度", "深一度"),
    ("☆田埂诗会☆", "田埂诗会"),
    ("『三农』", "三农"),
    ("／民生／", "民生"),
    ("民生·关注", "民生·关注"),
    ("“三农”视点", "“三农”视点"),
    ("◆记者调查·乡村", "记者调查·乡村"),
    ("（三农观察）", "三农观察"),
    ("社区漫议：", "社区漫议"),
    ("“我家的灯”征文选登", "“我家的灯”征文选登"),
    ("一周调查", "一周调查"),
    ("专家观点", "专家观点"),
    ("§街坊信箱§", "街坊信箱"),
    ("文化万象", "文化万象"),
]


@pytest.mark.parametrize(("line", "label"), LABELS)
def test_labels_in_every_dress(line: str, label: str):
    found = split_page("\n\n".join([article(COTTON), line, article(HYDROGEN)]))
    right(found, COTTON, HYDROGEN)
    assert [each.section for each in found.articles] == [None, label]


def test_the_weather_is_an_article_of_a_line_a_day():
    weather = Piece("天气预测", ("今日：大致多云，有几阵骤雨 23至29度 湿度70%至95%", "明日：部分时间有阳光 24至31度"))
    page = split_page("\n\n".join([article(COTTON), article(weather), article(SCHOOL)]))
    right(page, COTTON, weather, SCHOOL)


def test_a_label_with_a_colon_over_a_text_is_the_texts_own():
    cotton = Piece(
        COTTON.headline, (*COTTON.paragraphs[:2], "专家点评：", *COTTON.paragraphs[2:]), COTTON.byline, COTTON.names
    )
    right(split_page(article(cotton) + "\n\n" + article(SCHOOL)), cotton, SCHOOL)


BYLINES = [
    ("□本报记者 李明 实习生 王磊 文/摄", ("李明", "王磊")),
    ("[美]约翰·史密斯 著 李明 译", ("约翰·史密斯", "李明")),
    ("《江岸晚报》记者 李明", ("李明",)),
    ("江岸晚报全媒体记者 李明 摄影报道", ("李明",)),
    ("江岸青年报·江青在线记者 李明", ("李明",)),
    ("李明 本报记者", ("李明",)),
    ("杨 柳 （市委党校副教授）", ("杨柳",)),
    ("李明 （作者系江岸大学教授）", ("李明",)),
    ("江岸大学新闻学院 李明 王磊", ("李明", "王磊")),
    ("江夏读者 老柳", ("老柳",)),
    ("主讲人：李明", ("李明",)),
]


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_bylines_under_a_headline(line: str, names: tuple[str, ...]):
    piece = Piece(COTTON.headline, COTTON.paragraphs, line, names)
    right(split_page("\n\n".join([article(CART), article(piece)])), CART, piece)


NOTES = [
    ("（江岸市人民医院 李明）", ("李明",)),
    ("（李明 口述 王磊 整理）", ("李明", "王磊")),
    ("（李明 荐）", ("李明",)),
    ("——李明", ("李明",)),
    ("（作者系江岸大学教授；本文为省社科基金项目〔00ABC000〕阶段性成果）", ()),
    ("（本文有删节）", ()),
    ("作者简介：李明，江岸大学教授。", ()),
]


@pytest.mark.parametrize(("line", "names"), NOTES)
def test_signatures_and_notes_behind_an_article(line: str, names: tuple[str, ...]):
    piece = Piece(COTTON.headline, COTTON.paragraphs, "", names)
    right(split_page("\n\n".join([COTTON.headline, *COTTON.paragraphs, line, article(CART)])), piece, CART)


def test_a_lead_with_its_place_and_a_name_that_ends_like_a_credit():
    piece = Piece(
        "唐人街巡逻队交出首月答卷",
        ("本报巴黎讯 特约记者葛拉图报道：由十一个侨团发起的志愿巡逻队近日交出首月答卷，扒窃报案比上月少了四十起。",),
        names=("葛拉图",),
    )
    right(split_page("\n\n".join([article(piece), article(CART)])), piece, CART)


WEATHER = Piece(
    "今明两天",
    (
        "今天 大雨转中雨 偏南风3～4级 25℃～29℃",
        "明天 阵雨转多云 偏南风2～3级 26℃～32℃",
        "东城 26～30 大雨　西城 25～29 大雨　南湖 25～31 中雨　北塘 24～29 暴雨",
    ),
)
RESULTS = Piece(
    "第七轮战报",
    (
        "江岸 1∶0 澄江　进球：63' 罗一（点球）",
        "东湖 2∶2 西岭　进球：11'、57' 仇二／40' 乔三　89' 费四",
        "南浦 0∶3 北塘　进球：8' 梅五　33'（乌龙）　71' 谷六",
    ),
)
PRICES = Piece("今日菜价", ("大白菜 1.20元/斤", "西红柿 3.5元/斤", "五花肉 14.8元/斤", "草鱼 8元/斤"))
STANDINGS = Piece("积分榜", ("名次 球队 场次 积分", "1　江岸　26　56", "2　东湖队　26　52", "12　澄江　26　30"))


MEDALS = Piece("奖牌榜", ("代表团 金 银 铜 总", "江岸市 12 8 15 35", "东湖区 10 9 7 26", "西岭县 4 6 11 21"))
PROGRAMME = Piece("今日节目", ("08:00 早间新闻", "09:30 动物世界", "12:00 午间新闻", "19:35 电视剧：远山（5、6集）"))
FAIRS = Piece(
    "招聘会时间表",
    ("时间　地点　主题", "3月5日　人才市场　春风行动", "3月8日　体育馆　女性专场", "3月15日　学院　毕业生专场"),
)
PRIZES = Piece("获奖名单", ("一等奖：马三春 李四海", "二等奖：王五一 赵六安 孙七巧", "三等奖：周八斤 吴九思 郑十全"))
NEWS = Piece("十件大事", ("1.老桥加固完工", "2.夜市搬进新址", "3.医保卡全省通用", "4.江豚重回河口"))
BOOKS = Piece("新书排行", ("《远山》 罗一著", "《河口》 乔三著", "《灯下》 梅五著"))
TABLES = [WEATHER, RESULTS, PRICES, STANDINGS, MEDALS, PROGRAMME, FAIRS, PRIZES, NEWS, BOOKS]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.headline)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_the_rows_of_a_table_are_lines_of_one_article(table: Piece, between: str):
    text = between.join(article(piece, between=between) for piece in (COTTON, table, SCHOOL))
    right(split_page(text), COTTON, table, SCHOOL)


def test_a_table_on_a_wrapped_page():
    texts = [wrapped_article(piece, 18, indent="\u3000\u3000", between="\n") for piece in (COTTON, SCHOOL)]
    right(split_page("\n".join([texts[0], article(MEDALS, between="\n"), texts[1]])), COTTON, MEDALS, SCHOOL)


def test_a_box_drawn_in_the_middle_of_a_text():
    box = Piece(
        "衣分率", ("衣分率是皮棉的重量占籽棉重量的百分比，是衡量棉花品种好坏的一项指标，一般在三成半到四成二之间。",)
    )
    lines = [
        *(COTTON.headline, COTTON.byline, *COTTON.paragraphs[:2]),
        *("┌────────┐", "■名词解释", box.headline, *box.paragraphs, "└────────┘"),
        *(*COTTON.paragraphs[2:], article(SCHOOL)),
    ]
    found = split_page("\n\n".join(lines))
    right(found, COTTON, SCHOOL, box)
    assert [each.section for each in found.articles] == [None, None, "名词解释"]


def test_the_sides_of_a_box_are_no_text():
    rows = []
    for paragraph in CART.paragraphs:
        printed = "\u3000\u3000" + paragraph
        rows += [printed[i : i + 14].ljust(14, "\u3000") for i in range(0, len(printed), 14)]
    box = "\n".join(f"│{row}│" for row in rows)
    right(split_page("\n".join([article(SCHOOL), "", CART.headline, CART.byline, box])), SCHOOL, CART)


def test_verse_with_its_title_and_name_below():
    lines = ["秋天把稻子交给镰刀", "也把我交给田埂", "水一寸一寸退", "退到船底以下", "母亲喊我的小名", "湖面起了涟漪"]
    found = split_page("\n".join([article(SCHOOL, between="\n"), "☆田埂诗会☆", *lines, "秋 汛", "□臧青蒲"]))
    poem = found.articles[-1]
    assert (bare(poem.headline), poem.section, poem.bylines) == ("秋汛", "田埂诗会", ("臧青蒲",)), told(found)
    assert list(poem.paragraphs) == lines


POEMS = [
    Piece(
        "秋汛",
        ("芦花把头低下来", "像祖父听完一段戏", "水一寸一寸退", "退到船底以下", "母亲在岸上喊我"),
        "臧青蒲",
        ("臧青蒲",),
    ),
    Piece(
        "七绝·夜渡",
        ("橹声摇碎一江秋，", "灯火渔家傍水流。", "借问归人何处宿，", "芦花深处有轻舟。"),
        "□梁半山",
        ("梁半山",),
    ),
]


@pytest.mark.parametrize("poem", POEMS, ids=lambda poem: poem.headline)
def test_poems_with_their_title_above(poem: Piece):
    right(split_page("\n".join([article(COTTON, between="\n"), article(poem, between="\n")])), COTTON, poem)


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
@pytest.mark.parametrize(
    "line",
    [
        "图为采棉机在田间作业。",
        "图①：采棉机进地。图②：棉包装车。",
        "上图：采棉机在雪白的棉田里采摘，\n身后是打成圆柱的棉包。赵北川 摄",
        "图片来源：江岸发布",
        "（赵北川 绘）",
        "采棉机在田间作业。摄影/赵北川",
        "━━━━━━━━",
        "两部门部署防火……………6版",
    ],
)
def test_what_stands_between_the_lines_of_a_wrapped_paragraph(line: str, indent: str):
    lines = wrapped_article(COTTON, 17, indent=indent, between="\n").split("\n")
    place = next(number for number, printed in enumerate(lines) if "占魁" in printed)
    text = "\n".join([*lines[:place], line, *lines[place:], wrapped_article(CART, 17, indent=indent, between="\n")])
    right(split_page(text), COTTON, CART)


@pytest.mark.parametrize("sign", ["》》", ">>", "＞", "＃", "→", "▍"])
def test_a_label_behind_any_pointing_sign_is_the_section(sign: str) -> None:
    page = split_page(
        f"{sign}域外走笔\n\n灯塔下的旧书摊\n\n林小满\n\n"
        "　　海边的灯塔脚下，每到周末就摆出一排旧书。摊主是个退休的船长，他说卖书只是借口。\n\n"
        "　　去年冬天，有个孩子买走了一本航海图，今年春天，他寄来一张明信片：我看见灯塔了。\n"
    )
    assert [(each.section, each.kicker, each.headline) for each in page.articles] == [
        ("域外走笔", None, "灯塔下的旧书摊")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "下期话题：小区里要不要装充电桩。来稿请发 yehua@example.com，每篇不超过三百字，请注明姓名和电话。",
        "来信来稿请寄江岸路8号副刊部，邮箱：fukan@example.com。",
        "【话题征集】：你身边的老店还好吗？欢迎来电 000-5550123。",
    ],
)
def test_what_asks_readers_to_write_is_no_paragraph(line: str) -> None:
    right(split_page("\n\n".join([article(COTTON), line, article(CART)])), COTTON, CART)


def test_a_sentence_about_letters_is_a_paragraph() -> None:
    told = "他每天拆信。来信来稿请寄副刊部，电话那头的老人总这样说，他一一记下，一记就是三十年，记满十四个本子。"
    page = split_page("\n\n".join([article(COTTON), told, article(CART)]))
    assert told in page.articles[0].paragraphs


_VOICES = (
    "河边的步道该不该亮灯\n\n"
    "一个走夜路的人：路灯一亮，心里就踏实。去年冬天下夜班，黑漆漆的河边只能一路小跑回家。\n\n"
    "养鸟的老周：白鹭夜里要睡觉。河滩的灯到九点就熄，人和鸟各得其所，没什么不好。\n\n"
    "下棋的老秦：装几盏低矮的地灯，照得见脚下，照不到树梢，两头都顾上了。"
)


@pytest.mark.parametrize("label", ["河边夜谈", "众说纷纭", "江岸社论", "晚报社论"])
def test_a_label_behind_a_note_on_the_author(label: str) -> None:
    noted = f"时评\n\n{article(COTTON)}\n\n（作者系农技员）"
    page = split_page("\n\n".join([noted, label, _VOICES, "随笔", article(CART)]))
    assert [each.section for each in page.articles] == ["时评", label, "随笔"]
    assert page.articles[1].headline == "河边的步道该不该亮灯"


def test_a_short_headline_is_no_label() -> None:
    signed = ["河边灯火", "本报记者 石长青", _VOICES.partition("\n\n")[2]]
    page = split_page("\n\n".join([f"时评\n\n{article(COTTON)}", "（作者系农技员）", *signed]))
    assert [(each.section, each.headline) for each in page.articles] == [("时评", COTTON.headline), (None, "河边灯火")]


@pytest.mark.parametrize("title", ["今日天气", "天气预报"])
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize(
    "rows",
    [
        ("晴转多云", "18℃～27℃", "北风4到5级转3级", "后天　小雨　15～21℃"),
        ("今天：阴，12至17度", "明天：小雨转阴，10至15度"),
        ("空气质量：优", "紫外线：弱　穿衣指数：外套", "无持续风向　微风"),
    ],
)
def test_a_box_with_the_weather_is_an_article_of_lines(title: str, indent: str, rows: tuple[str, ...]) -> None:
    cotton = article(COTTON, between="\n")
    box = "\n".join([title, *(indent + row for row in rows)])
    page = split_page("\n".join([cotton, box, article(CART, between="\n")]))
    right(page, COTTON, Piece(title, rows), CART)


@pytest.mark.parametrize("line", ["东风压倒西风", "气温回升两成", "晴天", "明天"])
def test_a_title_that_only_begins_like_the_weather(line: str) -> None:
    page = split_page("\n\n".join([article(COTTON), line, *article(CART).split("\n\n")[1:]]))
    assert [each.headline for each in page.articles] == [COTTON.headline, line]


@pytest.mark.parametrize("label", ["文化·体育", "城市/社会"])
def test_two_labels_under_the_papers_name_name_the_page(label: str) -> None:
    head = f"江岸晚报　7\n2026年3月12日 星期四\n{label}"
    page = split_page("\n".join([head, article(COTTON, between="\n"), article(CART, between="\n")]))
    right(page, COTTON, CART)
    assert page.articles[0].section is None


@pytest.mark.parametrize(
    "voice", ["周小舟（船工）：汛期能不能多开一班渡船？", "网友“河边一棵树”：旧船坞改成书屋行不行？"]
)
def test_a_readers_voice_is_no_title(voice: str) -> None:
    page = split_page("\n\n".join([article(COTTON), voice, "来论", article(CART)]))
    assert page.articles[0].paragraphs[-1] == voice
    assert [(each.headline, each.kicker) for each in page.articles] == [(COTTON.headline, None), (CART.headline, None)]


def test_a_table_whose_figures_stand_behind_words_in_their_cells() -> None:
    rows = (
        "青石机械　净利润3.2—3.6　同比增18%—33%",
        "白鹭食品　净利润1.05—1.20　扭亏为盈",
        "江岸港务　净亏损0.9—1.1　亏损收窄",
    )
    note, set_by = "数据来源：各公司公告", "制表：岳小禾"
    wrapped_text = wrapped_article(COTTON, 25, between="\n")
    table = Piece("三家公司全年业绩预告", (*rows, note), names=("岳小禾",))
    page = split_page("\n\n".join([wrapped_text, table.headline, *rows, note, set_by, wrapped_article(CART, 25)]))
    right(page, COTTON, table, CART)


@pytest.mark.parametrize(
    "line",
    [
        "失物招领：3月11日在18路公交车上拾到黑色双肩包一个，内有书本若干，请失主与车队联系。",
        "【寻物】：本人不慎遗失江岸大学学生证，证号20230117，声明作废。",
        "挂失：江岸区石记杂货店遗失公章一枚，特此登报。",
    ],
)
def test_what_somebody_lost_or_found_is_an_advertisement(line: str) -> None:
    page = split_page("\n".join([article(COTTON, between="\n"), line, article(CART, between="\n"), line]))
    right(page, COTTON, CART)
    assert [piece.kind for piece in page.furniture] == ["advert", "advert"]


@pytest.mark.parametrize("headline", ["寻亲：一条走了三十年的路", "声明：不是每一次退让都叫软弱"])
def test_a_headline_that_begins_like_a_notice(headline: str) -> None:
    page = split_page("\n\n".join([article(COTTON), headline, *article(CART).split("\n\n")[1:]]))
    assert page.articles[-1].headline == headline
