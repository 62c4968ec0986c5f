"""A watched folder: every file that appears or changes in it is handed on once it has become quiet."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from reader.errors import ReaderError
from reader.language import _
from reader.pages.formats import walk

_LOOK = 0.2  # seconds between two looks at the files that are not quiet yet
# What browsers and copying programs call a file that is not whole yet; it gets its own name when it is.
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", ".aria2")


class WatchError(ReaderError):
    """A folder cannot be watched, or not any more."""


class Stop(Protocol):
    """What says that watching should end, such as a threading.Event."""

    def is_set(self) -> bool: ...


def watch(
    folder: Path | str,
    found: Callable[[Path], None],
    *,
    stop: Stop | None = None,
    quiet: float = 2.0,
    existing: bool = True,
) -> None:
    """Call ``found`` with each file in ``folder``, at any depth, that appears or changes, until ``stop`` is set.

    A file is handed on when its size and time have not changed for ``quiet`` seconds, so that one still being written
    is not read half; it is handed on again when it changes again. With ``existing``, what lies there at the start is
    handed on too. Hidden files, backups and unfinished downloads are passed over. ``found`` is called in this thread
    and deals with its own failures. Raises WatchError if the folder is missing, goes away or cannot be watched, or if
    watchfiles is not installed; KeyboardInterrupt comes through.
    """
    try:
        from watchfiles import watch as changes
    except ImportError as error:
        raise WatchError(
            _("watching needs an optional package; install it with: pip install 'newsreader[watch]'")
        ) from error
    root = Path(folder)
    if not root.is_dir():
        raise WatchError(_("{name} is not a folder that can be watched").format(name=folder))
    waiting: dict[Path, tuple[float, tuple[int, int]]] = {}
    first = True
    try:
        # Kept short, since this is also the beat at which quiet files are noticed and the end is asked for.
        for changed in changes(
            root,
            watch_filter=None,
            debounce=400,
            rust_timeout=int(_LOOK * 1000),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        ):
            if stop is not None and stop.is_set():
                return
            # Only once watching has begun, so that nothing falls between the first look and the first change.
            names = list(walk([root])) if first and existing else []
            first = False
            names += [path for _change, name in changed for path in _files(Path(name), root)]
            for path in names:
                if (state := _state(path)) is not None:
                    waiting[path] = (time.monotonic(), state)
            for path in _quiet(waiting, quiet):
                found(path)
            if not root.is_dir():
                raise WatchError(_("{name} is gone; watching has ended").format(name=folder))
    except OSError as error:
        raise WatchError(
            _("{name} cannot be watched: {why}").format(name=folder, why=error.strerror or error)
        ) from error


def _files(path: Path, root: Path) -> Iterator[Path]:
    """The files that a change may be about: a folder moved in reports itself, not what is in it."""
    try:
        below = path.relative_to(root).parts
    except ValueError:
        try:
            below = path.relative_to(root.resolve()).parts
        except ValueError:
            return
    name = path.name.lower()
    if any(part.startswith(".") for part in below) or name.endswith(("~", *_UNFINISHED)):
        return
    place = root.joinpath(*below)
    if place.is_dir():
        yield from (file for file in walk([place]) if file != place and not file.name.lower().endswith(_UNFINISHED))
    else:
        yield place


def _state(path: Path) -> tuple[int, int] | None:
    """A file's size and time of change; None if it is no file (any more)."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def _quiet(waiting: dict[Path, tuple[float, tuple[int, int]]], seconds: float) -> list[Path]:
    """The files that have kept still long enough, in order of name; they wait no more."""
    now = time.monotonic()
    done: list[Path] = []
    for path, (since, before) in list(waiting.items()):
        state = _state(path)
        if state is None:
            del waiting[path]
        elif state != before:
            waiting[path] = (now, state)
        elif now - since >= seconds:
            del waiting[path]
            done.append(path)
    return sorted(done)
