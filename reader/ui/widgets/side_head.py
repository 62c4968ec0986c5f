"""The line above the list of articles: what the list shows, of how many articles, and how that is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.style import Style
from rich.text import Text
from textual import events
from textual.widget import Widget

from reader.ui import commands, fit

_AWAY = " ✕ "


class SideHead(Widget):
    """``filters`` are named one behind the other; without any the whole list is. A click opens the groups."""

    COMPONENT_CLASSES = {"head--all", "head--filter", "head--key"}

    def __init__(self, remapped: Mapping[str, Sequence[str]]) -> None:
        super().__init__(id="head")
        self._remapped = remapped
        self._filters: tuple[str, ...] = ()
        self._whole = ""
        self._count: int | None = None

    def show(self, filters: Sequence[str], whole: str, count: int | None) -> None:
        """Show ``filters``, or ``whole`` where there are none, and the ``count`` of articles (None: not yet known)."""
        if (tuple(filters), whole, count) != (self._filters, self._whole, self._count):
            self._filters, self._whole, self._count = tuple(filters), whole, count
            self.refresh()

    def render(self) -> RenderableType:
        key_style = self.get_component_rich_style("head--key")
        key = (commands.keys_of(commands.command("reader.groups"), self._remapped) or [""])[0]
        count = "" if self._count is None else f" {self._count:,}"
        if self._filters:
            name = " ⋅ ".join(self._filters)
            left = [(" " + name, self.get_component_rich_style("head--filter"))]
            right = [(count, None), (_AWAY, key_style)]
        else:
            left = [(" " + self._whole, self.get_component_rich_style("head--all"))]
            right = [(count, None), (f"  {key} ▾ ", key_style)]
        segments = fit.spread(left, right, self.size.width, Style())
        return Text.assemble(*((segment.text, segment.style or "") for segment in segments), no_wrap=True)

    async def on_click(self, event: events.Click) -> None:
        at_end = event.get_content_offset_capture(self).x >= self.size.width - fit.width(_AWAY)
        await self.run_action("screen.show_everything" if self._filters and at_end else "screen.groups")
