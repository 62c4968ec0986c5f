"""What a web page says about its article outside the text: in comments, meta elements, JSON-LD and its own markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from reader.pages.formats.build import day, one_line
from reader.pages.formats.markup import tag, text_of
from reader.pages.formats.selectors import Index

# The properties that Founder's e-paper systems print as a comment into each article's page.
_PROPERTIES = re.compile(r"<!--\s*enpproperty\s*(.{1,20000}?)/?enpproperty\s*-->", re.DOTALL)
_PROPERTY = re.compile(r"<(\w+)>([^<]*)</\1>")
_PROPERTY_FIELDS = {
    "title": "headline", "introtitle": "kicker", "subtitle": "subtitle", "author": "byline", "date": "date",
    "nodename": "page",
}  # fmt: skip
_META_FIELDS = {
    "og:title": "headline", "twitter:title": "headline", "article:published_time": "date", "publishdate": "date",
    "pubdate": "date", "og:release_date": "date", "dc.date": "date", "publish_time": "date", "author": "byline",
    "article:author": "byline", "article:section": "section", "og:site_name": "paper", "mediaid": "paper",
    "source": "paper",
}  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_PAGE = re.compile(r"第\s*[A-Z]?\d{1,3}\s*版(?:[：:]\s*[\u4e00-\u9fff]{1,8})?|[A-Z]\d{2,3}版")
_PAPER = re.compile(r"《\s*([^《》]{2,20}?)\s*》")
_NEWS = re.compile(r"(?:NewsArticle|ReportageNewsArticle|Article|BlogPosting)$")
_SITE_TAIL = re.compile(r"\s*(?:[-_|—–]{1,2}|--)\s*[^-_|—–]{2,20}$")


def properties(text: str) -> dict[str, str]:
    """The fields that an e-paper system has printed into the page as a comment."""
    found = _PROPERTIES.search(text)
    entries = _PROPERTY.findall(found[1]) if found else []
    return {_PROPERTY_FIELDS[key]: value for key, value in entries if key in _PROPERTY_FIELDS and value.strip()}


def meta(root: Any) -> dict[str, str]:
    """The fields of the meta elements (Open Graph and others); the headline from the title, without the site's name."""
    fields: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = one_line(element.get("content"))
        if key in _META_FIELDS and content and not content.startswith("http"):
            fields.setdefault(_META_FIELDS[key], content)
    title = next((one_line(e.text_content()) for e in root.iter("title")), "")
    if "headline" not in fields and title:
        fields["headline"] = title
    if "headline" in fields:
        fields["headline"] = _SITE_TAIL.sub("", _SITE_TAIL.sub("", fields["headline"])) or fields["headline"]
    return fields


def linked_data(root: Any) -> dict[str, str]:
    """What the page's JSON-LD says of a news article (schema.org)."""
    for script in root.xpath('//script[@type="application/ld+json"]'):
        try:
            pending = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            thing = pending.pop()
            if isinstance(thing, list):
                pending.extend(thing)
            elif isinstance(thing, dict):
                kinds = thing.get("@type")
                if any(isinstance(k, str) and _NEWS.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
                    return _article_data(thing)
                pending.extend(value for key, value in thing.items() if key in ("@graph", "mainEntity"))
    return {}


def _article_data(thing: dict[str, Any]) -> dict[str, str]:
    fields = {
        "headline": _names(thing.get("headline")),
        "kicker": _names(thing.get("alternativeHeadline")),
        "byline": _names(thing.get("author")),
        "section": _names(thing.get("articleSection")),
        "date": _names(thing.get("datePublished")),
        "paper": _names(thing.get("publisher")),
        "body": thing["articleBody"] if isinstance(thing.get("articleBody"), str) else "",
    }
    return {key: value if key == "body" else one_line(value) for key, value in fields.items() if value.strip()}


def _names(value: Any) -> str:
    """A JSON-LD value as text: a string, a thing's name, or several of them."""
    if isinstance(value, list):
        return " ".join(filter(None, map(_names, value[:20])))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def selected(index: Index, body: Any) -> dict[str, str]:
    """The fields that stand on the page itself, where the table of newspaper sites says."""
    fields: dict[str, str] = {}
    for field in ("headline", "kicker", "subtitle", "section"):
        for element in index.find(field):
            text = one_line(text_of(element))
            if 1 < len(text) <= 120 and not _within(element, body, unless_heading=True):
                fields[field] = text
                if field == "headline":
                    fields |= _tiers(element, body)
                break
    for element in index.find("byline"):
        text = _PAPER.sub("", one_line(text_of(element)))
        text = re.sub(r"[（(][^（()）]*\d{4}\s*年[^（()）]*[)）]", "", text).strip()
        if 1 < len(text) <= 90 and not _within(element, body) and day(text) is None:
            fields["byline"] = text
            break
    return {**fields, **about(index, {})}


def _tiers(headline: Any, body: Any) -> dict[str, str]:
    """Kicker and subtitle: the smaller headings beside a headline, before it and behind it but not in the text."""
    fields: dict[str, str] = {}
    if tag(headline) not in _HEADINGS:
        return fields
    for field, beside in (("kicker", headline.itersiblings(preceding=True)), ("subtitle", headline.itersiblings())):
        for element in beside:
            if element is body or body in element.iterdescendants():
                break
            text = one_line(text_of(element)) if tag(element) in _HEADINGS else ""
            if 1 < len(text) <= 60 and tag(element) > tag(headline):
                fields[field] = text
                break
    return fields


def about(index: Index, known: Mapping[str, str]) -> dict[str, str]:
    """Day, newspaper and page, as the page prints them."""
    fields = dict(known)
    for element in index.find("date"):
        found = day(element.get("datetime") or element.get("content")) or day(text_of(element))
        if found:
            fields.setdefault("date", found)
            break
    for field, pattern in (("page", _PAGE), ("paper", _PAPER)):
        for element in index.find(field):
            text = one_line(text_of(element))
            if match := pattern.search(text):
                fields.setdefault(field, match[match.lastindex or 0])
                break
            if field == "paper" and tag(element) == "a" and 2 <= len(text) <= 20:
                fields.setdefault("paper", text)
                break
    return fields


def _within(element: Any, body: Any, *, unless_heading: bool = False) -> bool:
    """Whether ``element`` stands inside the body, where it is text rather than a field; a heading may be one still."""
    if element is body or body not in element.iterancestors():
        return False
    return not (unless_heading and tag(element) in ("h1", "h2", "h3"))
