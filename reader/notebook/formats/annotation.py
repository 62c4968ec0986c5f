"""Notes as W3C Web Annotations (JSON-LD): a note is an Annotation, its place a position and a quotation selector.

Web Annotation Data Model, W3C Recommendation of 23 February 2017. What the model has no word for (headline, trash,
where a note stands) goes under the prefix ``newsreader:``, so that our own export is read back without loss.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from reader.model import Note
from reader.notebook import records
from reader.notebook.records import BadDocument
from reader.notebook.values import Collection, Standing, Tagged

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_ARTICLE = "urn:newsreader:article:"
_NOTEBOOK = "urn:newsreader:notebook"

Object = dict[str, Any]


def write(collection: Collection) -> str:
    """``collection`` as an AnnotationCollection of one page; ends with a line feed."""
    items = [_of_note(note, collection.standings.get(note.id, Standing())) for note in collection.notes]
    items += [_of_tagged(tagged) for tagged in collection.tagged]
    value = {
        "@context": [CONTEXT, {"newsreader": "urn:newsreader:"}],
        "id": _NOTEBOOK,
        "type": "AnnotationCollection",
        "label": "newsreader",
        "total": len(items),
        "first": {"id": _NOTEBOOK + ":1", "type": "AnnotationPage", "partOf": _NOTEBOOK, "items": items},
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def read(value: Any) -> Collection:
    """The collection in parsed JSON-LD: a collection, a page, a list or a single annotation, ours or another's.

    Raises BadDocument if there is no annotation in it or one does not fit.
    """
    notes: list[Note] = []
    standings: dict[str, Standing] = {}
    tagged: list[Tagged] = []
    annotations = list(_annotations(value))
    if not annotations and not _is_empty(value):
        raise BadDocument("no annotation in it")
    for each in annotations:
        if "newsreader:article" in each:
            tagged.append(_tagged(each))
        else:
            note = _note(each)
            notes.append(note)
            if "newsreader:standing" in each:
                standings[note.id] = records.standing_of({"standing": each["newsreader:standing"]}) or Standing()
    return Collection(tuple(notes), standings, tuple(tagged))


# ----------------------------------------------------------------------------------------------------------- writing


def _of_note(note: Note, standing: Standing) -> Object:
    document = records.note_document(note, standing)
    bodies = [_body(note.text, "commenting")] if note.text else []
    target = _source(note.article_id, note.headline, note.source)
    if note.anchor:
        quote = note.anchor
        target["selector"] = [
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
            {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
        ]
    if note.colour:
        target["styleClass"] = note.colour
    found: Object = {
        "id": f"urn:uuid:{note.id}",
        "type": "Annotation",
        "motivation": "commenting" if note.text else "highlighting",
        "created": document["created"],
        "modified": document["modified"],
        "body": bodies + [_body(tag, "tagging") for tag in note.tags],
        "target": target,
    }
    if note.deleted:
        found["newsreader:deleted"] = document["deleted"]
    if "standing" in document:
        found["newsreader:standing"] = document["standing"]
    return found


def _of_tagged(tagged: Tagged) -> Object:
    found: Object = {
        "id": f"urn:uuid:{tagged.id}",
        "type": "Annotation",
        "motivation": "bookmarking" if tagged.starred else "tagging",
        "body": [_body(tag, "tagging") for tag in tagged.tags],
        "target": _source(tagged.article_id, tagged.headline, tagged.source),
        "newsreader:article": True,
    }
    if tagged.starred:
        found["newsreader:starred"] = tagged.starred.isoformat()
    return found


def _body(value: str, purpose: str) -> Object:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _source(article_id: str, headline: str, source: str) -> Object:
    about: Object = {"id": _ARTICLE + article_id, "type": "Text"}
    if headline:
        about["newsreader:headline"] = headline
    if source:
        about["newsreader:file"] = source
    return {"type": "SpecificResource", "source": about}


# ----------------------------------------------------------------------------------------------------------- reading


def _annotations(value: Any) -> Iterator[Object]:
    """The annotations in a collection, a page, a list, or alone."""
    if isinstance(value, list):
        for each in value:
            yield from _annotations(each)
    elif isinstance(value, dict):
        if "Annotation" in _listed(value.get("type")):
            yield value
        elif "first" in value or "items" in value:
            yield from _annotations(value.get("first"))
            yield from _annotations(value.get("items"))


def _is_empty(value: Any) -> bool:
    return value == [] or (isinstance(value, dict) and str(value.get("type", "")).startswith("Annotation"))


def _note(annotation: Object) -> Note:
    target = next(iter(_listed(annotation.get("target"))), None)
    article_id, headline, source = _article(target)
    texts: list[str] = []
    tags: list[str] = []
    for body in [*_listed(annotation.get("bodyValue")), *_listed(annotation.get("body"))]:
        value = body if isinstance(body, str) else body.get("value") if isinstance(body, dict) else None
        if not isinstance(value, str):
            continue
        (tags if isinstance(body, dict) and body.get("purpose") == "tagging" else texts).append(value)
    style = target.get("styleClass") if isinstance(target, dict) else None
    now = datetime.now(UTC).isoformat()
    return records.note_of(
        _uuid(annotation),
        {
            "article": article_id,
            "headline": headline,
            "source": source,
            "text": "\n\n".join(texts),
            "tags": tags,
            "colour": style if isinstance(style, str) else None,
            "anchor": _anchor(target),
            "created": annotation.get("created") or annotation.get("modified") or now,
            "modified": annotation.get("modified"),
            "deleted": annotation.get("newsreader:deleted"),
        },
    )


def _tagged(annotation: Object) -> Tagged:
    article_id, headline, source = _article(next(iter(_listed(annotation.get("target"))), None))
    return records.tagged_of(
        _uuid(annotation),
        {
            "article": article_id,
            "headline": headline,
            "source": source,
            "tags": [body.get("value") for body in _listed(annotation.get("body")) if isinstance(body, dict)],
            "starred": annotation.get("newsreader:starred"),
        },
    )


def _article(target: Any) -> tuple[str, str, str]:
    """Article id, headline and source of a target; of another's annotation the address is both id and source."""
    about = target.get("source", target) if isinstance(target, dict) else target
    address = about.get("id") if isinstance(about, dict) else about
    if not isinstance(address, str) or not address:
        raise BadDocument("an annotation without a target")
    if not address.startswith(_ARTICLE):
        return address, "", address
    headline, source = about.get("newsreader:headline", ""), about.get("newsreader:file", "")
    return address.removeprefix(_ARTICLE), headline, source


def _anchor(target: Any) -> Object | None:
    selectors = _listed(target.get("selector")) if isinstance(target, dict) else []
    by_type: dict[str, Mapping[str, Any]] = {
        str(each.get("type")): each for each in selectors if isinstance(each, dict)
    }
    position, quoted = by_type.get("TextPositionSelector"), by_type.get("TextQuoteSelector")
    if position is None and quoted is None:
        return None
    exact = (quoted or {}).get("exact", "")
    start = (position or {}).get("start", 0)
    return {
        "start": start,
        "end": (position or {}).get("end", start + len(exact) if isinstance(exact, str) else start),
        "exact": exact,
        "prefix": (quoted or {}).get("prefix", ""),
        "suffix": (quoted or {}).get("suffix", ""),
    }


def _uuid(annotation: Object) -> str:
    """The annotation's own UUID, or one made from its address: imported twice, it is the same note."""
    address = annotation.get("id")
    if not isinstance(address, str) or not address:
        return str(uuid4())
    try:
        return str(UUID(address.removeprefix("urn:uuid:")))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, address))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
