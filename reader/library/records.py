"""Articles, pages and marks to bytes and back: compressed JSON, complete, so that what is read equals what was kept."""

from __future__ import annotations

import json
import zlib
from collections.abc import Container
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

from reader.model import Article, Entity, Figure, Furniture, Marks, Page, Part

_ARTICLE = tuple(field.name for field in fields(Article))
_article_values = attrgetter(*_ARTICLE)
_figure_values = attrgetter(*(field.name for field in fields(Figure)))
_entity_values = attrgetter(*(field.name for field in fields(Entity)))
_furniture_values = attrgetter("text", "kind", "article", "why")
_part_values = attrgetter("start", "end", "role", "article", "paragraph", "why", "sure")


def _decimal(value: Any) -> Any:
    """A Decimal as {"d": "0.40"}: apart from text, and with its digits as they were."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in a record")
    return {"d": str(value)}


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_decimal, check_circular=False).encode


def pack(value: Any) -> bytes:
    """JSON, compressed at the fastest level: reading a row back takes a few microseconds."""
    return zlib.compress(_encode(value).encode("utf-8", "surrogatepass"), 1)


def unpack(body: bytes) -> Any:
    """The value that was packed. Raises ValueError or zlib.error if the bytes are damaged."""
    return json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))


def article_body(article: Article) -> bytes:
    return pack(_article_values(article))


def article_of(body: bytes) -> Article:
    return _article(unpack(body))


def page_body(page: Page, former: Page | None = None) -> bytes:
    """``page``, and beside it, where a reader has corrected it, ``former``: the same text as it was first split.

    Leaving out the articles' paragraphs, which the text has too, would save little: the compressor sees the repeat.
    """
    value = {"text": page.text, **_page_values(page)}
    if former is not None:
        value["former"] = _page_values(former)
    return pack(value)


def page_of(body: bytes) -> Page:
    value = unpack(body)
    return _page(value["text"], value)


def former_page_of(body: bytes) -> Page:
    """The page as it was first split."""
    value = unpack(body)
    return _page(value["text"], value.get("former", value))


def _page_values(page: Page) -> dict[str, Any]:
    return {
        "articles": list(map(_article_values, page.articles)),
        "furniture": list(map(_furniture_values, page.furniture)),
        "duplicates": list(map(_furniture_values, page.duplicates)),
        "parts": list(map(_part_values, page.parts)),
    }


def _page(text: str, value: dict[str, Any]) -> Page:
    return Page(
        text=text,
        articles=tuple(_article(row) for row in value["articles"]),
        furniture=tuple(Furniture(*row) for row in value["furniture"]),
        duplicates=tuple(Furniture(*row) for row in value["duplicates"]),
        parts=tuple(Part(*row) for row in value["parts"]),
    )


def marks_body(marks: Marks) -> bytes:
    return pack([marks.analyser, list(map(_figure_values, marks.figures)), list(map(_entity_values, marks.entities))])


def marks_of(body: bytes) -> Marks:
    analyser, figures, entities = unpack(body)
    return Marks(
        figures=tuple(Figure(*(_restored(value) for value in row)) for row in figures),
        entities=tuple(Entity(*row) for row in entities),
        analyser=analyser,
    )


def figures_at(body: bytes, starts: Container[int]) -> dict[int, Figure]:
    """Of the marks, only the figures that begin at ``starts``, by their start."""
    _analyser, figures, _entities = unpack(body)
    return {row[0]: Figure(*(_restored(value) for value in row)) for row in figures if row[0] in starts}


def _article(row: list[Any]) -> Article:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in zip(_ARTICLE, row, strict=True)
    }
    return Article(**values)


def _restored(value: Any) -> Any:
    return Decimal(value["d"]) if isinstance(value, dict) else value
