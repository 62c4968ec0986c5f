"""Plain text: decoded, cleaned, otherwise as it came."""

from __future__ import annotations

from collections.abc import Iterator

from reader.language import _
from reader.model import RawPage
from reader.pages.formats.encoding import decode
from reader.pages.formats.kind import refusal
from reader.pages.formats.source import FormatError, Source
from reader.typography import clean


def read(source: Source) -> Iterator[RawPage]:
    """One page holding the whole text. Raises FormatError if the bytes are no text or hold only blanks."""
    yield page(text_of(source), source.shown)


def text_of(source: Source) -> str:
    """The source decoded. Raises FormatError if it is no text."""
    text = decode(source.data)
    if text is None:
        raise refusal(source.data, source.shown)
    return text


def page(text: str, source: str) -> RawPage:
    """A page of text from anywhere, cleaned. Raises FormatError if nothing but blanks is left."""
    text = clean(text)
    if not text.strip():
        raise FormatError(_("{name} holds no text").format(name=source))
    return RawPage(text, source)
