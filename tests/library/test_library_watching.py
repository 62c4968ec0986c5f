"""The watched folder: files are handed on whole, once, and whatever happens meanwhile ends nothing."""

from __future__ import annotations

import builtins
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.library.watching import WatchError, watch


class Clock:
    """Stands in for the module ``time`` of the watch: its time passes only as a test says, ``looks`` counts its use."""

    def __init__(self) -> None:
        self.now = 0.0
        self.looks = 0

    def monotonic(self) -> float:
        self.looks += 1
        return self.now


class Watching:
    """A folder watched in a thread of its own; ``found`` are the files handed on, with what they held."""

    def __init__(self, folder: Path, clock: Clock, **options: Any) -> None:
        self.folder = folder
        self.clock = clock
        self.found: list[tuple[str, str]] = []
        self.failure: Exception | None = None
        self.stop = threading.Event()

        def run() -> None:
            try:
                watch(folder, self.take, stop=self.stop, quiet=0.5, **options)
            except Exception as error:
                self.failure = error

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()

    def take(self, path: Path) -> None:
        self.found.append((str(path.relative_to(self.folder)), path.read_text(encoding="utf-8")))

    def until(self, true: Callable[[], bool]) -> None:
        """Let time pass until ``true`` holds."""
        end = time.monotonic() + 120
        while not true():
            assert time.monotonic() < end, f"waited too long; found {self.found}, failure {self.failure!r}"
            self.clock.now += 0.1
            time.sleep(0.05)

    def look(self) -> None:
        """Let time pass until the watch has looked several times, and would have handed on whatever it should."""
        looks = self.clock.looks
        self.until(lambda: self.clock.looks > looks + 8)

    def looked(self) -> None:
        """Wait until the watch has looked once more, without letting time pass for it."""
        looks, end = self.clock.looks, time.monotonic() + 120
        while self.clock.looks < looks + 3:
            assert time.monotonic() < end
            time.sleep(0.02)

    def end(self) -> None:
        self.stop.set()
        self.thread.join(120)
        assert not self.thread.is_alive()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("reader.library.watching.time", clock)
    return clock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "watched").mkdir()
    (tmp_path / "watched" / "old.txt").write_text("旧文。", encoding="utf-8")
    return tmp_path / "watched"


@pytest.fixture
def watching(folder: Path, clock: Clock) -> Iterator[Watching]:
    running = Watching(folder, clock)
    running.until(lambda: running.found == [("old.txt", "旧文。")])
    yield running
    running.end()


def test_a_file_still_being_written_is_handed_on_once_and_whole(watching: Watching) -> None:
    with (watching.folder / "new.txt").open("w", encoding="utf-8") as file:
        for _ in range(4):
            file.write("一段文字。")
            file.flush()
            watching.looked()
            watching.clock.now += 0.4  # a little more, and it would count as quiet
            watching.looked()
    watching.until(lambda: len(watching.found) > 1)
    watching.look()
    assert watching.found[1:] == [("new.txt", "一段文字。" * 4)]


def test_a_file_that_changes_again_is_handed_on_again(watching: Watching) -> None:
    (watching.folder / "old.txt").write_text("新文。", encoding="utf-8")
    watching.until(lambda: watching.found[1:] == [("old.txt", "新文。")])


def test_folders_made_and_moved_in(watching: Watching, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "deep" / "a.txt").write_text("甲", encoding="utf-8")
    shutil.move(outside, watching.folder / "inside")
    watching.until(lambda: ("inside/deep/a.txt", "甲") in watching.found)
    (watching.folder / "inside" / "b.txt").write_text("乙", encoding="utf-8")
    watching.until(lambda: ("inside/b.txt", "乙") in watching.found)


def test_downloads_come_with_their_last_name_and_hidden_files_never(watching: Watching) -> None:
    part = watching.folder / "page.html.part"
    part.write_text("文。", encoding="utf-8")
    (watching.folder / ".hidden.txt").write_text("x", encoding="utf-8")
    (watching.folder / "a.txt~").write_text("x", encoding="utf-8")
    (watching.folder / "gone.txt").write_text("x", encoding="utf-8")
    (watching.folder / "gone.txt").unlink()
    watching.look()
    part.rename(watching.folder / "page.html")
    watching.until(lambda: len(watching.found) > 1)
    watching.look()
    assert watching.found[1:] == [("page.html", "文。")]


def test_what_lies_there_can_be_left_alone(folder: Path, clock: Clock) -> None:
    running = Watching(folder, clock, existing=False)
    running.look()
    (folder / "new.txt").write_text("新", encoding="utf-8")
    running.until(lambda: bool(running.found))
    running.end()
    assert running.found == [("new.txt", "新")]
    assert running.failure is None


def test_a_folder_that_goes_away_ends_the_watch(watching: Watching) -> None:
    shutil.rmtree(watching.folder)
    watching.thread.join(120)
    assert isinstance(watching.failure, WatchError)


def test_what_cannot_be_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    for name in ("a.txt", "missing"):
        with pytest.raises(WatchError, match="not a folder"):
            watch(tmp_path / name, print)
    true_import = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "watchfiles":
            raise ImportError(name)
        return true_import(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(WatchError, match=r"pip install 'newsreader\[watch\]'"):
        watch(tmp_path, print)
