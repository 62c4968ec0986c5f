"""A measure across the library: the same measured thing (社会消费品零售总额) in every article and at every date."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any

from reader.library import records
from reader.library.terms import fold
from reader.model import Figure


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure of the measure. ``low`` and ``high`` are its value as numbers, equal for a single value."""

    article_id: str
    headline: str
    date: str
    figure: Figure
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """Every figure of a measure, by date and place. ``points`` are those of the commonest unit, for a plot.

    A point is (date, low, high) of a figure whose article has a date; the unit is ``unit`` (and ``kind``).
    """

    text: str
    measurements: tuple[Measurement, ...]
    kind: str
    unit: str
    points: tuple[tuple[str, float, float], ...]


def measure_page(connection: sqlite3.Connection, text: str, *, limit: int = 500) -> MeasurePage:
    """The page of the measure ``text`` (variants alike): its latest ``limit`` figures, the oldest of them first."""
    found = _latest(connection, fold(text), limit)
    starts: dict[int, set[int]] = {}
    for article, start, *_rest in found:
        starts.setdefault(article, set()).add(start)
    figures: dict[int, dict[int, Figure]] = {}
    measurements = []
    for article, start, low, high, key, headline, date in reversed(found):
        if article not in figures:
            body = connection.execute("SELECT body FROM marks WHERE article = ?", (article,)).fetchone()[0]
            figures[article] = records.figures_at(body, starts[article])
        measurements.append(Measurement(key, headline, date, figures[article][start], low, high))
    units = Counter((m.figure.kind, m.figure.unit or "") for m in measurements)
    kind, unit = units.most_common(1)[0][0] if units else ("", "")
    return MeasurePage(
        text,
        tuple(measurements),
        kind,
        unit,
        tuple(
            (m.date, m.low, m.high)
            for m in measurements
            if m.date and m.figure.kind == kind and (m.figure.unit or "") == unit
        ),
    )


def _latest(connection: sqlite3.Connection, folded: str, limit: int) -> list[tuple[Any, ...]]:
    """The latest figures of a measure: (article, start, low, high, key, headline, date).

    A measure that is in every tenth article or so is met soon on the way from the latest article backwards; the figures
    of a seldom one are gathered and sorted. Which is less work is a matter of their number.
    """
    measure = connection.execute("SELECT id FROM measure WHERE folded = ?", (folded,)).fetchone()
    if measure is None:
        return []
    figures = connection.execute("SELECT count(*) FROM figure WHERE measure = ?", measure).fetchone()[0]
    articles = connection.execute("SELECT ifnull(max(id), 0) FROM article").fetchone()[0]
    backwards = figures * figures > articles * limit
    tables = "article CROSS JOIN figure" if backwards else "figure CROSS JOIN article"
    return connection.execute(
        f"SELECT article.id, start, low, high, key, headline, date FROM {tables} ON article.id = figure.article"
        " WHERE measure = ? AND kind != '' ORDER BY date DESC, ordinal DESC, start DESC LIMIT ?",
        (*measure, limit),
    ).fetchall()


def measures(connection: sqlite3.Connection, typed: str = "", limit: int = 100) -> list[tuple[str, int]]:
    """Measures whose words hold ``typed``, with the number of their figures, the most frequent first."""
    return connection.execute(
        "SELECT measure.text, count(*) AS figures FROM measure JOIN figure ON figure.measure = measure.id"
        " WHERE instr(measure.folded, ?) GROUP BY measure.id ORDER BY figures DESC, measure.text LIMIT ?",
        (fold(typed), limit),
    ).fetchall()
