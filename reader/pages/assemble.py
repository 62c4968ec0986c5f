"""Articles out of parts: the fields, clean paragraphs and flags that the parts of a raw page add up to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from reader.model import ARTICLE_ROLES, Article, Flag, Furniture, Page, Part
from reader.pages import bylines, leads, lines, prose
from reader.pages.blocks import ends
from reader.pages.headers import dated
from reader.pages.lexicon import fold, table
from reader.pages.names import names_in
from reader.patterns import Pattern

CONTINUES = "continues the paragraph before"
"""Why a body part has a number of its own though its paragraph began under the number before: the raw page has the
two in the other order, as where columns were interleaved."""


def page_from_parts(
    text: str, parts: Sequence[Part], *, source: str = "", date: str | None = None, doubtful: Collection[int] = ()
) -> Page:
    """The page whose raw ``text`` consists of ``parts``.

    ``parts`` are half-open ranges of code points over ``text``, in order of start, without gap or overlap; an article
    is every part with its index. Raises ValueError if they do not cover the text. ``date`` (ISO 8601) is the page's,
    for articles that give none of their own; ``doubtful`` are the indices of articles to be flagged as such.
    """
    place = 0
    for part in parts:
        if part.start != place or part.end < part.start:
            raise ValueError(f"the parts of a page must follow one another: {part} after {place}")
        place = part.end
    if place != len(text):
        raise ValueError(f"the parts of a page must cover it: they end at {place} of {len(text)}")
    of_article: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        if part.article is not None:
            of_article[part.article].append(part)
    if date is None:
        headers = (text[part.start : part.end] for part in parts if part.role == "header")
        date = next((found for header in headers if (found := iso_date(header))), None)
    final = max((part.article for part in parts if part.role == "body" and part.article is not None), default=-1)
    articles = tuple(
        _article(text, of_article[index], source=source, date=date, doubtful=index in doubtful, last=index == final)
        for index in sorted(of_article)
        if any(part.role in ARTICLE_ROLES for part in of_article[index])
    )
    articles = _labelled(articles)
    aside = [
        Furniture(text[part.start : part.end].strip(), part.role, part.article, part.why)
        for part in parts
        if part.role not in ARTICLE_ROLES and text[part.start : part.end].strip()
    ]
    return Page(
        text,
        articles,
        tuple(piece for piece in aside if piece.kind != "duplicate"),
        tuple(piece for piece in aside if piece.kind == "duplicate"),
        tuple(parts),
    )


def _article(text: str, parts: Sequence[Part], *, source: str, date: str | None, doubtful: bool, last: bool) -> Article:
    fields: dict[str, list[str]] = defaultdict(list)
    paragraphs: dict[int, list[str]] = defaultdict(list)
    turned: set[int] = set()
    for part in parts:
        printed = text[part.start : part.end]
        if part.role == "body":
            number = part.paragraph or 0
            if part.why == CONTINUES:
                turned.add(number)
            paragraphs[number].extend(printed.split("\n"))
        elif part.why == prose.HYPHEN and paragraphs[part.paragraph or 0]:
            paragraphs[part.paragraph or 0][-1] += printed.strip()
        else:
            fields[part.role].extend(prose.upright(line.strip() for line in printed.split("\n")))
    whole: list[list[str]] = []
    for number in sorted(paragraphs):
        if number in turned and whole:
            whole[-1].extend(paragraphs[number])
        else:
            whole.append(paragraphs[number])
    body = tuple(p for printed_lines in whole if (p := prose.running(printed_lines)))
    names, printed_line, dateline, lead_date = _signed(fields["byline"], body)
    headline = prose.headline(fields["headline"])
    return Article(
        headline=headline,
        paragraphs=body,
        kicker=prose.headline(fields["kicker"]) or None,
        subtitle=prose.headline(fields["subtitle"]).lstrip("—―–-－ ") or None,
        section=prose.titled(fields["section"]) or None,
        bylines=names,
        byline_text=printed_line or None,
        dateline=prose.titled(fields["dateline"]) or dateline,
        date=lead_date or iso_date(" ".join(fields["date"])) or date,
        flags=_flags(text, parts, body, headline, doubtful, last),
        source=source,
    )


def _labelled(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """The label of a column of short items (简讯) holds for the items behind it, until a longer or labelled one."""
    columns = set(table("lines")["section"]["columns"])
    result: list[Article] = []
    label: str | None = None
    for article in articles:
        short = len(article.paragraphs) <= _BRIEF_PARAGRAPHS and len(article.text) <= _BRIEF
        if article.section:
            label = article.section if short and fold(article.section) in columns else None
        elif label and short:
            article = replace(article, section=label)
        else:
            label = None
        result.append(article)
    return tuple(result)


_BRIEF = 260
"""A short item has no more characters than this, and no more paragraphs than two."""
_BRIEF_PARAGRAPHS = 2


def _signed(lines: list[str], body: Sequence[str]) -> tuple[tuple[str, ...], str, str | None, str | None]:
    """The names, the printed line, the dateline and its date, from the byline's lines, the lead and the end note."""
    names: list[str] = []
    printed: list[str] = []
    for line in lines:
        read = bylines.Byline((), 1.0) if dated(line) else bylines.byline(line)
        names.extend(read.names if read else names_in(fold(line)))
        printed.append(line)
    opening = leads.lead(body[0]) if body else None
    if opening:
        names.extend(opening.names)
        if not printed:
            printed.append(opening.printed)
    closing = leads.end_note(body[-1]) if body and not names else None
    if closing:
        names.extend(closing[0])
        printed.append(closing[1])
    dateline = opening.dateline if opening else None
    return tuple(dict.fromkeys(names)), prose.titled(printed), dateline, opening.date if opening else None


def _flags(
    text: str, parts: Sequence[Part], body: Sequence[str], headline: str, doubtful: bool, last: bool
) -> tuple[Flag, ...]:
    """What a reader must know of an article: ``last`` says whether the page ends with it."""
    flags: list[Flag] = []
    bodies = [part for part in parts if part.role == "body"]
    first, final = (bodies[0].start, bodies[-1].start) if bodies else (0, 0)
    jumps = [part for part in parts if part.role == "jump"]
    onward = any(lines.onward(text[jump.start : jump.end]) and jump.start > final for jump in jumps)
    copies = [part for part in parts if part.role == "duplicate" and part.start > final]
    breaks_off = bool(copies) and last and not ends(fold(text[copies[-1].start : copies[-1].end].rstrip()))
    if onward or breaks_off or (body and _breaks_off(body)):
        flags.append("truncated")
    if any(not lines.onward(text[jump.start : jump.end]) and jump.start <= first for jump in jumps):
        flags.append("continued-from")
    if onward:
        flags.append("continued-to")
    if not headline:
        flags.append("untitled")
    if doubtful:
        flags.append("doubtful")
    return tuple(flags)


def _breaks_off(body: Sequence[str]) -> bool:
    """Whether the last paragraph ends in the middle of a sentence; verse, lists and tables have no full stops."""
    final = fold(body[-1]).rstrip()
    if ends(final) or final[-1:] in ")》】" or (len(body) > 1 and len(final) <= 10 and not re.search("[,。、]", final)):
        return False
    return sum(not ends(fold(paragraph)) for paragraph in body) <= 0.5 * len(body) or len(final) > 24 or len(body) == 1


_DATE = Pattern(r"((?:19|20)\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})")


def iso_date(text: str) -> str | None:
    """The first date with a year in ``text`` as ISO 8601, or None."""
    match = _DATE.search(fold(text))
    if not match:
        return None
    year, month, day = (int(group) for group in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
