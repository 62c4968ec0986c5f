"""Which format some bytes are in: told by their content first, by the name only where content leaves it open."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["text", "markdown", "html", "feed", "pdf", "zip", "docx", "epub", "binary"]

HEAD = 4096
"""How many bytes of the start are enough to tell."""

_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x36", b"II*\0", b"MM\0*", b"RIFF", b"\x7fELF", b"MZ\x90", b"\x1f\x8b",
    b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"OggS", b"ID3",
    b"fLaC", b"\x28\xb5\x2f\xfd", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"wOFF", b"\0\x01\0\0", b"ttcf", b"OTTO",
)  # fmt: skip
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(rb"<(?:p|div|h[1-6]|meta|title|table|section)[\s>/]", re.IGNORECASE)
_PROLOGUE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*", re.DOTALL)
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
    if head.startswith(_BINARY) or head[4:8] == b"ftyp":
        return "binary"
    markup = _plain_ascii(head)
    start = _PROLOGUE.sub(b"", markup, count=1)
    if _FEED.match(start):
        return "feed"
    if _HTML.match(start) or (suffix in _HTML_NAMES and b"<" in start):
        return "html"
    if _FRAGMENT.match(start) and re.search(rb"</[a-z][a-z0-9]*\s*>", start, re.IGNORECASE):
        return "html"
    return "markdown" if suffix in _MARKDOWN_NAMES else "text"


def _plain_ascii(head: bytes) -> bytes:
    """The head with the zeros of UTF-16 gone, so that markup shows in every encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head
