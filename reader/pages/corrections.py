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

TITLES = ("headline", "kicker", "subtitle")

HEADINGS: frozenset[str] = ARTICLE_ROLES - {"body"}
"""What stands over an article's text, or signs it."""


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
    base = max((p.paragraph or 0 for p in page.parts if p.article == first and p.role == "body"), default=0)
    labelled = any(part.article == first and part.role == "section" for part in page.parts)
    parts = [part for part in page.parts if part.article == second]
    places = _reading_order(parts)
    opening = min(places.values(), default=0.0)
    runs_on = _open(page, first) and opening == int(opening)
    numbers = {place: base + 1 + rank for rank, place in enumerate(sorted(set(places.values())))}

    def moved(part: Part) -> Part:
        if part in places:
            goes_on = part.role == "body" and (part.why == CONTINUES or (runs_on and places[part] == opening))
            why = CONTINUES if goes_on else ""
            return replace(part, article=first, role="body", paragraph=numbers[places[part]], why=why)
        if part.paragraph is not None:  # a hyphen within a paragraph
            return replace(part, article=first, paragraph=numbers.get(float(part.paragraph), base + 1))
        if part.role == "section" and labelled:
            return replace(part, article=first, role="other", why=BY_READER)
        return replace(part, article=first)

    return _made(page, [moved(p) if p.article == second else p for p in page.parts], changed={first})


def _reading_order(parts: Collection[Part]) -> dict[Part, float]:
    """The place among the paragraphs of each part of an article that is text or a title; a title stands before the
    paragraph that follows it on the page, with half a step between them."""
    places: dict[Part, float] = {}
    following: float | None = None
    for part in reversed(list(parts)):
        if part.role == "body":
            places[part] = following = float(part.paragraph or 0)
        elif part.role in TITLES:
            last = max((p.paragraph or 0 for p in parts if p.role == "body"), default=0)
            places[part] = (last + 1 if following is None else following) - 0.5
    return places


def split(page: Page, offset: int) -> Page:
    """The article that has the character at ``offset`` (code points over ``page.text``) as two: it begins the second.

    A part or paragraph that holds the offset is cut there. Text goes by its order in the article, also where columns
    were interleaved; what stands over an article goes by its place on the page. Raises CorrectionError if no article
    has the character.
    """
    at = _at(page, offset)
    if at.article is None:
        raise CorrectionError(_("No article stands at character {offset} of this page.").format(offset=offset))
    article = at.article
    first = at.paragraph if at.role == "body" else None

    def behind(part: Part) -> bool:
        if first is None or part.paragraph is None:
            return part.start >= offset
        return (part.paragraph, part.start) >= (first, offset)

    parts: list[Part] = []
    for part in _cut(page.parts, offset):
        index = part.article
        if index is not None and (index > article or (index == article and behind(part))):
            part = replace(part, article=index + 1)
        parts.append(part)
    return _made(page, parts, changed={article, article + 1}, shift=article)


def heading(page: Page, start: int, end: int, role: Role, article: int) -> Page:
    """The raw range ``start`` to ``end`` as ``role`` (headline, byline, section …) of ``article``.

    It may lie within a paragraph, which goes on behind it. There is one headline: what was it before becomes a
    paragraph; and one section: the label before is set aside. Raises CorrectionError if ``role`` is none of HEADINGS.
    """
    if role not in HEADINGS:
        raise CorrectionError(_("Nothing over an article is a {kind}.").format(kind=role))
    _check(page, start, end, article)
    free = _free(page, article)

    def changed(part: Part) -> Part:
        if start <= part.start and part.end <= end:
            return _named(part, role, article)
        if part.article != article or part.role != role:
            return part
        if role == "headline":
            return _named(part, "body", article, free)
        return _named(part, "other", article, why=BY_READER) if role == "section" else part

    return _made(
        page, [changed(part) for part in _cut_out(page, start, end)], changed=_touched(page, start, end, article)
    )


def body(page: Page, start: int, end: int, article: int) -> Page:
    """The raw range as text of ``article``, at its place in reading order. Takes back what was set aside.

    What stood within a paragraph goes back into it; anything else makes paragraphs of its own, as many as it was.
    """
    _check(page, start, end, article)
    parts = _cut_out(page, start, end)
    texts = [part for part in parts if part.article == article and part.role == "body"]
    before = [part for part in texts if part.start < start]
    after = [part for part in texts if part.start >= end]
    if before and after and before[-1].paragraph == after[0].paragraph:
        within = before[-1].paragraph
        made = [_named(p, "body", article, within) if start <= p.start and p.end <= end else p for p in parts]
        return _made(page, made, changed=_touched(page, start, end, article))
    number = max((part.paragraph or 0 for part in before), default=0)
    own: dict[tuple[int | None, int | None], int] = {}
    made = []
    for part in parts:
        if start <= part.start and part.end <= end:
            key = (part.article, part.paragraph) if part.role == "body" else (None, None)
            paragraph = own.setdefault(key, number + len(own) + 1)
            made.append(_named(part, "body", article, paragraph))
        else:
            made.append(part)
    # Room for them: what follows moves on, also the rest of a paragraph that was cut in two.
    room = len(own) + 1
    made = [
        replace(part, paragraph=part.paragraph + room)
        if part.article == article and part.paragraph is not None
        and (part.paragraph > number or part.start >= end) and not (start <= part.start and part.end <= end)
        else part
        for part in made
    ]  # fmt: skip
    return _made(page, made, changed=_touched(page, start, end, article))


def begins_paragraph(page: Page, offset: int) -> bool:
    """Whether a paragraph begins with the character at ``offset`` (blanks before it aside)."""
    at = _at(page, offset)
    if at.role != "body" or page.text[at.start : offset].strip():
        return False
    same = (p for p in page.parts if (p.article, p.role, p.paragraph) == (at.article, "body", at.paragraph))
    first = not any(page.text[p.start : p.end].strip() for p in same if p.start < at.start)
    return first and at.why != CONTINUES


def new_paragraph(page: Page, offset: int) -> Page:
    """A new paragraph begins with the character at ``offset``. Raises CorrectionError if it is not in a text."""
    at = _text_at(page, offset)
    number = at.paragraph or 0

    def moved(part: Part) -> Part:
        if part.article != at.article or part.paragraph is None or (part.paragraph, part.start) < (number, offset):
            return part
        why = "" if part.paragraph == number and part.why == CONTINUES else part.why
        return replace(part, paragraph=part.paragraph + 1, why=why)

    assert at.article is not None
    return _made(page, [moved(part) for part in _cut(page.parts, offset)], changed={at.article})


def run_on(page: Page, offset: int) -> Page:
    """The paragraph of the character at ``offset`` goes on from the one before it.

    Raises CorrectionError if the character is not in a text, or in an article's first paragraph.
    """
    at = _text_at(page, offset)
    own = [part for part in page.parts if part.article == at.article and part.role == "body"]
    before = [part for part in own if (part.paragraph or 0) < (at.paragraph or 0)]
    if not before:
        raise CorrectionError(_("There is no paragraph before this one."))
    number = max(part.paragraph or 0 for part in before)
    same = [part for part in own if part.paragraph == at.paragraph]
    # Where the page has the two in the other order they keep two numbers.
    turned = any(part.paragraph == number and part.start > same[0].start for part in before)
    paragraph, why = (at.paragraph, CONTINUES) if turned else (number, "")
    parts = [replace(p, paragraph=paragraph, why=why, sure=1.0) if p in same else p for p in page.parts]
    assert at.article is not None
    return _made(page, parts, changed={at.article})


def confirm(page: Page, offset: int) -> Page:
    """The part at ``offset`` is what it was taken for, and its article begins and ends where it should."""
    at = _at(page, offset)
    parts = [replace(part, sure=1.0) if part is at else part for part in page.parts]
    return _made(page, parts, changed=set() if at.article is None else {at.article})


def set_aside(page: Page, start: int, end: int, kind: Role = "other") -> Page:
    """The raw range as furniture of ``kind`` (header, caption, advert, duplicate …), shown but in no article's text.

    It may lie within a paragraph, which goes on behind it. Raises CorrectionError if ``kind`` is a role of articles or
    the range is empty or outside the page.
    """
    if kind not in get_args(Role) or kind in ARTICLE_ROLES:
        raise CorrectionError(_("A piece that is set aside cannot be a {kind}.").format(kind=kind))
    _check(page, start, end, None)
    parts = [
        _named(part, kind, part.article, why=BY_READER) if start <= part.start and part.end <= end else part
        for part in _cut_out(page, start, end)
    ]
    return _made(page, parts, changed=_touched(page, start, end, None))


def _named(part: Part, role: Role, article: int | None, paragraph: int | None = None, why: str = "") -> Part:
    """The part as a reader says that it is: there is no doubt left."""
    return replace(part, role=role, article=article, paragraph=paragraph, why=why, sure=1.0)


def _touched(page: Page, start: int, end: int, article: int | None) -> set[int]:
    """The articles that have something of the range, and ``article``."""
    here = {part.article for part in page.parts if part.start < end and part.end > start}
    return {index for index in (*here, article) if index is not None}


def _cut_out(page: Page, start: int, end: int) -> list[Part]:
    """The parts, none of which reaches over either end of the range."""
    return _cut(_cut(page.parts, start), end)


def _at(page: Page, offset: int) -> Part:
    """The part that has the character at ``offset``."""
    for part in page.parts:
        if part.start <= offset < part.end:
            return part
    raise CorrectionError(_("No article stands at character {offset} of this page.").format(offset=offset))


def _text_at(page: Page, offset: int) -> Part:
    """The part of an article's text that has the character at ``offset``."""
    at = _at(page, offset)
    if at.role != "body" or at.article is None:
        raise CorrectionError(_("There is no text of an article here."))
    return at


def _cut(parts: Collection[Part], offset: int) -> list[Part]:
    """The parts with the one that holds ``offset`` inside cut in two there."""
    result: list[Part] = []
    for part in parts:
        if part.start < offset < part.end:
            result += [replace(part, end=offset), replace(part, start=offset)]
        else:
            result.append(part)
    return result


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
    numbered: list[Part] = []
    for part in sorted(parts, key=lambda part: part.start):
        part = replace(part, article=None if part.article is None else order[part.article])
        last = numbered[-1] if numbered else None
        if last is not None and part.role == "body" and _same(last, part):
            numbered[-1] = replace(last, end=part.end, sure=min(last.sure, part.sure))
        else:
            numbered.append(part)
    doubtful: set[int] = set()
    shown = [index for index in sorted(_indices(page)) if _has_article(page, index)]
    for index, article in zip(shown, page.articles, strict=False):
        now = index + 1 if shift is not None and index > shift else index
        if "doubtful" in article.flags and index not in changed and now in order:
            doubtful.add(order[now])
    source = page.articles[0].source if page.articles else ""
    made = page_from_parts(page.text, numbered, source=source, date=_date(page), doubtful=doubtful)
    if page.articles and not made.articles:
        raise CorrectionError(_("Something of the page must remain an article."))
    return made


def _date(page: Page) -> str | None:
    """The page's date: that of the articles that give none of their own."""
    alone = page_from_parts(page.text, page.parts).articles
    return next((a.date for a, own in zip(page.articles, alone, strict=False) if a.date and not own.date), None)


def _same(one: Part, other: Part) -> bool:
    """Whether two parts that touch are one, so that a cut that was taken back leaves no trace."""
    return (one.role, one.article, one.paragraph, one.why) == (other.role, other.article, other.paragraph, other.why)


def _has_article(page: Page, index: int) -> bool:
    return any(part.article == index and part.role in ARTICLE_ROLES for part in page.parts)
