"""The tagger's network written down plainly, with padded batches: the baseline that bench_entities.py measures by."""

from __future__ import annotations

import numpy as np

from reader.marks.entities.network import Network
from reader.marks.entities.weights import WIDTH, Layer

CELLS = 4000


def tag(network: Network, sentences: list[str]) -> list[list[int]]:
    """The tags of each sentence; in a batch all are padded to the longest."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    tags: list[list[int]] = [[]] * len(sentences)
    while order:
        batch = [order.pop()]
        longest = len(sentences[batch[0]])
        while order and (len(batch) + 1) * longest <= CELLS:
            batch.append(order.pop())
        for i, row in zip(batch, _batch(network, [sentences[i] for i in batch]), strict=True):
            tags[i] = row
    return tags


def _batch(network: Network, sentences: list[str]) -> list[list[int]]:
    w = network.weights
    lengths = np.array([len(sentence) for sentence in sentences])
    steps, many = int(lengths.max()), len(sentences)
    ids = np.zeros((many, steps), np.int64)
    for row, sentence in zip(ids, sentences, strict=True):
        row[: len(sentence)] = network.ids(sentence)
    turned = np.maximum(lengths[:, None] - 1 - np.arange(steps), 0)[:, :, None]
    rows = w.embedding[ids]
    for forward, reverse in (w.layers[:2], w.layers[2:]):
        back = _gru(np.take_along_axis(rows, turned, 1), reverse)
        rows = np.concatenate([_gru(rows, forward), np.take_along_axis(back, turned, 1)], axis=2)
    emission = rows @ w.emission + w.emission_bias
    into = np.ascontiguousarray(w.transition.T)
    score = w.start + emission[:, 0]
    came = np.zeros((steps, many, len(w.tags)), np.int64)
    for step in range(1, steps):
        paths = score[:, None, :] + into
        came[step] = paths.argmax(axis=2)
        more = paths.max(axis=2) + emission[:, step]
        score = np.where((step < lengths)[:, None], more, score)
    best = (score + w.end).argmax(axis=1)
    found = []
    for i, length in enumerate(lengths):
        path = [int(best[i])]
        for step in range(length - 1, 0, -1):
            path.append(int(came[step, i, path[-1]]))
        found.append(path[::-1])
    return found


def _gru(rows: np.ndarray, layer: Layer) -> np.ndarray:
    given = rows @ layer.inward + layer.bias
    h = np.zeros((len(rows), WIDTH), np.float32)
    states = np.empty((*given.shape[:2], WIDTH), np.float32)
    for step in range(given.shape[1]):
        gates = 1 / (1 + np.exp(-(given[:, step, : 2 * WIDTH] + h @ layer.gates)))
        update, reset = gates[:, :WIDTH], gates[:, WIDTH:]
        candidate = np.tanh(given[:, step, 2 * WIDTH :] + (reset * h) @ layer.candidate)
        h = (1 - update) * h + update * candidate
        states[:, step] = h
    return states
