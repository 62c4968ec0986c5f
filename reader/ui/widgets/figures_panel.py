"""The table of an article's figures: sorted and filtered at will, with bars that let like be compared with like."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from reader.language import _
from reader.model import Article, Entity, Figure, Marks
from reader.ui import describe, fit
from reader.ui.commands import N_
from reader.ui.widgets.mark_list import MarkList

BAR_CELLS = 10

SORTS = {"place": N_("as in the text"), "value": N_("by value"), "kind": N_("by kind")}


class FiguresPanel(MarkList):
    """Two lines a figure: as printed, its bar and value; beneath, what is measured."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(row_height=2, id=id)
        self._figures: Sequence[Figure] = ()
        self._largest: dict[tuple[str, str], float] = {}
        self._bars = False
        self._widest = 0

    def take(self, article: Article, marks: Marks | None) -> None:
        self._figures = marks.figures if marks else ()
        sizes: dict[tuple[str, str], list[float]] = {}
        for figure in self._figures:
            size = describe.size(figure)
            if size is not None:
                sizes.setdefault(describe.comparable(figure), []).append(abs(size))
        # A single one has nothing to be compared with.
        self._largest = {group: max(each) for group, each in sizes.items() if len(each) > 1}
        self._bars = any(self._share(figure) for figure in self._figures)
        self._widest = max((fit.width(_printed(figure)) for figure in self._figures), default=0)

    def rows(self) -> list[Figure | Entity]:
        figures = [f for f in self._figures if self.kind in ("", f.kind)]
        if self.sort == "kind":
            figures.sort(key=lambda f: (f.kind, f.unit or "", f.start))
        elif self.sort == "value":
            # Like with like: the values of one unit after each other, the largest first.
            figures.sort(key=lambda f: (*describe.comparable(f), -(describe.size(f) or 0.0), f.start))
        return list(figures)

    def kinds(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for figure in self._figures:
            counts[figure.kind] = counts.get(figure.kind, 0) + 1
        return counts

    def sorts(self) -> dict[str, str]:
        return SORTS

    def empty(self) -> str:
        return _("No figures")

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        figure = self.shown[index]
        assert isinstance(figure, Figure)
        dim = self.style_of("list--dim")
        # As narrow as what stands in it, so that long values are seen whole; no room for bars where there are none.
        printed = min(max(8, (width - BAR_CELLS) * 2 // 5), self._widest)
        bars = fit.bar(self._share(figure), BAR_CELLS, self.style_of("list--accent")) if self._bars else []
        first = fit.line(
            [
                (fit.pad(_printed(figure), printed), self.style_of("list--strong")),
                (" ", None),
                *bars,
                (" " + describe.value(figure), None),
            ],
            width,
            base,
        )
        measured = f"  {figure.measured}" if figure.measured else ""
        second = fit.line([(measured, None), ("  " + describe.kind_name(figure.kind), dim)], width, base)
        return [first, second]

    def _share(self, figure: Figure) -> float:
        """How large the value is beside the largest of its kind and unit (0 to 1); 0 if there is none to compare."""
        size = describe.size(figure)
        largest = self._largest.get(describe.comparable(figure), 0.0)
        if size is None or largest == 0 or figure.kind in ("date", "year", "ordinal"):
            return 0.0
        return abs(size) / largest


def _printed(figure: Figure) -> str:
    """The figure as it stands in the text, with its hedge on the side on which that stands."""
    hedge = figure.hedge or ""
    return hedge + figure.text if figure.full_start < figure.start else figure.text + hedge
