"""Pages and marks made ready for the store by pure functions, so that other processes can do it for the writer."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reader import resources
from reader.library import records
from reader.library.pinyin import TermRow, readings
from reader.library.terms import fold, tokens
from reader.model import Article, Figure, Marks, Page, RawPage

LARGEST = 1e300
"""Stands for "no upper bound" in the table of figures."""


class FigureRow(NamedTuple):
    """A figure as it is searched: its value as a closed range, in the unit's main denomination."""

    start: int
    kind: str
    unit: str
    low: float
    high: float
    measured: str | None


class NameRow(NamedTuple):
    """A name of an article and how often it is mentioned there."""

    kind: str
    text: str
    folded: str
    times: int


@dataclass(frozen=True, slots=True)
class PreparedMarks:
    """The marks of one article, packed, and what is searched of them."""

    analyser: str
    body: bytes
    names: tuple[NameRow, ...]
    figures: tuple[FigureRow, ...]
    terms: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """One article with the columns of its row, its packed content, its index tokens and, where made, its marks."""

    key: str
    headline: str
    section: str
    byline: str
    date: str
    length: int
    flags: str
    body: bytes
    grams: tuple[str, str, str]
    bylines: tuple[NameRow, ...]
    terms: tuple[TermRow, ...]
    marks: PreparedMarks | None = None


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """One page with its source, known again by ``digest`` (text and the format's own structure)."""

    digest: bytes
    source: str
    date: str | None
    paper: str | None
    label: str | None
    body: bytes
    articles: tuple[PreparedArticle, ...]
    fiction: bool


def prepare_page(raw: RawPage, page: Page, marks: Sequence[Marks | None] | None = None) -> PreparedPage:
    """``page``, which was made from ``raw``, ready for the store; ``marks`` are those of its articles in order.

    Raises ValueError if there are not as many marks as articles.
    """
    known = marks if marks is not None else [None] * len(page.articles)
    return PreparedPage(
        digest=page_digest(raw),
        source=raw.source,
        date=raw.date,
        paper=raw.paper,
        label=raw.page_label,
        body=records.page_body(page),
        articles=tuple(
            prepare_article(article, raw.date, each) for article, each in zip(page.articles, known, strict=True)
        ),
        fiction=is_sample(raw.source),
    )


def prepare_article(article: Article, page_date: str | None = None, marks: Marks | None = None) -> PreparedArticle:
    """``article`` ready for the store; ``page_date`` stands in where the article itself has none."""
    heading = "\n".join(filter(None, (article.kicker, article.headline, article.subtitle)))
    return PreparedArticle(
        key=article.id,
        headline=article.title,
        section=article.section or "",
        byline="、".join(article.bylines),
        date=article.date or page_date or "",
        length=len(article.text),
        flags=" ".join(article.flags),
        body=records.article_body(article),
        grams=(
            tokens(heading),
            tokens("\n".join(filter(None, (*article.bylines, article.byline_text, article.section)))),
            tokens(article.text),
        ),
        bylines=tuple(NameRow("BYLINE", name, fold(name), 1) for name in dict.fromkeys(article.bylines) if name),
        terms=terms_of([*article.bylines, article.section or ""]),
        marks=None if marks is None else prepare_marks(marks),
    )


def prepare_marks(marks: Marks) -> PreparedMarks:
    """``marks`` packed, with names counted and the figures' values as numbers."""
    times = Counter((entity.kind, entity.name or entity.text) for entity in marks.entities)
    figures = {row.start: row for figure in marks.figures if (row := figure_row(figure)) is not None}
    return PreparedMarks(
        analyser=marks.analyser,
        body=records.marks_body(marks),
        names=tuple(NameRow(kind, name, fold(name), count) for (kind, name), count in times.items() if name),
        figures=tuple(figures.values()),
        terms=terms_of([name for _kind, name in times]),
    )


def terms_of(texts: Iterable[str]) -> tuple[TermRow, ...]:
    """What pinyin is to find of ``texts``: each once, in all its readings."""
    return tuple(row for text in dict.fromkeys(map(fold, texts)) for row in readings(text))


def page_digest(raw: RawPage) -> bytes:
    """32 bytes that are the same for the same page content: its text, blanks aside, and the structure given with it."""
    digest = hashlib.sha256("".join(raw.text.split()).encode("utf-8", "surrogatepass"))
    if raw.parts is not None:
        digest.update(repr([(p.role, p.article, raw.text[p.start : p.end].split()) for p in raw.parts]).encode())
    return digest.digest()


def is_sample(source: str) -> bool:
    """Whether ``source`` is one of the pages that come with the program. What they report is invented."""
    try:
        return source.startswith(str(resources.data("samples")))
    except resources.ResourceError:
        return False


def figure_row(figure: Figure) -> FigureRow | None:
    """``figure`` as it is searched; None if its value is no number and nothing is said to be measured by it.

    超1000亿元 counts as a hair more than its number and 不足 as a hair less, so that comparisons take the hedge in.
    """
    low = _number(figure.low if figure.low is not None else figure.value)
    high = _number(figure.high if figure.high is not None else figure.value)
    if low is None and high is None:
        return FigureRow(figure.start, "", "", 0.0, 0.0, figure.measured) if figure.measured else None
    low = -LARGEST if low is None else low
    high = LARGEST if high is None else high
    hair = {">": 1, "<": -1, "<~": -1}.get(figure.op, 0) * 1e-12
    return FigureRow(
        figure.start,
        figure.kind,
        figure.unit or "",
        low + abs(low) * hair,
        high + abs(high) * hair,
        figure.measured,
    )


def _number(value: Decimal | str | None) -> float | None:
    """A value as a number that can be compared: durations in days, ratios and fractions as quotients."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        number = float(value)
        return number if abs(number) < LARGEST else None
    return duration_days(value) if value.startswith(("P", "-P")) else _quotient(value)


def _quotient(text: str) -> float | None:
    top, sign, bottom = text.replace(":", "/").partition("/")
    try:
        return float(top) / float(bottom) if sign else None
    except (ValueError, ZeroDivisionError):
        return None


_DURATION = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
_DAYS = (365.25, 30.4375, 7.0, 1.0, 1 / 24, 1 / 1440, 1 / 86400)


def duration_days(text: str) -> float | None:
    """An ISO 8601 duration in days (a year 365.25, a month a twelfth of it); None if it is none."""
    match = _DURATION.fullmatch(text.lstrip("-"))
    if match is None:
        return None
    return sum(float(number) * days for number, days in zip(match.groups(), _DAYS, strict=True) if number)
