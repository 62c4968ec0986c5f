"""How a line of an article is drawn: in the styles of the theme, which are kept until it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.ui.widgets.article_drawing import NOTE_COLOURS, Label, Overlay, PlacedNote, row_pieces
from reader.ui.widgets.article_marks import LOOKS
from reader.ui.widgets.article_rows import Sheet
from reader.ui.widgets.scrollbar import BarredView

# Right half block: of the signs that stand at a cell's edge the one that is narrow in every terminal.
NOTE_SIGN = "\u2590"


class ArticleBrush(BarredView):
    """A view that draws lines of an article, be it shown or not."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"article--{look}" for look in LOOKS.values()),
        *(f"article--note-{colour}" for colour in NOTE_COLOURS),
        "article--section", "article--kicker", "article--headline", "article--subtitle", "article--byline",
        "article--rule", "article--flag", "article--note", "article--note-sign", "article--found",
        "article--found-here", "article--selection", "article--picked", "article--cursor", "article--hint",
    }  # fmt: skip

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._styles: dict[str, Style] = {}
        self._compositions: dict[tuple[str, ...], Style] = {}

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The looks are many and none depends on the focus; Textual would read the styles of all of them anew."""

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._compositions.clear()

    def kind_style(self, kind: str) -> Style:
        """How marks of ``kind`` are drawn, for a legend."""
        return self._style(LOOKS[kind])

    def _base(self) -> Style:
        """The style of plain text; Textual would reckon it anew for every line."""
        style = self._styles.get("")
        if style is None:
            style = self._styles[""] = self.rich_style
        return style

    def _style(self, look: str) -> Style:
        """The style of the component class ``article--LOOK``."""
        style = self._styles.get(look)
        if style is None:
            name = f"article--{look}"
            style = self.get_component_rich_style(name, partial=True)
            shade = self.get_component_styles(name).background
            if 0 < shade.a < 1:
                under = self.background_colors[1]
                # A terminal's own colours are not known here and cannot be mixed.
                mixed = self._style("note") if under.ansi is not None else Style(bgcolor=(under + shade).rich_color)
                style += mixed
            if self.app.no_color and look in ("selection", "picked", "found-here", "cursor", "hint"):
                style += Style(reverse=True)
            self._styles[look] = style
        return style

    def _draw_around(self, sheet: Sheet, line: int, base: Style) -> Strip:
        """A line above or below the text."""
        around = sheet.around(line)
        if around is None:
            return Strip.blank(sheet.width, base)
        pieces = [(" " * around.left, base), (around.text, base + self._style(around.look))]
        return self._strip(pieces, sheet.width, base)

    def _compose_row(
        self,
        sheet: Sheet,
        row: int,
        base: Style,
        notes: Sequence[PlacedNote],
        overlays: Sequence[Overlay],
        labels: Iterable[Label] = (),
    ) -> Strip:
        """A row of the text: margin with the sign of a note, indent, text in its styles."""
        start, end = sheet.rows.span(row)
        blank = sheet.left + sheet.rows.left(row)
        pieces = [(" " * blank, base)]
        if sheet.left >= 2 and any(first < end and last > start for first, last, _ in notes):
            sign = (NOTE_SIGN, base + self._style("note-sign"))
            pieces = [(" " * (sheet.left - 2), base), sign, (" " * (blank - sheet.left + 1), base)]
        found = row_pieces(sheet.rows.prepared, start, end, overlays, labels)
        pieces += [(text, self._composed(looks)) for text, looks in found]
        return self._strip(pieces, sheet.width, base)

    def _composed(self, looks: tuple[str, ...]) -> Style:
        """The style of text over which all ``looks`` lie."""
        style = self._compositions.get(looks)
        if style is None:
            style = self._compositions[looks] = sum((self._style(look) for look in looks), self._base())
        return style

    def _filtered(self, strips: list[Strip]) -> list[Strip]:
        """``strips`` in the colours that the terminal has."""
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips

    def _strip(self, pieces: Iterable[tuple[str, Style]], width: int, base: Style) -> Strip:
        """A strip of just ``width`` cells and, where there is a scroll bar, those behind it."""
        segments = [Segment(text, style) for text, style in pieces if text]
        used = sum(segment.cell_length for segment in segments)
        if used > width:
            return Strip(segments, used).adjust_cell_length(width, base)
        width = max(width, self.region.width)
        return Strip([*segments, Segment(" " * (width - used), base)], width)
