"""Colours of highlights, notes that are adrift, and the list of notes by days and by tag."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from room import HARBOUR, ORCHARD, room
from test_noting import write_note

from reader.notebook import notebook as module
from reader.ui.screens.note import NoteScreen
from reader.ui.screens.notes import NotesScreen, first_day

BOTH = {"a.txt": HARBOUR, "b.txt": ORCHARD}


async def test_a_highlight_has_the_colour_that_is_chosen_and_the_next_one_too(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("X")
        await reading.shows("Select a passage")
        await reading.press("]", "X")
        await reading.shows("Colour of the highlight", "purple")
        await reading.type("green")
        await reading.press("enter")
        book = reading.app.desk.notebook
        await reading.until(lambda: [note.colour for note in book.notes()] == ["green"])
        await reading.until(lambda: reading.screen.notes)
        await reading.press("X")
        await reading.type("pink")
        await reading.press("enter")
        await reading.until(lambda: [note.colour for note in book.notes()] == ["pink"])
        await reading.press("]", "x")
        await reading.until(lambda: [note.colour for note in book.notes()] == ["pink", "pink"])
        await reading.press("o")
        await reading.until(lambda: isinstance(reading.app.screen, NotesScreen))
        await reading.shows("(highlight)", "pink")


async def test_the_colour_is_chosen_while_a_note_is_written(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]", "a")
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        await reading.press("ctrl+t", "f4")
        await reading.shows("Note on the passage  green")
        await reading.press("ctrl+s")
        await reading.until(lambda: [note.colour for note in reading.app.desk.notebook.notes()] == ["green"])


async def test_a_note_changed_elsewhere_meanwhile_is_not_lost(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]")
        await write_note(reading, "初稿")
        book = reading.app.desk.notebook
        await reading.until(lambda: reading.screen.notes)
        await reading.press("a")
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        await reading.type("我改")
        (note,) = book.notes()
        book.update(replace(note, text="别处所改"), read=note)
        await reading.press("ctrl+s")
        await reading.until(lambda: {each.text for each in book.notes()} == {"初稿我改", "别处所改"})


async def test_a_note_adrift_is_listed_as_such_and_placed_again(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]")
        await write_note(reading, "口径待核")
        await reading.press("]")
        await write_note(reading, "仍在原处")
        book, article = reading.app.desk.notebook, reading.screen.article
        lost = next(note for note in book.notes() if note.text == "口径待核")
        rewritten = replace(article, headline="另一篇", paragraphs=("港口新添了路灯，效率提高了12%，此外一切照旧。",))
        book.follow([article.id], [rewritten])
        assert [note.id for note in book.adrift()] == [lost.id]
        was = book.note(lost.id)
        await reading.press("]")
        await reading.until(lambda: reading.screen.picked)
        picked = reading.screen.picked
        await reading.press("o")
        await reading.until(lambda: isinstance(reading.app.screen, NotesScreen))
        await reading.shows("1 adrift", "仍在原处")
        await reading.press("A")
        await reading.until(lambda: [note.id for note in reading.app.screen.rows.notes] == [lost.id])
        await reading.press("p")
        await reading.shows("Placed on")
        placed = book.note(lost.id)
        assert placed.article_id == article.id and placed.anchor.exact == picked.text and not book.adrift()
        await reading.press("U")
        await reading.until(lambda: [note.id for note in book.adrift()] == [lost.id])
        assert replace(book.note(lost.id), modified=lost.modified) == replace(was, modified=lost.modified)
        await reading.until(lambda: [note.id for note in reading.app.screen.rows.notes] == [lost.id])
        await reading.press("p")
        await reading.until(lambda: not book.adrift())
        await reading.press("A", "g", "q")
        await reading.shows(f"✎ {picked.text}")


async def test_a_note_in_its_place_is_not_moved(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]")
        await write_note(reading, "关于资金")
        await reading.press("]", "o")
        await reading.shows("关于资金")
        await reading.press("p")
        await reading.shows("This note has its place")
        assert reading.app.desk.notebook.notes()[0].anchor.exact == "3500万元"


async def test_notes_are_listed_by_days_and_by_tag(tmp_path: Path) -> None:
    today = datetime.now(UTC)

    def write_on(book: Any, days: int, text: str, *tags: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_now", lambda: today - timedelta(days=days))
            book.add("x", text, tags=tags)

    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        book = reading.app.desk.notebook
        for days, text, *tags in ((0, "今天所记", "b"), (4, "四天以前", "a"), (90, "很久以前")):
            write_on(book, days, text, *tags)
        await reading.press("o")
        await reading.shows("今天所记", "四天以前", "很久以前")
        rows = reading.app.screen.rows
        await reading.press("t")
        await reading.shows("today")
        await reading.until(lambda: [note.text for note in rows.notes] == ["今天所记"])
        await reading.press("t")
        await reading.until(lambda: [note.text for note in rows.notes] == ["今天所记", "四天以前"])
        await reading.press("t")
        await reading.until(lambda: "很久以前" not in [note.text for note in rows.notes])
        await reading.press("t", "O", "O", "O")
        await reading.shows("by tag")
        await reading.until(lambda: [note.text for note in rows.notes] == ["四天以前", "今天所记", "很久以前"])


def test_a_stretch_of_days_begins_where_it_says() -> None:
    day = date(2025, 3, 10)
    assert [first_day(days, day) for days in ("all", "today", "week", "month")] == [
        None, day, date(2025, 3, 4), date(2025, 3, 1),
    ]  # fmt: skip
