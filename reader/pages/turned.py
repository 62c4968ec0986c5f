"""Columns of one article that extraction took in the wrong order, as the first, the third and the second, put right."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import chains, leads
from reader.pages.affinity import affinity
from reader.pages.blocks import NO_START, ends, width
from reader.pages.breaks import Joints
from reader.pages.glued import Printed
from reader.pages.lexicon import weights

_TALLEST = 90
"""Lines of two columns at most."""
_SHORT = 0.8
"""A line that is no wider than so much of the next is a paragraph's last."""
_LEAST = 2
"""Lines of a column at least."""


def in_reading_order(printed: list[Printed], filled: list[int]) -> list[Printed]:
    """``printed`` with two columns exchanged where the upper one opens in the middle of a sentence that the lower one,
    which stops before a title, leaves open; the same list where there are none.

    Told only on pages whose paragraphs are indented, where a line says whether it begins one. ``filled`` tells which
    lines fill the width.
    """
    text = [number for number, (_, role, _) in enumerate(printed) if not role]
    feet = _feet(printed, filled, text)
    if not feet or not chains.indents([line for line, _, _ in printed], filled):
        return printed
    page = _Page(printed, filled, text)
    result = printed
    done = 0
    for last in feet:
        found = page.columns(last, done)
        if found:
            upper, lower = found
            first, second, end = text[upper], text[lower], text[last] + 1
            result = [*result[:first], *printed[second:end], *printed[first:second], *result[end:]]
            done = last + 1
    return result


def _feet(printed: Sequence[Printed], filled: Sequence[int], text: Sequence[int]) -> list[int]:
    """The places in ``text`` of full lines that leave a sentence open before a line that cannot go on with it."""
    found: list[int] = []
    for place in range(len(text) - 1):
        line, behind = printed[text[place]][0], printed[text[place + 1]][0]
        if text[place + 1] == text[place] + 1 and filled[text[place]] and not ends(line.folded):
            title = not filled[text[place + 1]] and not ends(behind.folded)
            if (title or behind.indent) and behind.folded[0] not in NO_START:
                found.append(place)
    return found


class _Page:
    """The text lines of a page, by their places among them."""

    def __init__(self, printed: Sequence[Printed], filled: Sequence[int], text: Sequence[int]) -> None:
        self._lines = [printed[number][0] for number in text]
        self._filled = [filled[number] for number in text]
        self._bare = ["".join(line.folded.split()) for line in self._lines]
        self._joints = Joints(self._bare)
        self._weight = weights("turned")

    def columns(self, last: int, low: int) -> tuple[int, int] | None:
        """Where the upper and the lower of two columns begin, of which the lower ends with line ``last`` and the upper
        begins no higher than ``low``."""
        best, found = self._weight["least"], None
        orphans: list[int] = []
        opening = last if self._lines[last].indent else None  # the broken paragraph's first line
        for upper in range(last - 1, max(low, last - _TALLEST, 1) - 1, -1):
            if self._titular(upper):
                break
            line, orphan = self._lines[upper], self._orphan(upper)
            if self._filled[upper] and not line.indent and line.folded[0] not in NO_START:
                lower, gained = opening, 0.0
                if self._open(upper - 1):
                    lower, gained = self._goes_on(upper - 1, [place for place in orphans if place >= upper + _LEAST])
                    gained -= self._link(upper - 1, upper) if lower is not None else 0.0
                elif orphan:
                    gained = self._weight["orphan"]
                else:
                    lower = None
                if lower is not None and lower >= upper + _LEAST:
                    gained += self._link(last, upper) - self._link(last, last + 1)
                    if gained > best:
                        best, found = gained, (upper, lower)
            if orphan:
                orphans.append(upper)
            if opening is None and line.indent:
                opening = upper
        return found

    def _goes_on(self, above: int, places: Sequence[int]) -> tuple[int | None, float]:
        """Which of ``places`` goes on best with line ``above``, and how well."""
        links = ((place, self._link(above, place)) for place in places)
        return max(links, key=lambda each: each[1], default=(None, 0.0))

    def _open(self, place: int) -> bool:
        return bool(self._filled[place]) and not ends(self._bare[place])

    def _titular(self, place: int) -> bool:
        """Whether another article may begin with the line: none of running text, or with a lead."""
        line = self._lines[place]
        if not self._filled[place] and not ends(self._bare[place]):
            return True
        return (
            line.indent
            and leads.lead(line.text + "".join(more.text for more in self._lines[place + 1 : place + 3])) is not None
        )

    def _orphan(self, place: int) -> bool:
        """Whether the line begins no paragraph, though the one above has come to its end."""
        above = self._lines[place - 1]
        if self._lines[place].indent or self._filled[place - 1] or not ends(self._bare[place - 1]):
            return False
        return width(above.text) + 4 * above.indent <= _SHORT * width(self._lines[place].text)

    def _link(self, one: int, other: int) -> float:
        left, right = self._bare[one], self._bare[other]
        return affinity(left, right) + self._weight["known"] * self._joints.known(left, right)
