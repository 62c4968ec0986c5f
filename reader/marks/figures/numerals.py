"""Chinese, Arabic and mixed numerals: where they stand in a text and what they are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from reader.marks.figures.lexicon import UNITS, phrase_end
from reader.marks.figures.numbers import DIGITS, EXACT, SMALL, Number, read, run_end, tidy
from reader.marks.figures.plain import Plain

Value = Decimal | Fraction

_ANCHOR = re.compile(
    "(?:https?://|www\\.)[!-~]+|[0-9零〇一二两三四五六七八九十百千万亿兆半几数廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟俩仨幺]"
)
_FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_F = "壹贰叁肆伍陆柒捌玖"
_SUM = re.compile(f"([{_F}拾佰仟万亿零]+)[元圆](?:([{_F}])角)?(?:零?([{_F}])分)?[整正]?")
_OF = re.compile("分之|[分份][一二三四五六七八九十壹贰叁肆伍陆柒捌玖两]")
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,3})(?![0-9A-Za-z])")
_POWER = re.compile(r"\^([+-]{0,2})([0-9]{1,3}(?:\.[0-9]+)?)")
_MULTIPLIER = re.compile(r" ?([kKMGT])(?![A-Za-z0-9])")
_OVER = re.compile(r"/([0-9]+)(?![0-9/])")
_MIXED = re.compile(r" ([0-9]+)/([0-9]+)(?![0-9/])")
_TIMES = {"k": 3, "K": 3, "M": 6, "G": 9, "T": 12}
_POWERS = Context(prec=50)
_IN_NUMBERS = re.compile("[零〇一二两三四五六七八九十百千万亿]+")
_ANOTHER = re.compile("[另每]一.$")
_HAN = re.compile("[一-龥]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at ``text[start:end]`` and its exact value (a Fraction where the text says one: 三分之一).

    ``full_end`` takes in 个 where it follows, which goes with any number. A ``vague`` numeral (二十几, 五百余万) has
    its base as value.
    """

    start: int
    end: int
    text: str
    value: Decimal | Fraction | None
    vague: bool = False
    full_start: int = -1
    full_end: int = -1


def find_numerals(text: str) -> list[Numeral]:
    """Every numeral of ``text`` in order, whether or not it is a figure worth marking; 一 in 一只 included.

    Set phrases and names (四川, 一切) have none. A number of pairs (五对) comes twice: the numeral 五, and around it
    the whole, which is ten. Offsets are code points, half-open.
    """
    plain = Plain(text)
    line = plain.text
    found: list[Numeral] = []
    at = 0
    while m := _ANCHOR.search(line, at):
        place = m.start()
        if m.end() - place > 1:
            at = m.end()
            continue
        part = _at(line, place)
        if part is None:
            at = run_end(line, place) if line[place] not in _FINANCIAL else place + 1
            continue
        start, end, value, vague = part
        at = max(end, place + 1)
        if value is None:
            continue
        found.append(_made(text, plain, start, end, value, vague))
        if line[end : end + 1] in ("对", "双") and isinstance(value, Decimal) and not vague:
            found.append(_made(text, plain, start, end + 1, tidy(value * 2), vague))
    return found


def _made(text: str, plain: Plain, start: int, end: int, value: Value, vague: bool) -> Numeral:
    first, last = plain.place(start), plain.place(end - 1) + 1
    full = plain.place(end) + 1 if plain.text[end : end + 1] == "个" else last
    return Numeral(first, last, text[first:last], value, vague, first, full)


def _at(text: str, at: int) -> tuple[int, int, Value | None, bool] | None:
    """Start, end, value and vagueness of the numeral around ``text[at]``; a phrase to pass over has no value."""
    c = text[at]
    if not "0" <= c <= "9":
        end = phrase_end(text, at) if c != "半" else 0
        if end > at and not _IN_NUMBERS.fullmatch(text, at, end) and not _ANOTHER.match(text, max(0, at - 1), end):
            return at, end, None, False
        if c in _FINANCIAL:
            m = _SUM.match(text, at)
            if m and (amount := _amount(m)) is not None:
                return at, m.end(), amount, False
    start, sign = _sign(text, at)
    if c == "半":
        return _half(text, at)
    number = read(text, at)
    if number is None or _is_word(text, at, number):
        return (at, number.end, None, False) if number is not None else None
    value: Value = number.value if number.value is not None else number.low or Decimal(0)
    vague = number.op != "="
    end = number.end
    if text[end : end + 1] in ("余", "多") and text[end + 1 : end + 2] in ("万", "亿"):
        vague = True
    if number.op == "~" and number.low is not None:
        value = _base(text[at:end], number)
    if _OF.match(text, end):
        part = _fraction(text, at, number, sign)
        if part is not None:
            return (start, *part, False) if number.text not in ("百", "佰") else (part[0], part[0], None, False)
        if number.text in ("百", "佰", "千", "万"):
            return at, end + 2, None, False
    if text[end : end + 1] == "又" and isinstance(value, Decimal):
        under = read(text, end + 1)
        part = _fraction(text, end + 1, under, 1) if under is not None else None
        if part is not None:
            return start, part[0], (Fraction(value) + Fraction(part[1])) * sign, False
    if number.arabic and isinstance(value, Decimal):
        if at and text[at - 1] == "." and not text[at - 2 : at - 1].isdigit() and "." not in number.text:
            value = EXACT.multiply(value, Decimal(1).scaleb(-len(number.text)))
            start, sign = _sign(text, at - 1)
        end, value = _scientific(text, end, value)
    elif text[end : end + 1] == "打" and isinstance(value, Decimal):
        end, value = end + 1, tidy(value * 12)
    elif text[end : end + 1] == "半" and number.text == "一" and text[end + 1 : end + 2] == "半":
        return start, end + 2, Decimal("0.5"), False
    if number.arabic and text[end : end + 1] == "半" and number.text == "1" and end + 1 == len(text):
        return start, end + 1, Decimal("0.5"), False
    return start, end, value if sign > 0 else -value, vague


def _base(token: str, number: Number) -> Decimal:
    """The part of a vague numeral that is said: 二十 of 二十几, and of 几十 itself."""
    assert number.low is not None
    head, few, tail = token.partition("几")
    if few and head and head[-1:] != "好":
        part = read(head.rstrip("零"), 0)
        unit = read("一" + tail, 0) if tail else None
        if part is not None and part.value is not None:
            return tidy(part.value * (unit.value if unit is not None and unit.value is not None else 1))
    return number.low


def _sign(text: str, at: int) -> tuple[int, int]:
    """Where the numeral begins with its sign, and the sign; a second minus takes the sign away (－－9)."""
    c = text[at - 1 : at]
    if c == "负" and at:
        return at - 1, -1
    if c == "-" and at and not text[at - 2 : at - 1].isalnum() and text[at - 2 : at - 1] not in ("-", "^", ")"):
        return at - 1, -1
    if c == "." and at > 1 and not text[at - 2].isdigit():
        start, sign = _sign(text, at - 1)
        return (start, sign) if sign < 0 else (at, 1)
    return at, 1


def _is_word(text: str, at: int, number: Number) -> bool:
    """Whether a lone character is part of a word: 一 in 一看, 伍 in 队伍, 万 alone."""
    token = number.text
    following, before = text[number.end : number.end + 1], text[at - 1 : at] if at else ""
    if token in ("一", "半"):
        free = not following or not _HAN.match(following) or before in ("是", "为", "“")
        counted = following in tuple("又点分份对双打") or UNITS.at(text, number.end) is not None
        return not (free or counted or text.startswith("半半", number.end))
    if len(token) == 1 and token in _FINANCIAL:
        if following and following in "点成折分元圆角万亿个":
            return False
        return bool(_HAN.match(following)) or bool(_HAN.match(before)) and before not in ("是", "为", "负")
    if token in ("百", "千", "佰", "仟", "百千") or set(token) <= set("万亿兆"):
        return not text.startswith("分之", number.end)
    return token == "零" and following in ("件", "售", "食", "部", "头")


def _half(text: str, at: int) -> tuple[int, int, Value | None, bool] | None:
    """半百, 半个."""
    unit = SMALL.get(text[at + 1 : at + 2])
    if unit == 100:
        return at, at + 2, Decimal(50), False
    if text[at + 1 : at + 2] == "个":
        return at, at + 2, Decimal("0.5"), False
    if text[at + 1 : at + 2] == "打":
        return at, at + 2, Decimal(6), False
    return None


def _amount(m: re.Match[str]) -> Decimal | None:
    """A sum in financial numerals: 壹拾壹元壹角壹分."""
    number = read(m[1], 0)
    if number is None or number.value is None or number.end != len(m[1]):
        return None
    value = number.value
    if m[2]:
        value = EXACT.add(value, Decimal(DIGITS[m[2]]).scaleb(-1))
    if m[3]:
        value = EXACT.add(value, Decimal(DIGITS[m[3]]).scaleb(-2))
    return value


def _fraction(text: str, at: int, under: Number, sign: int) -> tuple[int, Value] | None:
    """End and value of X分之Y (also X分Y and X份Y), ``under`` being X. For 百分之Y the end is where Y begins."""
    place = under.end + (2 if text.startswith("分之", under.end) else 1)
    if under.text in ("百", "佰"):
        return place, Decimal(0)
    if under.value is None or not under.value:
        return None
    while place < len(text) and text[place] in "负-":
        sign, place = -sign, place + 1
    top = read(text, place)
    if top is None or top.value is None:
        return None
    # 一又十分一 and 十份十一, but not the score 三分五.
    score = under.value > 10 or text[under.end] == "分" and top.value >= under.value
    if place == under.end + 1 and score:
        return None
    if text[under.end] == "/":
        return top.end, Fraction(under.value) / Fraction(top.value) * sign if top.value else Decimal(0)
    if text[under.end] not in "分份":
        return None
    value = Fraction(top.value) / Fraction(under.value) * sign
    return top.end, value


def _scientific(text: str, end: int, value: Decimal) -> tuple[int, Value]:
    """What letters and signs behind an Arabic number do: 2e5, 40k, 1.1^23, 3/5, 1 4/3."""
    m = _EXPONENT.match(text, end)
    if m:
        return m.end(), value.scaleb(int(m[1]), EXACT)
    m = _POWER.match(text, end)
    if m and "." not in m[2]:
        down = "-" in m[1] and "--" not in m[1] or m[1] == "-"
        if "--" in m[1]:
            down = False
        power = -int(m[2]) if down else int(m[2])
        # 0^0 and 0^-1 are worth nothing that can be told: the zero alone is read.
        return (m.end(), _POWERS.power(value, power)) if value or power > 0 else (end, value)
    m = _MULTIPLIER.match(text, end)
    if m:
        return m.end(), tidy(value.scaleb(_TIMES[m[1]], EXACT))
    m = _OVER.match(text, end)
    if m and int(m[1]):
        return m.end(), Fraction(value) / int(m[1])
    m = _MIXED.match(text, end)
    if m and int(m[2]):
        return m.end(), Fraction(value) + Fraction(int(m[1]), int(m[2]))
    return end, value
