"""A name across the library: every mention by article and date, and the names that occur beside it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from reader.library import records
from reader.library.terms import fold

_BESIDE_FROM = 2000
"""Articles, the latest by date, in which the names beside a name are counted."""


@dataclass(frozen=True, slots=True)
class MentionedIn:
    """An article with a name: how often, where in its text (half-open ranges), and whether as one of its authors."""

    article_id: str
    headline: str
    date: str
    times: int
    places: tuple[tuple[int, int], ...]
    roles: tuple[str, ...]
    byline: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A name that occurs in the same articles, and in how many of them."""

    text: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class NamePage:
    """What the library knows of a name. ``mentioned`` is one window of its ``articles``, the latest by date first."""

    text: str
    kinds: tuple[str, ...]
    articles: int
    times: int
    mentioned: tuple[MentionedIn, ...]
    beside: tuple[Beside, ...]


def name_page(
    connection: sqlite3.Connection, text: str, kind: str | None = None, *, start: int = 0, count: int = 100
) -> NamePage:
    """The page of the name ``text`` (variants alike), of one ``kind`` (PER LOC ORG WORK EVENT BYLINE) or of all.

    A person's page takes in what the person wrote. Of the articles, ``count`` from ``start`` on are told in full.
    """
    kinds = None if kind is None else ("PER", "BYLINE") if kind == "PER" else (kind,)
    found = [
        row
        for row in connection.execute("SELECT id, kind, text FROM name WHERE folded = ?", (fold(text),))
        if kinds is None or row[1] in kinds
    ]
    numbers = [row[0] for row in found]
    marks = ",".join("?" * len(numbers))
    articles, times = connection.execute(
        f"SELECT count(DISTINCT article), ifnull(sum(times), 0) FROM mention WHERE name IN ({marks})", numbers
    ).fetchone()
    window = connection.execute(
        "SELECT DISTINCT article.id, key, headline, date FROM mention JOIN article ON article.id = mention.article"
        f" WHERE mention.name IN ({marks}) ORDER BY date DESC, ordinal_down DESC LIMIT ? OFFSET ?",
        (*numbers, count, start),
    ).fetchall()
    return NamePage(
        text=found[0][2] if found else text,
        kinds=tuple(sorted({row[1] for row in found})),
        articles=articles,
        times=times,
        mentioned=tuple(_mentioned(connection, row, fold(text), numbers) for row in window),
        beside=tuple(_beside(connection, numbers)),
    )


def names_beginning(
    connection: sqlite3.Connection, typed: str, kinds: tuple[str, ...], limit: int = 20
) -> list[tuple[str, str, int]]:
    """Names that begin with ``typed``: (name, kind, articles), the most frequent first."""
    folded = fold(typed)
    marks = ",".join("?" * len(kinds))
    return connection.execute(
        "SELECT text, kind, (SELECT count(*) FROM (SELECT 1 FROM mention WHERE name = id LIMIT 1000)) AS articles"
        f" FROM (SELECT * FROM name WHERE folded >= ? AND folded < ? AND kind IN ({marks}) LIMIT 500)"
        " WHERE articles > 0 ORDER BY articles DESC, text LIMIT ?",
        (folded, folded + "\U0010ffff", *kinds, limit),
    ).fetchall()


def _mentioned(
    connection: sqlite3.Connection, row: tuple[int, str, str, str], folded: str, numbers: list[int]
) -> MentionedIn:
    number, key, headline, date = row
    places: list[tuple[int, int]] = []
    roles: dict[str, None] = {}
    body = connection.execute("SELECT body FROM marks WHERE article = ?", (number,)).fetchone()
    for entity in records.marks_of(body[0]).entities if body else ():
        if fold(entity.name or entity.text) == folded:
            places.append((entity.start, entity.end))
            if entity.role:
                roles[(entity.org or "") + entity.role] = None
    marks = ",".join("?" * len(numbers))
    found = connection.execute(
        f"SELECT kind, times FROM mention JOIN name ON name.id = name WHERE article = ? AND name IN ({marks})",
        (number, *numbers),
    ).fetchall()
    times = sum(count for _kind, count in found)
    return MentionedIn(
        key, headline, date, times, tuple(places), tuple(roles), any(kind == "BYLINE" for kind, _count in found)
    )


def _beside(connection: sqlite3.Connection, numbers: list[int], limit: int = 30) -> list[Beside]:
    marks = ",".join("?" * len(numbers))
    found = connection.execute(
        "SELECT text, kind, count(*) AS articles FROM mention JOIN name ON name.id = mention.name"
        " WHERE article IN (SELECT id FROM article WHERE id IN"
        f" (SELECT article FROM mention WHERE name IN ({marks})) ORDER BY date DESC LIMIT {_BESIDE_FROM})"
        f" AND mention.name NOT IN ({marks}) AND kind != 'BYLINE' GROUP BY mention.name"
        " ORDER BY articles DESC, text LIMIT ?",
        (*numbers, *numbers, limit),
    )
    return [Beside(*row) for row in found]
