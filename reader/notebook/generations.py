"""Dated copies of the notebook: made, found, thinned out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Generation:
    """A copy of the notebook as it was at ``made``."""

    path: Path
    made: datetime
    size: int


def generations(notebook: Path) -> list[Generation]:
    """The copies kept of ``notebook``, newest first."""
    return []
