"""A box with one line of entry: a path, a name for a search; completed where there is something to complete."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester, SuggestFromList
from textual.widgets import Input, Static

from reader.language import _
from reader.ui.css import SCREENS_CSS
from reader.ui.widgets.entry import Entry


class Ask(ModalScreen[str | None]):
    """Answers with what was typed, or None. ``known`` completes the whole entry, ``paths`` completes file names."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = [Binding("escape", "cancel", show=False)]

    def __init__(self, title: str, value: str = "", *, known: Sequence[str] = (), paths: bool = False) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._suggester: Suggester | None = None
        if paths:
            self._suggester = PathSuggester()
        elif known:
            self._suggester = SuggestFromList(known, case_sensitive=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield Static(self._title, id="ask-title", markup=False)
            yield Entry(self._value, suggester=self._suggester, id="ask-entry", compact=True)
            yield Static(_("Enter accepts, Esc gives up; Right takes what is proposed"), id="ask-hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        self.dismiss(None)


class PathSuggester(Suggester):
    """The first file or folder that goes on with what has been typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        from pathlib import Path

        folder, slash, start = value.rpartition("/")
        base = Path(folder + slash).expanduser() if slash else Path()
        try:
            names = sorted(entry.name for entry in base.iterdir() if entry.name.startswith(start))
        except OSError:
            return None
        names = [name for name in names if start or not name.startswith(".")]
        if not names or not value:
            return None
        found = f"{folder}{slash}{names[0]}"
        return found + "/" if (base / names[0]).is_dir() else found
