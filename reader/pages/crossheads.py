"""Title lines that are no headline: cross-heads, pieces of a broken paragraph, or misfits, and what that scores."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages.elements import Element
from reader.pages.lexicon import weights
from reader.pages.titlelines import Run, TitleLines
from reader.pages.vocabulary import Wanted

_SECTION = 6
"""Paragraphs under a cross-head that are looked at."""
_CROSSHEAD = 14
"""A cross-head has seldom more characters."""


class CrossHeads:
    """The title lines of one page as what they are where they are not the headline."""

    def __init__(self, elements: Sequence[Element], lines: TitleLines) -> None:
        self._elements = elements
        self._lines = lines
        self._weight = weights("article")

    def leftover(self, run: Run, first: int, last: int) -> tuple[float, list[int], bool]:
        """What the title lines of ``run`` score, which of them are pieces of a broken paragraph, and whether not all
        are.

        The others are cross-heads where they stand between the article's ``first`` and ``last`` paragraph, and misfits
        before the first and behind the last.
        """
        begin = run.lines[0]
        side = 1 if begin > last else -1 if begin < first else 0
        found = run.left[side]
        if found is None:
            found = run.left[side] = self._left_over(run.lines, side)
        return found

    def beside(self, run: Run, some: Sequence[int], first: int, last: int) -> list[tuple[float, list[int], bool]]:
        """``leftover`` of each line of ``run`` that is not among ``some``."""
        return [self.leftover(self._lines.run([index]), first, last) for index in run.lines if index not in some]

    def _left_over(self, run: list[int], side: int) -> tuple[float, list[int], bool]:
        score = 0.0
        pieces: list[int] = []
        for number, index in enumerate(run):
            other, piece = self._as_other(run, number, side), self._as_piece(index, side)
            if piece > other:
                pieces.append(index)
                other = piece
            score += other
        if side == 0 and len(pieces) < len(run):
            words = self._lines.words(self._lines.readings(self._lines.run(run))[0])
            zero = self._weight["overlap_zero"]
            score += self._weight["crosshead_told"] * (share(words, self._section(run), zero) - zero)
        return score, pieces, len(pieces) < len(run)

    def _as_other(self, run: list[int], number: int, side: int) -> float:
        """The score of a line of ``run`` as a cross-head, or as a misfit on this ``side`` of the body."""
        weight, elements = self._weight, self._elements
        if side:
            return weight["left_behind" if side > 0 else "left_before"]
        index = run[number]
        element = elements[index]
        score = weight["crosshead"] if number == 0 else weight["second_crosshead"]
        score -= max(0.0, element.score)
        # A whole sentence may be a paragraph of any length.
        score += element.block.open * weight["long_crosshead"] * max(0, len(element.block.bare) - _CROSSHEAD)
        if element.brief:
            score += weight["crosshead_in_briefs"]
        if run[0] and elements[run[0] - 1].block.open:
            score += weight["crosshead_in_sentence"]
        if index + 1 < len(elements) and elements[index + 1].kind == "byline":
            score += weight["crosshead_signed"]
        return score

    def _as_piece(self, index: int, side: int) -> float:
        """The score of a title line as a piece of a broken paragraph."""
        weight, elements = self._weight, self._elements
        score = elements[index].piece + weight["piece"]
        if side > 0 and index + 1 < len(elements) and elements[index + 1].kind == "body":
            score += weight["piece_last"]
        if index == 0 and side < 0 and elements[1].kind == "title":
            score += weight["piece_over_title"]
        return score

    def _section(self, run: list[int]) -> tuple[int, int]:
        """The numbers of the body blocks under a cross-head: from it to the next title line, a few at most."""
        places = self._lines.places
        place = self._lines.before[run[-1] + 1]
        below = self._elements[run[-1]].place
        end = self._elements[places[place]].place if place < len(places) else below + _SECTION
        return below, min(end, below + _SECTION)


def share(wanted: Wanted, bodies: tuple[int, int], zero: float) -> float:
    """How much of a title's words the ``bodies`` have, 0 to 1; ``zero`` where the title has no telling ones."""
    found = wanted.share(*bodies)
    return zero if found is None else found
