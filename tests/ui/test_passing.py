"""Where the library cannot be written, pages are read all the same, and it is said that nothing is kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from room import HARBOUR, ORCHARD, Room, room

from reader.library import importing
from reader.library.errors import LibraryError
from reader.ui.widgets.lasting import Lasting


def said(reading: Room) -> str:
    """The note that lasts, as far as it stands on the screen."""
    note = reading.screen.query_one(Lasting)
    lines = reading.text().split("\n")[note.region.y : note.region.bottom] if note.display else []
    return "".join(line.strip() for line in lines).replace(" ", "")


async def test_a_page_is_read_where_the_library_cannot_be_made(tmp_path: Path, home: Path) -> None:
    (home / "data").write_text("no folder")
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}, size=(60, 24)) as reading:
        await reading.settled()
        await reading.shows("码头夜班多了一盏灯")
        whole = f"What is read now is not kept: {reading.app.desk.not_kept}".replace(" ", "")
        assert str(home / "data") in reading.app.desk.not_kept and whole in said(reading)
        await reading.press("J")
        await reading.until(lambda: reading.screen.article.title == "果园里来了记账人")
        await reading.settled()
        assert reading.screen.marks.figures and whole in said(reading)
        folder = Path(reading.app.desk.library.store.path).parent
    assert not folder.exists()
    assert (home / "data").read_text() == "no folder"


@pytest.mark.parametrize("key", ["a", "#", "*"])
async def test_on_a_full_disk_what_is_kept_can_be_read_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        own = reading.app.desk.library.store.path
    usage = shutil.disk_usage
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: SimpleNamespace(free=0) if str(path) == str(own.parent) else usage(path)
    )
    async with room(tmp_path) as reading:
        await reading.settled()
        await reading.shows("码头夜班多了一盏灯")
        assert "isfull" in said(reading) and "Notes,tagsandstarscannotbekepteither" in said(reading)
        assert reading.app.desk.library.store.path != own
        await reading.press(key)
        await reading.shows("! Not kept:")
        assert reading.app.screen is reading.screen
        await reading.press("ctrl+g")
        await reading.shows("不会保存")
    assert not (own.parent / "notebook.json").exists()


async def test_a_disk_that_becomes_full_while_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = importing._Import._commit
    failed: list[object] = []

    def full(self: importing._Import) -> None:
        if self.waiting.pages and not failed:
            failed.append(self)
            raise LibraryError("database or disk is full")
        commit(self)

    monkeypatch.setattr(importing._Import, "_commit", full)
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}) as reading:
        await reading.settled()
        await reading.until(lambda: reading.screen.sidebar.row_count() == 2)
        assert failed and "diskisfull" in said(reading)


async def test_a_library_that_can_be_written_is_spoken_of_by_nobody(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        assert not said(reading) and not reading.screen.query_one(Lasting).display
