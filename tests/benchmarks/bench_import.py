"""Importing files: what each step costs an article, and articles a second over all cores, with and without marks.

    python tests/benchmarks/bench_import.py [--articles 1000] [--characters 430] [--jobs 2]
    python tests/benchmarks/bench_import.py --growth 1000,10000,100000 [--characters 430] [--with-marks]

The steps are timed in one process by processor time, so that other work on the machine does not count; from them comes
the rate that the cores could reach if nothing else ran. The import itself, of all the articles by so many processes,
is timed by the clock, load, starting the processes and all; beside it stands the processor time that it took. The
baseline is the same files read and written into a plain SQLite table. So that figures of different machines can be
compared, jieba.posseg tags some of the same articles in the same run, and the import's characters a second of
processor time are given as a share of that yardstick's.

An article is of 430 characters unless told: the mean of a few hundred pages of newspapers.

With ``--growth``, so many articles are imported, each size by a process of its own, and what grows with their number is
printed: processor time of the writer and of the workers an article, the most memory each of them took, the file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import generated

from reader.library import Library
from reader.library.importing import import_paths
from reader.library.prepare import prepare_page
from reader.marks import mark
from reader.pages import split
from reader.pages.formats import read

STEPWISE = 240
"""So many articles are taken through the steps one by one."""

YARDSTICK = 40
"""So many articles jieba.posseg tags, ..."""

ROUNDS = 3
"""... so often; the quickest counts."""


def write(folder: Path, articles: int, characters: int) -> list[Path]:
    """Plain text pages of four articles of about so many characters each."""
    paths = []
    for number, (_raw, page, _marks) in enumerate(generated.pages(articles, length=characters)):
        path = folder / f"{number:06d}.txt"
        path.write_text(
            "\n\n\n".join(
                f"{a.headline}\n\n{a.byline_text}\n\n" + "\n".join(cut(list(a.paragraphs), characters))
                for a in page.articles
            ),
            encoding="utf-8",
        )
        paths.append(path)
    return paths


def cut(paragraphs: list[str], characters: int) -> list[str]:
    """The first of ``paragraphs`` that make up so many characters, line breaks aside; the last one ends there."""
    kept: list[str] = []
    for paragraph in paragraphs:
        room = characters - sum(map(len, kept))
        if room <= 0:
            break
        kept.append(paragraph if len(paragraph) <= room else paragraph[: room - 1] + "。")
    return kept


def write_many(folder: Path, articles: int, characters: int) -> None:
    """Files of four articles each, all different, of paragraphs from a few hundred generated articles."""
    chance = random.Random(articles)
    made = [article for _raw, page, _marks in generated.pages(400, seed=7) for article in page.articles]
    paragraphs = [paragraph for article in made for paragraph in article.paragraphs]
    for number in range(0, articles, 4):
        lines: list[str] = []
        for place in range(number, min(number + 4, articles)):
            one = chance.choice(made)
            headline = one.headline[:10] + chance.choice(made).headline[:10]
            lines += [headline, "", one.byline_text or "", "", *cut(chance.sample(paragraphs, 50), characters), "", ""]
            lines[-3] += f"这是第{place}篇。"
        (folder / f"{number:07d}.txt").write_text("\n".join(lines), encoding="utf-8")


def grown(articles: int, characters: int, jobs: int, marks: bool) -> dict[str, float]:
    """What the import of ``articles`` costs. To be run in a process of its own."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, path = Path(temporary) / "in", Path(temporary) / "library.sqlite"
        folder.mkdir()
        call = f"b.write_many(b.Path({str(folder)!r}), {articles}, {characters})"
        subprocess.run(
            [sys.executable, "-c", f"import bench_import as b; {call}"],
            check=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        )  # fmt: skip
        log = 0

        def look(_progress: object) -> None:
            nonlocal log
            log = max(log, path.with_name(path.name + "-wal").stat().st_size)

        before, others = time.process_time(), os.times().children_user + os.times().children_system
        with Library.open(path) as library:
            report = import_paths(library, [folder], jobs=jobs, marks=marks, progress=look)
        count = report.new
        return {
            "articles that came in": count,
            "writer, ms an article": (time.process_time() - before) * 1000 / count,
            "workers, ms an article": (os.times().children_user + os.times().children_system - others) * 1000 / count,
            "by the clock, articles a second": count / report.seconds,
            "memory of the writer, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "memory of the largest worker, MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
            "write-ahead log at most, MB": log / 1e6,
            "KB on disk an article": path.stat().st_size / 1024 / count,
            "load of the machine at the end": os.getloadavg()[0],
        }


def growth(sizes: list[int], characters: int, jobs: int, marks: bool) -> None:
    """Prints what ``grown`` finds for each size, side by side."""
    columns = []
    for size in sizes:
        call = f"import json, bench_import as b; print(json.dumps(b.grown({size}, {characters}, {jobs}, {marks})))"
        script = f"if __name__ == '__main__':\n    {call}\n"
        with tempfile.TemporaryDirectory() as temporary:
            path = Path(temporary) / "run.py"  # a file: the workers are started from it anew
            path.write_text(script)
            told = subprocess.run(
                [sys.executable, str(path)], check=True, capture_output=True, text=True,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parent) + ":" + os.environ.get("PYTHONPATH", "")},
            ).stdout  # fmt: skip
        columns.append(json.loads(told))
        print(
            f"{size} articles: " + "; ".join(f"{name} {value:.2f}" for name, value in columns[-1].items()), flush=True
        )
    print(f"{'':36}" + "".join(f"{size:>12,}" for size in sizes) + f"{'last/first':>12}")
    for name, first in columns[0].items():
        row = "".join(f"{column[name]:>12.2f}" for column in columns)
        print(f"{name:36}{row}" + (f"{columns[-1][name] / first:>12.2f}" if first else ""))


def timed(work: Callable[[], object]) -> tuple[object, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def processor_time() -> float:
    """Seconds that this process and those it has started, as far as they have ended, have worked."""
    return sum(os.times()[:4])


def yardstick(texts: list[str]) -> float:
    """Characters a second of processor time that jieba.posseg tags, its dictionary loaded before."""
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    posseg.lcut(texts[0])
    spent = min(timed(lambda: [posseg.lcut(text) for text in texts])[1] for _round in range(ROUNDS))
    return sum(map(len, texts)) / spent


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--articles", type=int, default=1000)
    words.add_argument("--characters", type=int, default=430, help="of an average article")
    words.add_argument("--jobs", type=int, default=2)
    words.add_argument("--growth", help="numbers of articles, separated by commas")
    words.add_argument("--with-marks", action="store_true")
    given = words.parse_args()
    if given.growth:
        growth([int(size) for size in given.growth.split(",")], given.characters, given.jobs, given.with_marks)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "in").mkdir()
        paths = write(folder / "in", given.articles, given.characters)[: STEPWISE // 4]
        warm = [split(raw) for raw in read(paths[0])]
        mark([article for page in warm for article in page.articles])
        prepare_page(next(read(paths[0])), warm[0])

        raws, reading = timed(lambda: [raw for path in paths for raw in read(path)])
        pages, splitting = timed(lambda: [split(raw) for raw in raws])  # type: ignore[attr-defined]
        articles = list(chain.from_iterable(page.articles for page in pages))  # type: ignore[attr-defined]
        count = len(articles)
        marks, marking = timed(lambda: list(chain.from_iterable(
            mark(articles[start : start + 64]) for start in range(0, count, 64))))  # fmt: skip
        queue = iter(marks)  # type: ignore[call-overload]
        parts = [(raw, page, [next(queue) for _ in page.articles]) for raw, page in zip(raws, pages, strict=True)]  # type: ignore[call-overload]
        bare, preparing = timed(lambda: [prepare_page(raw, page) for raw, page, _own in parts])
        full, preparing_marks = timed(lambda: [prepare_page(*part) for part in parts])
        storing = []
        for name, prepared in (("bare", bare), ("full", full)):
            with Library.open(folder / f"{name}.sqlite") as library:
                _added, seconds = timed(lambda: [
                    library.add_prepared(prepared[start : start + 100])  # type: ignore[index]  # noqa: B023
                    for start in range(0, len(prepared), 100)])  # type: ignore[arg-type]  # noqa: B023  # fmt: skip
                storing.append(seconds)
        plain = sqlite3.connect(folder / "plain.sqlite")
        plain.execute("CREATE TABLE plain (text TEXT)")
        _done, baseline = timed(
            lambda: [plain.execute("INSERT INTO plain VALUES (?)", (p.read_text("utf-8"),)) for p in paths]
        )

        print(f"{count} articles of {sum(len(a.text) for a in articles) // count} characters from {len(paths)} files")
        print(f"{'milliseconds of processor time an article':44}{'':4}{'times plain insert':>20}")
        for name, seconds in (
            ("read", reading), ("split", splitting), ("mark", marking), ("prepare", preparing),
            ("prepare with marks", preparing_marks), ("store", storing[0]), ("store with marks", storing[1]),
            ("plain insert (baseline)", baseline),
        ):  # fmt: skip
            print(f"    {name:40}{seconds / count * 1000:8.2f}{seconds / baseline:16.1f}")
        cores = given.jobs
        without = reading + splitting + preparing + storing[0]
        everything = reading + splitting + marking + preparing_marks + storing[1]
        print(f"articles a second that {cores} cores could reach: {cores * count / without:.0f} without marks, "
              f"{cores * count / everything:.0f} with")  # fmt: skip
        length = sum(len(article.text) for article in articles)
        rates = {"the steps without marks": length / without, "the steps with marks": length / everything}
        for with_marks in (False, True):
            before = processor_time()
            with Library.open(folder / f"import{with_marks}.sqlite") as library:
                report = import_paths(library, [folder / "in"], jobs=given.jobs, marks=with_marks)
                imported = library.select().rows(0, report.new)
            spent = processor_time() - before
            how = "with" if with_marks else "without"
            characters = sum(row.length for row in imported)
            print(f"import of {report.new} articles by {given.jobs} processes {how} marks: "
                  f"{report.new / report.seconds:.0f} articles a second by the clock ({report.seconds:.1f} s, "
                  f"{spent:.1f} s of processor time, load {os.getloadavg()[0]:.1f})")  # fmt: skip
            rates[f"the import {how} marks"] = characters / spent
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"memory of the largest worker: {memory} MB")
        measure = yardstick([article.text for article in articles[:YARDSTICK]])  # last: it takes memory
        print(f"characters a second of processor time: {measure:,.0f} jieba.posseg (yardstick); " + "; ".join(
            f"{rate:,.0f} {name}, {rate / measure:.2f} times" for name, rate in rates.items()))  # fmt: skip


if __name__ == "__main__":
    main()
