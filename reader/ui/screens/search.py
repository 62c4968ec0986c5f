"""Search in the whole library as one types: ranked, with the places found, and queries kept under a name."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.widgets import Input, Static

from reader.language import _
from reader.library import DEFAULT_ORDER, Hit, QueryError, Snippet
from reader.library.query import slip
from reader.ui import commands, fit, plainly
from reader.ui.actions.listing import orders
from reader.ui.css import SCREENS_CSS
from reader.ui.screens.base import DeskScreen
from reader.ui.widgets.keyline import KeyLine
from reader.ui.widgets.query_entry import QueryEntry
from reader.ui.widgets.rowlist import RowList
from reader.ui.widgets.statusline import StatusLine
from reader.ui.working import in_thread

MOST = 200
"""Answers that are shown; the list in the reading room can show them all."""

_SNIPPETS = 2


class HitList(RowList):
    """Four lines an answer: headline, what belongs to it, and two places where the words stand."""

    def __init__(self) -> None:
        super().__init__(row_height=2 + _SNIPPETS, id="hits")
        self.hits: list[Hit] = []
        self.nothing = ""

    def show(self, hits: list[Hit]) -> None:
        self.hits = hits
        self.reload(0)

    def row_count(self) -> int:
        return len(self.hits)

    def empty(self) -> str:
        return self.nothing

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        hit = self.hits[index]
        summary = hit.summary
        dim = self.style_of("list--dim")
        about = [summary.section, summary.byline, summary.date]
        if summary.fiction:
            about.insert(0, _("Sample, fiction"))
        if hit.also:
            names = "、".join(plainly.named(other.source) for other in hit.also)
            about.append(_("also in {source}").format(source=names))
        about.append(summary.source)  # last, since it may be long
        lines = [
            fit.line(self._marked(hit.headline, self.style_of("list--strong")), width, base),
            fit.line([(" ⋅ ".join(filter(None, about)), dim)], width, base),
        ]
        for snippet in hit.snippets[:_SNIPPETS]:
            lines.append(fit.line([("  ", None), *self._marked(snippet, None)], width, base))
        while len(lines) < self.row_height:
            lines.append(fit.line([], width, base))
        return lines

    def _marked(self, snippet: Snippet, style: Style | None) -> list[fit.Piece]:
        """A snippet in pieces, what was found in it set apart."""
        pieces: list[fit.Piece] = []
        place = 0
        for start, end in snippet.spans:
            pieces.append((snippet.text[place:start], style))
            pieces.append((snippet.text[start:end], self.style_of("list--match")))
            place = end
        pieces.append((snippet.text[place:], style))
        return pieces


class SearchScreen(DeskScreen[None]):
    """``query`` is what is in the entry at first."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = commands.bindings("search")
    COMMANDS_HERE = ("search", "list")

    def __init__(self, query: str = "") -> None:
        super().__init__()
        self._query = query
        self._sort = ""

    def compose(self) -> ComposeResult:
        yield QueryEntry(self.desk, self._query, id="search-entry")
        yield Static(id="search-said", markup=False)
        yield HitList()
        yield StatusLine(id="status")
        yield KeyLine(("entry", "search", "app"), self.desk.settings.keys)

    def on_mount(self) -> None:
        self.query_one(QueryEntry).focus()
        self._say(_("Words or pinyin; section: tag: person: org: date:2025-07..2025-09 figure>1000亿元 unread -tag:"))

    def _say(self, text: str) -> None:
        self.query_one("#search-said", Static).update(text)

    # ----------------------------------------------------------------------------------------------------- as one types

    def on_input_changed(self, event: Input.Changed) -> None:
        self._query = event.value.strip()
        self._search()

    def _search(self) -> None:
        query, sort = self._query, self._sort
        if not query:
            self.query_one(HitList).show([])
            return

        def work() -> tuple[list[Hit], str]:
            try:
                found = self.desk.library.search(query, MOST, sort=sort)
                return found, "" if found else slip(query)
            except QueryError as error:
                return [], str(error)

        in_thread(self, work, lambda answer: self._found(query, *answer), group="search", only_last=True)

    def _found(self, query: str, hits: list[Hit], problem: str) -> None:
        if query != self._query:
            return
        rows = self.query_one(HitList)
        rows.nothing = "" if problem else _("Nothing found")
        rows.show(hits)
        more = "+" if len(hits) >= MOST else ""
        said = [_("{count} found").format(count=f"{len(hits):,}{more}"), *filter(None, [orders().get(self._sort)])]
        self._say(problem or " ⋅ ".join(said))

    # ---------------------------------------------------------------------------------------------------------- actions

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self.action_go()

    def on_row_list_chosen(self, _event: RowList.Chosen) -> None:
        self.action_go()

    def action_go(self) -> None:
        """Open the answer of the cursor, at the first place found."""
        rows = self.query_one(HitList)
        if not rows.hits:
            return
        hit = rows.hits[rows.cursor]
        place = next((s.offset + _lead(s) for s in hit.snippets if s.field == "text" and s.spans), None)
        found = next((s.text[slice(*s.spans[0])] for s in hit.snippets if s.field == "text" and s.spans), "")
        from reader.ui.screens.reading import ReadingScreen

        self.dismiss()
        room = next(screen for screen in self.app.screen_stack if isinstance(screen, ReadingScreen))
        room.go_to(hit.summary.id, place or 0)
        if found:
            room.view.search(found)
            room.view.end_search()

    def action_complete(self) -> None:
        """Take what is proposed in the line of entry, for a click on the line of keys."""
        self.query_one(QueryEntry).action_complete()

    def action_list(self) -> None:
        """All the answers in the list of the reading room."""
        from reader.ui.screens.reading import ReadingScreen

        query = self._query
        self.dismiss()
        room = next(screen for screen in self.app.screen_stack if isinstance(screen, ReadingScreen))
        room.restricted = False
        room.sort = self._sort or room.sort
        room.filter_by(query)

    def action_sort(self) -> None:
        """The order of the answers: the best first, or one of the list's."""
        from reader.ui.screens.choose import Choice, Choose

        def chosen(sort: str | None) -> None:
            if sort is not None:
                self._sort = sort
                self._search()

        choices = [
            Choice(sort, said, on=self._sort == sort) for sort, said in {"": _("best first"), **orders()}.items()
        ]
        self.app.push_screen(Choose(_("Sort by"), choices), chosen)

    def action_save(self) -> None:
        """Keep the query under a name; it then stands among the groups in the sidebar."""
        query, sort = self._query, self._sort or DEFAULT_ORDER
        if not query:
            self._say(_("Type a query first"))
            return
        from reader.ui.screens.ask import Ask

        def named(name: str | None) -> None:
            if name:
                in_thread(
                    self,
                    lambda: self.desk.library.save_search(name, query, sort),
                    lambda _nothing: self.newsreader.tell(_("Search kept as {name}").format(name=name)),
                    writes=True,
                )

        self.app.push_screen(Ask(_("Name of the search"), query), named)

    def action_saved(self) -> None:
        """Choose a saved search."""
        from reader.ui.screens.choose import Choice, Choose

        def chosen(query: str | None) -> None:
            if query:
                self.query_one(QueryEntry).value = query

        saved = self.desk.library.saved_searches()
        self.app.push_screen(Choose(_("Saved searches"), [Choice(s.query, s.name, s.query) for s in saved]), chosen)

    def action_entry(self) -> None:
        self.query_one(QueryEntry).focus()

    def action_rows(self) -> None:
        self.query_one(HitList).focus()

    def action_close(self) -> None:
        if self.query_one(HitList).has_focus:
            self.query_one(QueryEntry).focus()
        else:
            self.dismiss()


def _lead(snippet: Snippet) -> int:
    """How far into the snippet the first place found lies, not counting the sign put where it was cut."""
    start = snippet.spans[0][0]
    return start - 1 if snippet.text.startswith("…") else start
