"""Bulk import: files to articles over all cores, with progress, to be broken off and taken up again at any time.

Workers read, split and mark (reading.py); this process alone writes, some hundred articles a transaction. A file is
noted as imported in the transaction that brings its last page, so after a break (kill -9 included) what is in the
library is whole, and the same import goes on with what is missing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from reader import resources
from reader.language import _
from reader.library import files
from reader.library.library import Library
from reader.library.pool import Finished, Lost, Pool, loading_ahead, start_ahead
from reader.library.reading import Batch, Failure, Glimpse, Task, take
from reader.model import Article

_FILES_A_TASK = (8, 64)  # the first and the last ones, and those between them
_BYTES_A_TASK = 160_000
_LARGE = 1_000_000  # bytes; such a file is a task of its own
_ARTICLES_A_COMMIT = 400
_SECONDS_A_COMMIT = 2.0
_READY = {False: "reader.library.ready", True: "reader.library.ready_to_mark"}
_FEW = 4
"""Up to so many files are imported in this process where nothing else is asked: to start others would take longer."""
_GLANCE = 64
"""So many files are looked at before the others are counted, to see whether processes will be wanted."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is. ``rate`` is articles a second; ``left`` seconds to the end as it looks, None at first."""

    files: int
    total: int
    articles: int
    failed: int
    rate: float
    left: float | None
    current: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an import came to. ``new`` and ``known`` count articles, ``unchanged`` files imported before.

    ``unmarked`` counts articles whose marks failed; they are in the library and will be tried again.
    """

    files: int
    unchanged: int
    new: int
    known: int
    unmarked: int
    failures: tuple[Failure, ...]
    seconds: float
    cancelled: bool


def import_paths(
    library: Library,
    paths: Sequence[Path | str],
    *,
    jobs: int | None = None,
    marks: bool = True,
    again: bool = False,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    arrived: Callable[[str], None] | None = None,
    glimpsed: Callable[[Article], None] | None = None,
) -> Report:
    """Import files, folders, addresses and standard input ("-") into ``library``.

    ``jobs`` is the number of processes (by default one a core, or none for a few files; 0: in this one); ``marks``
    False leaves the marking for later; files imported before and not changed since are passed over unless ``again``.
    ``progress`` is called some times a second in this thread; when ``cancelled`` says so, what has been read is kept
    and the report comes at once.
    ``arrived`` is called in this thread with the name of each source as soon as its articles are in the library, and
    of those that were there before. ``glimpsed`` is called in this thread with some articles that will be in the
    library soon, the very first among them: somebody may be waiting to read.
    What is wrong with a file is told in the report, not raised; LibraryError if the library cannot be written.
    """
    return _Import(library, paths, marks, again, progress, cancelled, arrived, glimpsed).run(jobs)


def prepare_to_import() -> None:
    """Start the process that the next import needs, and let it load what splitting a page takes; returns at once."""
    start_ahead(take, Task((str(resources.data("samples", "before.txt")),), marks=False, glimpse=True))


class _Import:
    """One import under way."""

    def __init__(
        self,
        library: Library,
        paths: Sequence[Path | str],
        marks: bool,
        again: bool,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        arrived: Callable[[str], None] | None,
        glimpsed: Callable[[Article], None] | None,
    ) -> None:
        self.library = library
        self.paths = paths
        self.marks = marks
        self.again = again
        self.progress = progress
        self.cancelled = cancelled or (lambda: False)
        self.arrived = arrived
        self.glimpsed = glimpsed
        self.started = time.monotonic()
        self.total = 0
        self.jobs = 1
        self.finished = 0
        self.unchanged = 0
        self.new = self.known = self.unmarked = 0
        self.failures: list[Failure] = []
        self.current = ""
        self.stamps: dict[str, tuple[int, int]] = {}  # of files under way: size and time, as they were before reading
        self.underway: set[str] = set()  # given out, nothing final heard
        self.counts: dict[str, int] = {}
        self.waiting = Batch()
        self.waiting_articles = 0
        self.told = self.started
        self.committed = -_SECONDS_A_COMMIT  # the first articles at once: somebody may be waiting to read

    def run(self, jobs: int | None) -> Report:
        several = (_cores() if jobs is None else jobs) > 1
        ahead = loading_ahead(_READY[self.marks]) if several and self._are_many_new() else nullcontext()
        with self.library.store.roomy(), ahead:
            return self._run(jobs)

    def _are_many_new(self) -> bool:
        """Whether a glance into the folders finds some files that are to be imported; to count all takes longer."""
        known = self.library.store.reading
        below = (
            os.path.join(above, name) for path in self.paths for above, _, names in os.walk(path) for name in names
        )
        new = (
            path
            for path in islice(below, _GLANCE)
            if self.again or not files.is_unchanged(known, path, files.stamp(path))
        )
        return len(list(islice(new, _FEW + 1))) > _FEW

    def _run(self, jobs: int | None) -> Report:
        self.total = sum(1 for _path in self._walked())
        if jobs == 0 or (jobs is None and self.total <= _FEW):
            for message in chain.from_iterable(map(take, self._tasks())):
                self._take_in(message)
                if self.cancelled():
                    break
        else:
            self._run_in_pool(jobs or _cores())
        self._commit()
        self._tell(last=True)
        return Report(
            self.finished,
            self.unchanged,
            self.new,
            self.known,
            self.unmarked,
            tuple(self.failures),
            time.monotonic() - self.started,
            self.cancelled(),
        )

    def _run_in_pool(self, jobs: int) -> None:
        suspects: list[str] = []
        for alone in (False, True):
            tasks = self._tasks() if not alone else (Task((path,), self.marks) for path in suspects)
            self.jobs = min(jobs, self.total)
            pool = Pool(take, self.jobs, ready=_READY[self.marks])
            try:
                for message in pool.run(tasks):
                    if isinstance(message, Batch | Glimpse):
                        self._take_in(message)
                    elif isinstance(message, Lost):
                        left = [path for path in message.task.paths if path in self.underway]
                        if alone or (message.hung and len(left) == 1):
                            self._keep(Batch(failures=[Failure(path, _lost(message)) for path in left]))
                        else:
                            suspects.extend(left)  # one of them it was: each once more, on its own
                    elif not isinstance(message, Finished):
                        self._keep(Batch())
                    if self.cancelled():
                        return
            finally:
                pool.close()
            if not suspects:
                return

    def _take_in(self, message: Batch | Glimpse) -> None:
        if isinstance(message, Batch):
            self._keep(message)
        elif self.glimpsed is not None:
            self.glimpsed(message.article)

    def _walked(self) -> Iterator[str]:
        for given in self.paths:
            if os.path.isdir(given):
                from reader.pages.formats import walk  # not for a file: one that is known needs no splitting

                yield from map(str, walk([given]))
            else:
                yield str(given)

    def _tasks(self) -> Iterator[Task]:
        """Files that are to be imported, some at a time; standard input and large files on their own."""
        together: list[str] = []
        size = 0
        for path in self._walked():
            stamp = files.stamp(path)
            if not self.again and self._is_in(path, stamp):
                self.unchanged += 1
                self.finished += 1
                continue
            self.stamps[path] = stamp
            self.underway.add(path)
            if path == "-":
                for message in take(self._task(path)):  # a worker does not have our standard input
                    self._take_in(message)
            elif stamp[0] > _LARGE:
                yield self._task(path)
            else:
                together.append(path)
                size += stamp[0]
                if len(together) >= self._at_once() or size >= _BYTES_A_TASK:
                    yield self._task(*together)
                    together, size = [], 0
        if together:
            yield self._task(*together)

    def _at_once(self) -> int:
        """How many files make a task: few at first, when somebody waits to read, and at last, when one process would
        wait for another."""
        fewest, most = _FILES_A_TASK
        if not self.finished:
            return fewest
        left = self.total - self.finished - len(self.underway)
        return max(fewest, min(most, left // (4 * self.jobs)))

    def _task(self, *paths: str) -> Task:
        return Task(paths, self.marks, glimpse=self.glimpsed is not None)

    def _is_in(self, path: str, now: files.Stamp) -> bool:
        connection = self.library.store.reading
        if not files.is_unchanged(connection, path, now):
            return False
        if self.arrived is not None:
            names = files.sources_in(connection, path)
            if not names:  # it came under another name (a path from another folder): read again to know what is in it
                return False
            for name in names:
                self.arrived(name)
        return True

    def _keep(self, batch: Batch) -> None:
        """Put what came to what waits, and write it when it is enough or has waited long enough."""
        self.waiting.pages.extend(batch.pages)
        self.waiting.done.extend(batch.done)
        self.waiting_articles += sum(len(page.articles) for _path, page in batch.pages)
        self.unmarked += batch.unmarked
        self.underway.difference_update(batch.done)
        for failure in batch.failures:
            self.failures.append(failure)
            self.stamps.pop(failure.path, None)
            self.underway.discard(failure.path)
            self.finished += 1
        if self.waiting_articles >= _ARTICLES_A_COMMIT or time.monotonic() - self.committed > _SECONDS_A_COMMIT:
            self._commit()
        self._tell()

    def _commit(self) -> None:
        if not self.waiting.pages and not self.waiting.done:
            return
        waiting, self.waiting, self.waiting_articles = self.waiting, Batch(), 0
        self.committed = time.monotonic()
        with self.library.store.writing() as connection:
            added = self.library.add_prepared(page for _path, page in waiting.pages)
            for path, page in waiting.pages:
                self.counts[path] = self.counts.get(path, 0) + len(page.articles)
            connection.executemany(
                "INSERT OR REPLACE INTO imported (path, size, modified, articles) VALUES (?, ?, ?, ?)",
                [
                    (os.path.abspath(path), *self.stamps[path], self.counts.get(path, 0))
                    for path in waiting.done
                    if self.stamps.get(path, (0, 0)) != (0, 0)
                ],
            )
        if self.arrived is not None:
            for name in dict.fromkeys(page.source for _path, page in waiting.pages):
                self.arrived(name)
        for path in waiting.done:
            self.stamps.pop(path, None)
            self.counts.pop(path, None)
        self.finished += len(waiting.done)
        self.current = waiting.done[-1] if waiting.done else self.current
        fresh = sum(1 for _key, new in added if new)
        self.new += fresh
        self.known += len(added) - fresh

    def _tell(self, *, last: bool = False) -> None:
        now = time.monotonic()
        if self.progress is None or (now - self.told < 0.1 and not last):
            return
        self.told = now
        spent = max(now - self.started, 1e-6)
        worked = self.finished - self.unchanged
        left = spent / worked * (self.total - self.finished) if worked else None
        self.progress(
            Progress(
                self.finished,
                self.total,
                self.new + self.known,
                len(self.failures),
                (self.new + self.known) / spent,
                left,
                self.current,
            )
        )


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not Linux
        return os.cpu_count() or 1


def _lost(message: Lost) -> str:
    if message.hung:
        return _("Reading it took too long and was given up")
    return _("Reading it ended the program that read it; the file may be damaged or need too much memory")
