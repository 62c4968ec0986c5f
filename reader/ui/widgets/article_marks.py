"""The marks of one article in order of place: which lie in a row, which is next, which is under the pointer."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import accumulate

from reader.model import Entity, Figure, Marks

Mark = Figure | Entity

FIGURE_KINDS = (
    "money", "percent", "points", "fraction", "multiple", "ratio", "count", "magnitude", "ordinal", "measure",
    "date", "year", "duration",
)  # fmt: skip
ENTITY_KINDS = ("PER", "LOC", "ORG", "WORK", "EVENT")
KINDS = FIGURE_KINDS + ENTITY_KINDS
"""Every kind of mark, in the order in which legends and menus show them. Each is a layer that can be switched off."""

LOOKS: dict[str, str] = {
    "money": "money",
    **dict.fromkeys(("percent", "points", "fraction", "multiple", "ratio"), "percent"),
    **dict.fromkeys(("count", "ordinal", "magnitude"), "count"),
    "measure": "other-figure",
    **dict.fromkeys(("date", "year", "duration"), "time"),
    "PER": "person", "LOC": "place", "ORG": "org", "WORK": "work", "EVENT": "event",
}  # fmt: skip
"""The look of each kind: the component class ``article--LOOK`` draws it."""


class MarkIndex:
    """Marks sorted by place, for lookups whose cost does not grow with their number.

    ``marks`` are in order of start; of two that start together the longer comes first. Any that do not lie within the
    ``length`` code points of the text (marks of another edition of it) are left out.
    """

    def __init__(self, marks: Marks | None = None, length: int = sys.maxsize) -> None:
        found: list[Mark] = [*marks.figures, *marks.entities] if marks else []
        within = (mark for mark in found if 0 <= mark.start < mark.end <= length)
        self.marks: list[Mark] = sorted(within, key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self.marks]
        # The furthest end so far tells how far back a mark may lie that still reaches a place.
        self._reach = list(accumulate((mark.end for mark in self.marks), max))

    def __len__(self) -> int:
        return len(self.marks)

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The marks that share a character with the half-open range, in order."""
        low = bisect_right(self._reach, start)
        high = bisect_left(self._starts, end)
        return [mark for mark in self.marks[low:high] if mark.end > start]

    def at(self, offset: int, kinds: Collection[str]) -> Mark | None:
        """The shortest mark of ``kinds`` on the character at ``offset``."""
        here = [mark for mark in self.overlapping(offset, offset + 1) if mark.kind in kinds]
        return min(here, key=lambda mark: mark.end - mark.start, default=None)

    def after(self, place: tuple[int, int], wanted: Callable[[Mark], bool]) -> Mark | None:
        """The first mark that is wanted and comes behind ``place``, which is (start, -end)."""
        for mark in self._from(place):
            if (mark.start, -mark.end) > place and wanted(mark):
                return mark
        return None

    def before(self, place: tuple[int, int], wanted: Callable[[Mark], bool]) -> Mark | None:
        """The last mark that is wanted and comes before ``place``, which is (start, -end)."""
        for number in range(bisect_right(self._starts, place[0]) - 1, -1, -1):
            mark = self.marks[number]
            if (mark.start, -mark.end) < place and wanted(mark):
                return mark
        return None

    def figures(self) -> Iterable[tuple[int, int]]:
        """The ranges of the figures with their hedges."""
        return ((mark.full_start, mark.full_end) for mark in self.marks if isinstance(mark, Figure))

    def _from(self, place: tuple[int, int]) -> Iterator[Mark]:
        return (self.marks[n] for n in range(bisect_left(self._starts, place[0]), len(self.marks)))
