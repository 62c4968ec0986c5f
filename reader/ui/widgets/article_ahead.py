"""Articles laid out before they are asked for, such as those beside the one shown; used where nothing has changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.strip import Strip

from reader import language
from reader.model import Article, Marks
from reader.settings import Settings
from reader.typography import Prepared
from reader.ui.widgets.article_drawing import PlacedNote
from reader.ui.widgets.article_marks import MarkIndex
from reader.ui.widgets.article_rows import Sheet

KEPT = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the looks of a sheet hang on."""

    article: Article
    marks: Marks | None
    width: int
    settings: Settings
    language: str

    @classmethod
    def now(cls, article: Article, marks: Marks | None, width: int, settings: Settings) -> Asked:
        """In the language spoken now."""
        return cls(article, marks, width, settings, language.current())


@dataclass(frozen=True, slots=True)
class Laid:
    """An article that is ready to be shown. ``strips`` are lines of it drawn with those ``notes`` and ``layers``."""

    index: MarkIndex
    prepared: Prepared
    sheet: Sheet
    notes: list[PlacedNote]
    layers: frozenset[str]
    strips: dict[int, Strip] = field(default_factory=dict)


class Ahead:
    """The few articles laid out last that have not been shown yet."""

    def __init__(self) -> None:
        self._laid: list[tuple[Asked, Laid]] = []

    def has(self, asked: Asked) -> bool:
        """Whether just that has been laid out."""
        return any(each == asked for each, _laid in self._laid)

    def put(self, asked: Asked, laid: Laid) -> None:
        """Keep ``laid`` in the place of the one that has waited longest."""
        self._laid = [*self._laid, (asked, laid)][-KEPT:]

    def take(self, asked: Asked) -> Laid | None:
        """What was laid out for just that, which is handed out once, since marks that are found later change it."""
        for place, (each, laid) in enumerate(self._laid):
            if each == asked:
                del self._laid[place]
                return laid
        return None
