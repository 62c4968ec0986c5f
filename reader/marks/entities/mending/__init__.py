"""First rule: the tagger's own names, cut where a name must end, split where two stand side by side, or refused."""

from __future__ import annotations

from collections.abc import Iterator

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.late import Pattern
from reader.marks.entities.lists import Lists
from reader.marks.entities.mending import organisations, people, places, refused
from reader.model import EntityKind

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
    said = text[span.start : span.end]
    if span.kind == "ORG" and len(said) > 2 and lists.land_forms.ends_with(said):
        span = span._replace(kind="LOC")
    if span.kind != "LOC" and refused.is_serial(text, span):
        return []
    if pair := _pair(text, span, said, lists):
        return pair
    if span.kind == "PER":
        return people.cut(text, span, lists)
    if span.kind == "ORG" and said in lists.places and text[span.start - 1 : span.start] in _AT:
        span = span._replace(kind="LOC")
    if len(said) == _STATION and said[-1] == "站" and said[:2] in lists.poles:
        # 南极 长城站.
        return [Span(span.start, span.start + 2, "LOC"), Span(span.start + 2, span.end, "LOC")]
    whole = _without_leading(said, span, lists) if said.startswith(lists.leading) else span
    if whole is None or lists.is_generic(text[whole.start : whole.end]):
        return []
    return places.cut(text, whole, lists) if whole.kind == "LOC" else organisations.cut(text, whole, lists)


def _pair(text: str, span: Span, said: str, lists: Lists) -> list[Span]:
    """中美 and 中德 政府: two countries by one character each; none if it is something else."""
    start, end, kind = span
    if not lists.rows[0].issuperset(said[:2]):
        return []
    if len(said) == 2:
        other = said in lists.rows_whole or said in lists.places
        two = not other and (kind == "LOC" or text[end : end + 1] in _TWO or lists.between.end(text, end))
    else:
        two = kind == "ORG" and len(said) > 3 and said[2:] in lists.between
    return [Span(start, start + 1, "LOC"), Span(start + 1, start + 2, "LOC")] if two else []


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
