"""Passages printed twice on a page, found on its text without blanks, across line and paragraph ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import and_

SEED = 8
"""Two places are compared once this many characters agree."""
STRIDE = 4
"""Only every fourth place is remembered, so that a repeat is found up to three characters late and reached back for."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """``text[start:end]`` says again what ``text[first:first + end - start]`` said before."""

    start: int
    end: int
    first: int


def find(text: str, *, shortest: int = 12) -> list[Repeat]:
    """The passages of at least ``shortest`` characters (no fewer than 11) of ``text`` that stand in it before.

    Reads from left to right; each character is in at most one repeat. Of the places where the opening characters were
    seen before (the first and the latest are looked at) the one that agrees longest is taken. Linear in time: a
    comparison that fails costs less than ``shortest`` steps, one that succeeds is skipped over.
    """
    first: dict[str, int] = {}
    latest: dict[str, int] = {}
    found: list[Repeat] = []
    free = 0
    last = len(text) - SEED
    for place in _candidates(text):
        if place < free:
            continue
        seed = text[place : place + SEED]
        earlier = first.get(seed)
        if earlier is not None:
            best = _compared(text, earlier, place, free)
            other = latest[seed]
            if other != earlier:
                best = max(best, _compared(text, other, place, free), key=lambda repeat: repeat.end - repeat.start)
            if best.end - best.start >= shortest:
                found.append(best)
                for step in range(best.start + -best.start % STRIDE, min(best.end, last + 1), STRIDE):
                    latest[text[step : step + SEED]] = step
                free = best.end
                continue
        if not place % STRIDE:
            first.setdefault(seed, place)
            latest[seed] = place
    return found


def _candidates(text: str) -> list[int]:
    """The places, in order, whose SEED characters may come again: both halves do, and once where they are remembered.

    Half a seed is four characters, 64 bits in UTF-16, so that they are compared as numbers, many at a time.
    """
    if len(text) < SEED:
        return []
    # What takes more than 16 bits would shift the numbers: for this look one such character is as good as another.
    packed = _LARGE.sub("\ufffd", text).encode("utf-16-le", "surrogatepass")
    halves = []
    for shift in range(STRIDE):
        shifted = memoryview(packed)[2 * shift :]
        halves.append(shifted[: len(shifted) // 8 * 8].cast("Q"))
    places: list[int] = []
    counted = Counter(halves[0])
    again = {half for half, times in counted.items() if times > 1}
    for shift in range(1, STRIDE):
        known = list(map(counted.__contains__, halves[shift]))
        again.update(compress(halves[shift], known))
        places.extend(compress(range(shift, len(text), STRIDE), map(and_, known, known[1:])))
    known = list(map(again.__contains__, halves[0]))
    places.extend(compress(range(0, len(text), STRIDE), map(and_, known, known[1:])))
    places.sort()
    return places


_LARGE = re.compile("[\U00010000-\U0010ffff]")


def _compared(text: str, earlier: int, later: int, free: int) -> Repeat:
    """All that agrees around the two places; the later passage does not begin before ``free``."""
    back = 0
    while (
        back < STRIDE and earlier > back and later - back > free and text[earlier - back - 1] == text[later - back - 1]
    ):
        back += 1
    return Repeat(later - back, later + _agree(text, earlier, later), earlier - back)


def _agree(text: str, earlier: int, later: int) -> int:
    """How many characters from ``earlier`` on are the same as from ``later`` on, in steps that double."""
    size = len(text)
    length = step = SEED
    while later + length < size:
        step = min(step * 2, 4096)
        ours, theirs = text[later + length : later + length + step], text[earlier + length : earlier + length + step]
        if ours == theirs[: len(ours)] and len(ours) == len(theirs):
            length += len(ours)
            continue
        for mine, other in zip(ours, theirs, strict=False):
            if mine != other:
                return length
            length += 1
        return length
    return length


_PRINTED = re.compile(r"\S+")


class Unblanked:
    """Pieces of a page (place in the page, printed text) as one ``text`` without blanks."""

    def __init__(self, pieces: Sequence[tuple[int, str]]) -> None:
        self._pieces = pieces
        self._starts: list[int] = []
        bare = ["".join(printed.split()) for _, printed in pieces]
        self._starts = list(accumulate(map(len, bare), initial=0))
        self.text = "".join(bare)

    def place(self, index: int) -> int:
        """Where character ``index`` of the text stands in the page."""
        number = bisect_right(self._starts, index) - 1
        start, printed = self._pieces[number]
        left = index - self._starts[number]
        for run in _PRINTED.finditer(printed):
            if left < run.end() - run.start():
                return start + run.start() + left
            left -= run.end() - run.start()
        raise IndexError(index)
