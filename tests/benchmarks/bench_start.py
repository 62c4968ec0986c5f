"""Start to first article text, key to paint and memory, beside a bare Textual application in the same run.

usage: bench_start.py [PAGE]     PAGE: a page of text (default: a bundled sample)

Prints seconds and ratios. The reader runs as a user starts it, in a pseudo-terminal, with folders of its own.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from articles import fill_library, opening_words  # noqa: E402
from terminal import Terminal  # noqa: E402

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
    seconds = []
    for _ in range(times):
        terminal.read(0.05)
        seconds.append(terminal.key_to_paint(key))
    return sorted(seconds)


def main() -> None:
    page = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "data" / "samples" / "before.txt"
    newsreader = str(Path(sys.executable).parent / "newsreader")
    bare = statistics.median(
        starts([sys.executable, str(HERE / "bare_app.py"), str(page)], opening_words(page), dict(os.environ))
    )
    print(f"bare Textual application   {bare:.3f} s")
    for count in (10, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            home = {name: f"{folder}/{name}" for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
            first_words = fill_library(Path(home["XDG_DATA_HOME"]) / "newsreader" / "library.sqlite", count)
            took = statistics.median(starts([newsreader], first_words, home))
            print(f"newsreader, {count:6d} articles {took:.3f} s   {took / bare:.2f} times the bare application")
    with tempfile.TemporaryDirectory() as folder:
        home = {name: f"{folder}/{name}" for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
        terminal = Terminal([newsreader, str(page)], environment=home)
        terminal.wait_for(opening_words(page))
        terminal.read(3.0)  # marking ends
        print(f"resident after marking     {terminal.memory():.0f} MB")
        for name, key in (("next figure", b"]"), ("down", b"j")):
            took_each = keys(terminal, key, 200)
            print(
                f"key to paint, {name:11s}  median {statistics.median(took_each) * 1000:.1f} ms   "
                f"p99 {took_each[int(len(took_each) * 0.99)] * 1000:.1f} ms"
            )
        terminal.close()


if __name__ == "__main__":
    main()
