"""Passages printed twice on a page, found on its text without blanks, across line and paragraph ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress

from reader.patterns import Pattern

SEED = 8
"""Two places are compared once this many characters agree."""
_HALF = SEED // 2


@dataclass(frozen=True, slots=True)
class Repeat:
    """``text[start:end]`` says again what ``text[first:first + end - start]`` said before."""

    start: int
    end: int
    first: int


def find(text: str, anchors: Iterable[int], *, shortest: int = 12) -> list[Repeat]:
    """The passages of at least ``shortest`` characters of ``text`` that stand in it before.

    ``anchors`` are the places where a passage can begin, as sentences do: one is found if from an anchor in it, or in
    its earlier copy, eight characters agree. Reads from left to right; each character is in at most one repeat. Of the
    places where the opening characters were seen before (the first and the latest are looked at) the one that agrees
    longest is taken. Linear in time: a comparison that fails costs less than ``shortest`` steps either way, one that
    succeeds is skipped over.
    """
    first: dict[str, int] = {}
    latest: dict[str, int] = {}
    found: list[Repeat] = []
    free = 0
    for place in _candidates(text, anchors):
        seed = text[place : place + SEED]
        earlier = first.setdefault(seed, place)
        if earlier < place and place >= free:
            best = _compared(text, earlier, place, free)
            other = latest[seed]
            if other != earlier:
                best = max(best, _compared(text, other, place, free), key=lambda repeat: repeat.end - repeat.start)
            if best.end - best.start >= shortest:
                found.append(best)
                free = best.end
        latest[seed] = place
    return found


def _candidates(text: str, anchors: Iterable[int]) -> list[int]:
    """The places, in order, where the same SEED characters stand as at an anchor, the anchors themselves among them.

    Half a seed is four characters, 64 bits in UTF-16: all places are gone through with these as numbers, which takes a
    small part of the time that strings take. On a page with few anchors each seed is searched for.
    """
    last = len(text) - SEED
    marked = [anchor for anchor in anchors if anchor <= last]
    seeds = {text[anchor : anchor + SEED] for anchor in marked}
    if len(seeds) <= _FEW:
        return sorted(place for seed in seeds for place in _places(text, seed))
    # What takes more than 16 bits would shift the numbers: for this look one such character is as good as another.
    packed = _LARGE.sub("\ufffd", text).encode("utf-16-le", "surrogatepass")
    shifted = [memoryview(packed)[2 * shift :] for shift in range(_HALF)]
    halves = [view[: len(view) // 8 * 8].cast("Q") for view in shifted]
    known = {halves[anchor % _HALF][anchor // _HALF] for anchor in marked}
    places: list[int] = []
    for shift in range(_HALF):
        places.extend(compress(range(shift, len(text), _HALF), map(known.__contains__, halves[shift])))
    return sorted([place for place in places if text[place : place + SEED] in seeds])


_FEW = 100


def _places(text: str, seed: str) -> Iterator[int]:
    """Where ``seed`` stands in ``text``."""
    place = text.find(seed)
    while place >= 0:
        yield place
        place = text.find(seed, place + 1)


_LARGE = Pattern("[\U00010000-\U0010ffff]")


def _compared(text: str, earlier: int, later: int, free: int) -> Repeat:
    """All that agrees around the two places; the later passage does not begin before ``free``."""
    back = 0
    while earlier > back and later - back > free and text[earlier - back - 1] == text[later - back - 1]:
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


_PRINTED = Pattern(r"\S+")


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
