"""The table of an article's names: each once, with its kind, how often it is mentioned and what office it holds."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from reader.language import _
from reader.model import Article, Entity, Figure, Marks
from reader.ui import describe, fit
from reader.ui.commands import N_
from reader.ui.widgets.mark_list import MarkList

SORTS = {"place": N_("as in the text"), "times": N_("by number of mentions"), "kind": N_("by kind")}
_BAR_MOST = 8


class EntitiesPanel(MarkList):
    """A line a name; a row stands for its first mention."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(row_height=1, id=id)
        self._names: dict[tuple[str, str], list[Entity]] = {}

    def take(self, article: Article, marks: Marks | None) -> None:
        self._names = {}
        for entity in marks.entities if marks else ():
            self._names.setdefault(_name(entity), []).append(entity)

    def rows(self) -> list[Figure | Entity]:
        names = [(mentions[0], len(mentions)) for (kind, _id), mentions in self._names.items()
                 if self.kind in ("", kind)]  # fmt: skip
        if self.sort == "times":
            names.sort(key=lambda name: (-name[1], name[0].start))
        elif self.sort == "kind":
            names.sort(key=lambda name: (name[0].kind, name[0].start))
        return [first for first, _times in names]

    def place_of(self, picked: Figure | Entity) -> int | None:
        if not isinstance(picked, Entity):
            return None
        mentions = self._names.get(_name(picked))
        return super().place_of(mentions[0]) if mentions else None

    def kinds(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for kind, _id in self._names:
            counts[kind] = counts.get(kind, 0) + 1
        return counts

    def sorts(self) -> dict[str, str]:
        return SORTS

    def empty(self) -> str:
        return _("No names")

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        entity = self.shown[index]
        assert isinstance(entity, Entity)
        mentions = self._names[_name(entity)]
        office = next((f"{m.org or ''}{m.role or ''}" for m in mentions if m.role or m.org), "")
        full = max((m.name or m.text for m in mentions), key=len)
        times = len(mentions)
        dim = self.style_of("list--dim")
        right = [("  " + describe.kind_name(entity.kind), dim), (f" {times:3} ", None),
                 *fit.bar(min(times, _BAR_MOST) / _BAR_MOST, _BAR_MOST, self.style_of("list--accent"))]  # fmt: skip
        return [fit.spread([(full, self.style_of("list--strong")), ("  " + office, dim)], right, width, base)]


def _name(entity: Entity) -> tuple[str, str]:
    """What makes two mentions one name: the tagger's id, or without one the wording."""
    return entity.kind, entity.id or entity.name or entity.text
