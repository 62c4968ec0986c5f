"""Notes as other programs read them: lossless as JSON and Web Annotations, for people as Markdown, CSV and TSV."""

from __future__ import annotations

import json
from typing import Any

from reader.language import _
from reader.notebook import layout, recovery
from reader.notebook.formats import annotation, markdown, native, tables
from reader.notebook.records import BadDocument
from reader.notebook.schema import ARTICLES, NOTES, SCHEMA, migrated
from reader.notebook.values import Collection, NotebookError

FORMATS = ("json", "annotation", "markdown", "csv", "tsv")
"""The formats that can be written; json and annotation can be read again without loss."""


def write(collection: Collection, format: str) -> str:
    """``collection`` in one of FORMATS. Raises NotebookError if the format is another."""
    if format == "json":
        return native.write(collection)
    if format == "annotation":
        return annotation.write(collection)
    if format == "markdown":
        return "\n".join(markdown.write(collection).values())
    if format in ("csv", "tsv"):
        return tables.write(collection, "\t" if format == "tsv" else ",")
    raise NotebookError(_("No format {name}; known are {known}.").format(name=format, known=", ".join(FORMATS)))


def read(text: str) -> Collection:
    """The notes in ``text``: an export as json or annotation (also another program's), or a notebook file itself.

    Raises NotebookError if it is none of these or holds something that does not fit.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotebookError(_("This is no JSON: {reason}.").format(reason=error)) from error
    try:
        if isinstance(value, dict) and value.get("format") == native.FORMAT:
            return native.read(value)
        if isinstance(value, dict) and isinstance(value.get(layout.HEADER), dict):
            return _notebook(text)
        return annotation.read(value)
    except (BadDocument, layout.Unreadable) as error:
        raise NotebookError(_("The notes cannot be read: {reason}.").format(reason=error)) from error


def _notebook(text: str) -> Collection:
    content = recovery.readable(text.encode("utf-8", "surrogatepass"))
    if content.schema is not None and content.schema > SCHEMA:
        raise NotebookError(_("This notebook was written by a newer newsreader; update newsreader to read it."))
    brought_up: dict[str, Any] = migrated(content.tables, content.schema or 1)
    return native.collected(brought_up.get(NOTES, {}), brought_up.get(ARTICLES, {}))


__all__ = ["FORMATS", "read", "write"]
