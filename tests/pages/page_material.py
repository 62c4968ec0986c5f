"""Articles made up for the tests of pages, and the damages that layout and extraction do to them."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import Article, Page


@dataclass(frozen=True)
class Piece:
    """An article as it should come out: everything in it is invented."""

    headline: str
    paragraphs: tuple[str, ...]
    byline: str = ""
    names: tuple[str, ...] = ()


HYDROGEN = Piece(
    "千公里级输氢管道进入试运行阶段",
    (
        "本报北京3月2日电（记者陈嘉禾、李若溪）一条千公里级纯氢长输管道近日进入试运行阶段。管道起自内蒙古乌兰察布，途经河北，终点在北京房山，全长1145公里，一期运力每年10万吨。",
        "“氢气分子小、渗透性强，对管材和焊接的要求远高于天然气管道。”项目总工程师顾维桢介绍，管道用的钢材由三家钢厂联合研制，累计完成焊口9.6万道，一次合格率达到98.7%。",
        "据测算，管道满负荷运行后，输氢成本约为公路运输的三分之一，每年可替代标准煤约40万吨。下一步，有关部门将制定氢能储运标准，推动跨区域管道建设。",
    ),
    names=("陈嘉禾", "李若溪"),
)
COTTON = Piece(
    "智能采棉机开进玛纳斯河畔",
    (
        "十月的玛纳斯河畔，棉田一望无际。轰鸣声中，六台大型采棉机一字排开，雪白的棉花被吸进机舱，打成圆柱形的棉包，落在田埂上。",
        "“以前拾花全靠人，三百亩地要请二十多个人，忙上一个半月。”棉农马占魁掰着指头算账，如今一台采棉机一天能采三百亩，每亩成本从六百元降到一百八十元。",
        "机采棉曾经因为含杂高、纤维短被纺织企业嫌弃。当地农技推广站与种业公司合作，选育出三个适合机采的新品种，棉花吐絮集中，衣分率提高了一点五个百分点。",
        "玛纳斯县今年种植棉花96万亩，机采率达到97%。棉农们盘算着，明年把播种和打药也交给机器。",
    ),
    byline="本报记者 阿依古丽 赵北川",
    names=("阿依古丽", "赵北川"),
)
CHARGING = Piece(
    "老旧小区加装充电桩难在哪儿",
    (
        "“车买得起，电却充不上。”家住朝阳区一个老旧小区的赵女士去年换了新能源汽车，没想到申请私人充电桩前后跑了五趟，至今没有装上。",
        "记者走访发现，老旧小区加装充电桩普遍面临三道坎：电力容量不足、固定车位稀缺、邻里意见不一。",
        "“小区变压器是上世纪九十年代的，夏天空调一开就跳闸。”物业经理何文斌坦言，增容一次要花七八十万元，这笔钱谁来出，至今没有定论。",
        "受访专家建议，由专业运营商统一建设、统一管理充电桩，居民按需付费；同时把充电设施纳入小区改造，与道路、管线同步施工。",
    ),
    byline="■本报记者 韩一舟",
    names=("韩一舟",),
)
MUSEUM = Piece(
    "园林博物馆推出数字花展",
    (
        "城南的园林博物馆日前推出数字花展，观众用手机即可“走进”三座花园，欣赏牡丹、海棠和古柏的四季变化。",
        "花展筹备了两年，采集高清影像3.2万张，对128株古树进行三维建模。策展人叶澜生说，数字技术让那些无法搬进展厅的花木，也能够被看见。",
        "记者体验时看到，点击一株树龄三百余年的楸树，屏幕上便会弹出古代画家笔下的同一株树，古今对照，妙趣横生。",
    ),
    byline="□ 苏明远",
    names=("苏明远",),
)
SCHOOL = Piece(
    "三部门排查校园食品安全",
    (
        "本报讯（记者 林知夏）三部门近日联合部署校园食品安全排查，重点检查学校食堂、承包经营企业和校外供餐单位。",
        "排查将持续到今年年底，对群众反映强烈的食材采购、加工制作、餐具消毒等问题逐校检查，发现违法行为从严处罚。",
    ),
    names=("林知夏",),
)
RAIL = Piece(
    "全国铁路实行新的列车运行图",
    (
        "本报讯（记者 周亦然）1月5日零时起，全国铁路实行新的列车运行图，安排旅客列车13028列，较调图前增加230列；"
        "开行货物列车22859列。",
        "新图实施后，几条干线的运力进一步提升，多个城市间旅行时间压缩。铁路部门提醒，旅客出行前可以先查询车次。",
    ),
    names=("周亦然",),
)
CART = Piece(
    "“小巷菜篮”让老街坊少走三里路",
    (
        "每天早上六点半，一辆绿色的电动三轮车准时停在巷口。车厢打开，茄子、莴苣、豆腐和活鱼码得整整齐齐，街坊们拎着布袋围上来，不到一个小时，车就空了。",
        "这条老街巷窄坡陡，离最近的菜场有一公里半。过去，七十多岁的万婆婆买一趟菜要歇三回。去年底，社区与一家生鲜企业合作，把菜送到巷口，取名“小巷菜篮”。",
        "“价钱跟菜场差不多，还能赊账。”万婆婆笑着说。半年来，三轮车由一辆增加到四辆，累计服务街坊2.1万人次。",
    ),
    byline="本报记者 卓小满",
    names=("卓小满",),
)


def page(*pieces: Piece, between: str = "\n\n") -> str:
    """The articles one after another, each with headline, byline and paragraphs."""
    return between.join(article(piece, between=between) for piece in pieces)


def article(piece: Piece, *, between: str = "\n\n") -> str:
    lines = [piece.headline, *([piece.byline] if piece.byline else []), *piece.paragraphs]
    return between.join(lines)


def wrapped(text: str, width: int, *, indent: str = "") -> str:
    """``text`` broken hard after every ``width`` characters, the first line with ``indent``."""
    text = indent + text
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def wrapped_article(piece: Piece, width: int, *, indent: str = "", between: str = "\n\n") -> str:
    lines = [wrapped(piece.headline, width), *([piece.byline] if piece.byline else [])]
    return between.join([*lines, *(wrapped(text, width, indent=indent) for text in piece.paragraphs)])


def bare(text: str) -> str:
    return "".join(text.split())


def same(found: Article, wanted: Piece) -> bool:
    """Whether the article came out right: headline, names and every paragraph, blanks aside."""
    return (
        bare(found.headline) == bare(wanted.headline)
        and found.bylines == wanted.names
        and [bare(text) for text in found.paragraphs] == [bare(text) for text in wanted.paragraphs]
    )


def told(page: Page) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """What came out, short, for the message of a failing test."""
    return [
        (found.headline, found.bylines, [f"{text[:12]}…{text[-6:]}" for text in found.paragraphs])
        for found in page.articles
    ]


def right(page: Page, *wanted: Piece) -> None:
    """Fail unless the page's articles are just ``wanted``, in order, and nothing of the raw page is lost."""
    assert "".join(page.text[part.start : part.end] for part in page.parts) == page.text
    assert len(page.articles) == len(wanted), told(page)
    for found, piece in zip(page.articles, wanted, strict=True):
        assert same(found, piece), told(page)
