"""Lines put together into blocks where the page was wrapped: which go on with the line above, and which begin anew."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from reader.pages import bylines, leads, rows, titles
from reader.pages import lines as words
from reader.pages.affinity import affinity
from reader.pages.blocks import Block, Line, block, ends, width
from reader.pages.glued import SIDE, STRAY, Printed
from reader.patterns import Pattern


def chained(printed: list[Printed], filled: list[int]) -> list[Block]:
    """The lines put together into blocks where the page was wrapped; ``filled`` tells which lines fill the width."""
    return _Chaining(printed, filled).blocks()


class _Chaining:
    """The lines of a page while they are put together, from the first to the last."""

    def __init__(self, printed: list[Printed], filled: list[int]) -> None:
        self._printed = printed
        self._filled = filled
        gaps = [printed[i + 1][0].gap for i in range(len(printed) - 1) if filled[i] and not printed[i + 1][0].indent]
        self._usual = sorted(gaps)[int(len(gaps) * 0.5)] if gaps else 0
        self._indented = indents([line for line, _, _ in printed], filled)
        self._tabular = [not role and rows.tabular(line.folded) for line, role, _ in printed]
        self._blocks: list[Block] = []
        self._chain: list[Line] = []
        self._last_filled = False  # the last line of the chain fills the width

    def blocks(self) -> list[Block]:
        for number, (line, role, why) in enumerate(self._printed):
            if not role:
                self._add(number, line)
                continue
            if why not in (SIDE, STRAY):
                self._close()
                self._last_filled = False
            aside = block([line])
            aside.role, aside.why = role, why
            self._blocks.append(aside)
        self._close()
        return self._blocks

    def _close(self) -> None:
        """Make the chain a block."""
        chain = self._chain
        if not chain:
            return
        made = block(list(chain), full=self._last_filled)
        whole = len(chain) == 1 and made.text == chain[0].text
        aside = words.furniture(made.text, chain[0].folded if whole else None)
        if aside:
            made.role, made.why = aside
        self._blocks.append(made)
        chain.clear()

    def _add(self, number: int, line: Line) -> None:
        """Put line ``number`` to the chain, or begin another one with it."""
        chain = self._chain
        runs = self._goes_on(number, line)
        # To be asked only where the line would go on, or may have a title above it.
        opens = bool(chain) and (runs or len(chain) > 1) and (_apart(line.text) or _leads(line))
        if opens and (title := _title_lines(chain)):
            above, chain[:] = chain[-title:], chain[:-title]
            self._close()
            chain.extend(above)
        if not runs or opens or self._captions(line) or _apart(chain[-1].text) or self._heads(number, line):
            self._close()
        chain.append(line)
        self._last_filled = bool(self._filled[number])

    def _goes_on(self, number: int, line: Line) -> bool:
        """Whether line ``number`` goes on with the chain, by its place and its width."""
        chain, fills = self._chain, bool(self._filled[number])
        if not chain or line.indent or line.gap > self._usual:
            return False
        runs = self._last_filled
        # Behind a full stop, what neither fills its line nor ends a sentence is no paragraph's last line.
        if runs and not fills and ends(chain[-1].folded) and not ends(line.folded):
            runs = line.text[0] in "”’）)"
        if runs and not fills and width(line.text) > _WIDER * width(chain[-1].text):
            runs = False  # no line of a column is so much wider
        if self._indented and not runs and chain[0].indent:
            runs = _all_but_full(chain, line if fills else None) and not titles.possible("".join(line.folded.split()))
        return runs and not self._in_table(number)

    def _in_table(self, number: int) -> bool:
        """Whether line ``number`` stands in a table, or behind the last row of one: two rows at least are there."""
        tabular = self._tabular
        if not (tabular[number] or (number and tabular[number - 1])):
            return False
        return any(one and other for one, other in pairwise(tabular[max(0, number - 2) : number + 2]))

    def _captions(self, line: Line) -> bool:
        """Whether a caption begins with the line, or has come to its end above it, or another column's text begins."""
        chain = self._chain
        if words.opens_caption(line.folded) or line.start < chain[-1].start:
            return True  # a column that stood above comes behind: it is put together as another column's is
        return words.opens_caption(chain[0].folded) and _captioned(chain[-1].folded)

    def _heads(self, number: int, line: Line) -> bool:
        """Whether, on a page with indents, the one line of the chain is no paragraph's, which line ``number`` could go
        on with: it is not indented, nothing that stands before it goes on in it, and it reads like a title."""
        if not self._indented or self._in_paragraph(number, line):
            return False
        chain = self._chain
        if len(chain) > 1 or chain[0].indent or _UNTITLED.search(chain[0].text):
            return False
        before = next((made for made in self._blocks[: -1 - _BACK : -1] if not made.role), None)
        text_before = before is not None and (len(before.lines) > 1 or before.indent)
        return not (before is not None and text_before and (before.open or before.full))

    def _in_paragraph(self, number: int, line: Line) -> bool:
        """Whether line ``number`` is a few characters long, or fills the width over one that goes on with it."""
        if len(line.text) <= _STUB:
            return True  # a headline's last characters, no line of their own
        behind = self._printed[number + 1][0] if number + 1 < len(self._printed) else None
        if behind is None or not self._filled[number]:
            return False
        return not behind.indent and behind.gap <= self._usual


_UNTITLED = Pattern("[。；;]|[，,、].*[，,、]|[的在是和与及将把被为以对]$")
"""What no title of one line has, or ends with."""
_STUB = 5
_BACK = 40
"""How many blocks back the text that a line may go on with is looked for."""


def _leads(line: Line) -> bool:
    """Whether a line opens with a dispatch's lead, as no line inside a paragraph does."""
    head = line.folded[:_LEAD]
    if "讯" not in head and "电" not in head:
        return False
    lead = leads.lead(line.text)
    return lead is not None and lead.dateline is not None


_LEAD = 24
_WIDER = 1.3


def _all_but_full(chain: list[Line], behind: Line | None) -> bool:
    """Whether the last line of ``chain`` is nearly as wide as the widest; where it is the only one, as ``behind``, a
    full line below it."""
    if len(chain) == 1:
        return behind is not None and width(chain[0].text) + 4 * chain[0].indent >= width(behind.text)
    widest = max(width(line.text) + 4 * line.indent for line in chain)
    return width(chain[-1].text) >= _NEARLY * widest


_NEARLY = 0.85


def _title_lines(chain: list[Line]) -> int:
    """How many lines at the end of ``chain`` are a title: they stand over a byline or lead, behind a whole sentence
    or one that does not go on in them, and end none themselves."""
    last = chain[-1].folded
    if ends(last) or len(last) < _SHORTEST or (last[-1] == ")" and "(" not in last):  # the end of a note: (李 / 明)
        return 0
    for count in range(1, min(len(chain), _TITLE_LINES + 1)):
        if ends(chain[-count - 1].folded):
            text = "".join("".join(line.folded for line in chain[-count:]).split())
            return count if len(text) <= _TITLE and titles.possible(text) else 0
    # The text above breaks off: where it does so least goes on.
    bare = ["".join(line.folded.split()) for line in chain[-_TITLE_LINES - 1 :]]
    joints = [(affinity(bare[-count - 1], bare[-count]), count) for count in range(1, len(bare))]
    least, count = min(joints, default=(0.0, 0))
    text = "".join(bare[-count:])
    return count if least < _FOLLOWS and len(text) <= _TITLE and titles.possible(text) else 0


_FOLLOWS = 0.3
"""A line that follows on the one above with less affinity may open a title."""
_SHORTEST = 3
_TITLE_LINES = 3
_TITLE = 40
"""Characters of a title at most."""


def _captioned(folded: str) -> bool:
    """Whether a caption ends with this line of it."""
    return folded[-1] in "。摄)" or ends(folded)


def indents(printed: list[Line], filled: list[int]) -> bool:
    """Whether paragraphs of the wrapped page begin with an indent: most long lines that follow a short one do."""
    starts = [
        line
        for before, line, fills in zip(printed, printed[1:], filled, strict=False)
        if not fills and ends(before.folded) and len(line.text) >= 10
    ]
    return len(starts) >= 3 and sum(line.indent for line in starts) >= 0.5 * len(starts)


@lru_cache(64)
def _apart(text: str) -> bool:
    """Whether a line stands for itself whatever its length: a byline or a section label."""
    if len(text) <= 12 and words.section(text) == 1.0:
        return True
    if len(text) > 60 or not (bylines.HINTED.search(text) or text.endswith((")", "）"))):
        return False
    read = bylines.byline(text)
    return read is not None and read.sure >= 0.9
