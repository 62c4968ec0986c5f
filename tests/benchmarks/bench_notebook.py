"""Saving and opening a large notebook, beside TinyDB's default storage with the same notes on the same disk.

``python tests/benchmarks/bench_notebook.py [FOLDER]``: the folder decides which disk is measured (default: the system's
temporary folder). Times are the median and the worst of several runs in milliseconds of the clock, fsync included, with
the processor's share beside them.
"""

from __future__ import annotations

import dataclasses
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from tinydb import TinyDB
from tinydb.table import Document

from reader.model import Note, Quote
from reader.notebook import COLOURS, Notebook
from reader.notebook.records import note_document
from reader.notebook.values import Collection, Standing

SAVES, OPENINGS = 15, 7


def notes(number: int) -> list[Note]:
    """So many notes as a reader might make them, some long, most short, a context of 32 characters either side."""
    chance = random.Random(5)
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]

    def words(least: int, most: int) -> str:
        return "".join(chance.choices(characters, k=chance.randint(least, most)))

    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = []
    for index in range(number):
        exact = words(4, 40)
        at = chance.randrange(3000)
        moment = start + timedelta(minutes=index)
        made.append(
            Note(
                id=str(UUID(int=chance.getrandbits(128), version=4)),
                article_id=f"{chance.randrange(number // 3):016x}",
                text=words(0, 80),
                created=moment,
                modified=moment,
                anchor=Quote(at, at + len(exact), exact, words(32, 32), words(32, 32)),
                tags=tuple(chance.sample(["经济/财政", "经济/消费", "待核", "引用", "人物"], k=chance.randrange(3))),
                colour=chance.choice(COLOURS),
                headline=words(8, 20),
                source=f"/home/reader/pages/{index // 10}.txt",
            )
        )
    return made


def timed(task: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    task()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000


def said(name: str, runs: list[tuple[float, float]]) -> float:
    clock = [run[0] for run in runs]
    median = statistics.median(clock)
    processor = statistics.median(run[1] for run in runs)
    print(f"{name:<58}{median:9.1f} ms (worst {max(clock):.1f}, processor {processor:.1f})")
    return median


def saving(folder: Path, number: int) -> None:
    print(f"\nOne more note into {number}:")
    made = notes(number + SAVES + 1)
    path = folder / f"ours-{number}.json"
    with Notebook(path) as notebook:
        notebook.merge(Collection(tuple(made[:number])))
    fresh = iter(made[number:])
    notebook = Notebook(path)

    def save() -> None:
        note = next(fresh)
        notebook.add(note.article_id, note.text, anchor=note.anchor, tags=note.tags, colour=note.colour)

    said("  newsreader, the first of a session", [timed(save)])
    ours = said("  newsreader, each after", [timed(save) for _run in range(SAVES)])
    notebook.close()

    plain = TinyDB(folder / f"plain-{number}.json", encoding="utf-8")
    table = plain.table("notes")
    table.insert_multiple(
        Document(note_document(note, Standing()), doc_id=index) for index, note in enumerate(made[:number], 1)
    )
    fresh = iter(made[number:])
    theirs = said(
        "  TinyDB's default storage (in place, no lock, ASCII)",
        [timed(lambda: table.insert(note_document(next(fresh), Standing()))) for _run in range(SAVES)],
    )
    print(f"  ratio {theirs / ours:.1f}; file {path.stat().st_size / 1e6:.1f} MB")


def opening(folder: Path, number: int) -> None:
    print(f"\nOpening {number} notes:")
    made = notes(number)
    path = folder / f"opened-{number}.json"
    with Notebook(path) as notebook:
        notebook.merge(Collection(tuple(made)))
    plain = folder / f"plain-{number}.json"
    with TinyDB(plain, encoding="utf-8") as database:
        database.table("notes").insert_multiple(
            Document(note_document(note, Standing()), doc_id=index) for index, note in enumerate(made, 1)
        )

    def listed() -> None:
        Notebook(path, read_only=True).notes()

    def one_article() -> None:
        Notebook(path, read_only=True).note(made[-1].id)

    def default() -> None:
        with TinyDB(plain, encoding="utf-8", access_mode="r") as database:
            database.table("notes").all()

    ours = said("  newsreader, open and find a note", [timed(one_article) for _run in range(OPENINGS)])
    said("  newsreader, open and list all as values, sorted", [timed(listed) for _run in range(OPENINGS)])
    theirs = said("  TinyDB's default storage, open and list raw", [timed(default) for _run in range(OPENINGS)])
    print(f"  ratio {theirs / ours:.1f}")
    with Notebook(path) as notebook:
        notebook.notes()
        said(
            "  words sought in all notes", [timed(lambda: notebook.notes(text="经济 一丁")) for _run in range(OPENINGS)]
        )
        said("  looking for another's changes (poll)", [timed(notebook.poll) for _run in range(OPENINGS)])
        first = made[0]
        said("  a tag renamed everywhere", [timed(lambda: notebook.rename_tag("经济", "财经"))])
        kept = notebook.note(first.id)
        assert kept is not None
        assert dataclasses.replace(kept, tags=(), modified=first.modified) == dataclasses.replace(first, tags=())


def main() -> None:
    where = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(dir=where) as folder:
        saving(Path(folder), 1_000)
        saving(Path(folder), 10_000)
        opening(Path(folder), 50_000)


if __name__ == "__main__":
    main()
