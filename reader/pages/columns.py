"""Two columns that extraction interleaved, line by line or side by side, put one after the other again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reader.pages.blocks import Line, ends
from reader.pages.breaks import Joints
from reader.pages.lexicon import weights

_GUTTER = re.compile("[ \u00a0\u3000\t]{3,}|\u3000{2}|\t")
_SAMPLE = 30


def in_reading_order(lines: list[Line], filled: Sequence[int]) -> list[Line]:
    """``lines`` in the order in which they are to be read; unchanged where no two columns were mixed."""
    if sum(filled) < 8 or sum(filled) < 0.4 * len(lines):
        return lines
    judge = Joints(())
    bare = ["".join(line.folded.split()) for line in lines]
    weight = weights("columns")
    if not _mixed(lines, bare, filled, judge, weight["mixed"]):
        return lines
    columns = _columns(lines, bare, filled, judge, weight)
    left = [line for line, column in zip(lines, columns, strict=True) if not column]
    right = [line for line, column in zip(lines, columns, strict=True) if column]
    return left + right


def _mixed(lines: Sequence[Line], bare: Sequence[str], filled: Sequence[int], judge: Joints, least: float) -> bool:
    """Whether filled lines run on into the line after the next rather than into the next."""
    open_lines = [i for i in range(len(lines) - 2) if filled[i] and not ends(bare[i])]
    step = max(1, len(open_lines) // _SAMPLE)
    gains = [
        _clamped(judge, bare, i, i + 2, lines) - _clamped(judge, bare, i, i + 1, lines) for i in open_lines[::step]
    ]
    return len(gains) >= 6 and sum(gains) / len(gains) > least


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
        return 0.0 if ends(bare[one]) or not filled[one] else _clamped(judge, bare, one, other, lines)

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
            _keep(scores, origin, same, score + links[1] + cost, (column, away))
            switched = (1 - column, 1)
            gain = links[away + 1] if 0 < away < reach else weight["opens"] if not away else weight["resumes"]
            _keep(scores, origin, switched, score + gain, (column, away))
        best = scores
        steps.append(origin)
    state = max(best, key=lambda key: best[key])
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

    Only a page where most long lines have one gutter, at about the same place, is cut; a table is not.
    """
    gaps = [_gaps(line) for line in lines]
    long = [i for i, line in enumerate(lines) if len(line.text) >= 16]
    split = [i for i in long if len(gaps[i]) == 1 and gaps[i][0][0] >= 6]
    if len(split) < 6 or len(split) < 0.6 * len(long):
        return lines
    # Where the right column begins on the printed line, indents of its own left out: the place seen most often.
    places = Counter(lines[i].margin + gaps[i][0][1] for i in split)
    usual, _ = places.most_common(1)[0]
    near = sum(count for place, count in places.items() if abs(place - usual) <= 4)
    if near < 0.7 * len(split):
        return lines
    cuts = [
        next((gap for gap in found if abs(line.margin + gap[1] - usual) <= 4), None)
        for line, found in zip(lines, gaps, strict=True)
    ]
    first, last = split[0], split[-1]
    while last + 1 < len(lines) and not lines[last + 1].gap and _in_columns(lines[last + 1], usual):
        last += 1
    left: list[Line] = []
    right: list[Line] = []
    for line, cut in zip(lines[first : last + 1], cuts[first : last + 1], strict=True):
        if cut:
            head, tail = line.part(0, cut[0]), line.part(cut[1], None)
            head.indent, head.gap = line.margin > 1 and line.indent, line.gap
            tail.indent, tail.gap = line.margin + cut[1] >= usual + 2, line.gap
            left.append(head)
            right.append(tail)
        elif abs(line.margin - usual) <= 4:
            right.append(replace(line, indent=line.margin >= usual + 2, margin=0))
        else:
            left.append(line)
    return lines[:first] + left + right + lines[last + 1 :]


def _in_columns(line: Line, usual: int) -> bool:
    """Whether a line with one column only belongs to the columns: it stands right of the gutter, or ends before it."""
    return abs(line.margin - usual) <= 4 or line.margin + len(line.text) < usual


def _gaps(line: Line) -> list[tuple[int, int]]:
    """Where blanks wide enough to part two columns stand in the line."""
    return [gap.span() for gap in _GUTTER.finditer(line.text)] if len(line.text) <= 160 else []
