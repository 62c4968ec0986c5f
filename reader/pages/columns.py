"""Two columns that extraction interleaved, line by line or side by side, put one after the other again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.pages.blocks import NO_START, Line, ends, unbroken
from reader.pages.breaks import Joints
from reader.pages.lexicon import weights

_GUTTER = re.compile("[ \u00a0\u3000\t]{3,}|\u3000{2}|\t")
_SAMPLE = 30


def in_reading_order(lines: list[Line], filled: Sequence[int]) -> list[Line]:
    """``lines`` in the order in which they are to be read; unchanged where no two columns were mixed.

    Each stretch without a wider gap is looked at by itself, since a page may have columns in one place only, and the
    page as a whole where none of them is mixed.
    """
    if sum(filled) < _FEWEST:
        return lines
    judge = Joints(())
    bare = ["".join(line.folded.split()) for line in lines]
    result: list[Line] = []
    found = False
    for low, high in _stretches(lines, filled):
        if high - low < _STRETCH:
            result += lines[low:high]
            continue
        dealt = _dealt(lines[low:high], bare[low:high], filled[low:high], judge, weights("columns")["mixed_stretch"])
        found = found or dealt is not None
        result += dealt or lines[low:high]
    return result if found else _dealt(lines, bare, filled, judge) or lines


_FEWEST = 8
"""So few filled lines are no columns."""


_STRETCH = 14
"""Fewer lines between gaps are a paragraph."""


def _stretches(lines: Sequence[Line], filled: Sequence[int]) -> list[tuple[int, int]]:
    """The half-open ranges of lines that no gap parts which is wider than the usual one behind a filled line."""
    gaps = sorted(line.gap for line, fills in zip(lines[1:], filled, strict=False) if fills and not line.indent)
    usual = gaps[len(gaps) // 2] if gaps else 0
    return unbroken(lines, usual)


def _dealt(
    lines: list[Line], bare: Sequence[str], filled: Sequence[int], judge: Joints, least: float = 0.0
) -> list[Line] | None:
    """The lines of the left column and behind them those of the right one; None where no two columns are mixed.

    They are where lines run on into the next but one rather than into the next, by ``least`` all in all.
    """
    weight = weights("columns")
    if sum(filled) < max(_FEWEST, 0.4 * len(lines)):
        return None
    gains = _gains(lines, bare, filled, judge)
    if len(gains) < 6 or sum(gains) <= weight["mixed"] * len(gains) or sum(gains) <= least:
        return None
    columns = _columns(lines, bare, filled, judge, weight)
    left = [line for line, column in zip(lines, columns, strict=True) if not column]
    right = [line for line, column in zip(lines, columns, strict=True) if column]
    return left + right


def _gains(lines: Sequence[Line], bare: Sequence[str], filled: Sequence[int], judge: Joints) -> list[float]:
    """How much better some of the filled lines run on into the line after the next than into the next."""
    open_lines = [i for i in range(len(lines) - 2) if filled[i] and not ends(bare[i])]
    step = max(1, len(open_lines) // _SAMPLE)
    return [_clamped(judge, bare, i, i + 2, lines) - _clamped(judge, bare, i, i + 1, lines) for i in open_lines[::step]]


def _clamped(judge: Joints, bare: Sequence[str], one: int, other: int, lines: Sequence[Line]) -> float:
    if lines[other].indent:
        return -2.0
    return max(-2.0, min(3.0, judge.runs_on(bare[one], bare[other])))


def _columns(
    lines: Sequence[Line], bare: Sequence[str], filled: Sequence[int], judge: Joints, weight: dict[str, float]
) -> list[int]:
    """The column, 0 or 1, of each line: the best of all ways to deal them out, looking back up to four lines."""
    reach = 4

    def link(one: int, other: int) -> float:
        if lines[other].indent:
            return weight["indent_after_open"] if filled[one] and not ends(bare[one]) else weight["indent_after_closed"]
        # A line that does not fill its column says nothing of what comes next.
        done = (ends(bare[one]) or not filled[one]) and bare[other][0] not in NO_START
        return 0.0 if done else _clamped(judge, bare, one, other, lines)

    # State: the column of line i and how many lines back the other column's last line is (0: it has none yet).
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    steps: list[dict[tuple[int, int], tuple[int, int]]] = []
    for i in range(1, len(lines)):
        links = {back: link(i - back, i) for back in range(1, min(reach, i) + 1)}
        scores: dict[tuple[int, int], float] = {}
        origin: dict[tuple[int, int], tuple[int, int]] = {}
        for (column, away), score in best.items():
            # Of a column that is longer than the other only the first lines beyond it are a surprise.
            same = (column, min(away + 1, reach + 1) if away else 0)
            cost = weight["same"] if away < 2 else weight["same_again"]
            if away == 1 and i > 1 and ends(bare[i - 2]) and not filled[i - 2]:
                cost = weight["same_ended"]
            _keep(scores, origin, same, score + links[1] + cost, (column, away))
            switched = (1 - column, 1)
            gain = links[away + 1] if 0 < away < reach else weight["opens"] if not away else weight["resumes"]
            _keep(scores, origin, switched, score + gain, (column, away))
        best = scores
        steps.append(origin)
    final = len(lines) - 1

    def whole(state: tuple[int, int]) -> float:
        """The score with what the last lines of both columns leave unfinished."""
        ends_at = [final, final - state[1]] if 0 < state[1] <= reach else [final]
        return best[state] + weight["left_open"] * sum(filled[i] and not ends(bare[i]) for i in ends_at)

    state = max(best, key=whole)
    columns = [state[0]]
    for origin in reversed(steps):
        state = origin[state]
        columns.append(state[0])
    return columns[::-1]


def _keep(
    scores: dict[tuple[int, int], float],
    origin: dict[tuple[int, int], tuple[int, int]],
    state: tuple[int, int],
    score: float,
    before: tuple[int, int],
) -> None:
    if score > scores.get(state, float("-inf")):
        scores[state] = score
        origin[state] = before


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
    for low, high in unbroken(lines):
        result += _halves(lines[low:high], gaps[low:high]) or lines[low:high]
    return result if len(result) > len(lines) else lines


_ROWS = 6
"""Fewer lines with a gutter are no columns."""


def _halves(lines: list[Line], gaps: list[list[tuple[int, int]]]) -> list[Line]:
    """The left halves of ``lines`` and behind them the right ones; nothing where they do not hold two columns."""
    long = [i for i, line in enumerate(lines) if len(line.text) >= 16]
    split = [i for i in long if len(gaps[i]) == 1 and gaps[i][0][0] >= 6]
    if len(split) < _ROWS or len(split) < 0.6 * len(long):
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
            for line, each in zip(lines, gaps, strict=True)
        ]
        if not cuts or found.count(None) < cuts.count(None):
            cuts, usual, measure = found, often, tried
    if not cuts:
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
    return [gap.span() for gap in _GUTTER.finditer(line.text)] if len(line.text) <= 160 else []
