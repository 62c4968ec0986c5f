"""A figure in the making: what the grammar has read so far, over the plain text."""

from __future__ import annotations

from decimal import Decimal

from reader.marks.figures.numbers import EXACT, Number, step, times
from reader.model import FigureKind, Op


class Draft:
    """A figure that may still be joined to a range, take hedges, or be dropped.

    Offsets are over the plain text (plain.py). ``kind`` is None while a number has no unit (12 in 12至15人).
    ``number`` is the numeral as read; ``scale`` what makes its value a ``value`` (0.01 for percent).
    ``stamp`` holds the fields of a date (see dates.py).
    """

    __slots__ = ("end", "full_end", "full_start", "hedge", "high", "kind", "low", "number", "op", "stamp", "start",
                 "unit", "value", "word")  # fmt: skip

    def __init__(
        self,
        start: int,
        end: int,
        kind: FigureKind | None,
        number: Number | None = None,
        value: Decimal | str | None = None,
        unit: str | None = None,
    ) -> None:
        self.start = self.full_start = start
        self.end = self.full_end = end
        self.kind = kind
        self.number = number
        self.value = value
        self.unit = unit
        self.low: Decimal | str | None = None
        self.high: Decimal | str | None = None
        self.op: Op = "="
        self.hedge: str | None = None
        self.stamp: tuple[str, ...] = ()
        self.word = ""

    def text_of(self, text: str) -> str:
        """The characters of ``text`` (the plain text) that the figure covers."""
        return text[self.start : self.end]


def plainly(draft: Draft, number: Number, places: int = 0) -> Draft:
    """Give ``draft`` the value of ``number``, moved by ``places`` decimal places."""
    draft.value, draft.low, draft.high = number.value, number.low, number.high
    if places:
        draft.value, draft.low, draft.high = (
            x.scaleb(places, EXACT) if x is not None else None for x in (number.value, number.low, number.high)
        )
    draft.op = number.op  # type: ignore[assignment]
    return draft


def with_suffix(draft: Draft, number: Number, suffix: str) -> Draft:
    """Value of ``draft`` from its number and the 多, 余 or 来 between number and unit."""
    if suffix in ("多", "余") and number.value is not None:
        draft.op, draft.low, draft.high = ">", number.value, step(number.value)
        if number.magnitude > 1 and number.coefficient is not None:
            draft.high = times(step(number.coefficient), number.magnitude)
        return draft
    plainly(draft, number)
    if suffix == "来":
        draft.op = "~"
    return draft
