"""The schema of the notebook file: its version, and the steps that bring older files up to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from reader.notebook import tags
from reader.notebook.layout import Table, Tables
from reader.notebook.values import COLOURS

SCHEMA = 2
"""The version this program writes."""

NOTES, ARTICLES = "notes", "articles"

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")

Migration = Callable[[Tables], Tables]


def _keyed_and_tidy(tables: Tables) -> Tables:
    """1 to 2: keys are UUIDs where TinyDB's own storage had counted, tags are written one way, colours are known."""

    def tidied(document: Any) -> Any:
        if not isinstance(document, dict):
            return document
        document = dict(document)
        if isinstance(document.get("tags"), list):
            document["tags"] = list(tags.tidy(tag for tag in document["tags"] if isinstance(tag, str)))
        if document.get("colour") not in (None, *COLOURS):
            document["colour"] = COLOURS[0]
        return document

    def keyed(name: str, table: Table) -> Table:
        # The same key becomes the same UUID in whichever process the file is brought up.
        return {
            key if _UUID.fullmatch(key) else str(uuid5(NAMESPACE_OID, f"newsreader:{name}:{key}")): tidied(document)
            for key, document in table.items()
        }

    return {name: keyed(name, table) if name in (NOTES, ARTICLES) else table for name, table in tables.items()}


MIGRATIONS: Mapping[int, Migration] = {1: _keyed_and_tidy}
"""From each older version, the step to the next."""


def migrated(tables: Tables, schema: int, *, to: int = SCHEMA, steps: Mapping[int, Migration] = MIGRATIONS) -> Tables:
    """``tables`` of version ``schema`` brought up to version ``to``; those given are not changed."""
    for version in range(schema, to):
        tables = steps[version](tables)
    return tables
