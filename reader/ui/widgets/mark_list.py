"""What the tables of figures and of names share: a list of marks that is sorted, filtered, and led back to the text."""

from __future__ import annotations

from textual.message import Message

from reader.language import _
from reader.model import Article, Entity, Figure, Marks
from reader.ui import commands
from reader.ui.widgets.rowlist import RowList


class MarkChosen(Message):
    """The cursor is on a mark; ``leave`` if the reader wants to go on in the text."""

    def __init__(self, mark: Figure | Entity, *, leave: bool) -> None:
        super().__init__()
        self.mark = mark
        self.leave = leave


class MarkList(RowList):
    """``kind`` is the one kind shown ("" for all), ``sort`` the name of the order."""

    BINDINGS = commands.bindings("panel")

    def __init__(self, *, row_height: int = 1, id: str | None = None) -> None:
        super().__init__(row_height=row_height, id=id)
        self.kind = ""
        self.sort = "place"
        self.shown: list[Figure | Entity] = []
        self._of: tuple[str, int] = ("", 0)

    # ------------------------------------------------------------------------------------------- for the subclass

    def take(self, article: Article, marks: Marks | None) -> None:
        """Keep what the rows will be made of."""
        raise NotImplementedError

    def rows(self) -> list[Figure | Entity]:
        """The marks in the order and of the kind wanted."""
        raise NotImplementedError

    def kinds(self) -> dict[str, int]:
        """The kinds there are and how many of each."""
        raise NotImplementedError

    def kind_title(self, kind: str) -> str:
        """How a kind is called."""
        from reader.ui.describe import kind_name

        return kind_name(kind)

    def sorts(self) -> dict[str, str]:
        """The orders there are: name and title."""
        raise NotImplementedError

    # ---------------------------------------------------------------------------------------------------- the list

    def fill(self, article: Article, marks: Marks | None, picked: Figure | Entity | None) -> None:
        """Show the marks of ``article``, with the cursor on the one that is picked."""
        of = (article.id, id(marks))
        if of != self._of:
            same = of[0] == self._of[0]
            self._of = of
            self.take(article, marks)
            self.set_rows(keep=same)
        if picked is not None:
            place = self.place_of(picked)
            if place is not None and place != self.cursor:
                with self.prevent(RowList.Moved):
                    self.cursor = place

    def place_of(self, picked: Figure | Entity) -> int | None:
        """The row that stands for ``picked``, or None."""
        return self.shown.index(picked) if picked in self.shown else None

    def set_rows(self, *, keep: bool = False) -> None:
        """Sort and filter anew."""
        self.shown = self.rows()
        self.border_title = self.heading()
        with self.prevent(RowList.Moved):
            self.reload(self.cursor if keep else 0)

    def heading(self) -> str:
        """What the table shows and in which order, for the line above it."""
        kind = self.kind_title(self.kind) if self.kind else _("All kinds")
        return f"{kind} {self.row_count()} ⋅ {_(self.sorts()[self.sort])}"

    def relabel(self) -> None:
        """The language has changed."""
        self.border_title = self.heading()

    def row_count(self) -> int:
        return len(self.shown)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        event.stop()
        self._tell(leave=False)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._tell(leave=True)

    def _tell(self, *, leave: bool) -> None:
        if 0 <= self.cursor < len(self.shown):
            self.post_message(MarkChosen(self.shown[self.cursor], leave=leave))

    # -------------------------------------------------------------------------------------------------- the actions

    def action_sort(self) -> None:
        """To the next order."""
        names = list(self.sorts())
        self.sort = names[(names.index(self.sort) + 1) % len(names)]
        self.set_rows()

    def action_filter(self) -> None:
        """To the next kind, then all again."""
        names = ["", *self.kinds()]
        here = names.index(self.kind) if self.kind in names else 0
        self.kind = names[(here + 1) % len(names)]
        self.set_rows()
