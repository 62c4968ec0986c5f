"""Places as the tagger gives them: rows of them parted, cut where a name ends; counts and number plates are none."""

from __future__ import annotations

from reader.marks.entities.draft import Span
from reader.marks.entities.late import Pattern
from reader.marks.entities.lists import Lists
from reader.marks.entities.mending.rule import Rule, first

_PLATE = Pattern("[㐀-鿿][A-Z]?[0-9A-Z０-９]{3,}")
_LONGEST_PLATE = 7
_TYPE = Pattern("[-－—][0-9]")
_NUMERALS = frozenset("一二三四五六七八九十0123456789")


def cut(text: str, span: Span, lists: Lists) -> list[Span]:
    """A place without what is around it; 京津冀 as the places that it is made of; nothing where it is none."""
    span = _without_side(text, span, lists)
    names = first(_OTHERS, text, span, lists)
    if names is not None:
        return names
    counted = _without_count(text, span, lists)
    if counted is not span and lists.is_generic(text[counted.start : counted.end]):
        return []
    names = first(_PARTS, text, counted, lists)
    return [counted] if names is None else names


def _without_side(text: str, span: Span, lists: Lists) -> Span:
    """青年路 东延长线."""
    side = text[span.end - 1] in lists.directions and span.end - span.start > 3
    street = side and text[span.end - 2] in lists.long_streets and text.startswith(lists.long_sides, span.end)
    return span._replace(end=span.end - 1) if street else span


def _side_in_talks(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """中方."""
    return [span._replace(end=span.start + 1)] if len(said) == 2 and said[1] == "方" and said in lists.around else None


def _team(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """马里队."""
    return [span._replace(kind="ORG")] if said[-1] == "队" and len(said) > 2 else None


def _plate(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """沪A12345."""
    second = text[span.start + 1 : span.start + 2]
    plate = not "㐀" <= second <= "鿿" and _PLATE.match(text, span.start) and len(said) <= _LONGEST_PLATE
    return [] if plate else None


def _type(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """苏-30."""
    return [] if len(said) == 1 and _TYPE.match(text, span.end) else None


def _so_many(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """七十国, 十里山路."""
    return [] if said[0] in _NUMERALS and lists.so_many.fullmatch(said) else None


def _reached(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """抵 达马斯喀特."""
    reached = text[span.start - 1 : span.start + 1] in lists.reaches
    whole = reached and said not in lists.places and said[1:] in lists.places
    return [span._replace(start=span.start + 1)] if whole else None


_OTHERS: tuple[Rule, ...] = (_side_in_talks, _team, _plate, _type, _so_many, _reached)


def _without_count(text: str, span: Span, lists: Lists) -> Span:
    """便桥 三座."""
    if text[span.end - 1] not in lists.counted:
        return span
    count = lists.count_behind.search(text[span.start : span.end])
    return span._replace(end=span.start + count.start()) if count and count.start() > 1 else span


def _route(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """京沪 高铁."""
    route = lists.routes.end(text, span.end)
    return [span._replace(end=route)] if route and any(row.issuperset(said) for row in lists.rows) else None


def _row(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """京津冀, 中俄蒙 三国."""
    if said.endswith(lists.rows_behind):
        said = next(said.removesuffix(word) for word in lists.rows_behind if said.endswith(word))
    if not 2 <= len(said) <= 4 or said in lists.places or said in lists.rows_whole:
        return None
    if any(row.issuperset(said) for row in lists.rows):
        return [Span(at, at + 1, span.kind) for at in range(span.start, span.start + len(said))]
    return None


def _without_region(text: str, span: Span, said: str, lists: Lists) -> list[Span] | None:
    """广东 南部."""
    for region in lists.regions if said.endswith(lists.regions) else ():
        if said.endswith(region) and len(said) - len(region) >= 2 and said not in lists.places:
            return [span._replace(end=span.end - len(region))]
    return None


_PARTS: tuple[Rule, ...] = (_route, _row, _without_region)
