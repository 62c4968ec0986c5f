"""Text to index tokens: folding that makes variants alike, pairs of neighbouring ideographs, and FTS5 expressions.

Ideographs are indexed as overlapping pairs (消费观察 → 消费 费观 观察 察). A run of n ideographs is found as the phrase
of its n-1 pairs wherever it stands, however a segmenter would have cut the words there, and a query needs no
dictionary: the first keystroke is as fast as the last. The closing single ideograph makes every ideograph the
beginning of a token, so that one of them alone is a prefix search.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from operator import add
from typing import Any

INDEX_VERSION = 1
"""Goes up when the tokens made here change; the index is then made anew."""

IDEOGRAPHS = "㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{IDEOGRAPHS}]+|[^\W_{IDEOGRAPHS}]+")
_HAN = re.compile(rf"[{IDEOGRAPHS}]")
_LONG = 100
"""Code points from which on a text is made into tokens by arrays, which is then quicker."""


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        for change in (_compatible, str.lower, _simplified):
            changed = change(character)
            if len(changed) == 1:
                character = changed
        self[code] = character
        return character

    def learn(self, codes: Iterable[int]) -> None:
        """Learn many at once, in much less time than one by one."""
        made = {code: chr(code) for code in codes if code not in self}
        for change in (_compatible, str.lower):
            for code, character in made.items():
                if len(changed := change(character)) == 1:
                    made[code] = changed
        # Each on a line of its own, so that none is taken for a part of a word.
        written = "\n".join(character if _HAN.match(character) else "-" for character in made.values())
        simplified = _converter().convert(written).split("\n") if made else []
        for (code, character), changed in zip(made.items(), simplified, strict=True):
            self[code] = changed if len(changed) == 1 and _HAN.match(character) else character


def fold(text: str) -> str:
    """``text`` with full-width, upper-case and traditional characters made alike; never longer or shorter.

    Position i of the result stands for position i of ``text``.
    """
    return text.translate(_folding)


def learn(codes: Iterable[int]) -> None:
    """Make ``fold`` ready for the characters with these code points."""
    _folding.learn(codes)


def runs(text: str) -> list[tuple[int, int]]:
    """The ranges of ``text`` that are searched as one: stretches of ideographs, words and numbers."""
    return [match.span() for match in _RUN.finditer(text)]


def tokens(text: str) -> str:
    """``text`` as tokens for the index, separated by blanks."""
    if len(text) >= _LONG:
        from reader.library.pairs import tokens_of_long

        return tokens_of_long(text)
    made: list[str] = []
    for run in _RUN.findall(fold(text)):
        if _HAN.match(run):
            made.extend(map(add, run, run[1:]))
            made.append(run[-1])
        else:
            made.append(run)
    return " ".join(made)


def kind_of(character: str) -> int:
    """What ``character`` (folded) is in the index: 1 an ideograph, 2 part of another word or number, 3 neither."""
    return 1 if _HAN.match(character) else 2 if _RUN.match(character) else 3


def phrase(text: str) -> str | None:
    """The FTS5 phrase that finds ``text`` as it is being typed: its last word may go on.

    None if there is nothing in it to be searched for (blanks, punctuation).
    """
    found = _RUN.findall(fold(text))
    if not found:
        return None
    made: list[str] = []
    for number, run in enumerate(found):
        if not _HAN.match(run):
            made.append(run)
            continue
        made.extend(map(add, run, run[1:]))
        if number < len(found) - 1 or len(run) == 1:
            made.append(run[-1])
    last = found[-1]
    # One ideograph is the beginning of its pairs. One letter or digit begins a good part of all words, and to gather
    # them would be felt: on its own it is found as it is, and waits for the next to be a beginning.
    open_end = len(last) == 1 and len(found) + bool(_HAN.match(last)) > 1 or len(last) > 1 and not _HAN.match(last)
    return '"' + " ".join(made) + '"' + ("*" if open_end else "")


def is_word(folded: str) -> bool:
    """Whether ``folded`` (two ideographs or more) could stand in the index of words."""
    return len(folded) >= 2 and all(map(_HAN.match, folded))


def _compatible(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _simplified(character: str) -> str:
    """The simplified form; of 乾 it is 干, though simplified text keeps 乾坤: both sides are changed alike."""
    return _converter().convert(character) if _HAN.match(character) else character


@cache
def _converter() -> Any:
    from opencc import OpenCC  # 30 ms, with the first ideograph that is searched

    return OpenCC("t2s")


_folding = _Folding()
