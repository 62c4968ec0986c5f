"""Bylines and leads of the house styles are read, and sentences about reporters are not."""

from __future__ import annotations

import pytest
from page_material import CHARGING, COTTON, article, right

from reader.pages import bylines, leads, split_page


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 胡静 □ 周露楠 范明朋", ("胡静", "周露楠", "范明朋")),
        ("本报记者张三", ("张三",)),
        ("■ 本报记者 宫羽 谷雨声", ("宫羽", "谷雨声")),
        ("文/柳砚清 图/高原", ("柳砚清", "高原")),
        ("（本报记者 泽云生 实习生 苇小白）", ("泽云生", "苇小白")),
        ("本报 记者 晏如是", ("晏如是",)),
        ("本报记者 王 薛滔", ("王薛滔",)),
        ("本报记者 李　明 王小丽", ("李明", "王小丽")),
        ("主持人：本报记者 程听雪", ("程听雪",)),
        ("本報記者 陳嘉禾", ("陳嘉禾",)),
        ("本报评论员", ("本报评论员",)),
        ("记者 张三 通讯员 李四 王五 文/图", ("张三", "李四", "王五")),
        ("本报驻美国记者 张三", ("张三",)),
        ("本报驻布宜诺斯艾利斯记者 张三", ("张三",)),
        ("新华社赴南极特派记者 张三", ("张三",)),
        ("江岸商业研究所", ("江岸商业研究所",)),
        ("记者/林小满 编辑/何一苇", ("林小满", "何一苇")),
        ("采写：江岸晚报记者 林小满", ("林小满",)),
        ("口述：何一苇 整理：林小满", ("何一苇", "林小满")),
        ("江岸日报·江岸网记者 林小满", ("林小满",)),
        ("［英］约翰·怀特 林小满 译", ("约翰·怀特", "林小满")),
        ("林小满 文并摄", ("林小满",)),
        ("記者 林小滿／高雄報導", ("林小滿",)),
        ("（林小满）", ("林小满",)),
        ("（林小满 何苇）", ("林小满", "何苇")),
        ("湖北黄冈 林小满", ("林小满",)),
        ("（据新华社）", ()),
        ("林小满（江岸大学）", ("林小满",)),
        ("江岸大学教授 林小满", ("林小满",)),
        ("撰文丨林小满", ("林小满",)),
        ("（本报记者林小满、何苇参与采写）", ("林小满", "何苇")),
        ("■本报评论员", ("本报评论员",)),
        ("本报首席评论员 林小满", ("林小满",)),
        ("文·林 满", ("林满",)),
        ("文·林小满　图·何一苇", ("林小满", "何一苇")),
        ("林小满（退休教師／江岸市）", ("林小满",)),
        ("林　满（湖北黄冈）", ("林满",)),
        ("記者林小文／江岸報導", ("林小文",)),
        ("本报记者 林小文/图", ("林小",)),
        ("林小满 发自江岸", ("林小满",)),
        ("特派记者林小满发自江岸", ("林小满",)),
        ("編譯林小滿／綜合外電", ("林小滿",)),
        ("（记者皮皮）（实习生丁丁）", ("皮皮", "丁丁")),
        ("林小满口述 何一苇整理", ("林小满", "何一苇")),
        ("（林小满 据外媒报道）", ("林小满",)),
        ("[美]约瑟夫·怀特", ("约瑟夫·怀特",)),
        ("作者：约瑟夫·E.怀特", ("约瑟夫·E.怀特",)),
        ("江岸一中高二（3）班 林小满", ("林小满",)),
        ("□ 江岸一中 林小满", ("林小满",)),
        ("江岸区农技站供稿", ("江岸区农技站",)),
        ("江岸日报评论员 林小满", ("林小满",)),
        ("全国棉花标准化工作组成员 林小满", ("林小满",)),
        ("（后勤保障部）", ("后勤保障部",)),
        ("江都记者 林小满", ("林小满",)),
        ("综合新华社报道", ()),
        ("本报综合", ()),
    ],
)
def test_names(line: str, names: tuple[str, ...]):
    read = bylines.byline(line)
    assert read is not None and read.names == names


@pytest.mark.parametrize(
    "line",
    [
        "记者离开时，天已",
        "记者：您做了20年仿真",
        "编辑部的故事",
        "怎么用药",
        "记者：有人说，这条路走不通",
        "老仓库变成了会客厅",
        "今天的记者会开得很长。",
        "记者在现场看到，车间里一片忙碌。",
        "作者的话要听",
    ],
)
def test_sentences_are_no_bylines(line: str):
    read = bylines.byline(line)
    assert read is None or read.sure < 0.7


def test_a_note_on_the_author_names_nobody():
    read = bylines.byline("（作者单位：江岸商业研究所）")
    assert read is not None and read.note and read.names == ()


@pytest.mark.parametrize(
    ("text", "dateline", "names"),
    [
        ("本报讯（记者 王薛滔）9月25日，论坛举行。", "本报讯", ("王薛滔",)),
        ("本报北京5月14日电 （记者张三、李四）近日，", "本报北京5月14日电", ("张三", "李四")),
        ("本报讯 记者慕容川报道：入冬以后，", "本报讯", ("慕容川",)),
        ("新华社柏林4月8日电(记者 单于飞)德国", "新华社柏林4月8日电", ("单于飞",)),
        ("（记者 张三）今年以来", None, ("张三",)),
    ],
)
def test_leads(text: str, dateline: str | None, names: tuple[str, ...]):
    read = leads.lead(text)
    assert read is not None and (read.dateline, read.names) == (dateline, names)


@pytest.mark.parametrize("text", ["新华社记者看到，车间里一片忙碌。", "本报记者在现场看到，", "本报今年创刊四十周年。"])
def test_sentences_are_no_leads(text: str):
    read = leads.lead(text)
    assert read is None or not read.names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江岸晚报讯（记者 林小满）昨天", ("林小满",)),
        ("讯（记者林小满 通讯员何苇）昨天", ("林小满", "何苇")),
        ("【本报讯】记者林小满报道：昨天", ("林小满",)),
        ("〔記者林小滿／台北報導〕昨天", ("林小滿",)),
        ("【記者林小滿台北報導】昨天", ("林小滿",)),
        ("本报武汉9月1日电 （记者林小满、何苇）昨天", ("林小满", "何苇")),
        ("【本报综合报道】昨天", ()),
    ],
)
def test_leads_of_other_houses(text: str, names: tuple[str, ...]):
    read = leads.lead(text)
    assert read is not None and read.names == names


def test_a_message_about_reporters_is_no_lead():
    assert leads.lead("通讯（记者说）没有按时送到。") is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报学生记者 宋鹿鸣 柳谭", ("宋鹿鸣", "柳谭")),
        ("本报驻站摄影记者 何苇", ("何苇",)),
        ("融媒记者 林小满 青年通讯员 何苇", ("林小满", "何苇")),
        ("（市渔业协会）", ("市渔业协会",)),
        ("(县住建局)", ("县住建局",)),
        ("（校团委）", ("校团委",)),
    ],
)
def test_writers_of_every_quality_and_bodies_in_brackets(line: str, names: tuple[str, ...]):
    read = bylines.byline(line)
    assert read is not None and read.names == names and read.sure >= 0.9


@pytest.mark.parametrize("line", ["小记者们来了", "社会新闻", "（据市气象台消息）"])
def test_what_only_begins_like_a_writer(line: str):
    read = bylines.byline(line)
    assert read is None or not read.names or read.sure < 0.5


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者 顾晨 Peter Lin", ("顾晨", "Peter Lin")),
        ("本報記者 葉頌文 攝影 陸景", ("葉頌文", "陸景")),
        ("本报记者 王磊文/图", ("王磊",)),
        ("特约撰述 林以宁", ("林以宁",)),
    ],
)
def test_names_are_whole(line: str, names: tuple[str, ...]):
    read = bylines.byline(line)
    assert read is not None and read.names == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("他笑着说。（江岸晚报记者 岳小禾）", ("岳小禾",)),
        ("展览到九月底结束。（市文化馆）", ("市文化馆",)),
        ("展览到九月底结束。（团 委）", ("团委",)),
        ("他笑着说。（江岸新闻客户端记者岳小禾 通讯员 石长青）", ("岳小禾", "石长青")),
    ],
)
def test_an_end_note_of_a_paper_or_a_body(text: str, names: tuple[str, ...]):
    found = leads.end_note(text)
    assert found is not None and found[0] == names
    assert text.endswith(found[1]) and found[1][0] == "（"


@pytest.mark.parametrize("note", ["（本报里斯本8月7日电）", "（新华社北京5月3日专电）", "（完）"])
def test_where_a_dispatch_was_filed_closes_it(note: str):
    read = bylines.byline(note)
    assert read is not None and read.note and read.names == ()
    assert leads.closes(f"展览将持续到秋天。{note}")
    assert not leads.closes(f"展览{note}")
    right(split_page("\n\n".join([article(COTTON), note, article(CHARGING)])), COTTON, CHARGING)


@pytest.mark.parametrize("line", ["【本报讯】", "（下午来电）", "（本报发电）机组"])
def test_no_place_of_filing(line: str):
    read = bylines.byline(line)
    assert read is None or not read.note


@pytest.mark.parametrize("text", ["他笑着说。（笑声）", "他说，这是第一步。（下略）", "他说（市文化馆）"])
def test_brackets_that_sign_nothing(text: str):
    assert leads.end_note(text) is None
