"""Start to first article text, key to paint and memory, beside a bare Textual application in the same run.

usage: bench_start.py [PAGE]     PAGE: a page of text (default: a bundled sample)

Prints seconds and ratios. The reader runs as a user starts it, in a pseudo-terminal, with folders of its own.
"""

from __future__ import annotations

import itertools
import os
import statistics
import sys
import tempfile
from pathlib import Path

import generated
from terminal import Terminal

from reader.library import Library
from reader.pages import split_page

HERE = Path(__file__).resolve().parent
ROUNDS = 9
SIZES = (10, 10_000)


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
            for raw, page, marks in some:
                library.add(raw, page, marks)
        return library.article(library.select().rows(0, 1)[0].id).text[:10]


def main() -> None:
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "data" / "samples" / "before.txt"
    newsreader = str(Path(sys.executable).parent / "newsreader")
    opening = split_page(page.read_text(encoding="utf-8")).articles[0].text[:10]
    bare = statistics.median(starts([sys.executable, str(HERE / "bare_app.py"), str(page)], opening, dict(os.environ)))
    print(f"bare Textual application       {bare:.3f} s")
    for count in SIZES:
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
