"""Paragraphs put together again across breaks, and the pieces of the page that they and everything else are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args

from reader.model import ARTICLE_ROLES, Role
from reader.pages import lines as words
from reader.pages import prose
from reader.pages.articles import Element, Found
from reader.pages.blocks import Block
from reader.pages.breaks import Joints
from reader.pages.roles import uses_indents

Piece = tuple[int, Role, int | None, int | None, str]
"""Where a piece of the raw page starts, what it is, its article and paragraph, and why it is set aside."""


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
            result.append((block.start, cast(Role, block.role), last, None, block.why))
    return result


_ASIDE: frozenset[str] = frozenset(get_args(Role)) - ARTICLE_ROLES


def _article(
    elements: Sequence[Element], article: Found, number: int, joints: Joints, indents: bool
) -> list[Piece]:
    result: list[Piece] = []
    titled = set(article.kicker) | set(article.headline) | set(article.subtitle)
    paragraph = 0
    open_block: Block | None = None
    after_piece = False
    for index in range(article.start, article.end):
        element = elements[index]
        block = element.block
        if index in titled:
            role: Role = "headline" if index in article.headline else "kicker" if index in article.kicker else "subtitle"
            result.append((block.start, role, number, None, ""))
        elif element.kind in ("byline", "note"):
            result.append((block.start, "byline", number, None, ""))
        elif element.kind == "section":
            result.extend(_label(block, number))
        elif element.kind in ("body", "title"):
            piece = index in article.pieces
            if not (open_block is not None and (after_piece or (piece and open_block.open) or _goes_on(open_block, element, joints, indents))):
                paragraph += 1
            result.extend(_body(block, number, paragraph))
            open_block = block if element.kind == "body" or piece else None
            after_piece = piece
    return result


def _body(block: Block, number: int, paragraph: int) -> list[Piece]:
    """A body block, the hyphens of Latin words broken at a line's end apart."""
    result: list[Piece] = [(block.start, "body", number, paragraph, "")]
    for line, following in zip(block.lines, block.lines[1:], strict=False):
        if prose.hyphenated(line.text, following.text):
            result.append((line.end - 1, "other", number, paragraph, prose.HYPHEN))
            result.append((following.start, "body", number, paragraph, ""))
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


def _label(block: Block, number: int) -> list[Piece]:
    """A section label without its decoration, which is furniture."""
    low, high = words.undecorated(block.lines[0].text)
    found: list[Piece] = []
    start = block.start
    text = block.lines[0].text
    if text[:low].strip():
        found.append((start, "other", number, None, "decoration of a label"))
    found.append((start + low, "section", number, None, ""))
    if text[high:].strip():
        found.append((start + high, "other", number, None, "decoration of a label"))
    return found
