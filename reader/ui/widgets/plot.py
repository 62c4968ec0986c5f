"""A small plot of values over time in braille dots, which are narrow in every terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille cell, by row and column (Unicode, Braille Patterns)."""


def plot(points: Sequence[tuple[str, float, float]], columns: int, rows: int) -> list[str]:
    """``rows`` lines of ``columns`` cells with a dot, or for a range a stroke, for each (ISO date, low, high).

    The upper edge is the largest value, the lower edge the smallest, or zero where none is below it and the smallest
    is less than half the largest. Points without a full date stand at the beginning of what they say.
    """
    dated = [(_day(day), low, high) for day, low, high in points if _day(day)]
    if not dated or columns < 1 or rows < 1:
        return [" " * columns] * rows
    first, last = min(day for day, _l, _h in dated), max(day for day, _l, _h in dated)
    top = max(high for _d, _l, high in dated)
    bottom = min(low for _d, low, _h in dated)
    if bottom >= 0 and bottom < top / 2:
        bottom = 0.0
    grid = [[0] * columns for _row in range(rows)]
    wide, high_dots = columns * 2 - 1, rows * 4 - 1
    for day, low, high in dated:
        x = round((day - first) / (last - first) * wide) if last > first else wide // 2
        span = (top - bottom) or 1.0
        y_low, y_high = (round((value - bottom) / span * high_dots) for value in (low, high))
        for y in range(y_low, y_high + 1):
            row, part = divmod(high_dots - y, 4)
            grid[row][x // 2] |= _DOTS[part][x % 2]
    return ["".join(chr(0x2800 + cell) for cell in line) for line in grid]


def _day(iso: str) -> int:
    """The number of the day of an ISO 8601 date or its beginning (2025, 2025-07); 0 if it is none."""
    try:
        return date.fromisoformat((iso + "-01-01")[:10] if len(iso) < 10 else iso[:10]).toordinal()
    except ValueError:
        return 0
