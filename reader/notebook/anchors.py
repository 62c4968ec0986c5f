"""Anchors: a place in an article by position and by quotation, and how it is found again when the article changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.model import Quote
from reader.notebook.fuzzy import distances, likeness, start_of
from reader.notebook.values import How

CONTEXT = 32
"""Characters of context kept before and after a quotation."""

SURE = 0.5
"""The confidence below which a place is not one: the note is adrift."""

CLEAR = 0.8
"""The confidence from which the same words are taken without looking for words that are like them."""

_FUZZY_LENGTH = 6
"""The shortest quotation looked for by likeness; any shorter is like too many things."""

_OCCURRENCES = 500
"""So many occurrences of the same words are compared; what stands more often is no anchor without its position."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation was found: ``start``–``end`` over the text, how sure (0 to 1), and by what.

    ``how`` is "exact" if words and context stand where they stood, "context" if the words are the same and the
    context says which of them, "fuzzy" if the words have become others and likeness had to decide.
    """

    start: int
    end: int
    confidence: float
    how: How


def quote(text: str, start: int, end: int) -> Quote:
    """The quotation of ``text[start:end]`` with its context. Raises ValueError if the range is not within the text."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}–{end} is not a range of a text of {len(text)} characters")
    return Quote(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def locate(text: str, quote: Quote, *, fuzzy: bool = True) -> Place | None:
    """The place in ``text`` that ``quote`` means, or None if it is gone.

    Tried in turn: the very place; the same words elsewhere, their context deciding between several; and unless that
    is CLEAR, or ``fuzzy`` is False, words that are like them, or whatever now stands between the same contexts.
    """
    if quote.end > quote.start and not (quote.exact or quote.prefix or quote.suffix):
        # Another program's annotation with a position and no words: nothing speaks for it and nothing against it.
        return Place(quote.start, quote.end, SURE, "context") if quote.end <= len(text) else None
    if _is_there(text, quote):
        return Place(quote.start, quote.start + len(quote.exact), 1.0, "exact")
    places = list(_same_words(text, quote)) if quote.exact else []
    if fuzzy and not any(place.confidence >= CLEAR for place in places):
        places += [*_like_words(text, quote), *_between_contexts(text, quote)]
    best = max(places, key=lambda p: (p.confidence, -abs(p.start - quote.start)), default=None)
    return best if best and best.confidence >= SURE else None


def _is_there(text: str, quote: Quote) -> bool:
    """Whether words and context stand at the very place."""
    end = quote.start + len(quote.exact)
    return quote.start <= len(text) and (
        text.startswith(quote.exact, quote.start)
        and text.endswith(quote.prefix, 0, quote.start)
        and text.startswith(quote.suffix, end)
    )


def _same_words(text: str, quote: Quote) -> Iterator[Place]:
    """The occurrences of the quoted words, each with how sure it is the one that was meant."""
    starts = _occurrences(text, quote.exact)
    if text.startswith(quote.exact, quote.start) and quote.start not in starts:
        starts.append(quote.start)
    contexts = {start: _context(text, start, start + len(quote.exact), quote) for start in starts}
    # Long words mean one place by themselves; short ones only by their context.
    alone = min(0.9, len(quote.exact) / (len(quote.exact) + 4))
    for start, context in contexts.items():
        end = start + len(quote.exact)
        confidence = alone + (1 - alone) * context
        rivals = sum(1 for other, its in contexts.items() if other != start and its > context - 0.1)
        if rivals:
            confidence *= max(context, 0.5) if start == quote.start else context / 2 + 0.25 / rivals
        yield Place(start, end, round(min(confidence, 0.99), 3), "context")


def _occurrences(text: str, words: str) -> list[int]:
    starts: list[int] = []
    start = text.find(words)
    while start >= 0 and len(starts) < _OCCURRENCES:
        starts.append(start)
        start = text.find(words, start + 1)
    return starts


def _context(text: str, start: int, end: int, quote: Quote) -> float:
    """How like the words about ``start``–``end`` are to the quotation's context; 0 if it has none to go by."""
    total = len(quote.prefix) + len(quote.suffix)
    if not total:
        return 0.0
    before = likeness(quote.prefix, text[max(0, start - len(quote.prefix)) : start]) if quote.prefix else 0.0
    after = likeness(quote.suffix, text[end : end + len(quote.suffix)]) if quote.suffix else 0.0
    return (before * len(quote.prefix) + after * len(quote.suffix)) / total


def _like_words(text: str, quote: Quote) -> Iterator[Place]:
    """The parts of ``text`` most like the quoted words."""
    length = len(quote.exact)
    if length < _FUZZY_LENGTH:
        return
    ends = distances(quote.exact, text)
    least = min(ends)
    if least > 0.4 * length:
        return
    near = sorted((distance, end) for end, distance in enumerate(ends) if distance <= least + length // 20)
    for distance, end in near[:20]:
        start = start_of(quote.exact, text, end)
        confidence = 0.7 * (1 - distance / length) + 0.3 * _context(text, start, end, quote)
        if start < end:
            yield Place(start, end, round(confidence, 3), "fuzzy")


def _between_contexts(text: str, quote: Quote) -> Iterator[Place]:
    """What stands between the context before and the context after: the place of words that were replaced."""
    if len(quote.prefix) < 4 or len(quote.suffix) < 4:
        return
    before = distances(quote.prefix, text)
    after = distances(quote.suffix[::-1], text[::-1])[::-1]  # for each i: the distance of the part that starts at i
    starts = _best(before, 0.3 * len(quote.prefix))
    ends = _best(after, 0.3 * len(quote.suffix))
    for start in starts:
        for end in ends:
            if not (start < end or (start == end and not quote.exact)) or end - start > 2 * len(quote.exact) + 8:
                continue
            context = 1 - (before[start] + after[end]) / (len(quote.prefix) + len(quote.suffix))
            confidence = context * (0.6 + 0.35 * likeness(quote.exact, text[start:end]))
            yield Place(start, end, round(confidence, 3), "fuzzy")


def _best(found: list[int], most: float) -> list[int]:
    """The positions of the least distance, if it is at most ``most``; a few at the most."""
    least = min(found)
    return [position for position, distance in enumerate(found) if distance == least][:20] if least <= most else []
