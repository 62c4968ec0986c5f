"""Times told by other counts: decades and centuries, eras, years before Christ, the lunar calendar."""

from __future__ import annotations

import re
from decimal import Decimal

from reader import resources
from reader.marks.figures.dates import TO, two
from reader.marks.figures.draft import Draft
from reader.marks.figures.lexicon import alternatives
from reader.marks.figures.numbers import read

_CALENDAR = resources.toml("figures", "calendar.toml")
_LUNAR = _CALENDAR["lunar"]
_ERAS: dict[str, int] = _CALENDAR["eras"]
_C = "一二三四五六七八九"
_CENTURY = f"[12]?[0-9]|二十一?|十[{_C}]?|[{_C}]"

_DECADE_RE = re.compile(
    f"(?:(?P<c>[12]?[0-9]|二十一?|十[{_C}]?|[{_C}])世纪)?(?P<dec>[1-9]0|[{_C}]十)年代(?:[初末]|中[期叶]|[前后初末]期)?"
)
_CENTURY_RE = re.compile(
    f"(?:(?P<c1>{_CENTURY})(?:世纪)?(?:{TO}))?(?P<c>{_CENTURY})世纪(?:[初末]|中[期叶]|[上下前后]半[叶期]|[初末]期)?"
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
_ERA_TO = re.compile(f"(?:{TO})(?P<era>公元)?(?P<before>前)?(?=[0-9一二三四五六七八九])")
_ERA_BEFORE = re.compile(f"(?:{alternatives(list(_ERAS))})$")


def decade_at(text: str, at: int) -> Draft | None:
    """90年代, 20世纪90年代, 1990年代, 21世纪."""
    m = _FULL_DECADE_RE.match(text, at)
    if m:
        return Draft(at, m.end(), "date", value=m["y"][:3] + "X")
    m = _DECADE_RE.match(text, at)
    if m:
        digit = two(m["dec"])[0]
        start = at
        if m["c"]:
            hundred = f"{int(two(m['c'])) - 1:02d}"
        elif text.endswith(("上世纪", "上个世纪"), 0, at):
            start = at - (3 if text.endswith("上世纪", 0, at) else 4)
            hundred = "19"
        elif text.endswith("本世纪", 0, at):
            start, hundred = at - 3, "20"
        else:
            hundred = "XX"
        return Draft(start, m.end(), "date", value=f"{hundred}{digit}X")
    m = _CENTURY_RE.match(text, at)
    if m and int(two(m["c"])) > 0:
        start = at
        century = f"{int(two(m['c'])) - 1:02d}XX"
        if text.endswith("公元前", 0, at):
            start, century = at - 3, f"-{int(two(m['c'])) - 1:02d}XX"
        elif text.endswith("公元", 0, at):
            start = at - 2
        draft = Draft(start, m.end(), "date", value=century)
        if m["c1"]:
            draft.value, draft.op = f"{int(two(m['c1'])) - 1:02d}XX/{century}", "range"
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
