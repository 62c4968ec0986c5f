"""Headlines that stand all together at a page's head or foot: each is given to the article whose words it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.pages import dropped, inorder, titles
from reader.pages.articles import Search
from reader.pages.breaks import Joints
from reader.pages.elements import Element, Found

FEWEST = 3
"""So many title lines in a row at the page's head may belong to as many articles."""
SIGNED = 2
"""So many bylines among the headlines at the page's head stand each with its own headline."""
MOST = 40
"""No page has more headlines than this at its head."""


def best(elements: list[Element], joints: Joints) -> tuple[list[Element], list[Found]]:
    """The elements and their articles: read in place, or with gathered title lines dealt out, whichever scores better.

    Where they are dealt out the elements come back with these title lines behind all others; an article's title lines
    are then outside its bounds.
    """
    search = dropped.put_back(Search(elements, joints), joints)
    elements = list(search.elements)
    in_place = found = search.best()
    most = sum(article.score for article in found)
    ordered = elements
    for group in (_head(elements), _foot(elements)):
        lines = [elements[i] for i in group if elements[i].kind == "title"]
        low, high = _reach(in_place, group, len(elements))
        if not FEWEST <= len(lines) <= MOST or len(group) >= high - low:
            continue
        among = set(group)
        rest = [element for i, element in enumerate(elements[low:high], low) if i not in among]
        score, other = _dealt(rest, lines, _apart(elements, group), joints)
        score += sum(article.score for article in in_place if not low <= article.start < high)
        if len(other) < 2 or score <= most:
            continue
        if len(lines) < len(group):
            _sign(len(rest), [elements[i] for i in group], other)
        others = len(elements) - len(group)  # so many elements stand before the group in the end
        most = score
        found = [
            *(article for article in in_place if article.end <= low),
            *(_moved(article, low, len(rest), others) for article in other),
            *(_moved(article, -len(group), len(elements), others) for article in in_place if article.start >= high),
        ]
        ordered = [*(element for i, element in enumerate(elements) if i not in among), *(elements[i] for i in group)]
    return ordered, found


def _reach(found: Sequence[Found], group: Sequence[int], count: int) -> tuple[int, int]:
    """The elements, as a half-open range, whose articles the headlines of ``group`` may be those of: all ``count`` of
    the page, or whole articles of those ``found`` next to the group where many pages were run together."""
    if count <= _LONGEST or not group:
        return 0, count
    if group[-1] < count - 1:
        return 0, max((article.end for article in found if article.end <= _LONGEST), default=0)
    return min((article.start for article in found if article.start >= count - _LONGEST), default=count), count


_LONGEST = 240
"""No page has more elements than this."""


def _moved(article: Found, by: int, count: int, others: int) -> Found:
    """``article`` with its elements' numbers moved; from ``count`` on they are the group's, behind all ``others``."""

    def moved(places: Sequence[int]) -> list[int]:
        return [place + by if place < count else place - count + others for place in places]

    return replace(
        article,
        start=article.start + by,
        end=article.end + by,
        headline=moved(article.headline),
        kicker=moved(article.kicker),
        subtitle=moved(article.subtitle),
        pieces=moved(article.pieces),
        signed=moved(article.signed),
    )


def _apart(elements: Sequence[Element], group: Sequence[int]) -> frozenset[int]:
    """Which of the title lines of ``group``, by their numbers among them, stand behind a byline."""
    places = [place for place, index in enumerate(group) if elements[index].kind == "title"]
    return frozenset(
        number for number, place in enumerate(places) if place and elements[group[place - 1]].kind != "title"
    )


def _dealt(
    rest: Sequence[Element], lines: Sequence[Element], apart: frozenset[int], joints: Joints
) -> tuple[float, list[Found]]:
    """The best way to cut the page below the headlines and to give every article one, and its score.

    Where no more than paragraphs part one article from the next the page must be cut more readily than usual to find
    them all; all ways but the usual are gone through on pages of common length only.
    """
    dealt = inorder.Dealt(Search(rest, joints, gathered=lines, offered=False), lines, apart, joints)
    in_order, most = dealt.best()
    common = bool(in_order)  # not so long that it would take more than its share of time
    usual = Search(rest, joints, gathered=lines)
    seen: list[list[Found]] = []
    for eager in _EAGER if common else _EAGER[:1]:
        search = usual.eagerly(eager)
        found = search.best()
        if any(_same(found, other) for other in seen):
            continue
        seen.append([replace(article) for article in found])
        untitled = sum(not article.headline for article in found)
        _deal(rest, lines, found, search, joints)
        for way in (found, dealt.hand_out(found)) if common else (found,):
            if (worth := dealt.worth(way)) > most:
                most, in_order = worth, way
        if untitled >= len(lines):
            break
    return most, in_order


def _same(found: Sequence[Found], other: Sequence[Found]) -> bool:
    """Whether both have the same articles with the same titles."""
    return len(found) == len(other) and all(
        (a.start, a.end, a.headline, a.kicker, a.subtitle) == (b.start, b.end, b.headline, b.kicker, b.subtitle)
        for a, b in zip(found, other, strict=True)
    )


_EAGER = tuple(0.4 * step for step in range(9))


def _sign(count: int, head: Sequence[Element], found: Sequence[Found]) -> None:
    """Give each byline at the page's head to the article that has the title line above it.

    ``head`` stands behind ``count`` elements, its bylines among its title lines, which so far were counted alone.
    """
    places = [i for i, element in enumerate(head) if element.kind == "title"]
    owner: dict[int, Found] = {}
    for article in found:
        for titled in (article.kicker, article.headline, article.subtitle):
            for at, index in enumerate(titled):
                if index >= count:
                    titled[at] = count + places[index - count]
                    owner[titled[at]] = article
    latest: Found | None = None
    for index, element in enumerate(head, count):
        latest = owner.get(index, latest)
        if element.kind != "title" and latest is not None:
            latest.signed.append(index)


def signed_head(elements: Sequence[Element]) -> bool:
    """Whether so many headlines stand at the page's head, each with its byline, that they are dealt out."""
    return sum(elements[index].kind == "byline" for index in _head(elements)) >= FEWEST


def _head(elements: Sequence[Element]) -> list[int]:
    """The title lines before the first paragraph of the page, with the bylines that stand under them.

    Bylines are the headlines' own where they stand under at least two of them; one is the first article's.
    """
    found: list[int] = []
    for index, element in enumerate(elements):
        if element.kind == "title" or (element.kind == "byline" and found):
            found.append(index)
        elif element.kind not in ("section", "back", "onward") or found:
            break
    signed = [place for place, index in enumerate(found) if elements[index].kind == "byline"]
    if not signed:
        return found
    several = sum(elements[found[place - 1]].kind == "title" for place in signed) >= SIGNED
    return found if several else found[: signed[0]]


def _foot(elements: Sequence[Element]) -> list[int]:
    """The title lines behind the last paragraph of the page, with the bylines that stand under them."""
    first = len(elements)
    while first and elements[first - 1].kind in ("title", "byline"):
        first -= 1
    while first < len(elements) and elements[first].kind == "byline":  # the last text's own
        first += 1
    found = list(range(first, len(elements)))
    signed = [index for index in found if elements[index].kind == "byline"]
    several = sum(elements[index - 1].kind == "title" for index in signed) >= SIGNED
    return found if several or not signed else list(range(signed[-1] + 1, len(elements)))


def _deal(
    rest: Sequence[Element], lines: Sequence[Element], found: Sequence[Found], search: Search, joints: Joints
) -> None:
    """Give every title line to one article: groups of neighbouring lines that suit the same one become its title."""
    untitled = [article for article in found if not article.headline]
    if not untitled:
        return
    shares = [search.headlines.shares(line, untitled) for line in lines]
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
