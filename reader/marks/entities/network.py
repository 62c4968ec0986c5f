"""The tagger's forward pass in NumPy: two bidirectional GRU layers and a CRF, many sentences at a time.

Sentences of a batch are packed: sorted by falling length, step after step, so that nothing is computed for padding.
Both directions of a layer run side by side, the reverse one over each sentence turned round by its own length.

A BLAS rounds differently by the shape of a product, so the scores of a sentence depend on its batch in the last bits.
Its tags do not: where the best path is better than the next by less than that could matter, it is judged alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

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
        # One matrix for each side.
        self._emission = weights.emission.reshape(2, WIDTH, len(weights.tags))
        self._decoder = Decoder(weights)
        self.segments = Segments(weights.tags)

    def tag(self, sentences: Sequence[str]) -> list[Tags]:
        """For each sentence (not empty) the best tag of each character, as indexes into ``weights.tags``."""
        # exp overflows to infinity where a gate is shut; a division by infinity is the 0 that is meant.
        with np.errstate(over="ignore"):
            tags: list[Tags] = [np.empty(0, np.uint8)] * len(sentences)
            unsure: list[tuple[int, Array]] = []
            table = self._table("".join(sentences))
            order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]), reverse=True)
            for batch in _batches(order, [len(sentences[i]) for i in order]):
                packing, emission = self._emissions([sentences[i] for i in batch], table)
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

    def _table(self, text: str) -> _Table:
        """What layer 1 is given for each character of ``text``, which has far fewer of them than places."""
        present = np.zeros(len(self.weights.embedding), np.bool_)
        present[self.ids(text)] = True
        rows = np.ones((present.sum(), WIDTH + 1), np.float32)
        rows[:, :-1] = self.weights.embedding[present]
        return _Table(np.cumsum(present) - 1, self._layers[0].project(rows))

    def _emissions(self, sentences: Sequence[str], table: _Table | None = None) -> tuple[Packing, Array]:
        """How well each tag fits each character, in packed order; ``table`` has all characters, if it is at hand."""
        packing = Packing([len(sentence) for sentence in sentences])
        joined = "".join(sentences)
        table = table or self._table(joined)
        place = table.place[self.ids(joined)]
        first, second = self._layers
        states = np.empty((2, packing.total, WIDTH), np.float32)
        for here, found in first.run(packing, _Characters(packing, table, place)):
            states[:, here] = found
        # Each direction adds its half; the reverse one's stand in its own order at first.
        emission = np.empty((2, packing.total, len(self.weights.tags)), np.float32)
        for here, found in second.run(packing, _States(packing, states, second)):
            np.matmul(found, self._emission, out=emission[:, here])
        forward, reverse = emission
        forward += reverse[packing.turned]
        forward += self.weights.emission_bias
        return packing, forward

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
        self._own = np.stack([_by_gate(np.hstack([layer.gates, layer.candidate])) for layer in layers], axis=1)
        # The bias is one row more, for an input that has a 1 at its end.
        inward = [_by_gate(np.vstack([layer.inward, layer.bias])) for layer in layers]
        self._inward = np.stack(inward, axis=1)

    def project(self, rows: Array, out: Array | None = None) -> Array:
        """What the gates are given (gate × side × places × 128) for inputs with a 1 at the end of each."""
        return np.matmul(rows, self._inward, out=out)

    def run(self, packing: Packing, given: _Characters | _States) -> Iterator[tuple[slice, Array]]:
        """The states (side × places × 128) block by block, each side in its own order; read before the next block.

        What the gates are given is made for a block at once, since a large product is twice as fast as small ones.
        """
        most = packing.counts[0]
        room = max(stop - start for start, stop, _counts in packing.blocks)
        gate, both, inner = (np.empty(n * most * WIDTH, np.float32) for n in (4, 2, 2))
        more, held = np.empty(6 * room * WIDTH, np.float32), np.empty((2, room, WIDTH), np.float32)
        state = np.zeros((2, most, WIDTH), np.float32)
        for start, stop, counts in packing.blocks:
            # Each step's values lie in one piece, so that a function runs through them at one go.
            inward = more[: 6 * (stop - start) * WIDTH].reshape(3, 2, stop - start, WIDTH)
            given.take(slice(start, stop), inward)
            # The last state lies where the block's first one goes.
            state = state.copy()
            at = 0
            for count in counts:
                here = slice(at, at + count)
                gates = gate[: 4 * count * WIDTH].reshape(2, 2, count, WIDTH)
                candidate, part = (values[: 2 * count * WIDTH].reshape(2, count, WIDTH) for values in (both, inner))
                state = state[:, :count]
                np.matmul(state, self._own[:2], out=gates)
                gates += inward[:2, :, here]
                np.exp(gates, out=gates)
                gates += 1
                update, reset = gates
                np.divide(state, reset, out=part)
                np.matmul(part, self._own[2], out=candidate)
                candidate += inward[2, :, here]
                np.exp(candidate, out=candidate)
                candidate += 1
                np.divide(np.float32(2), candidate, out=candidate)
                candidate -= 1
                candidate -= state
                candidate /= update
                state = np.add(state, candidate, out=held[:, here])
                at += count
            yield slice(start, stop), held[:, : stop - start]


class _Table(NamedTuple):
    """What layer 1 is given for each distinct character: one product for each, handed out step by step."""

    place: Ids
    """The character's place in ``rows``, by its id."""
    rows: Array
    """Gate × side × character × 128."""


class _Characters:
    """What layer 1 is given for the characters of a batch."""

    def __init__(self, packing: Packing, table: _Table, place: Ids) -> None:
        self._rows = table.rows.reshape(-1, WIDTH)
        start = np.arange(6).reshape(3, 2, 1) * table.rows.shape[2]
        self._index = start + place[np.stack([packing.forward, packing.reverse])]

    def take(self, places: slice, out: Array) -> None:
        """Write the rows for a block (gate × side × places × 128) into ``out``."""
        # Any mode but the default writes into ``out`` at once, not by way of a copy.
        np.take(self._rows, self._index[..., places], axis=0, out=out, mode="clip")


class _States:
    """What layer 2 is given: the states of layer 1, both directions side by side, and a 1."""

    def __init__(self, packing: Packing, states: Array, layer: _Bidirectional) -> None:
        self._turned, self._states, self._layer = packing.turned, states, layer

    def take(self, places: slice, out: Array) -> None:
        """Write what the gates are given for a block (gate × side × places × 128) into ``out``."""
        (forward, reverse), turned = self._states, self._turned[places]
        rows = np.ones((2, len(turned), 2 * WIDTH + 1), np.float32)
        rows[0, :, :WIDTH], rows[0, :, WIDTH:-1] = forward[places], reverse[turned]
        rows[1, :, :WIDTH], rows[1, :, WIDTH:-1] = forward[turned], reverse[places]
        self._layer.project(rows, out)


def _by_gate(matrix: Array) -> Array:
    """Columns update | reset | candidate as three matrices, with the signs and the two that exp wants."""
    fold = np.array([-1, -1, -2], np.float32)[:, None, None]
    return fold * matrix.reshape(len(matrix), 3, WIDTH).transpose(1, 0, 2)
