"""The line of keys at the foot: it names the keys of the part with the focus, and a click does what the key does."""

from __future__ import annotations

from pathlib import Path

from room import HARBOUR, ORCHARD, Room, room

from reader.ui.widgets.query_entry import QueryEntry


def foot(reading: Room) -> str:
    return reading.text().split("\n")[-1]


async def test_the_keys_are_those_of_the_pane_with_the_focus(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}, size=(160, 36)) as reading:
        await reading.settled()
        assert "F Filter the list" in foot(reading) and "/ Find in the article" in foot(reading)
        await reading.press("t")
        await reading.until(lambda: "O Sort the table" in foot(reading))
        assert "F One kind only" in foot(reading) and "F Filter" not in foot(reading)
        place = foot(reading).index("F One kind only")
        await reading.pilot.click(offset=(place + 1, 35))
        await reading.until(lambda: reading.screen.panel.kind)
        await reading.press("escape")
        await reading.until(lambda: "F Filter the list" in foot(reading))
        await reading.press("tab")
        await reading.until(lambda: reading.screen.sidebar.has_focus)
        await reading.until(lambda: "/ Filter the list" in foot(reading) and "Enter Read" in foot(reading))
        assert "/ Find in the article" not in foot(reading)
        await reading.press("slash")
        await reading.until(lambda: reading.screen.query_one(QueryEntry).has_focus)
        await reading.until(lambda: "Next article" not in foot(reading))
