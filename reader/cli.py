"""The `newsreader` command: reads its words and hands on to the floor that does the work.

Nothing heavy is imported before it is needed: `--help` and `--version` load neither Textual, NumPy nor jieba.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import reader
from reader.errors import ReaderError
from reader.language import _, choose

if TYPE_CHECKING:
    from reader.model import Marks, Page, RawPage
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

newsreader COMMAND --help tells more. A file named like a command is opened as ./NAME.
newsreader --version, newsreader --help
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status: 0, 1 where something failed, 2 where the words are wrong."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["--version"]:
        print(f"newsreader {reader.__version__}")
        return 0
    if words[:1] in (["--help"], ["-h"]):
        print(USAGE, end="")
        return 0
    try:
        if words and words[0] in COMMANDS:
            return COMMANDS[words[0]](words[1:])
        return open_reading_room(words)
    except ReaderError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The program that read our output has gone (`| head`); the interpreter must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def open_reading_room(paths: list[str]) -> int:
    """`newsreader PATH…`: the Textual application; only here is Textual loaded."""
    unknown = next((word for word in paths if word.startswith("-") and word != "-"), None)
    if unknown:
        return _fail(_("unknown option {option}; see newsreader --help").format(option=unknown), status=2)
    settings = _settings()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _fail(
            _("the reading room needs a terminal; for pipes and scripts use: newsreader extract PATH… --format jsonl")
        )
    from reader.ui import run

    return run(paths, settings)


# ------------------------------------------------------------------------------------------- commands over paths


def extract(words: list[str]) -> int:
    """`newsreader extract`: one JSON object an article; with --furniture one more for each piece set aside."""
    parser = _parser("extract", _("Print each article of PATH… as a JSON object, with its figures and names."))
    _add_paths(parser)
    parser.add_argument("--format", choices=["jsonl"], default="jsonl")
    parser.add_argument("--furniture", action="store_true", help=_("also print what was set aside, a piece an object"))
    options = parser.parse_args(words)
    from reader.exports import json_line, page_objects

    papers = _Papers(options.paths)
    for raw, page, marks in papers.marked():
        for thing in page_objects(page, marks, source=raw.source, furniture=options.furniture):
            print(json_line(thing))
    return papers.status


class _Papers:
    """The pages that the words of a command line name; what cannot be read is told on standard error, not the end."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self.status = 0

    def pages(self) -> Iterator[tuple[RawPage, Page]]:
        """Each raw page as it came and split into articles."""
        from reader.pages import split
        from reader.pages.formats import FormatError, read_all

        for raw in read_all(self._words):
            if isinstance(raw, FormatError):
                self.status = _fail(str(raw))
            else:
                yield raw, split(raw)

    def marked(self, batch: int = 16) -> Iterator[tuple[RawPage, Page, list[Marks]]]:
        """Each page with the marks of its articles; ``batch`` pages are tagged together, which is faster."""
        from reader.marks import mark

        pages = self.pages()
        while some := list(islice(pages, batch)):
            marks = iter(mark([article for _raw, page in some for article in page.articles]))
            for raw, page in some:
                yield raw, page, list(islice(marks, len(page.articles)))


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "extract": extract,
}


# ---------------------------------------------------------------------------------------------------------- helpers


def _parser(command: str, about: str) -> argparse.ArgumentParser:
    _settings()
    return argparse.ArgumentParser(
        prog=f"newsreader {command}", description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help=_("a file, a folder, or - for standard input"))


def _settings() -> Settings:
    """The user's settings; slips in the file are told on standard error, and the language is spoken from here on."""
    from reader.settings import load

    settings = load()
    choose(settings.language)
    for warning in settings.warnings:
        print(f"newsreader: {warning}", file=sys.stderr)
    return settings


def _fail(message: str, status: int = 1) -> int:
    print(f"newsreader: {message}", file=sys.stderr)
    return status
