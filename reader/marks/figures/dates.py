"""Dates, times of day and named periods: from the printed words to ISO 8601 with X for what is not said."""

from __future__ import annotations

import re
from decimal import Decimal

from reader import resources
from reader.marks.figures.draft import Draft
from reader.marks.figures.lexicon import CUES, NOT_AFTER, UNITS, alternatives
from reader.marks.figures.numbers import read, worth

_CALENDAR = resources.toml("figures", "calendar.toml")
_C = "一二三四五六七八九"
_YEAR = f"[12][0-9]{{3}}|[一二][〇零{_C}]{{3}}|[两二]千[零〇]?[{_C}十]{{1,3}}"
_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = f"3[01]|[12][0-9]|0?[1-9]|三十一?|二十[{_C}]?|十[{_C}]?|廿[{_C}]?|卅|[{_C}]"
_HOUR = f"2[0-4]|1[0-9]|0?[0-9]|二十[一二三四]?|十[{_C}]?|[零两{_C}]"
_MINUTE = f"[0-5]?[0-9]|[二三四五]?十[{_C}]?|[零〇]?[{_C}]"
_CENTURY = f"[12]?[0-9]|二十一?|十[{_C}]?|[{_C}]"
_TO = "至|到|—{1,2}|-{1,2}|~"
_SHADE = (
    "[上中下]旬|年?[初末底](?![步次级始心审线层部恋中衷稿端尾梢日一二三四五六七八九十])|年?中(?=[，。、；的]|$)|中期|中叶|初期|末期|早期|后期|晚期|前期"
    "|月[初末底中](?![一二三四五六七八九十])"
)
_TIMES = "时(?![间段代限空尚期候速差常刻点效机局任而长有辰评政光务])"
_PART = alternatives([word for part in _CALENDAR["day_part"] for word in part["words"]])
_HOURS = {word: part for part in _CALENDAR["day_part"] for word in part["words"]}
_LUNAR = _CALENDAR["lunar"]
_ERAS: dict[str, int] = _CALENDAR["eras"]

_CLOCK = (
    f"(?P<part>{_PART})?"
    f"(?:(?P<h>{_HOUR})(?:{_TIMES}|点钟|点(?P<dot>))"
    f"(?:(?P<mi>{_MINUTE})分(?![之钟多])(?:(?P<s>{_MINUTE})秒)?|(?P<half>半)(?![年个天])|整|(?P<quarter>[一三])刻|(?<=点)(?P<mi3>[0-5][0-9])(?=[的到至开前左，。、~—-]))?"
    "|(?P<h2>[01]?[0-9]|2[0-4]):(?P<mi2>[0-5][0-9])(?::(?P<s2>[0-5][0-9]))?(?![0-9:%])"
    ")"
)
_TIME_RE = re.compile(_CLOCK)
_CLOCK_MANY = re.compile("多(?![名次个元家人种位条项辆])")
_PART_RE = re.compile(f"(?:{_PART})$")
_ISO_RE = re.compile(
    r"(?P<y>(?:1[5-9]|20)[0-9]{2})(?P<sep>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=sep)(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)
_YEAR_RE = re.compile(f"(?P<y>{_YEAR})年(?!代|级|制|期|龄|轮|均|薪|多|来|余|夜)度?")
_REST_RE = re.compile(
    f"(?P<half>[上下]半年)|第?(?P<q>[1-4一二三四])季度?|前(?P<fq>[2-4两二三])个?季度?|[前首头](?P<fm>{_MONTH}|两)个?月"
    f"|(?P<m>{_MONTH})(?:(?:{_TO})(?P<m2>{_MONTH}))?月(?!光|球|亮|饼|薪|均|租|票|嫂|子|台|桂|报|刊|历|票)份?"
)
_MD_RE = re.compile(
    f"(?P<m>{_MONTH})月(?!光|球|亮|饼|薪|均|租|票|嫂|子|台|桂|报|刊|历)(?:份|(?P<d>{_DAY})(?:(?P<mark>[日号])|(?:{_TO})(?P<d2>{_DAY})[日号]|(?![0-9{_C}十百千万亿.点%年月个分成倍多余:])))?"
)
_D_RE = re.compile(
    f"(?P<d>{_DAY})(?:(?P<list>(?:、(?:{_DAY})){{0,9}})(?:{_TO}|(?P<pause>、))(?P<d2>{_DAY}))?(?P<mark>[号]|日(?![元圆币均本产趋渐程期照韩]))"
)
_MONTHS_RE = re.compile(
    f"(?:(?P<m>{_MONTH})(?P<list>(?:、(?:{_MONTH})){{0,9}})(?:{_TO}|(?P<pause>、))(?P<m2>{_MONTH})|(?P<n>[二三四五六七八])(?P<n2>[三四五六七八九]))月(?!光)份?"
)
_SHADE_RE = re.compile(_SHADE)
_TO_RE = re.compile(f"(?:（[^）]{{1,3}}）)?(?:{_TO})")
_DECADE_RE = re.compile(
    f"(?:(?P<c>[12]?[0-9]|二十一?|十[{_C}]?|[{_C}])世纪)?(?P<dec>[1-9]0|[{_C}]十)年代(?:[初末]|中[期叶]|[前后初末]期)?"
)
_CENTURY_RE = re.compile(
    f"(?:(?P<c1>{_CENTURY})(?:世纪)?(?:{_TO}))?(?P<c>{_CENTURY})世纪(?:[初末]|中[期叶]|[上下前后]半[叶期]|[初末]期)?"
)
_YEARS_RE = re.compile(f"(?P<y>{_YEAR})(?:{_TO})(?P<y2>{_YEAR})(?:年度?|财年|学年)(?!代|级|制|期)")
_FISCAL_RE = re.compile(f"(?P<y>{_YEAR})(?:(?:{_TO}|/)(?P<y2>{_YEAR}|[0-9]{{2}}))?(?:财政?年度?|学年)")
_FISCAL_NEXT = frozenset("财学/-—至到~")
_QUARTER_RE = re.compile(
    f"(?P<q>[1-4一二三四])(?:(?P<list>(?:、[2-4二三四]){{0,2}})(?:{_TO}|(?P<pause>、))(?P<q2>[2-4二三四]))?季度(?:[初末底](?!级))?"
)
_FULL_DECADE_RE = re.compile("(?P<y>(?:1[0-9]|20)[0-9]0)年代(?:[初末]|中[期叶]|[前后初末]期)?")
_LUNAR_RE = re.compile(
    f"(?:{alternatives(_LUNAR['months'])}|(?P<m>[{_C}]|十[一二]?)月)(?:初[{_C}十]|二?十[{_C}]?|三十|廿[{_C}]?|30|[12]?[0-9])(?![日号{_C}0-9])"
)
_LUNAR_BEFORE = re.compile(
    f"(?:{alternatives(_LUNAR['prefixes'])})(?:[0-9一二三四五六七八九〇零]{{4}}年)?$"
    "|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年$"
)
_SCHOOL_AFTER = re.compile(f"(?:[、至到和与]初[一二三]){{0,2}}(?:{alternatives(_LUNAR['school_after'])})")
_SCHOOL_BEFORE = tuple(_LUNAR["school_before"])
_LUNAR_DAYS = re.compile(alternatives(_LUNAR["days"]))
_ERA_TO = re.compile(f"(?:{_TO})(?P<era>公元)?(?P<before>前)?(?=[0-9一二三四五六七八九])")
_ERA_BEFORE = re.compile(f"(?:{alternatives(list(_ERAS))})$")

_HOUR_AFTER = frozenset("，。前后左许开到至起出集在从～~—-")
_INDEX = tuple(CUES["index"])
_DAY_BEFORE = ("月", "于", "在", "至", "到", "从")
_DAY_AFTER = ("", *"，。、；开举起前后上下晚早到至—-~")
_POINTS_BEFORE = frozenset("有这下提出以几第讲说谈")

Stamp = tuple[str, str, str, str, str, str, str]
"""Year, month, day, hour, minute, second, period (Q1, H1); "" for what is not said."""


def _two(text: str | None) -> str:
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
    hour = int(_two(m["h"] or m["h2"]))
    part = _HOURS.get(m["part"] or before)
    if part is not None and (hour < 12 and part["add"] == 12 or part.get("noon") and hour < 6):
        hour += 12
    minute = _two(m["mi"] or m["mi2"] or m["mi3"])
    if m["half"]:
        minute = "30"
    elif m["quarter"]:
        minute = "15" if m["quarter"] == "一" else "45"
    return f"{hour:02d}", minute, _two(m["s"] or m["s2"])


def _stamp(text: str, at: int, context: Stamp | None) -> tuple[int, Stamp, str] | None:
    """One date or time at ``text[at]``: its end, its fields and its kind of form. ``context`` begins a range."""
    m = _ISO_RE.match(text, at)
    if m:
        stamp: Stamp = (m["y"], _two(m["m"]), _two(m["d"]), "", "", "", "")
        return m.end(), stamp, "date"
    year, end = "", at
    m = _YEAR_RE.match(text, at)
    if m:
        year, end = _year(m["y"]), m.end()
        rest = _REST_RE.match(text, end)
        if rest and not rest["m"]:
            return rest.end(), _period(year, rest), "period"
        if rest and rest["m2"]:
            return rest.end(), (year, _two(rest["m"]), "", "", "", "", "/" + _two(rest["m2"])), "months"
    month, day, second = "", "", ""
    m = _MD_RE.match(text, end)
    if m:
        if m["d"] and not m["mark"] and not m["d2"] and UNITS.at(text, m.end()):
            m = re.compile(f"(?P<m>{_MONTH})月份?(?P<d>)(?P<d2>)").match(text, end)
            assert m is not None
        month, day, second, end = _two(m["m"]), _two(m["d"]), _two(m["d2"]), m.end()
    elif not year:
        m = _D_RE.match(text, at)
        if m and m["d2"] is None:
            day, end = _two(m["d"]), m.end()
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
    said = any(clock[name] for name in ("part", "mi", "mi3", "half", "quarter"))
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
        return (year, "", "", "", "", "", f"Q{int(_two(m['q']))}")
    if m["fq"]:
        return (year, "", "", "", "", "", f"Q1/Q{int(_two(m['fq']))}")
    return (year, "01", "", "", "", "", "/" + _two(m["fm"]))


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
    special = _fiscal(text, at) or _years(text, at) or _quarter(text, at) or _decade(text, at)
    special = special or _months(text, at) or _days(text, at)
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
    if not m or m["q2"] and not _in_a_row(m, _two(m["q"]), _two(m["q2"])):
        return None
    period = f"Q{int(_two(m['q']))}"
    draft = Draft(at, m.end(), "date", value=f"XXXX-{period}")
    draft.stamp = ("", "", "", "", "", "", period)
    if m["q2"]:
        draft.value = f"XXXX-{period}/XXXX-Q{int(_two(m['q2']))}"
        draft.op = "range"
    return draft


def _in_a_row(m: re.Match[str], first: str, last: str) -> bool:
    """Whether a list with pauses leaves nothing out and so is a range: 3、4、5月, not 3、5月."""
    between = [int(_two(part)) for part in (m["list"] or "").split("、") if part]
    if not m["pause"]:
        return not between
    return [int(first), *between, int(last)] == list(range(int(first), int(last) + 1))


def _months(text: str, at: int) -> Draft | None:
    """1—8月."""
    m = _MONTHS_RE.match(text, at)
    if not m:
        return None
    first, last = _two(m["m"] or m["n"]), _two(m["m2"] or m["n2"])
    if int(first) >= int(last) or not _in_a_row(m, first, last):
        return None
    draft = Draft(at, m.end(), "date", value=f"XXXX-{first}/XXXX-{last}")
    draft.op, draft.stamp = "range", ("", first, "", "", "", "", "/" + last)
    return draft


def _days(text: str, at: int) -> Draft | None:
    """16至18日."""
    m = _D_RE.match(text, at)
    if not m or m["d2"] is None or int(_two(m["d"])) >= int(_two(m["d2"])) or NOT_AFTER.at(text, m.end() - 1):
        return None
    if not _in_a_row(m, _two(m["d"]), _two(m["d2"])):
        return None
    draft = Draft(at, m.end(), "date", value=f"XXXX-XX-{_two(m['d'])}/XXXX-XX-{_two(m['d2'])}")
    draft.op, draft.stamp = "range", ("", "", _two(m["d"]), "", "", "", "/" + _two(m["d2"]))
    return draft


def _decade(text: str, at: int) -> Draft | None:
    """90年代, 20世纪90年代, 1990年代, 21世纪."""
    m = _FULL_DECADE_RE.match(text, at)
    if m:
        return Draft(at, m.end(), "date", value=m["y"][:3] + "X")
    m = _DECADE_RE.match(text, at)
    if m:
        digit = _two(m["dec"])[0]
        start = at
        if m["c"]:
            hundred = f"{int(_two(m['c'])) - 1:02d}"
        elif text.endswith(("上世纪", "上个世纪"), 0, at):
            start = at - (3 if text.endswith("上世纪", 0, at) else 4)
            hundred = "19"
        elif text.endswith("本世纪", 0, at):
            start, hundred = at - 3, "20"
        else:
            hundred = "XX"
        return Draft(start, m.end(), "date", value=f"{hundred}{digit}X")
    m = _CENTURY_RE.match(text, at)
    if m and int(_two(m["c"])) > 0:
        start = at
        century = f"{int(_two(m['c'])) - 1:02d}XX"
        if text.endswith("公元前", 0, at):
            start, century = at - 3, f"-{int(_two(m['c'])) - 1:02d}XX"
        elif text.endswith("公元", 0, at):
            start = at - 2
        draft = Draft(start, m.end(), "date", value=century)
        if m["c1"]:
            draft.value, draft.op = f"{int(_two(m['c1'])) - 1:02d}XX/{century}", "range"
        return draft
    return None


def era_year(text: str, at: int, value: Decimal, end: int) -> Draft | None:
    """乾隆四十六年, 民国二十年, 公元前221年: a year counted from elsewhere; ``end`` is behind 年."""
    m = _ERA_BEFORE.search(text, max(0, at - 3), at)
    if m:
        year = _ERAS[m[0]] + int(value)
        return Draft(m.start(), end, "year", value=f"{year:04d}")
    if text.endswith("公元前", 0, at):
        return _before_christ(text, at, value, end)
    if text.endswith("公元", 0, at) and value < 3000:
        return Draft(at - 2, end, "year", value=f"{int(value):04d}")
    return None


def _before_christ(text: str, at: int, value: Decimal, end: int) -> Draft:
    """公元前221年, and ranges from one: 公元前475年至前221年, 公元前206年—公元220年. ISO 8601 has a year 0."""
    first = f"-{int(value) - 1:04d}"
    draft = Draft(at - 3, end, "year", value=first)
    to = _ERA_TO.match(text, end)
    second = read(text, to.end()) if to else None
    if to is None or second is None or second.value is None or text[second.end : second.end + 1] != "年":
        return draft
    last = int(second.value)
    if to["before"] or not to["era"] and last < value:
        draft.value = f"{first}/-{last - 1:04d}"
    else:
        draft.value = f"{first}/{last:04d}"
    draft.end = draft.full_end = second.end + 1
    draft.op = "range"
    return draft


def lunar_at(text: str, at: int) -> Draft | None:
    """正月三十, 农历八月十五, 大年初一, 腊月18: marked, but its value is not told."""
    m = _LUNAR_RE.match(text, at)
    if m and (m["m"] is None or "初" in m[0] or _LUNAR_BEFORE.search(text, max(0, at - 8), at)):
        before = _LUNAR_BEFORE.search(text, max(0, at - 8), at)
        return Draft(before.start() if before else at, m.end(), "date")
    m = _LUNAR_DAYS.match(text, at)
    if m is None or m[0][0] == "初" and (_SCHOOL_AFTER.match(text, m.end()) or text.endswith(_SCHOOL_BEFORE, 0, at)):
        return None
    return Draft(at, m.end(), "date")
