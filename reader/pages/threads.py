"""Which lines of a wrapped page belong to one of two texts that were mixed, in turn or by twos and threes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple

from reader.pages import bylines, leads
from reader.pages.affinity import affinity, opens
from reader.pages.blocks import NO_START, Line, ends, width
from reader.pages.breaks import Joints
from reader.pages.lexicon import weights
from reader.patterns import Pattern

TURNS = (1, 2, 3)
"""So many lines of one text stand together, before those of the other come."""
_WINDOW = 6
"""So many filled lines in a row are judged together when mixed text is looked for."""
_BEFORE, _BEHIND = 16, 24
"""Lines before and behind a suspicious place that are looked at as well."""


class Stretch(NamedTuple):
    """Mixed lines from ``start`` to ``end`` (exclusive), the second text's first line first; ``owner`` tells for each
    of them whether it is the first text's (0) or the second's (1)."""

    start: int
    end: int
    owner: list[int]


class _State(NamedTuple):
    """Where a reader of the mixed lines is: how many lines stand together (0: nothing is mixed), and how many lines
    back the other text's last line is."""

    turn: int
    away: int


_PLAIN = _State(0, 0)


class Threads:
    """The lines of a page as one searches them for mixed texts.

    ``bare`` is their text folded and without blanks; ``open_at`` tells which are filled and end in the middle of a
    sentence, ``short`` which are not filled, ``signed`` are the places of bylines.
    """

    def __init__(self, lines: Sequence[Line], filled: Sequence[int]) -> None:
        self._lines = lines
        self.bare = ["".join(line.folded.split()) for line in lines]
        taken = [width(line.text) for line in lines]
        full = _nearly_full(lines, filled, taken)
        self.open_at = [fills and not ends(bare) for fills, bare in zip(full, self.bare, strict=True)]
        self.short = [not fills for fills in full]
        self._apart = _set_off(lines, filled, taken)
        self.signed = {i for i, line in enumerate(lines) if _is_byline(line)}
        for i in self.signed:
            self.short[i], self.open_at[i] = True, False
            # A title as wide as its column stands above its byline, or above a line of the other text and this.
            for above in (i - 1, i - 2):
                if above >= 0 and above not in self.signed and TITLE.fullmatch(self.bare[above]):
                    self.short[above], self.open_at[above] = True, False
                    break
        self._led = {i for i in range(len(lines)) if self._leads(i)}
        self._joints = Joints(self.bare)
        self._links: dict[tuple[int, int], float] = {}
        self._weight = weights("columns")

    def suspicious(self) -> list[tuple[int, int]]:
        """The half-open ranges of lines, in order and apart, where filled lines run on badly into the next ones."""
        weight = self._weight
        open_lines = [i for i in range(len(self._lines) - 1) if self.open_at[i]]
        runs = [
            max(self.link(i, i + 1), self._over(i, i + 2), self._over(i, i + 3))
            if self.short[i + 1]
            else max(self.link(i, i + 1), weight["cannot"])
            for i in open_lines
        ]
        found: list[tuple[int, int]] = []
        for place in range(len(open_lines)):
            window = runs[place : place + _WINDOW]
            if (
                sum(window) > weight["suspicious"] * len(window)
                or open_lines[place] + 4 * _WINDOW < open_lines[min(place + _WINDOW, len(open_lines)) - 1]
            ):
                continue
            low = max(0, open_lines[place] - _BEFORE)
            high = min(len(self._lines), open_lines[place] + _BEHIND)
            if found and low <= found[-1][1]:
                low = found.pop()[0]
            found.append((low, high))
        return found

    def link(self, one: int, other: int) -> float:
        """How much likelier line ``other`` follows on line ``one`` than any line of the page would, as log odds."""
        key = (one, other)
        if key not in self._links:
            self._links[key] = self._linked(one, other)
        return self._links[key]

    def _over(self, one: int, other: int) -> float:
        """The link over one or two short lines, such as a caption or a page's number."""
        if other >= len(self._lines) or not self.open_at[one] or not all(self.short[one + 1 : other]):
            return self._weight["cannot"]
        return self.link(one, other) + self._weight["interrupted"]

    def _plainly(self, i: int) -> float:
        """How well line ``i`` follows where nothing is mixed."""
        best = self.link(i - 1, i)
        if self.short[i - 1]:
            best = max([best, *(self._over(one, i) for one in (i - 2, i - 3) if one >= 0)])
        return best

    def _linked(self, one: int, other: int) -> float:
        weight = self._weight
        left, right, line = self.bare[one], self.bare[other], self._lines[other]
        if not self.open_at[one]:
            if right[0] in NO_START:
                return weight["mark"] if right[0] in _CLOSING and not self.short[one] else weight["cannot"]
            if self.short[one]:
                return opens(right) + weight["indent_after_closed"] * (line.indent and ends(left))
            return weight["opens"] * opens(right)
        if line.indent or other in self._led:
            return weight["indent_after_open"]
        score = affinity(left, right) + weight["known"] * self._joints.known(left, right)
        score += weight["bracket"] * _bracketed(left, right)
        if right[0] in NO_START:
            score += weight["mark"]
        elif self.short[other] and not ends(right):
            score += weight["unfinished"]
        return max(weight["cannot"], min(weight["most"], score))

    def mixed(self, low: int, high: int) -> list[Stretch]:
        """The mixed stretches among the lines from ``low`` to ``high``, in order: the best of all readings of them."""
        found: list[Stretch] = []
        owner = 0
        before = _PLAIN
        for place, state in enumerate(self._steps(low, high), low):
            if state.turn:
                if not before.turn:
                    owner = 1
                    found.append(Stretch(place, place, []))
                elif state.away == 1:
                    owner = 1 - owner
                found[-1].owner.append(owner)
            before = state
        return [stretch._replace(end=stretch.start + len(stretch.owner)) for stretch in found]

    def titular(self, i: int) -> bool:
        """Whether the line is none of running text, to go by its length and its end: a title, a byline, a label."""
        return self.short[i] and not ends(self.bare[i])

    def _steps(self, low: int, high: int) -> list[_State]:
        """The state at each line: the best row of them by what the links and the turns say together."""
        moves = _moves()
        best: dict[_State, float] = {_PLAIN: 0.0}
        back: list[dict[_State, _State]] = []
        for i in range(low + 1, high):
            scores: dict[_State, float] = {}
            origin: dict[_State, _State] = {}
            if self._apart[i]:
                before = max(best, key=lambda state: best[state] + self._left(state, i))
                scores[_PLAIN], origin[_PLAIN] = best[before] + self._left(before, i), before
            else:
                plain, stays, opens_here = self._plainly(i), self.link(i - 1, i), self._starts(i)
                for before, score in best.items():
                    away = before.away
                    gains = (
                        plain if not away else plain + self._left(before, i),
                        stays,
                        self.link(i - 1 - away, i) if away else opens_here,
                    )
                    for state, kind, cost in moves[before]:
                        value = score + gains[kind] + cost
                        if state not in scores or value > scores[state]:
                            scores[state], origin[state] = value, before
            best = scores
            back.append(origin)
        state = max(best, key=lambda state: best[state] + self._left(state, high))
        found = [state]
        for origin in reversed(back):
            state = origin[state]
            found.append(state)
        return found[::-1]

    def _starts(self, i: int) -> float:
        """How well the second text begins with line ``i``."""
        right = self.bare[i]
        if right[0] in NO_START:
            return self._weight["cannot"]
        return opens(right) + self._weight["indent_after_closed"] * (self._lines[i].indent or i in self._led)

    def _leads(self, i: int) -> bool:
        """Whether a lead begins with the line, though the column may break it."""
        if self.bare[i][0] not in _LED:
            return False
        behind = ["", *(line.text for line in self._lines[i + 1 : i + 3])]
        return any(leads.lead(self._lines[i].text + more) is not None for more in behind)

    def _left(self, state: _State, i: int) -> float:
        """What it costs that before line ``i`` the other text ends for good."""
        other = i - 1 - state.away
        return self._weight["left_open"] if state.turn and other >= 0 and self.open_at[other] else 0.0


_NOT_MIXED, _SAME, _OTHER = range(3)
"""A line follows with nothing mixed, or it is of the text of the line before, or of the other."""


@cache
def _moves() -> dict[_State, list[tuple[_State, int, float]]]:
    """For each state those that may follow, how, and what that costs beside the link."""
    weight = weights("columns")
    each = weight["each"]
    found: dict[_State, list[tuple[_State, int, float]]] = {_PLAIN: [(_PLAIN, _NOT_MIXED, 0.0)]}
    for turn in TURNS:
        found[_PLAIN].append((_State(turn, 1), _OTHER, weight["mixed"] + weight["by_twos"] * (turn > 1)))
        for away in range(1, turn + 3):
            early = weight["early"] if away < turn else 0.0
            late = weight["late"] if away == turn else 0.0
            state = found[_State(turn, away)] = [
                (_State(turn, 1), _OTHER, each + early),
                (_PLAIN, _NOT_MIXED, weight["closes"]),
            ]
            if away < turn + 2:
                state.append((_State(turn, away + 1), _SAME, each + late))
    return found


def _bracketed(left: str, right: str) -> int:
    """1 if a bracket or a title's mark that ``left`` leaves open is closed in ``right``, -1 if it is not or anew."""
    for opening, closing in ("()", "《》"):
        if opening in left and left.rfind(opening) > left.rfind(closing):
            close, again = right.find(closing), right.find(opening)
            return 1 if close >= 0 and (again < 0 or close < again) else -1
    return 0


def _nearly_full(lines: Sequence[Line], filled: Sequence[int], taken: Sequence[int]) -> list[bool]:
    """Which lines, of which each has ``taken`` so many cells, fill their width, or nearly so: figures and marks at a
    line's end make one shorter than others."""
    found: list[bool] = []
    usual = next(compress(taken, filled), 0)
    for line, fills, cells in zip(lines, filled, taken, strict=True):
        cells += 4 * line.indent
        usual = cells if fills else usual
        found.append(bool(fills) or cells >= _NEARLY * usual)
    return found


_NEARLY = 0.8


def _set_off(lines: Sequence[Line], filled: Sequence[int], taken: Sequence[int]) -> list[bool]:
    """Before which lines nothing is mixed that goes on: a wider gap than usual, or a line far wider than the column,
    to go by the cells that each has ``taken``."""
    gaps = sorted(line.gap for line, fills in zip(lines[1:], filled, strict=False) if fills and not line.indent)
    usual = gaps[len(gaps) // 2] if gaps else 0
    column = max(compress(taken, filled), default=0)
    wide = [cells > _TOO_WIDE * column for cells in taken]
    return [line.gap > usual or wide[i] or wide[i - 1] for i, line in enumerate(lines)]


_TOO_WIDE = 1.3


def _is_byline(line: Line) -> bool:
    if len(line.text) > _WIDEST or not bylines.HINTED.search(line.text):
        return False
    read = bylines.byline(line.text)
    return read is not None and read.sure >= _SIGNED


_SIGNED = 0.7
"""A line that is so surely a byline is no title."""
_LED = frozenset("本新中据【[(")  # what a lead begins with; some others do, but few
_CLOSING = frozenset("”’)》")
_WIDEST = 40
TITLE = Pattern("[^。！!;；、]{5,30}(?<![,，的是在和与及对将把被为以])")
