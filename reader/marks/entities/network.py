"""The tagger's forward pass in NumPy: two bidirectional GRU layers and a CRF, many sentences at a time.

Sentences of a batch are packed: sorted by falling length, step after step, so that nothing is computed for padding.
Both directions of a layer run side by side, the reverse one over each sentence turned round by its own length.
Every product has a number of rows that is a multiple of 16, and so takes the same path through the BLAS whatever the
batch: a sentence's tags do not depend on its neighbours.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

# More threads gain nothing on matrices this small and would take the cores from other processes of an import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from reader.marks.entities.folding import folded  # noqa: E402
from reader.marks.entities.weights import WIDTH, Array, Layer, Weights  # noqa: E402

Ids = NDArray[np.int64]

CELLS = 4000
"""Characters in a batch: bounds the memory, whatever the length of a sentence."""

_ROWS = 16
_PLANES = 0x30000


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
            for index, found in zip(batch, self._batch([sentences[i] for i in batch]), strict=True):
                tags[index] = found
            at = stop
        return tags

    def _batch(self, sentences: Sequence[str]) -> list[NDArray[np.uint8]]:
        """Tags of sentences sorted by falling length."""
        packing = _Packing([len(sentence) for sentence in sentences])
        ids = self.ids("".join(sentences))
        forward, reverse = ids[packing.forward], ids[packing.reverse]
        distinct, place = np.unique(forward, return_inverse=True)
        rows = _padded(self.weights.embedding[distinct])
        where = np.empty(len(self.weights.embedding), np.int64)
        where[distinct] = np.arange(len(distinct))
        first = self._layers[0]
        states = first.run(
            packing, (rows @ first.inward[0])[place.reshape(-1)], (rows @ first.inward[1])[where[reverse]]
        )
        second = self._layers[1]
        ahead, behind = _both(states, packing.turned)
        states = second.run(packing, ahead @ second.inward[0], behind @ second.inward[1])
        ahead, _behind = _both(states, packing.turned)
        emission = ahead @ self.weights.emission + self.weights.emission_bias
        return self._decode(packing, emission)

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

    def _decode(self, packing: _Packing, emission: Array) -> list[NDArray[np.uint8]]:
        """The best path through the CRF for each sentence (Viterbi), over all sentences at once."""
        counts, offsets = packing.counts, packing.offsets
        tags = emission.shape[1]
        scores = np.empty((packing.total, tags), np.float32)
        best = emission[: counts[0]] + self.weights.start
        scores[: counts[0]] = best
        before = np.ascontiguousarray(best.T)
        for step in range(1, len(counts)):
            count, offset = counts[step], offsets[step]
            paths = before[:, None, :count] + self._transition
            before = paths.max(axis=0) + emission[offset : offset + count].T
            scores[offset : offset + count] = before.T
        # Only the path taken is asked where it came from, so the maximum's place need not be kept on the way forward.
        chosen = np.empty(packing.total, np.uint8)
        current = np.empty(counts[0], np.int64)
        backward = np.ascontiguousarray(self.weights.transition.T)
        running = 0
        for step in range(len(counts) - 1, -1, -1):
            count, offset = counts[step], offsets[step]
            here = scores[offset : offset + count]
            if running:
                current[:running] = (here[:running] + backward[current[:running]]).argmax(axis=1)
            current[running:count] = (here[running:] + self.weights.end).argmax(axis=1)
            running = count
            chosen[offset : offset + count] = current[:count]
        return packing.unpack(chosen)


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
    """Two GRUs side by side. Gates are computed as tanh, sigmoid(x) being (1 + tanh(x / 2)) / 2, with halves folded in.

    ``inward`` are the matrices in front of the GRUs; a last row of theirs is the bias, met by a last column of ones.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        halves = np.ones(3 * WIDTH, np.float32)
        halves[: 2 * WIDTH] = 0.5
        self.inward = [layer.inward * halves for layer in layers]
        self._bias = np.stack([layer.bias * halves for layer in layers])[:, None]
        self._gates = np.stack([layer.gates * np.float32(0.5) for layer in layers])
        self._candidate = np.stack([layer.candidate * np.float32(0.5) for layer in layers])

    def run(self, packing: _Packing, forward: Array, reverse: Array) -> Array:
        """The states (2 × places × 128), each direction in its own order of steps."""
        total, most = packing.total, _multiple(packing.counts[0])
        inputs = np.empty((2, total + most, 3 * WIDTH), np.float32)
        np.add(forward[:total], self._bias[0], out=inputs[0, :total])
        np.add(reverse[:total], self._bias[1], out=inputs[1, :total])
        inputs[:, total:] = 0
        states = np.empty((2, _multiple(total), WIDTH), np.float32)
        states[:, total:] = 0
        state = np.zeros((2, most, WIDTH), np.float32)
        gates_room = np.empty((2, most, 2 * WIDTH), np.float32)
        candidate_room = np.empty((2, most, WIDTH), np.float32)
        for count, offset in zip(packing.counts, packing.offsets, strict=True):
            rows = _multiple(count)
            now = state[:, :rows]
            gates, candidate = gates_room[:, :rows], candidate_room[:, :rows]
            given = inputs[:, offset : offset + rows]
            np.matmul(now, self._gates, out=gates)
            gates += given[..., : 2 * WIDTH]
            np.tanh(gates, out=gates)
            gates += 1
            update, reset = gates[..., :WIDTH], gates[..., WIDTH:]
            reset *= now
            np.matmul(reset, self._candidate, out=candidate)
            candidate += given[..., 2 * WIDTH :]
            np.tanh(candidate, out=candidate)
            candidate -= now
            candidate *= update
            candidate *= 0.5
            now += candidate
            states[:, offset : offset + count] = now[:, :count]
        return states


def _both(states: Array, turned: Ids) -> tuple[Array, Array]:
    """Both directions' states side by side, in the order of the forward run and of the reverse run."""
    total = len(turned)
    ahead = np.zeros((states.shape[1], 2 * WIDTH), np.float32)
    behind = np.zeros_like(ahead)
    ahead[:total, :WIDTH] = states[0, :total]
    ahead[:total, WIDTH:] = states[1][turned]
    behind[:total, :WIDTH] = states[0][turned]
    behind[:total, WIDTH:] = states[1, :total]
    return ahead, behind


def _padded(rows: Array) -> Array:
    """``rows`` with rows of zeros up to a multiple of 16."""
    return np.concatenate([rows, np.zeros((_multiple(len(rows)) - len(rows), rows.shape[1]), np.float32)])


def _multiple(count: int) -> int:
    return -(-count // _ROWS) * _ROWS
