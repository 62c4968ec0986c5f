"""What must be known for as long as the session lasts: in full, over as many lines as it takes, never overtaken."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Lasting(Widget):
    """Not there at all where there is nothing to say."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said = ""
        self.display = False

    def say(self, text: str) -> None:
        """Say ``text`` from now on; "" for nothing."""
        if text != self._said:
            self._said = text
            self.display = bool(text)
            self.refresh(layout=True)

    def render(self) -> Content:
        return Content(self._said)
