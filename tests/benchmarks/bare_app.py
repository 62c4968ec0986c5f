"""The bare Textual application that the reader's start and keys are measured against: header, list, text, footer."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Header, Label, ListItem, ListView, Static


class BareApp(App[None]):
    """``1`` and ``2`` go to list and text, ``f`` types below, ``t`` opens or closes a table, ``a`` opens a box."""

    BINDINGS = [
        ("q", "quit", "Quit"),
        *((key, action, "") for key, action in (("1", "go('ListView')"), ("2", "go('#text')"), ("f", "type"))),
        *((key, action, "") for key, action in (("t", "table"), ("a", "box"), ("escape", "leave"))),
    ]
    CSS = (
        "ListView { width: 30; } DataTable { width: 40; } ModalScreen { align: center middle; } TextArea { height: 9; }"
    )

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            yield ListView(*(ListItem(Label(f"Article {number}")) for number in range(10)))
            with VerticalScroll(id="text"):
                yield Static(self._text, markup=False)
        yield Footer()

    def action_go(self, widget: str) -> None:
        self.query_one(widget).focus()

    def action_type(self) -> None:
        from textual.widgets import Input

        entry = Input()
        self.mount(entry, before=self.query_one(Footer))
        entry.focus()

    def action_table(self) -> None:
        from textual.widgets import DataTable

        tables = self.query(DataTable)
        if tables:
            tables.remove()
            return
        table: DataTable[str] = DataTable()
        table.add_columns("Figure", "Unit")
        table.add_rows((str(number), "CNY") for number in range(50))
        self.query_one(Horizontal).mount(table)

    def action_box(self) -> None:
        from textual.screen import ModalScreen
        from textual.widgets import TextArea

        class Box(ModalScreen[None]):
            BINDINGS = [("escape", "dismiss", "")]

            def compose(self) -> ComposeResult:
                yield TextArea("words")

        self.push_screen(Box())

    async def action_leave(self) -> None:
        await self.query("Input").remove()


if __name__ == "__main__":
    BareApp(Path(sys.argv[1]).read_text(encoding="utf-8")).run()
