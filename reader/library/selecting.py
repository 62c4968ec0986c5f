"""A selection: the articles that answer a query in some order, of which only the rows on the screen are fetched."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from typing import Any, cast

from reader.language import _
from reader.library.errors import QueryError
from reader.library.store import Store
from reader.library.values import Summary
from reader.model import Flag

ORDERS: dict[str, str] = {
    "date": "date",
    "added": "",
    "headline": "headline",
    "section": "section",
    "byline": "byline",
    "length": "length",
    "source": "source",
}
"""What articles can be sorted by, and the indexed column it is. A "-" before the name turns it round.

What is alike there, and all where no column is named, goes by the pages as they came in. The articles of a page are
always in the page's own order, also where the pages run backwards.
"""

DEFAULT_ORDER = "-date"

COLUMNS = (
    "key, id, headline, section, byline, date, length, flags, source, fiction, read, place, starred, analyser != ''"
)


class Selection(Sequence[Summary]):
    """Articles in an order. Nothing is read until asked for; without a query nothing is ever held in memory.

    With a query the numbers of the articles found are held (8 bytes each), so that the list stays as it was while
    articles come and go; without one the rows are those of the library as it is at each call, and the length is that
    of the first time it was asked for.
    """

    def __init__(self, store: Store, where: str, values: Sequence[Any], sort: str) -> None:
        self._store = store
        self._where = where
        self._values = tuple(values)
        column, self._descending = order_of(sort)
        self._order = (*([column] if column else []), "ordinal_down" if self._descending else "ordinal")
        self._numbers: array[int] | None = None
        self._length: int | None = None

    def __len__(self) -> int:
        if self._where:
            return len(self._found())
        if self._length is None:
            with self._store.explaining():
                self._length = self._store.reading.execute("SELECT count(*) FROM article").fetchone()[0]
        return self._length

    def rows(self, start: int, stop: int) -> list[Summary]:
        """The rows from ``start`` up to ``stop``, fewer where the selection ends before."""
        start, stop = max(start, 0), max(stop, 0)
        if stop <= start:
            return []
        with self._store.explaining():
            connection = self._store.reading
            if self._where:
                return summaries(connection, self._found()[start:stop])
            found = connection.execute(
                f"SELECT id FROM article {self._order_by()} LIMIT ? OFFSET ?",
                (stop - start, start),
            ).fetchall()
            return summaries(connection, [row for (row,) in found])

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return [self[i] for i in range(start, stop, step)] if step != 1 else self.rows(start, stop)
        index = index + len(self) if index < 0 else index
        found = self.rows(index, index + 1) if index >= 0 else []
        if not found:
            raise IndexError(index)
        return found[0]

    def position(self, article_id: str) -> int | None:
        """Where the article stands in the selection, None if it is not in it."""
        with self._store.explaining():
            connection = self._store.reading
            columns = ", ".join(self._order)
            known = connection.execute(f"SELECT id, {columns} FROM article WHERE key = ?", (article_id,)).fetchone()
            if known is None:
                return None
            if self._where:
                try:
                    return self._found().index(known[0])
                except ValueError:
                    return None
            sign = ">" if self._descending else "<"
            place = ", ".join("?" * len(self._order))
            before = connection.execute(f"SELECT count(*) FROM article WHERE ({columns}) {sign} ({place})", known[1:])
            return cast(int, before.fetchone()[0])

    def row_numbers(self) -> array[int]:
        """The library's numbers of all articles selected, in order: 8 bytes an article."""
        if self._where:
            return self._found()
        with self._store.explaining():
            found = self._store.reading.execute(f"SELECT id FROM article {self._order_by()}")
            return array("q", (row for (row,) in found))

    def ids(self) -> list[str]:
        """``Article.id`` of all articles selected, in order."""
        with self._store.explaining():
            connection = self._store.reading
            keys: dict[int, str] = {}
            numbers = self.row_numbers()
            for some in _chunks(numbers):
                marks = ",".join("?" * len(some))
                keys.update(connection.execute(f"SELECT id, key FROM article WHERE id IN ({marks})", some).fetchall())
            return [keys[row] for row in numbers if row in keys]

    def _found(self) -> array[int]:
        if self._numbers is None:
            with self._store.explaining():
                found = self._store.reading.execute(
                    f"SELECT id FROM article WHERE {self._where} {self._order_by()}", self._values
                )
                self._numbers = array("q", (row for (row,) in found))
        return self._numbers

    def _order_by(self) -> str:
        way = " DESC" if self._descending else ""
        return "ORDER BY " + ", ".join(column + way for column in self._order)


def order_of(sort: str) -> tuple[str, bool]:
    """The column that ``sort`` names and whether it runs downwards. Raises QueryError if there is no such order."""
    name = sort.removeprefix("-")
    if name not in ORDERS:
        raise QueryError(_("Cannot sort by {name}; known are {known}").format(name=repr(name), known=", ".join(ORDERS)))
    return ORDERS[name], sort.startswith("-")


def summaries(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Summary]:
    """The summaries of the articles with these numbers, in this order; those that are gone are left out."""
    found: dict[int, tuple[Any, ...]] = {}
    tags: dict[int, list[str]] = {}
    for some in _chunks(rows):
        marks = ",".join("?" * len(some))
        for row in connection.execute(f"SELECT {COLUMNS} FROM article WHERE id IN ({marks})", some):
            found[row[1]] = row
        for tag, article in connection.execute(
            f"SELECT tag, article FROM tag WHERE article IN ({marks}) ORDER BY position, tag", some
        ):
            tags.setdefault(article, []).append(tag)
    return [_summary(found[row], tags.get(row, ())) for row in rows if row in found]


def _summary(row: tuple[Any, ...], tags: Sequence[str]) -> Summary:
    key, number, headline, section, byline, date, length, flags, source, fiction, read, place, starred, marked = row
    return Summary(
        key, number, headline, section, byline, date, length, cast(tuple[Flag, ...], tuple(flags.split())), source,
        bool(fiction), bool(read), place, bool(starred), bool(marked), tuple(tags),
    )  # fmt: skip


def _chunks(rows: Sequence[int], size: int = 500) -> list[list[int]]:
    return [list(rows[start : start + size]) for start in range(0, len(rows), size)]
