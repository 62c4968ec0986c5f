"""A page that the reader has mended, put in place of what stands in the tables, inside the caller's transaction."""

from __future__ import annotations

import sqlite3

from reader.language import _
from reader.library import adding, records
from reader.library.errors import NotInLibraryError
from reader.library.pinyin import put_terms
from reader.library.prepare import PreparedArticle, is_sample, prepare_article
from reader.model import Page


def correct(connection: sqlite3.Connection, page_number: int, page: Page) -> list[str]:
    """``Library.correct``: the ids of the articles of ``page``, now those of the page with this number.

    Raises NotInLibraryError.
    """
    known = connection.execute("SELECT date, body FROM page WHERE id = ?", (page_number,)).fetchone()
    if known is None:
        raise NotInLibraryError(_("The library holds no page {number}").format(number=page_number))
    last = adding.last_name(connection)
    before = connection.execute(
        "SELECT position, article FROM edition WHERE page = ? ORDER BY position", (page_number,)
    ).fetchall()
    source = page.articles[0].source if page.articles else ""
    connection.execute("DELETE FROM edition WHERE page = ?", (page_number,))
    prepared = [prepare_article(article, known[0]) for article in page.articles]
    placed = adding.put_articles(
        connection,
        page_number,
        prepared,
        source,
        fiction=is_sample(source),
    )
    new = [
        (row, article)
        for (row, fresh), article in zip(placed, prepared, strict=True)
        if fresh or _retitled(connection, row, article)
    ]
    former = records.former_page_of(known[1])
    body, corrected = records.page_body(page, former), page.parts != former.parts
    connection.execute("UPDATE page SET body = ?, corrected = ? WHERE id = ?", (body, corrected, page_number))
    old = dict(before)
    for position, (row, fresh) in enumerate(placed):
        if fresh and position in old:
            connection.execute(
                "UPDATE article SET (read, starred, opened, place) = (SELECT read, starred, opened,"
                " min(place, article.length) FROM article AS former WHERE id = ?) WHERE id = ?",
                (old[position], row),
            )
    left = [
        row
        for row in old.values()
        if connection.execute("SELECT 1 FROM edition WHERE article = ?", (row,)).fetchone() is None
    ]
    adding.drop_with_pages(connection, left)
    put_terms(connection, [term for _row, article in new for term in article.terms])
    adding.put_tokens(connection, new, last)
    return [article.id for article in page.articles]


def _retitled(connection: sqlite3.Connection, row: int, article: PreparedArticle) -> bool:
    """Put ``article`` in place of the one with its id, which may differ in blanks and headings; whether it does."""
    former = next(adding.prepared(connection, [row]))[1]
    if former.body == article.body:
        return False
    adding.retitle(connection, row, former, article)
    return True
