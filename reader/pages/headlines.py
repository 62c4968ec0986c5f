"""Which of the title lines in a stretch of a page are its headline, and what the others are: evidence and search."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.pages.breaks import Joints
from reader.pages.crossheads import CrossHeads, share
from reader.pages.elements import Element, Found
from reader.pages.lexicon import weights
from reader.pages.titlelines import Reading, Run, TitleLines
from reader.pages.vocabulary import Vocabulary, Wanted, pairs

_ROUNDING = 1e-6


class _Stretch(NamedTuple):
    """What is tried as one article: the element behind its last, its ``first`` and ``last`` body element, the numbers
    of its body blocks."""

    end: int
    first: int
    last: int
    bodies: tuple[int, int]
    has_body: bool
    continued: bool


class Headlines:
    """The title lines of one page and the choice among them.

    An article is scored for every pair of places where the page can be cut: what hangs on fewer things than the two is
    found out once.
    """

    def __init__(
        self,
        elements: Sequence[Element],
        joints: Joints,
        vocabulary: Vocabulary,
        said: Mapping[int, frozenset[str]],
        gathered: Sequence[tuple[Element, frozenset[str]]],
        near: Mapping[int, tuple[int, int]],
        bonds: Sequence[float],
        opened: float,
    ) -> None:
        """``said`` are the pairs of the title elements by their numbers, ``near`` the body blocks in reach of each;
        ``gathered`` are the title lines at the page's head, each with its pairs; ``bonds`` tell for each body
        element how the words it shares with what is above speak for one article, ``opened`` is the number of leads."""
        self._elements = elements
        self._joints = joints
        self._vocabulary = vocabulary
        self._lines = TitleLines(elements, joints, vocabulary, said, near)
        self._others = CrossHeads(elements, self._lines)
        self._bonds = bonds
        self._gathered = [(element, Wanted(words, vocabulary)) for element, words in gathered]
        self._weight = weights("article")
        # By how many cross-heads there are: they seldom come alone, so the first of them costs more than the others.
        self._lone = (0.0, *(self._weight[name] for name in ("lone_crosshead", "two_crossheads", "first_crosshead")))
        self._untitled = self._costs(opened)
        begun = (element.kind == "body" and element.begins for element in elements)
        self._begun = list(accumulate(begun, initial=0))

    def _costs(self, opened: float) -> dict[str, float]:
        """What it costs an article to have no headline: the less, the fewer titles the page has for all that open."""
        part = min(1.0, (self._lines.groups + 1.5) / (opened + 1.0))
        return {name: self._weight[name] * part for name in ("untitled", "untitled_continued", "untitled_boxed")}

    def choose(
        self, start: int, end: int, first: int, last: int, *, has_body: bool, continued: bool, boxed: bool, bare: bool
    ) -> tuple[float, Reading | None]:
        """The headline among the title lines of the article from ``start`` to ``end``, with the score of all of them.

        ``first`` and ``last`` are its first and last body element. What is ``continued`` from another page has its
        headline there, or before the text, but not further on; under the label of a box none is needed. ``bare``: the
        headline is none of them.
        """
        untitled = self._untitled["untitled_continued" if continued else "untitled_boxed" if boxed else "untitled"]
        low, high = self._lines.before[start], self._lines.before[end]
        if low == high and not self._gathered:
            return untitled, None
        runs, begins = self._lines.between(low, high)
        # Most stretches have many title lines, so that what is done for each of them counts.
        inner, behind = bisect_left(begins, first), bisect_right(begins, last)
        leftover = self._others.leftover
        lefts = [run.left[-1] or leftover(run, first, last) for run in runs[:inner]]
        lefts += [run.left[0] or leftover(run, first, last) for run in runs[inner:behind]]
        lefts += [run.left[1] or leftover(run, first, last) for run in runs[behind:]]
        left = sum([rest for rest, _, _ in lefts])
        heads = sum([lefts[place][2] for place in range(inner, behind) if first < begins[place] < last])
        alone = self._lone[min(heads, 3)]
        best = untitled + left + alone
        if bare:
            return best, None
        stretch = _Stretch(end, first, last, self.bodies(start, end), has_body, continued)
        if self._gathered:
            best = max(best, self._from_gathered(stretch.bodies) + left + alone)
        prospects: list[tuple[float, int, float]] = []
        without = alone, self._lone[min(heads - 1, 3)]
        for place, (run, (rest, _, crosshead)) in enumerate(zip(runs, lefts, strict=True)):
            side = -1 if place < inner else 0 if place < behind else 1
            others = left - rest + without[not side and first < begins[place] < last and crosshead]
            highest = run.most[side] if has_body else math.inf
            if highest is None:
                highest = run.most[side] = self._most(run, side, stretch)
            if others + highest >= best:
                prospects.append((-others - highest, place, others))
        if not prospects:
            return best, None
        prospects.sort()  # the best first: most of the others then need no closer look
        return self._best_of(prospects, runs, stretch, best)

    def _best_of(
        self, prospects: Sequence[tuple[float, int, float]], runs: Sequence[Run], stretch: _Stretch, best: float
    ) -> tuple[float, Reading | None]:
        """The headline among the ``prospects``, each with minus what it scores at most, the number of its run and what
        the other title lines score; none where none scores more than ``best``."""
        chosen: Reading | None = None
        most = self._weight["overlap"] * (1 - self._weight["overlap_zero"])
        for prospect, place, others in prospects:
            if -prospect < best:
                break
            for reading in self._lines.readings(runs[place]):
                score = self._by_place(reading.title.score + others, reading, runs[place], stretch)
                if score + most <= best:
                    continue
                score = self._by_words(score, reading, stretch)
                if score > best:
                    best, chosen = score, reading
        return best, chosen

    def _by_place(self, score: float, reading: Reading, run: Run, stretch: _Stretch) -> float:
        """``score`` and that of where the headline stands, of the lines of its ``run`` that are not in it, and of the
        items it says there are."""
        weight, some, first, last = self._weight, reading.lines, stretch.first, stretch.last
        if some[0] < first:
            score += weight["before"]
        elif some[0] > last:
            score += weight["after"]
        else:
            score += self._in_middle(reading, stretch.end)
        if stretch.continued and some[0] > first:
            score += weight["continued_titled_late"]
        if len(some) < len(run.lines):
            score += sum(rest for rest, _, _ in self._others.beside(run, some, first, last))
        if reading.counted:
            score += weight["counted"] * (reading.counted == self._begun[last + 1] - self._begun[first])
        return score

    def _by_words(self, score: float, reading: Reading, stretch: _Stretch) -> float:
        """``score`` and that of the headline's words in the body, and in the paragraphs above where it stands in the
        middle."""
        weight, first, bodies = self._weight, reading.lines[0], stretch.bodies
        zero = weight["overlap_zero"]
        wanted = reading.wanted or self._lines.words(reading)
        told = wanted.share(*bodies) if stretch.has_body else 0.0
        score += weight["overlap"] * ((zero if told is None else told) - zero)
        if stretch.first < first <= stretch.last and not self._elements[first - 1].block.open:
            above = share(wanted, (bodies[0], self._elements[first].place), zero)
            score += weight["middle_told"] * self._apart(reading) * min(0.0, above - zero)
        return score

    def _most(self, run: Run, side: int, stretch: _Stretch) -> float:
        """What ``run`` scores at most as the headline on this ``side`` of the body, or in it: if the article has all
        words that are found anywhere near, and nothing else speaks against it."""
        weight = self._weight
        most = -math.inf
        for reading in self._lines.readings(run):
            score = (weight["after"], weight["before"])[side < 0] if side else self._in_middle(reading, stretch.end)
            score += reading.title.score + max(0.0, weight["continued_titled_late"])
            if reading.counted:
                score += max(0.0, weight["counted"])
            for rest, _, _ in self._others.beside(run, reading.lines, stretch.first, stretch.last):
                score += rest
            told = self._lines.words(reading).most - weight["overlap_zero"]
            most = max(most, score + weight["overlap"] * max(0.0, told))
        return most + _ROUNDING

    def fill(self, found: Found, first: int, last: int, chosen: Reading | None) -> None:
        """Enter the ``chosen`` title into ``found``, and which of the other title lines are pieces of a paragraph."""
        used: set[int] = set()
        if chosen:
            some, title = chosen.lines, chosen.title
            found.kicker = some[: title.first]
            found.headline = some[title.first : title.last]
            found.subtitle = some[title.last :]
            used = set(some)
        for run in self._lines.between(self._lines.before[found.start], self._lines.before[found.end])[0]:
            if not used.intersection(run.lines):
                found.pieces.extend(self._others.leftover(run, first, last)[1])
            elif len(used) < len(run.lines):
                for _, pieces, _ in self._others.beside(run, list(used), first, last):
                    found.pieces.extend(pieces)

    def shares(self, element: Element, found: Sequence[Found]) -> list[float]:
        """How much of a title line's words the body of each article holds, 0 to 1."""
        words, zero = self.wanted(pairs(element.block.bare)), self._weight["overlap_zero"]
        return [share(words, self.bodies(article.start, article.end), zero) for article in found]

    def wanted(self, words: frozenset[str]) -> Wanted:
        """``words`` looked for in the paragraphs of the page."""
        return Wanted(words, self._vocabulary)

    def _from_gathered(self, bodies: tuple[int, int]) -> float:
        """The score of the gathered title line that suits the article best."""
        weight, zero = self._weight, self._weight["overlap_zero"]
        scores = [
            element.score + weight["overlap"] * (share(wanted, bodies, zero) - zero)
            for element, wanted in self._gathered
        ]
        return weight["gathered"] + max(scores, default=-99.0)

    def _apart(self, reading: Reading) -> float:
        """How little the paragraphs above and below the title lines share, 0 to 1."""
        if reading.apart is None:
            index = reading.lines[-1]
            while index + 1 < len(self._elements) and self._elements[index].kind != "body":
                index += 1
            reading.apart = min(1.0, max(0.0, (1.0 - self._bonds[index]) / 1.5))
        return reading.apart

    def _in_middle(self, reading: Reading, end: int) -> float:
        """The score of a headline's place in the middle of its body."""
        follows = reading.lines[-1] + 1 < end
        score = reading.middle[follows]
        if score is None:
            score = reading.middle[follows] = self._middle(reading.lines, follows)
        return score

    def _middle(self, run: list[int], follows: bool) -> float:
        weight, elements = self._weight, self._elements
        behind = elements[run[-1] + 1] if follows else None
        score = weight["middle"]
        before = elements[run[0] - 1].block
        if before.open and behind and behind.kind == "byline":
            # A sentence that breaks off above and does not go on below speaks against the middle.
            body = next((e for e in elements[run[-1] + 1 : run[-1] + 4] if e.kind == "body"), None)
            if body and self._joints.runs_on(before.bare, body.block.bare) < weight["open_over_title"]:
                return score
        if before.open or (behind and behind.kind != "byline" and not behind.begins):
            score += weight["interrupts"]
        elif behind and behind.kind == "byline":
            score += weight["signed_below"]
        return score

    def bodies(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the article's first body block and of the one behind its last."""
        final = self._elements[end - 1]
        return self._elements[start].place, final.place + (final.kind == "body")
