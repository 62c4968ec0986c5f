"""A text with its words and the names found so far: what every rule reads and changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.marks.entities.folding import simplified
from reader.marks.entities.tagging import Word
from reader.model import EntityKind


class Span(NamedTuple):
    """A name found: half-open range in code points, and its kind."""

    start: int
    end: int
    kind: EntityKind


class Draft:
    """Names over one text; they never overlap.

    ``printed`` is the text as it stands; ``text`` has simplified characters, one for one, so that the lists fit
    traditional texts too.
    """

    def __init__(self, printed: str, words: Sequence[Word]) -> None:
        self.printed = printed
        self.text = text = simplified(printed)
        self.words = words
        self._word_starts = [word.start for word in words]
        self._word_ends = frozenset(word.end for word in words)
        self._owner: list[Span | None] = [None] * len(text)
        self._spans: set[Span] = set()
        self._in_order: list[Span] | None = None

    def spans(self) -> Iterator[Span]:
        """The names by start, as they are now; those that a change meanwhile has taken away are passed over."""
        if self._in_order is None:
            self._in_order = sorted(self._spans)
        for span in self._in_order:
            if span in self._spans:
                yield span

    def at(self, position: int) -> Span | None:
        """The name that covers ``position``, if there is one."""
        return self._owner[position] if 0 <= position < len(self._owner) else None

    def within(self, start: int, end: int) -> list[Span]:
        """The names that share a character with the range."""
        found: list[Span] = []
        for owner in self._owner[start:end]:
            if owner is not None and (not found or found[-1] is not owner):
                found.append(owner)
        return found

    def put(self, start: int, end: int, kind: EntityKind) -> Span:
        """Make the range a name; names that it touches give way."""
        for other in self.within(start, end):
            self.drop(other)
        span = Span(start, end, kind)
        self._owner[start:end] = [span] * (end - start)
        self._spans.add(span)
        self._in_order = None
        return span

    def drop(self, span: Span) -> None:
        self._owner[span.start : span.end] = [None] * (span.end - span.start)
        self._spans.discard(span)
        self._in_order = None

    def said(self, span: Span) -> str:
        """A name in simplified characters."""
        return self.text[span.start : span.end]

    def shown(self, span: Span) -> str:
        """A name as it is printed."""
        return self.printed[span.start : span.end]

    def is_word_end(self, position: int) -> bool:
        return position in self._word_ends

    def is_word_start(self, position: int) -> bool:
        index = bisect_left(self._word_starts, position)
        return index < len(self.words) and self.words[index].start == position

    def word_at(self, position: int) -> Word | None:
        """The word that covers ``position``; None for a line end."""
        index = bisect_right(self._word_starts, position) - 1
        return self.words[index] if index >= 0 and position < self.words[index].end else None

    def words_from(self, position: int) -> Iterator[Word]:
        """The words from ``position`` on that stand close behind one another; none if no word begins there."""
        index = bisect_left(self._word_starts, position)
        while index < len(self.words) and self.words[index].start == position:
            yield self.words[index]
            position = self.words[index].end
            index += 1

    def words_before(self, position: int) -> Iterator[Word]:
        """The words that end at ``position`` and further back, the nearest first, as long as they stand close."""
        index = bisect_left(self._word_starts, position) - 1
        while index >= 0 and self.words[index].end == position:
            yield self.words[index]
            position = self.words[index].start
            index -= 1
