"""Articles, figures and names as Markdown, text, HTML, JSON, tables and citations: pure functions to str."""

from __future__ import annotations

from reader.exports.articles import html, json_lines, json_text, markdown, text
from reader.exports.citations import Publication, bibtex, gbt7714, ris
from reader.exports.objects import (
    article_object,
    entity_object,
    figure_object,
    furniture_object,
    json_line,
    page_objects,
    plain_value,
)
from reader.exports.quotes import quotation, sentence_at
from reader.exports.tables import (
    Table,
    entities_json_lines,
    entity_table,
    figure_table,
    figures_json_lines,
    safe_cell,
    to_csv,
    to_text,
    to_tsv,
)

__all__ = [
    "Publication",
    "Table",
    "article_object",
    "bibtex",
    "entities_json_lines",
    "entity_object",
    "entity_table",
    "figure_object",
    "figure_table",
    "figures_json_lines",
    "furniture_object",
    "gbt7714",
    "html",
    "json_line",
    "json_lines",
    "json_text",
    "markdown",
    "page_objects",
    "plain_value",
    "quotation",
    "ris",
    "safe_cell",
    "sentence_at",
    "text",
    "to_csv",
    "to_text",
    "to_tsv",
]
