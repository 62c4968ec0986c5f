"""Gathered headlines in their articles' order: the bounds of the articles and who has which are found together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from reader.pages import articles, titles
from reader.pages.articles import Search
from reader.pages.breaks import Joints
from reader.pages.elements import Element, Found
from reader.pages.lexicon import weights
from reader.pages.vocabulary import Wanted, pairs

MOST = 1500
"""Places to cut times title lines that are gone through at most …"""
MOST_CUTS = 150
"""… and places to cut: no page has more."""
_KEPT = 24
"""Ways to hand out the lines so far that are followed up."""
_TALLEST = 4
"""Lines of one article's title at most."""


class Dealt:
    """Title lines that stand together elsewhere and the articles of one page that they are dealt out to."""

    def __init__(self, search: Search, lines: Sequence[Element], apart: frozenset[int], joints: Joints) -> None:
        """``apart`` are the numbers of the lines that a byline parts from the line before."""
        self._search = search
        self._lines = lines
        self._joints = joints
        self._weight = weights("article")
        self._apart = apart
        self._titles: dict[tuple[int, ...], tuple[titles.Title, float, Wanted]] = {}
        self._stretches = [
            (low, low + size)
            for low in range(len(lines))
            for size in range(1, _TALLEST + 1)
            if low + size <= len(lines) and not apart.intersection(range(low + 1, low + size))
        ]
        signed = sorted({0, len(lines), *apart})
        if apart and all(high - low <= _TALLEST for low, high in pairwise(signed)):
            self._stretches = list(pairwise(signed))  # each with a byline under it is one

    def worth(self, found: Sequence[Found]) -> float:
        """The score of the articles ``found`` with the title lines they have been given; each line not given costs."""
        score = 0.0
        given: list[int] = []
        for article in found:
            count = len(self._search.elements)
            lines = sorted(i - count for i in (*article.kicker, *article.headline, *article.subtitle) if i >= count)
            if lines:
                score += self._search.worth(article.start, article.end, bare=True)
                score += self._gain(tuple(lines), self._search.headlines.bodies(article.start, article.end))
            else:
                score += self._in_place(article.start, article.end)
            given += lines
        if given != sorted(given):
            score += self._weight["out_of_order"]
        return score + self._weight["left_before"] * (len(self._lines) - len(given))

    def best(self) -> tuple[list[Found], float]:
        """The best articles if the title lines stand in their order, every one given, and the score; none if that
        cannot be or would take too long. An article's lines have numbers from the number of the elements on."""
        search, count = self._search, len(self._lines)
        cuts = search.cuts
        if len(cuts) * count > MOST or len(cuts) > MOST_CUTS:
            return [], -math.inf
        # The best score of what lies before a cut, by the number of lines given out, and the step that leads there.
        score = [[-math.inf] * (count + 1) for _ in cuts]
        step: list[list[tuple[int, int]]] = [[(0, 0)] * (count + 1) for _ in cuts]
        score[0][0] = 0.0
        for end in range(1, len(cuts)):
            for start in range(end - 1, max(0, end - articles.MOST_CUTS) - 1, -1):
                if start < end - 1 and search.hopeless(cuts[start], cuts[end]):
                    break
                whole = self._in_place(cuts[start], cuts[end])
                ways = [(low, low, whole) for low in range(count + 1)]
                whole = search.worth(cuts[start], cuts[end], bare=True)
                bodies = search.headlines.bodies(cuts[start], cuts[end])
                ways += [
                    (low, high, whole + self._gain(tuple(range(low, high)), bodies)) for low, high in self._stretches
                ]
                for low, high, gained in ways:
                    if score[start][low] + gained > score[end][high]:
                        score[end][high] = score[start][low] + gained
                        step[end][high] = start, low
        if score[-1][count] == -math.inf:
            return [], -math.inf
        found: list[Found] = []
        place, high = len(cuts) - 1, count
        while place > 0:
            start, low = step[place][high]
            article = self._article(cuts[start], cuts[place], (low, high) if low < high else None)
            found.append(article)
            place, high = start, low
        return found[::-1], score[-1][count]

    def hand_out(self, found: Sequence[Found]) -> list[Found]:
        """The articles between the bounds of ``found`` with the title lines given to them in any order, neighbouring
        lines together, as suits them best as far as a narrow search can tell."""
        bounds = [(article.start, article.end) for article in found]
        own = [self._in_place(start, end) for start, end in bounds]
        bare = [self._search.worth(start, end, bare=True) for start, end in bounds]
        bodies = [self._search.headlines.bodies(start, end) for start, end in bounds]
        ways: list[dict[frozenset[int], tuple[float, tuple[tuple[int, int, int], ...]]]] = [
            {frozenset(): (0.0, ())},
            *({} for _ in self._lines),
        ]
        for low, states in enumerate(ways[:-1]):
            kept = sorted(states.items(), key=lambda state: -state[1][0])[:_KEPT]
            for first, high in self._stretches:
                if first != low:
                    continue
                gains = [self._gain(tuple(range(low, high)), each) for each in bodies]
                for given, (score, steps) in kept:
                    for number, gain in enumerate(gains):
                        if number in given:
                            continue
                        better = score + bare[number] + gain - own[number]
                        taken = given | {number}
                        if taken not in ways[high] or ways[high][taken][0] < better:
                            ways[high][taken] = better, (*steps, (number, low, high))
        if not ways[-1]:
            return list(found)
        _, steps = max(ways[-1].values(), key=lambda state: state[0])
        lines = {number: (low, high) for number, low, high in steps}
        return [self._article(start, end, lines.get(number)) for number, (start, end) in enumerate(bounds)]

    def _article(self, start: int, end: int, lines: tuple[int, int] | None) -> Found:
        """An article with the ``lines`` given to it, from the first to the one behind the last."""
        article = self._search.article(start, end, bare=lines is not None)
        if lines is not None:
            reading, _, _ = self._title(tuple(range(*lines)))
            places = [len(self._search.elements) + line for line in range(*lines)]
            article.kicker, article.subtitle = places[: reading.first], places[reading.last :]
            article.headline = places[reading.first : reading.last]
        return article

    def _in_place(self, start: int, end: int) -> float:
        """The score of an article that gets none of the lines."""
        whole, bare = self._search.worth(start, end), self._search.worth(start, end, bare=True)
        return max(bare, whole + self._weight["title_in_place"])

    def _gain(self, lines: tuple[int, ...], bodies: tuple[int, int]) -> float:
        """How much better an article without title is with these lines for one."""
        _, score, words = self._title(lines)
        share = words.share(*bodies)
        told = 0.0 if share is None else share - self._weight["overlap_zero"]
        return score + self._weight["overlap"] * told - self._weight["untitled"]

    def _title(self, lines: tuple[int, ...]) -> tuple[titles.Title, float, Wanted]:
        """The lines read as one title, the score, and their words."""
        found = self._titles.get(lines)
        if found is None:
            some = [self._lines[line] for line in lines]
            reading = titles.read([line.block for line in some], [line.score for line in some], self._joints)
            words = frozenset[str]().union(*(pairs(line.block.bare) for line in some))
            score = reading.score
            below = lines[-1] + 1
            if below < len(self._lines) and below not in self._apart and titles.kicker_score(some[-1].block.bare) > 0:
                score += self._weight["kicker_alone"]
            if lines[0] and lines[0] not in self._apart and some[0].block.bare[0] in "—-":
                score += self._weight["subtitle_alone"]
            found = self._titles[lines] = reading, score, self._search.headlines.wanted(words)
        return found
