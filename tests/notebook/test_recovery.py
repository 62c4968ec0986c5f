"""Damaged, foreign, missing and edited notebook files: set aside, restored as far as can be, and told."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.model import Note
from reader.notebook import Notebook, NotebookError, ReadOnlyNotebook, quote
from reader.notebook.generations import folder
from reader.notebook.schema import MIGRATIONS, SCHEMA, migrated

FULL = os.environ.get("NEWSREADER_FULL") == "1"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for another writer to finish, and no disk: these tests open a thousand notebooks."""
    monkeypatch.setattr("reader.notebook.storage.time.sleep", lambda seconds: None)
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture
def notes(path: Path) -> list[Note]:
    """Three notes, two in an earlier session, so that a generation has them all."""
    with Notebook(path) as notebook:
        notebook.add("a1", "第一条", tags=["经济"], headline="甲")
        notebook.add("a1", '第二条 {"引": 1}', anchor=quote("前后中前后", 1, 3), colour="green")
    with Notebook(path) as notebook:
        notebook.add("a2", "第三条\n两行")
        return notebook.notes()


def opened(path: Path) -> tuple[list[Note], list[str], bool]:
    """What a reader sees: the notes, the messages, whether one is grave."""
    with Notebook(path) as notebook:
        found = notebook.notes()
        notices = notebook.take_notices()
    return found, [notice.message for notice in notices], any(notice.grave for notice in notices)


def forget_generations(path: Path) -> None:
    shutil.rmtree(folder(path), ignore_errors=True)


def test_truncated_at_every_byte_all_is_restored_from_the_generation(path: Path, notes: list[Note]) -> None:
    raw = path.read_bytes()
    for length in range(len(raw)):
        path.write_bytes(raw[:length])
        found, said, _grave = opened(path)
        assert found == notes, length
        assert said, length
        for aside in path.parent.glob("*.damaged-*"):
            aside.unlink()
        path.write_bytes(raw)


def test_truncated_at_every_byte_without_a_generation_what_is_whole_is_kept_and_the_loss_told(
    path: Path, notes: list[Note]
) -> None:
    raw = path.read_bytes()
    for length in range(0, len(raw), 1 if FULL else 2):
        forget_generations(path)
        for aside in path.parent.glob("*.damaged-*"):
            aside.unlink()
        path.write_bytes(raw[:length])
        found, said, grave = opened(path)
        assert said, length
        assert all(note in notes for note in found), length
        assert len(found) == 3 or grave or not length, length
        whole = sum(raw[:length].count(f'"{note.id}"'.encode()) for note in notes)
        assert len(found) >= whole - 1, length
        if 0 < length < len(raw) - 2:
            [aside] = path.parent.glob("*.damaged-*")
            assert aside.read_bytes() == raw[:length]
        again, said_again, _grave = opened(path)
        assert (again, said_again) == (found, []) or length >= len(raw) - 1


@settings(
    max_examples=1000 if FULL else 80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_bytes_changed_anywhere_never_a_traceback_never_silent(tmp_path_factory: pytest.TempPathFactory, data) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "notebook.json"
    with Notebook(path) as notebook:
        for number in range(3):
            notebook.add(f"a{number}", f"第{number}条", tags=["甲/乙"], anchor=quote("零一二三四五", 1, 4))
        notebook.star("a1")
        notes, starred = notebook.notes(), notebook.starred()
    if data.draw(st.booleans()):
        forget_generations(path)
    raw = bytearray(path.read_bytes())
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        length = data.draw(st.integers(0, 40))
        raw[at : at + length] = data.draw(st.binary(max_size=20) | st.sampled_from([b'"', b"{", b"}", b",\n", b"\\"]))
    path.write_bytes(raw)
    with Notebook(path) as notebook:
        found, stars = notebook.notes(), notebook.starred()
        notebook.all_tags()
        said = notebook.take_notices()
        if (found, stars) != (notes, starred):
            assert said or notebook.read_only
        if not notebook.read_only:
            added = notebook.add("a9", "新的")
            assert added in notebook.notes()
    with Notebook(path) as notebook:
        assert notebook.read_only or added in notebook.notes()


def test_a_damaged_note_comes_back_from_the_generation_and_the_others_as_they_are_now(
    path: Path, notes: list[Note]
) -> None:
    with Notebook(path) as notebook:
        first = next(note for note in notes if note.text == "第一条")
        changed = notebook.update(replace(first, text="第一条，改过"))
    forget = sorted(folder(path).iterdir())[-1]
    forget.unlink()  # the copy of the very last state
    raw = path.read_text(encoding="utf-8")
    path.write_text(raw.replace("第三条", '第三"条'), encoding="utf-8")
    found, [said], grave = opened(path)
    assert {note.text for note in found} == {"第一条，改过", '第二条 {"引": 1}', "第三条\n两行"}
    assert changed in found
    assert "is kept as notebook.damaged-" in said
    assert "1 are restored as they were at" in said
    assert not grave


def test_a_byte_that_json_does_not_notice_is_noticed(path: Path, notes: list[Note]) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("第一条", "第十条"), encoding="utf-8")
    _found, [said], grave = opened(path)
    assert "changed by hand or by another program" in said
    assert "1 differ" in said
    assert grave


def test_an_edit_by_hand_is_taken_and_told_without_alarm(path: Path, notes: list[Note]) -> None:
    value = json.loads(path.read_text(encoding="utf-8"))
    for document in value["notes"].values():
        document["text"] += "（手改）"
        document["modified"] = "2099-01-01T00:00:00+00:00"
    path.write_text(json.dumps(value), encoding="utf-8")
    found, [said], grave = opened(path)
    assert all(note.text.endswith("（手改）") for note in found)
    assert "changed by hand" in said
    assert not grave


def test_tinydbs_own_storage_reads_and_writes_the_file(path: Path, notes: list[Note]) -> None:
    with TinyDB(path) as plain:
        assert plain.tables() == {"notebook", "notes", "articles"}
        plain.table("other").insert({"of": "another program"})
    found, _said, grave = opened(path)
    assert found == notes
    assert not grave
    with Notebook(path) as notebook:
        notebook.add("a1", "x")
    assert json.loads(path.read_text(encoding="utf-8"))["other"] == {"1": {"of": "another program"}}


def test_a_file_of_another_kind_is_set_aside(path: Path, notes: list[Note]) -> None:
    path.write_text('{"accounts": [1, 2]}')
    found, [said], _grave = opened(path)
    assert found == notes
    assert "was not a notebook" in said
    [aside] = path.parent.glob("notebook.foreign-*.json")
    assert aside.read_text() == '{"accounts": [1, 2]}'


def test_a_missing_file_comes_back(path: Path, notes: list[Note]) -> None:
    path.unlink()
    found, [said], _grave = opened(path)
    assert found == notes
    assert "was missing" in said


def test_damage_while_open_is_mended_from_memory(path: Path, notes: list[Note]) -> None:
    with Notebook(path) as notebook:
        newest = notebook.add("a3", "还没有副本")
        shutil.rmtree(folder(path))
        path.write_bytes(b"\0" * 500)
        assert notebook.poll()
        assert newest in notebook.notes()
        assert len(notebook.notes()) == 4
        assert "was damaged" in notebook.take_notices()[0].message
    assert len(opened(path)[0]) == 4


def test_damage_that_cannot_be_mended_on_a_full_disk_is_shown_for_reading_only(
    path: Path, notes: list[Note], failing: Callable[[str], None]
) -> None:
    raw = path.read_bytes()[:-40]
    path.write_bytes(raw)
    failing("full")
    with Notebook(path) as notebook:
        assert notebook.notes() == notes
        assert "reading only" in notebook.read_only
        with pytest.raises(ReadOnlyNotebook):
            notebook.add("a1", "x")
    failing("well")
    assert path.read_bytes() == raw
    assert opened(path)[0] == notes


def test_a_damaged_generation_is_passed_over(path: Path, notes: list[Note]) -> None:
    newest = sorted(folder(path).iterdir())[-1]
    newest.write_text("{")
    path.write_text("")
    found, said, _grave = opened(path)
    assert len(found) == 2
    assert said


def test_a_file_that_may_not_be_read_is_left_alone(path: Path, notes: list[Note]) -> None:
    path.unlink()
    path.mkdir()
    with pytest.raises(NotebookError, match="could not be read"):
        Notebook(path)


def test_a_newer_version_is_read_and_never_written(path: Path, notes: list[Note]) -> None:
    newer = path.read_text(encoding="utf-8").replace(f'"schema": {SCHEMA}', f'"schema": {SCHEMA + 1}')
    path.write_text(newer, encoding="utf-8")
    with Notebook(path) as notebook:
        assert notebook.notes() == notes
        assert "newer newsreader" in notebook.read_only
        with pytest.raises(ReadOnlyNotebook, match="update newsreader"):
            notebook.add("a1", "x")
    assert path.read_text(encoding="utf-8") == newer


def test_a_newer_version_that_comes_while_open_stops_writing(path: Path, notes: list[Note]) -> None:
    with Notebook(path) as notebook:
        newer = path.read_text(encoding="utf-8").replace(f'"schema": {SCHEMA}', f'"schema": {SCHEMA + 1}')
        path.write_text(newer, encoding="utf-8")
        with pytest.raises(ReadOnlyNotebook):
            notebook.add("a1", "x")
    assert path.read_text(encoding="utf-8") == newer


def test_version_1_is_brought_up_and_kept_as_a_generation(path: Path) -> None:
    """Version 1 had no header; its keys could be TinyDB's counting, its tags and colours as typed."""
    path.parent.mkdir()
    old = {
        "notes": {
            "1": {
                "article": "a1", "text": "旧的", "created": "2020-01-01T08:00:00", "tags": ["# 经济 / 财政", "经济"],
            },
            "8d1f9a0e-3f0e-4a9e-9a70-0d6f6d8a3c11": {
                "article": "a1", "text": "带键", "created": "2020-01-02T08:00:00+08:00", "colour": "chartreuse",
            },
        },
        "articles": {"1": {"article": "a1", "starred": "2020-01-01T08:00:00Z", "tags": []}},
    }  # fmt: skip
    path.write_text(json.dumps(old), encoding="utf-8")
    found, _said, grave = opened(path)
    assert not grave
    assert [(note.text, note.tags, note.colour) for note in found] == [
        ("带键", (), "yellow"), ("旧的", ("经济/财政", "经济"), None),
    ]  # fmt: skip
    assert found == opened(path)[0]  # the same keys each time
    with Notebook(path) as notebook:
        assert notebook.is_starred("a1")
        notebook.add("a1", "新的")
    assert opened(path)[1] == []
    assert f'"schema": {SCHEMA}' in path.read_text(encoding="utf-8").split("\n")[0]
    assert any(json.loads(copy.read_text(encoding="utf-8")) == old for copy in folder(path).iterdir())


def test_every_older_version_has_its_step() -> None:
    assert set(MIGRATIONS) == set(range(1, SCHEMA))


def test_steps_are_taken_in_turn_and_leave_what_they_were_given() -> None:
    given = {"notes": {"k": {"steps": []}}}

    def step(number: int):
        return lambda tables: {"notes": {"k": {"steps": [*tables["notes"]["k"]["steps"], number]}}}

    steps = {1: step(1), 2: step(2), 3: step(3)}
    assert migrated(given, 2, to=4, steps=steps) == {"notes": {"k": {"steps": [2, 3]}}}
    assert migrated(given, 4, to=4, steps=steps) is given
    assert given == {"notes": {"k": {"steps": []}}}
