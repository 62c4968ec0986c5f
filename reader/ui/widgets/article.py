"""The article view: an article under the reader's keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message import Message

from reader.model import Article, Entity, Figure, Marks, Note, Quote
from reader.ui.widgets.article_marks import ENTITY_KINDS, FIGURE_KINDS, Mark
from reader.ui.widgets.article_pane import ArticlePane

_CONTEXT = 32
"""Code points quoted on either side of a selection."""


class ArticleView(ArticlePane, can_focus=True):
    """An article to be read, picked from, selected in and searched."""

    class Picked(Message):
        """The figure or name that is picked has changed; ``mark`` is None when none is."""

        def __init__(self, mark: Mark | None) -> None:
            super().__init__()
            self.mark = mark

    class SelectionChanged(Message):
        """The passage selected has changed; ``quote`` is None when there is none."""

        def __init__(self, quote: Quote | None) -> None:
            super().__init__()
            self.quote = quote

    _selected: Mark | None = None
    _selection: tuple[int, int] | None = None

    def show(
        self, article: Article | None, marks: Marks | None = None, *, place: int = 0, notes: Sequence[Note] = ()
    ) -> None:
        self._selected = None
        self._selection = None
        super().show(article, marks, place=place, notes=notes)

    @property
    def selected(self) -> Figure | Entity | None:
        """The figure or name that is picked."""
        return self._selected

    @property
    def selection(self) -> Quote | None:
        """The passage selected, quoted with what stands around it."""
        if self._selection is None:
            return None
        start, end = self._selection
        text = self.text
        return Quote(start, end, text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT])

    def pick(self, mark: Mark | None, *, scroll: bool = True) -> None:
        """Pick ``mark`` (None: nothing) and bring it into sight."""
        if mark == self._selected:
            return
        for each in (self._selected, mark):
            if each is not None:
                self._repaint(each.start, each.end)
        self._selected = mark
        if mark is not None and scroll:
            self.go_to(mark.start)
        self.post_message(self.Picked(mark))

    def _overlays(self, start: int, end: int) -> list[tuple[int, int, str]]:
        found = super()._overlays(start, end)
        if (mark := self._selected) is not None and mark.start < end and mark.end > start:
            found.append((mark.start, mark.end, "picked"))
        return found

    # --------------------------------------------------------------------------------------------------------- hops

    def _hop(self, kinds: Sequence[str], forward: bool) -> None:
        wanted: Callable[[Mark], bool] = lambda mark: mark.kind in kinds and mark.kind in self.layers  # noqa: E731
        if self._selected is not None:
            place = (self._selected.start, -self._selected.end)
        else:
            place = (self.place, -(len(self.text) + 1)) if forward else (self.place, 0)
        if found := (self._marks.after if forward else self._marks.before)(place, wanted):
            self.pick(found)

    def action_next_figure(self) -> None:
        self._hop(FIGURE_KINDS, True)

    def action_previous_figure(self) -> None:
        self._hop(FIGURE_KINDS, False)

    def action_next_entity(self) -> None:
        self._hop(ENTITY_KINDS, True)

    def action_previous_entity(self) -> None:
        self._hop(ENTITY_KINDS, False)

    # ----------------------------------------------------------------------------------------------------- scrolling

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_line_down(self) -> None:
        self._scroll_by(1)

    def action_line_up(self) -> None:
        self._scroll_by(-1)

    def action_page_down(self) -> None:
        self._scroll_by(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        self._scroll_by(-max(1, self.size.height - 2))

    def action_half_page_down(self) -> None:
        self._scroll_by(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        self._scroll_by(-max(1, self.size.height // 2))

    def action_top(self) -> None:
        self.scroll_to(y=0, animate=False)

    def action_end(self) -> None:
        self.scroll_to(y=self.max_scroll_y, animate=False)
