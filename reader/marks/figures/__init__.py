"""Figures of Chinese news text: found with their hedges, understood, and written out again."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Figure

__all__ = ["fill_measured", "find_figures"]


def find_figures(text: str, *, date: str | None = None) -> list[Figure]:
    """The figures of ``text`` in order, none overlapping another; ``text[f.start:f.end] == f.text`` for each.

    ``date`` is the day of publication (ISO 8601); with it, dates that leave something unsaid are given whole in
    ``Figure.resolved``. ``Figure.measured`` stays None: see fill_measured. Offsets are code points, half-open.
    """
    from reader.marks.figures.scan import scan

    return scan(text, date)


def fill_measured(
    text: str, figures: Sequence[Figure], words: Sequence[tuple[int, int, str]] | None = None
) -> list[Figure]:
    """The same figures with ``measured`` filled in where the sentence says surely what is measured.

    ``words`` are those of ``text`` as `reader.marks.entities.tag` gives them; without them the text is tagged now.
    """
    from reader.marks.figures.measured import fill

    return fill(text, figures, words)
