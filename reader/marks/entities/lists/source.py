"""A file of data/names/ and the forms that its lists are asked in."""

from __future__ import annotations

from collections.abc import Iterable

from reader import resources
from reader.marks.entities.lists.wordlist import Words


def named(name: str) -> list[str]:
    """The entries of a plain word list, in the file's order. Raises ResourceError as `resources.words` does."""
    return resources.words("names", f"{name}.txt")


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


class Source:
    """The lists of one TOML file; each is a list of words, or a string of which every character counts.

    Raises ResourceError if the file is missing or damaged.
    """

    def __init__(self, name: str) -> None:
        self._lists = resources.toml("names", f"{name}.toml")

    def in_order(self, *keys: str) -> tuple[str, ...]:
        return tuple(word for key in keys for word in self._lists[key])

    def one_of(self, key: str) -> frozenset[str]:
        return frozenset(self._lists[key])

    def longest_first(self, key: str) -> tuple[str, ...]:
        return longest_first(self._lists[key])

    def words(self, *keys: str) -> Words:
        """The words of these lists together."""
        return Words(word for key in keys for word in self._lists[key])

    def each_with_each(self, key: str) -> frozenset[str]:
        """From pairs of strings, each character of the first with each of the second behind it."""
        return frozenset(first + second for pair in self._lists[key] for first in pair[0] for second in pair[1])

    def joined(self, key: str) -> str:
        """The characters of a string, or the words of a list one behind the other."""
        return "".join(self._lists[key])

    def either(self, key: str) -> str:
        """A pattern's alternatives."""
        return "|".join(self._lists[key])
