"""The index of words: jieba's search segmentation, by which whole words rank first and pinyin finds words of the text.

It is made behind the import, in the background, since segmenting costs several times what storing does; whatever is
searched is found without it, through the pairs of terms.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from reader import words
from reader.library.pinyin import TermRow, put_terms, reading
from reader.library.terms import fold, is_word
from reader.model import Article

_LONGEST_TERM = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one article: tokens for the index's columns, and terms that pinyin is to find."""

    headline: str
    byline: str
    body: str
    terms: tuple[TermRow, ...]


def wording_of(article: Article) -> Wording:
    """The words of ``article`` (two ideographs and more; each once, variants alike). Loads jieba."""
    columns = [
        _words("\n".join(filter(None, (article.kicker, article.headline, article.subtitle)))),
        _words("\n".join(filter(None, (article.section, article.byline_text)))),
        _words(article.text),
    ]
    known = {word for column in columns for word in column if len(word) <= _LONGEST_TERM}
    terms = tuple(map(reading, sorted(known)))
    headline, byline, body = (" ".join(column) for column in columns)
    return Wording(headline, byline, body, terms)


def put_wordings(connection: sqlite3.Connection, wordings: Iterable[tuple[int, Wording]]) -> None:
    """Index the words of articles, by number, that are there and have not been indexed yet."""
    fresh = [
        (row, wording)
        for row, wording in wordings
        if connection.execute("UPDATE article SET worded = 1 WHERE id = ? AND worded = 0", (row,)).rowcount
    ]
    put_terms(connection, (term for _row, wording in fresh for term in wording.terms))
    connection.executemany(
        "INSERT INTO words (rowid, headline, byline, body) VALUES (?, ?, ?, ?)",
        [(row, wording.headline, wording.byline, wording.body) for row, wording in fresh],
    )


def _words(text: str) -> list[str]:
    folded = fold(text)
    found = dict.fromkeys(folded[start:end] for start, end in words.cut_for_search(folded))
    return [word for word in found if is_word(word)]
