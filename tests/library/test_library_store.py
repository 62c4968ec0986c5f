"""The library's file: made, refused, shared by threads and processes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from library_samples import article, page_with

from reader.library import DamagedLibraryError, Library, LibraryError, NewerLibraryError
from reader.library import store as store_module
from reader.library.schema import VERSION


def test_opening_makes_folder_and_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "library.sqlite"
    with Library.open(path) as library:
        assert len(library) == 0
    assert path.exists()


def test_what_was_added_is_there_after_reopening(tmp_path: Path) -> None:
    one = article("国补", "第一段。")
    with Library.open(tmp_path / "l.sqlite") as library:
        library.add(*page_with(one))
    with Library.open(tmp_path / "l.sqlite") as library:
        assert library.article(one.id) == one


def test_reading_only_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with pytest.raises(LibraryError, match="l.sqlite"):
        Library.open(path, read_only=True)
    assert not path.exists()
    with Library.open(path) as library:
        library.add(*page_with(article("国补", "段。")))
    with Library.open(path, read_only=True) as library:
        assert len(library.search("国补")) == 1
        with pytest.raises(LibraryError, match="reading only"):
            library.add(*page_with(article("别的", "段。")))


def test_newer_tables_are_refused_unharmed(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    Library.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(NewerLibraryError, match="newer"):
        Library.open(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match="another program"):
        Library.open(path)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"not a database at all, " * 100)
    with pytest.raises(DamagedLibraryError, match="damaged"):
        Library.open(path)
    assert path.read_bytes().startswith(b"not a database")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be made"):
        Library.open(tmp_path / "file" / "l.sqlite")


def test_migrations_run_once_and_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.sqlite"
    with Library.open(path) as library:
        library.add(*page_with(article("国补", "段。")))
    steps = (*store_module.MIGRATIONS, "CREATE TABLE later (a);\nINSERT INTO later VALUES (1);\n")
    monkeypatch.setattr(store_module, "MIGRATIONS", steps)
    monkeypatch.setattr(store_module, "VERSION", len(steps))
    for _time in range(2):
        with Library.open(path) as library:
            assert library.store.reading.execute("SELECT a FROM later").fetchall() == [(1,)]
            assert len(library) == 1


def test_a_library_whose_pages_a_correction_had_put_out_of_order_shows_them_in_order(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    one, two, mended = article("甲", "一。"), article("乙", "二。"), article("丙", "三。")
    with Library.open(path) as library:
        library.add(*page_with(one, two))
        number, page = library.page_of(one.id)
        library.correct(number, replace(page, articles=(mended, two)))  # its row is now the last
    connection = sqlite3.connect(path)
    for kind, name in connection.execute(
        "SELECT type, name FROM sqlite_master WHERE sql LIKE '%ordinal%' AND type IN ('trigger', 'index')"
    ).fetchall():
        connection.execute(f"DROP {kind} {name}")
    for table, column in (("article", "ordinal_down"), ("article", "ordinal"), ("tag", "position")):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for column in ("date", "source", "byline"):
        connection.execute(f"CREATE INDEX article_by_{column} ON article ({column}, id)")
    connection.execute("PRAGMA user_version = 3")
    connection.commit()
    connection.close()
    with Library.open(path) as library:
        for sort in ("added", "-added", "-date"):
            assert [row.headline for row in library.select(sort=sort)] == ["丙", "乙"]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.sqlite"
    Library.open(path).close()
    steps = (*store_module.MIGRATIONS, "CREATE TABLE later (a);\nINSERT INTO nowhere VALUES (1);\n")
    with monkeypatch.context() as patch:
        patch.setattr(store_module, "MIGRATIONS", steps)
        patch.setattr(store_module, "VERSION", len(steps))
        with pytest.raises(LibraryError):
            Library.open(path)
    with Library.open(path) as library:
        names = {name for (name,) in library.store.reading.execute("SELECT name FROM sqlite_master")}
    assert "later" not in names and "article" in names


def test_an_exception_in_a_change_undoes_all_of_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l.sqlite") as library:
        with pytest.raises(RuntimeError), library.store.writing():
            library.add(*page_with(article("国补", "段。")))
            raise RuntimeError
        assert len(library) == 0
        assert library.search("国补") == []


def test_after_closing_it_says_so(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "l.sqlite")
    library.close()
    with pytest.raises(LibraryError):
        len(library)


def test_threads_read_while_one_writes(tmp_path: Path) -> None:
    problems: list[BaseException] = []
    done = threading.Event()
    with Library.open(tmp_path / "l.sqlite") as library:

        def read() -> None:
            try:
                while not done.is_set():
                    for row in library.select("国补").rows(0, 10):
                        assert library.article(row.id).headline == row.headline
                    library.facets()
            except BaseException as error:
                problems.append(error)

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for number in range(60):
            library.add(*page_with(article(f"国补{number}", "段。"), source=f"{number}.txt"))
        done.set()
        for reader in readers:
            reader.join()
        assert problems == []
        assert len(library.select("国补")) == 60


def test_threads_that_have_ended_leave_no_open_files(tmp_path: Path) -> None:
    with Library.open(tmp_path / "l.sqlite") as library:
        for _number in range(40):
            thread = threading.Thread(target=lambda: len(library))
            thread.start()
            thread.join()
        opened = [each.path for each in psutil.Process().open_files() if str(tmp_path) in each.path]
        assert len(opened) < 12
        assert len(library) == 0


def test_several_programs_make_the_same_new_library_at_once(tmp_path: Path) -> None:
    words = "import sys; from reader.library import Library; Library.open(sys.argv[1]).save_search(sys.argv[2], '国补')"
    path = tmp_path / "l.sqlite"
    programs = [
        subprocess.Popen([sys.executable, "-c", words, str(path), str(number)], stderr=subprocess.PIPE, text=True)
        for number in range(4)
    ]
    assert [program.communicate(timeout=240)[1] for program in programs] == [""] * 4
    with Library.open(path) as library:
        assert {saved.name for saved in library.saved_searches()} == set("0123")


def test_closing_while_other_threads_read(tmp_path: Path) -> None:
    """Run apart: the program that closed connections under a statement ended with a segmentation fault."""
    script = f"""
import threading, time
from dataclasses import replace
from pathlib import Path
from reader.errors import ReaderError
from reader.library import Library

for turn in range(40):
    library = Library.open(Path({str(tmp_path / "library.sqlite")!r}))
    connection_made = threading.Barrier(4)

    def read():
        library.store.reading
        connection_made.wait()
        try:
            while True:
                library.store.reading.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                              " WHERE i < 2000) SELECT sum(i) FROM n").fetchall()
                if ended.is_set():
                    return
        except ReaderError:
            return

    ended = threading.Event()
    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    connection_made.wait()
    library.close()
    time.sleep(0.002)
    ended.set()
    for thread in threads:
        thread.join()
print("whole")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=280)
    assert (done.returncode, done.stdout) == (0, "whole\n"), done.stderr
