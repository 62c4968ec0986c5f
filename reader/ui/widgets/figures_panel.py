"""The table of an article's figures: sorted and filtered at will, with bars that let like be compared with like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events

from reader.language import _
from reader.model import Article, Entity, Figure, Marks
from reader.ui import describe, fit
from reader.ui.commands import N_
from reader.ui.widgets.legend import LAYER_OF, LAYERS
from reader.ui.widgets.mark_list import MarkList

BAR_CELLS = 10

ONE_LINE = 70
"""Cells from which on a figure has room for everything in one line."""

SORTS = {
    "place": N_("as in the text"), "largest": N_("largest first"), "smallest": N_("smallest first"),
    "kind": N_("by kind"),
}  # fmt: skip


class FiguresPanel(MarkList):
    """A figure as printed, its bar and value, what is measured: in one line, or in two where the panel is narrow.

    Its kinds are the layers of the legend, so that what is counted there is found here.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(row_height=2, id=id)
        self._figures: Sequence[Figure] = ()
        self._largest: dict[tuple[str, str], float] = {}
        self._bars = False
        self._widest = self._widest_value = self._widest_kind = 0

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

    def _measure(self) -> None:
        """How wide the columns must be for what stands in them."""
        self._widest = max((fit.width(_printed(figure)) for figure in self._figures), default=0)
        self._widest_value = max((fit.width(describe.value(figure)) for figure in self._figures), default=0)
        self._widest_kind = max((fit.width(describe.kind_name(figure.kind)) for figure in self._figures), default=0)

    def rows(self) -> list[Figure | Entity]:
        self._measure()
        figures = [f for f in self._figures if self.kind in ("", LAYER_OF[f.kind].id)]
        if self.sort == "kind":
            figures.sort(key=lambda f: (*_group(f), f.start))
        elif self.sort in ("largest", "smallest"):
            # Like with like: the values of one unit after each other.
            sign = -1 if self.sort == "largest" else 1
            figures.sort(key=lambda f: (*_group(f), sign * (describe.size(f) or 0.0), f.start))
        return list(figures)

    def kinds(self) -> dict[str, int]:
        counts = Counter(LAYER_OF[figure.kind].id for figure in self._figures)
        return {layer.id: counts[layer.id] for layer in LAYERS if layer.id in counts}

    def kind_title(self, kind: str) -> str:
        return next(_(layer.title) for layer in LAYERS if layer.id == kind)

    def sorts(self) -> dict[str, str]:
        return SORTS

    def empty(self) -> str:
        return _("No figures")

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        figure = self.shown[index]
        assert isinstance(figure, Figure)
        dim = self.style_of("list--dim")
        # As narrow as what stands in it, so that long values are seen whole; no room for bars where there are none.
        printed = min(max(8, (width - BAR_CELLS) * (1 if self.row_height == 1 else 2) // 5), self._widest)
        bars = fit.bar(self._share(figure), BAR_CELLS, self.style_of("list--accent")) if self._bars else []
        value, kind = describe.value(figure), describe.kind_name(figure.kind)
        head = [(fit.pad(_printed(figure), printed), self.style_of("list--strong")), (" ", None), *bars]
        if self.row_height == 1:
            values = min(max(8, width // 4), self._widest_value)
            left = [*head, (" " + fit.pad(value, values), None), ("  " + (figure.measured or ""), None)]
            return [fit.spread(left, [("  " + fit.pad(kind, self._widest_kind), dim)], width, base)]
        first = fit.line([*head, (" " + value, None)], width, base)
        measured = f"  {figure.measured}" if figure.measured else ""
        return [first, fit.line([(measured, None), ("  " + kind, dim)], width, base)]

    def on_resize(self, _event: events.Resize) -> None:
        self.row_height = 1 if self.size.width >= ONE_LINE else 2

    def _share(self, figure: Figure) -> float:
        """How large the value is beside the largest of its kind and unit (0 to 1); 0 if there is none to compare."""
        size = describe.size(figure)
        largest = self._largest.get(describe.comparable(figure), 0.0)
        if size is None or largest == 0 or figure.kind in ("date", "year", "ordinal"):
            return 0.0
        return abs(size) / largest


def _group(figure: Figure) -> tuple[int, str, str]:
    """What is sorted together: the figures of one layer, in the legend's order, by what can be compared."""
    return (LAYERS.index(LAYER_OF[figure.kind]), *describe.comparable(figure))


def _printed(figure: Figure) -> str:
    """The figure as it stands in the text, with its hedge on the side on which that stands."""
    hedge = figure.hedge or ""
    return hedge + figure.text if figure.full_start < figure.start else figure.text + hedge
