"""The sentence around a place in a text, for quoting a figure or a name with its context."""

from __future__ import annotations

import re

_END = re.compile("[。！？!?；;…]+[”’」』）)》]*|\n|(?<=[^0-9A-Za-z.])\\.(?=[^0-9A-Za-z])")


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end (code points, half-open) of the sentence that holds ``text[offset]``.

    Sentences end at 。！？；, with the closing quotation marks that follow, and at line ends; blanks at both ends are
    left out. An offset outside the text gives the nearest sentence; an empty text gives (0, 0).
    """
    if not text:
        return 0, 0
    offset = min(max(offset, 0), len(text) - 1)
    start = 0
    # A sentence longer than this is no sentence; looking back only so far keeps many look-ups in one text cheap.
    for m in _END.finditer(text, max(0, offset - 2000), offset):
        if m.end() <= offset:
            start = m.end()
    if start == 0 and offset > 2000:
        start = offset - 2000
    closing = _END.search(text, offset)
    end = closing.end() if closing else len(text)
    if closing and closing[0].startswith("\n"):
        end = closing.start()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, max(start, end)


def sentence_around(text: str, offset: int) -> str:
    """The words of the sentence that holds ``text[offset]``."""
    start, end = sentence_at(text, offset)
    return text[start:end]
