"""Paragraphs put together again across breaks, and the pieces of the page that they and everything else are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, cast, get_args

from reader.model import ARTICLE_ROLES, Role
from reader.pages import lines as words
from reader.pages import prose
from reader.pages.assemble import CONTINUES
from reader.pages.blocks import Block
from reader.pages.breaks import Joints
from reader.pages.elements import Element, Found
from reader.pages.surroundings import uses_indents


class Piece(NamedTuple):
    """Where a piece of the raw page starts, what it is, its article and paragraph, why it is set aside, its block, and
    how probable it is (0 to 1) that it is just that."""

    start: int
    role: Role
    article: int | None
    paragraph: int | None
    why: str
    block: int
    sure: float = 1.0


def pieces(made: Sequence[Block], elements: Sequence[Element], found: Sequence[Found], joints: Joints) -> list[Piece]:
    """Every block as pieces of the page, with the article and the paragraph it belongs to."""
    indents = uses_indents(made)
    result: list[Piece] = []
    owner: dict[int, int] = {}
    for number, article in enumerate(found):
        for index in range(article.start, article.end):
            owner[id(elements[index].block)] = number
        result.extend(_article(elements, article, number, joints, indents))
    last: int | None = None
    for block in made:
        last = owner.get(id(block), last)
        if block.role in _ASIDE:
            result.extend(_lines(block, cast(Role, block.role), last, None, block.why))
    return result


def _lines(block: Block, role: Role, number: int | None, paragraph: int | None, why: str = "") -> list[Piece]:
    """A piece for each line of ``block``; those that follow one another on the page are one part in the end."""
    return [Piece(line.start, role, number, paragraph, why, id(block)) for line in block.lines]


_ASIDE: frozenset[str] = frozenset(get_args(Role)) - ARTICLE_ROLES


def _article(elements: Sequence[Element], article: Found, number: int, joints: Joints, indents: bool) -> list[Piece]:
    result: list[Piece] = []
    titled = set(article.kicker) | set(article.headline) | set(article.subtitle)
    paragraph = 0
    open_block: Block | None = None
    after_piece = False
    inside = range(article.start, article.end)
    doubted = 0  # up to here the pieces have been told how sure they are
    for index in [*(i for i in sorted(titled.union(article.signed)) if i not in inside), *inside]:
        element = elements[index]
        block = element.block
        if index in titled:
            role: Role = (
                "headline" if index in article.headline else "kicker" if index in article.kicker else "subtitle"
            )
            result.extend(_titled(block, role, number))
        elif element.kind in ("byline", "note"):
            result.extend(_lines(block, "byline", number, None))
        elif element.kind == "section":
            result.extend(_label(block, number))
        elif element.kind == "onward":
            open_block, after_piece = None, False
        elif element.kind in ("body", "title"):
            piece = index in article.pieces
            goes_on = (
                not element.line
                and open_block is not None
                and (
                    after_piece
                    or (piece and (open_block.open or open_block.full))
                    or _goes_on(open_block, element, joints, indents)
                )
            )
            # A paragraph that goes on at the head of another column comes earlier on the raw page: a number of its own.
            if goes_on and open_block is not None:
                upper = open_block.lines[-1]
                if prose.hyphenated(upper.text, block.lines[0].text):
                    result.append(Piece(upper.end - 1, "other", number, paragraph, prose.HYPHEN, id(open_block)))
            turned = goes_on and open_block is not None and block.start < open_block.start
            if turned or not goes_on:
                paragraph += 1
            result.extend(_body(block, number, paragraph, CONTINUES if turned else ""))
            open_block = block if element.kind == "body" or piece else None
            after_piece = piece and block.open
        sure = _sure(element, index in titled)
        if sure < 1.0:
            result[doubted:] = [piece._replace(sure=sure) for piece in result[doubted:]]
        doubted = len(result)
    return result


def _sure(element: Element, title: bool) -> float:
    """How sure it is that an element is what it was taken for, from what was weighed there."""
    if element.kind in ("byline", "note", "section"):
        return element.sure
    if element.kind == "title":
        piece = 1 / (1 + math.exp(-max(-30.0, min(30.0, element.piece))))
        return 1 - piece if title else max(piece, 0.5)
    return 1.0


def _body(block: Block, number: int, paragraph: int, why: str) -> list[Piece]:
    """A body block, the hyphens of Latin words broken at a line's end apart."""
    result = _lines(block, "body", number, paragraph, why)
    for line, following in zip(block.lines, block.lines[1:], strict=False):
        if prose.hyphenated(line.text, following.text):
            result.append(Piece(line.end - 1, "other", number, paragraph, prose.HYPHEN, id(block)))
    return result


def _goes_on(before: Block, element: Element, joints: Joints, indents: bool) -> bool:
    """Whether the paragraph of ``before`` goes on in ``element``."""
    block = element.block
    if element.lead or element.kind == "title":
        return False
    if not element.begins:
        return True
    if indents:
        return not block.indent and (before.open or before.full)
    return before.open and joints.runs_on(before.bare, block.bare) > -2.0


def _titled(block: Block, role: Role, number: int) -> list[Piece]:
    """A title without the sign before it (● ◆), which is furniture."""
    found = _lines(block, role, number, None)
    sign = words.bullet(block.lines[0].text)
    if sign:
        found[0] = found[0]._replace(start=block.start + sign)
        found.insert(0, Piece(block.start, "other", number, None, "sign before a headline", id(block)))
    return found


def _label(block: Block, number: int) -> list[Piece]:
    """A section label without its decoration, which is furniture."""
    low, high = words.undecorated(block.lines[0].text)
    found: list[Piece] = []
    start = block.start
    text = block.lines[0].text
    if text[:low].strip():
        found.append(Piece(start, "other", number, None, "decoration of a label", id(block)))
    found.append(Piece(start + low, "section", number, None, "", id(block)))
    if text[high:].strip():
        found.append(Piece(start + high, "other", number, None, "decoration of a label", id(block)))
    return found
