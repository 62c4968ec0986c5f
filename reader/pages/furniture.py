"""Lines put together into blocks, and blocks set aside as furniture for what stands beside them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise, takewhile

from reader.pages import adverts as advertising
from reader.pages import bylines, leads, rows, titles
from reader.pages import lines as words
from reader.pages.affinity import affinity
from reader.pages.blocks import Block, Line, block, ends, width
from reader.pages.glued import SIDE, STRAY, Printed
from reader.patterns import Pattern


def chained(printed: list[Printed], filled: list[int]) -> list[Block]:
    """The lines put together into blocks where the page was wrapped; ``filled`` tells which lines fill the width."""
    gaps = [printed[i + 1][0].gap for i in range(len(printed) - 1) if filled[i] and not printed[i + 1][0].indent]
    usual = sorted(gaps)[int(len(gaps) * 0.5)] if gaps else 0
    indented = indents([line for line, _, _ in printed], filled)
    tabular = [not role and rows.tabular(line.folded) for line, role, _ in printed]
    blocks: list[Block] = []
    chain: list[Line] = []
    last_filled = False

    def close() -> None:
        if chain:
            made = block(list(chain), full=last_filled)
            whole = len(chain) == 1 and made.text == chain[0].text
            aside = words.furniture(made.text, chain[0].folded if whole else None)
            if aside:
                made.role, made.why = aside
            blocks.append(made)
            chain.clear()

    for number, (line, role, why) in enumerate(printed):
        fills = bool(filled[number])
        if role:
            if why not in (SIDE, STRAY):
                close()
                last_filled = False
            aside_block = block([line])
            aside_block.role, aside_block.why = role, why
            blocks.append(aside_block)
            continue
        runs = chain and last_filled and not line.indent and line.gap <= usual
        behind = printed[number + 1][0] if number + 1 < len(printed) else None
        stub = len(line.text) <= 5  # a headline's last characters, no line of their own
        paragraph = stub or (fills and behind is not None and not behind.indent and behind.gap <= usual)
        # Behind a full stop, what neither fills its line nor ends a sentence is no paragraph's last line.
        if runs and not fills and ends(chain[-1].folded) and not ends(line.folded):
            runs = line.text[0] in "”’）)"
        if runs and not fills and width(line.text) > _WIDER * width(chain[-1].text):
            runs = False  # no line of a column is so much wider
        if indented and chain and not runs and chain[0].indent and not line.indent and line.gap <= usual:
            runs = _all_but_full(chain, line if fills else None) and not titles.possible("".join(line.folded.split()))
        if (tabular[number] or (number and tabular[number - 1])) and _in_table(tabular, number):
            runs = False
        # To be asked only where the line would go on, or may have a title above it.
        opens = bool(chain) and bool(runs or len(chain) > 1) and (_apart(line.text) or _leads(line))
        if opens and (title := _title_lines(chain)):
            above, chain[:] = chain[-title:], chain[:-title]
            close()
            chain.extend(above)
        pictured = bool(chain) and words.opens_caption(chain[0].folded) and _captioned(chain[-1].folded)
        if words.opens_caption(line.folded) or pictured:
            runs = False
        if chain and line.start < chain[-1].start:
            runs = False  # a column that stood above comes behind: it is put together as another column's is
        if not runs or opens or _apart(chain[-1].text) or (indented and not paragraph and _heads(chain, blocks)):
            close()
        chain.append(line)
        last_filled = fills
    close()
    return blocks


def _leads(line: Line) -> bool:
    """Whether a line opens with a dispatch's lead, as no line inside a paragraph does."""
    head = line.folded[:_LEAD]
    if "讯" not in head and "电" not in head:
        return False
    lead = leads.lead(line.text)
    return lead is not None and lead.dateline is not None


_LEAD = 24
_WIDER = 1.3


def _all_but_full(chain: list[Line], behind: Line | None) -> bool:
    """Whether the last line of ``chain`` is nearly as wide as the widest; where it is the only one, as ``behind``, a
    full line below it."""
    if len(chain) == 1:
        return behind is not None and width(chain[0].text) + 4 * chain[0].indent >= width(behind.text)
    widest = max(width(line.text) + 4 * line.indent for line in chain)
    return width(chain[-1].text) >= _NEARLY * widest


_NEARLY = 0.85


def _title_lines(chain: list[Line]) -> int:
    """How many lines at the end of ``chain`` are a title: they stand over a byline or lead, behind a whole sentence
    or one that does not go on in them, and end none themselves."""
    last = chain[-1].folded
    if ends(last) or len(last) < _SHORTEST or (last[-1] == ")" and "(" not in last):  # the end of a note: (李 / 明)
        return 0
    for count in range(1, min(len(chain), _TITLE_LINES + 1)):
        if ends(chain[-count - 1].folded):
            text = "".join("".join(line.folded for line in chain[-count:]).split())
            return count if len(text) <= _TITLE and titles.possible(text) else 0
    # The text above breaks off: where it does so least goes on.
    bare = ["".join(line.folded.split()) for line in chain[-_TITLE_LINES - 1 :]]
    joints = [(affinity(bare[-count - 1], bare[-count]), count) for count in range(1, len(bare))]
    least, count = min(joints, default=(0.0, 0))
    text = "".join(bare[-count:])
    return count if least < _FOLLOWS and len(text) <= _TITLE and titles.possible(text) else 0


_FOLLOWS = 0.3
"""A line that follows on the one above with less affinity may open a title."""
_SHORTEST = 3
_TITLE_LINES = 3
_TITLE = 40
"""Characters of a title at most."""


def _captioned(folded: str) -> bool:
    """Whether a caption ends with this line of it."""
    return folded[-1] in "。摄)" or ends(folded)


def _in_table(tabular: list[bool], number: int) -> bool:
    """Whether line ``number`` stands in a table, or behind the last row of one: two rows at least are next to it."""
    low = max(0, number - 2)
    return any(one and other for one, other in pairwise(tabular[low : number + 2]))


def pictured(made: list[Block]) -> list[Block]:
    """``made`` with who took a picture (记者李明/摄影) set aside where it interrupts a text or stands under a caption,
    and what stands between the text and it, on a line of its own, as the caption; the label of pictures that have no
    text (图片新闻) with them."""
    for place, one in enumerate(made):
        if one.role or len(one.bare) > _CREDIT or not _PHOTOGRAPHER.fullmatch(one.bare) or not place:
            continue
        above = made[place - 1]
        text = made[place - 2] if place > 1 else None
        if not above.role and len(above.lines) == 1 and text is not None and text.open and text.full:
            above.role, above.why = "caption", "stands over who took the picture"
        if above.role == "caption" or (above.open and above.full and not above.role):
            one.role, one.why = "caption", "tells who took the picture"
    for label, below in pairwise(made):
        if not label.role and below.role == "caption" and words.labels_pictures(label.text):
            label.role, label.why = "other", "stands over a picture"
    return made


_PHOTOGRAPHER = Pattern(
    "(?:[\u4e00-\u9fff]{2,6}报|本报)?(?:记者|通讯员)?[\u4e00-\u9fff]{2,4}/?(?:摄影|摄|翻摄|供图)", needs=("摄", "供图")
)
_CREDIT = 20


def bulleted(made: list[Block]) -> list[Block]:
    """``made`` with titles that begin with a triangle, as in a column of briefs, no longer taken for captions."""
    signed = [one for one in made if one.role == "caption" and one.bare[0] in _TRIANGLES]
    short = [one for one in signed if len(one.bare) <= 30 and not ends(one.bare) and not words.credited(one.text)]
    if len(short) >= _COLUMN:
        for one in short:
            one.role = one.why = ""
    return made


_TRIANGLES = "▲△▼▽"
_COLUMN = 3
"""So many lines with one sign are a column's."""


def see_also(made: list[Block]) -> list[Block]:
    """``made`` with the titles of other articles that stand in a list under 相关阅读 or 标题导航, or under 下一篇, set
    aside with it."""
    printed: Counter[str] | None = None
    for place, label in enumerate(made):
        told = words.lists(label.text) if label.role in ("", "other") else ""
        if told == "contents":
            printed = printed or Counter(_title(one) for one in made if len(one.bare) <= _LISTED_TITLE)
            _contents(made, place, printed)
        elif told == "beside" and place + 1 < len(made) and _title_of_another(made[place + 1]):
            for one in made[place : place + 2]:
                one.role, one.why = "other", words.LISTED
        if told != "others" or label.role:
            continue
        below = made[place + 1 : place + 1 + _ADVERT_LINES * 2]
        listed = 0
        while listed < len(below) and _LISTED.match(below[listed].bare) and len(below[listed].bare) <= 40:
            listed += 1
        if listed:
            for one in made[place : place + 1 + listed]:
                one.role, one.why = "other", "points to other articles"
    return made


def _contents(made: list[Block], place: int, printed: Counter[str]) -> None:
    """Set aside the titles listed under the label at ``place``: each is ``printed`` once more over its article, or has
    a sign or a number before it."""
    seen: set[str] = set()
    last = place
    for one in takewhile(_title_of_another, made[place + 1 : place + 1 + _MOST_TITLES]):
        title = _title(one)
        if title in seen or not (_LISTED.match(one.bare) or printed[title] > 1):
            break  # the first article begins
        seen.add(title)
        last += 1
    for one in made[place : last + 1] if seen else ():
        one.role, one.why = "other", words.LISTED


def _title(one: Block) -> str:
    return one.bare[words.bullet(one.bare) :]


def _title_of_another(one: Block) -> bool:
    return not one.role and len(one.bare) <= _LISTED_TITLE and one.bare[-1] != "。"


_MOST_TITLES = 40
_LISTED_TITLE = 40

_LISTED = Pattern(r"[·•●○◆■▪★☆>»►▶-]|\d{1,2}[.、]|\[")


def adverts(made: list[Block]) -> list[Block]:
    """``made`` with the short lines above an advertisement's address or telephone set aside with it.

    They belong to it where they sell something, or where no blank line parts them on a page that has blank lines.
    """
    least = min((one.gap for one in made[1:]), default=0)  # a blank line may stand after every line
    long = [one for one in made[1:] if len(one.bare) >= 30]
    spaced = bool(long) and sum(one.gap > least for one in long) >= 0.8 * len(long)
    for place, advert in enumerate(made):
        if advert.role != "advert":
            continue
        upper = place
        while upper > 0 and place - upper < _ADVERT_LINES and _slogan(made[upper - 1]) and made[upper].gap <= least:
            upper -= 1
        group = made[upper:place]
        apart = spaced and made[upper].gap > least
        selling = next((place for place, one in enumerate(group) if advertising.sells(one.text)), len(group))
        if apart or selling < len(group):
            for one in group if apart else group[selling:]:
                one.role, one.why = "advert", "stands over an advertisement's address or telephone"
        for one in made[place + 1 : place + 1 + _ADVERT_LINES]:
            if one.role != "advert" and not (_slogan(one) and advertising.contact(one.text)):
                break
            one.role, one.why = "advert", one.why or "stands under an advertisement"
    return made


_ADVERT_LINES = 5


def _slogan(one: Block) -> bool:
    short = not one.role and len(one.lines) == 1 and len(one.bare) <= 24 and not one.indent
    return short and not ends(one.bare[-8:]) and not bylines.byline(one.text)


def indents(printed: list[Line], filled: list[int]) -> bool:
    """Whether paragraphs of the wrapped page begin with an indent: most long lines that follow a short one do."""
    starts = [
        line
        for before, line, fills in zip(printed, printed[1:], filled, strict=False)
        if not fills and ends(before.folded) and len(line.text) >= 10
    ]
    return len(starts) >= 3 and sum(line.indent for line in starts) >= 0.5 * len(starts)


_BACK = 40
"""How many blocks back the text that a line may go on with is looked for."""


def _heads(chain: list[Line], blocks: list[Block]) -> bool:
    """Whether, on a page with indents, the one line of ``chain`` is no paragraph's: it is not indented, nothing that
    stands before it goes on in it, and it reads like a title."""
    if (
        len(chain) > 1
        or chain[0].indent
        or re.search("[。；;]|[，,、].*[，,、]|[的在是和与及将把被为以对]$", chain[0].text)
    ):
        return False
    before = next((made for made in blocks[: -1 - _BACK : -1] if not made.role), None)
    text_before = before is not None and (len(before.lines) > 1 or before.indent)
    return not (before is not None and text_before and (before.open or before.full))


def drop_caps(made: list[Block]) -> list[Block]:
    """The blocks with an initial that was set large put before the paragraph it opens."""
    result: list[Block] = []
    for following in made:
        before = result[-1] if result else None
        if (
            before is not None
            and not (before.role or following.role or following.indent)
            and _INITIAL.fullmatch(before.bare)
            and len(following.bare) >= 8
            and not (len(result) > 1 and result[-2].open and len(result[-2].bare) > 40)
        ):
            whole = block(before.lines + following.lines, full=following.full)
            whole.indent = True
            result[-1] = whole
        else:
            result.append(following)
    return result


_INITIAL = Pattern('[“"]?[\u4e00-\u9fff]')


@lru_cache(64)
def _apart(text: str) -> bool:
    """Whether a line stands for itself whatever its length: a byline or a section label."""
    if len(text) <= 12 and words.section(text) == 1.0:
        return True
    if len(text) > 60 or not (bylines.HINTED.search(text) or text.endswith((")", "）"))):
        return False
    read = bylines.byline(text)
    return read is not None and read.sure >= 0.9
