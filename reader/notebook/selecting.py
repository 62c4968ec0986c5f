"""Which notes meet what is asked for, and in what order they are listed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from reader.model import Note
from reader.notebook.tags import within

Order = Literal["newest", "oldest", "article"]


def selected(
    notes: Iterable[Note],
    *,
    article_id: str | None,
    tag: str | None,
    text: str,
    colour: str | None,
    since: date | None,
    until: date | None,
    trash: bool,
    order: Order,
) -> list[Note]:
    """The notes that meet every condition, in order; see `Notebook.notes`."""
    found = [note for note in notes if (note.deleted is not None) == trash]
    if article_id is not None:
        found = [note for note in found if note.article_id == article_id]
    if colour is not None:
        found = [note for note in found if note.colour == colour]
    if tag is not None:
        found = [note for note in found if any(within(own, tag) for own in note.tags)]
    if since is not None:
        found = [note for note in found if note.modified.astimezone().date() >= since]
    if until is not None:
        found = [note for note in found if note.modified.astimezone().date() <= until]
    if wanted := [word.casefold() for word in text.split()]:
        found = [note for note in found if _says(note, wanted)]
    if order == "article":
        found.sort(key=lambda n: (n.headline, n.article_id, n.anchor.start if n.anchor else -1, n.created))
    else:
        found.sort(key=lambda n: (n.modified, n.id), reverse=order == "newest")
    return found


def _says(note: Note, wanted: list[str]) -> bool:
    words = "\n".join((note.text, note.anchor.exact if note.anchor else "", note.headline, *note.tags)).casefold()
    return all(word in words for word in wanted)
