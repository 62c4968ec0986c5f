"""Dated copies: when they are made, which are kept, how one is restored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.notebook import Notebook
from reader.notebook.generations import DAYS, MONTHS, RECENT, Generation, surplus
from reader.notebook.transfer import NotebookError, restore


def test_the_state_before_and_after_a_session_is_kept_once(path: Path) -> None:
    with Notebook(path) as notebook:
        notebook.add("a", "一")
        assert notebook.generations() == []
    with Notebook(path) as notebook:
        assert len(notebook.generations()) == 1
        notebook.notes()
    with Notebook(path) as notebook:
        notebook.add("a", "二")
        assert len(notebook.generations()) == 1  # what was there before is there already
        notebook.add("a", "三")
    with Notebook(path) as notebook:
        [newest, older] = notebook.generations()
    assert newest.path.read_bytes() == path.read_bytes()
    assert older.made < newest.made
    assert newest.path.stat().st_mode & 0o777 == 0o600


def test_what_a_crashed_session_left_is_kept_before_the_next_writes(path: Path) -> None:
    crashed = Notebook(path)
    crashed.add("a", "一")
    with Notebook(path) as notebook:
        notebook.add("a", "二")
        [copy] = notebook.generations()
    assert "一" in copy.path.read_text(encoding="utf-8")


def test_a_session_over_midnight_keeps_a_copy_a_day(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        days = 0

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + timedelta(days=cls.days)

    monkeypatch.setattr("reader.notebook.storage.datetime", Clock)
    with Notebook(path) as notebook:
        for number in range(4):
            Clock.days = number
            notebook.add("a", "早")
            notebook.add("a", "晚")
        assert len(notebook.generations()) == 3


def test_newest_days_and_months_are_kept() -> None:
    now = datetime(2026, 3, 31, 12, tzinfo=UTC)
    found = [Generation(Path(str(hours)), now - timedelta(hours=hours), 1) for hours in range(0, 24 * 500, 7)]
    gone = {generation.path for generation in surplus(found)}
    left = [generation for generation in found if generation.path not in gone]
    assert left[:RECENT] == found[:RECENT]
    assert len({generation.made.date() for generation in left}) >= DAYS
    assert len({generation.made.strftime("%Y%m") for generation in left}) == MONTHS
    assert len(left) <= RECENT + DAYS + MONTHS
    assert surplus(left) == []


def test_restoring_brings_a_former_state_back_and_keeps_the_present(path: Path) -> None:
    with Notebook(path) as notebook:
        first = notebook.add("a", "一")
    with Notebook(path) as notebook:
        notebook.delete(first.id)
        notebook.purge()
        notebook.add("b", "二")
    with Notebook(path) as notebook:
        day = notebook.generations()[-1]
    said = restore(path, str(day.path))
    assert said.startswith("1 notes restored")
    with Notebook(path) as notebook:
        assert notebook.notes() == [first]
    restore(path, notebook.generations()[1].path.name)
    with Notebook(path) as notebook:
        assert [note.text for note in notebook.notes()] == ["二"]
    with pytest.raises(NotebookError, match="1999"):
        restore(path, "1999-01-01")


def test_an_unwritable_generation_stops_no_save(path: Path) -> None:
    with Notebook(path) as notebook:
        notebook.add("a", "一")
        notebook.path.with_name("notebook.generations").write_text("in the way")
    with Notebook(path) as notebook:
        notebook.add("a", "二")
        assert "No copy" in notebook.take_notices()[0].message
        assert len(notebook.notes()) == 2
