"""Run as a program: writes notes into a notebook as fast as it can, to be raced against others, or killed.

``insert PATH COUNT NAME`` adds COUNT notes; ``kill PATH TRIALS SEED`` forks a writer TRIALS times, kills it at a random
moment and checks that the file can be read and holds every note that had been acknowledged.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from reader.notebook import Notebook


def insert(path: Path, count: int, name: str) -> None:
    with Notebook(path) as notebook:
        for number in range(count):
            notebook.add(f"{name}-{number}", "一条笔记" * 5)


def kill(path: Path, trials: int, seed: int) -> None:
    chance = random.Random(seed)
    with Notebook(path) as notebook:
        for number in range(100):
            notebook.add(f"first-{number}", "原有的笔记" * 20)
    acknowledged = {note.id for note in notebook.notes()}
    unreadable = lost = torn = 0
    for _trial in range(trials):
        said, says = os.pipe()
        writer = os.fork()
        if not writer:
            os.close(said)
            write_on(path, says)
        os.close(says)
        first = os.read(said, 36)  # it has written once, so from here on it is always in the middle of writing
        time.sleep(chance.uniform(0, 0.03))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        told = first
        while more := os.read(said, 65536):
            told += more
        os.close(said)
        acknowledged |= {told[start : start + 36].decode() for start in range(0, len(told) - 35, 36)}
        with Notebook(path) as notebook:
            there = {note.id for note in notebook.notes()}
            unreadable += any(notice.message for notice in notebook.take_notices())
            lost += len(acknowledged - there)
            notebook.star("sweeps temporaries")
            notebook.unstar("sweeps temporaries")
        torn += len(list(path.parent.glob(".*.tmp")))
    print(f"unreadable {unreadable} lost {lost} temporaries {torn} notes {len(acknowledged)}")


def write_on(path: Path, says: int) -> None:
    with Notebook(path) as notebook:
        while True:
            note = notebook.add("killed", "写到一半" * 10)
            os.write(says, note.id.encode())


if __name__ == "__main__":
    task, where, number, last = sys.argv[1:]
    if task == "insert":
        insert(Path(where), int(number), last)
    else:
        kill(Path(where), int(number), int(last))
