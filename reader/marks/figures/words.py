"""A figure written out: in Chinese words, plainly for copying, with its digits grouped, its hedge in plain words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from reader import resources
from reader.language import _
from reader.model import Figure, Op

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿", "亿亿")
_DURATION = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
_DURATION_WORDS = ("年", "个月", "周", "天", "小时", "分钟", "秒")
_DATE = re.compile(r"(-?[\dX]{4})?(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T(\d{2})(?::(\d{2}))?(?::(\d{2}))?)?")


def in_words(figure: Figure) -> str:
    """The value in Chinese words: 三千五百亿元, 百分之四十, 三分之二, 三万至五万人, 二〇二五年九月二十五日.

    A figure that has no value (a lunar date) is given as it is printed.
    """
    unit = _unit_words(figure)
    if figure.value is not None:
        text = str(figure.value)
        if figure.kind in ("date", "year") and "/" in text:
            first, _slash, last = text.partition("/")
            return f"{_date(first)}至{_date(last)}"
        return _one(figure, figure.value, unit)
    if figure.low is None:
        return figure.text
    if figure.op == ">" or figure.high is None:
        return _one(figure, figure.low, unit)
    low = _one(figure, figure.low, "" if figure.kind in ("count", "measure", "money", "multiple") else unit)
    return f"{low}至{_one(figure, figure.high, unit)}"


def plain_value(figure: Figure) -> str:
    """The value as a machine reads it, for copying: 350000000000, 0.40, 2/3, 2025-09-25; low-high for a range."""
    if figure.value is not None:
        return _plain(figure.value)
    if figure.low is not None and figure.high is not None and figure.op != ">":
        return f"{_plain(figure.low)}–{_plain(figure.high)}"
    return _plain(figure.low) if figure.low is not None else ""


def grouped(figure: Figure) -> str:
    """The value with its digits grouped by thousands and its unit: 350,000,000,000 CNY, 2,400 家, 40%."""
    if figure.value is not None:
        return _grouped(figure, figure.value)
    if figure.low is None:
        return figure.text
    if figure.high is not None and figure.op != ">":
        return f"{_grouped(figure, figure.low)} – {_grouped(figure, figure.high)}"
    return _grouped(figure, figure.low)


def hedge_words(op: Op) -> str:
    """What the hedge says, in plain words of the program's language; empty for an exact figure."""
    return {
        "=": "", "~": _("about"), "<~": _("nearly"), "<": _("less than"), "<=": _("at most"),
        ">": _("more than"), ">=": _("at least"), "range": _("between"),
    }[op]  # fmt: skip


def numeral(value: Decimal) -> str:
    """A number in Chinese numerals as newspapers write them: 350000000000 is 三千五百亿, 12.05 is 十二点零五."""
    sign = "负" if value < 0 else ""
    text = f"{abs(value):f}"
    whole, _point, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    words = _whole(int(whole))
    if fraction:
        words += "点" + "".join(_DIGITS[int(c)] for c in fraction)
    return sign + words


def _whole(number: int) -> str:
    if number == 0:
        return "零"
    if number >= 10**16:
        upper, lower = divmod(number, 10**16)
        return _whole(upper) + "亿亿" + (("零" if lower < 10**15 else "") + _whole(lower) if lower else "")
    parts: list[str] = []
    upper, lower = divmod(number, 10**8)
    if upper:
        parts.append(_below(upper) + "亿")
    if lower:
        words = _below(lower)
        if upper and lower < 10**7:
            words = "零" + words
        parts.append(words)
    words = "".join(parts)
    return words[1:] if words.startswith("一十") else words


def _below(number: int) -> str:
    """Up to 99,999,999 in words."""
    upper, lower = divmod(number, 10**4)
    words = _section(upper) + "万" if upper else ""
    if lower:
        words += ("零" if upper and (lower < 1000) else "") + _section(lower)
    return words


def _section(number: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit, number = divmod(number, 10**place)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words


def _one(figure: Figure, value: Decimal | str, unit: str) -> str:
    kind = figure.kind
    if isinstance(value, Decimal):
        if kind == "percent":
            return f"百分之{numeral((value * 100).normalize())}"
        if kind == "ordinal":
            return f"第{numeral(value)}{unit}"
        return numeral(value) + unit
    if kind == "fraction" and "/" in value:
        top, _slash, under = value.partition("/")
        sign = "负" if top.startswith("-") else ""
        return f"{sign}{numeral(Decimal(under))}分之{numeral(abs(Decimal(top)))}"
    if kind == "ratio":
        return "比".join(numeral(Decimal(part)) for part in value.split(":"))
    if kind == "duration":
        return _duration(value)
    return _date(value)


def _duration(value: str) -> str:
    m = _DURATION.fullmatch(value)
    if m is None:
        return value
    parts = [(Decimal(n), word) for n, word in zip(m.groups(), _DURATION_WORDS, strict=True) if n]
    return "".join(("两" if n == 2 else numeral(n)) + word for n, word in parts)


def _digits(text: str) -> str:
    return "".join("某" if c == "X" else "〇" if c == "0" else _DIGITS[int(c)] for c in text)


def _date(value: str) -> str:
    """An ISO 8601 date in Chinese words; what is X is left out."""
    period = re.fullmatch(r"([\dX]{4})-([HQ])([1-4])", value)
    if period:
        year = "" if "X" in period[1] else _digits(period[1]) + "年"
        name = ("上半年", "下半年")[int(period[3]) - 1] if period[2] == "H" else f"第{_DIGITS[int(period[3])]}季度"
        return year + name
    m = _DATE.fullmatch(value)
    if m is None:
        return value
    words = ""
    if m[1] and m[1] != "XXXX":
        if "X" in m[1]:
            return value
        # ISO 8601 has a year 0, so that -0220 is 公元前221年.
        number = int(m[1])
        words = f"公元前{_digits(str(1 - number))}年" if number <= 0 else f"{_digits(str(number))}年"
    if m[2] and m[2] != "XX":
        words += numeral(Decimal(m[2])) + "月"
    if m[3]:
        words += numeral(Decimal(m[3])) + "日"
    if m[4]:
        words += numeral(Decimal(m[4])) + "时"
    if m[5] and m[5] != "00":
        words += numeral(Decimal(m[5])) + "分"
    if m[6] and m[6] != "00":
        words += numeral(Decimal(m[6])) + "秒"
    return words or value


def _unit_words(figure: Figure) -> str:
    if figure.kind in ("money", "magnitude"):
        return _currencies().get(figure.unit or "", figure.unit or "")
    if figure.kind == "points":
        return "个百分点" if figure.unit == "pp" else "个基点"
    if figure.unit in (None, "ratio"):
        return ""
    return figure.unit or ""


@cache
def _currencies() -> dict[str, str]:
    """The usual Chinese name of each currency by its ISO 4217 code."""
    return {entry["code"]: entry["names"][0] for entry in resources.toml("figures", "currencies.toml")["currency"]}


def _plain(value: Decimal | str) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _grouped(figure: Figure, value: Decimal | str) -> str:
    if not isinstance(value, Decimal):
        return value
    if figure.kind == "percent":
        return f"{(value * 100).normalize():,f}%"
    unit = figure.unit if figure.unit not in (None, "ratio") else ""
    return f"{value:,f} {unit}".rstrip()
