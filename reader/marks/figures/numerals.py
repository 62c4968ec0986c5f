"""Chinese, Arabic and mixed numerals: where they stand in a text and what they are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at ``text[start:end]`` and its exact value; ``vague`` numerals (二十几) carry their base as value."""

    start: int
    end: int
    text: str
    value: Decimal | Fraction | None
    vague: bool = False


def find_numerals(text: str) -> list[Numeral]:
    """Every numeral of ``text`` in order, whether or not it is a figure worth marking."""
    return [
        Numeral(m.start(), m.end(), m[0], Decimal(m[0])) for m in re.finditer(r"\d+(?:\.\d+)?", text, re.ASCII)
    ]
