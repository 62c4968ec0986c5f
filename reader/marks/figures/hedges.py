"""Hedges: the words before and behind a figure that say how exact it is (约, 近, 超, 不足, 以上, 左右)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader import resources
from reader.marks.figures.draft import Draft
from reader.marks.figures.lexicon import CUES, UNITS, alternatives
from reader.model import Op

_TABLE = resources.toml("figures", "hedges.toml")
_BEFORE: dict[str, list[tuple[str, Op]]] = {}
for _op, _words in _TABLE["before"].items():
    for _word in _words:
        _BEFORE.setdefault(_word[-1], []).append((_word, _op))
_LINKS: dict[str, list[tuple[str, bool]]] = {}
for _name, _words in _TABLE["links"].items():
    for _word in _words:
        _LINKS.setdefault(_word[-1], []).append((_word, _name == "limit"))
_NOT: dict[str, tuple[str, ...]] = {
    hedge: bad
    for hedges in _BEFORE.values()
    for hedge, _op in hedges
    if (bad := tuple(w for w in _TABLE["not_before"]["words"] if w.endswith(hedge) and len(w) > len(hedge)))
}
"""For each hedge the longer words that end like it and are none."""
_AFTER: dict[str, list[tuple[str, Op]]] = {}
for _op, _words in _TABLE["after"].items():
    for _word in _words:
        _AFTER.setdefault(_word[0], []).append((_word, _op))
for _lists in (_BEFORE, _LINKS, _AFTER):
    for _entries in _lists.values():
        _entries.sort(key=lambda e: -len(e[0]))
_TIME_ONLY = frozenset(_TABLE["after_time"]["words"])
_NOT_AFTER_TIME = frozenset(_TABLE["after_time"]["not_before"])
_LIMITS = frozenset({"<=", ">="})
_RECENT_UNITS = frozenset(("Y", "M", "W", "D"))
_RECENT_NOT = tuple(CUES["not_recent"])
_ROUND = frozenset("百千万亿半")
_HALVED_LENGTHS = frozenset(_TABLE["beside"]["halved_lengths"])
_UNIT_OPENED = frozenset(_TABLE["beside"]["solved"])
_NOT_AROUND = frozenset(_TABLE["beside"]["not_around"])
_NOT_PERHAPS = frozenset(_TABLE["beside"]["not_perhaps"])
_NOT_UNTIL = frozenset(_TABLE["beside"]["not_until"])
_REMOTE = re.compile(f"({alternatives(_TABLE['remote']['words'])})[^，。；：、！？\n0-9]{{1,12}}的$")
_ROUND_SUM = re.compile("[一二两三四五六七八九十百千]{0,4}[万亿]")
_DATES = frozenset({"date", "year"})
_NO_DATE = frozenset(_TABLE["not_before_dates"]["words"])
_DEGREES = frozenset(("℃", "°C", "摄氏度", "度", "级"))
_UNITS_LAST = frozenset(word[-1] for word in UNITS.table)
BEFORE_LAST = frozenset(_BEFORE) | frozenset(_LINKS)


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge found before a number: where it starts, its words and its sense."""

    start: int
    word: str
    op: Op


def before(text: str, at: int) -> Hedge | None:
    """The hedge that ends where the number at ``text[at]`` begins, links such as 约有 and 最多可领 included."""
    c = text[at - 1 : at]
    if c not in BEFORE_LAST or not at:
        return _before_each(text, at) if c in _UNITS_LAST else None
    found = _direct(text, at, text[at : at + 1])
    if found is not None:
        return found
    for link, limit in _LINKS.get(c, ()):
        if text.endswith(link, 0, at):
            place = at - len(link)
            found = _direct(text, place, "")
            if found is not None and (not limit or found.op in _LIMITS) and found.word not in ("上", "过", "破"):
                return found
    return None


def _before_each(text: str, at: int) -> Hedge | None:
    """The hedge before 每 and a unit: 突破每盎司3700美元."""
    each = text.rfind("每", max(0, at - 5), at - 1)
    unit = UNITS.at(text, each + 1) if each > 0 else None
    return _direct(text, each, "") if unit is not None and each + 1 + len(unit.word) == at else None


def _direct(text: str, at: int, first: str) -> Hedge | None:
    for word, op in _BEFORE.get(text[at - 1 : at], ()):
        if not text.endswith(word, 0, at):
            continue
        start = at - len(word)
        bad = _NOT.get(word)
        if bad is not None and text.endswith(bad, 0, at):
            return None
        if word == "上" and first not in _ROUND:
            return None
        if word == "过" and (first not in _ROUND or first == "半" and text[at + 1 : at + 2] in _HALVED_LENGTHS):
            return None
        if word in ("最高", "最低") and first == "一" and text[at + 1 : at + 2] not in _ROUND:
            return None
        if word == "小" and not _ROUND_SUM.match(text, at):
            return None
        if word == "不过" and (start == 0 or text[start - 1] in "，。；：、！？\n"):
            return None
        if word == "近" and text[start - 1 : start] in ("最", "附", "临", "靠") and start:
            return None
        return Hedge(start, word, op)
    return None


def attach(text: str, draft: Draft, hedge: Hedge | None) -> None:
    """Give ``draft`` its hedges: ``hedge`` found before it, and what stands behind it."""
    words = []
    if hedge is not None and draft.unit in _DEGREES and hedge.word in ("最高", "最低"):
        hedge = None
    if hedge is not None and draft.kind in _DATES and hedge.word in _NO_DATE:
        hedge = None
    solved = hedge is not None and hedge.word == "破" and (draft.unit or "") in _UNIT_OPENED
    if solved and hedge is not None:
        # 破3起案 solves them; 首破 and 破10万件 pass a mark.
        number = draft.number
        solved = text[hedge.start - 1 : hedge.start] != "首" and (number is None or number.magnitude == 1)
    if hedge is not None and draft.kind == "ordinal" and text[draft.start] == "第":
        # 乒超第七轮, 超第二名20分: nothing is more or less than seventh.
        hedge = None
    if hedge is not None and not solved:
        draft.full_start = hedge.start
        words.append(hedge.word[1:] if hedge.word in ("已过", "早已过", "刚过") else hedge.word)
        recent = hedge.word == "近" and _is_recency(text, draft, hedge)
        if not recent and draft.op in ("=", "~"):
            draft.op = hedge.op
    elif draft.kind in ("fraction", "percent") and text[draft.start - 1 : draft.start] == "的" and draft.start:
        m = _REMOTE.search(text, max(0, draft.start - 18), draft.start)
        if m and not text.endswith(_NOT.get(m[1], ()), 0, m.end(1)):
            draft.full_start = m.start()
            words.append(m[1])
            if draft.op == "=":
                draft.op = next((op for word, op in _BEFORE.get(m[1][-1], ()) if word == m[1]), "~")
    after = _behind(text, draft)
    if after is not None:
        word, op = after
        draft.full_end = draft.end + len(word)
        if word == "之间" or draft.op == "range":
            if word == "之间" and text[draft.full_start - 1 : draft.full_start] == "在" and draft.full_start:
                draft.full_start -= 1
                words.append("在")
        elif draft.op in ("=", "~") or (draft.op == "<~" and op != "~"):
            draft.op = op
        if word.startswith(("（", "(")) and draft.full_start == draft.start:
            draft.end = draft.full_end
        words.append(word)
    if words:
        draft.hedge = "…".join(words)


def _is_recency(text: str, draft: Draft, hedge: Hedge) -> bool:
    """Whether 近 before a length of time means the latest: 近两年 (历时近两年 is nearly two years)."""
    whole = draft.kind == "duration" and draft.word in _RECENT_UNITS and "." not in draft.text_of(text)
    return whole and not text.endswith(_RECENT_NOT, 0, hedge.start)


def _behind(text: str, draft: Draft) -> tuple[str, Op] | None:
    end = draft.end
    if draft.op == "range" and text.startswith("之间", end):
        return "之间", "="
    for word, op in _AFTER.get(text[end : end + 1], ()):
        if not text.startswith(word, end):
            continue
        follow = text[end + len(word) : end + len(word) + 1]
        if word in _TIME_ONLY:
            if draft.kind == "duration":
                if word not in ("内", "为限", "以外", "之外"):
                    continue
            elif draft.kind not in _DATES:
                if word != "起" or draft.kind != "money":
                    continue
            elif word in ("后", "以后", "之后", "以来", "起", "内", "以外", "之外"):
                continue
            if follow in _NOT_AFTER_TIME and follow and len(word) == 1:
                continue
        if word in ("前后",) and draft.kind not in _DATES:
            continue
        if word == "上下" and follow in _NOT_AROUND:
            continue
        if word == "许" and (follow in _NOT_PERHAPS or draft.kind not in _DATES):
            continue
        if word == "以下" and follow and follow in "几各简两三四五":
            continue
        if word == "止" and follow in _NOT_UNTIL:
            continue
        return word, op
    return None
