"""The tagger's forward pass in NumPy: two bidirectional GRU layers and a CRF, many sentences at a time.

Sentences of a batch are packed: sorted by falling length, step after step, so that nothing is computed for padding.
Both directions of a layer run side by side, the reverse one over each sentence turned round by its own length.

A BLAS rounds differently by the shape of a product, so the scores of a sentence depend on its batch in the last bits.
Its tags do not: where the best path is better than the next by less than that could matter, it is judged alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.marks.entities.folding import folded
from reader.marks.entities.weights import WIDTH, Array, Layer, Weights

Ids = NDArray[np.int64]

CELLS = 4000
"""Characters in a batch: bounds the memory, whatever the length of a sentence."""

_TOO_CLOSE = 1e-3
"""Difference of two paths that rounding could turn round; rounding itself is some 1e-5."""

_PLANES = 0x30000
"""Code points in the look-up table: those with Chinese characters."""


class Network:
    """The tagger over one set of weights. ``tag`` may be called from one thread at a time."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._layers = (_Bidirectional(weights.layers[:2]), _Bidirectional(weights.layers[2:]))
        self._ids = np.full(_PLANES, -1, np.int32)
        self._transition = np.ascontiguousarray(weights.transition)[:, :, None]

    def tag(self, sentences: Sequence[str]) -> list[NDArray[np.uint8]]:
        """For each sentence (not empty) the best tag of each character, as indexes into ``weights.tags``."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]), reverse=True)
        tags: list[NDArray[np.uint8]] = [np.empty(0, np.uint8)] * len(sentences)
        at = 0
        while at < len(order):
            size, stop = 0, at
            while stop < len(order) and (stop == at or size + len(sentences[order[stop]]) <= CELLS):
                size += len(sentences[order[stop]])
                stop += 1
            batch = order[at:stop]
            found, margins = self._batch([sentences[i] for i in batch])
            for index, one, margin in zip(batch, found, margins, strict=True):
                alone = margin < _TOO_CLOSE and len(batch) > 1
                tags[index] = self._batch([sentences[index]])[0][0] if alone else one
            at = stop
        return tags

    def _batch(self, sentences: Sequence[str]) -> tuple[list[NDArray[np.uint8]], list[float]]:
        """Tags of sentences sorted by falling length, and by how much each one's path is better than the next."""
        # exp overflows to infinity where a gate is shut; 1 / infinity is the 0 that is meant.
        with np.errstate(over="ignore"):
            return self._decode(*self._emissions(sentences))

    def _emissions(self, sentences: Sequence[str]) -> tuple[_Packing, Array]:
        """How well each tag fits each character, in packed order."""
        packing = _Packing([len(sentence) for sentence in sentences])
        ids = self.ids("".join(sentences))
        first, second = self._layers
        inputs = np.empty((2, packing.total, 3 * WIDTH), np.float32)
        # A batch has far fewer characters than places, so they are multiplied once each and then handed out.
        distinct, place = np.unique(ids, return_inverse=True)
        rows = self.weights.embedding[distinct]
        for side, order in enumerate((packing.forward, packing.reverse)):
            np.take(rows @ first.inward[side] + first.bias[side], place[order], axis=0, out=inputs[side])
        states = first.run(packing, inputs)
        for side, both in enumerate((_ahead(states, packing.turned), _behind(states, packing.turned))):
            np.matmul(both, second.inward[side], out=inputs[side])
            inputs[side] += second.bias[side]
        both = _ahead(second.run(packing, inputs), packing.turned)
        return packing, both @ self.weights.emission + self.weights.emission_bias

    def ids(self, text: str) -> Ids:
        """The rows of the embedding table for the characters of ``text``."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = np.minimum(codes, _PLANES - 1)
        found = self._ids[codes]
        if (found < 0).any():
            for code in np.unique(codes[found < 0]):
                character = folded(chr(code))
                self._ids[code] = self.weights.ids.get(character, self.weights.unknown)
            found = self._ids[codes]
        return found.astype(np.int64)

    def _decode(self, packing: _Packing, emission: Array) -> tuple[list[NDArray[np.uint8]], list[float]]:
        """The best path through the CRF for each sentence (Viterbi), over all sentences at once, and its margin."""
        counts, offsets = packing.counts, packing.offsets
        tags = emission.shape[1]
        scores = np.empty((packing.total, tags), np.float32)
        scores[: counts[0]] = emission[: counts[0]] + self.weights.start
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
        backward = np.ascontiguousarray(self.weights.transition.T)
        running = 0
        for count, offset in zip(reversed(counts), reversed(offsets), strict=True):
            choices = scores[offset : offset + count]
            choices[:running] += backward[current[:running]]
            choices[running:] += self.weights.end
            row = np.arange(count)
            best = choices.argmax(axis=1)
            first = choices[row, best]
            choices[row, best] = -np.inf
            margin[:count] = np.minimum(margin[:count], first - choices.max(axis=1))
            chosen[offset : offset + count] = current[:count] = best
            running = count
        return packing.unpack(chosen), margin.tolist()


class _Packing:
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
        self._begin = begin

    def unpack(self, packed: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
        """One array a sentence, from one value a place."""
        joined = np.empty_like(packed)
        joined[self.forward] = packed
        return np.split(joined, self._begin[1:])


class _Bidirectional:
    """Two GRUs side by side: h = (1 - u)·h + u·c, with c = tanh(x + (r·h)·W).

    Both functions are taken from exp, which NumPy has faster than tanh: sigmoid(x) = 1 / (1 + exp(-x)) and
    tanh(x) = 2 / (1 + exp(-2x)) - 1. The signs and the two are folded into the matrices.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        fold = np.full(3 * WIDTH, -1, np.float32)
        fold[2 * WIDTH :] = -2
        self.inward = [layer.inward * fold for layer in layers]
        self.bias = [layer.bias * fold for layer in layers]
        self._gates = np.stack([layer.gates * np.float32(-1) for layer in layers])
        self._candidate = np.stack([layer.candidate * np.float32(-2) for layer in layers])

    def run(self, packing: _Packing, inputs: Array) -> Array:
        """The states (2 × places × 128) for ``inputs`` (2 × places × 384), each direction in its own order of steps."""
        most = packing.counts[0]
        states = np.empty((2, packing.total, WIDTH), np.float32)
        state = np.zeros((2, most, WIDTH), np.float32)
        gates_room = np.empty((2, most, 2 * WIDTH), np.float32)
        candidate_room = np.empty((2, most, WIDTH), np.float32)
        for count, offset in zip(packing.counts, packing.offsets, strict=True):
            now, gates, candidate = state[:, :count], gates_room[:, :count], candidate_room[:, :count]
            given = inputs[:, offset : offset + count]
            np.matmul(now, self._gates, out=gates)
            gates += given[..., : 2 * WIDTH]
            _logistic(gates, 1)
            update, reset = gates[..., :WIDTH], gates[..., WIDTH:]
            reset *= now
            np.matmul(reset, self._candidate, out=candidate)
            candidate += given[..., 2 * WIDTH :]
            _logistic(candidate, 2)
            candidate -= 1
            candidate -= now
            candidate *= update
            now += candidate
            states[:, offset : offset + count] = now
        return states


def _ahead(states: Array, turned: Ids) -> Array:
    """Both directions' states side by side, in the order of the forward run."""
    return np.concatenate([states[0], states[1][turned]], axis=1)


def _behind(states: Array, turned: Ids) -> Array:
    """Both directions' states side by side, in the order of the reverse run."""
    return np.concatenate([states[0][turned], states[1]], axis=1)


def _logistic(values: Array, height: int) -> None:
    """height / (1 + exp(values)), in place."""
    np.exp(values, out=values)
    values += 1
    np.divide(np.float32(height), values, out=values)
