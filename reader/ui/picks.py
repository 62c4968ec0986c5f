"""What the list of articles is narrowed down to: what the reader picked from the groups, beside what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SEVERAL = frozenset({"state", "tag"})
"""Groups of which an article can belong to several, so that several may be picked and all must hold."""


@dataclass(frozen=True, slots=True)
class Pick:
    """``query`` is a condition in the query language, ``label`` what it is called, ``group`` what it belongs to."""

    group: str
    query: str
    label: str


def toggled(picks: Sequence[Pick], pick: Pick) -> tuple[Pick, ...]:
    """``picks`` without ``pick`` if it is among them, else with it: in place of another one of its group, or beside."""
    if pick in picks:
        return tuple(each for each in picks if each != pick)
    return (*(each for each in picks if each.group != pick.group or pick.group in SEVERAL), pick)


def query_of(picks: Sequence[Pick], typed: str = "", *, beside: str = "") -> str:
    """The query that all ``picks`` and the ``typed`` one make together.

    For a group ``beside``: without its own pick where only one is possible, since another would take its place.
    """
    left_out = "" if beside in SEVERAL else beside
    parts = [_closed(each.query) for each in picks if each.group != left_out]
    return " ".join(filter(None, (*parts, typed)))


def condition(field: str, value: str) -> str:
    """The query for articles whose ``field`` is ``value``."""
    plain = value.replace('"', "")
    bare = plain and not any(sign.isspace() or sign in '|"“' for sign in plain)
    return f"{field}:{plain}" if bare else f'{field}:"{plain}"'


def _closed(query: str) -> str:
    """``query`` with its last quotation mark closed, so that what follows does not become part of it."""
    return query + '"' if query.count('"') % 2 else query
