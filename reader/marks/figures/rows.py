"""Figures as rows of plain cells: what `newsreader figures` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.marks.figures.words import plain_value
from reader.marks.sentences import sentence_around
from reader.model import Article, Figure

COLUMNS = (
    "article", "figure", "kind", "value", "low", "high", "unit", "hedge", "op", "measured", "resolved",
    "sentence", "source",
)  # fmt: skip


def figure_rows(article: Article, figures: Sequence[Figure]) -> Iterator[dict[str, str]]:
    """One row a figure of ``article``, in order, keyed by COLUMNS; absent values are empty, decimals plain digits.

    ``value`` of a range is its two ends; ``low`` and ``high`` give them apart.
    """
    for figure in figures:
        yield {
            "article": article.title,
            "figure": article.text[figure.start : figure.end],
            "kind": figure.kind,
            "value": plain_value(figure),
            "low": _cell(figure.low),
            "high": _cell(figure.high),
            "unit": figure.unit or "",
            "hedge": figure.hedge or "",
            "op": figure.op,
            "measured": figure.measured or "",
            "resolved": figure.resolved or "",
            "sentence": sentence_around(article.text, figure.start),
            "source": article.source,
        }


def _cell(value: object) -> str:
    return "" if value is None else f"{value:f}" if hasattr(value, "as_tuple") else str(value)
