"""Folding: one spelling for characters that a reader who searches takes for the same, without changing a length."""

from __future__ import annotations

import unicodedata

# What NFKC leaves apart though papers print one for the other.
_ALIKE = str.maketrans(
    "“”„‟‘’‚‛〝〞﹑、。｡—–―－…•・‧〈〉【】〖〗「」『』﹃﹄", '""""\'\'\'\'"",,..----.···<>[][]""""""'
)


class _Folds(dict[int, str]):
    """The fold of each character, reckoned when it is first met."""

    def __missing__(self, character: int) -> str:
        before = chr(character)
        after = unicodedata.normalize("NFKC", before).casefold()
        if len(after) != 1:
            after = before.lower() if len(before.lower()) == 1 else before
        after = self[character] = after.translate(_ALIKE)
        return after


_folds = _Folds()


def fold(text: str) -> str:
    """``text`` with case, fullwidth forms and the styles of quotation marks, dashes and stops made one.

    Every character becomes exactly one, so that an offset in the fold is an offset in the text. Meant for comparing
    and searching (fold both sides), never for showing.
    """
    return text.translate(_folds)
