"""The list of articles: headline, section, byline, length and marks of each; only what is in sight is drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events

from reader.language import _
from reader.typography import prepare, wrap
from reader.ui import commands, fit
from reader.ui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from reader.library import Summary

ROWS = 3
"""Lines an article takes: two for a long headline or for what belongs to it, one for the rest."""

ROOMY = 26
"""From this height on a blank line parts the articles."""

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
        about = [text for text in (summary.section, summary.byline) if text]
        # What an invented page is must be seen before anything is believed.
        first = [(_("Sample, fiction") + " ", self.style_of("list--warn"))] if summary.fiction else []
        if len(lines) == 1:
            lines.append(fit.line([*first, (" ⋅ ".join(about), dim)], width, base))
            first, about = [], []
        length = _("{count} chars").format(count=f"{summary.length:,}")
        signs = self._signs(summary)
        room = width - sum(fit.width(text) for text, _style in [*first, *signs]) - fit.width(length) - 3
        # The name of a section or author gives way to what is the same for all.
        left = [fit.cut(about[0], room)] if about and room > 6 else []
        lines.append(fit.spread([*first, (" ⋅ ".join([*left, length]), dim)], signs, width, base))
        if self.row_height > ROWS:
            # Not part of the bar of the cursor: the articles are to stand apart.
            lines.append(fit.line([], width, self.style_of("list--row")))
        return lines

    def on_resize(self, event: events.Resize) -> None:
        self.row_height = ROWS + (event.size.height >= ROOMY)

    def _signs(self, summary: Summary) -> list[fit.Piece]:
        """What is to be known of an article at a glance; each sign differs in shape, not in colour alone."""
        signs: list[fit.Piece] = []
        words = {
            "truncated": _("cut off"), "continued-to": _("goes on"), "continued-from": _("goes back"),
            "doubtful": _("doubtful"),
        }  # fmt: skip
        for flag in summary.flags:
            if flag in words:
                signs.append((" " + words[flag], self.style_of("list--warn")))
        if summary.tags:
            signs.append((" #" + " #".join(summary.tags), self.style_of("list--note")))
        if number := self._notes_of(summary.id):
            signs.append((f" ✎{number}", self.style_of("list--note")))
        if summary.starred:
            signs.append((" ✦", self.style_of("list--star")))
        if not summary.read:
            signs.append((" ▪", self.style_of("list--accent")))
        return signs


def _two_lines(text: str, width: int) -> list[str]:
    """``text`` in at most two lines of ``width`` cells, broken where Chinese may be broken, its end cut if need be."""
    if fit.width(text) <= width:
        return [text]
    rows = wrap(prepare(text, ambiguous=fit.ambiguous()), width)
    if len(rows) == 1:
        return [text]
    first, second = rows.span(0), rows.span(1)
    return [text[slice(*first)], text[second[0] :]]
