"""Two numbers that make one figure: 3至5万人, 1.5万亿—2万亿元, 五日以上十日以下, 50±0.5毫米."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from reader.marks.figures.draft import Draft
from reader.marks.figures.durations import text_of
from reader.marks.figures.lexicon import CONTEXT, UNITS
from reader.marks.figures.numbers import EXACT, Number, read, tidy, times, worth

_N = "0-9一二两三四五六七八九十百千万"
_STARTS = f"{_N}几数零壹贰叁肆伍陆柒捌玖拾负$¥€£H-"
_TO = re.compile(rf"(?:（不?含）|\(不?含\))?(至|到|—{{1,2}}|-{{1,3}}|~{{1,2}})(?=[{_STARTS}])")
_ABOVE = re.compile("(?:（不?含）|\\(不?含\\))?(?:以上|以外)(?:、|，|至|到)?(?=[0-9一二两三四五六七八九十百千万])")
_BELOW = re.compile("(?:（不?含）|\\(不?含\\))?(?:以下|以内|之内|以里)")

_NEVER = frozenset({"date", "year", "ratio", "magnitude"})
_SAME_UNIT = frozenset({"ordinal", "count", "measure"})
_JOINS = frozenset("至到—-~以(（±、")
_SHARED_UNIT = re.compile("([0-9]|[一二两三四五六七八九])([百千])[万亿]*$")
_NEXT_ONE = re.compile("([0-9]{1,2}|[一二三四五六七八九])(.*)", re.DOTALL)
_LISTED = frozenset("、第" + "0123456789")
_NAMED = frozenset(CONTEXT["numbered"].split("|"))

Reader = Callable[[str, int], Draft | None]


def join(text: str, first: Draft, core: Reader) -> Draft:
    """``first``, or the range or tolerance that it begins; ``core`` reads the figure at a place."""
    end = first.end
    c = text[end : end + 1] or "\n"
    if c not in _JOINS:
        return first
    if c == "±":
        return _tolerance(text, first, core) or first
    if c == "、":
        return _neighbours(text, first, core) or first
    if first.op not in ("=", "~") or first.number is None or first.number.value is None:
        return first
    m = _TO.match(text, end)
    above = None if m else _ABOVE.match(text, end)
    if m is None and above is None:
        return first
    place = m.end() if m else above.end()  # type: ignore[union-attr]
    second = core(text, place)
    if second is None or second.start != place or second.op not in ("=", "~"):
        return first
    if above:
        below = _BELOW.match(text, second.end)
        if below is None or second.kind != first.kind or second.kind is None:
            return first
        joined = _bounds(first, second)
        if joined is not None:
            joined.end = joined.full_end = below.end()
        return joined or first
    return _bounds(first, second, m[1] if m else "") or first


def _tolerance(text: str, first: Draft, core: Reader) -> Draft | None:
    """50±0.5毫米: the value with its bounds."""
    second = core(text, first.end + 1)
    if second is None or not isinstance(second.value, Decimal) or first.number is None or first.number.value is None:
        return None
    if second.value < 0 or "duration" in (first.kind, second.kind):
        # 8±-10 is no tolerance; 2日±8 has no unit for its bounds.
        return None
    middle = first.value if first.kind is not None and isinstance(first.value, Decimal) else first.number.value
    kind = second.kind or first.kind or "count"
    draft = Draft(first.start, second.end, kind, first.number, middle, second.unit or first.unit)
    draft.low, draft.high = EXACT.subtract(middle, second.value), EXACT.add(middle, second.value)
    draft.op = "range"
    return draft


def _neighbours(text: str, first: Draft, core: Reader) -> Draft | None:
    """2、3级, 七、八百人, 十七、八岁: two numbers side by side with a pause between, one unit at the end."""
    a = first.number
    if first.kind is not None or first.op != "=" or a is None or a.value is None or a.magnitude != 1 or a.value > 99:
        return None
    start, place = first.start, first.end + 1
    if not start or text[start - 1] in _LISTED or text[start - 1] in "。；：\n（(":
        return None
    head = a.text if a.arabic else a.text[-1]
    m = _NEXT_ONE.fullmatch(second.number.text) if (second := core(text, place)) and second.number else None
    if second is None or m is None or second.start != place or second.op != "=" or second.number is None:
        return None
    b = second.number
    low, high = worth(head)[1], worth(m[1])[1]
    if (
        low is None
        or high is None
        or (high != low + 1 and (int(low), int(high)) != (3, 5))
        or a.arabic != b.arabic
        or b.value is None
    ):
        return None
    numbered = second.unit in _NAMED or a.arabic and second.unit == "年"
    if numbered or second.kind in _NEVER or second.kind is None and b.value < 10:
        return None
    before = "" if a.arabic else a.text[:-1]
    lower, upper = read(a.text + m[2], 0), read(before + b.text, 0)
    if lower is None or upper is None or lower.value is None or upper.value is None or lower.value >= upper.value:
        return None
    kind = "count" if second.kind is None else "measure" if second.kind == "ordinal" else second.kind
    draft = Draft(start, second.end, kind, upper, unit=second.unit)
    if second.kind is None:
        draft.low, draft.high = lower.value, upper.value
    else:
        if not isinstance(second.value, Decimal) and kind != "duration":
            return None
        draft.low, draft.high = _shared(lower, b, second, first), _shared(upper, b, second, first)
    if draft.low is None or draft.high is None:
        return None
    draft.op = "range"
    return draft


def _bounds(first: Draft, second: Draft, mark: str = "") -> Draft | None:
    """The range from ``first`` to ``second``, None if they do not belong together."""
    a, b = first.number, second.number
    if a is None or b is None or a.value is None or b.value is None:
        return None
    if second.kind is None and first.word == "of" and isinstance(first.value, Decimal):
        # 百分之十至十五
        draft = Draft(first.start, second.end, "percent", b, unit=first.unit)
        draft.low, draft.op = first.value, "range"
        draft.high = b.value.scaleb(int(first.value.as_tuple().exponent) - int(a.value.as_tuple().exponent), EXACT)
        return draft
    if second.kind is None:
        if first.kind is not None and first.kind not in ("money",) or mark.startswith("-") and b.magnitude == 1:
            return None
        if first.kind is None and b.magnitude == 1 and a.magnitude == 1:
            return None
    elif first.kind is None:
        if second.kind in _NEVER or second.kind == "ordinal" and second.word != "range":
            return None
        if second.word == "range":
            second.kind, second.word = "measure", ""
    elif first.kind != second.kind or first.kind in _NEVER or first.kind in _SAME_UNIT and first.unit != second.unit:
        return None
    kind = second.kind or first.kind or "count"
    if kind == "ordinal":
        if first.word == "range" or second.word == "range" or first.unit == "级":
            kind = "measure"
        first.word = second.word = ""
    low: Decimal | str | None
    # $20-30万: a sign before the first number alone does not keep it from sharing the 万 of the second.
    if first.kind is not None and not (first.kind == "money" and a.magnitude == 1 and first.end == a.end):
        low = first.value
    else:
        low = _shared(a, b, second, first)
    high: Decimal | str | None = second.value
    if low is None or high is None:
        return None
    draft = Draft(first.start, second.end, kind, b, unit=second.unit or first.unit)
    draft.word = second.word
    if _greater(low, high, a, b):
        low, high = high, low
    draft.low, draft.high, draft.op = low, high, "range"
    return draft


def _shared(a: Number, b: Number, second: Draft, first: Draft) -> Decimal | str | None:
    """The value of the first number with the unit of the second, and its 万 or 亿 where they share it."""
    assert a.value is not None and b.value is not None
    value = a.value
    small = _SHARED_UNIT.match(b.text) if value < 10 and len(a.text) == 1 else None
    if small and value < (worth(small[1])[1] or 0):
        # 三至四千 is three thousand to four thousand.
        value = times(times(value, int(worth(small[2])[1] or 1)), b.magnitude)
    elif (
        a.magnitude == 1
        and b.magnitude > 1
        and b.coefficient is not None
        and (value <= b.coefficient or value <= b.coefficient * 3 and value < 10000)
    ):
        value = times(value, b.magnitude)
    if first.value is not None and isinstance(first.value, Decimal) and first.value == -a.value:
        value = -value
    if second.kind == "duration":
        unit = UNITS.table.get(second.unit or "")
        return text_of(value, unit) if unit is not None else None
    if not isinstance(second.value, Decimal):
        return None
    if second.kind == "percent":
        return EXACT.multiply(value, EXACT.divide(second.value, b.value)) if b.value else None
    if b.value and abs(second.value) != abs(b.value):
        return tidy(EXACT.multiply(value, EXACT.divide(second.value, b.value)))
    return value


def _greater(low: Decimal | str, high: Decimal | str, a: Number, b: Number) -> bool:
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return low > high
    return a.value is not None and b.value is not None and a.value > b.value and str(low)[-1:] == str(high)[-1:]
