"""Passages printed twice on a page, found on its text without blanks, across line and paragraph ends."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

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
    place = free = 0
    last = len(text) - SEED
    while place <= last:
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
                place = free = best.end
                continue
        if not place % STRIDE:
            first.setdefault(seed, place)
            latest[seed] = place
        place += 1
    return found


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


def without_blanks(pieces: Sequence[tuple[int, str]]) -> tuple[str, array[int]]:
    """The ``pieces`` (place in the page, printed text) without blanks, and the place on the page of each character."""
    runs: list[str] = []
    places: array[int] = array("q")
    for start, printed in pieces:
        for run in _PRINTED.finditer(printed):
            runs.append(run.group())
            places.extend(range(start + run.start(), start + run.end()))
    return "".join(runs), places
