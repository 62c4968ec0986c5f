"""Several lines of text entry with word motion by segmentation."""

from __future__ import annotations

from textual.widgets import TextArea

from reader.ui.segments import next_word, previous_word


class NoteText(TextArea):
    """Textual's TextArea, plain and wrapped, in which a word is a word of the language."""

    DEFAULT_CSS = ""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", compact=True, highlight_cursor_line=False)

    def get_cursor_word_left_location(self) -> tuple[int, int]:
        row, column = self.cursor_location
        if column == 0:
            return (row - 1, len(self.document[row - 1])) if row > 0 else (row, column)
        return row, previous_word(self.document[row], column)

    def get_cursor_word_right_location(self) -> tuple[int, int]:
        row, column = self.cursor_location
        line = self.document[row]
        if column >= len(line):
            return (row + 1, 0) if row < self.document.line_count - 1 else (row, column)
        return row, next_word(line, column)

    def action_delete_word_left(self) -> None:
        if self.selection.start != self.selection.end:
            self._delete_via_keyboard(*self.selection)
        else:
            self._delete_via_keyboard(self.get_cursor_word_left_location(), self.cursor_location)

    def action_delete_word_right(self) -> None:
        if self.selection.start != self.selection.end:
            self._delete_via_keyboard(*self.selection)
        else:
            self._delete_via_keyboard(self.cursor_location, self.get_cursor_word_right_location())
