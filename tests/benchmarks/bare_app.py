"""The bare Textual application that the reader's start is measured against: header, list, text, footer."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Header, Label, ListItem, ListView, Static


class BareApp(App[None]):
    BINDINGS = [("q", "quit", "Quit")]
    CSS = "ListView { width: 30; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            yield ListView(*(ListItem(Label(f"Article {number}")) for number in range(10)))
            with VerticalScroll():
                yield Static(self._text, markup=False)
        yield Footer()


if __name__ == "__main__":
    BareApp(Path(sys.argv[1]).read_text(encoding="utf-8")).run()
