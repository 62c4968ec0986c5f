"""An article beside the raw page it came from: which character of the one is which of the other."""

from __future__ import annotations

from bisect import bisect_left

from reader.model import ARTICLE_ROLES, Article, Page

_NEAR = 8
"""So many characters of the page in a row may have been left out of the text (hyphens, characters without width)."""


def order(page: Page) -> list[int]:
    """The number in ``Part.article`` of each of ``page.articles``."""
    return sorted({part.article for part in page.parts if part.article is not None and part.role in ARTICLE_ROLES})


class Alongside:
    """The characters of one article's text, each with the place on the page where it was printed.

    Places on the page are code points over ``page.text``, those of the article over ``Article.text``.
    """

    def __init__(self, page: Page, number: int, article: Article) -> None:
        """``number`` is that of the article in ``Part.article``."""
        bodies = [part for part in page.parts if part.article == number and part.role == "body"]
        bodies.sort(key=lambda part: (part.paragraph or 0, part.start))
        printed = [at for part in bodies for at in range(part.start, part.end) if not page.text[at].isspace()]
        pairs: list[tuple[int, int]] = []
        place = 0
        for offset, character in enumerate(article.text):
            if character.isspace():
                continue
            for at in range(place, min(place + _NEAR, len(printed))):
                if page.text[printed[at]] == character:
                    pairs.append((offset, printed[at]))
                    place = at + 1
                    break
        self._offsets = [offset for offset, _at in pairs]
        self._printed = [at for _offset, at in pairs]
        by_page = sorted((at, offset) for offset, at in pairs)
        self._places = [at for at, _offset in by_page]
        self._of_places = [offset for _at, offset in by_page]

    def in_article(self, start: int, end: int) -> tuple[int, int] | None:
        """The half-open range of the article that holds what is printed from ``start`` to ``end``; None if nothing."""
        found = self._of_places[bisect_left(self._places, start) : bisect_left(self._places, end)]
        return (min(found), max(found) + 1) if found else None

    def on_page(self, offset: int) -> int | None:
        """The place on the page of the article's character at ``offset``, or of the next one that is printed."""
        index = bisect_left(self._offsets, offset)
        return self._printed[index] if index < len(self._printed) else None
