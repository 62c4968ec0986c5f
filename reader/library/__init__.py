"""The library: articles kept on disk, searched and listed in an instant (SQLite)."""

from __future__ import annotations

from reader.library.errors import (
    DamagedLibraryError,
    LibraryError,
    NewerLibraryError,
    NotInLibraryError,
    QueryError,
)
from reader.library.library import Library
from reader.library.selecting import DEFAULT_ORDER, ORDERS, Selection
from reader.library.values import Facets, Hit, SavedSearch, Snippet, Summary

__all__ = [
    "DEFAULT_ORDER",
    "ORDERS",
    "DamagedLibraryError",
    "Facets",
    "Hit",
    "Library",
    "LibraryError",
    "NewerLibraryError",
    "NotInLibraryError",
    "QueryError",
    "SavedSearch",
    "Selection",
    "Snippet",
    "Summary",
]
