"""The values the notebook speaks in, beside `reader.model.Note`: stars, tag counts, notices, where a note stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from reader.errors import ReaderError
from reader.model import Note, Quote

COLOURS: tuple[str, ...] = ("yellow", "green", "blue", "pink", "orange", "purple")
"""The colours a highlight can have; the first is the default."""

TRASH_DAYS = 30
"""Days a deleted note stays in the trash before it is purged."""

TICK = timedelta(microseconds=1)
"""By how much a note's time of change grows when the program changed it and not its reader (moved, tag renamed)."""

How = Literal["exact", "context", "fuzzy", "reader"]
"""How a place was found: as it was, by the words about it, by likeness, or because the reader put it there."""


class NotebookError(ReaderError):
    """The notebook cannot do what was asked; the file is as it was before, and the message says what to do."""


class ReadOnlyNotebook(NotebookError):
    """The notebook was opened for reading only, and why is in the message (a newer version, a folder of others …)."""


class NoteMissing(NotebookError):
    """There is no note with this id, here or in the trash."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user must be told about the notebook; ``grave`` if notes were, or may have been, lost."""

    message: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Star:
    """A starred article. ``headline`` and ``source`` are the article's, so that a star is never without its place."""

    article_id: str
    starred: datetime
    headline: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the reader has put on an article as a whole: its tags, in the order given, and its star."""

    id: str
    article_id: str
    tags: tuple[str, ...] = ()
    starred: datetime | None = None
    headline: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, and how many notes and articles bear it or a tag below it (经济 counts what bears 经济/财政)."""

    name: str
    notes: int
    articles: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a note stands in its article as it is now: 1.0 and "exact", or found again less surely, or adrift.

    ``quote`` is the quotation the note was first made on, when the article's words have since become others.
    """

    adrift: bool = False
    confidence: float = 1.0
    how: How = "exact"
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of one note when its article changed: the note as it is now, and where it stands."""

    note: Note
    standing: Standing


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that is being written. ``id`` is the id the note will have, or has if an old note is being changed."""

    id: str
    article_id: str
    text: str
    saved: datetime
    anchor: Quote | None = None
    tags: tuple[str, ...] = ()
    colour: str | None = None
    headline: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Notes with where they stand, and what is on articles: what is exported and imported."""

    notes: tuple[Note, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    tagged: tuple[Tagged, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: notes new, changed by a newer state, and left as they were; articles tagged or starred."""

    added: int
    changed: int
    unchanged: int
    articles: int
