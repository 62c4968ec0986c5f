"""The query language: what one types to find articles, as a list of conditions that must all hold.

    国补 以旧换新              both stand in the article (headline, byline, section, text or notes)
    "消费 观察"                the words together, blanks and punctuation aside; also “…”
    guobu, yxj                 pinyin, whole or initials, finds the characters too
    section:消费观察|经济       one of several; also tag: person: org: place: work: event: name: byline: source:
                               headline: note: flag: measured:
    date:2025-07..2025-09      a year, month or day, or from..to with either side open; also date>=2025-07
    figure>1000亿元            a figure of that kind and unit; also money: percent: count: … with < <= = >= > and ..
    length>2000                characters
    unread read starred noted truncated untitled doubtful continued fiction
    -tag:旧  -国补              not

Field names may be Chinese: 栏目 版面 标签 人物 机构 地点 作品 事件 名 记者 作者 来源 标题 笔记 指标 日期 字数 数字 金额
百分比; so may 未读 已读 星标. Quoting a word that has a meaning here searches for it as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, get_args

from reader.language import _
from reader.library.errors import QueryError
from reader.library.terms import fold
from reader.model import FigureKind

Kind = Literal["term", "field", "date", "figure", "length", "state"]
Comparison = Literal["=", "<", "<=", ">", ">=", ".."]

FIELDS: dict[str, str] = {
    "section": "section", "栏目": "section", "版面": "section",
    "tag": "tag", "标签": "tag",
    "person": "person", "人物": "person", "人": "person",
    "org": "org", "机构": "org",
    "place": "place", "地点": "place",
    "work": "work", "作品": "work",
    "event": "event", "事件": "event",
    "name": "name", "名": "name",
    "byline": "byline", "记者": "byline", "作者": "byline",
    "source": "source", "来源": "source",
    "headline": "headline", "标题": "headline",
    "note": "note", "笔记": "note",
    "flag": "flag",
    "measured": "measured", "指标": "measured",
    "date": "date", "日期": "date",
    "length": "length", "字数": "length",
    "figure": "figure", "数字": "figure", "金额": "money", "百分比": "percent",
}  # fmt: skip
"""Every name that may stand before a colon or a comparison, and the field it means."""

FIGURE_FIELDS: frozenset[str] = frozenset({"figure", *get_args(FigureKind)}) - {"date"}
FIELDS.update({kind: kind for kind in sorted(FIGURE_FIELDS)})

STATES: dict[str, str] = {
    "unread": "unread", "未读": "unread", "read": "read", "已读": "read", "starred": "starred", "星标": "starred",
    "noted": "noted", "truncated": "truncated", "untitled": "untitled", "doubtful": "doubtful",
    "continued": "continued", "fiction": "fiction",
}  # fmt: skip
"""Words that ask for a state of the article."""

_NAME = "|".join(sorted(map(re.escape, FIELDS), key=len, reverse=True))
_FIELD = re.compile(rf"({_NAME})(<=|>=|[:<>=≤≥])", re.IGNORECASE)
_QUOTES = {'"': '"', "“": "”"}
_COMPARISONS: dict[str, Comparison] = {
    ":": "=",
    "=": "=",
    "<": "<",
    ">": ">",
    "<=": "<=",
    ">=": ">=",
    "≤": "<=",
    "≥": ">=",
}
_DATE = re.compile(r"\d{0,4}(?:-(?:\d{1,2}(?:-(?:\d{1,2})?)?)?)?")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a query. ``start``/``end`` are where it stands in the query (code points, half-open).

    ``values`` are alternatives, any of which will do; for a comparison ".." they are the two ends, "" being open.
    ``field`` is "" for a bare term, the state's name for a state.
    """

    kind: Kind
    field: str
    values: tuple[str, ...]
    comparison: Comparison = "="
    negated: bool = False
    quoted: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """The conditions of a query, all of which must hold."""

    text: str
    conditions: tuple[Condition, ...]

    @property
    def terms(self) -> tuple[Condition, ...]:
        """The bare terms that must stand in the article: what is ranked by and highlighted."""
        return tuple(c for c in self.conditions if c.kind == "term" and not c.negated)


_LIKE_A_FIELD = re.compile(r"([^\W\d_]{1,12})(?:[:<>=≤≥])(?!//)")


def slip(text: str) -> str:
    """What may be wrong with a query to which there is no answer: a word before a colon that is nearly a field's name.

    "" where there is none. Such a word is searched for as text, which is right where the text has it (time:12).
    """
    try:
        terms = parse(text).terms
    except QueryError:  # that is told where it is searched for
        return ""
    for condition in terms:
        match = None if condition.quoted else _LIKE_A_FIELD.match(_level(condition.values[0]))
        if match is not None and (near := get_close_matches(match[1], FIELDS, 1)):
            return _("There is no field {name}; did you mean {field}?").format(name=match[1], field=near[0])
    return ""


def parse(text: str) -> Query:
    """The query that ``text`` is. Raises QueryError, with the place, where a value cannot be understood.

    One that is still being typed (``section:``, ``figure>``, an open quotation mark) never is an error where it can be
    read as one that says less.
    """
    conditions = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        condition, position = _condition(text, position)
        if condition is not None:
            conditions.append(condition)
    return Query(text, tuple(conditions))


def _condition(text: str, start: int) -> tuple[Condition | None, int]:
    """The condition that begins at ``start`` (None if it is unfinished) and where it ends."""
    position = start
    negated = text[position] in "-－"
    if negated:
        position += 1
    field = _FIELD.match(_level(text), position)
    if field is None:
        values, end, quoted = _values(text, position, alternatives=False)
        word = "".join(values)
        if not word:
            return None, max(end, start + 1)
        state = None if quoted else STATES.get(word.lower())
        if state is not None:
            return Condition("state", state, (), negated=negated, start=start, end=end), end
        return Condition("term", "", (word,), negated=negated, quoted=quoted, start=start, end=end), end
    name = FIELDS[field[1].lower()]
    comparison = _COMPARISONS[field[2]]
    values, end, quoted = _values(text, field.end(), alternatives=True)
    if not any(values):
        return None, end
    kind: Kind = "date" if name == "date" else "length" if name == "length" else "field"
    kind = "figure" if name in FIGURE_FIELDS else kind
    if kind == "field":
        if comparison != "=":
            raise QueryError(
                _("{field} is a name, it cannot be compared with {sign}; write {field}:…").format(
                    field=field[1], sign=field[2]
                ),
                start,
                end,
            )
        return Condition(kind, name, tuple(filter(None, values)), "=", negated, quoted, start, end), end
    value = "|".join(values)
    low, dots, high = value.partition("..")
    if dots and comparison == "=":
        if not low and not high:
            return None, end
        ends: tuple[str, ...] = (low, high)
        comparison = ".."
    else:
        ends = (value,)
    checked = tuple(_checked(kind, each, start, end) for each in ends)
    return Condition(kind, name, checked, comparison, negated, quoted, start, end), end


def _values(text: str, position: int, *, alternatives: bool) -> tuple[list[str], int, bool]:
    """The value at ``position``, split at "|" if there may be ``alternatives``; where it ends; whether it is quoted."""
    values = [""]
    quoted = False
    while position < len(text) and not text[position].isspace():
        character = text[position]
        if character in _QUOTES and not values[-1]:
            close = text.find(_QUOTES[character], position + 1)
            close = len(text) if close < 0 else close
            values[-1] = text[position + 1 : close]
            quoted = True
            position = close + 1
            if not alternatives:
                break
            continue
        if character == "|" and alternatives:
            values.append("")
        else:
            values[-1] += character
        position += 1
    return values, min(position, len(text)), quoted


def _checked(kind: Kind, value: str, start: int, end: int) -> str:
    """A date as its ISO 8601 beginning, a number of characters as digits; a figure as it is."""
    if kind == "length" and value and not value.isdigit():
        raise QueryError(_("{value} is not a number of characters").format(value=value), start, end)
    if kind != "date" or not value:
        return value
    iso = re.sub(r"[年月/.]", "-", fold(value)).replace("日", "").rstrip("-")
    parts = [part if len(part) > 1 or n == 0 else part.zfill(2) for n, part in enumerate(iso.split("-"))]
    iso = "-".join(parts)
    valid = _DATE.fullmatch(iso) is not None and (len(parts) == 1 or len(parts[0]) == 4)
    valid = valid and (len(parts) < 2 or "01" <= parts[1] <= "12") and (len(parts) < 3 or "01" <= parts[2] <= "31")
    if not valid:
        raise QueryError(_("{value} is not a date; write 2025, 2025-07 or 2025-07-03").format(value=value), start, end)
    return iso


def _level(text: str) -> str:
    """``text`` with full-width signs (：＞＜＝) as the plain ones; same length."""
    return fold(text)
