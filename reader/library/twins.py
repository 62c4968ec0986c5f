"""Near duplicates: the same report in another edition, shortened or touched up, found by SimHash and then compared.

SimHash (Charikar 2002; for near-duplicate pages Manku, Jain and Das Sarma 2007) gives similar texts fingerprints of 64
bits that differ in few. Articles whose fingerprints are near are compared by their four-character shingles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from reader.library import records
from reader.library.terms import fold

BITS = 10
"""Fingerprints that differ in more bits are not compared. (Of unrelated articles, they differ in about 32.)"""

ALIKE = 0.5
"""The share of shingles two articles must have in common (of the smaller one's, 0 to 1) to be near duplicates."""

_SHINGLE = 4
_BANDS = 8  # of 8 bits: what differs in up to 7 bits is alike in at least one band, in 10 almost always
_SHORTEST = 40


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that is nearly the same as another: its id and the share of text in common (0 to 1)."""

    article_id: str
    alike: float


def fingerprint(text: str) -> int | None:
    """64 bits as a signed integer (as SQLite keeps them); None for a text too short to be compared."""
    found = _shingles(text)
    if len(found) < _SHORTEST:
        return None
    from simhash import Simhash

    value: int = Simhash(sorted(found), f=64).value
    return value - (1 << 64) if value >= 1 << 63 else value


def put_fingerprints(connection: sqlite3.Connection, prints: Iterable[tuple[int, int | None]]) -> None:
    """Keep the fingerprints of articles, by number."""
    connection.executemany(
        "INSERT OR REPLACE INTO fingerprint (article, hash) SELECT id, ? FROM article WHERE id = ?",
        [(value, row) for row, value in prints],
    )


def twins_of(connection: sqlite3.Connection, row: int) -> list[Twin]:
    """The near duplicates of the article with this number, the most alike first."""
    import numpy as np

    own = connection.execute("SELECT hash FROM fingerprint WHERE article = ?", (row,)).fetchone()
    if own is None or own[0] is None:
        return []
    rows, hashes = _all(connection)
    near = np.bitwise_count(hashes ^ np.uint64(own[0] & (2**64 - 1))) <= BITS
    shingles = {row: _shingles(_text(connection, row))}
    found = []
    for other in rows[near].tolist():
        if other != row:
            share = _share(connection, shingles, row, other)
            if share >= ALIKE:
                key = connection.execute("SELECT key FROM article WHERE id = ?", (other,)).fetchone()[0]
                found.append(Twin(key, share))
    return sorted(found, key=lambda twin: (-twin.alike, twin.article_id))


def groups(connection: sqlite3.Connection) -> list[list[str]]:
    """All near duplicates in groups of two and more article ids, the oldest import first in each, largest group first.

    A group is what hangs together: a is like b and b like c. A second or so for 100,000 articles.
    """
    import numpy as np

    rows, hashes = _all(connection)
    parent: dict[int, int] = {}
    shingles: dict[int, set[str]] = {}
    compared: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        keys = (hashes >> np.uint64(band * 8)) & np.uint64(255)
        order = np.argsort(keys, kind="stable")
        for bucket in np.split(order, np.flatnonzero(np.diff(keys[order])) + 1):
            for place in range(len(bucket) - 1):
                rest = bucket[place + 1 :]
                near = rest[np.bitwise_count(hashes[rest] ^ hashes[bucket[place]]) <= BITS]
                for other in near.tolist():
                    pair = (int(rows[bucket[place]]), int(rows[other]))
                    if pair in compared:
                        continue
                    compared.add(pair)
                    if _share(connection, shingles, *pair) >= ALIKE:
                        parent[max(_root(parent, pair[0]), _root(parent, pair[1]))] = min(
                            _root(parent, pair[0]), _root(parent, pair[1])
                        )
                    if len(shingles) > 2000:
                        shingles.clear()
    gathered: dict[int, list[int]] = {}
    for row in sorted({row for pair in compared for row in pair}):
        gathered.setdefault(_root(parent, row), []).append(row)
    found = [
        [connection.execute("SELECT key FROM article WHERE id = ?", (row,)).fetchone()[0] for row in members]
        for members in gathered.values()
        if len(members) > 1
    ]
    return sorted(found, key=lambda group: -len(group))


def _all(connection: sqlite3.Connection):  # type: ignore[no-untyped-def]
    """Numbers and fingerprints of all articles that have one, as two NumPy arrays."""
    import numpy as np

    found = connection.execute("SELECT article, hash FROM fingerprint WHERE hash IS NOT NULL").fetchall()
    table = np.array(found, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1].astype(np.uint64)


def _root(parent: dict[int, int], row: int) -> int:
    while parent.get(row, row) != row:
        row = parent[row]
    return row


def _share(connection: sqlite3.Connection, kept: dict[int, set[str]], one: int, other: int) -> float:
    for row in (one, other):
        if row not in kept:
            kept[row] = _shingles(_text(connection, row))
    return len(kept[one] & kept[other]) / max(1, min(len(kept[one]), len(kept[other])))


def _text(connection: sqlite3.Connection, row: int) -> str:
    body = connection.execute("SELECT body FROM content WHERE article = ?", (row,)).fetchone()[0]
    return records.article_of(body).text


def _shingles(text: str) -> set[str]:
    plain = "".join(filter(str.isalnum, fold(text)))
    return {plain[start : start + _SHINGLE] for start in range(len(plain) - _SHINGLE + 1)}
