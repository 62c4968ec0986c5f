"""Replacing a file so that at every moment, whatever fails, the old content or the new is there, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EISDIR}


class Unsynced(OSError):
    """The new content is in its place, whole, but the disk has not confirmed it."""


def write(path: Path, *pieces: bytes) -> None:
    """Put ``pieces``, one after another, at ``path``, readable by its owner alone; on return the disk has it.

    A temporary file beside it is written, synced and renamed over it, and the folder synced. Raises OSError; then
    ``path`` is as it was and no temporary stays. Raises Unsynced if only the last step failed.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            for piece in pieces:
                write_all(handle, piece)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise Unsynced(error.errno, error.strerror) from error


def write_all(handle: int, content: bytes) -> None:
    """Write all of ``content`` to an open file; the system may take it in parts. Raises OSError."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on disk, where the system can (Windows and some file systems cannot)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def sweep(path: Path) -> None:
    """Remove the temporaries that killed writers of ``path`` left. Only for who holds the lock on it."""
    for stale in path.parent.glob(f".{path.name}.*.tmp"):
        with contextlib.suppress(OSError):
            stale.unlink()
