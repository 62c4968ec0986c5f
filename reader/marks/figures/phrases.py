"""The whole of the phrase that a figure measures, of which the words right before the figure are the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader import resources

Token = tuple[int, int, str]
IsPart = Callable[[str, Token], bool]

_TABLE = resources.toml("figures", "measured.toml")
_BOUND: frozenset[str] = frozenset(_TABLE["bound_verbs"])
_COMPARES: tuple[str, ...] = tuple(_TABLE["compares"])
_COMPARED: tuple[str, ...] = (*_TABLE["heads"], *_TABLE["compared"])
_ITEM_ENDS = ("n", "vn", "an", "j", "ns", "nt")
_NO_ITEM_BEHIND = ("v", "p", "m", "d", "f")
SHARE = "占比"
"""A noun that says nothing without what it is a share of."""

_EACH = "分别"
_LONGEST_ITEM = 8
"""Characters of one of several things side by side, at most."""

_CLAUSE_ENDS = frozenset("，。；：！？,;:!?")


def joined(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The words with 占 比 as the one noun that it is."""
    made: list[Token] = []
    for token in tokens:
        if made and made[-1][1] == token[0] and text[made[-1][0] : token[1]] == SHARE:
            made[-1] = (made[-1][0], token[1], "vn")
        else:
            made.append(token)
    return made


def begin(text: str, tokens: Sequence[Token], first: int, last: int, stop: int, is_part: IsPart) -> int:
    """Where the phrase of the words ``first`` to ``last`` begins: with what is bound to it or stands side by side.

    ``stop`` is the offset of the figure, ``is_part`` tells whether a word can be part of a noun phrase.
    """
    first = _bound(text, tokens, first, is_part)
    # 产量、单产分别增长 5%、3%: each has a figure of its own.
    return first if _EACH in text[tokens[last][1] : stop] else _side_by_side(text, tokens, first, is_part)


def _bound(text: str, tokens: Sequence[Token], first: int, is_part: IsPart) -> int:
    """企业 获 投比例, 跨 领域人才占比: a verb of one character that belongs to the noun behind it."""
    at = first - 1
    if at < 0 or tokens[at][1] != tokens[first][0] or text[tokens[at][0] : tokens[at][1]] not in _BOUND:
        return first
    while at > 0 and is_part(text, tokens[at - 1]):
        at -= 1
    return at


def _side_by_side(text: str, tokens: Sequence[Token], first: int, is_part: IsPart) -> int:
    """政务、金融数据开放率: what stands before the mark shares the noun behind it."""
    while first > 1 and text[tokens[first - 1][0] : tokens[first - 1][1]] == "、":
        end = at = first - 2
        while at >= 0 and is_part(text, tokens[at]):
            at -= 1
        fits = at < end and tokens[end][2] in _ITEM_ENDS and tokens[end][1] - tokens[at + 1][0] <= _LONGEST_ITEM
        if not fits or (at >= 0 and tokens[at][2].startswith(_NO_ITEM_BEHIND)):
            break
        first = at + 1
    return first


def within_a_whole(text: str, tokens: Sequence[Token], at: int, last: int, is_part: IsPart) -> int:
    """女性 在 管理人员 中 占比: where the phrase begins whose share of a whole is told; ``last + 1`` if none is.

    ``at`` is the preposition before the whole.
    """
    share = text[tokens[last][0] : tokens[last][1]]
    inside = last > at and text[tokens[last - 1][0] : tokens[last - 1][1]] in ("中", "里")
    if share != SHARE or not inside or text[tokens[at][0] : tokens[at][1]] != "在":
        return last + 1
    first = at
    while first > 0 and is_part(text, tokens[first - 1]):
        first -= 1
    return first if first < at and tokens[at - 1][2].startswith(_ITEM_ENDS) else last + 1


def compared(text: str, tokens: Sequence[Token], stop: int, is_part: IsPart) -> str | None:
    """The noun before 比 … 高出 20%: 单产 比 去年 高出 20%; None if the figure at ``stop`` compares nothing."""
    if not text.endswith(_COMPARES, 0, stop):
        return None
    at = len(tokens) - 1
    while at >= 0 and (tokens[at][1] > stop or text[tokens[at][0] : tokens[at][1]] != "比"):
        if tokens[at][1] <= stop and text[tokens[at][0]] in _CLAUSE_ENDS:
            return None
        at -= 1
    first = at
    while first > 0 and is_part(text, tokens[first - 1]) and tokens[first - 1][2] != "uj":
        first -= 1
    if at < 1 or first == at:
        return None
    phrase = text[tokens[first][0] : tokens[at][0]]
    return phrase if len(phrase) > 1 and phrase.endswith(_COMPARED) else None
