"""First rule: the tagger's own names, cut where a name must end, split where two stand side by side, or refused."""

from __future__ import annotations

from collections.abc import Iterator

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.marks.entities.mending import organisations, people, places, refused
from reader.model import EntityKind
from reader.patterns import Pattern

_PIECE = Pattern(r"[\w·•・‧&+.\-－]+")
_LETTERS = Pattern(r"[^\W\d_]")
_SPACED = Pattern(r"[㐀-鿿][ \u3000]+[㐀-鿿]")
_TWO = ("两", "双")
_REPORTED = frozenset("日者")
_REPORT = Pattern(r"(?<![通腾资快电简])讯(?=[)） \u3000（(：:])")
_AT = frozenset("在于从赴抵")
_STATION = 5
_TAGS: dict[str, EntityKind] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


def take_over(draft: Draft, lists: Lists) -> None:
    """Put the tagger's people, places and organisations into the draft, mended."""
    text = draft.text
    for begin, close, tag in draft.tagged(*_TAGS):
        start, end = _without_report(text, begin, close)
        for span in _pieces(text, start, end, _TAGS[tag]):
            for mended in _mended(text, span, lists):
                draft.put(*mended)


def _without_report(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without what says that this is a report: 9日电 | 约旦 …, （某某研究中心 | 讯）."""
    if text[start] == "电" and end - start > 2 and text[start - 1 : start] in _REPORTED:
        start += 1
    if text[end - 1] == "讯" and end - start > 3 and _REPORT.match(text, end - 1):
        end -= 1
    return start, end


def _pieces(text: str, start: int, end: int, kind: EntityKind) -> Iterator[Span]:
    """The range without punctuation that cannot belong to a name; 李　明 stays whole."""
    if text[start:end].isalpha():
        yield Span(start, end, kind)
        return
    if kind == "PER" and _SPACED.fullmatch(text, start, end):
        yield Span(start, end, kind)
        return
    for piece in _PIECE.finditer(text, start, end):
        if _LETTERS.search(piece[0]):
            yield Span(*piece.span(), kind)


def _mended(text: str, span: Span, lists: Lists) -> list[Span]:
    """What is right about one name: nothing, the whole, a part or several parts."""
    if refused.is_none(text, span, lists):
        return []
    start, end, kind = span
    said = text[start:end]
    if kind == "ORG" and len(said) > 2 and lists.land_forms.ends_with(said):
        kind = "LOC"
    if kind != "LOC" and refused.is_serial(text, end):
        return []
    if said[0] in lists.rows[0] and _is_pair(text, end, said, kind, lists):
        return [Span(start, start + 1, "LOC"), Span(start + 1, start + 2, "LOC")]
    if kind == "PER":
        return people.cut(text, span, lists)
    if kind == "ORG" and said in lists.places and text[start - 1 : start] in _AT:
        kind = "LOC"
    if len(said) == _STATION and said[-1] == "站" and said[:2] in lists.poles:
        # 南极 长城站.
        return [Span(start, start + 2, "LOC"), Span(start + 2, end, "LOC")]
    whole = Span(start, end, kind)
    if said.startswith(lists.leading):
        behind = _without_leading(said, whole, lists)
        if behind is None:
            return []
        whole, said = behind, text[behind.start : end]
    if lists.is_generic(said):
        return []
    return places.cut(text, whole, lists) if whole.kind == "LOC" else organisations.cut(text, whole, lists)


def _is_pair(text: str, end: int, said: str, kind: EntityKind, lists: Lists) -> bool:
    """Whether two countries by one character each are meant: 中美, 中德 政府."""
    if len(said) == 2:
        one = said in lists.rows_whole or said in lists.places or said[1] not in lists.rows[0]
        return not one and (kind == "LOC" or text[end : end + 1] in _TWO or lists.between.end(text, end) is not None)
    return kind == "ORG" and len(said) > 3 and said[1] in lists.rows[0] and said[2:] in lists.between


def _without_leading(said: str, span: Span, lists: Lists) -> Span | None:
    """会同 财政部, 位于 南昌: what is known without the words before it; None if nothing but common words is left."""
    for word in lists.leading:
        rest = said.removeprefix(word)
        if rest == said:
            continue
        if rest in lists.body or rest in lists.known_places:
            said = rest
            span = Span(span.end - len(rest), span.end, "ORG" if rest in lists.body else span.kind)
        elif rest in lists.generic or rest in lists.mistaken:
            return None
    return span
