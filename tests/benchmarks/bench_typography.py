"""How fast Chinese text is prepared and set in rows, beside uniseg (break opportunities) and Textual (wrapping).

Run: python tests/benchmarks/bench_typography.py [characters]
Prints characters a second of processor time, best of three, and the ratios.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from textual._wrap import compute_wrap_offsets
from uniseg.linebreak import line_break_breakables

from reader.typography import cell_width, opportunities, prepare, wrap

PARAGRAPH = (
    "入冬以来,河口镇的渔港添了3处冷库,总库容达1.26万立方米;“以前一网鱼上来,两天卖不完就要压价”,船老大孟宪林说,"
    "如今可以等到价钱好再出手。据县水产站统计,去年全镇海水养殖产值8.7亿元,同比增长11.4%(按可比价计算)——"
    "其中深水网箱占比首次超过40%,AI投饵系统已在127口网箱上试用……站长说:“今年的目标是再增加两成。”\n"
)


def rate(what: Callable[[], object], characters: int) -> float:
    """Characters a second: the best of three runs."""
    spent = []
    for _ in range(3):
        before = time.process_time()
        what()
        spent.append(time.process_time() - before)
    return characters / max(min(spent), 1e-9)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    text = (PARAGRAPH * (count // len(PARAGRAPH) + 1))[:count]
    prepared = prepare(text)
    sample = text[:3_000]
    paragraphs = text[:100_000].split("\n")

    both = rate(lambda: wrap(prepare(text), 80, indent=4, hang=2), count)
    known = rate(lambda: wrap(prepared, 80, indent=4, hang=2), count)
    breaks = rate(lambda: opportunities(text), count)
    oracle = rate(lambda: list(line_break_breakables(sample)), len(sample))
    textual = rate(lambda: [compute_wrap_offsets(line, 80, 4) for line in paragraphs], 100_000)
    assert cell_width(PARAGRAPH) > 80

    print(f"{count:,} characters, measure of 40 Chinese characters; characters a second:")
    print(f"  rows, opportunities known   {known:>12,.0f}   {known / textual:8.1f} × Textual's wrapping")
    print(f"  rows, nothing known         {both:>12,.0f}   {both / textual:8.1f} × Textual's wrapping")
    print(f"  break opportunities         {breaks:>12,.0f}   {breaks / oracle:8.1f} × uniseg")
    print(f"  Textual's wrapping          {textual:>12,.0f}")
    print(f"  uniseg                      {oracle:>12,.0f}")


if __name__ == "__main__":
    main()
