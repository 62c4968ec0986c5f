"""Which of the title lines in a stretch of a page are its headline, and what the others are: evidence and search."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from reader.pages import titles
from reader.pages.breaks import Joints
from reader.pages.elements import Element, Found
from reader.pages.lexicon import weights
from reader.pages.vocabulary import Vocabulary, Wanted, pairs

MOST_LINES = 6
"""A title has no more lines than this."""
_SOME = -3.0
"""Log odds from which a title line may be a piece of a paragraph."""
_CROSSHEAD = 14
"""A cross-head has seldom more characters."""

Reading = tuple[list[int], titles.Title]
"""Title lines, by the numbers of their elements, and how they are best read as one title."""


class Headlines:
    """The title lines of one page and the choice among them."""

    def __init__(
        self,
        elements: Sequence[Element],
        joints: Joints,
        vocabulary: Vocabulary,
        said: Mapping[int, frozenset[str]],
        gathered: Sequence[tuple[Element, frozenset[str]]],
        near: Mapping[int, tuple[int, int]],
    ) -> None:
        """``said`` are the pairs of the title elements by their numbers, ``near`` the body blocks in reach of each;
        ``gathered`` are the title lines at the page's head, each with its pairs."""
        self._elements = elements
        self._joints = joints
        self._vocabulary = vocabulary
        self._said = said
        self._near = near
        self._gathered = [(element, Wanted(words, vocabulary)) for element, words in gathered]
        self._weight = weights("article")
        self._titled = sorted(said)
        self._groups = self._numbered()
        self._left: dict[tuple[int, int, int], tuple[float, list[int]]] = {}
        self._read: dict[tuple[int, int], list[Reading]] = {}
        self._wanted: dict[tuple[int, int], Wanted] = {}

    def choose(self, found: Found, first: int, last: int, *, has_body: bool, continued: bool, boxed: bool) -> None:
        """Choose the headline of ``found`` among its title lines and score what the others are left to be.

        ``first`` and ``last`` are its first and last body element. What is ``continued`` from another page has its
        headline there, or before the text, but not further on; under the label of a box none is needed.
        """
        weight = self._weight
        untitled = weight["untitled_continued" if continued else "untitled_boxed" if boxed else "untitled"]
        low, high = bisect_left(self._titled, found.start), bisect_left(self._titled, found.end)
        if low == high and not self._gathered:
            found.score += untitled
            return
        runs = self._runs(low, high)
        rests = [self._leftover(run, first, last)[0] for run in runs]
        left = sum(rests)
        # Cross-heads seldom come alone, so the first of them costs more than the others.
        among = [first < run[0] < last for run in runs]
        heads = sum(among)
        lone = weight["first_crosshead"]
        best = untitled + left + lone * (heads > 0)
        bodies = self._bodies(found)
        if self._gathered:
            best = max(best, self._from_gathered(bodies) + left + lone * (heads > 0))
        chosen: Reading | None = None
        most = weight["overlap"] * (1 - weight["overlap_zero"])
        for run, rest, inside in zip(runs, rests, among, strict=True):
            others = left - rest + lone * (heads > inside)
            for some, reading in self._readings(run):
                score = reading.score + others + self._standing(some, first, last, found)
                if continued and some[0] > first:
                    score += weight["continued_titled_late"]
                if len(some) < len(run):
                    score += sum(self._leftover([index], first, last)[0] for index in run if index not in some)
                if score + most <= best:
                    continue
                words = self._overlap(some[0], some[-1], bodies) if has_body else 0.0
                score += weight["overlap"] * (words - weight["overlap_zero"])
                if score > best:
                    best, chosen = score, (some, reading)
        found.score += best
        used: set[int] = set()
        if chosen:
            some, reading = chosen
            found.kicker = some[: reading.first]
            found.headline = some[reading.first : reading.last]
            found.subtitle = some[reading.last :]
            used = set(some)
        for run in runs:
            if not used.intersection(run):
                found.pieces.extend(self._leftover(run, first, last)[1])
            elif len(used) < len(run):
                for index in run:
                    if index not in used:
                        found.pieces.extend(self._leftover([index], first, last)[1])

    def share(self, element: Element, found: Found) -> float:
        """How much of a title line's words the article's body holds, 0 to 1."""
        return self._share(Wanted(pairs(element.block.bare), self._vocabulary), self._bodies(found))

    def _from_gathered(self, bodies: tuple[int, int]) -> float:
        """The score of the gathered title line that suits the article best."""
        weight = self._weight
        scores = [
            element.score + weight["overlap"] * (self._share(wanted, bodies) - weight["overlap_zero"])
            for element, wanted in self._gathered
        ]
        return weight["gathered"] + max(scores, default=-99.0)

    def _standing(self, run: list[int], first: int, last: int, found: Found) -> float:
        """The score of a headline's place: before the body, behind it, or in its middle."""
        weight, elements = self._weight, self._elements
        if run[0] < first:
            return weight["before"]
        if run[0] > last:
            return weight["after"]
        behind = elements[run[-1] + 1] if run[-1] + 1 < found.end else None
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

    def _runs(self, low: int, high: int) -> list[list[int]]:
        """The groups of the title lines from number ``low`` to ``high``."""
        runs: list[list[int]] = []
        group = -1
        for place in range(low, high):
            if self._groups[place] == group:
                runs[-1].append(self._titled[place])
            else:
                runs.append([self._titled[place]])
                group = self._groups[place]
        return runs

    def _readings(self, run: list[int]) -> list[Reading]:
        """``run``, and what is left of it without its first or last line where that may be a piece of a paragraph."""
        key = (run[0], run[-1])
        found = self._read.get(key)
        if found is None:
            stretches = [run]
            if len(run) > 1:
                first, last = self._elements[run[0]].piece > _SOME, self._elements[run[-1]].piece > _SOME
                if first or len(run) > 4:
                    stretches.append(run[1:])
                if last or len(run) > 4:
                    stretches.append(run[:-1])
                if first and last and len(run) > 2:
                    stretches.append(run[1:-1])
            found = self._read[key] = [(some, self._title(some)) for some in stretches]
        return found

    def _title(self, some: list[int]) -> titles.Title:
        lines = [self._elements[index] for index in some]
        return titles.read([line.block for line in lines], [line.score for line in lines], self._joints)

    def _leftover(self, run: list[int], first: int, last: int) -> tuple[float, list[int]]:
        """Title lines that are not the headline: their score, and which of them are pieces of a broken paragraph.

        The others are cross-heads where they stand between paragraphs, and misfits before the first and behind the
        last.
        """
        side = 1 if run[0] > last else -1 if run[0] < first else 0
        key = (run[0], run[-1], side)
        found = self._left.get(key)
        if found is None:
            found = self._left[key] = self._left_over(run, side)
        return found

    def _left_over(self, run: list[int], side: int) -> tuple[float, list[int]]:
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
            if elements[index].piece + weight["piece"] > other:
                pieces.append(index)
                other = elements[index].piece + weight["piece"]
            score += other
        return score, pieces

    def _overlap(self, low: int, high: int, bodies: tuple[int, int]) -> float:
        """The share of the telling words of the title lines ``low`` to ``high`` that the ``bodies`` hold."""
        key = (low, high)
        wanted = self._wanted.get(key)
        if wanted is None:
            words: frozenset[str] = frozenset().union(*(self._said.get(i, frozenset()) for i in range(low, high + 1)))
            wanted = self._wanted[key] = Wanted(words, self._vocabulary, self._near[low])
        return self._share(wanted, bodies)

    def _share(self, wanted: Wanted, bodies: tuple[int, int]) -> float:
        share = wanted.share(*bodies)
        return self._weight["overlap_zero"] if share is None else share

    def _bodies(self, found: Found) -> tuple[int, int]:
        """The numbers of the article's first body block and of the one behind its last."""
        final = self._elements[found.end - 1]
        return self._elements[found.start].place, final.place + (final.kind == "body")
