"""Says what the looks in the text mean: each layer as it is drawn there, and how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.console import RenderableType
from rich.style import Style
from rich.text import Text
from textual import events
from textual.widget import Widget

from reader.language import _
from reader.model import Marks
from reader.ui import fit
from reader.ui.commands import N_


@dataclass(frozen=True, slots=True)
class Layer:
    """Kinds of marks that look alike and are switched on and off together."""

    id: str
    title: str
    kinds: frozenset[str]


def _layer(id: str, title: str, *kinds: str) -> Layer:
    return Layer(id, title, frozenset(kinds))


LAYERS: tuple[Layer, ...] = (
    _layer("money", N_("money"), "money"),
    _layer("percent", N_("proportion"), "percent", "points", "fraction", "multiple", "ratio"),
    _layer("count", N_("number"), "count", "ordinal", "magnitude"),
    _layer("other", N_("measure"), "measure"),
    _layer("date", N_("date"), "date", "year", "duration"),
    _layer("person", N_("person"), "PER"),
    _layer("place", N_("place"), "LOC"),
    _layer("organisation", N_("organisation"), "ORG"),
    _layer("work", N_("work"), "WORK"),
    _layer("event", N_("event"), "EVENT"),
)

LAYER_OF: dict[str, Layer] = {kind: layer for layer in LAYERS for kind in layer.kinds}
"""The layer of each kind of mark."""

MOST_LINES = 2
"""Lines it takes at most."""


class Legend(Widget):
    """The layers of the article. A click switches one; one that is off stands in brackets."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._counts: Counter[str] = Counter()
        self._styles: dict[str, Style] = {}
        self.off: frozenset[str] = frozenset()

    def count(self, marks: Marks | None) -> None:
        """Show how many marks of each layer there are."""
        self._counts = Counter()
        if marks is not None:
            self._counts.update(figure.kind for figure in marks.figures)
            self._counts.update(entity.kind for entity in marks.entities)
        self._fit()

    def number(self, layer: Layer) -> int:
        """How many marks of ``layer`` the article has."""
        return sum(self._counts[kind] for kind in layer.kinds)

    def looks(self, styles: dict[str, Style], off: frozenset[str]) -> None:
        """Draw each kind in its style in the text; ``off`` are the layers that are switched off."""
        self._styles, self.off = styles, off
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Take a second line where one does not hold all layers."""
        spans = self._places()
        self.styles.height = min(MOST_LINES, spans[-1][0] + 1) if spans else 1
        self.refresh()

    def _face(self, layer: Layer) -> str:
        name = _(layer.title)
        return f"({name})" if layer.id in self.off else name

    def _places(self) -> list[tuple[int, int, int, Layer]]:
        """Where each layer there is stands: its line, and its first cell and the one behind its last."""
        places: list[tuple[int, int, int, Layer]] = []
        begin, line = 0, 0
        for layer in LAYERS:
            if number := self.number(layer):
                needed = fit.width(f" {self._face(layer)} {number} ")
                if begin and begin + needed > self.size.width:
                    begin, line = 0, line + 1
                places.append((line, begin, begin + needed, layer))
                begin += needed
        return places

    def render(self) -> RenderableType:
        text = Text(no_wrap=True)
        last = 0
        for line, _begin, _end, layer in self._places():
            text.append("\n" * (line - last) + " ")
            last = line
            look = Style(dim=True) if layer.id in self.off else self._styles.get(layer.id, Style())
            text.append(self._face(layer), look)
            text.append(f" {self.number(layer)} ", Style(dim=True))
        return text

    async def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self)
        for line, begin, end, layer in self._places():
            if line == place.y and begin <= place.x < end:
                await self.run_action(f"screen.toggle_layer('{layer.id}')")
