"""Which of the title lines in a stretch of a page are its headline, and what the others are: evidence and search."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from reader.pages import titles
from reader.pages.breaks import Joints
from reader.pages.elements import Element, Found
from reader.pages.lexicon import weights
from reader.pages.vocabulary import Vocabulary, Wanted, pairs

MOST_LINES = 6
"""A title has no more lines than this."""
_SOME = -3.0
"""Log odds from which a title line may be a piece of a paragraph."""
_KEPT = 5000
"""So many stretches of title lines are kept in memory."""
_SECTION = 6
"""Paragraphs under a cross-head that are looked at."""
_ROUNDING = 1e-6
_CROSSHEAD = 14
"""A cross-head has seldom more characters."""


@dataclass(slots=True)
class Reading:
    """Title ``lines``, by the numbers of their elements, and how they are best read as one ``title``.

    ``counted`` is how many items the headline says there are (0: it does not say). ``wanted`` are its words, and
    ``middle`` the score of its place in the middle of a body, with nothing behind it in the article and with something,
    ``apart`` how little the paragraphs above and below share; these are filled
    in when they are first asked for.
    """

    lines: list[int]
    title: titles.Title
    counted: int = 0
    wanted: Wanted | None = None
    apart: float | None = None
    middle: list[float | None] = field(default_factory=lambda: [None, None])


@dataclass(slots=True)
class Run:
    """Title ``lines`` that stand together, their ``readings``, and what they score if they are not the headline:
    behind a body (1), before it (-1) or in it (0), each with those of them that are pieces of a paragraph and whether
    there are others. ``most`` is
    for each of these places what the lines score at most as the headline."""

    lines: list[int]
    readings: list[Reading] | None = None
    left: list[tuple[float, list[int], bool] | None] = field(default_factory=lambda: [None, None, None])
    most: list[float | None] = field(default_factory=lambda: [None, None, None])


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
        self._said = said
        self._near = near
        self._bonds = bonds
        self._gathered = [(element, Wanted(words, vocabulary)) for element, words in gathered]
        self._weight = weights("article")
        # By how many cross-heads there are.
        self._lone = (0.0, *(self._weight[name] for name in ("lone_crosshead", "two_crossheads", "first_crosshead")))
        self._titled = sorted(said)
        self._groups = self._numbered()
        self._untitled = self._costs(opened)
        self._before = list(accumulate((element.kind == "title" for element in elements), initial=0))
        begun = (element.kind == "body" and element.begins for element in elements)
        self._begun = list(accumulate(begun, initial=0))
        self._known: dict[tuple[int, int], Run] = {}
        self._stretches: dict[tuple[int, int], tuple[list[Run], list[int]]] = {}

    def _costs(self, opened: float) -> dict[str, float]:
        """What it costs an article to have no headline: the less, the fewer titles the page has for all that open."""
        groups = self._groups[-1] + 1 if self._groups else 0
        share = min(1.0, (groups + 1.5) / (opened + 1.0))
        return {name: self._weight[name] * share for name in ("untitled", "untitled_continued", "untitled_boxed")}

    def choose(
        self, start: int, end: int, first: int, last: int, *, has_body: bool, continued: bool, boxed: bool, bare: bool
    ) -> tuple[float, Reading | None]:
        """The headline among the title lines of the article from ``start`` to ``end``, with the score of all of them.

        ``first`` and ``last`` are its first and last body element. What is ``continued`` from another page has its
        headline there, or before the text, but not further on; under the label of a box none is needed. ``bare``: the
        headline is none of them.
        """
        weight = self._weight
        untitled = self._untitled["untitled_continued" if continued else "untitled_boxed" if boxed else "untitled"]
        low, high = self._before[start], self._before[end]
        if low == high and not self._gathered:
            return untitled, None
        runs, begins = self._runs(low, high)
        # Most stretches have many title lines, so that what is done for each of them counts.
        inner, behind = bisect_left(begins, first), bisect_right(begins, last)
        lefts = [run.left[-1] or self._leftover(run, first, last) for run in runs[:inner]]
        lefts += [run.left[0] or self._leftover(run, first, last) for run in runs[inner:behind]]
        lefts += [run.left[1] or self._leftover(run, first, last) for run in runs[behind:]]
        left = sum([rest for rest, _, _ in lefts])
        heads = sum([lefts[place][2] for place in range(inner, behind) if first < begins[place] < last])
        lone = self._lone  # cross-heads seldom come alone, so the first of them costs more than the others
        best = untitled + left + lone[min(heads, 3)]
        bodies = self.bodies(start, end)
        if bare:
            return best, None
        if self._gathered:
            best = max(best, self._from_gathered(bodies) + left + lone[min(heads, 3)])
        chosen: Reading | None = None
        overlap, zero = weight["overlap"], weight["overlap_zero"]
        most = overlap * (1 - zero)
        without = lone[min(heads, 3)], lone[min(heads - 1, 3)]
        worth: list[tuple[float, int, float]] = []
        for place, (run, (rest, _, crosshead)) in enumerate(zip(runs, lefts, strict=True)):
            side = -1 if place < inner else 0 if place < behind else 1
            others = left - rest + without[not side and first < begins[place] < last and crosshead]
            highest = run.most[side] if has_body else math.inf
            if highest is None:
                highest = run.most[side] = self._most(run, side, first, last, end)
            if others + highest >= best:
                worth.append((-others - highest, place, others))
        worth.sort()  # the best prospect first: most of the others then need no closer look
        for prospect, place, others in worth:
            if -prospect < best:
                break
            run = runs[place]
            for reading in self._readings(run):
                some = reading.lines
                score = reading.title.score + others
                if some[0] < first:
                    score += weight["before"]
                elif some[0] > last:
                    score += weight["after"]
                else:
                    score += self._in_middle(reading, end)
                if continued and some[0] > first:
                    score += weight["continued_titled_late"]
                if len(some) < len(run.lines):
                    score += sum(
                        self._leftover(self._run([index]), first, last)[0] for index in run.lines if index not in some
                    )
                if reading.counted:
                    score += weight["counted"] * (reading.counted == self._begun[last + 1] - self._begun[first])
                if score + most <= best:
                    continue
                share = (reading.wanted or self._words(reading)).share(*bodies) if has_body else 0.0
                score += overlap * ((zero if share is None else share) - zero)
                if first < some[0] <= last and not self._elements[some[0] - 1].block.open:
                    above = self._words(reading).share(bodies[0], self._elements[some[0]].place)
                    apart = self._apart(reading)
                    score += weight["middle_told"] * apart * min(0.0, (zero if above is None else above) - zero)
                if score > best:
                    best, chosen = score, reading
        return best, chosen

    def _most(self, run: Run, side: int, first: int, last: int, end: int) -> float:
        """What ``run`` scores at most as the headline on this ``side`` of the body, or in it: if the article has all
        words that are found anywhere near, and nothing else speaks against it."""
        weight = self._weight
        most = -math.inf
        for reading in self._readings(run):
            score = (weight["after"], weight["before"])[side < 0] if side else self._in_middle(reading, end)
            score += reading.title.score + max(0.0, weight["continued_titled_late"])
            if reading.counted:
                score += max(0.0, weight["counted"])
            for index in run.lines:
                if len(reading.lines) < len(run.lines) and index not in reading.lines:
                    score += self._leftover(self._run([index]), first, last)[0]
            told = self._words(reading).most - weight["overlap_zero"]
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
        for run in self._runs(self._before[found.start], self._before[found.end])[0]:
            if not used.intersection(run.lines):
                found.pieces.extend(self._leftover(run, first, last)[1])
            elif len(used) < len(run.lines):
                for index in run.lines:
                    if index not in used:
                        found.pieces.extend(self._leftover(self._run([index]), first, last)[1])

    def shares(self, element: Element, found: Sequence[Found]) -> list[float]:
        """How much of a title line's words the body of each article holds, 0 to 1."""
        words = self.wanted(pairs(element.block.bare))
        return [self._share(words, self.bodies(article.start, article.end)) for article in found]

    def wanted(self, words: frozenset[str]) -> Wanted:
        """``words`` looked for in the paragraphs of the page."""
        return Wanted(words, self._vocabulary)

    def _from_gathered(self, bodies: tuple[int, int]) -> float:
        """The score of the gathered title line that suits the article best."""
        weight = self._weight
        scores = [
            element.score + weight["overlap"] * (self._share(wanted, bodies) - weight["overlap_zero"])
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

    def _numbered(self) -> list[int]:
        """For each title line the number of its group: lines that neither body nor byline parts, six at most."""
        numbers: list[int] = []
        size = 0
        for place, index in enumerate(self._titled):
            before = self._titled[place - 1] if place else -9
            parted = (
                index - before > 2
                or size == MOST_LINES
                or any(self._elements[i].kind in ("body", "byline", "note") for i in range(before + 1, index))
            )
            numbers.append((numbers[-1] + 1 if numbers else 0) if parted else numbers[-1])
            size = 1 if parted else size + 1
        return numbers

    def _runs(self, low: int, high: int) -> tuple[list[Run], list[int]]:
        """The groups of the title lines from number ``low`` to ``high``, and the element that each begins with."""
        found = self._stretches.get((low, high))
        if found is None:
            lines: list[list[int]] = []
            group = -1
            for place in range(low, high):
                if self._groups[place] == group:
                    lines[-1].append(self._titled[place])
                else:
                    lines.append([self._titled[place]])
                    group = self._groups[place]
            if len(self._stretches) > _KEPT:
                self._stretches.clear()  # what was asked for long ago is not asked for again
            found = self._stretches[low, high] = [self._run(each) for each in lines], [each[0] for each in lines]
        return found

    def _run(self, lines: list[int]) -> Run:
        key = (lines[0], lines[-1])
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Run(lines)
        return found

    def _readings(self, run: Run) -> list[Reading]:
        """``run``, and what is left of it without its first or last line where that may be a piece of a paragraph."""
        if run.readings is None:
            lines = run.lines
            stretches = [lines]
            if len(lines) > 1:
                first, last = self._elements[lines[0]].piece > _SOME, self._elements[lines[-1]].piece > _SOME
                first = first or titles.numbered(self._elements[lines[0]].block.bare)
                if first or len(lines) > 4:
                    stretches.append(lines[1:])
                if last or len(lines) > 4:
                    stretches.append(lines[:-1])
                if first and last and len(lines) > 2:
                    stretches.append(lines[1:-1])
            run.readings = [self._reading(some) for some in stretches]
        return run.readings

    def _reading(self, some: list[int]) -> Reading:
        lines = [self._elements[index] for index in some]
        title = titles.read([line.block for line in lines], [line.score for line in lines], self._joints)
        return Reading(some, title, titles.counted(lines[title.last - 1].block.bare))

    def _leftover(self, run: Run, first: int, last: int) -> tuple[float, list[int], bool]:
        """Title lines that are not the headline: their score, which of them are pieces of a broken paragraph, and
        whether not all are.

        The others are cross-heads where they stand between paragraphs, and misfits before the first and behind the
        last.
        """
        begin = run.lines[0]
        side = 1 if begin > last else -1 if begin < first else 0
        found = run.left[side]
        if found is None:
            found = run.left[side] = self._left_over(run.lines, side)
        return found

    def _left_over(self, run: list[int], side: int) -> tuple[float, list[int], bool]:
        weight, elements = self._weight, self._elements
        score = 0.0
        pieces: list[int] = []
        for number, index in enumerate(run):
            if side > 0:
                other = weight["left_behind"]
            elif side < 0:
                other = weight["left_before"]
            else:
                before = elements[run[0] - 1].block if run[0] else None
                other = weight["crosshead"] if number == 0 else weight["second_crosshead"]
                other -= max(0.0, elements[index].score)
                # A whole sentence may be a paragraph of any length.
                other += (
                    elements[index].block.open
                    * weight["long_crosshead"]
                    * max(0, len(elements[index].block.bare) - _CROSSHEAD)
                )
                if elements[index].brief:
                    other += weight["crosshead_in_briefs"]
                if before is not None and before.open:
                    other += weight["crosshead_in_sentence"]
                if index + 1 < len(elements) and elements[index + 1].kind == "byline":
                    other += weight["crosshead_signed"]
            piece = elements[index].piece + weight["piece"]
            if side > 0 and index + 1 < len(elements) and elements[index + 1].kind == "body":
                piece += weight["piece_last"]
            if index == 0 and side < 0 and elements[1].kind == "title":
                piece += weight["piece_over_title"]
            if piece > other:
                pieces.append(index)
                other = piece
            score += other
        if side == 0 and len(pieces) < len(run):
            words = self._words(self._readings(self._run(run))[0])
            score += weight["crosshead_told"] * (self._share(words, self._section(run)) - weight["overlap_zero"])
        return score, pieces, len(pieces) < len(run)

    def _section(self, run: list[int]) -> tuple[int, int]:
        """The numbers of the body blocks under a cross-head: from it to the next title line, a few at most."""
        place = self._before[run[-1] + 1]
        below = self._elements[run[-1]].place
        end = self._elements[self._titled[place]].place if place < len(self._titled) else below + _SECTION
        return below, min(end, below + _SECTION)

    def _words(self, reading: Reading) -> Wanted:
        """The telling words of a title's lines."""
        if reading.wanted is None:
            low, high = reading.lines[0], reading.lines[-1]
            words: frozenset[str] = frozenset().union(*(self._said.get(i, frozenset()) for i in range(low, high + 1)))
            reading.wanted = Wanted(words, self._vocabulary, self._near[low])
        return reading.wanted

    def _share(self, wanted: Wanted, bodies: tuple[int, int]) -> float:
        share = wanted.share(*bodies)
        return self._weight["overlap_zero"] if share is None else share

    def bodies(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the article's first body block and of the one behind its last."""
        final = self._elements[end - 1]
        return self._elements[start].place, final.place + (final.kind == "body")
