"""Finding Chinese by pinyin: yangxiaojing and yxj lead to 杨晓京 through a table of the terms that the library holds.

The terms are names, bylines, sections, tags and the words of the text. A query in Latin letters is looked up among
their pinyin and their initials (two short walks along an index), and the terms found are then searched as characters.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from reader.library.terms import IDEOGRAPHS, fold

LONGEST = 16
"""Ideographs of the longest term that is kept."""

EXPANSIONS = 8
"""How many terms one pinyin query is searched as, ..."""

NAMESAKES = 24
"""... and how many if it is just their pinyin or initials, three letters at least: names that share them are many."""

_READINGS = 4
"""How many ways of reading one term are kept (单 is shan or dan)."""

_ONLY_HAN = re.compile(rf"[{IDEOGRAPHS}]{{2,{LONGEST}}}")
_LETTERS = re.compile(r"[a-zü'’]+")
_TONES = re.compile("[\N{COMBINING MACRON}\N{COMBINING ACUTE ACCENT}\N{COMBINING CARON}\N{COMBINING GRAVE ACCENT}]")
_END = "\x7f"  # sorts behind every letter


class TermRow(NamedTuple):
    """A term in one of its readings: pinyin without tones or blanks (ü as v), and the initials."""

    text: str
    pinyin: str
    initials: str


@lru_cache(maxsize=20_000)
def readings(term: str) -> tuple[TermRow, ...]:
    """The readings of ``term`` (folded): none if it is not two to sixteen ideographs; the likeliest first.

    Words come in the reading that the phrase dictionary gives (重庆 chongqing); what is not in it, as names are, in
    every common reading of its characters.
    """
    if not _ONLY_HAN.fullmatch(term):
        return ()
    ways = [_likeliest(term)]
    if len(term) <= 4:
        ways.extend(islice(product(*map(_sounds, term)), _READINGS))
    return tuple(_row(term, way) for way in list(dict.fromkeys(ways))[:_READINGS])


@lru_cache(maxsize=50_000)
def reading(word: str) -> TermRow:
    """The likeliest reading of ``word``, which is ideographs only: the first of ``readings``, in less time."""
    return _row(word, _likeliest(word))


def _row(term: str, way: tuple[str, ...]) -> TermRow:
    return TermRow(term, "".join(way).replace("ü", "v"), "".join(syllable[:1] for syllable in way))


def _likeliest(term: str) -> tuple[str, ...]:
    """What ``pypinyin.lazy_pinyin`` says of ``term``, without its detours: names are many."""
    phrases, _characters = _dictionaries()
    made: list[str] = []
    start = 0
    while start < len(term):  # the longest phrase that begins here, or the character
        end = next((end for end in range(len(term), start + 1, -1) if term[start:end] in phrases), start + 1)
        if end - start > 1:
            made.extend(_toneless(found[0]) for found in phrases[term[start:end]])
        else:
            made.append(_sounds(term[start])[0])
        start = end
    return tuple(made)


@lru_cache(maxsize=20_000)
def _sounds(character: str) -> tuple[str, ...]:
    """Up to three common readings of a character on its own, the likeliest first; itself if it has none."""
    phrases, characters = _dictionaries()
    found = phrases[character][0] if character in phrases else characters.get(str(ord(character)), "").split(",")
    return tuple(dict.fromkeys(map(_toneless, found)))[:3] if found[0] else (character,)


@cache
def _toneless(syllable: str) -> str:
    """``syllable`` (zhòng) in plain letters (zhong); there are some 1,500."""
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", syllable)))


@cache
def _dictionaries() -> tuple[dict[str, list[list[str]]], dict[str, str]]:
    """Of phrases, the readings of each character; of characters by code point, the readings with commas between.

    They are pypinyin's, read from its files: to load the package takes twice as long. Where a version of it has no
    such files, it is loaded.
    """
    spec = importlib.util.find_spec("pypinyin")
    folder = Path(next(iter((spec and spec.submodule_search_locations) or [""])))
    try:  # 0.1 s and 40 MB: only when something is added
        phrases, characters = (
            json.loads((folder / f"{name}_dict.json").read_bytes()) for name in ("phrases", "pinyin")
        )
        return phrases, characters
    except (OSError, ValueError):
        from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

        return PHRASES_DICT, {str(code): found for code, found in PINYIN_DICT.items()}


def is_pinyin(text: str) -> bool:
    """Whether ``text`` could be pinyin: two Latin letters or more, apostrophes between syllables allowed."""
    return len(text) >= 2 and _LETTERS.fullmatch(text.lower()) is not None


def put_terms(connection: sqlite3.Connection, terms: Iterable[TermRow]) -> None:
    """Count one more use of each term, each time it is given."""
    connection.executemany(
        "INSERT INTO term (text, pinyin, initials, uses) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (text, pinyin) DO UPDATE SET uses = uses + excluded.uses",
        [(*term, times) for term, times in sorted(Counter(terms).items())],
    )


def expand(connection: sqlite3.Connection, typed: str, limit: int = EXPANSIONS) -> list[str]:
    """The terms that ``typed`` (pinyin, whole or initials, perhaps unfinished) can mean, the likeliest first.

    Where no term begins so, ``typed`` is taken apart: xiaofeiguancha is 消费 and 观察, one behind the other.
    """
    letters = _bare(typed)
    if len(letters) < 2:
        return []
    whole = _beginning(connection, letters, limit)
    return whole or _taken_apart(connection, letters, limit)


def _bare(typed: str) -> str:
    """What was typed as pinyin is kept."""
    return re.sub(r"['’]", "", typed.lower()).replace("ü", "v")


def _beginning(connection: sqlite3.Connection, letters: str, limit: int) -> list[str]:
    """Terms whose pinyin or initials begin with ``letters``; those that are just that come first, then by use."""
    found: dict[str, tuple[bool, int]] = {}
    for column in ("pinyin", "initials"):
        for text, same, uses in connection.execute(
            f"SELECT text, {column} = :typed, uses FROM term WHERE {column} >= :typed AND {column} < :end"
            " ORDER BY 2 DESC, 3 DESC LIMIT :limit",
            {"typed": letters, "end": letters + _END, "limit": max(limit, NAMESAKES)},
        ):
            found[text] = max(found.get(text, (False, 0)), (bool(same), uses))
    best = sorted(found, key=lambda text: (found[text], text), reverse=True)
    just = sum(same for same, _uses in found.values()) if len(letters) > 2 else 0
    return best[: max(limit, min(just, NAMESAKES))]


def _taken_apart(connection: sqlite3.Connection, letters: str, limit: int, depth: int = 3) -> list[str]:
    for cut in range(len(letters) - 2, 1, -1):
        heads = connection.execute(
            "SELECT text FROM term WHERE pinyin = ? ORDER BY uses DESC LIMIT 3", (letters[:cut],)
        ).fetchall()
        if not heads:
            continue
        tails = _beginning(connection, letters[cut:], 4)
        if not tails and depth > 1:
            tails = _taken_apart(connection, letters[cut:], 4, depth - 1)
        if tails:
            return [fold(head + tail) for (head,) in heads for tail in tails][:limit]
    return []


def sounding(connection: sqlite3.Connection, typed: str, text: str) -> list[str]:
    """The words in ``text``, as they stand there, whose pinyin or initials are ``typed``; if none, that begin so."""
    letters = _bare(typed)
    if not is_pinyin(letters):
        return []
    folded = fold(text)
    found: dict[str, bool] = {}
    for column in ("pinyin", "initials"):
        for term, same in connection.execute(
            f"SELECT text, {column} = :typed FROM term WHERE {column} >= :typed AND {column} < :end",
            {"typed": letters, "end": letters + _END},
        ):
            if term in folded:
                found[term] = found.get(term, False) or bool(same)
    terms = [term for term, same in found.items() if same] or list(found)
    return sorted({text[at.start() : at.end()] for term in terms for at in re.finditer(re.escape(term), folded)})
