"""Which format some bytes are in: told by their content first, by the name only where content leaves it open."""

from __future__ import annotations

import re
from typing import Literal

from reader.language import _
from reader.pages.formats.source import FormatError

Kind = Literal["text", "markdown", "html", "feed", "pdf", "zip", "docx", "epub", "binary", "data"]

HEAD = 4096
"""How many bytes of the start are enough to tell."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"8BPS", b"\0\0\1\0", b"AT&TFORM")
_OFFICE = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CNKI = (b"CAJ\0", b"HN\0\0", b"KDH ", b"TEB ")
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd")
_OTHER = (
    b"RIFF", b"\x7fELF", b"MZ\x90", b"SQLite format 3\0", b"OggS", b"ID3", b"fLaC", b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe", b"wOFF", b"\0\x01\0\0", b"ttcf", b"OTTO",
)  # fmt: skip
_BINARY = _PICTURES + _OFFICE + _CNKI + _PACKED + _OTHER
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(rb"<(?:p|div|h[1-6]|meta|title|table|section)[\s>/]", re.IGNORECASE)
_PROLOGUE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*", re.DOTALL)
_JSON = re.compile(rb"\{\s*(?:\"[^\"\n]*\"\s*:|\}\s*$)|\[\s*(?:\{\s*\"|\"[^\"\n]*\"\s*[,\]]|\]\s*$)")
_DATA_NAMES = frozenset({
    ".json", ".jsonl", ".ndjson", ".geojson", ".csv", ".tsv", ".sql", ".log", ".yaml", ".yml", ".toml", ".ini", ".cfg",
    ".bib", ".ris", ".ipynb", ".po", ".tex", ".py", ".js", ".ts", ".css", ".sh", ".c", ".h", ".cpp", ".java", ".go",
    ".rs", ".r",
})  # fmt: skip
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mkd", ".mdown"})
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def kind_of(head: bytes, suffix: str = "") -> Kind:
    """The format of a file that begins with ``head`` (HEAD bytes are enough) and is named with ``suffix``.

    ``zip`` covers EPUB and DOCX too when the head does not show which; the archive's own list decides then.
    """
    if head.startswith(b"PK\x03\x04"):
        if b"mimetypeapplication/epub+zip" in head[:100]:
            return "epub"
        return "zip"
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[4:8] == b"ftyp" or (head.startswith(_BINARY) and not _reads_as_text(head)):
        return "binary"
    markup = _plain_ascii(head)
    start = _PROLOGUE.sub(b"", markup, count=1)
    if _FEED.match(start):
        return "feed"
    if _JSON.match(start):
        return "data"
    if _HTML.match(start) or (suffix in _HTML_NAMES and b"<" in start):
        return "html"
    if _FRAGMENT.match(start) and re.search(rb"</[a-z][a-z0-9]*\s*>", start, re.IGNORECASE):
        return "html"
    return "markdown" if suffix in _MARKDOWN_NAMES else "text"


def may_be_page(head: bytes, suffix: str = "") -> bool:
    """Whether a file found in a folder is worth trying, or worth telling that it cannot be read.

    Pictures, programs and data (tables, an export of the articles themselves) beside the pages are neither; a document
    that needs converting is.
    """
    kind = kind_of(head, suffix)
    if kind == "text" and suffix in _DATA_NAMES:
        return False
    return kind not in ("binary", "data") or head.startswith(_OFFICE + _CNKI)


def refusal(head: bytes, name: str) -> FormatError:
    """Why a file that begins with ``head`` is not read, and what to do about it where something can be done."""
    if head.startswith(_PICTURES):
        why = _("{name} is a picture; run it through text recognition (OCR) first")
    elif head.startswith(_OFFICE):
        why = _("{name} is an old word processor's file; save it as DOCX")
    elif head.startswith(_CNKI):
        why = _("{name} is a CNKI file (CAJ, KDH); print it to PDF in its own viewer")
    elif head.startswith(_PACKED):
        why = _("{name} is packed in a way that newsreader does not open; unpack it first")
    elif kind_of(head) == "data":
        why = _("{name} is data (JSON), not a newspaper page")
    else:
        why = _("{name} is not text, nor any format that newsreader reads")
    return FormatError(why.format(name=name))


def _reads_as_text(head: bytes) -> bool:
    """Whether a head that begins like a binary format (RIFF, OTTO) could be a text that begins with that word."""
    return b"\0" not in head and all(32 <= byte < 127 for byte in head[:4]) and not head.startswith(_OFFICE)


def _plain_ascii(head: bytes) -> bytes:
    """The head with the zeros of UTF-16 gone, so that markup shows in every encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head
