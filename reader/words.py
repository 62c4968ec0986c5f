"""Chinese word segmentation: the one place that loads jieba, late, once, without a word on the screen."""

from __future__ import annotations

import importlib.util
import logging
import re
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import Any

from reader import settings

Span = tuple[int, int]

_RUNS = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")  # what jieba takes for words
_APART = re.compile(r"\r\n|(?s:.)")  # anything else is a word by the character

_lock = threading.Lock()
_tokenizer: Any = None
_tagger: Any = None


def cut(text: str) -> list[Span]:
    """The words of ``text`` as half-open ranges in code points. They cover the text without gap or overlap.

    The first call loads jieba's dictionary (about a second unless ``preload`` has been at work).
    """
    spans = []
    start = 0
    for word in _cut_words(text):
        spans.append((start, start + len(word)))
        start += len(word)
    return spans


def cut_for_search(text: str) -> list[Span]:
    """Words and the dictionary words inside them, for a search index: ranges that may overlap, by end then start."""
    known = _loaded().FREQ
    spans: list[Span] = []
    start = 0
    for word in _cut_words(text):
        length = len(word)
        for inner in range(2, min(length, 4)):
            for at in range(length - inner + 1):
                if known.get(word[at : at + inner]):
                    spans.append((start + at, start + at + inner))
        spans.append((start, start + length))
        start += length
    return spans


def _cut_words(text: str) -> Iterator[str]:
    """What ``jieba.cut`` says of ``text``, in half the time: see ``_cut_run``."""
    for number, run in enumerate(_RUNS.split(text)):
        if number % 2:
            yield from _cut_run(run)
        else:
            yield from _APART.findall(run)


def _cut_run(run: str) -> Iterator[str]:
    """The words of a run without blanks and punctuation: of all ways through the dictionary the likeliest.

    jieba's way, with its numbers, in one pass from the end instead of three, and a logarithm for each frequency instead
    of each word. What is left as single characters goes to its hidden Markov model, remembered for a while.
    """
    tokenizer = _loaded()
    frequency = tokenizer.FREQ.get
    weights = _weights()
    length = len(run)
    best = [0.0] * (length + 1)
    ends = [0] * length
    for start in range(length - 1, -1, -1):
        end = start + 1
        here = None
        while end <= length and (times := frequency(run[start:end])) is not None:
            if times:
                weight = weights[times] + best[end]
                if here is None or weight >= here:
                    here = weight
                    ends[start] = end
            end += 1
        if here is None:
            here = weights[1] + best[start + 1]
            ends[start] = start + 1
        best[start] = here
    start = alone = 0  # ``alone``: where the single characters before ``start`` begin
    while start < length:
        end = ends[start]
        if end - start > 1:
            yield from _cut_alone(run[alone:start])
            yield run[start:end]
            alone = end
        start = end
    yield from _cut_alone(run[alone:])


@lru_cache(maxsize=20_000)
def _cut_alone(characters: str) -> tuple[str, ...]:
    """Words that are not in the dictionary, out of characters that make none that is."""
    if len(characters) < 2 or _loaded().FREQ.get(characters):
        return tuple(characters)
    from jieba import finalseg

    return tuple(finalseg.cut(characters))


@cache
def _weights() -> _Weights:
    return _Weights(_loaded().total)


class _Weights(dict[int, float]):
    """The logarithm of a word's share in running text, by its frequency in jieba's corpus."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._total = log(total)

    def __missing__(self, frequency: int) -> float:
        weight = self[frequency] = log(frequency) - self._total
        return weight


def cut_with_tags(text: str) -> list[tuple[int, int, str]]:
    """The words of ``text`` with jieba's part-of-speech tags (nr, ns, nt, n, v …), as (start, end, tag)."""
    spans = []
    start = 0
    for word, tag in _loaded_tagger().cut(text):
        spans.append((start, start + len(word), tag))
        start += len(word)
    return spans


@cache
def idioms() -> frozenset[str]:
    """The idioms of four characters (群贤毕至) in jieba's dictionary, read from its file without loading jieba."""
    # Rows are "word frequency tag"; cut where the tag is "i" each piece ends with an idiom and its frequency.
    pieces = _dictionary().replace(b"\r\n", b"\n").split(b" i\n")[:-1]
    rows = (piece[piece.rfind(b"\n") + 1 :].partition(b" ")[0] for piece in pieces)
    # A Chinese character takes three bytes.
    return frozenset(row.decode("utf-8", "ignore") for row in rows if len(row) == 12)


def lies_across(text: str, place: int) -> bool:
    """Whether a word of two to four characters in jieba's dictionary reaches across ``place`` in ``text``.

    Much lighter than ``cut``: the dictionary's file is read once (about 0.1 s), jieba itself is not loaded.
    """
    known = _short_words()
    packed = text.encode("utf-8", "surrogatepass")
    size = 3 if len(packed) == 3 * len(text) else 0  # bytes of each character, if all take as many as Chinese ones
    for start in range(max(0, place - 3), place):
        for end in range(place + 1, min(len(text), start + 4) + 1):
            word = packed[start * 3 : end * 3] if size else text[start:end].encode("utf-8", "surrogatepass")
            if word in known:
                return True
    return False


def opens_with_word(text: str) -> bool:
    """Whether ``text`` begins with a word of two to four characters in jieba's dictionary; does not load jieba."""
    known = _short_words()
    return any(text[:end].encode("utf-8", "surrogatepass") in known for end in range(2, min(len(text), 4) + 1))


@cache
def is_noun(word: str) -> bool:
    """Whether jieba's dictionary has ``word`` as a common noun; looked up in its file, for words asked after seldom."""
    return (
        re.search(rb"^%b \d+ n\r?$" % re.escape(word.encode("utf-8", "surrogatepass")), _dictionary(), re.M) is not None
    )


def frequency(word: str) -> int:
    """How often a word of two to four characters stands in the ``CORPUS``; 0 where the dictionary has it not."""
    return int(_short_words().get(word.encode("utf-8", "surrogatepass"), 0))


def frequencies_across(text: str, place: int, ways: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """``frequency`` of the characters of ``text`` around ``place``, for each of ``ways``: so many before it and behind
    it. Only those that are a word are given, as (characters before, characters behind, frequency)."""
    known = _short_words().get
    packed = text.encode("utf-8", "surrogatepass")
    if len(packed) == 3 * len(text):  # so that bytes can be counted as characters
        return [
            (before, behind, int(times))
            for before, behind in ways
            if (times := known(packed[max(0, place - before) * 3 : (place + behind) * 3]))
        ]
    found = [(before, behind, frequency(text[max(0, place - before) : place + behind])) for before, behind in ways]
    return [way for way in found if way[2]]


CORPUS = 98_214_274
"""So many characters of text jieba's dictionary was counted over, to go by the frequencies it gives."""


@cache
def _short_words() -> dict[bytes, bytes]:
    """Words of two to four Chinese characters, in UTF-8, with their frequencies, but for the very rare ones (fewer than
    five in its corpus)."""
    return dict(re.findall(rb"^(\S{6,12}) (\d\d+|[5-9])", _dictionary(), re.MULTILINE))


def _dictionary() -> bytes:
    """The file of jieba's dictionary; nothing where it is not to be found."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        return b""
    try:
        return (Path(next(iter(spec.submodule_search_locations))) / "dict.txt").read_bytes()
    except OSError:
        return b""


def preload() -> None:
    """Begin to load jieba in the background and return at once; a ``cut`` meanwhile waits for it."""
    if _tokenizer is None:
        threading.Thread(target=_loaded, name="words", daemon=True).start()


def _loaded() -> Any:
    """jieba's tokenizer with its dictionary in memory."""
    global _tokenizer
    with _lock:
        if _tokenizer is None:
            jieba = _jieba()
            tokenizer = jieba.Tokenizer()
            # jieba would keep its dictionary cache under a fixed name in /tmp, where another user could have put one.
            folder = settings.paths().cache
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
            tokenizer.tmp_dir = str(folder)
            tokenizer.initialize()
            _tokenizer = tokenizer
        return _tokenizer


def _loaded_tagger() -> Any:
    """jieba.posseg over the same dictionary."""
    global _tagger
    tokenizer = _loaded()
    with _lock:
        if _tagger is None:
            from jieba import posseg

            _tagger = posseg.POSTokenizer(tokenizer)
        return _tagger


def _jieba() -> Any:
    """The package, with its log (a handler on standard error, at DEBUG) and its import warnings silenced."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    log = logging.getLogger("jieba")
    log.handlers.clear()
    log.addHandler(logging.NullHandler())
    log.propagate = False
    return jieba
