"""How fast figures are found, beside JioNLP and Recognizers-Text on the same text in the same run.

usage: bench_figures.py [--peers PYTHON]

PYTHON is an interpreter that has the peers (pip install newsreader[benchmarks] in an environment of its own, since they
want old versions of other packages). Without it, peers found in this interpreter are used, if there are any. Times are
processor time, the best of several rounds; the ratio is characters a second to ours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PEERS = r"""
import json, sys, time, io, contextlib
text = sys.stdin.read()
paragraphs = text.split("\n")
def rate(work, sample):
    size = sum(map(len, sample))
    work(sample[0])
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for paragraph in sample:
            work(paragraph)
        best = max(best, size / (time.process_time() - start))
    return best
found = {}
with contextlib.redirect_stdout(io.StringIO()):
    try:
        import jionlp
        def money_and_time(paragraph):
            jionlp.ner.extract_money(paragraph, with_parsing=False)
            jionlp.ner.extract_time(paragraph, with_parsing=False)
        found["JioNLP, money and time"] = rate(money_and_time, paragraphs[:120])
    except ImportError:
        pass
    try:
        from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
        from recognizers_date_time import recognize_datetime
        from recognizers_text import Culture
        def everything(paragraph):
            for recognize in (recognize_number, recognize_ordinal, recognize_percentage, recognize_currency,
                              recognize_dimension, recognize_datetime):
                try:
                    recognize(paragraph, Culture.Chinese)
                except Exception:
                    pass
        found["Recognizers-Text (Python), all models"] = rate(everything, paragraphs[:20])
    except ImportError:
        pass
print(json.dumps(found))
"""


def sentences() -> list[str]:
    """Sentences full of figures (one in some twenty characters), and plain ones as newspapers have between them."""
    lines = (ROOT / "tests" / "marks" / "figure_sentences.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if len(line) > 24 and not line.startswith((" ", "#"))]


def ours(paragraphs: list[str]) -> float:
    from reader.marks.figures import find_figures

    find_figures(paragraphs[0])
    size = sum(map(len, paragraphs))
    best = 0.0
    for _ in range(7):
        start = time.process_time()
        for paragraph in paragraphs:
            find_figures(paragraph)
        best = max(best, size / (time.process_time() - start))
    return best


def measured(paragraphs: list[str]) -> float:
    from reader.marks.figures import fill_measured, find_figures
    from reader.words import preload

    preload()
    found = [(paragraph, find_figures(paragraph)) for paragraph in paragraphs]
    fill_measured(*found[0])
    start = time.process_time()
    for paragraph, figures in found:
        fill_measured(paragraph, figures)
    return sum(map(len, paragraphs)) / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON", help="interpreter that has the peers")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    dense = sentences()
    samples = ROOT / "data" / "samples"
    pages = [p for path in sorted(samples.glob("*.txt")) for p in path.read_text(encoding="utf-8").split("\n") if p]
    own = ours(dense)
    print(f"{'figures, sentences full of them':42s} {own:12,.0f} characters a second")
    print(f"{'figures, newspaper pages':42s} {ours(pages):12,.0f}")
    long = "\n".join(dense) * (10**6 // sum(map(len, dense)) + 1)
    print(f"{'figures, one text of a million characters':42s} {ours([long]):12,.0f}")
    print(f"{'what they measure (second pass)':42s} {measured(dense):12,.0f}")
    command = [options.peers, "-c", PEERS]
    answer = subprocess.run(command, input="\n".join(dense), capture_output=True, text=True, check=False)
    try:
        peers = json.loads(answer.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        peers = {}
    for name, rate in peers.items():
        print(f"{name:42s} {rate:12,.0f}   ours is {own / rate:,.1f} times as fast")
    if not peers:
        print("no peer is installed: pip install newsreader[benchmarks] elsewhere and give --peers")


if __name__ == "__main__":
    main()
