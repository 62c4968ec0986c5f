"""The word lists of this floor, read once from data/pages/, and the folding that lets one list serve both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from reader.patterns import Pattern
from reader.resources import toml, words

_PUNCTUATION = str.maketrans(
    {
        "，": ",",
        "：": ":",
        "；": ";",
        "！": "!",
        "？": "?",
        "（": "(",
        "）": ")",
        "［": "[",
        "］": "]",
        "〔": "[",
        "〕": "]",
        "／": "/",
        "｜": "|",
        "丨": "|",
        "．": ".",
        "％": "%",
        "－": "-",
        "\u3000": " ",
        "\u00a0": " ",
        "\t": " ",
        "「": "“",
        "」": "”",
        "『": "“",
        "』": "”",
        "〇": "○",
        "•": "·",
        "・": "·",
        "‧": "·",
        "∙": "·",
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **{chr(0xFF21 + letter): chr(0x41 + letter) for letter in range(26)},
        **{chr(0xFF41 + letter): chr(0x61 + letter) for letter in range(26)},
    }
)


@cache
def _folding() -> dict[int, str]:
    simplified = {ord(entry[0]): entry[1] for entry in words("pages", "traditional.txt")}
    return {**simplified, **{place: str(folded) for place, folded in _PUNCTUATION.items()}}


@cache
def _usual() -> tuple[Pattern, Pattern, tuple[tuple[str, str], ...]]:
    """A pattern for what is folded, one for what is but for the commonest marks, and these marks with what they
    become."""
    seldom = "".join(re.escape(chr(place)) for place in _folding() if chr(place) not in _COMMON)
    marks = tuple((mark, _folding()[ord(mark)]) for mark in _COMMON)
    return Pattern(f"[{seldom}{_COMMON}]"), Pattern(f"[{seldom}]"), marks


_COMMON = "，：；！？（）\u3000"
"""What most simplified text has to be folded. These alone are replaced in a sixth of the time that a table takes."""


def fold(text: str) -> str:
    """``text`` with half-width punctuation, digits and letters, and simplified characters where the lists have them.

    One character for one, so that places in the folded text are places in ``text``.
    """
    if text.isascii():
        return text
    folded, seldom, common = _usual()
    first = folded.search(text)
    if not first:
        return text
    if seldom.search(text, first.start()):
        return text.translate(_folding())
    for mark, becomes in common:
        text = text.replace(mark, becomes)
    return text


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file ``name`` of data/pages/."""
    return toml("pages", f"{name}.toml")


@cache
def sections() -> frozenset[str]:
    """The section labels known by heart, folded."""
    return frozenset(fold(entry) for entry in words("pages", "sections.txt"))


@cache
def weights(name: str) -> dict[str, float]:
    """The weights of the model ``name``, by feature."""
    return {key: float(value) for key, value in table("weights")[name].items()}


def any_of(entries: Iterable[str]) -> str:
    """A regular expression for one of ``entries``, the longest that fits.

    Those that begin alike share their beginning, so that what none of them begins with is seen after as many steps as
    there are first characters, and not entries.
    """
    return f"(?:{_branches(sorted({fold(entry) for entry in entries}, key=len, reverse=True))})"


def _branches(entries: list[str]) -> str:
    """The branches of ``any_of`` for folded entries, the longest first."""
    rests: dict[str, list[str]] = {}
    for entry in entries:
        rests.setdefault(entry[:1], []).append(entry[1:])
    return "|".join(re.escape(first) + _behind(rest) for first, rest in rests.items())


def _behind(rest: list[str]) -> str:
    """What stands behind a character that all begin with: a group only where they part, which is dear to compile."""
    return re.escape(rest[0]) if len(rest) == 1 else f"(?:{_branches(rest)})"
