"""From the conditions of a query to SQL over the table of articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from reader.library.figures_sought import figures_where
from reader.library.pinyin import expand, is_pinyin
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

_MANY = 12_000
"""Names, figures or places from which on it is quicker to look at each candidate than to gather all their articles, ...
"""

_VERY_MANY = 150_000
"""... and where all answers are wanted and any article may be one."""

_IN_TEXT = "SELECT rowid FROM grams WHERE grams MATCH ?"

_WITHIN = " AND rowid BETWEEN {first} AND {last}"
"""Keeps a full-text index to the stretch of articles that is being looked at, see ``Compiled.within``."""


@dataclass(frozen=True, slots=True)
class Term:
    """A bare term as it is searched: the FTS5 expression, and every wording of it that is to be highlighted."""

    match: str
    wordings: tuple[str, ...]

    @property
    def is_slow(self) -> bool:
        """Whether it is a single ideograph, the beginning of a great many pairs, all of which FTS5 gathers first."""
        return len(self.wordings[0]) == 1 and "*" in self.match


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query as SQL: terms to be ranked by, and a condition over ``article`` for all the rest ("" for none).

    ``among`` and ``barred`` say the rest of it: articles by number of which alone (None: all) or none may be an answer.
    ``without`` are negated terms that are told neither there nor in ``where``, but together with ``terms``.

    To be shown where they stand in an answer: ``names`` asked for by a field, and ``figures``, each as a condition over
    the table of figures and its values.
    """

    terms: tuple[Term, ...]
    where: str
    values: tuple[Any, ...]
    among: frozenset[int] | None = None
    barred: frozenset[int] = frozenset()
    without: tuple[Term, ...] = ()
    names: tuple[str, ...] = ()
    figures: tuple[tuple[str, list[Any]], ...] = ()

    @property
    def match(self) -> str:
        """The FTS5 expression that all terms make together."""
        return " AND ".join(term.match for term in self.terms)

    @property
    def text_match(self) -> str:
        """``match`` for an index of whole texts, which knows of those ``without`` too."""
        unwanted = " OR ".join(term.match for term in self.without)
        return f"({self.match}) NOT ({unwanted})" if unwanted else self.match

    def within(self, first: int, last: int) -> str:
        """``where`` for articles numbered from ``first`` to ``last``: no more than these is looked up in an index."""
        return self.where.format(first=first, last=last) or "1"


class _Part(NamedTuple):
    """A condition as SQL: ``clause`` over ``article``, or what gives the numbers of the articles for which it holds.

    ``each`` says of a single article what ``listing`` says of all, "" where that would take longer. ``match`` is the
    FTS5 expression of a bare term. ``names`` and ``figure`` are what makes it hold, as ``Compiled`` has them.
    """

    values: list[Any]
    clause: str = ""
    listing: str = ""
    each: str = ""
    match: str = ""
    names: tuple[str, ...] = ()
    figure: str = ""

    def sql(self) -> str:
        """The condition over ``article``."""
        return self.clause or f"id IN ({self.listing})"


def compile_query(connection: sqlite3.Connection, query: Query, *, some: bool = False) -> Compiled:
    """``query`` as SQL. Raises QueryError where a value cannot be understood.

    ``some``: not all answers are wanted, only the first of them in an order that has nothing to do with the conditions.
    Then short lists of articles are gathered once (``among``, ``barred``), and of long ones each candidate is asked.
    """
    terms = tuple(term for condition in query.terms if (term := _term(connection, condition)) is not None)
    joined = _joined(connection, query, terms, some=some)
    clauses: list[str] = []
    values: list[Any] = []
    among: frozenset[int] | None = None
    barred: frozenset[int] = frozenset()
    sought: list[_Part] = []
    if some and joined:
        match = Compiled(terms, "", (), without=tuple(joined.values())).text_match
        among = frozenset(row for (row,) in connection.execute(_IN_TEXT, (match,)))
    for condition in query.conditions:
        if (condition.kind == "term" and not condition.negated) or condition in joined:
            continue
        parts = _parts(connection, condition)
        sought.extend(() if condition.negated else parts)
        listed = some and (bool(terms) or not any("*" in part.match for part in parts))
        gathered = _gathered(connection, parts) if listed else None
        if gathered is not None and condition.negated:
            barred |= gathered
        elif gathered is not None:
            among = gathered if among is None else among & gathered
        elif parts:
            clause = " OR ".join(
                part.each if part.each and (some or _is_long(connection, part)) else part.sql() for part in parts
            )
            clauses.append(f"NOT ({clause})" if condition.negated else f"({clause})")
            values.extend(value for part in parts for value in part.values)
    return Compiled(
        terms, " AND ".join(clauses), tuple(values), among, barred, tuple(joined.values()),
        names=tuple(name for part in sought for name in part.names),
        figures=tuple((part.figure, part.values) for part in sought if part.figure),
    )  # fmt: skip


def _joined(
    connection: sqlite3.Connection, query: Query, terms: tuple[Term, ...], *, some: bool
) -> dict[Condition, Term]:
    """Negated terms that are best left to the index of texts, beside ``terms``, which must stand there too.

    Nearly all articles may hold a single character (经济 -国): to gather them takes longer than to find those without.
    Not where a note holds one of the terms, since the two indexes cannot be asked together. Of ``some`` answers those
    negated terms alone that are slow, and only if the others are not as slow.
    """
    negated = {
        condition: term
        for condition in query.conditions
        if condition.kind == "term" and condition.negated and (term := _term(connection, condition)) is not None
    }
    if some:
        negated = {condition: term for condition, term in negated.items() if term.is_slow}
    if not terms or not negated or (some and any(term.is_slow for term in terms)):
        return {}
    return {} if any(_is_noted(connection, term) for term in (*terms, *negated.values())) else negated


def _is_noted(connection: sqlite3.Connection, term: Term) -> bool:
    found = connection.execute("SELECT 1 FROM notes WHERE notes MATCH ? LIMIT 1", (term.match,)).fetchone()
    return found is not None


def _is_long(connection: sqlite3.Connection, part: _Part) -> bool:
    """Whether to list all articles of ``part`` would take longer than to ask each article."""
    if part.clause or "{" in part.each:
        return False
    counting = f"SELECT count(*) FROM ({part.listing} LIMIT {_VERY_MANY})"
    many: int = connection.execute(counting, part.values).fetchone()[0]
    return many == _VERY_MANY


def _gathered(connection: sqlite3.Connection, parts: Iterable[_Part]) -> frozenset[int] | None:
    """The articles for which one of ``parts`` holds; None if they are too many or not to be listed."""
    found: set[int] = set()
    for part in parts:
        if not part.listing:
            return None
        limit = _MANY if part.each else -1
        rows = connection.execute(f"{part.listing} LIMIT {limit}", part.values).fetchall()
        if len(rows) == limit:
            return None
        found.update(row for (row,) in rows)
    return frozenset(found)


def everywhere(connection: sqlite3.Connection, compiled: Compiled) -> tuple[str, list[str]]:
    """A condition over ``article``: each term stands in its text or in its notes, and none that must not."""
    if compiled.without:
        return f"id IN ({_IN_TEXT})", [compiled.text_match]
    parts = _texts(connection, compiled.terms)
    return " AND ".join(part.sql() for part in parts), [value for part in parts for value in part.values]


def _texts(connection: sqlite3.Connection, terms: tuple[Term, ...]) -> list[_Part]:
    """What must hold, all of it, so that each term stands in the text or in the notes."""
    if not terms:
        return []
    if not any(_is_noted(connection, term) for term in terms):
        joint = " AND ".join(term.match for term in terms)
        return [_Part([joint], listing=_IN_TEXT, each=_each(_IN_TEXT, joint), match=joint)]
    note = "SELECT rowid FROM notes WHERE notes MATCH ?"
    return [
        _Part(
            [term.match] * 2,
            listing=f"{_IN_TEXT} UNION ALL {note}",
            each=_each(f"{_IN_TEXT}{_WITHIN} UNION ALL {note}", term.match),
            match=term.match,
        )
        for term in terms
    ]


def _each(listing: str, match: str) -> str:
    """``listing`` asked of a stretch of articles. Of an open end FTS5 gathers all first: then not."""
    return "" if "*" in match else f"id IN ({listing}{_WITHIN})"


def _term(connection: sqlite3.Connection, condition: Condition) -> Term | None:
    text = condition.values[0]
    own = phrase(text)
    if own is None:
        return None
    expansions = expand(connection, text) if is_pinyin(text) and not condition.quoted else []
    phrases = [own, *filter(None, map(phrase, expansions))]
    return Term(phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})", (text, *expansions))


def _parts(connection: sqlite3.Connection, condition: Condition) -> list[_Part]:
    """What ``condition`` asks, negation aside: one of these must hold; nothing where it says nothing."""
    if condition.kind == "state":
        return [_Part([], _STATES[condition.field])]
    if condition.kind == "term":
        term = _term(connection, condition)
        return _texts(connection, (term,)) if term is not None else []
    if condition.kind == "date":
        clause, days = _date(condition)
        return [_Part(days, clause, listing=f"SELECT id FROM article WHERE {clause}", each=clause)]
    if condition.kind == "length":
        return [_length(condition)]
    if condition.kind == "figure":
        which, values = figures_where(condition)
        # The plus keeps SQLite from going through all such figures for each article.
        return [_Part(values, listing=f"SELECT article FROM figure WHERE {which}",
                      each=f"EXISTS (SELECT 1 FROM figure WHERE article = article.id AND +{which})",
                      figure=which)]  # fmt: skip
    return [_field(connection, condition.field, value) for value in condition.values]


def _field(connection: sqlite3.Connection, field: str, value: str) -> _Part:
    if field in _KINDS:
        return _name(connection, _KINDS[field], value)
    if field == "section":
        return _Part([value, value], "section = ? OR instr(section, ?)")
    if field == "tag":
        return _Part([value], listing="SELECT article FROM tag WHERE tag = ?",
                     each="EXISTS (SELECT 1 FROM tag WHERE tag = ? AND article = article.id)")  # fmt: skip
    if field == "flag":
        return _Part([value], "instr(flags, ?)")
    if field == "source":
        named = "FROM edition JOIN source USING (page) WHERE instr(name, ?)"
        return _Part([value], listing=f"SELECT article {named}",
                     each=f"EXISTS (SELECT 1 {named} AND article = article.id)")  # fmt: skip
    if field == "measured":
        which = "measure IN (SELECT id FROM measure WHERE instr(folded, ?))"
        return _Part([fold(value)], listing=f"SELECT article FROM figure WHERE {which}",
                     each=f"EXISTS (SELECT 1 FROM figure WHERE article = article.id AND +{which})",
                     figure=which)  # fmt: skip
    match = phrase(value)
    if match is None:
        return _Part([], "1")
    if field == "headline":
        match = f"headline : {match}"
    index = "titles" if field == "headline" else "notes"
    listing = f"SELECT rowid FROM {index} WHERE {index} MATCH ?"
    return _Part([match], listing=listing, each=_each(listing, match), names=(value,))


def _name(connection: sqlite3.Connection, kinds: tuple[str, ...], value: str) -> _Part:
    """Articles with a name of these kinds that holds ``value``, which may be pinyin."""
    wanted = [value, *(expand(connection, value) if is_pinyin(value) else ())]
    phrases = list(filter(None, map(phrase, wanted)))
    if not phrases:
        return _Part([], "1")
    marks = ",".join("?" * len(kinds))
    which = (
        f"name IN (SELECT id FROM name WHERE id IN (SELECT rowid FROM names WHERE names MATCH ?) AND kind IN ({marks}))"
    )
    # The plus keeps SQLite from looking each of the names up for each article.
    return _Part([" OR ".join(phrases), *kinds], listing=f"SELECT article FROM mention WHERE {which}",
                 each=f"EXISTS (SELECT 1 FROM mention WHERE article = article.id AND +{which})",
                 names=tuple(wanted))  # fmt: skip


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


def _length(condition: Condition) -> _Part:
    values = [int(value) if value else None for value in condition.values]
    if condition.comparison == "..":
        pairs = [("length >= ?", values[0]), ("length <= ?", values[1])]
        return _Part([v for _c, v in pairs if v is not None], " AND ".join(c for c, v in pairs if v is not None))
    return _Part(values, f"length {condition.comparison} ?")
