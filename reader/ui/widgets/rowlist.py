"""A list that draws only the rows in sight: the base of the sidebar, the panels, the notes and what is found."""

from __future__ import annotations

from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from reader.ui import commands, fit
from reader.ui.widgets.scrollbar import BarredView


class RowList(BarredView, can_focus=True):
    """Rows of one height with a cursor. A subclass says how many there are and draws one.

    Nothing is kept for a row that is not on the screen, so 100,000 cost no more than ten.
    """

    BINDINGS = commands.bindings("list")
    COMPONENT_CLASSES = {
        "list--row", "list--cursor", "list--strong", "list--dim", "list--accent", "list--star", "list--note",
        "list--warn", "list--match",
    }  # fmt: skip
    GUTTER = "▸ "
    """What stands before the row of the cursor: colour is never the only sign."""

    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor has come to a row."""

        def __init__(self, list: RowList, index: int) -> None:
            super().__init__()
            self.list = list
            self.index = index

        @property
        def control(self) -> RowList:
            return self.list

    class Chosen(Moved):
        """The row was opened, by Enter or by a click."""

    def __init__(self, *, row_height: int = 1, name: str | None = None, id: str | None = None) -> None:
        super().__init__(name=name, id=id)
        self.row_height = row_height
        self._styles_kept: dict[str, Style] = {}
        self._drawn: tuple[tuple[int, int, Style], list[list[Segment]]] | None = None

    # ------------------------------------------------------------------------------------------- for the subclass

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """The ``row_height`` lines of row ``index``, each of just ``width`` cells over the style ``base``."""
        raise NotImplementedError

    def empty(self) -> str:
        """What is said when there is nothing in the list."""
        return ""

    # ---------------------------------------------------------------------------------------------------- the list

    def reload(self, cursor: int | None = None) -> None:
        """The rows have changed: measure and draw them anew, with the cursor at ``cursor`` or where it was."""
        count = self.row_count()
        self.virtual_size = Size(self.scrollable_content_region.width, count * self.row_height)
        place = self.cursor if cursor is None else cursor
        self.set_reactive(RowList.cursor, max(0, min(place, count - 1)))
        self._show_cursor()
        self.refresh()

    def style_of(self, name: str) -> Style:
        """The style of a component class, kept until the theme changes."""
        if name not in self._styles_kept:
            self._styles_kept[name] = self.get_component_rich_style(name, partial=True)
        return self._styles_kept[name]

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        base = self.get_component_rich_style("list--row")
        index, part = divmod(y + self.scroll_offset.y, self.row_height)
        if not 0 <= index < self.row_count():
            text = self.empty() if index == 0 and part == 0 else ""
            return Strip(fit.line([("  ", None), (text, self.style_of("list--dim"))], width, base), width)
        if index == self.cursor:
            base += self.style_of("list--cursor")
        gutter = self.GUTTER if index == self.cursor and part == 0 else " " * len(self.GUTTER)
        line = self._lines(index, width - len(gutter), base)[part]
        return Strip([Segment(gutter, line[0].style if not line[0].text.strip() else base), *line], width)

    def _lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """The lines of a row; made once for all of them, since they are asked for one by one."""
        key = (index, width, base)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, self.row(index, width, base)
        return self._drawn[1]

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        self._drawn = None  # what it shows may be another now
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        self._styles_kept.clear()
        self._drawn = None
        super().notify_style_update()

    def on_resize(self, event: events.Resize) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.row_count() * self.row_height)
        self._show_cursor()

    def on_focus(self) -> None:
        self._styles_kept.clear()

    def on_blur(self) -> None:
        self._styles_kept.clear()

    def on_click(self, event: events.Click) -> None:
        index = (event.get_content_offset_capture(self).y + self.scroll_offset.y) // self.row_height
        if 0 <= index < self.row_count():
            self.cursor = index
            self.post_message(self.Chosen(self, index))

    def watch_cursor(self, old: int, new: int) -> None:
        if old != new:
            self._show_cursor()
            # Where that scrolls, all is drawn anew; else these two rows are all that look otherwise.
            width, height, top = self.size.width, self.row_height, self.scroll_offset.y
            self.refresh(*(Region(0, index * height - top, width, height) for index in (old, new)))
            self.post_message(self.Moved(self, new))

    def validate_cursor(self, value: int) -> int:
        return max(0, min(value, self.row_count() - 1))

    def _show_cursor(self) -> None:
        if self.is_mounted and self.size:
            row = Region(0, self.cursor * self.row_height, self.size.width, self.row_height)
            self.scroll_to_region(row, animate=False, force=True)

    # -------------------------------------------------------------------------------------------------- the actions

    def action_move(self, by: int) -> None:
        self.cursor += by

    def action_move_page(self, by: int) -> None:
        self.cursor += by * max(1, self.size.height // self.row_height - 1)

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = self.row_count() - 1

    def action_open(self) -> None:
        if self.row_count():
            self.post_message(self.Chosen(self, self.cursor))
