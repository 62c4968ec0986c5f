"""Blocks set aside as furniture, or taken back, for what stands beside them; large initials put before their text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, takewhile

from reader.pages import adverts as advertising
from reader.pages import bylines
from reader.pages import lines as words
from reader.pages.blocks import Block, block, ends
from reader.patterns import Pattern


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
