"""A sentence with its source, as one quotes it."""

from __future__ import annotations

import re

from reader.exports.citations import Publication
from reader.model import Article

_END = re.compile(r"[。！？!?]+[”’」』）)】]*")


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` that holds the code points from ``start`` to ``end``, or the sentences if it is several.

    A sentence ends at 。！？ and the half-width !? with the closing marks behind them, or with its paragraph.
    """
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    last = len(text) if stop < 0 else stop
    for stop_mark in _END.finditer(text, first, last):
        if stop_mark.end() <= start:
            first = stop_mark.end()
        elif stop_mark.start() >= end:
            last = stop_mark.end()
            break
    return text[first:last].strip()


def quotation(article: Article, start: int, end: int, publication: Publication | None = None) -> str:
    """The sentence about a place in ``article.text``, then a line with headline, paper or file, byline and date."""
    publication = publication or Publication()
    where = publication.paper or article.source
    if publication.paper and publication.page:
        where += f" {publication.page}"
    names = "、".join(article.bylines) or article.byline_text or ""
    about = "，".join(part for part in (f"《{article.title}》", where, names, publication.date or article.date) if part)
    return f"{sentence_at(article.text, start, end)}\n——{about}"
