"""Start to first article text, key to paint and memory, beside a bare Textual application in the same run.

usage: bench_start.py [PAGE] [--articles 10,10000] [--store LIBRARY]
    PAGE: a page of text (default: a bundled sample)
    --articles: libraries of so many generated articles are made and started with
    --store: a library (a file library.sqlite) that is there; started with, side by side with one of 10 articles

Prints seconds and ratios. The reader runs as a user starts it, in a pseudo-terminal, with folders of its own.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import tempfile
from pathlib import Path

import generated
from terminal import Terminal

from reader.library import Library
from reader.library.prepare import prepare_page
from reader.pages import split_page

HERE = Path(__file__).resolve().parent
ROUNDS = 9


def starts(command: list[str], text: str, environment: dict[str, str]) -> list[float]:
    """Seconds until ``text`` stands on the screen, for each of several starts after a first that warms the caches."""
    seconds = []
    for _ in range(ROUNDS + 1):
        terminal = Terminal(command, environment=environment)
        seconds.append(terminal.wait_for(text))
        terminal.close()
    return seconds[1:]


def keys(terminal: Terminal, key: bytes, times: int) -> list[float]:
    """Seconds from key to paint, sorted."""
    seconds = []
    for _ in range(times):
        terminal.read(0.05)
        seconds.append(terminal.key_to_paint(key))
    return sorted(seconds)


def home(folder: str) -> dict[str, str]:
    """The reader's own folders, all in ``folder``."""
    return {f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("DATA", "STATE", "CONFIG", "CACHE")}


def fill(folder: str, articles: int) -> str:
    """Put generated articles into the library in ``folder``; returns the words that its first article begins with."""
    path = Path(folder) / "DATA" / "newsreader" / "library.sqlite"
    path.parent.mkdir(parents=True)
    with Library.open(path) as library:
        pages = generated.pages(articles, length=800 if articles <= 10_000 else 200)
        while some := list(itertools.islice(pages, 100)):
            library.add_prepared([prepare_page(*each) for each in some])
    return opening_words(path)


def opening_words(path: Path) -> str:
    """The words that the first article in the library's list begins with."""
    with Library.open(path) as library:
        return library.article(library.select().rows(0, 1)[0].id).text[:10]


def beside(newsreader: str, store: Path, bare: float) -> None:
    """Starts with the library ``store`` and with one of ten articles by turns, so that both meet the same machine."""
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        linked = Path(large) / "DATA" / "newsreader" / "library.sqlite"
        linked.parent.mkdir(parents=True)
        linked.symlink_to(store.resolve())
        words = {small: fill(small, 10), large: opening_words(linked)}
        took: dict[str, list[float]] = {small: [], large: []}
        for _ in range(4):
            for folder in took:
                took[folder] += starts([newsreader], words[folder], home(folder))
        with Library.open(linked) as library:
            count = len(library)
        ten, many = (statistics.median(times) for times in took.values())
        print(f"newsreader,      10 articles   {ten:.3f} s   {ten / bare:.2f} times the bare application")
        print(f"newsreader, {count:7d} articles   {many:.3f} s   {many / ten:.2f} times the start with 10")
        least = [min(times) for times in took.values()]
        print(f"    at best                    {least[0]:.3f} s and {least[1]:.3f} s   {least[1] / least[0]:.2f} times")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("page", nargs="?", type=Path, default=HERE.parents[1] / "data" / "samples" / "before.txt")
    words.add_argument("--articles", default="10,10000")
    words.add_argument("--store", type=Path)
    given = words.parse_args()
    page = given.page
    newsreader = str(Path(sys.executable).parent / "newsreader")
    opening = split_page(page.read_text(encoding="utf-8")).articles[0].text[:10]
    bare = statistics.median(starts([sys.executable, str(HERE / "bare_app.py"), str(page)], opening, dict(os.environ)))
    print(f"bare Textual application       {bare:.3f} s")
    if given.store:
        beside(newsreader, given.store, bare)
        return
    for count in map(int, given.articles.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            first_words = fill(folder, count)
            took = statistics.median(starts([newsreader], first_words, home(folder)))
            print(f"newsreader, {count:7d} articles   {took:.3f} s   {took / bare:.2f} times the bare application")
    with tempfile.TemporaryDirectory() as folder:
        took = statistics.median(starts([newsreader, str(page)], opening, home(folder)))
        print(f"newsreader PAGE, known         {took:.3f} s   {took / bare:.2f} times the bare application")
        terminal = Terminal([newsreader, str(page)], environment=home(folder))
        terminal.wait_for(opening)
        terminal.read(8.0)  # marking ends
        print(f"resident after marking         {terminal.memory():.0f} MB")
        for name, key in (("next figure", b"]"), ("down", b"j")):
            took_each = keys(terminal, key, 200)
            print(
                f"key to paint, {name:11s}      median {statistics.median(took_each) * 1000:.1f} ms   "
                f"p99 {took_each[int(len(took_each) * 0.99)] * 1000:.1f} ms"
            )
        terminal.close()


if __name__ == "__main__":
    main()
