"""Motions: where a cursor in the text goes, by characters, words, rows, sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from reader.typography import Rows
from reader.typography.breaks import INSIDE
from reader.ui.widgets.article_rows import Sheet

Span = tuple[int, int]
Cutter = Callable[[str], list[Span]]

_SENTENCE_END = re.compile("[。！？!?；;…]+[”’」』）)》\"']*|\n")
_PIECE = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+(?:[.,'’-][0-9A-Za-z]+)*[%％]?|\s+|.", re.DOTALL)
_WINDOW = 200
"""Words are looked for no further from the cursor than this many code points, so that no paragraph is too long."""


def plain_cut(text: str) -> list[Span]:
    """The pieces of ``text`` as far as they show without a dictionary: Latin words, numbers, single characters."""
    return [match.span() for match in _PIECE.finditer(text)]


def cluster(rows: Rows, offset: int) -> Span:
    """The grapheme cluster that holds the character at ``offset``."""
    levels = rows.prepared.levels
    start, end = offset, offset + 1
    while start > 0 and levels[start] == INSIDE:
        start -= 1
    while end < len(levels) and levels[end] == INSIDE:
        end += 1
    return start, end


def by_character(sheet: Sheet, offset: int, forward: bool) -> int:
    """The next or previous character; line feeds are passed over."""
    text, (start, end) = sheet.rows.prepared.text, cluster(sheet.rows, offset)
    if forward:
        while end < len(text) and text[end] == "\n":
            end += 1
        return end if end < len(text) else offset
    start -= 1
    while start > 0 and text[start] == "\n":
        start -= 1
    return cluster(sheet.rows, start)[0] if start >= 0 else offset


def by_row(sheet: Sheet, offset: int, lines: int, cell: int) -> int:
    """The character ``lines`` rows down (up, if negative) at ``cell`` of the view; blank rows do not count."""
    rows = sheet.rows
    row, step = rows.row_at(offset), 1 if lines > 0 else -1
    found, left = row, abs(lines)
    while left and 0 <= row + step < len(rows):
        row += step
        start, end = rows.span(row)
        if end > start:
            found, left = row, left - 1
    return rows.offset_at(found, cell - sheet.left)


def by_word(text: str, offset: int, cut: Cutter, forward: bool) -> int:
    """The beginning of the next word, or of this or the previous one; blanks are passed over."""
    if forward:
        starts = [start for start, end in _words(text, offset, cut) if start > offset and text[start:end].strip()]
        return starts[0] if starts else max(offset, len(text) - 1)
    starts = [start for start, end in _words(text, max(0, offset - 1), cut) if text[start:end].strip()]
    return max((start for start in starts if start < offset), default=0)


def by_word_end(text: str, offset: int, cut: Cutter) -> int:
    """The last character of this word, or, from there, of the next one."""
    ends = [end - 1 for start, end in _words(text, offset, cut) if end - 1 > offset and text[start:end].strip()]
    return ends[0] if ends else max(offset, len(text) - 1)


def word_at(text: str, offset: int, cut: Cutter) -> Span:
    """The word that holds the character at ``offset``."""
    for start, end in _words(text, offset, cut):
        if start <= offset < end:
            return start, end
    return offset, min(offset + 1, len(text))


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that holds the character at ``offset``, its end mark included."""
    start, end = paragraph_at(text, offset)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, end)]
    number = bisect_right(ends, offset)
    return (ends[number - 1] if number else start), (ends[number] if number < len(ends) else end)


def by_sentence(text: str, offset: int, forward: bool) -> int:
    """The beginning of the next sentence, or of this or the previous one."""
    start, end = sentence_at(text, offset)
    if forward:
        while end < len(text) and text[end] == "\n":
            end += 1
        return end if end < len(text) else offset
    if offset > start or start == 0:
        return start
    return sentence_at(text, start - 2 if text[start - 1] == "\n" and start > 1 else start - 1)[0]


def paragraph_at(text: str, offset: int) -> Span:
    """The paragraph that holds the character at ``offset``, without the line feed."""
    end = text.find("\n", offset)
    return text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end


def by_paragraph(text: str, offset: int, forward: bool) -> int:
    """The beginning of the next paragraph, or of this or the previous one."""
    start, end = paragraph_at(text, offset)
    if forward:
        return end + 1 if end + 1 < len(text) else offset
    return start if offset > start or start == 0 else paragraph_at(text, start - 1)[0]


def _words(text: str, offset: int, cut: Cutter) -> list[Span]:
    """The words around ``offset``, in order: those of the paragraph, or of as much of it as is near."""
    low, high = max(0, offset - _WINDOW), min(len(text), offset + _WINDOW)
    low = max(low, text.rfind("\n", low, offset) + 1)
    return [(start + low, end + low) for start, end in cut(text[low:high])]
