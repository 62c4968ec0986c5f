"""Digits that are no quantity: model names, telephone and document numbers, addresses on the net, scores of teams."""

from __future__ import annotations

import re

from reader.marks.figures.lexicon import CONTEXT, LETTERS, split
from reader.marks.figures.money import front_of

_NAMES: dict[str, tuple[str, ...]] = {}
for _name in split("number_like_arabic.txt"):
    _NAMES[_name[-1]] = (*_NAMES.get(_name[-1], ()), _name)

_CHAIN = re.compile("[0-9]{1,12}(?:-[0-9]{1,12}){2,8}")
_ISO = re.compile(r"(?:1[5-9]|20)[0-9]{2}-(?:1[0-2]|0?[1-9])-(?:3[01]|[12][0-9]|0?[1-9])(?![0-9-])")
_PHONE = re.compile("0[0-9]{2,3}-?[0-9]{7,8}(?![0-9])|1[3-9][0-9]{9}(?![0-9])|[48]00-?[0-9]{3,4}-?[0-9]{3,4}(?![0-9])")
_SEASON = re.compile("(?:19|20)[0-9]{2}[/-](?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9年/.-]|财|学年)")
_DOTTED = re.compile("[0-9]{1,2}[·•][0-9]{1,2}")
_DOCUMENT = re.compile("[0-9]{4}[〕］\\]）)](?:第)?[一-龥]{0,2}[0-9]{0,6}[一-龥]{0,3}[0-9]+(?:-[0-9]+)?号")
_WORD = re.compile("[0-9A-Za-z]+(?:[-+./_][0-9A-Za-z]+)*")
_RUN = re.compile("[0-9][0-9.]*")
_DIGITS = re.compile("[0-9]+")
_QUANTITY = re.compile("[0-9][0-9,.]*(?:[万亿%‰]|个百分点|多?(?:元|万|亿))")
_VERSION = re.compile("[0-9]+(?:\\.[0-9]+){2,5}")
_DATED = re.compile(
    r"(?:19|20)[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,2}(?![0-9.])|[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}(?![0-9.])"
)
_ROAD = re.compile("[0-9]{3}(?:国道|省道|县道)")
_ROADS = ("国道", "省道", "县道", "乡道")
_MIXED = re.compile("[0-9]+[A-Za-z][A-Za-z0-9+-]*")
_GENERATION = re.compile("[0-9]0后|[0-9]{2}(?:后(?!续|来|面|期|卫|场|方|勤|备|天|的)|式|型)")
_SCORE = re.compile("[0-9]{1,3}-[0-9]{1,3}(?![0-9-])")
_MEASURING = frozenset(CONTEXT["measuring"].split("|"))
# A scanner's letters for digits: what the number was is a guess, and its tail alone would be a wrong value.
_SCANNED = re.compile("[0-9,.]{0,12}[OIlo][0-9,.OIlo]{0,12}(?:[万亿]+|(?=[%元人吨个家]))")
_SCANNED_HEAD = re.compile("[^A-Za-z0-9]?[OIl],?[0-9][0-9,.]{0,12}(?:[万亿]+|(?=[%元人吨个家]))")
_HASH = frozenset("_@#&=\\")


def code_end(text: str, at: int) -> int:
    """Where the code that holds the digit ``text[at]`` ends; 0 if the digit begins a number."""
    prev = text[at - 1] if at else ""
    if prev.isascii() and prev.isalpha():
        if prev in "lIO" and (m := _SCANNED_HEAD.match(text, max(0, at - 2))) and m.end() > at:
            return m.end()
        if front_of(text, at) or _QUANTITY.match(text, at) and not _hyphened(text, at):
            return 0
        m = _WORD.match(text, at)
        return m.end() if m else at + 1
    if prev in _HASH and prev:
        m = _WORD.match(text, at)
        return m.end() if m else at + 1
    if prev == "," and (m := _SCANNED_HEAD.match(text, max(0, at - 3))) and m.end() > at:
        return m.end()
    run = _DIGITS.match(text, at)
    assert run is not None
    end = run.end()
    follow = text[end : end + 1]
    if follow in ",OIlo" and follow and (m := _SCANNED.match(text, at)):
        return m.end()
    if follow in "-/·•〕］])）." and follow:
        found = _joined(text, at)
        if found:
            return found
    if end - at >= 9 and _PHONE.match(text, at) and follow not in "元万亿吨人":
        return end
    if prev == "-" and at > 1:
        back = text[at - 2]
        if back.isascii() and back.isalpha() or ("一" <= back <= "龥" and _name_before(text, at)):
            m = _WORD.match(text, at)
            return m.end() if m else end
    if follow.isascii() and follow.isalpha() and not LETTERS.match(text, end) and follow not in "kK":
        m = _MIXED.match(text, at)
        if m and not text.startswith(("BP", "bp", "pct", "pp"), end):
            return m.end()
    if _GENERATION.match(text, at) and end - at == 2 or _ROAD.match(text, at):
        return end + 1
    if prev == "道" and text.startswith("线", end) and text.endswith(_ROADS, 0, at):
        return end + 1
    if prev and prev != "-" and _name_before(text, at) and not _QUANTITY.match(text, at):
        return end
    if prev == " " and at > 1 and text[at - 2].isascii() and text[at - 2].isalpha():
        run = _RUN.match(text, at)
        if run is not None and not _measured(text, run.end()):
            return run.end()
    return 0


def _hyphened(text: str, at: int) -> bool:
    return text[at - 1] == "-"


def _measured(text: str, end: int) -> bool:
    return text[end : end + 1] in _MEASURING


def _joined(text: str, at: int) -> int:
    """The end of digits joined by hyphens, strokes, dots: 888-000-9999, 2025/26, 3·15, 〔2025〕12号, 1.2.3."""
    m = _DOTTED.match(text, at)
    if m:
        return m.end()
    m = _DOCUMENT.match(text, at)
    if m and text[at - 1 : at] in ("〔", "［", "[", "（", "("):
        return m.end()
    m = _PHONE.match(text, at)
    if m and "-" in m[0]:
        return m.end()
    m = _CHAIN.match(text, at)
    if m and not _ISO.match(text, at):
        return m.end()
    if "-" in text[at : at + 4] and _SCORE.match(text, at):
        return 0
    m = _SEASON.match(text, at)
    if m:
        return m.end()
    m = _VERSION.match(text, at)
    if m and not _DATED.match(text, at):
        return m.end()
    return 0


def _name_before(text: str, at: int) -> bool:
    """Whether a name that takes a number ends at ``at``: 沪深300, 歼-20."""
    names = _NAMES.get(text[at - 1])
    return names is not None and text.endswith(names, 0, at)
