"""One line that says what the looks in the text mean: each layer as it is drawn there, and how many there are."""

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
    _layer("percent", N_("percent"), "percent", "points", "fraction", "multiple", "ratio"),
    _layer("count", N_("number"), "count"),
    _layer("other", N_("measure"), "magnitude", "ordinal", "measure"),
    _layer("date", N_("date"), "date", "year", "duration"),
    _layer("person", N_("person"), "PER"),
    _layer("place", N_("place"), "LOC"),
    _layer("organisation", N_("body"), "ORG"),
    _layer("work", N_("work"), "WORK"),
    _layer("event", N_("event"), "EVENT"),
)


class Legend(Widget):
    """The layers of the article. A click switches one; one that is off stands in brackets."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._counts: Counter[str] = Counter()
        self._styles: dict[str, Style] = {}
        self.off: frozenset[str] = frozenset()
        self._spans: list[tuple[int, int, str]] = []

    def count(self, marks: Marks | None) -> None:
        """Show how many marks of each layer there are."""
        self._counts = Counter()
        if marks is not None:
            self._counts.update(figure.kind for figure in marks.figures)
            self._counts.update(entity.kind for entity in marks.entities)
        self.refresh()

    def number(self, layer: Layer) -> int:
        """How many marks of ``layer`` the article has."""
        return sum(self._counts[kind] for kind in layer.kinds)

    def looks(self, styles: dict[str, Style], off: frozenset[str]) -> None:
        """Draw each kind in its style in the text; ``off`` are the layers that are switched off."""
        self._styles, self.off = styles, off
        self.refresh()

    def render(self) -> RenderableType:
        text = Text(no_wrap=True)
        self._spans = []
        room = self.size.width
        for layer in LAYERS:
            number = self.number(layer)
            if not number:
                continue
            name = _(layer.title)
            face = f"({name})" if layer.id in self.off else name
            needed = fit.width(f" {face} {number} ")
            if needed > room:
                break
            begin = self.size.width - room
            room -= needed
            self._spans.append((begin, begin + needed, layer.id))
            look = Style(dim=True) if layer.id in self.off else self._styles.get(layer.id, Style())
            text.append(" ")
            text.append(face, look)
            text.append(f" {number} ", Style(dim=True))
        return text

    async def on_click(self, event: events.Click) -> None:
        for begin, end, layer in self._spans:
            if begin <= event.get_content_offset_capture(self).x < end:
                await self.run_action(f"screen.toggle_layer('{layer}')")
