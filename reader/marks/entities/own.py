"""The user's own names, and the words that the user knows to be none."""

from __future__ import annotations

from pathlib import Path

from reader.marks.entities.lists import lists
from reader.model import EntityKind

KINDS: tuple[EntityKind, ...] = ("PER", "LOC", "ORG", "WORK", "EVENT")


def own_names(path: Path) -> dict[str, EntityKind]:
    """The user's list of names: one a line, with its kind (PER, LOC, ORG, WORK, EVENT) behind a blank where wanted.

    Without a kind it is taken from how the name looks. A file that is missing or cannot be read is an empty list.
    """
    names: dict[str, EntityKind] = {}
    for line in _lines(path):
        name, _blank, kind = line.rpartition(" ")
        known = next((k for k in KINDS if k == kind.upper()), None)
        if known and name.strip():
            names[name.strip()] = known
        else:
            names[line] = _looks_like(line)
    return names


def own_stops(path: Path) -> frozenset[str]:
    """The user's list of words that are no names, one a line."""
    return frozenset(_lines(path))


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [" ".join(entry) for line in lines if (entry := line.split("#", 1)[0].split())]


def _looks_like(name: str) -> EntityKind:
    ready = lists()
    if any(end == len(name) for _start, end in ready.ending.spans(name)):
        return "ORG"
    if name in ready.known_places or name[-1] in "省市县区州镇乡村":
        return "LOC"
    return "PER" if "·" in name or (len(name) <= 4 and ready.surname(name)) else "ORG"
