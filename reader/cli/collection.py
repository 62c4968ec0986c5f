"""Commands of the library: add, remove, list, search, watch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.cli.words import add_output, choose_format, complain, count, format_help, parser, read_query, write
from reader.language import _
from reader.settings import paths

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

    from reader.library import Library, Summary


_BEST = "best"


def open_library(*, read_only: bool = False) -> Library:
    """The user's own library. Raises LibraryError."""
    from reader.library import Library

    return Library.open(paths().library, read_only=read_only)


def list_(words: list[str]) -> int:
    """`newsreader list`: what is in the library, or what answers a query."""
    from reader.library import DEFAULT_ORDER, query

    wanted = parser("list", _("Print the articles in the library, or those that answer QUERY."), query=True)
    _add_sort(wanted, DEFAULT_ORDER)
    wanted.add_argument("--limit", type=count, metavar="N", help=_("print at most N"))
    wanted.add_argument("--format", choices=["table", "jsonl"], help=format_help("table"))
    add_output(wanted)
    options = read_query(wanted, words)
    choose_format(options, ["table", "jsonl"], "table")
    with open_library() as library:
        selection = library.select(options.query, sort=options.sort)
        rows = selection.rows(0, len(selection) if options.limit is None else options.limit)
        if options.format == "jsonl":
            write("".join(json.dumps(_summary(row), ensure_ascii=False) + "\n" for row in rows), options)
        else:
            write(_table(rows), options)
    if not rows and (slip := query.slip(options.query)):
        complain(slip)
    return 0


def search(words: list[str]) -> int:
    """`newsreader search`: the best answers to a query, with the places found."""
    import reader.library.query as language

    about = _("Print the articles that answer QUERY, the best first, with the places found.")
    wanted = parser("search", about, epilog=language.__doc__ or "", query=True)
    _add_sort(wanted, _BEST, _BEST)
    wanted.add_argument("--limit", type=count, default=50, metavar="N", help=_("print at most N"))
    wanted.add_argument("--format", choices=["table", "jsonl"], help=format_help("table"))
    add_output(wanted)
    options = read_query(wanted, words)
    choose_format(options, ["table", "jsonl"], "table")
    with open_library() as library:
        hits = library.search(options.query, options.limit, sort="" if options.sort == _BEST else options.sort)
    if options.format == "jsonl":
        rows = (
            {
                **_summary(hit.summary),
                "score": hit.score,
                "snippets": [snippet.text for snippet in hit.snippets],
                "also": [{"id": other.id, "source": other.source} for other in hit.also],
            }
            for hit in hits
        )
        write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), options)
    else:
        lines: list[str] = []
        for hit in hits:
            lines.append(f"{hit.summary.id}  {_line(hit.summary)}\n")
            lines += [f"    {snippet.text}\n" for snippet in hit.snippets]
            lines += ["    " + _("also in {source}").format(source=f"{o.source} ({o.id})") + "\n" for o in hit.also]
        write("".join(lines), options)
    if not hits:
        complain(language.slip(options.query) or _("nothing found"))
    return 0 if hits else 1


def remove(words: list[str]) -> int:
    """`newsreader remove`: articles by id, or all that came from a source."""
    wanted = parser(
        "remove", _("Take articles (by id) or all of a source (a file, a folder, an address) out of the library.")
    )
    wanted.add_argument("what", nargs="+", metavar="WHAT", help=_("an article's id or a source, as `list` shows them"))
    options = wanted.parse_args(words)
    status = 0
    with open_library() as library:
        for what in options.what:
            gone = library.remove([what]) if what in library else library.remove_source(what)
            if not gone:
                status = 1
            said = _("{what}: {count} article removed") if gone == 1 else _("{what}: {count} articles removed")
            print(said.format(what=what, count=gone))
    return status


def _add_sort(to: ArgumentParser, default: str, *more: str) -> None:
    """--sort ORDER: one of the orders of the list, or of ``more``."""
    from reader.library import ORDERS

    orders = [*more, *(sign + name for name in ORDERS for sign in ("", "-"))]
    said = _("{orders}; by default {default}").format(orders=", ".join(orders), default=default)
    to.add_argument("--sort", choices=orders, default=default, metavar="ORDER", help=said)


def _summary(row: Summary) -> dict[str, Any]:
    return {
        "id": row.id, "headline": row.headline, "section": row.section or None, "byline": row.byline or None,
        "date": row.date or None, "length": row.length, "flags": list(row.flags), "source": row.source,
        "read": row.read, "starred": row.starred, "tags": list(row.tags),
    }  # fmt: skip


def _table(rows: Iterable[Summary]) -> str:
    from reader.exports import Table, to_text

    columns = ("id", "date", "section", "headline", "byline", "length", "source")
    cells = tuple((r.id, r.date, r.section, r.headline, r.byline, str(r.length), r.source) for r in rows)
    return to_text(Table(columns, cells))


def _line(row: Summary) -> str:
    return " · ".join(part for part in (row.headline, row.section, row.byline, row.date, row.source) if part)
