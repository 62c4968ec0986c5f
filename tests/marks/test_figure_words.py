"""Figures written out, rows for the command, and what a figure measures."""

from __future__ import annotations

import pytest

from reader.marks.figures import fill_measured, find_figures
from reader.marks.figures.words import grouped, hedge_words, in_words, plain_value
from reader.model import Figure


def one(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "words", "plain", "digits"),
    [
        ("3500亿元", "三千五百亿元", "350000000000", "350,000,000,000 CNY"),
        ("40%", "百分之四十", "0.40", "40%"),
        ("1.5%", "百分之一点五", "0.015", "1.5%"),
        ("2400家", "二千四百家", "2400", "2,400 家"),
        ("10005元", "一万零五元", "10005", "10,005 CNY"),
        ("100101人", "十万零一百零一人", "100101", "100,101 人"),
        ("5.7万亿美元", "五万七千亿美元", "5700000000000", "5,700,000,000,000 USD"),
        ("三分之二", "三分之二", "2/3", "2/3"),
        ("3∶1", "三比一", "3:1", "3:1"),
        ("2小时06分", "两小时六分钟", "PT2H6M", "PT2H6M"),
        ("2025年9月25日", "二〇二五年九月二十五日", "2025-09-25", "2025-09-25"),
        ("9月25日", "九月二十五日", "XXXX-09-25", "XXXX-09-25"),
        ("上半年", "上半年", "XXXX-H1", "XXXX-H1"),
        ("公元前221年", "公元前二二一年", "-0220", "-0220"),
        ("公元前206年至公元8年", "公元前二〇六年至八年", "-0205/0008", "-0205/0008"),
        ("第四批", "第四批", "4", "4 批"),
        ("-5.5℃", "负五点五℃", "-5.5", "-5.5 ℃"),
        ("0.3个百分点", "零点三个百分点", "0.3", "0.3 pp"),
        ("3至5万人", "三万至五万人", "30000–50000", "30,000 人 – 50,000 人"),
    ],
)
def test_writing_out(text: str, words: str, plain: str, digits: str) -> None:
    figure = one(text)
    assert (in_words(figure), plain_value(figure), grouped(figure)) == (words, plain, digits)


def test_a_lunar_date_is_given_as_printed() -> None:
    figure = one("正月初五开市")
    assert (in_words(figure), plain_value(figure)) == ("正月初五", "")


def test_hedges_are_told_in_plain_words() -> None:
    assert hedge_words(one("不足20%").op) == "less than"
    assert hedge_words(one("20%").op) == ""


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("去年产业规模达3500亿元。", "产业规模"),
        ("企业的需求缺口超过40%。", "企业的需求缺口"),
        ("占地面积约2万平方米。", "占地面积"),
        ("汇聚了40%的顶尖人才。", "顶尖人才"),
        ("现有2400家核心企业。", "核心企业"),
        ("项目总投资120亿元。", "项目总投资"),
        ("酒店入住率逾九成。", "酒店入住率"),
        ("营业收入同比增长12%。", "营业收入同比增长"),
        ("准备时间缩短到八分钟。", "准备时间"),
        ("归母净亏损收窄至1.15亿元。", "归母净亏损"),
        ("全县改造老旧小区118个，", "老旧小区"),
        ("收到代表议案271件。", "代表议案"),
        ("快递业务量首破1700亿件。", "快递业务量"),
        ("判处有期徒刑三年。", "有期徒刑"),
        ("小微企业获贷比例仅为三成。", "小微企业获贷比例"),
        ("而跨专业选课人数占比不到5%，", "跨专业选课人数占比"),
        ("校园、社区覆盖率超过七成。", "校园、社区覆盖率"),
        ("女性在管理人员中占比不足两成。", "女性在管理人员中占比"),
        ("地膜田的玉米单产比对照田高出12%。", "玉米单产"),
    ],
)
def test_measured(text: str, measured: str) -> None:
    (figure,) = fill_measured(text, find_figures(text))
    assert figure.measured == measured


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("桃子损耗从两成降到百分之六。", "桃子损耗"),
        ("门票的占比由9%下降到6%左右。", "门票的占比"),
        ("每份饭的成本由16元降到了12.4元。", "成本"),
    ],
)
def test_both_ends_of_a_change_measure_the_same(text: str, measured: str) -> None:
    assert [figure.measured for figure in fill_measured(text, find_figures(text))] == [measured, measured]


def test_of_things_side_by_side_each_with_a_figure_only_the_last_is_taken() -> None:
    text = "小麦、玉米产量分别增长5%、3%。"
    assert [figure.measured for figure in fill_measured(text, find_figures(text))][0] == "玉米产量分别增长"


UNSURE = [
    "46名脑卒中后半年以上的患者。", "局地200毫米。", "日均4.7亿件。", "记者25岁，", "张三来了5次，",
    "据说有3%。", "达到40%。", "2025年9月25日。", "比去年高出20%。", "较上一交易日多1500亿元。",
    "三班比四班多5人。", "合计占比30%。",
]  # fmt: skip


@pytest.mark.parametrize("text", UNSURE)
def test_measured_is_left_open_where_it_is_not_sure(text: str) -> None:
    assert all(figure.measured is None for figure in fill_measured(text, find_figures(text)))
