"""A line of text entry in which a word is a word of the language, not everything up to the next blank."""

from __future__ import annotations

from textual.actions import SkipAction
from textual.widgets import Input

from reader.ui import commands
from reader.ui.segments import next_word, previous_word


class Entry(Input):
    """Textual's Input with word motion and deletion by segmentation (今天天气 is 今天 and 天气)."""

    DEFAULT_CSS = ""
    BINDINGS = commands.bindings("entry")

    def action_complete(self) -> None:
        """Take the completion that is proposed; without one the key goes on to whatever else it does."""
        if not (self._suggestion and self.cursor_at_end):
            raise SkipAction
        self.action_cursor_right()

    def action_cursor_left_word(self, select: bool = False) -> None:
        self._go(previous_word(self.value, self.cursor_position), select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        self._go(next_word(self.value, self.cursor_position), select)

    def action_delete_left_word(self) -> None:
        if self.selection.is_empty:
            self.delete(previous_word(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right_word(self) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, next_word(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def _go(self, place: int, select: bool) -> None:
        from textual.widgets.input import Selection

        start = self.selection.start if select else place
        self.selection = Selection(start, place)
