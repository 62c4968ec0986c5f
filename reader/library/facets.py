"""Counts beside the list: how many articles of a selection each section, month, source and tag holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from reader.library.values import Facets, SavedSearch

MOST_SOURCES = 200
"""Sources that are counted: those with the most articles."""


def count(connection: sqlite3.Connection, where: str, values: Sequence[Any], saved: Iterable[SavedSearch]) -> Facets:
    """The facets of the articles for which ``where``, a condition over ``article``, holds (all for "")."""
    if not where:
        return _count(connection, saved)
    # Once for all the counts: to find the articles may take longer than to count them.
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS counted (id INTEGER PRIMARY KEY)")
    try:
        connection.execute(f"INSERT INTO counted SELECT id FROM article WHERE {where}", values)
        return _count(connection, saved, counted=True)
    finally:
        connection.execute("DELETE FROM counted")


def _count(connection: sqlite3.Connection, saved: Iterable[SavedSearch], *, counted: bool = False) -> Facets:
    """The facets of all articles, or of those that stand in the table ``counted``."""
    every = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    total = connection.execute("SELECT count(*) FROM counted").fetchone()[0] if counted else every
    # Few are looked up one by one; of many it is quicker to go through an index in which they stand in order.
    listed = f"{'+' if total * 8 > every else ''}id IN (SELECT id FROM counted)"

    def run(statement: str) -> list[tuple[Any, ...]]:
        """``statement``, in which {and_where} stands for the condition behind another one."""
        return connection.execute(
            statement.format(
                where=f"WHERE {listed}" if counted else "",
                and_where=f"AND {listed}" if counted else "",
                within="WHERE article IN (SELECT id FROM counted)" if counted else "",
            )
        ).fetchall()

    return Facets(
        total=total,
        unread=total - run("SELECT count(*) FROM article WHERE read = 1 {and_where}")[0][0],
        starred=run("SELECT count(*) FROM article WHERE starred = 1 {and_where}")[0][0],
        noted=run("SELECT count(*) FROM note {within}")[0][0],
        sections=_pairs(
            run("SELECT section, count(*) FROM article WHERE section != '' {and_where} GROUP BY 1 ORDER BY 2 DESC, 1")
        ),
        months=_pairs(
            # Days first, since they come in order: to sort all articles by month would take three times as long.
            run("SELECT substr(date, 1, 7), sum(number) FROM (SELECT date, count(*) AS number FROM article"
                " WHERE date != '' {and_where} GROUP BY 1) GROUP BY 1 ORDER BY 1 DESC")
        ),
        sources=_pairs(
            run("SELECT source, count(*) FROM article {where} GROUP BY 1 ORDER BY 2 DESC, 1"
                f" LIMIT {MOST_SOURCES}")
        ),
        tags=_pairs(run("SELECT tag, count(*) FROM tag {within} GROUP BY 1 ORDER BY 2 DESC, 1")),
        saved=tuple(saved),
    )  # fmt: skip


def _pairs(rows: list[tuple[Any, ...]]) -> tuple[tuple[str, int], ...]:
    return tuple((value, number) for value, number in rows)
