"""Telling encodings: how often the text comes back as it was, and at what cost, beside charset-normalizer.

usage: bench_encodings.py [FOLDER]      texts (UTF-8) to try; default ../shared/pages/dev, else data/samples

Prints, for openings of several lengths and each encoding, the share decoded without a wrong character, and the ratio of
processor time (charset-normalizer's over ours; above 1 is faster than it).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from charset_normalizer import from_bytes

from reader.pages.formats.encoding import decode
from reader.resources import words

ROOT = Path(__file__).resolve().parents[2]
LENGTHS = (4, 8, 16, 64, 256, 100_000)
SIMPLIFIED = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
TRADITIONAL = ("big5hkscs", "big5", "gb18030")


def peer(data: bytes) -> str | None:
    best = from_bytes(data).best()
    return None if best is None else str(best)


def main() -> None:
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "pages" / "dev"
    folder = given if given.is_dir() else ROOT / "data" / "samples"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    older = {ord(pair[1]): pair[0] for pair in words("pages", "traditional.txt") if len(pair) > 1}
    print(f"{len(texts)} texts from {folder.name}")
    print(f"{'opening':>8} {'encoding':>12} {'cases':>6} {'ours':>7} {'peer':>7} {'time peer/ours':>15}")
    for length in LENGTHS:
        for encoding in (*SIMPLIFIED, *(f"{name} (trad.)" for name in TRADITIONAL)):
            name, _, traditional = encoding.partition(" ")
            cases = []
            for text in texts:
                text = text.translate(older) if traditional else text
                # Openings from several places, since every text begins with its headline.
                for place in range(0, len(text), max(1, len(text) // 5)) if length < 1000 else (0,):
                    piece = text[place : place + length].strip()
                    try:
                        data = piece.encode(name)
                    except UnicodeEncodeError:
                        data = piece.encode(name, "ignore")
                        piece = data.decode(name)
                    if not piece.isascii():
                        cases.append((piece, data))
            right, spent = [0, 0], [0.0, 0.0]
            for piece, data in cases:
                for which, function in enumerate((decode, peer)):
                    before = time.process_time()
                    found = function(data)
                    spent[which] += time.process_time() - before
                    right[which] += found == piece
            shares = [f"{n / len(cases):.1%}" for n in right]
            ratio = spent[1] / spent[0]
            print(f"{length:8} {encoding:>12} {len(cases):6} {shares[0]:>7} {shares[1]:>7} {ratio:15.1f}", flush=True)


if __name__ == "__main__":
    main()
