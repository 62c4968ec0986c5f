"""The scan for figures: from candidate characters to finished figures."""

from __future__ import annotations

import re
from decimal import Decimal

from reader.model import Figure

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%", re.ASCII)


def scan(text: str, date: str | None = None) -> list[Figure]:
    """The figures of ``text`` in order."""
    return [
        Figure(m.start(), m.end(), m[0], m.start(), m.end(), "percent", value=Decimal(m[1]) / 100, unit="ratio")
        for m in _PERCENT.finditer(text)
    ]
