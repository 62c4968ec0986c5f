"""Names in texts: people, places, organisations, works and events, by jieba's own tagger and rules on top of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader import settings
from reader.marks.entities import (
    events,
    lands,
    mending,
    mentions,
    organisations,
    people,
    places,
    roles,
    rows,
    shorts,
    teams,
    works,
)
from reader.marks.entities.draft import Draft
from reader.marks.entities.folding import simplified
from reader.marks.entities.lists import Lists, lists
from reader.marks.entities.own import own_names, own_stops
from reader.marks.entities.table import EntityRow, entity_rows
from reader.marks.entities.tagging import ModelWarning, Word, model_problem, tag
from reader.model import Entity, EntityKind

__all__ = ["EntityRow", "ModelWarning", "entity_rows", "find_entities", "model_problem", "tag"]


def find_entities(
    texts: Sequence[str],
    *,
    people: Sequence[Sequence[str]] | None = None,
    names: Mapping[str, EntityKind] | None = None,
    stops: frozenset[str] | None = None,
    words: Sequence[Sequence[Word]] | None = None,
) -> list[list[Entity]]:
    """The names in each text, by start; ranges are code points, half-open, and do not overlap.

    ``people`` are, for each text, persons known from elsewhere (an article's bylines). ``names`` are always marked and
    ``stops`` never; by default they are the user's own lists. ``words`` are the texts as `tag` gives them, if they are
    at hand. A ModelWarning is given, once, if jieba's model is not there. Each mention carries ``id`` and ``name`` of
    the fullest form in its text, people their role where it is said.
    """
    ready = lists()
    paths = settings.paths()
    names = own_names(paths.names) if names is None else names
    stops = own_stops(paths.not_names) if stops is None else stops
    known = people if people is not None else [()] * len(texts)
    return [
        _in_one(text, tagged, ready, persons, names, stops)
        for text, tagged, persons in zip(texts, words if words is not None else tag(texts), known, strict=True)
    ]


def _in_one(
    text: str,
    words: Sequence[Word],
    ready: Lists,
    persons: Sequence[str],
    names: Mapping[str, EntityKind],
    stops: frozenset[str],
) -> list[Entity]:
    """The names in one text: rule after rule over a draft."""
    draft = Draft(text, words)
    mending.take_over(draft, ready)
    rows.divide(draft, ready)
    places.find(draft, ready)
    lands.find(draft, ready)
    organisations.join(draft, ready)
    teams.find(draft, ready)
    people.find(draft, ready)
    events.find(draft, ready)
    works.find(draft)
    mentions.everywhere(draft, ready)
    shorts.find(draft, ready)
    given = mentions.aliases(draft, ready)
    bare = mentions.short_bodies(draft, ready)
    for name in sorted({p for p in persons if len(p) > 1 and (ready.surname(p) and len(p) < 5 or "·" in p)}, key=len):
        _mark(draft, name, "PER")
    for name in sorted(names, key=len):
        _mark(draft, simplified(name), names[name])
    for span in draft.spans() if stops else ():
        if text[span.start : span.end] in stops:
            draft.drop(span)
    full = mentions.full_names(draft, ready, given, bare)
    printed = {draft.said(span): draft.shown(span) for span in reversed(full)}
    held = roles.find(draft, ready)
    of_person = {full[span]: role for span, role in reversed(held.items())}
    found = []
    for span, name in full.items():
        role = held.get(span) or (of_person.get(name) if span.kind == "PER" else None)
        org = role.org if role and role.org else of_person[name].org if role and name in of_person else None
        found.append(
            Entity(
                span.start,
                span.end,
                text[span.start : span.end],
                span.kind,
                id=f"{span.kind}:{printed.get(name, name)}",
                name=printed.get(name, name),
                role=role.role if role else None,
                org=org,
            )
        )
    return found


def _mark(draft: Draft, name: str, kind: EntityKind) -> None:
    """Make every place of ``name`` a name of this kind, but inside a longer one of the same kind."""
    for start in draft.occurrences(name):
        owner = draft.at(start)
        if not (owner and owner.kind == kind and owner.end >= start + len(name)):
            draft.put(start, start + len(name), kind)
