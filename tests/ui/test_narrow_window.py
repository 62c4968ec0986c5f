"""In a window too narrow for list and text beside each other: the text alone, the list in its place when asked for."""

from __future__ import annotations

from pathlib import Path

from room import HARBOUR, ORCHARD, room


async def test_the_list_folds_away_and_comes_when_it_is_asked_for(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}, size=(40, 24)) as reading:
        await reading.settled()
        screen = reading.screen
        assert not screen.sidebar.region and screen.view.size.width > 35
        await reading.press("1")
        await reading.until(lambda: screen.sidebar.has_focus and screen.sidebar.size.width > 35)
        await reading.press("j", "enter")
        await reading.until(lambda: screen.view.has_focus and screen.view.size.width > 35)
        await reading.until(lambda: screen.article.headline == "果园里来了记账人")
        await reading.press("F")
        await reading.type("码头")
        await reading.until(lambda: screen.sidebar.row_count() == 1 and screen.sidebar.region)
        await reading.press("enter")
        await reading.until(lambda: screen.sidebar.has_focus)
        await reading.press("escape")
        await reading.until(lambda: screen.view.has_focus and not screen.sidebar.region)
        assert screen.query_text == "码头"
        await reading.press("escape")
        await reading.until(lambda: screen.sidebar.row_count() == 2)
        await reading.pilot.resize_terminal(80, 24)
        await reading.until(lambda: screen.sidebar.region.width == 26)
        assert screen.session.sidebar
