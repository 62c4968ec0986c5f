"""From a tag for each character to words: -B begins one, -I goes on if it is of the same kind, O stands alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Segments:
    """What the names of the tags say about where words begin."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.kinds = [name.partition("-")[0] for name in tags]
        kind = np.array(self.kinds)
        inside = np.array([name.endswith("-I") for name in tags])
        self._begins = ~inside | (kind[:, None] != kind)

    def words(
        self, rows: Sequence[NDArray[np.uint8]], places: Sequence[int]
    ) -> tuple[list[int], list[int], list[str], list[int]]:
        """Starts, ends and kinds of all words in sentences that begin at ``places``; and how many each sentence has.

        ``rows`` are the tags of each sentence (at least one, none empty); ranges are half-open.
        """
        tags = np.concatenate(rows)
        lengths = np.array([len(row) for row in rows])
        after = np.cumsum(lengths)
        first = after - lengths
        begins = np.ones(len(tags), np.bool_)
        begins[1:] = self._begins[tags[:-1], tags[1:]]
        begins[first] = True
        word = np.flatnonzero(begins)
        sentence = np.searchsorted(after, word, side="right")
        shift = (np.array(places) - first)[sentence]
        ends = np.append(word[1:], len(tags)) + shift
        kinds = list(map(self.kinds.__getitem__, tags[word].tolist()))
        return (word + shift).tolist(), ends.tolist(), kinds, np.bincount(sentence, minlength=len(rows)).tolist()
