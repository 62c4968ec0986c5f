"""Sentences of a batch side by side, so that a step is computed for all of them and nothing for padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
_Value = TypeVar("_Value", bound=np.generic)

_BLOCK = 512
"""Places in a block, so that its values stay in the processor's cache while it is worked on."""


class Packing:
    """Where each character of a batch stands: by step, and within a step by sentence, the longest first.

    ``counts`` and ``offsets`` say how many sentences a step has and where it begins. ``forward`` and ``reverse`` give
    for each place the character's index in the sentences joined; ``turned`` the place that the sentence's reverse
    run has for it, which is the same table in both directions. ``last`` are the places of the sentences' last
    characters, ``before`` those of the characters before all but the first ones. ``blocks`` are runs of steps with
    some _BLOCK places: where each begins and ends, and the counts of its steps.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        size = np.array(lengths)
        begin = np.cumsum(size) - size
        steps = np.arange(int(size[0]))
        self.counts: list[int] = np.searchsorted(-size, -steps, side="left").tolist()
        offsets = np.cumsum(self.counts) - self.counts
        self.offsets: list[int] = offsets.tolist()
        self.total = int(size.sum())
        self.blocks = list(_blocks(self.counts))
        step = np.repeat(steps, self.counts)
        sentence = np.arange(self.total) - offsets[step]
        self.forward = begin[sentence] + step
        self.reverse = begin[sentence] + size[sentence] - 1 - step
        self.turned = offsets[size[sentence] - 1 - step] + sentence
        self.last = self.turned[: self.counts[0]]
        later = slice(self.counts[0], None)
        self.before = offsets[step[later] - 1] + sentence[later]
        self._starts: Ids = offsets
        self._sizes = lengths
        self._begin = begin

    def of(self, sentence: int) -> Ids:
        """The places of one sentence's characters."""
        return self._starts[: self._sizes[sentence]] + sentence

    def unpack(self, packed: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
        """One array a sentence, from one value a place."""
        return np.split(self._joined(packed), self._begin[1:])

    def sums(self, packed: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum over each sentence of one value a place."""
        return np.add.reduceat(self._joined(packed), self._begin, dtype=np.float64)

    def _joined(self, packed: NDArray[_Value]) -> NDArray[_Value]:
        joined = np.empty_like(packed)
        joined[self.forward] = packed
        return joined


def _blocks(counts: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    start, stop, block = 0, 0, list[int]()
    for count in counts:
        if block and stop - start + count > _BLOCK:
            yield start, stop, block
            start, block = stop, []
        block.append(count)
        stop += count
    yield start, stop, block
