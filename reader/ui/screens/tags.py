"""A box for the tags of an article: typed apart by blanks, each completed from those in use."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from reader.language import _
from reader.ui.css import SCREENS_CSS
from reader.ui.widgets.entry import Entry

BREAKS = " ,，、;；\u3000"


class TagsScreen(ModalScreen[tuple[str, ...] | None]):
    """Answers with the tags, or None if the reader gave up. ``known`` are all tags in use."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = [Binding("escape", "cancel", show=False)]

    def __init__(self, title: str, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._tags = tuple(tags)
        self._known = tuple(known)

    def compose(self) -> ComposeResult:
        value = " ".join(self._tags) + (" " if self._tags else "")
        with Vertical(id="ask"):
            yield Static(self._title, id="ask-title", markup=False)
            yield Entry(value, suggester=TagSuggester(self._known), id="ask-entry", compact=True, select_on_focus=False)
            yield Static(" ".join(f"#{tag}" for tag in self._known[:40]), id="ask-known", markup=False)
            yield Static(_("Tags apart by blanks; / makes one below another; Right takes what is proposed"),
                         id="ask-hint", markup=False)  # fmt: skip

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(split_tags(event.value))

    def action_cancel(self) -> None:
        self.dismiss(None)


def split_tags(text: str) -> tuple[str, ...]:
    """The tags in what was typed: apart by blanks or commas, # before a tag left out, each once."""
    for sign in BREAKS:
        text = text.replace(sign, " ")
    return tuple(dict.fromkeys(tag for word in text.split() if (tag := word.lstrip("#＃"))))


class TagSuggester(Suggester):
    """Completes the last tag being typed from those known."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = tuple(known)

    async def get_suggestion(self, value: str) -> str | None:
        begun = max(value.rfind(sign) for sign in BREAKS) + 1
        start = value[begun:].lstrip("#＃")
        if not start:
            return None
        used = split_tags(value[:begun])
        for tag in self._known:
            if tag.casefold().startswith(start.casefold()) and tag != start and tag not in used:
                return value + tag[len(start) :]
        return None
