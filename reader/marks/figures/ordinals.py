"""Ordinals and leading groups: 第十四届, 第37周, 前十名, 首八个月."""

from __future__ import annotations

import re
from decimal import Decimal

from reader.marks.figures.draft import Draft
from reader.marks.figures.lexicon import CONTEXT, ranked
from reader.marks.figures.numbers import Number

_RANKED = ranked()
_QUARTER = re.compile("第(?P<q>[1-4一二三四])季度?(?!节)(?:[初末底](?!级))?")
_FREE = re.compile("[，。、；：！？）」”’,;!?)\n （—]|$|的|和|与|及|至|到|低|好|富|受|贵|重")
_JUMPS = tuple(CONTEXT["jumps"].split("|"))
_NOT_LEADING = frozenset(CONTEXT["not_leading"].split("|"))
_MONTHS = re.compile("个?月(?!光)")
_QUARTERS = re.compile("个?季度?(?!节)")


def ordinal_at(text: str, at: int, number: Number) -> Draft | None:
    """The ordinal whose numeral stands at ``text[at]`` behind 第."""
    start = at - 1
    q = _QUARTER.match(text, start)
    if q:
        draft = Draft(start, q.end(), "date", value=f"XXXX-Q{int(number.value or 0)}")
        draft.stamp = ("", "", "", "", "", "", f"Q{int(number.value or 0)}")
        return draft
    if number.value is None:
        return None
    end = number.end
    if text.startswith(("个五年", "，", "、", "："), end) and (text[end] == "个" or _lists(text, start, number)):
        return None
    m = _RANKED.match(text, end)
    if m and m[0] == "版" and text.endswith(_JUMPS, 0, start):
        return None
    unit = m[0] if m else None
    if m is None and not _FREE.match(text, end) and text[end] != "回":
        return None
    if unit and unit[0] in "大高长快强多" and not unit.startswith("大"):
        unit = None
    if unit is None and text[end : end + 1] == "人" and text[end + 1 : end + 2] in "称民":
        return None
    return Draft(start, end + len(unit or ""), "ordinal", number, number.value, unit)


def _lists(text: str, start: int, number: Number) -> bool:
    """Whether 第N at ``start`` only numbers a point: 第一，… 第二，…"""
    return not number.arabic and (not start or text[start - 1] in "。；：！？“")


def leading_at(text: str, at: int, number: Number) -> Draft | None:
    """前十名, 前5个月, 首八个月, 前三季度: what 前, 首 or 头 and a number make; None if they make nothing."""
    if number.value is None or number.op != "=":
        return None
    start, end = at - 1, number.end
    head = text[start]
    if start and text[start - 1] in _NOT_LEADING and head == "前":
        return None
    m = _MONTHS.match(text, end)
    whole = number.value == number.value.to_integral_value()
    free = "个" in m[0] and (not start or text[start - 1] in "年，。；：、") if m and head == "头" else bool(m)
    if free and m and whole and 1 < number.value <= 12:
        draft = Draft(start, m.end(), "date", value=f"XXXX-01/XXXX-{int(number.value):02d}")
        draft.stamp = ("", "01", "", "", "", "", f"/{int(number.value):02d}")
        return draft
    m = _QUARTERS.match(text, end)
    if m and 1 < number.value <= 4:
        draft = Draft(start, m.end(), "date", value=f"XXXX-Q1/XXXX-Q{int(number.value)}")
        draft.stamp = ("", "", "", "", "", "", f"Q1/Q{int(number.value)}")
        return draft
    m = re.compile("[名位强]").match(text, end)
    if head == "前" and m and number.value >= Decimal(2) and m[0] != "强":
        return Draft(start, end + 1, "ordinal", number, number.value, m[0])
    if head == "前" and number.value >= 2 and _FREE.match(text, end) and number.magnitude == 1 and number.value < 1000:
        return Draft(start, end, "ordinal", number, number.value, None)
    return None
