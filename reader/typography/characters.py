"""What a character is to a typesetter: its line breaking class, its East Asian width and its cells on a terminal."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Any, NamedTuple

from reader import resources


class Kind(NamedTuple):
    """What is the same for all characters of one kind.

    ``lb`` is the Line_Break class (see data/typography/characters.txt for those that UAX #14 does not name),
    ``east_asian`` whether East_Asian_Width is F, W or H, ``ambiguous`` whether it is A; ``cells`` is the width on a
    terminal with narrow ambiguous characters, and ``widens`` says that U+FE0F makes it two cells wide.
    """

    lb: str
    east_asian: bool = False
    ambiguous: bool = False
    cells: int = 1
    widens: bool = False


# A kind travels as one byte from here on; codes below this one are free for others' use.
_FIRST_CODE = 0x21


class Table(dict[int, int]):
    """A map from a character to the code of its kind, made as characters are met: what ``str.translate`` takes."""

    def __init__(self, moved: dict[int, str]) -> None:
        """A table in which the characters of ``moved`` belong to the line breaking class given there."""
        super().__init__()
        self._moved = moved
        self._firsts, self._ranges = _ranges()
        self.kinds: list[Kind] = sorted({*(kind for _, kind in self._ranges), *_SYLLABLES, _OTHER})
        if moved:
            self.kinds += sorted({self._tailored(each) for each in moved} - set(self.kinds))
        self._code = {kind: code for code, kind in enumerate(self.kinds, _FIRST_CODE)}

    def __missing__(self, character: int) -> int:
        code = self[character] = self._code[self._tailored(character)]
        return code

    def _tailored(self, character: int) -> Kind:
        kind = self._found(character)
        if lb := self._moved.get(character):
            # A tab has a cell like any space, whatever a terminal would make of it.
            kind = kind._replace(lb=lb)
        return kind

    def _found(self, character: int) -> Kind:
        if 0xAC00 <= character <= 0xD7A3:
            return _SYLLABLES[(character - 0xAC00) % 28 > 0]
        place = bisect_right(self._firsts, character) - 1
        last, kind = self._ranges[place]
        return kind if character <= last else _OTHER

    def kind(self, character: str) -> Kind:
        """The kind of one character."""
        return self.kinds[self[ord(character)] - _FIRST_CODE]

    def encode(self, text: str) -> bytes:
        """The code of each character of ``text``, a byte each."""
        return text.translate(self).encode("latin-1")

    def codes(self, *, without: bool = False, **wanted: Any) -> bytes:
        """The codes of all kinds whose fields are, or are among, what is wanted: ``codes(lb=("OP", "CL"), cells=2)``.

        ``without`` turns the choice round.
        """
        if not wanted:
            return bytes(range(_FIRST_CODE, _FIRST_CODE + len(self.kinds)))
        tests = [(field, value if isinstance(value, tuple) else (value,)) for field, value in wanted.items()]
        chosen = []
        for code, kind in enumerate(self.kinds, _FIRST_CODE):
            for field, values in tests:
                if getattr(kind, field) not in values:
                    fits = False
                    break
            else:
                fits = True
            if fits != without:
                chosen.append(code)
        return bytes(chosen)

    def matching(self, **wanted: Any) -> bytes:
        """A regular expression's character class for ``codes(**wanted)``."""
        return b"[" + re.escape(self.codes(**wanted)) + b"]"

    def by_code(self, value: Any) -> bytes:
        """A 256-byte table for ``bytes.translate`` from a code to ``value(kind)``."""
        table = bytearray(256)
        for code, kind in enumerate(self.kinds, _FIRST_CODE):
            table[code] = value(kind)
        return bytes(table)


_OTHER = Kind("AL")
_SYLLABLES = (Kind("H2", True, False, 2), Kind("H3", True, False, 2))


@cache
def standard() -> Table:
    """Characters as the Unicode Character Database has them."""
    return Table({})


@cache
def chinese() -> Table:
    """Characters with the classes that Chinese setting moves (data/typography/chinese.toml)."""
    return Table({ord(character): lb for lb, characters in tailoring()["classes"].items() for character in characters})


@cache
def tailoring() -> dict[str, Any]:
    """The lists of data/typography/chinese.toml."""
    return resources.toml("typography", "chinese.toml")


@cache
def _ranges() -> tuple[list[int], list[tuple[int, Kind]]]:
    """The first code points of the ranges in data/typography/characters.txt; the last ones and the kinds."""
    firsts, ranges = [], []
    kinds: dict[str, Kind] = {}
    for line in resources.words("typography", "characters.txt"):
        span, _, described = line.partition(" ")
        first, _, last = span.partition("..")
        kind = kinds.get(described)
        if kind is None:
            lb, width, cells = described.split()
            kind = kinds[described] = Kind(lb, width == "E", width == "A", int(cells[0]), cells.endswith("+"))
        if kind.lb != "HS":  # Hangul syllables are told apart by their numbers.
            firsts.append(int(first, 16))
            ranges.append((int(last or first, 16), kind))
    return firsts, ranges
