"""The page of a measure across the library: the same measured thing in every article, as a table and a small plot."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from reader.language import _
from reader.library.measures import Measurement, MeasurePage
from reader.ui import commands, describe, fit
from reader.ui.css import SCREENS_CSS
from reader.ui.screens.base import DeskScreen
from reader.ui.widgets.keyline import KeyLine
from reader.ui.widgets.plot import plot
from reader.ui.widgets.rowlist import RowList
from reader.ui.widgets.statusline import StatusLine
from reader.ui.working import in_thread

_PLOT_ROWS = 6
_BAR_CELLS = 12


class Measurements(RowList):
    """A line a figure: date, value, a bar among those of its unit, headline."""

    def __init__(self) -> None:
        super().__init__(id="measurements")
        self.measurements: tuple[Measurement, ...] = ()
        self._largest: dict[tuple[str, str], float] = {}

    def show(self, measurements: tuple[Measurement, ...]) -> None:
        self.measurements = measurements
        self._largest = {}
        for each in measurements:
            group = describe.comparable(each.figure)
            self._largest[group] = max(self._largest.get(group, 0.0), abs(each.high))
        self.reload(0)

    def row_count(self) -> int:
        return len(self.measurements)

    def empty(self) -> str:
        return _("No figures of this measure")

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        each = self.measurements[index]
        largest = self._largest[describe.comparable(each.figure)] or 1.0
        said = describe.value(each.figure) or each.figure.text
        hedge = f"{each.figure.hedge} " if each.figure.hedge else ""
        return [
            fit.line(
                [
                    (fit.pad(each.date or _("no date"), 11), self.style_of("list--dim")),
                    (fit.pad(hedge + said, 28, right=True) + "  ", self.style_of("list--strong")),
                    *fit.bar(abs(each.high) / largest, _BAR_CELLS, self.style_of("list--accent")),
                    ("  " + each.headline, None),
                ],
                width,
                base,
            )
        ]


class MeasureScreen(DeskScreen[None]):
    """``text`` is the words that say what is measured."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = commands.bindings("across")
    COMMANDS_HERE = ("across", "list")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._page: MeasurePage | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="across-title", markup=False)
        yield Static(id="measure-plot")
        yield Measurements()
        yield StatusLine(id="status")
        yield KeyLine(("across", "app"), self.desk.settings.keys)

    def on_mount(self) -> None:
        self.query_one(Measurements).focus()
        self._load()

    def _load(self) -> None:
        library, text = self.desk.library, self._text
        in_thread(self, lambda: library.measure(text), self._loaded, group="measure", only_last=True)

    def _loaded(self, page: MeasurePage) -> None:
        self._page = page
        said = _("{count} figures").format(count=f"{len(page.measurements):,}")
        self.query_one("#across-title", Static).update(f"{page.text}  {said}")
        self.query_one(Measurements).show(page.measurements)
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        page = self._page
        box = self.query_one("#measure-plot", Static)
        if page is None or len({point[0] for point in page.points}) < 2:
            # One day alone is no course of anything.
            box.display = False
            return
        box.display = True
        lines = plot(page.points, max(10, self.size.width - 34), _PLOT_ROWS)
        top = max(high for _day, _low, high in page.points)
        days = [day for day, _low, _high in page.points]
        text = Text(no_wrap=True)
        for index, line in enumerate(lines):
            label = f"{top:,.6g} {page.unit or ''}" if index == 0 else ""
            text.append(fit.pad(label, 28, right=True) + "  ", Style(dim=True))
            text.append(line + "\n")
        text.append(" " * 30 + fit.pad(min(days), max(1, self.size.width - 34 - 10)) + max(days), Style(dim=True))
        box.update(text)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        each = self.query_one(Measurements).measurements[event.index]
        self.newsreader.go_to(each.article_id, each.figure.start)

    def action_measures(self) -> None:
        """Choose another measure of the library."""
        from reader.ui.screens.choose import Choice, Choose

        def chosen(text: str | None) -> None:
            if text:
                self._text = text
                self._load()

        def show(measures: list[tuple[str, int]]) -> None:
            choices = [Choice(text, text, str(number)) for text, number in measures]
            self.app.push_screen(Choose(_("Measures"), choices), chosen)

        in_thread(self, lambda: self.desk.library.measures("", 500), show)

    def action_other_list(self) -> None:
        self.query_one(Measurements).focus()

    def action_close(self) -> None:
        self.dismiss()
