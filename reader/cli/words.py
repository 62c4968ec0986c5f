"""What the commands share in reading their words and writing their answers."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Collection
from pathlib import Path

from reader.errors import ReaderError
from reader.language import _

_WITHOUT_VALUE = ("--help", "--force")
"""The options of a query that stand alone; behind every other stands its value."""


class WritingError(ReaderError):
    """The answer could not be written where the user wanted it."""


def parser(command: str, about: str, epilog: str = "", *, query: bool = False) -> argparse.ArgumentParser:
    """A parser for the words of `newsreader COMMAND`.

    With ``query`` the words are a query, in which -org:财政部 excludes: there are no one-letter options then, and
    `read_query` reads the words.
    """
    made = argparse.ArgumentParser(
        prog=f"newsreader {command}",
        description=about,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=not query,
        allow_abbrev=False,
    )
    if query:
        made.add_argument("--help", action="help", help=_("show this help and exit"))
        said = _("words and conditions, see newsreader search --help; -word excludes, so there are no short options")
        made.add_argument("query", nargs="*", metavar="QUERY", help=said)
    return made


def read_query(wanted: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    """The options in ``words``, and as ``query`` all else, in order: -tag:旧 too, which looks like an option."""
    shielded: list[str] = []
    for word in words:
        if shielded and re.fullmatch(r"--[a-z]+", shielded[-1]) and shielded[-1] not in _WITHOUT_VALUE:
            shielded[-1] += "=" + word  # also where the value begins with a minus: --sort -date
        else:
            shielded.append("\0" + word if re.match(r"-[^-]", word) else word)
    options = wanted.parse_args(shielded)
    options.query = " ".join(word.removeprefix("\0") for word in options.query)
    return options


def count(text: str) -> int:
    """A number of things to print or use, as argparse reads it: 1 or more."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(_("{value} is not a number from 1 up").format(value=repr(text)))
    return number


def add_paths(to: argparse.ArgumentParser) -> None:
    """The words PATH…, at least one."""
    to.add_argument("paths", nargs="+", metavar="PATH", help=_("a file, a folder, an address, or - for standard input"))


def add_output(to: argparse.ArgumentParser) -> None:
    """--output FILE and --force."""
    short = ["-o"] if to.add_help else []
    to.add_argument(*short, "--output", metavar="FILE", help=_("write to FILE instead of standard output"))
    to.add_argument("--force", action="store_true", help=_("overwrite FILE"))


_ENDINGS = {
    ".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".md": "markdown",
    ".txt": "text", ".html": "html", ".htm": "html", ".bib": "bibtex", ".ris": "ris",
}  # fmt: skip


def format_help(default: str) -> str:
    """What --format says of itself where `choose_format` has the last word."""
    return _("by default that of FILE's ending, or {name}").format(name=default)


def choose_format(options: argparse.Namespace, known: Collection[str], default: str) -> None:
    """Where no --format was given: that of ``known`` for which the ending of --output stands, or else ``default``."""
    if options.format is None:
        meant = _ENDINGS.get(Path(options.output or "").suffix.lower())
        options.format = meant if meant in known else default


def write(text: str, options: argparse.Namespace) -> None:
    """Print ``text``, or put it into the file that --output names. Raises WritingError."""
    if not options.output:
        sys.stdout.write(text)
        return
    path = Path(options.output)
    try:
        with path.open("w" if options.force else "x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise WritingError(_("{path} is there already; --force overwrites it").format(path=path)) from error
    except OSError as error:
        raise WritingError(f"{path}: {error.strerror}") from error


def complain(message: str) -> None:
    """Say on standard error what went wrong; the work goes on."""
    print(f"newsreader: {message}", file=sys.stderr)
