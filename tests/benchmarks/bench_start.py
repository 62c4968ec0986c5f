"""Start to first article text, and memory after marking, beside a bare Textual application in the same run.

usage: bench_start.py [PAGE] [--library FILE] [--rounds N]

PAGE is a page of text (default: ../shared/pages/real-page.txt, else a bundled sample), FILE a large library to start
with as well. The reader runs as a user starts it, in a pseudo-terminal, with folders of its own; bytecode is kept, as
an installed program has it. Each round starts every program once, so that what else the machine does falls on all.

Prints medians: seconds by the clock, and in brackets the processor time of the main thread up to the same moment.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import generated
from terminal import Terminal

from reader.library import Library
from reader.pages import split_page

ROOT = Path(__file__).resolve().parents[2]
BARE = str(Path(__file__).resolve().parent / "bare_app.py")
NEWSREADER = str(Path(sys.executable).parent / "newsreader")
SIZES = (10, 10_000)

Start = Callable[[], Terminal]


def home(folder: str) -> dict[str, str]:
    """The reader's own folders, all in ``folder``."""
    return {f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("DATA", "STATE", "CONFIG", "CACHE")}


def library_in(folder: str) -> Path:
    """Where the library of that home is."""
    path = Path(folder) / "DATA" / "newsreader" / "library.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def fill(folder: str, articles: int) -> str:
    """Put generated articles into the library in ``folder``; returns the words that its first article begins with."""
    with Library.open(library_in(folder)) as library:
        pages = generated.pages(articles, length=800 if articles <= 10_000 else 200)
        while some := list(itertools.islice(pages, 100)):
            for raw, page, marks in some:
                library.add(raw, page, marks)
        return first_words(library)


def first_words(library: Library) -> str:
    """The words that the first article of the list begins with; short, since a mark may begin behind them."""
    return library.article(library.select().rows(0, 1)[0].id).text[:3]


def started(command: list[str], text: str, folder: str, *, anew: bool = False) -> tuple[float, float]:
    """Seconds until ``text`` stands on the screen, and the work in them. ``anew`` begins with empty folders.

    The program is left as a user leaves it, so that it remembers what was open.
    """
    if anew:
        shutil.rmtree(folder, ignore_errors=True)
    terminal = Terminal(command, environment=home(folder))
    took = terminal.wait_for(text, 60.0), terminal.worked()
    terminal.read(0.2)
    terminal.leave(b"q")
    return took


def compare_starts(ways: dict[str, Callable[[], tuple[float, float]]], rounds: int) -> None:
    """Start each of ``ways`` in turn; the first is what the others are compared with."""
    for way in ways.values():
        way()  # warms the caches
        way()
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            took[name].append(way())
    middle = {name: [statistics.median(each) for each in zip(*pairs, strict=True)] for name, pairs in took.items()}
    bare = next(iter(middle.values()))
    for name, (clock, work) in middle.items():
        print(f"{name:30s} {clock:.3f} s  {clock / bare[0]:5.2f} x    ({work:.3f} s  {work / bare[1]:.2f} x)")


def say_memory(page: str, opening: str, folder: str) -> None:
    """Memory after marking, on the page, which is known from then on."""
    terminal = Terminal([NEWSREADER, page], environment=home(folder))
    terminal.wait_for(opening, 60.0)
    terminal.read(4.0)
    while terminal.workers():  # until all has been marked
        terminal.read(2.0)
    print(f"resident after marking         {terminal.memory():.0f} MB")
    terminal.leave(b"q")


def main() -> None:
    parser = argparse.ArgumentParser()
    real = ROOT.parent / "shared" / "pages" / "real-page.txt"
    parser.add_argument("page", nargs="?", default=str(real if real.exists() else ROOT / "data/samples/before.txt"))
    parser.add_argument("--library", help="a large library, which is copied")
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    opening = split_page(Path(chosen.page).read_text(encoding="utf-8")).articles[0].text[:3]
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{scratch}/bytecode"
        page = chosen.page
        ways = {"bare Textual application": lambda: started([sys.executable, BARE, page], opening, f"{scratch}/bare")}
        for count in SIZES:
            folder = f"{scratch}/{count}"
            words = fill(folder, count)
            ways[f"{count:,} articles"] = lambda w=words, f=folder: started([NEWSREADER], w, f)
        if chosen.library:
            folder = f"{scratch}/large"
            shutil.copy(chosen.library, library_in(folder))
            with Library.open(library_in(folder)) as library:
                words, count = first_words(library), len(library)
            ways[f"{count:,} articles"] = lambda w=words, f=folder: started([NEWSREADER], w, f)
            # What was open last stands there before the library is open: the list is what has to be waited for.
            ways[f"{count:,} articles, list"] = lambda f=folder, c=f"/{count:,}": started([NEWSREADER], c, f)
        say_memory(page, opening, f"{scratch}/known")
        ways["PAGE, known"] = lambda: started([NEWSREADER, page], opening, f"{scratch}/known")
        ways["PAGE, new"] = lambda: started([NEWSREADER, page], opening, f"{scratch}/new", anew=True)
        compare_starts(ways, chosen.rounds)


if __name__ == "__main__":
    main()
