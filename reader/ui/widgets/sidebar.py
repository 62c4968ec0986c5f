"""The list of articles: headline, section, byline, length and marks of each; only what is in sight is drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Protocol

from rich.segment import Segment
from rich.style import Style

from reader.language import _
from reader.typography import prepare, wrap
from reader.ui import commands, fit
from reader.ui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from reader.library import Summary

ROWS = 4
"""Lines an article takes: one or two for its headline, the others for section, byline, length and signs.

The last stays blank, to part the articles, unless all of that needs it.
"""

_FILLED = 3
"""Lines that are filled where there is enough to say, so that the articles stand equally far apart."""

_PARTED = " ⋅ "
_LEAST = 6
"""Cells in which a byline or section that is cut still says something."""
_WINDOW = 64
_WINDOWS_KEPT = 32


class Selection(Protocol):
    """What the library hands out: the articles that answer a query, read window by window."""

    def __len__(self) -> int: ...

    def rows(self, start: int, stop: int) -> list[Summary]: ...

    def position(self, article_id: str) -> int | None: ...


class Sidebar(RowList):
    """The articles of one selection of the library."""

    BINDINGS = commands.bindings("sidebar")

    def __init__(self, notes_of: Callable[[str], int], *, id: str | None = None) -> None:
        """``notes_of`` says how many notes an article has."""
        super().__init__(row_height=ROWS, id=id)
        self._notes_of = notes_of
        self._selection: Selection | None = None
        self._windows: OrderedDict[int, list[Summary]] = OrderedDict()
        self.nothing = ""

    def show(self, selection: Selection, cursor: int = 0) -> None:
        """Show ``selection`` with the cursor on row ``cursor``."""
        self._selection = selection
        self._windows.clear()
        self.reload(cursor)

    def forget(self) -> None:
        """Read the rows anew: their state has changed, their order has not."""
        self._windows.clear()
        self.refresh()

    def summary(self, index: int) -> Summary | None:
        """The article in row ``index``, or None where there is none."""
        if self._selection is None or not 0 <= index < len(self._selection):
            return None
        window, place = divmod(index, _WINDOW)
        if window not in self._windows:
            start = window * _WINDOW
            self._windows[window] = self._selection.rows(start, start + _WINDOW)
            while len(self._windows) > _WINDOWS_KEPT:
                self._windows.popitem(last=False)
        rows = self._windows[window]
        return rows[place] if place < len(rows) else None

    def known_rows(self) -> tuple[int, list[Summary]]:
        """The rows about the cursor, as many as a screen may show, and the number of the first of them."""
        window = max(0, self.cursor - _WINDOW // 2) // _WINDOW
        first = window * _WINDOW
        rows = (self.summary(index) for index in range(first, first + 2 * _WINDOW))
        return first, [row for row in rows if row is not None]

    def position(self, article_id: str) -> int | None:
        """The row of an article, or None if it is not in the list."""
        return None if self._selection is None else self._selection.position(article_id)

    def row_count(self) -> int:
        return 0 if self._selection is None else len(self._selection)

    def empty(self) -> str:
        return self.nothing

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        summary = self.summary(index)
        if summary is None:
            return [fit.line([], width, base)] * self.row_height
        strong, dim = self.style_of("list--strong"), self.style_of("list--dim")
        headline_style = dim if summary.read else strong
        lines = [fit.line([(part, headline_style)], width, base) for part in _two_lines(summary.headline or "", width)]
        lines += self._details(summary, width, max(1, _FILLED - len(lines)), ROWS - len(lines), base)
        # Not part of the bar of the cursor: the articles are to stand apart.
        blank = fit.line([], width, self.style_of("list--row"))
        return [*lines, *(blank for _line in range(ROWS - len(lines)))]

    def _details(self, summary: Summary, width: int, least: int, most: int, base: Style) -> list[list[Segment]]:
        """Lines with section, byline, length and signs: as few as hold all of it, from ``least`` to ``most``.

        Length and signs, on the last line, are always whole; where there is too little room a byline or section is cut.
        """
        length = (f"{summary.length:,}字", self.style_of("list--dim"))
        signs = self._signs(summary, width - fit.width(length[0]) - 1)
        room = width - sum(fit.width(text) for text, _style in signs)
        # What an invented page is must be seen before anything is believed.
        pieces: list[fit.Piece] = [(_("Sample, fiction"), self.style_of("list--warn"))] if summary.fiction else []
        pieces += [(text, self.style_of("list--dim")) for text in (summary.section, summary.byline) if text]
        rows = next(
            (rows for count in range(least, most + 1) for rows in _divided([*pieces, length], count)
             if all(_joined_width(row) <= width for row in rows[:-1]) and _joined_width(rows[-1]) <= room),
            [[piece] for piece in pieces[: most - 1]] + [[*pieces[most - 1 :], length]],
        )  # fmt: skip
        drawn = [fit.line(self._parted(row), width, base) for row in rows[:-1]]
        return [*drawn, fit.spread(self._length_last(rows[-1][:-1], length, room), signs, width, base)]

    def _length_last(self, pieces: list[fit.Piece], length: fit.Piece, room: int) -> list[fit.Piece]:
        """``pieces`` and ``length`` in a row; in too little room the last of the pieces are cut or left out."""
        room -= fit.width(length[0]) + fit.width(_PARTED)
        kept: list[fit.Piece] = []
        for text, style in pieces:
            left = room - (_joined_width(kept) + fit.width(_PARTED) if kept else 0)
            if left < min(_LEAST, fit.width(text)):
                break
            kept.append((fit.cut(text, left), style))
        return self._parted([*kept, length])

    def _parted(self, pieces: list[fit.Piece]) -> list[fit.Piece]:
        dim = self.style_of("list--dim")
        return [part for piece in pieces for part in ((_PARTED, dim), piece)][1:]

    def _signs(self, summary: Summary, room: int) -> list[fit.Piece]:
        """What is to be known of an article at a glance; each sign differs in shape, not in colour alone.

        They take ``room`` cells at most: tags give way.
        """
        signs: list[fit.Piece] = []
        words = {
            "truncated": _("cut off"), "continued-to": _("goes on"), "continued-from": _("goes back"),
            "doubtful": _("doubtful"),
        }  # fmt: skip
        for flag in summary.flags:
            if flag in words:
                signs.append((" " + words[flag], self.style_of("list--warn")))
        tags_at = len(signs)
        if number := self._notes_of(summary.id):
            signs.append((f" ✎{number}", self.style_of("list--note")))
        if summary.starred:
            signs.append((" ✦", self.style_of("list--star")))
        if not summary.read:
            signs.append((" ▪", self.style_of("list--accent")))
        if summary.tags:
            left = room - sum(fit.width(text) for text, _style in signs)
            tags = fit.cut(" #" + " #".join(summary.tags), left)
            signs.insert(tags_at, (tags, self.style_of("list--note")))
        return signs


def _divided(pieces: list[fit.Piece], lines: int) -> Iterator[list[list[fit.Piece]]]:
    """All ways to put ``pieces`` in order onto so many lines, none of them empty: the first ones fullest first."""
    lines = min(lines, len(pieces))
    for cuts in reversed(list(combinations(range(1, len(pieces)), lines - 1))):
        yield [pieces[a:b] for a, b in pairwise((0, *cuts, len(pieces)))]


def _joined_width(row: list[fit.Piece]) -> int:
    return sum(fit.width(text) for text, _style in row) + fit.width(_PARTED) * (len(row) - 1)


def _two_lines(text: str, width: int) -> list[str]:
    """``text`` in at most two lines of ``width`` cells, broken where Chinese may be broken, its end cut if need be."""
    if fit.width(text) <= width:
        return [text]
    rows = wrap(prepare(text, ambiguous=fit.ambiguous()), width)
    if len(rows) == 1:
        return [text]
    first, second = rows.span(0), rows.span(1)
    return [text[slice(*first)], text[second[0] :]]
