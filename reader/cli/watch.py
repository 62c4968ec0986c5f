"""`newsreader watch`: what appears in a folder goes into the library, until Ctrl+C."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.cli.collection import open_library
from reader.cli.words import complain, parser
from reader.language import _

if TYPE_CHECKING:
    from pathlib import Path


def watch(words: list[str]) -> int:
    """Add what is in the folder and what appears in it; files imported before are passed over."""
    wanted = parser("watch", _("Add what appears in a folder to the library, until Ctrl+C."))
    wanted.add_argument("folder", metavar="DIR")
    options = wanted.parse_args(words)
    from reader.library.importing import import_paths
    from reader.library.watching import watch as keep_watch

    with open_library() as library:

        def found(path: Path) -> None:
            report = import_paths(library, [path])
            for failure in report.failures:
                complain(failure.reason if failure.path in failure.reason else f"{failure.path}: {failure.reason}")
            if report.new:
                print(_("{path}: {count} new articles").format(path=path, count=report.new), flush=True)

        print(_("watching {folder}; Ctrl+C ends").format(folder=options.folder), flush=True)
        with suppress(KeyboardInterrupt):  # the way to end it, not an accident
            keep_watch(options.folder, found)
    return 0
