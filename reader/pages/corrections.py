"""What a reader changes on a page that was split wrongly: pure functions from a page to the page put right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import get_args

from reader.errors import ReaderError
from reader.language import _
from reader.model import ARTICLE_ROLES, Page, Part, Role
from reader.pages.assemble import CONTINUES, page_from_parts
from reader.pages.blocks import ends
from reader.pages.lexicon import fold

BY_READER = "set aside by the reader"


class CorrectionError(ReaderError):
    """A correction that does not fit the page: no such article, or a place outside it."""


def join(page: Page, first: int, second: int) -> Page:
    """Articles ``first`` and ``second`` (places in ``page.articles``' order of parts) as one, under the first's title.

    The paragraphs of ``second`` follow those of ``first``; its title lines become paragraphs where they stand, its
    section label is kept if ``first`` has none. A sentence that ``first`` leaves open goes on in ``second``.
    Raises CorrectionError if there are no two such articles.
    """
    indices = _indices(page)
    if first == second or first not in indices or second not in indices:
        raise CorrectionError(
            _("There are no two articles {first} and {second} on this page.").format(first=first + 1, second=second + 1)
        )
    paragraphs = [part.paragraph or 0 for part in page.parts if part.article == first and part.role == "body"]
    base = max(paragraphs, default=0)
    runs_on = _open(page, first)
    labelled = any(part.article == first and part.role == "section" for part in page.parts)
    moved: list[Part] = []
    number = base
    last: int | None = None
    for part in _in_order(page, second):
        if part.role in ("headline", "kicker", "subtitle"):
            number += 1
            last = None
            moved.append(replace(part, article=first, role="body", paragraph=number))
        elif part.role == "body":
            if part.paragraph != last or part.why == CONTINUES:
                number += not (runs_on and number == base)
                runs_on = False
                last = part.paragraph
            moved.append(replace(part, article=first, paragraph=number))
        elif part.role == "section" and labelled:
            moved.append(replace(part, article=first, role="other", why=BY_READER))
        else:
            moved.append(replace(part, article=first))
    kept = [part for part in page.parts if part.article != second]
    return _made(page, kept + moved, changed={first})


def split(page: Page, offset: int) -> Page:
    """The article that has the character at ``offset`` (code points over ``page.text``) as two: it begins the second.

    A part or paragraph that holds the offset is cut there. Raises CorrectionError if no article has it.
    """
    at = next((part for part in page.parts if part.start <= offset < part.end), None)
    if at is None or at.article is None:
        raise CorrectionError(_("No article stands at character {offset} of this page.").format(offset=offset))
    article = at.article
    parts: list[Part] = []
    for part in _cut(page.parts, offset):
        index = part.article
        if index is not None and (index > article or (index == article and part.start >= offset)):
            part = replace(part, article=index + 1)
        parts.append(part)
    return _made(page, parts, changed={article, article + 1}, shift=article)


def headline(page: Page, start: int, end: int, article: int) -> Page:
    """The raw range ``start`` to ``end`` as the headline of ``article``; what was its headline becomes a paragraph."""
    _check(page, start, end, article)
    parts = [
        replace(part, role="body", paragraph=_free(page, article))
        if part.article == article and part.role == "headline"
        else part
        for part in page.parts
    ]
    return _made(page, _given(parts, start, end, "headline", article, None), changed={article})


def body(page: Page, start: int, end: int, article: int) -> Page:
    """The raw range as a paragraph of ``article``, at its place in reading order. Takes back what was set aside."""
    _check(page, start, end, article)
    before = [p.paragraph or 0 for p in page.parts if p.article == article and p.role == "body" and p.start < start]
    number = max(before, default=0)
    # Room for it: the paragraphs behind it move on by one.
    parts = [
        replace(part, paragraph=(part.paragraph or 0) + 2)
        if part.article == article and part.role == "body" and part.start >= end and (part.paragraph or 0) > number
        else part
        for part in _cut(_cut(page.parts, start), end)
    ]
    split_behind = any(
        p.article == article and p.role == "body" and p.start >= end and p.paragraph == number for p in parts
    )
    if split_behind:
        parts = [
            replace(part, paragraph=number + 2)
            if part.article == article and part.role == "body" and part.start >= end and part.paragraph == number
            else part
            for part in parts
        ]
    return _made(page, _given(parts, start, end, "body", article, number + 1), changed={article})


def set_aside(page: Page, start: int, end: int, kind: Role = "other") -> Page:
    """The raw range as furniture of ``kind`` (header, caption, advert, duplicate …), shown but in no article's text.

    Raises CorrectionError if ``kind`` is a role of articles or the range is empty or outside the page.
    """
    if kind not in get_args(Role) or kind in ARTICLE_ROLES:
        raise CorrectionError(_("A piece that is set aside cannot be a {kind}.").format(kind=kind))
    _check(page, start, end, None)
    touched = {part.article for part in page.parts if part.start < end and part.end > start}
    parts = [
        replace(part, role=kind, paragraph=None, why=BY_READER) if start <= part.start and part.end <= end else part
        for part in _cut(_cut(page.parts, start), end)
    ]
    return _made(page, parts, changed={index for index in touched if index is not None})


def _given(
    parts: Collection[Part], start: int, end: int, role: Role, article: int, paragraph: int | None
) -> list[Part]:
    return [
        replace(part, role=role, article=article, paragraph=paragraph, why="")
        if start <= part.start and part.end <= end
        else part
        for part in _cut(_cut(parts, start), end)
    ]


def _cut(parts: Collection[Part], offset: int) -> list[Part]:
    """The parts with the one that holds ``offset`` inside cut in two there."""
    result: list[Part] = []
    for part in parts:
        if part.start < offset < part.end:
            result += [replace(part, end=offset), replace(part, start=offset)]
        else:
            result.append(part)
    return result


def _in_order(page: Page, article: int) -> list[Part]:
    return [part for part in page.parts if part.article == article]


def _indices(page: Page) -> set[int]:
    return {part.article for part in page.parts if part.article is not None}


def _free(page: Page, article: int) -> int:
    """A paragraph number before all others of the article's."""
    return (
        min((part.paragraph or 0 for part in page.parts if part.article == article and part.role == "body"), default=1)
        - 1
    )


def _open(page: Page, article: int) -> bool:
    """Whether the article's last paragraph breaks off."""
    bodies = [part for part in page.parts if part.article == article and part.role == "body"]
    if not bodies:
        return False
    last = max(bodies, key=lambda part: (part.paragraph or 0, part.start))
    return not ends(fold(page.text[last.start : last.end].rstrip()))


def _check(page: Page, start: int, end: int, article: int | None) -> None:
    if not 0 <= start < end <= len(page.text):
        raise CorrectionError(
            _("There is nothing between characters {start} and {end} of this page.").format(start=start, end=end)
        )
    if article is not None and article not in _indices(page):
        raise CorrectionError(_("There is no article {number} on this page.").format(number=article + 1))


def _made(page: Page, parts: Collection[Part], *, changed: set[int], shift: int | None = None) -> Page:
    """The page of ``parts``, its articles numbered without gap; doubts about articles that were not changed remain."""
    numbers = sorted({part.article for part in parts if part.article is not None})
    order = {old: new for new, old in enumerate(numbers)}
    numbered = [
        replace(part, article=None if part.article is None else order[part.article])
        for part in sorted(parts, key=lambda part: part.start)
    ]
    doubtful: set[int] = set()
    shown = [index for index in sorted(_indices(page)) if _has_article(page, index)]
    for index, article in zip(shown, page.articles, strict=False):
        now = index + 1 if shift is not None and index > shift else index
        if "doubtful" in article.flags and index not in changed and now in order:
            doubtful.add(order[now])
    source = page.articles[0].source if page.articles else ""
    date = page.articles[0].date if page.articles else None
    return page_from_parts(page.text, numbered, source=source, date=date, doubtful=doubtful)


def _has_article(page: Page, index: int) -> bool:
    return any(part.article == index and part.role in ARTICLE_ROLES for part in page.parts)
