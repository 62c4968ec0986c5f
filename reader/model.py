"""The values that travel through the program: pages, articles, figures, entities, notes. No behaviour but their own.

Every range is half-open and counts code points. Ranges of figures, entities and anchors lie over ``Article.text``;
ranges of parts lie over the raw page's text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Literal

# ---------------------------------------------------------------------------------------------------------- raw pages

Role = Literal[
    "headline", "kicker", "subtitle", "section", "byline", "dateline", "date", "body",
    "header", "editor", "jump", "caption", "pullquote", "advert", "duplicate", "other",
]  # fmt: skip
"""What a stretch of a raw page is. From ``header`` on it is furniture or a repeat: set aside, never lost."""

ARTICLE_ROLES: frozenset[str] = frozenset(
    {"headline", "kicker", "subtitle", "section", "byline", "dateline", "date", "body"}
)

Flag = Literal["truncated", "continued-from", "continued-to", "untitled", "doubtful"]


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a raw page and what it is. The parts of a page cover its text without gap or overlap.

    ``start``/``end`` are over the raw page's text and include the blanks that go with the stretch. ``article`` is the
    index of the article it belongs to (for furniture and duplicates: the one it was printed in, where that is known).
    ``paragraph`` numbers the body paragraphs of an article, so that two body parts with one number are one paragraph
    cut by a break. ``why`` says in a few words why it was set aside, for the reader's eyes. ``sure`` is how probable it
    is (0 to 1) that the part is what ``role`` says.
    """

    start: int
    end: int
    role: Role
    article: int | None = None
    paragraph: int | None = None
    why: str = ""
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class RawPage:
    """A newspaper page as it came, cleaned of terminal control, before anything has been understood.

    ``source`` is the path or address as the user gave it. ``date`` is the day of publication (ISO 8601) and ``paper``
    and ``page_label`` the newspaper and page, where the format says so. ``parts`` is what the format itself knows
    (a web page's own markup, type sizes in a PDF); None leaves the splitting to the text.
    """

    text: str
    source: str
    date: str | None = None
    paper: str | None = None
    page_label: str | None = None
    parts: tuple[Part, ...] | None = None


@dataclass(frozen=True)
class Article:
    """One article as a careful reader would copy it out.

    ``paragraphs`` are clean: no line ends, wording and punctuation as printed. ``bylines`` are the persons or
    institutions named, ``byline_text`` the printed line. ``dateline`` is the agency's or paper's own (本报讯),
    ``date`` ISO 8601 where the page or the lead gives it. ``source`` is the path or address as given.
    """

    headline: str
    paragraphs: tuple[str, ...]
    kicker: str | None = None
    subtitle: str | None = None
    section: str | None = None
    bylines: tuple[str, ...] = ()
    byline_text: str | None = None
    dateline: str | None = None
    date: str | None = None
    flags: tuple[Flag, ...] = ()
    source: str = ""

    @cached_property
    def text(self) -> str:
        """The paragraphs joined with a line feed: what every figure, entity and note points into."""
        return "\n".join(self.paragraphs)

    @cached_property
    def id(self) -> str:
        """16 hexadecimal digits of the content (headline and text, blanks aside): the same article, the same id."""
        content = "".join((self.headline + "\0" + self.text).split())
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def title(self) -> str:
        """The headline, or the opening words of an article that has none."""
        return self.headline or (self.paragraphs[0][:24] + "…" if self.paragraphs else "")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of a page that belongs to no article's text: a header, an editor's line, a jump, a caption, a repeat."""

    text: str
    kind: Role
    article: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Page:
    """A raw page and what was made of it.

    ``parts`` cover ``text`` without gap or overlap in order of start, so ``"".join(text[p.start:p.end])`` is the raw
    page again. ``furniture`` is what was set aside, repeats (kind ``duplicate``) apart in ``duplicates``.
    """

    text: str
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
    duplicates: tuple[Furniture, ...] = ()
    parts: tuple[Part, ...] = ()


# -------------------------------------------------------------------------------------------------------------- marks

FigureKind = Literal[
    "count", "money", "percent", "points", "fraction", "multiple", "ratio", "ordinal", "magnitude", "date", "year",
    "duration", "measure",
]  # fmt: skip
Op = Literal["=", "~", "<~", "<", ">", "<=", ">=", "range"]
EntityKind = Literal["PER", "LOC", "ORG", "WORK", "EVENT"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in an article's text.

    ``start``/``end``/``text`` are number, magnitude and unit without hedge; ``full_start``/``full_end`` take in the
    ``hedge`` (约, 近, 以上 …). ``value``, or ``low`` and ``high``, are Decimal; ISO 8601 text for dates and durations,
    ``3:1`` and ``2/3`` for ratios and fractions; percent, 成 and 折 are ratios (40% is 0.40); money is in the
    currency's main unit with its ISO 4217 code as ``unit``. Dates have X for what is not said (XXXX-09-25);
    ``resolved`` is the same against the article's date, where that is known. ``measured`` is the words that say what
    is measured, where that is sure.
    """

    start: int
    end: int
    text: str
    full_start: int
    full_end: int
    kind: FigureKind
    op: Op = "="
    hedge: str | None = None
    value: Decimal | str | None = None
    low: Decimal | str | None = None
    high: Decimal | str | None = None
    unit: str | None = None
    measured: str | None = None
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in an article's text. ``id`` is shared by all its mentions in the article; ``name`` is the fullest form.

    ``role`` is the office the text gives a person (理事长) and ``org`` the organisation it is held in.
    """

    start: int
    end: int
    text: str
    kind: EntityKind
    id: str = ""
    name: str = ""
    role: str | None = None
    org: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything marked in one article, by ``analyser`` (the version of the rules, so that a cache knows its age)."""

    figures: tuple[Figure, ...]
    entities: tuple[Entity, ...]
    analyser: str


# -------------------------------------------------------------------------------------------------------------- notes


@dataclass(frozen=True, slots=True)
class Quote:
    """A place in an article by position and by quotation (W3C Web Annotation: TextPosition and TextQuote selectors).

    ``start``/``end`` are over ``Article.text`` as it was when the note was made; ``exact`` is that text, ``prefix`` and
    ``suffix`` what stood before and behind it, so that the place is found again after the article has changed.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A reader's note or highlight. ``anchor`` None is the whole article; an empty ``text`` is a bare highlight.

    ``id`` is a UUID. ``headline`` and ``source`` are the article's, kept so that a note is never without its place.
    ``deleted`` is the time it went to the trash.
    """

    id: str
    article_id: str
    text: str
    created: datetime
    modified: datetime
    anchor: Quote | None = None
    tags: tuple[str, ...] = ()
    colour: str | None = None
    headline: str = ""
    source: str = ""
    deleted: datetime | None = None
