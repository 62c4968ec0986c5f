"""All notes: by date, article or tag, searched as one types; read, changed, gone to, deleted and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from reader.language import _
from reader.model import Note
from reader.ui import commands, describe, fit
from reader.ui.commands import N_
from reader.ui.css import SCREENS_CSS
from reader.ui.screens.base import DeskScreen
from reader.ui.widgets.entry import Entry
from reader.ui.widgets.keyline import KeyLine
from reader.ui.widgets.prose import Prose
from reader.ui.widgets.rowlist import RowList
from reader.ui.widgets.statusline import StatusLine
from reader.ui.working import in_thread

if TYPE_CHECKING:
    from reader.ui.screens.note import Answer
    from reader.ui.screens.reading import ReadingScreen

ORDERS = {
    "newest": N_("newest first"), "oldest": N_("oldest first"), "article": N_("by article"), "tag": N_("by tag"),
}  # fmt: skip
DAYS = {"all": "", "today": N_("today"), "week": N_("the last 7 days"), "month": N_("this month")}


def first_day(days: str, today: date) -> date | None:
    """The first day of one of DAYS, or None for all."""
    if days == "week":
        return today - timedelta(days=6)
    return {"today": today, "month": today.replace(day=1)}.get(days)


class NoteList(RowList):
    """Three lines a note: what it says, what it stands on, where and when."""

    def __init__(self) -> None:
        super().__init__(row_height=3, id="notes-list")
        self.notes: Sequence[Note] = ()
        self.adrift: frozenset[str] = frozenset()
        self.nothing = ""

    def show(self, notes: Sequence[Note], adrift: frozenset[str]) -> None:
        """Show ``notes``; those in ``adrift`` have lost their place."""
        self.notes, self.adrift = notes, adrift
        self.reload()

    def row_count(self) -> int:
        return len(self.notes)

    def empty(self) -> str:
        return self.nothing

    @property
    def here(self) -> Note | None:
        """The note of the cursor."""
        return self.notes[self.cursor] if 0 <= self.cursor < len(self.notes) else None

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        note = self.notes[index]
        said = " ".join(note.text.split()) or _("(highlight)")
        tags = [(" " + " ".join(f"#{tag}" for tag in note.tags), self.style_of("list--note"))] if note.tags else []
        day = note.modified.astimezone().strftime("%Y-%m-%d %H:%M")
        quoted = "“" + " ".join(note.anchor.exact.split()) + "”" if note.anchor else _("on the whole article")
        colour = "  " + describe.colour_name(note.colour) if note.colour else ""
        sign = [(_("adrift") + " ", self.style_of("list--warn"))] if note.id in self.adrift else []
        return [
            fit.spread([(said, self.style_of("list--strong"))], tags, width, base),
            fit.spread([*sign, (quoted, self.style_of("list--accent"))], [(colour, self.style_of("list--dim"))],
                       width, base),
            fit.spread([(note.headline, self.style_of("list--dim"))], [("  " + day, self.style_of("list--dim"))],
                       width, base),
        ]  # fmt: skip


class NotesScreen(DeskScreen[None]):
    """Order, tag, days and the words typed decide what is listed; the trash shows the deleted instead."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = commands.bindings("notes")
    COMMANDS_HERE = ("notes", "list")

    def __init__(self) -> None:
        super().__init__()
        self._order = "newest"
        self._tag: str | None = None
        self._words = ""
        self._days = "all"
        self._only_adrift = False
        self._trash = False
        self._undo: list[tuple[str, Callable[[], Any]]] = []

    @property
    def rows(self) -> NoteList:
        return self.query_one(NoteList)

    def compose(self) -> ComposeResult:
        yield Static(id="notes-title", markup=False)
        yield Entry(placeholder=_("Words in notes, passages, headlines, tags"), id="notes-entry", compact=True)
        with Horizontal(id="notes-body"):
            yield NoteList()
            with VerticalScroll(id="notes-shown"):
                yield Prose(id="notes-text")
        yield StatusLine(id="status")
        yield KeyLine(("notes", "app"), self.desk.settings.keys)

    def on_mount(self) -> None:
        self.rows.nothing = _("No notes yet: a on a passage, a figure or an article makes one")
        self.rows.focus()
        self.look()

    # ---------------------------------------------------------------------------------------------------- what is shown

    def look(self) -> None:
        """List the notes anew."""
        order, tag, words, trash = self._order, self._tag, self._words, self._trash
        since, only_adrift = first_day(self._days, date.today()), self._only_adrift

        def work() -> tuple[list[Note], frozenset[str]]:
            notebook = self.desk.notebook
            kept: Any = "newest" if order == "tag" else order
            notes = notebook.notes(order=kept, tag=tag, text=words, since=since, trash=trash)
            adrift = frozenset(note.id for note in notebook.adrift())
            if order == "tag":
                notes.sort(key=lambda note: (not note.tags, min(note.tags, default="")))
            return [note for note in notes if not only_adrift or note.id in adrift], adrift

        in_thread(self, work, lambda answer: self._looked(*answer), group="notes", only_last=True)

    def _looked(self, notes: list[Note], adrift: frozenset[str]) -> None:
        self.rows.show(notes, adrift)
        about = [_("Trash") if self._trash else _("Notes"), f"{len(notes):,}", _(ORDERS[self._order])]
        if self._tag:
            about.append(f"#{self._tag}")
        if self._days != "all":
            about.append(_(DAYS[self._days]))
        if self._only_adrift:
            about.append(_("adrift"))
        elif adrift and not self._trash:
            about.append(_("{count} adrift").format(count=len(adrift)))
        self.query_one("#notes-title", Static).update("  ".join(about))
        self._show_note()

    def on_row_list_moved(self, _event: RowList.Moved) -> None:
        self._show_note()

    def _show_note(self) -> None:
        note = self.rows.here
        shown = Text()
        if note is not None:
            if note.anchor is not None:
                shown.append(note.anchor.prefix[-24:], Style(dim=True))
                shown.append(note.anchor.exact, Style(bold=True, underline=True))
                shown.append(note.anchor.suffix[:24] + "\n\n", Style(dim=True))
            shown.append(note.text + "\n\n")
            shown.append(f"{note.headline}\n{note.source}\n", Style(dim=True))
        self.query_one("#notes-text", Prose).update(shown)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._words = event.value
        self.look()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self.rows.focus()

    # ---------------------------------------------------------------------------------------------------------- actions

    def action_find(self) -> None:
        self.query_one("#notes-entry", Input).focus()

    def on_row_list_chosen(self, _event: RowList.Chosen) -> None:
        self.action_go()

    def action_go(self) -> None:
        """To the place of the note in its article."""
        note = self.rows.here
        if note is None:
            return
        if note.article_id not in self.desk.library:
            self.tell(_("The article of this note is no longer in the library"), warning=True)
            return
        self.newsreader.go_to(note.article_id, note.anchor.start if note.anchor else 0)

    def action_edit(self) -> None:
        note = self.rows.here
        if note is not None and not self._trash:
            from reader.ui.screens.note import NoteScreen

            self.app.push_screen(NoteScreen.on_note(note), self._edited)

    def _edited(self, answer: Answer) -> None:
        if answer is None:
            return
        if not isinstance(answer, Note):
            self._remember_deleted(answer.note)
            self.tell(_("In the trash; U takes it back"))
        self._changed()

    def action_delete(self) -> None:
        note = self.rows.here
        if note is None:
            return
        if self._trash:
            self.tell(_("It is in the trash already; U takes it back"))
            return
        self._remember_deleted(note)
        self._change(note.article_id, lambda: self.desk.notebook.delete(note.id), _("In the trash; U takes it back"))

    def _remember_deleted(self, note: Note) -> None:
        self._undo.append((note.article_id, lambda: self.desk.notebook.restore(note.id)))

    def action_undo(self) -> None:
        """Take back what was done last (deleted, placed again); in the trash, take the note of the cursor out of it."""
        note = self.rows.here
        if self._trash and note is not None:
            self._change(note.article_id, lambda: self.desk.notebook.restore(note.id), _("Taken back"))
        elif self._undo:
            article_id, undo = self._undo.pop()
            self._change(article_id, undo, _("Taken back"))
        else:
            self.tell(_("Nothing to take back"))

    def action_order(self) -> None:
        names = list(ORDERS)
        self._order = names[(names.index(self._order) + 1) % len(names)]
        self.look()

    def action_days(self) -> None:
        """To the next stretch of time, then all again."""
        names = list(DAYS)
        self._days = names[(names.index(self._days) + 1) % len(names)]
        self.look()

    def action_adrift(self) -> None:
        """Only the notes that have lost their place, or all again."""
        self._only_adrift = not self._only_adrift
        self.look()

    def action_place(self) -> None:
        """Put a note that is adrift on what is selected or picked in the text."""
        note, reading = self.rows.here, self._reading()
        if note is None or reading is None:
            return
        if note.id not in self.rows.adrift:
            self.tell(_("This note has its place"))
            return
        article, anchor = reading.article, reading.place_of_note()
        if article is None or anchor is None:
            self.tell(_("Close this list, select in the text where the note belongs, and come back"), warning=True)
            return

        notebook = self.desk.notebook
        standing = notebook.standing(note.id)

        def put() -> None:
            notebook.place(note.id, article, anchor.start, anchor.end)
            self.desk.mirror_if_there(article.id)

        def undo() -> None:
            notebook.put_back(note, standing)
            self.desk.mirror_if_there(article.id)

        self._undo.append((note.article_id, undo))
        said = _("Placed on “{passage}”; U takes it back").format(passage=fit.cut(" ".join(anchor.exact.split()), 30))
        self._change(note.article_id, put, said)

    def _reading(self) -> ReadingScreen | None:
        from reader.ui.screens.reading import ReadingScreen

        return next((screen for screen in self.app.screen_stack if isinstance(screen, ReadingScreen)), None)

    def action_trash(self) -> None:
        self._trash = not self._trash
        self.look()

    def action_tag(self) -> None:
        """Only the notes with one tag, or all again."""
        from reader.ui.screens.choose import Choice, Choose

        def chosen(tag: str | None) -> None:
            if tag is not None:
                self._tag = tag or None
                self.look()

        choices = [Choice("", _("All notes"))]
        choices += [Choice(tag.name, f"#{tag.name}", str(tag.notes)) for tag in self.desk.notebook.all_tags()]
        self.app.push_screen(Choose(_("Tag"), choices), chosen)

    def action_manage_tags(self) -> None:
        """Rename, merge or delete a tag everywhere."""
        from reader.ui.screens.choose import Choice, Choose

        def chosen(tag: str | None) -> None:
            if tag:
                from reader.ui.screens.ask import Ask

                title = _("New name of #{tag}, everywhere; a name in use merges the two; empty deletes it")
                self.app.push_screen(Ask(title.format(tag=tag), tag), lambda new: self._rename(tag, new))

        tags = self.desk.notebook.all_tags()
        choices = [Choice(tag.name, f"#{tag.name}", str(tag.notes + tag.articles)) for tag in tags]
        self.app.push_screen(Choose(_("Rename, merge or delete a tag"), choices), chosen)

    def _rename(self, tag: str, new: str | None) -> None:
        if new is None or new == tag:
            return
        notebook = self.desk.notebook

        def both() -> int:
            number = notebook.rename_tag(tag, new) if new else notebook.delete_tag(tag)
            self.desk.mirror_what_differs()
            return number

        def done(number: int) -> None:
            self._changed()
            self.tell(_("{count} notes and articles changed").format(count=number))

        in_thread(self, both, done, group="notebook", writes=True)

    def action_close(self) -> None:
        entry = self.query_one("#notes-entry", Input)
        if entry.has_focus or self._words:
            entry.value = ""
            self.rows.focus()
        else:
            self.dismiss()

    def _change(self, article_id: str, work: Callable[[], Any], said: str) -> None:
        def both() -> None:
            work()
            self.desk.mirror_if_there(article_id)

        def done(_nothing: None) -> None:
            self.tell(said)
            self._changed()

        in_thread(self, both, done, group="notebook", writes=True)

    def _changed(self) -> None:
        """The notebook has changed: list it anew, and let the reading room see it too."""
        self.look()
        if (reading := self._reading()) is not None:
            reading.notes_changed()
