"""What the screens share: the way to the program and its desk, and the line in which they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

from reader.ui.compositor import LeanCompositor
from reader.ui.widgets.statusline import StatusLine

if TYPE_CHECKING:
    from reader.ui.app import NewsreaderApp
    from reader.ui.desk import Desk

Answer = TypeVar("Answer")


class DeskScreen(Screen[Answer]):
    """A screen of the reading room."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = LeanCompositor()

    @property
    def newsreader(self) -> NewsreaderApp:
        return cast("NewsreaderApp", self.app)

    @property
    def desk(self) -> Desk:
        return self.newsreader.desk

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Say something in the status line."""
        self.query_one(StatusLine).tell(text, warning=warning)
