"""The lines of a raw page, the width it was wrapped at, and the blocks that lines make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, pairwise

from reader.pages import prose
from reader.pages.lexicon import fold
from reader.patterns import Pattern

_END = Pattern('[。！？!?…；;:：](?:[”’」』）)】》"]*)$|[。！？!?.][”"]$')
NO_START = frozenset("，。、；：！？”）》,;:!?")
"""Marks that Chinese typesetting does not put at the start of a line."""
_INDENT = Pattern("(?:\u3000|[ \u00a0]{2,}|\t)")
_NOTE_END = Pattern('[。！？!?…][”"]?[（(][^（）()。]{1,20}[）)]$')  # a note behind the sentence: 。(李明)
_LATIN_END = Pattern(r"[a-z]{2,}[\"”’)]?\.[\"”’)]*$")


@dataclass(slots=True)
class Line:
    """A stretch of the raw page without a line end inside: most often a printed line.

    ``start``/``end`` are over the raw text, blanks at both ends left out; ``folded`` is the text as the word lists
    have it; ``gap`` is how many blank lines stand before it; ``indent`` whether it begins with the blanks of a new
    paragraph; ``margin`` how many blanks those are.
    """

    start: int
    end: int
    text: str
    folded: str
    indent: bool = False
    gap: int = 0
    margin: int = 0

    def part(self, low: int, high: int | None) -> Line:
        """The line's characters from ``low`` to ``high`` without blanks at the ends, not indented, no gap before it."""
        text, folded = self.text[low:high], self.folded[low:high]
        bare = text.strip()
        lead = text.find(bare)
        start = self.start + low + lead
        return Line(start, start + len(bare), bare, folded[lead : lead + len(bare)])


@dataclass(slots=True)
class Block:
    """Lines that run on into one another: a paragraph, a piece of one, a headline, a caption.

    ``text`` is the running text, ``bare`` the same folded and without any blank; ``role`` what it was found to be
    (empty while that is open) and ``why`` the reason; ``open`` whether its last sentence still goes on.
    """

    lines: list[Line]
    text: str
    bare: str = ""
    role: str = ""
    why: str = ""
    open: bool = False
    indent: bool = False
    gap: int = 0
    full: bool = False

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, nor have anything but what nobody sees."""
    found: list[Line] = []
    place = 0
    gap = 0
    for printed in text.split("\n"):
        bare = printed.strip()
        if bare and (bare[0] not in prose.UNSEEN or bare.translate(_UNSEEN).strip()):
            start = place + (0 if printed[0] == bare[0] else len(printed) - len(printed.lstrip()))
            end = start + len(bare)
            indent = start > place and _INDENT.match(printed) is not None
            # Folded here once, since every step below asks for it.
            found.append(Line(start, end, bare, fold(bare), indent, gap, start - place))
            gap = 0
        else:
            gap += 1
        place += len(printed) + 1
    return found


_UNSEEN = {ord(mark): None for mark in prose.UNSEEN}


def block(lines: list[Line], *, full: bool = False) -> Block:
    """The block that ``lines`` make; ``full`` if the last line was filled to the width, so that it may go on."""
    text = prose.running([line.text for line in lines])
    bare = "".join((lines[0].folded if len(lines) == 1 else "".join([line.folded for line in lines])).split())
    if len(bare) != len(text) or " " in text:  # something besides blanks was taken out, or blanks were kept
        bare = "".join(fold(text).split())
    whole = ends(bare) or (bare[:1] == "(" and bare.find(")") == len(bare) - 1)  # in brackets from end to end
    return Block(lines, text, bare, open=not whole, indent=lines[0].indent, gap=lines[0].gap, full=full)


def ends(bare: str) -> bool:
    """Whether ``bare`` ends as a paragraph does: with a closing mark, and not inside a bracket or quotation."""
    last = bare[-1:]
    if last in _MARKS:
        return True
    if last not in _LAST:  # as most lines of a wrapped page
        return False
    if bare[-1:] in ")）":
        return _END.search(bare[-8:]) is not None or _NOTE_END.search(bare[-24:]) is not None
    return _END.search(bare[-8:]) is not None or _LATIN_END.search(bare[-12:]) is not None


_MARKS = frozenset("。！？!?…；;:：")
_LAST = frozenset('”’」』）)】》".\n')
"""What a paragraph may end with; the two together are all that the expressions above can match at an end."""


def size(text: str) -> int:
    """The length of a line in characters, blanks from extraction left out."""
    return len(text) - text.count(" ")


def widths(lines: Sequence[Line]) -> list[int]:
    """For each line 1 where it fills the width that the lines round about were wrapped at, else 0.

    A wrapped page has many lines of one length that break off in the middle of a sentence. The length is looked for
    among the neighbours, since the columns of a page differ, and both in characters and in cells, since a program
    that wraps may count either; the measure that explains more lines is taken. Lines that no gap parts are looked at
    by themselves as well: a short column between others of another width.
    """
    filled = _wrapped(lines)
    for low, high in unbroken(lines):
        if _COLUMN <= high - low < len(lines) and sum(filled[low:high]) < 0.5 * (high - low):
            apart = _wrapped(lines[low:high])
            if sum(apart) > sum(filled[low:high]):
                filled[low:high] = apart
    return filled


_COLUMN = 10
"""So many lines without a gap may be a column of their own."""


def unbroken(lines: Sequence[Line], usual: int = 0) -> list[tuple[int, int]]:
    """The half-open ranges of lines that no gap wider than ``usual`` parts."""
    starts = [0, *(i for i in range(1, len(lines)) if lines[i].gap > usual), len(lines)]
    return list(pairwise(starts))


def _wrapped(lines: Sequence[Line]) -> list[int]:
    by_characters = [size(line.text) + (2 if line.indent else 0) for line in lines]
    by_cells = [width(line.text) + (4 if line.indent else 0) for line in lines]
    broken = [not ends(line.folded) for line in lines]
    # Where lines begin with a comma or full stop the page was cut at one number of characters to the very last.
    strict = sum(line.text[0] in NO_START for line in lines) >= max(2, 0.02 * len(lines))
    characters = _filled(by_characters, broken, narrow=11, slack=1, strict=strict)
    cells = _filled(by_cells, broken, narrow=22, slack=2, strict=False)
    return cells if sum(cells) > 1.1 * sum(characters) else characters


def width(text: str) -> int:
    """How many cells a line takes, two for what is not ASCII, blanks from extraction left out."""
    bare = text.replace(" ", "")
    return 2 * len(bare) - len(bare.encode("ascii", "ignore"))


def _filled(sizes: Sequence[int], broken: Sequence[bool], *, narrow: int, slack: int, strict: bool) -> list[int]:
    """Which of the lines with ``sizes`` fill a width of at least ``narrow``, give or take ``slack``.

    With ``strict`` neither a longer line does nor a shorter one whose sentence ends.
    """
    reach, stride = 40, 10
    count = len(sizes)
    filled = [0] * count
    counted = [cut and size <= _MOST for cut, size in zip(broken, sizes, strict=True)]
    wide = list(accumulate(map(narrow.__le__, sizes), initial=0))
    # How many of the lines near the ones that are looked at have each size, with room for the neighbours of the last.
    counts = [0] * (_MOST + slack + 1)
    low = high = 0
    for first in range(0, count, stride):
        for size in compress(sizes[high : first + stride + reach], counted[high : first + stride + reach]):
            counts[size] += 1
        high = min(count, first + stride + reach)
        for size in compress(sizes[low : max(0, first - reach)], counted[low : max(0, first - reach)]):
            counts[size] -= 1
        low = max(0, first - reach)
        least = max(4, 0.3 * (wide[high] - wide[low]))
        if max(counts) * (2 * slack + 1) < least:
            continue  # no width can have enough lines
        best, support = 0, 0
        for width in compress(range(narrow, _MOST + 1), counts[narrow:]):
            around = sum(counts[width - slack : width + slack + 1])
            # Where lines are cut to the character their length is the commonest one, else the middle of those near it.
            times = counts[width]
            exact, known = (times, counts[best]) if strict else (0, 0)
            if around + exact < support + known:
                continue
            if (around + exact, around, times, width) > (support + known, support, counts[best], best):
                best, support = width, around
        if support < least:
            continue
        if (
            max(sizes[low:high]) > best + 3 * slack
            and sum(map((best + 3 * slack).__lt__, sizes[low:high])) > 0.2 * support
        ):
            continue
        for index in range(first, min(count, first + stride)):
            other = strict and (sizes[index] > best or (sizes[index] < best and not broken[index]))
            filled[index] = int(abs(sizes[index] - best) <= slack and not other)
    return filled


_MOST = 130
"""Lines longer than this are not counted as wrapped ones."""
