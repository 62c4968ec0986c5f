"""Where one article ends and the next begins, and which title is whose: the best of all ways to cut the page."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.pages import titles
from reader.pages.blocks import Block
from reader.pages.breaks import Joints
from reader.pages.lexicon import weights
from reader.pages.vocabulary import Vocabulary, Wanted, pairs

MOST_CUTS = 48
"""An article may reach over this many places where the page could be cut."""


MOST_OPENINGS = 2
"""More leads and section labels than these are surely not one article's; with bylines it may have one more."""


@dataclass(slots=True)
class Element:
    """A block as the search sees it. ``kind``: body, title, section, byline, note, back or onward (jumps).

    ``score`` is how much a title line looks like a headline, ``piece`` how much like a piece of a broken paragraph
    (log odds both); ``line`` whether it is a line of verse or of a table; ``begins`` whether a body block starts a
    paragraph; ``place`` its number among the paragraphs.
    """

    kind: str
    block: Block
    sure: float = 1.0
    lead: bool = False
    names: bool = False
    bracketed: bool = False
    line: bool = False
    begins: bool = True
    score: float = 0.0
    piece: float = -9.0
    place: int = 0


@dataclass(slots=True)
class Found:
    """One article: the elements from ``start`` to ``end``, its title lines by role, and how sure the cut is.

    ``pieces`` are title lines that were taken for pieces of a broken paragraph after all.
    """

    start: int
    end: int
    headline: list[int] = field(default_factory=list)
    kicker: list[int] = field(default_factory=list)
    subtitle: list[int] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    score: float = 0.0
    confidence: float = 1.0


class Search:
    """The search over one page's elements, as a semi-Markov model: an article's score is the sum of its evidence."""

    def __init__(self, elements: Sequence[Element], joints: Joints, gathered: Sequence[Element] = ()) -> None:
        """``gathered`` are title lines that stand together at the page's head, each for some article below."""
        self.elements = elements
        self._joints = joints
        self._weight = weights("article")
        bodies: list[str] = []
        lined = False
        for element in elements:
            # What continues a paragraph is counted with it, so that its words weigh once.
            if element.kind == "body" and bodies and (not element.begins or (element.line and lined)):
                bodies[-1] += element.block.bare
            elif element.kind == "body":
                bodies.append(element.block.bare)
            lined = element.line
            element.place = max(0, len(bodies) - 1) if element.kind == "body" else len(bodies)
        self._pairs = {i: pairs(e.block.bare) for i, e in enumerate(elements) if e.kind == "title"}
        hung = [pairs(element.block.bare) for element in gathered]
        self._vocabulary = Vocabulary(bodies, frozenset[str]().union(*self._pairs.values(), *hung))
        self._wanted: dict[tuple[int, int], Wanted] = {}
        self._gathered = [(one, Wanted(words, self._vocabulary)) for one, words in zip(gathered, hung, strict=True)]
        self._readings: dict[tuple[int, int], titles.Title] = {}
        self._matches: dict[tuple[int, int], float] = {}
        self._bonds = self._cohesions()
        self._sums = self._running_sums()
        self.cuts = self._places()
        self._titled = [i for i, element in enumerate(elements) if element.kind == "title"]
        self._signed = [i for i, element in enumerate(elements) if element.kind == "byline"]
        self._first_body, self._last_body = self._body_bounds()
        self._run_numbers = self._numbered_runs()
        self._left: dict[tuple[int, int, int], tuple[float, list[int]]] = {}

    def _cohesions(self) -> list[float]:
        """For each element that is body and follows body, how the shared words speak for one article."""
        weight = self._weight
        bonds = [0.0] * len(self.elements)
        before: Element | None = None
        broken_off = False  # a jump to another page stands between
        for index, element in enumerate(self.elements):
            if element.kind == "onward":
                broken_off = True
            if element.kind != "body":
                continue
            if before is not None:
                shared = self._vocabulary.cohesion(element.place) if element.begins else weight["cohesion_zero"]
                bond = weight["cohesion"] * (shared - weight["cohesion_zero"])
                bond = max(-weight["cohesion_most"], min(weight["cohesion_most"], bond))
                if element.line and before.line:
                    bond = weight["open"]
                if before.block.open and not element.lead and not broken_off:
                    runs = self._joints.runs_on(before.block.bare, element.block.bare)
                    bond += weight["open"] if element.begins is False else max(0.0, min(weight["open"], runs))
                bonds[index] = bond
            before, broken_off = element, False
        return bonds

    def _running_sums(self) -> dict[str, list[float]]:
        names = ("bond", "lead", "section", "signed", "back", "onward", "body")
        sums: dict[str, list[float]] = {name: [0.0] for name in names}
        for index, element in enumerate(self.elements):
            values = {
                "bond": self._bonds[index],
                "lead": float(element.lead),
                "section": element.sure if element.kind == "section" else 0.0,
                "signed": float(
                    element.kind == "byline"
                    and element.sure >= 0.9
                    and (not index or self.elements[index - 1].kind not in ("byline", "note"))
                ),
                "back": float(element.kind == "back"),
                "onward": float(element.kind == "onward"),
                "body": float(element.kind == "body"),
            }
            for name in names:
                sums[name].append(sums[name][-1] + values[name])
        return sums

    def _places(self) -> list[int]:
        """Where the page may be cut: before what can open an article, and where the talk turns to something else."""
        cuts = [0]
        for index in range(1, len(self.elements)):
            element, before = self.elements[index], self.elements[index - 1]
            # A label opens what stands behind it, and a byline under a headline is that headline's.
            if before.kind == "section" or (element.kind == "byline" and before.kind == "title"):
                continue
            if (
                element.kind in ("title", "section", "byline", "back")
                or before.kind in ("title", "byline", "note", "onward")
                or element.lead
                or (element.begins and not before.block.open and self._bonds[index] < self._weight["turn"])
            ):
                cuts.append(index)
        cuts.append(len(self.elements))
        return cuts

    def best(self) -> list[Found]:
        """The articles of the cutting with the best score, each with the probability of just these bounds."""
        if not self.elements:
            return []
        cuts = self.cuts
        count = len(cuts)
        scored: list[list[Found]] = [[] for _ in range(count)]
        forward = [-math.inf] * count
        total = [-math.inf] * count
        back: list[Found | None] = [None] * count
        forward[0] = total[0] = 0.0
        for end in range(1, count):
            for start in range(end - 1, max(0, end - MOST_CUTS) - 1, -1):
                if start < end - 1 and self._hopeless(cuts[start], cuts[end]):
                    break
                found = self.article(cuts[start], cuts[end])
                scored[end].append(found)
                if forward[start] + found.score > forward[end]:
                    forward[end] = forward[start] + found.score
                    back[end] = found
                total[end] = _added(total[end], total[start] + found.score)
        behind = [-math.inf] * count
        behind[-1] = 0.0
        position = {cut: number for number, cut in enumerate(cuts)}
        for end in range(count - 1, 0, -1):
            for found in scored[end]:
                start = position[found.start]
                behind[start] = _added(behind[start], behind[end] + found.score)
        chosen: list[Found] = []
        place = count - 1
        while place > 0:
            step = back[place]
            assert step is not None
            start = position[step.start]
            step.confidence = math.exp(min(0.0, total[start] + step.score + behind[place] - total[-1]))
            chosen.append(step)
            place = start
        return chosen[::-1]

    def _hopeless(self, start: int, end: int) -> bool:
        """Whether so much stands between the bounds that opens articles that no longer stretch can be one either."""
        sums = self._sums
        leads = sums["lead"][end] - sums["lead"][start]
        labels = sums["section"][end] - sums["section"][start]
        backs = sums["back"][end] - sums["back"][start]
        signed = sums["signed"][end] - sums["signed"][start]
        openings = leads + labels + backs
        return openings > MOST_OPENINGS or openings + signed > MOST_OPENINGS + 1

    def article(self, start: int, end: int) -> Found:
        """The elements from ``start`` to ``end`` read as one article, with the best of their titles."""
        weight, elements = self._weight, self.elements
        sums = self._sums
        found = Found(start, end, score=weight["article"])

        def inside(name: str, low: int, high: int) -> float:
            return sums[name][high] - sums[name][low]

        first, last = self._first_body[start], self._last_body[end]
        bodies = first < end
        if not bodies:
            found.score += weight["no_body"]
            first = last = start
        else:
            found.score += inside("bond", first + 1, last + 1)
            opening = elements[first]
            found.score += weight["lead"] * opening.lead + weight["opening"] * _opening(opening.block.bare)
            found.score += weight["other_lead"] * (inside("lead", first, last + 1) - opening.lead)
            continues = inside("back", start, first) > 0
            if not opening.begins and not continues:
                found.score += weight["begins_broken"]
            if elements[last].block.open and not inside("onward", last, end):
                found.score += weight["ends_broken"]
            found.score += weight["back"] * (inside("back", start, first) > 0)
            found.score += weight["back_inside"] * inside("back", first, end)
            found.score += weight["onward"] * (inside("onward", last, end) > 0)
            found.score += weight["onward_inside"] * inside("onward", start, last)
        continued = inside("back", start, first)
        sections = inside("section", start, first)
        if sections:
            opens = elements[start].kind == "section" or elements[start].kind == "back"
            found.score += (weight["section"] if opens else weight["section_later"]) * min(1.0, sections)
            found.score += weight["second_section"] * max(0.0, sections - 1.0)
        found.score += weight["section_inside"] * inside("section", first, end)
        self._bylines(found, first, last)
        self._titles(found, first, last, bodies, continued=continued > 0)
        return found

    def _bylines(self, found: Found, first: int, last: int) -> None:
        """Bylines belong before the first paragraph, behind the last, or under a headline inside; one is enough."""
        weight, elements = self._weight, self.elements
        signed = 0
        for number in range(bisect_left(self._signed, found.start), bisect_left(self._signed, found.end)):
            index = self._signed[number]
            element = elements[index]
            if index < first:
                above = index + 1 < first and elements[index + 1].kind == "title"
                found.score += weight["byline_above_title" if above else "byline"] * element.sure
                found.score += weight["bracketed_first"] * element.bracketed
            elif index > last:
                found.score += weight["byline"] * element.sure
            elif elements[index - 1].kind in ("title", "byline"):
                found.score += weight["byline_inside"] * element.sure
            else:
                found.score += weight["byline_misplaced"] * element.sure
            if signed and elements[index - 1].kind not in ("byline", "note"):
                found.score += weight["second_byline"] * element.sure
            signed += 1
        if signed and elements[first].names:
            found.score += weight["byline_and_lead"]

    def _titles(self, found: Found, first: int, last: int, has_body: bool, *, continued: bool) -> None:
        """Choose the headline among the title lines and score what the others are left to be.

        What is ``continued`` from another page has its headline there, or before the text, but not further on.
        """
        weight = self._weight
        runs = self._runs(found.start, found.end)
        left = sum(self._leftover(run, first, last)[0] for run in runs)
        # Cross-heads seldom come alone, so the first of them costs more than the others.
        heads = sum(first < run[0] < last for run in runs)
        lone = weight["first_crosshead"]
        best = weight["untitled_continued" if continued else "untitled"] + left + lone * (heads > 0)
        if self._gathered:
            best = max(best, self._from_gathered(found) + left + lone * (heads > 0))
        chosen: tuple[list[int], titles.Title] | None = None
        most = weight["overlap"] * (1 - weight["overlap_zero"])
        for run in runs:
            inside = first < run[0] < last
            others = left - self._leftover(run, first, last)[0] + lone * (heads > inside)
            for some in self._stretches(run):
                reading = self._reading(some)
                score = reading.score + others + self._standing(some, first, last, found)
                score += weight["continued_titled_late"] * (continued and some[0] > first)
                if len(some) < len(run):
                    score += sum(self._leftover([index], first, last)[0] for index in run if index not in some)
                if score + most <= best:
                    continue
                words = self._overlap(some[reading.first], some[reading.last - 1], found) if has_body else 0.0
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

    def _from_gathered(self, found: Found) -> float:
        """The score of the gathered title line that suits the article best."""
        weight = self._weight
        scores = [
            element.score + weight["overlap"] * (self._share(wanted, found) - weight["overlap_zero"])
            for element, wanted in self._gathered
        ]
        return weight["gathered"] + max(scores, default=-99.0)

    def share(self, element: Element, found: Found) -> float:
        """How much of a title line's words the article's body holds, 0 to 1."""
        return self._share(Wanted(pairs(element.block.bare), self._vocabulary), found)

    def _standing(self, run: list[int], first: int, last: int, found: Found) -> float:
        """The score of a headline's place: before the body, behind it, or in its middle."""
        weight, elements = self._weight, self.elements
        if run[0] < first:
            return weight["before"]
        if run[0] > last:
            return weight["after"]
        behind = elements[run[-1] + 1] if run[-1] + 1 < found.end else None
        score = weight["middle"]
        if elements[run[0] - 1].block.open or (behind and (behind.kind == "byline" or not behind.begins)):
            score += weight["interrupts"]
        return score

    def _body_bounds(self) -> tuple[list[int], list[int]]:
        """For each place the first body element from it on, and the last before it."""
        count = len(self.elements)
        following, before = [count] * (count + 1), [-1] * (count + 1)
        for index in range(count - 1, -1, -1):
            following[index] = index if self.elements[index].kind == "body" else following[index + 1]
        for index in range(count):
            before[index + 1] = index if self.elements[index].kind == "body" else before[index]
        return following, before

    def _numbered_runs(self) -> list[int]:
        """For each title line the number of its group: lines that neither body nor byline parts, at most six."""
        numbers: list[int] = []
        size = 0
        for place, index in enumerate(self._titled):
            before = self._titled[place - 1] if place else -9
            parted = (
                index - before > 2
                or size == 6
                or any(self.elements[i].kind in ("body", "byline", "note") for i in range(before + 1, index))
            )
            numbers.append((numbers[-1] + 1 if numbers else 0) if parted else numbers[-1])
            size = 1 if parted else size + 1
        return numbers

    def _runs(self, start: int, end: int) -> list[list[int]]:
        """The groups of title lines between the bounds."""
        low, high = bisect_left(self._titled, start), bisect_left(self._titled, end)
        runs: list[list[int]] = []
        for place in range(low, high):
            if place > low and self._run_numbers[place] == self._run_numbers[place - 1]:
                runs[-1].append(self._titled[place])
            else:
                runs.append([self._titled[place]])
        return runs

    def _stretches(self, run: list[int]) -> list[list[int]]:
        """``run``, and what is left of it without its first or last line where that may be a piece of a paragraph."""
        found = [run]
        if len(run) > 1:
            first, last = self.elements[run[0]].piece > _SOME, self.elements[run[-1]].piece > _SOME
            if first or len(run) > 4:
                found.append(run[1:])
            if last or len(run) > 4:
                found.append(run[:-1])
            if first and last and len(run) > 2:
                found.append(run[1:-1])
        return found

    def _leftover(self, run: list[int], first: int, last: int) -> tuple[float, list[int]]:
        """Title lines that are not the headline: their score, and which of them are pieces of a broken paragraph.

        The others are cross-heads where they stand between paragraphs, and misfits before the first and behind the
        last.
        """
        side = 1 if run[0] > last else -1 if run[0] < first else 0
        key = (run[0], run[-1], side)
        if key not in self._left:
            self._left[key] = self._left_over(run, side)
        return self._left[key]

    def _left_over(self, run: list[int], side: int) -> tuple[float, list[int]]:
        weight, elements = self._weight, self.elements
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
                if before is not None and before.open:
                    other += weight["crosshead_in_sentence"]
                if index + 1 < len(elements) and elements[index + 1].kind == "byline":
                    other += weight["crosshead_signed"]
            if elements[index].piece + weight["piece"] > other:
                pieces.append(index)
                other = elements[index].piece + weight["piece"]
            score += other
        return score, pieces

    def _reading(self, run: list[int]) -> titles.Title:
        key = (run[0], run[-1])
        if key not in self._readings:
            blocks = [self.elements[i].block for i in run]
            self._readings[key] = titles.read(blocks, [self.elements[i].score for i in run], self._joints)
        return self._readings[key]

    def _overlap(self, low: int, high: int, found: Found) -> float:
        """The share of the telling words of the title lines ``low`` to ``high`` that the article's body holds."""
        key = (low, high)
        if key not in self._wanted:
            wanted: frozenset[str] = frozenset().union(*(self._pairs.get(i, frozenset()) for i in range(low, high + 1)))
            self._wanted[key] = Wanted(wanted, self._vocabulary, self.elements[low].place)
        return self._share(self._wanted[key], found)

    def _share(self, wanted: Wanted, found: Found) -> float:
        elements = self.elements
        first = elements[found.start].place
        last = elements[found.end - 1].place + (elements[found.end - 1].kind == "body")
        share = wanted.share(first, last)
        return self._weight["overlap_zero"] if share is None else share


_CROSSHEAD = 14
"""A cross-head has seldom more characters."""
_SOME = -3.0
"""Log odds from which a title line may be a piece of a paragraph."""
_ANAPHORA = re.compile(
    r"(?:他|她|它|这|该|其|此|那|不过|然而|但|而|同时|并|也|还|据悉|据了解|目前|对此|因此|所以|于是|为此|与此|另|当地|上述|记者问|答:|[\u4e00-\u9fff]{2,4}:|[一二三四五六七八九]是|[二三四五六七八九]、|再看|[二三四五]看|“(?!.{0,20}”))"
)
_OPENER = re.compile(
    r"(?:近日|日前|近期|连日来|今年以来|近年来|最近|临近|入[春夏秋冬]|昨[日天]|今[日天]|前不久|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|[,至]))"
)


def _opening(bare: str) -> float:
    """Whether a paragraph's first words open an article (近日) or refer back to what was said (他, 此外)."""
    if _ANAPHORA.match(bare):
        return -1.0
    return 0.5 if _OPENER.search(bare[:24]) else 0.0


def _added(one: float, other: float) -> float:
    """The logarithm of the sum of two numbers given by their logarithms."""
    high, low = max(one, other), min(one, other)
    if low == -math.inf:
        return high
    return high + math.log1p(math.exp(low - high))
