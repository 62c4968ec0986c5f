"""Notes as JSON of our own: everything the notebook knows of them, to be read back without loss.

The schema is data/notebook/notes.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reader.notebook import records
from reader.notebook.records import BadDocument, Document
from reader.notebook.values import Collection, Standing

FORMAT = "newsreader notes"
VERSION = 1


def write(collection: Collection) -> str:
    """``collection`` as JSON; ends with a line feed."""
    value = {
        "format": FORMAT,
        "version": VERSION,
        "notes": [
            {"id": note.id} | records.note_document(note, collection.standings.get(note.id, Standing()))
            for note in collection.notes
        ],
        "articles": [{"id": tagged.id} | records.tagged_document(tagged) for tagged in collection.tagged],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def read(value: Mapping[str, Any]) -> Collection:
    """The collection of a parsed export. Raises BadDocument."""
    version = value.get("version")
    if type(version) is not int or version > VERSION:
        raise BadDocument(f"version {version!r}; this program knows up to {VERSION}")
    return collected(_by_id(value, "notes"), _by_id(value, "articles"))


def collected(notes: Mapping[str, Document], articles: Mapping[str, Document]) -> Collection:
    """The collection of two tables of documents. Raises BadDocument."""
    standings = {key: standing for key, document in notes.items() if (standing := records.standing_of(document))}
    return Collection(
        tuple(records.note_of(key, document) for key, document in notes.items()),
        standings,
        tuple(records.tagged_of(key, document) for key, document in articles.items()),
    )


def _by_id(value: Mapping[str, Any], name: str) -> dict[str, Document]:
    found: dict[str, Document] = {}
    entries = value.get(name, [])
    if not isinstance(entries, list):
        raise BadDocument(f"{name} should be a list")
    for entry in entries:
        if not isinstance(entry, dict) or type(entry.get("id")) is not str:
            raise BadDocument(f"every entry of {name} should be an object with an id")
        found[entry["id"]] = entry
    return found
