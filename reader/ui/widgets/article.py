"""The article view: an article under keys and mouse. Marks are picked, hopped to and hinted at; words are found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from textual import events
from textual.message import Message

from reader.model import Article, Entity, Figure, Marks, Note
from reader.typography import fold
from reader.ui.widgets.article_hints import Hints
from reader.ui.widgets.article_marks import ENTITY_KINDS, FIGURE_KINDS, KINDS, Mark
from reader.ui.widgets.article_search import Found
from reader.ui.widgets.article_selecting import SelectingPane


class ArticleView(SelectingPane, can_focus=True):
    """An article to be read, picked from, searched and selected in.

    ``show(article, marks, place=…, notes=…)`` shows one; ``set_marks`` and ``set_notes`` may come later and keep the
    place; ``layers`` are the kinds of marks shown; ``selected`` the mark picked, ``selection`` the passage selected.
    Posts ``Picked``, ``PlaceChanged`` and ``SelectionChanged``.

    Keys are bound elsewhere, to these actions. While selecting (``action_select``) those that scroll move the cursor
    and stretch the selection instead; the ones in the third line do nothing otherwise.

    - ``line_down line_up page_down page_up half_page_down half_page_up top end``
    - ``select other_end select_sentence select_paragraph``
    - ``char_left char_right word_left word_right word_end row_start row_end sentence_left sentence_right
      paragraph_left paragraph_right``
    - ``next_figure previous_figure next_entity previous_entity next_mark previous_mark next_alike previous_alike``
    - ``hint`` (letters on the marks in sight; the next keys pick one)
    """

    class Picked(Message):
        """The figure or name that is picked has changed; ``mark`` is None when none is."""

        def __init__(self, mark: Mark | None) -> None:
            super().__init__()
            self.mark = mark

    _selected: Mark | None = None
    _hints: Hints | None = None
    _found: Found | None = None
    _folded: str | None = None
    _find_from: int | None = None

    def show(
        self, article: Article | None, marks: Marks | None = None, *, place: int = 0, notes: Sequence[Note] = ()
    ) -> None:
        """Show ``article`` (None: nothing) from the row that holds offset ``place``; ``marks`` may come later.

        Nothing is picked, selected or searched for at first. Notes are shown where their anchors stand in the text.
        """
        self._selected = None
        self._hints = None
        self._found = None
        self._folded = None
        self._find_from = None
        super().show(article, marks, place=place, notes=notes)

    def set_marks(self, marks: Marks | None) -> None:
        super().set_marks(marks)
        self._hints = None
        if self._selected is not None and self._selected not in self._marks.overlapping(
            self._selected.start, self._selected.end
        ):
            self.pick(None)

    # ------------------------------------------------------------------------------------------------------- picking

    @property
    def selected(self) -> Figure | Entity | None:
        """The figure or name that is picked."""
        return self._selected

    def pick(self, mark: Mark | None, *, scroll: bool = True) -> None:
        """Pick ``mark`` (None: nothing) and, unless ``scroll`` is False, bring it into sight."""
        if mark is not None and scroll:
            self.go_to(mark.start)
        if mark == self._selected:
            return
        before, self._selected = self._selected, mark
        for each in (before, mark):
            if each is not None:
                self._repaint(*_whole(each))
        if mark is not None:
            self._cursor = mark.start
        self.post_message(self.Picked(mark))

    def in_sight(self, mark: Mark) -> bool:
        """Whether something of ``mark`` is on the screen."""
        first, last = self._in_sight()
        return mark.end > first and mark.start < last

    def hop(self, kinds: Collection[str], *, forward: bool = True) -> bool:
        """Pick the next mark (or the previous) whose kind is among ``kinds`` and shown; False if there is none.

        Counts from what is picked, or from what is in sight where that has gone out of sight.
        """
        return self._hop(lambda mark: mark.kind in kinds, forward)

    def _hop(self, wanted: Callable[[Mark], bool], forward: bool) -> bool:
        mark = self._selected
        if mark is not None and self.in_sight(mark):
            place = (mark.start, -mark.end)
        else:
            first, last = self._in_sight()
            place = (first - 1, 0) if forward else (last, 0)
        search = self._marks.after if forward else self._marks.before
        found = search(place, lambda mark: mark.kind in self.layers and wanted(mark))
        if found is not None:
            self.pick(found)
        return found is not None

    def _begin_at(self) -> tuple[int, int]:
        return _whole(self._selected) if self._selected is not None else super()._begin_at()

    def action_next_figure(self) -> None:
        self.hop(FIGURE_KINDS)

    def action_previous_figure(self) -> None:
        self.hop(FIGURE_KINDS, forward=False)

    def action_next_entity(self) -> None:
        self.hop(ENTITY_KINDS)

    def action_previous_entity(self) -> None:
        self.hop(ENTITY_KINDS, forward=False)

    def action_next_mark(self, *kinds: str) -> None:
        """The next mark of any kind, or of those given."""
        self.hop(kinds or KINDS)

    def action_previous_mark(self, *kinds: str) -> None:
        self.hop(kinds or KINDS, forward=False)

    def action_next_alike(self) -> None:
        """The next mention of the name that is picked, or the next figure of the kind of that picked."""
        self._hop(self._alike, True)

    def action_previous_alike(self) -> None:
        self._hop(self._alike, False)

    def _alike(self, mark: Mark) -> bool:
        picked = self._selected
        if isinstance(picked, Entity) and isinstance(mark, Entity):
            return mark.kind == picked.kind and (mark.id == picked.id if picked.id else mark.text == picked.text)
        return picked is None or mark.kind == picked.kind

    # --------------------------------------------------------------------------------------------------------- hints

    @property
    def hinting(self) -> bool:
        """Whether letters stand on the marks and the next keys pick one."""
        return self._hints is not None

    def action_hint(self) -> None:
        """Put letters on the figures and names in sight, or take them away."""
        first, last = self._in_sight()
        shown = [mark for mark in self._marks.overlapping(first, last) if mark.kind in self.layers]
        self._hints = Hints(shown, first) if shown and self._hints is None else None
        self._repaint()

    def hint_key(self, letter: str) -> bool:
        """Take a letter typed while ``hinting``; picks the mark when its label is complete. False if none has it."""
        if self._hints is None:
            return False
        mark = self._hints.type(letter)
        known = mark is not None or self._hints.alive
        if mark is not None or not known:
            self._hints = None
        self._repaint()
        if mark is not None:
            self.pick(mark, scroll=False)
        return known

    async def on_key(self, event: events.Key) -> None:
        """While hinting, letters belong to the labels; any other key takes them away."""
        event.stop()
        if self._hints is None:
            # Nothing around the article waits for keys: straight to the program, which knows what they are bound to.
            self.app.post_message(event)
            return
        event.prevent_default()
        if event.character and event.character.isalpha():
            self.hint_key(event.character)
        else:
            self.action_hint()

    def _labels(self, start: int, end: int) -> list[tuple[int, str]]:
        return [(at, label) for at, label in self._hints.shown() if start <= at < end] if self._hints else []

    # ------------------------------------------------------------------------------------------------------- finding

    @property
    def found(self) -> tuple[int, int]:
        """The number of the place found that one is at (from 1; 0 is none) and how many there are."""
        if self._found is None:
            return 0, 0
        return (self._found.here + 1 if self._found.here is not None else 0), len(self._found)

    def search(self, wanted: str, *others: str) -> int:
        """Highlight every place of ``wanted``, or ``others``, and go to the first from here on; how many there are.

        Meant to be called with each letter typed: "here" stays where the search began. An empty text ends it and
        goes back there.
        """
        if self._find_from is None:
            self._find_from = self.place
        if not wanted:
            self._found = None
            self.go_to_top(self._find_from)
            self._find_from = None
            self._repaint()
            return 0
        if self._folded is None:
            self._folded = fold(self.text)
        self._found = Found(self._folded, wanted, *others)
        self._go_to_found(self._found.first_from(self._find_from))
        return len(self._found)

    def end_search(self) -> None:
        """The search is done: stay here, keep the highlights; the next one begins from here."""
        self._find_from = None

    def find_step(self, by: int) -> None:
        """Go ``by`` places found on (back, if negative), round the ends."""
        if self._found is not None:
            self.end_search()
            self._go_to_found(self._found.step(by))

    def _go_to_found(self, offset: int | None) -> None:
        if offset is not None:
            self._cursor = offset
            self.go_to(offset)
        self._repaint()

    def cancel(self) -> bool:
        """Take away the topmost of: hints, selection, highlights of a search, pick. False if there was none."""
        if self._hints is not None:
            self.action_hint()
        elif self._selecting or self._span is not None:
            self.clear_selection()
        elif self._found is not None:
            self._found = None
            self._find_from = None
            self._repaint()
        elif self._selected is not None:
            self.pick(None)
        else:
            return False
        return True

    # ------------------------------------------------------------------------------------------------------- drawing

    def _overlays(self, start: int, end: int) -> list[tuple[int, int, str]]:
        over = super()._overlays(start, end)
        if self._selected is not None:
            first, last = _whole(self._selected)
            if first < end and last > start:
                over.append((first, last, "picked"))
        if self._found is not None:
            for first, last, here in self._found.between(start, end):
                over.append((first, last, "found-here" if here else "found"))
        return over

    # ------------------------------------------------------------------------------------------ scrolling and moving

    def _clicked(self, offset: int | None, times: int) -> None:
        super()._clicked(offset, times)
        if times == 1:
            self.pick(self._marks.at(offset, self.layers) if offset is not None else None, scroll=False)

    def _scroll_or_move(self, lines: int) -> None:
        if self.selecting:
            self._move_rows(lines)
        else:
            self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_line_down(self) -> None:
        self._scroll_or_move(1)

    def action_line_up(self) -> None:
        self._scroll_or_move(-1)

    def action_page_down(self) -> None:
        self._scroll_or_move(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        self._scroll_or_move(-max(1, self.size.height - 2))

    def action_half_page_down(self) -> None:
        self._scroll_or_move(max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        self._scroll_or_move(-max(1, self.size.height // 2))

    def action_top(self) -> None:
        if self.selecting:
            self._move(0)
        else:
            self.scroll_to(y=0, animate=False)

    def action_end(self) -> None:
        if self.selecting:
            self._move(max(0, len(self.text) - 1))
        else:
            self.scroll_to(y=self.max_scroll_y, animate=False)


def _whole(mark: Mark) -> tuple[int, int]:
    """The range of a mark, that of a figure with its hedge."""
    return (mark.full_start, mark.full_end) if isinstance(mark, Figure) else (mark.start, mark.end)
