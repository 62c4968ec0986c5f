"""Dates, times of day and named periods: from the printed words to ISO 8601 with X for what is not said."""

from __future__ import annotations

import re

from reader import resources
from reader.marks.figures.draft import Draft
from reader.marks.figures.lexicon import CUES, NOT_AFTER, UNITS, alternatives
from reader.marks.figures.numbers import worth

_CALENDAR = resources.toml("figures", "calendar.toml")
_C = "一二三四五六七八九"
_YEAR = f"[12][0-9]{{3}}|[一二][〇零{_C}]{{3}}|[两二]千[零〇]?[{_C}十]{{1,3}}"
_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = f"3[01]|[12][0-9]|0?[1-9]|三十一?|二十[{_C}]?|十[{_C}]?|廿[{_C}]?|卅|[{_C}]"
_HOUR = f"2[0-4]|1[0-9]|0?[0-9]|二十[一二三四]?|十[{_C}]?|[零两{_C}]"
_MINUTE = f"[0-5]?[0-9]|[二三四五]?十[{_C}]?|[零〇]?[{_C}]"
TO = "至|到|—{1,2}|-{1,2}|~"
_TO_TEN = f"[二三四五]?十[{_C}]?|[零〇][{_C}]"
_SHADE = (
    "[上中下]旬|年?[初末底](?![步次级始心审线层部恋中衷稿端尾梢日一二三四五六七八九十])|年?中(?=[，。、；的]|$)|中期|中叶|初期|末期|早期|后期|晚期|前期"
    "|月[初末底中](?![一二三四五六七八九十])"
)
_BESIDE: dict[str, list[str]] = _CALENDAR["beside"]
_TIMES = f"时(?!{alternatives(_BESIDE['not_hour'])})"
_PART = alternatives([word for part in _CALENDAR["day_part"] for word in part["words"]])
_HOURS = {word: part for part in _CALENDAR["day_part"] for word in part["words"]}
_CLOCK = (
    f"(?P<part>{_PART})?"
    f"(?:(?P<h>{_HOUR})(?:{_TIMES}|点钟|点(?P<dot>))"
    f"(?:(?P<mi>{_MINUTE})分(?![之钟多])(?:(?P<s>{_MINUTE})秒)?|(?P<half>半)(?![年个天])|整|(?P<quarter>[一三])刻|(?<=点)(?P<mi3>[0-5][0-9])(?=[的到至开前左，。、~—-])|(?<=点)(?P<mi4>{_TO_TEN})(?![个名位人家多余几万元块公]))?"
    "|(?P<h2>[01]?[0-9]|2[0-4]):(?P<mi2>[0-5][0-9])(?::(?P<s2>[0-5][0-9]))?(?![0-9:%])"
    ")"
)
_TIME_RE = re.compile(_CLOCK)
_CLOCK_MANY = re.compile(f"多(?!{alternatives(_BESIDE['not_clock_many'])})")
_PART_RE = re.compile(f"(?:{_PART})$")
_ISO_RE = re.compile(
    r"(?P<y>(?:1[5-9]|20)[0-9]{2})(?P<sep>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=sep)(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)
_EUROPEAN_RE = re.compile(
    r"(?P<d>3[01]|[12][0-9]|0?[1-9])\.(?P<m>1[0-2]|0?[1-9])\.(?P<y>(?:1[5-9]|20)[0-9]{2})(?![0-9.])"
)
_EARLY = f"[{_C}][〇零{_C}]{{2}}(?=年(?:{_MONTH})月)"
_YEAR_RE = re.compile(f"(?P<y>{_YEAR}|{_EARLY})年(?!代|级|制|期|龄|轮|均|薪|多|余|夜|(?<=00年)来)度?")
_NOT_MONTH = alternatives(_BESIDE["not_month"])
_REST_RE = re.compile(
    f"(?P<half>[上下]半年)|第?(?P<q>[1-4一二三四])季度?|前(?P<fq>[2-4两二三])个?季度?|[前首头](?P<fm>{_MONTH}|两)个?月"
    f"|(?P<m>{_MONTH})(?:(?:{TO})(?P<m2>{_MONTH}))?月(?!{_NOT_MONTH})份?"
)
_MD_RE = re.compile(
    f"(?P<m>{_MONTH})月(?!{_NOT_MONTH})(?:份|(?P<d>{_DAY})(?:(?P<mark>[日号])|(?:{TO})(?P<d2>{_DAY})[日号]|(?![0-9{_C}十百千万亿.点%年月个分成倍多余:])))?"
)
_D_RE = re.compile(
    f"(?P<d>{_DAY})(?:(?P<list>(?:、(?:{_DAY})){{0,9}})(?:{TO}|(?P<pause>、))(?P<d2>{_DAY}))?(?P<mark>[号]|日(?!{alternatives(_BESIDE['not_day'])}))"
)
_MONTHS_RE = re.compile(
    f"(?:(?P<m>{_MONTH})(?P<list>(?:、(?:{_MONTH})){{0,9}})(?:{TO}|(?P<pause>、))(?P<m2>{_MONTH})|(?P<n>[二三四五六七八])(?P<n2>[三四五六七八九]))月(?!光)份?"
)
_SHADE_RE = re.compile(_SHADE)
_TO_RE = re.compile(f"(?:（[^）]{{1,3}}）)?(?:{TO})")
_YEARS_RE = re.compile(f"(?P<y>{_YEAR})(?:{TO})(?P<y2>{_YEAR})(?:年度?|财年|学年)(?!代|级|制|期)")
_FISCAL_RE = re.compile(f"(?P<y>{_YEAR})(?:(?:{TO}|/)(?P<y2>{_YEAR}|[0-9]{{2}}))?(?:财政?年度?|学年)")
_FISCAL_NEXT = frozenset("财学/-—至到~")
_QUARTER_RE = re.compile(
    f"(?P<q>[1-4一二三四])(?:(?P<list>(?:、[2-4二三四]){{0,2}})(?:{TO}|(?P<pause>、))(?P<q2>[2-4二三四]))?季度(?:[初末底](?!级))?"
)
_HOUR_AFTER = frozenset(_BESIDE["hour_after"])
_INDEX = tuple(CUES["index"])
_DAY_BEFORE = frozenset(_BESIDE["day_before"])
_DAY_AFTER = frozenset(("", *_BESIDE["day_after"]))
_POINTS_BEFORE = frozenset(_BESIDE["points_before"])

Stamp = tuple[str, str, str, str, str, str, str]
"""Year, month, day, hour, minute, second, period (Q1, H1); "" for what is not said."""


def two(text: str | None) -> str:
    """A numeral of at least two digits: 05 for 五; nothing for nothing."""
    if not text:
        return ""
    value = worth(text)[1]
    return f"{int(value):02d}" if value is not None else ""


def iso(stamp: tuple[str, ...]) -> str:
    """ISO 8601 for the fields of a date; a time without a date is T07:30."""
    y, m, d, h, mi, s, period = stamp
    time = f"T{h}" + (f":{mi}" if mi else "") + (f":{s}" if s else "") if h else ""
    if period:
        return f"{y or 'XXXX'}-{period}"
    if not (y or m or d):
        return time
    date = y or "XXXX"
    if m or d:
        date += f"-{m or 'XX'}"
    if d:
        date += f"-{d}"
    return date + time


def _year(text: str) -> str:
    value = worth(text)[1]
    return f"{int(value):04d}" if value is not None else ""


def _time(m: re.Match[str], before: str) -> tuple[str, str, str]:
    """Hour, minute and second of a match of _CLOCK; ``before`` is the part of day that stands before it."""
    hour = int(two(m["h"] or m["h2"]))
    part = _HOURS.get(m["part"] or before)
    if part is not None and (hour < 12 and part["add"] == 12 or part.get("noon") and hour < 6):
        hour += 12
    minute = two(m["mi"] or m["mi2"] or m["mi3"] or m["mi4"])
    if m["half"]:
        minute = "30"
    elif m["quarter"]:
        minute = "15" if m["quarter"] == "一" else "45"
    return f"{hour:02d}", minute, two(m["s"] or m["s2"])


def _stamp(text: str, at: int, context: Stamp | None) -> tuple[int, Stamp, str] | None:
    """One date or time at ``text[at]``: its end, its fields and its kind of form. ``context`` begins a range."""
    m = _ISO_RE.match(text, at) or _EUROPEAN_RE.match(text, at)
    if m:
        stamp: Stamp = (m["y"], two(m["m"]), two(m["d"]), "", "", "", "")
        return m.end(), stamp, "date"
    year, end = "", at
    m = _YEAR_RE.match(text, at)
    if m:
        year, end = _year(m["y"]), m.end()
        rest = _REST_RE.match(text, end)
        if rest and not rest["m"]:
            return rest.end(), _period(year, rest), "period"
        if rest and rest["m2"]:
            return rest.end(), (year, two(rest["m"]), "", "", "", "", "/" + two(rest["m2"])), "months"
    month, day, second = "", "", ""
    m = _MD_RE.match(text, end)
    if m:
        counted = m["d"] and not m["mark"] and not m["d2"] and UNITS.at(text, m.end())
        if counted and not NOT_AFTER.at(text, m.end()):
            m = re.compile(f"(?P<m>{_MONTH})月份?(?P<d>)(?P<d2>)").match(text, end)
            assert m is not None
        month, day, second, end = two(m["m"]), two(m["d"]), two(m["d2"]), m.end()
    elif not year:
        m = _D_RE.match(text, at)
        if m and m["d2"] is None:
            day, end = two(m["d"]), m.end()
            if m["mark"] == "号" and not _is_day(text, at, end):
                return None
    if second:
        return end, (year, month, day, "", "", "", "/" + second), "days"
    clock = _TIME_RE.match(text, end) if not (year and not month) else None
    if clock and (day or not year) and (clock["dot"] is None or _is_hour(text, at, clock, bool(day))):
        before = ""
        if not day and not clock["part"]:
            found = _PART_RE.search(text, max(0, at - 3), at)
            before = found[0] if found else ""
        return clock.end(), (year, month, day, *_time(clock, before), ""), "time"
    if not (year or month or day):
        return None
    if not day:
        shade = _SHADE_RE.match(text, end)
        if shade:
            end = shade.end()
    return end, (year, month, day, "", "", "", ""), "date"


def _is_hour(text: str, at: int, clock: re.Match[str], dated: bool) -> bool:
    """Whether N点 is an hour and no point of an index: it is dated, has minutes, or a part of day stands before it."""
    said = any(clock[name] for name in ("part", "mi", "mi3", "mi4", "half", "quarter"))
    if dated or said or "点钟" in clock[0] or "整" in clock[0]:
        return True
    if _PART_RE.search(text, max(0, at - 3), at):
        return True
    after = text[clock.end() : clock.end() + 1]
    return after in _HOUR_AFTER and not text.endswith(_INDEX, 0, at) and text[at - 1 : at] not in _POINTS_BEFORE


def _is_day(text: str, at: int, end: int) -> bool:
    """Whether N号 without a month is a day: 本月25号, 于25号."""
    return text[at - 1 : at] in _DAY_BEFORE and text[end : end + 1] in _DAY_AFTER


def _period(year: str, m: re.Match[str]) -> Stamp:
    if m["half"]:
        return (year, "", "", "", "", "", "H1" if m["half"][0] == "上" else "H2")
    if m["q"]:
        return (year, "", "", "", "", "", f"Q{int(two(m['q']))}")
    if m["fq"]:
        return (year, "", "", "", "", "", f"Q1/Q{int(two(m['fq']))}")
    return (year, "01", "", "", "", "", "/" + two(m["fm"]))


def _value(stamp: Stamp, form: str) -> str:
    year = stamp[0] or "XXXX"
    if form == "months":
        return f"{year}-{stamp[1]}/{year}-{stamp[6][1:]}"
    if form == "days":
        return f"{year}-{stamp[1] or 'XX'}-{stamp[2]}/{year}-{stamp[1] or 'XX'}-{stamp[6][1:]}"
    if "/" in stamp[6]:
        first, _, last = stamp[6].partition("/")
        return f"{year}-{first}/{year}-{last}" if first else f"{year}-{stamp[1]}/{year}-{last}"
    return iso(stamp)


def date_at(text: str, at: int) -> Draft | None:
    """The date, time of day, period or range of them that begins at ``text[at]``."""
    special = _fiscal(text, at) or _years(text, at) or _quarter(text, at) or _months(text, at) or _days(text, at)
    if special:
        return special
    first = _stamp(text, at, None)
    if first is None:
        return None
    end, stamp, form = first
    draft = Draft(at, end, "date", value=_value(stamp, form))
    draft.stamp = stamp
    if form in ("months", "days"):
        draft.op = "range"
        return draft
    if form == "period":
        return draft
    if form == "time" and text[end - 1] in "点钟" and _CLOCK_MANY.match(text, end):
        draft.end = draft.full_end = end + 1
        draft.op, draft.low, draft.value = ">", draft.value, None
        return draft
    if stamp[0] and not any(stamp[1:]):
        draft.kind = "year"
    to = _TO_RE.match(text, end)
    if to:
        second = _stamp(text, to.end(), stamp)
        if second and second[2] in ("date", "time"):
            _join(draft, stamp, second)
    return draft


def _join(draft: Draft, first: Stamp, second: tuple[int, Stamp, str]) -> None:
    """Make ``draft`` the range from ``first`` to ``second``; what the second leaves out it takes from the first."""
    end, last, _ = second
    finest = [i for i in range(6) if first[i]]
    other = [i for i in range(6) if last[i]]
    # 2025年至10点 is no range, nor 8时至9月: the two must share a field.
    if other[0] > finest[-1] or other[-1] < finest[0]:
        return
    filled = list(last)
    for i in range(other[0]):
        filled[i] = first[i]
    draft.end = draft.full_end = end
    draft.op = "range"
    draft.value = f"{iso(first)}/{iso(tuple(filled))}"
    if not any(first[1:]) and not any(last[1:]):
        draft.kind = "year"
    else:
        draft.kind = "date"


def _years(text: str, at: int) -> Draft | None:
    """2021—2025年."""
    m = _YEARS_RE.match(text, at)
    if not m:
        return None
    draft = Draft(at, m.end(), "year", value=f"{_year(m['y'])}/{_year(m['y2'])}")
    draft.op = "range"
    return draft


def _fiscal(text: str, at: int) -> Draft | None:
    """2026财年, 2025/26财年, 2025学年."""
    if text[at + 4 : at + 5] not in _FISCAL_NEXT:
        return None
    m = _FISCAL_RE.match(text, at)
    if not m:
        return None
    first = _year(m["y"])
    draft = Draft(at, m.end(), "year", value=first)
    if m["y2"]:
        draft.value, draft.op = f"{first}/{first[:2] + m['y2'] if len(m['y2']) == 2 else _year(m['y2'])}", "range"
    draft.stamp = (first, "", "", "", "", "", "")
    return draft


def _quarter(text: str, at: int) -> Draft | None:
    """三季度, 二三季度."""
    m = _QUARTER_RE.match(text, at)
    if not m or m["q2"] and not _in_a_row(m, two(m["q"]), two(m["q2"])):
        return None
    period = f"Q{int(two(m['q']))}"
    draft = Draft(at, m.end(), "date", value=f"XXXX-{period}")
    draft.stamp = ("", "", "", "", "", "", period)
    if m["q2"]:
        draft.value = f"XXXX-{period}/XXXX-Q{int(two(m['q2']))}"
        draft.op = "range"
    return draft


def _in_a_row(m: re.Match[str], first: str, last: str) -> bool:
    """Whether a list with pauses leaves nothing out and so is a range: 3、4、5月, not 3、5月."""
    between = [int(two(part)) for part in (m["list"] or "").split("、") if part]
    if not m["pause"]:
        return not between
    return [int(first), *between, int(last)] == list(range(int(first), int(last) + 1))


def _months(text: str, at: int) -> Draft | None:
    """1—8月."""
    m = _MONTHS_RE.match(text, at)
    if not m:
        return None
    first, last = two(m["m"] or m["n"]), two(m["m2"] or m["n2"])
    if int(first) >= int(last) or not _in_a_row(m, first, last):
        return None
    draft = Draft(at, m.end(), "date", value=f"XXXX-{first}/XXXX-{last}")
    draft.op, draft.stamp = "range", ("", first, "", "", "", "", "/" + last)
    return draft


def _days(text: str, at: int) -> Draft | None:
    """16至18日."""
    m = _D_RE.match(text, at)
    if not m or m["d2"] is None or int(two(m["d"])) >= int(two(m["d2"])) or NOT_AFTER.at(text, m.end() - 1):
        return None
    if not _in_a_row(m, two(m["d"]), two(m["d2"])):
        return None
    draft = Draft(at, m.end(), "date", value=f"XXXX-XX-{two(m['d'])}/XXXX-XX-{two(m['d2'])}")
    draft.op, draft.stamp = "range", ("", "", two(m["d"]), "", "", "", "/" + two(m["d2"]))
    return draft
