"""Names: characters a second of the tagger and of the whole, beside a bare prototype of its network and jieba.posseg.

usage: bench_entities.py [FILE…]     texts to read (default: the sample pages), repeated to 200,000 characters

Times are of the processor, the best of rounds in which all take turns, so that a busy machine does not count against
one of them; the ratios are what can be compared. The prototype gives the same tags (its share is told) and says what
this machine makes of the arithmetic. jieba.posseg is called as its users call it; its rate hangs on the text: beyond
100,000 where all words are in its dictionary, a tenth of that where names of unknown people and bodies make it guess.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import bare_tagger

from reader.marks import find_entities
from reader.marks.entities import tagging

SIZE = 200_000
ROUNDS = 4


def texts() -> list[str]:
    files = [Path(name) for name in sys.argv[1:]] or sorted(Path("data/samples").glob("*.txt"))
    pages = [file.read_text(encoding="utf-8") for file in files]
    paragraphs = [line for page in pages for line in page.split("\n\n") if line.strip()]
    size = sum(map(len, paragraphs))
    return paragraphs * max(1, SIZE // size)


def posseg(sample: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    jieba.setLogLevel(logging.ERROR)
    for text in sample:
        for _word in jieba.posseg.cut(text):
            pass


def sentences(sample: list[str]) -> list[str]:
    return [text[start:end] for text in sample for start, end in tagging._sentences(text)]


def bare(sample: list[str]) -> None:
    network = tagging._loaded()
    assert network is not None
    bare_tagger.tag(network, sentences(sample))


def seconds(work: Callable[[list[str]], object], sample: list[str]) -> float:
    begun = time.process_time()
    work(sample)
    return (time.process_time() - begun) / sum(map(len, sample))


def wall(processes: int, sample: list[str]) -> float:
    """Characters a second by the clock for bulk work shared by some processes."""
    parts = [sample[i::processes] for i in range(processes)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.map(find_entities, [part[:2] for part in parts], chunksize=1)
        begun = time.perf_counter()
        pool.map(find_entities, parts, chunksize=1)
        return sum(map(len, sample)) / (time.perf_counter() - begun)


LOADING = """
import os; os.environ["OPENBLAS_NUM_THREADS"] = "1"
import time
import psutil; before = psutil.Process().memory_info().rss; begun = time.process_time()
import numpy; with_numpy = time.process_time()
from reader.marks.entities.weights import load
from reader.marks.entities.network import Network
at = time.process_time(); network = Network(load()); done = time.process_time()
more = (psutil.Process().memory_info().rss - before) / 1e6
print(with_numpy - begun, done - at, more)
"""


def loading() -> None:
    runs = [
        subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True) for _round in range(ROUNDS)
    ]
    numpy, model, memory = min([float(value) for value in run.stdout.split()] for run in runs)
    print(f"NumPy {numpy:.3f} s and model {model:.3f} s of processor time, {memory:.0f} MB for both")


if __name__ == "__main__":
    sample = texts()
    loading()
    some = sample[: len(sample) // 4]
    works = {
        "jieba.posseg": (posseg, sample[: len(sample) // 10]),
        "bare prototype of the network": (bare, some),
        "tagger": (tagging.tag, sample),
        "names, rules and all": (find_entities, sample),
    }
    for work, _part in works.values():
        work(sample[:3])
    best = dict.fromkeys(works, float("inf"))
    for _round in range(ROUNDS):
        for name, (work, part) in works.items():
            best[name] = min(best[name], seconds(work, part))
    for name, each in best.items():
        peers = [f"{best[peer] / each:.2f} times {peer}" for peer in list(best)[:2] if peer != name]
        print(f"{name:32s}{1 / each:10,.0f} characters a second of processor time, {', '.join(peers)}")
    network = tagging._loaded()
    assert network is not None
    rows = sentences(some)
    pairs = zip(network.tag(rows), bare_tagger.tag(network, rows), strict=True)
    same = sum(one.tolist() == other for one, other in pairs)
    print(f"{same:,} of {len(rows):,} sentences with the same tags from the prototype")
    one, two = wall(1, sample), wall(2, sample)
    print(f"bulk work by the clock: one process {one:,.0f}, two {two:,.0f}: {two / one:.2f} times")
