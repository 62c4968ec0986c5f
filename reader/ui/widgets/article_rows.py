"""The sheet: an article laid out for one width, as lines of the headline block, rows of the text, and remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.language import _
from reader.model import Article
from reader.settings import Settings
from reader.typography import Prepared, Rows, cell_width, clean, prepare, wrap
from reader.typography.breaks import ALLOWED


def N_(message: str) -> str:
    """Marks ``message`` for translation where it is not yet spoken."""
    return message


MARGIN = 3
"""Cells left of the text, for the signs of notes."""
GUTTER = 2
"""Cells right of the text, into which a closing mark may hang."""
INDENT = 4
HANG = 2


# What the reader is told of an article that is not complete, before and after its text.
_BEFORE = {"continued-from": N_("Continued from another page")}
_AFTER = {
    "truncated": N_("The text breaks off here on the page"),
    "continued-to": N_("Continued on another page"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line above or below the text: ``look`` is the component class ``article--LOOK``, ``left`` its first cell."""

    text: str
    look: str
    left: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where everything of an article is, in lines and cells of the whole (unscrolled) view.

    ``left`` is the first cell of the text column, ``column`` its width without the hanging marks.
    """

    width: int
    left: int
    column: int
    head: tuple[Line | None, ...]
    rows: Rows
    tail: tuple[Line | None, ...]

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.head) + len(self.rows) + len(self.tail)

    def line_of(self, offset: int) -> int:
        """The line in which the character at ``offset`` is shown."""
        return len(self.head) + self.rows.row_at(offset)

    def lines_of(self, start: int, end: int) -> range:
        """The lines in which a half-open range of offsets is shown."""
        return range(self.line_of(start), self.line_of(max(start, end - 1)) + 1)

    def row(self, line: int) -> int | None:
        """The row of the text in ``line``; None if the headline block or nothing is there."""
        row = line - len(self.head)
        return row if 0 <= row < len(self.rows) else None

    def around(self, line: int) -> Line | None:
        """The line above or below the text at ``line``; None where it is empty."""
        below = line - len(self.head) - len(self.rows)
        if line < len(self.head):
            return self.head[line]
        return self.tail[below] if 0 <= below < len(self.tail) else None

    def offset_at(self, x: int, line: int) -> int:
        """The offset of the character at cell ``x`` of ``line``, or of the nearest one."""
        row = min(max(0, line - len(self.head)), len(self.rows) - 1)
        return self.rows.offset_at(row, x - self.left)

    def x_of(self, offset: int) -> int:
        """The cell at which the character at ``offset`` is drawn in its line."""
        return self.left + self.rows.cell_at(self.rows.row_at(offset), offset)


def lay_out(article: Article, prepared: Prepared, width: int, settings: Settings) -> Sheet:
    """The sheet of ``article``, whose text is ``prepared``, for a view of ``width`` cells."""
    column = max(2, min(2 * settings.measure, width - MARGIN - GUTTER))
    column -= column % 2
    left = max(0, min(MARGIN, width - column), (width - column) // 2)
    rows = wrap(
        prepared,
        column,
        indent=INDENT if settings.indent else 0,
        hang=min(HANG, max(0, width - left - column)),
        spacing=settings.paragraph_spacing if settings.indent else max(1, settings.paragraph_spacing),
    )
    block = _Block(left, column, settings.ambiguous_width)
    return Sheet(width, left, column, tuple(_head(article, block)), rows, tuple(_tail(article, block)))


@dataclass(frozen=True, slots=True)
class _Block:
    """Where lines above and below the text are centred."""

    left: int
    column: int
    ambiguous: int

    def lines(self, text: str | None, look: str) -> list[Line | None]:
        centred: list[Line | None] = []
        for line in balanced(clean(text or "").replace("\t", " "), self.column, self.ambiguous):
            blank = self.column - cell_width(line, ambiguous=self.ambiguous)
            centred.append(Line(line, look, self.left + max(0, blank) // 2))
        return centred


def _head(article: Article, block: _Block) -> list[Line | None]:
    """The headline block: section and kicker, headline, subtitle, byline and date, a rule."""
    title = [
        *block.lines(article.section, "section"),
        *block.lines(article.kicker, "kicker"),
        *block.lines(article.headline, "headline"),
        *block.lines(article.subtitle, "subtitle"),
    ]
    about = "  ".join(filter(None, (" ".join(article.bylines) or article.byline_text, article.date)))
    by = block.lines(about, "byline")
    remarks = _remarks(article, _BEFORE, block)
    lines: list[Line | None] = [None, *title, *([None] if title and by else []), *by]
    if title or by:
        lines += [Line(" " * block.column, "rule", block.left), None]
    return [*lines, *remarks, *([None] if remarks else [])]


def _tail(article: Article, block: _Block) -> list[Line | None]:
    """What stands below the text: why it ends where it ends, and an empty line."""
    remarks = _remarks(article, _AFTER, block)
    return [*([None] if remarks else []), *remarks, None]


def _remarks(article: Article, texts: dict[str, str], block: _Block) -> list[Line | None]:
    return [line for flag, text in texts.items() if flag in article.flags for line in block.lines(_(text), "flag")]


def balanced(text: str, width: int, ambiguous: int = 1) -> Sequence[str]:
    """``text`` in as few lines of ``width`` cells as it takes: in two at a punctuation mark, if it has one in the right
    place, and otherwise of lengths as even as they can be.
    """
    text = text.strip()
    if not text:
        return ()
    prepared = prepare(text, ambiguous=ambiguous)
    number = len(wrap(prepared, width))
    if number == 2 and (halves := _at_a_pause(prepared, width)):
        return halves
    low, high = 1, width
    while low < high:
        middle = (low + high) // 2
        tried = wrap(prepared, middle)
        whole = all(_cells(tried, row) <= middle for row in range(len(tried)))
        low, high = (low, middle) if whole and len(tried) <= number else (middle + 1, high)
    rows = wrap(prepared, high)
    return [text[slice(*rows.span(row))] for row in range(len(rows))]


_PAUSE = re.compile("[，,：:；;！!？?、 \u3000]+|(?=——)")


def _at_a_pause(prepared: Prepared, width: int) -> Sequence[str]:
    """The text in two lines that part at a pause, as evenly as can be; nothing if no pause lies near the middle."""
    text, edges, best = prepared.text, prepared.edges, width
    parted: Sequence[str] = ()
    for match in _PAUSE.finditer(text):
        first, second = text[: match.end()].rstrip(), text[match.end() :]
        longer = max(edges[len(first)], edges[len(text)] - edges[match.end()])
        if first and second and longer <= best and prepared.levels[match.end()] == ALLOWED:
            best, parted = longer, (first, second)
    return parted if 3 * best <= 2 * edges[len(text)] else ()


def _cells(rows: Rows, row: int) -> int:
    start, end = rows.span(row)
    return rows.prepared.edges[end] - rows.prepared.edges[start]
