"""A few paragraphs of styled text, broken into lines by the rules of Chinese setting: for cards and notes."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from reader.typography import prepare, wrap
from reader.ui import fit


class Prose(Widget):
    """As wide as it may be and as high as its text needs."""

    DEFAULT_CSS = "Prose { width: 1fr; height: auto; }"

    def __init__(self, text: Text | str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Text(text) if isinstance(text, str) else text
        self._set: tuple[int, list[Text]] | None = None

    def update(self, text: Text | str) -> None:
        """Show ``text`` instead."""
        self._text = Text(text) if isinstance(text, str) else text
        self._set = None
        self.refresh(layout=True)

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return self._text.plain

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> RenderableType:
        return Text("\n", no_wrap=True).join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Text]:
        """The lines; kept with their width, since height and picture both ask for them."""
        if self._set is None or self._set[0] != width:
            self._set = width, set_lines(self._text, width)
        return self._set[1]


def set_lines(text: Text, width: int) -> list[Text]:
    """``text`` in lines of at most ``width`` cells, its styles kept; its own line ends stay line ends."""
    rows = wrap(prepare(text.plain, ambiguous=fit.ambiguous()), max(2, width))
    spans = [rows.span(row) for row in range(len(rows))]
    # All cuts at once: each look into a Text goes through the whole of it.
    cuts = sorted({offset for span in spans for offset in span})
    pieces = dict(zip([0, *cuts], text.divide(cuts), strict=True))
    return [pieces[start] if end > start else Text("") for start, end in spans]
