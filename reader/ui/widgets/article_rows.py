"""The sheet: an article laid out for one width, as lines of the headline block above rows of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Article
from reader.settings import Settings
from reader.typography import Prepared, Rows, cell_width, prepare, wrap

MARGIN = 3
"""Cells left of the text, for the signs of notes."""
GUTTER = 2
"""Cells right of the text, into which a closing mark may hang."""
INDENT = 4
HANG = 2


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of the headline block: ``look`` is the component class ``article--LOOK``, ``left`` its first cell."""

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
    head: tuple[HeadLine | None, ...]
    rows: Rows

    @property
    def height(self) -> int:
        """The number of lines, the empty one at the end included."""
        return len(self.head) + len(self.rows) + 1

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
    return Sheet(width, left, column, tuple(_head(article, left, column, settings)), rows)


def _head(article: Article, left: int, column: int, settings: Settings) -> list[HeadLine | None]:
    """The headline block: section and kicker, headline, subtitle, byline and date, a rule."""
    block: list[HeadLine | None] = [None]

    def add(text: str | None, look: str) -> None:
        for line in balanced(text or "", column, settings.ambiguous_width):
            blank = column - cell_width(line, ambiguous=settings.ambiguous_width)
            block.append(HeadLine(line, look, left + blank // 2))

    add(article.section, "section")
    add(article.kicker, "kicker")
    add(article.headline, "headline")
    add(article.subtitle, "subtitle")
    about = [" ".join(article.bylines) or article.byline_text or "", article.date or ""]
    if any(about):
        if len(block) > 1:
            block.append(None)
        add("  ".join(each for each in about if each), "byline")
    if len(block) > 1:
        block.append(HeadLine(" " * column, "rule", left))
        block.append(None)
    return block


def balanced(text: str, width: int, ambiguous: int = 1) -> Sequence[str]:
    """``text`` in as few lines of ``width`` cells as it takes, of lengths as even as they can be."""
    if not text.strip():
        return ()
    prepared = prepare(text, ambiguous=ambiguous)
    rows = wrap(prepared, width)
    low, high = 1, width
    while low < high:
        middle = (low + high) // 2
        tried = wrap(prepared, middle)
        whole = all(_shown(tried, row) <= middle for row in range(len(tried)))
        low, high = (low, middle) if whole and len(tried) <= len(rows) else (middle + 1, high)
    rows = wrap(prepared, high)
    return [text[slice(*rows.span(row))] for row in range(len(rows))]


def _shown(rows: Rows, row: int) -> int:
    start, end = rows.span(row)
    return rows.prepared.edges[end] - rows.prepared.edges[start]
