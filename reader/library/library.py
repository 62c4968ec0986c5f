"""The library: articles kept on disk with their pages, sources, marks and reading state, found again in an instant."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reader.language import _
from reader.library import adding, facets, files, records, searching
from reader.library.completing import Completion, complete
from reader.library.conditions import compile_query, everywhere
from reader.library.correcting import correct
from reader.library.errors import NotInLibraryError
from reader.library.measures import MeasurePage, measure_page, measures
from reader.library.names import NamePage, name_page
from reader.library.pinyin import put_terms, sounding
from reader.library.prepare import (
    PreparedMarks,
    PreparedPage,
    prepare_marks,
    prepare_page,
)
from reader.library.query import parse
from reader.library.selecting import DEFAULT_ORDER, Selection
from reader.library.store import Store
from reader.library.terms import tokens
from reader.library.twins import Twin, groups, twins_of
from reader.library.values import Facets, Hit, SavedSearch
from reader.model import Article, Marks, Page, RawPage


class Library:
    """One library file. Every method may be called from any thread; those that write wait for other writers.

    Articles are named by ``Article.id``, pages by the library's own number. Every method raises LibraryError (or one
    derived from it) when the file cannot be read or written.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False) -> Self:
        """The library at ``path``, made anew where there is none (unless ``read_only``).

        Takes no longer for a large library than for a small one. Raises LibraryError, NewerLibraryError or
        DamagedLibraryError, each saying what to do.
        """
        return cls(Store(Path(path), read_only=read_only))

    def close(self) -> None:
        """Close the file. Anything asked afterwards raises LibraryError."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------ pages and articles

    def add(self, raw: RawPage, page: Page, marks: Sequence[Marks] | None = None) -> list[str]:
        """Keep ``page``, made from ``raw``, with the marks of its articles; the ids of its articles in order.

        What is known already by its content is kept once: the page gains a source, the article a page.
        """
        return [key for key, _new in self.add_prepared([prepare_page(raw, page, marks)])]

    def add_prepared(self, pages: Iterable[PreparedPage]) -> list[tuple[str, bool]]:
        """Keep pages that ``prepare_page`` has made ready, all or none; (article id, whether it is new) of each."""
        with self.store.writing() as connection:
            placed = adding.put_pages(connection, pages)
            keys: dict[int, str] = {}
            for start in range(0, len(placed), 500):
                rows = [row for row, _new in placed[start : start + 500]]
                found = f"SELECT id, key FROM article WHERE id IN ({','.join('?' * len(rows))})"
                keys.update(connection.execute(found, rows).fetchall())
            return [(keys[row], new) for row, new in placed]

    def article(self, article_id: str) -> Article:
        """The article. Raises NotInLibraryError if it is not there."""
        return records.article_of(self._one("SELECT body FROM content WHERE article = ?", article_id))

    def pages_of(self, article_id: str) -> list[int]:
        """The numbers of the pages on which the article stands, first imported first."""
        row = self._row(article_id)
        with self.store.explaining():
            found = self.store.reading.execute("SELECT DISTINCT page FROM edition WHERE article = ? ORDER BY 1", (row,))
            return [page for (page,) in found]

    def page_of(self, article_id: str) -> tuple[int, Page]:
        """The first page on which the article stands, and its number. Raises NotInLibraryError."""
        number = self.pages_of(article_id)[0]
        return number, self.page(number)

    def editions(self, article_id: str) -> list[tuple[int, list[str]]]:
        """The pages on which the article stands, by number, first imported first, and the sources of each."""
        return [(number, self._sources_of_page(number)) for number in self.pages_of(article_id)]

    def page(self, number: int) -> Page:
        """The page with this number. Raises NotInLibraryError."""
        return records.page_of(self._page_body(number))

    def former_page(self, number: int) -> Page:
        """The page with this number as it was first split, before the reader corrected it. Raises NotInLibraryError."""
        return records.former_page_of(self._page_body(number))

    def _page_body(self, number: int) -> bytes:
        with self.store.explaining():
            found = self.store.reading.execute("SELECT body FROM page WHERE id = ?", (number,)).fetchone()
        if found is None:
            raise NotInLibraryError(_("The library holds no page {number}").format(number=number))
        body: bytes = found[0]
        return body

    def _sources_of_page(self, number: int) -> list[str]:
        with self.store.explaining():
            found = self.store.reading.execute("SELECT name FROM source WHERE page = ? ORDER BY id", (number,))
            return [name for (name,) in found]

    def sources_of_file(self, path: str) -> list[str]:
        """What came from the file ``path`` if it was imported and has not changed since; nothing otherwise."""
        with self.store.explaining():
            connection = self.store.reading
            if not files.is_unchanged(connection, path, files.stamp(path)):
                return []
            return files.sources_in(connection, path)

    def sources(self, article_id: str) -> list[str]:
        """Every path or address from which the article came, oldest first."""
        row = self._row(article_id)
        with self.store.explaining():
            found = self.store.reading.execute(
                "SELECT name, min(source.id) FROM source JOIN edition USING (page) WHERE article = ?"
                " GROUP BY name ORDER BY 2",
                (row,),
            )
            return [name for name, _ in found]

    def __contains__(self, article_id: str) -> bool:
        with self.store.explaining():
            known = self.store.reading.execute("SELECT 1 FROM article WHERE key = ?", (article_id,)).fetchone()
        return known is not None

    def __len__(self) -> int:
        with self.store.explaining():
            count: int = self.store.reading.execute("SELECT count(*) FROM article").fetchone()[0]
        return count

    def remove(self, article_ids: Iterable[str]) -> int:
        """Forget articles, and pages on which none is left; how many articles went. Those not there are passed over."""
        with self.store.writing() as connection:
            rows = [
                row
                for key in dict.fromkeys(article_ids)
                if (row := connection.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone())
            ]
            adding.drop_with_pages(connection, [row for (row,) in rows])
            return len(rows)

    def remove_source(self, source: str) -> int:
        """Forget what came from ``source``, or from below it, and from nowhere else; how many articles went."""
        below = source.rstrip("/") + "/"
        with self.store.writing() as connection:
            named = connection.execute(
                "SELECT DISTINCT name FROM source WHERE name = ? OR name >= ? AND name < ?",
                (source, below, below[:-1] + "0"),  # "0" is the character behind "/"
            ).fetchall()
            for (name,) in named:
                connection.execute("DELETE FROM source WHERE name = ?", (name,))
                adding.drop_imported(connection, name)
            rows = connection.execute(
                "SELECT DISTINCT article FROM edition WHERE article NOT IN"
                " (SELECT article FROM edition JOIN source USING (page))"
            ).fetchall()
            adding.drop_with_pages(connection, [row for (row,) in rows])
            connection.execute("DELETE FROM page WHERE id NOT IN (SELECT page FROM source)")
            return len(rows)

    def correct(self, page_number: int, page: Page) -> list[str]:
        """Put ``page``, mended by the reader, in place of the page with this number; the ids of its articles.

        What was not changed keeps its marks and reading state; a changed article takes over the reading state of the
        article at its place. One of which only the byline, section or the like was changed remains itself. Raises
        NotInLibraryError.
        """
        with self.store.writing() as connection:
            return correct(connection, page_number, page)

    # ---------------------------------------------------------------------------------------------------------- marks

    def marks(self, article_id: str) -> Marks | None:
        """What was marked in the article, None if nothing has been yet. ``Marks.analyser`` tells by which rules."""
        row = self._row(article_id)
        with self.store.explaining():
            found = self.store.reading.execute("SELECT body FROM marks WHERE article = ?", (row,)).fetchone()
        return None if found is None else records.marks_of(found[0])

    def put_marks(self, article_id: str, marks: Marks | PreparedMarks) -> None:
        """Keep ``marks`` in place of those the article had. Raises NotInLibraryError.

        Preparing them loads pinyin, which takes much memory; they may have been prepared in another process.
        """
        prepared = prepare_marks(marks) if isinstance(marks, Marks) else marks
        with self.store.writing() as connection:
            last = adding.last_name(connection)
            adding.put_marks(connection, self._row(article_id), prepared)
            put_terms(connection, prepared.terms)
            adding.put_tokens(connection, (), last)

    def unmarked(self, analyser: str | None = None, limit: int | None = None) -> list[str]:
        """Articles without marks or with marks by another analyser than ``analyser``, newest first."""
        condition, values = ("analyser = ''", []) if analyser is None else ("analyser != ?", [analyser])
        with self.store.explaining():
            found = self.store.reading.execute(
                f"SELECT key FROM article WHERE {condition} ORDER BY id DESC LIMIT ?",
                [*values, -1 if limit is None else limit],
            )
            return [key for (key,) in found]

    # ------------------------------------------------------------------------------------------------------- finding

    def select(self, query: str = "", *, sort: str = DEFAULT_ORDER, sources: Sequence[str] = ()) -> Selection:
        """The articles that answer ``query`` (all for ""), in the order ``sort``, from ``sources`` only if given.

        Nothing is read before the selection is asked for its rows or its length. Raises QueryError.
        """
        with self.store.explaining():
            where, values = self._condition(query, sources)
        return Selection(self.store, where, values, sort)

    def search(self, text: str, limit: int = 50, *, sort: str = "") -> list[Hit]:
        """The best ``limit`` answers to the query ``text``, as one types it; the first in the order ``sort`` if given.

        Raises QueryError.
        """
        with self.store.explaining():
            if not sort:
                return searching.search(self.store.reading, parse(text), limit)
            rows = [each.row for each in self.select(text, sort=sort).rows(0, 2 * limit)]
            return searching.hits(self.store.reading, compile_query(self.store.reading, parse(text)), rows, limit, {})

    def complete(self, query: str, cursor: int | None = None, limit: int = 12) -> list[Completion]:
        """What could stand at ``cursor`` (by default the end) of ``query``: fields, states, names, sections …"""
        with self.store.explaining():
            return complete(self.store.reading, query, cursor, limit)

    def sounding(self, letters: str, text: str) -> list[str]:
        """The words in ``text``, as they stand there, whose pinyin or initials are ``letters``, or else begin so.

        Nothing for what cannot be pinyin. Only words that stand somewhere in the library are known.
        """
        with self.store.explaining():
            return sounding(self.store.reading, letters, text)

    def name(self, text: str, kind: str | None = None, *, start: int = 0, count: int = 100) -> NamePage:
        """Everything about a name: its articles by date (``count`` from ``start`` on), the names beside it."""
        with self.store.explaining():
            return name_page(self.store.reading, text, kind, start=start, count=count)

    def measure(self, text: str, *, limit: int = 500) -> MeasurePage:
        """Every figure of the same measured thing, across articles and dates, with points for a plot."""
        with self.store.explaining():
            return measure_page(self.store.reading, text, limit=limit)

    def measures(self, typed: str = "", limit: int = 100) -> list[tuple[str, int]]:
        """Measured things whose words hold ``typed``, with the number of their figures, the most frequent first."""
        with self.store.explaining():
            return measures(self.store.reading, typed, limit)

    def twins(self, article_id: str) -> list[Twin]:
        """Articles that are nearly the same as this one, the most alike first. Raises NotInLibraryError."""
        row = self._row(article_id)
        with self.store.explaining():
            return twins_of(self.store.reading, row)

    def twin_groups(self) -> list[list[str]]:
        """All near duplicates, in groups of article ids. Takes seconds for a large library: call it from a worker."""
        with self.store.explaining():
            return groups(self.store.reading)

    def facets(self, query: str = "", *, sources: Sequence[str] = ()) -> Facets:
        """The counts beside the list, among the articles that ``select`` would give. Raises QueryError."""
        with self.store.explaining():
            where, values = self._condition(query, sources)
            return facets.count(self.store.reading, where, values, self.saved_searches())

    # -------------------------------------------------------------------------------------------------- reading state

    def set_read(self, article_ids: Iterable[str], read: bool = True) -> None:
        """Mark articles read or unread."""
        with self.store.writing() as connection:
            connection.executemany("UPDATE article SET read = ? WHERE key = ?", [(read, key) for key in article_ids])

    def set_place(self, article_id: str, offset: int) -> None:
        """Remember where the reader is in the article (an offset in its text) and that it was opened now."""
        with self.store.writing() as connection:
            connection.execute(
                "UPDATE article SET place = ?, opened = ? WHERE key = ?", (offset, int(time.time()), article_id)
            )

    def mirror(
        self, article_id: str, *, tags: Sequence[str] | None = None, notes: str | None = None,
        starred: bool | None = None,
    ) -> None:  # fmt: skip
        """Make what the notebook holds on an article searchable; None leaves a thing as it is.

        The notebook is where these are kept; this is a copy. Raises NotInLibraryError.
        """
        with self.store.writing() as connection:
            row = self._row(article_id)
            if starred is not None:
                connection.execute("UPDATE article SET starred = ? WHERE id = ?", (starred, row))
            if tags is not None:
                connection.execute("DELETE FROM tag WHERE article = ?", (row,))
                given = [(tag, row, position) for position, tag in enumerate(dict.fromkeys(tags))]
                connection.executemany("INSERT INTO tag (tag, article, position) VALUES (?, ?, ?)", given)
            if notes is not None:
                adding.drop_note(connection, row)
                if notes:
                    connection.execute("INSERT INTO note VALUES (?, ?)", (row, notes))
                    connection.execute("INSERT INTO notes (rowid, text) VALUES (?, ?)", (row, tokens(notes)))

    # ------------------------------------------------------------------------------------------------- saved searches

    def save_search(self, name: str, query: str, sort: str = DEFAULT_ORDER) -> None:
        """Keep a query under ``name``, in place of one of that name. Raises QueryError if it cannot be understood."""
        self.select(query, sort=sort)
        with self.store.writing() as connection:
            connection.execute(
                "INSERT INTO saved VALUES (?, ?, ?, (SELECT ifnull(max(position), 0) + 1 FROM saved))"
                " ON CONFLICT (name) DO UPDATE SET query = excluded.query, sort = excluded.sort",
                (name, query, sort),
            )

    def forget_search(self, name: str) -> None:
        """Forget the saved search ``name``."""
        with self.store.writing() as connection:
            connection.execute("DELETE FROM saved WHERE name = ?", (name,))

    def rename_search(self, name: str, new: str) -> None:
        """Call the saved search ``name`` ``new`` from now on, in place of one that had that name."""
        with self.store.writing() as connection:
            if new != name:
                connection.execute("DELETE FROM saved WHERE name = ?", (new,))
                connection.execute("UPDATE saved SET name = ? WHERE name = ?", (new, name))

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches in the order in which they were saved."""
        with self.store.explaining():
            found = self.store.reading.execute("SELECT name, query, sort FROM saved ORDER BY position")
            return [SavedSearch(*row) for row in found]

    # ------------------------------------------------------------------------------------------------------- private

    def _condition(self, query: str, sources: Sequence[str]) -> tuple[str, list[Any]]:
        """What holds over ``article`` for those that answer ``query`` and come from ``sources`` (if given)."""
        connection = self.store.reading
        compiled = compile_query(connection, parse(query))
        where, values = everywhere(connection, compiled)
        clauses = [clause for clause in (where, compiled.where) if clause]
        values = [*values, *compiled.values]
        if sources:
            clauses.append(
                "id IN (SELECT article FROM edition JOIN source USING (page)"
                f" WHERE name IN ({','.join('?' * len(sources))}))"
            )
            values.extend(sources)
        return " AND ".join(clauses), values

    def _row(self, article_id: str) -> int:
        with self.store.explaining():
            found = self.store.reading.execute("SELECT id FROM article WHERE key = ?", (article_id,)).fetchone()
        if found is None:
            raise NotInLibraryError(_("The library holds no article {id}").format(id=article_id))
        row: int = found[0]
        return row

    def _one(self, statement: str, article_id: str) -> bytes:
        row = self._row(article_id)
        with self.store.explaining():
            body: bytes = self.store.reading.execute(statement, (row,)).fetchone()[0]
        return body
