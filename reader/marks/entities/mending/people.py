"""People as the tagger gives them: without the office before or behind the name; those that are places, or nobody."""

from __future__ import annotations

from reader import words
from reader.marks.entities.draft import Span
from reader.marks.entities.lists import Lists

_AND = "和与及"
_SUM = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟万亿")
_NUMBERS = frozenset("一两二三四五六七八九十")
_BEFORE_SPEECH = frozenset('，,：:“"')
_BEFORE = 8
"""Characters before a name in which a calling is looked for."""


def cut(text: str, span: Span, lists: Lists) -> list[Span]:
    """A person without the office (江主席 is 江); places where it is one or two of these; nothing if it is nobody."""
    start, end, _kind = span
    start = _behind_office(text, start, end, lists)
    start = _behind_calling(text, start, end, lists)
    said = text[start:end]
    if said in lists.known_places and not _called(text, start, lists):
        return [Span(start, end, "LOC")]
    if said in lists.common and not _acts(text, start, end, lists):
        return []
    if len(said) > 3 and lists.ending.ends_with(said):
        # 江南协会.
        return [] if lists.is_generic(said) else [Span(start, end, "ORG")]
    if said[-1] in lists.settlements and _is_settlement(text, start, end, lists):
        return [Span(start, end, "LOC")]
    end = _before_idiom(text, start, end, lists)
    said = text[start:end]
    if country := _officer(text, start, said, lists):
        return [Span(start, country, "LOC")]
    if len(said) == 4 and said[:2] in lists.places and said[2:] in lists.places:
        # 西安 延安.
        return [Span(start, start + 2, "LOC"), Span(start + 2, end, "LOC")]
    start = _behind_and(text, start, end, lists)
    end = _before_times(text, start, end, lists)
    said = text[start:end]
    if ("·" not in said and not lists.never_in_person.isdisjoint(said)) or _SUM.issuperset(said):
        return []
    return [Span(start, _name_end(text, start, end, lists), "PER")]


def _called(text: str, start: int, lists: Lists) -> bool:
    """Whether a calling or an office stands before ``start``."""
    return lists.calls(text[max(0, start - _BEFORE) : start].rstrip(" \u3000"))


def _acts(text: str, start: int, end: int, lists: Lists) -> bool:
    """Whether what stands around a common word (高明, 时光) shows that it is a person's name here."""
    return (
        _called(text, start, lists)
        or lists.does.end(text, end) is not None
        or lists.office.end(text, end) is not None
        or text[end : end + 2] in lists.honorifics
    )


def _behind_office(text: str, start: int, end: int, lists: Lists) -> int:
    """首席执行 官山姆·奥特曼: where the name starts, without the office's last character."""
    if text[start] not in lists.called_ends or end - start <= 2 or not text[start - 1 : start].isalpha():
        return start
    if not lists.calls(text[max(0, start - _BEFORE) : start + 1]):
        return start
    said = text[start:end]
    return start + 1 if "·" in said or not lists.surname(said) else start


def _behind_calling(text: str, start: int, end: int, lists: Lists) -> int:
    """牧民 格日乐图: where the name starts."""
    if end - start > 4 and not lists.called_ends.isdisjoint(text[start + 1 : start + 3]) and "·" not in text[start:end]:
        for size in (3, 2):
            if text[start : start + size] in lists.callings:
                return start + size
    return start


def _is_settlement(text: str, start: int, end: int, lists: Lists) -> bool:
    """李家村, but not 西村 as a surname."""
    return end - start > 1 and text[start:end] not in lists.japanese_surnames and not _acts(text, start, end, lists)


def _before_idiom(text: str, start: int, end: int, lists: Lists) -> int:
    """劳塔罗 梅开二度: where the name ends, and the idiom begins."""
    idioms = words.idioms()
    for begin in range(max(start + 2, end - 2), end):
        if text[begin : begin + 4] in idioms or text[begin : begin + 4] in lists.mistaken:
            return begin
    return end


def _officer(text: str, start: int, said: str, lists: Lists) -> int | None:
    """泰国 总理: where the country ends of which someone is named by the office alone."""
    for size in range(4, 1, -1) if lists.country.may_begin(said) else ():
        if said[:size] in lists.countries and lists.office.end(text, start + size):
            return start + size
    return None


def _behind_and(text: str, start: int, end: int, lists: Lists) -> int:
    """张震 和李明: where the name starts; "and" joins where something stands before it."""
    joins = text[start] in _AND and 3 <= end - start <= 4 and start > 0 and text[start - 1].isalnum()
    return start + 1 if joins and lists.surname(text[start + 1 : end]) else start


def _before_times(text: str, start: int, end: int, lists: Lists) -> int:
    """钟澄 三赴 某地: where the name ends."""
    times = text[end - 1] in _NUMBERS and end - start == 3 and text[end : end + 1] in lists.times
    return end - 1 if times and lists.surname(text[start:end]) else end


def _name_end(text: str, start: int, end: int, lists: Lists) -> int:
    """Where the name ends: before a verb or an office that ran into it, or where the tagger says."""
    said = text[start:end]
    if said[-1] == "时" and len(said) > 3 and text.startswith(lists.then, end):
        # 周言成 时表示.
        return end - 1
    surname = lists.surname(said)
    if surname and len(said) == 2 and said[1] in "说称" and text[end : end + 1] in _BEFORE_SPEECH:
        # 杨 说：….
        return start + 1
    office = _before_office(text, start, end, len(surname), lists) if surname else None
    return office or (_before_own_office(said, end, lists) if said[-1] in lists.called_ends else end)


def _before_office(text: str, start: int, end: int, surname: int, lists: Lists) -> int | None:
    """江 主席: where the surname ends; 方代表 … is no 方 with an office: 代表团."""
    for middle in (start + surname, start + 1):
        office = lists.office.end(text, middle)
        if office and middle < end <= office and not text.startswith("团", office):
            return middle
    return None


def _before_own_office(said: str, end: int, lists: Lists) -> int:
    """苏剑 教授: where the name ends."""
    for size in range(4, 1, -1):
        name = said[:-size]
        if len(name) > 1 and said[-size:] in lists.offices and lists.surname(name):
            return end - size
    return end
