"""Wrapping: text prepared once (break opportunities, cell edges), set in rows of any width often and quickly."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reader.typography.breaks import ALLOWED, FORCED, INSIDE, LAST, keep_whole, opportunities
from reader.typography.characters import chinese, tailoring
from reader.typography.width import cell_edges, cell_widths

_SPACES = " \t\u3000"
# A paragraph's last row is looked at if it has no more cells than a character with two marks; it is given company of no
# more cells than a short word.
_ORPHAN = 6
_COMPANY = 8
_BLANK = re.compile(f"[{_SPACES}]*")
_CLUSTER = re.compile(b"[^" + re.escape(bytes([INSIDE])) + b"]")
_THIN = re.compile(
    "(?<=[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])(?=[0-9A-Za-z])"
    "|(?<=[0-9A-Za-z%])(?=[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with all that its wrapping needs and that no width changes.

    Paragraphs are parted by line feeds. ``levels`` are the break opportunities of ``opportunities``; ``edges`` the cell
    at which each character begins, counted over the whole text (one more than there are characters). ``gaps`` are the
    offsets before which a blank cell is shown, for the eye only, between Chinese and Latin; ``edges`` counts each with
    the character before it.
    """

    text: str
    levels: bytearray
    edges: array[int]
    gaps: frozenset[int] = frozenset()

    def keep_whole(self, spans: Iterable[tuple[int, int]]) -> None:
        """Keep the half-open ``spans``, such as figures found later, on one line where it is wide enough."""
        keep_whole(self.levels, spans)


def prepare(
    text: str, *, ambiguous: int = 1, thin_space: bool = False, whole: Iterable[tuple[int, int]] = ()
) -> Prepared:
    """Find out about ``text`` what wrapping needs. ``ambiguous``: see ``cell_widths``; ``whole``: ``opportunities``.

    ``thin_space`` sets a blank cell between Chinese and Latin letters or digits where they stand side by side, but not
    within what is kept whole.
    """
    kinds = chinese().encode(text)
    widths = cell_widths(text, ambiguous=ambiguous, kinds=kinds)
    levels = opportunities(text, whole=whole, kinds=kinds)
    gaps: frozenset[int] = frozenset()
    if thin_space:
        gaps = frozenset(place for match in _THIN.finditer(text) if levels[place := match.start()] == ALLOWED)
        for gap in gaps:
            widths[gap - 1] += 1
    return Prepared(text, levels, cell_edges(widths), gaps)


@dataclass(frozen=True, slots=True)
class Rows:
    """A prepared text in rows.

    ``starts`` are the offsets at which the rows begin, in order. A row reaches to the start of the next one; a row
    that starts where the next one does is blank (space between paragraphs). Spaces at a row's end are not shown.
    """

    prepared: Prepared
    starts: array[int]
    width: int
    indent: int = 0

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, row: int) -> tuple[int, int]:
        """The half-open range of offsets shown in ``row``, without spaces and line feed at its end."""
        start, end = self.bounds(row)
        text = self.prepared.text
        return start, start + len(text[start:end].rstrip(_SPACES + "\n"))

    def bounds(self, row: int) -> tuple[int, int]:
        """The half-open range of offsets that belong to ``row``, spaces and line feed at its end included."""
        starts = self.starts
        return starts[row], starts[row + 1] if row + 1 < len(starts) else len(self.prepared.text)

    def row_at(self, offset: int) -> int:
        """The row that ``offset`` belongs to; offsets beyond the text belong to the last."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def left(self, row: int) -> int:
        """The indent of ``row`` in cells: that of a paragraph's first row, or none."""
        start = self.starts[row]
        return self.indent if not start or self.prepared.text[start - 1] == "\n" else 0

    def cell_at(self, row: int, offset: int) -> int:
        """The cell, from the column's left edge, at which the character at ``offset`` is drawn in ``row``."""
        edges = self.prepared.edges
        start = self.starts[row]
        return self.left(row) + edges[offset] - edges[start]

    def offset_at(self, row: int, cell: int) -> int:
        """The offset of the character drawn at ``cell`` of ``row``; the row's first or last beyond its ends.

        Always the first character of a grapheme cluster.
        """
        start, end = self.span(row)
        if end <= start:
            return start
        edges, levels = self.prepared.edges, self.prepared.levels
        wanted = edges[start] + max(0, cell - self.left(row))
        offset = min(bisect_right(edges, wanted, start, end) - 1, end - 1)
        while offset > start and levels[offset] == INSIDE:
            offset -= 1
        return max(offset, start)


def wrap(prepared: Prepared, width: int, *, indent: int = 0, hang: int = 0, spacing: int = 0) -> Rows:
    """Set ``prepared`` in rows of ``width`` cells.

    The first row of a paragraph begins ``indent`` cells further in, if that leaves room for anything. One closing mark
    may hang up to ``hang`` cells beyond the width rather than draw a character down with it. ``spacing`` blank rows
    stand between paragraphs. A paragraph does not end in a row of a single character where the row before can spare
    something (clreq, widows and orphans). No row is wider than ``width`` plus ``hang`` unless a single grapheme
    cluster is.
    """
    width = max(1, width)
    indent = indent if indent <= width // 4 else 0
    text, edges = prepared.text, prepared.edges
    starts = array("I")
    begin, length = 0, len(text)
    while True:
        if begin and spacing:
            starts.extend([begin] * spacing)
        stop = text.find("\n", begin)
        if stop < 0:
            stop = length
        starts.append(begin)
        start, room = begin, width - indent
        while edges[stop] - edges[start] > room:
            end = _row_end(prepared, start, stop, edges[start] + room, hang)
            if end >= stop:
                break
            if edges[stop] - edges[end] <= _ORPHAN:
                end = _with_company(prepared, start, end, stop)
            starts.append(end)
            start, room = end, width
        begin = stop + 1
        if begin > length:
            return Rows(prepared, starts, width, indent)


def _with_company(prepared: Prepared, start: int, end: int, stop: int) -> int:
    """Where to end a row instead of at ``end``, so that what is left of the paragraph is more than one character."""
    if sum(character.isalnum() for character in prepared.text[end:stop]) > 1:
        return end
    earlier = prepared.levels.rfind(ALLOWED, start + 1, end)
    edges = prepared.edges
    # Not at the price of a row that stays half empty.
    return earlier if earlier > 0 and edges[end] - edges[earlier] <= _COMPANY else end


def _row_end(prepared: Prepared, start: int, stop: int, limit: int, hang: int) -> int:
    """Where a row ends that starts at ``start`` in a paragraph that stops at ``stop``, ``limit`` being a cell edge."""
    text, levels, edges = prepared.text, prepared.levels, prepared.edges
    fits = bisect_right(edges, limit, start + 1, stop + 1) - 1
    if fits > start:
        if levels[fits] == ALLOWED:
            return fits
        # Spaces vanish at a row's end, so the break may lie beyond those that no longer fit.
        if text[fits] in _SPACES:
            after = _BLANK.match(text, fits).end()  # type: ignore[union-attr]
            if after >= stop or levels[after] == ALLOWED:
                return after
        elif hang and text[fits] in _hanging() and edges[fits + 1] <= limit + hang:
            after = _BLANK.match(text, fits + 1).end()  # type: ignore[union-attr]
            if after >= stop or levels[after] == ALLOWED:
                return after
        for level in (ALLOWED, FORCED, LAST):
            if (end := levels.rfind(level, start + 1, fits + 1)) > 0:
                return end
    match = _CLUSTER.search(levels, start + 1, stop)
    return match.start() if match else stop


@cache
def _hanging() -> frozenset[str]:
    return frozenset(tailoring()["hanging"]["marks"])
