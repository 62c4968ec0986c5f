"""Dated copies of the notebook: made, found, thinned out."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.notebook import atomic
from reader.notebook.layout import HEAD

RECENT, DAYS, MONTHS = 5, 14, 12
"""Kept are the newest copies, the newest of each of so many days that have one, and of so many months."""

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_NAME = re.compile(r".*-(\d{8}T\d{6}\.\d{6}Z)\.json")


@dataclass(frozen=True, slots=True)
class Generation:
    """A copy of the notebook, as it was at ``made`` (UTC), of ``size`` bytes."""

    path: Path
    made: datetime
    size: int


def folder(notebook: Path) -> Path:
    """Where the copies of ``notebook`` lie."""
    return notebook.with_name(notebook.stem + ".generations")


def generations(notebook: Path) -> list[Generation]:
    """The copies kept of ``notebook``, newest first."""
    found = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder(notebook)) as entries:
        for entry in entries:
            if (name := _NAME.fullmatch(entry.name)) and entry.is_file():
                made = datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC)
                found.append(Generation(Path(entry.path), made, entry.stat().st_size))
    return sorted(found, key=lambda generation: generation.made, reverse=True)


def due(notebook: Path, now: datetime) -> bool:
    """Whether no copy has been made today."""
    newest = next(iter(generations(notebook)), None)
    return newest is None or newest.made.date() != now.date()


def keep(notebook: Path, now: datetime) -> Path | None:
    """Keep the notebook's file as it is as a copy made ``now``, and thin out the older copies.

    None if there is no file or the newest copy is of the same state. Raises OSError; then no copy was made and none
    removed.
    """
    kept = generations(notebook)
    try:
        if kept and kept[0].size == notebook.stat().st_size and _head(kept[0].path) == _head(notebook):
            return None
        content = notebook.read_bytes()
    except FileNotFoundError:
        return None
    folder(notebook).mkdir(mode=0o700, exist_ok=True)
    path = folder(notebook) / f"{notebook.stem}-{now.astimezone(UTC).strftime(_STAMP)}.json"
    atomic.sweep(path.with_name("*"))
    atomic.write(path, content)
    for generation in surplus([Generation(path, now, len(content)), *kept]):
        with contextlib.suppress(OSError):
            generation.path.unlink()
    return path


def _head(path: Path) -> bytes:
    """The header line, which has a revision and a checksum and so tells one state from every other."""
    with path.open("rb") as file:
        return file.read(HEAD)


def surplus(found: list[Generation]) -> list[Generation]:
    """Which of ``found`` (newest first) need not be kept."""
    kept = {generation.path for generation in found[:RECENT]}
    for pattern, number in (("%Y%m%d", DAYS), ("%Y%m", MONTHS)):
        newest: dict[str, Path] = {}
        for generation in found:
            newest.setdefault(generation.made.strftime(pattern), generation.path)
        kept.update(list(newest.values())[:number])
    return [generation for generation in found if generation.path not in kept]
