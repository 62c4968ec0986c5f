"""The page of an article on the screen: lays it out, draws the lines in sight, keeps the reader's place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.language import _
from reader.model import Article, Marks, Note
from reader.settings import Settings
from reader.typography import Prepared, prepare, visible
from reader.ui import cells
from reader.ui.widgets.article_ahead import Ahead, Asked, Laid
from reader.ui.widgets.article_brush import ArticleBrush
from reader.ui.widgets.article_drawing import Label, Overlay, PlacedNote, marked, placed
from reader.ui.widgets.article_marks import KINDS, Mark, MarkIndex
from reader.ui.widgets.article_rows import Sheet, lay_out
from reader.ui.widgets.scrollbar import BarredView

_KEPT_STRIPS = 400
LONG = 2_000_000
"""Code points from which on a text is prepared in a thread, while the program goes on."""


class ArticlePane(ArticleBrush):
    """Shows one article. All that takes keys and the mouse is in ``ArticleView``."""

    ALLOW_SELECT = False  # The selection is ours: it knows of rows, and copies without their ends.
    DEFAULT_CSS = "ArticlePane { overflow-x: hidden; overflow-y: scroll; }"

    class PlaceChanged(Message, namespace="article_view"):
        """The reader has scrolled: ``offset`` is that of the first character in sight."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, settings: Settings | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.settings = settings or Settings()
        self.article: Article | None = None
        self._prepared: Prepared = prepare("")
        self._sheet: Sheet | None = None
        self._marks = MarkIndex()
        self._notes: list[PlacedNote] = []
        self._layers: frozenset[str] = frozenset(KINDS)
        self._strips: dict[int, Strip] = {}
        self._place = 0
        self._laying_out = False
        self._waiting = False
        self._place_untold = False
        self._ahead = Ahead()

    # ------------------------------------------------------------------------------------------------- what is shown

    def show(
        self, article: Article | None, marks: Marks | None = None, *, place: int = 0, notes: Sequence[Note] = ()
    ) -> None:
        """Show ``article`` (None: nothing) from the row that holds offset ``place``; ``marks`` may come later."""
        laid = self._ahead.take(self._asked(article, marks)) if article is not None else None
        if self.article is not None and (article is None or article.id != self.article.id):
            self._sheet = None
            self.scroll_to(y=0, animate=False, force=True)  # how far one had read in it is nothing to the next
        self.article = article
        self._marks = MarkIndex(marks, len(self.text)) if laid is None else laid.index
        self._place = place
        self._notes = placed(notes, self.text)
        if laid is None:
            self._prepare()
        else:
            self._waiting = False
            self._prepared = laid.prepared
            self._lay_out(laid.sheet)
            if laid.notes == self._notes and laid.layers == self._layers:
                self._strips.update(laid.strips)

    def lay_out_ahead(
        self, article: Article, marks: Marks | None = None, *, place: int = 0, notes: Sequence[Note] = ()
    ) -> None:
        """Get ready to ``show`` this soon: the whole is laid out, what will be in sight at first is drawn."""
        asked = self._asked(article, marks)
        if asked.width <= 0 or len(article.text) > LONG or self._ahead.has(asked):
            return
        index = MarkIndex(marks, len(article.text))
        prepared = self._preparing(article.text, list(index.figures()))()
        sheet = lay_out(article, prepared, asked.width, self.settings)
        laid = Laid(index, prepared, sheet, placed(notes, article.text), self._layers)
        top = max(0, min(sheet.line_of(place) if place else 0, sheet.height - self.size.height))
        for line in range(top, top + self.size.height):
            laid.strips[line] = self._draw_ahead(laid, line)
        # Strips keep what is made of them: here all that painting will ask for, the cell of the scroll bar set apart.
        for strip in self._filtered(list(laid.strips.values())):
            for part in strip.divide([sheet.width, self.region.width]):
                part.render(self.app.console)
        self._ahead.put(asked, laid)

    def _asked(self, article: Article, marks: Marks | None) -> Asked:
        return Asked.now(article, marks, self.scrollable_content_region.width, self.settings)

    def set_marks(self, marks: Marks | None) -> None:
        """Show these marks in the article, which stays where it is."""
        self._marks = MarkIndex(marks, len(self.text))
        if self.settings.thin_space:
            self._prepare()
        elif self._sheet is not None:
            self._prepared.keep_whole(self._marks.figures())
            self._lay_out()

    def set_notes(self, notes: Iterable[Note]) -> None:
        """Show these notes; those on the whole article have no place in the text."""
        self._notes = placed(notes, self.text)
        self._repaint()

    def configure(self, settings: Settings) -> None:
        """Set the text anew by ``settings`` (measure, indent, spacing, width of ambiguous characters)."""
        self.settings = settings
        self._prepare()

    @property
    def text(self) -> str:
        """The text that offsets count in."""
        return self.article.text if self.article else ""

    @property
    def marks(self) -> Sequence[Mark]:
        """All marks in order of place, layers that are off included."""
        return self._marks.marks

    # Textual asks a widget's ``layers`` for the order of its children; this one has none.
    @property  # type: ignore[override]
    def layers(self) -> frozenset[str]:
        """The kinds of marks that are shown."""
        return self._layers

    @layers.setter
    def layers(self, kinds: Collection[str]) -> None:
        self._layers = frozenset(kinds)
        self._repaint()

    # ------------------------------------------------------------------------------------------------------- places

    @property
    def place(self) -> int:
        """The offset of the first character in sight: 0 while the headline is."""
        return self._place

    def go_to(self, offset: int, *, centre: bool = False) -> None:
        """Bring the character at ``offset`` into sight, moving no further than needed, or into the middle."""
        if self._sheet is None:
            self._place = offset
            return
        line = self._sheet.line_of(offset)
        top, height = self.scroll_offset.y, self.size.height
        if centre or not top <= line < top + height:
            self.scroll_to(y=max(0, line - height // 3), animate=False, force=True)
        elif line < top + 1:
            self.scroll_to(y=line - 1, animate=False, force=True)
        elif line >= top + height - 1:
            self.scroll_to(y=line - height + 2, animate=False, force=True)

    def go_to_top(self, offset: int) -> None:
        """Make the row with ``offset`` the first in sight; offset 0 shows the headline."""
        if self._sheet is None:
            self._place = offset
        else:
            self.scroll_to(y=self._sheet.line_of(offset) if offset else 0, animate=False, force=True)

    def _lay_out(self, sheet: Sheet | None = None) -> None:
        """Set the rows for the present width, unless ``sheet`` has them already, and show the place again."""
        width = self.scrollable_content_region.width
        self._strips.clear()
        if width <= 0 or self.article is None or self._waiting:
            self._sheet = None
            self.virtual_size = Size(0, 0)
            self.refresh()
            return
        before = self.scroll_offset.y
        self._sheet = sheet = sheet or self._sheet_for(self.article, width)
        self._laying_out = True
        try:
            # Setting the property would lay out and paint the whole screen; only a scroll bar that comes or goes must.
            self.set_reactive(BarredView.virtual_size, Size(width, sheet.height))
            self._scroll_update(self.virtual_size)
            self._scroll_to_place(before)
        finally:
            self._laying_out = False
        self.refresh()

    def _scroll_to_place(self, before: int) -> None:
        """Make the row of the place the first again; at the beginning, where ``before`` was the first line in sight."""
        if self._sheet is not None:
            line = self._sheet.line_of(self._place) if self._place else min(before, len(self._sheet.head))
            self.scroll_to(y=line, animate=False, force=True)

    def _sheet_for(self, article: Article, width: int) -> Sheet:
        return lay_out(article, self._prepared, width, self.settings)

    def _prepare(self) -> None:
        """Find the break opportunities and lay the article out: at once, or in a thread if it is a very long one."""
        cells.set_ambiguous(self.settings.ambiguous_width)
        article, settings = self.article, self.settings
        whole = list(self._marks.figures())
        prepared = self._preparing(self.text, whole)

        def arrived(found: Prepared) -> None:
            if self.article is article and self.settings is settings:
                if late := set(self._marks.figures()).difference(whole):
                    found.keep_whole(late)
                self._prepared = found
                self._waiting = False
                self._lay_out()

        self._waiting = len(self.text) > LONG
        if self._waiting:
            self._prepared = prepare("")
            self._lay_out()
            self.run_worker(lambda: self.app.call_from_thread(arrived, prepared()), thread=True, group="prepare")
        else:
            arrived(prepared())

    def _preparing(self, text: str, whole: Sequence[tuple[int, int]]) -> Callable[[], Prepared]:
        """Finds the break opportunities of ``text``, in which the spans ``whole`` are not parted; for any thread."""
        width, thin = self.settings.ambiguous_width, self.settings.thin_space
        return lambda: prepare(visible(text), ambiguous=width, thin_space=thin, whole=whole)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        before = self.scroll_offset.y
        # Where less of the text fits or more, it is not the reader who scrolls: the place stays.
        self._laying_out = True
        try:
            changed = super()._size_updated(size, virtual_size, container_size, layout)
            if changed:
                self._scroll_to_place(before)
        finally:
            self._laying_out = False
        # Before the first paint of this size, not in answer to the event that follows it.
        if self._sheet is None or self._sheet.width != self.scrollable_content_region.width:
            self._lay_out()
        if changed:
            self._tell_soon()  # how far down one is
        return changed

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self._sheet is None or self._laying_out or round(old_value) == round(new_value):
            return
        row = self._sheet.row(round(new_value))
        place = self._sheet.rows.starts[row] if row is not None else 0
        if place != self._place:
            self._place = place
            self._tell_soon()

    def _tell_soon(self) -> None:
        if self.article is not None and not self._place_untold:
            self._place_untold = True
            # The text first: what else changes with the place would be painted in the same turn and hold it up.
            self.call_after_refresh(self._tell_place, self.article)

    def _tell_place(self, article: Article | None) -> None:
        self._place_untold = False
        if article is self.article:
            self.post_message(self.PlaceChanged(self._place))

    # ------------------------------------------------------------------------------------------------------ drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()
        self._ahead = Ahead()

    def render_line(self, y: int) -> Strip:
        """Line ``y`` of what is in sight."""
        return self._finished(self.scroll_offset.y + y)

    def _finished(self, line: int) -> Strip:
        strip = self._strips.get(line)
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[line] = self._draw(line)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of ``crop``, a region of the widget.

        Textual's way goes through borders, padding and opacity for every line at every scroll; where there is none of
        these a finished line needs none of it.
        """
        if any(self.styles.gutter) or self.opacity < 1:
            return super().render_lines(crop)
        width, base, top = self.region.width, self._base(), self.scroll_offset.y
        strips = []
        for y in crop.line_range:
            strip = self._finished(top + y)
            if strip.cell_length != width:
                strip = self._strips[top + y] = strip.adjust_cell_length(width, base)
            strips.append(strip)
        strips = self._filtered(strips)
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _draw(self, line: int) -> Strip:
        base, sheet = self._base(), self._sheet
        width = self.scrollable_content_region.width if sheet is None else sheet.width
        if sheet is None:
            said = _("Laying out the text") if self._waiting and line == 1 else ""
            return self._strip([(said.center(width), base + self._style("byline"))], width, base)
        row = sheet.row(line)
        return self._draw_around(sheet, line, base) if row is None else self._draw_row(sheet, row, base)

    def _draw_ahead(self, laid: Laid, line: int) -> Strip:
        """A line of an article that is not shown yet: nothing in it is picked, selected or found."""
        base, sheet, row = self._base(), laid.sheet, laid.sheet.row(line)
        if row is None:
            return self._draw_around(sheet, line, base)
        overlays = marked(laid.index, laid.layers, laid.notes, *sheet.rows.span(row))
        return self._compose_row(sheet, row, base, laid.notes, overlays)

    def _draw_row(self, sheet: Sheet, row: int, base: Style) -> Strip:
        """A row of the text that is shown."""
        span = sheet.rows.span(row)
        return self._compose_row(sheet, row, base, self._notes, self._overlays(*span), self._labels(*span))

    def _overlays(self, start: int, end: int) -> list[Overlay]:
        """What lies over the text from ``start`` to ``end``: ranges with their looks, lower ones first."""
        return marked(self._marks, self._layers, self._notes, start, end)

    def _labels(self, start: int, end: int) -> list[Label]:
        """Letters to be drawn over the text between two offsets: where, and which."""
        return []

    def _in_sight(self) -> tuple[int, int]:
        """The half-open range of offsets whose rows are on the screen."""
        sheet = self._sheet
        if sheet is None:
            return 0, 0
        top = self.scroll_offset.y
        rows = [row for line in (top, top + self.size.height - 1) if (row := sheet.row(line)) is not None]
        last = rows[-1] if sheet.row(top + self.size.height - 1) is not None else len(sheet.rows) - 1
        first = rows[0] if sheet.row(top) is not None else 0
        return sheet.rows.bounds(first)[0], sheet.rows.bounds(last)[1]

    def _repaint(self, start: int | None = None, end: int | None = None) -> None:
        """Draw the lines again that hold the half-open range of offsets, or all."""
        if self._sheet is None or start is None or end is None:
            self._strips.clear()
            self.refresh()
            return
        lines = self._sheet.lines_of(start, end)
        for line in [line for line in self._strips if line in lines]:
            del self._strips[line]
        self.refresh(Region(0, lines.start - self.scroll_offset.y, self.size.width, len(lines)))
