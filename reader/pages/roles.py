"""What each block of a page is: section label, byline, title line, paragraph or piece of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.pages import bylines, titles
from reader.pages import lines as words
from reader.pages.articles import Element
from reader.pages.blocks import Block
from reader.pages.breaks import Joints

_FRAGMENT_START = re.compile("^[,。、;:!?)”’》】%．.·]")


def uses_indents(blocks: Sequence[Block]) -> bool:
    """Whether the page marks the starts of its paragraphs by indents."""
    long = [made for made in blocks if not made.role and len(made.bare) >= 50]
    return len(long) >= 2 and sum(made.indent for made in long) >= 0.5 * len(long)


def elements_of(blocks: Sequence[Block], joints: Joints) -> list[Element]:
    """The blocks that are not set aside as elements for the search, in order; their ``role`` is filled in."""
    indents = uses_indents(blocks)
    free = [made for made in blocks if made.role in ("", "jump")]
    elements: list[Element] = []
    before: Block | None = None  # the body block before, jumps and titles left out
    for index, made in enumerate(free):
        following = next((b for b in free[index + 1 :index + 4] if b.role != "jump"), None)
        if made.role == "jump":
            elements.append(Element("onward" if words.onward(made.text) else "back", made))
            continue
        element = _element(made, before, following, elements, joints, indents)
        elements.append(element)
        if element.kind == "body":
            before = made
    for element in elements:
        if element.kind in ("body", "title", "section", "byline"):
            element.block.role = element.kind
        elif element.kind == "note":
            element.block.role = "byline"
    return elements


def _element(
    made: Block,
    before: Block | None,
    following: Block | None,
    elements: Sequence[Element],
    joints: Joints,
    indents: bool,
) -> Element:
    last = elements[-1].kind if elements else ""
    byline = bylines.byline(made.text) if len(made.text) <= 90 else None
    if byline and byline.note and byline.sure >= 0.6:
        return Element("note", made, byline.sure)
    if byline and byline.sure >= 0.7:
        return Element("byline", made, byline.sure)
    label = words.section(made.text) if len(made.text) <= 20 else 0.0
    if label >= 0.6 and not (indents and made.indent and label < 1):
        return Element("section", made, label)
    if titles.candidate(made):
        if _piece(made, before, following, joints, indents, last):
            return _body(made, before, joints, indents)
        if byline and byline.sure >= 0.3 and (last in ("title", "section") or following is None):
            return Element("byline", made, byline.sure)
        return Element("title", made, score=titles.alone(made, indents=indents))
    return _body(made, before, joints, indents)


def _body(made: Block, before: Block | None, joints: Joints, indents: bool) -> Element:
    lead = bylines.lead(made.text)
    begins = True
    if _FRAGMENT_START.match(made.bare):
        begins = False
    elif before is not None and before.open and not lead:
        begins = made.indent if indents else joints.runs_on(before.bare, made.bare) < 0
    elif indents and before is not None and before.full and not made.indent:
        begins = False
    return Element("body", made, lead=lead is not None and lead.dateline is not None, names=bool(lead and lead.names), begins=begins)


def _piece(
    made: Block, before: Block | None, following: Block | None, joints: Joints, indents: bool, last: str
) -> bool:
    """Whether a short block without a full stop is a piece of a broken paragraph and not a title."""
    if len(made.bare) <= 2 and not words.section(made.text):
        return True
    onward = 0.0
    if following is not None:
        starts = following.indent if indents else False
        onward = -3.0 if starts else joints.runs_on(made.bare, following.bare)
        if indents and not starts and made.indent and not titles.candidate(following):
            return onward > -1.0
    if before is not None and before.open and not (indents and made.indent):
        back = joints.runs_on(before.bare, made.bare)
        over = joints.runs_on(before.bare, following.bare) if following is not None else 0.0
        return back + onward - over > (1.0 if last != "title" else 3.0)
    return onward > 3.0
