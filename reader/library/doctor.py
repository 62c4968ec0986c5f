"""The library's health: integrity, orphans, versions; and how to mend what is mendable."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reader.language import _
from reader.library import adding, records
from reader.library.library import Library
from reader.library.pinyin import put_terms
from reader.library.prepare import prepare_article
from reader.library.schema import VERSION
from reader.library.terms import INDEX_VERSION, tokens

_INDEXES = ("titles", "grams", "names", "notes", "words")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``ok`` is as it should be, ``note`` worth knowing, ``fault`` to be mended."""

    state: Literal["ok", "note", "fault"]
    what: str
    detail: str


def examine(library: Library, *, thorough: bool = False) -> list[Finding]:
    """Look at the library; nothing is changed. ``thorough`` also unpacks every article, page and mark.

    Raises LibraryError if the file cannot even be read.
    """
    with library.store.explaining():
        connection = library.store.reading
        findings = [_versions(library, connection), _integrity(connection)]
        findings.extend(_orphans(connection))
        findings.append(_indexed(connection))
        findings.append(_marked(connection))
        if thorough:
            findings.append(_unpacked(connection))
        return findings


def mend(library: Library, *, progress: Callable[[int, int], None] | None = None) -> None:
    """Remove orphans and make every index anew from the articles; words are made again in the background afterwards.

    All in one transaction: broken off, the library is as it was.
    """
    with library.store.writing() as connection:
        for statement in _ORPHANS.values():
            connection.execute("DELETE " + statement)
        for index in _INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        connection.execute("DELETE FROM name WHERE id NOT IN (SELECT name FROM mention)")
        connection.execute("UPDATE article SET worded = 0")
        connection.execute("DELETE FROM term")
        total = connection.execute("SELECT count(*) FROM article").fetchone()[0]
        done = 0
        for number, text in connection.execute("SELECT article, text FROM note").fetchall():
            connection.execute("INSERT INTO notes (rowid, text) VALUES (?, ?)", (number, tokens(text)))
        adding.put_tokens(connection, (), 0)
        connection.execute("UPDATE made_by SET version = ? WHERE what = 'index'", (INDEX_VERSION,))
        below = 0
        while rows := connection.execute(
            "SELECT article, body FROM content WHERE article > ? ORDER BY article LIMIT 500", (below,)
        ).fetchall():
            below = rows[-1][0]
            made = [(number, prepare_article(records.article_of(body))) for number, body in rows]
            put_terms(connection, (term for _row, article in made for term in article.terms))
            adding.put_tokens(connection, made, adding.last_name(connection))
            done += len(rows)
            if progress is not None:
                progress(done, total)


_ORPHANS = {
    "pages that came from nowhere": "FROM page WHERE id NOT IN (SELECT page FROM source)",
    "articles that stand on no page": "FROM article WHERE id NOT IN (SELECT article FROM edition)",
    "articles without text": "FROM article WHERE id NOT IN (SELECT article FROM content)",
    "marks of articles that are gone": "FROM marks WHERE article NOT IN (SELECT id FROM article)",
}


def _versions(library: Library, connection: sqlite3.Connection) -> Finding:
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return Finding(
        "ok",
        _("library"),
        _("{path}: {articles} articles, {size} MB, tables of version {version}, SQLite {sqlite}").format(
            path=library.store.path,
            articles=len(library),
            size=pages * size // 1_000_000,
            version=VERSION,
            sqlite=sqlite3.sqlite_version,
        ),
    )


def _integrity(connection: sqlite3.Connection) -> Finding:
    said = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    said += [f"{row[0]} {row[1]} → {row[2]}" for row in connection.execute("PRAGMA foreign_key_check").fetchmany(5)]
    if said == ["ok"]:
        return Finding("ok", _("integrity"), _("the file is sound"))
    return Finding("fault", _("integrity"), _("{problems}: keep a copy, import anew").format(problems="; ".join(said)))


def _orphans(connection: sqlite3.Connection) -> list[Finding]:
    found = []
    for what, statement in _ORPHANS.items():
        count = connection.execute("SELECT count(*) " + statement).fetchone()[0]
        if count:
            found.append(Finding("fault", _("orphans"), f"{count} {_(what)}"))
    return found or [Finding("ok", _("orphans"), _("none"))]


def index_is_old(connection: sqlite3.Connection) -> bool:
    """Whether the index was made by other rules than the present ones, so that queries may miss what is there."""
    version = connection.execute("SELECT version FROM made_by WHERE what = 'index'").fetchone()
    return version is None or version[0] != INDEX_VERSION


def _indexed(connection: sqlite3.Connection) -> Finding:
    if index_is_old(connection):
        return Finding("fault", _("index"), _("it was made by an older newsreader; it has to be made anew"))
    missing = 0
    for index in ("titles", "grams"):
        missing += connection.execute(
            f"SELECT count(*) FROM article WHERE id NOT IN (SELECT id FROM {index}_docsize)"
        ).fetchone()[0]
        missing += connection.execute(
            f"SELECT count(*) FROM {index}_docsize WHERE id NOT IN (SELECT id FROM article)"
        ).fetchone()[0]
    if missing:
        return Finding("fault", _("index"), _("{count} entries too few or too many").format(count=missing))
    return Finding("ok", _("index"), _("every article is in it"))


def _marked(connection: sqlite3.Connection) -> Finding:
    counts = connection.execute("SELECT analyser, count(*) FROM article GROUP BY 1 ORDER BY 2 DESC").fetchall()
    unworded = connection.execute("SELECT count(*) FROM article WHERE worded = 0").fetchone()[0]
    parts = [
        _("{count} by analyser {version}").format(count=count, version=version)
        if version
        else _("{count} not yet").format(count=count)
        for version, count in counts
    ]
    if unworded:
        parts.append(_("{count} not yet in the index of words").format(count=unworded))
    return Finding("ok" if len(counts) <= 1 and not unworded else "note", _("marks"), "; ".join(parts) or _("none"))


def _unpacked(connection: sqlite3.Connection) -> Finding:
    """Whether everything that is packed can be read, and every article is what its id says."""
    bad = 0
    for key, body in connection.execute("SELECT key, body FROM content JOIN article ON article.id = article"):
        try:
            bad += records.article_of(body).id != key
        except (ValueError, zlib.error, TypeError):
            bad += 1
    for table, reader in (("page", records.page_of), ("marks", records.marks_of)):
        for (body,) in connection.execute(f"SELECT body FROM {table}"):
            try:
                reader(body)
            except (ValueError, zlib.error, TypeError, LookupError):
                bad += 1
    if bad:
        return Finding("fault", _("contents"), _("{count} records cannot be read; import them anew").format(count=bad))
    return Finding("ok", _("contents"), _("every record can be read"))
