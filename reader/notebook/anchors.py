"""Anchors: a place in an article by position and by quotation, and how it is found again when the article changes."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import Quote
from reader.notebook.values import How

CONTEXT = 32
"""Characters of context kept before and after a quotation."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation was found: ``start``–``end`` over the text, how sure (0 to 1), and by what."""

    start: int
    end: int
    confidence: float
    how: How


def quote(text: str, start: int, end: int) -> Quote:
    """The quotation of ``text[start:end]`` with its context. Raises ValueError if the range is not within the text."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}–{end} is not a range of a text of {len(text)} characters")
    return Quote(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def locate(text: str, quote: Quote) -> Place | None:
    """The place in ``text`` that ``quote`` means, or None if it is gone."""
    if text[quote.start : quote.end] == quote.exact:
        return Place(quote.start, quote.end, 1.0, "exact")
    start = text.find(quote.exact)
    return None if start < 0 else Place(start, start + len(quote.exact), 0.9, "context")
