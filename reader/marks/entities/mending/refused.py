"""What the tagger takes for a name and is none: units, idioms, vessels, peoples, clocks."""

from __future__ import annotations

from reader import words
from reader.marks.entities.draft import Span
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_COUNTING = _NUMERALS | frozenset("百千万亿两半几每")
_OPENING, _SHUT = ("“", "「", '"'), ("”", "」", '"')
_SERIAL = Pattern("[一二三四五六七八九十0-9]+号")
_BEFORE_STORM = frozenset('“"「『\n')
_IDIOM = 4


def is_none(text: str, span: Span, lists: Lists) -> bool:
    """Whether what the tagger gives is no name at all."""
    return _is_mistaken(text, span, lists) or _is_other(text, span)


def is_serial(text: str, end: int) -> bool:
    """神舟 in 神舟二十号: whether a number stands behind the name, at ``end``."""
    return text[end : end + 1] in _NUMERALS and _SERIAL.match(text, end) is not None


def _is_mistaken(text: str, span: Span, lists: Lists) -> bool:
    """Whether the name is a word that is none, or lies inside one."""
    start, end, kind = span
    if text[start - 1 : start] in _BEFORE_STORM and lists.storm.search(text, max(0, start - 5), start):
        return True
    said = text[start:end]
    if said in lists.units and _measures(text, span, lists):
        return True
    if said in lists.figures_of_speech and text[start - 1 : start] in _OPENING and text[end : end + 1] in _SHUT:
        return True
    if end - start > _IDIOM:
        return text[start:end] in lists.mistaken
    if not (
        (end - start > 1 and _inside_idiom(text, start, end))
        or (text[start : min(end, start + 2)] in lists.in_mistaken and _inside_mistaken(text, start, end, lists))
    ):
        return False
    return kind != "PER" or not lists.calls(text[max(0, start - 8) : start].rstrip(" \u3000"))


def _measures(text: str, span: Span, lists: Lists) -> bool:
    """Whether 牛顿 is a unit: behind a number, or in a row with other units."""
    if text[span.start - 1 : span.start] in _COUNTING:
        return span.start > 0
    if text[span.start - 1 : span.start] == "、":
        return any(text[max(0, span.start - 1 - size) : span.start - 1] in lists.units for size in (2, 3, 4))
    return text[span.end : span.end + 1] == "、" and lists.unit_of_measure.end(text, span.end + 1) is not None


def _is_other(text: str, span: Span) -> bool:
    """Whether it is a vessel's name (山东 舰, 黎明 号), a people's (门巴族), a clock's (北京 时间), or a stray."""
    start, end, kind = span
    if kind == "LOC" and text.startswith("时间", end):
        return True
    vessel = text[end : end + 1] == "舰" and text[end : end + 2] != "舰队"
    vessel = vessel or (
        text[end : end + 1] == "号" and text[end - 1] not in _NUMERALS and text[end : end + 2] != "号召"
    )
    people = text[end - 1] == "族" and end - start > 2
    return vessel or people or (kind == "ORG" and end - start == 1)


def _inside_idiom(text: str, start: int, end: int) -> bool:
    idioms = words.idioms()
    for begin in range(max(0, end - _IDIOM), start + 1):  # noqa: SIM110 - a generator would take twice as long
        if text[begin : begin + _IDIOM] in idioms:
            return True
    return False


def _inside_mistaken(text: str, start: int, end: int, lists: Lists) -> bool:
    return any(
        text[begin : begin + size] in lists.mistaken
        for size in range(end - start, 7)
        for begin in range(max(0, end - size), start + 1)
    )
