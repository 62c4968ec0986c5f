"""Web pages: a newspaper site's own markup where it is known, the readable text elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.language import _
from reader.model import RawPage, Role
from reader.pages.formats import encoding
from reader.pages.formats.build import Draft, day, one_line
from reader.pages.formats.html_fields import about, linked_data, meta, properties, selected
from reader.pages.formats.markup import blocks, tag
from reader.pages.formats.markup import text_of as shown_text
from reader.pages.formats.outline import Block, add_text, page_of
from reader.pages.formats.plain import text_of
from reader.pages.formats.selectors import Index
from reader.pages.formats.source import FormatError, Source, missing_extra, too_large
from reader.typography import clean

MAX_HTML = 16 * 1024 * 1024
MAX_TAGS = 1_000_000

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-8": "utf-8"}
_SHORTEST = 40  # characters of text below which an element is not taken for the body


def read(source: Source) -> Iterator[RawPage]:
    """The one page of a document, with its parts where its markup tells them. Needs the extra ``html``.

    Raises FormatError if it is above MAX_HTML bytes or MAX_TAGS tags, holds no text, or lxml is not installed.
    """
    if len(source.data) > MAX_HTML or source.data.count(b"<") > MAX_TAGS:
        raise too_large(source.shown, MAX_HTML)
    yield page_from_html(_decoded(source), source.shown)


def tree_of(text: str, name: str) -> Any:
    """The tree of an HTML text, mended where it is broken. Raises FormatError if it is empty or lxml is missing."""
    try:
        import lxml.html
    except ImportError as error:
        raise missing_extra(name, "html") from error
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        # As bytes, since lxml refuses a str that declares an encoding.
        return lxml.html.document_fromstring(clean(text).encode("utf-8"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise FormatError(_("{name} holds no text").format(name=name)) from error


def page_from_html(text: str, name: str, given: Mapping[str, str] | None = None) -> RawPage:
    """The page in an HTML text. ``given`` are fields known from elsewhere (a feed's entry), used where it has none."""
    root = tree_of(text, name)
    printed = properties(text)
    index = Index(root)
    several = [e for e in root.iter("article") if not _within_article(e) and _has_heading(e)]
    if len(several) > 1:
        return _several(several, name, about(index, printed))
    told = linked_data(root)
    body = _body(root, index)
    if body is None and told.get("body"):
        paragraphs = [Block(0, line.strip()) for line in told["body"].splitlines() if line.strip()]
        return one_article(paragraphs, name, {**(given or {}), **meta(root), **told})
    if body is None:
        return _unknown(root, text, name, {**(given or {}), **meta(root), **told})
    fields = {**(given or {}), **meta(root), **told, **selected(index, body), **printed}
    return one_article(_body_blocks(body, fields), name, fields)


def _decoded(source: Source) -> str:
    """By the byte order mark, then by the charset that the page declares if it fits, then by likelihood."""
    declared = _CHARSET.search(source.data, 0, 4096)
    if declared and not source.data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        # Other names are not believed: pages that declare UTF-16 in ASCII, or worse, are none of it.
        name = _WIDER.get(declared[1].decode("ascii").lower())
        if name and encoding.decodes(source.data, name):
            return source.data.decode(name, "replace")
    return text_of(source)


def _body(root: Any, index: Index) -> Any:
    """The element that holds the text, or None where the site is not known."""
    for element in index.find("body"):
        if sum(len(block.text) for block in blocks(element)) >= _SHORTEST:
            return element
    only = [e for e in root.iter("article") if _has_heading(e)]
    return only[0] if len(only) == 1 else None


def _body_blocks(body: Any, fields: Mapping[str, str]) -> list[Block]:
    """The paragraphs of the text; what stands in it without belonging to it with its role."""
    roles: dict[Any, Role] = {}
    for role, element in Index(body).aside():
        if element is not body:
            roles[element] = role  # type: ignore[assignment]
    found: list[Block] = []
    placed: dict[str, list[Block]] = {}
    for element, role in roles.items():
        if element.getparent() is None or any(parent in roles for parent in element.iterancestors()):
            continue
        # A marker keeps the place of what is taken out of the text, so that it is set aside where it stood.
        key = f"\ue000{len(placed)}\ue001"
        placed[key] = [Block(0, block.text, role) for block in blocks(element)]
        marker = element.makeelement("p")
        marker.text, marker.tail = key, element.tail
        element.getparent().replace(element, marker)
    taken = {one_line(fields.get(name)) for name in ("headline", "kicker", "subtitle", "byline")} - {""}
    for block in blocks(body):
        if block.text in placed:
            found.extend(placed[block.text])
        elif not (len(found) < 6 and one_line(block.text) in taken):
            found.append(block)
    return found


def one_article(texts: list[Block], name: str, fields: Mapping[str, str]) -> RawPage:
    """The page of one article; cross-heads stay in its text. Raises FormatError if nothing of it is left."""
    draft = Draft()
    draft.article()
    for role in ("section", "kicker", "headline", "subtitle", "byline"):
        value = one_line(fields.get(role))
        if not (role in ("kicker", "subtitle") and value == one_line(fields.get("headline"))):
            draft.add(role, value)
    add_text(draft, ((block.text, block.role) for block in texts), byline=not fields.get("byline"))
    if draft.empty:
        raise FormatError(_("{name} holds no text").format(name=name))
    return draft.page(name, date=day(fields.get("date")), paper=fields.get("paper"), page_label=fields.get("page"))


def _several(articles: list[Any], name: str, page: Mapping[str, str]) -> RawPage:
    """The page of a document with several ``<article>`` elements."""
    draft = Draft()
    for element in articles:
        heading = next(e for e in element.iter() if tag(e) in ("h1", "h2", "h3"))
        fields = {**selected(Index(element), heading), "headline": one_line(shown_text(heading))}
        draft.article()
        for role in ("section", "kicker", "headline", "subtitle", "byline"):
            draft.add(role, fields.get(role))
        day_of_article = fields.get("date")
        draft.add("date", day_of_article)
        known = {value for value in fields.values() if value}
        texts = [(b.text, b.role) for b in _body_blocks(element, fields) if one_line(b.text) not in known]
        add_text(draft, texts, byline=not fields.get("byline"))
    return draft.page(name, date=page.get("date"), paper=page.get("paper"), page_label=page.get("page"))


def _unknown(root: Any, text: str, name: str, fields: dict[str, str]) -> RawPage:
    """A page of a site that is not known: the text that trafilatura finds; failing that, all that is to be seen."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise missing_extra(name, "html") from error
    seen = list(blocks(root))
    if sum(len(block.text) for block in seen) < 400 or sum(block.level > 0 for block in seen) > 3:
        return page_of(seen, name, {key: value for key, value in fields.items() if key in ("date", "paper")})
    found = bare_extraction(clean(text), include_comments=False, include_tables=True, with_metadata=True)
    told: dict[str, Any] = found.as_dict() if found is not None and not isinstance(found, dict) else {}
    paragraphs = [Block(0, line.strip()) for line in (told.get("text") or "").splitlines() if line.strip()]
    if sum(len(block.text) for block in paragraphs) < _SHORTEST:
        return page_of(seen, name, {key: value for key, value in fields.items() if key in ("date", "paper")})
    for field, key in (("headline", "title"), ("byline", "author"), ("date", "date")):
        if told.get(key):
            fields.setdefault(field, told[key])
    taken = {one_line(fields.get(field)) for field in ("headline", "byline")}
    heading = next((block.text for block in seen if block.level == 1), "")
    if heading:
        fields["headline"] = one_line(heading)
    return one_article([block for block in paragraphs if one_line(block.text) not in taken | {heading}], name, fields)


def _has_heading(element: Any) -> bool:
    return any(tag(e) in ("h1", "h2", "h3") for e in element.iter())


def _within_article(element: Any) -> bool:
    return any(tag(parent) == "article" for parent in element.iterancestors())
