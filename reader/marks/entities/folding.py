"""One character for another before the tagger looks: forms it was never taught become the form it knows.

Full-width letters and figures, Chinese quotation marks, dashes and traditional characters were (nearly) absent from
what the model learned from. Folding is one to one, so offsets stay; it is for tagging only and never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from reader.resources import toml


@cache
def folded(character: str) -> str:
    """What the tagger reads for ``character``: always one character."""
    known = _table().get(character)
    if known is not None:
        return known
    composed = unicodedata.normalize("NFKC", character)
    if len(composed) == 1:
        character = composed
    lower = character.lower()
    if len(lower) == 1:
        character = lower
    character = _table().get(character, character)
    return _simplified(character) if "㐀" <= character <= "鿿" else character


def simplified(text: str) -> str:
    """``text`` with traditional characters replaced one by one; nothing else is changed."""
    # A codec tells what is outside the standard ten times as fast as a table changes every character.
    others = set(_REFERENCE.findall(text.encode("gb2312", "xmlcharrefreplace")))
    return text.translate(_SIMPLIFIED) if any(_SIMPLIFIED[code] != code for code in map(int, others)) else text


class _Translation(dict[int, int]):
    """A table for str.translate that fills itself."""

    def __missing__(self, code: int) -> int:
        new = ord(_simplified(chr(code))) if 0x3400 <= code <= 0x9FFF else code
        self[code] = new
        return new


_SIMPLIFIED = _Translation()
_REFERENCE = re.compile(rb"&#(\d{1,7});")


@cache
def _simplified(character: str) -> str:
    """The simplified form of a character that is not itself in the simplified standard (GB 2312)."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        converted: str = _converter().convert(character)
        return converted if len(converted) == 1 else character
    return character


@cache
def _converter() -> Any:
    # Loaded at the first character that is not GB 2312: most pages have none.
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = toml("names", "folding.toml")["fold"]
    return table
