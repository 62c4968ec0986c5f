"""`newsreader notes`: the notebook exported, imported, checked and restored."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reader.cli.words import parser
from reader.language import _
from reader.settings import paths


def notes(words: list[str]) -> int:
    """`newsreader notes export|import|check|restore`."""
    wanted = parser("notes", _("Export, import, check or restore the notebook."))
    actions = wanted.add_subparsers(dest="action", required=True, metavar="export|import|check|restore")
    _export_words(
        actions.add_parser("export", help=_("write notes to a file, a folder of Markdown, or standard output"))
    )
    taking = actions.add_parser("import", help=_("take in notes from an export or another notebook"))
    taking.add_argument("files", nargs="+", metavar="FILE", help=_("JSON or JSON-LD; - for standard input"))
    actions.add_parser("check", help=_("look the notebook and its copies through, changing nothing"))
    back = actions.add_parser("restore", help=_("make the notebook what it was in one of its copies"))
    back.add_argument(
        "copy", nargs="?", default="", help=_("a copy's file, or the start of its date; the newest if left out")
    )
    options = wanted.parse_args(words)
    return {"export": _export, "import": _import, "check": _check, "restore": _restore}[options.action](options)


def _export_words(to: argparse.ArgumentParser) -> None:
    from reader.notebook import transfer

    to.add_argument("output", nargs="?", help=_("a file or folder; the format is that of its name"))
    to.add_argument("--format", choices=list(transfer.FORMATS), help=_("needed for standard output; json by default"))
    to.add_argument("--tag", help=_("only notes with this tag or one below it"))
    to.add_argument("--force", action="store_true", help=_("overwrite files that are there"))


def _export(options: argparse.Namespace) -> int:
    from reader.notebook import Notebook, transfer

    with Notebook(paths().notebook, read_only=True) as notebook:
        chosen = notebook.notes(tag=options.tag) if options.tag else None
        if options.output in (None, "-"):
            sys.stdout.write(transfer.export_text(notebook, options.format or "json", chosen))
        else:
            written = transfer.export_to(
                notebook, Path(options.output), options.format, force=options.force, notes=chosen
            )
            for path in written:
                print(path)
    return 0


def _import(options: argparse.Namespace) -> int:
    from reader.notebook import Notebook, transfer

    with Notebook(paths().notebook) as notebook:
        for file in options.files:
            done = transfer.import_from(notebook, file)
            print(
                _("{file}: {added} notes new, {changed} changed, {unchanged} as they were; {articles} articles").format(
                    file=file, added=done.added, changed=done.changed, unchanged=done.unchanged, articles=done.articles
                )
            )
    return 0


def _check(_options: argparse.Namespace) -> int:
    from reader.notebook import transfer

    found = transfer.check(paths().notebook)
    print("\n".join(found.lines))
    return 0 if found.ok else 1


def _restore(options: argparse.Namespace) -> int:
    from reader.notebook import transfer

    print(transfer.restore(paths().notebook, options.copy))
    return 0
