"""The last two lines: what has just happened and where one is; and the keys that matter here."""

from __future__ import annotations

import time

from rich.console import RenderableType
from rich.style import Style
from rich.text import Text
from textual.timer import Timer
from textual.widget import Widget

from reader.ui import fit

MESSAGE_SECONDS = 8.0

WARNING_AT_LEAST = 4.0
"""Seconds that a warning stands whatever the reader does: it may have come while a key was pressed."""


class StatusLine(Widget):
    """One line: a message, for a while, or else the place; at its end what goes on in the background."""

    COMPONENT_CLASSES = {"status--message", "status--warning", "status--busy"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._message = ""
        self._severity = "message"
        self._place = ""
        self._busy: dict[str, str] = {}
        self._timer: Timer | None = None
        self._told = (0.0, 0)

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Say ``message`` until the next one, until a key leads to another place, or for some seconds.

        A warning stays longer.
        """
        self._message, self._severity = message, "warning" if warning else "message"
        self._told = time.monotonic(), self._touches()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(MESSAGE_SECONDS * (2 if warning else 1), self.silence)
        self.refresh()

    def set_place(self, place: str) -> None:
        """Where the reader is, shown when there is nothing to say.

        Where a key has led elsewhere since the last message, that has been read.
        """
        if place != self._place:
            self._place = place
            told, touches = self._told
            read = self._severity != "warning" or time.monotonic() - told > WARNING_AT_LEAST
            if read and touches != self._touches():
                self._message = ""
            self.refresh()

    def _touches(self) -> int:
        """How often the reader has done something so far."""
        return int(getattr(self.app, "touches", 0))

    def set_busy(self, what: str, state: str) -> None:
        """``state`` of the background work called ``what``; empty when it is done."""
        if state:
            self._busy[what] = state
        else:
            self._busy.pop(what, None)
        self.refresh()

    @property
    def text(self) -> str:
        """What the line says now at its beginning."""
        return self._message or self._place

    def silence(self) -> None:
        """Say no more of what has happened."""
        self._message = ""
        self.refresh()

    def render(self) -> RenderableType:
        style = self.get_component_rich_style(f"status--{self._severity}") if self._message else self.rich_style
        mark = "! " if self._message and self._severity == "warning" else ""
        busy = "  ".join(self._busy.values())
        right = [(busy, self.get_component_rich_style("status--busy"))] if busy else []
        segments = fit.spread([(mark + self.text, style)], right, self.size.width, Style())
        return Text.assemble(*((segment.text, segment.style or "") for segment in segments), no_wrap=True)
