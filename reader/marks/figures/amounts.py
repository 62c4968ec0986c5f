"""What a number with the words behind it is: the choice among shares, money, lengths of time, measures and counts."""

from __future__ import annotations

import re
from decimal import Decimal

from reader.marks.figures.draft import Draft, plainly, with_suffix
from reader.marks.figures.durations import duration_at, half_unit, minutes_at, text_of
from reader.marks.figures.lexicon import (
    CLOSED,
    COMPOUND,
    CONTEXT,
    CUES,
    FRONT_LAST,
    LETTER_UNITS,
    LETTERS,
    MANY,
    NOT_AFTER,
    PER,
    UNITS,
    WEAK_AFTER_ONE,
    Unit,
)
from reader.marks.figures.money import front_only, money_at
from reader.marks.figures.numbers import BIG, DIGITS, EXACT, Number, step, times, worth
from reader.marks.figures.shares import (
    fraction_at,
    mixed_at,
    multiple_at,
    over_at,
    ratio_at,
    score_at,
    tenths_at,
)

_PERCENT_WORDS = {"%": -2, "‰": -3, "‱": -4}
_POINTS = re.compile("个?(百分点|基点|个?BP|bps?|基本点|pct|pp|ppt)(?![A-Za-z])")
_PERCENT_POINTS = frozenset(("百分点", "pct", "pp", "ppt"))
_NOT_SUFFIX = re.compile(CONTEXT["not_vague"])
_NOT_RATE = frozenset(CONTEXT["not_rate"].split("|"))
_LEVELLED = frozenset("级元").union(unit[0] for unit in CONTEXT["levelled"].split("|"))
_PIECES = re.compile(f"[，。、；：！？）”的,;!?)/0-9一二两三四五六七八九几~—-]|{CONTEXT['money_after']}|$")
"""Behind 块 that is money; a noun behind it is what comes in pieces (3块电池)."""
_OF_HUNDRED_MILLIONS = re.compile(
    f"(个(多|来|余)?亿(?:元(?=[，。、；：！？”）的]|$))?)(?!{CONTEXT['not_hundred_millions']})"
)
_COUNTED = re.compile(CONTEXT["counted_in_hundred_millions"])
_COUNTED_BEFORE = re.compile(f"(?:{CONTEXT['counted_in_hundred_millions']})[^，。；、]*$")
_PAID = re.compile(CONTEXT["paid"])
_IN_PIECES = re.compile(CONTEXT["in_pieces"])
_PRESSURE = re.compile("/[0-9]{2,3}(毫米汞柱|mmHg)")
_SMALLER = re.compile(".(?:[一二三四五六七八九]|[0-9])(尺|寸|两)")
_TENTHS_OF = {"丈": "尺", "尺": "寸", "斤": "两"}
_DIGITS = frozenset("0123456789一二三四五六七八九十")
_LASTING = tuple(CONTEXT["lasting"].split("|"))
_HALF = re.compile("半(?=[，。、；：）的,;]|$)")
_BUREAUS = frozenset(CONTEXT["bureaus"].split("|"))
_HALVED = frozenset(CONTEXT["halved"].split("|"))
_DECIMAL_TAIL = re.compile("[0-9]{1,2}(?![0-9.万亿%年月日时分米到至~—-])")
_SPOKEN_UNITS = frozenset(("米", "度", "吨"))
_SPOKEN_TAIL = re.compile("[一二三四五六七八九]{1,2}(?=[，。、；：！？）”的,;以左上高长宽深厚]|$)")
_STEPS = re.compile(CONTEXT["steps"])
_LEVEL = re.compile(f"(?:元)?(?:{CONTEXT['levelled']})?级(?!{CONTEXT['not_level']})")
_SCALE_BEFORE = re.compile(f"(?:{CONTEXT['scale_before']})[^，。；]{{0,8}}$")
_SCALE_AFTER = re.compile(CONTEXT["scale_after"])
_DEGREES = re.compile(f"(?:{CONTEXT['degrees_before']})[^，。；]{{0,4}}$")
_ROUND_MARKS = tuple(CONTEXT["round_marks"].split("|"))
_BARE_AFTER = tuple(CONTEXT["bare_after"].split("|"))
_HEADLESS = frozenset("万亿")
_BARE_CUES = re.compile(f"(?:{'|'.join(map(re.escape, sorted(CUES['bare'], key=len, reverse=True)))})$")


def amount_at(text: str, at: int, number: Number, strong: bool) -> Draft | None:
    """The figure, dates apart, that begins with ``number`` at ``text[at]``.

    ``strong``: a hedge or a cue stands before it, so that weak forms count too (近一吨, 上百家). A number without any
    unit comes back with kind None.
    """
    end = number.end
    follow = text[end : end + 1] or "\n"
    if number.arabic and number.text[0] == "0" and number.text[1:2] not in ".点" and len(number.text) > 1:
        # The tail of a number cut in two (3, 000人), a code; never a quantity.
        return score_at(text, at, number) if follow == "-" else None
    if follow in _PERCENT_WORDS:
        return plainly(Draft(at, end + 1, "percent", number, unit="ratio"), number, _PERCENT_WORDS[follow])
    if follow == "分":
        if text.startswith("分之", end):
            return fraction_at(text, at, number)
        found = minutes_at(text, at, number)
        if found:
            return found
    if follow in "个基Bb百p":
        m = _POINTS.match(text, end)
        if m:
            unit = "pp" if m[1] in _PERCENT_POINTS else "bp"
            return plainly(Draft(at, m.end(), "points", number, unit=unit), number)
        found = _hundred_millions(text, at, number) or half_unit(text, at, number) if follow == "个" else None
        if found:
            return found
    if follow in "成折":
        found = tenths_at(text, at, number, strong)
        if found:
            return found
    if follow == "厘" and number.text != "一" and text[end + 1 : end + 2] not in _NOT_RATE:
        return plainly(Draft(at, end + 1, "percent", number, unit="ratio"), number, -2)
    if follow in "倍番":
        return multiple_at(text, at, number)
    if follow == "/" and (found := _pressure(text, at, number) or over_at(text, at, number)):
        return found
    if follow == "-" and (found := score_at(text, at, number)):
        return found
    if follow in "∶:比":
        found = ratio_at(text, at, number)
        if found:
            return found
    if follow == "又":
        return mixed_at(text, at, number)
    suffix = ""
    place = end
    if follow in "多余来" and follow and not _NOT_SUFFIX.match(text, end):
        suffix, place = follow, end + 1
        if text.startswith("倍", place):
            return multiple_at(text, at, number, suffix)
        m = _POINTS.match(text, place)
        if m:
            unit = "pp" if m[1] in _PERCENT_POINTS else "bp"
            return with_suffix(Draft(at, m.end(), "points", number, unit=unit), number, suffix)
    if text[place : place + 1] in _LEVELLED and (found := _magnitude(text, at, number, place)):
        return found
    draft = _with_unit(text, at, number, place, suffix, strong)
    if draft is not None:
        return draft
    return _bare(text, at, number, suffix, place)


def _hundred_millions(text: str, at: int, number: Number) -> Draft | None:
    """两个亿, 一个多亿: spoken, mostly of money."""
    m = _OF_HUNDRED_MILLIONS.match(text, number.end)
    if m is None:
        return None
    draft = with_suffix(Draft(at, m.end(1), None, number), number, m[2] or "")
    for name in ("value", "low", "high"):
        value = getattr(draft, name)
        if value is not None:
            setattr(draft, name, times(value, 10**8))
    counted = _COUNTED.match(text, m.end()) or _COUNTED_BEFORE.search(text, max(0, at - 10), at)
    draft.kind, draft.unit = ("count", None) if counted else ("money", "CNY")
    return draft


def _with_unit(text: str, at: int, number: Number, place: int, suffix: str, strong: bool) -> Draft | None:
    """The number with the unit, currency or measure word at ``place``."""
    unit: Unit | None
    c = text[place : place + 1]
    if not c:
        return front_only(text, at, number, suffix, place)
    if not "一" <= c <= "龥":
        m = LETTERS.match(text, place)
        unit = LETTER_UNITS[m[1]] if m and text[m.end() : m.end() + 1] not in ("型", "式") else None
    else:
        unit = UNITS.at(text, place)
    if unit is None:
        return front_only(text, at, number, suffix, place)
    if unit.sort == "duration":
        if _too_bare(text, at, number, suffix, strong, place + len(unit.word)):
            return None
        if suffix:
            draft = with_suffix(Draft(at, place + len(unit.word), "duration", number, unit=unit.word), number, suffix)
            draft.value, draft.low, draft.high = (
                text_of(x, unit) if isinstance(x, Decimal) else None for x in (draft.value, draft.low, draft.high)
            )
            draft.word = unit.code
            return draft
        return duration_at(text, at, number, unit, place)
    if unit.word == "块" and not _is_money(text, number, place + 1):
        unit = Unit("块", "count")
    if unit.sort == "money":
        return money_at(text, at, number, place, suffix, unit)
    front = front_only(text, at, number, suffix, place) if text[at - 1 : at] in FRONT_LAST and at else None
    if front:
        return front
    end = place + len(unit.word)
    one = number.text == "一"
    idle = one and not strong and (unit.sort in ("count", "weak") or unit.word in WEAK_AFTER_ONE)
    if idle and not (unit.word in _TENTHS_OF and _SMALLER.match(text, end - 1) or _spoken_tail(text, end, unit.word)):
        return None
    if _too_bare(text, at, number, suffix, strong, end):
        return None
    if unit.sort in ("count", "weak"):
        if NOT_AFTER.at(text, place) and not suffix:
            return None
        # Two of a thing is 两; 二楼, 二期, 二班 are the second.
        if number.text == "二" and unit.word != "人":
            return None
        small = not number.arabic and number.value is not None and number.value < 10
        if unit.sort == "weak" and small:
            return None
        if unit.word == "号" and (number.arabic or number.value is None or number.value < 100):
            return None
        if unit.word == "室" and number.arabic and (number.value or Decimal(0)) > 20:
            return None
        if unit.word == "局" and text[at - 1 : at] in _BUREAUS and at:
            return None
        kind = "count"
    elif unit.sort == "scale":
        return _scale(text, at, number, place, suffix, unit)
    else:
        kind = "measure"
        if NOT_AFTER.at(text, place) and not suffix:
            return None
        m = COMPOUND.match(text, end) or PER.match(text, end)
        if m:
            end = m.end()
    draft = with_suffix(Draft(at, end, kind, number, unit=text[place:end]), number, suffix)  # type: ignore[arg-type]
    if not suffix and number.value is not None and (kind == "measure" or unit.word in _HALVED):
        _tail(text, draft, number)
    return draft


def _pressure(text: str, at: int, number: Number) -> Draft | None:
    """140/90毫米汞柱: a pressure of the blood, whose value is both numbers and not one."""
    m = _PRESSURE.match(text, number.end)
    return Draft(at, m.end(), "measure", number, None, m[1]) if m else None


def _is_money(text: str, number: Number, end: int) -> bool:
    """Whether 块 is money: at the end of a phrase, before 工资 and the like; many of anything but 地砖 and such."""
    if _PIECES.match(text, end) or _PAID.match(text, end):
        return True
    if text[end].isascii() or (number.value or number.low or 0) < 100:
        return False
    return not _IN_PIECES.search(text, end, end + 4)


def _too_bare(text: str, at: int, number: Number, suffix: str, strong: bool, end: int) -> bool:
    """Whether 百年, 千人 and the like have no hedge on either side to make them a quantity (百年以上)."""
    if not number.bare or strong or suffix or number.magnitude >= 10**7:
        return False
    if text.endswith(_LASTING, 0, at):
        return False
    return not text.startswith(_BARE_AFTER, end)


def _tail(text: str, draft: Draft, number: Number) -> None:
    """两米多, 一吨半."""
    assert number.value is not None
    m = _SMALLER.match(text, draft.end - 1) if draft.unit in _TENTHS_OF else None
    if m and m[1] == _TENTHS_OF[draft.unit or ""]:
        draft.end = draft.full_end = m.end()
        draft.value = EXACT.add(number.value, (worth(m[0][1:-1])[1] or Decimal(0)).scaleb(-1))
        return
    m = MANY.match(text, draft.end)
    if m:
        draft.end = draft.full_end = m.end()
        draft.op, draft.low, draft.high, draft.value = ">", number.value, step(number.value), None
        return
    m = _DECIMAL_TAIL.match(text, draft.end)
    if m and draft.unit in ("米", "度", "吨", "斤") and number.text.isdigit():
        draft.end = draft.full_end = m.end()
        draft.value = EXACT.add(number.value, Decimal("0." + m[0]))
        return
    m = _spoken_tail(text, draft.end, draft.unit or "")
    if m and not number.arabic:
        draft.end = draft.full_end = m.end()
        draft.value = EXACT.add(number.value, Decimal("0." + "".join(str(DIGITS[c]) for c in m[0])))
        return
    m = _HALF.match(text, draft.end)
    if m and number.magnitude == 1:
        draft.end = draft.full_end = m.end()
        draft.value = EXACT.add(number.value, Decimal("0.5"))


def _spoken_tail(text: str, at: int, unit: str) -> re.Match[str] | None:
    """The tenths said behind a unit: 一米八, 三十七度五."""
    return _SPOKEN_TAIL.match(text, at) if unit in _SPOKEN_UNITS else None


def _scale(text: str, at: int, number: Number, place: int, suffix: str, unit: Unit) -> Draft | None:
    """级 and 度: of wind, earthquakes, temperature and angle; 三级 alone is a rank."""
    end = place + 1
    if NOT_AFTER.at(text, place):
        return None
    if unit.word == "级":
        if _SCALE_AFTER.match(text, end) or _SCALE_BEFORE.search(text, max(0, at - 12), at):
            return with_suffix(Draft(at, end, "measure", number, unit="级"), number, suffix)
        if _STEPS.match(text, end) or number.value is not None and number.value >= 100:
            return with_suffix(Draft(at, end, "count", number, unit="级"), number, suffix)
        draft = with_suffix(Draft(at, end, "ordinal", number, unit="级"), number, suffix)
        ranked = at and text[at - 1] in "至到为升降" and text[at - 2 : at - 1] not in _DIGITS
        return draft if ranked else _later(draft)
    if not number.arabic and number.text in ("一", "几", "再"):
        return None
    if text[end : end + 1] in "角假电C" and text[end : end + 1]:
        return None
    if number.arabic or _spoken_tail(text, end, "度") or _DEGREES.search(text, max(0, at - 5), at):
        draft = with_suffix(Draft(at, end, "measure", number, unit="度"), number, suffix)
        if not suffix and number.value is not None:
            _tail(text, draft, number)
        return draft
    return None


def _later(draft: Draft) -> Draft:
    """A draft that only counts as part of a range (9~10级)."""
    draft.word = "range"
    return draft


def _magnitude(text: str, at: int, number: Number, place: int) -> Draft | None:
    """百亿级, 10万吨级: an order of size."""
    m = _LEVEL.match(text, place)
    unit = m[0][:-1] or None if m else None
    if (
        m is None
        or number.value is None
        or unit is None
        and (number.value < 100 or text[number.end - 1] not in "百千万亿兆")
    ):
        return None
    draft = Draft(at, m.end(), "magnitude", number, number.value, "CNY" if unit == "元" else unit)
    draft.op = "~"
    return draft


def _bare(text: str, at: int, number: Number, suffix: str, place: int) -> Draft | None:
    """A number without a unit. Kind None: the scan decides by what stands around it."""
    if suffix == "来":
        suffix, place = "", number.end
    draft = with_suffix(Draft(at, place if suffix else number.end, None, number), number, suffix)
    if suffix:
        draft.full_end = draft.end
    return draft


def bare_counts(text: str, draft: Draft, strong: bool) -> bool:
    """Whether a number without a unit is a quantity worth marking."""
    number = draft.number
    if number is None:
        return False
    after = text[draft.end : draft.end + 1]
    if number.text[:1] in _HEADLESS and not strong:
        # 万三 is three in ten thousand, or a name.
        return False
    if number.magnitude >= 10**4 and not number.bare and (number.arabic or len(number.text) > 1):
        return not (after and after in "级" or number.text == "一万")
    if (
        number.op == "="
        and not number.bare
        and number.value is not None
        and number.value >= 10000
        and ("万" in number.text or "亿" in number.text)
    ):
        return number.text != "一万"
    if text.startswith("出头", draft.end) or strong and text.startswith(_ROUND_MARKS, draft.end):
        return True
    if number.op != "=":
        if number.op == "range":
            return (strong or (number.high or 0) >= 10000) and number.text != "一两"
        return strong or (number.low or number.value or Decimal(0)) >= 10
    if draft.op == ">":
        return True
    if after.isascii() and after.isalpha():
        return False
    closed = CLOSED.match(text, draft.end) is not None
    cue = strong or bool(_BARE_CUES.search(text, max(0, draft.start - 4), draft.start))
    if number.bare:
        return strong and number.text != "千" and (number.magnitude >= 10**4 or closed)
    if number.arabic:
        if len(number.text) > 1 and number.text[0] == "0" and number.text[1] != ".":
            return False
        if "," in number.text or "，" in number.text:
            return True
        if "." in number.text:
            return cue and not (number.text.endswith(".0") and not closed) and after not in ("版", "时", "系")
        year = len(number.text) == 4 and number.text[:2] in ("19", "20")
        return cue and closed and not year and len(number.text) < 8
    if len(number.text) < 2 or number.text in BIG:
        return False
    if not closed or number.value is None:
        return False
    return cue and number.value >= 11 or number.value >= 100 and len(number.text) > 2 and number.text[-1] not in "百千"
