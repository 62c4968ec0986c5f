"""Figures and names as tables: rows for a spreadsheet (CSV, TSV), for programs (JSON Lines) and for the eyes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.exports.objects import figure_object, json_line, plain_value
from reader.exports.quotes import sentence_at
from reader.model import Article, Figure, Marks
from reader.typography import cell_width, truncate

FIGURE_COLUMNS = (
    "text", "kind", "op", "value", "low", "high", "unit", "hedge", "measured", "sentence",
    "headline", "byline", "date", "source",
)  # fmt: skip
ENTITY_COLUMNS = ("name", "kind", "role", "mentions", "articles")

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under their columns' names, as printed; each writer makes them safe in its own way."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure_table(articles: Sequence[Article], marks: Sequence[Marks]) -> Table:
    """A row a figure, in order: as printed with its hedge, its value, what is measured, its sentence and its source."""
    rows: list[tuple[str, ...]] = []
    for article, marked in zip(articles, marks, strict=True):
        rows.extend(_figure_row(article, figure) for figure in marked.figures)
    return Table(FIGURE_COLUMNS, tuple(rows))


def entity_table(articles: Sequence[Article], marks: Sequence[Marks]) -> Table:
    """A row a name, the most mentioned first: in full, its kind, office held, how often, in which articles."""
    from reader.marks.entities import entity_rows  # brings the rules for names with it

    found = entity_rows((article, marked.entities) for article, marked in zip(articles, marks, strict=True))
    rows = ((row.name, row.kind, row.role or "", str(row.mentions), "；".join(row.articles)) for row in found)
    return Table(ENTITY_COLUMNS, tuple(rows))


def to_csv(table: Table, *, bom: bool = False) -> str:
    """The table by RFC 4180, safe to open in a spreadsheet; ``bom`` for Excel, which else takes UTF-8 for GBK."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return ("\ufeff" if bom else "") + out.getvalue()


def to_tsv(table: Table, *, header: bool = True) -> str:
    """The table with tabs between cells, which pastes into a spreadsheet; no cell holds a tab or a line's end."""
    rows = [table.columns] if header else []
    rows += [tuple(safe_cell(" ".join(cell.split())) for cell in row) for row in table.rows]
    return "".join("\t".join(row) + "\n" for row in rows)


def to_text(table: Table, *, widest: int = 40) -> str:
    """The table for the eyes: columns aligned by cell width, cells above ``widest`` cells cut with an ellipsis."""
    rows = [tuple(truncate(" ".join(cell.split()), widest) for cell in row) for row in (table.columns, *table.rows)]
    widths = [max(cell_width(row[column]) for row in rows) for column in range(len(table.columns))]
    lines = [
        "  ".join(cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines) + "\n"


def figures_json_lines(articles: Sequence[Article], marks: Sequence[Marks]) -> str:
    """A line a figure: the keys of `newsreader extract` with the article's id, headline and source."""
    return "".join(
        json_line({**figure_object(figure), **_ids(article)}) + "\n"
        for article, marked in zip(articles, marks, strict=True)
        for figure in marked.figures
    )


def entities_json_lines(articles: Sequence[Article], marks: Sequence[Marks]) -> str:
    """A line a name, the most mentioned first, with the columns of the table as keys; ``articles`` are headlines."""
    from reader.marks.entities import entity_rows

    found = entity_rows((article, marked.entities) for article, marked in zip(articles, marks, strict=True))
    return "".join(json_line({column: getattr(row, column) for column in ENTITY_COLUMNS}) + "\n" for row in found)


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what could begin one gets an apostrophe before it.

    Numbers stay numbers (-3.5), and a lone sign stays itself. After OWASP's advice on CSV injection, with the
    full-width signs that some spreadsheets take for the half-width ones.
    """
    if len(cell) > 1 and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def _figure_row(article: Article, figure: Figure) -> tuple[str, ...]:
    value = figure.value if figure.resolved is None else figure.resolved
    return (
        article.text[figure.full_start : figure.full_end],
        figure.kind,
        figure.op,
        plain_value(value) or "",
        plain_value(figure.low) or "",
        plain_value(figure.high) or "",
        figure.unit or "",
        figure.hedge or "",
        figure.measured or "",
        sentence_at(article.text, figure.start, figure.end),
        *_about(article),
    )


def _about(article: Article) -> tuple[str, str, str, str]:
    return article.title, "、".join(article.bylines), article.date or "", article.source


def _ids(article: Article) -> dict[str, str | None]:
    return {"article": article.id, "headline": article.headline, "date": article.date, "source": article.source}
