"""A TinyDB storage that loses nothing: whole replacement, a lock between processes, re-reading what others wrote."""

from __future__ import annotations

import io
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table as TinyTable

from reader.language import _
from reader.notebook import atomic, generations, layout, recovery
from reader.notebook.layout import Table, Tables
from reader.notebook.lock import FileLock
from reader.notebook.schema import ARTICLES, NOTES, SCHEMA, migrated
from reader.notebook.values import NotebookError, Notice, ReadOnlyNotebook

LOCK_TIMEOUT = 20.0
"""Seconds to wait for another process to finish its write (which takes a small part of one)."""

Signature = tuple[int, int, int, int, bytes]


class SafeStorage(Storage):
    """Tables in one JSON file, cached in memory for as long as nobody else has written the file.

    ``read`` gives the cache, which nobody may change in place. ``write`` replaces the file whole. ``transaction``
    holds the lock over reading and writing and makes all writes within it one. Every method raises NotebookError, and
    after one the file is as it was.
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False) -> None:
        self.path = Path(os.path.realpath(path))  # a link into a synchronised folder stays a link
        self.read_only = _("The notebook was opened for reading only.") if read_only else ""
        self.notices: list[Notice] = []
        self._lock = threading.RLock()
        self._file_lock = FileLock(self.path.with_name(self.path.name + ".lock"))
        self._depth = 0
        self._tables: Tables | None = None
        self._signature: Signature | None = None
        self._lines = layout.Lines()
        self._unlearnt = b""  # an intact file's bytes, whose lines will spare the first save most of its encoding
        self._pending: Tables | None = None
        self._kept: datetime | None = None
        self._swept = False

    # ------------------------------------------------------------------------------------------------------- TinyDB's

    def read(self) -> Tables:
        """The tables as they are now on disk. Raises NotebookError."""
        with self._lock:
            if self._pending is not None:
                return self._pending
            if self._tables is None or (not self._depth and self.changed()):
                self._load()
            return self._tables or {}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put ``data`` on disk, at the end of the transaction if one is open. Raises NotebookError."""
        with self.transaction():
            self._pending = data

    def close(self) -> None:
        """Keep a generation of what this session wrote."""
        with self._lock:
            if self._kept is not None:
                self._keep_generation()

    # ------------------------------------------------------------------------------------------------------ and ours

    def changed(self) -> bool:
        """Whether the file is another than the one last read or written here. Cheap."""
        return self._sign() != self._signature

    def forget(self) -> None:
        """Drop the cache: what is in memory is no longer sure to be what is on disk."""
        with self._lock:
            self._tables = self._signature = None
            self._lines, self._unlearnt = layout.Lines(), b""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the notebook against every other thread and process; all writes within become one, at the end.

        If the block raises, nothing is written. Raises ReadOnlyNotebook, or NotebookError if the lock is not to be
        had or the write fails.
        """
        with self._lock:
            if self._depth:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                return
            self._acquire()
            try:
                if self._tables is None or self.changed():
                    self._load()
                self._refuse()
                self._depth = 1
                yield
                if self._pending is not None:
                    self._save(self._pending)
            finally:
                self._depth, self._pending = 0, None
                self._file_lock.release()

    def _refuse(self) -> None:
        if self.read_only:
            raise ReadOnlyNotebook(self.read_only)

    def _acquire(self) -> None:
        self._refuse()
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            locked = self._file_lock.acquire(LOCK_TIMEOUT)
            if locked and not self._swept:
                atomic.sweep(self.path)
                self._swept = True
        except OSError as error:
            raise self._not_written(error) from error
        if not locked:
            raise NotebookError(
                _("Another program has held the notebook {path} for {seconds} seconds; nothing was written.").format(
                    path=self.path, seconds=int(LOCK_TIMEOUT)
                )
            )

    # ------------------------------------------------------------------------------------------------------- reading

    def _sign(self) -> Signature | None:
        """What tells the state of the file from every other; None if there is no file."""
        return self._open(lambda file: b"")[0]

    def _open(self, read: Callable[[io.FileIO], bytes]) -> tuple[Signature | None, bytes]:
        """The file's signature, and what ``read`` takes from it.

        The signature is the file system's word and the header's revision: a file that is replaced twice within one
        tick of the clock may have its old inode, time and size back.
        """
        try:
            with open(self.path, "rb", buffering=0) as file:
                head = file.read(layout.HEAD)
                file.seek(0)
                content = read(file)
                stat = os.fstat(file.fileno())
                return (stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size, head), content
        except FileNotFoundError:
            return None, b""
        except OSError as error:
            raise self._not_read(error) from error

    def _bytes(self) -> bytes | None:
        """The file's bytes (None: there is no file); their signature is kept."""
        self._signature, raw = self._open(io.FileIO.readall)
        return None if self._signature is None else raw

    def _load(self) -> None:
        """Read the file into the cache, mending it if it must be."""
        self._lines, self._unlearnt = layout.Lines(), b""
        for _attempt in range(3):
            raw = self._bytes()
            try:
                self._take(raw)
                return
            except layout.Unreadable:
                time.sleep(0.05)  # another program may be in the middle of writing it in place
        self._mend()

    def _take(self, raw: bytes | None) -> None:
        """Make ``raw`` the cache. Raises layout.Unreadable."""
        if raw is None:
            if generations.generations(self.path):
                raise layout.Unreadable("the file is missing")
            self._tables = {NOTES: {}, ARTICLES: {}}
            return
        content = recovery.readable(raw)
        if content.schema is not None and content.schema > SCHEMA:
            self.read_only = _(
                "The notebook {path} was written by a newer newsreader (schema {theirs}; this one knows {ours}). "
                "It is open for reading only; update newsreader to write in it."
            ).format(path=self.path, theirs=content.schema, ours=SCHEMA)
            self._tables = content.tables
            return
        tables = migrated(content.tables, content.schema or 1)
        _keep_known(tables, self._tables or {})
        if content.intact and content.schema == SCHEMA:
            self._unlearnt = raw
        if not content.intact:
            self._tell_changed(tables, content.documents)
        self._tables = {NOTES: {}, ARTICLES: {}} | tables

    def _tell_changed(self, tables: Tables, declared: int | None) -> None:
        """Say that another program has changed the file, and what looks more like damage than like editing."""
        copy = recovery.newest_good(self.path)
        missing = max(0, (declared or 0) - sum(map(len, tables.values())))
        doubtful = recovery.doubtful(tables, copy)
        parts = [_("The notebook {path} was changed by hand or by another program.").format(path=self.path)]
        if missing:
            parts.append(_("It holds {count} notes or marks fewer than before.").format(count=missing))
        if doubtful:
            parts.append(_("{count} differ from the copy of the same state.").format(count=doubtful))
        if copy and (missing or doubtful):
            parts.append(_("The copy is {path}.").format(path=copy.path))
        self.notices.append(Notice(" ".join(parts), grave=bool(missing or doubtful)))

    def _mend(self) -> None:
        """Set a damaged file aside and restore what can be restored, on disk if that is allowed, else in memory."""
        held = False
        failure: OSError | None = None
        if not self._depth and not self.read_only and self._file_lock.free:
            try:
                held = self._file_lock.acquire(LOCK_TIMEOUT)
            except OSError as error:
                failure = error
        try:
            raw = self._bytes()
            try:
                self._take(raw)  # another process may have mended it while this one waited
                return
            except layout.Unreadable:
                pass
            self._tables, failure = self._restored(raw, failure)
            if failure is not None:
                self.read_only = _(
                    "The notebook {path} is damaged and could not be mended on disk ({reason}); "
                    "what could be saved is shown, for reading only."
                ).format(path=self.path, reason=failure.strerror or failure)
                self.notices.append(Notice(self.read_only, grave=True))
        finally:
            if held:
                self._file_lock.release()

    def _restored(self, raw: bytes | None, failure: OSError | None) -> tuple[Tables, OSError | None]:
        copy = self._in_memory() or recovery.newest_good(self.path)
        mended = recovery.mend(raw or b"", copy)
        kind = _kind(raw)
        aside = None
        if not self.read_only and failure is None:
            try:
                if raw and kind in recovery.KINDS:
                    aside = recovery.set_aside(self.path, raw, kind)
                atomic.write(self.path, *layout.encode(mended.tables, SCHEMA, self._lines))
                self._signature = self._sign()
            except OSError as error:
                failure = error
        self.notices.append(recovery.told(self.path, aside, kind, mended, copy))
        return mended.tables, failure

    def _in_memory(self) -> recovery.Copy | None:
        """What this process last read or wrote, if it has: newer than any generation."""
        return recovery.Copy(self._tables, datetime.now(UTC)) if self._tables and any(self._tables.values()) else None

    # ------------------------------------------------------------------------------------------------------- writing

    def _save(self, tables: Tables) -> None:
        now = datetime.now(UTC)
        try:
            if self._kept is None or (self._kept.date() != now.date() and generations.due(self.path, now)):
                self._keep_generation()
            self._kept = now
            with layout.collecting_later():
                if self._unlearnt and self._tables:
                    self._lines.learn(self._unlearnt, self._tables)
                    self._unlearnt = b""
                pieces = layout.encode(tables, SCHEMA, self._lines)
            try:
                atomic.write(self.path, *pieces)
            except atomic.Unsynced as error:
                said = _("The notebook {path} was written, but the disk did not confirm it: {reason}.")
                self.notices.append(Notice(said.format(path=self.path, reason=error.strerror or error), grave=True))
            self._signature = self._sign()
        except OSError as error:
            self.forget()
            raise self._not_written(error) from error
        except BaseException:
            self.forget()
            raise
        self._tables = tables

    def _keep_generation(self) -> None:
        """Keep the file as it is now among the generations; a failure is told, but stops nobody from saving."""
        try:
            generations.keep(self.path, datetime.now(UTC))
        except OSError as error:
            self.notices.append(
                Notice(_("No copy of the notebook could be kept: {reason}").format(reason=error.strerror or error))
            )

    def _not_written(self, error: OSError) -> NotebookError:
        return NotebookError(
            _("The notebook {path} could not be written: {reason}. It is as it was before.").format(
                path=self.path, reason=error.strerror or error
            )
        )

    def _not_read(self, error: OSError) -> NotebookError:
        return NotebookError(
            _("The notebook {path} could not be read: {reason}.").format(path=self.path, reason=error.strerror or error)
        )


class NotebookTable(TinyTable):
    """A TinyDB table with UUID keys, whose changes are transactions and never touch what readers hold."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's own way to have other keys than integers
    default_query_cache_capacity = 0  # another process may have written: only the storage knows what is current

    def _get_next_id(self) -> str:
        return str(uuid4())

    def _update_table(self, updater: Callable[[dict[Any, Any]], None]) -> None:
        storage: Any = self._storage
        with storage.transaction():
            tables = storage.read()
            table = dict(tables.get(self.name, {}))
            try:
                updater(table)
            except BaseException:
                storage.forget()
                raise
            storage.write({**tables, self.name: table})

    def change(self, put: Table, gone: set[str]) -> None:
        """Put documents under their keys, in place of those there, and remove others; keys not there are skipped."""

        def updater(table: dict[Any, Any]) -> None:
            table.update(put)
            for key in gone:
                table.pop(key, None)

        self._update_table(updater)


class NotebookDB(TinyDB):
    """TinyDB over a SafeStorage, with tables that have UUID keys."""

    default_storage_class = SafeStorage  # type: ignore[assignment]  # TinyDB's annotation names its own storage
    table_class = NotebookTable


def _keep_known(tables: Tables, known: Tables) -> None:
    """Have documents that are as they were be the same objects, so that what was made of them still serves."""
    for name, table in tables.items():
        if former := known.get(name):
            for key, document in table.items():
                if (there := former.get(key)) == document:
                    table[key] = there


def _kind(raw: bytes | None) -> str:
    if raw is None:
        return "missing"
    if not raw.strip():
        return "empty"
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return "damaged"
    return "damaged" if layout.FORMAT.encode() in raw[: layout.HEAD] else "foreign"
