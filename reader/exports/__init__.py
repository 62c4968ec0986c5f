"""Articles, figures and entities as Markdown, text, HTML, JSON, tables and citations: pure functions to str."""

from __future__ import annotations

from reader.exports.objects import (
    article_object,
    entity_object,
    figure_object,
    furniture_object,
    json_line,
    page_objects,
    plain_value,
)

__all__ = [
    "article_object",
    "entity_object",
    "figure_object",
    "furniture_object",
    "json_line",
    "page_objects",
    "plain_value",
]
