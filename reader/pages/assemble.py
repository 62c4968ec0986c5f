"""Articles out of parts: the fields, clean paragraphs and flags that the parts of a raw page add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from reader.model import ARTICLE_ROLES, Article, Flag, Furniture, Page, Part
from reader.pages import prose


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
    articles = tuple(
        _article(text, of_article[index], source=source, date=date, doubtful=index in doubtful)
        for index in sorted(of_article)
        if any(part.role in ARTICLE_ROLES for part in of_article[index])
    )
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


def _article(text: str, parts: Sequence[Part], *, source: str, date: str | None, doubtful: bool) -> Article:
    fields: dict[str, list[str]] = defaultdict(list)
    paragraphs: dict[int, list[str]] = defaultdict(list)
    for part in parts:
        printed = text[part.start : part.end]
        if part.role == "body":
            paragraphs[part.paragraph or 0].extend(printed.split("\n"))
        else:
            fields[part.role].extend(line for line in printed.split("\n") if line.strip())
    body = tuple(p for number in sorted(paragraphs) if (p := prose.running(paragraphs[number])))
    headline = prose.titled(fields["headline"])
    flags: list[Flag] = []
    if not headline:
        flags.append("untitled")
    if doubtful:
        flags.append("doubtful")
    return Article(
        headline=headline,
        paragraphs=body,
        kicker=prose.titled(fields["kicker"]) or None,
        subtitle=prose.titled(fields["subtitle"]) or None,
        section=prose.titled(fields["section"]) or None,
        byline_text=prose.titled(fields["byline"]) or None,
        dateline=prose.titled(fields["dateline"]) or None,
        date=prose.titled(fields["date"]) or date,
        flags=tuple(flags),
        source=source,
    )
