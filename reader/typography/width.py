"""Cell width: how many cells of a terminal a text takes, character by character."""

from __future__ import annotations

import re
from array import array
from functools import cache
from itertools import accumulate

from reader.typography.characters import Kind, chinese


def cell_widths(text: str, *, ambiguous: int = 1, kinds: bytes | None = None) -> bytearray:
    """The cells of each character of ``text``: 0, 1 or 2.

    ``ambiguous`` is the width of characters of East Asian ambiguous width, which terminals draw differently. What is
    joined to the character before it with a zero width joiner takes no cells; a character that U+FE0F turns into an
    emoji gets its second cell there. A tab takes one cell, a line feed none. ``kinds`` is the text in codes of
    ``characters.chinese()``, where a caller has it already.
    """
    kinds = chinese().encode(text) if kinds is None else kinds
    widths = bytearray(kinds.translate(_by_code(ambiguous)))
    if "\u200d" in text:
        for match in _JOINED.finditer(text):
            widths[match.end() - 1] = 0
    if "\ufe0f" in text:
        for match in _EMOJI_STYLE.finditer(text):
            if chinese().kind(match[1]).widens and widths[match.start()] == 1:
                widths[match.end() - 1] = 1
    return widths


def cell_width(text: str, *, ambiguous: int = 1) -> int:
    """The cells that ``text`` takes on one line. ``ambiguous`` as in ``cell_widths``."""
    return sum(cell_widths(text, ambiguous=ambiguous))


def cell_edges(widths: bytes | bytearray) -> array[int]:
    """Where each character begins, in cells from the start of the text; one entry more than there are characters."""
    return array("I", accumulate(widths, initial=0))


def truncate(text: str, width: int, *, ambiguous: int = 1) -> str:
    """``text`` if it fits ``width`` cells, otherwise as much of it as fits with an ellipsis behind it.

    No grapheme cluster is torn. The ellipsis itself is counted; a ``width`` of 0 gives an empty text.
    """
    from reader.typography.breaks import INSIDE, opportunities

    edges = cell_edges(cell_widths(text, ambiguous=ambiguous))
    if edges[-1] <= width:
        return text
    if width <= 0:
        return ""
    room = width - cell_width("…", ambiguous=ambiguous)
    if room < 0:
        return "." * width
    levels = opportunities(text)
    end = max((i for i in range(len(text)) if edges[i] <= room and (i == 0 or levels[i] != INSIDE)), default=0)
    return text[:end].rstrip() + "…"


_JOINED = re.compile("\u200d[^\u200d\ufe0f]")
_EMOJI_STYLE = re.compile("([^\u200d\ufe0f])\ufe0f")


@cache
def _by_code(ambiguous: int) -> bytes:
    def cells(kind: Kind) -> int:
        if kind.lb == "LF":
            return 0
        return ambiguous if kind.ambiguous and kind.cells == 1 else kind.cells

    return chinese().by_code(cells)
