"""The title lines of a page: which stand together, how each group can be read as one title, and its telling words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from reader.pages import titles
from reader.pages.breaks import Joints
from reader.pages.elements import Element
from reader.pages.vocabulary import Vocabulary, Wanted

MOST_LINES = 6
"""A title has no more lines than this."""
_SOME = -3.0
"""Log odds from which a title line may be a piece of a paragraph."""
_KEPT = 5000
"""So many stretches of title lines are kept in memory."""


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


class TitleLines:
    """The title lines of one page, by the numbers of their elements.

    What hangs on the lines alone is found out once, however often an article is tried with them.
    """

    def __init__(
        self,
        elements: Sequence[Element],
        joints: Joints,
        vocabulary: Vocabulary,
        said: Mapping[int, frozenset[str]],
        near: Mapping[int, tuple[int, int]],
    ) -> None:
        """``said`` are the pairs of the title elements by their numbers, ``near`` the body blocks in reach of each."""
        self._elements = elements
        self._joints = joints
        self._vocabulary = vocabulary
        self._said = said
        self._near = near
        self.places = sorted(said)
        self._groups = self._numbered()
        self.before = list(accumulate((element.kind == "title" for element in elements), initial=0))
        """How many title lines stand before each element."""
        self._known: dict[tuple[int, int], Run] = {}
        self._stretches: dict[tuple[int, int], tuple[list[Run], list[int]]] = {}

    @property
    def groups(self) -> int:
        """How many groups there are on the page."""
        return self._groups[-1] + 1 if self._groups else 0

    def _numbered(self) -> list[int]:
        """For each title line the number of its group: lines that neither body nor byline parts, six at most."""
        numbers: list[int] = []
        size = 0
        for place, index in enumerate(self.places):
            before = self.places[place - 1] if place else -9
            parted = (
                index - before > 2
                or size == MOST_LINES
                or any(self._elements[i].kind in ("body", "byline", "note") for i in range(before + 1, index))
            )
            numbers.append((numbers[-1] + 1 if numbers else 0) if parted else numbers[-1])
            size = 1 if parted else size + 1
        return numbers

    def between(self, low: int, high: int) -> tuple[list[Run], list[int]]:
        """The groups of the title lines from number ``low`` to ``high``, and the element that each begins with."""
        found = self._stretches.get((low, high))
        if found is None:
            lines: list[list[int]] = []
            group = -1
            for place in range(low, high):
                if self._groups[place] == group:
                    lines[-1].append(self.places[place])
                else:
                    lines.append([self.places[place]])
                    group = self._groups[place]
            if len(self._stretches) > _KEPT:
                self._stretches.clear()  # what was asked for long ago is not asked for again
            found = self._stretches[low, high] = [self.run(each) for each in lines], [each[0] for each in lines]
        return found

    def run(self, lines: list[int]) -> Run:
        key = (lines[0], lines[-1])
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Run(lines)
        return found

    def readings(self, run: Run) -> list[Reading]:
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

    def words(self, reading: Reading) -> Wanted:
        """The telling words of a title's lines."""
        if reading.wanted is None:
            low, high = reading.lines[0], reading.lines[-1]
            words: frozenset[str] = frozenset().union(*(self._said.get(i, frozenset()) for i in range(low, high + 1)))
            reading.wanted = Wanted(words, self._vocabulary, self._near[low])
        return reading.wanted
