"""Near duplicates are named beneath the text and gone to; a missing model is told in the status line, not printed."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from room import HARBOUR, ORCHARD, room

from reader.ui import hush_warnings
from reader.ui.screens.raw import RawScreen
from reader.ui.widgets.twins_line import TwinsLine

REPRINT = HARBOUR.replace("码头夜班多了一盏灯", "夜班的一盏灯").replace("岳小舟", "石青山").replace("上周", "日前")


async def test_a_reprint_is_named_and_gone_to(tmp_path: Path) -> None:
    pages = {"a.txt": HARBOUR, "b.txt": ORCHARD, "c.txt": REPRINT}
    async with room(tmp_path, pages=pages, size=(120, 40)) as reading:
        await reading.settled()
        first = reading.screen.article_id
        await reading.until(lambda: reading.app.desk.library.twins(first))
        await reading.press("J")  # the orchard, which has no twin
        await reading.until(lambda: reading.screen.article_id != first)
        await reading.press("M")
        await reading.shows("Nothing in the library is nearly the same")
        assert not reading.screen.query_one(TwinsLine).display
        await reading.press("K")
        await reading.shows("Also in: c.txt “夜班的一盏灯”", "M Go there")
        await reading.press("M")
        await reading.until(lambda: reading.screen.article.title == "夜班的一盏灯")
        await reading.shows("Also in: a.txt “码头夜班多了一盏灯”")


async def test_a_search_names_a_reprint_under_its_better(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR, "c.txt": REPRINT}, size=(120, 40)) as reading:
        await reading.settled()
        await reading.until(lambda: reading.app.desk.library.twins(reading.screen.article_id))
        await reading.press("S")
        await reading.type("青港码头")
        await reading.shows("1 found", "also in ")


async def test_the_same_article_from_two_files_names_the_other_file(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR, "copy.txt": HARBOUR + "\n"}) as reading:
        await reading.settled()
        await reading.until(lambda: len(reading.app.desk.library.sources(reading.screen.article_id)) == 2)
        await reading.shows("Also in: copy.txt", "M Go there")
        await reading.press("M")
        await reading.until(lambda: isinstance(reading.app.screen, RawScreen))
        await reading.shows("Raw page  1 articles")


async def test_the_raw_pages_of_an_article_are_chosen_from_and_gone_through(tmp_path: Path) -> None:
    pages = {"a.txt": HARBOUR, "both.txt": HARBOUR + "\n" + ORCHARD, "again.txt": ORCHARD + "\n" + HARBOUR}
    async with room(tmp_path, pages=pages, size=(120, 40)) as reading:
        await reading.settled()
        await reading.until(lambda: len(reading.app.desk.library.editions(reading.screen.article_id)) == 3)
        await reading.shows("Also in: both.txt ⋅ again.txt")
        await reading.press("M")
        await reading.shows("raw page")
        await reading.type("again")
        await reading.press("enter")
        await reading.until(lambda: isinstance(reading.app.screen, RawScreen))
        await reading.shows("page 3 of 3 with this article", "again.txt")
        assert reading.app.screen.raw.page.text.startswith("乡村")
        await reading.press("E")
        await reading.shows("page 1 of 3 with this article", "a.txt")


async def test_a_missing_model_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.marks.entities import tagging

    monkeypatch.setattr(tagging, "_problem", "names are found less well")
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}) as reading:
        await reading.until(lambda: reading.screen.status.text == "names are found less well")
        await reading.settled()
        reading.screen.tell("something else")
        await reading.press("J")
        await reading.settled()
        await reading.pilot.pause(0.3)
        assert reading.screen.status.text != "names are found less well"


def test_the_warning_of_the_tagger_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.marks.entities import tagging, weights

    def fails() -> None:
        raise weights.ModelError("gone")

    monkeypatch.setattr(weights, "load", fails)
    monkeypatch.setattr(tagging, "_network", None)
    monkeypatch.setattr(tagging, "_problem", None)
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        hush_warnings()
        tagging.tag(["今天下雨"])
    assert tagging.model_problem() and not [each for each in given if each.category is tagging.ModelWarning]
