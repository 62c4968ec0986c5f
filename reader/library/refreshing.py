"""What is made behind the import, in the background: marks by the present analyser, words, fingerprints."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.library import adding, records
from reader.library.doctor import index_is_old, mend
from reader.library.library import Library
from reader.library.merging import merge
from reader.library.pinyin import put_terms
from reader.library.pool import Pool
from reader.library.prepare import PreparedMarks, prepare_marks
from reader.library.twins import Fingerprint, Fingerprints, fingerprint
from reader.library.wording import Wording, put_wordings, wording_of

_AT_ONCE = 32
_TRANSACTION = 8


@dataclass(frozen=True, slots=True)
class _Task:
    """Articles to be worked on: number, packed content, and whether the marks are to be made."""

    articles: tuple[tuple[int, bytes, bool, bool], ...]


@dataclass(frozen=True, slots=True)
class _Made:
    row: int
    marks: PreparedMarks | None
    wording: Wording | None
    fingerprint: Fingerprint | None


def outdated(library: Library, analyser: str) -> int:
    """How many articles have no marks by ``analyser`` or are not in the index of words."""
    with library.store.explaining():
        count: int = library.store.reading.execute(
            "SELECT count(*) FROM article WHERE analyser != ? OR worded = 0", (analyser,)
        ).fetchone()[0]
    return count


def bring_up_to_date(
    library: Library,
    *,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Mark what has no marks or an older analyser's, index words, find fingerprints; how many articles were done.

    The latest imported come first. To be called from a worker thread: the work is done in ``jobs`` other processes
    (0: in this one), and each batch is kept as it comes, so that breaking off loses nothing. ``progress`` is given the
    articles done and all there are to do. An article on which the marking fails keeps what it has.
    """
    from reader.marks import ANALYSER

    if index_is_old(library.store.reading):
        mend(library)
    total = outdated(library, ANALYSER)
    if not total:
        return 0
    done = 0
    known = Fingerprints(library.store.reading)
    pool = Pool(make, jobs, nice=5)
    tasks = _tasks(library.store.reading, ANALYSER)
    messages = pool.run(tasks) if jobs else (made for task in tasks for made in make(task))
    try:
        for message in messages:
            if isinstance(message, list):
                _keep(library, message, known)
                done += len(message)
                if progress is not None:
                    progress(done, total)
            if cancelled is not None and cancelled():
                break
    finally:
        pool.close()
    merge(library, cancelled=cancelled)
    return done


def make(task: _Task) -> Iterator[list[_Made]]:
    """Do the work on a task's articles. Runs in a worker."""
    articles = [records.article_of(body) for _row, body, _mark, _word in task.articles]
    wanted = [article for article, (_row, _body, mark, _word) in zip(articles, task.articles, strict=True) if mark]
    from reader.marks import mark_safely

    marks = iter(mark_safely(wanted))
    made = []
    for article, (row, _body, mark, word) in zip(articles, task.articles, strict=True):
        found = next(marks) if mark else None
        made.append(
            _Made(
                row,
                None if found is None else prepare_marks(found),
                wording_of(article) if word else None,
                fingerprint(article.text) if word else None,
            )
        )
    yield made


def _tasks(connection: sqlite3.Connection, analyser: str) -> Iterator[_Task]:
    """Everything that is to be done, each article once, the latest first."""
    below = 1 << 62
    while True:
        found = connection.execute(
            "SELECT article.id, body, analyser != ?, worded = 0 FROM article JOIN content ON article = article.id"
            " WHERE article.id < ? AND (analyser != ? OR worded = 0) ORDER BY article.id DESC LIMIT ?",
            (analyser, below, analyser, _AT_ONCE),
        ).fetchall()
        if not found:
            return
        below = found[-1][0]
        yield _Task(tuple((row, body, bool(mark), bool(word)) for row, body, mark, word in found))


def _keep(library: Library, made: list[_Made], known: Fingerprints) -> None:
    """Keep what was made, in short transactions, for articles that are still there."""
    for start in range(0, len(made), _TRANSACTION):
        with library.store.writing() as connection:
            last = adding.last_name(connection)
            here = [
                each
                for each in made[start : start + _TRANSACTION]
                if connection.execute("SELECT 1 FROM article WHERE id = ?", (each.row,)).fetchone()
            ]
            for each in here:
                if each.marks is not None:
                    adding.put_marks(connection, each.row, each.marks)
                    put_terms(connection, each.marks.terms)
                if each.wording is not None:
                    known.put(connection, each.row, each.fingerprint)
            put_wordings(connection, [(each.row, each.wording) for each in here if each.wording])
            adding.put_tokens(connection, (), last)
