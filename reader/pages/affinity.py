"""How much likelier than chance one text goes on in another, by the words that lie across the break."""

from __future__ import annotations

import math
from functools import cache

from reader import resources, words

_LEAST, _MOST = -4.0, 5.0
_WORD_LENGTH = 1.64
"""Characters of a word in running text, on average."""
_RARE = 5.0
"""So often among a million characters is one taken to be that is not in the list."""
_EITHER = 0.6
"""So many of a hundred open a word, and close one."""


def affinity(left: str, right: str) -> float:
    """The logarithm of how much likelier ``right`` stands behind ``left`` than any text cut out of a page at random.

    Both folded and without blanks. Text is taken as a row of words drawn by their frequency. Either a word of two to
    four characters reaches across the break, or one ends before it and one begins behind it; each is compared with how
    often these characters are met at all. Between -4 and 5, and 0 where neither side of the break is an ideograph.
    """
    if not left or not right:
        return 0.0
    known = _characters()
    before, after = left[-1], right[0]
    upper, lower = "\u3400" <= before < "\ua000", "\u3400" <= after < "\ua000"
    chance = known.get(before, _UNKNOWN)[2] if upper else 1.0
    if lower:
        chance *= known.get(after, _UNKNOWN)[1] * _WORD_LENGTH
        if upper:
            for first, last, times in words.frequencies_across(left[-3:] + right[:3], min(3, len(left)), _ACROSS):
                chance += times / words.CORPUS / (_alone(left[-first:]) * _alone(right[:last]))
    return max(_LEAST, min(_MOST, math.log(chance))) if chance else _LEAST


_ACROSS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
"""How a word of two to four characters may lie across a break: characters before it and behind it."""


def opens(right: str) -> float:
    """``affinity`` behind a mark or a line that is finished: how well the first character opens a word."""
    if not right or not _ideograph(right[0]):
        return 0.0
    return max(_LEAST, math.log(max(0.01, _characters().get(right[0], _UNKNOWN)[1] * _WORD_LENGTH)))


_UNKNOWN = (_RARE / 1e6, _EITHER, _EITHER)


def _ideograph(character: str) -> bool:
    return "\u3400" <= character < "\ua000"


def _alone(text: str) -> float:
    """How often the characters are met side by side: as a word, or by chance."""
    known = _characters()
    chance = 1.0
    for character in text:
        chance *= known.get(character, _UNKNOWN)[0]
    return max(chance, words.frequency(text) / words.CORPUS) if len(text) > 1 else chance


@cache
def _characters() -> dict[str, tuple[float, float, float]]:
    """For each common character its share in running text, and how often it opens and closes a word, 0 to 1."""
    found: dict[str, tuple[float, float, float]] = {}
    for row in resources.words("pages", "characters.txt"):
        character, frequency, opening, closing = row.split()
        found[character] = (int(frequency) / 1e6, int(opening) / 100 + 0.002, int(closing) / 100 + 0.002)
    return found
