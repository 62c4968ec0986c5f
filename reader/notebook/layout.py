"""The notebook file as bytes: JSON that TinyDB opens, a header line with a checksum, then one document a line.

::

    {"notebook": {"about": {"format": "newsreader notebook", "schema": 2, "revision": "…", "documents": 2, …}},
    "notes": {
    "0b8f…": {"article": "…", "text": "…"},
    "77aa…": {…}
    },
    "articles": {
    …
    }}

A line a document makes the file easy to read, to compare and, if it is ever damaged, to save what is whole.
"""

from __future__ import annotations

import gc
import json
import re
import secrets
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson

FORMAT = "newsreader notebook"
HEADER = "notebook"
HEAD = 512
"""Bytes that hold the header line for certain."""

Table = dict[str, Any]
Tables = dict[str, Table]

_COMMA = ord(",")
_CHECKSUM = re.compile(rb'"crc32": ?"([0-9a-f]{8})"')
_COUNT = re.compile(rb'"documents": ?(\d{1,12})')
_ENTRY = re.compile(r'"([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"\s*:\s*(?=\{)')
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


class Unreadable(Exception):
    """The bytes are no JSON object of tables; the message says where."""


@dataclass(frozen=True)
class Content:
    """What was read: the tables without the header, its schema (None: no header) and whether the checksum fits."""

    tables: Tables
    schema: int | None
    intact: bool
    documents: int | None


@dataclass
class Lines:
    """The encoded line of each document as written last, so that a save encodes only what has changed."""

    known: dict[str, tuple[Any, bytes | memoryview]] = field(default_factory=dict)

    def of(self, table: Table) -> list[bytes | memoryview]:
        """The lines of a table; a document is never changed in place, so its identity tells whether it is new."""
        known = self.known
        lines: list[bytes | memoryview] = []
        for key, document in table.items():
            hit = known.get(key)
            if hit is None or hit[0] is not document:
                hit = known[key] = (document, dumps(key) + b": " + dumps(document))
            lines.append(hit[1])
        return lines

    def learn(self, raw: bytes, tables: Tables) -> None:
        """Take the lines from ``raw``, an intact file that holds ``tables``, so that the first save is quick too.

        The lines are views into ``raw``, not copies. A file laid out in another way teaches nothing, and the first
        save then encodes all.
        """
        whole = memoryview(raw)
        at = raw.find(b"\n") + 1
        for table in tables.values():
            at = raw.find(b"\n", at) + 1
            for key, document in table.items():
                end = raw.find(b"\n", at)
                if end < 0 or not raw.startswith(b'"' + key.encode() + b'": {', at):
                    return
                self.known[key] = (document, whole[at : end - (raw[end - 1] == _COMMA)])
                at = end + 1
            at = raw.find(b"\n", at) + 1  # the closing line
            if not table:
                at = raw.find(b"\n", at) + 1

    def forget(self, tables: Mapping[str, Table]) -> None:
        """Drop the lines of documents that are not in ``tables``, once they are many."""
        if len(self.known) > 2 * sum(map(len, tables.values())) + 1000:
            self.known = {key: self.known[key] for table in tables.values() for key in table}


def encode(tables: Mapping[str, Table], schema: int, lines: Lines) -> list[bytes]:
    """The file's bytes for ``tables``, in pieces to be written one after another; the header has a new revision."""
    pieces: list[bytes] = []
    for name, table in tables.items():
        pieces += [(b",\n" if pieces else b"") + dumps(name) + b": {\n", b",\n".join(lines.of(table)), b"\n}"]
    pieces.append(b"}\n")
    lines.forget(tables)
    checksum = 0
    for piece in pieces:
        checksum = zlib.crc32(piece, checksum)
    about = {
        "format": FORMAT,
        "schema": schema,
        "revision": secrets.token_hex(8),
        "documents": sum(map(len, tables.values())),
        "crc32": f"{checksum:08x}",
    }
    header = json.dumps({HEADER: {"about": about}})[:-1].encode()
    return [header + (b",\n" if tables else b"\n"), *pieces]


def decode(raw: bytes) -> Content:
    """The tables in ``raw``. Raises Unreadable."""
    with collecting_later():
        try:
            value = loads(raw)
        except (ValueError, RecursionError) as error:
            raise Unreadable(str(error)) from error
    if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
        raise Unreadable("not an object of tables")
    start = raw.find(b"\n") + 1
    found = _CHECKSUM.search(raw[: min(start, HEAD)])
    intact = found is not None and int(found[1], 16) == zlib.crc32(memoryview(raw)[start:])
    head = value.pop(HEADER, None)
    if head is None:
        return Content(value, None, False, None)
    about = head.get("about")
    if not isinstance(about, dict) or about.get("format") != FORMAT or type(about.get("schema")) is not int:
        raise Unreadable("the header is not a notebook's")
    return Content(value, about["schema"], intact, declared(raw))


@contextmanager
def collecting_later() -> Iterator[None]:
    """Without garbage collection: making a million objects and no garbage takes twice as long with it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def declared(raw: bytes) -> int | None:
    """How many documents the header says there are, if the header can still be read."""
    found = _COUNT.search(raw.partition(b"\n")[0][:HEAD])
    return int(found[1]) if found else None


def salvage(raw: bytes) -> tuple[Table, set[str]]:
    """The documents in damaged bytes that are whole, by key, and the keys of those that are not.

    Works on this layout and on any other JSON writer's, since it looks for keys that are UUIDs.
    """
    text = raw.decode("utf-8", errors="replace")
    whole: Table = {}
    broken: set[str] = set()
    decoder = json.JSONDecoder()
    for entry in _ENTRY.finditer(text):
        try:
            document, _ = decoder.raw_decode(text, entry.end())
        except (ValueError, RecursionError):
            broken.add(entry[1])
            continue
        if any(_UUID.fullmatch(name) for name in document):  # its end is lost and it has swallowed the next
            broken.add(entry[1])
        else:
            whole[entry[1]] = document
    return whole, broken - whole.keys()


def loads(raw: bytes) -> Any:
    """The value of some JSON. Raises ValueError or RecursionError."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:  # the standard library takes lone surrogates, which other writers let through
        return json.loads(raw)


def dumps(document: Any) -> bytes:
    """``document`` as JSON on one line, unescaped UTF-8 wherever UTF-8 can say it."""
    try:
        return orjson.dumps(document)
    except TypeError:  # a lone surrogate or an integer of more than 64 bits that another program wrote
        return json.dumps(document).encode()
