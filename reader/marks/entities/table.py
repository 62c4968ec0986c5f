"""Names over many articles as rows of a table: who and what is named, as what, how often, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.model import Article, Entity, EntityKind


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One name: ``role`` is the one said most often (with its organisation), None if no text gives one.

    ``mentions`` counts places, short forms included; ``articles`` are the headlines it stands in, in order.
    """

    name: str
    kind: EntityKind
    role: str | None
    mentions: int
    articles: tuple[str, ...]


def entity_rows(marked: Iterable[tuple[Article, Sequence[Entity]]]) -> list[EntityRow]:
    """The names of the articles given with their entities: the most mentioned first, then by kind and name."""
    mentions: Counter[tuple[EntityKind, str]] = Counter()
    roles: dict[tuple[EntityKind, str], Counter[str]] = {}
    articles: dict[tuple[EntityKind, str], dict[str, str]] = {}
    for article, entities in marked:
        for entity in entities:
            key = (entity.kind, entity.name or entity.text)
            mentions[key] += 1
            articles.setdefault(key, {}).setdefault(article.id, article.title)
            if entity.role:
                roles.setdefault(key, Counter())[(entity.org or "") + entity.role] += 1
    rows = [
        EntityRow(
            name=name,
            kind=kind,
            role=roles[kind, name].most_common(1)[0][0] if (kind, name) in roles else None,
            mentions=count,
            articles=tuple(articles[kind, name].values()),
        )
        for (kind, name), count in mentions.items()
    ]
    return sorted(rows, key=lambda row: (-row.mentions, row.kind, row.name))
