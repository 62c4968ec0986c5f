"""Full-text search as one types: candidates from the indexes, the best first, with snippets from the articles' text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from reader.library import records, twins
from reader.library.conditions import Compiled, Term, compile_query, everywhere
from reader.library.query import Query
from reader.library.selecting import summaries
from reader.library.terms import fold, is_word, runs
from reader.library.values import Hit, Snippet, Summary

CANDIDATES = 600
"""How many articles of each index are ranked. Where more are found, the latest imported come in: to weigh the 58,000
of 100,000 articles that hold 中国 would take longer than a keystroke, and their order would mean little."""

_LATEST = 4_000
"""Articles of the latest date that are asked first where each has to be asked."""

_ALL = (1 << 63) - 1  # no article has a greater number
_GIVEN = "SELECT value AS given FROM json_each(?)"

_TITLE = 5.0
_WORD = 1.0
_NOTE = 3.0


def search(connection: sqlite3.Connection, query: Query, limit: int) -> list[Hit]:
    """The best ``limit`` answers to ``query``; without anything to rank by, the newest. Raises QueryError."""
    compiled = compile_query(connection, query, some=True)
    scores = rank(connection, compiled, limit)
    best = sorted(scores, key=lambda row: (-scores[row], -row))
    return hits(connection, compiled, best, limit, scores)


def hits(
    connection: sqlite3.Connection, compiled: Compiled, rows: Sequence[int], limit: int, scores: Mapping[int, float]
) -> list[Hit]:
    """The first ``limit`` of the articles with the numbers ``rows`` as hits, their near duplicates under them."""
    groups = twins.gathered(connection, rows[: 2 * limit])  # twice as many, so that what is gathered leaves enough
    chosen = dict(groups[:limit])
    found = {each.row: each for each in summaries(connection, [*chosen, *chain(*chosen.values())])}
    return [
        replace(
            _hit(connection, found[row], compiled, scores.get(row, 0.0)),
            also=tuple(found[other] for other in others if other in found),
        )
        for row, others in chosen.items()
        if row in found
    ]


def rank(connection: sqlite3.Connection, compiled: Compiled, limit: int) -> dict[int, float]:
    """Article numbers and their scores, at least the best ``limit`` of what is ranked.

    Okapi BM25 over the text (as FTS5 has it), more for a place in headline or byline, more where the characters found
    are a word of their own and not the end of one and the beginning of the next (和服 in 产品和服务), more for the
    reader's own notes.
    """
    if not compiled.terms:
        return {row: -float(place) for place, row in enumerate(_newest(connection, compiled, limit))}
    sieve = _Sieve(connection, compiled)
    scores = _ranked(sieve, "titles", compiled.match, _TITLE)
    if len(scores) >= limit and all(len(term.wordings[0]) == 1 for term in compiled.terms):
        return scores  # a single character: there are headlines enough, and to rank every text would be felt
    for row, score in _ranked(sieve, "grams", compiled.match, 0.0).items():
        scores[row] = scores.get(row, 0.0) + score
    whole = " AND ".join(f"({' OR '.join(words)})" for term in compiled.terms if (words := _words(term)))
    if whole and scores:
        for row in _ranked(sieve, "words", whole, 0.0):
            scores[row] = scores.get(row, 0.0) + _WORD
    for row in _noted(sieve, compiled):
        scores[row] = scores.get(row, 0.0) + _NOTE
    return scores


def _newest(connection: sqlite3.Connection, compiled: Compiled, limit: int) -> list[int]:
    """The articles of the latest date for which the query's conditions hold; it has no terms."""
    clauses, values = [compiled.within(0, _ALL)], [*compiled.values]
    table = "article"
    if compiled.among is not None:  # the cross join has these gone through, not the index of dates
        table = f"({_GIVEN}) CROSS JOIN article ON article.id = given"
        values.insert(0, json.dumps([*compiled.among]))
    if compiled.barred:
        clauses.append(f"+article.id NOT IN ({_GIVEN})")
        values.append(json.dumps([*compiled.barred]))
    order = "ORDER BY date DESC, ordinal_down DESC LIMIT"
    where = " AND ".join(clauses)
    if "EXISTS" in where and compiled.among is None:
        # Each article is asked. Where few of the latest pass, all are: in the order of their numbers, in which what is
        # asked lies side by side, in less than half the time.
        latest = f"(SELECT id, date FROM article {order} {_LATEST})"
        found = connection.execute(
            f"SELECT given FROM (SELECT id AS given FROM {latest}) CROSS JOIN article ON article.id = given"
            f" WHERE {where} {order} ?",
            (*values, limit),
        ).fetchall()
        if len(found) == limit:
            return [row for (row,) in found]
        table = "article NOT INDEXED"
    found = connection.execute(f"SELECT article.id FROM {table} WHERE {where} {order} ?", (*values, limit)).fetchall()
    return [row for (row,) in found]


class _Sieve:
    """Lets through the articles for which the query's conditions hold; none is asked twice, whichever index names it.

    What an index finds is gone through from the newest on, some at a time, until there are enough: of a condition that
    holds for most articles (-中国) the rest need never be known.
    """

    def __init__(self, connection: sqlite3.Connection, compiled: Compiled) -> None:
        self.connection = connection
        self.compiled = compiled
        self.limits = ""
        """What keeps a statement to the articles that ``among`` and ``barred`` leave, behind other conditions; {0} is
        the column of article numbers. The plus has an index gone through once, not entered anew for each article."""
        self.given: list[str] = []
        if compiled.among is not None:
            self.limits += f" AND +{{0}} IN ({_GIVEN})"
            self.given.append(json.dumps([*compiled.among]))
        if compiled.barred:
            self.limits += f" AND +{{0}} NOT IN ({_GIVEN})"
            self.given.append(json.dumps([*compiled.barred]))
        self._asked: dict[int, bool] = {}

    def newest(self, found: sqlite3.Cursor) -> list[int]:
        """The first CANDIDATES that pass of the article numbers ``found``, which come in descending order."""
        passed: list[int] = []
        seen, size = 0, 2 * CANDIDATES
        while len(passed) < CANDIDATES and (rows := found.fetchmany(size)):
            passed.extend(self._passing([row for (row,) in rows]))
            seen += len(rows)
            # As many as will be needed if the share that passes stays the same, and some more.
            size = min(8 * seen, max(CANDIDATES, (CANDIDATES - len(passed)) * seen * 5 // (4 * len(passed) + 1)))
        return passed[:CANDIDATES]

    def _passing(self, rows: list[int]) -> list[int]:
        new = [row for row in rows if row not in self._asked]
        if new:
            where = self.compiled.within(new[-1], new[0])
            found = self.connection.execute(
                f"SELECT article.id FROM ({_GIVEN}) CROSS JOIN article ON article.id = given WHERE {where}",
                (json.dumps(new[::-1]), *self.compiled.values),
            )
            self._asked.update(dict.fromkeys(new, False))
            self._asked.update((row, True) for (row,) in found)
        return [row for row in rows if self._asked[row]]


def _ranked(sieve: _Sieve, table: str, match: str, bonus: float) -> dict[int, float]:
    """The newest CANDIDATES articles that ``match`` in ``table`` and the query's other conditions, with scores."""
    connection, compiled = sieve.connection, sieve.compiled
    score = "0.0" if table == "words" else f"-bm25({table})"
    limits = sieve.limits.format(f"{table}.rowid")
    if "{" not in compiled.where:  # no stretches of articles to be looked up
        found = connection.execute(
            f"SELECT article.id, {score} FROM {table} CROSS JOIN article ON article.id = {table}.rowid"
            f" WHERE {table} MATCH ?{limits} AND {compiled.where or 1} ORDER BY {table}.rowid DESC LIMIT ?",
            (match, *sieve.given, *compiled.values, CANDIDATES),
        )
    else:
        rows = sieve.newest(
            connection.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ?{limits} ORDER BY rowid DESC", (match, *sieve.given)
            )
        )
        if not rows or table == "words":
            return dict.fromkeys(rows, bonus)
        found = connection.execute(
            f"SELECT rowid, {score} FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?"
            f" AND +rowid IN ({_GIVEN})",
            (match, rows[-1], rows[0], json.dumps(rows)),
        )
    return {row: bonus + score for row, score in found}


def _noted(sieve: _Sieve, compiled: Compiled) -> list[int]:
    """Articles in whose notes a term stands, the others standing there too or in the text."""
    connection = sieve.connection
    any_term = " OR ".join(term.match for term in compiled.terms)
    if connection.execute("SELECT 1 FROM notes WHERE notes MATCH ? LIMIT 1", (any_term,)).fetchone() is None:
        return []
    where, values = everywhere(connection, compiled)
    return sieve.newest(
        connection.execute(
            f"SELECT id FROM article WHERE id IN (SELECT rowid FROM notes WHERE notes MATCH ?) AND {where}"
            f"{sieve.limits.format('id')} ORDER BY id DESC",
            (any_term, *values, *sieve.given),
        )
    )


def _words(term: Term) -> list[str]:
    """The wordings of ``term`` that can be words of the index of words."""
    return [f'"{word}"' for wording in term.wordings if is_word(word := fold(wording))]


def _hit(connection: sqlite3.Connection, summary: Summary, compiled: Compiled, score: float) -> Hit:
    """``summary`` as a hit, with what was found shown in headline and text, or else in byline, section and notes."""
    wordings = [*(wording for term in compiled.terms for wording in term.wordings), *compiled.names]
    if not wordings and not compiled.figures:
        return Hit(summary, Snippet(summary.headline, (), "headline"), (), score)
    body = connection.execute("SELECT body FROM content WHERE article = ?", (summary.row,)).fetchone()
    text = records.article_of(body[0]).text
    headline = Snippet(summary.headline, tuple(find_spans(summary.headline, wordings)), "headline")
    found: list[Snippet] = []
    if wordings:
        found = snippets(text, wordings) or _beside(connection, summary, wordings)
    if wordings and not found and not headline.spans:
        # 首月,上海 is found across other punctuation too; where it is not there as typed, its pieces are shown.
        found = snippets(text, [wording[start:end] for wording in wordings for start, end in runs(wording)])
    # The first place of the words stays the first; a figure is in sight even where only two places are shown.
    return Hit(summary, headline, (*found[:1], *_figures(connection, summary.row, text, compiled), *found[1:]), score)


def _figures(connection: sqlite3.Connection, row: int, text: str, compiled: Compiled) -> list[Snippet]:
    """The figures by which the article with this number is an answer: the first of each condition, two of a single."""
    most = 2 if len(compiled.figures) == 1 else 1
    starts: set[int] = set()
    for which, values in compiled.figures:
        found = connection.execute(
            f"SELECT start FROM figure WHERE article = ? AND {which} ORDER BY start LIMIT {most}", (row, *values)
        )
        starts.update(start for (start,) in found)
    if not starts:
        return []
    marks = connection.execute("SELECT body FROM marks WHERE article = ?", (row,)).fetchone()
    figures = records.figures_at(marks[0], starts)
    return [_around(text, figures[start].full_start, figures[start].full_end) for start in sorted(figures)]


def _around(text: str, start: int, end: int, around: int = 18) -> Snippet:
    """What lies in ``text`` from ``start`` to ``end``, with ``around`` characters of its paragraph on both sides."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    left, right = max(first, start - around), min(len(text) if last < 0 else last, end + around)
    shift = (left > first) - left
    piece = "…" * (left > first) + text[left:right] + "…" * (right < (len(text) if last < 0 else last))
    return Snippet(piece, ((start + shift, end + shift),), "text", left)


def _beside(connection: sqlite3.Connection, summary: Summary, terms: list[str]) -> list[Snippet]:
    """What was found where it is not in the text: in the notes, the byline or the section."""
    note = connection.execute("SELECT text FROM note WHERE article = ?", (summary.row,)).fetchone()
    if note is not None and (found := snippets(note[0], terms, field="note", count=1)):
        return found
    made = (Snippet(text, tuple(find_spans(text, terms)), "byline") for text in (summary.byline, summary.section))
    return [snippet for snippet in made if snippet.spans][:1]


def find_spans(text: str, terms: list[str]) -> list[tuple[int, int]]:
    """Where ``terms`` stand in ``text``, variants alike: half-open ranges in order, merged where they touch."""
    return _spans(fold(text), [_fold_term(term) for term in terms])


@lru_cache(maxsize=256)
def _fold_term(term: str) -> str:
    """``fold``, remembered: the same terms are looked for in every hit."""
    return fold(term)


def _spans(folded: str, terms: list[str]) -> list[tuple[int, int]]:
    found = []
    for term in terms:
        start = folded.find(term)
        while term and start >= 0:
            found.append((start, start + len(term)))
            start = folded.find(term, start + len(term))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def snippets(text: str, terms: list[str], *, field: str = "text", count: int = 2, around: int = 18) -> list[Snippet]:
    """Up to ``count`` places in ``text``, each with ``around`` characters of the paragraph on both sides.

    Where ``terms`` stand as typed is looked at first, then where they stand in simplified characters; only if nowhere,
    all spellings of them.
    """
    folded_terms = [_fold_term(term) for term in terms if term]
    for wanted in ([term for term in terms if term], folded_terms, [""]):
        if found := _in_paragraphs(text, wanted, folded_terms, field, count, around):
            return found
    return []


def _in_paragraphs(
    text: str, wanted: list[str], terms: list[str], field: str, count: int, around: int
) -> list[Snippet]:
    """Snippets from paragraphs in which one of ``wanted`` stands; only those are folded, which is what takes time."""
    made: list[Snippet] = []
    offset = 0
    for paragraph in text.split("\n"):
        if any(term in paragraph for term in wanted):
            spans = _spans(fold(paragraph), terms)
            while spans and len(made) < count:
                left, right = max(0, spans[0][0] - around), min(len(paragraph), spans[0][1] + around)
                shown = [span for span in spans if span[0] < right]
                spans = spans[len(shown) :]
                shift = (left > 0) - left
                inside = tuple((start + shift, min(end, right) + shift) for start, end in shown)
                piece = "…" * (left > 0) + paragraph[left:right] + "…" * (right < len(paragraph))
                made.append(Snippet(piece, inside, field, offset + left if field == "text" else 0))
        if len(made) == count:
            break
        offset += len(paragraph) + 1
    return made
