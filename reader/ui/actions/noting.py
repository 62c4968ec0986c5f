"""Notes, highlights, tags and stars on what is read, written in threads; drafts offered again after a crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.language import _
from reader.model import Article, Note, Quote
from reader.ui import fit
from reader.ui.actions.room import Room
from reader.ui.working import in_thread

if TYPE_CHECKING:
    from reader.ui.screens.note import Answer


class NoteActions(Room):
    """The notebook as the reading room uses it. ``colour`` is that of the next highlight, "" until one is chosen."""

    colour: str = ""

    def open_notebook(self) -> list[str]:
        """Open the notebook (in a thread), tell the library what it holds, and return what the reader must be told."""
        notebook = self.desk.notebook
        self.desk.mirror_what_differs()
        return [notice.message for notice in notebook.take_notices()]

    def look_for_changes(self) -> None:
        """Take in what another newsreader has written in the same notebook or library."""
        if not self.desk.has_notebook:
            return

        def look() -> tuple[bool, int, list[str]]:
            changed = self.desk.notebook.poll()
            if changed:
                self.desk.count_notes()
            return changed, len(self.desk.library), [notice.message for notice in self.desk.notebook.take_notices()]

        def looked(answer: tuple[bool, int, list[str]]) -> None:
            changed, articles, notices = answer
            for notice in notices:
                self.app.notify(notice, severity="warning", markup=False, timeout=20)
            if changed:
                self.notes_changed()
            self.library_holds(articles)

        in_thread(self, look, looked, group="poll", only_last=True)

    def library_holds(self, articles: int) -> None:
        """The library holds so many articles now."""

    def place_of_note(self) -> Quote | None:
        """Where a note made now would stand: the selection, the figure or name picked, or None for the article."""
        from reader.notebook import quote

        if self.article is None:
            return None
        if self.view.selection is not None:
            return quote(self.article.text, self.view.selection.start, self.view.selection.end)
        picked = self.picked
        return None if picked is None else quote(self.article.text, picked.start, picked.end)

    # ----------------------------------------------------------------------------------------------------- the actions

    def action_note(self) -> None:
        article = self.article
        if article is None:
            self.tell(_("No article is open"), warning=True)
            return
        if self._refuses():
            return
        anchor = self.place_of_note()
        existing = self._note_at(anchor)
        from reader.ui.screens.note import NoteScreen

        if existing is not None:
            screen = NoteScreen.on_note(existing)
        else:
            screen = NoteScreen(article.id, anchor=anchor, headline=article.title, source=article.source)
        self.app.push_screen(screen, self._note_written)

    def _note_at(self, anchor: Quote | None) -> Note | None:
        """The note that stands at just this place, to be changed instead of adding another."""
        for note in self.notes:
            here = (note.anchor.start, note.anchor.end) if note.anchor else None
            if note.text and anchor is not None and here == (anchor.start, anchor.end):
                return note
        return None

    def _note_written(self, answer: Answer) -> None:
        if answer is None:
            return
        self.view.clear_selection()
        self.notes_changed()
        if isinstance(answer, Note):
            self.tell(_("Note kept: {text}").format(text=fit.cut(" ".join(answer.text.split()), 40)))
        else:
            self.tell(_("The note is in the trash; it can be taken back in the list of all notes"))

    def action_highlight(self) -> None:
        """Highlight in the colour chosen last, or take the highlight away that stands here."""
        article, anchor = self.article, self.place_of_note()
        if article is None or anchor is None:
            self._nothing_to_highlight()
            return
        standing = [note.id for note in self._standing_on(anchor) if not note.text]
        if standing:
            self._write(lambda: self.desk.notebook.delete(*standing), _("Highlight taken away"))
        else:
            self._add_highlight(article, anchor)
        self.view.clear_selection()

    def action_highlight_colour(self) -> None:
        """Choose the colour; what stands here already, highlight or note, takes it."""
        article, anchor = self.article, self.place_of_note()
        if article is None or anchor is None:
            self._nothing_to_highlight()
            return
        from reader.notebook import COLOURS
        from reader.ui.describe import colour_name
        from reader.ui.screens.choose import Choice, Choose

        standing = self._standing_on(anchor)
        now = {note.colour for note in standing}

        def chosen(colour: str | None) -> None:
            if colour is None:
                return
            self.colour = colour
            if standing:
                self._write(lambda: self._recolour(standing, colour), colour_name(colour))
            else:
                self._add_highlight(article, anchor)
            self.view.clear_selection()

        choices = [Choice(colour, colour_name(colour), on=colour in now if now else None) for colour in COLOURS]
        self.app.push_screen(Choose(_("Colour of the highlight"), choices), chosen)

    def _nothing_to_highlight(self) -> None:
        self.tell(_("Select a passage with v, or pick a figure or a name, to highlight it"), warning=True)

    def _standing_on(self, anchor: Quote) -> list[Note]:
        """The notes and highlights on just this place."""
        place = (anchor.start, anchor.end)
        return [note for note in self.notes if note.anchor and (note.anchor.start, note.anchor.end) == place]

    def _add_highlight(self, article: Article, anchor: Quote) -> None:
        from reader.notebook import COLOURS

        colour = self.colour or COLOURS[0]
        self._write(
            lambda: self.desk.notebook.add(
                article.id, anchor=anchor, colour=colour, headline=article.title, source=article.source
            ),
            _("Highlighted"),
        )

    def _recolour(self, notes: list[Note], colour: str) -> None:
        for note in notes:
            self.desk.notebook.update(replace(note, colour=colour), read=note)

    def action_star(self) -> None:
        article = self.article
        if article is None:
            return

        def change() -> bool:
            notebook = self.desk.notebook
            if notebook.is_starred(article.id):
                notebook.unstar(article.id)
                return False
            notebook.star(article.id, headline=article.title, source=article.source)
            return True

        self._write(change, lambda starred: _("Starred") if starred else _("Star taken away"))

    def action_tags(self) -> None:
        article = self.article
        if article is None or self._refuses():
            return
        from reader.ui.screens.tags import TagsScreen

        def answered(tags: tuple[str, ...] | None) -> None:
            if tags is not None:
                self._write(
                    lambda: self.desk.notebook.set_tags(
                        article.id, tags, headline=article.title, source=article.source
                    ),
                    _("Tags: {tags}").format(tags=" ".join(f"#{tag}" for tag in tags)) if tags else _("No tags"),
                )

        def ask(known: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
            title = _("Tags of {headline}").format(headline=fit.cut(article.title, 40))
            self.app.push_screen(TagsScreen(title, *known), answered)

        def known() -> tuple[tuple[str, ...], tuple[str, ...]]:
            notebook = self.desk.notebook
            return notebook.tags_of(article.id), tuple(tag.name for tag in notebook.all_tags())

        if self.desk.has_notebook:
            ask(known())  # from memory, and at once: what is typed next belongs into the box
        else:
            in_thread(self, known, ask)

    def _write(self, work: Callable[[], Any], said: str | Callable[[Any], str]) -> None:
        """Write in the notebook, in a thread, tell the library, show it, and say so."""
        if self._refuses():
            return
        article_id = self.article_id

        def both() -> Any:
            answer = work()
            self.desk.mirror([article_id])
            return answer

        def done(answer: Any) -> None:
            self.notes_changed()
            self.tell(said if isinstance(said, str) else said(answer))

        in_thread(self, both, done, group="notebook", writes=True)

    def _refuses(self) -> bool:
        """Say that nothing can be kept, where that is so: before something is written, not when it is lost."""
        reason = self.desk.notes_refused()
        if reason:
            self.tell(_("Not kept: {reason}").format(reason=reason), warning=True)
        return bool(reason)

    # ----------------------------------------------------------------------------------------------------------- drafts

    def offer_drafts(self) -> None:
        """Open the editor on what a session before was writing when it ended."""
        left = self.desk.notebook.drafts.left()
        if not left or self.desk.notes_refused():
            return
        from reader.ui.screens.note import NoteScreen

        draft = left[0]
        self.app.push_screen(NoteScreen.on_draft(draft), self._note_written)
        self.app.notify(
            _("This note was being written when newsreader ended ({count} in all)").format(count=len(left)),
            markup=False,
            timeout=15,
        )
