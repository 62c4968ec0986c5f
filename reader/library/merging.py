"""The pieces that an import leaves the indexes in, merged in the background: a search then looks at fewer."""

from __future__ import annotations

from collections.abc import Callable

from reader.library.library import Library

_INDEXES = ("grams", "words")
_STEP = 300
"""Pages of the file that are written in one transaction, about 1 MB: other writers wait for as long as that takes."""


def merge(library: Library, *, cancelled: Callable[[], bool] | None = None) -> None:
    """Merge while four pieces or more of about the same size are left (FTS5 calls it "merge", "usermerge" is 4).

    May be broken off after any step. To be called from a worker thread.
    """
    for index in _INDEXES:
        while cancelled is None or not cancelled():
            with library.store.writing() as connection:
                before = connection.total_changes
                connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {_STEP})")
                if connection.total_changes - before < 2:  # as the manual has it: nothing was left to be merged
                    break
