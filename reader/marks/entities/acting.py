"""Organisations told by what stands behind them: congresses of the Party, national laboratories, houses that speak."""

from __future__ import annotations

from reader.marks.entities.draft import Draft
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_CONGRESS = Pattern("中共(?:十?[一二三四五六七八九]|二十)大|(?:十[一二三四五六七八九]|二十|[七八九])大")
_NUMBERS = tuple("一二三四五六七八九十第")


def find(draft: Draft, lists: Lists) -> None:
    """Put them; a house that does not act stays a place, or becomes one."""
    _congresses(draft, lists)
    _national(draft, lists)
    _houses(draft, lists)


def _congresses(draft: Draft, lists: Lists) -> None:
    """党的 十五大, 中共十八大: a congress of the Party by its number."""
    text = draft.text
    for at in draft.occurrences("大"):
        # Most 大 have no number before them.
        match = _CONGRESS.search(text, max(0, at - 5), at + 1) if text[at - 1 : at] in _NUMBERS else None
        if match is not None and match.end() == at + 1:
            start, end = match.span()
            meant = match[0][0] == "中" or _of_the_party(text, start, end, lists)
            inside = all(start <= span.start and span.end <= end for span in draft.within(start, end))
            if meant and inside and draft.is_word_end(end):
                draft.put(start, end, "ORG")


def _of_the_party(text: str, start: int, end: int, lists: Lists) -> bool:
    """Whether a number with 大 stands where a congress does."""
    return text.endswith("党的", 0, start) or (
        text[start] not in "七八九" and text[start - 1 : start] not in _NUMBERS and text.startswith(lists.congress, end)
    )


def _national(draft: Draft, lists: Lists) -> None:
    """国家 粮食与营养 实验室 研究员: a national laboratory where someone works in it or it speaks."""
    text = draft.text
    for match in lists.national.finditer(text):
        start, end = match.span()
        acts = lists.office.end(text, end) or text.startswith(lists.of_research, end)
        plain = lists.is_generic(match[1]) or match[1][0] in "级的"
        if acts and not plain and draft.is_word_start(start) and not draft.within(start, end):
            draft.put(start, end, "ORG")


def _houses(draft: Draft, lists: Lists) -> None:
    """李四光 纪念馆 is a place; a place that has a director speaks as an organisation (图书馆 副馆长)."""
    text = draft.text
    for start, middle, _tag in draft.tagged("nz"):
        # 甲乙市 抗日战争 纪念馆.
        land, house = draft.at(start - 1), lists.houses.end(text, middle)
        if house and land is not None and land.kind == "LOC" and draft.at(start) is None and draft.is_word_end(house):
            draft.put(land.start, house, "LOC")
    for span in draft.spans():
        house = lists.houses.end(text, span.end)
        named = span.kind in ("PER", "LOC") and draft.said(span) not in lists.countries
        if house and named and draft.is_word_end(house):
            span = draft.put(span.start, house, "LOC")
        if span.kind == "LOC" and text[span.end - 1] in lists.staffed:
            if lists.office.end(text, span.end) or text.startswith(lists.of_houses, span.end):
                draft.put(*span[:2], "ORG")
        elif draft.said(span) in lists.houses_that_speak:
            speaks = lists.office.end(text, span.end) or text.startswith(lists.of_governments, span.end)
            draft.put(*span[:2], "ORG" if speaks else "LOC")
