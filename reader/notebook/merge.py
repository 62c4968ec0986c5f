"""Taking in notes from outside: new ones, newer states of those that are there, tags and stars of articles."""

from __future__ import annotations

from dataclasses import replace
from uuid import NAMESPACE_OID, UUID, uuid5

from reader.model import Note
from reader.notebook import tags as tagging
from reader.notebook.store import Change
from reader.notebook.values import COLOURS, Collection, Imported, Standing, Tagged
from reader.typography import clean


def merge(change: Change, collection: Collection) -> Imported:
    """Take ``collection`` in; see `Notebook.merge`."""
    added = changed = articles = 0
    for incoming in collection.notes:
        note = tidied(_cleaned(incoming))
        there = change.note(note.id)
        if there is not None and there.modified >= note.modified:
            continue
        change.put(note, collection.standings.get(incoming.id, Standing()))
        added, changed = added + (there is None), changed + (there is not None)
    for tagged in collection.tagged:
        on = change.tagged(clean(tagged.article_id))
        now = _united(on, tagged)
        if now != on and (now.tags or now.starred):
            change.put_tagged(now)
            articles += 1
    return Imported(added, changed, len(collection.notes) - added - changed, articles)


def tidied(note: Note) -> Note:
    """``note`` with its text, tags and colour as the notebook keeps them."""
    colour = note.colour if note.colour in COLOURS else None
    return replace(note, text=clean(note.text), tags=tagging.tidy(note.tags), colour=colour)


def _united(there: Tagged, tagged: Tagged) -> Tagged:
    """What an article bears here and what it bore elsewhere."""
    stars = [star for star in (there.starred, tagged.starred) if star]
    return replace(
        there,
        id=there.id if there.tags or there.starred else _uuid(tagged.id),
        tags=tagging.tidy((*there.tags, *tagged.tags)),
        starred=min(stars, default=None),
        headline=there.headline or clean(tagged.headline),
        source=there.source or clean(tagged.source),
    )


def _cleaned(note: Note) -> Note:
    """``note`` from outside: everything in it that will be shown is cleaned, and its id is a UUID."""
    anchor = note.anchor
    if anchor:
        anchor = replace(anchor, exact=clean(anchor.exact), prefix=clean(anchor.prefix), suffix=clean(anchor.suffix))
    return replace(
        note,
        id=_uuid(note.id),
        article_id=clean(note.article_id),
        anchor=anchor,
        headline=clean(note.headline),
        source=clean(note.source),
    )


def _uuid(name: str) -> str:
    """``name`` if it is a UUID, else one made from it, the same each time."""
    try:
        return str(UUID(name))
    except ValueError:
        return str(uuid5(NAMESPACE_OID, name))
