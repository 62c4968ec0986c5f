"""What a number with the words behind it is: percent, fraction, multiple, ratio, money, measure or count."""

from __future__ import annotations

import re
from decimal import Decimal

from reader.marks.figures.draft import Draft
from reader.marks.figures.lexicon import (
    COMPOUND,
    CUES,
    FRONT,
    FRONT_LAST,
    FRONTS,
    LETTER_UNITS,
    LETTERS,
    NOT_AFTER,
    PARTS,
    PER,
    UNITS,
    WEAK_AFTER_ONE,
    Unit,
)
from reader.marks.figures.durations import duration_at, half_unit, minutes_at
from reader.marks.figures.numbers import BIG, DIGITS, EXACT, Number, read, step, tidy, times
from reader.model import Op

_PERCENT_WORDS = {"%": -2, "‰": -3, "‱": -4}
_POINTS = re.compile("个?(百分点|基点|个?BP|bps?|基本点)(?![A-Za-z])")
_TENTHS = re.compile("成(?:([0-9一二三四五六七八九](?:点?[0-9一二三四五六七八九])?)(?![0-9十百千万亿])|(半)|(多|余)|(有余))?")
_NOT_TENTHS = re.compile("成(?:为|立|功|果|员|本|长|都|绩|交|就|年|品|分|熟|效|套|群|批|了|新|人|份|份股|像|型|名|因|片|语|千|百|飞|龙|家|山|武)")
_TWICE = re.compile("倍(?:(多|余|有余)(?=[，。、；：）的,;]|$)|半(?!径))?(?![率数频加速镜感])")
_DOUBLED = re.compile("翻了?(?:近|约|超|逾|将近|超过|不止|整整)?$")
_DOUBLED_HEDGES: dict[str, Op] = {"近": "<~", "将近": "<~", "约": "~", "超": ">", "逾": ">", "超过": ">", "不止": ">"}
_OVER = re.compile("/([0-9]{1,3})(?![0-9/.年月日号]|决赛)")
_SHARE = re.compile("分之")
_RATIO = re.compile("(?:∶|:|比)(?=[0-9一二三四五六七八九十零])")
_SCORE = re.compile("([0-9]{1,3})-([0-9]{1,3})(?![0-9.%-])")
_SCORE_BEFORE = re.compile("(?:以|比分|[大总]比分|比数|为|打成|扳成|追成)$")
_SCORE_AFTER = re.compile("(?:的比分|的成绩|战胜|击败|险胜|大胜|完胜|小胜|轻取|力克|淘汰|横扫|绝杀|逆转|取胜|获胜|胜|负于|不敌|惜败|惨败|战平|战成|领先|落后|拿下|告负)")
_SUFFIX = re.compile("[多余来]")
_NOT_SUFFIX = re.compile("余(?:额|款|热|地|量|波|震|生|粮|杭|姚|江|干|下)|多(?:元化|元文|元投|样|边|方|维|云|少|数|功能|久|变|媒|模|领域|语)|来(?:自|到|说|看|源|临|往|年|宾|华|访|信|电|得|的)")
_MANY = re.compile("(?:多|有余)(?=[，。、；：）的,;]|$)")
_HALF = re.compile("半(?=[，。、；：）的,;]|$)")
_BUREAUS = frozenset("铁建交冶航电核煤化")
_HALVED = frozenset("圈次场轮层页遍拍步折岁个杯瓶碗盘包箱桶袋届局")
_DECIMAL_TAIL = re.compile("[0-9]{1,2}(?![0-9.万亿%年月日时分米到至~—-])")
_BARE_END = re.compile("[，。、；：！？）」”’的,;!?)\n—]|$")
_LEVEL = re.compile("(?:元)?(?:吨|千瓦|人|平方米|辆|台|户|亩)?级(?!别|联|数|差|配)")
_SCALE_CUES = re.compile("(?:地震|震级|大风|风力|阵风|台风|风|烈度|发生|震|强度)[^，。；]{0,8}$")
_SCALE_AFTER = re.compile("(?:地震|大风|强震|余震|阵风|台风|以上|及以上|左右|风|强风|狂风|暴风)")
_DEGREES = re.compile("(?:温|热|冷|度|降|升|℃|纬|经|角|坡|转|烧|低|高|约|达|至|到|零下|为|近|超|仅|跌)[^，。；]{0,4}$")


def percent(number: Number, places: int) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, low and high of ``number`` moved by ``places`` decimal places."""
    move = [x.scaleb(places, EXACT) if x is not None else None for x in (number.value, number.low, number.high)]
    return move[0], move[1], move[2]


def _plainly(draft: Draft, number: Number, places: int = 0) -> Draft:
    draft.value, draft.low, draft.high = percent(number, places) if places else (number.value, number.low, number.high)
    draft.op = number.op  # type: ignore[assignment]
    return draft


def amount_at(text: str, at: int, number: Number, strong: bool) -> Draft | None:
    """The figure, dates apart, that begins with ``number`` at ``text[at]``.

    ``strong``: a hedge or a cue stands before it, so that weak forms count too (近一吨, 上百家). A number without any
    unit comes back with kind None.
    """
    end = number.end
    follow = text[end : end + 1] or "\n"
    if follow in _PERCENT_WORDS:
        return _plainly(Draft(at, end + 1, "percent", number, unit="ratio"), number, _PERCENT_WORDS[follow])
    if follow == "分":
        if _SHARE.match(text, end):
            return fraction_at(text, at, number)
        found = minutes_at(text, at, number)
        if found:
            return found
    if follow in "个基Bb百":
        m = _POINTS.match(text, end)
        if m:
            unit = "pp" if m[1] == "百分点" else "bp"
            return _plainly(Draft(at, m.end(), "points", number, unit=unit), number)
        half = half_unit(text, at, number) if follow == "个" else None
        if half:
            return half
    if follow in "成折":
        found = tenths_at(text, at, number, strong)
        if found:
            return found
    if follow == "厘" and text[end + 1 : end + 2] not in ("米", "升", "清", "定", "正", "岛", "克"):
        return _plainly(Draft(at, end + 1, "percent", number, unit="ratio"), number, -2)
    if follow in "倍番":
        return _multiple(text, at, number)
    if follow == "/":
        m = _OVER.match(text, end)
        if m and number.value is not None and number.text.isdigit() and 0 < number.value < int(m[1]):
            return Draft(at, m.end(), "fraction", number, f"{number.value:f}/{int(m[1])}")
    if follow == "-":
        m = _SCORE.match(text, at)
        if m and (_SCORE_AFTER.match(text, m.end()) or _SCORE_BEFORE.search(text, max(0, at - 4), at) and _BARE_END.match(text, m.end())):
            return Draft(at, m.end(), "ratio", number, f"{int(m[1])}:{int(m[2])}")
    if follow in "∶:比":
        found = _ratio(text, at, number)
        if found:
            return found
    if follow == "又":
        return _mixed(text, at, number)
    suffix = ""
    place = end
    if follow in "多余来" and follow and not _NOT_SUFFIX.match(text, end):
        suffix, place = follow, end + 1
    if (text[place : place + 1] or "\n") in "级元吨千人台辆户" and (found := _magnitude(text, at, number, place)):
        return found
    draft = _with_unit(text, at, number, place, suffix, strong)
    if draft is not None:
        return draft
    return _bare(text, at, number, suffix, place)


def _apply(draft: Draft, number: Number, suffix: str) -> Draft:
    """Value of ``draft`` from its number and the 多, 余 or 来 between number and unit."""
    if suffix in ("多", "余") and number.value is not None:
        draft.op, draft.low, draft.high = ">", number.value, step(number.value)
        if number.magnitude > 1 and number.coefficient is not None:
            draft.high = times(step(number.coefficient), number.magnitude)
        return draft
    _plainly(draft, number)
    if suffix == "来":
        draft.op = "~"
    return draft


def _with_unit(text: str, at: int, number: Number, place: int, suffix: str, strong: bool) -> Draft | None:
    """The number with the unit, currency or measure word at ``place``."""
    unit: Unit | None
    c = text[place : place + 1]
    if not c:
        return _front(text, at, number, suffix, place)
    if not "一" <= c <= "龥":
        m = LETTERS.match(text, place)
        unit = LETTER_UNITS[m[1]] if m else None
    else:
        unit = UNITS.at(text, place)
    if unit is None:
        return _front(text, at, number, suffix, place)
    if unit.sort == "duration":
        if suffix:
            draft = _apply(Draft(at, place + len(unit.word), "duration", number, unit=unit.word), number, suffix)
            from reader.marks.figures.durations import text_of

            draft.value, draft.low, draft.high = (
                text_of(x, unit) if isinstance(x, Decimal) else None for x in (draft.value, draft.low, draft.high)
            )
            draft.word = unit.code
            return draft
        return duration_at(text, at, number, unit, place)
    if unit.sort == "money":
        return _money(text, at, number, place, suffix, unit)
    front = _front(text, at, number, suffix, place) if text[at - 1 : at] in FRONT_LAST and at else None
    if front:
        return front
    end = place + len(unit.word)
    one = number.text == "一"
    if one and not strong and (unit.sort in ("count", "weak") or unit.word in WEAK_AFTER_ONE):
        return None
    if number.bare and not strong and not suffix and number.magnitude < 10**7:
        return None
    if unit.sort in ("count", "weak"):
        if NOT_AFTER.at(text, place) and not suffix:
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
    draft = _apply(Draft(at, end, kind, number, unit=text[place:end]), number, suffix)  # type: ignore[arg-type]
    if not suffix and number.value is not None and (kind == "measure" or unit.word in _HALVED):
        _tail(text, draft, number)
    return draft


def _tail(text: str, draft: Draft, number: Number) -> None:
    """两米多, 一吨半."""
    assert number.value is not None
    m = _MANY.match(text, draft.end)
    if m:
        draft.end = draft.full_end = m.end()
        draft.op, draft.low, draft.high, draft.value = ">", number.value, step(number.value), None
        return
    m = _DECIMAL_TAIL.match(text, draft.end)
    if m and draft.unit in ("米", "度", "吨", "斤") and number.text.isdigit():
        draft.end = draft.full_end = m.end()
        draft.value = EXACT.add(number.value, Decimal("0." + m[0]))
        return
    m = _HALF.match(text, draft.end)
    if m and number.magnitude == 1:
        draft.end = draft.full_end = m.end()
        draft.value = EXACT.add(number.value, Decimal("0.5"))


def _scale(text: str, at: int, number: Number, place: int, suffix: str, unit: Unit) -> Draft | None:
    """级 and 度: of wind, earthquakes, temperature and angle; 三级 alone is a rank."""
    end = place + 1
    if NOT_AFTER.at(text, place):
        return None
    if unit.word == "级":
        if _SCALE_AFTER.match(text, end) or _SCALE_CUES.search(text, max(0, at - 12), at) or number.value != number.value:
            return _apply(Draft(at, end, "measure", number, unit="级"), number, suffix)
        draft = _apply(Draft(at, end, "ordinal", number, unit="级"), number, suffix)
        return draft if text[at - 1 : at] in "至到为升降" and at else _later(draft)
    if not number.arabic and number.text in ("一", "几", "再"):
        return None
    if text[end : end + 1] in "角假电" and text[end : end + 1]:
        return None
    if number.arabic or _DEGREES.search(text, max(0, at - 5), at):
        draft = _apply(Draft(at, end, "measure", number, unit="度"), number, suffix)
        if not suffix and number.value is not None:
            _tail(text, draft, number)
        return draft
    return None


def _later(draft: Draft) -> Draft:
    """A draft that only counts as part of a range (9~10级)."""
    draft.word = "range"
    return draft


def _front(text: str, at: int, number: Number, suffix: str, place: int) -> Draft | None:
    """An amount whose currency stands only before it: ¥300, US$3.5亿, 人民币500万."""
    found = front_of(text, at)
    if not found:
        return None
    start, code = found
    return _apply(Draft(start, place if suffix else number.end, "money", number, unit=code), number, suffix)


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
    if m[0].isascii() and m[0][0].isalpha() and m.start() and text[m.start() - 1].isascii() and text[m.start() - 1].isalpha():
        return None
    return m.start(), FRONT[m[0]]


def _money(text: str, at: int, number: Number, place: int, suffix: str, unit: Unit) -> Draft | None:
    """An amount of money with its parts: 6块5角, 123元1角1分, 两美元又三美分."""
    code, end = unit.code, place + len(unit.word)
    if number.text == "一" and unit.word in ("块", "角", "元", "圆", "镑", "毛") and text[end : end + 1] not in (
        "钱", "，", "。", "、", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "起", "/", "的", "多", "") :  # fmt: skip
        return None
    if number.bare and number.value in (100, 1000) and not suffix and unit.word in ("块", "元"):
        pass
    start = at
    front = front_of(text, at)
    if front:
        start = front[0]
        if unit.word in ("元", "块", "圆", "块钱", "元钱", "元整", "元正", "圆整"):
            code = front[1]
    draft = _apply(Draft(start, end, "money", number, unit=code), number, suffix)
    if unit.per != 1:
        draft.value, draft.low, draft.high = (
            tidy(EXACT.multiply(x, unit.per)) if isinstance(x, Decimal) and EXACT.multiply(x, unit.per) == int(EXACT.multiply(x, unit.per))
            else EXACT.multiply(x, unit.per) if isinstance(x, Decimal) else None
            for x in (draft.value, draft.low, draft.high)
        )  # fmt: skip
        draft.unit = code = unit.code
    if isinstance(draft.value, Decimal):
        _parts(text, draft, code, unit.word)
        if text[draft.end : draft.end + 1] == "半" and text[draft.end + 1 : draft.end + 2] not in ("年", "个", "天"):
            draft.value = EXACT.add(draft.value, Decimal("0.5"))
            draft.end += 1
        m = _MANY.match(text, draft.end)
        if m and number.value is not None:
            draft.end = m.end()
            draft.op, draft.low, draft.high, draft.value = ">", draft.value, step(draft.value), None
    draft.full_end = draft.end
    return draft


def _parts(text: str, draft: Draft, code: str, word: str) -> None:
    """Take in the smaller coins that follow."""
    while True:
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
            if word in ("毛", "毛钱", "角") and number.value < 10 and len(number.text) == 1 and _BARE_END.match(text, number.end):
                draft.value = EXACT.add(draft.value, number.value.scaleb(-2))  # type: ignore[arg-type]
                draft.end = number.end
            if word == "块" and number.value < 10 and len(number.text) == 1 and _BARE_END.match(text, number.end):
                draft.value = EXACT.add(draft.value, number.value.scaleb(-1))  # type: ignore[arg-type]
                draft.end = number.end
            break
        if name == "分" and text[number.end + 1 : number.end + 2] in ("之", "钟", "别"):
            break
        draft.value = EXACT.add(draft.value, EXACT.multiply(number.value, worth))  # type: ignore[arg-type]
        draft.end = number.end + len(name)
    for tail in ("钱", "整", "正"):
        if draft.end > draft.start and text.startswith(tail, draft.end) and text[draft.end - 1] in "角分毛块元圆":
            draft.end += 1
            break


def _magnitude(text: str, at: int, number: Number, place: int) -> Draft | None:
    """百亿级, 10万吨级: an order of size."""
    m = _LEVEL.match(text, place)
    if m is None or number.value is None or number.value < 100 or text[number.end - 1] not in "百千万亿兆":
        return None
    unit = m[0][:-1] or None
    draft = Draft(at, m.end(), "magnitude", number, number.value, "CNY" if unit == "元" else unit)
    draft.op = "~"
    return draft


def _multiple(text: str, at: int, number: Number) -> Draft | None:
    """1.2倍, 两倍多, 翻两番 (twice doubled: four times)."""
    end = number.end
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
    draft = _plainly(Draft(at, end + 1, "multiple", number, unit="倍"), number)
    if m[1] and m[1] != "有余" and number.value is not None:
        draft.end = m.end()
        draft.op, draft.low, draft.high, draft.value = ">", number.value, step(number.value), None
    elif "半" in m[0] and number.value is not None:
        draft.end, draft.value = m.end(), EXACT.add(number.value, Decimal("0.5"))
    draft.full_end = draft.end
    return draft


def tenths_at(text: str, at: int, number: Number, strong: bool) -> Draft | None:
    """九成八, 两成多, 八五折."""
    end = number.end
    if text[end] == "折":
        if text[end + 1 : end + 2] in ("叠", "扣店", "射", "旧", "腾", "页", "子", "线", "返", "戟", "价率"):
            return None
        value = number.value
        if value is None:
            pair = number.text
            if len(pair) != 2:
                return None
            value = Decimal(DIGITS[pair[0]] * 10 + DIGITS[pair[1]])
        if value >= 100:
            return None
        ratio = value.scaleb(-1) if value < 10 else value.scaleb(-2) if value > 10 else Decimal(1)
        return Draft(at, end + 1, "percent", number, ratio, "ratio")
    m = _TENTHS.match(text, end)
    if m is None or _NOT_TENTHS.match(text, end) and not m[1]:
        return None
    if number.text == "一" and not strong and not m[1] and not m[2] and text[end + 1 : end + 2] in ("不", "一"):
        return None
    if (number.value or number.high or Decimal(0)) > 10:
        return None
    draft = _plainly(Draft(at, end + 1, "percent", number, unit="ratio"), number, -1)
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
        draft = _plainly(Draft(at, end, "percent", top, unit="ratio"), top, places)
        end += text[end : end + 2] in (" k", " K")
        thousand = text[end : end + 1] in ("k", "K") and not text[end + 1 : end + 2].isalnum()
        if isinstance(draft.value, Decimal):
            if thousand:
                draft.value, draft.end = draft.value.scaleb(3, EXACT), end + 1
            draft.value = draft.value * sign
        many = re.compile("[多余]").match(text, end)
        if many and top.value is not None:
            draft.end = draft.full_end = many.end()
            draft.op, draft.low, draft.high, draft.value = ">", draft.value, step(top.value).scaleb(places, EXACT), None
        draft.full_end = draft.end
        return draft
    if top.value is None:
        return None
    value = f"{'-' if sign < 0 else ''}{top.value:f}/{number.value:f}"
    draft = Draft(at, top.end, "fraction", number, value)
    m = re.compile("(?:多|强|弱)(?=[，。、；：）的,;]|$)").match(text, top.end)
    if m:
        draft.end = draft.full_end = m.end()
        draft.op = "<~" if m[0] == "弱" else ">"
        draft.low, draft.value = value, (value if m[0] == "弱" else None)
    return draft


def _mixed(text: str, at: int, number: Number) -> Draft | None:
    """三又三分之一."""
    under = read(text, number.end + 1)
    if under is None or number.value is None or not _SHARE.match(text, under.end):
        return None
    part = fraction_at(text, number.end + 1, under)
    if part is None or not isinstance(part.value, str) or under.value is None:
        return None
    top = Decimal(part.value.partition("/")[0])
    return Draft(at, part.end, "fraction", number, f"{EXACT.fma(number.value, under.value, top):f}/{under.value:f}")


def _ratio(text: str, at: int, number: Number) -> Draft | None:
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
    if len(values) < 2 or text[end : end + 1] in "%‰年月日":
        if text[end : end + 1]:
            return None
    return Draft(at, end, "ratio", number, ":".join(f"{v:f}" for v in values))


def _bare(text: str, at: int, number: Number, suffix: str, place: int) -> Draft | None:
    """A number without a unit. Kind None: the scan decides by what stands around it."""
    if suffix == "来":
        suffix, place = "", number.end
    draft = _apply(Draft(at, place if suffix else number.end, None, number), number, suffix)
    if suffix:
        draft.full_end = draft.end
    return draft


_ROUND_MARKS = ("关口", "大关", "整数关", "整数位")
_BARE_CUES = re.compile(f"(?:{'|'.join(map(re.escape, sorted(CUES['bare'], key=len, reverse=True)))})$")


def bare_counts(text: str, draft: Draft, strong: bool) -> bool:
    """Whether a number without a unit is a quantity worth marking."""
    number = draft.number
    if number is None:
        return False
    after = text[draft.end : draft.end + 1]
    if number.magnitude >= 10**4 and not number.bare and (number.arabic or len(number.text) > 1):
        return not (after and after in "级" or number.text == "一万")
    if number.op == "=" and not number.bare and number.value is not None and number.value >= 10000 and (
        "万" in number.text or "亿" in number.text
    ):
        return number.text != "一万"
    if strong and text.startswith(_ROUND_MARKS, draft.end):
        return True
    if number.op != "=":
        return number.op != "range" and (number.low or Decimal(0)) >= 10 or strong and number.text not in ("一两",)
    if draft.op == ">":
        return True
    if after.isascii() and after.isalpha():
        return False
    cue = strong or bool(_BARE_CUES.search(text, max(0, at - 4 if (at := draft.start) else 0), draft.start))
    if number.bare:
        return strong and number.text != "千" and (number.magnitude >= 10**4 or _BARE_END.match(text, draft.end) is not None)
    if number.arabic:
        if len(number.text) > 1 and number.text[0] == "0" and number.text[1] != ".":
            return False
        if "," in number.text or "，" in number.text:
            return True
        closed = _BARE_END.match(text, draft.end) is not None
        if "." in number.text:
            return cue and not (number.text.endswith(".0") and not closed) and after not in ("版", "时", "系")
        year = len(number.text) == 4 and number.text[:2] in ("19", "20")
        return cue and closed and not year and len(number.text) < 8
    if len(number.text) < 2 or number.text in BIG:
        return False
    if _BARE_END.match(text, draft.end) is None or number.value is None:
        return False
    return cue and number.value >= 11 or number.value >= 100 and len(number.text) > 2 and number.text[-1] not in "百千"
