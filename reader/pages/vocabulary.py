"""What the words of a page tell: which paragraphs share them, and how far a headline's words are found in a body."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, chain

from reader.pages.lexicon import table
from reader.patterns import Pattern


@cache
def _two_ideographs() -> Pattern:
    """Two ideographs, neither an empty word, at every place where they stand. One class of ranges is much faster than
    two tests."""
    ranges, first = "", 0x3400
    for last in sorted(map(ord, table("breaks")["empty"])):
        if first < last:
            ranges += f"{chr(first)}-{chr(last - 1)}"
        first = last + 1
    return Pattern(f"(?=([{ranges}{chr(first)}-\u9fff\U00020000-\U0003ffff]{{2}}))")


def pairs(bare: str) -> frozenset[str]:
    """The pairs of neighbouring ideographs in ``bare``, those with an empty word left out."""
    return frozenset(_two_ideographs().findall(bare))


class Vocabulary:
    """The pairs of a page's body blocks, weighted by how few of the blocks hold them."""

    def __init__(self, bodies: Sequence[str], sought: frozenset[str]) -> None:
        """``sought`` are the pairs whose ``holders`` will be asked for."""
        self.bodies = [pairs(bare) for bare in bodies]
        self.holders: dict[str, list[int]] = {}
        for number, body in enumerate(self.bodies):
            for pair in body & sought:
                self.holders.setdefault(pair, []).append(number)
        size = min(len(bodies), _MANY)
        seen: set[str] = set()
        again: set[str] = set()
        for body in self.bodies:
            again |= seen & body
            seen |= body
        # Only pairs that two blocks hold can be shared; they are few. How many blocks hold each of them, and how much a
        # pair weighs that so many hold:
        self._repeated = [body & again for body in self.bodies]
        self._singles = list(
            accumulate((len(a) - len(b) for a, b in zip(self.bodies, self._repeated, strict=True)), initial=0)
        )
        self._counts = Counter(chain.from_iterable(self._repeated))
        by_count = _by_count(size)
        self._by_count = by_count + by_count[-1:] * (len(bodies) - size)
        self._seen = seen
        self._unions: dict[int, tuple[frozenset[str], int]] = {}

    def weight(self, pair: str) -> float:
        """How telling ``pair`` is on this page."""
        return self._by_count[self._counts[pair] or pair in self._seen]

    def cohesion(self, place: int) -> float:
        """How much the three blocks before body block ``place`` share with those from it on, about 0 to 0.3."""
        return self._shared(*self._together(place - _ROUND), *self._together(place))

    def likeness(self, one: int, other: int) -> float:
        """How much two body blocks share, about 0 to 0.3."""
        left, right = self.bodies[one], self.bodies[other]
        return self._shared(self._repeated[one], len(left), self._repeated[other], len(right))

    def _shared(self, left: frozenset[str], of_left: int, right: frozenset[str], of_right: int) -> float:
        """The weight of the pairs on both sides, of which there are so many all in all, by the smaller side's size."""
        held = map(self._counts.__getitem__, left & right)
        # Sets come in another order in every process; an exact sum is the same in each.
        return math.fsum(map(self._by_count.__getitem__, held)) / (min(of_left, of_right) + 5)

    def _together(self, place: int) -> tuple[frozenset[str], int]:
        """The repeated pairs of the blocks from ``place`` on, and how many pairs these have; places are asked for
        in their order, each of them twice."""
        found = self._unions.get(place)
        if found is None:
            if len(self._unions) > 2 * _ROUND:
                self._unions.pop(next(iter(self._unions)))
            low, high = max(0, place), min(len(self.bodies), max(0, place + _ROUND))
            repeated = _NONE.union(*self._repeated[low:high])
            found = self._unions[place] = repeated, len(repeated) + self._singles[high] - self._singles[low]
        return found


@cache
def _by_count(size: int) -> list[float]:
    """What a pair weighs on a page of ``size`` blocks, by the number of those that hold it."""
    return [max(_LEAST, math.log((size + 1) / (number + 0.5))) for number in range(size + 1)]


_NONE: frozenset[str] = frozenset()
_MANY = 60
"""Pairs that more blocks than this hold weigh no less."""
_LEAST = 0.05
_ROUND = 3


class Wanted:
    """The telling pairs of a title and which of the bodies around it hold them."""

    def __init__(self, wanted: frozenset[str], vocabulary: Vocabulary, near: tuple[int, int] | None = None) -> None:
        """Only the bodies in the half-open range ``near`` are looked at; None: all are."""
        ordered = sorted(wanted)
        self._weights = [vocabulary.weight(pair) for pair in ordered]
        self._total = sum(self._weights)
        held: dict[int, int] = {}
        for bit, pair in enumerate(ordered):
            holders = vocabulary.holders.get(pair, [])
            if near is not None:
                holders = holders[bisect_left(holders, near[0]) : bisect_left(holders, near[1])]
            for body in holders:
                held[body] = held.get(body, 0) | 1 << bit
        self._bodies = sorted(held)
        self._held = [held[body] for body in self._bodies]
        self._shares: dict[int, float] = {0: 0.0}

    @property
    def most(self) -> float:
        """``share`` of all the bodies that are looked at, which none of them exceeds."""
        return (self.share(0, self._bodies[-1] + 1) or 0.0) if self._bodies else 0.0

    def share(self, first: int, last: int) -> float | None:
        """How much of the title's weight the bodies ``first`` to ``last`` (exclusive) hold, 0 to 1; None: no words."""
        if not self._total:
            return None
        seen = 0
        for held in self._held[bisect_left(self._bodies, first) : bisect_left(self._bodies, last)]:
            seen |= held
        share = self._shares.get(seen)
        if share is None:
            share = sum(w for bit, w in enumerate(self._weights) if seen >> bit & 1) / self._total
            self._shares[seen] = share
        return share
