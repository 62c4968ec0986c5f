"""The state that all actions of the reading room share: the article shown, its marks and notes, the place in it."""

from __future__ import annotations

import gc
from contextlib import suppress

from textual.timer import Timer

from reader.errors import ReaderError
from reader.language import _
from reader.model import Article, Entity, Figure, Marks, Note
from reader.ui import lastpage
from reader.ui.history import History, Place
from reader.ui.screens.base import DeskScreen
from reader.ui.widgets.article import ArticleView
from reader.ui.widgets.legend import Legend
from reader.ui.widgets.notes_strip import NotesStrip
from reader.ui.widgets.sidebar import Sidebar
from reader.ui.widgets.statusline import StatusLine
from reader.ui.working import in_thread

MANY = 2000
"""Marks from which on an article weighs on Python's garbage collector."""

READ_AFTER = 2.0
"""Seconds an article is on the screen before it counts as read."""

AHEAD = 0.05
"""Seconds the reader must stay at an article before those beside it are laid out."""

AT_ONCE = 60_000
"""Characters up to which an article's kept marks are read before it is shown, so that the colours do not come late."""


class Room(DeskScreen[None]):
    """A screen with a list, an article and a status line. ``article`` is None until the first one is shown."""

    article: Article | None = None
    article_id: str = ""
    marks: Marks | None = None
    notes: tuple[Note, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.history = History()
        self._told_of_model = False
        self._read_timer: Timer | None = None
        self._ahead_timer: Timer | None = None
        self._place = 0
        self._places: dict[str, int] = {}

    # ---------------------------------------------------------------------------------------------- what it consists of

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    @property
    def sidebar(self) -> Sidebar:
        return self.query_one(Sidebar)

    @property
    def status(self) -> StatusLine:
        return self.query_one(StatusLine)

    @property
    def picked(self) -> Figure | Entity | None:
        """The figure or name that is picked in the text."""
        return self.view.selected

    # ----------------------------------------------------------------------------------------------------- the article

    def show_article(self, article_id: str, place: int | None = None, *, step: bool = True) -> None:
        """Show an article at ``place`` (or where the reader left it). ``step`` makes it a step of the history.

        The text stands at once; marks that are still to be made and notes follow as they are ready.
        """
        try:
            article = self.desk.article(article_id)
            marks = self.desk.kept_marks(article_id) if len(article.text) <= AT_ONCE else None
        except ReaderError as error:
            self.tell(str(error), warning=True)
            return
        left, left_at = self.article_id, self._place_now()
        self._places[left] = left_at
        if place is None:
            place = self._place_left(article_id)
        self.article, self.article_id, self.marks, self._place = article, article_id, marks, place
        self.notes = self._notes_of(article_id)
        self.view.show(article, marks, place=place, notes=self.notes)
        self.query_one(NotesStrip).show(self.notes, place)
        if step:
            self.history.visit(Place(article_id, place))
        # The text is painted first: what else tells of the article, and threads that start, would hold that up.
        self.call_after_refresh(self._after_paint, article, place, left, left_at)
        for timer in (self._read_timer, self._ahead_timer):
            if timer is not None:
                timer.stop()
        self._read_timer = self.set_timer(READ_AFTER, self._count_as_read)

    def _after_paint(self, article: Article, place: int, left: str, left_at: int) -> None:
        """What follows when the text stands: legend and status line, panels, marks; what is kept for another time."""
        if article is self.article:
            self.query_one(Legend).count(self.marks)
            self.show_place()
            self.article_changed()
            self.mark_article()
            self._ahead_timer = self.set_timer(AHEAD, self._look_ahead)

        def keep() -> None:
            if left:
                self.desk.library.set_place(left, left_at)
            if article is self.article:
                lastpage.keep(article, place, self.desk.paths.state)

        in_thread(self, keep, group="place", writes=True)

    def _look_ahead(self, *steps: int) -> None:
        """Lay out the articles beside the one shown in the list, one after the other so that a key can come between."""
        step, *others = steps or (1, -1)
        here = self.sidebar.position(self.article_id)
        summary = None if here is None else self.sidebar.summary(here + step)
        if summary is not None and summary.length <= AT_ONCE:
            with suppress(ReaderError):  # it has left the library meanwhile
                article, marks = self.desk.article(summary.id), self.desk.kept_marks(summary.id)
                place, notes = self._place_left(summary.id), self._notes_of(summary.id)
                self.view.lay_out_ahead(article, marks, place=place, notes=notes)
        if others:
            self._ahead_timer = self.set_timer(AHEAD, lambda: self._look_ahead(*others))

    def article_changed(self) -> None:
        """Another article, or another state of it, is shown; for panels that follow it."""

    def mark_article(self) -> None:
        """Bring the marks of the article on the screen up to date, in a thread."""
        article = self.article
        if article is None:
            return
        if self.desk.is_current(self.marks):
            self.status.set_busy("marks", "")  # of the article before
            return
        if self.marks is None:
            self.status.set_busy("marks", _("marking") + " ⋯")
        in_thread(
            self,
            lambda: (article.id, self.desk.mark(article)),
            self._marked,
            group="marking",
            only_last=True,
            failed=lambda: self.status.set_busy("marks", ""),
        )

    def _marked(self, answer: tuple[str, Marks]) -> None:
        article_id, marks = answer
        if article_id != self.article_id:
            return
        self.status.set_busy("marks", "")
        self._tell_of_model()
        if marks != self.marks:
            self.marks = marks
            self.view.set_marks(marks)
            self.query_one(Legend).count(marks)
            self.article_changed()
            if len(marks.figures) + len(marks.entities) > MANY:
                # They stay; were the collector to go through them again and again, scrolling would stutter.
                gc.freeze()

    def _tell_of_model(self) -> None:
        """Say, once, that names are found less well because the tagger's model is not there."""
        if self.desk.model_problem and not self._told_of_model:
            self._told_of_model = True
            self.tell(self.desk.model_problem, warning=True)

    def notes_changed(self) -> None:
        """The notebook has changed: show the notes of the article and the signs in the list anew."""
        if self.article is not None and self.desk.has_notebook:
            self.notes = tuple(self.desk.notes(self.article_id))
            self.view.set_notes(self.notes)
            self.query_one(NotesStrip).show(self.notes, self._place)
        self.states_changed()
        self.article_changed()

    # ------------------------------------------------------------------------------------------------- place and state

    def on_article_view_place_changed(self, event: ArticleView.PlaceChanged) -> None:
        self._place = event.offset
        self.history.stay(event.offset)
        self.query_one(NotesStrip).show(self.notes, event.offset)
        self.show_place()

    def show_place(self) -> None:
        """Say in the status line what is selected, or what is picked and in sight, or else where the reader is."""
        if self.article is None:
            self.status.set_place("")
            return
        selection, picked = self.view.selection, self.picked
        if selection is not None:
            said = _("Selecting: {count} characters") if self.view.selecting else _("Selected: {count} characters")
            self.status.set_place(" " + said.format(count=f"{selection.end - selection.start:,}"))
            return
        if picked is not None and self.view.in_sight(picked):
            from reader.ui.describe import in_short

            self.status.set_place(" " + in_short(picked))
            return
        length = max(1, len(self.article.text))
        index = self.sidebar.position(self.article_id)
        row = "" if index is None else f"{index + 1:,}/{self.sidebar.row_count():,}  "
        summary = None if index is None else self.sidebar.summary(index)
        fiction = _("Sample, fiction") + "  " if summary is not None and summary.fiction else ""
        percent = 100 if self.view.scroll_offset.y >= self.view.max_scroll_y else min(100, self._place * 100 // length)
        self.status.set_place(f" {row}{percent}%  {fiction}{self.article.source}")

    def _notes_of(self, article_id: str) -> tuple[Note, ...]:
        return tuple(self.desk.notes(article_id)) if self.desk.has_notebook else ()

    def _place_now(self) -> int:
        # The view knows it before it tells.
        return self.view.place if self.view.article is self.article else self._place

    def _place_left(self, article_id: str) -> int:
        if article_id in self._places:
            return self._places[article_id]
        index = self.sidebar.position(article_id)
        summary = None if index is None else self.sidebar.summary(index)
        return summary.place if summary else 0

    def _count_as_read(self) -> None:
        article_id = self.article_id
        if article_id:
            read = self.desk.library.set_read
            in_thread(self, lambda: read([article_id], True), lambda _done: self.states_changed(), writes=True)

    def states_changed(self) -> None:
        """Something about the articles in the list has changed, though not which they are."""
        self.sidebar.forget()
