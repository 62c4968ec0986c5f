"""`newsreader watch`: what appears in a folder goes into the library, until Ctrl+C."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from reader.cli.collection import open_library
from reader.cli.words import complain, parser
from reader.language import _


def watch(words: list[str]) -> int:
    """Add what is in the folder and what appears in it; files imported before are passed over."""
    wanted = parser("watch", _("Add what appears in a folder to the library, until Ctrl+C."))
    wanted.add_argument("folder", metavar="DIR", help=_("the folder, watched at any depth"))
    options = wanted.parse_args(words)
    from reader.library.importing import import_paths
    from reader.library.watching import WatchError
    from reader.library.watching import watch as keep_watch

    if not Path(options.folder).is_dir():
        raise WatchError(_("{name} is not a folder that can be watched").format(name=options.folder))
    with open_library() as library:

        def found(path: Path) -> None:
            report = import_paths(library, [path])
            for failure in report.failures:
                complain(failure.reason if failure.path in failure.reason else f"{failure.path}: {failure.reason}")
            if report.new:
                said = _("{path}: {count} new article") if report.new == 1 else _("{path}: {count} new articles")
                print(said.format(path=path, count=report.new), flush=True)
            elif report.known:
                print(_("{path}: nothing new, its articles are known").format(path=path), flush=True)

        print(_("watching {folder}; Ctrl+C ends").format(folder=options.folder), flush=True)
        with suppress(KeyboardInterrupt):  # the way to end it, not an accident
            keep_watch(options.folder, found)
    return 0
