"""The reading room: the list of articles, the article, a panel, and how the library is opened into them."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import suppress

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from reader.errors import ReaderError
from reader.language import _
from reader.ui import commands, lastpage, session
from reader.ui.actions.copying import CopyActions
from reader.ui.actions.finding import FindActions
from reader.ui.actions.grouping import GroupActions
from reader.ui.actions.noting import NoteActions
from reader.ui.actions.panels import PanelActions
from reader.ui.actions.twins import TwinActions
from reader.ui.session import Session
from reader.ui.widgets.article import ArticleView
from reader.ui.widgets.entry import Entry
from reader.ui.widgets.keyline import KeyLine
from reader.ui.widgets.lasting import Lasting
from reader.ui.widgets.legend import Legend
from reader.ui.widgets.notes_strip import NotesStrip
from reader.ui.widgets.rowlist import RowList
from reader.ui.widgets.side_head import SideHead
from reader.ui.widgets.sidebar import Sidebar
from reader.ui.widgets.statusline import StatusLine
from reader.ui.widgets.twins_line import TwinsLine
from reader.ui.working import in_thread

MOVE_PAUSE = 0.04
"""Seconds the cursor of the list must rest before its article is shown: holding a key down does not open each."""


_SELECTING = frozenset(each.action for each in commands.COMMANDS if each.where == "select")


class Article(ArticleView):
    """The article view with the keys of the table; some of them work only while a passage is being selected."""

    BINDINGS = commands.bindings("article", "select")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _SELECTING and not self.selecting:
            return False
        return super().check_action(action, parameters)


class ReadingScreen(TwinActions, CopyActions, NoteActions, GroupActions, PanelActions, FindActions):
    """``paths`` are the files to be opened; none opens the library. ``remembered`` is the session to go on with."""

    BINDINGS = commands.bindings("reader")

    def __init__(self, paths: Sequence[str], remembered: Session) -> None:
        super().__init__()
        self.paths = list(paths)
        self.session = remembered
        self._following: Timer | None = None
        self._held: int | None = None
        self._list = Sidebar(lambda id: self.desk.note_counts.get(id, 0), id="sidebar")

    def compose(self) -> ComposeResult:
        with Container(id="all"), Horizontal(id="room"):
            with Vertical(id="side"):
                yield SideHead(self.desk.settings.keys)
                yield self._list
            with Vertical(id="main"):
                yield Article(self.desk.settings, id="article")
                yield TwinsLine(id="twins")
                yield NotesStrip(id="strip")
                yield Legend(id="legend")
        yield Lasting(id="lasting")
        yield StatusLine(id="status")
        yield KeyLine(("app", "reader"), self.desk.settings.keys)

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.call_after_refresh(self._show_looks))
        self.set_class(not self.session.sidebar, "-no-sidebar")
        self.view.focus()
        if self.paths and self.desk.has_library:
            with suppress(ReaderError):
                self._opened(self.open_library())
                return
        self._show_last()
        self.status.set_busy("open", _("opening") + " ⋯")
        # Not before that text is painted: a thread that imports holds up the one that paints.
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        in_thread(self, self.open_library, self._opened, failed=lambda: self.status.set_busy("open", ""))

    def _show_last(self) -> None:
        """Show the text that was open last, before the library has been opened; marks and notes come with it."""
        last = None if self.paths else lastpage.kept(self.desk.paths.state)
        if last is not None:
            self.article, self._place = last
            self.article_id = self.article.id
            self.view.show(self.article, None, place=self._place)
            self._show_last_list()

    def _show_last_list(self) -> None:
        """Show the list as it was left, until the library says how it is."""
        rows = lastpage.kept_list(self.desk.paths.state)
        here = None if rows is None else rows.position(self.article_id)
        if rows is not None and here is not None:
            with self.prevent(RowList.Moved):
                self.sidebar.show(rows, here)
            self.call_after_refresh(self.show_place)

    def _opened(self, first: str | None) -> None:
        """The library is open and the list knows what it shows: show an article, then begin what can wait."""
        self.status.set_busy("open", "")
        self.show_what_is_not_kept()
        if self.article is not None and first != self.article_id:
            # It has left the library meanwhile.
            lastpage.forget(self.desk.paths.state)
            self.article_id = ""
        self.list_selection(first)
        self.call_after_refresh(self._after_first_paint)

    def show_what_is_not_kept(self) -> None:
        if not self.desk.not_kept:
            return
        said = _("What is read now is not kept: {reason}").format(reason=self.desk.not_kept)
        if self.desk.notes_refused():
            said += " ⋅ " + _("Notes, tags and stars cannot be kept either")
        self.query_one(Lasting).say(said)

    def _after_first_paint(self) -> None:
        gc.freeze()  # what is loaded by now stays: the collector need not go through it at every turn
        in_thread(self, self.open_notebook, self._notebook_opened)
        if self.paths:
            self.read_paths(self.paths)
        else:
            self.mark_the_rest()
        self.set_interval(1.5, self.look_for_changes)
        if self.session.groups:
            self.open_groups(focus=False)

    def _notebook_opened(self, notices: list[str]) -> None:
        for notice in notices:
            self.app.notify(notice, severity="warning", markup=False, timeout=20)
        self.notes_changed()
        self.offer_drafts()

    # --------------------------------------------------------------------------------------------------- moving about

    def action_article(self, name: str) -> None:
        """Do in the article what its action ``name`` does, wherever the focus is."""
        if name in ("hint", "select"):
            self.view.focus()
        getattr(self.view, f"action_{name}")()

    def action_next_article(self) -> None:
        self._step_in_list(1)

    def action_previous_article(self) -> None:
        self._step_in_list(-1)

    def _step_in_list(self, by: int) -> None:
        if self._selection is None:  # the list is the last one's: the library is not open yet
            return
        here = self.sidebar.position(self.article_id)
        target = self.sidebar.cursor + by if here is None else here + by
        summary = self.sidebar.summary(target)
        if summary is None:
            self.tell(_("This is the last article") if by > 0 else _("This is the first article"))
            return
        self.show_article(summary.id)
        self.call_after_refresh(self._cursor_to, target)

    def _cursor_to(self, index: int | None) -> None:
        """Put the cursor of the list on a row whose article is shown already."""
        if index is not None:
            with self.prevent(RowList.Moved):
                self.sidebar.cursor = index

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        if event.list is self.sidebar:
            if self._following is not None:
                self._following.stop()
            self._following = self.set_timer(MOVE_PAUSE, self._follow_cursor)

    def _follow_cursor(self) -> None:
        summary = self.sidebar.summary(self.sidebar.cursor) if self._selection is not None else None
        if summary is not None and summary.id != self.article_id:
            self.show_article(summary.id)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if event.list is self.sidebar:
            self._follow_cursor()
            self.view.focus()

    def on_notes_strip_chosen(self, event: NotesStrip.Chosen) -> None:
        if event.note.anchor is not None:
            self.view.go_to(event.note.anchor.start, centre=True)

    def action_back(self) -> None:
        self._go(self.history.back(), _("Nothing before this"))

    def action_forward(self) -> None:
        self._go(self.history.forward(), _("Nothing after this"))

    def _go(self, place: object, nothing: str) -> None:
        from reader.ui.history import Place

        if not isinstance(place, Place):
            self.tell(nothing)
            return
        self._cursor_to(self.sidebar.position(place.article_id))
        self.show_article(place.article_id, place.offset, step=False)

    def go_to(self, article_id: str, offset: int) -> None:
        """Show an article at a place, for another screen that leads there."""
        self._cursor_to(self.sidebar.position(article_id))
        if article_id != self.article_id:
            self.show_article(article_id, offset)
        self.view.go_to(offset, centre=True)
        self.view.focus()

    def library_holds(self, articles: int) -> None:
        if self._held is not None and articles != self._held and not self.restricted:
            self.select()
        self._held = articles

    def library_changed(self) -> None:
        """Select again; show the article as it is now or, if it is no more, the one in its place."""
        if self.article_id and self.article_id not in self.desk.library:
            self.article, self.article_id = None, ""
        elif self.article_id and self.desk.article(self.article_id) != self.article:
            self.show_article(self.article_id, self._place, step=False)
        self.select()
        self.mark_the_rest()

    # -------------------------------------------------------------------------------------------------------- the room

    def _panes(self) -> list[Widget]:
        panes: list[Widget] = [self.sidebar, self.view]
        if self.groups is not None:
            panes.insert(0, self.groups)
        if self.panel is not None:
            panes.append(self.panel)
        return [pane for pane in panes if pane.display and all(parent.display for parent in pane.ancestors_with_self
                                                              if isinstance(parent, Widget))]  # fmt: skip

    def action_next_pane(self) -> None:
        self._to_pane(1)

    def action_previous_pane(self) -> None:
        self._to_pane(-1)

    def _to_pane(self, by: int) -> None:
        panes = self._panes()
        focused = next((i for i, pane in enumerate(panes) if pane.has_focus or pane.has_focus_within), 0)
        panes[(focused + by) % len(panes)].focus()

    def action_toggle_sidebar(self) -> None:
        self.toggle_class("-no-sidebar")
        self.session.sidebar = not self.has_class("-no-sidebar")
        if not self.session.sidebar and self.query_one("#side").has_focus_within:
            self.view.focus()

    def action_zen(self) -> None:
        self.toggle_class("-zen")
        self.view.focus()

    def action_leave(self) -> None:
        """Give up the nearest thing: what is being found, picked, open or filtered, one at a time."""
        if self.leave_groups() or self.close_find() or self.view.cancel():
            return
        if self.panel is not None:
            self.close_panel()
        elif self.has_class("-zen"):
            self.remove_class("-zen")
        else:
            self.show_everything()
        self.view.focus()

    @property
    def COMMANDS_HERE(self) -> tuple[str, ...]:
        """The parts of the table of commands that work now, for the palette."""
        groups = ("groups",) if self.groups is not None else ()
        panel = ("panel",) if self.panel_kind in ("figures", "entities") else ()
        return ("reader", "article", "list", "sidebar", *groups, *panel)

    def on_descendant_focus(self) -> None:
        if self.groups is not None and self.groups.has_focus:
            here: tuple[str, ...] = ("groups",)
        elif isinstance(self.focused, Entry):
            here = ("entry",)  # every other key is typed
        elif self.panel is not None and self.panel.has_focus and self.panel_kind != "card":
            here = ("panel", "list", "reader")
        elif self.view.selecting and self.view.has_focus:
            here = ("select",)
        else:
            here = ("sidebar", "list", "reader") if self.sidebar.has_focus else ("reader",)
        self.query_one(KeyLine).show_for("app", *here)

    def on_article_view_selection_changed(self, _event: ArticleView.SelectionChanged) -> None:
        self.show_place()
        self.on_descendant_focus()

    def command_target(self, where: str) -> Widget:
        """The widget on which the palette runs a command of the part ``where``."""
        if where == "article":
            return self.view
        if where == "groups" and self.groups is not None:
            return self.groups
        if where == "panel" and self.panel is not None:
            return self.panel
        return self.sidebar if where in ("list", "sidebar") else self

    def relabel(self) -> None:
        """The language has changed."""
        from reader.ui.widgets.mark_list import MarkList

        if isinstance(self.panel, MarkList):
            self.panel.set_rows(keep=True)
        self.list_names()
        self.show_place()
        self.show_what_is_not_kept()
        self.relabel_panel()

    def on_unmount(self) -> None:
        state = self.desk.paths.state
        if self.article is not None:
            lastpage.keep(self.article, self._place, state)
            if self.desk.has_library:
                with suppress(ReaderError):
                    self.desk.library.set_place(self.article_id, self._place)
        self.session.article = self.article_id
        self._keep_list()
        session.save(self.session, state)

    def _keep_list(self) -> None:
        """Keep the list about the article, if it is the whole library that it will show the next time."""
        narrowed = self.paths or self.restricted or self.query_text or self.picks
        if self._selection is not None and not narrowed:
            with suppress(ReaderError):
                lastpage.keep_list(*self._list.known_rows(), self._list.row_count(), self.desk.paths.state)
