"""The scroll bar of lists and texts: whole cells, and drawn anew only when its thumb has moved by one."""

from __future__ import annotations

from math import ceil

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip


class PlainBar(ScrollBar):
    """An upright scroll bar. Textual's goes through Rich for every line of it at every step of the text."""

    _drawn: tuple[object, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        width, height = self.size
        colours = self._colours()
        key = (width, height, self._thumb(height), colours)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, self._strips(width, height, self._thumb(height), *colours)
        strips = self._drawn[1][crop.y : crop.bottom]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips if crop.column_span == (0, width) else [strip.crop(*crop.column_span) for strip in strips]

    def _thumb(self, height: int) -> tuple[int, int]:
        """The first cell of the thumb and the one below its last; none where all is in sight."""
        whole, window = ceil(self.window_virtual_size), ceil(self.window_size)
        if not 0 < window < whole or not height:
            return 0, 0
        length = max(1.0, window * height / whole)
        first = int((height - length) * min(1.0, self.position / (whole - window)))
        return first, min(height, first + ceil(length))

    def _colours(self) -> tuple[Style, Style]:
        """The style of the bar and that of its thumb."""
        if self.parent is None:  # it is being taken away
            return Style(), Style()
        styles = self.parent.styles
        if self.grabbed:
            background, colour = styles.scrollbar_background_active, styles.scrollbar_color_active
        elif self.mouse_over:
            background, colour = styles.scrollbar_background_hover, styles.scrollbar_color_hover
        else:
            background, colour = styles.scrollbar_background, styles.scrollbar_color
        if background.a < 1:
            background = self.parent.background_colors[0] + background
        # Reversed, so that the thumb is seen without colours too.
        bar = Style(bgcolor=background.rich_color)
        return bar, Style(color=(background + colour).rich_color, bgcolor=background.rich_color, reverse=True)

    @staticmethod
    def _strips(width: int, height: int, thumb: tuple[int, int], bar: Style, grip: Style) -> list[Strip]:
        first, end = thumb

        def strip(style: Style, action: str) -> Strip:
            return Strip([Segment(" " * width, style + Style(meta={"@mouse.down": action}))], width)

        above, held, below = strip(bar, "scroll_up"), strip(grip, "grab"), strip(bar, "scroll_down")
        return [above] * first + [held] * (end - first) + [below] * (height - end)


class BarredView(ScrollView):
    """A scroll view with a bar of this kind at its right."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = PlainBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar
