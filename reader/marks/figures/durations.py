"""Lengths of time: 3年半, 十一年六个月, 2小时06分06秒, as ISO 8601 durations."""

from __future__ import annotations

import re
from decimal import Decimal

from reader.marks.figures.draft import Draft
from reader.marks.figures.lexicon import CONTEXT, CUES, NOT_AFTER, UNITS, Unit
from reader.marks.figures.numbers import DIGITS, EXACT, Number, read, step, tidy

_ORDER = {"Y": 0, "M": 1, "W": 2, "D": 3, "TH": 4, "TM": 5, "TS": 6}
_HALF_UNIT = re.compile("个?半(?=个?(?:年|月|小时|钟头|世纪|星期|礼拜|天|学期|季度))")
_MANY = re.compile("多(?=[，。、；：）」”的后前来之时里没才就,;)]|$)")
_SPEECH = frozenset(CUES["vague_one"])
_LOOSE = frozenset(("日", "夜", "载", "宿", "周", "年"))
_LENGTH_AFTER = frozenset(CONTEXT["length_after"].split("|"))
_C = "一二三四五六七八九"
_DONE = "(?=[，。、；：！？）的和,;夺打破刷获摘]|$)"
_MINUTES = re.compile(
    f"分(?:([0-5]?[0-9](?:\\.[0-9]+)?|[零〇{_C}十]{{1,3}})秒)([0-9]{{1,2}}|[零〇{_C}]{{1,2}}{_DONE})?"
)
_MORE_SECONDS = re.compile(f"秒([0-9]{{1,3}}(?![0-9])|[零〇{_C}]{{1,2}}{_DONE})")
_HALVES = re.compile(
    "半(?:个(?:多)?(?:世纪|月|小时|钟头|星期|学期|季度)|年(?!" + CONTEXT["not_half_year"] + ")|小时|天)"
)
_NOT_HALF_AFTER = frozenset(CONTEXT["not_half_after"].split("|"))
_HALF_LENGTH = {"世纪": "P50Y", "月": "P0.5M", "小时": "PT0.5H", "钟头": "PT0.5H", "星期": "P0.5W", "学期": "P3M",
                "季度": "P1.5M", "年": "P0.5Y", "天": "P0.5D"}  # fmt: skip


def text_of(value: Decimal, unit: Unit) -> str:
    """The ISO 8601 form of a number of one unit."""
    amount = EXACT.multiply(value, unit.per)
    amount = tidy(amount)
    mark = unit.code
    return f"PT{amount:f}{mark[1]}" if mark[0] == "T" else f"P{amount:f}{mark}"


def duration_at(text: str, at: int, number: Number, unit: Unit, place: int) -> Draft | None:
    """The length of time whose first number is ``number`` and whose word ``unit`` stands at ``place``."""
    end = place + len(unit.word)
    if NOT_AFTER.at(text, place):
        return None
    if number.text == "一" and not _measured_one(text, at, end, unit):
        return None
    draft = Draft(at, end, "duration", number, unit=unit.word)
    draft.word = unit.code
    if number.value is None:
        draft.low, draft.high = text_of(number.low or Decimal(0), unit), text_of(number.high or Decimal(0), unit)
        draft.op = number.op  # type: ignore[assignment]
        return draft
    if number.op == "~" or "来" in unit.word:
        draft.op = "~"
    value = number.value
    if "多" in unit.word:
        draft.op, draft.low, draft.high = ">", text_of(value, unit), text_of(step(value), unit)
        return draft
    if text[end : end + 1] == "半" and unit.code != "TS" and text[end + 1 : end + 2] != "个":
        value, draft.end = EXACT.add(value, Decimal("0.5")), end + 1
    draft.value = text_of(value, unit)
    many = _MANY.match(text, draft.end)
    if many:
        draft.end = many.end()
        draft.op, draft.low, draft.high, draft.value = ">", draft.value, text_of(step(value), unit), None
    elif draft.end == end:
        _further(text, draft, unit)
    draft.full_end = draft.end
    return draft


def _decimals(text: str) -> str:
    """The digits of what is said behind seconds: 八八 is 88."""
    return "".join(str(DIGITS.get(c, c)) for c in text)


def _further(text: str, draft: Draft, unit: Unit) -> None:
    """Take in smaller units that follow: 11年6个月, 2小时06分06秒."""
    last = _ORDER[unit.code]
    if unit.code == "TS":
        m = _MORE_SECONDS.match(text, draft.end - 1)
        if m and isinstance(draft.value, str) and "." not in draft.value:
            draft.value = f"{draft.value[:-1]}.{_decimals(m[1])}S"
            draft.end = m.end()
        return
    value = str(draft.value)
    while True:
        at = draft.end + (text[draft.end : draft.end + 1] in ("零", "又"))
        if at >= len(text) or text[at] not in "0123456789零一二两三四五六七八九十":
            break
        number = read(text, at)
        if number is None or number.value is None:
            break
        minutes = _MINUTES.match(text, number.end) if unit.code == "TH" else None
        follow = UNITS.at(text, number.end)
        bare_minutes = text[number.end : number.end + 1] == "分" and (follow is None or follow.sort != "duration")
        if unit.code == "TH" and bare_minutes:
            value += f"{number.value:f}M"
            draft.end = number.end + 1
            if minutes and minutes[1]:
                inner = read(text, number.end + 1)
                value += f"{inner.value:f}S" if inner and inner.value is not None else ""
                draft.end = minutes.end(1) + 1
            break
        if follow is None or follow.sort != "duration" or _ORDER[follow.code] <= last or follow.per != 1:
            break
        if (last < 4) != (_ORDER[follow.code] < 4) and last != 3 or follow.code == "D" and number.value > 31:
            break
        if follow.code[0] == "T" and "T" not in value:
            value += "T"
        value += f"{number.value:f}{follow.code[-1]}"
        draft.end, last, unit = number.end + len(follow.word), _ORDER[follow.code], follow
    draft.value = value


def minutes_at(text: str, at: int, number: Number) -> Draft | None:
    """1分58秒23: minutes and seconds without 钟."""
    m = _MINUTES.match(text, number.end)
    if m is None or number.value is None:
        return None
    seconds = read(text, number.end + 1)
    if seconds is None or seconds.value is None:
        return None
    draft = Draft(at, m.end(), "duration", number, value=f"PT{number.value:f}M{seconds.value:f}")
    draft.value = f"{draft.value}.{_decimals(m[2])}S" if m[2] else f"{draft.value}S"
    return draft


def half_unit(text: str, at: int, number: Number) -> Draft | None:
    """两个半小时, 一个半月: the half before the unit; 个 and 半 stand between."""
    m = _HALF_UNIT.match(text, number.end)
    if m is None or number.value is None or "个半" not in m[0]:
        return None
    place = m.end() + (text[m.end()] == "个")
    unit = UNITS.at(text, place) or UNITS.at(text, m.end())
    if text[place] == "月":
        unit = UNITS.table["个月"]
    if unit is None or unit.sort != "duration":
        return None
    end = place + (1 if text[place] == "月" else len(unit.word))
    return Draft(at, end, "duration", number, text_of(EXACT.add(number.value, Decimal("0.5")), unit), unit.word)


def halves_at(text: str, at: int) -> Draft | None:
    """半年, 半个月, 半小时, 半天."""
    m = _HALVES.match(text, at)
    if m is None or text[at - 1 : at] in _NOT_HALF_AFTER:
        return None
    word = next(w for w in _HALF_LENGTH if m[0].endswith(w))
    draft = Draft(at, m.end(), "duration", value=_HALF_LENGTH[word], unit=word)
    if "多" in m[0]:
        draft.op, draft.low, draft.value = ">", draft.value, None
    return draft


def some_at(text: str, at: int) -> Draft | None:
    """个把月, 个把小时: about one."""
    unit = UNITS.table.get("个月") if text.startswith("个把月", at) else UNITS.at(text, at + 2)
    if unit is None or unit.sort != "duration" or text[at - 1 : at] in ("那", "每", "这"):
        return None
    end = at + 3 if unit.word == "个月" else at + 2 + len(unit.word)
    draft = Draft(at, end, "duration", value=text_of(Decimal(1), unit), unit=unit.word)
    draft.op = "~"
    return draft


def _measured_one(text: str, at: int, end: int, unit: Unit) -> bool:
    """Whether 一年, 一天 is a length and not a way of speaking (这一年, 有一天, 一年一度)."""
    if text[at - 1 : at] in _SPEECH and at or text.startswith((unit.word[-1], "又", "一" + unit.word), end):
        return False
    if unit.word not in _LOOSE:
        return True
    return at == 0 or text[end : end + 1] in _LENGTH_AFTER
