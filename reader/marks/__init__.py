"""Everything that is marked in an article: figures with their values, and names of people, places and bodies."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Article, Entity, Figure, Marks

ANALYSER = "4"
"""Version of the rules and lists. Raise it when marks would come out different, so that kept marks are made anew."""


def find_figures(text: str, *, date: str | None = None) -> list[Figure]:
    """The figures in ``text``, by start; ranges are code points, half-open, and do not overlap.

    ``date`` (ISO 8601) is the article's own, against which a date that the text leaves incomplete is resolved.
    """
    from reader.marks.figures import find_figures as find

    return find(text, date=date)


def find_entities(texts: Sequence[str]) -> list[list[Entity]]:
    """The names in each text, by start; ranges are code points over that text, half-open, and do not overlap.

    The texts go through the tagger together, which is much faster than one by one; what is found in one text does
    not depend on the others. Names that the user has listed (``settings.paths().names``) are always marked, those in
    ``settings.paths().not_names`` never.
    """
    from reader.marks.entities import find_entities as find

    return find(texts)


def mark(articles: Sequence[Article]) -> list[Marks]:
    """Figures (with what they measure) and names of each article; the bylines help to know people's names."""
    from reader.marks.entities import find_entities as find
    from reader.marks.entities import tag
    from reader.marks.figures import fill_measured

    texts = [article.text for article in articles]
    words = tag(texts)
    names = find(texts, people=[article.bylines for article in articles], words=words)
    return [
        Marks(
            figures=tuple(fill_measured(article.text, find_figures(article.text, date=article.date), tagged)),
            entities=tuple(entities),
            analyser=ANALYSER,
        )
        for article, entities, tagged in zip(articles, names, words, strict=True)
    ]


def mark_safely(articles: Sequence[Article]) -> list[Marks | None]:
    """The marks of each article; None for one on which a fault of the marking itself falls."""
    try:
        return list(mark(articles))
    except Exception:  # one article's fault must not cost the others their marks
        if len(articles) == 1:
            return [None]
        return [mark_safely([article])[0] for article in articles]
