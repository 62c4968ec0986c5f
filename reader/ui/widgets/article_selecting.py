"""Selecting a passage of an article with the keys or the mouse, by characters, words, sentences, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.timer import Timer

from reader import words
from reader.model import Article, Marks, Note, Quote
from reader.ui.widgets import article_motions as motions
from reader.ui.widgets.article_pane import ArticlePane

_CONTEXT = 32
"""Code points quoted on either side of a selection."""


class SelectingPane(ArticlePane):
    """An article pane with a selection: ``anchor`` is where it began, ``cursor`` where it is stretched to.

    Both are offsets of characters, and both characters belong to the selection.
    """

    class SelectionChanged(Message, namespace="article_view"):
        """The passage selected has changed; ``quote`` is None when there is none."""

        def __init__(self, quote: Quote | None) -> None:
            super().__init__()
            self.quote = quote

    _anchor: int | None = None
    _cursor = 0
    _span: tuple[int, int] | None = None
    _selecting = False
    _goal: int | None = None
    _pressed: tuple[int, int] | None = None
    _dragged = False
    _autoscroll: Timer | None = None
    _words_ready = False

    def show(
        self, article: Article | None, marks: Marks | None = None, *, place: int = 0, notes: Sequence[Note] = ()
    ) -> None:
        self.clear_selection()
        self._cursor = place
        super().show(article, marks, place=place, notes=notes)

    # ---------------------------------------------------------------------------------------------------- the state

    @property
    def selecting(self) -> bool:
        """Whether the motions stretch a selection (the mode that ``action_select`` begins)."""
        return self._selecting

    @property
    def selection(self) -> Quote | None:
        """The passage selected, quoted with what stands around it."""
        if self._span is None:
            return None
        (start, end), text = self._span, self.text
        return Quote(start, end, text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT])

    def select(self, start: int, end: int, *, scroll: bool = True) -> None:
        """Select the half-open range of offsets."""
        if end <= start or self._sheet is None:
            return
        self._anchor = start
        self._set_cursor(motions.cluster(self._sheet.rows, end - 1)[0], scroll=scroll)

    def clear_selection(self) -> None:
        """Select nothing, and end the selecting mode."""
        self._selecting = False
        self._anchor = None
        self._goal = None
        self._update()

    def _set_cursor(self, offset: int, *, scroll: bool = True, goal: int | None = None) -> None:
        """Move the cursor, and with it the end of the selection."""
        before, self._cursor, self._goal = self._cursor, offset, goal
        self._repaint(before, before + 1)
        self._repaint(offset, offset + 1)
        self._update()
        if scroll:
            self.go_to(offset)

    def _update(self) -> None:
        """Reckon the selection from anchor and cursor, draw what has changed, and tell."""
        span: tuple[int, int] | None = None
        if self._anchor is not None and self._sheet is not None and self.text:
            low, high = sorted((self._anchor, self._cursor))
            rows = self._sheet.rows
            span = motions.cluster(rows, low)[0], motions.cluster(rows, high)[1]
        if span == self._span:
            return
        before, self._span = self._span, span
        for start, end in _difference(before, span):
            self._repaint(start, end)
        self.post_message(self.SelectionChanged(self.selection))

    def _overlays(self, start: int, end: int) -> list[tuple[int, int, str]]:
        found = super()._overlays(start, end)
        if self._span is not None and self._span[0] < end and self._span[1] > start:
            found.append((*self._span, "selection"))
        if self._selecting and self._sheet is not None and start <= self._cursor < end:
            found.append((*motions.cluster(self._sheet.rows, self._cursor), "cursor"))
        return found

    # ------------------------------------------------------------------------------------------------------ the keys

    def action_select(self) -> None:
        """Begin to select, at what is picked or selected or where the cursor is in sight; or end it."""
        if self._selecting:
            self.clear_selection()
            return
        if self._sheet is None or not self.text:
            return
        self._load_words()
        self._selecting = True
        if self._span is None:
            start, end = self._begin_at()
            self._anchor = start
            self._set_cursor(motions.cluster(self._sheet.rows, max(start, end - 1))[0])
        else:
            self.post_message(self.SelectionChanged(self.selection))  # it is the same, but the keys stretch it now
        self._repaint(self._cursor, self._cursor + 1)

    def _begin_at(self) -> tuple[int, int]:
        """The range that the selecting mode begins with: the cursor if it is in sight, else the first character."""
        assert self._sheet is not None
        top = self.scroll_offset.y
        if not top <= self._sheet.line_of(self._cursor) < top + self.size.height or self._cursor >= len(self.text):
            return self.place, self.place + 1
        return self._cursor, self._cursor + 1

    def _move(self, offset: int, *, goal: int | None = None) -> None:
        if self._selecting:
            self._set_cursor(offset, goal=goal)

    def _move_rows(self, lines: int) -> None:
        if self._sheet is not None:
            cell = self._goal if self._goal is not None else self._sheet.x_of(self._cursor)
            self._move(motions.by_row(self._sheet, self._cursor, lines, cell), goal=cell)

    def action_char_left(self) -> None:
        if self._sheet is not None:
            self._move(motions.by_character(self._sheet, self._cursor, False))

    def action_char_right(self) -> None:
        if self._sheet is not None:
            self._move(motions.by_character(self._sheet, self._cursor, True))

    def action_word_left(self) -> None:
        self._move(motions.by_word(self.text, self._cursor, self._cut, False))

    def action_word_right(self) -> None:
        self._move(motions.by_word(self.text, self._cursor, self._cut, True))

    def action_word_end(self) -> None:
        self._move(motions.by_word_end(self.text, self._cursor, self._cut))

    def action_row_start(self) -> None:
        if self._sheet is not None:
            self._move(self._sheet.rows.span(self._sheet.rows.row_at(self._cursor))[0])

    def action_row_end(self) -> None:
        if self._sheet is not None:
            end = self._sheet.rows.span(self._sheet.rows.row_at(self._cursor))[1]
            self._move(motions.cluster(self._sheet.rows, max(0, end - 1))[0])

    def action_sentence_left(self) -> None:
        self._move(motions.by_sentence(self.text, self._cursor, False))

    def action_sentence_right(self) -> None:
        self._move(motions.by_sentence(self.text, self._cursor, True))

    def action_paragraph_left(self) -> None:
        self._move(motions.by_paragraph(self.text, self._cursor, False))

    def action_paragraph_right(self) -> None:
        self._move(motions.by_paragraph(self.text, self._cursor, True))

    def action_other_end(self) -> None:
        """Stretch the selection at its other end."""
        if self._selecting and self._anchor is not None:
            self._anchor, other = self._cursor, self._anchor
            self._set_cursor(other)

    def action_select_sentence(self) -> None:
        """Select the sentence in which the cursor, or what is picked, stands."""
        self._select_around(motions.sentence_at)

    def action_select_paragraph(self) -> None:
        """Select the paragraph in which the cursor, or what is picked, stands."""
        self._select_around(motions.paragraph_at)

    def _select_around(self, around: object) -> None:
        if self._sheet is not None and self.text and callable(around):
            start = self._cursor if self._selecting else self._begin_at()[0]
            self.select(*around(self.text, start))

    # ----------------------------------------------------------------------------------------------------- the mouse

    def _character_at(self, at: Offset) -> int | None:
        """The offset of the character drawn at a cell of the widget; None beside the text."""
        if self._sheet is None or not self.text:
            return None
        line = at.y + self.scroll_offset.y
        row = self._sheet.row(line)
        if row is None:
            return None
        offset = self._sheet.offset_at(at.x, line)
        start, end = self._sheet.rows.span(row)
        first = self._sheet.left + self._sheet.rows.cell_at(row, offset)
        beyond = motions.cluster(self._sheet.rows, offset)[1]
        last = self._sheet.left + self._sheet.rows.cell_at(row, beyond)
        return offset if start <= offset < end and first <= at.x < last else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1 and self._sheet is not None and self.text:
            self._pressed = (event.x, event.y + self.scroll_offset.y)
            self._dragged = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None or self._sheet is None:
            return
        if not self._dragged:
            if (event.x, event.y + self.scroll_offset.y) == self._pressed:
                return
            self.clear_selection()
            self._dragged = True
            self._anchor = self._sheet.offset_at(*self._pressed)
        self._drag_to(event.x, event.y)
        outside = event.y < 0 or event.y >= self.size.height
        if outside and self._autoscroll is None:
            self._autoscroll = self.set_interval(0.05, self._scroll_on)
        elif not outside:
            self._stop_autoscroll()
        self._pointer = Offset(event.x, event.y)

    _pointer = Offset(0, 0)

    def _drag_to(self, x: int, y: int) -> None:
        if self._sheet is not None:
            line = min(max(y, 0), self.size.height - 1) + self.scroll_offset.y
            self._set_cursor(self._sheet.offset_at(x, line), scroll=False)

    def _scroll_on(self) -> None:
        """Scroll while the pointer is held beyond the edge, the faster the further it is away."""
        over = self._pointer.y if self._pointer.y < 0 else self._pointer.y - self.size.height + 1
        self.scroll_to(y=self.scroll_offset.y + over, animate=False)
        self._drag_to(self._pointer.x, self._pointer.y)

    def _stop_autoscroll(self) -> None:
        if self._autoscroll is not None:
            self._autoscroll.stop()
            self._autoscroll = None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._stop_autoscroll()
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        if self._dragged or event.button != 1:
            self._dragged = False
            return
        offset = self._character_at(Offset(event.x, event.y))
        self._clicked(offset, event.chain)

    def _clicked(self, offset: int | None, times: int) -> None:
        """A click on the character at ``offset`` (None: beside the text), the second or third of a row of them."""
        if offset is None or times == 1:
            self.clear_selection()
            if offset is not None:
                self._cursor = offset
        elif times == 2:
            self.run_worker(lambda: self._find_word(offset), thread=True, group="word", exclusive=True)
        else:
            around = motions.sentence_at if times == 3 else motions.paragraph_at
            self.select(*around(self.text, offset), scroll=False)

    # --------------------------------------------------------------------------------------------------------- words

    def _find_word(self, offset: int) -> None:
        """In a thread, since the dictionary may have to be loaded first: select the word at ``offset``."""
        article, text = self.article, self.text
        span = motions.word_at(text, offset, words.cut)
        self._words_ready = True

        def arrived() -> None:
            if self.article is article:
                self.select(*span, scroll=False)

        self.app.call_from_thread(arrived)

    def _load_words(self) -> None:
        if not self._words_ready:
            self.run_worker(self._words_loaded, thread=True, group="words", exclusive=True)

    def _words_loaded(self) -> None:
        words.cut("词")
        self._words_ready = True

    def _cut(self, text: str) -> list[tuple[int, int]]:
        """The words of ``text``; before the dictionary is there, as far as they show without it."""
        return words.cut(text) if self._words_ready else motions.plain_cut(text)


def _difference(before: tuple[int, int] | None, after: tuple[int, int] | None) -> list[tuple[int, int]]:
    """The ranges in which two ranges differ."""
    if before is None or after is None:
        return [span for span in (before, after) if span is not None]
    return [(min(a, b), max(a, b)) for a, b in zip(before, after, strict=True) if a != b]
