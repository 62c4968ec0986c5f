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
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

FORMAT = "newsreader notebook"
HEADER = "notebook"
HEAD = 512
"""Bytes that hold the header line for certain."""

Table = dict[str, Any]
Tables = dict[str, Table]

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

    known: dict[str, tuple[Any, bytes]] = field(default_factory=dict)

    def of(self, name: str, document: Any) -> bytes:
        """The line of ``document`` under the key ``name``; a document is never changed in place, so identity tells."""
        hit = self.known.get(name)
        if hit is not None and hit[0] is document:
            return hit[1]
        line = dumps(name) + b": " + dumps(document)
        self.known[name] = (document, line)
        return line


def encode(tables: Mapping[str, Table], schema: int, lines: Lines) -> bytes:
    """The file's bytes for ``tables``; the header, with a new revision, is made here."""
    body = bytearray()
    number = 0
    for name, table in tables.items():
        body += (b",\n" if body else b"") + dumps(name) + b": {\n"
        body += b",\n".join([lines.of(key, document) for key, document in table.items()])
        body += b"\n}"
        number += len(table)
    body += b"}\n"
    if len(lines.known) > 2 * number + 1000:
        lines.known = {key: lines.known[key] for table in tables.values() for key in table}
    about = {
        "format": FORMAT,
        "schema": schema,
        "revision": secrets.token_hex(8),
        "documents": number,
        "crc32": f"{zlib.crc32(body):08x}",
    }
    header = json.dumps({HEADER: {"about": about}})[:-1].encode()
    return header + (b",\n" if tables else b"\n") + bytes(body)


def decode(raw: bytes) -> Content:
    """The tables in ``raw``. Raises Unreadable."""
    collecting = gc.isenabled()
    gc.disable()  # a parse makes a million objects and no garbage; collecting meanwhile doubles its time
    try:
        value = loads(raw)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    finally:
        if collecting:
            gc.enable()
    if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
        raise Unreadable("not an object of tables")
    header, _, body = raw.partition(b"\n")
    found = _CHECKSUM.search(header[:HEAD])
    intact = found is not None and int(found[1], 16) == zlib.crc32(body)
    head = value.pop(HEADER, None)
    if head is None:
        return Content(value, None, False, None)
    about = head.get("about")
    if not isinstance(about, dict) or about.get("format") != FORMAT or type(about.get("schema")) is not int:
        raise Unreadable("the header is not a notebook's")
    return Content(value, about["schema"], intact, declared(raw))


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
