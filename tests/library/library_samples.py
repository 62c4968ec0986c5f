"""Small articles and pages for the tests of the library."""

from __future__ import annotations

from decimal import Decimal

from reader.model import Article, Entity, Figure, Marks, Page, Part, RawPage


def article(headline: str, *paragraphs: str, **more: object) -> Article:
    return Article(headline, paragraphs, **more)  # type: ignore[arg-type]


def page_with(*articles: Article, source: str = "a.txt", date: str | None = None) -> tuple[RawPage, Page]:
    """A raw page on which the articles stand one below the other, and what was made of it."""
    text, parts = "", []
    for number, each in enumerate(articles):
        for role, piece in (("headline", each.headline), ("body", each.text)):
            parts.append(Part(len(text), len(text) + len(piece) + 1, role, number))  # type: ignore[arg-type]
            text += piece + "\n"
    return RawPage(text, source, date=date), Page(text, articles, parts=tuple(parts))


def marked(
    text: str,
    people: tuple[str, ...] = (),
    money: tuple[tuple[str, int], ...] = (),
    measured: str | None = None,
    analyser: str = "v1",
) -> Marks:
    """Marks over ``text``: every mention of ``people``, and each sum of ``money`` (words, yuan)."""
    entities = []
    for person in people:
        start = text.find(person)
        while start >= 0:
            entities.append(Entity(start, start + len(person), person, "PER", person, person))
            start = text.find(person, start + 1)
    figures = []
    for words, value in money:
        start = text.index(words)
        end = start + len(words)
        figures.append(
            Figure(start, end, words, start, end, "money", value=Decimal(value), unit="CNY", measured=measured)
        )
    return Marks(tuple(figures), tuple(entities), analyser)
