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

    def update(self, text: Text | str) -> None:
        """Show ``text`` instead."""
        self._text = Text(text) if isinstance(text, str) else text
        self.refresh(layout=True)

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return self._text.plain

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(set_lines(self._text, width))

    def render(self) -> RenderableType:
        return Text("\n", no_wrap=True).join(set_lines(self._text, self.size.width))


def set_lines(text: Text, width: int) -> list[Text]:
    """``text`` in lines of at most ``width`` cells, its styles kept; its own line ends stay line ends."""
    rows = wrap(prepare(text.plain, ambiguous=fit.ambiguous()), max(2, width))
    lines = []
    for row in range(len(rows)):
        start, end = rows.span(row)
        lines.append(text[start:end] if end > start else Text(""))
    return lines
