"""Notes as a table, CSV (RFC 4180) or TSV, that a spreadsheet opens without taking any cell for a formula."""

from __future__ import annotations

import csv
import io

from reader.notebook.values import Collection

COLUMNS = (
    "id", "article", "headline", "source", "quotation", "note", "tags", "colour", "start", "end", "created", "modified",
    "deleted",
)  # fmt: skip

_FORMULA = frozenset("=+-@＝＋－＠\t\r")


def write(collection: Collection, delimiter: str) -> str:
    """A row a note, under a row of names; tags are parted by "; "."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    writer.writerow(COLUMNS)
    for note in collection.notes:
        anchor = note.anchor
        writer.writerow(
            [
                safe(cell)
                for cell in (
                    note.id,
                    note.article_id,
                    note.headline,
                    note.source,
                    anchor.exact if anchor else "",
                    note.text,
                    "; ".join(note.tags),
                    note.colour or "",
                    str(anchor.start) if anchor else "",
                    str(anchor.end) if anchor else "",
                    note.created.isoformat(),
                    note.modified.isoformat(),
                    note.deleted.isoformat() if note.deleted else "",
                )
            ]
        )
    return output.getvalue()


def safe(cell: str) -> str:
    """``cell`` with an apostrophe before it if a spreadsheet might run it (OWASP, CSV injection)."""
    starts = cell[:1], cell.lstrip()[:1]  # a spreadsheet may pass over blanks of any kind
    return "'" + cell if any(start and start in _FORMULA for start in starts) else cell
