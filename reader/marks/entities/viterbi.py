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

_TOP = np.float32(1e25)
"""What the tags of each step have together: room for growth in one step, and as much as can be below."""

_FLOOR = np.float32(1e-34)
"""What is added to each factor at a glance, and beside _TOP to each tag. No path can vanish, only seem better than it
is, and so the winner's share smaller."""

_TINY = np.float32(1e-28)
"""Where a step leaves less than this, what float32 loses of the others could be more than _FLOOR."""


class Decoder:
    """The scores of the CRF, prepared for both ways."""

    def __init__(self, weights: Weights) -> None:
        self._start, self._end = weights.start, weights.end
        self._transition = np.ascontiguousarray(weights.transition)
        self._backward = np.ascontiguousarray(weights.transition.T)
        self._factors = np.maximum(np.exp(weights.transition * _SHARPER), _FLOOR)
        self._shrink = np.full((len(self._end), 1), 1 / _TOP, np.float32)
        self._factors_backward = np.ascontiguousarray(self._factors.T)

    def glance(self, packing: Packing, emission: Array) -> tuple[Tags, NDArray[np.bool_]]:
        """A path for each sentence, one tag a place, and for which sentences it is sure to be the best."""
        counts, offsets, most = packing.counts, packing.offsets, packing.counts[0]
        # argmax and a look-up are faster than max along rows this short, and so are sums by way of a product.
        score = emission - np.take_along_axis(emission, emission.argmax(axis=1)[:, None], axis=1)
        score[:most] += self._start - self._start.max()
        score *= _SHARPER
        ahead = np.exp(score)
        ahead += _FLOOR
        # What each step is divided by to stay in range; the share of a path makes up for it.
        scale = np.full(packing.total, 1 / _TOP, np.float32)
        before = ahead[:most]
        before *= _TOP
        room = np.empty_like(before)
        for count, offset in zip(counts[1:], offsets[1:], strict=True):
            here = slice(offset, offset + count)
            now = ahead[here]
            now *= np.matmul(before[:count], self._factors, out=room[:count])
            rest = now @ self._shrink
            scale[here] = rest[:, 0]
            now /= rest
            now += _FLOOR * _TOP
            before = now
        last = packing.last
        ends = ahead[last] * np.exp(self._end * _SHARPER)
        chosen = np.empty(packing.total, np.intp)
        chosen[last] = ends.argmax(axis=1)
        for count, offset, after in reversed(list(zip(counts[1:], offsets, offsets[1:], strict=False))):
            choices = room[:count]
            np.take(self._factors_backward, chosen[after : after + count], axis=0, out=choices, mode="clip")
            choices *= ahead[offset : offset + count]
            choices.argmax(axis=1, out=chosen[offset : offset + count])
        # The logarithm of the path's share in the sum of all, place by place.
        share = np.take_along_axis(score, chosen[:, None], axis=1)[:, 0] - np.log(scale)
        share[most:] += self._transition[chosen[packing.before], chosen[most:]] * _SHARPER
        share[last] += self._end[chosen[last]] * _SHARPER - np.log(ends.sum(axis=1))
        share[scale < _TINY] = -np.inf
        return chosen.astype(np.uint8), packing.sums(share) > np.log(_MORE_THAN_HALF)

    def best(self, packing: Packing, emission: Array) -> tuple[Tags, Array]:
        """The best path for each sentence, one tag a place, and how much worse the next best path is (Viterbi)."""
        counts, offsets = packing.counts, packing.offsets
        tags = emission.shape[1]
        scores = np.empty((packing.total, tags), np.float32)
        before = np.add(emission[: counts[0]], self._start, out=scores[: counts[0]])
        room = np.empty(tags * tags * counts[0], np.float32)
        for count, offset in zip(counts[1:], offsets[1:], strict=True):
            here = slice(offset, offset + count)
            paths = room[: tags * tags * count].reshape(tags, count, tags)
            np.add(before[:count].T[:, :, None], self._transition[:, None, :], out=paths)
            before = paths.max(axis=0, out=scores[here])
            before += emission[here]
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
