"""Headlines that stand all together at a page's head: each is given to the article whose words it has."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import titles
from reader.pages.articles import Search
from reader.pages.breaks import Joints
from reader.pages.elements import Element, Found

FEWEST = 3
"""So many title lines in a row at the page's head may belong to as many articles."""
MOST = 40
"""No page has more headlines than this at its head."""


def best(elements: list[Element], joints: Joints) -> tuple[list[Element], list[Found]]:
    """The elements and their articles: read in place, or with the title lines at the head dealt out, by the score.

    Where they are dealt out the elements come back with the title lines behind all others; an article's title lines
    are then outside its bounds.
    """
    plain = Search(elements, joints)
    found = plain.best()
    head = _head(elements)
    if not FEWEST <= len(head) <= MOST:
        return elements, found
    lines = [elements[i] for i in head]
    rest = [element for i, element in enumerate(elements) if i not in set(head)]
    search = Search(rest, joints, gathered=lines)
    other = search.best()
    if len(other) < 2 or sum(article.score for article in other) <= sum(article.score for article in found):
        return elements, found
    _deal(rest, lines, other, search, joints)
    return rest + lines, other


def _head(elements: Sequence[Element]) -> list[int]:
    """The title lines before the first paragraph or byline of the page."""
    found: list[int] = []
    for index, element in enumerate(elements):
        if element.kind == "title":
            found.append(index)
        elif element.kind not in ("section", "back", "onward") or found:
            break
    return found


def _deal(
    rest: Sequence[Element], lines: Sequence[Element], found: Sequence[Found], search: Search, joints: Joints
) -> None:
    """Give every title line to one article: groups of neighbouring lines that suit the same one become its title."""
    untitled = [article for article in found if not article.headline]
    if not untitled:
        return
    shares = [[search.headlines.share(line, article) for article in untitled] for line in lines]
    owner = _owners(shares)
    for number, article in enumerate(untitled):
        mine = [i for i in range(len(lines)) if owner[i] == number]
        if not mine:
            continue
        reading = titles.read([lines[i].block for i in mine], [lines[i].score for i in mine], joints)
        places = [len(rest) + i for i in mine]
        article.kicker = places[: reading.first]
        article.headline = places[reading.first : reading.last]
        article.subtitle = places[reading.last :]


def _owners(shares: Sequence[Sequence[float]]) -> list[int]:
    """The article of each title line: the one it shares most with, in the articles' own order unless that costs much.

    ``shares`` are by line and article. Every article that can have a line gets one.
    """
    count = len(shares[0])
    free = [max(range(count), key=lambda n: row[n]) for row in shares]
    loose = sum(row[n] for row, n in zip(shares, free, strict=True)) + len(set(free)) * _COVERED
    # Best scores of the lines so far by the article of the latest, where articles only go forward.
    best = [shares[0][n] + _COVERED - _SKIPPED * n for n in range(count)]
    steps: list[list[int]] = []
    for row in shares[1:]:
        origin = [0] * count
        scores = [0.0] * count
        for n in range(count):
            options = [(best[n], n)] + [(best[m] + _COVERED - _SKIPPED * (n - m - 1), m) for m in range(n)]
            value, origin[n] = max(options)
            scores[n] = value + row[n]
        best = scores
        steps.append(origin)
    last = max(range(count), key=lambda n: best[n] - _SKIPPED * (count - 1 - n))
    ordered = [last]
    for origin in reversed(steps):
        ordered.append(origin[ordered[-1]])
    ordered.reverse()
    total = sum(row[n] for row, n in zip(shares, ordered, strict=True)) + len(set(ordered)) * _COVERED
    return ordered if total + _OUT_OF_ORDER >= loose else free


_COVERED = 0.2
_SKIPPED = 0.2
_OUT_OF_ORDER = 0.6
