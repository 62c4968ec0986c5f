"""Headlines that stand all together at a page's head: each is given to the article whose words it has."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import titles
from reader.pages.articles import Element, Found, Search
from reader.pages.breaks import Joints

FEWEST = 3
"""So many title lines in a row at the page's head may belong to as many articles."""


def best(elements: list[Element], joints: Joints) -> tuple[list[Element], list[Found]]:
    """The elements and their articles: read in place, or with the title lines at the head dealt out, by the score.

    Where they are dealt out the elements come back with the title lines behind all others; an article's title lines
    are then outside its bounds.
    """
    plain = Search(elements, joints)
    found = plain.best()
    head = _head(elements)
    if len(head) < FEWEST:
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
    owner: list[int] = []
    for line in lines:
        shares = [search.share(line, article) for article in untitled]
        owner.append(max(range(len(untitled)), key=lambda n: shares[n]) if shares and max(shares) > 0.2 else -1)
    for number in range(len(lines)):
        # A line that suits none goes with its neighbour, or with the one article that has no title yet.
        if owner[number] < 0:
            free = [n for n in range(len(untitled)) if n not in owner]
            owner[number] = free[0] if free else owner[number - 1] if number else 0
    for number, article in enumerate(untitled):
        mine = [i for i in range(len(lines)) if owner[i] == number]
        if not mine:
            continue
        reading = titles.read([lines[i].block for i in mine], [lines[i].score for i in mine], joints)
        places = [len(rest) + i for i in mine]
        article.kicker = places[: reading.first]
        article.headline = places[reading.first : reading.last]
        article.subtitle = places[reading.last :]
