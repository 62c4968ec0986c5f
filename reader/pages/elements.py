"""What the search for articles sees of a page, and what it finds: elements and the stretches they make up."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.pages.blocks import Block


@dataclass(slots=True)
class Element:
    """A block as the search sees it. ``kind``: body, title, section, byline, note, back or onward (jumps).

    ``score`` is how much a title line looks like a headline, ``piece`` how much like a piece of a broken paragraph
    (log odds both); ``closing`` whether a body block ends with its author in brackets; ``line`` whether it is a line
    of verse or of a table; ``begins`` whether a body block starts a paragraph; ``brief`` whether a title stands in a
    column of briefs; ``ruled`` whether a rule stands before the block; ``notice`` whether a title is 更正,
    编者按 or the like; ``place`` its number among the paragraphs.
    """

    kind: str
    block: Block
    sure: float = 1.0
    lead: bool = False
    names: bool = False
    closing: bool = False
    bracketed: bool = False
    line: bool = False
    begins: bool = True
    brief: bool = False
    ruled: bool = False
    notice: bool = False
    score: float = 0.0
    piece: float = -9.0
    place: int = 0


@dataclass(slots=True)
class Found:
    """One article: the elements from ``start`` to ``end``, its title lines by role, and how sure the cut is.

    ``pieces`` are title lines that were taken for pieces of a broken paragraph after all; ``signed`` are bylines that
    stand outside its bounds, with a headline at the page's head.
    """

    start: int
    end: int
    headline: list[int] = field(default_factory=list)
    kicker: list[int] = field(default_factory=list)
    subtitle: list[int] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    score: float = 0.0
    confidence: float = 1.0
