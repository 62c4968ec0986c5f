"""The scan for figures: from candidate characters to finished figures, most of the text skipped at once."""

from __future__ import annotations

import re
from bisect import bisect
from decimal import Decimal

from reader.marks.figures import hedges
from reader.marks.figures.ages import decade_at, era_year, lunar_at
from reader.marks.figures.amounts import amount_at, bare_counts
from reader.marks.figures.codes import code_end
from reader.marks.figures.dates import date_at
from reader.marks.figures.draft import Draft
from reader.marks.figures.durations import halves_at, some_at
from reader.marks.figures.lexicon import CONTEXT, MANY, UNITS, phrase_end
from reader.marks.figures.numbers import powered, read, run_end
from reader.marks.figures.ordinals import leading_at, ordinal_at
from reader.marks.figures.plain import Plain
from reader.marks.figures.ranges import join
from reader.marks.figures.resolve import Resolver
from reader.model import Figure

# 一 is mostly no number: it starts one only before what can go on or be measured.
_ANCHOR = re.compile(
    "《[^》\n]{1,80}》|(?:https?://|www\\.)[!-~]+"
    "|[0-9二两三四五六七八九十百千万亿几数半壹贰叁柒捌玖佰仟廿卅俩仨兆]"
    "|一(?=[^个样些般定切直起是方边面旦致向经]|个(?:半|多|百|月|小|星|季|世|基|工|交|礼|钟|亿))"
    "|(?<![大登着内水军海])[肆伍陆拾](?=[零壹贰叁肆伍陆柒捌玖拾佰仟圆元]|[万亿][零壹贰叁肆伍陆柒捌玖拾佰仟圆元整余亿美港人]|点[零一二三四五六七八九]|[成折](?![一-龥]))|零(?=点|比[零一二三四五六七八九0-9])"
    "|个(?=把[月小星钟礼])"
    "|[初除正腊](?=[一二三四五六七八九十夕月])"
)
_DATE_MARKS = frozenset("年月日号时点季、:-/.世—~至到财学")
_BRANCHES = frozenset("子丑寅卯辰巳午未申酉戌亥")
_DAYS_AFTER = re.compile(f"[日天](?:{CONTEXT['days_after']})")
_DAYS_BEFORE = tuple(CONTEXT["days_before"].split("|"))
_YEARS_AFTER = re.compile(f"年(?:{CONTEXT['years_after']})")
_YEARS_BEFORE = tuple(CONTEXT["years_before"].split("|"))
_DAY_PART = re.compile(f"(?:{CONTEXT['day_parts']})$")
_SCORE_NEAR = re.compile(f"(?:{CONTEXT['score_near']})[^，。；]{{0,10}}$")
_SCORE_AFTER = re.compile(f"的?[，。]?(?:{CONTEXT['score_after']}|{CONTEXT['score_ratio_after']})")
_SCORES = re.compile("(?:[、和与/][0-9]{1,3}:[0-9]{1,3}){1,8}")
_TIMES_A_WEEK = re.compile(f"次(?!日)|{CONTEXT['times_a_week']}")
_WEEKDAY = frozenset("周期拜")
_HALF_SHARE = re.compile("(?:一半|半数)")
_QUOTE = re.compile('[“「‘『"]')
_SLOGAN = re.compile('[“「‘『"][^“”「」‘’『』"]{1,11}[”」’』"]')
"""A short quoted slogan or name, in which a count is no figure: “三权分置”, “最多跑一次”, “3个零”."""
_SAID_WITHIN = re.compile(CONTEXT["said_within"] + "|[。！？…，]$")
_SAID_BEFORE = re.compile(f"(?:{CONTEXT['said_before']})[：，:]$")
_SAID_AFTER = re.compile(f"[一-龥]{{1,6}}?(?:{CONTEXT['said_after']})")
_SLOGAN_KINDS = frozenset({"count", "ordinal", "measure", "ratio", "magnitude", "duration"})
_COLD = re.compile("[0-9.]+(?:[℃°%]|摄氏度|度)")
_DEGREES_OF = re.compile("([摄华]氏)(?:温度)?$")
_RAISING = frozenset("^×xX⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_OWED = re.compile(f"(?:{CONTEXT['can_be_negative']})-$")
_OWED_SUM = re.compile("[0-9.,]+[万亿]*[元美港]")
_SIGN_LAST = frozenset("负下±+-")


def scan(text: str, date: str | None = None) -> list[Figure]:
    """The figures of ``text`` in order; see reader.marks.figures.find_figures."""
    resolver = Resolver(date) if date else None
    figures: list[Figure] = []
    base = 0
    # No figure runs over a line end, and a short line is looked at faster than a long one.
    for line in text.split("\n"):
        if line:
            _scan_line(line, base, resolver, figures)
        base += len(line) + 1
    return figures


def _scan_line(original: str, base: int, resolver: Resolver | None, figures: list[Figure]) -> None:
    """Add the figures of one line, which begins at ``base``, to ``figures``."""
    plain = Plain(original)
    line = plain.text
    slogans = [m.span() for m in _SLOGAN.finditer(line)] if _QUOTE.search(line) else None
    at, done, search = 0, 0, _ANCHOR.search
    while True:
        m = search(line, at)
        if m is None:
            return
        place = m.start()
        if m.end() - place > 1:
            at = m.end()
            continue
        skip, draft = _figure(line, place, at, done)
        if draft is None:
            at = skip if skip > place else place + 1
            continue
        if slogans and draft.kind in _SLOGAN_KINDS and _in_slogan(line, draft, slogans):
            at = draft.end
            continue
        at = done = draft.full_end
        resolved = resolver.resolve(line, draft) if resolver else None
        figures.append(_finished(original, base, plain, draft, resolved))


def _in_slogan(text: str, draft: Draft, quoted: list[tuple[int, int]]) -> bool:
    """Whether ``draft`` stands in a short quotation that is a slogan or a name, and not something a person says."""
    at = bisect(quoted, (draft.start, 0)) - 1
    if at < 0:
        return False
    start, end = quoted[at]
    if draft.start == start + 1 and draft.end == end - 1 and draft.kind != "ordinal" and text[draft.start].isdigit():
        return False
    return draft.end < end and not (
        _SAID_WITHIN.search(text, start + 1, end - 1)
        or _SAID_BEFORE.search(text, max(0, start - 5), start)
        or _SAID_AFTER.match(text, end)
    )


def _finished(original: str, base: int, plain: Plain, draft: Draft, resolved: str | None) -> Figure:
    start, end, full_start, full_end = draft.start, draft.end, draft.full_start, draft.full_end
    if not plain.same:
        place = plain.place
        start, end, full_start, full_end = place(start), place(end - 1) + 1, place(full_start), place(full_end - 1) + 1
    assert draft.kind is not None
    return Figure(
        base + start, base + end, original[start:end], base + full_start, base + full_end, draft.kind, draft.op,
        draft.hedge, draft.value, draft.low, draft.high, draft.unit, None, resolved,
    )  # fmt: skip


def _figure(text: str, at: int, floor: int, done: int) -> tuple[int, Draft | None]:
    """The figure around the numeral ``text[at]``, and where to go on.

    It does not begin before ``floor``, nor its hedge before ``done``, where the last figure ends.
    """
    c = text[at]
    if "0" <= c <= "9":
        end = code_end(text, at)
        if end:
            return end, None
    else:
        end = phrase_end(text, at)
        if end > at:
            return end, None
    before = hedges.before(text, _signed(text, at))
    draft = core(text, at, before is not None)
    if draft is None or draft.start < floor:
        return _past(text, at), None
    draft = join(text, draft, _core_plain)
    if draft.kind is None:
        if not bare_counts(text, draft, before is not None) or draft.op == "range" and draft.number is None:
            return max(draft.end, _past(text, at)), None
        draft.kind = "count"
    if draft.unit == "度" and (named := _DEGREES_OF.search(text, max(0, draft.start - 4), draft.start)):
        draft.start = draft.full_start = named.start()
        draft.unit = named[1] + "度"
    if draft.word == "range":
        draft.word = ""
        if text[draft.end : draft.end + 1] not in "，。、；的" and draft.op == "=":
            return draft.end, None
    if before is not None and before.start + len(before.word) > draft.start or draft.start != _signed(text, at):
        before = hedges.before(text, draft.start)
    if before is not None and before.start < done:
        before = None
    hedges.attach(text, draft, before)
    return draft.end, draft


def _core_plain(text: str, at: int) -> Draft | None:
    """The second figure of a range: no names, no weak forms."""
    sign = at
    if text[at : at + 1] in ("-", "负") and text[at + 1 : at + 2].isdigit():
        sign = at + 1
    elif text.startswith("零下", at):
        sign = at + 2
    return core(text, sign, True) if sign < len(text) else None


def _past(text: str, at: int) -> int:
    """Where to go on when no figure begins at ``text[at]``: behind the numeral, or behind digits too many for one."""
    number = read(text, at)
    return number.end if number is not None else run_end(text, at)


def _signed(text: str, at: int) -> int:
    """Where the number at ``at`` begins with its sign: 负, 零下, a printed minus that is no dash."""
    if not at or (c := text[at - 1]) not in _SIGN_LAST:
        return at
    if c == "负":
        return at - 1
    if c == "下" and text.endswith("零下", 0, at):
        return at - 2
    if c in "+±":
        return at - 1 if c == "±" else at
    if c == "-" and "0" <= text[at] <= "9":
        back = text[at - 2 : at - 1]
        if not back or not (back.isalnum() or back in "-—)）%℃”》"):
            return at - 1
        if _OWED_SUM.match(text, at) and _OWED.search(text, max(0, at - 6), at):
            return at - 1
        if back in "为至到达降是约近超" or "一" <= back <= "龥" and _COLD.match(text, at):
            return at - 1
    return at


def core(text: str, at: int, strong: bool) -> Draft | None:
    """The figure, hedges apart, whose numeral begins at ``text[at]``."""
    c = text[at]
    prev = text[at - 1 : at] if at else ""
    if c in "初除正腊":
        return None if c == "初" and prev and prev in "起当最" else lunar_at(text, at)
    if c == "半":
        return _half(text, at, prev, strong)
    if c == "三" and prev == "年" and text.endswith(("大年", "，年"), 0, at) and text.startswith("三十", at):
        return lunar_at(text, at - 1 - text.endswith("大年", 0, at))
    if prev == "历" and text.endswith(("农历", "阴历", "旧历", "夏历"), 0, at):
        draft = lunar_at(text, at)
        if draft:
            return draft
    if prev == "月" and at > 1 and text[at - 2] in "腊正冬":
        draft = lunar_at(text, at - 2)
        if draft:
            return draft
    if c == "个":
        return some_at(text, at)
    if c == "一" and text.startswith("一半", at):
        word = text[at + 2 : at + 3] in ("天", "会") or text.count("一半是", max(0, at - 18), at + 20) > 1
        if word:
            return None
        draft = Draft(at, at + 2, "fraction", None, "1/2")
        if MANY.match(text, at + 2):
            draft.end = draft.full_end = at + 3
            draft.op, draft.low, draft.value = ">", draft.value, None
        return draft
    number = read(text, at)
    if number is None:
        return None
    if number.bare and "0" <= prev <= "9":
        return None
    follow = text[number.end : number.end + 1]
    if number.arabic and follow in _RAISING and follow:
        number = powered(text, number) or number
        follow = text[number.end : number.end + 1]
    if prev == "第" and at:
        return ordinal_at(text, at, number)
    if prev and prev in "前首头":
        draft = leading_at(text, at, number)
        if draft is not None:
            return draft
    if (
        prev
        and prev in _WEEKDAY
        and not number.arabic
        and len(number.text) == 1
        and c in "一二三四五六"
        and not (text[at - 2 : at] in ("每周", "一周") and _TIMES_A_WEEK.match(text, number.end))
        and text.endswith(("周", "星期", "礼拜"), 0, at)
    ):
        return None
    if follow == "月" and (
        text.startswith("初", number.end + 1) or prev == "年" and text[at - 2 : at - 1] in _BRANCHES
    ):
        draft = lunar_at(text, at)
        if draft is not None:
            return draft
    if follow in _DATE_MARKS and follow or number.text == "十" and follow == "月":
        draft = _date(text, at, number.text, prev)
        if draft is not None:
            return draft
        if follow == "年" and number.value is not None:
            draft = era_year(text, at, number.value, number.end + 1)
            if draft is not None:
                return draft
    start = _signed(text, at)
    if start == at - 1 and prev == "负" and text[at - 2 : at - 1] == "正":
        start = at - 2
    draft = amount_at(text, at, number, strong)
    if draft is None:
        return None
    if start < at and draft.start == at:
        draft.start = draft.full_start = start
        if text[start] not in "±正":
            for name in ("value", "low", "high"):
                value = getattr(draft, name)
                if isinstance(value, Decimal):
                    setattr(draft, name, -value)
        if draft.low is not None and draft.high is not None and isinstance(draft.low, Decimal):
            draft.low, draft.high = draft.high, draft.low
    return draft


def _date(text: str, at: int, number: str, prev: str) -> Draft | None:
    draft = decade_at(text, at) or date_at(text, at)
    if draft is None:
        return None
    stamp = draft.stamp
    if draft.kind == "year" and draft.op == "=" and stamp:
        if _YEARS_AFTER.match(text, draft.end - 1) and (int(stamp[0]) < 1700 or text.endswith("距今", 0, at)):
            return None
        if int(stamp[0]) < 1900 and text.endswith(_YEARS_BEFORE, 0, at) and int(stamp[0]) % 100 == 0:
            return None
        if text.endswith("公元前", 0, at):
            return None
        if text.endswith("公元", 0, at):
            draft.start = draft.full_start = at - 2
    if (
        stamp
        and stamp[2]
        and not stamp[0]
        and not stamp[1]
        and text[draft.end - 1] == "日"
        and (_DAYS_AFTER.match(text, draft.end - 1) or text.endswith(_DAYS_BEFORE, 0, at))
    ):
        return None
    if text[at : draft.end] == "一日" and prev not in ("月", "至", "到", "、", "（", "周"):
        return None
    if stamp and stamp[3] and not stamp[2] and not stamp[1]:
        if ":" in text[at : draft.end] and _scored(text, at, draft.end):
            return None
        part = _DAY_PART.search(text, max(0, at - 3), at)
        if part:
            draft.start = draft.full_start = part.start()
    return draft


def _scored(text: str, at: int, end: int) -> bool:
    """Whether H:MM is a score or a ratio: 按1:20配比, 以21:15获胜."""
    last = _SCORES.match(text, end)
    if last:
        end = last.end()
        if any(len(part) < 2 or part > "59" for part in re.findall("[0-9]:([0-9]{1,3})", last[0])):
            return True
    return bool(_SCORE_NEAR.search(text, max(0, at - 14), at) or _SCORE_AFTER.match(text, end))


def _half(text: str, at: int, prev: str, strong: bool) -> Draft | None:
    """上半年, 半年, 半数以上, 近半."""
    if text.startswith("半年", at) and prev in ("上", "下") and prev and text[at + 2 : at + 3] not in ("报", "度"):
        draft = Draft(at - 1, at + 2, "date", value="XXXX-H1" if prev == "上" else "XXXX-H2")
        draft.stamp = ("", "", "", "", "", "", "H1" if prev == "上" else "H2")
        return draft
    found = halves_at(text, at)
    if found is not None:
        return found
    unit = UNITS.at(text, at + 1)
    if unit is not None and unit.sort == "measure" and len(unit.word) + (unit.word in "吨米斤亩升") > 1:
        return Draft(at, at + 1 + len(unit.word), "measure", None, Decimal("0.5"), unit.word)
    if text.startswith("半数", at):
        return Draft(at, at + 2, "fraction", None, "1/2")
    follow = text[at + 1 : at + 2]
    if strong and follow in "，。、；" or prev == "过" and follow not in "百生场程天夜":
        return Draft(at, at + 1, "fraction", None, "1/2")
    return None
