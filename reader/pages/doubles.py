"""Passages printed twice and pull quotes: which of the copies is set aside."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise

from reader.pages import repeats
from reader.pages.blocks import Block, Line, block
from reader.patterns import Pattern

SHORTEST = 12
"""A repeat that is a block of its own, in characters."""
SHORTEST_INSIDE = 20
"""A repeat inside a paragraph."""

_BOUNDARY = frozenset("。！？!?…；;”）)")
_OPENING = Pattern("[。!?…;”)“\"'‘’.]")
"""A passage printed twice begins behind one of these, or where a block does."""


def set_aside(made: list[Block]) -> list[Block]:
    """``made`` with every second copy of a passage in a block of its own, role ``duplicate``.

    A block that repeats a passage out of a longer one is a pull quote, wherever it stands; otherwise the later copy
    is the repeat.
    """
    free = [number for number, b in enumerate(made) if not b.role and len(b.bare) >= 2]
    each = ["".join("".join([line.folded for line in made[number].lines]).split()) for number in free]
    starts = list(accumulate(map(len, each), initial=0))
    folded = "".join(each)
    anchors = {*starts, *(mark.end() for mark in _OPENING.finditer(folded))}
    found = repeats.find(folded, anchors, shortest=SHORTEST)
    if not found:
        return made
    printed = repeats.Unblanked([(line.start, line.text) for number in free for line in made[number].lines])
    text = printed.text
    cuts: list[tuple[int, int]] = []
    for repeat in found:
        cuts.extend(_second_copy(text, starts, repeat))
    if not cuts:
        return made
    ranges = _joined(sorted(cuts))
    by_block: dict[int, list[tuple[int, int]]] = {}
    for low, high in ranges:
        for index in range(bisect_right(starts, low) - 1, bisect_left(starts, high)):
            a, b = max(low, starts[index]), min(high, starts[index + 1])
            if a < b:
                by_block.setdefault(free[index], []).append((printed.place(a), printed.place(b - 1) + 1))
    result: list[Block] = []
    for number, old in enumerate(made):
        result.extend(_without(old, by_block[number]) if number in by_block else [old])
    return result


def pull_quotes(made: list[Block]) -> list[Block]:
    """``made`` with short sentences set aside that interrupt an open paragraph and stand word for word near by."""
    for place in range(1, len(made) - 1):
        one = made[place]
        # The full stop stands now inside the quotation mark, now outside.
        quote = one.bare.strip("“”。!?,")
        if one.role or not made[place - 1].open or made[place - 1].role or not _SHORTEST_QUOTE <= len(quote) <= 60:
            continue
        if len(one.lines) > 3 or not _sentence(one.bare):
            continue
        near = made[max(0, place - _NEAR) : place] + made[place + 1 : place + 1 + _NEAR]
        if any(quote in other.bare for other in near if not other.role and len(other.bare) > len(quote) + 10):
            one.role, one.why = "duplicate", "printed twice"
    for quoted, speaker in pairwise(made):
        if quoted.role == "duplicate" and not speaker.role and _SPEAKER.fullmatch(speaker.bare):
            speaker.role, speaker.why = "other", "says whose words are printed twice"
    return made


_SPEAKER = Pattern("[—―–]{1,2}[^。,!?:;]{2,20}")
_SHORTEST_QUOTE = 6
_NEAR = 20


def _second_copy(text: str, starts: list[int], repeat: repeats.Repeat) -> list[tuple[int, int]]:
    """The range of ``text`` to be set aside for ``repeat``, or none if it is only the same words said again."""
    low, high = _trimmed(text, starts, repeat.start, repeat.end)
    size = high - low
    if size < SHORTEST:
        return []
    first = repeat.first + (low - repeat.start)
    whole_later = _whole(text, starts, low, high)
    whole_first = _whole(text, starts, first, first + size)
    if whole_first and not whole_later:
        index = bisect_right(starts, first) - 1
        body = text[starts[index] : starts[index + 1]]
        return [(starts[index], starts[index + 1])] if _sentence(body) else []
    if whole_later:
        return [_widened(text, starts, low, high)] if _sentence(text[low:high]) else []
    ends_well = high in starts or text[high - 1] in _BOUNDARY or high == len(text)
    begins_well = low in starts or text[low - 1] in _BOUNDARY
    return [(low, high)] if size >= SHORTEST_INSIDE and ends_well and begins_well else []


def _trimmed(text: str, starts: list[int], low: int, high: int) -> tuple[int, int]:
    """The repeat without a few characters at either end that agree by chance across the end of a block or sentence."""
    for step in range(4):
        if low + step < high and low + step in _near(starts, low):
            return _trimmed_end(text, starts, low + step, high)
    while low < high and text[low] in _BOUNDARY and low not in starts:
        low += 1
    if not (low in starts or (low and text[low - 1] in _BOUNDARY)):
        for step in range(1, 12):
            if low + step < high and text[low + step - 1] in _BOUNDARY and text[low + step] not in _BOUNDARY:
                low += step
                break
    return _trimmed_end(text, starts, low, high)


def _trimmed_end(text: str, starts: list[int], low: int, high: int) -> tuple[int, int]:
    if high == len(text):
        return low, high
    for step in range(4):
        if high - step > low and high - step in _near(starts, high - step):
            return low, high - step
    if text[high - 1] not in _BOUNDARY:
        for step in range(1, 12):
            if high - step > low and text[high - step - 1] in _BOUNDARY:
                return low, high - step
    return low, high


def _near(starts: list[int], place: int) -> tuple[int, ...]:
    index = bisect_left(starts, place)
    return tuple(starts[index : index + 2])


_QUOTES = frozenset("“”\"'‘’")


def _whole(text: str, starts: list[int], low: int, high: int) -> bool:
    """Whether the range is one or more whole blocks, quotation marks round them aside."""
    index = bisect_right(starts, low) - 1
    if index + 1 >= len(starts):
        return False
    before = text[starts[index] : low]
    after_index = bisect_left(starts, high)
    after = text[high : starts[after_index]] if after_index < len(starts) else ""
    return len(before) <= 1 and len(after) <= 2 and all(c in _QUOTES or c in "。." for c in before + after)


def _widened(text: str, starts: list[int], low: int, high: int) -> tuple[int, int]:
    """A whole-block range with the quotation marks round it."""
    after = bisect_left(starts, high)
    return starts[bisect_right(starts, low) - 1], starts[after] if after < len(starts) else len(text)


def _sentence(passage: str) -> bool:
    """Whether the passage can be text: a title or a label that comes twice is left alone."""
    bare = passage.strip("“”")
    return (
        len(bare) > 30
        or bool(re.search("[。！？!?；;，,][”’）)]*$|^[，,；;、。]", passage))
        or bare.count(",") + bare.count("，") > 1
    )


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for low, high in ranges:
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _without(old: Block, ranges: list[tuple[int, int]]) -> list[Block]:
    """``old`` without the raw ``ranges``, and these as duplicates behind it, in two or three blocks."""
    kept: list[Line] = []
    dropped: list[Line] = []
    for line in old.lines:
        place = line.start
        for low, high in ranges:
            a, b = max(low, line.start), min(high, line.end)
            if a >= b:
                continue
            if a > place:
                _put(kept, line, place, a)
            _put(dropped, line, a, b)
            place = b
        if place < line.end:
            _put(kept, line, place, line.end)
    result: list[Block] = []
    if kept:
        rest = block(kept, full=old.full)
        rest.indent = rest.indent and kept[0].start == old.lines[0].start
        result.append(rest)
    if dropped:
        copy = block(dropped)
        copy.role, copy.why = "duplicate", "printed twice"
        # A copy in the middle of a sentence leaves it open; at the end of what is kept it does not.
        result.append(copy)
    return result


def _put(lines: list[Line], line: Line, low: int, high: int) -> None:
    piece = line.part(low - line.start, high - line.start)
    if piece.text:
        if piece.start == line.start:
            piece.indent, piece.gap = line.indent, line.gap
        lines.append(piece)
