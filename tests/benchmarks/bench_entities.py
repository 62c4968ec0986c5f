"""Names: characters a second of the tagger and of the whole, beside jieba.posseg in the same run; load and memory.

usage: bench_entities.py [FILE…]     texts to read (default: the sample pages), repeated to 200,000 characters

Times are of the processor, so that a busy machine does not count against anyone; the ratio is what can be compared.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

from reader import words
from reader.marks import find_entities
from reader.marks.entities import tagging

SIZE = 200_000


def texts() -> list[str]:
    files = [Path(name) for name in sys.argv[1:]] or sorted(Path("data/samples").glob("*.txt"))
    pages = [file.read_text(encoding="utf-8") for file in files]
    paragraphs = [line for page in pages for line in page.split("\n\n") if line.strip()]
    size = sum(map(len, paragraphs))
    return paragraphs * max(1, SIZE // size)


def rate(name: str, work: object, sample: list[str], rounds: int = 3) -> float:
    assert callable(work)
    best = 0.0
    for _round in range(rounds):
        begun = time.process_time()
        work(sample)
        best = max(best, sum(map(len, sample)) / (time.process_time() - begun))
    print(f"{name:34s}{best:10,.0f} characters a second of processor time")
    return best


def posseg(sample: list[str]) -> None:
    for text in sample:
        words.cut_with_tags(text)


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
print(f"NumPy {with_numpy - begun:.3f} s and model {done - at:.3f} s of processor time, {more:.0f} MB for both")
"""

if __name__ == "__main__":
    sample = texts()
    words.cut_with_tags(sample[0])
    find_entities(sample[:3])
    print(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True).stdout.strip())
    base = rate("jieba.posseg", posseg, sample[: len(sample) // 4])
    print(f"  {rate('tagger', tagging.tag, sample) / base:.2f} times jieba.posseg")
    print(f"  {rate('names, rules and all', find_entities, sample) / base:.2f} times jieba.posseg")
    one, two = wall(1, sample), wall(2, sample)
    print(f"bulk work by the clock: one process {one:,.0f}, two {two:,.0f}: {two / one:.2f} times")
