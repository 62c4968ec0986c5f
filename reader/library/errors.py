"""What can go wrong in the library, told so that a user can act on it."""

from __future__ import annotations

from reader.errors import ReaderError


class LibraryError(ReaderError):
    """The library's file cannot be opened, read or written."""


class NewerLibraryError(LibraryError):
    """The library was written by a newer newsreader; this one would damage it."""


class DamagedLibraryError(LibraryError):
    """The library's file is not a sound SQLite database."""


class NotInLibraryError(LibraryError):
    """An article or page was asked for that the library does not hold."""


class QueryError(ReaderError):
    """A query cannot be understood; ``start`` and ``end`` (code points, half-open) say where."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
