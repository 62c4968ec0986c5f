"""The word lists of figures (data/figures), read once and arranged for looking up what stands beside a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reader import resources
from reader.marks.figures.plain import folding

Sort = Literal["money", "part", "measure", "scale", "count", "weak", "duration"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word behind a number makes of it.

    ``code`` is the currency, or the ISO 8601 designator of a length of time (a T before it: hours, minutes, seconds);
    ``per`` how many of that one of the word is. ``weak`` words count only behind numbers of ten and more.
    """

    word: str
    sort: Sort
    code: str = ""
    per: Decimal = Decimal(1)


class Words:
    """Words to be found at a place in a text, the longest first."""

    __slots__ = ("_lengths", "table")

    def __init__(self, table: dict[str, Unit]) -> None:
        self.table = table
        lengths: dict[str, set[int]] = {}
        for word in table:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {c: tuple(sorted(ns, reverse=True)) for c, ns in lengths.items()}

    def at(self, text: str, place: int) -> Unit | None:
        """The longest word that begins at ``text[place]``."""
        for n in self._lengths.get(text[place : place + 1], ()):
            unit = self.table.get(text[place : place + n])
            if unit is not None:
                return unit
        return None


def split(*names: str) -> list[str]:
    """Every word of a plain list, blanks and line ends between."""
    return [word for line in resources.words("figures", *names) for word in line.split()]


def alternatives(words: list[str]) -> str:
    """A pattern for any of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def _units() -> tuple[dict[str, Unit], dict[str, Unit], list[str]]:
    words: dict[str, Unit] = {}
    letters: dict[str, Unit] = {}
    for word in split("measure_words.txt"):
        bare = word.lstrip("~")
        words.setdefault(bare, Unit(bare, "weak" if word[0] == "~" else "count"))
    for name, group in resources.toml("figures", "units.toml").items():
        sort: Sort = "scale" if name == "scale" else "measure"
        for word in group.get("words", ()):
            words[word] = Unit(word, sort)
        for word in group.get("letters", ()):
            letters[word] = Unit(word, sort)
    for entry in resources.toml("figures", "durations.toml")["unit"]:
        for word in entry["words"]:
            words[word] = Unit(word, "duration", entry["designator"], Decimal(entry.get("per", "1")))
    return words, letters, [w for w, u in words.items() if u.sort in ("measure", "scale")]


def _money() -> tuple[dict[str, Unit], dict[str, Unit], dict[str, str], dict[tuple[str, str], Decimal]]:
    table = resources.toml("figures", "currencies.toml")
    words: dict[str, Unit] = {}
    letters: dict[str, Unit] = {}
    front: dict[str, str] = {}
    for currency in table["currency"]:
        for name in currency["names"]:
            (letters if name.isascii() else words)[name] = Unit(name, "money", currency["code"])
        for sign in currency.get("front", ()):
            front[sign] = currency["code"]
    parts: dict[tuple[str, str], Decimal] = {}
    for part in table["part"]:
        for code in part["after"]:
            parts[part["name"], code] = Decimal(part["worth"])
        if part.get("alone"):
            words[part["name"]] = Unit(part["name"], "money", part["code"], Decimal(part["worth"]))
    return words, letters, front, parts


def _shared(money: dict[str, Unit]) -> dict[str, dict[str, str]]:
    """The names that several currencies share (克朗, 比索), each with the countries that whole names have."""
    found: dict[str, dict[str, str]] = {}
    for currency in resources.toml("figures", "currencies.toml")["currency"]:
        name = currency["names"][0]
        for n in range(2, len(name) - 1):
            found.setdefault(name[n:], {})[name[:n]] = currency["code"]
    return {name: of for name, of in found.items() if name in money and len(of) > 1}


_fold_pattern, _fold_table = folding()
_unit_words, _unit_letters, MEASURES = _units()
_money_words, _money_letters, FRONT, PARTS = _money()

SHARED = _shared(_money_words)
"""Currency names that several countries share: by name, the code by country."""

UNITS = Words({**_unit_words, **_money_words})
"""What can stand behind a number, in Chinese characters."""

_letters = {**_unit_letters, **_money_letters}
_folded_letters = {_fold_pattern.sub(lambda m: _fold_table[m[0]], word): unit for word, unit in _letters.items()}
LETTERS = re.compile(f"({alternatives(list(_folded_letters))})(?![A-Za-z0-9])")
LETTER_UNITS = _folded_letters
"""Units written with letters and signs, and the pattern that finds them."""

COMPOUND = re.compile(
    f"/(?:{alternatives([*MEASURES, *(w for w, u in _unit_words.items() if u.sort in ('count', 'duration'))])}"
    "|[A-Za-zμ³²]+)"
)
"""What may follow a physical unit: 公里/小时."""
PER = re.compile("每(?:秒|小时|分钟|平方公里|平方米|立方米|升|千克|公斤|毫升)")

FRONTS = re.compile(f"(?:{alternatives(list(FRONT))})$")
FRONT_LAST = frozenset(sign[-1] for sign in FRONT)

WEAK_AFTER_ONE = frozenset(split("weak_after_one.txt"))
NOT_AFTER = Words({word: Unit(word, "count") for word in split("not_figures_after.txt")})


Phrases = dict[str, list[tuple[int, str, str, tuple[str, ...]]]]


def _phrases() -> tuple[Phrases, Phrases]:
    """Number-like words by each numeral in them and the character behind it, or, at a word's end, the one before it.

    An entry is (offset of the numeral, word, characters behind that cancel it, words before that cancel it).
    """
    numerals = frozenset("零〇一二两三四五六七八九十百千万亿兆半几数0123456789")
    table: Phrases = {}
    last: Phrases = {}
    for entry in split("number_like.txt"):
        word, _, rest = entry.partition("!")
        cancel, _, words = rest.partition("!")
        before = tuple(words.split("|")) if words else ()
        for offset, c in enumerate(word):
            if c in numerals and offset + 1 < len(word):
                table.setdefault(word[offset : offset + 2], []).append((offset, word, cancel, before))
            elif c in numerals:
                last.setdefault(word[-2:], []).append((offset, word, cancel, before))
    for entries in (*table.values(), *last.values()):
        entries.sort(key=lambda e: -len(e[1]))
    return table, last


PHRASES, PHRASES_ENDING = _phrases()
_GOES_ON = frozenset("零〇一二两三四五六七八九十百千万亿日号月年折%")


def phrase_end(text: str, at: int) -> int:
    """Where the number-like word around the numeral ``text[at]`` ends (三 in 入木三分), 0 if there is none."""
    entries = PHRASES.get(text[at : at + 2])
    ending = PHRASES_ENDING.get(text[at - 1 : at + 1]) if at else None
    if entries is None:
        entries = ending
    elif ending is not None:
        entries = entries + ending
    if entries is None:
        return 0
    for offset, word, cancel, before in entries:
        start = at - offset
        if text.startswith(word, start) and start >= 0 and (offset or text[at - 1 : at] != "第"):
            end = start + len(word)
            follow = text[end : end + 1]
            if follow and (follow in cancel or (word[-1] in _GOES_ON and follow in _GOES_ON)):
                continue
            if before and text.endswith(before, 0, start):
                continue
            if not offset and len(word) == 2 and _measures(text, at, end):
                continue
            return end
    return 0


def _measures(text: str, at: int, end: int) -> bool:
    """Whether a unit begins behind the numeral ``text[at]`` and goes on past ``end``: 三公里 is no 三公."""
    unit = UNITS.at(text, at + 1)
    if unit is None or at + 1 + len(unit.word) <= end or unit.sort in ("count", "weak") or text[at] in "百千万亿":
        return False
    return (text[at] != "一" or unit.word[0] == "毫") and NOT_AFTER.at(text, at + 1) is None


def ranked() -> re.Pattern[str]:
    """The words behind 第 and a number, with 个 before them."""
    words: dict[str, str] = {}
    for entry in split("ranked.txt"):
        word, _, cancel = entry.partition("!")
        bare = word.lstrip("~")
        words[bare] = ("(?<!个)" if bare != word else "") + bare + (f"(?![{cancel}])" if cancel else "")
    return re.compile(f"个?(?:{'|'.join(words[word] for word in sorted(words, key=len, reverse=True))})")


CUES: dict[str, list[str]] = resources.toml("figures", "cues.toml")

CONTEXT: dict[str, str] = {
    name: alternatives(entries) for name, entries in resources.toml("figures", "context.toml").items()
}
"""Words beside a number that decide what it is, as patterns."""

MANY = re.compile("(?:多|有余)(?=[，。、；：）的,;]|$)")
"""多 behind a unit at the end of a phrase: 两米多."""
CLOSED = re.compile("[，。、；：！？）」”’的,;!?)\n—]|$")
"""The end of a phrase: nothing that is counted follows."""
