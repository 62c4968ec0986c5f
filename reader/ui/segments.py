"""Where words begin and end around a cursor, for moving and deleting by words while writing."""

from __future__ import annotations


def next_word(text: str, place: int) -> int:
    """The end of the word at or after ``place`` (code points); blanks before it are passed over."""
    for start, end in _around(text, place):
        if end > place and not text[start:end].isspace():
            return end
    return len(text)


def previous_word(text: str, place: int) -> int:
    """The beginning of the word before ``place`` (code points); blanks before the cursor are passed over."""
    for start, end in reversed(_around(text, place)):
        if start < place and not text[start:end].isspace():
            return start
    return 0


def _around(text: str, place: int) -> list[tuple[int, int]]:
    """The words of the paragraph in which ``place`` lies, and of the one on either side where a word may be there."""
    from reader import words

    low = text.rfind("\n", 0, max(0, place - 1)) + 1
    high = text.find("\n", place + 1)
    high = len(text) if high < 0 else high
    return [(start + low, end + low) for start, end in words.cut(text[low:high])]
