"""The library with 10, 1,000 and 100,000 articles: opening, listing, searching, pinyin, storing; printed side by side.

    python tests/benchmarks/bench_library.py [--sizes 10,1000,100000] [--folder KEPT]

Times are of this process's processor time in milliseconds, so that other work on the machine does not count. What it
is compared with, in the same run: SQLite opening a bare file, and a LIKE over the same texts in a plain table. With
``--folder`` the libraries made are kept there and used again.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import generated

from reader.library import Library
from reader.library.prepare import prepare_page
from reader.library.refreshing import bring_up_to_date
from reader.library.wording import wording_of

PAGES_AT_ONCE = 100
WORDED = 2000
"""So many articles get words and fingerprints, the latest: pinyin and ranking are measured with them."""


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def p95(times: Iterable[float]) -> float:
    return statistics.quantiles(list(times), n=20)[-1] if len(times := list(times)) > 1 else times[0]


def build(path: Path, articles: int) -> None:
    """A library of generated articles with marks, the last of them with words, and a plain table of their texts."""
    plain = sqlite3.connect(path.with_suffix(".plain"))
    plain.execute("CREATE TABLE plain (text TEXT)")
    with Library.open(path) as library:
        batch = []
        for raw, page, marks in generated.pages(articles):
            batch.append(prepare_page(raw, page, marks))
            plain.executemany("INSERT INTO plain VALUES (?)", [(article.text,) for article in page.articles])
            if len(batch) == PAGES_AT_ONCE:
                library.add_prepared(batch)
                batch.clear()
        library.add_prepared(batch)
        plain.commit()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        done: list[int] = []
        bring_up_to_date(
            library,
            jobs=0,
            progress=lambda n, _all: done.append(n),
            cancelled=lambda: bool(done and done[-1] >= WORDED),
        )
    path.with_suffix(".built").write_text(str(memory))


def measure(path: Path, articles: int) -> dict[str, float]:
    """All the figures for one size. To be run in a process of its own, so that nothing is warm."""
    figures: dict[str, float] = {}
    bare = milliseconds(lambda: sqlite3.connect(path).execute("SELECT count(*) FROM sqlite_master").fetchone())
    library: Library
    start = time.process_time()
    library = Library.open(path)
    figures["open"] = (time.process_time() - start) * 1000
    figures["open, times bare sqlite"] = figures["open"] / bare
    figures["first 50 rows of the list"] = milliseconds(lambda: library.select().rows(0, 50))
    figures["its length"] = milliseconds(lambda: len(library.select()))
    figures["first keystroke of all (国)"] = milliseconds(lambda: library.search("国"))
    figures["first keystroke of pinyin (ya)"] = milliseconds(lambda: library.search("ya"))

    words = sample_words(path)
    typed = [word[: end + 1] for word in words for end in range(len(word))]
    figures["search p95, every keystroke"] = p95([milliseconds(lambda q=q: library.search(q)) for q in typed])
    common = ["中国", "我们", "经济", "发展", "可以 中国", "国", "的", "一", "人", "销售额", "3", "35", "销售额达35"]
    figures["search max, common words"] = max(milliseconds(lambda q=q: library.search(q)) for q in common)
    names = [generated.name(generated.np.random.default_rng(seed)) for seed in range(40)]
    pinyin = [each for name in names for each in spelled(name)]
    figures["pinyin p95, every keystroke"] = p95([milliseconds(lambda q=q: library.search(q)) for q in pinyin])
    figures["first condition with a figure"] = milliseconds(lambda: library.search("money>8000亿元"))
    fields = [
        "section:经济 unread",
        "date:2023-05..2023-08 中国",
        "money>8000亿元 发展",
        "person:杨 经济",
        "-中国 国际",
        "money<50亿元 发展",
        "-person:杨 经济",
    ]
    figures["search with conditions, max"] = max(milliseconds(lambda q=q: library.search(q)) for q in fields)
    figures["list of a query, median"] = statistics.median(
        milliseconds(lambda q=q: library.select(q).rows(0, 50)) for q in [*words, *common[:5]]
    )
    deep = library.select()
    figures["rows anywhere in the list, p95"] = p95(
        [milliseconds(lambda: deep.rows(at := random.randrange(articles), at + 50)) for _ in range(50)]
    )
    figures["facets"] = milliseconds(library.facets)
    figures["completion, p95"] = p95([milliseconds(lambda q=q: library.complete(f"person:{q[0]}")) for q in names])
    figures["page of a name"] = milliseconds(lambda: library.name(names[0]))
    figures["page of a measure"] = milliseconds(lambda: library.measure("销售额"))
    some = library.select()[0].id
    figures["twins of an article"] = milliseconds(lambda: library.twins(some))

    plain = sqlite3.connect(path.with_suffix(".plain"))
    like = statistics.median(
        milliseconds(
            lambda q=q: plain.execute("SELECT * FROM plain WHERE text LIKE ? LIMIT 50", (f"%{q}%",)).fetchall()
        )
        for q in words[:10]
    )
    ours = statistics.median(milliseconds(lambda q=q: library.search(q)) for q in words[:10])
    figures["LIKE over the same texts"] = like
    figures["LIKE, times our search"] = like / ours
    figures["KB on disk, an article"] = path.stat().st_size / 1024 / articles
    figures["memory while searching, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures["memory while building, MB"] = float(path.with_suffix(".built").read_text())
    figures.update(writing(library))
    return figures


def writing(library: Library) -> dict[str, float]:
    """What it costs to add articles to a library of this size, to segment them, to take them out again."""
    more = list(generated.pages(400, seed=99))
    prepare_page(*more[0])
    figures = {}
    for name, marked in (("bare", False), ("with marks", True)):
        start = time.process_time()
        prepared = [prepare_page(raw, page, marks if marked else None) for raw, page, marks in more]
        figures[f"prepare {name}, an article"] = (time.process_time() - start) * 1000 / 400
        start = time.process_time()
        ids = [key for key, _new in library.add_prepared(prepared)]
        figures[f"store {name}, an article"] = (time.process_time() - start) * 1000 / 400
        some = [library.article(key) for key in ids[:40]]
        figures["remove, an article"] = milliseconds(lambda: library.remove(ids)) / 400  # noqa: B023
    wording_of(some[0])
    figures["segment, an article"] = milliseconds(lambda: [wording_of(each) for each in some]) / 40
    return figures


def sample_words(path: Path) -> list[str]:
    """Stretches of two to six characters from the texts, with and against word boundaries."""
    chance = random.Random(1)
    texts = [
        text for (text,) in sqlite3.connect(path.with_suffix(".plain")).execute("SELECT text FROM plain LIMIT 500")
    ]
    found = []
    while len(found) < 60:
        text = chance.choice(texts)
        start = chance.randrange(len(text) - 6)
        piece = text[start : start + chance.randint(2, 6)]
        if all("一" <= character <= "鿿" for character in piece):
            found.append(piece)
    return found


def spelled(name: str) -> list[str]:
    """A name's pinyin and initials, letter by letter from the second on."""
    import pypinyin

    syllables = pypinyin.lazy_pinyin(name)
    whole = "".join(syllables)
    initials = "".join(syllable[0] for syllable in syllables)
    return [whole[:end] for end in range(2, len(whole) + 1)] + [initials[:end] for end in range(2, len(initials) + 1)]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--sizes", default="10,1000,100000")
    words.add_argument("--folder", type=Path)
    words.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.one:
        for name, value in measure(given.folder / f"{given.one}.sqlite", given.one).items():
            print(f"{name}\t{value}")
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        columns: dict[int, dict[str, float]] = {}
        for size in map(int, given.sizes.split(",")):
            path = folder / f"{size}.sqlite"
            if not path.with_suffix(".built").exists():
                for old in folder.glob(f"{size}.*"):
                    old.unlink()
                subprocess.run(
                    [sys.executable, "-c", f"import bench_library as b; b.build(b.Path({str(path)!r}), {size})"],
                    check=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
                )  # fmt: skip
            told = subprocess.run(
                [sys.executable, __file__, "--one", str(size), "--folder", str(folder)],
                check=True, capture_output=True, text=True,
            ).stdout  # fmt: skip
            columns[size] = {k: float(v) for k, v in (line.split("\t") for line in told.splitlines())}
        sizes = list(columns)
        print(f"{'':36}" + "".join(f"{size:>12,}" for size in sizes) + f"{'last/first':>12}")
        for name in columns[sizes[0]]:
            row = [columns[size][name] for size in sizes]
            growth = f"{row[-1] / row[0]:>12.2f}" if row[0] else ""
            print(f"{name:36}" + "".join(f"{value:>12.2f}" for value in row) + growth)


if __name__ == "__main__":
    main()
