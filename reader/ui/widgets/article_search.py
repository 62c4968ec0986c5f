"""Finding words in an article: every place at once, whatever the width or style of the characters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from reader.typography import fold


class Found:
    """The places of ``wanted`` in a folded text, and which of them the reader is at.

    ``starts`` are offsets in order, without overlaps; ``length`` that of each place in code points; ``here`` the
    number of the present one, or None.
    """

    def __init__(self, folded: str, wanted: str) -> None:
        needle = fold(wanted)
        self.length = len(needle)
        self.starts: list[int] = []
        self.here: int | None = None
        place = folded.find(needle) if needle else -1
        while place >= 0:
            self.starts.append(place)
            place = folded.find(needle, place + self.length)

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """The places that share a character with the half-open range, and whether each is the present one."""
        low = bisect_right(self.starts, start - self.length)
        high = bisect_left(self.starts, end)
        return [(self.starts[n], self.starts[n] + self.length, n == self.here) for n in range(low, high)]

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
