"""A library that passes with the session, where the user's own cannot be written: pages are read all the same."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.language import _
from reader.library import Library
from reader.library.errors import LibraryError

ROOM = 4_000_000
"""Bytes that must be free for the library: what reading a page writes, its log and the indexes taken together."""

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory, for when every disk is full."""


def hindrance(path: Path, room: int = ROOM) -> str:
    """Why the file ``path``, there or not, cannot be written with ``room`` bytes more; "" where nothing is in the way.

    Quick: nothing is written, so what only shows in writing (a quota, a failing disk) is not found.
    """
    folder = next((each for each in path.parents if each.exists()), path.parent)
    for each in (folder, path):
        if each.exists() and not os.access(each, os.W_OK):
            return _("{path} cannot be written").format(path=each)
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return ""
    return _("the disk that holds {path} is full").format(path=folder) if free < room else ""


def opened(path: Path) -> tuple[Library, TemporaryDirectory[str]]:
    """A library in a temporary folder, which goes with the folder: a copy of the one at ``path``, or an empty one.

    Raises LibraryError where there is no room for either.
    """
    problem: Exception = LibraryError(_("{path} cannot be written").format(path=MEMORY))
    for place in (None, *([str(MEMORY)] if MEMORY.is_dir() else [])):
        try:
            folder = TemporaryDirectory(prefix="newsreader-", dir=place, ignore_cleanup_errors=True)
        except OSError as error:
            problem = error
            continue
        copy = Path(folder.name) / path.name
        try:
            _copied(path, copy)
            return Library.open(copy), folder
        except (OSError, LibraryError):  # damaged, of another version, too large
            for left in copy.parent.glob("*"):
                left.unlink()
        try:
            return Library.open(copy), folder
        except LibraryError as error:
            problem = error
            folder.cleanup()
    raise LibraryError(str(problem)) from problem


def _copied(path: Path, copy: Path) -> None:
    """Copy the library and the log beside it, unless that would fill the disk."""
    files = [each for each in (path, path.with_name(path.name + "-wal")) if each.is_file()]
    if sum(each.stat().st_size for each in files) > shutil.disk_usage(copy.parent).free // 2:
        return
    for each in files:
        target = copy.with_name(each.name)
        shutil.copyfile(each, target)
