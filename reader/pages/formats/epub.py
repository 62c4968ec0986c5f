"""EPUB (2 and 3): a page for each document of the spine, in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.language import _
from reader.model import RawPage
from reader.pages.formats.archive import Archive
from reader.pages.formats.markup import blocks, tag
from reader.pages.formats.outline import page_of
from reader.pages.formats.source import FormatError, Source
from reader.pages.formats.xml import parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXTS = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})


def read(source: Source) -> Iterator[RawPage]:
    """The pages of a book. Raises FormatError if it is damaged, protected or holds no text."""
    yield from read_archive(Archive(source))


def read_archive(archive: Archive) -> Iterator[RawPage]:
    """As ``read``, of an archive already opened."""
    name = archive.shown
    container = parse(archive.read("META-INF/container.xml"), name)
    package = next((e.get("full-path", "") for e in container.iter() if tag(e) == "rootfile"), "")
    book = parse(archive.read(package), name)
    fields = {"paper": _metadata(book, "title"), "date": _metadata(book, "date")}
    locked = _locked(archive)
    failures: list[str] = []
    found = False
    for path in _spine(book, posixpath.dirname(package)):
        try:
            if path in locked:
                raise FormatError(_("{name} is protected against copying; it cannot be read").format(name=name))
            pieces = list(blocks(parse(archive.read(path), f"{name}/{archive.title(path)}")))
            # A cover or a list of contents of pictures only is no failure.
            if pieces:
                yield page_of(pieces, f"{name}/{archive.title(path)}", fields)
                found = True
        except FormatError as error:
            failures.append(str(error))
    if failures:
        raise FormatError("; ".join(dict.fromkeys(failures[:5])))
    if not found:
        raise FormatError(_("{name} holds no text").format(name=name))


def _metadata(book: Element, wanted: str) -> str:
    """The first Dublin Core entry of a name."""
    return next((e.text or "" for e in book.iter() if tag(e) == wanted and "purl.org/dc" in e.tag), "").strip()


def _spine(book: Element, folder: str) -> Iterator[str]:
    """The names in the archive of the documents to be read, in order, without the list of contents."""
    items = {e.get("id", ""): e for e in book.iter() if tag(e) == "item"}
    for reference in (e for e in book.iter() if tag(e) == "itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type", "") not in _TEXTS or "nav" in item.get("properties", "").split():
            continue
        yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "").partition("#")[0])))


def _locked(archive: Archive) -> frozenset[str]:
    """The documents that are encrypted (fonts often are, and do not matter)."""
    if "META-INF/encryption.xml" not in archive:
        return frozenset()
    listed = parse(archive.read("META-INF/encryption.xml"), archive.shown)
    return frozenset(unquote(e.get("URI", "")) for e in listed.iter() if tag(e) == "cipherreference")
