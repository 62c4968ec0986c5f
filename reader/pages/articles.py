"""Where one article ends and the next begins: the best of all ways to cut the page."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from copy import copy
from itertools import accumulate, pairwise

from reader.pages import lines
from reader.pages.breaks import Joints
from reader.pages.elements import Element, Found
from reader.pages.headlines import Headlines
from reader.pages.lexicon import weights
from reader.pages.openings import attributed, opening
from reader.pages.titlelines import Reading
from reader.pages.vocabulary import Vocabulary, pairs

MOST_CUTS = 48
"""An article may reach over this many places where the page could be cut."""

FAR_BEHIND = 10.0
MOST_BEHIND = 6
"""Where so many stretches in a row, each longer than the one before, score so far behind the best, none that is still
longer is better. On pages the best is found after five of them at most."""

_REACH = 400
"""Paragraphs before and behind a title within which its article lies."""
MOST_OPENINGS = 2
"""More leads and section labels than these are surely not one article's; with bylines it may have one more."""


class Search:
    """The search over one page's elements, as a semi-Markov model: an article's score is the sum of its evidence."""

    def __init__(
        self,
        elements: Sequence[Element],
        joints: Joints,
        gathered: Sequence[Element] = (),
        eager: float = 0.0,
        *,
        offered: bool = True,
    ) -> None:
        """``gathered`` are title lines that stand together at the page's head or foot, each for some article; unless
        they are ``offered`` to the articles the caller deals them out. ``eager`` is by how much more readily than
        usual the page is cut."""
        self.elements = elements
        self._joints = joints
        self._gathered = gathered
        self._weight = weights("article")
        self._eager = eager
        if eager:
            self._weight = {**self._weight, "turn": eager}
        # Where lines are dealt out the same stretches are asked for again and again.
        self._reads: dict[tuple[int, int, bool], tuple[float, Reading | None, int, int]] | None = (
            {} if gathered else None
        )
        bodies = _numbered(elements)
        said = {i: pairs(e.block.bare) for i, e in enumerate(elements) if e.kind == "title"}
        hung = [(element, pairs(element.block.bare)) for element in gathered]
        self.vocabulary = Vocabulary(bodies, frozenset[str]().union(*said.values(), *(words for _, words in hung)))
        self.bonds = self._cohesions()
        self._sums = self._running_sums()
        self._opening = tuple(self._sums[name] for name in ("lead", "section", "back", "signed"))
        self._jumped = bool(self._sums["back"][-1] or self._sums["onward"][-1])
        self._openings: dict[int, float] = {}
        self.cuts = self._places()
        opened = 0.0 if gathered else self._sums["lead"][-1] + self._sums["told"][-1]
        self.headlines = Headlines(
            elements, joints, self.vocabulary, said, hung if offered else [], self._near(said), self.bonds, opened
        )
        self._signed = [i for i, element in enumerate(elements) if element.kind == "byline"]
        self._first_body, self._last_body = self._body_bounds()
        self._boxes = {i for i, e in enumerate(elements) if e.kind == "section" and lines.boxed(e.block.text)}

    def eagerly(self, eager: float) -> Search:
        """The same search where the page is cut by ``eager`` more readily than usual."""
        if any(element.line for element in self.elements):  # how rows hang together is another then
            return Search(self.elements, self._joints, self._gathered, eager)
        search = copy(self)  # what has been found out of the stretches holds for both
        search._eager = eager
        if eager:
            search._weight = {**weights("article"), "turn": eager}
        search.cuts = search._places()
        return search

    def _cohesions(self) -> list[float]:
        """For each element that is body and follows body, how the shared words speak for one article."""
        bonds = [0.0] * len(self.elements)
        usual = _usual_gap(self.elements)
        before: Element | None = None
        noticed = False  # the paragraph before is the first of an editors' note or the like
        between: set[str] = set()
        for index, element in enumerate(self.elements):
            between.add(element.kind)
            if element.kind != "body":
                continue
            if before is not None:
                bonds[index] = self._bond(before, element, between, usual, noticed=noticed)
            # What a note of the editors' tells of, the article behind it tells of too.
            noticed = bool(index) and self.elements[index - 1].notice
            before = element
            between.clear()
        return bonds

    def _bond(self, before: Element, element: Element, between: set[str], usual: int, *, noticed: bool) -> float:
        """How the words of a body element and those above speak for one article.

        ``before`` is the body element before it, ``between`` the kinds of what stands from there on, itself included,
        ``usual`` the widest usual gap.
        """
        weight = self._weight
        shared = self.vocabulary.cohesion(element.place) if element.begins else weight["cohesion_zero"]
        bond = weight["cohesion"] * (shared - weight["cohesion_zero"])
        bond = max(-weight["cohesion_most"], min(weight["cohesion_most"], bond))
        if element.begins and element.block.gap > usual and not before.block.open:
            bond += weight["gap"]
        if element.line and before.line and not between & {"title", "byline"}:
            bond = weight["turn"]  # the rows of a table, however many, speak for no article
        if element.ruled and not before.block.open:
            bond += weight["ruled"]
        if noticed:
            bond = min(bond, weight["after_notice"])
        if before.block.open and not element.lead and "onward" not in between:  # a jump to another page parts them
            runs = self._joints.runs_on(before.block.bare, element.block.bare)
            # Behind a headline with its byline a text begins, unless the sentence surely goes on.
            surely = not between >= {"title", "byline"} or runs >= weight["open_over_title"]
            least = weight["open"] if surely and not element.begins else 0.0
            bond += max(least, min(weight["open"], runs))
        return bond

    def _running_sums(self) -> dict[str, list[float]]:
        kinds = [element.kind for element in self.elements]
        signed = [
            float(kind == "byline" and element.sure >= 0.9 and before not in ("byline", "note"))
            for element, kind, before in zip(self.elements, kinds, ["", *kinds], strict=False)
        ]
        told = [e.kind == "body" and e.begins and not e.lead and attributed(e.block.bare) for e in self.elements]
        values = {
            "bond": self.bonds,
            "told": [float(each) for each in told],
            "lead": [float(element.lead) for element in self.elements],
            "closing": [float(element.closing) for element in self.elements],
            "section": [element.sure if element.kind == "section" else 0.0 for element in self.elements],
            "signed": signed,
            "back": [float(kind == "back") for kind in kinds],
            "onward": [float(kind == "onward") for kind in kinds],
        }
        return {name: list(accumulate(each, initial=0.0)) for name, each in values.items()}

    def _places(self) -> list[int]:
        """Where the page may be cut: before what can open an article, and where the talk turns to something else."""
        sums = self._sums
        cuts = [0]
        for index in range(1, len(self.elements)):
            element, before = self.elements[index], self.elements[index - 1]
            # A label opens what stands behind it, and a byline under a headline is that headline's.
            if before.kind == "section" or (element.kind == "byline" and before.kind == "title"):
                continue
            if (
                element.kind in ("title", "section", "byline", "back")
                or before.kind in ("title", "byline", "note", "onward")
                or before.closing
                or element.lead
                or (sums["told"][index + 1] > sums["told"][index] and not before.block.open)
                or (element.begins and not before.block.open and self.bonds[index] < self._weight["turn"])
            ):
                cuts.append(index)
        cuts.append(len(self.elements))
        return cuts

    def _near(self, titled: Iterable[int]) -> dict[int, tuple[int, int]]:
        """For each title element the body blocks that an article with it can reach, as a half-open range."""
        elements, cuts = self.elements, self.cuts
        near: dict[int, tuple[int, int]] = {}
        for index in titled:
            cut = bisect_left(cuts, index)
            low, high = cuts[max(0, cut - MOST_CUTS)], cuts[min(len(cuts) - 1, cut + MOST_CUTS)]
            place = elements[index].place
            last = elements[high - 1].place + 1
            near[index] = (max(elements[low].place, place - _REACH), min(last, place + _REACH))
        return near

    def best(self) -> list[Found]:
        """The articles of the cutting with the best score, each with the probability of just these bounds."""
        if not self.elements:
            return []
        cuts = self.cuts
        count = len(cuts)
        scored: list[list[tuple[int, float]]] = [[] for _ in range(count)]  # by the end, each start with its score
        forward = [-math.inf] * count
        total = [-math.inf] * count
        back = [0] * count
        forward[0] = total[0] = 0.0
        for end in range(1, count):
            behind_best = 0
            for start in range(end - 1, max(0, end - MOST_CUTS) - 1, -1):
                if start < end - 1 and self.hopeless(cuts[start], cuts[end]):
                    break
                score = self._read(cuts[start], cuts[end])[0]
                scored[end].append((start, score))
                if forward[start] + score > forward[end]:
                    forward[end] = forward[start] + score
                    back[end] = start
                total[end] = _added(total[end], total[start] + score)
                behind_best = behind_best + 1 if forward[start] + score < forward[end] - FAR_BEHIND else 0
                if behind_best == MOST_BEHIND:
                    break
        behind = [-math.inf] * count
        behind[-1] = 0.0
        for end in range(count - 1, 0, -1):
            for start, score in scored[end]:
                behind[start] = _added(behind[start], behind[end] + score)
        chosen: list[Found] = []
        place = count - 1
        while place > 0:
            start = back[place]
            step = self.article(cuts[start], cuts[place])
            step.confidence = math.exp(min(0.0, total[start] + step.score + behind[place] - total[-1]))
            chosen.append(step)
            place = start
        return chosen[::-1]

    def hopeless(self, start: int, end: int) -> bool:
        """Whether so much stands between the bounds that opens articles that no longer stretch can be one either."""
        leads, labels, backs, signs = self._opening
        openings = (leads[end] - leads[start]) + (labels[end] - labels[start]) + (backs[end] - backs[start])
        signed = signs[end] - signs[start]
        return openings > MOST_OPENINGS or openings + signed > MOST_OPENINGS + 1

    def worth(self, start: int, end: int, *, bare: bool = False) -> float:
        """The score of the elements from ``start`` to ``end`` as one article; ``bare``: without a title of its own."""
        return self._read(start, end, bare=bare)[0]

    def article(self, start: int, end: int, *, bare: bool = False) -> Found:
        """The elements from ``start`` to ``end`` read as one article, with the best of their titles unless ``bare``."""
        score, chosen, first, last = self._read(start, end, bare=bare)
        found = Found(start, end, score=score)
        self.headlines.fill(found, first, last, chosen)
        return found

    def _read(self, start: int, end: int, *, bare: bool = False) -> tuple[float, Reading | None, int, int]:
        """The score of the stretch as one article, its title, first and last body element."""
        if self._reads is None:
            return self._weighed(start, end, bare=bare)
        found = self._reads.get((start, end, bare))
        if found is None:
            found = self._reads[start, end, bare] = self._weighed(start, end, bare=bare)
        return (found[0] + self._eager, *found[1:])

    def _weighed(self, start: int, end: int, *, bare: bool) -> tuple[float, Reading | None, int, int]:
        """``_read`` where the page is cut as readily as usual."""
        weight, elements = self._weight, self.elements
        bonds, leads, sections = self._sums["bond"], self._sums["lead"], self._sums["section"]
        first, last = self._first_body[start], self._last_body[end]
        bodies = first < end
        score = weight["article"]
        if not bodies:
            score += weight["no_body"]
            first = last = start
        continued = self._jumped and self._sums["back"][first] > self._sums["back"][start]
        if bodies:
            score += bonds[last + 1] - bonds[first + 1]
            head = elements[first]
            score += weight["lead"] * head.lead + weight["opening"] * self._opens(first)
            told = self._sums["told"]
            if told[-1]:
                heads = told[first + 1] - told[first]
                score += weight["told"] * heads + weight["other_told"] * (told[last + 1] - told[first] - heads)
            score += weight["other_lead"] * (leads[last + 1] - leads[first] - head.lead)
            closed = self._inside("closing", first, last)
            score += weight["closing_inside"] * closed + weight["closing"] * elements[last].closing
            if not head.begins and not continued:
                score += weight["begins_broken"]
            if elements[last].block.open and not self._inside("onward", last, end):
                score += weight["ends_broken"]
            if self._jumped:
                score += weight["back"] * continued
                score += weight["back_inside"] * self._inside("back", first, end)
                score += weight["onward"] * (self._inside("onward", last, end) > 0)
                score += weight["onward_inside"] * self._inside("onward", start, last)
        labels = sections[first] - sections[start]
        if labels:
            opens = elements[start].kind == "section" or elements[start].kind == "back"
            score += (weight["section"] if opens else weight["section_later"]) * min(1.0, labels)
            score += weight["second_section"] * max(0.0, labels - 1.0)
        score += weight["section_inside"] * (sections[end] - sections[first])
        score = self._with_bylines(score, start, end, first, last)
        titled, chosen = self.headlines.choose(
            start, end, first, last, has_body=bodies, continued=continued, boxed=start in self._boxes, bare=bare
        )
        return score + titled, chosen, first, last

    def _inside(self, name: str, low: int, high: int) -> float:
        return self._sums[name][high] - self._sums[name][low]

    def _opens(self, index: int) -> float:
        """``opening`` of a body element."""
        if index not in self._openings:
            self._openings[index] = opening(self.elements[index].block.bare)
        return self._openings[index]

    def _with_bylines(self, score: float, start: int, end: int, first: int, last: int) -> float:
        """``score`` and that of the bylines: they belong before the first paragraph, behind the last, or under a
        headline inside; one is enough."""
        low, high = bisect_left(self._signed, start), bisect_left(self._signed, end)
        if low == high:
            return score
        weight, elements = self._weight, self.elements
        for place, index in enumerate(self._signed[low:high]):
            element = elements[index]
            if index < first:
                above = index + 1 < first and elements[index + 1].kind == "title"
                score += weight["byline_above_title" if above else "byline"] * element.sure
                score += weight["bracketed_first"] * element.bracketed
            elif index > last:
                signature = element.bracketed or elements[index - 1].kind in ("title", "byline")
                score += weight["byline" if signature else "byline_behind"] * element.sure
            elif elements[index - 1].kind in ("title", "byline"):
                score += weight["byline_inside"] * element.sure
            else:
                score += weight["byline_misplaced"] * element.sure
            if place and elements[index - 1].kind not in ("byline", "note"):
                score += weight["second_byline"] * element.sure
        if elements[first].names:
            score += weight["byline_and_lead"]
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


def _numbered(elements: Sequence[Element]) -> list[str]:
    """The paragraphs of the page; each element gets its number among them for its ``place``."""
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
    return bodies


def _usual_gap(elements: Sequence[Element]) -> int:
    """The widest gap that is usual between the paragraphs of one text: all but a few have no wider one."""
    gaps = sorted(e.block.gap for b, e in pairwise(elements) if e.kind == b.kind == "body")
    return gaps[(len(gaps) - 1) * 3 // 4] if gaps else 0


def _added(one: float, other: float) -> float:
    """The logarithm of the sum of two numbers given by their logarithms."""
    if one < other:
        one, other = other, one
    return one + math.log1p(math.exp(other - one)) if other > -math.inf else one
