"""The raw page as it came, with a cursor in it; in the margin what became of each piece, and where that is doubtful."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from reader.language import _
from reader.model import ARTICLE_ROLES, Article, Page, Part
from reader.pages.assemble import CONTINUES
from reader.pages.doubts import doubts
from reader.settings import Settings
from reader.typography import wrap
from reader.ui import commands, fit
from reader.ui.alongside import order
from reader.ui.commands import N_
from reader.ui.widgets import article_motions as motions
from reader.ui.widgets.article_rows import Sheet
from reader.ui.widgets.article_selecting import SelectingPane

ROLE_NAMES: dict[str, str] = {
    "headline": N_("headline"), "kicker": N_("kicker"), "subtitle": N_("subtitle"), "section": N_("section"),
    "byline": N_("byline"), "dateline": N_("dateline"), "date": N_("date"), "body": N_("text"),
    "header": N_("page header"), "editor": N_("editor's line"), "jump": N_("jump"), "caption": N_("caption"),
    "pullquote": N_("pull quote"), "advert": N_("advertisement"), "duplicate": N_("repeat"), "other": N_("other"),
}  # fmt: skip

DOUBT = "?"
"""What stands beside a piece that the analysis was not sure of."""

_BESIDE_NAME = 9
"""Cells of the margin beside the name of what a piece is: signs of cursor and doubt, the number of the article."""

_GUTTER = 2
_PRINTED = re.compile(r"\S")
_SENTENCE = re.compile("[。！？!?…；;][”’」』）)》\"']*")


class RawText(SelectingPane, can_focus=True):
    """``page`` is shown; the cursor is an offset in its text, ``here`` the piece that has it.

    ``numbers`` are those of its articles in ``Part.article``, in the order of ``page.articles``.

    The motions always move the cursor; while selecting they stretch the selection. Posts ``Moved``.
    """

    BINDINGS = commands.bindings("rawtext")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"raw--aside", "raw--label", "raw--warn", "raw--here"}

    class Moved(Message):
        """The cursor or the selection has changed."""

    def __init__(self, settings: Settings, *, id: str | None = None) -> None:
        super().__init__(settings, id=id)
        self.page: Page | None = None
        self.numbers: list[int] = []
        self._starts: list[int] = []
        self._printed_parts: dict[int, int] = {}
        self._printed: list[int] = []
        self._doubtful: frozenset[int] = frozenset()
        self._sentences: list[int] | None = None
        self._margin = _BESIDE_NAME

    # ------------------------------------------------------------------------------------------------- what is shown

    def show_page(self, page: Page, cursor: int | None = None) -> None:
        """Show ``page`` with the cursor at ``cursor``, or where it was if that is the same text."""
        margin = _BESIDE_NAME + max((fit.width(_(ROLE_NAMES[part.role])) for part in page.parts), default=0)
        same = self.page is not None and self.page.text == page.text and margin == self._margin
        self.page, self._margin = page, margin
        self.numbers = order(page)
        self._starts = [part.start for part in page.parts]
        printed = (part for part in page.parts if page.text[part.start : part.end].strip())
        self._printed_parts = {part.start: self._first(part) for part in printed}
        self._printed = list(self._printed_parts.values())
        self._doubtful = frozenset(part.start for part in doubts(page))
        self._sentences = None
        if not same:
            place, before = self._place, self._cursor if self.text == page.text else 0
            self.show(Article("", tuple(page.text.split("\n"))), place=place if before else 0)
            self._cursor = before
        else:
            self.clear_selection()
        self._repaint()
        if cursor is not None:
            self._set_cursor(cursor, scroll=False)
            self.go_to(cursor, centre=True)

    @property
    def cursor(self) -> int:
        """The offset of the character that the cursor is on."""
        return self._cursor

    @property
    def here(self) -> Part | None:
        """The piece that has the cursor."""
        return self.part_at(self._cursor)

    def part_at(self, offset: int) -> Part | None:
        """The piece that has the character at ``offset``."""
        if self.page is None or not self._starts:
            return None
        part = self.page.parts[max(0, bisect_right(self._starts, offset) - 1)]
        return part if part.start <= offset < part.end else None

    @property
    def target(self) -> tuple[int, int] | None:
        """What a correction is of: the passage selected, or else the piece of the cursor."""
        if self._span is not None:
            return self._span
        part = self.here
        return None if part is None else (part.start, part.end)

    def doubtful(self, part: Part) -> bool:
        """Whether the analysis was not sure of ``part``."""
        return part.start in self._doubtful

    @property
    def doubts(self) -> int:
        """How many pieces are doubtful."""
        return len(self._doubtful)

    def _first(self, part: Part) -> int:
        """The first character of a piece that is no blank."""
        text = self.text if self.page is None else self.page.text
        piece = text[part.start : part.end]
        return part.start + len(piece) - len(piece.lstrip())

    # ------------------------------------------------------------------------------------------------------- drawing

    def _sheet_for(self, article: Article, width: int) -> Sheet:
        column = max(2, min(2 * self.settings.measure + 4, width - self._margin - _GUTTER))
        left = min(self._margin, max(0, width - column))
        return Sheet(width, left, column, (), wrap(self._prepared, column), (None,))

    def _overlays(self, start: int, end: int) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for part in self._parts_between(start, end):
            look = "headline" if part.role == "headline" else "byline" if part.role != "body" else ""
            if look:
                found.append((part.start, part.end, look))
        here = self.here
        if here is not None and self._span is None:
            found.append((here.start, here.end, "note"))
        found += super()._overlays(start, end)
        if not self._selecting and self._sheet is not None and start <= self._cursor < end:
            found.append((*motions.cluster(self._sheet.rows, self._cursor), "cursor"))
        return found

    def _parts_between(self, start: int, end: int) -> list[Part]:
        assert self.page is not None
        low = max(0, bisect_right(self._starts, start) - 1)
        return list(self.page.parts[low : bisect_left(self._starts, end)])

    def _draw_row(self, sheet: Sheet, row: int, base: Style) -> Strip:
        strip = super()._draw_row(sheet, row, base)
        if self.page is None or sheet.left < self._margin:
            return strip
        start, end = sheet.rows.bounds(row)
        begun = [self._starts[n] for n in range(bisect_left(self._starts, start), bisect_left(self._starts, end))]
        parts = [part for at in begun if (part := self.part_at(at)) and self.page.text[at : part.end].strip()]
        first = [part for part in parts if start <= self._first(part) < end]
        if not first:
            first = [part for part in [self.part_at(start)] if part is not None and self._first(part) == start]
        return Strip([*self._label(first, base), *strip.crop(self._margin, sheet.width)], sheet.width)

    def _label(self, parts: list[Part], base: Style) -> list[Segment]:
        """The margin of a row in which ``parts`` begin: the first is named, further ones are counted."""
        if not parts:
            return [Segment(" " * self._margin, base)]
        part = next((each for each in parts if each is self.here), parts[0])
        aside = part.role not in ARTICLE_ROLES
        number = "" if part.article is None or aside else str(part.article + 1)
        name = _(ROLE_NAMES[part.role])
        if len(parts) > 1:
            name = f"{fit.cut(name, self._margin - _BESIDE_NAME - 3)} +{len(parts) - 1}"
        sure = DOUBT if any(self.doubtful(each) for each in parts) else " "
        sign = "▸" if part is self.here else " "
        look = self._own_style("raw--aside" if aside else "raw--label")
        return [
            Segment(sign, base + self._own_style("raw--here")),
            Segment(f"{number:>3} ", base + look),
            Segment(fit.pad(name, self._margin - _BESIDE_NAME), base + look),
            Segment(f" {sure}  ", base + self._own_style("raw--warn")),
        ]

    def _own_style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.get_component_rich_style(name, partial=True)
        return style

    # -------------------------------------------------------------------------------------------------------- moving

    def _set_cursor(self, offset: int, *, scroll: bool = True, goal: int | None = None) -> None:
        before = self.here
        super()._set_cursor(offset, scroll=scroll, goal=goal)
        for part in {before, self.here} - {None}:
            assert part is not None
            self._repaint(part.start, part.end)
        self.post_message(self.Moved())

    def _move(self, offset: int, *, goal: int | None = None) -> None:
        if not self._selecting and self._anchor is not None:
            self.clear_selection()
        if self._sheet is not None:
            self._set_cursor(motions.cluster(self._sheet.rows, offset)[0], goal=goal)

    def _clicked(self, offset: int | None, times: int) -> None:
        super()._clicked(offset, times)
        if offset is not None and times == 1:
            self._move(offset)

    def go(self, offset: int) -> None:
        """Put the cursor on the character at ``offset`` and bring it into sight."""
        self.clear_selection()
        self._move(offset)

    def action_line_down(self) -> None:
        self._move_rows(1)

    def action_line_up(self) -> None:
        self._move_rows(-1)

    def action_page_down(self) -> None:
        self._move_rows(max(1, self.size.height - 2))

    def action_page_up(self) -> None:
        self._move_rows(-max(1, self.size.height - 2))

    def action_top(self) -> None:
        self._move(0)

    def action_end(self) -> None:
        self._move(max(0, len(self.text) - 1))

    def action_piece_right(self) -> None:
        """To the next piece."""
        self._to_next(self._printed)

    def action_piece_left(self) -> None:
        self._to_previous(self._printed)

    def action_sentence_right(self) -> None:
        """To the next beginning of a sentence; the ends of printed lines are none."""
        self._to_next(self._sentence_starts())

    def action_sentence_left(self) -> None:
        self._to_previous(self._sentence_starts())

    def action_doubt_right(self) -> None:
        """To the next piece that is doubtful."""
        self._to_next(self._doubt_starts())

    def action_doubt_left(self) -> None:
        self._to_previous(self._doubt_starts())

    def action_select_line(self) -> None:
        """Select the printed line; once more, the next one too."""
        start, end = self._span if self._span is not None else (self._cursor, self._cursor)
        first = motions.paragraph_at(self.text, start)[0]
        last = motions.paragraph_at(self.text, max(start, end - 1))[1]
        if self._span == (first, last) and last + 1 < len(self.text):
            last = motions.paragraph_at(self.text, last + 1)[1]
        if last > first:
            self._selecting = True
            self.select(first, last)

    def action_select_sentence(self) -> None:
        """Select the sentence, which may go on over printed lines; once more, the next one too."""
        starts = self._sentence_starts()
        start, end = self._span if self._span is not None else (self._cursor, self._cursor + 1)
        first = starts[max(0, bisect_right(starts, start) - 1)] if starts else 0
        last = self._sentence_end(end)
        if self._span == (first, last):
            last = self._sentence_end(last + 1)
        if last > first:
            self._selecting = True
            self.select(first, last)

    def _sentence_end(self, offset: int) -> int:
        """The end, without blanks, of the sentence that holds the character before ``offset``."""
        starts = self._sentence_starts()
        index = bisect_left(starts, offset)
        end = starts[index] if index < len(starts) else len(self.text)
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return end

    def leave_selection(self) -> bool:
        """Select nothing; False if nothing was selected."""
        if not self._selecting and self._span is None:
            return False
        self.clear_selection()
        self.post_message(self.Moved())
        return True

    def _to_next(self, places: list[int]) -> None:
        index = bisect_right(places, self._cursor)
        if index < len(places):
            self._move(places[index])

    def _to_previous(self, places: list[int]) -> None:
        index = bisect_left(places, self._cursor)
        if index:
            self._move(places[index - 1])

    def _doubt_starts(self) -> list[int]:
        assert self.page is not None
        return [self._first(part) for part in self.page.parts if part.start in self._doubtful]

    def _sentence_starts(self) -> list[int]:
        if self._sentences is None:
            assert self.page is not None
            starts = set(_beginnings(self.page.parts)).intersection(self._printed_parts)
            found = {self._printed_parts[start] for start in starts}
            for match in _SENTENCE.finditer(self.page.text):
                rest = _PRINTED.search(self.page.text, match.end())
                if rest:
                    found.add(rest.start())
            self._sentences = sorted(found)
        return self._sentences


def _beginnings(parts: Sequence[Part]) -> Iterator[int]:
    """Where the pieces begin that do not go on with a paragraph."""
    paragraphs: set[tuple[int | None, int | None]] = set()
    for part in parts:
        paragraph = (part.article, part.paragraph)
        if part.role != "body" or (paragraph not in paragraphs and part.why != CONTINUES):
            yield part.start
        if part.role == "body":
            paragraphs.add(paragraph)
