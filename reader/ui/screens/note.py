"""The note editor: text, tags and colour of one note; every keystroke is kept as a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from reader.language import _
from reader.model import Note, Quote
from reader.ui import commands, describe, fit
from reader.ui.css import SCREENS_CSS
from reader.ui.screens.base import DeskScreen
from reader.ui.screens.tags import TagSuggester, split_tags
from reader.ui.widgets.entry import Entry
from reader.ui.widgets.note_text import NoteText
from reader.ui.working import in_thread

if TYPE_CHECKING:
    from reader.notebook import Draft


@dataclass(frozen=True, slots=True)
class Deleted:
    """The answer of the editor when the reader has put ``note`` into the trash."""

    note: Note


Answer = Note | Deleted | None


class NoteScreen(DeskScreen[Answer], ModalScreen[Answer]):
    """Writes one note and answers with it, with Deleted if it went into the trash, or None if the reader gave up.

    ``note`` is the one that is changed; without, a new one is made. Leaving without keeping discards the draft, but
    only after asking, if something was written.
    """

    CSS_PATH = SCREENS_CSS
    BINDINGS = commands.bindings("note")
    COMMANDS_HERE = ("note",)

    def __init__(
        self,
        article_id: str,
        *,
        anchor: Quote | None = None,
        headline: str = "",
        source: str = "",
        note: Note | None = None,
        draft_id: str | None = None,
        text: str = "",
        tags: tuple[str, ...] = (),
        colour: str | None = None,
    ) -> None:
        super().__init__()
        self._article_id = article_id
        self._anchor = anchor
        self._headline = headline
        self._source = source
        self._note = note
        self._id: str = draft_id or (note.id if note else str(uuid4()))
        self._text, self._tags, self._colour = text, tags, colour
        self._begun = (text, tags)
        self._begun_colour = colour
        self._sure = False
        self._done = False

    @classmethod
    def on_note(cls, note: Note) -> Self:
        """To change a note."""
        return cls(
            note.article_id, anchor=note.anchor, headline=note.headline, source=note.source, note=note,
            text=note.text, tags=note.tags, colour=note.colour,
        )  # fmt: skip

    @classmethod
    def on_draft(cls, draft: Draft) -> Self:
        """To go on with what was being written when the program ended."""
        screen = cls(
            draft.article_id, anchor=draft.anchor, headline=draft.headline, source=draft.source, draft_id=draft.id,
            text=draft.text, tags=draft.tags, colour=draft.colour,
        )  # fmt: skip
        screen._begun = ("", ())
        return screen

    def compose(self) -> ComposeResult:
        about = self._anchor.exact if self._anchor else self._headline
        known = [tag.name for tag in self.desk.notebook.all_tags()] if self.desk.has_notebook else []
        with Vertical(id="note"):
            yield Static(self._title(), id="note-title", markup=False)
            yield Static(fit.cut(" ".join(about.split()), 160), id="note-about", markup=False)
            yield NoteText(self._text, id="note-text")
            yield Entry(" ".join(self._tags), placeholder=_("Tags"), suggester=TagSuggester(known), id="note-tags",
                        compact=True, select_on_focus=False)  # fmt: skip
            yield Static(id="note-hint", markup=False)

    def _title(self) -> str:
        title = _("Note on the passage") if self._anchor else _("Note on the article")
        return f"{title}  {describe.colour_name(self._colour)}" if self._colour else title

    def on_resize(self) -> None:
        """The keys, each whole beside its name, in as many lines as they need."""
        remapped = self.desk.settings.keys
        keys = [
            f"{commands.keys_of(each, remapped)[0]} {_(each.title)}"
            for each in commands.COMMANDS
            if each.where == "note" and each.foot
        ]
        self.query_one("#note-hint", Static).update(fit.packed(keys, self.query_one("#note").content_size.width))

    def on_mount(self) -> None:
        # A note can be begun before the notebook has been opened.
        in_thread(self, lambda: self.desk.notebook, lambda _notebook: self.keep_draft(flush=False))
        editor = self.query_one(NoteText)
        editor.move_cursor(editor.document.end)
        editor.focus()

    # ---------------------------------------------------------------------------------------------------------- drafts

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        self.keep_draft(flush=False)

    def on_input_changed(self, _event: Input.Changed) -> None:
        self.keep_draft(flush=False)

    def keep_draft(self, *, flush: bool = True) -> None:
        """Have what is written so far on disk: soon, or with ``flush`` before this returns."""
        if self._done or not (flush or self.desk.has_notebook):
            return
        text, tags = self._written()
        self._sure = False
        drafts = self.desk.notebook.drafts
        if (text, tags) != self._begun:
            from reader.notebook import Draft

            drafts.keep(
                Draft(
                    self._id, self._article_id, text, datetime.now(UTC), anchor=self._anchor, tags=tags,
                    colour=self._colour, headline=self._headline, source=self._source,
                )
            )  # fmt: skip
        if flush:
            drafts.flush()

    def _written(self) -> tuple[str, tuple[str, ...]]:
        return self.query_one(NoteText).text, split_tags(self.query_one("#note-tags", Input).value)

    # --------------------------------------------------------------------------------------------------------- actions

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the note, in a thread; the draft goes only when the note is on disk."""
        text, tags = self._written()
        if not text.strip() and not tags and self._colour is None and self._note is None:
            self._leave(None)
            return

        def write() -> Note:
            from dataclasses import replace

            notebook = self.desk.notebook
            if self._note is not None:
                kept = notebook.update(replace(self._note, text=text, tags=tags, colour=self._colour), read=self._note)
            else:
                kept = notebook.add(
                    self._article_id, text, anchor=self._anchor, tags=tags, colour=self._colour,
                    headline=self._headline, source=self._source, note_id=self._id,
                )  # fmt: skip
            notebook.drafts.discard(self._id)
            self.desk.mirror_if_there(self._article_id)
            return kept

        in_thread(self, write, self._leave, group="notebook", writes=True)

    def action_give_up(self) -> None:
        changed = self._written() != self._begun or self._colour != self._begun_colour
        if changed and not self._sure:
            self._sure = True
            self.query_one("#note-hint", Static).update(_("Not kept yet. Esc again throws it away"))
            return
        if self.desk.has_notebook:
            self.desk.notebook.drafts.discard(self._id)
        self._leave(None)

    def action_delete(self) -> None:
        note = self._note
        if note is None:
            self._leave(None)
            return

        def work() -> None:
            self.desk.notebook.delete(note.id)
            self.desk.notebook.drafts.discard(self._id)
            self.desk.mirror_if_there(self._article_id)

        def done(_nothing: Any) -> None:
            self._leave(Deleted(note))

        in_thread(self, work, done, group="notebook", writes=True)

    def action_colour(self) -> None:
        """The next colour for the passage; a note on the whole article has none."""
        from reader.notebook import COLOURS

        if self._anchor is not None:
            here = COLOURS.index(self._colour) if self._colour in COLOURS else -1
            self._colour = COLOURS[(here + 1) % len(COLOURS)]
            self.query_one("#note-title", Static).update(self._title())
            self._sure = False

    def action_next_field(self) -> None:
        entry = self.query_one("#note-tags", Input)
        self.query_one(NoteText).focus() if entry.has_focus else entry.focus()

    def action_editor(self) -> None:
        """Go on in the user's own editor."""
        from reader.ui.editing import edit_outside

        written = edit_outside(self.app, self.query_one(NoteText).text, self.desk.settings.editor)
        if written is not None:
            self.query_one(NoteText).text = written

    def _leave(self, answer: Answer) -> None:
        self._done = True
        self.dismiss(answer)
