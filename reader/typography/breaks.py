"""Break opportunities: where a line may end (UAX #14, tailored for Chinese after clreq), whatever its width.

The rules are those of the Unicode Line Breaking Algorithm, revision 53 (Unicode 16.0), by their numbers there. A pair
of neighbours decides most of them, and is looked up in a table; the few that look further are regular
expressions over the characters' kinds. The tailoring is in data/typography/chinese.toml and in ``Rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reader.typography.characters import Kind, Table, chinese, standard, tailoring

INSIDE = ord("x")
"""Never: within a grapheme cluster."""
LAST = ord("-")
"""Only when nothing else fits: it would put a prohibited mark at a line's start or end."""
FORCED = ord("+")
"""Only within a word or figure that is wider than the line."""
ALLOWED = ord("|")
MUST = ord("!")

_LETTERS = ("AL", "HL", "DC")
_HARD = ("BK", "CR", "LF", "NL")
_IDEOGRAPHS = ("ID", "EB", "EM", "XP")
_SYLLABLES = ("JL", "JV", "JT", "H2", "H3")
_AKSARA = ("AK", "DC", "AS")
# Beside these no line is torn even in need, as long as there is another place.
_NEVER_FIRST = ("CL", "CP", "EX", "IS", "SY", "NS", "QF", "QU", "IN", "PO", "BA", "HH", "HY", "SP", "GL", "WJ", "B2")
_NEVER_LAST = ("OP", "QI", "QU", "PR", "BB", "GL", "WJ")
# Punctuation beside a quotation mark says nothing of the script it stands in.
_NEUTRAL = ("IS", "CL", "CP", "EX", "QI", "QF", "PO", "B2", "IN")


def opportunities(
    text: str, *, whole: Iterable[tuple[int, int]] = (), tailored: bool = True, kinds: bytes | None = None
) -> bytearray:
    """For each position in ``text`` whether a line may end before it: INSIDE, LAST, FORCED, ALLOWED or MUST.

    Position 0 is INSIDE, since no line ends there. ``whole`` are half-open ranges (figures with their units) to be
    kept on one line where it is wide enough. ``tailored=False`` gives UAX #14 as it is, for tests of conformance.
    ``kinds`` is the text in codes of ``characters.chinese()``, where a caller has it already.
    """
    if not text:
        return bytearray()
    rules = _rules(tailored)
    kinds = rules.table.encode(text) if kinds is None else kinds
    levels = (_with_marks if rules.marks.search(kinds) else _levels)(kinds, rules)
    if tailored:
        keep_whole(levels, rules.figures(text))
    keep_whole(levels, whole)
    return levels


def keep_whole(levels: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    """Let no line end within the half-open ``spans`` unless one is wider than a line; changes ``levels``."""
    for start, end in spans:
        levels[start + 1 : end] = levels[start + 1 : end].translate(_KEPT)


_KEPT = bytes(FORCED if level == ALLOWED else level for level in range(256))


def _levels(kinds: bytes, rules: Rules) -> bytearray:
    """The levels of a text without combining marks: each pair of neighbours, then the exceptions."""
    # The two bytes of a pair are read as one 16-bit character, so that one translation looks all of them up.
    pairs = bytearray(2 * len(kinds))
    pairs[2::2] = kinds[:-1]
    pairs[1::2] = kinds
    levels = bytearray(pairs.decode("utf-16-le").translate(rules.pairs).encode("latin-1"))
    levels[0] = INSIDE
    for pattern, level, before in rules.exceptions:
        for match in pattern.finditer(kinds):
            place = match.start() if before else match.end()
            if 0 < place < len(levels):
                levels[place] = level
    for match in rules.flags.finditer(kinds):
        levels[match.start() + 2 : match.end() : 2] = bytes([ALLOWED]) * ((match.end() - match.start() - 1) // 2)
    return levels


def _with_marks(kinds: bytes, rules: Rules) -> bytearray:
    """The levels where there are combining marks: rules LB9 and LB10 take them for part of what they stand on."""
    bases = rules.clusters.sub(rb"\1", kinds)
    bases = bases.translate(rules.lone_marks)
    inner = _levels(bases, rules)
    levels = bytearray([INSIDE]) * len(kinds)
    joiner = rules.joiner
    for place, match in enumerate(rules.clusters_or_single.finditer(kinds)):
        start = match.start()
        # A joiner holds on to what follows (LB8a), most often the next part of an emoji.
        joined = start and kinds[start - 1] in joiner
        levels[start] = INSIDE if joined else inner[place]
    return levels


class Rules:
    """The rules, compiled for one table of characters."""

    def __init__(self, table: Table, tailored: bool) -> None:
        self.table = table
        self.tailored = tailored
        self.pairs = _Pairs(table, tailored)
        # LB9 and LB10. Set by itself, a mark would be drawn onto whatever comes before it, so Chinese setting leaves it
        # with a space.
        mark = table.matching(lb=("CM", "ZWJ"))
        hard = (*_HARD, "ZW") if tailored else (*_HARD, "SP", "ZW")
        base = table.matching(lb=(*hard, "CM", "ZWJ"), without=True)
        self.marks = re.compile(mark)
        self.clusters = re.compile(b"(" + base + b")" + mark + b"+", re.DOTALL)
        self.clusters_or_single = re.compile(base + mark + b"+|.", re.DOTALL)
        letter = table.codes(lb="AL", east_asian=False, ambiguous=False, cells=1, widens=False)
        lone = table.codes(lb=("CM", "ZWJ"))
        self.lone_marks = bytes.maketrans(lone, letter * len(lone))
        self.joiner = table.codes(lb="ZWJ")
        self.flags = re.compile(table.matching(lb="RI") + b"{2,}")
        self.exceptions = list(_exceptions(table, tailored))
        self._figures = _figure_pattern() if tailored else None

    def figures(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a number stands with its magnitude and unit."""
        return (match.span() for match in self._figures.finditer(text)) if self._figures else iter(())


@cache
def _rules(tailored: bool) -> Rules:
    return Rules(chinese() if tailored else standard(), tailored)


def _figure_pattern() -> re.Pattern[str]:
    """Number, magnitude, unit, by the lists in data/typography/chinese.toml."""
    lists = tailoring()["figures"]
    vague, magnitudes = f"[{lists['vague']}]?", f"[{lists['magnitudes']}]*"
    counters = "|".join(sorted(map(re.escape, lists["counters"]), key=len, reverse=True))
    return re.compile(f"[0-9０-９]+(?:[.．][0-9０-９]+)?{vague}{magnitudes}{vague}(?:{counters})?")


class _Pairs(dict[int, int]):
    """The level between two characters, by their kinds' codes (left + 256 × right), reckoned when first asked for."""

    def __init__(self, table: Table, tailored: bool) -> None:
        super().__init__()
        self._kinds = table.kinds
        self._first = table[ord("A")] - table.kinds.index(Kind("AL"))
        self._tailored = tailored

    def __missing__(self, pair: int) -> int:
        right, left = divmod(pair, 256)
        if not left:
            level = INSIDE
        else:
            level = _between(self._kinds[left - self._first], self._kinds[right - self._first], self._tailored)
        self[pair] = level
        return level


def _between(left: Kind, right: Kind, tailored: bool) -> int:
    """The level between two neighbours as far as these two decide it."""
    a, b = left.lb, right.lb
    if a in _HARD and not (a == "CR" and b == "LF"):
        return MUST
    if _in_cluster(a, b, tailored):
        return INSIDE
    if _may_break(left, right, tailored):
        return ALLOWED
    return LAST if b in _NEVER_FIRST or a in _NEVER_LAST or b in _HARD else FORCED


def _in_cluster(a: str, b: str, tailored: bool) -> bool:
    """Whether two neighbours are one grapheme cluster (UAX #29), marks and joiners aside."""
    return (
        (a == "CR" and b == "LF")
        or (a == b == "RI")
        or (b == "EM" and (a in ("EB", "XP") or (tailored and a not in (*_HARD, "ZW"))))
        or (a == "JL" and b in ("JL", "JV", "H2", "H3"))
        or (a in ("JV", "H2") and b in ("JV", "JT"))
        or (a in ("JT", "H3") and b == "JT")
        or (a in _AKSARA and b in ("VF", "VI"))
    )


def _may_break(left: Kind, right: Kind, tailored: bool) -> bool:
    """Rules LB6 to LB31 for two neighbours, in the order of UAX #14: the first that speaks decides."""
    a, b = left.lb, right.lb
    if b in _HARD or b in ("SP", "ZW"):  # LB6, LB7
        return False
    if a == "ZW":  # LB8
        return True
    if "WJ" in (a, b) or a == "GL" or (b == "GL" and a not in ("SP", "BA", "HH", "HY")):  # LB11, LB12, LB12a
        return False
    if b in ("CL", "CP", "EX", "SY", "IS") or a == "OP":  # LB13, LB14, LB15d
        return False
    if (a in ("CL", "CP") and b == "NS") or a == b == "B2":  # LB16, LB17
        return False
    if a == "SP":  # LB18
        return True
    if b in ("QU", "QF") or a in ("QU", "QI"):  # LB19
        return False
    if (b == "QI" and not _wide(left, tailored)) or (a == "QF" and not _wide(right, tailored)):  # LB19a
        return False
    if "CB" in (a, b):  # LB20
        return True
    if b in ("BA", "HH", "HY", "NS", "IN") or a == "BB" or (a == "SY" and b == "HL"):  # LB21, LB21b, LB22
        return False
    return not (_numeric(a, b) or _script(left, right))


def _wide(kind: Kind, tailored: bool) -> bool:
    """Whether a quotation mark beside this is in Chinese text, for LB19a."""
    return kind.east_asian or (tailored and kind.lb in _NEUTRAL)


def _numeric(a: str, b: str) -> bool:
    """LB23 to LB25: numbers, prefixes and suffixes hold together."""
    fixes = ("PR", "PO")
    return (
        (a in _LETTERS and b == "NU")
        or (a == "NU" and b in _LETTERS)
        or (a == "PR" and b in _IDEOGRAPHS)
        or (a in _IDEOGRAPHS and b == "PO")
        or (a in fixes and b in _LETTERS)
        or (a in _LETTERS and b in fixes)
        or (a == "NU" and b in (*fixes, "NU"))
        or (a in (*fixes, "HY", "IS") and b == "NU")
    )


def _script(left: Kind, right: Kind) -> bool:
    """LB27 to LB30b: words of alphabets and syllabaries hold together."""
    a, b = left.lb, right.lb
    return (
        (a in _SYLLABLES and b == "PO")
        or (a == "PR" and b in _SYLLABLES)
        or (a in _LETTERS and b in _LETTERS)
        or (a == "AP" and b in _AKSARA)
        or (a == "IS" and b in _LETTERS)
        or (a in (*_LETTERS, "NU") and b == "OP" and not right.east_asian)
        or (a == "CP" and not left.east_asian and b in (*_LETTERS, "NU"))
    )


def _exceptions(table: Table, tailored: bool) -> Iterator[tuple[re.Pattern[bytes], int, bool]]:
    """Where more than two neighbours decide: a pattern, the level, and whether that is for before the match or behind.

    Later ones have the last word, so they stand in the reverse of UAX #14's order. Each pattern begins with a kind that
    is not found everywhere, since a look behind at every character would cost more than all the rest.
    """

    def of(*lb: str) -> bytes:
        return table.matching(lb=lb)

    def behind(kinds: bytes, here: bytes) -> bytes:
        """What follows the kind ``here`` in a pattern so that before it stands one of ``kinds``, or nothing."""
        return b"(?<![^" + re.escape(kinds) + b"]" + here + b")"

    def rule(*parts: bytes, level: int = FORCED, before: bool = False) -> tuple[re.Pattern[bytes], int, bool]:
        return re.compile(b"".join(parts), re.DOTALL), level, before

    fixes, separators, numbers = of("PR", "PO"), of("SY", "IS"), of("NU")
    space, opening, initial, final = of("SP"), of("OP"), of("QI"), of("QF")
    hyphen, aksara = of("HY", "HH"), of(*_AKSARA)
    wide = table.codes(east_asian=True) + (table.codes(lb=_NEUTRAL) if tailored else b"")
    narrow = b"[^" + re.escape(wide) + b"]"
    not_wide = bytes(code for code in table.codes() if code not in wide)
    begin = table.codes(lb=(*_HARD, "SP", "ZW", "CB", "GL"))
    tight = table.codes(lb=("SP", "ZW", *_HARD), without=True)
    text_follows = b"(?=[" + re.escape(tight) + b"])"

    if tailored:
        # A dash by itself joins (2020—2025年), and a connector begins no line (clreq); two are one mark.
        dash = of("B2")
        alone = b"(?<!" + dash + dash + b")(?!" + dash + b")"
        yield rule(dash, alone, level=LAST, before=True)
    yield rule(aksara, of("VI"), b"(?=", of("AK", "DC"), b")")  # LB28a
    yield rule(aksara, b"(?=", aksara, of("VF"), b")")
    yield rule(numbers, separators, b"+(?=", of("NU", "PO", "PR"), b")")  # LB25
    yield rule(numbers, separators, b"*", of("CL", "CP"), b"(?=", fixes, b")")
    yield rule(fixes, b"(?=", opening, of("IS"), b"?", numbers, b")")
    yield rule(of("HL"), b"(?:", hyphen, b"|", table.matching(lb="BA", east_asian=False), b")(?!",
               of("HL", "CB", *_HARD), rb"|\Z)")  # LB21a  # fmt: skip
    yield rule(hyphen, behind(begin, hyphen), b"(?=", of("AL", "DC"), b")")  # LB20a
    yield rule(initial, behind(tight, initial), b"(?:(?=", narrow, rb")|\Z)", level=LAST, before=True)  # LB19a
    yield rule(final, behind(not_wide, final), b"(?=[^", re.escape(table.codes(lb="SP")), b"])", level=LAST)
    yield rule(of("B2"), space, b"+(?=", of("B2"), b")", level=LAST)  # LB17
    yield rule(of("CL", "CP"), space, b"+(?=", of("NS"), b")", level=LAST)  # LB16
    yield rule(space, b"(?=", of("IS"), numbers, b")", level=ALLOWED)  # LB15c
    ahead = of("SP", "GL", "WJ", "CL", "QU", "QI", "QF", "CP", "EX", "IS", "SY", "ZW", *_HARD)
    yield rule(space, b"(?=", final, b"(?:", ahead, rb"|\Z))", level=LAST)  # LB15b
    open_before = table.codes(lb=("OP", "QU", "QI", "QF", "GL", "SP", "ZW", *_HARD))
    yield rule(initial, behind(open_before, initial), space, b"+", text_follows, level=LAST)  # LB15a
    yield rule(opening, space, b"+", text_follows, level=LAST)  # LB14
    yield rule(of("ZW"), space, b"+", text_follows, level=ALLOWED)  # LB8
