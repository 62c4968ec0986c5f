"""Two texts whose lines extraction mixed, on the whole of a page or on a part of it, put one behind the other again."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import leads
from reader.pages.blocks import Line
from reader.pages.threads import TITLE, TURNS, Threads
from reader.pages.vocabulary import pairs

FEWEST = 8
"""So few filled lines are no columns."""
_LEAST = 3
"""A text that was mixed with another has so many lines there: one or two are a caption."""
_PARAGRAPH = 12
"""So many lines at most are looked at to tell whose paragraph they are."""
_HEAD = 3
"""So many lines at a text's head have its lead."""
_LONGEST = 80
"""A text has no more lines than this behind the place where another one was mixed with it."""


def in_reading_order(lines: list[Line], filled: Sequence[int]) -> list[Line]:
    """``lines`` in the order in which they are to be read; the same list where no two texts were mixed.

    Where filled lines run on badly into the next, the lines are dealt out to two texts if they run on so much better.
    Takes time linear in the number of lines.
    """
    if sum(filled) < FEWEST:
        return lines
    page = _Page(lines, filled)
    order: list[int] = []
    for low, high in page.suspicious():
        order.extend(range(len(order), low))
        order.extend(page.dealt(max(low, len(order)), high))
    if not order:
        return lines
    order.extend(range(len(order), len(lines)))
    return [lines[i] for i in order] if order != list(range(len(lines))) else lines


class _Page(Threads):
    """A page whose mixed texts are put one behind the other."""

    def dealt(self, low: int, high: int) -> list[int]:
        """The lines from ``low`` on in reading order: up to ``high``, or to the end of a text that goes on there."""
        result: list[int] = []
        place = low
        for start, end, owner in self.mixed(low, high):
            first, second = ([start + n for n, whose in enumerate(owner) if whose == text] for text in (0, 1))
            if min(len(first), len(second)) < _LEAST:
                continue
            begin, text = self._title(place, start, first[0])
            result.extend(range(place, begin))
            first = [*range(text, start), *first]
            on = int(self._goes_on(first, second, end) if not self.open_at[end - 1] else owner[-1])
            above = self._dealt_titles(range(begin, text), first, second)
            first, second = above[0] + first, above[1] + second
            begun = start - text > 2  # the first text has some lines before the second begins
            if above[0] and (self._untitled(second) or (not begun and not on and end < len(self._lines))):
                result.extend(second)  # it goes on with what stands above, or comes to its end before the first does
                second = []
            result.extend(first)
            if second and not on and end < len(self._lines):
                behind = self._end(end)
                result.extend(range(end, behind))
                end = behind
            result.extend(second)
            place = end
        result.extend(range(place, high))
        return result

    def _title(self, place: int, start: int, following: int) -> tuple[int, int]:
        """The range of the title lines, no further up than ``place``, that stand above the first lines of a mixed text.

        ``following`` is the line with which the first text goes on.
        """
        if start > place and not self.titular(start - 1) and following in self.signed:
            return start - 1, start  # a title as wide as its column
        text = start
        while text > max(place, start - TURNS[-1]) and not self.titular(text - 1):
            text -= 1
        begin = text
        while begin > place and (self.titular(begin - 1) or (text - begin and self._wide_title(begin - 1))):
            begin -= 1
        return (begin, text) if begin < text else (start, start)

    def _goes_on(self, first: Sequence[int], second: Sequence[int], end: int) -> bool:
        """Whether the paragraph at line ``end`` is rather the second text's, by the words it shares."""
        last = min(len(self._lines), end + _PARAGRAPH)
        behind = range(end, next((j + 1 for j in range(end, last) if self.short[j]), last))
        said = self._pairs(behind)
        return len(said & self._pairs(second)) >= len(said & self._pairs(first))

    def _pairs(self, text: Sequence[int]) -> frozenset[str]:
        return pairs("".join([self.bare[i] for i in text]))

    def _wide_title(self, i: int) -> bool:
        """Whether a line as wide as its column is a title: another one stands above it."""
        return i > 0 and self.titular(i - 1) and TITLE.fullmatch(self.bare[i]) is not None

    def _untitled(self, text: Sequence[int]) -> bool:
        """Whether the text opens neither with a title or byline nor with a lead."""
        bare = "".join([self.bare[i] for i in text[:_HEAD]])
        return not (self.titular(text[0]) or not self.signed.isdisjoint(text[:_HEAD]) or leads.lead(bare))

    def _dealt_titles(
        self, titles: Sequence[int], first: Sequence[int], second: Sequence[int]
    ) -> tuple[list[int], list[int]]:
        """The title lines of the first text and those of the second: by their words, and bylines by what is wanting."""
        bare = ["".join([self.bare[i] for i in text]) for text in (first, second)]
        said = [pairs(text) for text in bare]
        led = [leads.lead(text[:60]) is not None for text in bare]
        found: tuple[list[int], list[int]] = ([], [])
        signed = [False, False]
        last = 1
        for i in titles:
            words = pairs(self.bare[i])
            shares = [len(words & text) for text in said]
            other = 1 - last
            if i in self.signed:
                side = other if found[other] and not (led[other] or signed[other]) else last
                signed[side] = True
            elif shares[0] != shares[1]:
                side = int(shares[1] > shares[0])
            else:  # a text that opens with a lead has a title, and each text one before either has two
                side = int(led[1] and not led[0]) if not any(found) and led[0] != led[1] else other
            found[side].append(i)
            last = side
        return found

    def _end(self, i: int) -> int:
        """Where the text that goes on at line ``i`` ends: before the next title, or else with its paragraph."""
        last = min(len(self._lines), i + _LONGEST)
        title = next((j for j in range(i, last) if self.titular(j)), None)
        if title is not None:
            return title
        if last == len(self._lines):
            return last
        return next((j + 1 for j in range(i, last) if self.short[j]), i)
