"""Putting pages, articles and marks into the tables and taking them out again, inside the caller's transaction."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence

from reader.library import records
from reader.library.pinyin import TermRow, put_terms
from reader.library.prepare import NameRow, PreparedArticle, PreparedMarks, PreparedPage, prepare_article
from reader.library.terms import fold, tokens


def put_pages(connection: sqlite3.Connection, pages: Iterable[PreparedPage]) -> list[tuple[int, bool]]:
    """Store pages and index what is new in them; returns (row, whether it was new) of each article in order."""
    placed: list[tuple[int, bool]] = []
    fresh: dict[int, PreparedArticle] = {}
    last = last_name(connection)
    terms: list[TermRow] = []
    for page in pages:
        rows = put_page(connection, page)
        placed.extend(rows)
        for article, (row, new) in zip(page.articles, rows, strict=False):
            if new:
                fresh[row] = article
                terms.extend(article.terms)
                terms.extend(article.marks.terms if article.marks else ())
    put_terms(connection, terms)
    put_tokens(connection, fresh.items(), last)
    return placed


def put_page(connection: sqlite3.Connection, page: PreparedPage) -> list[tuple[int, bool]]:
    """Store ``page`` with its articles; returns (row, whether it was new) of each article in order.

    A page that is there already gains a source; an article that is there already gains a page.
    """
    row = connection.execute("SELECT id FROM page WHERE digest = ?", (page.digest,)).fetchone()
    if row is not None:
        _put_source(connection, row[0], page.source)
        known = connection.execute("SELECT article FROM edition WHERE page = ? ORDER BY position", row).fetchall()
        return [(article, False) for (article,) in known]
    number = connection.execute(
        "INSERT INTO page (digest, date, paper, label, body) VALUES (?, ?, ?, ?, ?)",
        (page.digest, page.date, page.paper, page.label, page.body),
    ).lastrowid
    assert number is not None
    _put_source(connection, number, page.source)
    return put_articles(connection, number, page.articles, page.source, fiction=page.fiction)


def put_articles(
    connection: sqlite3.Connection, page: int, articles: Sequence[PreparedArticle], source: str, *, fiction: bool
) -> list[tuple[int, bool]]:
    """Store the articles of the page with number ``page`` and tie them to it."""
    now = int(time.time())
    placed = [
        _put_article(connection, article, source, fiction, now, page << 20 | position)
        for position, article in enumerate(articles)
    ]
    connection.executemany(
        "INSERT INTO edition (page, position, article) VALUES (?, ?, ?)",
        [(page, position, row) for position, (row, _) in enumerate(placed)],
    )
    return placed


def put_tokens(connection: sqlite3.Connection, rows: Iterable[tuple[int, PreparedArticle]], last: int) -> None:
    """Index the text of new articles, and the names that have come in since ``last_name`` was ``last``.

    To be called last in a transaction: FTS5 writes what it has gathered to disk at every savepoint, and SQLite sets one
    for many a statement on other tables; mixed in among them, indexing takes several times as long.
    """
    made = [(row, *article.grams) for row, article in rows]
    connection.executemany("INSERT INTO titles (rowid, headline, byline) VALUES (?, ?, ?)", [row[:3] for row in made])
    connection.executemany("INSERT INTO grams (rowid, text) VALUES (?, ?)", [(r[0], " ".join(r[1:])) for r in made])
    new_names = connection.execute("SELECT id, folded FROM name WHERE id > ?", (last,)).fetchall()
    connection.executemany(
        "INSERT INTO names (rowid, text) VALUES (?, ?)", [(number, tokens(folded)) for number, folded in new_names]
    )


def last_name(connection: sqlite3.Connection) -> int:
    """The number of the name that came in last."""
    number: int = connection.execute("SELECT ifnull(max(id), 0) FROM name").fetchone()[0]
    return number


def put_marks(connection: sqlite3.Connection, article: int, marks: PreparedMarks) -> None:
    """Store the marks of an article in place of those it had."""
    if connection.execute("SELECT 1 FROM marks WHERE article = ?", (article,)).fetchone():
        drop_marks(connection, article)
    connection.execute("UPDATE article SET analyser = ? WHERE id = ?", (marks.analyser, article))
    _put_names(connection, article, marks.names)
    _put_marks(connection, article, marks)


def _put_marks(connection: sqlite3.Connection, article: int, marks: PreparedMarks) -> None:
    """Store the marks of an article that has none, but for the names."""
    connection.execute("INSERT INTO marks (article, body) VALUES (?, ?)", (article, marks.body))
    folded = {text: fold(text) for text in dict.fromkeys(figure.measured for figure in marks.figures) if text}
    connection.executemany("INSERT OR IGNORE INTO measure (text, folded) VALUES (?, ?)", folded.items())
    connection.executemany(
        "INSERT INTO figure (article, start, kind, unit, low, high, measure)"
        " VALUES (?, ?, ?, ?, ?, ?, (SELECT id FROM measure WHERE folded = ?))",
        [(article, f.start, f.kind, f.unit, f.low, f.high, folded.get(f.measured or "")) for f in marks.figures],
    )


def drop_marks(connection: sqlite3.Connection, article: int) -> None:
    """Take away the marks of an article; its bylines stay."""
    for table in ("marks", "figure"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    connection.execute(
        "DELETE FROM mention WHERE article = ? AND (SELECT kind FROM name WHERE id = mention.name) != 'BYLINE'",
        (article,),
    )


def drop_articles(connection: sqlite3.Connection, rows: Iterable[tuple[int, PreparedArticle]]) -> None:
    """Remove articles with everything that hangs on them. ``rows`` pairs each with its content, prepared again."""
    for row, article in rows:
        _drop_tokens(connection, row, article)
        drop_note(connection, row)
        connection.execute("DELETE FROM article WHERE id = ?", (row,))


def drop_with_pages(connection: sqlite3.Connection, rows: list[int]) -> None:
    """Remove articles by number, and pages that are left without any."""
    pages: set[int] = set()
    for row in rows:
        pages.update(p for (p,) in connection.execute("SELECT page FROM edition WHERE article = ?", (row,)))
    drop_articles(connection, prepared(connection, rows))
    for page in pages:
        if connection.execute("SELECT 1 FROM edition WHERE page = ?", (page,)).fetchone() is None:
            for (source,) in connection.execute("SELECT name FROM source WHERE page = ?", (page,)).fetchall():
                drop_imported(connection, source)
            connection.execute("DELETE FROM page WHERE id = ?", (page,))


def prepared(connection: sqlite3.Connection, rows: list[int]) -> Iterator[tuple[int, PreparedArticle]]:
    """The articles with these numbers, prepared again from what is kept of them."""
    for row in rows:
        body = connection.execute("SELECT body FROM content WHERE article = ?", (row,)).fetchone()[0]
        yield row, prepare_article(records.article_of(body))


def retitle(connection: sqlite3.Connection, row: int, former: PreparedArticle, article: PreparedArticle) -> None:
    """Put ``article`` in place of ``former``, which has the same id; its tokens are left to be put.

    What stands over the text may differ, and where the paragraphs begin; then the marks lie elsewhere and go. The index
    of words keeps what it has of the former: it decides on ranks only, and cannot be told of one article.
    """
    _drop_tokens(connection, row, former)
    if records.article_of(former.body).text != records.article_of(article.body).text:
        drop_marks(connection, row)
        connection.execute("UPDATE article SET analyser = '' WHERE id = ?", (row,))
    connection.execute(
        "UPDATE article SET section = ?, byline = ?, date = ?, length = ?, flags = ? WHERE id = ?",
        (article.section, article.byline, article.date, article.length, article.flags, row),
    )
    connection.execute("UPDATE content SET body = ? WHERE article = ?", (article.body, row))
    connection.execute(
        "DELETE FROM mention WHERE article = ? AND (SELECT kind FROM name WHERE id = mention.name) = 'BYLINE'", (row,)
    )
    _put_names(connection, row, article.bylines)


def _drop_tokens(connection: sqlite3.Connection, row: int, article: PreparedArticle) -> None:
    connection.execute(
        "INSERT INTO titles (titles, rowid, headline, byline) VALUES ('delete', ?, ?, ?)", (row, *article.grams[:2])
    )
    connection.execute("INSERT INTO grams (grams, rowid, text) VALUES ('delete', ?, ?)", (row, " ".join(article.grams)))


def drop_imported(connection: sqlite3.Connection, source: str) -> None:
    """Forget that the file of ``source`` (or an archive it lies in) was imported, so that it may be added again."""
    connection.execute("DELETE FROM imported WHERE substr(?, 1, length(path)) = path", (os.path.abspath(source),))


def drop_note(connection: sqlite3.Connection, row: int) -> None:
    """Forget the mirrored notes of an article."""
    kept = connection.execute("SELECT text FROM note WHERE article = ?", (row,)).fetchone()
    if kept is not None:
        connection.execute("INSERT INTO notes (notes, rowid, text) VALUES ('delete', ?, ?)", (row, tokens(kept[0])))
        connection.execute("DELETE FROM note WHERE article = ?", (row,))


def _put_source(connection: sqlite3.Connection, page: int, name: str) -> None:
    connection.execute("INSERT OR IGNORE INTO source (page, name) VALUES (?, ?)", (page, name))


def _put_article(
    connection: sqlite3.Connection, article: PreparedArticle, source: str, fiction: bool, now: int, ordinal: int
) -> tuple[int, bool]:
    known = connection.execute("SELECT id, analyser, date FROM article WHERE key = ?", (article.key,)).fetchone()
    if known is not None:
        row, analyser, date = known
        if article.marks is not None and analyser != article.marks.analyser:
            put_marks(connection, row, article.marks)
        if article.date and not date:
            connection.execute("UPDATE article SET date = ? WHERE id = ?", (article.date, row))
        return row, False
    made = connection.execute(
        "INSERT INTO article (key, headline, section, byline, date, length, flags, source, fiction, added, analyser,"
        " ordinal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.key, article.headline, article.section, article.byline, article.date, article.length,
            article.flags, source, fiction, now, article.marks.analyser if article.marks else "",
            ordinal,
        ),
    ).lastrowid  # fmt: skip
    assert made is not None
    connection.execute("INSERT INTO content (article, body) VALUES (?, ?)", (made, article.body))
    _put_names(connection, made, [*article.bylines, *(article.marks.names if article.marks else ())])
    if article.marks is not None:
        _put_marks(connection, made, article.marks)
    return made, True


def _put_names(connection: sqlite3.Connection, article: int, names: Sequence[NameRow]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO name (kind, text, folded) VALUES (?, ?, ?)",
        [(name.kind, name.text, name.folded) for name in names],
    )
    connection.executemany(
        "INSERT INTO mention (name, article, times) SELECT id, ?, ? FROM name WHERE folded = ? AND kind = ?"
        " ON CONFLICT DO UPDATE SET times = times + excluded.times",
        [(article, name.times, name.folded, name.kind) for name in names],
    )
