"""Killed writers, racing writers, crashes at every step: the file is whole and nothing acknowledged is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.notebook import Notebook, NotebookError

FULL = os.environ.get("NEWSREADER_FULL") == "1"
WRITERS = Path(__file__).with_name("writers.py")

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def run(*words: str) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(
        [sys.executable, str(WRITERS), *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@needs_fork
def test_writers_killed_at_random_moments_lose_nothing(path: Path) -> None:
    path.parent.mkdir()
    said, errors = run("kill", str(path), "500" if FULL else "40", "1").communicate(timeout=280)
    assert errors == ""
    assert said.startswith("unreadable 0 lost 0 temporaries 0 ")


def test_two_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    count = 500 if FULL else 60
    writers = [run("insert", str(path), str(count), name) for name in ("one", "two")]
    for writer in writers:
        assert writer.communicate(timeout=280)[1] == ""
        assert writer.returncode == 0
    with Notebook(path) as notebook:
        assert {note.article_id for note in notebook.notes()} == {
            f"{name}-{number}" for name in ("one", "two") for number in range(count)
        }
        assert notebook.take_notices() == []


@needs_fork
@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open", "close", "unlink"])
def test_a_process_that_dies_before_or_after_any_system_call_leaves_the_old_or_the_new(path: Path, call: str) -> None:
    with Notebook(path) as notebook:
        kept = notebook.add("a1", "旧")
    for before in (True, False):
        for nth in range(1, 8):
            writer = os.fork()
            if not writer:
                die_at(call, nth, before=before)
                with Notebook(path) as notebook:
                    notebook.add("a1", "新")
                    notebook.delete(kept.id)
                os._exit(0)
            os.waitpid(writer, 0)
            with Notebook(path) as notebook:
                assert notebook.note(kept.id) is not None
                assert all(note.text in ("旧", "新") for note in notebook.notes())
                assert notebook.take_notices() == []
                notebook.restore(kept.id)


def die_at(call: str, nth: int, *, before: bool) -> None:
    """Kill this process at its ``nth`` call of ``os.<call>`` from now on, before or after the call is made."""
    real = getattr(os, call)
    calls = iter(range(1, 1000))

    def deadly(*arguments: object, **named: object) -> object:
        dies = next(calls) == nth
        if dies and before:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*arguments, **named)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(os, call, deadly)


@pytest.fixture
def held_elsewhere(path: Path) -> Iterator[None]:
    """Another process holds the notebook's lock."""
    path.parent.mkdir()
    program = (
        "import sys, time; from pathlib import Path; from reader.notebook.lock import FileLock; "
        "lock = FileLock(Path(sys.argv[1])); print(lock.acquire(60), flush=True); time.sleep(600)"
    )
    root = Path(__file__).resolve().parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(path) + ".lock"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    yield
    holder.kill()
    holder.communicate()


def test_a_lock_that_another_never_lets_go_is_an_error_not_a_hang(
    path: Path, held_elsewhere: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.notebook.storage.LOCK_TIMEOUT", 0.2)
    with Notebook(path) as notebook:
        with pytest.raises(NotebookError, match="Another program"):
            notebook.add("a1", "x")
        assert notebook.notes() == []


def test_a_killed_writers_temporaries_are_swept(path: Path) -> None:
    path.parent.mkdir()
    stale = path.with_name(f".{path.name}.0badc0de.tmp")
    stale.write_text("half a noteb")
    with Notebook(path) as notebook:
        notebook.add("a1", "x")
    assert not stale.exists()
