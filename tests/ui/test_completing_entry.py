"""Tab in the lines of entry: it takes what is proposed, and goes to the next pane where nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from room import HARBOUR, room

from reader.ui.widgets.query_entry import QueryEntry


@pytest.mark.parametrize("key", ["S", "F"])
async def test_tab_takes_the_proposal(tmp_path: Path, key: str) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        await reading.press(key)
        await reading.until(lambda: reading.app.screen.query_one(QueryEntry).has_focus)
        entry = reading.app.screen.query_one(QueryEntry)
        if key == "S":
            await reading.shows("Tab Complete")
        await reading.type("sect")
        await reading.until(lambda: entry._suggestion == "section:")
        await reading.press("tab")
        assert entry.value == "section:" and entry.has_focus and entry.cursor_at_end
        await reading.type("nothing such")
        await reading.until(lambda: not entry._suggestion)
        await reading.press("tab")
        await reading.until(lambda: not entry.has_focus)
        assert entry.value == "section:nothing such"


async def test_a_click_on_the_line_of_keys_completes(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        await reading.press("S")
        await reading.until(lambda: reading.app.screen.query_one(QueryEntry).has_focus)
        await reading.type("sect")
        entry = reading.app.screen.query_one(QueryEntry)
        await reading.until(lambda: entry._suggestion == "section:")
        line = reading.text().split("\n")[-1]
        await reading.pilot.click(offset=(line.index("Tab Complete") + 1, 35))
        await reading.until(lambda: entry.value == "section:")
