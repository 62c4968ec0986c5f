"""A word list as the rules ask it: where its words stand in a text, which ends a text, how far one goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property


class Words:
    """A list of words found in texts, the longest where several begin together.

    They are looked up by their first characters and their length: much sooner made than a pattern of all of them, and
    where none begins, which is nearly everywhere, sooner told.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._head = min(2, *map(len, self._words))
        sizes: dict[str, set[int]] = {}
        for word in self._words:
            sizes.setdefault(word[: self._head], set()).add(len(word))
        self._sizes = {head: sorted(found, reverse=True) for head, found in sizes.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    @cached_property
    def _begins(self) -> re.Pattern[str]:
        """Where one may begin, by its first three characters."""
        firsts, short = _any_of(word[0] for word in self._words), {word for word in self._words if len(word) == 2}
        if self._head < 2:
            return re.compile(firsts)
        longer = self._words - short
        behind = [_any_of(word[1] for word in longer) + _any_of(word[2] for word in longer)] if longer else []
        behind += [_any_of(word[1] for word in short)] if short else []
        return re.compile(f"{firsts}(?={'|'.join(behind)})")

    @cached_property
    def _lasts(self) -> frozenset[str]:
        return frozenset(word[-1] for word in self._words)

    def places(self, text: str) -> Iterator[int]:
        """Where words begin, those inside others too."""
        sizes, head = self._sizes, self._head
        for begin in self._begins.finditer(text):
            at = begin.start()
            if text[at : at + head] in sizes and self.end(text, at) is not None:
                yield at

    def spans(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
        """Where words stand in the text (between ``start`` and ``stop``); they do not overlap."""
        stop = len(text) if stop is None else stop
        reached, sizes, head, words = start, self._sizes, self._head, self._words
        for begin in self._begins.finditer(text, start, stop):
            at = begin.start()
            if at >= reached:
                # As in `end`, without a call for each place where none begins.
                for size in sizes.get(text[at : at + head], ()):
                    if at + size <= stop and text[at : at + size] in words:
                        reached = at + size
                        yield at, reached
                        break

    def ends_with(self, text: str) -> bool:
        """Whether one of the words is the end of a text."""
        return text[-1:] in self._lasts and any(text[at:] in self._words for at in range(len(text)))

    def may_begin(self, text: str) -> bool:
        """Whether a text begins as a word does; then it is worth the while to look further."""
        return text[: self._head] in self._sizes

    def ends(self, text: str, start: int) -> list[int]:
        """Where the words end that begin at ``start``."""
        ends = [start + size for size in self._sizes.get(text[start : start + self._head], ())]
        return [end for end in ends if text[start:end] in self._words and end <= len(text)]

    def end(self, text: str, start: int = 0, stop: int | None = None) -> int | None:
        """Where the longest word that begins at ``start`` (and ends at ``stop`` or before) ends; None if none does."""
        for size in self._sizes.get(text[start : start + self._head], ()):
            # At the end of the text a slice is shorter than asked, and may be a shorter word.
            end = start + size
            if end <= (len(text) if stop is None else stop) and text[start:end] in self._words:
                return end
        return None


def _any_of(characters: Iterable[str]) -> str:
    """A pattern for one of these characters."""
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"
