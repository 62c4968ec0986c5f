"""Lines that stand each for itself: the rows of tables and lists, and verse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from reader.pages import bylines, titles
from reader.pages import lines as words
from reader.pages.blocks import Block
from reader.pages.lexicon import any_of, fold, table
from reader.pages.names import only_a_name, pen_name
from reader.pages.vocabulary import pairs
from reader.patterns import Pattern

_CELL = Pattern(r"[\s│┃|]+")
_FIGURE = Pattern(
    r"[±+\-—–↑↓▲▼￥$(约第]{0,2}\d[\d.,:∶/%‰℃°'’～~×*\-—–]*[\u4e00-\u9fffA-Za-z%℃]{0,5}(?:/[\u4e00-\u9fff]{1,3})?[)]?"
    r"|(?:\d{1,2}月)?\d{1,2}日(?:\([\u4e00-\u9fff]{1,3}\))?|(?:周|星期)[一二三四五六日]"
)
"""A cell that is a figure, with its unit."""
_TOLD_FIGURE = Pattern(rf"[\u4e00-\u9fff]{{2,6}}{_FIGURE.pattern}(?:{_FIGURE.pattern})?")
"""A cell that tells what its figure is: 净利润18.6—20.4."""
_LISTED = Pattern(rf"[\u4e00-\u9fffA-Za-z·()]{{1,12}}:\s*{_FIGURE.pattern}", needs=":日周期")
_WIDEST = 110
_ITEM = Pattern(r"(?:\d{1,2}[.、](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}、)\S")
_NAMES = Pattern(r"([\u4e00-\u9fff]{2,6}):\s*([\u4e00-\u9fff]{2,4}(?:[ 、][\u4e00-\u9fff]{2,4})*)", needs=":")
_LIST_ITEM = 40
_CELL_WIDTH = 14
_TWO_CELLS = 24
"""A row of two cells has no more characters."""


def cells(text: str) -> list[str]:
    """What blanks or rules part in a line."""
    return [cell for cell in _CELL.split(text) if cell]


def tabular(folded: str) -> bool:
    """Whether a line is set in at least three columns, one of them of figures."""
    if len(folded) > _WIDEST or (" " not in folded and "│" not in folded and "|" not in folded):
        return False
    parts = cells(folded)
    if len(parts) < 3 or folded[-1] in "。!?" or "。" in folded:
        return False
    figures = sum(_FIGURE.fullmatch(part) is not None for part in parts)
    if not figures and max(map(len, parts)) <= _CELL_WIDTH:
        figures = sum(_TOLD_FIGURE.fullmatch(part) is not None for part in parts)
    return figures >= 1 or (len(parts) >= 4 and sum(any(map(str.isdigit, part)) for part in parts) >= 2)


def table_rows(blocks: Sequence[Block]) -> set[int]:
    """The ids of blocks that are rows of a table or a list of figures: each is a paragraph, without a full stop.

    A row has at least three cells, one of them a figure, and stands with another; or it has many figures; or three
    rows of two cells, one of them a figure, have it in the same place.
    """
    found: set[int] = set()
    wide = [_single(made) and tabular(made.lines[0].folded) for made in blocks]
    shapes = [_shape(made) for made in blocks]
    for place, made in enumerate(blocks):
        if _single(made) and titles.forecast(made.bare) and len(made.bare) <= _WIDEST and made.bare[-1] != "。":
            found.add(id(made))
        if wide[place]:
            beside = (place and wide[place - 1]) or (place + 1 < len(blocks) and wide[place + 1])
            if beside or _dense(made):
                found.add(id(made))
            above = blocks[place - 1] if place else None
            if beside and above is not None and _single(above) and _heads(above, made):
                found.add(id(above))  # the row with the columns' names has no figures
    skies = [_weather(made) for made in blocks]
    for place, told in enumerate(skies):
        if told and ((place and skies[place - 1]) or (place + 1 < len(blocks) and skies[place + 1])):
            found.add(id(blocks[place]))
    for row, note in pairwise(blocks):
        if id(row) in found and _single(note) and _NOTE.match(note.bare) and note.bare[0] != "制":
            found.add(id(note))
    low = 0
    for high in range(1, len(blocks) + 1):
        if high == len(blocks) or shapes[high] != shapes[low] or not shapes[low]:
            if shapes[low] and high - low >= _FEWEST:
                found.update(id(made) for made in blocks[low:high])
            low = high
    return found


_FEWEST = 3


def notes(made: list[Block]) -> list[Block]:
    """``made`` with what stands under a table and tells whence its figures come or who set it no longer taken for a
    picture's caption."""
    under = False  # a row stands above, or such a note
    for above, note in pairwise(made):
        under = not above.role and _single(above) and (under or tabular(above.lines[0].folded) or bool(_shape(above)))
        under = under and _NOTE.match(note.bare) is not None
        if under and note.role == "caption":
            note.role = note.why = ""
    return made


_NOTE = Pattern("(?:数据|资料)来源[:]|制表[:/]")


def _single(made: Block) -> bool:
    return not made.role and len(made.lines) == 1


def _weather(made: Block) -> bool:
    """Whether a line tells of nothing but the weather: 多云转阵雨, 25℃～34℃, 偏南风3到4级, 空气质量:良."""
    folded = made.lines[0].folded
    if not _single(made) or len(folded) > _LIST_ITEM or folded[0] not in _sky_opens() or folded[-1] in "。!?;,":
        return False
    day, told = _skies()
    parts = [part for part in _PARTS.split(folded) if part]
    found = [told.fullmatch(part) is not None for part in parts]
    return any(found) and all(one or day.fullmatch(part) for one, part in zip(found, parts, strict=True))


_PARTS = Pattern(r"[\s,、;|/]+")


@cache
def _skies() -> tuple[Pattern, Pattern]:
    """A word for the day in a line that tells of the weather, and one that tells of it."""
    words = table("lines")["weather"]
    sky, span = any_of(table("lines")["paper"]["skies"]), r"\s*(?:[～~—–-]|至|到|转)+\s*"
    day = rf"(?:{any_of(words['days'])}|\d{{1,2}}月\d{{1,2}}日)(?:白天|夜间|晚上)?[:]?"
    degree, most = r"(?:零下|-)?\d{1,2}", r"(?:℃|°C?|度)"
    degrees = rf"{degree}{most}(?:{span}{degree}{most})?|{degree}{span}{degree}{most}"
    force = rf"(?:小于|大于)?\d{{1,2}}(?:级?{span}\d{{1,2}})*级(?:左右|以上|以下)?"
    wind = rf"[东南西北偏风转到微力速]{{1,10}}[:]?{force}|微风|无持续风向"
    told = rf"{any_of(words['told'])}(?:[:].{{1,16}}|{degrees}|\d{{1,3}}%?)"
    return Pattern(day), Pattern(rf"(?:{day})?(?:{sky}(?:[转间到有]{{1,2}}{sky})*|{degrees}|{wind}|{told})")


@cache
def _sky_opens() -> frozenset[str]:
    """The characters that a line about the weather begins with."""
    words = table("lines")
    listed = (*words["paper"]["skies"], *words["weather"]["days"], *words["weather"]["told"])
    return frozenset("0123456789-零东南西北偏风微持无").union(fold(word)[0] for word in listed)


def _dense(made: Block) -> bool:
    """Whether a line that stands alone can only be a table's row."""
    parts = cells(made.lines[0].folded)
    return len(parts) >= 4 and sum(_FIGURE.fullmatch(part) is not None for part in parts) >= 2


def _shape(made: Block) -> str:
    """Which of two cells is a figure: "fw", "wf", "ff"; "l" for a word, a colon and a figure; "n" for a numbered item,
    "b" for a book or other work, and what the word before a colon ends with where short names stand behind it; "" for
    anything else."""
    folded = made.lines[0].folded
    if not _single(made) or len(folded) > _LIST_ITEM or folded[-1] in "。!?;":
        return ""
    if _ITEM.match(folded):
        return "n"
    if folded[0] == "《" and "》" in folded:
        return "b"
    if (names := _NAMES.fullmatch(folded)) and len(cells(names[2])) > 1:
        return names[1][-1]
    if len(folded) > _TWO_CELLS:
        return ""
    if _LISTED.fullmatch(folded):
        return "l"
    parts = cells(folded)
    if len(parts) != 2:
        return ""
    shape = "".join("f" if _FIGURE.fullmatch(part) else "w" for part in parts)
    return "" if shape == "ww" else shape


def _heads(head: Block, row: Block) -> bool:
    """Whether ``head`` names the columns of the table row below it."""
    count = len(cells(head.lines[0].folded))
    return count >= 3 and abs(count - len(cells(row.lines[0].folded))) <= 1 and len(head.bare) <= 8 * count


_SET_WIDTH = 20
_VERSE = 11
"""Verse has no more characters a line than this on average …"""
_NAMED = 0.4
"""A line that is so surely a byline is no verse."""


def verses(blocks: Sequence[Block], rows: set[int]) -> set[int]:
    """The ids of blocks that are verse: at least five short lines in a row, none of them of a table's ``rows``."""
    found: set[int] = set()
    run: list[Block] = []
    signed = False  # a byline stands before the run
    told: frozenset[str] | None = None
    for index, made in enumerate([*blocks, None]):
        if (
            made is not None
            and id(made) not in rows
            and (_settable(made) or (len(run) >= _AMONG and _wide_verse(made)))
        ):
            run.append(made)
            continue
        if len(run) >= (5 if signed else 6) or (signed and len(run) >= _STANZA and all(map(_stopped, run))):
            behind = blocks[index] if index < len(blocks) else None
            name = next((place for place in (1, 2) if _only_a_name(run[place])), 0)
            # The title with the poet's name may stand below: then the first line is verse.
            below = _signed_title(blocks, index)
            low = 0 if signed or (not name and below) else name + 1
            lines = run[low : len(run) if below else _verse_end(run, behind)]
            if sum(len(line.bare) for line in lines) <= _VERSE * len(lines):
                if told is None:
                    told = frozenset[str]().union(*(pairs(one.bare) for one in blocks if len(one.bare) >= _PARAGRAPH))
                if not _told(lines, told):
                    found.update(id(line) for line in lines)
        run = []
        read = bylines.byline(made.text) if made is not None and len(made.text) <= 60 else None
        # A name in brackets closes what stands above it.
        signed = read is not None and read.sure >= _NAMED and made is not None and made.bare[0] not in "(["
    return found


def _signed_title(blocks: Sequence[Block], index: int) -> bool:
    """Whether a short line stands at ``index`` and a byline with its sign or role behind it."""
    if index + 1 >= len(blocks) or blocks[index].role or len(blocks[index].bare) > _SET_WIDTH:
        return False
    read = bylines.byline(blocks[index + 1].text)
    return read is not None and read.sure >= _SURE and not read.closing


_SURE = 0.9


_STANZA = 4


def _stopped(made: Block) -> bool:
    """Whether a line ends as the lines of a poem in the old forms do."""
    return made.bare[-1] in ",。;?!" and len(made.bare) <= _VERSE + 5


def _told(lines: Sequence[Block], texts: frozenset[str]) -> bool:
    """Whether the paragraphs of the page tell of what these lines say, so that they are headlines and no verse."""
    shares = [len(words & texts) / len(words) for words in (pairs(line.bare) for line in lines) if words]
    return bool(shares) and sum(shares) >= _TOLD * len(shares)


_PARAGRAPH = 40
_TOLD = 0.26
"""Of the pairs of ideographs in verse a twentieth stand in the page's paragraphs too, of those in headlines half."""


def _verse_end(run: Sequence[Block], behind: Block | None) -> int:
    """Where the verse in a run of short lines ends: the next article's title may stand at its foot.

    A title is told from the verse by a wider gap, by its indent, or by being longer than any verse before it.
    """
    if behind is None or words.section(behind.text) >= _LABEL or (behind.bare[0] in "([" and len(behind.bare) <= 30):
        return len(run)  # a label, or a signature in brackets
    for place in range(max(4, len(run) - _TITLE_LINES), len(run)):
        verse, title = run[1:place], run[place : None if place + 1 == len(run) or not _only_a_name(run[-1]) else -1]
        gaps = [line.gap for line in verse[1:]]
        apart = title[0].gap > min(gaps) and title[0].gap >= max(gaps)
        longer = min(len(line.bare) for line in title) > max(len(line.bare) for line in verse)
        if apart or longer or title[0].indent != verse[-1].indent:
            return place
    # Without a sign of it one line is left to be the title, unless all are indented as verse alone is.
    alike = len({line.indent for line in run[1:]}) == 1 and run[-1].indent
    return len(run) if alike else len(run) - 1


_LABEL = 0.9
"""A line that is so surely a section label ends the verse above it."""
_TITLE_LINES = 3


def _only_a_name(made: Block) -> bool:
    """Whether a short line under a title is the poet's name."""
    return only_a_name(made.text) or (pen_name(made.text) and bylines.byline(made.text) is not None)


def _settable(made: Block) -> bool:
    if made.role or len(made.lines) > 1 or made.full or not 2 <= len(made.bare) <= _SET_WIDTH:
        return False
    read = bylines.byline(made.text)
    named = read is not None and read.sure >= _NAMED
    return words.section(made.text) < _LABEL and not named and not titles.speaks(made.bare)


def _wide_verse(made: Block) -> bool:
    """Whether the block may be a verse wider than the page's columns, so that it runs over two lines."""
    return not made.role and len(made.lines) == 2 and len(made.bare) <= _SET_WIDTH + 10 and made.bare[-1] not in "。!?"


_AMONG = 4
"""So many lines of verse before it let a longer one pass."""
