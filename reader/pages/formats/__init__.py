"""Files, folders, addresses and standard input to raw pages: one module per format, chosen by content before name."""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.language import _
from reader.model import RawPage
from reader.pages.formats.kind import HEAD, kind_of, may_be_page, refusal
from reader.pages.formats.radicals import ordinary
from reader.pages.formats.source import FormatError, Source, open_file, open_standard_input, shown

__all__ = ["FormatError", "from_text", "is_address", "read", "read_all", "walk"]

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MODULES = {
    "text": "plain", "markdown": "markdown", "html": "html", "feed": "feed", "pdf": "pdf", "zip": "archive",
    "docx": "docx", "epub": "epub",
}  # fmt: skip


def is_address(word: Path | str) -> bool:
    """Whether ``word`` is the address of a feed or a page on the web (http or https)."""
    return isinstance(word, str) and _ADDRESS.match(word) is not None


def walk(paths: Iterable[Path | str]) -> Iterator[Path]:
    """The files that ``paths`` name: a file itself, a folder's files at any depth, by name.

    Nothing is raised here, so that one bad path never stops the rest: a path that does not exist, a folder in which
    nothing can be read and a link that leads back into a folder above it are yielded as they are, and ``read`` says
    what is wrong with them. Hidden files, pictures, programs and data are passed over in a folder.
    """
    for given in paths:
        path = Path(given)
        if not path.is_dir():
            yield path
            continue
        found = False
        for below in _below(path, set()):
            found = True
            yield below
        if not found:
            yield path


def read(path: Path | str) -> Iterator[RawPage]:
    """The raw pages in a file, at an http or https address, or on standard input (``-``), cleaned of terminal control.

    Most formats hold one page; a ZIP, a feed, an EPUB or a PDF can hold many. ``source`` of a page is ``path`` as
    given, and for a page within an archive or a feed with what names it there. Raises FormatError with a message that
    names the path: missing, a folder, empty, no permission, too large, a device, not text, damaged, or an optional
    package that is not installed. What could be read before the failure has been yielded by then.
    """
    if str(path) == "-":
        yield from read_source(open_standard_input())
    elif is_address(path):
        fetch = importlib.import_module("reader.pages.formats.fetch")
        yield from fetch.read(str(path))
    else:
        if Path(path).is_dir():
            raise _folder_refusal(Path(path))
        yield from read_source(open_file(path))


def read_all(words: Iterable[Path | str]) -> Iterator[RawPage | FormatError]:
    """Everything that the words of a command line name (files, folders, addresses, ``-``), failures as values.

    One that cannot be read does not stop those after it. A page's source is its path as given.
    """
    for word in words:
        # A file's own path goes in as it was given: Path would shorten ./a.txt.
        for path in walk([word]) if Path(word).is_dir() else [word]:
            try:
                yield from read(path)
            except FormatError as error:
                yield error


def from_text(text: str, *, source: str) -> RawPage:
    """A page from text that is at hand, such as the clipboard's. Raises FormatError if there is nothing in it."""
    from reader.pages.formats import plain

    return ordinary(plain.page(text, source))


def read_source(source: Source) -> Iterator[RawPage]:
    """The raw pages in some bytes, by their content. Raises FormatError as ``read`` does."""
    kind = kind_of(source.data[:HEAD], source.suffix)
    if kind in ("binary", "data"):
        raise refusal(source.data, source.shown)
    module = importlib.import_module(f"reader.pages.formats.{_MODULES[kind]}")
    yield from map(ordinary, module.read(source))


def _below(folder: Path, above: set[tuple[int, int]]) -> Iterator[Path]:
    """The readable files below ``folder``, sorted by name; ``above`` are the folders on the way here, by device."""
    try:
        here = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    above = above | {(here.st_dev, here.st_ino)}
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        path = Path(entry.path)
        try:
            is_folder = entry.is_dir()
            status = entry.stat()
        except OSError:  # a link to nowhere or to itself, or no permission: read() will say so
            yield path
            continue
        if is_folder:
            if (status.st_dev, status.st_ino) in above:
                yield path
            else:
                yield from _below(path, above)
        elif entry.is_file() and _may_be_read(path):
            yield path


def _may_be_read(path: Path) -> bool:
    """Whether a file in a folder is worth trying; what cannot even be opened is, so that the failure is told."""
    try:
        with path.open("rb") as file:
            return may_be_page(file.read(HEAD), path.suffix.lower())
    except OSError:
        return True


def _folder_refusal(path: Path) -> FormatError:
    """Why a folder that ``walk`` yielded holds no pages."""
    name = shown(path)
    if path.is_symlink() and path.resolve() in path.parent.resolve().joinpath("_").parents:
        return FormatError(_("{name} is a link back to a folder above it").format(name=name))
    try:
        os.scandir(path).close()
    except OSError as error:
        return FormatError(_("{name} cannot be read: {why}").format(name=name, why=error.strerror))
    return FormatError(_("{name} is a folder with nothing in it that newsreader can read").format(name=name))
