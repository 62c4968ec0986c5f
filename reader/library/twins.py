"""Near duplicates: the same report in another edition, shortened or touched up, found by SimHash and then compared.

SimHash (Charikar 2002; for near-duplicate pages Manku, Jain and Das Sarma 2007) gives similar texts fingerprints that
differ in few bits. 128 bits, not the usual 64, since newspaper pieces are short: with as many, one of 150 characters
that lost a third is told apart from an unrelated one. A new article's fingerprint is held against all others (0.2 ms
for 100,000), and those that are near are compared by their shingles.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reader.library import records
from reader.library.terms import fold

BITS = 36
"""Fingerprints that differ in more bits are not compared. Of unrelated articles they differ in 64, seldom below 42."""

ALIKE = 0.5
"""The share of the shorter one's shingles that two articles must have in common (0 to 1) to be near duplicates."""

_SHINGLE = 4
_FEWEST = 40  # shingles; of a shorter text a fingerprint says little
_HALF = 1 << 64


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that is nearly the same as another: its id and the share of text in common (0 to 1)."""

    article_id: str
    alike: float


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """128 bits as two halves of 64."""

    high: int
    low: int


def fingerprint(text: str) -> Fingerprint | None:
    """The fingerprint of ``text``, variants alike and punctuation aside; None for one too short to be compared."""
    found = _shingles(text)
    if len(found) < _FEWEST:
        return None
    from simhash import Simhash

    return Fingerprint(*divmod(Simhash(found, f=128).value, _HALF))


class Fingerprints:
    """All fingerprints of the library in memory (24 bytes each), to hold new ones against.

    It is made for one run of the background work; what another program adds meanwhile is not in it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        import numpy as np

        found = connection.execute("SELECT article, high, low FROM fingerprint").fetchall()
        self._table = np.array(found, dtype=np.int64).reshape(-1, 3).T.copy()
        self._size = len(found)

    def put(self, connection: sqlite3.Connection, row: int, made: Fingerprint | None) -> None:
        """Keep the fingerprint of the article with this number and note the near duplicates among those before it."""
        if made is None:
            return
        high, low = (half - _HALF if half >= _HALF // 2 else half for half in (made.high, made.low))
        shingles: set[str] | None = None
        for other in self._near(high, low):
            shingles = shingles if shingles is not None else _shingles(_text(connection, row) or "")
            others = _shingles(_text(connection, other) or "")
            share = len(shingles & others) / max(1, min(len(shingles), len(others)))
            if share >= ALIKE and other != row:
                connection.executemany(
                    "INSERT OR REPLACE INTO twin (article, other, alike) VALUES (?, ?, ?)",
                    [(row, other, share), (other, row, share)],
                )
        connection.execute("INSERT OR REPLACE INTO fingerprint (article, high, low) VALUES (?, ?, ?)", (row, high, low))
        self._add(row, high, low)

    def _near(self, high: int, low: int) -> list[int]:
        import numpy as np

        rows, highs, lows = self._table[:, : self._size]
        apart = np.bitwise_count((highs ^ high).view(np.uint64)) + np.bitwise_count((lows ^ low).view(np.uint64))
        near: list[int] = rows[apart <= BITS].tolist()
        return near

    def _add(self, row: int, high: int, low: int) -> None:
        import numpy as np

        if self._size == self._table.shape[1]:
            room: Any = np.zeros((3, max(1024, self._size * 2)), dtype=np.int64)
            room[:, : self._size] = self._table
            self._table = room
        self._table[:, self._size] = row, high, low
        self._size += 1


def twins_of(connection: sqlite3.Connection, row: int) -> list[Twin]:
    """The near duplicates of the article with this number, the most alike first."""
    found = connection.execute(
        "SELECT key, alike FROM twin JOIN article ON id = other WHERE article = ? ORDER BY alike DESC, other", (row,)
    )
    return [Twin(*each) for each in found]


def gathered(connection: sqlite3.Connection, rows: Sequence[int]) -> list[tuple[int, list[int]]]:
    """The articles with the numbers ``rows``, in order, each with those behind it that are nearly the same.

    Of these none is named again. Only what is like the first itself is gathered, not what is like that in turn.
    """
    alike: dict[int, list[int]] = {}
    found = connection.execute(
        "SELECT article, other FROM twin WHERE article IN (SELECT value FROM json_each(?))", (json.dumps([*rows]),)
    )
    for article, other in found:
        alike.setdefault(article, []).append(other)
    made: dict[int, list[int]] = {}
    left = dict.fromkeys(rows)
    while left:
        first = next(iter(left))
        del left[first]
        made[first] = [row for row in alike.get(first, ()) if row in left]
        for row in made[first]:
            del left[row]
    return list(made.items())


def groups(connection: sqlite3.Connection) -> list[list[str]]:
    """All near duplicates in groups of two and more article ids, the oldest import first in each, largest group first.

    A group is what hangs together: a is like b, and b like c.
    """
    root: dict[int, int] = {}

    def find(row: int) -> int:
        while (above := root.setdefault(row, row)) != row:
            root[row] = root.setdefault(above, above)
            row = above
        return row

    for article, other in connection.execute("SELECT article, other FROM twin WHERE article < other"):
        root[max(find(article), find(other))] = min(find(article), find(other))
    gathered: dict[int, list[str]] = {}
    for row in sorted(root):
        key = connection.execute("SELECT key FROM article WHERE id = ?", (row,)).fetchone()[0]
        gathered.setdefault(find(row), []).append(key)
    return sorted(gathered.values(), key=lambda group: -len(group))


def _text(connection: sqlite3.Connection, row: int) -> str | None:
    found = connection.execute("SELECT body FROM content WHERE article = ?", (row,)).fetchone()
    return None if found is None else records.article_of(found[0]).text


def _shingles(text: str) -> set[str]:
    plain = "".join(filter(str.isalnum, fold(text)))
    return {plain[start : start + _SHINGLE] for start in range(len(plain) - _SHINGLE + 1)}
