"""What a page lays together: poems, boxes, headlines gathered with their bylines, pull quotes, advertisements."""

from __future__ import annotations

import pytest

from reader.pages import split_page

_BRIDGE = """廊桥修旧如旧
本报记者 古道西
横跨松溪的永济廊桥日前完成大修，这座清代木拱廊桥在去年的山洪中被冲歪了两跨。
主持修缮的木匠师傅郑阿土带着六个徒弟，把散落下游的构件一根根找回来编号，能用的全部归位。
"""
_TEA = """春茶减产茶农不慌
本报记者 闻一笑
倒春寒让雁荡坡的春茶比往年晚了半个月，产量也少了三成。可在茶农丁家旺的院子里，前来订茶的客商照样排着队。
“过去比谁采得多，现在比谁采得好。”合作社理事长邱月娥算了一笔账：亩产降两成，亩均收入反而多了三千元。
眼下，合作社又在谋划夏秋茶的加工，打算用粗老叶子做成茶砖，销往北方。
"""
_FERRY = [
    "船还没有来",
    "芦花先白了半条河",
    "父亲蹲在石阶上",
    "数他衣兜里的硬币",
    "一枚给船家",
    "一枚给对岸的灯",
    "剩下的",
    "都给了我",
]
_SNOW = ["雪停在屋脊上", "像一个不肯走的客人", "母亲推开门", "扫出一条窄窄的路", "通向井台", "也通向去年"]


@pytest.mark.parametrize("byline", ["阿苇", "□阿苇", "文/阿苇"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_poems_stand_one_below_the_other_under_their_label(byline: str, gap: str) -> None:
    lines = ["诗笺", "渡口", byline, *_FERRY, "雪后", "□南枝", *_SNOW, *_TEA.splitlines()]
    made = split_page(gap.join(lines) + "\n")
    assert [article.headline for article in made.articles] == ["渡口", "雪后", "春茶减产茶农不慌"]
    assert [article.bylines for article in made.articles] == [("阿苇",), ("南枝",), ("闻一笑",)]
    assert list(made.articles[0].paragraphs) == _FERRY and made.articles[0].section == "诗笺"
    assert list(made.articles[1].paragraphs) == _SNOW


def test_a_box_between_two_articles_needs_no_headline() -> None:
    box = "木拱廊桥：以短木纵横交错编成拱架，不用一钉一铁，桥上建廊屋以压重、避雨。"
    made = split_page(_BRIDGE + "名词解释\n" + box + "\n" + _TEA)
    assert [article.headline for article in made.articles] == ["廊桥修旧如旧", "", "春茶减产茶农不慌"]
    assert made.articles[1].section == "名词解释" and list(made.articles[1].paragraphs) == [box]
    assert made.articles[2].bylines == ("闻一笑",)


def test_headlines_gathered_with_their_bylines_go_to_the_articles_below() -> None:
    ferry = """客渡停航三天检修
本报记者 尹小满
枫林渡口的老客船本周停航检修，轮机长蒋渭南拆下了用了十一年的螺旋桨，清出一筐水草和渔网。
停航期间，往返两岸的村民可以改乘摆渡巴士，票价与船票相同。
"""
    pieces = [text.splitlines() for text in (ferry, _BRIDGE, _TEA)]
    heads = [line for piece in pieces for line in piece[:2]]
    bodies = "\n\n".join("\n".join(piece[2:]) for piece in pieces)
    made = split_page("\n".join(heads) + "\n" + bodies + "\n")
    assert [article.headline for article in made.articles] == [piece[0] for piece in pieces]
    assert [article.bylines for article in made.articles] == [("尹小满",), ("古道西",), ("闻一笑",)]
    assert [list(article.paragraphs) for article in made.articles] == [piece[2:] for piece in pieces]


def test_who_said_the_words_of_a_pull_quote_is_set_aside() -> None:
    lines = _TEA.splitlines()
    quoted = ["“过去比谁采得多，现在比谁采得好。”", "——合作社理事长邱月娥"]
    made = split_page("\n".join([*lines[:-1], *quoted, lines[-1]]) + "\n")
    assert [list(article.paragraphs) for article in made.articles] == [lines[2:]]
    assert quoted[1] in [piece.text for piece in made.furniture]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_an_advertisement_of_several_lines_is_set_aside_whole(gap: str) -> None:
    advert = ["清风书屋转让", "地段好 客流稳 有意者面谈", "联系人：吕先生 电话 0555-3318820"]
    lines = [*_BRIDGE.splitlines(), *advert, *_TEA.splitlines()]
    made = split_page(gap.join(lines) + "\n")
    assert [article.headline for article in made.articles] == ["廊桥修旧如旧", "春茶减产茶农不慌"]
    assert [len(article.paragraphs) for article in made.articles] == [2, 3]
    shown = "".join(piece.text for piece in made.furniture)
    assert all(line in shown for line in advert)
