"""What the list of articles shows: opening the library, filtering, sorting, sections and tags, read and unread."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from textual.containers import Vertical

from reader.language import _
from reader.ui.actions.room import Room
from reader.ui.commands import N_
from reader.ui.picks import Pick, query_of
from reader.ui.session import Session
from reader.ui.widgets.rowlist import RowList
from reader.ui.widgets.side_head import SideHead
from reader.ui.working import back, in_thread

if TYPE_CHECKING:
    from textual.widgets import Input

    from reader.library import Selection
    from reader.model import Article

SHOW_EVERY = 0.25
"""Seconds between two looks at the list while files come in."""

_FEW = 12
"""Articles up to which marking in the background is not worth a word in the status line."""

NEWEST = "-date"
"""The order that the library begins with."""

ORDER_NAMES = {
    "date": N_("date"), "added": N_("order of arrival"), "headline": N_("headline"), "section": N_("section"),
    "byline": N_("author"), "length": N_("length"), "source": N_("source"),
}  # fmt: skip


def orders() -> dict[str, str]:
    """The orders that the library knows, each in words."""
    said = {}
    for name, words in ORDER_NAMES.items():
        said[name] = _("{name}, upwards").format(name=_(words))
        said[f"-{name}"] = _("{name}, downwards").format(name=_(words))
    return said


class ListActions(Room):
    """The list: ``query_text`` is the filter that was typed, ``picks`` what was picked from the groups beside it.

    ``sources`` are the files it is restricted to (none: the whole library).
    """

    def __init__(self) -> None:
        super().__init__()
        self.query_text = ""
        self.picks: tuple[Pick, ...] = ()
        self.sort = NEWEST
        self.sources: list[str] = []
        self.restricted = False
        self.paths: list[str] = []
        self.session = Session()
        self._selection: Selection | None = None
        self._stopped = False

    # --------------------------------------------------------------------------------------------------------- opening

    def open_library(self) -> str | None:
        """Open the library and select what the list will show (in a thread); the article to show first, or None."""
        library = self.desk.library
        if self.paths:
            self.restricted, self.sort = True, "added"
            # Files that are known are shown at once; whatever else there is comes when it has been read.
            self.sources = [name for path in self.paths for name in library.sources_of_file(path)]
            if not self.sources:
                return None
            self._selection = library.select("", sort=self.sort, sources=self.sources)
            return next((row.id for row in self._selection.rows(0, 1)), None)
        if len(library) == 0:
            self.desk.add_samples()
        if self.session.sort.removeprefix("-") in ORDER_NAMES:
            self.sort = self.session.sort
        self._selection = library.select("", sort=self.sort)
        first = self._selection.rows(0, 1)
        if first and first[0].fiction and not self.session.sort:
            # Nothing but the samples, which have no dates: as they were laid out.
            self.sort = "added"
            self._selection = library.select("", sort=self.sort)
        for last in (self.article_id, self.session.article):
            if last and last in library:
                return last
        return next((row.id for row in self._selection.rows(0, 1)), None)

    def list_selection(self, article_id: str | None) -> None:
        """Show the selection that was made, with the cursor on the article ``article_id``, and that article."""
        if self._selection is None:
            self.list_names()
            return
        place = self._selection.position(article_id) if article_id else None
        with self.prevent(RowList.Moved):
            self.sidebar.show(self._selection, place or 0)
        self.list_names()
        self.selection_changed()
        if article_id:
            self.show_article(article_id, self.view.place if article_id == self.article_id else None)
        else:
            self.show_place()

    def list_names(self) -> None:
        """What the list says when it is empty, and above it what it shows."""
        if self.query_text or self.picks:
            from reader.library.query import slip

            self.sidebar.nothing = slip(self.query_text) or _("Nothing matches")
        else:
            self.sidebar.nothing = _("No articles") if self._selection is not None else ""
        self.sidebar.refresh()
        whole = _("Opened files") if self.restricted else _("All articles")
        # What is typed stands in the line of entry while there is one.
        shown = self.filters()[: len(self.picks)] if self.query("#filter") else self.filters()
        count = None if self._selection is None else self.sidebar.row_count()
        self.query_one(SideHead).show(shown, whole, count)

    def filters(self) -> list[str]:
        """What the list is narrowed down by, in words: what was picked, then what was typed."""
        return [*(each.label for each in self.picks), *([self.query_text] if self.query_text else [])]

    def selection_changed(self) -> None:
        """Another selection is shown; for the groups, which count beside it."""

    def select(self, *, then_show: bool = False) -> None:
        """Make the selection anew, in a thread, after the filter, the order or the library has changed."""
        query, sort = query_of(self.picks, self.query_text), self.sort
        sources = self.sources if self.restricted else []
        shown = self.article_id
        if self.restricted and not sources:
            return

        def work() -> tuple[Selection | None, str, int | None]:
            from reader.library import QueryError

            try:
                selection = self.desk.library.select(query, sort=sort, sources=sources)
                len(selection)
            except QueryError as error:
                return None, str(error), None
            return selection, "", selection.position(shown) if shown else None

        in_thread(self, work, lambda answer: self._selected(*answer, then_show), group="select", only_last=True)

    def _selected(self, selection: Selection | None, problem: str, place: int | None, then_show: bool) -> None:
        if selection is None:
            self.tell(problem, warning=True)
            return
        self._selection = selection
        with self.prevent(RowList.Moved):
            self.sidebar.show(selection, place if place is not None else 0 if then_show else self.sidebar.cursor)
        self.list_names()
        self.selection_changed()
        self.show_place()
        if self.article is None or (then_show and place is None):
            first = self.sidebar.summary(self.sidebar.cursor)
            if first is not None:
                glimpsed = self.article is None and self.view.article is not None and self.view.article.id == first.id
                # Where one was the last time, unless one has moved on meanwhile.
                self.show_article(first.id, (self.view.place or None) if glimpsed else None)

    # --------------------------------------------------------------------------------------------------- reading files

    def read_paths(self, paths: list[str]) -> None:
        """Read files and folders into the library, in a thread, and show their articles as they come."""
        self._stopped = False
        self.status.set_busy("files", _("reading files") + " ⋯")
        in_thread(
            self,
            lambda: self._read(paths),
            self._files_read,
            group="files",
            failed=lambda: self.status.set_busy("files", ""),
        )

    def _read(self, paths: list[str]) -> list[str]:
        """Read the files (in a thread); what could not be read, in words.

        A process of its own reads and splits them: no key waits for it, and the memory that it needs goes with it.
        """
        from reader.library import LibraryError
        from reader.library.importing import Progress, Report, import_paths

        began = time.monotonic()
        shown = 0.0
        articles = 0

        def progress(so_far: Progress) -> None:
            nonlocal articles
            articles = so_far.articles

        def arrived(source: str) -> None:
            nonlocal shown
            if source in known:
                return
            known.add(source)
            self.sources.append(source)
            now = time.monotonic()
            if now - shown > SHOW_EVERY:
                shown = now
                rate = articles / max(now - began, 0.01)
                state = _("reading files: {count} articles, {rate} a second; {key} stops").format(
                    count=f"{articles:,}", rate=f"{rate:,.0f}", key=self._stop_key()
                )
                back(self.app, self._files_come, state)

        def read() -> Report:
            return import_paths(
                self.desk.library,
                paths,
                jobs=1,
                marks=False,
                progress=progress,
                cancelled=lambda: self._stopped or not self.app.is_running,
                arrived=arrived,
                glimpsed=lambda article: back(self.app, self._glimpsed, article),
            )

        known = set(self.sources)
        try:
            report = read()
        except LibraryError as error:  # such as a disk that has become full
            if not self.desk.let_pass(str(error)):
                raise
            back(self.app, self.show_what_is_not_kept)
            report = read()
        return [failure.reason for failure in report.failures]

    def show_what_is_not_kept(self) -> None:
        """Say for as long as the session lasts, and in full, that nothing of it is kept, if that is so."""

    def _stop_key(self) -> str:
        from reader.ui.commands import command, keys_of

        return (keys_of(command("reader.stop"), self.desk.settings.keys) or [""])[0]

    def action_stop(self) -> None:
        """Read no further files; what has been read stays."""
        self._stopped = True
        self.tell(_("No further files are read"))

    def _glimpsed(self, article: Article) -> None:
        """Show the text of the first article at once; it is opened when it has arrived in the library."""
        if self.article is None and self.view.article is None:
            self.view.show(article)

    def _files_come(self, state: str) -> None:
        self.status.set_busy("files", state)
        self.select()

    def _files_read(self, failures: list[str]) -> None:
        self.status.set_busy("files", "")
        gc.freeze()  # what reading them loaded stays: the collector need not go through it while keys wait
        if not self.sources and self.restricted:
            # Nothing of what was asked for can be shown; the library is better than an empty room.
            self.restricted = False
        self.select()
        self.mark_the_rest()
        if len(failures) > 1:
            self.app.notify("\n".join(failures[:8]), severity="warning", markup=False, timeout=20)
        if failures:
            self.tell(failures[0] if len(failures) == 1 else
                      _("{count} files could not be read: {first}").format(count=len(failures), first=failures[0]),
                      warning=True)  # fmt: skip

    def mark_the_rest(self) -> None:
        """Mark and index, in the background, what has no marks by the analyser of today."""

        def progress(done: int, total: int) -> None:
            if total > _FEW:
                state = _("marking {done} of {total}").format(done=f"{done:,}", total=f"{total:,}") + " ⋯"
                back(self.app, self.status.set_busy, "backlog", state)

        def done(_number: int) -> None:
            self.status.set_busy("backlog", "")

        in_thread(self, lambda: self.desk.bring_up_to_date(progress), done, group="backlog", only_last=True,
                  failed=lambda: self.status.set_busy("backlog", ""))  # fmt: skip

    # ---------------------------------------------------------------------------------------------- filtering, sorting

    def action_filter(self) -> None:
        from reader.ui.widgets.query_entry import QueryEntry

        self.remove_class("-no-sidebar", "-zen")
        found = self.query(QueryEntry)
        if found:
            found.first().focus()
            return
        entry = QueryEntry(self.desk, self.query_text, placeholder=_("Filter"), id="filter", compact=True)
        self.query_one("#side", Vertical).mount(entry, after=self.query_one(SideHead))
        entry.focus()
        self.call_after_refresh(self.list_names)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "filter" and event.value != self.query_text:
            self.query_text = event.value
            self.select(then_show=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "filter":
            if not event.value:
                event.input.remove()
            self.to_list()

    def to_list(self) -> None:
        """Go to the list of articles."""
        self.sidebar.focus()

    def show_everything(self) -> None:
        """Take away everything that narrows the list down."""
        self.query("#filter").remove()
        if self.query_text or self.picks:
            self.query_text, self.picks = "", ()
            self.select()

    def action_show_everything(self) -> None:
        self.show_everything()

    def action_widen(self) -> None:
        """Take away what narrowed the list down last."""
        if self.query_text:
            self.query("#filter").remove()
            self.query_text = ""
        elif self.picks:
            self.picks = self.picks[:-1]
        else:
            self.tell(_("Nothing narrows the list down"))
            return
        self.select()

    def filter_by(self, query: str) -> None:
        """Filter the list by ``query`` alone, as if it had been typed."""
        self.query_text, self.picks = query, ()
        for entry in self.query("#filter"):
            entry.value = query  # type: ignore[attr-defined]
        self.select(then_show=True)
        self.tell(_("The list shows {query}; Esc shows everything").format(query=query) if query else "")

    def action_sort(self) -> None:
        from reader.ui.screens.choose import Choice, Choose

        choices = [Choice(sort, said, on=self.sort == sort) for sort, said in orders().items()]

        def chosen(sort: str | None) -> None:
            if sort:
                self.sort = self.session.sort = sort
                self.select()

        self.app.push_screen(Choose(_("Sort by"), choices), chosen)

    def action_whole_library(self) -> None:
        if not self.sources:
            self.tell(_("The list shows the whole library already"))
            return
        self.restricted = not self.restricted
        self.sort = "added" if self.restricted else NEWEST
        self.select(then_show=True)
        self.tell(_("The files that were opened") if self.restricted else _("The whole library"))

    def action_add_files(self) -> None:
        from reader.ui.screens.ask import Ask

        def answered(path: str | None) -> None:
            if path:
                self.read_paths([path])

        self.app.push_screen(Ask(_("Add files: a path or an address"), paths=True), answered)

    # --------------------------------------------------------------------------------------------------- reading state

    def action_toggle_read(self) -> None:
        index = self.sidebar.position(self.article_id)
        summary = None if index is None else self.sidebar.summary(index)
        if summary is None:
            return
        read = not summary.read
        if self._read_timer is not None:
            self._read_timer.stop()

        def done(_nothing: None) -> None:
            self.states_changed()
            self.tell(_("Marked as read") if read else _("Marked as unread"))

        in_thread(self, lambda: self.desk.library.set_read([summary.id], read), done, writes=True)
