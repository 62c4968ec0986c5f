"""Completion of a query as one types it: field names, states, and the values that the library holds."""

from __future__ import annotations

import re
import sqlite3
import threading
from dataclasses import dataclass
from functools import cache

from reader.library.names import names_beginning
from reader.library.pinyin import expand, is_pinyin
from reader.library.query import FIELDS, FIGURE_FIELDS, STATES
from reader.library.terms import fold

_WORD = re.compile(r"(-?)(?:([^\s:：<>=\"“]+)([:：]))?([^\s|]*\|)*([^\s|]*)$")
_KINDS = {
    "person": ("PER", "BYLINE"), "org": ("ORG",), "place": ("LOC",), "work": ("WORK",), "event": ("EVENT",),
    "byline": ("BYLINE",), "name": ("PER", "LOC", "ORG", "WORK", "EVENT", "BYLINE"),
}  # fmt: skip
_FLAGS = ("truncated", "continued-from", "continued-to", "untitled", "doubtful")


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` in place of ``start``…``end`` of the query; ``detail`` is the number of articles, where it is known."""

    text: str
    start: int
    end: int
    detail: str = ""


def complete(
    connection: sqlite3.Connection, query: str, cursor: int | None = None, limit: int = 12
) -> list[Completion]:
    """What could stand at ``cursor`` (by default the end) of ``query``, the likeliest first."""
    end = len(query) if cursor is None else cursor
    match = _WORD.search(query[:end])
    if match is None:
        return []
    typed, start = match[5], match.start(5)
    if match[2] is not None:
        field = FIELDS.get(fold(match[2]))
        values = _values(connection, field, typed, limit) if field is not None else []
        return [Completion(_quoted(text), start, end, str(count) if count else "") for text, count in values][:limit]
    if not typed:
        return []
    level = fold(typed)
    if FIELDS.get(level.lstrip("-").rstrip(":<>=≤≥")) in FIGURE_FIELDS:
        _expect_figure()
    found = [
        Completion(name + (">" if field in FIGURE_FIELDS else ":"), start, end)
        for name, field in FIELDS.items()
        if name.startswith(level)
    ]
    found += [Completion(name, start, end) for name in STATES if name.startswith(level) and name != level]
    for text, _kind, count in names_beginning(connection, typed, _KINDS["name"], limit):
        found.append(Completion(_quoted(text), start, end, str(count)))
    if is_pinyin(typed):
        found.extend(Completion(text, start, end) for text in expand(connection, typed, limit))
    return list({completion.text: completion for completion in reversed(found)}.values())[::-1][:limit]


def _values(connection: sqlite3.Connection, field: str, typed: str, limit: int) -> list[tuple[str, int]]:
    """Values of ``field`` that begin with ``typed`` or are meant by it as pinyin, with their articles."""
    if field in _KINDS:
        wanted = [typed, *(expand(connection, typed, limit) if is_pinyin(typed) else ())]
        return [
            (text, count)
            for each in wanted
            for text, _kind, count in names_beginning(connection, each, _KINDS[field], limit)
        ]
    listed = {
        "section": "SELECT section, count(*) FROM article WHERE section != '' GROUP BY 1 ORDER BY 2 DESC, 1",
        "tag": "SELECT tag, count(*) FROM tag GROUP BY 1 ORDER BY 2 DESC, 1",
        "date": "SELECT substr(date, 1, 7), count(*) FROM article WHERE date != '' GROUP BY 1 ORDER BY 1 DESC",
        "source": "SELECT source, count(*) FROM article GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1000",
        "measured": "SELECT text, 0 FROM measure LIMIT 5000",
    }.get(field)
    if field == "flag":
        return [(flag, 0) for flag in _FLAGS if flag.startswith(typed)]
    if listed is None:
        return []
    expanded = {fold(text) for text in expand(connection, typed)} if is_pinyin(typed) else set()
    level = fold(typed)
    return [
        (text, count)
        for text, count in connection.execute(listed)
        if (folded := fold(text)).startswith(level) or folded in expanded or (field == "source" and level in folded)
    ][:limit]


@cache
def _expect_figure() -> None:
    """Load the rules of figures, which takes a third of a second, while the value is still to be typed."""
    from reader.marks import find_figures

    threading.Thread(target=find_figures, args=("1",), daemon=True).start()


def _quoted(text: str) -> str:
    return f'"{text}"' if any(character.isspace() or character == "|" for character in text) else text
