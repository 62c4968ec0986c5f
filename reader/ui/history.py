"""Back and forward through the places where the reader has been, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """An article and the offset in its text that was at the top."""

    article_id: str
    offset: int = 0


@dataclass(slots=True)
class History:
    """``here`` is the index of the present place in ``places``."""

    places: list[Place] = field(default_factory=list)
    here: int = -1

    def visit(self, place: Place) -> None:
        """The reader has come to ``place`` by a new step: what lay ahead is forgotten."""
        if self.places and self.here >= 0 and self.places[self.here].article_id == place.article_id:
            self.places[self.here] = place
            return
        del self.places[self.here + 1 :]
        self.places.append(place)
        del self.places[:-LONGEST]
        self.here = len(self.places) - 1

    def stay(self, offset: int) -> None:
        """The reader has moved within the present article."""
        if self.here >= 0:
            self.places[self.here] = replace(self.places[self.here], offset=offset)

    def back(self) -> Place | None:
        """The place before, or None at the beginning."""
        return self._step(-1)

    def forward(self) -> Place | None:
        """The place after, or None at the end."""
        return self._step(1)

    def _step(self, by: int) -> Place | None:
        if not 0 <= self.here + by < len(self.places):
            return None
        self.here += by
        return self.places[self.here]
