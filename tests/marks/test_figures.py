"""Figures in sentences of every register: found, understood, and nothing else marked."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reader.marks.figures import find_figures
from reader.model import Figure

SENTENCES = Path(__file__).parent / "figure_sentences.txt"


def cases() -> list[tuple[str, list[tuple[str, ...]]]]:
    found: list[tuple[str, list[tuple[str, ...]]]] = []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(tuple(line[4:].split("\t")))
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


def plain(value: Decimal | str | None) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def told(text: str, figure: Figure) -> tuple[str, ...]:
    value = plain(figure.value)
    if figure.value is None and figure.low is not None:
        value = f"{plain(figure.low)}..{plain(figure.high) if figure.high is not None else ''}"
    full = text[figure.full_start : figure.full_end]
    return (figure.text, figure.kind, figure.op, value, figure.unit or "-", full if full != figure.text else "-")


@pytest.mark.parametrize(("text", "wanted"), cases(), ids=lambda case: case[:12] if isinstance(case, str) else "")
def test_sentence(text: str, wanted: list[tuple[str, ...]]) -> None:
    assert [told(text, figure) for figure in find_figures(text)] == wanted


def one(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


def test_offsets_point_into_the_text_as_printed() -> None:
    text = "增长　１２．５％，共约 3 500 亿元。\n另有 2,400 家。"
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert figure.full_start <= figure.start < figure.end <= figure.full_end
    assert [figure.text for figure in find_figures(text)] == ["１２．５％", "3 500 亿元", "2,400 家"]


@pytest.mark.parametrize(
    ("text", "op", "hedge"),
    [
        ("约30万元", "~", "约"), ("近30万元", "<~", "近"), ("不足30万元", "<", "不足"), ("不超过30万元", "<=",
        "不超过"),
        ("超30万元", ">", "超"), ("至少30万元", ">=", "至少"), ("30万元以上", ">=", "以上"), ("30万元左右", "~",
        "左右"),
        ("约30万元左右", "~", "约…左右"), ("不得低于30万元", ">=", "不得低于"), ("高达30万元", "=", None),
        ("仅为30万元", "=", None),
    ],
)  # fmt: skip
def test_hedges(text: str, op: str, hedge: str | None) -> None:
    figure = one(text)
    assert (figure.op, figure.hedge, figure.value) == (op, hedge, Decimal(300000))


@pytest.mark.parametrize(
    "text", ["节约30%", "附近3公里", "打破3项纪录", "690亿元超长期国债", "最近3年", "3000元上网费"]
)
def test_a_word_that_only_ends_or_begins_like_a_hedge_is_none(text: str) -> None:
    figure = one(text)
    assert figure.hedge is None and (figure.full_start, figure.full_end) == (figure.start, figure.end)


def test_near_is_recency_before_a_length_of_time_and_a_hedge_before_a_count() -> None:
    assert one("近两年投资增长").op == "="
    assert one("历时近两年").op == "<~"
    assert one("近百家企业").op == "<~"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("300亿韩元", "KRW"), ("3亿新台币", "TWD"), ("5万港币", "HKD"), ("HK$500", "HKD"), ("US$2.5亿", "USD"),
        ("€30", "EUR"),
        ("￥99", "CNY"), ("4亿雷亚尔", "BRL"), ("100万瑞士法郎", "CHF"), ("200万兹罗提", "PLN"), ("70亿卢比",
        "INR"), ("3万比索", "ARS"),
        ("50万墨西哥比索", "MXN"), ("30亿泰铢", "THB"), ("2亿令吉", "MYR"), ("港币80万元", "HKD"), ("600億日圓",
        "JPY"), ("十万英镑", "GBP"),
    ],
)  # fmt: skip
def test_currencies(text: str, code: str) -> None:
    figure = one(text)
    assert (figure.kind, figure.unit) == ("money", code)


def test_dates_resolve_against_the_day_of_publication() -> None:
    def resolved(text: str, date: str = "2025-09-26") -> list[str | None]:
        return [figure.resolved for figure in find_figures(text, date=date)]

    assert resolved("今年7月份") == ["2025-07"]
    assert resolved("去年12月") == ["2024-12"]
    assert resolved("9月25日") == ["2025-09-25"]
    assert resolved("25日电") == ["2025-09-25"]
    assert resolved("28日将开幕", "2025-10-02") == ["2025-09-28"]
    assert resolved("上半年") == ["2025-H1"]
    assert resolved("前三季度") == ["2025-Q1/2025-Q3"]
    assert resolved("四季度", "2026-01-20") == ["2025-Q4"]
    assert resolved("12月", "2026-01-05") == ["2025-12"]
    assert resolved("2023年3月启动，同年9月完工，次年1月投产") == [None, "2023-09", "2024-01"]
    assert resolved("上月8日") == ["2025-08-08"]
    assert resolved("昨日17时30分") == ["2025-09-25T17:30"]
    assert [figure.resolved for figure in find_figures("9月25日")] == [None]


def test_no_date_of_publication_or_a_bad_one_resolves_nothing() -> None:
    assert [figure.resolved for figure in find_figures("9月25日", date="unknown")] == [None]


def test_big_values_are_exact() -> None:
    assert one("共123456789012345678901234567890.5元").value == Decimal("123456789012345678901234567890.5")
    assert one("涨0.0000000001%").value == Decimal("0.000000000001")


def test_ranges_share_unit_and_magnitude() -> None:
    for text in ("3至5万元", "3万至5万元", "3—5万元", "三万到五万元", "3～5万元", "3万元-5万元", "三五万元"):
        figure = one(text)
        assert (figure.op, figure.low, figure.high, figure.unit) == ("range", 30000, 50000, "CNY"), text
    figure = one("8000至1.2万元")
    assert (figure.low, figure.high) == (8000, 12000)
    figure = one("50±0.5毫米")
    assert (figure.value, figure.low, figure.high) == (Decimal(50), Decimal("49.5"), Decimal("50.5"))


@pytest.mark.parametrize("text", ["工期二百日±8", "偏差8±-10"])
def test_bounds_that_cannot_be_told_make_no_tolerance(text: str) -> None:
    for figure in find_figures(text):
        assert figure.op != "range"
