"""The lists of what looks like a name and is none: common words, idioms, what every town has."""

from __future__ import annotations

from reader.marks.entities.lists.source import named
from reader.marks.entities.lists.wordlist import Words


class ListsOfPlainWords:
    """What mistaken.txt, common.txt and generic.txt hold; the files say what each is."""

    def __init__(self) -> None:
        mistaken = named("mistaken")
        self.mistaken = frozenset(mistaken)
        self.in_mistaken = frozenset(
            word[at : at + size] for word in mistaken for size in (1, 2) for at in range(len(word))
        )
        """Every character and every two characters side by side in words of mistaken.txt."""
        self.common = frozenset(named("common"))
        """Common words that begin as a surname does."""
        self.generic = Words(named("generic"))

    def is_generic(self, text: str) -> bool:
        """Whether ``text`` can be cut into words of generic.txt without a rest."""
        if text and not self.generic.may_begin(text):
            return False
        reached = {0}
        for start in range(len(text)):
            if start in reached:
                reached.update(self.generic.ends(text, start))
            elif start > max(reached):
                return False
        return len(text) in reached
