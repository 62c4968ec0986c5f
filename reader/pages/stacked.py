"""Texts that do not stand under their own headline: two headlines over two bodies, a box in the middle of a sentence.

Either is brought into reading order where the search over the articles finds that the page reads better so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reader.pages import lines as words
from reader.pages.articles import Search
from reader.pages.breaks import Joints
from reader.pages.dealing import dealt
from reader.pages.elements import Element
from reader.pages.lexicon import weights
from reader.pages.vocabulary import Vocabulary, pairs

_TALLEST = 5
"""Lines of one title with what stands over it, and of the bylines under it, at most."""
_LONGEST = 30
"""Paragraphs of two articles under two headlines, at most."""
_SHORT = 15
"""Paragraphs shorter than this, on average, are verse or a table."""
_BOX = 14
"""Elements of a box inside a text, at most."""
_EARLIER = 5
"""Elements of the interrupted text that are looked at for the words it shares with what may go on with it."""
_RUNS = 4.0
_AROUND = 12
"""Elements before and behind that are read together with what is put into order."""


def unravelled(elements: list[Element], joints: Joints) -> list[Element]:
    """``elements`` in reading order. Takes time linear in their number."""
    place = 0
    while place < len(elements):
        found = _boxed(elements, place, joints) or _stacked(elements, place, joints)
        if found is None:
            place += 1
            continue
        low, high, ordered = found
        first, last = max(0, low - _AROUND), min(len(elements), high + _AROUND)
        before, behind = elements[first:low], elements[high:last]
        gain = _score([*before, *ordered, *behind], joints) - _score(elements[first:last], joints)
        if gain > weights("stacked")["gain"]:
            elements[low:high] = ordered
            place = high
        else:
            place += 1
    return elements


def _score(elements: Sequence[Element], joints: Joints) -> float:
    """The score of the best articles that ``elements`` can be read as."""
    return sum(article.score for article in Search(list(elements), joints).best())


Order = tuple[int, int, list[Element]]
"""The elements of a half-open range in another order."""


def _boxed(elements: Sequence[Element], place: int, joints: Joints) -> Order | None:
    """A text that breaks off before a label or headline at ``place`` and goes on behind the text that belongs to it."""
    if not place or elements[place].kind not in ("section", "title"):
        return None
    before = elements[place - 1]
    label = words.boxed(elements[place].block.text)
    piece = label and before.kind == "title" and before.piece > weights("stacked")["piece"]
    if not before.block.open or not (piece or before.kind == "body"):
        return None
    weight = weights("stacked")
    best = weight["resumes_box" if label else "resumes"]
    target = -1
    last = min(len(elements), place + _BOX)
    bodies = [i for i in range(max(0, place - _EARLIER), min(len(elements), last + 2)) if elements[i].kind == "body"]
    known = Vocabulary([elements[i].block.bare for i in bodies], frozenset())
    indented = sum(elements[i].block.indent for i in bodies) >= 0.5 * len(bodies)
    first = next((i for i in bodies if i > place), None)
    if first is None:
        return None
    nearer = _nearer(known, bodies, place, first)
    texts = leads = 0
    for index in range(place + 1, last):
        element = elements[index]
        if texts and element.kind == "body" and not element.lead and not elements[index - 1].block.open:
            runs = max(-_RUNS, min(_RUNS, joints.runs_on(before.block.bare, element.block.bare)))
            if indented:
                runs += weight["resumes_indented" if element.block.indent else "resumes_not_indented"]
            high = next((i for i in range(index, last) if elements[i].kind != "body" or elements[i].lead), last)
            behind = sum(near for i, near in nearer.items() if index <= i < high)
            shared = weight["shared"] * (behind - sum(near for i, near in nearer.items() if i < index))
            runs += max(-weight["shared_most"], min(weight["shared_most"], shared))
            if runs + weight["lead_between"] * leads > best:
                best, target = runs + weight["lead_between"] * leads, index
        leads += element.lead and texts > 0
        texts += element.kind == "body"
    if target < 0:
        return None
    high = target + 1
    while high < min(len(elements), target + _LONGEST) and elements[high].kind == "body" and not elements[high].lead:
        high += 1
    resumed = [replace(before, kind="body"), replace(elements[target], begins=False), *elements[target + 1 : high]]
    return place - 1, high, [*resumed, *elements[place:target]]


def _nearer(known: Vocabulary, bodies: Sequence[int], place: int, first: int) -> dict[int, float]:
    """For each paragraph of or behind the box how much more it shares with the text before ``place`` than with the
    box's ``first``."""
    above = [number for number, i in enumerate(bodies) if i < place]
    box = bodies.index(first)
    return {
        i: max((known.likeness(number, other) for other in above), default=0.0) - known.likeness(number, box)
        for number, i in enumerate(bodies)
        if i > first
    }


def _stacked(elements: Sequence[Element], place: int, joints: Joints) -> Order | None:
    """Two titles from ``place`` on, a byline under the first, with the paragraphs of both below them."""
    upper = _title(elements, place)
    if upper is None or elements[upper - 1].kind == "title" or (place and elements[place - 1].kind == "title"):
        return None
    lower = _title(elements, upper)
    if lower is None:
        return None
    high = lower
    while high < min(len(elements), lower + _LONGEST) and (
        elements[high].kind == "body" or _resumed(elements, high, joints)
    ):
        high += 1
    bodies = [element if element.kind == "body" else replace(element, kind="body") for element in elements[lower:high]]
    if len(bodies) < 2 or sum(len(body.block.bare) for body in bodies) < _SHORT * len(bodies):
        return None
    said = [_words(elements[place:upper]), _words(elements[upper:lower])]
    owner = dealt(bodies, said, joints)
    sides = [[body for body, side in zip(bodies, owner, strict=True) if side == number] for number in (0, 1)]
    if not sides[0] or not sides[1]:
        return None
    left, right = (_flowing(side, joints) for side in sides)
    return place, high, [*elements[place:upper], *left, *elements[upper:lower], *right]


def _resumed(elements: Sequence[Element], place: int, joints: Joints) -> bool:
    """Whether a line that looks like a title is a piece of a paragraph that goes on in one of those behind it."""
    if elements[place].kind != "title" or elements[place].piece < weights("stacked")["piece"]:
        return False
    bare = elements[place].block.bare
    behind = [element for element in elements[place + 1 : place + 4] if element.kind == "body" and not element.lead]
    return any(joints.runs_on(bare, element.block.bare) > weights("stacked")["resumes"] for element in behind)


def _title(elements: Sequence[Element], place: int) -> int | None:
    """Where a title ends that begins at ``place``, its bylines included; None if there is none."""
    index = place
    while index < len(elements) and elements[index].kind == "title":
        index += 1
    if index == place:
        return None
    while index < len(elements) and elements[index].kind in ("byline", "note"):
        index += 1
    return index if index - place <= _TALLEST else None


def _words(elements: Sequence[Element]) -> frozenset[str]:
    return frozenset[str]().union(*(pairs(element.block.bare) for element in elements if element.kind == "title"))


def _flowing(bodies: Sequence[Element], joints: Joints) -> list[Element]:
    """The paragraphs of one text, with what goes on in the next one noted."""
    found = [replace(bodies[0], begins=True)]
    for before, body in pairwise(bodies):
        runs = joints.runs_on(before.block.bare, body.block.bare) + weights("break")["after_body"]
        found.append(replace(body, begins=not before.block.open or body.block.indent or body.lead or runs < 0))
    return found
