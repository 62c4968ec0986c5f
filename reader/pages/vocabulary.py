"""What the words of a page tell: which paragraphs share them, and how far a headline's words are found in a body."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import add

# Pairs with one of these say little: particles, pronouns, measures of time and place.
_EMPTY = frozenset("的了在是和与及或这那一不有也就都又还而但为把被将从对向以于个们着过到说上下中里来去年月日何怎么如")


_PARTED = {ord(character): " " for character in _EMPTY}
_RUN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{2,}")


def pairs(bare: str) -> frozenset[str]:
    """The pairs of neighbouring ideographs in ``bare``, those with an empty word left out."""
    found: set[str] = set()
    for run in _RUN.findall(bare.translate(_PARTED)):
        found.update(map(add, run, run[1:]))
    return frozenset(found)


class Vocabulary:
    """The pairs of a page's body blocks, weighted by how few of the blocks hold them."""

    def __init__(self, bodies: Sequence[str]) -> None:
        self.bodies = [pairs(bare) for bare in bodies]
        self.holders: dict[str, list[int]] = {}
        for number, body in enumerate(self.bodies):
            for pair in body:
                self.holders.setdefault(pair, []).append(number)
        count = {pair: len(holders) for pair, holders in self.holders.items()}
        size = len(self.bodies)
        self._weight = {pair: math.log((min(size, 60) + 1) / (min(number, 60) + 0.5)) for pair, number in count.items()}
        self._unseen = math.log((min(size, 60) + 1) / 0.5)

    def weight(self, pair: str) -> float:
        """How telling ``pair`` is on this page."""
        return max(0.05, self._weight.get(pair, self._unseen))

    def cohesion(self, place: int, reach: int = 3) -> float:
        """How much the ``reach`` blocks before body block ``place`` share with those from it on, about 0 to 0.3."""
        left = frozenset[str]().union(*self.bodies[max(0, place - reach) : place])
        right = frozenset[str]().union(*self.bodies[place : place + reach])
        return sum(self.weight(pair) for pair in left & right) / (min(len(left), len(right)) + 5)


_REACH = 400
"""Paragraphs before and behind a title within which its article lies."""


class Wanted:
    """The telling pairs of a title and which of the bodies around it hold them."""

    def __init__(self, wanted: frozenset[str], vocabulary: Vocabulary, place: int | None = None) -> None:
        """Bodies further from body number ``place`` than an article can reach are not looked at; None: all are."""
        self._weights = [vocabulary.weight(pair) for pair in sorted(wanted)]
        self._total = sum(self._weights)
        held: dict[int, int] = {}
        for bit, pair in enumerate(sorted(wanted)):
            holders = vocabulary.holders.get(pair, [])
            first = 0 if place is None else bisect_left(holders, place - _REACH)
            last = len(holders) if place is None else bisect_left(holders, place + _REACH)
            for body in holders[first:last]:
                held[body] = held.get(body, 0) | 1 << bit
        self._held = sorted(held.items())
        self._bodies = [body for body, _ in self._held]
        self._shares: dict[int, float] = {0: 0.0}

    def share(self, first: int, last: int) -> float | None:
        """How much of the title's weight the bodies ``first`` to ``last`` (exclusive) hold, 0 to 1; None: no words."""
        if not self._total:
            return None
        seen = 0
        for place in range(bisect_left(self._bodies, first), bisect_left(self._bodies, last)):
            seen |= self._held[place][1]
        share = self._shares.get(seen)
        if share is None:
            share = sum(w for bit, w in enumerate(self._weights) if seen >> bit & 1) / self._total
            self._shares[seen] = share
        return share
