"""A text with its words and the names found so far: what every rule reads and changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from reader.marks.entities.folding import simplified
from reader.marks.entities.tagging import Word
from reader.model import EntityKind

_START, _END = itemgetter(0), itemgetter(1)


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
        self._word_starts = list(map(_START, words))
        self._word_ends = frozenset(map(_END, words))
        self._tagged: defaultdict[str, list[Word]] = defaultdict(list)
        for word in words:
            self._tagged[word[2]].append(word)
        self._owner: list[Span | None] = [None] * len(text)
        # Names by start, of all kinds and of some, and those put since; names that have given way stay for a while.
        self._of: dict[tuple[EntityKind, ...], list[Span]] = {(): []}
        self._added: list[Span] = []

    def spans(self, *kinds: EntityKind) -> Iterator[Span]:
        """The names (of these kinds, or all) by start, as they are now.

        Those that a change meanwhile has taken away are passed over.
        """
        owner = self._owner
        if self._added:
            in_order = sorted(span for span in (*self._of[()], *self._added) if owner[span[0]] is span)
            self._added = []
            self._of = {(): in_order}
        if kinds not in self._of:
            self._of[kinds] = [span for span in self._of[()] if span[2] in kinds]
        for span in self._of[kinds]:
            now = owner[span[0]]
            if now is span or now == span:
                yield span

    def at(self, position: int) -> Span | None:
        """The name that covers ``position``, if there is one."""
        return self._owner[position] if 0 <= position < len(self._owner) else None

    def within(self, start: int, end: int) -> list[Span]:
        """The names that share a character with the range."""
        found: list[Span] = []
        last = None
        for owner in self._owner[start:end]:
            if owner is not None and owner is not last:
                found.append(owner)
                last = owner
        return found

    def put(self, start: int, end: int, kind: EntityKind) -> Span:
        """Make the range a name; names that it touches give way."""
        if any(self._owner[start:end]):
            for other in self.within(start, end):
                self.drop(other)
        span = Span(start, end, kind)
        self._owner[start:end] = [span] * (end - start)
        self._added.append(span)
        return span

    def drop(self, span: Span) -> None:
        self._owner[span.start : span.end] = [None] * (span.end - span.start)

    def occurrences(self, said: str, start: int = 0) -> Iterator[int]:
        """Where ``said`` begins in the text, from ``start`` on; what is found does not overlap."""
        at = self.text.find(said, start)
        while at >= 0:
            yield at
            at = self.text.find(said, at + len(said))

    def said(self, span: Span) -> str:
        """A name in simplified characters."""
        return self.text[span.start : span.end]

    def shown(self, span: Span) -> str:
        """A name as it is printed."""
        return self.printed[span.start : span.end]

    def tagged(self, *tags: str) -> list[Word]:
        """The words with one of these tags, in order."""
        found = [word for tag in tags for word in self._tagged.get(tag, ())]
        return found if len(tags) == 1 else sorted(found)

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
