"""The notes on the article, a line each, beneath the text; a click goes to the place."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from reader.language import _
from reader.model import Note
from reader.ui import fit

MOST = 3
"""Lines it takes at most; the last says how many more there are."""


class NotesStrip(Widget):
    """As high as it has notes with words, up to ``MOST`` lines; not there at all without."""

    COMPONENT_CLASSES = {"strip--place", "strip--tags"}

    class Chosen(Message):
        """A note was clicked."""

        def __init__(self, note: Note) -> None:
            super().__init__()
            self.note = note

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notes: list[Note] = []
        self.display = False

    def show(self, notes: Sequence[Note], place: int = 0) -> None:
        """Show the notes that say something, those on the whole article and those from ``place`` on first."""
        worded = [note for note in notes if note.text or note.tags]
        whole = [note for note in worded if note.anchor is None]
        after = [note for note in worded if note.anchor is not None and note.anchor.end > place]
        before = [note for note in worded if note.anchor is not None and note.anchor.end <= place]
        notes_now = [*whole, *after, *before]
        if notes_now != self._notes:
            self._notes = notes_now
            self.display = bool(notes_now)
            self.styles.height = min(MOST, len(notes_now))
            self.refresh()

    def render(self) -> RenderableType:
        place_style = self.get_component_rich_style("strip--place")
        tag_style = self.get_component_rich_style("strip--tags")
        shown = self._notes[:MOST]
        hidden = len(self._notes) - len(shown)
        text = Text(no_wrap=True)
        for index, note in enumerate(shown):
            place = " ".join(note.anchor.exact.split()) if note.anchor else _("the article")
            tags = " ".join(f"#{tag}" for tag in note.tags)
            more = _("and {count} more").format(count=hidden) if hidden and index == len(shown) - 1 else ""
            left: list[fit.Piece] = [
                (" ✎ ", place_style), (fit.cut(place, 24), place_style), ("  " + " ".join(note.text.split()), None),
            ]  # fmt: skip
            right: list[fit.Piece] = [(f"  {tags}", tag_style)] if tags else []
            right += [(f"  {more} ", place_style)] if more else []
            for segment in fit.spread(left, right, self.size.width, Style()):
                text.append(segment.text, segment.style or "")
            if index < len(shown) - 1:
                text.append("\n")
        return text

    def on_click(self, event: events.Click) -> None:
        row = event.get_content_offset_capture(self).y
        if 0 <= row < len(self._notes[:MOST]):
            self.post_message(self.Chosen(self._notes[row]))
