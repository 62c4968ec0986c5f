"""Drafts: what is being typed, journalled as it is typed and offered again after a crash."""

from __future__ import annotations

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from reader.language import _
from reader.notebook import atomic, layout
from reader.notebook.lock import FileLock
from reader.notebook.records import draft_document, draft_of
from reader.notebook.values import Draft

DELAY = 0.3
"""Seconds from a keystroke to the disk, at most: what a power failure can cost."""

COMPACT = 512 * 1024
"""Bytes from which a journal is written anew with only the latest state of each draft."""


class Drafts:
    """The notes being written in this process, and those that a process before it left unfinished.

    ``keep`` is called at every keystroke: it returns at once, and the text is on disk DELAY later. ``flush`` has it
    on disk when it returns, and may be called from a signal handler. Neither ever raises; ``problem`` says what is
    wrong, and every later ``keep`` or ``flush`` tries again.

    Each process appends to a journal of its own, one state of a draft a line, the last line of a draft counting, and
    holds a lock on it; a journal whose lock is free is one whose process ended without finishing.
    """

    def __init__(self, notebook: Path, *, is_saved: Callable[[Draft], bool] = lambda draft: False) -> None:
        """Drafts beside the file ``notebook``. ``is_saved`` says of a draft left behind whether it is a note already.

        Nothing is made or read on disk before it is needed.
        """
        self._folder = notebook.with_name(notebook.stem + ".drafts")
        self._journal = self._folder / f"{uuid4()}.jsonl"
        # Held over writing to disk alone: a keystroke never waits for it. Reentrant, for a signal may come while it is
        # held by the thread that then flushes in its handler.
        self._disk = threading.RLock()
        self._file_lock = FileLock(self._journal.with_suffix(".lock"))
        self._handle: int | None = None
        self._size = 0
        self._open: dict[str, Draft] = {}
        self._left: dict[str, Draft] = {}
        self._typed: deque[tuple[str, Draft | None]] = deque()  # as it comes, appended to and taken from by any thread
        self._pending: dict[str, Draft | None] = {}  # the latest of each that is not yet on disk
        self._armed = False
        self._problem = ""
        self._is_saved = is_saved

    @property
    def problem(self) -> str:
        """Why drafts cannot be written to disk at the moment, in words for the user; "" if they can."""
        return self._problem

    def keep(self, draft: Draft) -> None:
        """Take the draft as it is now; it replaces the former state with the same id."""
        self._open[draft.id] = draft
        self._left.pop(draft.id, None)
        self._later(draft.id, draft)

    def discard(self, draft_id: str) -> None:
        """The draft has become a note, or is not wanted: forget it."""
        known = [self._open.pop(draft_id, None), self._left.pop(draft_id, None)]
        if any(known):
            self._later(draft_id, None)

    def open(self) -> list[Draft]:
        """The drafts being written in this process."""
        return list(self._open.values())

    def left(self) -> list[Draft]:
        """The drafts that an ended process left behind, newest first: to be kept up, saved or discarded.

        They are taken over into this process's journal, so that no second process offers them too. Reads the disk.
        """
        with self._disk:
            self._adopt()
            return sorted(self._left.values(), key=lambda draft: draft.saved, reverse=True)

    def flush(self) -> None:
        """Write what is not yet on disk, at once."""
        with self._disk:
            self._armed = False  # before taking: what is typed from here on arms a timer of its own
            while self._typed:
                draft_id, draft = self._typed.popleft()
                self._pending[draft_id] = draft
            if not self._pending:
                return
            try:
                self._append()
            except OSError as error:
                self._problem = _("What you are typing cannot be kept on disk: {reason}.").format(
                    reason=error.strerror or error
                )
                self._let_go()
            else:
                self._pending.clear()
                self._problem = ""

    def close(self) -> None:
        """Flush and let the journal go; it is removed if no draft is open or left, else the next process offers it."""
        with self._disk:
            self.flush()
            self._let_go()
            if not self._open and not self._left and not self._file_lock.free:
                for path in (self._journal, self._file_lock.path):
                    with contextlib.suppress(OSError):
                        path.unlink()
            self._file_lock.release()

    # ------------------------------------------------------------------------------------------------------- within

    def _later(self, draft_id: str, draft: Draft | None) -> None:
        self._typed.append((draft_id, draft))
        if not self._armed:
            self._armed = True
            timer = threading.Timer(DELAY, self.flush)
            timer.daemon = True
            timer.start()

    def _append(self) -> None:
        """Append the pending states and have them on disk. Raises OSError."""
        if self._file_lock.free:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file_lock.acquire(0)
        content = b"".join(_record(draft_id, draft) for draft_id, draft in self._pending.items())
        if self._size + len(content) > COMPACT:
            self._let_go()
            content = b"".join(_record(key, draft) for key, draft in (self._left | self._open).items())
            atomic.write(self._journal, content)
            self._size = len(content) // 2  # a very long draft must not have all written anew at every keystroke
            return
        if self._handle is None:
            self._handle = os.open(self._journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            atomic.sync_folder(self._folder)
        atomic.write_all(self._handle, content)
        os.fsync(self._handle)
        self._size += len(content)

    def _let_go(self) -> None:
        if self._handle is not None:
            handle, self._handle = self._handle, None
            with contextlib.suppress(OSError):
                os.close(handle)

    def _adopt(self) -> None:
        """Take over the journals whose processes have ended."""
        try:
            journals = [path for path in self._folder.glob("*.jsonl") if path != self._journal]
        except OSError:
            return
        for journal in journals:
            lock = FileLock(journal.with_suffix(".lock"))
            try:
                if not lock.acquire(0):
                    continue
                found = _read(journal)
            except OSError as error:
                self._problem = _("Unfinished notes in {path} cannot be read: {reason}.").format(
                    path=journal, reason=error.strerror or error
                )
                lock.release()
                continue
            try:
                for draft in found:
                    if draft.id not in self._open and not self._is_saved(draft):
                        self._left[draft.id] = self._pending[draft.id] = draft
                self.flush()
                if not self._pending:  # safe in the journal of this process
                    for path in (journal, lock.path):
                        with contextlib.suppress(OSError):
                            path.unlink()
            finally:
                lock.release()


def _record(draft_id: str, draft: Draft | None) -> bytes:
    """A line of the journal; None is a draft that is done with. Blank before, so that no torn line swallows it."""
    return b"\n" + layout.dumps({"id": draft_id} | (draft_document(draft) if draft else {"done": True})) + b"\n"


def _read(journal: Path) -> list[Draft]:
    """The latest state of each draft in ``journal``; lines torn by a crash are passed over. Raises OSError."""
    found: dict[str, Draft] = {}
    for line in journal.read_bytes().split(b"\n") if journal.exists() else []:
        try:
            document = layout.loads(line)
            draft_id = document["id"]
            if document.get("done"):
                found.pop(draft_id, None)
            else:
                found[draft_id] = draft_of(draft_id, document)
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
            continue
    return list(found.values())
