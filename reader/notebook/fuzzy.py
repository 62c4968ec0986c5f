"""Approximate search: where a text holds something most like a pattern, by Levenshtein distance.

Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming" (JACM 46, 1999).
Python's integers are bit vectors of any length, so a pattern of some hundred characters costs little more a step than
one of ten.
"""

from __future__ import annotations


def distances(pattern: str, text: str, *, anchored: bool = False) -> list[int]:
    """For each i in 0…len(text): the least distance between ``pattern`` and any part of ``text`` that ends at i.

    ``anchored`` considers only the part that starts where ``text`` starts.
    """
    length = len(pattern)
    if not length:
        return [i if anchored else 0 for i in range(len(text) + 1)]
    where: dict[str, int] = {}
    for index, character in enumerate(pattern):
        where[character] = where.get(character, 0) | 1 << index
    full, last, carry = (1 << length) - 1, 1 << length - 1, int(anchored)
    # The names are those of the paper: vertical and horizontal differences of +1 (plus) and -1 (minus).
    plus_v, minus_v, distance = full, 0, length
    found = [length]
    for character in text:
        equal = where.get(character, 0)
        x_v = equal | minus_v
        x_h = (((equal & plus_v) + plus_v) ^ plus_v) | equal
        plus_h = minus_v | (~(x_h | plus_v) & full)
        minus_h = plus_v & x_h
        if plus_h & last:
            distance += 1
        elif minus_h & last:
            distance -= 1
        plus_h = (plus_h << 1 | carry) & full
        minus_h = minus_h << 1 & full
        plus_v = minus_h | (~(x_v | plus_h) & full)
        minus_v = plus_h & x_v
        found.append(distance)
    return found


def start_of(pattern: str, text: str, end: int) -> int:
    """Where the part of ``text`` that ends at ``end`` and is most like ``pattern`` starts."""
    window = text[max(0, end - 2 * len(pattern)) : end]
    backwards = distances(pattern[::-1], window[::-1], anchored=True)
    size = min(range(len(backwards)), key=lambda i: (backwards[i], abs(i - len(pattern))))
    return end - size


def likeness(one: str, other: str) -> float:
    """How like two texts are, 0 to 1: 1 minus their distance as a share of the longer's length."""
    longest = max(len(one), len(other))
    return 1 - distances(one, other, anchored=True)[-1] / longest if longest else 1.0
