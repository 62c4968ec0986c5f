"""The tagger's forward pass in NumPy: two bidirectional GRU layers and a CRF, many sentences at a time.

Sentences of a batch are packed: sorted by falling length, step after step, so that nothing is computed for padding.
Both directions of a layer run side by side, the reverse one over each sentence turned round by its own length.

A BLAS rounds differently by the shape of a product, so the scores of a sentence depend on its batch in the last bits.
Its tags do not: where the best path is better than the next by less than that could matter, it is judged alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from reader.marks.entities.folding import folded
from reader.marks.entities.packing import Ids, Packing
from reader.marks.entities.segments import Segments
from reader.marks.entities.viterbi import Decoder, Tags
from reader.marks.entities.weights import WIDTH, Array, Layer, Weights

_T = TypeVar("_T")

CELLS = 8000
"""Characters in a batch: bounds the memory, whatever the length of a sentence."""

SENTENCES = 512
"""Sentences in a batch: bounds the memory of a step, however short they are."""

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
        self._decoder = Decoder(weights)
        self.segments = Segments(weights.tags)

    def tag(self, sentences: Sequence[str]) -> list[Tags]:
        """For each sentence (not empty) the best tag of each character, as indexes into ``weights.tags``."""
        # exp overflows to infinity where a gate is shut; a division by infinity is the 0 that is meant.
        with np.errstate(over="ignore"):
            tags: list[Tags] = [np.empty(0, np.uint8)] * len(sentences)
            unsure: list[tuple[int, Array]] = []
            order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]), reverse=True)
            for batch in _batches(order, [len(sentences[i]) for i in order]):
                packing, emission = self._emissions([sentences[i] for i in batch])
                found, sure = self._decoder.glance(packing, emission)
                for place, (index, row, settled) in enumerate(zip(batch, packing.unpack(found), sure, strict=True)):
                    tags[index] = row
                    if not settled:
                        unsure.append((index, emission[packing.of(place)]))
            for group in _batches(unsure, [len(emission) for _index, emission in unsure]):
                for (index, _emission), row, margin in zip(group, *self._by_viterbi(group), strict=True):
                    close = margin < _TOO_CLOSE and len(sentences) > 1
                    tags[index] = self._alone(sentences[index]) if close else row
            return tags

    def _by_viterbi(self, group: Sequence[tuple[int, Array]]) -> tuple[list[Tags], list[float]]:
        """Tags and margins of sentences of falling length, of which the second value is the emission."""
        packing = Packing([len(emission) for _index, emission in group])
        joined = np.concatenate([emission for _index, emission in group])
        chosen, margin = self._decoder.best(packing, joined[packing.forward])
        return packing.unpack(chosen), margin.tolist()

    def _alone(self, sentence: str) -> Tags:
        """The tags of a sentence that no other one's company can have moved."""
        packing, emission = self._emissions([sentence])
        return self._decoder.best(packing, emission)[0]

    def _emissions(self, sentences: Sequence[str]) -> tuple[Packing, Array]:
        """How well each tag fits each character, in packed order."""
        packing = Packing([len(sentence) for sentence in sentences])
        # A batch has far fewer characters than places, so they are multiplied once each and then handed out.
        distinct, place = np.unique(self.ids("".join(sentences)), return_inverse=True)
        first, second = self._layers
        given = _Characters(packing, self.weights.embedding[distinct], place, first)
        states = second.run(packing, first.run(packing, given))
        return packing, states @ self.weights.emission + self.weights.emission_bias

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


def _batches(things: Sequence[_T], lengths: Sequence[int]) -> Iterator[Sequence[_T]]:
    """Things by falling length in runs of at most CELLS characters and SENTENCES things, but at least one."""
    begin, size = 0, 0
    for at, length in enumerate(lengths):
        if at > begin and (size + length > CELLS or at - begin == SENTENCES):
            yield things[begin:at]
            begin, size = at, 0
        size += length
    if things:
        yield things[begin:]


class _Bidirectional:
    """Two GRUs side by side: h = (1 - u)·h + u·c, with c = tanh(x + (r·h)·W).

    Both functions are taken from exp, which NumPy has faster than tanh: sigmoid(x) = 1 / (1 + exp(-x)) and
    tanh(x) = 2 / (1 + exp(-2x)) - 1. The signs and the two are folded into the matrices. A gate that is to multiply
    need not be turned over first: what it multiplies is divided by 1 + exp(-x).
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        # Each is gate (update, reset, candidate) × side × rows × 128.
        self.inward = np.stack([_by_gate(layer.inward) for layer in layers], axis=1)
        self.bias = np.stack([_by_gate(layer.bias[None]) for layer in layers], axis=1)
        self._own = np.stack([_by_gate(np.hstack([layer.gates, layer.candidate])) for layer in layers], axis=1)
        # One product for all: its rows are state | input | 1.
        self._joined = np.concatenate([self._own, self.inward, self.bias], axis=2)

    def run(self, packing: Packing, given: _Characters | Array) -> Array:
        """The states (places × 256, both directions side by side, in the order of the forward run).

        ``given`` are the characters for the first layer, for the second the states of the first.
        """
        most = packing.counts[0]
        known = isinstance(given, _Characters)
        gate, both, more = (np.empty(n * most * WIDTH, np.float32) for n in (4, 2, 6))
        weights = self._own if known else self._joined
        held = np.ones((2, most, weights.shape[2]), np.float32)
        state = np.zeros((2, most, WIDTH), np.float32)
        states = np.empty((packing.total, 2 * WIDTH), np.float32)
        for count, offset in zip(packing.counts, packing.offsets, strict=True):
            # Each step's values lie in one piece, so that a function runs through them at one go.
            if count < state.shape[1]:
                state = np.ascontiguousarray(state[:, :count])
            gates = gate[: 4 * count * WIDTH].reshape(2, 2, count, WIDTH)
            candidate = both[: 2 * count * WIDTH].reshape(2, count, WIDTH)
            character = more[: 6 * count * WIDTH].reshape(3, 2, count, WIDTH)
            rows, here = held[:, :count], slice(offset, offset + count)
            turned = packing.turned[here]
            rows[..., :WIDTH] = state
            if isinstance(given, _Characters):
                given.take(here, character)
            else:
                rows[0, :, WIDTH:-1] = given[here]
                rows[1, :, WIDTH:-1] = given[turned]
            np.matmul(rows, weights[:2], out=gates)
            if known:
                gates += character[:2]
            np.exp(gates, out=gates)
            gates += 1
            update, reset = gates
            np.divide(state, reset, out=rows[..., :WIDTH])
            np.matmul(rows, weights[2], out=candidate)
            if known:
                candidate += character[2]
            np.exp(candidate, out=candidate)
            candidate += 1
            np.divide(np.float32(2), candidate, out=candidate)
            candidate -= 1
            candidate -= state
            candidate /= update
            state += candidate
            states[here, :WIDTH] = state[0]
            states[turned, WIDTH:] = state[1]
        return states


class _Characters:
    """What layer 1 is given for each character: one product a distinct character, handed out step by step."""

    def __init__(self, packing: Packing, rows: Array, place: Ids, layer: _Bidirectional) -> None:
        table = rows @ layer.inward
        table += layer.bias
        self._table = table.reshape(-1, WIDTH)
        start = np.arange(6).reshape(3, 2, 1) * len(rows)
        self._index = start + place[np.stack([packing.forward, packing.reverse])]

    def take(self, places: slice, out: Array) -> None:
        """The rows for a step (gate × side × sentence × 128)."""
        # Any mode but the default writes into ``out`` at once, not by way of a copy.
        np.take(self._table, self._index[..., places], axis=0, out=out, mode="clip")


def _by_gate(matrix: Array) -> Array:
    """Columns update | reset | candidate as three matrices, with the signs and the two that exp wants."""
    fold = np.array([-1, -1, -2], np.float32)[:, None, None]
    return fold * matrix.reshape(len(matrix), 3, WIDTH).transpose(1, 0, 2)
