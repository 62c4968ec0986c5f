"""RSS and Atom: a page for each entry that carries its text."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from reader.language import _
from reader.model import RawPage
from reader.pages.formats.build import day, one_line
from reader.pages.formats.html import one_article, tree_of
from reader.pages.formats.markup import blocks
from reader.pages.formats.outline import Block
from reader.pages.formats.source import FormatError, Source, missing_extra, shown, too_large

MAX_FEED = 32 * 1024 * 1024


def read(source: Source) -> Iterator[RawPage]:
    """The entries of a feed, newest as the feed has them. Needs the extra ``feeds``.

    The source of a page is the entry's own address, else the feed's with the entry's number. Raises FormatError if
    the feed is above MAX_FEED or damaged, if none of its entries holds text, or if feedparser is not installed.
    """
    try:
        import feedparser
    except ImportError as error:
        raise missing_extra(source.shown, "feeds") from error
    if len(source.data) > MAX_FEED:
        raise too_large(source.shown, MAX_FEED)
    try:
        feed = feedparser.parse(source.data, resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError, RecursionError, AssertionError) as error:
        raise FormatError(_("{name} is a damaged feed ({why})").format(name=source.shown, why=error)) from error
    found = False
    for number, entry in enumerate(feed.entries, 1):
        link = entry.get("link", "")
        name = shown(link) if link.lower().startswith(("http://", "https://")) else f"{source.shown}#{number}"
        texts = _texts(entry, name)
        if texts:
            found = True
            yield one_article(texts, name, _fields(entry, feed.feed, name))
    if not found:
        raise FormatError(_("{name} is a feed without any article's text").format(name=source.shown))


def _texts(entry: Any, name: str) -> list[Block]:
    """The paragraphs of an entry: its content, or its summary where that is all it carries."""
    for detail in (*entry.get("content", ()), entry.get("summary_detail") or {}):
        value = detail.get("value", "")
        if found := _blocks(value, name, plain=detail.get("type") == "text/plain"):
            return found
    return []


def _blocks(value: str, name: str, *, plain: bool) -> list[Block]:
    if not value.strip():
        return []
    if plain or "<" not in value:
        return [Block(0, line.strip()) for line in value.splitlines() if line.strip()]
    try:
        return list(blocks(tree_of(value, name)))
    except FormatError:
        return []


def _fields(entry: Any, feed: Any, name: str) -> dict[str, str]:
    headline = " ".join(block.text for block in _blocks(entry.get("title", ""), name, plain=False))
    labels = [one_line(tag.get("term")) for tag in entry.get("tags", ()) if tag.get("term")]
    return {
        "headline": headline,
        "byline": one_line(entry.get("author")),
        # A list of keywords is no section; one short label is.
        "section": labels[0] if len(labels) == 1 and len(labels[0]) <= 8 else "",
        "date": _day(entry) or "",
        "paper": one_line(feed.get("title")),
    }


def _day(entry: Any) -> str | None:
    """The day in the feed's own time zone: in Beijing it is tomorrow already when the day begins in Greenwich."""
    for key in ("published", "updated", "created"):
        printed = entry.get(key, "")
        if found := day(printed):
            return found
        try:
            return parsedate_to_datetime(printed).date().isoformat()
        except (ValueError, TypeError, IndexError):
            continue
    return None
