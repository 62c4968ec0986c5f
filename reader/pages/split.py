"""From the text of a raw page to its articles: the steps in their order."""

from __future__ import annotations

from reader.model import Page, Part, RawPage
from reader.pages.assemble import page_from_parts


def split_page(text: str, *, source: str = "") -> Page:
    """The articles of a newspaper page given as raw text, with what was set aside.

    ``text`` may be any ``str``. Every character of it lies in exactly one of the page's parts. ``source`` is kept as
    given in the articles. Takes time linear in the length of ``text``.
    """
    return split(RawPage(text, source))


def split(raw: RawPage) -> Page:
    """The articles of ``raw``: by its own parts where its format knew them, by its text otherwise.

    ``raw.date`` is the date of articles that give none. Raises ValueError if ``raw.parts`` do not cover the text.
    """
    parts = raw.parts if raw.parts is not None else _parts(raw.text)
    return page_from_parts(raw.text, parts, source=raw.source, date=raw.date)


def _parts(text: str) -> list[Part]:
    parts: list[Part] = []
    article = -1
    paragraph = 0
    place = 0
    for line in text.splitlines(keepends=True):
        end = place + len(line)
        bare = line.strip()
        if not bare and parts:
            last = parts[-1]
            parts[-1] = Part(last.start, end, last.role, last.article, last.paragraph)
        elif bare and len(bare) < 36 and bare[-1] not in "。，：；！":
            if not parts or parts[-1].role == "body":
                article += 1
            parts.append(Part(place, end, "headline", article))
        else:
            article = max(article, 0)
            paragraph += 1
            parts.append(Part(place, end, "body", article, paragraph))
        place = end
    return parts
