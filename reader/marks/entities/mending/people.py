"""People as the tagger gives them: without the office before or behind the name; those that are places, or nobody."""

from __future__ import annotations

from reader import words
from reader.marks.entities.draft import Span
from reader.marks.entities.lists import Lists
from reader.marks.entities.mending.rule import Rule, first

_AND = "和与及"
_SUM = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟万亿")
_NUMBERS = frozenset("一两二三四五六七八九十")
_BEFORE_SPEECH = frozenset('，,：:“"')
_BEFORE = 8
"""Characters before a name in which a calling is looked for."""


def cut(text: str, span: Span, lists: Lists) -> list[Span]:
    """A person without the office (江主席 is 江); places where it is one or two of these; nothing if it is nobody."""
    span = _without_calling(text, _without_office(text, span, lists), lists)
    names = first(_NOBODY, text, span, lists)
    if names is not None:
        return names
    span = _without_idiom(text, span, lists)
    names = first(_PLACES, text, span, lists)
    if names is not None:
        return names
    span = _without_times(text, _without_and(text, span, lists), lists)
    names = first(_ENDS, text, span, lists)
    return [span] if names is None else names


def _called(text: str, start: int, lists: Lists) -> bool:
    """Whether a calling or an office stands before ``start``."""
    return lists.calls(text[max(0, start - _BEFORE) : start].rstrip(" \u3000"))


def _without_office(text: str, span: Span, lists: Lists) -> Span:
    """首席执行 官山姆·奥特曼: the office's last character is no part of the name."""
    start, end, _kind = span
    if text[start] not in lists.called_ends or end - start <= 2 or not text[start - 1 : start].isalpha():
        return span
    if not lists.calls(text[max(0, start - _BEFORE) : start + 1]):
        return span
    said = text[start:end]
    return span._replace(start=start + 1) if "·" in said or not lists.surname(said) else span


def _without_calling(text: str, span: Span, lists: Lists) -> Span:
    """牧民 格日乐图."""
    start, end, _kind = span
    if end - start > 4 and not lists.called_ends.isdisjoint(text[start + 1 : start + 3]) and "·" not in text[start:end]:
        for size in (3, 2):
            if text[start : start + size] in lists.callings:
                return span._replace(start=start + size)
    return span


def _known_place(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """南昌, but not 记者 白露."""
    known = said in lists.known_places
    return [span._replace(kind="LOC")] if known and not _called(text, span.start, lists) else None


def _common_word(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """高明, 时光."""
    return [] if said in lists.common and not _acts(text, span, lists) else None


def _body(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """江南协会."""
    if len(said) <= 3 or not lists.ending.ends_with(said):
        return None
    return [] if lists.is_generic(said) else [span._replace(kind="ORG")]


def _settlement(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """李家村."""
    ends = said[-1] in lists.settlements and len(said) > 1 and said not in lists.japanese_surnames
    return [span._replace(kind="LOC")] if ends and not _acts(text, span, lists) else None


_NOBODY: tuple[Rule, ...] = (_known_place, _common_word, _body, _settlement)


def _acts(text: str, span: Span, lists: Lists) -> bool:
    """Whether what stands around a common word (高明, 时光) shows that it is a person's name here."""
    return (
        _called(text, span.start, lists)
        or lists.does.end(text, span.end) is not None
        or lists.office.end(text, span.end) is not None
        or text[span.end : span.end + 2] in lists.honorifics
    )


def _without_idiom(text: str, span: Span, lists: Lists) -> Span:
    """劳塔罗 梅开二度: the idiom begins where the name ends."""
    idioms = words.idioms()
    for begin in range(max(span.start + 2, span.end - 2), span.end):
        if text[begin : begin + 4] in idioms or text[begin : begin + 4] in lists.mistaken:
            return span._replace(end=begin)
    return span


def _officer(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """泰国 总理: the country of which someone is named by the office alone."""
    for size in range(4, 1, -1) if lists.country.may_begin(said) else ():
        if said[:size] in lists.countries and lists.office.end(text, span.start + size):
            return [Span(span.start, span.start + size, "LOC")]
    return None


def _two_places(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """西安 延安."""
    if len(said) != 4 or said[:2] not in lists.places or said[2:] not in lists.places:
        return None
    middle = span.start + 2
    return [Span(span.start, middle, "LOC"), Span(middle, span.end, "LOC")]


_PLACES: tuple[Rule, ...] = (_officer, _two_places)


def _without_and(text: str, span: Span, lists: Lists) -> Span:
    """张震 和李明: "and" joins where something stands before it."""
    start, end, _kind = span
    joins = text[start] in _AND and 3 <= end - start <= 4 and start > 0 and text[start - 1].isalnum()
    return span._replace(start=start + 1) if joins and lists.surname(text[start + 1 : end]) else span


def _without_times(text: str, span: Span, lists: Lists) -> Span:
    """钟澄 三赴 某地."""
    start, end, _kind = span
    times = end - start == 3 and text[end - 1] in _NUMBERS and text[end : end + 1] in lists.times
    return span._replace(end=end - 1) if times and lists.surname(text[start:end]) else span


def _no_name(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """Characters that no Chinese name holds, and sums of money (伍佰万)."""
    never = not lists.never_in_person.isdisjoint(said) and "·" not in said
    return [] if never or _SUM.issuperset(said) else None


def _when(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """周言成 时表示."""
    when = said[-1] == "时" and len(said) > 3 and text.startswith(lists.then, span.end)
    return [span._replace(end=span.end - 1)] if when else None


def _says(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """杨 说，…"""
    says = len(said) == 2 and said[1] in "说称" and lists.surname(said)
    return [span._replace(end=span.start + 1)] if says and text[span.end : span.end + 1] in _BEFORE_SPEECH else None


def _surname_and_office(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """江 主席; 方代表 … is no 方 with an office: 代表团."""
    surname = lists.surname(said)
    for size in (len(surname), 1) if surname else ():
        middle = span.start + size
        office = lists.office.end(text, middle)
        if office and span.end > middle and span.end <= office and not text.startswith("团", office):
            return [span._replace(end=middle)]
    return None


def _name_and_office(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """苏剑 教授."""
    for size in range(4, 1, -1) if said[-1] in lists.called_ends else ():
        name = said[:-size]
        if len(name) > 1 and said[-size:] in lists.offices and lists.surname(name):
            return [span._replace(end=span.end - size)]
    return None


_ENDS: tuple[Rule, ...] = (_no_name, _when, _says, _surname_and_office, _name_and_office)
