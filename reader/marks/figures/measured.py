"""What a figure is about: the words of the sentence that say what is measured, given only where they are sure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reader import resources
from reader.marks.figures import phrases
from reader.model import Figure

_TABLE = resources.toml("figures", "measured.toml")
_LINKS: frozenset[str] = frozenset(_TABLE["links"])
_CHANGES: frozenset[str] = frozenset(_TABLE["changes"])
_HEADS: tuple[str, ...] = tuple(_TABLE["heads"])

_NOUNS = ("n", "vn", "an", "j", "l", "eng", "nz")
_PARTS = (*_NOUNS, "b", "a", "uj", "k", "ns", "nt", "nr", "f", "ag", "ng", "vg", "zg", "i", "nrt", "g", "s")
_SKIPPED = frozenset({"date", "year", "ordinal", "ratio"})
_LEVELS: frozenset[str] = frozenset(_TABLE["level_links"])
_TO = re.compile(_TABLE["from_to"])
_NOT_COUNTED: frozenset[str] = frozenset(_TABLE["not_counted"])
_VERBAL: frozenset[str] = frozenset(_TABLE["verbal_units"])
_STRONG: frozenset[str] = frozenset(_TABLE["strong_links"])
_FROM = frozenset(("由", "从"))
_LISTED = ("n", "nz", "vn", "an", "b", "a", "j", "ns", "nt")
_NAMED = ("nr", "ns", "nt")
_CLOSING = ("", *"，。；、）！？\n")
_FRAMES: frozenset[str] = frozenset(_TABLE["frames"])
_BY_THE_WAY: frozenset[str] = frozenset(_TABLE["by_the_way"])
_LONGEST = 24
"""No name of a measure is longer than this many characters; a longer find is no sure one."""
_SENTENCE_ENDS = frozenset("。！？；!?;")

_AS_NOUNS = {"PER": "nr", "LOC": "ns", "ORG": "nt", "TIME": "t", "nw": "nz"}

Token = phrases.Token


def fill(text: str, figures: Sequence[Figure], words: Sequence[Token] | None = None) -> list[Figure]:
    """The figures with ``measured`` filled in where the sentence says it; the others as they are.

    ``words`` are those of ``text`` as the tagger gives them (`reader.marks.entities.tagging.tag`), if they are at hand.
    """
    if words is None:
        from reader.marks.entities.tagging import tag

        words = tag([text])[0]
    tokens = _Tokens(text, words)
    filled: list[Figure] = []
    last: Figure | None = None
    for figure in figures:
        before, last = last, figure
        if figure.kind in _SKIPPED:
            filled.append(figure)
            continue
        near = tokens.around(figure)
        to = before is not None and _TO.fullmatch(text, before.full_end, figure.full_start)
        if to and before is not None and before.kind == figure.kind:
            found = filled[-1].measured
        else:
            found = (
                _before(text, near, figure)
                or phrases.compared(text, near, figure.full_start, _is_part)
                or _behind(text, near, figure)
                or _listed(text, near, figure)
            )
        filled.append(_measuring(figure, found) if found else figure)
    return filled


def _measuring(f: Figure, what: str) -> Figure:
    """The figure with what it measures; there are many, and `dataclasses.replace` takes three times as long."""
    return Figure(
        f.start, f.end, f.text, f.full_start, f.full_end, f.kind, f.op, f.hedge, f.value, f.low, f.high, f.unit, what,
        f.resolved,
    )  # fmt: skip


class _Tokens:
    """The words of a text; a figure is asked about together with those that can have to do with it."""

    def __init__(self, text: str, words: Sequence[Token]) -> None:
        words = phrases.joined(text, words)
        # The tagger's tags in the letters of jieba's parts of speech, which the rules here are written in.
        self._all = [
            (start, end, "uj" if text[start:end] == "的" else _AS_NOUNS.get(tag, tag)) for start, end, tag in words
        ]
        self._starts = [start for start, _end, _tag in words]
        # A sentence begins behind such a mark, and behind a line's end, which is in no word.
        self._sentences = [
            i + 1
            for i, ((_start, end, _tag), after) in enumerate(zip(words, self._starts[1:], strict=False))
            if after > end or text[end - 1] in _SENTENCE_ENDS
        ]

    def around(self, figure: Figure) -> list[Token]:
        """The words of the figure's own sentence."""
        here = bisect_right(self._sentences, bisect_right(self._starts, figure.start) - 1)
        first = self._sentences[here - 1] if here else 0
        last = self._sentences[here] if here < len(self._sentences) else len(self._all)
        return self._all[first:last]


def _before(text: str, tokens: list[Token], figure: Figure) -> str | None:
    """The noun phrase before the figure, if a link, a change or its own head noun ties it to the figure."""
    at = _ending(tokens, figure.full_start)
    linked = strong = changed = False
    end = figure.full_start
    level = False
    if at >= 0 and _word(text, tokens[at]) in _FROM and _goes_to(text, figure):
        linked = strong = True
        end = tokens[at][0]
        at -= 1
    while at >= 0:
        start, stop, tag = tokens[at]
        word = text[start:stop]
        if word in _CHANGES and not (changed and tag.startswith("n")) and level:
            end = start
        elif word in _CHANGES and not (changed and tag.startswith("n")):
            if not changed:
                end = stop
            changed = True
        elif word in _LINKS:
            linked = True
            level = level or word in _LEVELS
            strong = strong or level or word in _STRONG
            if not changed:
                end = start
        else:
            break
        at -= 1
    last = at
    while at >= 0 and (_is_part(text, tokens[at]) or _inner_verb(tokens, at, last)):
        word = _word(text, tokens[at])
        if word in _LINKS or word in _FRAMES:
            break
        at -= 1
    first = at + 1
    if first <= last:
        first = phrases.begin(text, tokens, first, last, figure.full_start, _is_part)
        at = first - 1
    while first <= last and (tokens[first][2].startswith(("uj", "f", "k")) or _word(text, tokens[first]) == "的"):
        first += 1
    if at >= 0 and (tokens[at][2] in ("p", "m", "d", "r") or _word(text, tokens[at]) in _FRAMES):
        # 对护士的需求缺口: what stands before the last 的 belongs to the preposition.
        of = [i for i in range(first, last) if _word(text, tokens[i]) == "的"]
        first = of[-1] + 1 if of else phrases.within_a_whole(text, tokens, at, last, _is_part)
    if first > last:
        return None
    start, stop = tokens[first][0], tokens[last][1]
    if text.startswith(("中占", "处罚金"), start):
        start += 1
    if text.startswith("母净", start) and text[start - 1 : start] == "归":
        start -= 1
    phrase = text[start:stop]
    noun = tokens[last][2].startswith(_NOUNS) or _word(text, tokens[last]).endswith(_HEADS)
    if not noun or not 2 <= len(phrase) <= _LONGEST or stop > end or "以" in phrase or phrase == phrases.SHARE:
        return None
    if not (linked or changed) and not phrase.endswith(_HEADS):
        return None
    if not phrase.endswith(_HEADS) and (not (strong or changed) or figure.kind == "count" and not changed):
        return None
    if at >= 0 and tokens[at][2] == "v" and not phrase.endswith(_HEADS):
        return None
    return text[start:end] if changed else phrase


def _word(text: str, token: Token) -> str:
    return text[token[0] : token[1]]


def _is_part(text: str, token: Token) -> bool:
    """Whether a token can be part of a noun phrase; the tagger takes 收入 and 贷款 for verbs at times."""
    return token[2].startswith(_PARTS) or _word(text, token).endswith(_HEADS) and token[1] - token[0] > 1


def _inner_verb(tokens: list[Token], at: int, last: int) -> bool:
    """Whether a verb stands inside a compound noun: 算力 需求 缺口."""
    start, stop, tag = tokens[at]
    before = tokens[at - 1][2] if at else ""
    return tag == "v" and stop - start == 2 and 0 < at < last and before.startswith(_PARTS)


def _behind(text: str, tokens: list[Token], figure: Figure) -> str | None:
    """The noun phrase that the figure counts: 2400家核心企业, 40%的顶尖人才."""
    end = figure.full_end
    if figure.kind in ("percent", "fraction"):
        if text[end : end + 1] != "的":
            return None
        end += 1
    elif figure.kind not in ("count", "money", "magnitude") or figure.hedge and figure.full_end > figure.end:
        return None
    if figure.kind == "count" and not figure.unit:
        return None
    at = next((i for i, token in enumerate(tokens) if token[0] == end), None)
    if at is None:
        return None
    first = at
    while at < len(tokens) and tokens[at][2].startswith(_PARTS) and tokens[at][2] not in ("uj", "f", "s"):
        at += 1
    if at < len(tokens) and tokens[at][2] == "f":
        return None
    last = at - 1
    while last > first and (tokens[last][2] in ("vn", "ad") or text[tokens[last][0] : tokens[last][1]] in _BY_THE_WAY):
        last -= 1
    if last == first == at - 1 and at + 1 < len(tokens) and tokens[at][2] == "v" and tokens[at + 1][2].startswith("n"):
        return None
    if last < first or not tokens[last][2].startswith(_NOUNS):
        return None
    phrase = text[end : tokens[last][1]]
    if len(phrase) < 2 or len(phrase) > _LONGEST // 2:
        return None
    return phrase


def _goes_to(text: str, figure: Figure) -> bool:
    """Whether the figure is where a change starts: 由31%提高到38%."""
    return _TO.match(text, figure.full_end) is not None


def _listed(text: str, tokens: list[Token], figure: Figure) -> str | None:
    """The noun phrase that stands before its number at the end of a phrase: 改造老旧小区118个，新增学位6400个。"""
    unit = figure.unit or ""
    if figure.kind not in ("count", "measure") or not unit or unit in _VERBAL or not unit.isalpha() or unit.isascii():
        return None
    if text[figure.full_end : figure.full_end + 1] not in _CLOSING:
        return None
    at = last = _ending(tokens, figure.full_start)
    while at >= 0 and tokens[at][2] in _LISTED:
        at -= 1
    first = at + 1
    if first > last or not tokens[last][2].startswith(("n", "vn")) or tokens[last][2] in _NAMED:
        return None
    if at < 0 or tokens[at][2] != "v" and text[tokens[at][1] - 1] not in "，、；：。":
        return None
    phrase = text[tokens[first][0] : tokens[last][1]]
    return phrase if 2 <= len(phrase) <= _LONGEST // 2 and phrase not in _NOT_COUNTED else None


def _ending(tokens: list[Token], place: int) -> int:
    """The index of the token that ends at ``place``, -1 if none does."""
    for i, (_start, stop, _tag) in enumerate(tokens):
        if stop == place:
            return i
        if stop > place:
            return -1
    return -1
