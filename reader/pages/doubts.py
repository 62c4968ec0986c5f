"""Which parts of a page its reader should look at, as the analysis was not sure of them."""

from __future__ import annotations

from reader.model import ARTICLE_ROLES, Page, Part

UNSURE = 0.7
"""A part that is less sure than this is shown as doubtful. On pages with known answers one in six such parts is wrong,
of the others one in 250."""


def doubts(page: Page) -> list[Part]:
    """The printed parts a reader should look at: of uncertain role, or the first of an article of uncertain bounds."""
    shown = sorted({part.article for part in page.parts if part.article is not None and part.role in ARTICLE_ROLES})
    loose = {i for i, article in zip(shown, page.articles, strict=False) if "doubtful" in article.flags}
    found = []
    for part in page.parts:
        if page.text[part.start : part.end].strip():
            first = part.article in loose and part.role in ARTICLE_ROLES
            if part.sure < UNSURE or first:
                found.append(part)
            if first:
                loose.discard(part.article or 0)
    return found
