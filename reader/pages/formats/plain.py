"""Plain text: decoded, cleaned, otherwise as it came; a very long one in portions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.language import _
from reader.model import RawPage
from reader.pages.formats.encoding import decode
from reader.pages.formats.kind import refusal
from reader.pages.formats.source import FormatError, Source
from reader.typography import clean

LONGEST = 1_000_000
"""Characters of a text that is read as one page, at most. No newspaper's page comes near; what is longer is a year of
them run together, and that is read bit by bit, so that its first articles are there at once and memory does not grow
with it."""

PORTION = 100_000
"""Characters of such a bit, at most."""

# Where a portion may end, best first: at a blank line behind a finished sentence, at a line's end behind one, at any
# line's end, within a line behind a sentence.
_ENDS = tuple(
    re.compile(end) for end in (r"[。！？!?”…》）)]\n[ \t\u3000]*\n+", r"[。！？!?”…）)]\n", r"\n", r"[。！？!?]”?")
)


def read(source: Source) -> Iterator[RawPage]:
    """One page holding the whole text, or many where it is longer than LONGEST.

    The portions put together are the cleaned text. The first is named as the source, those after it ``name#2`` and so
    on. Raises FormatError if the bytes are no text or hold only blanks.
    """
    whole = page(text_of(source), source.shown)
    if len(whole.text) <= LONGEST:
        yield whole
        return
    for number, text in enumerate(portions(whole.text), start=1):
        yield RawPage(text, source.shown if number == 1 else f"{source.shown}#{number}")


def portions(text: str, size: int = PORTION) -> Iterator[str]:
    """``text`` in pieces of at most ``size`` characters, the last of at most twice that, blanks not counted.

    Pieces end where an article may, as far as can be seen without splitting: a blank line, a line, a sentence. None
    holds only blanks, unless that is all there is. Put together they are ``text``. Takes time linear in the length.
    """
    start = held = 0  # held: where the piece begins; before ``start`` if nothing but blanks lies between
    written = len(text.rstrip())
    while written - start > 2 * size:
        end = _end(text, start + size * 3 // 4, start + size)
        if not text[start:end].isspace():
            yield text[held:end]
            held = end
        start = end
    yield text[held:]


def _end(text: str, low: int, high: int) -> int:
    """The best end of a portion in ``text[low:high]``: the last of the best kind that is there."""
    for kind in _ENDS:
        ends = [found.end() for found in kind.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high


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
