"""Texts to words with tags: cuts texts into sentences, tags them together, and falls back to jieba.posseg."""

from __future__ import annotations

import os
import re
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from itertools import islice, repeat
from typing import TYPE_CHECKING, NamedTuple

from reader import words
from reader.language import _

if TYPE_CHECKING:
    from reader.marks.entities.network import Network

_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]*[”’」』）]*")
_LONGEST = 1000
"""Characters of a sentence; a longer one (a page without punctuation) is cut, at a comma if there is one."""

_AT_ONCE = 200_000
"""Characters tagged in one go, so that a whole library does not stand in memory as arrays."""

_KINDS = {"ns": "LOC", "nt": "ORG"}
_POSSEG_KINDS = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG"}

_lock = threading.Lock()
_network: Network | None = None
_problem: str | None = None


class Word(NamedTuple):
    """A word by its place in the text and its tag: PER, LOC, ORG, TIME, or the part of speech (n, nz, v, w …)."""

    start: int
    end: int
    tag: str


class ModelWarning(UserWarning):
    """The tagger inside jieba cannot be used; names are found by jieba.posseg, much less well."""


def tag(texts: Sequence[str]) -> list[list[Word]]:
    """The words of each text, in order; they cover it but for line ends.

    If the model is missing or changed, a ModelWarning says so once and jieba.posseg takes its place.
    """
    with _lock:
        network = _loaded()
        if network is None:
            return [_with_posseg(text) for text in texts]
        sentences = [(number, start, end) for number, text in enumerate(texts) for start, end in _sentences(text)]
        found: list[list[Word]] = [[] for _text in texts]
        for group in _groups(sentences):
            rows = network.tag([texts[number][start:end] for number, start, end in group])
            starts, ends, kinds, counts = network.segments.words(rows, [start for _number, start, _end in group])
            # There are many: calling Word itself for each would take twice as long.
            parts = zip(starts, ends, (_KINDS.get(kind, kind) for kind in kinds), strict=True)
            made = map(tuple.__new__, repeat(Word), parts)
            for (number, _start, _end), count in zip(group, counts, strict=True):
                found[number].extend(islice(made, count))
        return found


def model_problem() -> str | None:
    """What a ModelWarning has said, for a screen that wants to say it in its own way; None if all is well so far."""
    return _problem


def _loaded() -> Network | None:
    """The network, or None (after a warning) where jieba's files are not what is expected."""
    global _network, _problem
    if _network is None and _problem is None:
        _one_thread()
        from reader.marks.entities.network import Network
        from reader.marks.entities.weights import ModelError, load

        try:
            _network = Network(load())
        except ModelError as error:
            message = _("Names are found by jieba.posseg, less well: {error}. Reinstall jieba 0.42.1 to mend this.")
            _problem = message.format(error=error)
            warnings.warn(_problem, ModelWarning, stacklevel=2)
    return _network


def _one_thread() -> None:
    """Keep the BLAS to one thread.

    More gain nothing on matrices this small; they take the cores from the other processes of an import, and on a busy
    machine they wait for one another ten times as long as they work.
    """
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        return
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of sentences without the line end behind them; none is empty or longer than _LONGEST."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start] == "\n":
            start += 1
        while start < end and text[end - 1] == "\n":
            end -= 1
        while end - start > _LONGEST:
            comma = max(text.rfind(mark, start, start + _LONGEST) for mark in "，,、")
            cut = comma + 1 if comma > start else start + _LONGEST
            yield start, cut
            start = cut
        if start < end:
            yield start, end


def _groups(sentences: list[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """The sentences in runs of at most _AT_ONCE characters."""
    group: list[tuple[int, int, int]] = []
    size = 0
    for sentence in sentences:
        length = sentence[2] - sentence[1]
        if group and size + length > _AT_ONCE:
            yield group
            group, size = [], 0
        group.append(sentence)
        size += length
    if group:
        yield group


def _with_posseg(text: str) -> list[Word]:
    """The words of one text by jieba.posseg; people of one character are its mistakes."""
    found = []
    for start, end, flag in words.cut_with_tags(text):
        kind = _POSSEG_KINDS.get(flag, flag)
        if text[start:end] != "\n":
            found.append(Word(start, end, "n" if kind == "PER" and end - start < 2 else kind))
    return found
