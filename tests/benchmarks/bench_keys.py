"""Key to paint in the reading room beside a bare Textual application, key by key in the same run.

usage: bench_keys.py [PAGE] [--times N] [--only WORD…] [--libraries N…] [--scratch FOLDER]

PAGE is a page of text (default: ../shared/pages/real-page.txt, else a bundled sample). Each program runs in a terminal
of its own, 120 × 40 cells; a key goes to one after the other, so that what else the machine does falls on all. Key to
paint is the time from the key until the last byte of the first whole frame that shows its effect has been written.

Prints, for each kind of key: median and p99 by the clock; the same in processor time of the main thread; the median
until all is painted that follows from the key; and how many times the bare application's median and p99 that is (by
processor time).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median

from bench_start import BARE, NEWSREADER, ROOT, fill, first_words, home, library_in
from terminal import Terminal

from reader.library import Library
from reader.pages import split_page


@dataclass(frozen=True)
class Step:
    """A key, the row of the table it counts for ("": none), and what is new on the screen then ("": anything)."""

    row: str
    key: str
    shows: str = ""


@dataclass(frozen=True)
class Kind:
    """Keys of one kind in a round, what is typed before and after them, and what the bare application is asked."""

    name: str
    steps: Sequence[Step]
    bare: Sequence[Step]
    before: str = ""
    after: str = ""
    bare_before: str = ""
    bare_after: str = ""
    large: bool = False
    """Whether the size of the library makes a difference."""


def steps(row: str, keys: str) -> list[Step]:
    return [Step(row, key) for key in keys]


DOWN, UP, TAB, RUBOUT = "\x1b[B", "\x1b[A", "\t", "\x7f"
ESCAPE = "\x1b[27u"  # as terminals send it with which nobody need wait whether more comes
TO_LIST = "\x1b[Z"
PAGE_DOWN, PAGE_UP = "\x1b[6~", "\x1b[5~"

LINES = [Step("scroll a line", DOWN)] * 8 + [Step("scroll a line", UP)] * 8
PAGES = [Step("scroll a page", PAGE_DOWN), Step("scroll a page", PAGE_UP)]
CURSOR = [Step("cursor", DOWN)] * 5 + [Step("cursor", UP)] * 5
TYPED = "国家经" + RUBOUT * 3
TABLE = [Step("open table", "t", "Unit"), Step("close table", "t")]
BOX = [Step("open box", "a", "words"), Step("", ESCAPE)]

TYPING = steps("typing", TYPED)
KINDS = (
    Kind("line", steps("line", "j" * 8 + "k" * 8), LINES, bare_before="2"),
    Kind("page", steps("page", " b"), PAGES, bare_before="2"),
    Kind("figure", steps("next figure", "]" * 15 + "[" * 15), LINES, bare_before="2"),
    Kind("entity", steps("next name", "{" * 15 + "}" * 15), LINES, bare_before="2"),
    Kind("article", steps("next article", "JJKK"), PAGES, bare_before="2"),
    Kind("cursor", steps("cursor of the list", "j" * 8 + "k" * 8), CURSOR, before=TO_LIST, after=TAB, bare_before="1",
         large=True),
    Kind("filter", steps("filter, a letter", TYPED), TYPING, before="F", after=ESCAPE, bare_before="f",
         bare_after=ESCAPE, large=True),
    Kind("search", steps("search, a letter", TYPED), TYPING, before="S", after=ESCAPE, bare_before="f",
         bare_after=ESCAPE, large=True),
    Kind("note", [Step("open note", "a", "Tags"), Step("", ESCAPE)], BOX),
    Kind("figures", [Step("open figures", "t", "All kinds"), Step("close figures", "t")], TABLE),
)  # fmt: skip


@dataclass
class Series:
    """One program under one kind of key: seconds to the paint, of work, and until all is painted, by row."""

    label: str
    terminal: Terminal
    steps: Iterator[Step]
    quiet: float
    took: dict[str, list[tuple[float, float, float]]]
    missed: int = 0

    def press(self) -> None:
        step = next(self.steps)
        try:
            taken = self.terminal.key_to_paint(step.key.encode(), step.shows, quiet=self.quiet)
        except TimeoutError:  # the end of the text or of the list, where nothing moves
            self.missed += 1
            return
        if step.row:
            self.took.setdefault(step.row, []).append(taken)


def measure(kind: Kind, bare: Terminal, rooms: dict[str, Terminal], times: int) -> None:
    quiet = 0.15 if kind.name in ("article", "cursor", "filter", "search", "note", "figures") else 0.05
    series = [Series("bare", bare, cycle(kind.bare), quiet, {})]
    series += [Series(label, room, cycle(kind.steps), quiet, {}) for label, room in rooms.items()]
    ways = [(bare, kind.bare_before, kind.bare_after), *((room, kind.before, kind.after) for room in rooms.values())]
    for terminal, before, _after in ways:
        terminal.type(before.encode())
        terminal.read(0.6)
    for _ in range(times * max(1, len({step.row for step in kind.steps}))):
        for each in series:
            each.press()
    for terminal, _before, after in ways:
        terminal.type(after.encode())
        terminal.read(0.6)
    report(series)


def report(series: list[Series]) -> None:
    bare_rows = list(series[0].took.values())
    for each in series:
        for number, (row, took) in enumerate(each.took.items()):
            clock, work, painted = (sorted(1000 * seconds for seconds in column) for column in zip(*took, strict=True))
            columns = "   ".join(f"{median(values):6.1f} {p99(values):6.1f}" for values in (clock, work))
            columns += f"   {median(painted):6.1f}"
            ratio = ""
            if each is not series[0]:
                bare = sorted(1000 * worked for _clock, worked, _painted in bare_rows[min(number, len(bare_rows) - 1)])
                ratio = f"{median(work) / median(bare):5.2f} {p99(work) / p99(bare):5.2f}"
            missed = f" ({each.missed} painted nothing)" if each.missed else ""
            print(f"{row:20s} {each.label:8s} {columns}   {ratio:11s}   {len(took):4d}{missed}", flush=True)


def p99(values: list[float]) -> float:
    """The 99th of a hundred of ``values``, which are sorted."""
    return values[min(len(values) - 1, int(len(values) * 0.99))]


def opened(command: list[str], opening: str, folder: str) -> Terminal:
    """The program, when it has come to rest: all marked, nothing more painted."""
    terminal = Terminal(command, environment={**home(folder), "LANGUAGE": "en", "TEXTUAL_ANIMATIONS": "none"})
    terminal.wait_for(opening, 60.0)
    terminal.read(3.0)
    while terminal.workers():
        terminal.read(2.0)
    return terminal


def main() -> None:
    parser = argparse.ArgumentParser()
    real = ROOT.parent / "shared" / "pages" / "real-page.txt"
    parser.add_argument("page", nargs="?", default=str(real if real.exists() else ROOT / "data/samples/before.txt"))
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--only", nargs="*", default=[], choices=[kind.name for kind in KINDS])
    parser.add_argument("--libraries", nargs="*", type=int, default=[10, 10_000])
    parser.add_argument("--scratch", help="a folder that keeps the generated libraries for the next time")
    chosen = parser.parse_args()
    opening = split_page(Path(chosen.page).read_text(encoding="utf-8")).articles[0].text[:3]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as temporary:
        scratch = chosen.scratch or temporary
        os.environ["PYTHONPYCACHEPREFIX"] = f"{scratch}/bytecode"
        bare = opened([sys.executable, BARE, chosen.page], opening, f"{scratch}/bare")
        page = opened([NEWSREADER, chosen.page], opening, f"{scratch}/page")
        libraries = {}
        for count in chosen.libraries:
            folder = f"{scratch}/{count}"
            if not library_in(folder).exists():
                fill(folder, count)
            with Library.open(library_in(folder)) as library:
                words = first_words(library)
            libraries[f"{count:,}"] = opened([NEWSREADER], words, folder)
        print("milliseconds                    by the clock   of work          all        times the bare")
        print("                              median    p99   median    p99   painted   median   p99     keys")
        for kind in KINDS:
            if not chosen.only or kind.name in chosen.only:
                measure(kind, bare, libraries if kind.large and libraries else {"page": page}, chosen.times)
        for terminal in (bare, page, *libraries.values()):
            terminal.close()


if __name__ == "__main__":
    main()
