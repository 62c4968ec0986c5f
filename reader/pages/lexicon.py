"""The word lists of this floor, read once from data/pages/, and the folding that lets one list serve both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

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


def fold(text: str) -> str:
    """``text`` with half-width punctuation, digits and letters, and simplified characters where the lists have them.

    One character for one, so that places in the folded text are places in ``text``.
    """
    return text if text.isascii() else text.translate(_folding())


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
    return {key: float(value) for key, value in toml("pages", "weights.toml")[name].items()}


def any_of(entries: Iterable[str]) -> str:
    """A regular expression for one of ``entries``, the longest that fits."""
    return "(?:" + "|".join(re.escape(fold(entry)) for entry in sorted(set(entries), key=len, reverse=True)) + ")"
