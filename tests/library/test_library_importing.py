"""Bulk import: everything that can be read is in, what cannot is told, and breaking off at any moment does no harm."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from library_samples import article, page_with

from reader.library import Library, doctor, importing
from reader.library.importing import Batch, Progress, import_paths
from reader.library.pool import Finished
from reader.library.prepare import prepare_page

FULL = os.environ.get("NEWSREADER_FULL") == "1"
SUBJECTS = ["经济", "文化", "教育", "体育", "科技", "健康", "生态", "交通", "农业", "水利"]


def write_pages(folder: Path, count: int) -> Path:
    """Files with one page of two short articles each, all different."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        subject = SUBJECTS[number % len(SUBJECTS)]
        pieces = []
        for half in ("上午", "下午"):
            pieces.append(f"{subject}工作第{number}次会议{half}召开\n\n本报记者 苏剑\n")
            pieces.append(
                f"第{number}次{subject}工作会议{half}在上海召开。会议说,去年投入{number + 7}亿元,今年还要增加。\n"
            )
            pieces.append(f"会议要求,各地要把{subject}工作的第{number}项任务做好,不能拖延。\n\n")
        (folder / f"{number:05d}.txt").write_text("\n".join(pieces), encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite") as opened:
        yield opened


def state(library: Library) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(row.id, row.headline, tuple(library.sources(row.id))) for row in library.select()}


def test_sources_are_told_as_they_arrive_and_when_they_were_there(library: Library, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 3)
    files = [str(folder / f"0000{number}.txt") for number in range(3)]
    told: list[str] = []
    import_paths(library, [folder], marks=False, arrived=told.append)
    assert sorted(told) == files
    told.clear()
    report = import_paths(library, [folder], marks=False, arrived=told.append)
    assert (sorted(told), report.unchanged) == (files, 3)


def test_a_file_known_by_another_name_is_told_by_the_name_given(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_pages(tmp_path / "in", 1)
    import_paths(library, [folder], marks=False)
    monkeypatch.chdir(folder)
    told: list[str] = []
    report = import_paths(library, ["00000.txt"], marks=False, arrived=told.append)
    assert (told, report.new) == (["00000.txt"], 0)
    assert len(library.select(sources=told)) > 0


def test_a_folder_is_imported_and_then_known(library: Library, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 3)
    report = import_paths(library, [folder])
    assert (report.files, report.unchanged, report.failures, report.cancelled) == (3, 0, (), False)
    assert report.new == len(library) > 0 and report.unmarked == 0
    assert all(library.marks(row.id) is not None for row in library.select())
    again = import_paths(library, [folder])
    assert (again.files, again.unchanged, again.new, again.known) == (3, 3, 0, 0)
    forced = import_paths(library, [folder], again=True)
    assert (forced.unchanged, forced.new, forced.known) == (0, 0, report.new)


def test_a_changed_file_is_read_again(library: Library, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 2)
    import_paths(library, [folder], marks=False)
    path = folder / "00001.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("上海", "重庆"), encoding="utf-8")
    report = import_paths(library, [folder], marks=False)
    assert report.unchanged == 1 and report.new > 0


def test_what_was_removed_can_be_added_again(library: Library, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 2)
    import_paths(library, [folder], marks=False)
    before = state(library)
    library.remove(row.id for row in library.select(f'source:"{folder / "00000.txt"}"'))
    assert state(library) != before
    import_paths(library, [folder], marks=False)
    assert state(library) == before


def test_bad_files_are_told_and_stop_nothing(library: Library, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 4)
    (folder / "00001a.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "00002a.zip").write_bytes(b"PK\x03\x04 cut off")
    report = import_paths(library, [folder, tmp_path / "nowhere.txt"], jobs=0, marks=False)
    failed = {Path(failure.path).name for failure in report.failures}
    assert {"00002a.zip", "nowhere.txt"} <= failed
    assert all(failure.reason for failure in report.failures)
    assert report.files == 7
    good = {f"{number:05d}.txt" for number in range(4)}
    assert good == {Path(row.source).name for row in library.select()} - {"00001a.txt"}


def test_processes_bring_what_one_process_brings(library: Library, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 30)
    told: list[Progress] = []
    report = import_paths(library, [folder], jobs=2, marks=False, progress=told.append)
    assert report.files == 30 and report.failures == ()
    with Library.open(tmp_path / "other.sqlite") as other:
        import_paths(other, [folder], jobs=0, marks=False)
        assert state(other) == state(library)
    assert (told[-1].files, told[-1].total, told[-1].articles) == (30, 30, report.new)
    assert [each.files for each in told] == sorted(each.files for each in told)
    assert told[-1].rate > 0 and told[-1].left == 0


def test_cancelled_at_once_and_taken_up_again(library: Library, tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 40)
    calls = iter(range(10_000))
    report = import_paths(library, [folder], jobs=2, marks=False, cancelled=lambda: next(calls) > 8)
    assert report.cancelled and report.files < 40
    rest = import_paths(library, [folder], jobs=2, marks=False)
    assert not rest.cancelled and rest.unchanged == report.files
    assert len(import_paths(library, [folder], marks=False).failures) == 0
    with Library.open(tmp_path / "other.sqlite") as other:
        import_paths(other, [folder], jobs=0, marks=False)
        assert state(other) == state(library)


SCRIPT = """
import sys
from reader.library import Library
from reader.library.importing import import_paths
if __name__ == "__main__":
    with Library.open(sys.argv[1]) as library:
        print("begun", flush=True)
        import_paths(library, [sys.argv[2]], jobs=2, marks=False)
    print("done", flush=True)
"""


@pytest.mark.timeout(7200 if FULL else 900)
def test_killed_at_any_moment_it_is_whole_and_goes_on(tmp_path: Path) -> None:
    files, times = (1000, 50) if FULL else (60, 2)
    folder = write_pages(tmp_path / "in", files)
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    with Library.open(tmp_path / "clean.sqlite") as clean:
        import_paths(clean, [folder], jobs=0, marks=False)
        expected = state(clean)
    chance = random.Random(7)
    for turn in range(times):
        path = tmp_path / f"{turn}.sqlite"
        killed = 0
        while killed < 2:
            process = subprocess.Popen(
                [sys.executable, str(script), str(path), str(folder)], stdout=subprocess.PIPE, start_new_session=True
            )
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.3, 2.0) * (1 + 2 * killed))
            os.killpg(process.pid, signal.SIGKILL)
            finished = b"done" in process.stdout.read()
            process.wait()
            killed += 1
            with Library.open(path) as library:
                assert_whole(library)
            if finished:
                break
        with Library.open(path) as library:
            import_paths(library, [folder], jobs=0, marks=False)
            assert state(library) == expected
            assert_whole(library)


def assert_whole(library: Library) -> None:
    """Nothing is half there: pages with all their articles, articles with text and index, no orphans."""
    assert [finding for finding in doctor.examine(library, thorough=True) if finding.state == "fault"] == []
    run = library.store.reading.execute
    for number, placed in run("SELECT id, (SELECT count(*) FROM edition WHERE page = page.id) FROM page").fetchall():
        assert len(library.page(number).articles) == placed


LOOKING = """
import pathlib, sys
from reader.library import Library
ended = pathlib.Path(sys.argv[2])
rounds = 0
with Library.open(sys.argv[1]) as library:
    while not rounds or not ended.exists():
        for row in library.select().rows(0, 20):
            library.article(row.id)
        library.search("会议")
        library.facets()
        if rounds % 5 == 0 and len(library):
            library.set_place(library.select()[0].id, rounds)
        rounds += 1
print(rounds)
"""


def test_two_readers_and_an_importer_are_never_locked_out(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "in", 400 if FULL else 60)
    path = tmp_path / "library.sqlite"
    Library.open(path).close()
    script, looking, ended = tmp_path / "script.py", tmp_path / "looking.py", tmp_path / "ended"
    script.write_text(SCRIPT)
    looking.write_text(LOOKING)
    run = [sys.executable, str(looking), str(path), str(ended)]
    readers = [subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        importer = subprocess.run(
            [sys.executable, str(script), str(path), str(folder)], capture_output=True, text=True, timeout=240
        )
    finally:
        ended.touch()
    assert importer.stderr == "" and "done" in importer.stdout
    for each in readers:
        out, problems = each.communicate(timeout=240)
        assert problems == "" and int(out) > 0


def test_several_workers_start_behind_a_screen_and_leave_nothing_running(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())  # as the reading room does: it has no descriptor
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    report = import_paths(library, [write_pages(tmp_path / "in", 20)], jobs=2, marks=False)
    assert (report.new, report.failures) == (40, ())
    end = time.monotonic() + 60
    while left := [child for child in psutil.Process().children(recursive=True) if child.pid not in before]:
        with suppress(psutil.NoSuchProcess):
            if all("resource_tracker" in " ".join(child.cmdline()) for child in left):
                break
        assert time.monotonic() < end, left
        time.sleep(0.05)


@pytest.mark.parametrize("moment", [0.3, 0.6, 1.0])
def test_interrupted_while_workers_start_it_says_so_and_nothing_else(tmp_path: Path, moment: float) -> None:
    write_pages(tmp_path / "in", 40)
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    command = [sys.executable, "-m", "reader", "add", str(tmp_path / "in")]
    program = subprocess.Popen(
        command, env={**os.environ, **homes}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while not (tmp_path / "DATA" / "newsreader" / "library.sqlite").exists() and program.poll() is None:
        time.sleep(0.02)
    time.sleep(moment)
    os.killpg(program.pid, signal.SIGINT)
    told = "".join(program.communicate(timeout=240))
    assert "Traceback" not in told and told


def test_the_first_articles_are_there_at_once_however_long_they_take(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_pages(tmp_path / "in", 30)
    there: list[int] = []

    class SlowToStart:
        """A pool in this process from which nothing comes at first."""

        def __init__(self, *_given: Any, **_named: Any) -> None:
            pass

        def run(self, tasks: Iterator[Any]) -> Iterator[Any]:
            yield from [None] * 3
            for task in tasks:
                for message in importing.take(task):
                    yield message
                    there.append(len(library))
                yield Finished(task)

        def close(self) -> None:
            pass

    monkeypatch.setattr(importing, "Pool", SlowToStart)
    report = import_paths(library, [folder], jobs=2, marks=False)
    assert 0 < there[0] < report.new


def test_a_file_that_kills_its_reader_is_told_and_the_others_come_in(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_pages(tmp_path / "in", 12)
    monkeypatch.setattr("reader.library.importing.take", take_or_die)
    report = import_paths(library, [folder], jobs=2, marks=False)
    assert [Path(failure.path).name for failure in report.failures] == ["00005.txt"]
    assert report.files == 12
    assert len({row.source for row in library.select()}) == 11


def take_or_die(task: Any) -> Iterator[Any]:
    """As ``take``, without understanding the pages, and one file ends the process."""
    for path in task.paths:
        if path.endswith("00005.txt"):
            os._exit(1)
        raw, page = page_with(article(path, Path(path).read_text(encoding="utf-8")), source=path)
        yield Batch([(path, prepare_page(raw, page))], [path])
