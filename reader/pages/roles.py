"""What each block of a page is: section label, byline, title line, paragraph or piece of one."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import bylines, fragments, leads, letters, titles
from reader.pages import lines as words
from reader.pages.affinity import affinity
from reader.pages.blocks import Block, ends
from reader.pages.breaks import Joints
from reader.pages.briefs import find_briefs
from reader.pages.elements import Element
from reader.pages.headers import dated
from reader.pages.lexicon import any_of, table, weights
from reader.pages.names import only_a_name, pen_name
from reader.pages.surroundings import BARE, SHORT, Surroundings
from reader.patterns import Pattern

_FRAGMENT_START = Pattern("^[,。、;:!?)”’》】%．.·]")


_BROKEN = 1.0
"""With more affinity than this a word is broken between two lines."""


def elements_of(blocks: Sequence[Block], joints: Joints) -> list[Element]:
    """The blocks that are not set aside as elements for the search, in order; their ``role`` is filled in."""
    return _Reading(blocks, joints).elements()


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


_HALF = -4.0
"""How little one half of a broken headline is a piece of a paragraph, as log odds."""
_NOTE = 200
"""A byline has no more characters, a note on the author counted."""
_LABEL = 8
_BARE_LABEL = 5
"""A label that is known by its place alone has no more characters."""
_PLACE = Pattern(
    lambda: (
        rf"(?!{any_of(table('lines')['title']['interviewed'])})"
        r"[\u4e00-\u9fff]{2,6}:[^。!?;:]{8,30}[^。!?;:,、]"
    ),
    needs=":",
)
"""Under a label, a headline that begins with who or where: 冯店村:修好了路,留住了人."""
_BRACKETS = "(（[［【《<「“"
_HAN = Pattern("[\u4e00-\u9fff]+")
_STUB = 4
_DATE = 13
"""A date has no more characters."""


def _byline(made: Block) -> bylines.Byline | None:
    """The byline that a block is, by its running text or, where names ran together in it, as its line is printed."""
    read = bylines.byline(made.text)
    if read is None and len(made.lines) == 1 and " " in made.lines[0].folded:
        return bylines.byline(made.lines[0].text)
    return read


class _Reading:
    """The blocks of one page while their roles are being decided, from the first to the last."""

    def __init__(self, blocks: Sequence[Block], joints: Joints) -> None:
        self._joints = joints
        self._signatures = _signatures(blocks)  # first, as it takes back days that were set aside
        self._around = Surroundings(blocks)
        self._indents = self._around.indents
        self._blocks = self._around.blocks
        # Whether other labels stand without decoration.
        self._labelled = any(len(made.bare) <= _LABEL and words.section(made.bare) == 1.0 for made in self._blocks)
        self._halves: set[int] = set()  # lower halves of broken headlines

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
            element.ruled = id(made) in self._around.ruled
            found.append(element)
            if element.kind == "body":
                before = made
        letters.sign_off(found)
        for element in found:
            if element.kind in ("body", "title", "section", "byline"):
                element.block.role = element.kind
            elif element.kind == "note":
                element.block.role = "byline"
        find_briefs(found)
        return found

    def _element(self, index: int, made: Block, before: Block | None, last: str) -> Element:
        """Block ``index`` as an element, behind the body block ``before`` and an element of the kind ``last``."""
        if id(made) in self._around.lines:
            made.open = False
            return Element("body", made, line=True)
        if id(made) in self._signatures:
            return Element("note" if dated(made.text) else "byline", made, bracketed=True)
        label = words.section(made.text) if len(made.text) <= 20 else 0.0
        if label and made.bare[-1] == ":" and not self._around.title_follows(index):
            label = 0.0  # it introduces what stands below
        if (notice := self._notice(index, made, label)) is not None:
            return notice
        if label == 1.0:
            return Element("section", made, label)
        if self._dressed(index, made, last):
            return Element("section", made, 0.9)
        byline = _byline(made) if len(made.text) <= _NOTE else None
        bare = byline is not None and byline.sure <= BARE
        if bare and last != "title" and self._around.signed(index + 1) and made.bare[0] != "(":
            byline = None  # the poem's name, not the poet's
        elif bare and last == "title" and self._headline_goes_on(index, made):
            return Element("title", made, score=titles.alone(made, indents=self._indents))
        if byline and byline.note and byline.sure >= 0.6:
            return Element("note", made, byline.sure)
        if byline and byline.sure >= 0.7:
            return Element("byline", made, byline.sure, bracketed=byline.closing or made.bare[0] in "([【")
        if label >= 0.6 and last != "section" and not (self._indents and made.indent and label < 1):
            return Element("section", made, label)
        if self._labels(index, made, before, last):
            return Element("section", made, 0.7)
        if self._may_be_title(index, made, last) and not self._around.lead(index, made):
            return self._title(index, made, before, last, byline)
        return self._body(index, made, before, last)

    def _notice(self, index: int, made: Block, label: float) -> Element | None:
        """The headline of what has no other, as it says what it is: 更正, 启事."""
        over_rows = self._around.over_rows(index) and len(made.bare) <= _LABEL
        if not (label or over_rows) or not words.heads_itself(made.text) or self._around.title_follows(index):
            return None
        score = weights("title")["heads_itself"] + weights("title")["over_table"] * over_rows
        return Element("title", made, score=score, notice=True)

    def _may_be_title(self, index: int, made: Block, last: str) -> bool:
        return (
            titles.candidate(made)
            or (last == "title" and len(made.bare) == 1)
            or (last == "section" and _PLACE.fullmatch(made.bare) is not None)
            or id(made) in self._halves
            or self._upper_half(index, made, last)
        )

    def _title(
        self, index: int, made: Block, before: Block | None, last: str, byline: bylines.Byline | None
    ) -> Element:
        """A line that may be a title, or half of one, as that, as a piece of a paragraph, or as a bare name."""
        if id(made) in self._halves or self._broken_title(index, made, before, last):
            return Element("title", made, score=titles.alone(made, indents=self._indents), piece=_HALF)
        piece = self._piece(index, made, before, last)
        if piece > weights("piece")["sure"]:
            return self._body(index, made, before, last)
        final = index + 1 >= len(self._blocks)
        if byline and byline.sure >= 0.3 and (last in ("title", "section") or final):
            return Element("byline", made, byline.sure)
        if last == "title" and pen_name(made.text) and self._around.text_follows(index):
            return Element("byline", made, 0.5)
        if byline and byline.sure >= 0.5 and not (before and before.open) and only_a_name(made.text):
            return Element("byline", made, byline.sure)
        score = titles.alone(made, indents=self._indents) - weights("title")["piece_like"] * max(0.0, piece + 1)
        if len(made.bare) <= SHORT and self._around.over_rows(index):
            score += weights("title")["over_table"]
        elif len(made.bare) <= SHORT and self._around.over_verse(index):
            score += weights("title")["over_verse"]
        return Element("title", made, score=score, piece=piece)

    def _headline_goes_on(self, index: int, made: Block) -> bool:
        """Whether a short line under a title line, which could be a bare name, is the end of a broken headline.

        A byline with its role stands behind it, or a subtitle, or the words run on from the line above.
        """
        if len(made.lines) > 1 or len(made.lines[0].text.split()) > 1 or len(made.bare) > _STUB:
            return False
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following is not None and not following.role:
            read = bylines.byline(following.text)
            if (read and read.sure > BARE and not read.closing) or following.bare[:1] in "—-":
                return True
        runs = self._joints.runs_on(self._blocks[index - 1].bare, made.bare)
        return runs > weights("title")["name_runs_on"]

    def _broken_title(self, index: int, made: Block, before: Block | None, last: str) -> bool:
        """Whether a line and the next are one headline broken in two: they run on, and what stands behind them is a
        byline, a lead, or a text that does not go on where they end; among other titles another one will do."""
        if (before is not None and before.open) or len(made.bare) > SHORT or index + 2 >= len(self._blocks):
            return False
        lower, behind = self._blocks[index + 1], self._blocks[index + 2]
        whole = made.bare + lower.bare
        if lower.role or behind.role or len(lower.bare) > SHORT or ends(lower.bare) or not titles.possible(whole):
            return False
        if made.indent != lower.indent or bylines.byline(lower.text) or self._around.lead(index + 1, lower):
            return False
        if self._joints.runs_on(made.bare, lower.bare) < weights("title")["halves"]:
            return False
        read = bylines.byline(behind.text)
        signed = (read is not None and read.sure > BARE) or self._around.lead(index + 2, behind) is not None
        text = len(behind.bare) > 2 * SHORT and self._joints.runs_on(lower.bare, behind.bare) < 0
        among = last in ("", "title") and titles.candidate(behind)
        titled = among and self._joints.runs_on(lower.bare, behind.bare) < weights("title")["halves"]
        if signed or text or titled:
            self._halves.add(id(lower))
        return signed or text or titled

    def _upper_half(self, index: int, made: Block, last: str) -> bool:
        """Whether a short line that ends with a colon or a comma is the upper half of the headline below it."""
        if made.bare[-1] not in ":,、—" or not _STUB <= len(made.bare) <= SHORT:
            return False
        if last == "body" and not self._around.signed(index + 2):  # else it may open what somebody says
            return False
        return titles.possible(made.bare[:-1]) and self._around.title_follows(index)

    def _dressed(self, index: int, made: Block, last: str) -> bool:
        """Whether a short line with a sign before it is a label and no name: a title stands below, none above."""
        low, high = words.undecorated(made.text)
        label = "".join(made.text[low:high].split())
        if (
            not low
            or made.text[0] in _BRACKETS
            or last == "title"
            or not 2 <= len(label) <= _LABEL
            or not _HAN.fullmatch(label)
        ):
            return False
        written = bylines.byline(label)
        if only_a_name(label) or (written and written.sure > BARE) or (made.bare[0] in "□■" and len(label) < _STUB):
            return False
        if not self._around.title_follows(index) or words.section(self._blocks[index + 1].text):
            return False
        following = self._blocks[index + 1]
        # In a column of briefs the same sign stands before each.
        return following.bare[0] != made.bare[0] and not words.bullet(following.text)

    def _labels(self, index: int, made: Block, before: Block | None, last: str) -> bool:
        """Whether a short line is a label over a headline, not a headline, a kicker or a cross-head itself."""
        if index + 1 >= len(self._blocks) or last in ("title", "section") or (before is not None and before.open):
            return False
        following = self._blocks[index + 1]
        if id(following) in self._around.rows:
            return False  # the title of a table
        if words.bullet(made.text) or not titles.candidate(made) or not 2 <= len(made.bare) <= 8:
            return False
        if not titles.candidate(following) or bylines.byline(following.text) or only_a_name(made.text):
            return False
        if words.bullet(following.text):  # 城事短波 over ● …
            return True
        if words.may_label(made.text) and len(following.bare) > len(made.bare):
            return words.section(following.text) == 0.0
        # A cross-head has text below it, a poem's title a name. Behind a note at an article's end it may be longer.
        longest = _BARE_LABEL if last == "note" and self._labelled else _STUB - 1
        if len(made.bare) > longest or len(following.bare) > 30 or words.section(following.text):
            return False
        return len(following.bare) >= 7 or self._around.signed(index + 2)

    def _body(self, index: int, made: Block, before: Block | None, last: str) -> Element:
        near = last in ("body", "")
        lead = self._around.lead(index, made)
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
        closing = made.bare[-1] == ")" and leads.closes(made.text)
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
        score = fragments.by_words(made)
        following, body, signed, jump = self._around.behind(index)
        if jump and last == "body":
            return 9.0  # neither a headline nor a cross-head stands between the text and the jump behind it
        if jump:
            score += weight["before_jump"]
        if signed:
            score += weight["before_byline"]
        if last == "section":
            score += weight["after_section"]
        if id(made) in self._around.interrupted:
            score += weight["interrupted"] + weight["filled"] * made.full
        onward = 0.0
        if following is not None and body is not None:
            onward = self._joints.runs_on(bare, following.bare)
            if body is not following:
                onward = max(onward, self._joints.runs_on(bare, body.bare) + weight["over_titles"])
            if leads.lead(body.text):
                onward = min(onward, -2.0)
            score += weight["quotation"] * fragments.quotes_on(bare, body.bare)
            if id(made) in self._around.interrupted and affinity(bare, following.bare) > _BROKEN:
                score += weight["broken_word"]
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
        elif before is not None and before.full and self._indents and last == "body":
            score += weight["after_filled"]
        elif before is not None:
            score += weight["after_closed"] + weight["after_signature"] * (last in ("byline", "note"))
        return score + onward
