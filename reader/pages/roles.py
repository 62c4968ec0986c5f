"""What each block of a page is: section label, byline, title line, paragraph or piece of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reader.pages import bylines, titles
from reader.pages import lines as words
from reader.pages.blocks import Block
from reader.pages.breaks import Joints
from reader.pages.elements import Element
from reader.pages.headers import dated
from reader.pages.lexicon import weights
from reader.pages.vocabulary import pairs

_SENTENCE = re.compile(
    "[他她它这那该其此]|也|更|还|如今|目前|眼下|不过|然而|同时|此外|今年|去年|近日|日前|临近|随着|记者|其中|对于|为了|由于|据"
)
_FRAGMENT_START = re.compile("^[,。、;:!?)”’》】%．.·]")
_SAYS = re.compile("(?:介绍|表示|认为|指出|透露|告诉记者|说|坦言|回忆)[,:].")
_NEARBY = 5


def _cut_short(bare: str) -> float:
    """How much shorter the last clause is than the one before it, 0 to 2: a headline's clauses are in balance."""
    clauses = [clause for clause in re.split("[,、;:?!]", re.sub("[“”]", "", bare)) if clause]
    if len(clauses) < 2:
        return 0.0
    last, before = len(clauses[-1]), max(len(clause) for clause in clauses[:-1])
    return 2.0 if last <= 3 else 1.0 if last * 2 < before or last > 2.5 * before else 0.0


def uses_indents(blocks: Sequence[Block]) -> bool:
    """Whether the page marks the starts of its paragraphs by indents."""
    long = [made for made in blocks if not made.role and len(made.bare) >= 50]
    return len(long) >= 2 and sum(made.indent for made in long) >= 0.5 * len(long)


def elements_of(blocks: Sequence[Block], joints: Joints) -> list[Element]:
    """The blocks that are not set aside as elements for the search, in order; their ``role`` is filled in."""
    return _Reading(blocks, joints).elements()


_CELL = re.compile(r"\s+")
_SET_WIDTH = 20
_VERSE = 11
"""Verse has no more characters a line than this on average …"""
_NAMED = 0.4
"""A line that is so surely a byline is neither a verse nor a table's row."""


def set_lines(blocks: Sequence[Block]) -> set[int]:
    """The ids of blocks that are lines of a table or of verse: each is a paragraph, though none has a full stop.

    A table's rows have figures and at least three columns; verse is at least five short lines in a row.
    """
    found: set[int] = set()
    run: list[Block] = []
    signed = False  # a byline stands before the run
    for index, made in enumerate([*blocks, None]):
        if made is not None and (_settable(made) or (len(run) >= _AMONG and _wide_verse(made))):
            run.append(made)
            continue
        rows = [row for row in run if _tabular(row)]
        # The row with the columns' names has no figures.
        rows += [head for head, row in zip(run, run[1:], strict=False) if _heads(head, row) and head not in rows]
        if len(rows) >= 2:
            found.update(id(row) for row in rows)
        elif len(run) >= (5 if signed else 6):
            behind = blocks[index] if index < len(blocks) else None
            name = next((place for place in (1, 2) if _only_a_name(run[place])), 0)
            low = 0 if signed else name + 1
            lines = run[low : _verse_end(run, behind)]
            if sum(len(line.bare) for line in lines) <= _VERSE * len(lines) and not _told(lines, blocks):
                found.update(id(line) for line in lines)
        run = []
        read = bylines.byline(made.text) if made is not None and len(made.text) <= 60 else None
        # A name in brackets closes what stands above it.
        signed = read is not None and read.sure >= _NAMED and made is not None and made.bare[0] not in "(["
    return found


def _told(lines: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether the paragraphs of the page tell of what these lines say, so that they are headlines and no verse."""
    texts = frozenset[str]().union(*(pairs(made.bare) for made in blocks if len(made.bare) >= _PARAGRAPH))
    shares = [len(words & texts) / len(words) for words in (pairs(line.bare) for line in lines) if words]
    return bool(shares) and sum(shares) >= _TOLD * len(shares)


_PARAGRAPH = 40
_TOLD = 0.26
"""Of the pairs of ideographs in verse a twentieth stand in the page's paragraphs too, of those in headlines half."""


def _verse_end(run: Sequence[Block], behind: Block | None) -> int:
    """Where the verse in a run of short lines ends: the next article's title may stand at its foot.

    A title is told from the verse by a wider gap, by its indent, or by being longer than any verse before it.
    """
    if behind is None or words.section(behind.text) >= _LABEL or (behind.bare[0] in "([" and len(behind.bare) <= 30):
        return len(run)  # a label, or a signature in brackets
    for place in range(max(4, len(run) - _TITLE_LINES), len(run)):
        verse, title = run[1:place], run[place : None if place + 1 == len(run) or not _only_a_name(run[-1]) else -1]
        gaps = [line.gap for line in verse[1:]]
        apart = title[0].gap > min(gaps) and title[0].gap >= max(gaps)
        longer = min(len(line.bare) for line in title) > max(len(line.bare) for line in verse)
        if apart or longer or title[0].indent != verse[-1].indent:
            return place
    # Without a sign of it one line is left to be the title, unless all are indented as verse alone is.
    alike = len({line.indent for line in run[1:]}) == 1 and run[-1].indent
    return len(run) if alike else len(run) - 1


_LABEL = 0.9
"""A line that is so surely a section label ends the verse above it."""
_TITLE_LINES = 3


def _only_a_name(made: Block) -> bool:
    """Whether a short line under a title is the poet's name."""
    return bylines.only_a_name(made.text) or (bylines.pen_name(made.text) and bylines.byline(made.text) is not None)


def _settable(made: Block) -> bool:
    if made.role or len(made.lines) > 1 or made.full or not 2 <= len(made.bare) <= _SET_WIDTH + 10:
        return False
    if len(made.bare) > _SET_WIDTH and not _tabular(made):
        return False
    read = bylines.byline(made.text)
    named = read is not None and read.sure >= _NAMED and not _is_cells(made)
    return words.section(made.text) < _LABEL and not named and not titles.speaks(made.bare)


def _wide_verse(made: Block) -> bool:
    """Whether the block may be a verse wider than the page's columns, so that it runs over two lines."""
    return not made.role and len(made.lines) == 2 and len(made.bare) <= _SET_WIDTH + 10 and made.bare[-1] not in "。!?"


_AMONG = 4
"""So many lines of verse before it let a longer one pass."""


def _is_cells(made: Block) -> bool:
    """Whether the line is set in columns, so that short words in it are no names."""
    return len(_CELL.split(made.lines[0].text)) >= 4


def _tabular(made: Block) -> bool:
    """Whether a line is set in at least three columns, one of them of figures."""
    cells = _CELL.split(made.lines[0].text)
    return (
        len(cells) >= 3 and sum(any(c.isdigit() for c in cell) for cell in cells) >= 1 and made.bare[-1] not in "。!?"
    )


def _heads(head: Block, row: Block) -> bool:
    """Whether ``head`` names the columns of the table row below it."""
    count = len(_CELL.split(head.lines[0].text))
    return _tabular(row) and count >= 3 and count == len(_CELL.split(row.lines[0].text))


def _signatures(blocks: Sequence[Block]) -> set[int]:
    """The ids of lines that sign a notice: who gives it, and under it the date, which then is no page header's."""
    found: set[int] = set()
    for name, day in zip(blocks, blocks[1:], strict=False):
        if name.role or len(name.bare) > 24 or day.role not in ("", "header") or len(day.bare) > _DATE:
            continue
        if not dated(day.text):
            continue
        if bylines.byline(name.text) is not None:
            day.role = ""
            found.update((id(name), id(day)))
    return found


_BARE = 0.5
"""So sure at most is a byline that is no more than a name."""
_STUB = 4
_DATE = 13
"""A date has no more characters."""


def _find_briefs(elements: Sequence[Element]) -> None:
    """Tell the titles that open short items: under a label like 简讯, or with one sign before each of them."""
    signs = Counter(element.block.bare[0] for element in elements if element.kind == "title" and _signed(element))
    column = False
    for element in elements:
        if element.kind == "section":
            column = words.columns(element.block.text)
        elif element.kind == "body" and len(element.block.bare) > _BRIEF:
            column = False
        elif element.kind == "title":
            element.brief = column or (_signed(element) and signs[element.block.bare[0]] >= _ALIKE)


def _signed(element: Element) -> bool:
    return words.bullet(element.block.text) > 0


_BRIEF = 260
"""The paragraph of a short item has no more characters."""
_ALIKE = 3


class _Reading:
    """The blocks of one page while their roles are being decided, from the first to the last."""

    def __init__(self, blocks: Sequence[Block], joints: Joints) -> None:
        self._joints = joints
        self._indents = uses_indents(blocks)
        self._signatures = _signatures(blocks)
        self._blocks = [made for made in blocks if made.role in ("", "jump")]
        self._set = set_lines(self._blocks)
        # Whether furniture stands between a block and the next one that is not set aside.
        self._interrupted: set[int] = set()
        last: Block | None = None
        for made in blocks:
            if made.role in ("", "jump"):
                last = made
            elif last is not None and made.role != "duplicate":
                self._interrupted.add(id(last))

    def elements(self) -> list[Element]:
        found: list[Element] = []
        before: Block | None = None  # the body block before, jumps and titles left out
        for index, made in enumerate(self._blocks):
            if made.role == "jump":
                found.append(Element("onward" if words.onward(made.text) else "back", made))
                if found[-1].kind == "onward":
                    before = None  # what breaks off here goes on elsewhere
                continue
            element = self._element(index, made, before, found[-1].kind if found else "")
            found.append(element)
            if element.kind == "body":
                before = made
        for element in found:
            if element.kind in ("body", "title", "section", "byline"):
                element.block.role = element.kind
            elif element.kind == "note":
                element.block.role = "byline"
        _find_briefs(found)
        return found

    def _element(self, index: int, made: Block, before: Block | None, last: str) -> Element:
        if id(made) in self._set:
            made.open = False
            return Element("body", made, line=True)
        if id(made) in self._signatures:
            return Element("note" if dated(made.text) else "byline", made, bracketed=True)
        label = words.section(made.text) if len(made.text) <= 20 else 0.0
        if label and words.heads_itself(made.text) and not self._title_follows(index):
            return Element("title", made, score=weights("title")["heads_itself"])
        if label == 1.0:
            return Element("section", made, label)
        byline = bylines.byline(made.text) if len(made.text) <= 90 else None
        if last == "title" and byline and byline.sure <= _BARE and self._headline_goes_on(index, made):
            return Element("title", made, score=titles.alone(made, indents=self._indents))
        if byline and byline.note and byline.sure >= 0.6:
            return Element("note", made, byline.sure)
        if byline and byline.sure >= 0.7:
            return Element("byline", made, byline.sure, bracketed=byline.closing or made.bare[0] in "([【")
        if label >= 0.6 and last != "section" and not (self._indents and made.indent and label < 1):
            return Element("section", made, label)
        if self._labels(index, made, before, last):
            return Element("section", made, 0.7)
        if (
            titles.candidate(made) or (last == "title" and len(made.bare) == 1) or self._upper_half(index, made, last)
        ) and not self._lead(index, made):
            piece = self._piece(index, made, before, last)
            if piece > weights("piece")["sure"]:
                return self._body(index, made, before, last)
            final = index + 1 >= len(self._blocks)
            if byline and byline.sure >= 0.3 and (last in ("title", "section") or final):
                return Element("byline", made, byline.sure)
            if last == "title" and bylines.pen_name(made.text) and self._text_follows(index):
                return Element("byline", made, 0.5)
            if byline and byline.sure >= 0.5 and not (before and before.open) and bylines.only_a_name(made.text):
                return Element("byline", made, byline.sure)
            score = titles.alone(made, indents=self._indents) - weights("title")["piece_like"] * max(0.0, piece + 1)
            return Element("title", made, score=score, piece=piece)
        return self._body(index, made, before, last)

    def _title_follows(self, index: int) -> bool:
        """Whether what stands next may be a headline, and is no byline."""
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following is None or following.role or not titles.candidate(following) or self._lead(index + 1, following):
            return False
        read = bylines.byline(following.text)
        return read is None or (read.sure <= _BARE and not bylines.only_a_name(following.text))

    def _headline_goes_on(self, index: int, made: Block) -> bool:
        """Whether a short line under a title line, which could be a bare name, is the end of a broken headline.

        A byline with its role stands behind it, or a subtitle, or the words run on from the line above.
        """
        if len(made.lines) > 1 or len(_CELL.split(made.lines[0].text)) > 1 or len(made.bare) > _STUB:
            return False
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following is not None and not following.role:
            read = bylines.byline(following.text)
            if (read and read.sure > _BARE and not read.closing) or following.bare[:1] in "—-":
                return True
        runs = self._joints.runs_on(self._blocks[index - 1].bare, made.bare)
        return runs > weights("title")["name_runs_on"]

    def _upper_half(self, index: int, made: Block, last: str) -> bool:
        """Whether a short line that ends with a colon or a comma is the upper half of the headline below it."""
        if made.bare[-1] not in ":,、—" or not _STUB <= len(made.bare) <= _SET_WIDTH or last == "body":
            return False
        return titles.possible(made.bare[:-1]) and self._title_follows(index)

    def _text_follows(self, index: int) -> bool:
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following is None or following.role:
            return False
        return id(following) in self._set or not titles.candidate(following)

    def _labels(self, index: int, made: Block, before: Block | None, last: str) -> bool:
        """Whether a short line is a label over a headline, not a headline, a kicker or a cross-head itself."""
        if index + 1 >= len(self._blocks) or last in ("title", "section") or (before is not None and before.open):
            return False
        following = self._blocks[index + 1]
        if words.bullet(made.text) or not titles.candidate(made) or not 2 <= len(made.bare) <= 8:
            return False
        if not titles.candidate(following) or bylines.byline(following.text) or bylines.only_a_name(made.text):
            return False
        if words.bullet(following.text):  # 城事短波 over ● …
            return True
        # A cross-head has text below it, a poem's title a name.
        if len(made.bare) > 3 or len(following.bare) > 30 or words.section(following.text):
            return False
        return len(following.bare) >= 7 or self._signed(index + 2)

    def _signed(self, index: int) -> bool:
        """Whether a byline stands at ``index``."""
        read = bylines.byline(self._blocks[index].text) if index < len(self._blocks) else None
        return read is not None and (read.sure >= 0.7 or bylines.only_a_name(self._blocks[index].text))

    def _lead(self, index: int, made: Block) -> bylines.Lead | None:
        """The lead that the block opens with, though a break may have cut it short (本报日照1 | 月21日电)."""
        text = made.text
        if made.open and len(text) < 40 and index + 1 < len(self._blocks):
            following = self._blocks[index + 1]
            text += following.text if following.role == "" and not (self._indents and following.indent) else ""
        return bylines.lead(text)

    def _body(self, index: int, made: Block, before: Block | None, last: str) -> Element:
        near = last in ("body", "")
        lead = self._lead(index, made)
        begins = True
        if _FRAGMENT_START.match(made.bare):
            begins = False
        elif before is not None and before.open and not lead:
            runs = (
                self._joints.runs_on(before.bare, made.bare) + weights("break")["after_body" if near else "after_title"]
            )
            begins = made.indent if self._indents else runs < 0
        elif before is not None and before.bare[-1] == ":" and made.bare[0] == "“" and not lead and last == "body":
            # What is said follows the colon, so the break is no paragraph's end.
            begins = made.indent and self._indents
        elif self._indents and before is not None and before.full and not made.indent and len(made.bare) > 1:
            begins = False
        closing = made.bare[-1] == ")" and bylines.end_note(made.text) is not None
        return Element(
            "body",
            made,
            lead=bool(lead and lead.dateline),
            names=bool(lead and lead.names),
            closing=closing,
            begins=begins,
        )

    def _piece(self, index: int, made: Block, before: Block | None, last: str) -> float:
        """How much a short block without a full stop looks like a piece of a broken paragraph, as log odds."""
        weight = weights("piece")
        bare = made.bare
        if len(bare) == 1 and last != "title":
            return 9.0
        score = weight["bias"]
        commas = len(re.findall("[,、;]", bare))
        score += weight["comma"] * max(0, commas - 1)
        if re.search(".{8}[?!].", re.sub("“[^”]*”", "", bare)):  # 五连胜! opens a headline
            score += weight["question_inside"]
        if bare[-1] in "的是在和与及或把被将为以了":
            score += weight["breaks_off"]
        score += weight["clause"] * _cut_short(bare)
        if _SENTENCE.match(bare):
            score += weight["sentence"]
        if len(bare) <= 4:
            score += weight["tiny"]
        elif 8 <= len(bare) <= 24:
            score += weight["headline_length"]
        if titles.two_clauses(made):
            score += weight["two_clauses"]
        if _SAYS.search(bare):
            score += weight["says"]
        following, body, signed, jump = self._behind(index)
        if jump and last == "body":
            return 9.0  # neither a headline nor a cross-head stands between the text and the jump behind it
        if jump:
            score += weight["before_jump"]
        if signed:
            score += weight["before_byline"]
        if last == "section":
            score += weight["after_section"]
        if id(made) in self._interrupted:
            score += weight["interrupted"]
        onward = 0.0
        if following is not None and body is not None:
            onward = self._joints.runs_on(bare, following.bare)
            if body is not following:
                onward = max(onward, self._joints.runs_on(bare, body.bare) + weight["over_titles"])
            if bylines.lead(body.text):
                onward = min(onward, -2.0)
            if self._indents:
                onward = weight["next_indented"] if body.indent else max(onward, weight["next_not_indented"])
        if self._indents and made.indent:
            return score + weight["indented"] + onward
        if before is not None and before.open:
            back = self._joints.runs_on(before.bare, bare)
            over = self._joints.runs_on(before.bare, body.bare) if body is not None else 0.0
            score += weight["after_open"] + back - max(0.0, over)
            if last in ("title", "byline"):
                score += weight["after_title"]
        elif before is not None:
            score += weight["after_closed"] + weight["after_signature"] * (last in ("byline", "note"))
        return score + onward

    def _behind(self, index: int) -> tuple[Block | None, Block | None, bool, bool]:
        """The next block, the next that is surely body, and whether a byline or a jump to another page stands next."""
        following: Block | None = None
        signed = jump = False
        for made in self._blocks[index + 1 : index + 1 + _NEARBY]:
            if made.role == "jump":
                jump = jump or (following is None and words.onward(made.text))
                continue
            read = bylines.byline(made.text) if len(made.text) <= 90 else None
            if read and read.sure >= 0.7:
                signed = signed or following is None
                continue
            if following is None:
                following = made
            if not titles.candidate(made) or bylines.lead(made.text):
                return following, made, signed, jump
        return following, None, signed, jump
