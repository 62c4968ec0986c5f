"""Places as the tagger gives them: rows of them parted, cut where a name ends; counts and number plates are none."""

from __future__ import annotations

from reader.marks.entities.draft import Span
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_PLATE = Pattern("[㐀-鿿][A-Z]?[0-9A-Z０-９]{3,}")
_LONGEST_PLATE = 7
_TYPE = Pattern("[-－—][0-9]")
_NUMERALS = frozenset("一二三四五六七八九十0123456789")


def cut(text: str, span: Span, lists: Lists) -> list[Span]:
    """A place without what is around it; 京津冀 as the places that it is made of; nothing where it is none."""
    start, end, _kind = span
    end = _before_side(text, start, end, lists)
    said = text[start:end]
    if said[-1] == "方" and len(said) == 2 and said in lists.around:
        # 中方.
        return [Span(start, start + 1, "LOC")]
    if said[-1] == "队" and len(said) > 2:
        # 马里队.
        return [Span(start, end, "ORG")]
    if _is_plate(text, start, end) or (len(said) == 1 and _TYPE.match(text, end)) or _is_so_many(said, lists):
        # 沪A12345, 苏-30, 七十国.
        return []
    if text[start - 1 : start + 1] in lists.reaches and said not in lists.places and said[1:] in lists.places:
        # 抵 达马斯喀特.
        return [Span(start + 1, end, "LOC")]
    if said[-1] in lists.counted and (counted := _before_count(said, lists)):
        said, end = said[:counted], start + counted
        if lists.is_generic(said):
            return []
    route = lists.routes.end(text, end)
    if route and any(row.issuperset(said) for row in lists.rows):
        # 京沪 高铁.
        return [Span(start, route, "LOC")]
    if several := _in_row(said, lists):
        return [Span(at, at + 1, "LOC") for at in range(start, start + several)]
    return [Span(start, end - _region(said, lists), "LOC")]


def _before_side(text: str, start: int, end: int, lists: Lists) -> int:
    """青年路 东延长线: where the name ends."""
    side = text[end - 1] in lists.directions and end - start > 3
    return end - 1 if side and text[end - 2] in lists.long_streets and text.startswith(lists.long_sides, end) else end


def _is_plate(text: str, start: int, end: int) -> bool:
    """沪A12345."""
    if "㐀" <= text[start + 1 : start + 2] <= "鿿":
        return False
    return end - start <= _LONGEST_PLATE and _PLATE.match(text, start) is not None


def _is_so_many(said: str, lists: Lists) -> bool:
    """七十国, 十里山路."""
    return said[0] in _NUMERALS and lists.so_many.fullmatch(said) is not None


def _before_count(said: str, lists: Lists) -> int:
    """便桥 三座: how many characters the name has; 0 if nothing is counted."""
    count = lists.count_behind.search(said)
    return count.start() if count and count.start() > 1 else 0


def _in_row(said: str, lists: Lists) -> int:
    """京津冀, 中俄蒙 三国: how many places of one character stand there side by side; 0 if it is one place."""
    if said.endswith(lists.rows_behind):
        said = next(said.removesuffix(word) for word in lists.rows_behind if said.endswith(word))
    if not 2 <= len(said) <= 4 or said in lists.places or said in lists.rows_whole:
        return 0
    return len(said) if any(row.issuperset(said) for row in lists.rows) else 0


def _region(said: str, lists: Lists) -> int:
    """广东 南部: how many characters at the end say which part is meant."""
    for region in lists.regions if said.endswith(lists.regions) else ():
        if said.endswith(region) and len(said) - len(region) >= 2 and said not in lists.places:
            return len(region)
    return 0
