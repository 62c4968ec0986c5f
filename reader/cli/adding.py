"""`newsreader add`: files, folders, feeds and addresses into the library, with progress on standard error."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from reader.cli.collection import open_library
from reader.cli.words import add_paths, complain, count, parser
from reader.language import _

if TYPE_CHECKING:
    from reader.library.importing import Progress, Report


def add(words: list[str]) -> int:
    """`newsreader add`: an import that can be broken off with Ctrl+C and taken up by the same words again."""
    wanted = parser("add", _("Put files, folders, feeds and addresses into the library. Ctrl+C keeps what is done."))
    add_paths(wanted)
    wanted.add_argument("--jobs", type=count, metavar="N", help=_("processes to use; as many as there are cores"))
    wanted.add_argument("--no-marks", action="store_true", help=_("leave figures and names for later"))
    wanted.add_argument("--again", action="store_true", help=_("also files that were imported before"))
    options = wanted.parse_args(words)
    from reader.library.importing import import_paths

    stop = _Stop()
    line = _Line()
    with open_library() as library:
        report = import_paths(
            library,
            options.paths,
            jobs=options.jobs,
            marks=not options.no_marks,
            again=options.again,
            progress=line.show,
            cancelled=stop,
        )
    line.clear()
    for failure in report.failures:
        complain(failure.reason if failure.path in failure.reason else f"{failure.path}: {failure.reason}")
    print(_told(report))
    return 1 if report.failures or report.cancelled else 0


def _told(report: Report) -> str:
    # English has a singular for each of the two.
    new = _("{new} new article") if report.new == 1 else _("{new} new articles")
    rest = (
        _("{known} known, from {files} file in {seconds} s")
        if report.files == 1
        else _("{known} known, from {files} files in {seconds} s")
    )
    text = f"{new}, {rest}".format(
        new=report.new, known=report.known, files=report.files, seconds=f"{report.seconds:.1f}"
    )
    if report.unchanged:
        unchanged = (
            _("{count} file unchanged since last time")
            if report.unchanged == 1
            else _("{count} files unchanged since last time")
        )
        text += "; " + unchanged.format(count=report.unchanged)
    if report.failures:
        text += "; " + _("{count} could not be read").format(count=len(report.failures))
    if report.cancelled:
        text += "; " + _("broken off: the same command goes on from here")
    return text


class _Stop:
    """Whether the user has asked to stop: once is a wish, the second Ctrl+C ends the program."""

    def __init__(self) -> None:
        self._asked = False
        signal.signal(signal.SIGINT, self._ask)

    def __call__(self) -> bool:
        return self._asked

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)


class _Line:
    """One line of progress that is written over again and again; nothing where there is no terminal to see it."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()

    def show(self, progress: Progress) -> None:
        if not self._seen:
            return
        text = _("{done} of {total} files · {articles} articles · {rate} a second").format(
            done=progress.files, total=progress.total, articles=progress.articles, rate=f"{progress.rate:.0f}"
        )
        if progress.left is not None:
            minutes, seconds = divmod(round(progress.left), 60)
            text += " · " + _("{time} left").format(time=f"{minutes}:{seconds:02d}")
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._seen:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
