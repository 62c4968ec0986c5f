"""Drafts: on disk soon after each keystroke, offered again after a crash, gone when the note is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.model import Quote
from reader.notebook import Draft, Drafts, Notebook
from reader.notebook import drafts as module


def draft(text: str, draft_id: str = "5f0c39a2-98d5-4a43-9d52-3f1c8a6f0d11") -> Draft:
    return Draft(
        id=draft_id, article_id="a1", text=text, saved=datetime.now(UTC), anchor=Quote(1, 3, "引文", "前", "后"),
        tags=("甲",), colour="green", headline="标题", source="页.txt",
    )  # fmt: skip


def crashed(path: Path, *texts: str) -> Draft:
    """Drafts flushed by a process that then ended without closing (its lock goes with it)."""
    drafts = Drafts(path)
    for text in texts:
        drafts.keep(draft(text))
        drafts.flush()
    drafts._file_lock.release()
    return drafts.open()[0]


def test_nothing_is_made_before_something_is_typed(path: Path) -> None:
    drafts = Drafts(path)
    assert drafts.left() == []
    drafts.close()
    assert not path.parent.exists()


def test_what_was_typed_is_on_disk_soon_after(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Timer] = []

    class Timer(threading.Timer):
        """One whose time comes when the test says so."""

        def start(self) -> None:
            started.append(self)

    monkeypatch.setattr("threading.Timer", Timer)
    drafts = Drafts(path)
    for length in range(1, 200):
        drafts.keep(draft("字" * length))
    [timer] = started  # one for them all, and soon
    assert timer.interval == module.DELAY < 1
    assert not path.parent.exists()  # keystrokes do not wait for the disk
    monkeypatch.undo()
    timer.run()
    [journal] = path.parent.rglob("*.jsonl")
    assert [each.text for each in module._read(journal)] == ["字" * 199]
    assert journal.stat().st_mode & 0o777 == 0o600
    assert len(journal.read_bytes().split(b"\n")) < 100  # and not every one of them had a line of its own


def test_the_time_of_a_draft_comes_by_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DELAY", 0.05)
    drafts = Drafts(path)
    drafts.keep(draft("字"))
    deadline = time.monotonic() + 60
    while not list(path.parent.rglob("*.jsonl")) or not drafts._size:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert [each.text for each in module._read(drafts._journal)] == ["字"]


def test_after_a_crash_the_last_state_is_offered_once(path: Path) -> None:
    last = crashed(path, "写", "写到", "写到一半")
    first, second = Drafts(path), Drafts(path)
    assert first.left() == [last]
    assert second.left() == []
    first.discard(last.id)
    first.close()
    second.close()
    assert Drafts(path).left() == []
    assert not list(path.parent.rglob("*.jsonl"))


def test_an_offer_that_is_not_taken_up_is_made_again(path: Path) -> None:
    last = crashed(path, "未完")
    for _start in range(3):
        drafts = Drafts(path)
        assert drafts.left() == [last]
        drafts.close()


def test_closing_with_an_open_draft_keeps_it(path: Path) -> None:
    with Notebook(path) as notebook:
        notebook.drafts.keep(draft("没写完就关了"))
    with Notebook(path) as notebook:
        assert [each.text for each in notebook.drafts.left()] == ["没写完就关了"]


def test_a_draft_that_became_a_note_is_not_offered(path: Path) -> None:
    last = crashed(path, "存好了")
    with Notebook(path) as notebook:
        notebook.add("a1", last.text, note_id=last.id)
        assert notebook.drafts.left() == []
    assert not list(path.parent.rglob("*.jsonl"))


def test_a_draft_of_a_changed_note_is_offered(path: Path) -> None:
    with Notebook(path) as notebook:
        note = notebook.add("a1", "旧文")
    drafts = Drafts(path)
    drafts.keep(replace(draft("新文"), id=note.id))
    drafts.flush()
    drafts._file_lock.release()
    with Notebook(path) as notebook:
        assert [each.text for each in notebook.drafts.left()] == ["新文"]


def test_a_torn_last_line_leaves_the_state_before(path: Path) -> None:
    crashed(path, "第一", "第二")
    [journal] = path.parent.rglob("*.jsonl")
    raw = journal.read_bytes()
    for length in range(len(raw) - 2, raw.rindex(b"\n{") + 1, -7):
        journal.write_bytes(raw[:length])
        assert [each.text for each in module._read(journal)] == ["第一"]
    journal.write_bytes(os.urandom(300) + raw[raw.rindex(b"\n{") :])
    assert [each.text for each in module._read(journal)] == ["第二"]


@pytest.mark.parametrize("what", ["full", "fsync"])
def test_a_failing_disk_is_told_and_tried_again(path: Path, failing: Callable[[str], None], what: str) -> None:
    drafts = Drafts(path)
    drafts.keep(draft("一"))
    drafts.flush()
    assert drafts.problem == ""
    failing(what)
    drafts.keep(draft("一二"))
    drafts.flush()
    assert "cannot be kept on disk" in drafts.problem
    assert drafts.open()[0].text == "一二"
    failing("well")
    drafts.flush()
    assert drafts.problem == ""
    [journal] = path.parent.rglob("*.jsonl")
    assert module._read(journal) == drafts.open()


def test_a_save_that_fails_leaves_the_draft(path: Path, failing: Callable[[str], None]) -> None:
    from reader.notebook import NotebookError

    with Notebook(path) as notebook:
        notebook.drafts.keep(draft("重要"))
        notebook.drafts.flush()
        failing("full")
        with pytest.raises(NotebookError):
            notebook.add("a1", "重要", note_id=draft("").id)
        failing("well")
        assert notebook.drafts.open()[0].text == "重要"
    assert Drafts(path).left()[0].text == "重要"


def test_the_journal_of_a_long_writing_stays_small(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    drafts = Drafts(path)
    other = replace(draft("另一条"), id="0d7f6c6e-0b39-4a75-8d0a-31a2b9f3a9d0")
    drafts.keep(other)
    for length in range(0, 20_000, 50):
        drafts.keep(draft("字" * length))
        drafts.flush()
    [journal] = path.parent.rglob("*.jsonl")
    assert journal.stat().st_size < 2 * module.COMPACT
    assert {each.text for each in module._read(journal)} == {"另一条", "字" * 19_950}


def test_a_draft_longer_than_the_journal_may_be_is_kept_too(path: Path) -> None:
    drafts = Drafts(path)
    drafts.keep(draft("长" * module.COMPACT))
    drafts.flush()
    assert drafts.problem == ""
    assert Drafts(path).left() == []  # it is this process's, and another leaves it alone
    drafts._file_lock.release()
    assert Drafts(path).left() == drafts.open()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="needs SIGHUP")
@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP"])
def test_flushing_from_a_signal_handler_saves_the_draft(path: Path, how: str) -> None:
    path.parent.mkdir()
    program = (
        "import signal, sys, time; from pathlib import Path; from datetime import datetime, UTC\n"
        "from reader.notebook import Draft, Notebook\n"
        "notebook = Notebook(Path(sys.argv[1]))\n"
        "def leave(number, frame): notebook.drafts.flush(); sys.exit(0)\n"
        "signal.signal(getattr(signal, sys.argv[2]), leave)\n"
        "print('ready', flush=True)\n"
        "for n in range(10**9):\n"
        "    notebook.drafts.keep(Draft('5f0c39a2-98d5-4a43-9d52-3f1c8a6f0d11', 'a1', str(n), datetime.now(UTC)))\n"
    )
    root = Path(__file__).resolve().parents[2]
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(path), how],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(0.1)  # any moment will do
    writer.send_signal(getattr(signal, how))
    assert writer.wait(120) == 0
    with Notebook(path) as notebook:
        assert int(notebook.drafts.left()[0].text) >= 0


def test_a_slow_disk_holds_up_no_keystroke(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that does not answer before all has been typed: who waited for it would never get there."""
    monkeypatch.setattr(module, "DELAY", 0.0)
    real, asked, answers = os.fsync, threading.Event(), threading.Event()
    waited_for: list[bool] = []

    def slow(handle: int) -> None:
        asked.set()
        waited_for.append(answers.wait(60))
        real(handle)

    monkeypatch.setattr(os, "fsync", slow)
    drafts = Drafts(path)
    drafts.keep(draft("字"))
    assert asked.wait(120)
    for length in range(2, 60):
        drafts.keep(draft("字" * length))
    answers.set()
    drafts.flush()
    assert all(waited_for)
    [journal] = path.parent.rglob("*.jsonl")
    assert module._read(journal)[0].text == "字" * 59
