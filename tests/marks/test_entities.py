"""Names in texts and whole articles, as a reader of the paper would mark them. All people and events are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks import find_entities, mark
from reader.marks.entities import entity_rows
from reader.marks.entities import find_entities as find_with
from reader.marks.entities.lists import lists
from reader.marks.entities.own import own_names, own_stops
from reader.model import Article, Entity


@pytest.fixture(autouse=True)
def no_lists_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def names(text: str) -> list[str]:
    """text/KIND of each name."""
    return [f"{entity.text}/{entity.kind}" for entity in find_entities([text])[0]]


def one(text: str, said: str, nth: int = 0) -> Entity:
    return [entity for entity in find_entities([text])[0] if entity.text == said][nth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A place within the title of a work.
        ("电影《雅鲁藏布江边》上映。", ["雅鲁藏布江边/WORK"]),
        # People, and words that only look like one.
        ("律师慎思远回答读者来信。", ["慎思远/PER"]),
        ("通讯员 冷江月报道", ["冷江月/PER"]),
        ("本报记者 王 琦 李晓东 通讯员 马 骏", ["王 琦/PER", "李晓东/PER", "马 骏/PER"]),
        ("（记者 李　明、周　舟）", ["李　明/PER", "周　舟/PER"]),
        ("胡静之 □ 周露楠 范明朋", ["胡静之/PER", "周露楠/PER", "范明朋/PER"]),
        ("李　明 摄", ["李　明/PER"]),
        ("（江南网记者申 佳宁）（勉成 戚远平）", ["申 佳宁/PER", "勉成/PER", "戚远平/PER"]),
        ("责编：欧阳 一安", ["欧阳 一安/PER"]),
        ("江风习习，梁柱稳固，平安夜里，高温不退。", []),
        ("董事长周言家共进晚餐。", ["周言家/PER"]),
        ("买买提江说，喀什的阿布都拉江来了。", ["买买提江/PER", "喀什/LOC", "阿布都拉江/PER"]),
        ("日本边锋大野建人替补出场，主帅对大野赞不绝口。", ["日本/LOC", "大野建人/PER", "大野/PER"]),
        # Names written by their sound.
        ("布鲁塞尔正与华盛顿交涉。", ["布鲁塞尔/LOC", "华盛顿/LOC"]),
        ("法国摄影师让-雅克·莫兰和歌手凯-林德同台。", ["法国/LOC", "让-雅克·莫兰/PER", "凯-林德/PER"]),
        ("外长佩雷拉在西班牙萨莫拉参观。", ["佩雷拉/PER", "西班牙/LOC", "萨莫拉/LOC"]),
        ("波兰总统纳夫罗茨基否决法案。", ["波兰/LOC", "纳夫罗茨基/PER"]),
        ("埃斯彭·达伦到访，达伦说，黑海航运受阻。", ["埃斯彭·达伦/PER", "达伦/PER", "黑海/LOC"]),
        ("江主席会见了外宾。", ["江/PER"]),
        ("会议决定任命蓝天河为自然资源部部长。", ["蓝天河/PER", "自然资源部/ORG"]),
        ("洛桑次仁和达瓦卓嘎在牧场。", ["洛桑次仁/PER", "达瓦卓嘎/PER"]),
        ("会上，小泉进次郎没有发言。", ["小泉进次郎/PER"]),
        ("大学生信用卡仍可使用，教练教授皮划艇技巧。", []),
        ("湖边小镇萨利塔很安静。", ["萨利塔/LOC"]),
        ("作家乔治·W·贝克特和钢琴家伊万·索科洛夫同台。", ["乔治·W·贝克特/PER", "伊万·索科洛夫/PER"]),
        ("新疆的阿依努尔·买买提开了一家店。", ["新疆/LOC", "阿依努尔·买买提/PER"]),
        ("弗拉基米尔·彼得罗维奇·索科洛夫到访。", ["弗拉基米尔·彼得罗维奇·索科洛夫/PER"]),
        # People side by side, as lists lose their blanks.
        ("主任委员：赵志强钱伟王海李明华张震", ["赵志强/PER", "钱伟/PER", "王海/PER", "李明华/PER", "张震/PER"]),
        ("王海会见张震。", ["王海/PER", "张震/PER"]),
        ("会展中心里群贤毕至，高朋满座。", []),
        ("激活消费的“一池春水”。", []),
        ("出口额折合30亿雷亚尔，约占四成。", []),
        # Places.
        ("中美两国领导人通了电话。", ["中/LOC", "美/LOC"]),
        ("向港澳同胞致以问候。", ["港/LOC", "澳/LOC"]),
        ("京津冀地区的降水偏多。", ["京/LOC", "津/LOC", "冀/LOC"]),
        ("广东南部有大雨。", ["广东/LOC"]),
        ("案号为（2025）沪0999民初12号。", []),
        ("中方与泰方举行会谈。", ["中/LOC", "泰/LOC"]),
        ("外宾访华期间曾来沪考察。", ["华/LOC", "沪/LOC"]),
        ("他来日方长，后方医院已经建成。", []),
        ("中墨两国关系良好。", ["中/LOC", "墨/LOC"]),
        ("中亚的商人", ["中亚/LOC"]),
        ("台风“桦加沙”逼近珠海，刚果（金）来电慰问。", ["珠海/LOC", "刚果（金）/LOC"]),
        ("清远市英德一山塘溃口。", ["清远市/LOC", "英德/LOC"]),
        ("中俄蒙三国的学者", ["中/LOC", "俄/LOC", "蒙/LOC"]),
        ("八架苏-30编队起飞，洪水冲毁便桥三座。", []),
        ("西北风吹向西南方向。", []),
        ("海峡两岸关系协会致信两岸同胞，长江两岸花开了。", ["海峡两岸关系协会/ORG", "两岸/LOC", "长江/LOC"]),
        ("本报马赛6月15日电 游客登天安门观景。", ["马赛/LOC", "天安门/LOC"]),
        ("本报讯 昨日小雨。", []),
        ("华北有雨，大西北有风。", ["华北/LOC", "西北/LOC"]),
        ("深圳特区的居民", ["深圳特区/LOC"]),
        ("亚太地区的贸易", ["亚太/LOC"]),
        ("李家沱的豆花，程家坪的茶。", ["李家沱/LOC", "程家坪/LOC"]),
        ("黎明号归来，山东舰启航，门巴族的歌声响起。", []),
        ("鼓励台商投资，中德政府间的合作。", ["台/LOC", "中/LOC", "德/LOC"]),
        ("和田地区有雨，北京地区无雨。", ["和田地区/LOC", "北京/LOC"]),
        # Organisations.
        ("全国政协常委万家清走访社区。", ["全国政协/ORG", "万家清/PER"]),
        ("北京一家短视频公司起诉。", ["北京/LOC"]),
        ("高雄地检署传唤三人，中国驻宿务总领馆发出提醒。", ["高雄地检署/ORG", "中国驻宿务总领馆/ORG"]),
        ("以色列国防部长说，新加坡贸工部部长到访。", ["以色列国防部/ORG", "新加坡贸工部/ORG"]),
        ("学习党的十六大精神，十二大类商品降价。", ["十六大/ORG"]),
        ("北京时间今晨，辽宁舰归来。", []),
        ("硅谷公司裁员，三中卫阵型失灵。", ["硅谷/LOC"]),
        ("各县人民政府、农民协会和龙舟队到场。", []),
        ("辽宁男篮主场取胜，辽篮上赛季止步四强。", ["辽宁男篮/ORG", "辽篮/ORG"]),
        ("香港大学昨天公布结果，港大将设奖学金。", ["香港大学/ORG", "港大/ORG"]),
        ("中国青藤集团签约，青藤方面表示满意。", ["中国青藤集团/ORG", "青藤/ORG"]),
        ("日本缝制机械工业会秘书长上月到访。", ["日本缝制机械工业会/ORG"]),
        ("兰州水文站的流量平稳。", ["兰州水文站/ORG"]),
        ("中国队与日本队打平。", ["中国队/ORG", "日本队/ORG"]),
        ("近日，国家发展改革委会同财政部下达资金。", ["国家发展改革委/ORG", "财政部/ORG"]),
        ("第七巡回上诉法院维持原判。", ["第七巡回上诉法院/ORG"]),
        ("北京大学历史系的学生", ["北京大学历史系/ORG"]),
        ("支持中小银行和乡镇卫生院。", []),
        ("中国红十字会总会向南昌捐款。", ["中国红十字会总会/ORG", "南昌/LOC"]),
        ("香港消防处高级助理处长到场。", ["香港消防处/ORG"]),
        ("今天下午，市卫健委称将严查。", ["市卫健委/ORG"]),
        ("博物院迎来大日子，故宫博物院建院百年特展开幕。", ["故宫博物院/ORG"]),
        ("泰国政府与上海市政府商谈。", ["泰国/LOC", "上海市政府/ORG"]),
        ("中共江西省委书记到会，他不再兼任南昌市委书记。", ["中共江西省委/ORG", "南昌市委/ORG"]),
        ("市场监管局：成都市武侯区市场监管局联合青羊街道办检查。", ["成都市武侯区市场监管局/ORG", "青羊街道办/ORG"]),
        ("（中国钟表研究中心讯）昨日开馆。", ["中国钟表研究中心/ORG"]),
        ("青藤信息技术（上海）有限公司迁址。", ["青藤信息技术（上海）有限公司/ORG"]),
        ("白宫发言人说，客人在白宫过夜。", ["白宫/ORG", "白宫/LOC"]),
        (
            "中国科学院古脊椎动物与古人类研究所研究员来访。",
            ["中国科学院古脊椎动物与古人类研究所/ORG"],
        ),
        # Teams are where the sides of a match stand.
        ("湖人116比110险胜勇士。", ["湖人/ORG", "勇士/ORG"]),
        ("勇士们出发了，太阳升起。", []),
        ("皇家社会主场迎战巴尔托纳，大连英博2比1逆转。", ["皇家社会/ORG", "巴尔托纳/ORG", "大连英博/ORG"]),
        ("都灵客场三连败，卡塔尼亚vs都灵。", ["都灵/ORG", "卡塔尼亚/ORG", "都灵/ORG"]),
        ("海港队在虹口足球场2比2战平成都蓉城。", ["海港队/ORG", "虹口足球场/LOC", "成都蓉城/ORG"]),
        ("武汉战胜了洪水，深圳淘汰落后产能。", ["武汉/LOC", "深圳/LOC"]),
        ("爵士队输了，爵士下周再来。", ["爵士队/ORG", "爵士/ORG"]),
        ("云南省普洱市税务局发布通知。", ["云南省/LOC", "普洱市税务局/ORG"]),
        ("中国—东盟商务理事会成立。", ["中国—东盟商务理事会/ORG"]),
        ("他同意大利队和马里队都交过手。", ["意大利队/ORG", "马里队/ORG"]),
        ("秘鲁国会通过了法案。", ["秘鲁国会/ORG"]),
        ("普里马科夫与王海会面。", ["普里马科夫/PER", "王海/PER"]),
        ("一家国家级实验室，同时联合国家级平台。", []),
        # Works.
        ("审议通过《关于深入实施〈行动计划〉\n的意见》。", ["关于深入实施〈行动计划〉\n的意见/WORK"]),
        ("《人民日报》和《北京的春节》", ["人民日报/WORK", "北京的春节/WORK"]),
        ("他写下《未完的话，没有合上。", []),
        # Events.
        ("第九届全国运动会在南昌开幕。", ["第九届全国运动会/EVENT", "南昌/LOC"]),
        ("2025世界人工智能大会", ["世界人工智能大会/EVENT"]),
        ("以“携手”为主题的CISMA2025国际合作发展论坛在此举行。", ["CISMA2025国际合作发展论坛/EVENT"]),
        ("九一八事变和五四运动写进了教材。", ["九一八事变/EVENT", "五四运动/EVENT"]),
        ("他在中国发展高层论坛上发言。", ["中国发展高层论坛/EVENT"]),
        ("挪威网球公开赛开幕，平遥国际摄影大展落幕。", ["挪威网球公开赛/EVENT", "平遥国际摄影大展/EVENT"]),
        ("上合组织青岛峰会召开。", ["上合组织青岛峰会/EVENT"]),
        ("公司召开股东大会，职工代表大会随后举行。", []),
        # What the tagger cut in two, passed over or ran together, told by what stands around.
        ("董事会秘书祁长青透露了消息。", ["祁长青/PER"]),
        ("策展人米澜透露，铁匠祝长林的铺子关了，老师傅带着徒弟。", ["米澜/PER", "祝长林/PER"]),
        ("会议决定，祁海燕任长宁市委副书记。", ["祁海燕/PER", "长宁市委/ORG"]),
        ("法官钟澄三赴海岛，周言建凭小说获奖。", ["钟澄/PER", "周言建/PER"]),
        ("外援马丁·卡巴因累计黄牌停赛，车手波加达率先冲线。", ["马丁·卡巴/PER", "波加达/PER"]),
        ("牧民萨仁其其格放羊，阿依帕夏·买买提说。", ["萨仁其其格/PER", "阿依帕夏·买买提/PER"]),
        ("前锋托列诺则很安静。", ["托列诺/PER"]),
        ("丘清华说，萧一丰也来了。", ["丘清华/PER", "萧一丰/PER"]),
        ("伏特、安培、牛顿都是单位，牛顿说过。", ["牛顿/PER"]),
        # Places by their surroundings.
        (
            "湖南桃源的擂茶，贵州习水、织金、纳雍的路。",
            ["湖南/LOC", "桃源/LOC", "贵州/LOC", "习水/LOC", "织金/LOC", "纳雍/LOC"],
        ),
        ("青土河畔有人家，城隍庙街上卖糖人。", ["青土河/LOC", "城隍庙街/LOC"]),
        ("网友推介洛川苹果和安溪铁观音。", ["洛川/LOC", "安溪/LOC"]),
        ("都安瑶族自治县五只羊乡通车。", ["都安瑶族自治县/LOC", "五只羊乡/LOC"]),
        ("西乌珠尔苏木的草场，太行山区的路，贵州山区的路。", ["西乌珠尔苏木/LOC", "太行山区/LOC", "贵州/LOC"]),
        ("青年路东延长线通车，南极长城站迎来补给。", ["青年路/LOC", "南极/LOC", "长城站/LOC"]),
        ("北库兰斯克居民撤离。", ["北库兰斯克/LOC"]),
        ("要筑起一道“长城”，不要文山会海；他走了十里山路，七十国代表到会。", []),
        # Parties, teams, houses and national laboratories.
        ("日本公明党退出，社会党籍市长当选。", ["日本/LOC", "公明党/ORG", "社会党/ORG"]),
        ("北海大学隊力壓南山大學隊奪標，台山村队也赢了。", ["北海大学隊/ORG", "南山大學隊/ORG", "台山村队/ORG"]),
        ("東港區農會總幹事發言，民進黨立委王世賢質詢。", ["東港區農會/ORG", "民進黨/ORG", "王世賢/PER"]),
        ("武威市文化馆馆员到场，合肥市少年宫讲解员也来了。", ["武威市文化馆/ORG", "合肥市少年宫/ORG"]),
        ("国家粮食与营养实验室研究员说，要办好国家级实验室。", ["国家粮食与营养实验室/ORG"]),
        # Events by a short form of what the text names, in quotes, and leagues.
        ("第六届中国国际进口博览会闭幕，他说，进博会谈意向。", ["第六届中国国际进口博览会/EVENT", "进博会/EVENT"]),
        ("“石头记：古罗马文明大展”在上海博物馆开幕。", ["石头记：古罗马文明大展/EVENT", "上海博物馆/ORG"]),
        ("亚太经合组织青年论坛期间，英超联赛开打。", ["亚太经合组织青年论坛/EVENT", "英超联赛/EVENT"]),
        # Traditional characters: the printed ones are given back.
        ("日本央行行長植田和男說", ["日本央行/ORG", "植田和男/PER"]),
        ("聯合國秘書長古特雷斯在場。", ["聯合國/ORG", "古特雷斯/PER"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_roles_and_the_organisation_they_are_held_in() -> None:
    text = "中国服装协会专职副会长焦敬文，北京大学经济学院教授、国民经济研究中心主任苏见川，记者白露、王薛青到场。"
    assert (one(text, "焦敬文").role, one(text, "焦敬文").org) == ("专职副会长", "中国服装协会")
    assert (one(text, "苏见川").role, one(text, "苏见川").org) == ("主任", "国民经济研究中心")
    assert one(text, "王薛青").role == "记者"
    assert one("美国总统布里德到访。", "布里德").org == "美国"
    assert one("大湾村党总支书记赵秋明介绍说。", "赵秋明").org == "大湾村党总支"


ARTICLE = (
    "中国缝制机械协会理事长杨晓青梳理了成果。协会成员来自各地。\n"
    "杨理事长指出，转型不易；该协会将建立平台。晓青的看法得到认同，杨晓青又作了补充。\n"
    "中华钟表收藏研究会（以下简称“中钟会”）也派人来。中钟会会员众多，老杨感谢了他们。"
)


def test_short_mentions_are_linked_to_the_full_name() -> None:
    found = find_entities([ARTICLE])[0]
    by_name: dict[str, list[str]] = {}
    for entity in found:
        by_name.setdefault(entity.name, []).append(entity.text)
    assert by_name["中国缝制机械协会"] == ["中国缝制机械协会", "协会", "协会"]
    assert set(by_name["杨晓青"]) >= {"杨晓青", "杨"}
    assert by_name["中华钟表收藏研究会"] == ["中华钟表收藏研究会", "中钟会", "中钟会"]
    assert {entity.id for entity in found if entity.name == "杨晓青"} == {"PER:杨晓青"}
    held = {(entity.role, entity.org) for entity in found if entity.name == "杨晓青"}
    assert held == {("理事长", "中国缝制机械协会")}


def test_a_bare_association_is_no_name_without_its_antecedent_or_with_two() -> None:
    assert names("协会表示，一家协会和两个协会都来了。") == []
    two = "中国服装协会和中国缝制机械协会到场。协会表示赞同。"
    assert names(two) == ["中国服装协会/ORG", "中国缝制机械协会/ORG"]


def test_a_name_found_once_is_found_everywhere() -> None:
    text = "教练晋小楼说，队员要多练。\n散场后晋小楼没有走。孩子们围着晋小楼。"
    assert names(text) == ["晋小楼/PER"] * 3


def test_names_of_bylines_are_people_in_the_text() -> None:
    text = "在谷雨的镜头里，老街换了样子。"
    assert "谷雨" not in [entity.text for entity in find_with([text])[0]]
    assert "谷雨" in [entity.text for entity in find_with([text], people=[["谷雨"]])[0]]


def test_the_users_own_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "config" / "newsreader"
    folder.mkdir(parents=True)
    (folder / "names.txt").write_text("# mine\n小单快反 ORG\n欧阳一一\n青藤县\n", encoding="utf-8")
    (folder / "not-names.txt").write_text("南昌\n", encoding="utf-8")
    found = names("南昌的欧阳一一在青藤县推行小单快反。")
    assert found == ["欧阳一一/PER", "青藤县/LOC", "小单快反/ORG"]
    assert own_names(tmp_path / "none") == {} and own_stops(tmp_path / "none") == frozenset()


CHARACTERS = "江主席杨晓青协会中国北京大学第十届运动会《》〈〉·、，。（）()“” 　\n1A記者李明简称□"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet=st.sampled_from(list(CHARACTERS)), max_size=60), max_size=4))
def test_names_lie_in_the_text_in_order_without_overlap(texts: list[str]) -> None:
    found = find_with(texts, names={}, stops=frozenset())
    assert len(found) == len(texts)
    for text, entities in zip(texts, found, strict=True):
        end = 0
        for entity in entities:
            assert end <= entity.start < entity.end <= len(text)
            assert text[entity.start : entity.end] == entity.text and entity.id and entity.name
            end = entity.end
            if entity.kind != "WORK":
                assert "\n" not in entity.text and not set(entity.text) & set("，。、《》“”")
    alone = [find_with([text], names={}, stops=frozenset())[0] for text in texts]
    assert alone == found


def test_mark_gives_figures_and_names_of_each_article() -> None:
    articles = [
        Article("题一", ("上海青藤公司的产值达5.7亿元。",), bylines=("胡静之",)),
        Article("题二", ()),
        Article("题三", ("胡静之到过南昌。", "她住了3天。")),
    ]
    marks = mark(articles)
    assert len(marks) == 3 and marks[1].figures == () and marks[1].entities == ()
    for article, found in zip(articles, marks, strict=True):
        for thing in (*found.figures, *found.entities):
            assert article.text[thing.start : thing.end] == thing.text
    assert [figure.text for figure in marks[0].figures] == ["5.7亿元"]


PLACES = sorted(place for place in lists().places if len(place) > 3)[::10]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(PLACES), st.sampled_from(sorted("《》“”（），。、·的上在与说人边市")), st.text(max_size=2)
        ),
        min_size=1,
        max_size=12,
    ).map("".join)
)
def test_places_in_any_company_are_survived(text: str) -> None:
    for entity in find_entities([text])[0]:
        assert text[entity.start : entity.end] == entity.text


def test_rows_of_a_table() -> None:
    first = Article("第一篇", ("青藤协会理事长杨晓青说话。杨晓青又说。",))
    second = Article("第二篇", ("杨晓青到南昌。",))
    marked = [(a, m.entities) for a, m in zip([first, second], mark([first, second]), strict=True)]
    row = entity_rows(marked)[0]
    assert (row.name, row.kind, row.mentions, row.articles) == ("杨晓青", "PER", 3, ("第一篇", "第二篇"))
    assert row.role is not None and row.role.endswith("理事长")


def test_lists_hold_no_entry_twice_and_no_blank() -> None:
    ready = lists()
    assert all(1 <= len(surname) <= 2 for surname in ready.surnames)
    assert not {"北京", "中东", "新乡", "东北", "新县"} & {name for name in ready.places if ready.is_generic(name)}
    assert not any(ready.is_generic(name) for name in ready.places | ready.countries)
