"""Furniture that is printed in one line with text: page headers, folios, jumps, captions, the sides of boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reader.pages import headers
from reader.pages import lines as words
from reader.pages.blocks import Line, ends
from reader.pages.breaks import Joints
from reader.pages.lexicon import any_of, table
from reader.patterns import Pattern
from reader.words import lies_across

Printed = tuple[Line, str, str]
"""A line with its role and the reason, "" where they are open."""

SIDE = "side of a box"
"""Why the sign at a line's end is set aside: the text goes on in the next line all the same."""

STRAY = "a stray mark"
"""Why specks and marks without a text are set aside, which a scan leaves; they interrupt nothing."""
_SPECKS = 4
_SPECK = Pattern(r"(?:[^\w“”‘’()○□■●◆△▲◇☆★※]|_|[丶丿]|\s){1,4}|[A-Za-z]")
_CLOSING = Pattern("[,。、:;!?…—–.)”’》】%‰℃-]+")


def _stray(folded: str, before: str, behind: Sequence[Line]) -> bool:
    """Whether a line of a few characters is neither the end of the text ``before`` it nor the start of what is next."""
    if not _SPECK.fullmatch(folded) or folded in ("……", "——"):
        return False
    if _CLOSING.fullmatch(folded) and before and not ends(before):
        return False
    if folded.isalpha() and folded.isascii():
        return not (behind and behind[0].text[:1].isascii() and behind[0].text[:1].islower())
    return True


def unglued(ordered: list[Line]) -> list[Printed]:
    """The lines, those that are furniture by their own words set aside, what is glued to the others cut off."""
    masthead = headers.Masthead([line.folded for line in ordered])
    found: list[Printed] = []
    before = ""  # the text's last line
    for number, line in enumerate(ordered):
        aside = words.furniture(line.text, line.folded)
        if (
            len(line.text) <= _SPECKS
            and not (aside and aside[1] == words.RULE)
            and _stray(line.folded, before, ordered[number + 1 : number + 2])
        ):
            found.append((line, "other", STRAY))
            continue
        if aside and (aside[0] in ("header", "editor", "jump") or words.stands_alone(line.text, aside)):
            found.append((line, *aside))
        elif not aside and number in masthead.headers:
            found.append((line, "header", "page header: date, page and paper, or what is printed with them"))
        else:
            before = line.folded
            behind = ordered[number + 1] if number + 1 < len(ordered) else None
            found += _unglued(line, behind, masthead.folios(number))
    return found


def _unglued(line: Line, behind: Line | None, folios: set[str]) -> list[Printed]:
    """A line of text and what is glued to it."""
    found: list[Printed] = []
    bordered = len(line.text) <= _WIDEST and (line.text[0] in _BOX or line.text[-1] in _BOX)
    sides = _SIDES.fullmatch(line.text) if bordered else None
    if sides:
        low, high = sides.span(1)
        if low:
            first, line = _cut(line, low)
            found.append((first, "other", SIDE))
        if high < sides.end():
            line, last = _cut(line, high - low)
            found.append((last, "other", SIDE))
    rest = line
    header = 0
    if rest.text[0] in "—–-" or (_HEADED.search(rest.text[:60]) and _NUMBERED.search(rest.text[:60])):
        header = headers.glued_header(rest.folded[:120])
    if header:
        first, rest = _cut(rest, header)
        rest.indent = True
        found.append((first, "header", "page header run into the text"))
    folio = _folio(rest.folded, behind.folded if behind else "", folios) if folios else None
    if folio:
        low, high = folio
        if low:
            first, rest = _cut(rest, low)
            found.append((first, "", ""))
        if high - low < len(rest.text):
            last, rest = _cut(rest, high - low)
            found.append((last, "header", "the page's number"))
        else:
            found.append((rest, "header", "the page's number"))
            return found
    if "摄" in rest.folded and (caption := _caption(rest.folded)):
        low, high = caption
        first, rest = _cut(rest, low)
        last, rest = _cut(rest, high - low)
        found += [(first, "", ""), (last, "caption", "belongs to a picture")]
    if "版" not in rest.text[:40] and "版" not in rest.text[-40:]:
        found.append((rest, "", ""))
        return found
    head, tail = words.jump_parts(rest.folded[:60])
    if head and head < len(rest.text):
        first, rest = _cut(rest, head)
        found.append((first, "jump", "points to another page"))
    if len(rest.text) > 60:
        tail = words.jump_parts(rest.folded[-60:])[1]
    if tail and tail < len(rest.text):
        rest, last = _cut(rest, len(rest.text) - tail)
        found += [(rest, "", ""), (last, "jump", "points to another page")]
    else:
        found.append((rest, "", ""))
    return found


_HINTS = {
    "版期報报": "[0-9０-９].*[版期報报]|[版報报期].*[0-9０-９]|星期",
    "A-Z": "[0-9].*[A-Z]|[A-Z].*[0-9]",
}
"""Of these one stands in every line with a header in it; before each, as the inside of a class of characters, what it
cannot be without."""
_NUMBERED = Pattern("|".join(_HINTS.values()))
_HEADED = Pattern(f"[{''.join(_HINTS)}]")  # what is seldom met and quickly found
_WIDEST = 200
_BOX = frozenset("│┃║▏▕┆┊┇┋|｜")
_SIDES = Pattern(r"[│┃║▏▕┆┊┇┋|｜]?\s*([^│┃║▏▕┆┊┇┋|｜]*[^│┃║▏▕┆┊┇┋|｜\s])\s*[│┃║▏▕┆┊┇┋|｜]?")


def _cut(line: Line, length: int) -> tuple[Line, Line]:
    """``line`` in two after ``length`` characters; blanks at the cut belong to neither."""
    first = line.part(0, length)
    first.indent, first.gap = line.indent, line.gap
    return first, line.part(length, None)


def _folio(folded: str, behind: str, folios: set[str]) -> tuple[int, int] | None:
    """Where one of ``folios``, the numbers of this page, stands in a line of text where it can be no part of it.

    A letter with figures (A12) may stand between any two characters, a bare number at the line's end, where the text
    goes on in the next line without counting anything.
    """
    for folio in folios:
        if folio not in folded:
            continue
        if folio.isdigit():
            end = _LAST_NUMBER.search(folded) if folded.endswith(folio) else None
            if (
                not end
                or end[1] not in (folio, "0" + folio)
                or _COUNTED.search(folded[: end.start()])
                or len(folded) < _LEAST
            ):
                continue
            if behind and not re.match(_HAN, behind):
                continue
            if not (behind and _measures().match(behind)):
                low = end.start()
                return low, len(folded)
        elif len(folded) >= _LEAST:
            place = re.search(rf"(?<=[\u4e00-\u9fff,、。”]){folio}(?={_HAN}|[,、。])|(?<={_HAN}){folio}$", folded)
            if place and not _measures().match(folded, place.end()):
                return place.span()
    return None


_HAN = "[\u4e00-\u9fff]"
_LAST_NUMBER = Pattern(rf"(?<={_HAN})\s*(\d+)$")
_LEAST = 8
_COUNTED = Pattern(lambda: f"[{table('lines')['folio']['counts']}]$")
"""Behind one of these a number is the text's own."""


@cache
def _measures() -> Pattern:
    return Pattern(any_of(table("lines")["folio"]["measures"]))


_CREDIT = Pattern(
    r"[。!?”)\s](?:图为|上图|下图)?\s?(?:(?:本报|本刊|本网|新华社|中新社)?\s?(?:特约|见习|实习|首席)?(?:记者|通讯员|摄影)\s*)"
    r"[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,3}\s*摄\)?(?=[\u4e00-\u9fff“,。])"
)
"""Who took a picture, with text behind it in the same line."""
_TALLEST = 60


def _caption(folded: str) -> tuple[int, int] | None:
    """Where a caption stands inside a line of text: it ends with who took the picture, and the text goes on behind it.

    Its beginning is where the text before it runs on best into the text behind it.
    """
    credit = _CREDIT.search(folded)
    if not credit or len(folded) - credit.end() < 2:
        return None
    least = max(3, credit.start() - _TALLEST)
    if opening := re.search("图为|[上下左右]图:", folded[least : credit.start()]):
        return least + opening.start(), credit.end()
    judge = Joints((folded[: credit.start()], folded[credit.end() :]))
    rest = "".join(folded[credit.end() : credit.end() + 40].split())
    best, start = -9.0, 0
    for place in range(credit.start() - 3, least, -1):
        before = "".join(folded[max(0, place - 120) : place].split())
        if folded[place] in ",。、;:!?”) " or lies_across(folded[place - 3 : place + 3], 3):
            continue
        score = 0.0 if before[-1] in "。!?" else judge.runs_on(before, rest)
        if score > best:
            best, start = score, place
        if before[-1] in "。!?":
            break  # a caption is one sentence
    return (start, credit.end()) if start else None
