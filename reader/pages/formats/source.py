"""One thing to be read: its bytes, its name and what it is shown as; with the limits that hold for every format."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from reader.errors import ReaderError
from reader.language import _
from reader.typography import clean

MAX_BYTES = 256 * 1024 * 1024
"""The most that is read of one file, in bytes; a file is held in memory whole while it is being understood."""


class FormatError(ReaderError):
    """Something cannot be read as a newspaper page; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file. ``name`` is its bare name, for its suffix; ``shown`` is the source as the user gave it."""

    data: bytes
    name: str
    shown: str

    @property
    def suffix(self) -> str:
        """The suffix in lower case with its dot (".html"), or "" where there is none."""
        return PurePosixPath(self.name).suffix.lower()


def shown(path: Path | str) -> str:
    """A path or address as it can be shown: no control characters, no bytes that are not text."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return " ".join(clean(text).splitlines())


def size(number: int) -> str:
    """A size in bytes for the eyes: 3.2 MB."""
    return f"{number / 1024 / 1024:.1f} MB" if number >= 1024 * 1024 else f"{max(1, number // 1024)} kB"


def too_large(name: str, limit: int = MAX_BYTES) -> FormatError:
    """The refusal of something above ``limit`` bytes."""
    return FormatError(
        _("{name} is too large: more than {limit} is not read at once; split it into smaller files").format(
            name=name, limit=size(limit)
        )
    )


def missing_extra(name: str, extra: str) -> FormatError:
    """The refusal of a format whose optional package is not installed."""
    return FormatError(
        _("{name} needs an optional package; install it with: pip install 'newsreader[{extra}]'").format(
            name=name, extra=extra
        )
    )


def open_file(path: Path | str) -> Source:
    """The file at ``path`` as bytes.

    Raises FormatError if it is missing, a folder, a device or a pipe, empty, above MAX_BYTES or without permission.
    """
    name = shown(path)
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise FormatError(_("{name} is a folder").format(name=name))
        if not stat.S_ISREG(found.st_mode):
            raise FormatError(
                _("{name} is a device or a pipe, not a file; to read from a pipe, give - instead").format(name=name)
            )
        if found.st_size > MAX_BYTES:
            raise too_large(name)
        try:
            data = _all(file, name)
        except OSError as error:
            raise _refusal(path, error) from error
    return Source(data, Path(path).name, name)


def open_standard_input() -> Source:
    """Everything on standard input. Raises FormatError if it is a terminal, empty or above MAX_BYTES."""
    name = _("standard input")
    if sys.stdin is None or sys.stdin.closed:
        raise FormatError(_("there is no standard input to read"))
    if sys.stdin.isatty():
        raise FormatError(_("standard input is the terminal; give a file, or pipe a page into newsreader"))
    try:
        return Source(_all(sys.stdin.buffer, name), "", "-")
    except OSError as error:
        raise FormatError(_("{name} cannot be read: {why}").format(name=name, why=error.strerror)) from error


def _all(file: BinaryIO, name: str) -> bytes:
    """The whole of ``file``, which may grow while it is read."""
    pieces: list[bytes] = []
    length = 0
    while piece := file.read(1 << 20):
        length += len(piece)
        if length > MAX_BYTES:
            raise too_large(name)
        pieces.append(piece)
    if not length:
        raise FormatError(_("{name} is empty").format(name=name))
    return b"".join(pieces)


def _refusal(path: Path | str, error: Exception) -> FormatError:
    """Why ``path`` could not be opened, in words."""
    name = shown(path)
    if isinstance(error, FileNotFoundError):
        return FormatError(_("{name} does not exist").format(name=name))
    if isinstance(error, PermissionError):
        return FormatError(_("{name} may not be read: you have no permission").format(name=name))
    if isinstance(error, IsADirectoryError):
        return FormatError(_("{name} is a folder").format(name=name))
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FormatError(_("{name} cannot be read: {why}").format(name=name, why=why))
