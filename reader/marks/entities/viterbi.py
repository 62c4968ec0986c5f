"""The best path through the CRF for each sentence: found at a glance where it stands out, by Viterbi where it does not.

Both are exact. A glance is a forward run in probabilities, one small matrix product a step where Viterbi looks at
57 × 57 sums, and the most probable tags from the end back. A path with more than half of all probability can only be
the best one, and none comes near it; scores are first made sharper, so that the best has as much as it can.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reader.marks.entities.packing import Packing
from reader.marks.entities.weights import Array, Weights

Tags = NDArray[np.uint8]

_SHARPER = 7
"""What scores are multiplied by at a glance: an advantage of a sixth or so then suffices."""

_MORE_THAN_HALF = 0.51
"""Leaves room for rounding, and for a margin to the next best path of log(0.51 / 0.49) / 7 = 0.006."""

_FLOOR = np.float32(1e-34)
"""The least factor at a glance. Nothing can vanish, only seem better than it is, which the winner must not need."""


class Decoder:
    """The scores of the CRF, prepared for both ways."""

    def __init__(self, weights: Weights) -> None:
        self._start, self._end = weights.start, weights.end
        self._transition = np.ascontiguousarray(weights.transition)[:, :, None]
        self._backward = np.ascontiguousarray(weights.transition.T)
        self._factors = np.maximum(np.exp(weights.transition * _SHARPER), _FLOOR)
        self._factors_backward = np.ascontiguousarray(self._factors.T)

    def glance(self, packing: Packing, emission: Array) -> tuple[Tags, NDArray[np.bool_]]:
        """A path for each sentence, one tag a place, and for which sentences it is sure to be the best."""
        counts, offsets = packing.counts, packing.offsets
        weight = emission - emission.max(axis=1, keepdims=True)
        weight *= _SHARPER
        np.maximum(np.exp(weight, out=weight), _FLOOR, out=weight)
        ahead = np.empty_like(weight)
        start = np.exp((self._start - self._start.max()) * _SHARPER)
        before = ahead[: counts[0]]
        np.maximum(weight[: counts[0]] * start, _FLOOR, out=before)
        for count, offset in zip(counts[1:], offsets[1:], strict=True):
            now = ahead[offset : offset + count]
            np.matmul(before[:count], self._factors, out=now)
            now *= weight[offset : offset + count]
            now /= now.max(axis=1, keepdims=True)
            before = np.maximum(now, _FLOOR, out=now)
        chosen = np.empty(packing.total, np.uint8)
        current = np.zeros(counts[0], np.int64)
        share = np.ones(counts[0], np.float32)
        least = np.ones(counts[0], np.float32)
        end = np.exp(self._end * _SHARPER)
        rows = np.arange(counts[0])
        running = 0
        for count, offset in zip(reversed(counts), reversed(offsets), strict=True):
            row, here = rows[:count], slice(offset, offset + count)
            choices = np.empty((count, len(end)), np.float32)
            followed = self._factors_backward[current[:running]]
            np.multiply(ahead[offset : offset + running], followed, out=choices[:running])
            np.multiply(ahead[offset + running : offset + count], end, out=choices[running:])
            best = choices.argmax(axis=1)
            share[:count] *= choices[row, best] / choices.sum(axis=1)
            lowest = np.minimum(ahead[here][row, best], weight[here][row, best])
            lowest[:running] = np.minimum(lowest[:running], followed[row[:running], best[:running]])
            least[:count] = np.minimum(least[:count], lowest)
            chosen[here] = current[:count] = best
            running = count
        return chosen, (share > _MORE_THAN_HALF) & (least > 2 * _FLOOR)

    def best(self, packing: Packing, emission: Array) -> tuple[Tags, Array]:
        """The best path for each sentence, one tag a place, and how much worse the next best path is (Viterbi)."""
        counts, offsets = packing.counts, packing.offsets
        tags = emission.shape[1]
        scores = np.empty((packing.total, tags), np.float32)
        scores[: counts[0]] = emission[: counts[0]] + self._start
        before = np.ascontiguousarray(scores[: counts[0]].T)
        room = np.empty((tags, tags, counts[0]), np.float32)
        for count, offset in zip(counts[1:], offsets[1:], strict=True):
            paths = room[:, :, :count]
            np.add(before[:, None, :count], self._transition, out=paths)
            before = paths.max(axis=0) + emission[offset : offset + count].T
            scores[offset : offset + count] = before.T
        # Only the path taken is asked where it came from, so the maximum's place need not be kept on the way forward.
        # The next best path leaves it somewhere, and loses there what the second choice is worse than the first.
        chosen = np.empty(packing.total, np.uint8)
        current = np.zeros(counts[0], np.int64)
        margin = np.full(counts[0], np.inf, np.float32)
        running = 0
        for count, offset in zip(reversed(counts), reversed(offsets), strict=True):
            choices = scores[offset : offset + count]
            choices[:running] += self._backward[current[:running]]
            choices[running:] += self._end
            row = np.arange(count)
            best = choices.argmax(axis=1)
            first = choices[row, best]
            choices[row, best] = -np.inf
            margin[:count] = np.minimum(margin[:count], first - choices.max(axis=1))
            chosen[offset : offset + count] = current[:count] = best
            running = count
        return chosen, margin
