"""Paragraphs of two texts in one row dealt out to their two titles: the best of all ways."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from reader.pages.breaks import Joints
from reader.pages.elements import Element
from reader.pages.lexicon import weights
from reader.pages.openings import opening
from reader.pages.vocabulary import Vocabulary

_MOST = 16
"""Ways to deal out the paragraphs that are followed up."""

_State = tuple[int, int, int]
"""The title of the latest paragraph, the latest of the other title (-1: none), how often the text changed (at most
twice)."""
_Ways = dict[_State, tuple[float, list[int]]]
"""The best way to each state: its score, and the title of each paragraph so far."""


def dealt(bodies: Sequence[Element], said: Sequence[frozenset[str]], joints: Joints) -> list[int]:
    """The title, 0 or 1, that each paragraph belongs to; ``said`` are the pairs of the two titles.

    Evidence is the words of the titles in the paragraphs, the words that neighbours of one text share, sentences that
    run on, and leads; a text that is interrupted often is less likely.
    """
    return _Dealing(bodies, said, joints).best()


class _Dealing:
    """The paragraphs below two titles while they are dealt out, from the first to the last."""

    def __init__(self, bodies: Sequence[Element], said: Sequence[frozenset[str]], joints: Joints) -> None:
        self._bodies = bodies
        self._joints = joints
        weight = self._weight = weights("stacked")
        self._known = Vocabulary([body.block.bare for body in bodies], said[0] | said[1])
        self._hung = [self._suits(said, number) for number in range(len(bodies))]
        self._begun = [
            weight["opening"] * opening(body.block.bare)
            + weight["lead"] * body.lead
            + weight["broken"] * (not body.begins)
            for body in bodies
        ]
        # Where columns were mixed line by line and dealt out again, the next one begins further up on the page.
        self._turned = [False, *(body.block.start < before.block.start for before, body in pairwise(bodies))]
        self._like = [[self._known.likeness(one, other) for other in range(len(bodies))] for one in range(len(bodies))]

    def best(self) -> list[int]:
        hung, first = self._hung[0], self._link(-1, 0)
        ways: _Ways = {
            (0, -1, 0): (first + hung, [0]),
            (1, -1, 0): (first - hung + self._weight["second_first"], [1]),
        }
        for number in range(1, len(self._bodies)):
            ways = self._followed(ways, number)
        whole = [
            (score + self._weight["left_open"] * self._bodies[other].block.open, owner)
            for (_, other, _), (score, owner) in ways.items()
            if other >= 0
        ]
        return max(whole, default=(0.0, [0] * len(self._bodies)))[1]

    def _followed(self, ways: _Ways, number: int) -> _Ways:
        """The best ``ways`` once paragraph ``number`` is dealt out too."""
        following: _Ways = {}
        for (side, other, turns), (score, owner) in ways.items():
            for new in (0, 1):
                stays = new == side
                gain = self._link(number - 1 if stays else other, number)
                gain += self._hung[number] if new == 0 else -self._hung[number]
                near = [0.0, 0.0]
                for earlier, text in enumerate(owner):
                    near[text] = max(near[text], self._like[earlier][number])
                gain += self._weight["shared"] * (near[new] - near[1 - new])
                if not stays:
                    gain = self._changed(gain, number, turns)
                key = (new, other if stays else number - 1, min(2, turns + (not stays)))
                if key not in following or score + gain > following[key][0]:
                    following[key] = (score + gain, [*owner, new])
        return dict(sorted(following.items(), key=lambda state: -state[1][0])[:_MOST])

    def _changed(self, gain: float, number: int, turns: int) -> float:
        """``gain`` where the text changes at paragraph ``number``, after so many ``turns``."""
        gain += self._weight["turn"] * (turns > 0)
        if any(self._turned):
            gain += self._weight["column"] if self._turned[number] else -self._weight["column"]
        return gain

    def _link(self, one: int, other: int) -> float:
        """How well paragraph ``other`` follows on ``one``; -1: it is the first of its text."""
        if one < 0:
            return self._begun[other]
        if self._bodies[other].lead:
            return -self._weight["lead"]
        if not self._bodies[one].block.open:
            return 0.0
        runs = self._joints.runs_on(self._bodies[one].block.bare, self._bodies[other].block.bare)
        return self._weight["runs"] * (max(-3.0, min(4.0, runs)) - self._weight["runs_zero"])

    def _suits(self, said: Sequence[frozenset[str]], number: int) -> float:
        """How much more the paragraph has of the first title's words than of the second's, from minus to plus the
        weight of a title."""
        known, shares = self._known, []
        for title in said:
            whole = math.fsum(map(known.weight, title))
            shares.append(math.fsum(map(known.weight, title & known.bodies[number])) / whole if whole else 0.0)
        return self._weight["title"] * (shares[0] - shares[1])
