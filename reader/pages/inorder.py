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
        given = 0
        for article in found:
            count = len(self._search.elements)
            lines = sorted(i - count for i in (*article.kicker, *article.headline, *article.subtitle) if i >= count)
            if lines:
                score += self._search.worth(article.start, article.end, bare=True)
                score += self._gain(tuple(lines), self._search.headlines.bodies(article.start, article.end))
            else:
                score += self._in_place(article.start, article.end)
            given += len(lines)
        return score + self._weight["left_before"] * (len(self._lines) - given)

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
            article = search.article(cuts[start], cuts[place], bare=low < high)
            if low < high:
                reading, _, _ = self._title(tuple(range(low, high)))
                places = [len(search.elements) + line for line in range(low, high)]
                article.kicker, article.subtitle = places[: reading.first], places[reading.last :]
                article.headline = places[reading.first : reading.last]
            found.append(article)
            place, high = start, low
        return found[::-1], score[-1][count]

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
