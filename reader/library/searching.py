"""Full-text search as one types: candidates from the indexes, the best first, with snippets from the articles' text."""

from __future__ import annotations

import sqlite3

from reader.library import records
from reader.library.selecting import summaries
from reader.library.terms import fold, phrase
from reader.library.values import Hit, Snippet, Summary
from reader.model import Article

CANDIDATES = 600
"""How many articles are ranked. Of a search that finds more, those in headlines and the newest come in."""


def search_terms(connection: sqlite3.Connection, terms: list[str], limit: int) -> list[Hit]:
    """The best ``limit`` articles that hold every one of ``terms``."""
    phrases = [found for term in terms if (found := phrase(term)) is not None]
    if not phrases:
        return []
    match = " AND ".join(phrases)
    scores: dict[int, float] = {}
    for columns, bonus in (("{headline byline} : ", 5.0), ("", 0.0)):
        for row, score in connection.execute(
            "SELECT rowid, bm25(grams, 8.0, 4.0, 1.0) FROM grams WHERE grams MATCH ? ORDER BY rowid DESC LIMIT ?",
            (f"{columns}({match})", CANDIDATES),
        ):
            scores[row] = max(scores.get(row, float("-inf")), bonus - score)
    best = sorted(scores, key=lambda row: (-scores[row], -row))[:limit]
    return [make_hit(connection, summary, terms, scores[summary.row]) for summary in summaries(connection, best)]


def make_hit(connection: sqlite3.Connection, summary: Summary, terms: list[str], score: float) -> Hit:
    """``summary`` as a hit, with what was found shown in headline and text."""
    body = connection.execute("SELECT body FROM content WHERE article = ?", (summary.row,)).fetchone()
    article = records.article_of(body[0])
    return Hit(
        summary,
        Snippet(summary.headline, tuple(find_spans(summary.headline, terms)), "headline"),
        tuple(snippets(article, terms)),
        score,
    )


def find_spans(text: str, terms: list[str]) -> list[tuple[int, int]]:
    """Where ``terms`` stand in ``text``, variants alike: half-open ranges in order, merged where they overlap."""
    folded = fold(text)
    found = []
    for term in map(fold, terms):
        start = folded.find(term)
        while term and start >= 0:
            found.append((start, start + len(term)))
            start = folded.find(term, start + len(term))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def snippets(article: Article, terms: list[str], *, count: int = 2, around: int = 18) -> list[Snippet]:
    """Up to ``count`` places in the article's text, with ``around`` characters of the paragraph on both sides."""
    made: list[Snippet] = []
    text = article.text
    covered = -1
    for start, end in find_spans(text, terms):
        if start < covered:
            continue
        left = max(text.rfind("\n", 0, start) + 1, start - around)
        stop = text.find("\n", end)
        right = min(len(text) if stop < 0 else stop, end + around)
        piece = text[left:right]
        cut_left = left > 0 and text[left - 1] != "\n"
        cut_right = right < len(text) and text[right] != "\n"
        shift = 1 if cut_left else 0
        spans = tuple((a + shift, b + shift) for a, b in find_spans(piece, terms))
        made.append(Snippet("…" * cut_left + piece + "…" * cut_right, spans, "text", left))
        covered = right
        if len(made) == count:
            break
    return made
