"""What the library answers with: rows for a list, hits of a search, counts for a sidebar."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import Flag


@dataclass(frozen=True, slots=True)
class Summary:
    """One article as a list shows it. ``id`` is ``Article.id``; ``row`` the library's own number of it.

    ``headline`` is the opening words where the article has none; ``length`` is in code points of its text; ``date`` is
    ISO 8601 or ""; ``source`` the first path or address it came from. ``fiction`` marks the program's own samples, what
    they report is invented. ``place`` is where the reader was, an offset in the text. ``marked`` tells whether there
    are marks (perhaps of an older analyser).
    """

    id: str
    row: int
    headline: str
    section: str
    byline: str
    date: str
    length: int
    flags: tuple[Flag, ...]
    source: str
    fiction: bool
    read: bool
    place: int
    starred: bool
    marked: bool
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text around what was found. ``spans`` are half-open ranges of ``text``, in order, not overlapping.

    ``field`` is where it stands: "headline", "byline", "text" or "note". ``offset`` is where ``text`` begins in
    ``Article.text`` (for field "text", else 0), not counting the "…" put where it was cut.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    field: str = "text"
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found: the row for the list, its headline with what was found in it, and places in the text.

    ``score`` is higher for the better hit; it can be compared within one search only. ``also`` are further answers that
    are nearly the same article, and are no hits of their own.
    """

    summary: Summary
    headline: Snippet
    snippets: tuple[Snippet, ...]
    score: float
    also: tuple[Summary, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts for a sidebar, each list of (value, articles). Months are YYYY-MM, newest first; the others by count."""

    total: int
    unread: int
    starred: int
    noted: int
    sections: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]
    saved: tuple[SavedSearch, ...]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query kept under a name, with the order of its results."""

    name: str
    query: str
    sort: str
