"""The SQLite file: connections for each thread, short transactions that wait their turn, schema and migrations."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reader.language import _
from reader.library.errors import DamagedLibraryError, LibraryError, NewerLibraryError
from reader.library.schema import APPLICATION_ID, MIGRATIONS, VERSION

_CACHE = 16_000  # kB of the file that a connection holds in memory, ...
_ROOMY = 64_000  # ... and while much is written: the indexes of a large library are written to all over

WAIT = 30.0
"""Seconds that a writer waits for another one before it gives up."""


class Store:
    """The database of one library. Usable from any thread: each has a connection of its own.

    Readers never wait for a writer (write-ahead log); writers wait for each other.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open ``path``, making it and its folder where they are not there (unless ``read_only``).

        Raises LibraryError if that cannot be done, NewerLibraryError if a newer program wrote the file,
        DamagedLibraryError if it is no database.
        """
        self.path = path
        self.read_only = read_only
        self._local = threading.local()
        self._all: dict[sqlite3.Connection, threading.Thread] = {}
        self._all_lock = threading.Lock()
        self._writing = threading.RLock()
        self._closed = False
        try:
            if not read_only:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._bring_up_to_date()
        except OSError as error:
            raise LibraryError(
                _("The library {path} cannot be made: {error}").format(path=path, error=error.strerror)
            ) from error
        except sqlite3.Error as error:
            self.close()
            raise self._explained(error) from error
        except BaseException:
            self.close()
            raise

    @property
    def reading(self) -> sqlite3.Connection:
        """This thread's connection, for SELECT."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: everything done in it is kept, or after an exception nothing.

        Raises LibraryError if the library is open for reading only or another program writes for longer than WAIT.
        """
        if self.read_only:
            raise LibraryError(_("The library {path} is open for reading only").format(path=self.path))
        with self._writing, self.explaining():
            connection = self.reading
            if connection.in_transaction:  # a step of a larger change; the outer one commits
                yield connection
                return
            _begin(connection)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """More memory for this thread's connection, for an import: a third less time where the library is large."""
        connection = self.reading
        connection.execute(f"PRAGMA cache_size = {-_ROOMY}")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):
                connection.execute(f"PRAGMA cache_size = {-_CACHE}")
                connection.execute("PRAGMA shrink_memory")

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turns SQLite's errors into LibraryErrors."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def close(self) -> None:
        """Close the connections of this thread and of threads that have ended; no thread gets a new one.

        Another thread may be in the middle of a statement, and a connection closed under it ends the whole program: it
        keeps its connection, which goes when the thread does.
        """
        self._closed = True
        with self._all_lock:
            for connection, thread in self._all.items():
                if thread is threading.current_thread() or not thread.is_alive():
                    with suppress(sqlite3.Error):
                        connection.close()
            self._all.clear()

    def _connect(self) -> sqlite3.Connection:
        if self._closed:
            raise LibraryError(_("The library {path} has been closed").format(path=self.path))
        mode = "ro" if self.read_only else "rwc"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=WAIT,
            isolation_level=None,
            check_same_thread=False,  # only so that those of ended threads can be closed
            cached_statements=256,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        if not self.read_only:
            # NORMAL with a write-ahead log: a killed program loses nothing, a power cut at most the last change.
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = {-_CACHE}")
        with self._all_lock:
            # Workers of the screen are threads that come and go: what they leave behind is closed by the next.
            for left in [each for each, thread in self._all.items() if not thread.is_alive()]:
                del self._all[left]
                left.close()
            self._all[connection] = threading.current_thread()
        return connection

    def _bring_up_to_date(self) -> None:
        """Refuse what is not ours or too new; run the migrations that are missing, all or none."""
        connection = self.reading
        version = self._version(connection)
        if version == VERSION:
            return
        if self.read_only:
            raise LibraryError(
                _("The library {path} has to be brought up to date first: open it once for writing").format(
                    path=self.path
                )
            )
        if version == 0:
            connection.execute("PRAGMA journal_mode = WAL")
        with self.writing() as connection:
            for step in MIGRATIONS[self._version(connection) :]:
                for statement in statements(step):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")

    def _version(self, connection: sqlite3.Connection) -> int:
        owner: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if owner != APPLICATION_ID and (tables or version):
            raise LibraryError(_("{path} is another program's database, not a library").format(path=self.path))
        if version > VERSION:
            raise NewerLibraryError(
                _(
                    "The library {path} was written by a newer newsreader (version {found} of its tables, "
                    "this one knows {known}): update newsreader"
                ).format(path=self.path, found=version, known=VERSION)
            )
        return version

    def _explained(self, error: sqlite3.Error) -> LibraryError:
        text = str(error)
        if "locked" in text or "busy" in text:
            return LibraryError(
                _("Another newsreader has been writing to {path} for too long; try again when it is done").format(
                    path=self.path
                )
            )
        if "not a database" in text or "malformed" in text:
            return DamagedLibraryError(
                _("The library {path} is damaged ({error}); see `newsreader doctor`").format(path=self.path, error=text)
            )
        return LibraryError(_("The library {path}: {error}").format(path=self.path, error=text))


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script. (``executescript`` would commit on its own.)"""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _begin(connection: sqlite3.Connection) -> None:
    """Take the write lock now, so that no later statement of the transaction can find it taken."""
    end = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            # SQLite's own wait covers the common case; during recovery of the log it answers at once.
            if time.monotonic() > end or not ("locked" in str(error) or "busy" in str(error)):
                raise
            time.sleep(random.uniform(0.005, 0.05))


Row = tuple[Any, ...]
