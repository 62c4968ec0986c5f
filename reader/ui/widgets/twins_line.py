"""One line beneath the text: where else in the library nearly the same article stands, or from where else it came."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from reader.language import _
from reader.ui import fit


class TwinsLine(Widget):
    """Not there at all where there is nothing to say. A click goes where its key goes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places: Sequence[str] = []
        self._key = ""
        self.display = False

    def show(self, places: Sequence[str], key: str) -> None:
        """Name ``places``; ``key`` goes to the first, "" if none of them can be gone to."""
        if (places, key) != (self._places, self._key):
            self._places, self._key = places, key
            self.display = bool(places)
            self.refresh()

    def render(self) -> RenderableType:
        said = _("Also in: {places}").format(places=" ⋅ ".join(self._places))
        key = f"  {self._key} {_('Go there')} " if self._key else ""
        segments = fit.spread([(f" {said}", None)], [(key, Style(bold=True))] if key else [], self.size.width, Style())
        return Text.assemble(*((segment.text, segment.style or "") for segment in segments), no_wrap=True)

    async def on_click(self) -> None:
        if self._key:
            await self.run_action("screen.twins")
