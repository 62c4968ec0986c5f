"""Documents of the notebook file and the typed values they stand for; nothing above this sees a raw document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, get_args

from reader.model import Note, Quote
from reader.notebook.values import Draft, How, Standing, Tagged

Document = dict[str, Any]

_HOWS = frozenset(get_args(How))


class BadDocument(ValueError):
    """A document of the file does not hold what it should; the message names the field."""


def note_document(note: Note, standing: Standing) -> Document:
    """The document of a note; fields that hold nothing are left out."""
    document: Document = {
        "article": note.article_id,
        "headline": note.headline,
        "source": note.source,
        "text": note.text,
        "tags": list(note.tags),
        "colour": note.colour,
        "anchor": _quote_document(note.anchor),
        "created": _written(note.created),
        "modified": _written(note.modified),
        "deleted": _written(note.deleted),
    }
    if standing != Standing():
        document["standing"] = {
            "adrift": standing.adrift,
            "confidence": round(standing.confidence, 3),
            "how": standing.how,
            "quote": _quote_document(standing.quote),
        }
    return _filled(document)


def note_of(note_id: str, document: Mapping[str, Any]) -> Note:
    """The note of a document. Raises BadDocument."""
    if not isinstance(document, dict):
        raise BadDocument("a note should be an object")
    get = document.get  # a large notebook comes through here note by note
    article, text, headline, source = get("article", ""), get("text", ""), get("headline", ""), get("source", "")
    colour, anchor, deleted = get("colour"), get("anchor"), get("deleted")
    if not (type(article) is type(text) is type(headline) is type(source) is str):
        raise BadDocument("article, text, headline and source should be text")
    if colour is not None and type(colour) is not str:
        raise BadDocument("colour should be text")
    written, modified = get("created"), get("modified")
    created = _moment(written)
    return Note(
        note_id,
        article,
        text,
        created,
        created if modified is None or modified == written else _moment(modified),
        None if anchor is None else _quote(anchor),
        _tags(document),
        colour,
        headline,
        source,
        None if deleted is None else _moment(deleted),
    )


def standing_of(document: Mapping[str, Any]) -> Standing | None:
    """Where the note of a document stands, if the document says so. Raises BadDocument."""
    value = document.get("standing")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadDocument("standing should be an object")
    confidence, how = value.get("confidence", 1.0), value.get("how", "exact")
    if not isinstance(confidence, int | float) or how not in _HOWS:
        raise BadDocument("standing has a confidence or a way that is none")
    return Standing(bool(value.get("adrift")), float(confidence), how, _quote(value.get("quote")))


def tagged_document(tagged: Tagged) -> Document:
    """The document of an article's tags and star; fields that hold nothing are left out."""
    return _filled(
        {
            "article": tagged.article_id,
            "headline": tagged.headline,
            "source": tagged.source,
            "tags": list(tagged.tags),
            "starred": _written(tagged.starred),
        }
    )


def tagged_of(record_id: str, document: Mapping[str, Any]) -> Tagged:
    """The tags and star of a document. Raises BadDocument."""
    if not isinstance(document, dict):
        raise BadDocument("an article should be an object")
    return Tagged(
        id=record_id,
        article_id=_text(document, "article"),
        tags=_tags(document),
        starred=_time(document, "starred"),
        headline=_text(document, "headline"),
        source=_text(document, "source"),
    )


def draft_document(draft: Draft) -> Document:
    """The document of a draft, for the journal."""
    return _filled(
        {
            "article": draft.article_id,
            "headline": draft.headline,
            "source": draft.source,
            "text": draft.text,
            "tags": list(draft.tags),
            "colour": draft.colour,
            "anchor": _quote_document(draft.anchor),
            "saved": _written(draft.saved),
        }
    )


def draft_of(draft_id: str, document: Mapping[str, Any]) -> Draft:
    """The draft of a document. Raises BadDocument."""
    saved = _time(document, "saved")
    if saved is None or type(draft_id) is not str:
        raise BadDocument("a draft without a time or an id")
    return Draft(
        id=draft_id,
        article_id=_text(document, "article"),
        text=_text(document, "text"),
        saved=saved,
        anchor=_quote(document.get("anchor")),
        tags=_tags(document),
        colour=_text(document, "colour") or None,
        headline=_text(document, "headline"),
        source=_text(document, "source"),
    )


def _filled(document: Document) -> Document:
    return {name: value for name, value in document.items() if value not in (None, "", [])}


def _quote_document(quote: Quote | None) -> Document | None:
    return asdict(quote) if quote else None


def _quote(value: Any) -> Quote | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadDocument("anchor should be an object")
    get = value.get
    start, end, exact, prefix, suffix = get("start"), get("end"), get("exact", ""), get("prefix", ""), get("suffix", "")
    if not (type(start) is type(end) is int and 0 <= start <= end):
        raise BadDocument("an anchor's start and end should be offsets, 0 or more")
    if not (type(exact) is type(prefix) is type(suffix) is str):
        raise BadDocument("an anchor's words should be text")
    return Quote(start, end, exact, prefix, suffix)


def _text(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name, "")
    if type(value) is not str:
        raise BadDocument(f"{name} should be text")
    return value


def _tags(document: Mapping[str, Any]) -> tuple[str, ...]:
    value = document.get("tags")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(type(tag) is str for tag in value):
        raise BadDocument("tags should be a list of texts")
    return tuple(value)


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _time(document: Mapping[str, Any], name: str) -> datetime | None:
    value = document.get(name)
    return None if value is None else _moment(value)


def _moment(value: Any) -> datetime:
    """An ISO 8601 time; one without a zone is UTC."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadDocument(f"{value!r} should be a time in ISO 8601") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
