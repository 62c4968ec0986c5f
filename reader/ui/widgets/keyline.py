"""The line of keys at the foot: what can be done here, from the table of commands; a click does it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.widget import Widget

from reader.language import _
from reader.ui import commands, fit

if TYPE_CHECKING:
    from reader.ui.app import NewsreaderApp

WHILE_SELECTING = (
    "app.help", "app.palette", "reader.copy_printed", "reader.highlight", "reader.note", "reader.leave",
    "select.word_right", "select.sentence_right", "select.paragraph_right", "select.other_end", "select.sentence",
    "select.paragraph",
)  # fmt: skip
"""What matters while a passage is being selected: first what is done with it, then what stretches it."""


class KeyLine(Widget):
    """The commands of ``where`` that are marked for the foot, as many as there is room for, help and palette always.

    Where one key is bound in several parts, it is the first of them that has it. For "select" they are those that
    matter while a passage is being selected.
    """

    COMPONENT_CLASSES = {"keys--key", "keys--title"}

    def __init__(self, where: Sequence[str], remapped: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._where = tuple(where)
        self._remapped = remapped
        self._spans: list[tuple[int, int, str]] = []

    def show_for(self, *where: str) -> None:
        """Show the keys of other parts of the program."""
        if where != self._where:
            self._where = where
            self.refresh()

    def render(self) -> RenderableType:
        key_style = self.get_component_rich_style("keys--key")
        title_style = self.get_component_rich_style("keys--title")
        selecting = "select" in self._where
        if selecting:
            chosen = [commands.command(id) for id in WHILE_SELECTING]
        else:
            chosen = [each for each in commands.COMMANDS if each.foot and each.where in self._where]
            # Help and palette lead to everything else, so they stand first and are never cut off.
            chosen.sort(key=lambda each: (each.where != "app", self._where.index(each.where)))
        taken: set[str] = set()
        text = Text(no_wrap=True)
        self._spans = []
        room = self.size.width
        for each in chosen:
            # A key that does something else in the part named before does not do this here.
            key = next((key for key in commands.keys_of(each, self._remapped) if key not in taken), "")
            if not key:
                continue
            taken.add(key)
            title = _(each.title)
            if selecting:  # all of them are: what says so in the help would only take room here
                title = re.split("[:：] ?", title)[-1]
            needed = fit.width(key) + fit.width(title) + 4
            if needed > room:
                break
            begin = self.size.width - room
            room -= needed
            self._spans.append((begin, begin + needed, each.id))
            text.append(f" {key}", key_style)
            text.append(f" {title}  ", title_style)
        return text

    async def on_click(self, event: events.Click) -> None:
        for begin, end, id in self._spans:
            if begin <= event.get_content_offset_capture(self).x < end:
                await cast("NewsreaderApp", self.app).run_command(id)
