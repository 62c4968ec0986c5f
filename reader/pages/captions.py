"""Captions that take several lines of a wrapped column, in the middle of a paragraph or between two, set aside."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import chains
from reader.pages.affinity import affinity, opens
from reader.pages.blocks import NO_START, ends
from reader.pages.breaks import Joints
from reader.pages.glued import Printed
from reader.pages.lexicon import table, weights
from reader.patterns import Pattern

_TALLEST = 6
"""Lines of a caption at most."""
_SHORT = 3
"""… and of one that is indented like a paragraph."""
_LAST = frozenset("摄影图)")
_CREDITED = Pattern(
    r"(?:^|[。!?”)\s])\s?[(]?(?:图片?[:/]?)?\s?(?:(?:本报|本刊|本网|新华社|中新社|[\u4e00-\u9fff]{2,6}报)\s?)?"
    r"(?:(?:特约|见习|实习|首席)?\s?(?:记者|通讯员|实习生)\s*|发\s*)?"
    r"[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}(?:\s*/\s*|\s*)(?:摄影|摄|供图)\)?$"
)
"""Who took a picture, at a line's end."""


def set_in(printed: list[Printed], filled: list[int]) -> list[Printed]:
    """``printed`` with the lines of captions set aside that stand over the line that tells who took the picture.

    ``filled`` tells which lines fill the width. A caption begins where the text above it runs on badly into it and
    better into the line behind it, or where no text goes on.
    """
    indents = chains.indents([line for line, _, _ in printed], filled)
    ends_at = [
        (number, credited)
        for number in range(len(printed))
        if (credited := _credited(printed, number)) or (indents and _interrupts(printed, filled, number))
    ]
    if not ends_at:
        return printed
    judge = _Judge(printed, filled, indents)
    result = list(printed)
    done = -1
    for last, credited in ends_at:
        first = judge.first(last, done, credited)
        if first is not None:
            why = "stands over who took the picture" if credited else "interrupts a sentence"
            for number in range(first, last + 1):
                result[number] = result[number][0], "caption", result[number][2] or why
            done = last
    return result


def _interrupts(printed: Sequence[Printed], filled: Sequence[int], number: int) -> bool:
    """Whether a paragraph seems to end with the line, but the next line, though it is text, is not indented."""
    line, role, _ = printed[number]
    if role or filled[number] or line.folded[-1] not in "。)" or not ends(line.folded):
        return False
    behind = _behind(printed, number)
    if behind is None or printed[behind][0].indent:
        return False
    return bool(filled[behind]) or ends(printed[behind][0].folded)


def _behind(printed: Sequence[Printed], number: int) -> int | None:
    """The next line of text behind a caption, unless too many others stand between."""
    last = min(len(printed), number + 1 + _ASIDE)
    return next((other for other in range(number + 1, last) if not printed[other][1]), None)


_ASIDE = 3
"""So many lines that are no text, such as the page's number, may stand behind a caption."""


def _credited(printed: Sequence[Printed], number: int) -> bool:
    """Whether the line ends with who took a picture, though the column may break the words that tell."""
    line, role, _ = printed[number]
    if line.folded[-1] not in _LAST or role not in ("", "caption") or _WRITTEN.search(line.folded[-24:]):
        return False
    if _CREDITED.search(line.folded[-24:]):
        return True
    above = printed[number - 1] if number else None
    return (
        above is not None and not above[1] and _CREDITED.search(above[0].folded[-12:] + line.folded[-24:]) is not None
    )


_WRITTEN = Pattern(r"文\s*/|/\s*文|文\s*摄")  # the reporter, who took the picture too
_TOLD = Pattern("[。!?][”)]?[^。!?]+$")  # a sentence stands before it


_ABOVE = Pattern("[。!?者员报社]$")
"""How a caption ends, or who took the picture begins, in the line above the name."""


class _Judge:
    """Tells where captions begin among the lines of a page."""

    def __init__(self, printed: Sequence[Printed], filled: Sequence[int], indents: bool) -> None:
        self._printed = printed
        self._filled = filled
        self._bare = ["".join(line.folded.split()) for line, _, _ in printed]
        self._indents = indents
        self._joints = Joints(self._bare)
        self._weight = weights("caption")

    def first(self, last: int, done: int, credited: bool) -> int | None:
        """The first line, behind ``done``, of the caption that ends with line ``last``; None if it is not known.

        One that is not ``credited`` must stand in the middle of a sentence.
        """
        weight = self._weight
        behind = _behind(self._printed, last)
        # Who took the picture may have a line below the caption.
        below = last > 0 and _CREDITED.match(self._printed[last][0].folded) and _ABOVE.search(self._bare[last - 1])
        best, found = weight["least_below" if below else "least" if credited else "least_bare"], None
        for first in range(last, max(done, last - _TALLEST), -1):
            line, role, _ = self._printed[first]
            if first < last and (role or not (self._filled[first] or (first == last - 1 and below))):
                break
            if line.indent and last - first >= _SHORT:
                break
            score = self._begins(first, behind) if credited or self._breaks_off(first - 1) else weight["cannot"]
            if score > best and not (below and first == last):
                best, found = score, first
            if (line.indent and not (below and first == last)) or line.gap:
                break
        alone = found == last and not self._printed[last][1]
        return None if alone and not _TOLD.search(self._bare[last]) else found

    def _breaks_off(self, number: int) -> bool:
        """Whether the line is text that goes on behind it."""
        if number < 0 or self._printed[number][1] or ends(self._bare[number]):
            return False
        return bool(self._filled[number] or (number and self._filled[number - 1] and not ends(self._bare[number - 1])))

    def _begins(self, first: int, behind: int | None) -> float:
        """How well a caption begins with line ``first``, where the text goes on in line ``behind``."""
        weight = self._weight
        line = self._printed[first][0]
        if self._bare[first][0] in NO_START:
            return weight["cannot"]
        score = weight["opens"] * opens(self._bare[first])
        above = first - 1
        if above < 0 or self._printed[above][1] or line.gap:
            return score + weight["apart"]
        if not self._breaks_off(above):
            return score + weight["not_indented"] * (self._indents and not (line.indent or self._filled[above]))
        score -= self._link(above, first)
        if behind is None or self._printed[behind][0].indent:
            return score + weight["cannot"]
        return score + self._link(above, behind)

    def _link(self, one: int, other: int) -> float:
        left, right = self._bare[one], self._bare[other]
        if right[0] in NO_START:
            return self._weight["mark"]
        number = left[-1].isdigit() and (right[0].isdigit() or right[0] in table("breaks")["units"])
        return (
            affinity(left, right)
            + self._weight["known"] * self._joints.known(left, right)
            + self._weight["number"] * number
        )
