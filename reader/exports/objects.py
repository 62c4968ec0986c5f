"""The objects that `newsreader extract` prints: articles with their marks, and what was set aside, as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from reader.model import Article, Entity, Figure, Furniture, Marks, Page


def article_object(article: Article, marks: Marks | None = None) -> dict[str, Any]:
    """An article as JSON values: keys always the same and in this order, decimals as strings, what is absent null.

    ``start`` and ``end`` count code points over the paragraphs joined with a line feed.
    """
    return {
        "id": article.id,
        "headline": article.headline,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "section": article.section,
        "bylines": list(article.bylines),
        "byline_text": article.byline_text,
        "dateline": article.dateline,
        "date": article.date,
        "paragraphs": list(article.paragraphs),
        "flags": list(article.flags),
        "source": article.source,
        "figures": [figure_object(figure) for figure in marks.figures] if marks else [],
        "entities": [entity_object(entity) for entity in marks.entities] if marks else [],
    }


def figure_object(figure: Figure) -> dict[str, Any]:
    """A figure as JSON values; ``value``, ``low`` and ``high`` are strings, in full and never in exponents."""
    return {
        "start": figure.start,
        "end": figure.end,
        "text": figure.text,
        "full_start": figure.full_start,
        "full_end": figure.full_end,
        "hedge": figure.hedge,
        "kind": figure.kind,
        "op": figure.op,
        "value": plain_value(figure.value),
        "low": plain_value(figure.low),
        "high": plain_value(figure.high),
        "unit": figure.unit,
        "measured": figure.measured,
    }


def entity_object(entity: Entity) -> dict[str, Any]:
    """An entity as JSON values."""
    return {"start": entity.start, "end": entity.end, "text": entity.text, "kind": entity.kind}


def furniture_object(furniture: Furniture, *, article: str | None, source: str) -> dict[str, Any]:
    """A piece that was set aside; ``article`` is the id of the article it was printed in, where that is known."""
    return {"furniture": furniture.text, "kind": furniture.kind, "article": article, "source": source}


def page_objects(
    page: Page, marks: Sequence[Marks] | None = None, *, source: str = "", furniture: bool = False
) -> Iterator[dict[str, Any]]:
    """All that `newsreader extract` prints of one page: its articles, then with ``furniture`` what was set aside.

    ``marks`` are those of ``page.articles``, in that order. ``source`` names the page where it has no article.
    """
    for index, article in enumerate(page.articles):
        yield article_object(article, marks[index] if marks else None)
    if furniture:
        source = source or next((article.source for article in page.articles), "")
        for piece in (*page.furniture, *page.duplicates):
            known = piece.article is not None and 0 <= piece.article < len(page.articles)
            owner = page.articles[piece.article].id if known and piece.article is not None else None
            yield furniture_object(piece, article=owner, source=source)


def plain_value(value: Decimal | str | None) -> str | None:
    """A figure's value as text: 350000000000, not 3.5E+11; dates, durations and ratios as they are; None stays None."""
    return format(value, "f") if isinstance(value, Decimal) else value


def json_line(thing: Mapping[str, Any]) -> str:
    """One object on one line, Chinese legible, without the line's end."""
    line = json.dumps(thing, ensure_ascii=False, separators=(", ", ": "))
    # Valid in JSON, but line ends to JavaScript and to str.splitlines(), which readers of JSON Lines use.
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
