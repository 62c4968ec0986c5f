"""From the text of a raw page to its articles: the steps in their order."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from reader.model import Page, Part, RawPage
from reader.pages import blocks as layout
from reader.pages import (
    boxes,
    captions,
    chains,
    columns,
    doubles,
    furniture,
    gathered,
    glued,
    interleaved,
    jumps,
    paragraphs,
    roles,
    rows,
    stacked,
    turned,
    upright,
)
from reader.pages.assemble import page_from_parts
from reader.pages.breaks import Joints

DOUBTFUL = 0.4
"""An article whose bounds are less probable than this is flagged for the reader."""


def split_page(text: str, *, source: str = "") -> Page:
    """The articles of a newspaper page given as raw text, with what was set aside.

    ``text`` may be any ``str``. Every character of it lies in exactly one of the page's parts. ``source`` is kept as
    given in the articles. Takes time linear in the length of ``text``.
    """
    return split(RawPage(text, source))


def split(raw: RawPage) -> Page:
    """The articles of ``raw``: by its own parts where its format knew them, by its text otherwise.

    ``raw.date`` is the date of articles that give none. Raises ValueError if ``raw.parts`` do not cover the text.
    """
    if raw.parts is not None:
        return page_from_parts(raw.text, raw.parts, source=raw.source, date=raw.date)
    with _uncollected():
        parts, doubtful = _parts(raw.text)
        return page_from_parts(raw.text, parts, source=raw.source, date=raw.date, doubtful=doubtful)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for dead cycles meanwhile: what a page is made into lives until its end, and is looked through in vain.

    On a megabyte that takes a quarter of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _parts(text: str) -> tuple[list[Part], list[int]]:
    lines = upright.joined(columns.side_by_side(layout.lines_of(text)))
    filled = layout.widths(lines)
    ordered = interleaved.in_reading_order(lines, filled)
    printed = glued.unglued(ordered)
    if ordered is not lines or len(printed) != len(lines):
        filled = layout.widths([line for line, _, _ in printed])
    printed = captions.set_in(printed, filled)
    # Where columns were mixed a sentence that breaks off has come to its end elsewhere.
    turning = turned.in_reading_order(printed, filled) if ordered is lines else printed
    if turning is not printed:
        printed, filled = turning, layout.widths([line for line, _, _ in turning])
    made = furniture.bulleted(furniture.pictured(furniture.drop_caps(chains.chained(printed, filled))))
    made = rows.notes(made)
    made = furniture.see_also(furniture.adverts(made))
    made = doubles.pull_quotes(doubles.set_aside(made))
    joints = Joints(block.bare for block in made if not block.role)
    drawn = boxes.drawn(made)
    elements = boxes.moved(roles.elements_of(made, joints), drawn, joints)
    elements = jumps.joined(elements, joints)
    if not gathered.signed_head(elements):
        elements = stacked.unravelled(elements, joints)
    elements, found = gathered.best(elements, joints)
    pieces = paragraphs.pieces(made, elements, found, joints)
    doubtful = [number for number, article in enumerate(found) if article.confidence < DOUBTFUL]
    return tiled(text, pieces), doubtful


def tiled(text: str, pieces: list[paragraphs.Piece]) -> list[Part]:
    """Parts that cover ``text``: each piece reaches to the next one's start; pieces of one block that touch are one."""
    if not pieces:
        return [Part(0, len(text), "other", why="nothing printed")] if text else []
    pieces = sorted(pieces, key=lambda piece: piece.start)
    kept = [pieces[0]]
    for piece in pieces[1:]:
        before = kept[-1]
        one_paragraph = piece.role == "body" and piece.why == ""
        if piece[1:5] != before[1:5] or not (piece.block == before.block or one_paragraph):
            kept.append(piece)
        elif piece.sure < before.sure:
            kept[-1] = before._replace(sure=piece.sure)
    parts: list[Part] = []
    for number, piece in enumerate(kept):
        end = kept[number + 1].start if number + 1 < len(kept) else len(text)
        start = piece.start if number else 0
        parts.append(Part(start, end, piece.role, piece.article, piece.paragraph, piece.why, piece.sure))
    return parts
