"""Titles and labels printed from top to bottom, one character a line, put on one line again."""

from __future__ import annotations

from reader.pages.blocks import Line
from reader.patterns import Pattern

_CHARACTER = Pattern("[\u3400-\u9fff“”‘’《》「」『』！？!?—·0-9０-９A-Z]")
_HAN = Pattern("[\u3400-\u9fff]")
_GAP = 1
"""No more blank lines stand between the characters than this and the least that stands between any two of them."""
_MOST = 40
"""A title has no more characters."""


def joined(lines: list[Line]) -> list[Line]:
    """``lines``, each run of lines of one character made one line: at least two, all but a few of them ideographs.

    Where a blank line stands between two characters and none between the others, the line has a blank. The same list
    where nothing is printed so.
    """
    result: list[Line] = []
    place = 0
    while place < len(lines):
        run = _run(lines, place) if len(lines[place].text) == 1 else 0
        if run:
            result.append(_one(lines[place : place + run]))
            place += run
        else:
            result.append(lines[place])
            place += 1
    return result if len(result) < len(lines) else lines


def _run(lines: list[Line], first: int) -> int:
    """How many lines from ``first`` on are the characters of one title, 0 for none."""
    last, least = first + 1, _MOST
    if not _CHARACTER.fullmatch(lines[first].text):
        return 0
    while last < len(lines) and last - first < _MOST and _CHARACTER.fullmatch(lines[last].text):
        least = min(least, lines[last].gap)
        if lines[last].gap > least + _GAP:
            break
        last += 1
    while last > first and lines[last - 1].text.isdigit():
        last -= 1  # a page's number
    han = sum(_HAN.match(line.text) is not None for line in lines[first:last])
    if last - first < 2 or han < 2 or han < 0.7 * (last - first) or lines[first].text.isdigit():
        return 0
    return last - first


def _one(run: list[Line]) -> Line:
    """The characters of ``run`` as one line, in which no places are those of the raw text."""
    least = min(line.gap for line in run[1:])
    blanks = ["\u3000" if number and line.gap > least else "" for number, line in enumerate(run)]
    text = "".join(blank + line.text for blank, line in zip(blanks, run, strict=True))
    folded = "".join((" " if blank else "") + line.folded for blank, line in zip(blanks, run, strict=True))
    return Line(run[0].start, run[-1].end, text, folded, run[0].indent, run[0].gap, run[0].margin)
