"""A lock between processes, held on a file of its own (flock on Unix, msvcrt on Windows) and gone with its holder."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """An exclusive lock; not reentrant, and not for sharing between threads: guard it with a thread's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def acquire(self, timeout: float) -> bool:
        """Take the lock within ``timeout`` seconds (0: now or not at all); whether it was got.

        Raises OSError if the lock file cannot be made or the file system has no locks. The file is never removed:
        one who waits on a removed file would hold a lock that nobody else sees.
        """
        deadline = time.monotonic() + timeout
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        pause = 0.001
        while True:
            try:
                _try(handle)
            except (BlockingIOError, PermissionError):
                if time.monotonic() >= deadline:
                    os.close(handle)
                    return False
                time.sleep(pause)
                pause = min(pause * 1.5, 0.02)
            except BaseException:
                os.close(handle)
                raise
            else:
                self._handle = handle
                return True

    @property
    def free(self) -> bool:
        """Whether this object does not hold the lock (another may)."""
        return self._handle is None

    def release(self) -> None:
        """Let the lock go; closing the file does it on every system."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            os.close(handle)
