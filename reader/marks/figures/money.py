"""Sums of money: the currency behind the number or before it, and smaller coins that follow."""

from __future__ import annotations

import re
from decimal import Decimal

from reader.marks.figures.draft import Draft, with_suffix
from reader.marks.figures.lexicon import CONTEXT, FRONT, FRONT_LAST, FRONTS, MANY, PARTS, SHARED, Unit
from reader.marks.figures.numbers import DIGITS, EXACT, Number, read, step, tidy, worth

_LOOSE = frozenset(("块", "角", "元", "圆", "镑", "毛"))
"""Behind 一 these are mostly other words (一块儿, 一元化)."""
_SPOKEN = re.compile(
    "([一二三四五六七八九]|[0-9])([二三四五六七八九]|[0-9])?"
    "(?=[，。、；：！？）」”’的,;!?)\n—左上到至/每]|$|一(?:斤|个|只|公斤|袋|瓶|盒|次|张|碗|份|吨|度|串|块钱|两|升|条))"
)
_NEAR = 80
"""So many characters before an amount a country still tells whose 比索 they are."""
_ONE_AFTER = frozenset(CONTEXT["one_coin_after"].split("|"))
_SMALL = frozenset("毛角分")


def money_at(text: str, at: int, number: Number, place: int, suffix: str, unit: Unit) -> Draft | None:
    """An amount of money with its parts: 6块5角, 123元1角1分, 两美元又三美分."""
    code, end = unit.code, place + len(unit.word)
    if number.text == "一" and unit.word in _LOOSE and end < len(text) and not _is_one_coin(text, end):
        return None
    start = at
    front = front_of(text, at)
    if front:
        start = front[0]
        if unit.word in ("元", "块", "圆", "块钱", "元钱", "元整", "元正", "圆整"):
            code = front[1]
    if unit.word in SHARED:
        code = _country(text, at, SHARED[unit.word]) or code
    draft = with_suffix(Draft(start, end, "money", number, unit=code), number, suffix)
    if unit.per != 1:
        draft.value, draft.low, draft.high = (
            tidy(EXACT.multiply(x, unit.per)) if isinstance(x, Decimal) else None
            for x in (draft.value, draft.low, draft.high)
        )
        draft.unit = code = unit.code
    if isinstance(draft.value, Decimal):
        _parts(text, draft, code, unit.word)
        if text[draft.end : draft.end + 1] == "半" and text[draft.end + 1 : draft.end + 2] not in ("年", "个", "天"):
            draft.value = EXACT.add(draft.value, Decimal("0.5"))
            draft.end += 1
        m = MANY.match(text, draft.end)
        if m and number.value is not None:
            draft.end = m.end()
            draft.op, draft.low, draft.high, draft.value = ">", draft.value, step(draft.value), None
    draft.full_end = draft.end
    return draft


def _is_one_coin(text: str, end: int) -> bool:
    """Whether 一块 is money: before 钱, a comma and the like, or smaller coins (一块三毛五, but not 一块三合板)."""
    if text[end] not in DIGITS:
        return text[end] in _ONE_AFTER
    return text[end + 1 : end + 2] in _SMALL or _SPOKEN.match(text, end) is not None


def _country(text: str, at: int, codes: dict[str, str]) -> str | None:
    """The currency of the country named last before ``text[at]``, for a name that several countries use."""
    places = ((text.rfind(country, max(0, at - _NEAR), at), len(country), code) for country, code in codes.items())
    place, _, code = max(places)
    return code if place >= 0 else None


def _parts(text: str, draft: Draft, code: str, word: str) -> None:
    """Take in the smaller coins that follow; ``word`` is the coin said last."""
    while True:
        spoken = _SPOKEN.match(text, draft.end) if word in ("块", "毛", "角") else None
        if spoken:
            _tenths(draft, spoken, -1 if word == "块" else -2)
            break
        at = draft.end + (text[draft.end : draft.end + 1] in ("又", "零"))
        if text[at : at + 1] not in DIGITS and not text[at : at + 1].isdigit():
            break
        number = read(text, at)
        if number is None or number.value is None or number.value >= 100:
            break
        for length in (3, 2, 1):
            name = text[number.end : number.end + length]
            worth = PARTS.get((name, code))
            if worth is not None:
                break
        else:
            break
        if name == "分" and text[number.end + 1 : number.end + 2] in ("之", "钟", "别"):
            break
        draft.value = EXACT.add(draft.value, EXACT.multiply(number.value, worth))  # type: ignore[arg-type]
        draft.end, word = number.end + len(name), name
    for tail in ("钱", "整", "正"):
        if draft.end > draft.start and text.startswith(tail, draft.end) and text[draft.end - 1] in "角分毛块元圆":
            draft.end += 1
            break


def _tenths(draft: Draft, spoken: re.Match[str], places: int) -> None:
    """三块五 is 3.50, 三块七八 3.70 to 3.80, 三块五八 3.58, 八毛五 0.85."""
    value = draft.value
    assert isinstance(value, Decimal)
    first, second = worth(spoken[1])[1], worth(spoken[2])[1] if spoken[2] else None
    draft.end = spoken.end()
    if first is None:
        return
    low = EXACT.add(value, first.scaleb(places))
    if second is None:
        draft.value = low
    elif second == first + 1 and not spoken[1].isascii():
        draft.value, draft.op = None, "range"
        draft.low, draft.high = low, EXACT.add(value, second.scaleb(places))
    else:
        draft.value = EXACT.add(low, second.scaleb(places - 1))


def front_only(text: str, at: int, number: Number, suffix: str, place: int) -> Draft | None:
    """An amount whose currency stands only before it: ¥300, US$3.5亿, 人民币500万."""
    found = front_of(text, at)
    if not found:
        return None
    start, code = found
    return with_suffix(Draft(start, place if suffix else number.end, "money", number, unit=code), number, suffix)


def front_of(text: str, at: int) -> tuple[int, str] | None:
    """Where the currency word before ``text[at]`` begins and its code."""
    before = at
    while before and text[before - 1] in " \u3000" and at - before < 3:
        before -= 1
    if not before or text[before - 1] not in FRONT_LAST:
        return None
    m = FRONTS.search(text, max(0, before - 5), before)
    if m is None:
        return None
    left = text[m.start() - 1 : m.start()] if m.start() else ""
    if m[0].isascii() and m[0][0].isalpha() and left.isascii() and left.isalpha():
        return None
    return m.start(), FRONT[m[0]]
