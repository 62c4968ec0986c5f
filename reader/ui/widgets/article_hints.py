"""Letters on the marks in sight, so that one is picked by typing its letter."""

from __future__ import annotations

from collections.abc import Sequence

from reader.ui.widgets.article_marks import Mark

# The keys under the fingers come first.
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Hints:
    """Labels of one letter, or of two where there are more marks than letters; what has been typed of one."""

    def __init__(self, marks: Sequence[Mark], first: int) -> None:
        """Labels for ``marks``; one that begins before the offset ``first``, out of sight, has its label there."""
        self._labels = dict(zip(_labels(len(marks)), marks, strict=False))
        self._places: dict[str, int] = {}
        taken: set[int] = set()
        for label, mark in self._labels.items():
            # Where two marks begin together, the label of the inner one stands on its second character.
            at = max(mark.start, first)
            while at in taken and at + 1 < mark.end:
                at += 1
            taken.add(at)
            self._places[label] = at
        self._typed = ""

    def type(self, letter: str) -> Mark | None:
        """The mark whose label is complete with ``letter``. ``alive`` says whether any can still be."""
        self._typed += letter.lower()
        return self._labels.get(self._typed)

    @property
    def alive(self) -> bool:
        """Whether a label begins with what has been typed."""
        return any(label.startswith(self._typed) for label in self._labels)

    def shown(self) -> list[tuple[int, str]]:
        """The offsets and the letters still to be typed of the labels that are left."""
        typed = self._typed
        return [(at, label[len(typed) :]) for label, at in self._places.items() if label.startswith(typed)]


def _labels(count: int) -> list[str]:
    """At least ``count`` labels, if there are so many of two letters, none the beginning of another; short ones first.

    The last letters, as many as are needed, begin labels of two letters and are none themselves.
    """
    letters = len(_LETTERS)
    first = min(letters, max(0, -(-(count - letters) // (letters - 1))))
    single, prefixes = _LETTERS[: letters - first], _LETTERS[letters - first :]
    return [*single, *(prefix + letter for prefix in prefixes for letter in _LETTERS)]
