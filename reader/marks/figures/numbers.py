"""What a numeral is worth: Arabic, Chinese, financial and mixed, read exactly."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from reader import resources

EXACT = Context(prec=300)
"""Arithmetic wide enough that no figure of a newspaper is ever rounded."""

_CHARACTERS = resources.toml("figures", "characters.toml")
DIGITS: dict[str, int] = _CHARACTERS["digits"]
SMALL: dict[str, int] = _CHARACTERS["small_units"]
TENS: dict[str, int] = _CHARACTERS["tens"]
BIG: dict[str, int] = {c: 10**power for c, power in _CHARACTERS["big_units"].items()}

_D = "".join(c for c in DIGITS if c != "两")
# 千瓦, 兆赫 and 百分点 are units of their own; 12千米 is twelve of them, 三千米 three thousand metres.
_U = (
    "(?:[十拾廿卅卌万亿]|[百佰](?!分[点比数制位]|帕)"
    "|[千仟](?!瓦|克(?![拉朗郎])|卡|伏|帕|赫|焦|比特|字节|欧姆|牛|道尔顿)(?!(?<=[0-9]千)米)"
    "|兆(?![瓦赫帕焦欧伏牛]|字节|比特|电子|安时))"
)
# A full-width comma groups digits too, but behind $20 it ends the amount.
_COMMA = "(?:,|(?<![$¥€£][0-9])(?<![$¥€£][0-9]{2})(?<![$¥€£][0-9]{3})，)"
ARABIC = rf"(?:[0-9]{{1,3}}(?:{_COMMA}[0-9]{{3}}){{1,8}}(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
# 两 is a digit at the head of a numeral (两千), before a unit (三千两百) and in 一两; elsewhere it is a weight (二两).
_TWO = (
    "两(?:(?=[百千万亿])|(?<=一两)|(?<=[零又0-9]两)(?=[个名位家年种项天小分])"
    "|(?<![零〇一二三四五六七八九十百千万亿0-9]两))"
)
_CHINESE = f"(?:[{_D}]|{_TWO}|{_U})"
PATTERN = (
    f"(?:{ARABIC}(?:{_U}+(?:零?(?:{ARABIC}{_U}*|{_CHINESE}))*)?"
    f"|{_CHINESE}+(?:(?<=[十拾百佰千仟万亿兆零]){ARABIC}{_U}*)?)"
    f"(?:点(?:[{_D}]+|[0-9]+)(?![0-9十拾分刻钟])[万亿兆]*)?"
)
_NUMBER = re.compile(PATTERN)
_VAGUE_TAIL = re.compile("(几)([百千]?[万亿兆]*)|([多余来])([万亿兆]+)")
_VAGUE_HEAD = re.compile("(?:好几|[几数])([十百千万亿][百千万亿]*)([多余])?")
_HEAPED = re.compile("([一二两三四五六七八九十]{1,3})([百千万亿])([一二两三四五六七八九十]{1,3})\\2")
"""Two estimates in a breath: 十万八万, 三千五千."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TEN_TO = re.compile("([×xX]10)?(?:\\^([+-]?[0-9]{1,3})|(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))")
_TOKEN = re.compile(f"{ARABIC}|.")
LONGEST = 64
"""No numeral worth reading is longer (characters); what is longer is a code or noise."""


class Number(NamedTuple):
    """A numeral read from a text. ``end`` is where it stops.

    ``value`` is None for one that is vague by its own words: then ``low`` and ``high`` bound it, and ``op`` says how
    (``range`` 三五百, ``~`` 几十, ``>`` 二十多万). ``coefficient`` × ``magnitude`` is the value with its last
    万 and 亿 apart, for ranges that share them. ``arabic`` tells that it begins with an Arabic digit; ``bare`` that it
    is nothing but a unit (百, 千万).
    """

    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    op: str = "="
    coefficient: Decimal | None = None
    magnitude: int = 1
    arabic: bool = False
    bare: bool = False
    text: str = ""


def tidy(value: Decimal) -> Decimal:
    """The same number without an exponent, and without a fraction that is zero after a magnitude."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


def times(value: Decimal, factor: int) -> Decimal:
    """``value`` × ``factor``, exactly, as a plain number."""
    return value if factor == 1 else tidy(EXACT.multiply(value, Decimal(factor)))


def step(value: Decimal) -> Decimal:
    """One more in the last place that is said: for 20多 this is 30, for 1500多 it is 1600, for 12.6万余 12.7万."""
    sign, digits, exponent = value.as_tuple()
    places = int(exponent)
    number = int("".join(map(str, digits)))
    while number and number % 10 == 0:
        number //= 10
        places += 1
    if number == 0:
        return Decimal(1)
    return tidy(Decimal(number + 1).scaleb(places, EXACT)) if places >= 0 else Decimal(number + 1).scaleb(places, EXACT)


def _arabic(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("，", ""))


@lru_cache(maxsize=65536)
def worth(text: str) -> tuple[int, Decimal | None, Decimal | None]:
    """How much of ``text`` (a match of PATTERN) is one numeral, and its value; a third item is the upper end of 三五百.

    The length is 0 where nothing can be read.
    """
    whole, point, fraction = text.partition("点")
    tail = fraction.rstrip("万亿兆")
    length, low, high = _whole(whole)
    if point and length == len(whole) and low is not None and high is None:
        digits = tail if tail.isascii() else "".join(str(DIGITS[c]) for c in tail)
        low = EXACT.add(low, Decimal("0." + digits))
        for unit in fraction[len(tail) :]:
            low = times(low, BIG[unit])
        length = len(text)
    return length, low, high


def _whole(text: str) -> tuple[int, Decimal | None, Decimal | None]:
    if text[0] in "0123456789" and text[-1] in "0123456789" and text.isascii():
        return len(text), _arabic(text), None
    heaped = _HEAPED.fullmatch(text)
    if heaped:
        one, other = _sum(heaped[1] + heaped[2])[1], _sum(heaped[3] + heaped[2])[1]
        if one is not None and other is not None and one != other:
            return len(text), min(one, other), max(one, other)
    pair = _pair(text)
    if pair is None:
        length, value = _sum(text)
        return length, value, None
    at, first, second = pair
    length, low = _sum(text[:at] + first + text[at + 2 :])
    _, high = _sum(text[:at] + second + text[at + 2 :])
    return length + 1, low, high


def _pair(text: str) -> tuple[int, str, str] | None:
    """Two digits side by side that name both ends of a range (三五百, 十七八万), if there is just one such pair."""
    found = None
    run = 0
    for at in range(len(text)):
        run = run + 1 if text[at] in DIGITS else 0
        if run > 2:
            return None
        if run == 2:
            found = at - 1
    if found is None:
        return None
    low, high = DIGITS[text[found]], DIGITS[text[found + 1]]
    if low and (high == low + 1 or (low, high) == (3, 5)) and not (len(text) == 2 and text == "一二"):
        return found, text[found], text[found + 1]
    return None


def _sum(text: str) -> tuple[int, Decimal | None]:
    """The value of units added up (the usual way, and 一百二 for 120), and how many characters made sense."""
    total = Decimal(0)
    section = Decimal(0)
    number: Decimal | None = None
    lowest = 0  # the smallest big unit so far
    unit = 0  # the unit that came last, to be read on by one digit (三万五)
    ceiling = 10**9  # small units must fall within a section
    digits = ""  # Chinese digits side by side
    zero = seen = single = False
    read = 0
    for m in _TOKEN.finditer(text):
        c = m[0]
        if c[0].isascii():
            if number is not None and digits == "":
                break
            number, single, digits = _arabic(c), len(c) == 1, ""
        elif c in DIGITS:
            if number is not None and not digits:
                break
            if DIGITS[c] == 0 and seen and not digits:
                zero = True
            else:
                digits += str(DIGITS[c])
                number, single = Decimal(digits), len(digits) == 1
        elif c in SMALL or c in TENS:
            size = SMALL.get(c, 10)
            if size >= ceiling or (c in TENS and number is not None):
                break
            if c in TENS:
                section += TENS[c]
            else:
                section = EXACT.add(section, times(number if number is not None else Decimal(1), size))
            number, unit, ceiling, seen, digits, zero = None, size, size, True, "", False
        else:
            size = BIG[c]
            if number is not None:
                step_up = unit // 10 if single and not zero and unit >= 10 and section else 1
                section = EXACT.add(section, times(number, step_up))
            if not section and not total:
                section = Decimal(1)
            if total and (not section or lowest < size):
                total = times(EXACT.add(total, section), size)
            else:
                total = EXACT.add(total, times(section, size))
            lowest, section, number, unit, ceiling = size, Decimal(0), None, size, 10**9
            seen, digits, zero = True, "", False
        read = m.end()
    if number is not None:
        step_up = unit // 10 if single and not zero and unit >= 10 else 1
        section = EXACT.add(section, times(number, step_up))
    if not read:
        return 0, None
    return read, tidy(EXACT.add(total, section)) if seen else (number if number is not None else Decimal(0))


def powered(text: str, number: Number) -> Number | None:
    """``number`` with the power of ten behind it: 10^-8, 3×10⁸; None if there is none."""
    m = _TEN_TO.match(text, number.end)
    if m is None or number.value is None or not (m[1] or number.text == "10"):
        return None
    power = int(m[2] or m[3].translate(_RAISED))
    if abs(power) > LONGEST:
        return None
    value = number.value.scaleb(power, EXACT) if m[1] else Decimal(1).scaleb(power)
    return number._replace(end=m.end(), value=tidy(value), coefficient=None, text=number.text + m[0])


def read(text: str, at: int) -> Number | None:
    """The numeral that begins at ``text[at]`` of a plain text (see plain.py), vague ones included, or None."""
    m = _NUMBER.match(text, at)
    if m is None:
        return _several(text, at)
    token = m[0]
    if len(token) > LONGEST:
        return None
    length, low, high, coefficient, magnitude, bare = _known(token)
    if not length or low is None:
        return None
    end = at + length
    if length != len(token):
        token = token[:length]
    arabic = "0" <= token[0] <= "9"
    follow = text[end : end + 1]
    if high is not None:
        return Number(end, None, low, high, "range", None, 1, arabic, False, token)
    if follow and follow in "几多余来":
        vague = _vague(text, at, end, low, token, arabic)
        if vague is not None:
            return vague
    elif arabic and follow and follow in "kK" and (text[end + 1 : end + 2] or "\n") in "个元块美港欧":
        return Number(end + 1, times(low, 1000), None, None, "=", low, 1000, True, False, token + "k")
    return Number(end, low, None, None, "=", coefficient, magnitude, arabic, bare, token)


@lru_cache(maxsize=65536)
def _known(token: str) -> tuple[int, Decimal | None, Decimal | None, Decimal | None, int, bool]:
    """worth(token), with the coefficient and magnitude of the value and whether it is nothing but a unit."""
    length, low, high = worth(token)
    if not length or low is None or high is not None:
        return length, low, high, None, 1, False
    token = token[:length]
    stem = token.rstrip("万亿兆")
    if len(stem) == length:
        return length, low, None, low, 1, token in _BARE
    magnitude = 1
    for c in token[len(stem) :]:
        magnitude *= BIG[c]
    bare = not stem or all(c in SMALL for c in stem)
    return length, low, None, EXACT.divide(low, Decimal(magnitude)), magnitude, bare


_BARE = frozenset(("百", "千", "佰", "仟"))


def run_end(text: str, at: int) -> int:
    """Where the characters of the numeral at ``text[at]`` end, whether or not they can be read; at least ``at`` + 1."""
    m = _NUMBER.match(text, at)
    return m.end() if m is not None else at + 1


def _several(text: str, at: int) -> Number | None:
    """几十, 数百万, 好几千."""
    m = _VAGUE_HEAD.match(text, at)
    if m is None:
        if text.startswith(("几个亿", "数个亿"), at):
            return Number(at + 1, None, Decimal(3), Decimal(9), "~", text=text[at])
        return None
    length, unit, _ = worth(m[1])
    if unit is None or length != len(m[1]):
        return None
    return Number(m.end(), None, times(unit, 3), times(unit, 9), "~", text=m[0])


def _vague(text: str, at: int, end: int, base: Decimal, token: str, arabic: bool) -> Number | None:
    """十几, 二十几万, 一千多万, 五百余亿: the vague word stands inside the numeral."""
    m = _VAGUE_TAIL.match(text, end)
    if m is None:
        return None
    factor = 1
    for c in (m[2] if m[1] else m[4]) or "":
        factor *= BIG[c] if c in BIG else SMALL[c]
    if m[1]:
        if token[-1] not in "十拾百千零" or (token[-1] == "零" and len(token) < 2):
            return None
        low, high = times(EXACT.add(base, Decimal(1)), factor), times(EXACT.add(base, Decimal(9)), factor)
        return Number(m.end(), None, low, high, "~", arabic=arabic, text=text[at : m.end()])
    low, high = times(base, factor), times(step(base), factor)
    if m[3] == "来":
        return Number(m.end(), low, None, None, "~", arabic=arabic, text=text[at : m.end()])
    return Number(m.end(), None, low, high, ">", arabic=arabic, text=text[at : m.end()])
