"""Headings and paragraphs to a page: which headings begin an article, and what stands about the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.language import _
from reader.model import RawPage, Role
from reader.pages import bylines, lines
from reader.pages.formats import plain
from reader.pages.formats.build import Draft, one_line
from reader.pages.formats.source import FormatError


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` 1 to 9) or a paragraph (0). ``fields`` say things about the article it stands under."""

    level: int
    text: str
    role: Role | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def page_of(blocks: Sequence[Block], source: str, fields: Mapping[str, str] | None = None) -> RawPage:
    """The page that ``blocks`` make. Where no heading tells the articles apart, its parts are left to the splitter.

    ``fields`` (headline, kicker, subtitle, section, byline, date, paper, page) hold for the whole document. Raises
    FormatError if there is no text.
    """
    fields = fields or {}
    about = {"date": fields.get("date"), "paper": fields.get("paper"), "page_label": fields.get("page")}
    headline = one_line(fields.get("headline"))
    if not headline and not any(block.level for block in blocks):
        text = plain.page("\n\n".join(block.text for block in blocks), source).text
        return replace(Draft().page(source, **about), text=text, parts=None)
    draft = Draft()
    if headline:
        draft.article()
        _head(draft, headline, fields)
        same = [i for i, block in enumerate(blocks[:3]) if block.level and one_line(block.text) == headline]
        if same:
            blocks = [*blocks[: same[0]], *blocks[same[0] + 1 :]]
    _fill(draft, blocks, 0 if headline else _headline_level(blocks))
    if draft.empty:
        raise FormatError(_("{name} holds no text").format(name=source))
    return draft.page(source, **about)


def add_text(draft: Draft, texts: Iterable[tuple[str, Role | None]], *, byline: bool = True) -> None:
    """Add the paragraphs of one article: a byline before the text or behind it, editors' lines, jumps, captions.

    A role that is given stands; ``byline`` is False where the article has one already.
    """
    pieces = [(text, role) for text, role in texts if text.strip()]
    for place, (text, role) in enumerate(pieces):
        bare = one_line(text)
        edge = place < 2 or place == len(pieces) - 1
        aside = lines.furniture(bare) if role is None and len(bare) <= 90 else None
        if role is not None:
            draft.add(role, text)
        elif aside:
            draft.add(aside[0], text, why=aside[1])
        elif byline and edge and (found := bylines.byline(bare)) and found.sure >= 0.9:
            draft.add("byline", text)
        else:
            draft.add("body", text)


def _head(draft: Draft, headline: str, fields: Mapping[str, str]) -> None:
    """The pieces about a headline, in the order in which they are printed."""
    for role in _BEFORE:
        draft.add(role, fields.get(role))
    draft.add("headline", headline)
    for role in _BEHIND:
        draft.add(role, fields.get(role))
    draft.add("other", fields.get("source"), why=_("where the article was taken from"))


_BEFORE: tuple[Role, ...] = ("section", "kicker")
_BEHIND: tuple[Role, ...] = ("subtitle", "byline")


def _headline_level(blocks: Sequence[Block]) -> int:
    """Which level of heading begins an article: the highest, but the next where the highest only names the paper.

    That is: one heading of the highest level, no text beneath it before the next heading, several of that level.
    """
    levels = sorted({block.level for block in blocks if block.level})
    top = levels[0]
    if len(levels) > 1 and sum(block.level == top for block in blocks) == 1:
        after = blocks[next(i for i, block in enumerate(blocks) if block.level == top) + 1 :]
        if after and after[0].level == levels[1] and sum(block.level == levels[1] for block in after) > 1:
            return levels[1]
    return top


def _fill(draft: Draft, blocks: Sequence[Block], level: int) -> None:
    """Add the blocks: a heading of ``level`` begins an article, one above it is the page's, one below it is text.

    At level 0 there is no such heading: everything belongs to the article begun already.
    """
    first = next((i for i, block in enumerate(blocks) if block.level == level), 0) if level else 0
    for block in blocks[:first]:
        short = block.level or (len(block.text) < 60 and "\n" not in block.text)
        draft.add("header" if short else "body", block.text, why=_("stands before the first headline") if short else "")
    fields: Mapping[str, str] = {}
    texts: list[tuple[str, Role | None]] = []
    for place, block in enumerate(blocks[first:], first):
        if level and block.level and block.level <= level:
            add_text(draft, texts, byline=not fields.get("byline"))
            texts = []
            if block.level < level:
                draft.add("header", block.text, why=_("heading of the whole page"))
                continue
            fields = blocks[place + 1].fields if place + 1 < len(blocks) else {}
            draft.article()
            _head(draft, block.text, fields)
            draft.add("date", fields.get("date"))
        elif not block.fields:
            texts.append((block.text, block.role))
    add_text(draft, texts, byline=not fields.get("byline"))
