"""Two columns that extraction left side by side on the same lines, put one after the other again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from reader.pages.blocks import Line, unbroken
from reader.patterns import Pattern

_GUTTER = Pattern("[ \u00a0\u3000\t]{3,}|\u3000{2}|\t")


def side_by_side(lines: list[Line]) -> list[Line]:
    """Lines that hold both columns with a gutter of blanks between, cut in two: all left halves, then all right ones.

    Only a page, or a stretch of it without a gap, where most long lines have one gutter, at about the same place, is
    cut; a table is not.
    """
    gaps = [_gaps(line) for line in lines]
    if sum(map(bool, gaps)) < _ROWS:
        return lines
    whole = _halves(lines, gaps)
    if whole:
        return whole
    result: list[Line] = []
    for low, high in _rows(lines, gaps):
        result += _halves(lines[low:high], gaps[low:high]) or lines[low:high]
    return result if len(result) > len(lines) else lines


def _rows(lines: list[Line], gaps: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """The half-open ranges of lines to be looked at by themselves: no gap parts them, and each begins where rows with a
    gutter begin to follow one another."""
    found: list[tuple[int, int]] = []
    for low, high in unbroken(lines):
        last = low - _APART - 1
        starts = [low]
        for i in range(low, high):
            if gaps[i]:
                if i - last > _APART and i > low:
                    starts.append(i)
                last = i
        found += pairwise([*starts, high])
    return found


_APART = 4
"""So many lines without a gutter do not stand between the rows of two columns."""
_ROWS = 6
"""Fewer lines with a gutter are no columns."""


def _halves(lines: list[Line], gaps: list[list[tuple[int, int]]]) -> list[Line]:
    """The left halves of ``lines`` and behind them the right ones; nothing where they do not hold two columns."""
    long = [i for i, line in enumerate(lines) if len(line.text) >= 16]
    split = [i for i in long if len(gaps[i]) == 1 and gaps[i][0][0] >= 6]
    if len(split) < _ROWS:
        return []
    # Where the right column begins on the printed line, indents of its own left out: the place seen most often, in
    # characters or, as a program that sets both sorts of characters has it, in cells.
    cuts: list[tuple[int, int] | None] = []
    usual, measure = 0, _MEASURES[0]
    for tried in _MEASURES:
        places = Counter(_right(lines[i], gaps[i][0], tried) for i in split)
        often, _ = places.most_common(1)[0]
        if sum(count for place, count in places.items() if abs(place - often) <= 4) < 0.7 * len(split):
            continue
        found = [
            next((gap for gap in each if abs(_right(line, gap, tried) - often) <= 4), None)
            or (_narrow(line, often, tried) if split[0] <= i <= split[-1] else None)
            for i, (line, each) in enumerate(zip(lines, gaps, strict=True))
        ]
        if not cuts or found.count(None) < cuts.count(None):
            cuts, usual, measure = found, often, tried
    inside = [i for i in long if split[0] <= i <= split[-1]]
    if not cuts or sum(cuts[i] is not None for i in inside) < 0.6 * len(inside):
        return []
    first, last = split[0], split[-1]
    while last + 1 < len(lines) and not lines[last + 1].gap and _in_columns(lines[last + 1], usual):
        last += 1
    left: list[Line] = []
    right: list[Line] = []
    for line, cut in zip(lines[first : last + 1], cuts[first : last + 1], strict=True):
        if cut:
            head, tail = line.part(0, cut[0]), line.part(cut[1], None)
            head.indent, head.gap = line.margin > 1 and line.indent, line.gap
            tail.indent, tail.gap = _right(line, cut, measure) >= usual + 2, line.gap
            left.append(head)
            right.append(tail)
        elif abs(line.margin - usual) <= 4:
            right.append(replace(line, indent=line.margin >= usual + 2, margin=0))
        else:
            left.append(line)
    return lines[:first] + left + right + lines[last + 1 :]


def _narrow(line: Line, often: int, measure: Callable[[str], int]) -> tuple[int, int] | None:
    """The blanks just before the place where the right column begins, however few, as where the left line is full."""
    if len(line.text) > _WIDEST:
        return None
    gaps = (gap.span() for gap in _BLANKS.finditer(line.text))
    return next((gap for gap in gaps if abs(_right(line, gap, measure) - often) <= 1), None)


_BLANKS = Pattern("[ \u00a0\u3000\t]+")
_WIDEST = 160


def _cells(text: str) -> int:
    """How many cells the text takes, two for what is not ASCII."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


_MEASURES: tuple[Callable[[str], int], ...] = (len, _cells)


def _right(line: Line, gap: tuple[int, int], measure: Callable[[str], int]) -> int:
    """Where on the printed line the text behind the gutter begins."""
    # A margin of full-width blanks takes two cells a blank; what it was made of is not known any more.
    margin = line.margin * 2 if measure is not len and line.margin <= 2 and line.indent else line.margin
    return margin + measure(line.text[: gap[1]])


def _in_columns(line: Line, usual: int) -> bool:
    """Whether a line with one column only belongs to the columns: it stands right of the gutter, or ends before it."""
    return abs(line.margin - usual) <= 4 or line.margin + len(line.text) < usual


def _gaps(line: Line) -> list[tuple[int, int]]:
    """Where blanks wide enough to part two columns stand in the line."""
    text = line.text
    # Most lines have no such blanks at all, which is seen sooner so.
    if len(text) > _WIDEST or not ("   " in text or "\u3000" in text or "\t" in text or "\u00a0" in text):
        return []
    return [gap.span() for gap in _GUTTER.finditer(text)]
