"""Lines that may be headlines: how much each looks like one, and which of several is kicker, headline, subtitle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from reader.pages.blocks import Block
from reader.pages.breaks import Joints
from reader.pages.lexicon import any_of, table, weights
from reader.patterns import Pattern


def _words() -> dict[str, Any]:
    """The word lists on titles."""
    words: dict[str, Any] = table("lines")["title"]
    return words


_NUMBERED = Pattern(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]{1,3}[,:、章节步]|\d{1,2}[.、](?!\d)|[①-⑳])"
)
_SPEAKER = Pattern(
    lambda: (
        rf"^(?:({any_of(_words()['speakers'])})|[\u4e00-\u9fff]{{2,4}}(?:\([^():]{{2,12}}\))?"
        rf"|[\u4e00-\u9fff]{{0,6}}{any_of(_words()['nameless'])}[“@][^“”:]{{1,12}}”?)[:]"
    ),
    needs=":",
)
_TITLE = 6
"""What follows the place or the matter in a title (冯店村:…) has no fewer characters."""
_COUNTED = Pattern(lambda: rf"^[一二两三四五六七八九十百千万\d]{{1,4}}[{_words()['measures']}]")
_ENDED = Pattern("[。;,、:…]$")


@dataclass(frozen=True, slots=True)
class Title:
    """One reading of neighbouring title lines: the first line of the headline, the line after its last, the score.

    Lines before the headline are kicker, lines after it subtitle.
    """

    first: int
    last: int
    score: float


def candidate(block: Block) -> bool:
    """Whether ``block`` could be a headline, a kicker, a subtitle or a cross-head at all."""
    return 2 <= len(block.bare) <= 48 and possible(block.bare)


@lru_cache(8192)
def possible(bare: str) -> bool:
    """Whether the words of a line, folded and without blanks, can be a title's."""
    if _ENDED.search(bare):
        return False
    # 冯店村:一口古井… is a title, 记者:… and 老何:不多 are what somebody says.
    if (speaker := _SPEAKER.match(bare)) and not _SAID.search(bare):
        words, rest = bare[: speaker.end() - 1], bare[speaker.end() :]
        spoken = "[。!?]" if _PLACE.search(words) else "[,。!?]"
        if speaker.group(1) or len(rest) < _TITLE or re.search(spoken, bare):
            return False
    if (bare[0] == "(" and bare.find(")") == len(bare) - 1) or forecast(bare):
        return False
    if _SENTENCES.search(bare) or bare[0] in ",。、;:!?)”%" or _HYPHENATED.search(bare):
        return False
    inner = _QUOTED.sub("", bare[:-1])
    return sum(map(inner.count, ",!?")) <= 2 and not (
        bare[-1] in "”)" and re.search("[。!?,]”$", bare) and len(bare) > 30
    )


_SAID = Pattern("^[^:]{2,8}:“[^。“”]{4,22}[^。,“”]”$")
"""What somebody said as a title: in quotation marks from end to end, without a full stop."""
_PLACE = Pattern(lambda: f"{any_of(_words()['places'])}$")
_FORECAST = Pattern(
    lambda: rf"[今明后昨]{any_of(_words()['days'])}{any_of(_words()['parts_of_day'])}?:.*\d+(?:度|℃)", needs=":"
)
_HYPHENATED = Pattern("[A-Za-z]-$")
_SENTENCES = Pattern("[。;].")
_QUOTED = Pattern("“[^”]*”")


def forecast(bare: str) -> bool:
    """Whether the line tells a day's weather: 今日:多云,23至29度."""
    return _FORECAST.match(bare) is not None


def speaks(bare: str) -> bool:
    """Whether the line opens with a speaker: 问:, 记者:."""
    return _SPEAKER.match(bare) is not None


@cache
def _patterns() -> dict[str, Pattern]:
    words = table("lines")["subtitle"]
    return {
        "kicker": Pattern(rf"^{any_of(words['kicker_openings'])}"),
        "scene": Pattern(rf"{any_of(words['kicker_endings'])}$"),
        "subtitle": Pattern(rf"{any_of(words['subtitle_endings'])}$|^{any_of(words['subtitle_openings'])}"),
    }


def alone(block: Block, *, indents: bool) -> float:
    """How much ``block`` looks like a headline rather than a cross-head or a short paragraph, as log odds."""
    weight = weights("title")
    bare = block.bare
    size = len(bare)
    score = weight["bias"]
    if size < 5:
        score += weight["tiny"]
    elif size < 8:
        score += weight["short"]
    elif size > 36:
        score += weight["very_long"]
    elif size > 29:
        score += weight["long"]
    elif size >= 10:
        score += weight["full"]
    commas = bare.count(",") + bare.count(";")
    if commas == 2:
        score += weight["two_commas"]
    if bare[-1] in "?!":
        score += weight["question"] if size > 24 else 0.0
    if bare[-1] == "”" and size > 20 and bare[0] == "“":
        score += weight["quotation"]
    if indents:
        score += weight["indented"] if block.indent else weight["not_indented"]
    if _NUMBERED.match(bare):
        score += weight["numbered"]
    if two_clauses(block):
        score += weight["two_clauses"]
    if _BREAKS_OFF.search(bare):
        score += weight["breaks_off"]
    return score


def two_clauses(block: Block) -> bool:
    """Whether a headline of two clauses with a blank between: 汨罗江上 女子龙舟队划进前三."""
    clauses = block.lines[0].text.split()
    return len(block.lines) == 1 and len(clauses) == 2 and min(map(len, clauses)) >= 4


_WIDE = 14
"""A line of two clauses that is longer is the headline rather than what stands over it."""
_SHORT = 6
"""A headline as short as this often has a longer line over it."""
_STUB = 5
_DANGLING = Pattern(lambda: f"[{_words()['dangling']}]$")
_BREAKS_OFF = Pattern(lambda: f"[{_words()['breaks_off']}]$")


def numbered(bare: str) -> bool:
    """Whether a line begins with a number that counts, as cross-heads do: 一、 (二) 3."""
    return _NUMBERED.match(bare) is not None


_ITEMS = Pattern(lambda: f"([二两三四五六七八九十]|[2-9])[{_words()['items']}]$")
_COUNT = {"两": 2} | {figure: count for count, figure in enumerate("二三四五六七八九十", 2)}


def counted(bare: str) -> int:
    """How many items a title says there are below it (灯下三题), 0 where it does not say."""
    match = _ITEMS.search(bare)
    return (_COUNT.get(match[1]) or int(match[1])) if match else 0


def kicker_score(bare: str) -> float:
    """How much the line looks like a kicker over the line below it."""
    weight = weights("title")
    score = weight["kicker"]
    if len(bare) < _STUB - 1 or _DANGLING.search(bare):
        score += weight["no_line"]
    if _patterns()["kicker"].match(bare) or _patterns()["scene"].search(bare):
        score += weight["kicker_word"]
    if _NUMBERED.match(bare):
        score += weight["numbered"]
    if _COUNTED.match(bare) and "岁" not in bare[:5]:
        score += weight["counted"]
    if "“" in bare:
        score -= weight["quoted"]
    if bare[-1] in ":":
        score += 1
    return score


def subtitle_score(bare: str, headline: str) -> float:
    """How much the line looks like a subtitle under ``headline``."""
    weight = weights("title")
    score = weight["subtitle"]
    if len(bare) < _STUB or _DANGLING.search(headline):
        score += weight["no_line"]
    if bare.startswith(("—", "-", "——")):
        score += weight["dash"]
    if _patterns()["subtitle"].search(bare):
        score += weight["subtitle_word"]
    if _SAID.search(bare):
        score += weight["said"]
    if _COUNTED.match(bare):
        score += weight["counted"]
    if re.search(r"[一两二三四五六七八九十]{1,2}[家位个项名]|\d[家位个项名次起条件场处所]", bare[1:]):
        score += weight["counted"] / 2
    if len(bare) > len(headline) + 3:
        score += weight["longer"]
    if "“" in bare and "“" not in headline:
        score -= weight["quoted"]
    return score


def read(blocks: Sequence[Block], scores: Sequence[float], joints: Joints) -> Title:
    """The best reading of neighbouring title ``blocks`` (with their scores ``alone``) as one title."""
    weight = weights("title")
    best = Title(0, 1, -99.0)
    count = len(blocks)
    for first in range(min(count, 3)):
        for last in range(first + 1, min(count, first + 4) + 1):
            if count - last > 3:
                continue
            headline = "".join(block.bare for block in blocks[first:last])
            # The lines stand or fall together as a title; which of them is the headline, their roles tell.
            score = max(scores) + weight["own"] * (max(scores[first:last]) - max(scores))
            if len(headline) > 46:
                score += weight["very_long"]
            if last - first > 1:
                score += weight["numbered"] * sum(
                    _NUMBERED.match(block.bare) is not None for block in blocks[first:last]
                )
            for upper, lower in zip(blocks[first : last - 1], blocks[first + 1 : last], strict=True):
                score += line_break(upper.bare, lower.bare, joints)
                if upright(upper) != upright(lower):
                    score += weight["upright"]
            if any(map(upright, blocks)):
                score += weight["upright"] * sum(map(upright, [*blocks[:first], *blocks[last:]]))
            for block in blocks[:first]:
                score += kicker_score(block.bare)
                if two_clauses(block) and len(block.bare) > _WIDE:
                    score += weight["wide_kicker"]
                if _STUB <= len(headline) <= _SHORT < len(block.bare) - 2:
                    score += weight["short_headline"]
            score += weight["second_kicker"] * max(0, first - 1)
            for block in blocks[last:]:
                score += subtitle_score(block.bare, headline)
            score += weight["second_subtitle"] * max(0, count - last - 1)
            if score > best.score:
                best = Title(first, last, score)
    if best.score <= -99.0:
        return Title(0, 1, max(scores) - 2.0 * (count - 1))
    return best


def upright(block: Block) -> bool:
    """Whether the line was printed from top to bottom, one character a line, as headlines are."""
    line = block.lines[0]
    return line.end - line.start > len(line.text)


_QUOTES = {ord(mark): None for mark in "“”《》"}


def line_break(upper: str, lower: str, joints: Joints) -> float:
    """How likely one headline was broken into these two lines."""
    weight = weights("title")
    score = weight["two_lines"]
    if (
        upper.count("“") > upper.count("”")
        or upper.count("《") > upper.count("》")
        or upper.count("(") > upper.count(")")
    ):
        score += weight["open_bracket"]
    if upper[-1] in ",、:" or lower[0] in ",、:”》)?!":
        score += weight["open_bracket"]
    score += weight["runs_on"] * max(-2.0, min(4.0, joints.runs_on(upper, lower)))
    if len(lower) <= 4:
        score += weight["stub"]
    sizes = [len(line.translate(_QUOTES)) for line in (upper, lower)]
    if max(sizes) <= 9:
        score += weight["both_short"]
    if max(sizes) <= 10 and abs(sizes[1] - sizes[0]) <= 1:
        score += weight["balanced"]
    if sizes[1] - sizes[0] > 3:
        score += weight["unbalanced"]
    return score
