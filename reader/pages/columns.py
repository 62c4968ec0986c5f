"""Two columns that extraction interleaved, line by line or side by side, put one after the other again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.pages.blocks import Line, ends
from reader.pages.breaks import Joints
from reader.pages.lexicon import fold, weights

_GUTTER = re.compile("(?:[ \u00a0]{3,}|\u3000{2,}|\t+)")
_SAMPLE = 30


def in_reading_order(lines: list[Line], filled: Sequence[int]) -> list[Line]:
    """``lines`` in the order in which they are to be read; unchanged where no two columns were mixed."""
    if sum(filled) < 8 or sum(filled) < 0.4 * len(lines):
        return lines
    judge = Joints(())
    bare = ["".join(fold(line.text).split()) for line in lines]
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
        if ends(bare[one]):
            return 0.0 if filled[one] else weight["closed_short"]
        return _clamped(judge, bare, one, other, lines) + (0.0 if filled[one] else weight["open_short"])

    # State: the column of line i and how many lines back the other column's last line is (0: it has none yet).
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    steps: list[dict[tuple[int, int], tuple[int, int]]] = []
    for i in range(1, len(lines)):
        links = {back: link(i - back, i) for back in range(1, min(reach, i) + 1)}
        scores: dict[tuple[int, int], float] = {}
        origin: dict[tuple[int, int], tuple[int, int]] = {}
        for (column, away), score in best.items():
            same = (column, away + 1 if away else 0)
            if same[1] <= reach:
                _keep(scores, origin, same, score + links[1] + weight["same"], (column, away))
            switched = (1 - column, 1)
            gain = links[away + 1] if 0 < away < reach else weight["opens"] if not away else 0.0
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
    cuts = [_gutter(line) for line in lines]
    long = [i for i, line in enumerate(lines) if len(line.text) >= 16]
    split = [i for i in long if cuts[i]]
    if len(split) < 6 or len(split) < 0.6 * len(long):
        return lines
    places = Counter(cut[0] for i in split if (cut := cuts[i]))
    usual, _ = places.most_common(1)[0]
    near = sum(count for place, count in places.items() if abs(place - usual) <= 3)
    if near < 0.7 * len(split):
        return lines
    first, last = split[0], split[-1]
    left: list[Line] = []
    right: list[Line] = []
    for i in range(first, last + 1):
        line, cut = lines[i], cuts[i]
        if not cut:
            left.append(line)
            continue
        head, tail = line.text[: cut[0]].rstrip(), line.text[cut[1] :]
        left.append(Line(line.start, line.start + len(head), head, line.indent, line.gap))
        wide = cut[1] - cut[0] - max(0, usual - cut[0]) >= 5
        right.append(
            Line(line.end - len(tail), line.end, tail, wide and "\u3000\u3000" in line.text[: cut[1]][-2:], line.gap)
        )
    return lines[:first] + left + right + lines[last + 1 :]


def _gutter(line: Line) -> tuple[int, int] | None:
    """Where the blanks between two columns stand in the line, if there is just one such gap."""
    if len(line.text) > 160:
        return None
    gaps = list(_GUTTER.finditer(line.text))
    if len(gaps) != 1:
        return None
    low, high = gaps[0].span()
    return (low, high) if low >= 6 and len(line.text) - high >= 2 else None
