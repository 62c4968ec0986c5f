"""Passages printed twice on a page, found on its text without blanks, across line and paragraph ends."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

SEED = 8
"""Two places are compared once this many characters agree."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """``text[start:end]`` says again what ``text[first:first + end - start]`` said before."""

    start: int
    end: int
    first: int


def find(text: str, *, shortest: int = 12) -> list[Repeat]:
    """The passages of at least ``shortest`` characters in ``text`` that stand in it before, longest first by place.

    Reads from left to right; each character is in at most one repeat. Between the places where the opening characters
    were seen before (the first and the latest are looked at) the one that agrees longest is taken. Linear in time: a
    comparison that fails costs less than ``shortest`` steps, one that succeeds is skipped over.
    """
    first: dict[str, int] = {}
    latest: dict[str, int] = {}
    found: list[Repeat] = []
    place = 0
    size = len(text)
    while place + SEED <= size:
        seed = text[place : place + SEED]
        best, source = 0, -1
        for earlier in {first.get(seed, -1), latest.get(seed, -1)}:
            if earlier >= 0:
                length = _agree(text, earlier, place)
                if (length, -earlier) > (best, -source):
                    best, source = length, earlier
        if best >= shortest:
            found.append(Repeat(place, place + best, source))
            for step in range(place, min(place + best, size - SEED + 1)):
                latest[text[step : step + SEED]] = step
            place += best
            continue
        first.setdefault(seed, place)
        latest[seed] = place
        place += 1
    return found


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


def without_blanks(pieces: Sequence[tuple[int, str]]) -> tuple[str, array[int]]:
    """The ``pieces`` (place in the page, printed text) without blanks, and the place on the page of each character."""
    characters: list[str] = []
    places: array[int] = array("q")
    for start, printed in pieces:
        for offset, character in enumerate(printed):
            if not character.isspace():
                characters.append(character)
                places.append(start + offset)
    return "".join(characters), places
