"""Finding words in an article: every place at once, whatever the width or style of the characters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from reader.typography import fold


class Found:
    """The places of all that is ``wanted`` in a folded text, and which of them the reader is at.

    ``starts`` and ``ends`` are half-open ranges of offsets in order, without overlaps; ``here`` is the number of the
    present one, or None.
    """

    def __init__(self, folded: str, *wanted: str) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.here: int | None = None
        for start, end in sorted(_places(folded, map(fold, wanted)), key=lambda span: (span[0], -span[1])):
            if not self.ends or start >= self.ends[-1]:
                self.starts.append(start)
                self.ends.append(end)

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """The places that share a character with the half-open range, and whether each is the present one."""
        low = bisect_right(self.ends, start)
        high = bisect_left(self.starts, end)
        return [(self.starts[n], self.ends[n], n == self.here) for n in range(low, high)]

    def first_from(self, offset: int) -> int | None:
        """Go to the first place at or behind ``offset``, from the beginning again if there is none; its offset."""
        if not self.starts:
            return None
        self.here = bisect_left(self.starts, offset) % len(self.starts)
        return self.starts[self.here]

    def step(self, by: int) -> int | None:
        """Go ``by`` places on, round the ends; the offset of that place."""
        if not self.starts:
            return None
        self.here = ((self.here if self.here is not None else -1 if by > 0 else 0) + by) % len(self.starts)
        return self.starts[self.here]


def _places(folded: str, needles: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where each needle stands, its own places apart."""
    for needle in filter(None, needles):
        place = folded.find(needle)
        while place >= 0:
            yield place, place + len(needle)
            place = folded.find(needle, place + len(needle))
