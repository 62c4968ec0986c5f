"""Sentences of a batch side by side, so that a step is computed for all of them and nothing for padding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


class Packing:
    """Where each character of a batch stands: by step, and within a step by sentence, the longest first.

    ``counts`` and ``offsets`` say how many sentences a step has and where it begins. ``forward`` and ``reverse`` give
    for each place the character's index in the sentences joined; ``turned`` the place that the sentence's reverse
    run has for it, which is the same table in both directions.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        size = np.array(lengths)
        begin = np.cumsum(size) - size
        steps = np.arange(int(size[0]))
        self.counts: list[int] = np.searchsorted(-size, -steps, side="left").tolist()
        offsets = np.cumsum(self.counts) - self.counts
        self.offsets: list[int] = offsets.tolist()
        self.total = int(size.sum())
        step = np.repeat(steps, self.counts)
        sentence = np.arange(self.total) - offsets[step]
        self.forward = begin[sentence] + step
        self.reverse = begin[sentence] + size[sentence] - 1 - step
        self.turned = offsets[size[sentence] - 1 - step] + sentence
        self._starts: Ids = offsets
        self._sizes = lengths
        self._begin = begin

    def of(self, sentence: int) -> Ids:
        """The places of one sentence's characters."""
        return self._starts[: self._sizes[sentence]] + sentence

    def unpack(self, packed: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
        """One array a sentence, from one value a place."""
        joined = np.empty_like(packed)
        joined[self.forward] = packed
        return np.split(joined, self._begin[1:])
