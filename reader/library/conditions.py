"""From the conditions of a query to SQL over the table of articles."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reader.language import _
from reader.library.errors import QueryError
from reader.library.pinyin import expand, is_pinyin
from reader.library.prepare import FigureRow, figure_row
from reader.library.query import Condition, Query
from reader.library.terms import fold, phrase

_KINDS = {
    "person": ("PER", "BYLINE"),
    "org": ("ORG",),
    "place": ("LOC",),
    "work": ("WORK",),
    "event": ("EVENT",),
    "byline": ("BYLINE",),
    "name": ("PER", "LOC", "ORG", "WORK", "EVENT", "BYLINE"),
}
_STATES = {
    "unread": "read = 0",
    "read": "read = 1",
    "starred": "starred = 1",
    "fiction": "fiction = 1",
    "noted": "id IN (SELECT article FROM note)",
    "truncated": "instr(flags, 'truncated')",
    "untitled": "instr(flags, 'untitled')",
    "doubtful": "instr(flags, 'doubtful')",
    "continued": "instr(flags, 'continued')",
}

_MANY = 5_000
"""Figures from which on it is quicker to look at each article for one than to gather the articles of them all."""


@dataclass(frozen=True, slots=True)
class Term:
    """A bare term as it is searched: the FTS5 expression, and every wording of it that is to be highlighted."""

    match: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query as SQL: terms to be ranked by, and a condition over ``article`` for all the rest ("" for none)."""

    terms: tuple[Term, ...]
    where: str
    values: tuple[Any, ...]

    @property
    def match(self) -> str:
        """The FTS5 expression that all terms make together."""
        return " AND ".join(term.match for term in self.terms)


def compile_query(connection: sqlite3.Connection, query: Query, *, some: bool = False) -> Compiled:
    """``query`` as SQL. Raises QueryError where a value cannot be understood.

    ``some``: not all answers are wanted, only the first of them in an order that has nothing to do with figures.
    """
    terms = [term for condition in query.terms if (term := _term(connection, condition)) is not None]
    clauses: list[str] = []
    values: list[Any] = []
    for condition in query.conditions:
        if condition.kind == "term" and not condition.negated:
            continue
        clause, given = _clause(connection, condition, some)
        if clause:
            clauses.append(f"NOT ({clause})" if condition.negated else f"({clause})")
            values.extend(given)
    return Compiled(tuple(terms), " AND ".join(clauses), tuple(values))


def everywhere(connection: sqlite3.Connection, terms: tuple[Term, ...]) -> tuple[str, list[str]]:
    """A condition over ``article``: each term stands in its text or in its notes."""
    if not terms:
        return "", []
    noted = any(
        connection.execute("SELECT 1 FROM notes WHERE notes MATCH ? LIMIT 1", (term.match,)).fetchone()
        for term in terms
    )
    if not noted:
        joint = " AND ".join(term.match for term in terms)
        return "id IN (SELECT rowid FROM grams WHERE grams MATCH ?)", [joint]
    one = "id IN (SELECT rowid FROM grams WHERE grams MATCH ? UNION ALL SELECT rowid FROM notes WHERE notes MATCH ?)"
    return " AND ".join([one] * len(terms)), [match for term in terms for match in (term.match, term.match)]


def _term(connection: sqlite3.Connection, condition: Condition) -> Term | None:
    text = condition.values[0]
    own = phrase(text)
    if own is None:
        return None
    expansions = expand(connection, text) if is_pinyin(text) and not condition.quoted else []
    phrases = [own, *filter(None, map(phrase, expansions))]
    return Term(phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})", (text, *expansions))


def _clause(connection: sqlite3.Connection, condition: Condition, some: bool) -> tuple[str, list[Any]]:
    if condition.kind == "state":
        return _STATES[condition.field], []
    if condition.kind == "term":
        term = _term(connection, condition)
        return everywhere(connection, (term,)) if term is not None else ("", [])
    if condition.kind == "date":
        return _date(condition)
    if condition.kind == "length":
        return _length(condition)
    if condition.kind == "figure":
        return _figure(connection, condition, some)
    parts = [_field(connection, condition.field, value) for value in condition.values]
    return " OR ".join(clause for clause, _values in parts), [value for _c, values in parts for value in values]


def _field(connection: sqlite3.Connection, field: str, value: str) -> tuple[str, list[Any]]:
    if field in _KINDS:
        return _name(connection, _KINDS[field], value)
    if field == "section":
        return "section = ? OR instr(section, ?)", [value, value]
    if field == "tag":
        return "id IN (SELECT article FROM tag WHERE tag = ?)", [value]
    if field == "flag":
        return "instr(flags, ?)", [value]
    if field == "source":
        return "id IN (SELECT article FROM edition JOIN source USING (page) WHERE instr(name, ?))", [value]
    match = phrase(value)
    if match is None:
        return "1", []
    if field == "headline":
        return "id IN (SELECT rowid FROM titles WHERE titles MATCH ?)", [f"headline : {match}"]
    if field == "note":
        return "id IN (SELECT rowid FROM notes WHERE notes MATCH ?)", [match]
    return (
        "id IN (SELECT article FROM figure WHERE measure IN (SELECT id FROM measure WHERE instr(folded, ?)))",
        [fold(value)],
    )


def _name(connection: sqlite3.Connection, kinds: tuple[str, ...], value: str) -> tuple[str, list[Any]]:
    """Articles with a name of these kinds that holds ``value``, which may be pinyin."""
    wanted = [value, *(expand(connection, value) if is_pinyin(value) else ())]
    phrases = list(filter(None, map(phrase, wanted)))
    if not phrases:
        return "1", []
    marks = ",".join("?" * len(kinds))
    return (
        "id IN (SELECT article FROM mention WHERE name IN (SELECT id FROM name WHERE id IN"
        f" (SELECT rowid FROM names WHERE names MATCH ?) AND kind IN ({marks})))",
        [" OR ".join(phrases), *kinds],
    )


def _date(condition: Condition) -> tuple[str, list[Any]]:
    """Dates are compared as text; a month or year stands for all its days (they sort behind it, before its "~")."""
    first, last = condition.values[0], condition.values[-1] + "~"
    if condition.comparison == ".." and not condition.values[1]:
        return "date >= ?", [first]
    if condition.comparison in ("=", ".."):
        return "date != '' AND date >= ? AND date < ?", [first, last]
    clause, value = {
        ">=": ("date >= ?", first),
        ">": ("date > ?", last),
        "<": ("date != '' AND date < ?", first),
        "<=": ("date != '' AND date < ?", last),
    }[condition.comparison]
    return clause, [value]


def _length(condition: Condition) -> tuple[str, list[Any]]:
    values = [int(value) if value else None for value in condition.values]
    if condition.comparison == "..":
        pairs = [("length >= ?", values[0]), ("length <= ?", values[1])]
        return " AND ".join(c for c, v in pairs if v is not None), [v for _c, v in pairs if v is not None]
    return f"length {condition.comparison} ?", values


def _figure(connection: sqlite3.Connection, condition: Condition, some: bool) -> tuple[str, list[Any]]:
    """A figure whose value surely lies so: of a range, both ends."""
    rows = [_value(condition, text) if text else None for text in condition.values]
    known = [row for row in rows if row is not None]
    kind, unit = known[0].kind, known[0].unit
    clauses: list[str] = ["kind = ?"]
    values: list[Any] = [kind]
    if unit:
        clauses.append("unit = ?")
        values.append(unit)
    if condition.comparison == "..":
        for clause, row in (("low >= ?", rows[0]), ("high <= ?", rows[1])):
            if row is not None:
                clauses.append(clause)
                values.append(_about(row.low, -1 if clause[0] == "l" else 1))
        if rows[1] is not None:  # it follows from the other, and shortens the way through the index
            clauses.append("low <= ?")
            values.append(_about(rows[1].low, 1))
    elif condition.comparison == "=":
        clauses.append("low BETWEEN ? AND ? AND high BETWEEN ? AND ?")
        values.extend([_about(known[0].low, -1), _about(known[0].low, 1), _about(known[0].high, -1),
                       _about(known[0].high, 1)])  # fmt: skip
    else:
        column = "low" if condition.comparison[0] == ">" else "high"
        clauses.append(f"{column} {condition.comparison} ?")
        values.append(known[0].low)
        if column == "high":
            clauses.append("low <= ?")
            values.append(known[0].low)
    where = " AND ".join(clauses)
    if some:
        found = f"SELECT count(*) FROM (SELECT 1 FROM figure WHERE {where} LIMIT {_MANY})"
        if connection.execute(found, values).fetchone()[0] == _MANY:
            # The plus keeps SQLite from going through all such figures for each article.
            return f"EXISTS (SELECT 1 FROM figure WHERE article = article.id AND +{where})", values
    return f"id IN (SELECT article FROM figure WHERE {where})", values


def _value(condition: Condition, text: str) -> FigureRow:
    """The figure that ``text`` is, read by the same rules as those of an article."""
    from reader.marks import find_figures

    wanted = "" if condition.field == "figure" else condition.field
    plain = text.replace(",", "").replace("，", "")
    try:
        number = Decimal(plain)
    except ArithmeticError:
        pass
    else:
        scaled = number / 100 if wanted == "percent" else number
        return FigureRow(0, wanted or "count", "", float(scaled), float(scaled), None)
    found = [figure for figure in find_figures(text) if figure.start == 0 and figure.end == len(text)]
    row = figure_row(found[0]) if found else None
    if row is None or not row.kind:
        raise QueryError(
            _("{value} is not a figure; write 1000亿元, 15%, 3年 or a number").format(value=text),
            condition.start,
            condition.end,
        )
    if wanted and row.kind != wanted:
        # 1000亿 after money: is an amount of money in whatever currency.
        row = row._replace(kind=wanted, unit="")
    return row


def _about(value: float, way: int) -> float:
    """``value`` with a hair's breadth of room, since fractions of decimal numbers are not exact in binary."""
    return value + way * abs(value) * 1e-9
