"""Chinese word segmentation: the one place that loads jieba, late, once, without a word on the screen."""

from __future__ import annotations

import importlib.util
import logging
import re
import threading
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from reader import settings

Span = tuple[int, int]

_lock = threading.Lock()
_tokenizer: Any = None
_tagger: Any = None


def cut(text: str) -> list[Span]:
    """The words of ``text`` as half-open ranges in code points. They cover the text without gap or overlap.

    The first call loads jieba's dictionary (about a second unless ``preload`` has been at work).
    """
    spans = []
    start = 0
    for word in _loaded().cut(text):
        spans.append((start, start + len(word)))
        start += len(word)
    return spans


def cut_for_search(text: str) -> list[Span]:
    """Words and the dictionary words inside them, for a search index: ranges that may overlap, by end then start."""
    return [(start, end) for _, start, end in _loaded().tokenize(text, mode="search")]


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
    # A Chinese character takes three bytes; the file's rows are "word frequency tag".
    rows = re.findall(rb"^(\S{12}) \d+ i\r?$", _dictionary(), re.MULTILINE)
    return frozenset(row.decode("utf-8", "ignore") for row in rows)


def lies_across(text: str, place: int) -> bool:
    """Whether a word of two to four characters in jieba's dictionary reaches across ``place`` in ``text``.

    Much lighter than ``cut``: the dictionary's file is read once (about 0.1 s), jieba itself is not loaded.
    """
    known = _short_words()
    return any(
        text[start:end].encode("utf-8", "surrogatepass") in known
        for start in range(max(0, place - 3), place)
        for end in range(place + 1, min(len(text), start + 4) + 1)
    )


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


@cache
def _short_words() -> frozenset[bytes]:
    """Words of two to four Chinese characters, in UTF-8, but for the very rare ones (fewer than five in its corpus)."""
    return frozenset(re.findall(rb"^(\S{6,12}) (?:\d\d|[5-9])", _dictionary(), re.MULTILINE))


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
