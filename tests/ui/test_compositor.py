"""What the lean compositor paints is what Textual's own would."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from room import HARBOUR, ORCHARD
from room import room as reading_room
from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen

from reader.ui.compositor import LeanCompositor

KEYS = (
    *("g", "space", "right_square_bracket", "t", "2", "a", "escape", "B", "escape"),
    *("i", "J", "1", "1", "question_mark", "escape", "z", "z", "S"),
)


def pieces(screen: Screen[object], kind: type[Compositor], crop: Region, lines: set[int]) -> list[tuple[int, int, str]]:
    """What would be painted of ``crop``, on those of its lines: where, and the bytes for the terminal."""
    chops = kind._render_chops(screen._compositor, crop, lines.__contains__)
    return [
        (y, x, strip.render(screen.app.console))
        for y in crop.line_range
        if y in lines
        for (x, strip), end in zip(chops[y].items(), screen._compositor.cuts[y][1:], strict=True)
        if strip is not None and x < crop.right and end > crop.x
    ]


@pytest.mark.parametrize("size", [(80, 24), (150, 50)])
async def test_the_same_is_painted(tmp_path: Path, size: tuple[int, int]) -> None:
    chance = random.Random(size[0])
    async with reading_room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}, size=size) as room:
        await room.settled()
        lean = 0
        for key in KEYS:
            await room.press(key)
            await room.pilot.pause()
            screen = room.app.screen
            lean += isinstance(screen._compositor, LeanCompositor)
            for _ in range(8):
                x, y = chance.randrange(size[0]), chance.randrange(size[1])
                some = Region(x, y, chance.randint(1, size[0] - x), chance.randint(1, size[1] - y))
                for crop in (some, screen.region):
                    lines = {line for line in crop.line_range if chance.random() < 0.7}
                    ours = pieces(screen, LeanCompositor, crop, lines)
                    assert ours == pieces(screen, Compositor, crop, lines)
                    assert {y for y, _x, _bytes in ours} == lines
        assert lean > len(KEYS) // 2
