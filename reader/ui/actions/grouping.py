"""The groups in the sidebar: opened and closed, picked from and let go; saved searches kept, renamed, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from reader.language import _
from reader.ui.actions.listing import ListActions
from reader.ui.picks import query_of, toggled
from reader.ui.working import in_thread

if TYPE_CHECKING:
    from textual.widgets import Input

    from reader.library import SavedSearch
    from reader.ui.picks import Pick
    from reader.ui.widgets.groups import Counted, Groups
    from reader.ui.widgets.rowlist import RowList


class GroupActions(ListActions):
    """The groups stand above the list in a high window and instead of it in a low one."""

    def __init__(self) -> None:
        super().__init__()
        self._forgotten: SavedSearch | None = None

    @property
    def groups(self) -> Groups | None:
        """The groups, None while they are closed."""
        found = self.query("#groups")
        return found.first() if found else None  # type: ignore[return-value]

    # ----------------------------------------------------------------------------------------------- opening, closing

    def action_groups(self) -> None:
        """Open the groups, go to them, or close them if one is in them."""
        groups = self.groups
        if groups is None:
            self.open_groups()
        elif not groups.has_focus and not self.query("#groups-entry:focus"):
            self._unhide()
            groups.focus()
        else:
            self.close_groups()

    def open_groups(self, *, focus: bool = True) -> None:
        """Open the groups; the counts come when they are ready."""
        from reader.ui.widgets.groups import Groups

        groups = Groups(lambda: self.picks, self.session.folds)
        self.query_one("#side", Vertical).mount(groups, before=self.sidebar)
        self.add_class("-groups")
        self.session.groups = True
        if focus:
            self._unhide()
            groups.focus()
        self.count_groups()

    def close_groups(self) -> bool:
        """Close the groups; whether they were open."""
        groups = self.groups
        if groups is None:
            return False
        inside = groups.has_focus or bool(self.query("#groups-entry:focus"))
        self.query("#groups, #groups-entry").remove()
        self.remove_class("-groups")
        self.session.groups = False
        if inside:
            self.sidebar.focus()
        return True

    def leave_groups(self) -> bool:
        """Give up narrowing, or else the groups, if one is in them; whether one was."""
        groups = self.groups
        if groups is not None and self.query("#groups-entry:focus"):
            self._end_narrowing()
            return True
        return groups is not None and groups.has_focus and self.close_groups()

    def _unhide(self) -> None:
        self.remove_class("-no-sidebar", "-zen")
        self.session.sidebar = True

    def to_list(self) -> None:
        if self.query(".-low") or self.has_class("-low"):
            self.close_groups()
        super().to_list()

    # ---------------------------------------------------------------------------------------------------------- counts

    def count_groups(self) -> None:
        """Count, in a thread, what each group holds beside what is picked in the others."""
        if self.groups is None or self._selection is None:
            return
        picks, typed = self.picks, self.query_text
        sources = self.sources if self.restricted else []

        def work() -> Counted | None:
            from reader.library import Facets, QueryError
            from reader.ui.widgets.groups import TITLES, Counted

            library = self.desk.library
            by_query: dict[str, Facets] = {}
            facets: dict[str, Facets] = {}
            try:
                for group in ("state", *TITLES):
                    query = query_of(picks, typed, beside=group)
                    if query not in by_query:
                        by_query[query] = library.facets(query, sources=sources)
                    facets[group] = by_query[query]
            except QueryError:  # it is being typed, and said already
                return None
            saved: dict[str, int | None] = {}
            for each in facets["saved"].saved:
                try:
                    saved[each.name] = len(library.select(each.query, sources=sources))
                except QueryError:
                    saved[each.name] = None
            return Counted(facets, saved)

        in_thread(self, work, self._counted, group="groups", only_last=True)

    def _counted(self, counted: Counted | None) -> None:
        groups = self.groups
        if groups is not None and counted is not None:
            first = groups.row_count() == 0
            groups.show(counted)
            if first:
                groups.go_to_pick()

    def selection_changed(self) -> None:
        super().selection_changed()
        self.count_groups()

    def states_changed(self) -> None:
        super().states_changed()
        self.count_groups()

    # --------------------------------------------------------------------------------------------------------- picking

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if event.list is self.groups:
            self._choose()

    def _choose(self) -> None:
        """What Enter does: fold a title; show everything; let go what is picked; or pick it and go on to the list."""
        groups = self.groups
        row = groups.here if groups is not None else None
        if groups is None or row is None:
            return
        self._end_narrowing()
        if row.pick is not None:
            on = row.pick not in self.picks
            self.pick(row.pick)
            if on:
                self.to_list()
        elif row.everything:
            self.show_everything()
            self.to_list()
        else:
            groups.turn(row)

    def action_toggle_group(self) -> None:
        """Pick the line of the cursor or let it go, and stay."""
        row = self.groups.here if self.groups is not None else None
        if row is not None and row.pick is not None:
            self.pick(row.pick)

    def pick(self, pick: Pick) -> None:
        """Narrow the list down by ``pick``, or no more."""
        self.picks = toggled(self.picks, pick)
        if self.groups is not None:
            self.groups.refresh()
        self.select(then_show=True)
        if self.picks:
            self.tell(_("The list shows {query}; Esc shows everything").format(query=" ⋅ ".join(self.filters())))

    # ------------------------------------------------------------------------------------------------------- narrowing

    def action_narrow_groups(self, typed: str = "") -> None:
        """Type what is looked for among the groups."""
        from reader.ui.widgets.groups import GroupsEntry

        if self.groups is None:
            return
        found = self.query("#groups-entry")
        if found:
            found.first().focus()
            return
        entry = GroupsEntry(typed)
        self.query_one("#side", Vertical).mount(entry, before=self.groups)
        entry.focus()
        self.groups.narrow(typed)

    def on_groups_typed(self, event: Groups.Typed) -> None:
        self.action_narrow_groups(event.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "groups-entry" and self.groups is not None:
            self.groups.narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "groups-entry":
            self._choose()

    def action_move_in_groups(self, by: int) -> None:
        if self.groups is not None:
            self.groups.cursor += by

    def _end_narrowing(self) -> None:
        entry = self.query("#groups-entry")
        if entry and self.groups is not None:
            entry.remove()
            self.groups.narrow("")
            self.groups.focus()

    # ------------------------------------------------------------------------------------------------- saved searches

    def action_save_filter(self) -> None:
        """Keep what the list shows now under a name."""
        query = query_of(self.picks, self.query_text)
        if not query:
            self.tell(_("Filter the list first"), warning=True)
            return
        from reader.ui.screens.ask import Ask

        def named(name: str | None) -> None:
            if name:
                self._write_searches(lambda: self.desk.library.save_search(name, query),
                                     _("Search kept as {name}").format(name=name))  # fmt: skip

        self.app.push_screen(Ask(_("Name of the search"), " ".join(self.filters())), named)

    def action_rename_search(self) -> None:
        """Give the saved search of the cursor another name."""
        name = self._saved_here()
        if name is None:
            return
        from reader.ui.screens.ask import Ask

        def named(new: str | None) -> None:
            if new and new != name:
                self.picks = tuple(each for each in self.picks if (each.group, each.label) != ("saved", name))
                self._write_searches(lambda: self.desk.library.rename_search(name, new),
                                     _("The search is called {name} now").format(name=new))  # fmt: skip

        self.app.push_screen(Ask(_("Name of the search"), name), named)

    def action_forget_search(self) -> None:
        """Forget the saved search of the cursor; it can be taken back."""
        name = self._saved_here()
        if name is None:
            return

        def forget() -> None:
            library = self.desk.library
            self._forgotten = next((each for each in library.saved_searches() if each.name == name), None)
            library.forget_search(name)

        self.picks = tuple(each for each in self.picks if (each.group, each.label) != ("saved", name))
        self._write_searches(forget, _("Search {name} forgotten; U takes it back").format(name=name))

    def action_restore_search(self) -> None:
        """Take back the saved search that was forgotten last."""
        lost, self._forgotten = self._forgotten, None
        if lost is None:
            self.tell(_("Nothing to take back"))
            return
        self._write_searches(lambda: self.desk.library.save_search(lost.name, lost.query, lost.sort),
                             _("Search kept as {name}").format(name=lost.name))  # fmt: skip

    def _saved_here(self) -> str | None:
        row = self.groups.here if self.groups is not None else None
        if row is None or row.pick is None or row.pick.group != "saved":
            self.tell(_("Only a saved search can be renamed or forgotten"))
            return None
        return row.pick.label

    def _write_searches(self, work: object, said: str) -> None:
        assert callable(work)

        def written(_nothing: object) -> None:
            self.select()
            self.tell(said)

        in_thread(self, work, written, writes=True)
