"""What each block of a page is: section label, byline, title line, paragraph or piece of one."""

from __future__ import annotations

from collections.abc import Sequence

from reader.pages import bylines, fragments, leads, letters, rows, titles
from reader.pages import lines as words
from reader.pages.affinity import affinity
from reader.pages.blocks import Block, ends
from reader.pages.breaks import Joints
from reader.pages.briefs import find_briefs
from reader.pages.elements import Element
from reader.pages.headers import dated
from reader.pages.lexicon import any_of, table, weights
from reader.pages.names import only_a_name, pen_name
from reader.patterns import Pattern

_FRAGMENT_START = Pattern("^[,。、;:!?)”’》】%．.·]")
_NEARBY = 5


_BROKEN = 1.0
"""With more affinity than this a word is broken between two lines."""


def uses_indents(blocks: Sequence[Block]) -> bool:
    """Whether the page marks the starts of its paragraphs by indents."""
    long = [made for made in blocks if made.role in ("", "body") and len(made.bare) >= 50]
    return len(long) >= 2 and sum(made.indent for made in long) >= 0.5 * len(long)


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


_RULE = Pattern(r"[^\w“”]{2,}|[○〇oO]{3,}")
_HALF = -4.0
"""How little one half of a broken headline is a piece of a paragraph, as log odds."""
_BARE = 0.5
"""So sure at most is a byline that is no more than a name."""
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
_UPPER = 20
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
        self._indents = uses_indents(blocks)
        self._signatures = _signatures(blocks)
        self._blocks = [made for made in blocks if made.role in ("", "jump")]
        self._rows = rows.table_rows(self._blocks)
        # Whether other labels stand without decoration.
        self._labelled = any(len(made.bare) <= _LABEL and words.section(made.bare) == 1.0 for made in self._blocks)
        self._halves: set[int] = set()  # lower halves of broken headlines
        self._set = self._rows | rows.verses(self._blocks, self._rows)
        # Whether furniture stands between a block and the next one that is not set aside.
        self._interrupted: set[int] = set()
        self._ruled: set[int] = set()  # blocks that a rule stands before
        last: Block | None = None
        ruled = False
        for made in blocks:
            if made.role in ("", "jump"):
                if ruled:
                    self._ruled.add(id(made))
                ruled = False
                last = made
                continue
            ruled = ruled or (made.role == "other" and _RULE.fullmatch(made.bare) is not None)
            if last is not None and made.role != "duplicate":
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
            element.ruled = id(made) in self._ruled
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
        if id(made) in self._set:
            made.open = False
            return Element("body", made, line=True)
        if id(made) in self._signatures:
            return Element("note" if dated(made.text) else "byline", made, bracketed=True)
        label = words.section(made.text) if len(made.text) <= 20 else 0.0
        if label and made.bare[-1] == ":" and not self._title_follows(index):
            label = 0.0  # it introduces what stands below
        boxed = index + 1 < len(self._blocks) and id(self._blocks[index + 1]) in self._rows and len(made.bare) <= _LABEL
        if (label or boxed) and words.heads_itself(made.text) and not self._title_follows(index):
            score = weights("title")["heads_itself"] + weights("title")["over_table"] * boxed
            return Element("title", made, score=score, notice=True)
        if label == 1.0:
            return Element("section", made, label)
        if self._dressed(index, made, last):
            return Element("section", made, 0.9)
        byline = _byline(made) if len(made.text) <= _NOTE else None
        if byline and byline.sure <= _BARE and last != "title" and self._signed(index + 1) and made.bare[0] != "(":
            byline = None  # the poem's name, not the poet's
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
            titles.candidate(made)
            or (last == "title" and len(made.bare) == 1)
            or (last == "section" and _PLACE.fullmatch(made.bare))
            or id(made) in self._halves
            or self._upper_half(index, made, last)
        ) and not self._lead(index, made):
            if id(made) in self._halves or self._broken_title(index, made, before, last):
                return Element("title", made, score=titles.alone(made, indents=self._indents), piece=_HALF)
            piece = self._piece(index, made, before, last)
            if piece > weights("piece")["sure"]:
                return self._body(index, made, before, last)
            final = index + 1 >= len(self._blocks)
            if byline and byline.sure >= 0.3 and (last in ("title", "section") or final):
                return Element("byline", made, byline.sure)
            if last == "title" and pen_name(made.text) and self._text_follows(index):
                return Element("byline", made, 0.5)
            if byline and byline.sure >= 0.5 and not (before and before.open) and only_a_name(made.text):
                return Element("byline", made, byline.sure)
            score = titles.alone(made, indents=self._indents) - weights("title")["piece_like"] * max(0.0, piece + 1)
            below = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
            if below is not None and id(below) in self._rows and len(made.bare) <= _UPPER:
                score += weights("title")["over_table"]
            elif len(made.bare) <= _UPPER and self._over_verse(index):
                score += weights("title")["over_verse"]
            return Element("title", made, score=score, piece=piece)
        return self._body(index, made, before, last)

    def _title_follows(self, index: int) -> bool:
        """Whether what stands next may be a headline, and is no byline."""
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following is None or following.role or id(following) in self._rows or self._lead(index + 1, following):
            return False
        half = following.bare[-1] in ":,、—" and len(following.bare) <= _UPPER
        if not titles.candidate(following) and not (half and titles.possible(following.bare[:-1])):
            return False
        read = bylines.byline(following.text)
        return read is None or (read.sure <= _BARE and not only_a_name(following.text))

    def _headline_goes_on(self, index: int, made: Block) -> bool:
        """Whether a short line under a title line, which could be a bare name, is the end of a broken headline.

        A byline with its role stands behind it, or a subtitle, or the words run on from the line above.
        """
        if len(made.lines) > 1 or len(made.lines[0].text.split()) > 1 or len(made.bare) > _STUB:
            return False
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following is not None and not following.role:
            read = bylines.byline(following.text)
            if (read and read.sure > _BARE and not read.closing) or following.bare[:1] in "—-":
                return True
        runs = self._joints.runs_on(self._blocks[index - 1].bare, made.bare)
        return runs > weights("title")["name_runs_on"]

    def _broken_title(self, index: int, made: Block, before: Block | None, last: str) -> bool:
        """Whether a line and the next are one headline broken in two: they run on, and what stands behind them is a
        byline, a lead, or a text that does not go on where they end; among other titles another one will do."""
        if (before is not None and before.open) or len(made.bare) > _UPPER or index + 2 >= len(self._blocks):
            return False
        lower, behind = self._blocks[index + 1], self._blocks[index + 2]
        whole = made.bare + lower.bare
        if lower.role or behind.role or len(lower.bare) > _UPPER or ends(lower.bare) or not titles.possible(whole):
            return False
        if made.indent != lower.indent or bylines.byline(lower.text) or self._lead(index + 1, lower):
            return False
        if self._joints.runs_on(made.bare, lower.bare) < weights("title")["halves"]:
            return False
        read = bylines.byline(behind.text)
        signed = (read is not None and read.sure > _BARE) or self._lead(index + 2, behind) is not None
        text = len(behind.bare) > 2 * _UPPER and self._joints.runs_on(lower.bare, behind.bare) < 0
        among = last in ("", "title") and titles.candidate(behind)
        titled = among and self._joints.runs_on(lower.bare, behind.bare) < weights("title")["halves"]
        if signed or text or titled:
            self._halves.add(id(lower))
        return signed or text or titled

    def _upper_half(self, index: int, made: Block, last: str) -> bool:
        """Whether a short line that ends with a colon or a comma is the upper half of the headline below it."""
        if made.bare[-1] not in ":,、—" or not _STUB <= len(made.bare) <= _UPPER:
            return False
        if last == "body" and not self._signed(index + 2):  # else it may open what somebody says
            return False
        return titles.possible(made.bare[:-1]) and self._title_follows(index)

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
        if only_a_name(label) or (written and written.sure > _BARE) or (made.bare[0] in "□■" and len(label) < _STUB):
            return False
        if not self._title_follows(index) or words.section(self._blocks[index + 1].text):
            return False
        following = self._blocks[index + 1]
        # In a column of briefs the same sign stands before each.
        return following.bare[0] != made.bare[0] and not words.bullet(following.text)

    def _over_verse(self, index: int) -> bool:
        """Whether verse stands next, or behind a line that may be the poet's name."""
        below = [id(made) in self._set for made in self._blocks[index + 1 : index + 3]]
        named = len(below) > 1 and below[1] and len(self._blocks[index + 1].bare) <= _LABEL
        return bool(below) and (below[0] or named)

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
        if id(following) in self._rows:
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
        return len(following.bare) >= 7 or self._signed(index + 2)

    def _signed(self, index: int) -> bool:
        """Whether a byline stands at ``index``."""
        read = bylines.byline(self._blocks[index].text) if index < len(self._blocks) else None
        return read is not None and (read.sure >= 0.7 or only_a_name(self._blocks[index].text))

    def _lead(self, index: int, made: Block) -> leads.Lead | None:
        """The lead that the block opens with, though a break may have cut it short (本报日照1 | 月21日电)."""
        text = made.text
        if made.open and len(text) < 40 and index + 1 < len(self._blocks):
            following = self._blocks[index + 1]
            text += following.text if following.role == "" and not (self._indents and following.indent) else ""
        return leads.lead(text)

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
            score += weight["interrupted"] + weight["filled"] * made.full
        onward = 0.0
        if following is not None and body is not None:
            onward = self._joints.runs_on(bare, following.bare)
            if body is not following:
                onward = max(onward, self._joints.runs_on(bare, body.bare) + weight["over_titles"])
            if leads.lead(body.text):
                onward = min(onward, -2.0)
            score += weight["quotation"] * fragments.quotes_on(bare, body.bare)
            if id(made) in self._interrupted and affinity(bare, following.bare) > _BROKEN:
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
            if not titles.candidate(made) or leads.lead(made.text):
                return following, made, signed, jump
        return following, None, signed, jump
