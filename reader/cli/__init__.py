"""The `newsreader` command: reads its words and hands on to the floor that does the work.

Nothing heavy is imported before it is needed: `--help` and `--version` load neither Textual, NumPy nor jieba.
"""

from __future__ import annotations

import errno
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

import reader
from reader.errors import ReaderError
from reader.language import _, choose

if TYPE_CHECKING:
    from reader.settings import Settings

USAGE = """newsreader: a terminal reader for Chinese newspaper pages

  newsreader [PATH…]         open the reading room on files and folders, or on the whole library
  newsreader extract PATH…   articles as JSON Lines, with figures and names (- is standard input)
  newsreader figures PATH…   the figures as a table, CSV, TSV or JSON Lines
  newsreader entities PATH…  the people, places, organisations, works and events
  newsreader export PATH…    articles as Markdown, text, HTML or JSON, or as citations
  newsreader add PATH…       put files, folders, feeds and addresses into the library
  newsreader remove WHAT…    take articles or sources out of it
  newsreader list            what is in it
  newsreader search QUERY    find articles in it; its --help tells the query language
  newsreader watch DIR       add what appears in a folder
  newsreader notes …         export, import, check or restore the notebook
  newsreader doctor          check the library, the notebook, the clipboard and the terminal
  newsreader config          show the settings; --write makes a commented config file

newsreader COMMAND --help, or newsreader help COMMAND, tells more. A file named like a command is opened as ./NAME.
newsreader --version, newsreader --help
"""

COMMANDS = {
    "extract": "papers",
    "figures": "papers",
    "entities": "papers",
    "export": "papers",
    "add": "adding",
    "remove": "collection",
    "list": "collection",
    "search": "collection",
    "watch": "watch",
    "notes": "notes",
    "doctor": "doctor",
    "config": "config",
}
"""Each command and the module here that has it, as a function of its words; loaded when it is called."""


_CANNOT_BE_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 where something failed, 2 where the words are wrong."""
    try:
        status = _run(sys.argv[1:] if arguments is None else list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()  # what does not get out is to be told here, not by the interpreter at its end
        return status
    except ReaderError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _forget_output()  # the program that read our output has gone (`| head`)
        return 0
    except Exception as error:
        if why := _stuck_output(error):
            return _fail(_("standard output cannot be written: {why}").format(why=why))
        return _fail(_crash_report(error))


def _run(words: list[str]) -> int:
    if words[:1] == ["--version"]:
        print(f"newsreader {reader.__version__}")
        return 0
    if words[:1] == ["help"] and words[1:2] and words[1] in COMMANDS:
        words = [words[1], "--help"]
    if words[:1] in (["--help"], ["-h"], ["help"]):
        print(USAGE, end="")
        return 0
    if words and words[0] in COMMANDS:
        _settings()
        warnings.showwarning = _tell_warning
        try:
            return _function(words[0])(words[1:])
        except SystemExit as end:  # argparse has printed its help or what is wrong
            return int(end.code or 0)
    return open_reading_room(words)


def open_reading_room(paths: list[str]) -> int:
    """`newsreader PATH…`: the Textual application; only here is Textual loaded."""
    unknown = next((word for word in paths if word.startswith("-") and word != "-"), None)
    settings = _settings()
    if unknown:
        return _fail(_("unknown option {option}; see newsreader --help").format(option=unknown), status=2)
    if paths and (slip := _mistyped(paths[0])):
        return _fail(slip, status=2)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _fail(
            _("the reading room needs a terminal; for pipes and scripts use: newsreader extract PATH… --format jsonl")
        )
    from reader.ui import run

    return run(paths, settings)


def _mistyped(word: str) -> str:
    """What to say of a first word that is neither a command nor a file; "" if it may be meant as a file."""
    if word == "-" or os.path.lexists(word) or not word.isalpha():  # a path that is not there is told with the others
        return ""
    said = _("there is no command {word} and no such file").format(word=word)
    from difflib import get_close_matches

    if near := get_close_matches(word.lower(), [*COMMANDS, "help"], 1):
        return said + "; " + _("did you mean {word}?").format(word=near[0])
    return said + "; " + _("see newsreader --help")


def _function(command: str) -> Callable[[list[str]], int]:
    """The function behind a command; `list` has an underscore there, since Python has the name already."""
    module = import_module(f"reader.cli.{COMMANDS[command]}")
    work: Callable[[list[str]], int] = getattr(module, command, None) or getattr(module, command + "_")
    return work


def _settings() -> Settings:
    """The user's settings; slips in the file are told on standard error, and the language is spoken from here on."""
    from reader.settings import load

    settings = load()
    choose(settings.language)
    for warning in settings.warnings:
        print(f"newsreader: {warning}", file=sys.stderr)
    return settings


def _stuck_output(error: Exception) -> str:
    """Why what was to be printed cannot get out (a full disk, a closed output); "" where ``error`` is another one.

    An error of a file has its name; of all that is written, only standard output has none and is not looked after.
    """
    if sys.stdout is None:
        return os.strerror(errno.EBADF)
    if isinstance(error, OSError) and error.filename is None and error.errno in _CANNOT_BE_WRITTEN:
        _forget_output()
        return error.strerror or str(error)
    return ""


def _forget_output() -> None:
    """Lose what could not be printed: the interpreter must not complain when it flushes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _crash_report(error: Exception) -> str:
    """What to tell the user about an error that nobody foresaw; the traceback goes into a file that can be sent in."""
    import traceback

    from reader.settings import paths

    path = paths().state / "crash.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return _("this should not happen: {error}").format(error=repr(error))
    return _("this should not happen: {error} (details in {path})").format(error=repr(error), path=path)


def _tell_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning as a line for the user, without the place in the code (the form is warnings.showwarning's)."""
    print(f"newsreader: {message}", file=sys.stderr)


def _fail(message: str, status: int = 1) -> int:
    print(f"newsreader: {message}", file=sys.stderr)
    return status
