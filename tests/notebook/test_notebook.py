"""The notebook as its callers see it: notes, tags, stars, the trash, two at once, failing disks."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from reader.notebook import Notebook, NotebookError, NoteMissing, ReadOnlyNotebook, quote
from reader.notebook import notebook as module

TEXT = "前三季度，全市共受理以旧换新申请三万件，带动消费约五亿元。"


def test_a_note_is_there_after_reopening_with_everything_in_it(path: Path) -> None:
    with Notebook(path) as notebook:
        note = notebook.add(
            "a1", "核对：三万件？", anchor=quote(TEXT, 5, 9), tags=["经济/消费", "待核"], colour="green",
            headline="以旧换新", source="页/一.txt",
        )  # fmt: skip
        assert UUID(note.id)
    with Notebook(path) as notebook:
        assert notebook.notes() == [note]
        assert notebook.note(note.id) == note
        assert notebook.take_notices() == []
    assert note.anchor is not None
    assert TEXT[note.anchor.start : note.anchor.end] == note.anchor.exact == "全市共受"


def test_the_file_is_json_a_person_can_read_and_only_its_owner(path: Path) -> None:
    with Notebook(path) as notebook:
        notebook.add("a1", "读得懂")
    assert '"text":"读得懂"' in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not list(path.parent.rglob("*.tmp"))


def test_opening_makes_nothing(path: Path) -> None:
    with Notebook(path) as notebook:
        assert notebook.notes() == []
        assert not notebook.poll()
    assert not path.parent.exists()


def test_notes_are_listed_by_article_tag_words_colour_and_day(path: Path) -> None:
    with Notebook(path) as notebook:
        one = notebook.add("a1", "Budget 数据", tags=["经济/财政"], colour="green", headline="甲")
        two = notebook.add("a2", "另一篇", anchor=quote(TEXT, 0, 4), tags=["经济"], headline="乙")
        three = notebook.add("a1", "", anchor=quote(TEXT, 10, 14), colour="pink", headline="甲")
        assert notebook.notes() == [three, two, one]
        assert notebook.notes(order="oldest") == [one, two, three]
        assert notebook.notes(order="article") == [two, one, three]
        assert notebook.notes(article_id="a1") == [three, one]
        assert notebook.notes(tag="经济") == [two, one]
        assert notebook.notes(tag="经济/财政") == [one]
        assert notebook.notes(tag="经") == []
        assert notebook.notes(text="budget 数据") == [one]
        assert notebook.notes(text="前三季度") == [two]
        assert notebook.notes(text="财政 乙") == []
        assert notebook.notes(colour="pink") == [three]
        today = datetime.now().date()
        assert len(notebook.notes(since=today, until=today)) == 3
        assert notebook.notes(until=date(2000, 1, 1)) == []


def test_deleting_is_undone_and_the_trash_is_emptied_after_its_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Notebook(path) as notebook:
        note = notebook.add("a1", "一")
        [deleted] = notebook.delete(note.id)
        assert notebook.notes() == []
        assert notebook.notes(trash=True) == [deleted]
        [restored] = notebook.restore(note.id)
        assert restored == replace(note, modified=restored.modified)
        notebook.delete(note.id)
    with Notebook(path) as notebook:
        monkeypatch.setattr(module, "_now", lambda: datetime.now(UTC) + timedelta(days=29))
        notebook.add("a2", "二")
        assert len(notebook.notes(trash=True)) == 1
        monkeypatch.setattr(module, "_now", lambda: datetime.now(UTC) + timedelta(days=31))
        notebook.add("a2", "三")
        assert notebook.notes(trash=True) == []
        with pytest.raises(NoteMissing):
            notebook.restore(note.id)


def test_purging_leaves_what_is_not_in_the_trash(path: Path) -> None:
    with Notebook(path) as notebook:
        kept, gone = notebook.add("a", "留"), notebook.add("a", "去")
        notebook.delete(gone.id)
        assert notebook.purge(kept.id) == 0
        assert notebook.purge() == 1
        assert notebook.notes() == [kept]
        assert notebook.note(gone.id) is None


def test_tags_are_renamed_merged_and_deleted_everywhere(path: Path) -> None:
    with Notebook(path) as notebook:
        note = notebook.add("a1", "x", tags=["经济/财政", "经济", "财经", "#经济 / 财政"])
        assert note.tags == ("经济/财政", "经济", "财经")
        notebook.set_tags("a2", ["经济/消费"], headline="乙")
        assert [(t.name, t.notes, t.articles) for t in notebook.all_tags()] == [
            ("经济", 1, 1), ("经济/消费", 0, 1), ("经济/财政", 1, 0), ("财经", 1, 0),
        ]  # fmt: skip
        assert notebook.rename_tag("经济", "财经") == 2
        assert notebook.notes()[0].tags == ("财经/财政", "财经")
        assert notebook.tags_of("a2") == ("财经/消费",)
        assert notebook.merge_tags(["财经/财政", "财经/消费"], "财经") == 2
        assert notebook.tags_of("a2") == ("财经",)
        assert [each.article_id for each in notebook.tagged("财经")] == ["a2"]
        with pytest.raises(NotebookError):
            notebook.rename_tag("财经", " / ")
        assert notebook.delete_tag("财经") == 2
        assert notebook.all_tags() == []
        assert notebook.articles() == []
    with Notebook(path) as notebook:
        assert notebook.all_tags() == []


def test_stars_keep_their_time_and_place(path: Path) -> None:
    with Notebook(path) as notebook:
        notebook.star("a1", headline="甲", source="甲.txt")
        [star] = notebook.starred()
        notebook.star("a1")
        assert notebook.starred() == [star]
        notebook.star("a2")
        assert [each.article_id for each in notebook.starred()] == ["a2", "a1"]
        notebook.unstar("a2")
        assert not notebook.is_starred("a2")
    with Notebook(path) as notebook:
        assert notebook.starred() == [star]
        assert star.headline == "甲"


def test_two_at_once_see_each_other_and_lose_nothing(path: Path) -> None:
    with Notebook(path) as here, Notebook(path) as there:
        mine = here.add("a1", "这里")
        assert there.poll()
        assert there.notes() == [mine]
        assert not there.poll()
        yours = there.add("a1", "那里")
        also_mine = here.add("a1", "又一条")  # without having polled
        assert {note.id for note in here.notes()} == {mine.id, yours.id, also_mine.id}
        version = there.version
        assert there.poll()
        assert there.version > version
        assert here.notes() == there.notes()


def test_one_note_changed_on_two_sides_keeps_both_words_and_all_tags(path: Path) -> None:
    with Notebook(path) as here, Notebook(path) as there:
        read = here.add("a1", "原文", tags=["甲", "乙"])
        there.update(replace(read, text="那边改的", tags=("甲", "乙", "丙")), read=read)
        mine = here.update(replace(read, text="这边改的", tags=("乙",)), read=read)
        assert mine.text == "这边改的"
        assert mine.tags == ("乙", "丙")
        assert sorted(note.text for note in here.notes()) == ["这边改的", "那边改的"]
        assert "both versions" in here.take_notices()[0].message


def test_changing_tags_only_is_no_conflict_with_changed_words(path: Path) -> None:
    with Notebook(path) as here, Notebook(path) as there:
        read = here.add("a1", "原文")
        there.rename_tag("无", "有")
        there.update(replace(read, tags=("甲",)), read=read)
        now = here.update(replace(read, text="改了"), read=read)
        assert (now.text, now.tags) == ("改了", ("甲",))
        assert len(here.notes()) == 1
        assert here.take_notices() == []


def test_changing_the_colour_only_leaves_words_that_another_changed(path: Path) -> None:
    with Notebook(path) as here, Notebook(path) as there:
        read = here.add("a1", "原文")
        there.update(replace(read, text="那边改的"), read=read)
        now = here.update(replace(read, colour="pink"), read=read)
        assert (now.text, now.colour) == ("那边改的", "pink")
        assert len(here.notes()) == 1


@pytest.mark.parametrize("seen", [True, False])
def test_what_was_read_here_is_remembered_to_tell_the_changes_apart(path: Path, seen: bool) -> None:
    with Notebook(path) as here, Notebook(path) as there:
        read = here.add("a1", "原文", tags=["旧名"])
        there.rename_tag("旧名", "新名")
        if seen:
            here.poll()
        now = here.update(replace(read, text="改了"))
        assert (now.text, now.tags) == ("改了", ("新名",))  # kept unchanged here, renamed there
        assert len(here.notes()) == 1


def test_many_threads_write_at_once(path: Path) -> None:
    with Notebook(path) as notebook:
        threads = [
            threading.Thread(target=lambda n=n: [notebook.add(f"a{n}", str(i)) for i in range(10)]) for n in range(6)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            assert len(notebook.notes()) <= 60  # reading meanwhile never fails
        assert len(notebook.notes()) == 60
    with Notebook(path) as notebook:
        assert len(notebook.notes()) == 60


@pytest.mark.parametrize("what", ["full", "fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file_whole_and_says_so(
    path: Path, failing: Callable[[str], None], what: str
) -> None:
    with Notebook(path) as notebook:
        old = notebook.add("a1", "旧")
        before = path.read_bytes()
        failing(what)
        with pytest.raises(NotebookError, match="as it was"):
            notebook.add("a1", "新")
        with pytest.raises(NotebookError):
            notebook.delete(old.id)
        assert notebook.notes() == [old]
        failing("well")
        assert path.read_bytes() == before
        assert not list(path.parent.rglob("*.tmp"))
        notebook.add("a1", "新")
    with Notebook(path) as notebook:
        assert sorted(note.text for note in notebook.notes()) == ["新", "旧"]


def test_a_folder_that_cannot_be_synced_is_told_though_the_note_is_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(5, "Input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with Notebook(path) as notebook:
        note = notebook.add("a1", "在")
        assert notebook.notes() == [note]
        assert "did not confirm" in notebook.take_notices()[0].message
    with Notebook(path) as notebook:
        assert notebook.notes() == [note]


def test_a_folder_that_cannot_be_written_is_told_and_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Notebook(path) as notebook:
        old = notebook.add("a1", "旧")
    real = os.open

    def read_only(name: object, flags: int, *rest: object, **named: object) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied", str(name))
        return real(name, flags, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", read_only)
    with Notebook(path) as notebook:
        assert notebook.notes() == [old]
        with pytest.raises(NotebookError, match="Permission denied"):
            notebook.add("a1", "新")
        assert notebook.notes() == [old]


def test_opened_for_reading_only_nothing_is_written(path: Path) -> None:
    with Notebook(path) as notebook:
        notebook.add("a1", "旧")
    before = path.read_bytes()
    with Notebook(path, read_only=True) as notebook:
        assert len(notebook.notes()) == 1
        assert notebook.read_only
        with pytest.raises(ReadOnlyNotebook):
            notebook.star("a1")
    assert path.read_bytes() == before


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(path)
    with Notebook(link) as notebook:
        notebook.add("a1", "x")
    assert link.is_symlink()
    assert path.exists()


def test_words_that_a_terminal_would_obey_do_not_enter(path: Path) -> None:
    with Notebook(path) as notebook:
        note = notebook.add("a1", "红\x1b[31m字\r\n\ud800", tags=["\x1b]0;x\x07标签\n二"])
        assert note.text == "红字\n"
        assert note.tags == ("标签 二",)
