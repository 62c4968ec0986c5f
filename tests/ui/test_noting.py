"""Notes, highlights, tags and stars as a reader makes them; all notes; drafts after a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from room import HARBOUR, ORCHARD, Room, room

from reader.ui.screens.note import NoteScreen
from reader.ui.screens.notes import NotesScreen
from reader.ui.screens.tags import TagSuggester, split_tags
from reader.ui.widgets.entry import Entry

BOTH = {"a.txt": HARBOUR, "b.txt": ORCHARD}


async def write_note(reading: Room, text: str, tags: str = "") -> None:
    await reading.press("a")
    await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
    await reading.type(text)
    if tags:
        await reading.press("tab")
        await reading.type(tags)
    await reading.press("ctrl+s")
    await reading.until(lambda: reading.app.screen is reading.screen)
    await reading.pilot.pause()


async def test_a_note_on_a_figure_stands_in_text_and_list_and_is_there_after_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]")
        await write_note(reading, "口径待核", "经济/港口")
        await reading.shows("Note kept: 口径待核", "✎1", "#经济/港口")
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.shows("✎ 3500万元", "口径待核")
        (note,) = reading.app.desk.notebook.notes()
        assert note.anchor.exact == "3500万元" and note.tags == ("经济/港口",)
        assert note.headline == "码头夜班多了一盏灯"


async def test_a_note_without_anything_picked_is_on_the_article(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await write_note(reading, "通篇可用")
        await reading.shows("✎ the article", "通篇可用")


async def test_every_key_of_the_note_stands_beside_what_it_does(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("a")
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        for columns in (80, 120, 66):
            await reading.pilot.resize_terminal(columns, 24)
            await reading.shows("^S Keep", "Esc Give up", "^O Own editor", "F8 Delete the note")


async def test_a_note_is_changed_where_it_stands(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]")
        await write_note(reading, "初稿")
        await write_note(reading, "二稿")
        (note,) = reading.app.desk.notebook.notes()
        assert note.text == "初稿二稿"


async def test_leaving_a_note_unkept_asks_first(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("a")
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        await reading.type("半句")
        await reading.press("escape")
        await reading.shows("Not kept yet")
        await reading.press("escape")
        await reading.until(lambda: reading.app.screen is reading.screen)
        assert reading.app.desk.notebook.notes() == [] and reading.app.desk.notebook.drafts.open() == []


async def test_tags_filter_the_list_and_are_completed(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("#")
        await reading.type("港口 待核")
        await reading.press("enter")
        await reading.shows("#待核")
        await reading.press("F")
        await reading.type("tag:待核")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 1)
        await reading.press("enter", "escape", "J")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 2)
        await reading.press("#")
        await reading.type("港")
        await reading.until(lambda: reading.app.screen.query_one(Entry)._suggestion == "港口")
        await reading.press("right", "enter")
        await reading.until(lambda: reading.app.desk.notebook.tags_of(reading.screen.article_id) == ("港口",))


async def test_tags_stand_everywhere_in_the_order_in_which_they_were_given(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("#")
        await reading.type("经济 消费")
        await reading.press("enter")
        await reading.shows("Tags: #经济 #消费")
        await reading.until(lambda: reading.screen.sidebar.summary(0).tags == ("经济", "消费"))
        assert "#消费 #经济" not in reading.text()


async def test_a_note_deleted_in_its_editor_is_told_of_taken_back_and_no_longer_counted(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]")
        await write_note(reading, "甲")
        await reading.shows("✎1")
        await reading.press("o")
        await reading.until(lambda: isinstance(reading.app.screen, NotesScreen) and reading.app.screen.rows.notes)
        await reading.press("e")
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        await reading.press("f8")
        await reading.shows("In the trash; U takes it back")
        await reading.press("escape")
        await reading.until(lambda: reading.app.screen is reading.screen and "✎1" not in reading.text())
        await reading.press("o")
        await reading.until(lambda: isinstance(reading.app.screen, NotesScreen))
        await reading.press("X")
        await reading.until(lambda: reading.app.screen.rows.notes)
        await reading.press("U", "X")
        await reading.until(lambda: [note.text for note in reading.app.screen.rows.notes] == ["甲"])
        await reading.press("e")
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        await reading.press("f8")
        await reading.shows("In the trash; U takes it back")
        await reading.press("U")
        await reading.until(lambda: [note.text for note in reading.app.screen.rows.notes] == ["甲"])
        await reading.press("escape")
        await reading.shows("✎1")
        await reading.press("a")
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        await reading.press("f8")
        await reading.shows("The note is in the trash")
        assert "Note kept" not in reading.screen.status.text and "✎1" not in reading.text()


def test_tags_are_split_and_completed() -> None:
    assert split_tags("#经济， 港口 经济、＃待核") == ("经济", "港口", "待核")


async def test_a_tag_in_use_is_proposed_but_not_twice() -> None:
    suggester = TagSuggester(["经济/财政", "Economy"])
    assert await suggester.get_suggestion("港口 经") == "港口 经济/财政"
    assert await suggester.get_suggestion("eco") == "economy"
    assert await suggester.get_suggestion("经济/财政 经") is None


async def test_a_star_and_a_highlight(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("*")
        await reading.shows("✦", "Starred")
        await reading.press("x")
        await reading.shows("Select a passage")
        await reading.press("]", "x")
        await reading.until(lambda: [n.anchor.exact for n in reading.app.desk.notebook.notes()] == ["3500万元"])
        await reading.press("]", "[", "x")
        await reading.until(lambda: reading.app.desk.notebook.notes() == [])
        await reading.press("F")
        await reading.type("starred")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 1)


async def test_all_notes_are_listed_searched_deleted_and_taken_back(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]")
        await write_note(reading, "关于资金")
        await reading.press("J")
        await write_note(reading, "关于果园", "乡村")
        await reading.press("o")
        await reading.until(lambda: isinstance(reading.app.screen, NotesScreen))
        await reading.shows("关于资金", "关于果园", "“3500万元”")
        await reading.press("/")
        await reading.type("资金")
        await reading.until(lambda: len(reading.app.screen.rows.notes) == 1)
        await reading.press("escape")
        await reading.until(lambda: len(reading.app.screen.rows.notes) == 2)
        await reading.press("d")
        await reading.until(lambda: len(reading.app.screen.rows.notes) == 1)
        await reading.press("X")
        await reading.shows("Trash", "关于果园")
        await reading.press("X", "U")
        await reading.until(lambda: len(reading.app.screen.rows.notes) == 2)
        await reading.press("O", "O")
        await reading.shows("by article")
        await reading.press("g", "enter")
        await reading.until(lambda: reading.app.screen is reading.screen)
        assert reading.screen.view.has_focus


async def test_a_tag_is_renamed_everywhere(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await write_note(reading, "一", "旧名")
        await reading.press("o")
        await reading.shows("#旧名")
        await reading.press("R")
        await reading.shows("Rename, merge or delete a tag")
        await reading.press("enter")
        await reading.shows("New name of #旧名")
        await reading.press("ctrl+a", "ctrl+k")
        await reading.type("新名")
        await reading.press("enter")
        await reading.shows("#新名", "1 notes and articles changed")


async def test_notes_of_another_program_appear(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        article = reading.screen.article_id
        script = (
            "import sys; from reader.notebook import Notebook\n"
            "with Notebook() as book: book.add(sys.argv[1], '别处所记')"
        )
        subprocess.run([sys.executable, "-c", script, article], check=True, timeout=240)
        await reading.shows("别处所记")


async def test_what_was_being_written_is_offered_after_a_crash(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        article = reading.screen.article_id
    # Another newsreader, which is gone without closing anything.
    script = (
        "import os, sys; from datetime import UTC, datetime; from reader.notebook import Draft, Notebook\n"
        "book = Notebook(); book.drafts.keep(Draft('d1', sys.argv[1], '写到一半', datetime.now(UTC)))\n"
        "book.drafts.flush(); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", script, article], check=False, timeout=240)
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        await reading.shows("写到一半")
        await reading.press("ctrl+s")
        await reading.until(lambda: [n.text for n in reading.app.desk.notebook.notes()] == ["写到一半"])


async def test_words_are_deleted_as_words_in_a_note(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("a")
        await reading.until(lambda: isinstance(reading.app.screen, NoteScreen))
        await reading.type("港口经济")
        await reading.press("ctrl+w")
        editor = reading.app.screen.query_one("#note-text")
        assert editor.text == "港口"
