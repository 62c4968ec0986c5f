"""Shares and comparisons: tenths, fractions, percent in words, multiples, ratios and scores."""

from __future__ import annotations

import re
from decimal import Decimal

from reader.marks.figures.draft import Draft, plainly, with_suffix
from reader.marks.figures.lexicon import CLOSED, CONTEXT
from reader.marks.figures.numbers import DIGITS, EXACT, Number, read, step
from reader.model import Op

_C = "一二三四五六七八九"
_TENTHS = re.compile(f"成(?:([0-9{_C}](?:点?[0-9{_C}])?)(?![0-9十百千万亿])|(半)|(多|余)|(有余))?")
_NOT_TENTHS = re.compile(f"成(?:{CONTEXT['not_tenths']})")
_SURNAMES = frozenset(CONTEXT["surnames"].split("|"))
_NAMED_AFTER = re.compile("[，。、；）说道和与等被把在向从先]|$")
_NOT_OFF = re.compile(f"折(?:{CONTEXT['not_off']})")
_TWICE = re.compile("倍(?:(多|余|有余)(?=[，。、；：）的,;]|$)|半(?!径))?(?![率数频加速镜感])")
_DOUBLED = re.compile("翻了?(?:近|约|超|逾|将近|超过|不止|整整)?$")
_DOUBLED_HEDGES: dict[str, Op] = {"近": "<~", "将近": "<~", "约": "~", "超": ">", "逾": ">", "超过": ">", "不止": ">"}
_OVER = re.compile("/([0-9]{1,3})(?![0-9/.年月日号层楼-]|决赛)")
_SHARE = re.compile("分之")
_RATIO = re.compile(f"(?:∶|:|比)(?=[0-9{_C}十零])")
_SCORE = re.compile("([0-9]{1,3})-([0-9]{1,3})(?![0-9.%-])")
_TIE = "(?:[（(][0-9]{1,2}[）)])?"
_SCORES_BEFORE = re.compile(f"(?:(?<![0-9-])[0-9]{{1,3}}-[0-9]{{1,3}}{_TIE}[、和与及/])+$")
_SCORES_AFTER = re.compile(f"{_TIE}(?:[、和与及/][0-9]{{1,3}}-[0-9]{{1,3}}(?![0-9.%-]){_TIE}){{0,8}}")
_SCORE_BEFORE = re.compile(f"(?:{CONTEXT['score_just_before']})$")
_SCORE_AFTER = re.compile(CONTEXT["score_after"])
_MORE = re.compile("[多余]")
_STRONG_WEAK = re.compile("(?:多|强|弱)(?=[，。、；：）的为是来由,;]|$)")


def tenths_at(text: str, at: int, number: Number, strong: bool) -> Draft | None:
    """九成八, 两成多, 八五折."""
    end = number.end
    if text[end] == "折":
        if _NOT_OFF.match(text, end):
            return None
        value = number.value
        if value is None:
            pair = number.text
            if len(pair) != 2 or pair[0] not in DIGITS or pair[1] not in DIGITS:
                return None
            value = Decimal(DIGITS[pair[0]] * 10 + DIGITS[pair[1]])
        if value >= 100:
            return None
        ratio = value.scaleb(-1) if value < 10 else value.scaleb(-2) if value > 10 else Decimal(1)
        return Draft(at, end + 1, "percent", number, ratio, "ratio")
    m = _TENTHS.match(text, end)
    if m is None or _NOT_TENTHS.match(text, end) and not m[1]:
        return None
    if text[at - 1 : at] in _SURNAMES and at and not m[1] and not m[2] and _NAMED_AFTER.match(text, end + 1):
        return None
    if number.text == "一" and not strong and not m[1] and not m[2] and text[end + 1 : end + 2] in ("不", "一"):
        return None
    if (number.value or number.high or Decimal(0)) > 10:
        return None
    draft = plainly(Draft(at, end + 1, "percent", number, unit="ratio"), number, -1)
    if number.value is None:
        return draft
    if m[1]:
        digits = "".join(str(DIGITS.get(c, c)) for c in m[1] if c != "点")
        draft.value = EXACT.add(number.value.scaleb(-1), Decimal("0.0" + digits))
        draft.end = m.end(1)
    elif m[2]:
        draft.value, draft.end = EXACT.add(number.value.scaleb(-1), Decimal("0.05")), m.end()
    elif m[3]:
        draft.end = m.end()
        draft.op, draft.low, draft.high, draft.value = ">", draft.value, step(number.value).scaleb(-1), None
    draft.full_end = draft.end
    return draft


def fraction_at(text: str, at: int, number: Number) -> Draft | None:
    """百分之五, 千分之三 (percent), 三分之二, 亿分之一 (fractions); the denominator is ``number``."""
    place = number.end + 2
    sign = 1
    while place < len(text) and text[place] in "负-":
        sign, place = -sign, place + 1
    if text[at - 1 : at] == "负" and at:
        sign, at = -sign, at - 1
    if number.value is None or not number.value:
        return None
    if text[place : place + 1] == "几":
        return None
    top = read(text, place)
    if top is None:
        return None
    places = {"百": -2, "佰": -2, "100": -2, "千": -3, "仟": -3, "万": -4}.get(number.text)
    if places is not None:
        end = top.end
        draft = plainly(Draft(at, end, "percent", top, unit="ratio"), top, places)
        draft.word = "of"
        end += text[end : end + 2] in (" k", " K")
        thousand = text[end : end + 1] in ("k", "K") and not text[end + 1 : end + 2].isalnum()
        if isinstance(draft.value, Decimal):
            if thousand:
                draft.value, draft.end = draft.value.scaleb(3, EXACT), end + 1
            draft.value = draft.value * sign
        many = _MORE.match(text, end)
        if many and top.value is not None:
            draft.end = draft.full_end = many.end()
            draft.op, draft.low, draft.high, draft.value = ">", draft.value, step(top.value).scaleb(places, EXACT), None
        draft.full_end = draft.end
        return draft
    if top.value is None:
        return None
    value = f"{'-' if sign < 0 else ''}{top.value:f}/{number.value:f}"
    draft = Draft(at, top.end, "fraction", number, value)
    m = _STRONG_WEAK.match(text, top.end)
    if m:
        draft.end = draft.full_end = m.end()
        draft.op = "<~" if m[0] == "弱" else ">"
        draft.low, draft.value = value, (value if m[0] == "弱" else None)
    return draft


def mixed_at(text: str, at: int, number: Number) -> Draft | None:
    """三又三分之一."""
    under = read(text, number.end + 1)
    if under is None or number.value is None or not _SHARE.match(text, under.end):
        return None
    part = fraction_at(text, number.end + 1, under)
    if part is None or not isinstance(part.value, str) or under.value is None:
        return None
    top = Decimal(part.value.partition("/")[0])
    return Draft(at, part.end, "fraction", number, f"{EXACT.fma(number.value, under.value, top):f}/{under.value:f}")


def multiple_at(text: str, at: int, number: Number, suffix: str = "") -> Draft | None:
    """1.2倍, 两倍多, 300多倍, 翻两番 (twice doubled: four times)."""
    end = number.end + len(suffix)
    if text[end] == "番":
        m = _DOUBLED.search(text, max(0, at - 5), at)
        if m is None or number.value is None or number.value > 20:
            return None
        start = m.start()
        hedge = m[0].lstrip("翻了")
        if number.value == number.value.to_integral_value():
            draft = Draft(start, end + 1, "multiple", number, Decimal(2) ** int(number.value), "倍")
            draft.op = _DOUBLED_HEDGES.get(hedge, "=")
            draft.hedge = hedge if draft.op != "=" else None
            return draft
        return Draft(start, end + 1, "multiple", number, None, "倍")
    m = _TWICE.match(text, end)
    if m is None:
        return None
    draft = with_suffix(Draft(at, end + 1, "multiple", number, unit="倍"), number, suffix)
    if suffix:
        return draft
    if m[1] and m[1] != "有余" and number.value is not None:
        draft.end = m.end()
        draft.op, draft.low, draft.high, draft.value = ">", number.value, step(number.value), None
    elif "半" in m[0] and number.value is not None:
        draft.end, draft.value = m.end(), EXACT.add(number.value, Decimal("0.5"))
    draft.full_end = draft.end
    return draft


def ratio_at(text: str, at: int, number: Number) -> Draft | None:
    """3∶1, 6比3, 1:24, and longer ones (4∶3∶3)."""
    m = _RATIO.match(text, number.end)
    if m is None or number.value is None:
        return None
    values, end = [number.value], number.end
    while True:
        m = _RATIO.match(text, end)
        if m is None:
            break
        number2 = read(text, m.end())
        if number2 is None or number2.value is None:
            break
        values.append(number2.value)
        end = number2.end
    if len(values) < 2 or text.startswith(("%", "‰", "年", "月", "日"), end):
        return None
    return Draft(at, end, "ratio", number, ":".join(f"{v:f}" for v in values))


def over_at(text: str, at: int, number: Number) -> Draft | None:
    """1/3: a fraction in digits."""
    m = _OVER.match(text, number.end)
    if m is None or text[at - 1 : at] == "-" or number.value is None or not number.text.isdigit():
        return None
    if 0 < number.value < int(m[1]):
        return Draft(at, m.end(), "fraction", number, f"{number.value:f}/{int(m[1])}")
    return None


def score_at(text: str, at: int, number: Number) -> Draft | None:
    """112-108险胜: a score with a hyphen, where winning or losing is said beside it."""
    m = _SCORE.match(text, at)
    if m is None:
        return None
    chain = _SCORES_BEFORE.search(text, max(0, at - 60), at)
    start = chain.start() if chain else at
    last = _SCORES_AFTER.match(text, m.end())
    end = last.end() if last else m.end()
    before = _SCORE_BEFORE.search(text, max(0, start - 4), start)
    if _SCORE_AFTER.match(text, end) or before and CLOSED.match(text, end):
        return Draft(at, m.end(), "ratio", number, f"{int(m[1])}:{int(m[2])}")
    return None
