"""What stands round the blocks of a page: tables, verse, rules and furniture, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import bylines, leads, rows, titles
from reader.pages import lines as words
from reader.pages.blocks import Block
from reader.pages.names import only_a_name
from reader.patterns import Pattern

BARE = 0.5
"""So sure at most is a byline that is no more than a name."""
SHORT = 20
"""A half of a broken headline, or a title over verse or a table, has no more characters."""
_NAME = 8
"""A poet's name has no more characters."""
_NEARBY = 5
_RULE = Pattern(r"[^\w“”]{2,}|[○〇oO]{3,}")


def uses_indents(blocks: Sequence[Block]) -> bool:
    """Whether the page marks the starts of its paragraphs by indents."""
    long = [made for made in blocks if made.role in ("", "body") and len(made.bare) >= 50]
    return len(long) >= 2 and sum(made.indent for made in long) >= 0.5 * len(long)


class Surroundings:
    """The blocks of one page that are not set aside, and what stands beside each."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.indents = uses_indents(blocks)
        self.blocks = [made for made in blocks if made.role in ("", "jump")]
        self.rows = rows.table_rows(self.blocks)
        """The ids of a table's rows …"""
        self.lines = self.rows | rows.verses(self.blocks, self.rows)
        """… and of these and lines of verse."""
        self.interrupted: set[int] = set()
        """The ids of blocks between which and the next one furniture stands."""
        self.ruled: set[int] = set()
        """The ids of blocks that a rule stands before."""
        last: Block | None = None
        ruled = False
        for made in blocks:
            if made.role in ("", "jump"):
                if ruled:
                    self.ruled.add(id(made))
                ruled = False
                last = made
                continue
            ruled = ruled or (made.role == "other" and _RULE.fullmatch(made.bare) is not None)
            if last is not None and made.role != "duplicate":
                self.interrupted.add(id(last))

    def over_rows(self, index: int) -> bool:
        """Whether the row of a table stands next."""
        return index + 1 < len(self.blocks) and id(self.blocks[index + 1]) in self.rows

    def title_follows(self, index: int) -> bool:
        """Whether what stands next may be a headline, and is no byline."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if following is None or following.role or id(following) in self.rows or self.lead(index + 1, following):
            return False
        half = following.bare[-1] in ":,、—" and len(following.bare) <= SHORT
        if not titles.candidate(following) and not (half and titles.possible(following.bare[:-1])):
            return False
        read = bylines.byline(following.text)
        return read is None or (read.sure <= BARE and not only_a_name(following.text))

    def over_verse(self, index: int) -> bool:
        """Whether verse stands next, or behind a line that may be the poet's name."""
        below = [id(made) in self.lines for made in self.blocks[index + 1 : index + 3]]
        named = len(below) > 1 and below[1] and len(self.blocks[index + 1].bare) <= _NAME
        return bool(below) and (below[0] or named)

    def text_follows(self, index: int) -> bool:
        """Whether what stands next is text and can be no title."""
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if following is None or following.role:
            return False
        return id(following) in self.lines or not titles.candidate(following)

    def signed(self, index: int) -> bool:
        """Whether a byline stands at ``index``."""
        read = bylines.byline(self.blocks[index].text) if index < len(self.blocks) else None
        return read is not None and (read.sure >= 0.7 or only_a_name(self.blocks[index].text))

    def lead(self, index: int, made: Block) -> leads.Lead | None:
        """The lead that the block opens with, though a break may have cut it short (本报日照1 | 月21日电)."""
        text = made.text
        if made.open and len(text) < 40 and index + 1 < len(self.blocks):
            following = self.blocks[index + 1]
            text += following.text if following.role == "" and not (self.indents and following.indent) else ""
        return leads.lead(text)

    def behind(self, index: int) -> tuple[Block | None, Block | None, bool, bool]:
        """The next block, the next that is surely body, and whether a byline or a jump to another page stands next."""
        following: Block | None = None
        signed = jump = False
        for made in self.blocks[index + 1 : index + 1 + _NEARBY]:
            if made.role == "jump":
                jump = jump or (following is None and words.onward(made.text))
                continue
            read = bylines.byline(made.text) if len(made.text) <= 90 else None
            if read and read.sure >= 0.7:
                signed = signed or following is None
                continue
            if following is None:
                following = made
            if not titles.candidate(made) or leads.lead(made.text):
                return following, made, signed, jump
        return following, None, signed, jump
