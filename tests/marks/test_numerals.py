"""Numbers written out as Chinese newspapers write them are read back equal, and every numeral of a text is found."""

from __future__ import annotations

import os
from decimal import Decimal
from fractions import Fraction

import pytest
from counted import lines_run
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks.figures import find_figures
from reader.marks.figures.numerals import find_numerals
from reader.marks.figures.words import numeral

# Writing is done here on its own, so that reading and writing cannot be wrong together.
DIGITS = "零一二三四五六七八九"
FINANCIAL = dict(zip("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))
FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def chinese(number: int) -> str:
    """A whole number below 10**16 in Chinese."""
    if number == 0:
        return "零"
    groups = []
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    words = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group:
            text = ""
            for power in (3, 2, 1, 0):
                digit = group // 10**power % 10
                if digit:
                    text += DIGITS[digit] + ("", "十", "百", "千")[power]
                elif text and not text.endswith("零") and group % 10**power:
                    text += "零"
            if words and (group < 1000 or groups[place + 1] == 0) and not words.endswith("零"):
                words += "零"
            words += text + ("", "万", "亿", "万亿")[place]
        elif place == 2 and len(groups) == 4:
            # 三万亿: the 亿 of 万亿 is said once, at the end of the groups it belongs to.
            pass
    # 3万亿5亿 is said 三万零五亿.
    return words.replace("万亿", "万", 1) if "万亿" in words and "亿" in words.replace("万亿", "", 1) else words


def grouped(number: Decimal) -> str:
    return f"{number:,}"


whole = st.integers(min_value=1, max_value=10**12 - 1)
decimals = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999.99"), places=2)
MAGNITUDES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


@given(whole)
@settings(max_examples=400, deadline=None)
def test_chinese_numerals_are_read_back(number: int) -> None:
    text = chinese(number)
    assert [n.value for n in find_numerals(text)] == [number], text


@given(whole)
@settings(max_examples=200, deadline=None)
def test_our_own_writing_is_read_back(number: int) -> None:
    assert [n.value for n in find_numerals(numeral(Decimal(number)))] == [number]


@given(whole)
@settings(max_examples=200, deadline=None)
def test_financial_numerals_are_read_back(number: int) -> None:
    text = "".join(FINANCIAL.get(c, c) for c in chinese(number)) + "元整"
    (figure,) = find_figures("人民币" + text)
    assert (figure.value, figure.kind, figure.unit) == (number, "money", "CNY"), text


@given(decimals, st.sampled_from(sorted(MAGNITUDES)), st.sampled_from(["plain", "grouped", "wide", "spaced"]))
@settings(max_examples=400, deadline=None)
def test_arabic_numbers_with_magnitudes_are_read_back(number: Decimal, magnitude: str, form: str) -> None:
    digits = grouped(number) if form == "grouped" else f"{number:f}"
    digits = digits.translate(FULL_WIDTH) if form == "wide" else digits
    text = f"总额为{digits}{' ' if form == 'spaced' else ''}{magnitude}元"
    (figure,) = find_figures(text)
    assert figure.value == number * MAGNITUDES[magnitude], text
    assert figure.kind == "money"


HEDGES = {"约": "~", "近": "<~", "超": ">", "不足": "<", "至少": ">=", "不超过": "<=", "": "="}
UNITS = [("元", "money"), ("美元", "money"), ("家", "count"), ("吨", "measure"), ("平方公里", "measure"), ("倍",
"multiple"),
         ("%", "percent"), ("个百分点", "points"), ("公里", "measure"), ("人", "count"), ("小时",
         "duration")]  # fmt: skip


@given(st.decimals(min_value=Decimal("1.1"), max_value=Decimal("999.9"), places=1), st.sampled_from(sorted(HEDGES)),
       st.sampled_from(UNITS))  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_units_and_hedges_are_understood(number: Decimal, hedge: str, unit: tuple[str, str]) -> None:
    text = f"去年这一数字{hedge}{number}{unit[0]}，有关方面说。"
    (figure,) = find_figures(text)
    assert (figure.kind, figure.op) == (unit[1], HEDGES[hedge]), text
    assert figure.text == f"{number}{unit[0]}"
    if unit[1] == "percent":
        assert figure.value == number / 100
    elif unit[1] == "duration":
        assert Decimal(str(figure.value)[2:-1]) == number
    else:
        assert figure.value == number


@given(st.integers(2, 98), st.integers(1, 9))
@settings(max_examples=100, deadline=None)
def test_percent_in_words_is_read_back(number: int, tenth: int) -> None:
    (figure,) = find_figures(f"占百分之{chinese(number)}点{DIGITS[tenth]}")
    assert figure.value == (Decimal(number) + Decimal(tenth) / 10) / 100


def teens(number: int) -> str:
    """十二, not 一十二."""
    return chinese(number).removeprefix("一") if 10 <= number < 20 else chinese(number)


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28), st.booleans())
@settings(max_examples=200, deadline=None)
def test_dates_are_read_back(year: int, month: int, day: int, words: bool) -> None:
    digits = "".join("〇一二三四五六七八九"[int(c)] for c in str(year))
    text = f"{digits}年{teens(month)}月{teens(day)}日" if words else f"{year}年{month}月{day}日"
    (figure,) = find_figures(f"本报{text}讯")
    assert (figure.text, figure.value) == (text, f"{year}-{month:02d}-{day:02d}")


@given(
    st.text(alphabet="0123456789一二三十百千万亿年月日元%,.，、-~至约近以上（）“”ABkm 　\n多余几半成倍第", max_size=60)
)
@settings(max_examples=600, deadline=None)
def test_no_text_breaks_the_contract(text: str) -> None:
    last = 0
    for figure in find_figures(text, date="2025-09-26"):
        assert text[figure.start : figure.end] == figure.text
        assert last <= figure.full_start <= figure.start < figure.end <= figure.full_end <= len(text)
        last = figure.end
        assert figure.kind
    for found in find_numerals(text):
        assert text[found.start : found.end] == found.text


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    find_figures(text)
    find_numerals(text)


SIZE = 1_000_000  # characters, of which a regular expression that is quadratic would never see the end
LINES = 50_000  # run through for 8,000 characters: more, and Python does the work, whose growth is counted


@pytest.mark.parametrize(
    "text",
    ["1" * SIZE, "1," * (SIZE // 2), "1,111," * (SIZE // 6), "一" * SIZE, "一百" * (SIZE // 2),
    "三百五" * (SIZE // 3),
     "1.1" * (SIZE // 3), "“" * SIZE, "《" * SIZE, "1 " * (SIZE // 2), "约" * SIZE, "年1月" * (SIZE // 3),
     "第" * SIZE,
     "1-" * (SIZE // 2), "一半" * (SIZE // 2), "的1" * (SIZE // 2), "，" * SIZE, "1/" * (SIZE // 2), "万" * SIZE],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_work_is_linear_in_the_length(text: str) -> None:
    """Four times the text is four times the work, not sixteen times; what C does comes to an end in a long text."""
    find_figures(text[:8_000])  # what is loaded once is loaded
    short, long = (lines_run(lambda length=length: find_figures(text[:length])) for length in (2_000, 8_000))
    assert long < 6 * short + 1_000
    find_figures(text if long < LINES or os.environ.get("NEWSREADER_FULL") else text[: SIZE // 8])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之二", Fraction(2, 3)), ("负三点五", Decimal("-3.5")), ("两千四百五", Decimal(2450)), ("一千六",
        Decimal(1600)),
        ("三万五", Decimal(35000)), ("十万零五", Decimal(100005)), ("5亿3千万", Decimal(530000000)), ("廿八",
        Decimal(28)),
        ("两打", Decimal(24)), ("半百", Decimal(50)), ("1.5e3", Decimal(1500)), ("30K", Decimal(30000)), ("3/4",
        Fraction(3, 4)),
        ("2又三分之一", Fraction(7, 3)), ("二〇二五", Decimal(2025)), ("陆拾柒", Decimal(67)), ("叁佰", Decimal(300)),
        ("兩萬四", Decimal(24000)), ("一亿零三百", Decimal(100000300)), ("零点零五", Decimal("0.05")),
    ],
)  # fmt: skip
def test_numerals(text: str, value: Decimal | Fraction) -> None:
    assert [n.value for n in find_numerals(text)] == [value]


@pytest.mark.parametrize("text", ["四川", "一切", "放肆", "大陆", "队伍", "收拾", "美味十足", "万", "千方百计"])
def test_words_that_only_look_like_numerals(text: str) -> None:
    assert find_numerals(text) == []


def test_pairs_come_as_the_count_and_as_the_whole() -> None:
    assert [(n.text, n.value) for n in find_numerals("五双")] == [("五", 5), ("五双", 10)]


@pytest.mark.parametrize("text", ["0^0", "0^-1", "共0^0个"])
def test_a_power_of_zero_without_value_is_read_as_zero(text: str) -> None:
    assert [numeral.value for numeral in find_numerals(text)][0] == 0
