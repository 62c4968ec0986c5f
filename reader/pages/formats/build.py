"""A raw page put together from pieces whose part in it the format knows."""

from __future__ import annotations

import re

from reader.model import ARTICLE_ROLES, Part, RawPage, Role
from reader.typography import clean

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)")
_BLANKS = re.compile(r"[ \t\xa0]+")


class Draft:
    """A page in the making: pieces are added in reading order, each with its role, and the ranges are kept."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._parts: list[Part] = []
        self._length = 0
        self._article = -1
        self._paragraph = 0

    @property
    def empty(self) -> bool:
        """Whether no piece has been added."""
        return not self._parts

    def article(self) -> None:
        """What is added from here on belongs to the next article."""
        self._article += 1
        self._paragraph = 0

    def add(self, role: Role, text: str | None, *, why: str = "") -> None:
        """Add a piece; nothing if it is blank. Every body piece is a paragraph of its own. ``why`` as in Part."""
        text = clean(text or "").strip()
        if not text:
            return
        if self._article < 0 and role in ARTICLE_ROLES:
            self.article()
        paragraph = None
        if role == "body":
            self._paragraph += 1
            paragraph = self._paragraph
        text += "\n\n"
        article = self._article if self._article >= 0 else None
        self._parts.append(Part(self._length, self._length + len(text), role, article, paragraph, why))
        self._texts.append(text)
        self._length += len(text)

    def page(
        self, source: str, *, date: str | None = None, paper: str | None = None, page_label: str | None = None
    ) -> RawPage:
        """The page so far."""
        return RawPage(
            "".join(self._texts),
            source,
            date=day(date),
            paper=one_line(paper) or None,
            page_label=one_line(page_label) or None,
            parts=tuple(self._parts),
        )


def day(text: str | None) -> str | None:
    """The first day named in ``text`` (2025-07-14T08:00:00+08:00, 2025年7月14日) as ISO 8601, or None."""
    for found in _DAY.finditer(text or ""):
        year, month, number = found.groups()
        if 1 <= int(month) <= 12 and 1 <= int(number) <= 31:
            return f"{year}-{int(month):02}-{int(number):02}"
    return None


def one_line(text: str | None) -> str:
    """``text`` cleaned, on one line, runs of blanks as one; ideographic blanks stay."""
    return _BLANKS.sub(" ", clean(text or "").replace("\n", " ")).strip()
