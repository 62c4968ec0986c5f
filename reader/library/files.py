"""Files that were imported: known again by path, size and time of change, without being read."""

from __future__ import annotations

import os
import sqlite3

Stamp = tuple[int, int]

_INSIDE = frozenset("/#!:> ›")  # what may follow a file's name in the name of something that lies in it


def stamp(path: str) -> Stamp:
    """Size in bytes and time of change in nanoseconds; zeros where there is no file."""
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def is_unchanged(connection: sqlite3.Connection, path: str, now: Stamp) -> bool:
    """Whether the file is wholly in the library and was the same then as ``now``."""
    found = connection.execute(
        "SELECT size, modified FROM imported WHERE path = ?", (os.path.abspath(path),)
    ).fetchone()
    return found is not None and tuple(found) == now != (0, 0)


def sources_in(connection: sqlite3.Connection, path: str) -> list[str]:
    """The names of sources that are the file ``path``, as it was given, or that lie in it, as in an archive."""
    found = connection.execute(
        "SELECT DISTINCT name FROM source WHERE name >= ? AND name < ?", (path, path + "\U0010ffff")
    )
    return [name for (name,) in found if not (tail := name[len(path) :]) or tail[0] in _INSIDE]
