"""A damaged, foreign or missing notebook file: what is whole in it, what a generation adds, what to tell the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.language import _
from reader.notebook import atomic, layout, records
from reader.notebook.generations import generations
from reader.notebook.layout import Table, Tables
from reader.notebook.schema import ARTICLES, NOTES, SCHEMA, migrated
from reader.notebook.values import Notice

KINDS = ("damaged", "foreign")
"""What a file that is set aside can be; the word is in its name."""


@dataclass(frozen=True)
class Copy:
    """Documents as they were at ``made``: a generation, or what this process still has in memory (``path`` None)."""

    tables: Tables
    made: datetime
    path: Path | None = None


@dataclass(frozen=True)
class Mended:
    """The documents saved: how many from the file itself, how many from a copy, how many are known to be lost."""

    tables: Tables
    from_file: int
    from_copy: int
    lost: int | None


def readable(raw: bytes) -> layout.Content:
    """The content of a notebook file. Raises layout.Unreadable if it is damaged or something else."""
    content = layout.decode(raw)
    if content.schema is None and NOTES not in content.tables:
        raise layout.Unreadable("no notes and no header")
    if content.schema is not None and content.schema > SCHEMA:
        return content
    if not content.intact:  # what we wrote ourselves need not be looked through again
        tables = migrated(content.tables, content.schema or 1)
        if bad := flaws(tables):
            raise layout.Unreadable("; ".join(f"{key}: {why}" for key, why in list(bad.items())[:3]))
    return content


def flaws(tables: Tables) -> dict[str, str]:
    """The documents that are not what they should be, by key, and why."""
    bad = {}
    for key, document in tables.get(NOTES, {}).items():
        try:
            records.note_of(key, document)
            records.standing_of(document)
        except records.BadDocument as error:
            bad[key] = str(error)
    for key, document in tables.get(ARTICLES, {}).items():
        try:
            records.tagged_of(key, document)
        except records.BadDocument as error:
            bad[key] = str(error)
    return bad


def newest_good(notebook: Path) -> Copy | None:
    """The newest generation that can be read and understood."""
    for generation in generations(notebook):
        try:
            return Copy(copy_of(generation.path), generation.made, generation.path)
        except (OSError, layout.Unreadable):
            continue
    return None


def copy_of(path: Path) -> Tables:
    """The documents of a generation, brought up to this program's schema. Raises OSError or layout.Unreadable."""
    content = readable(path.read_bytes())
    if (content.schema or 1) > SCHEMA:
        raise layout.Unreadable("written by a newer newsreader")
    return migrated(content.tables, content.schema or 1)


def mend(raw: bytes, copy: Copy | None) -> Mended:
    """What can be saved out of ``raw`` and the newest good generation.

    A document whole in the file wins over the copy's, unless both claim the same time of change and differ: then the
    file's has been damaged in a way that JSON does not notice. What only the copy has is taken unless the file shows
    by its own count that it had been removed since.
    """
    whole, broken = layout.salvage(raw)
    notes: Table = {}
    articles: Table = {}
    for key, document in whole.items():
        kind = NOTES if "created" in document else ARTICLES
        if flaws({kind: {key: document}}):
            broken.add(key)
        else:
            (notes if kind == NOTES else articles)[key] = document
    declared = layout.declared(raw)
    seen = len(notes) + len(articles) + len(broken)
    complete = declared is not None and seen >= declared
    tables: Tables = {NOTES: notes, ARTICLES: articles}
    from_copy = 0
    for name, table in tables.items():
        for key, document in (copy.tables.get(name, {}) if copy else {}).items():
            if _contradict(table.get(key), document) or (key not in table and (key in broken or not complete)):
                table[key] = document
                from_copy += 1
    saved = len(notes) + len(articles)
    lost = max(0, declared - saved) if declared is not None else len(broken - notes.keys() - articles.keys()) or None
    return Mended(tables, saved - from_copy, from_copy, lost)


def doubtful(tables: Tables, copy: Copy | None) -> int:
    """How many documents differ from the copy's though they claim not to have been changed since."""
    if copy is None:
        return 0
    return sum(
        _contradict(tables.get(name, {}).get(key), document)
        for name in (NOTES, ARTICLES)
        for key, document in copy.tables.get(name, {}).items()
    )


def set_aside(path: Path, raw: bytes, kind: str) -> Path:
    """Keep ``raw`` beside ``path`` under a name that says what it is (``kind``: damaged, foreign). Raises OSError."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside, number = path.with_name(f"{path.stem}.{kind}-{stamp}.json"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.{kind}-{stamp}-{number}.json")
    atomic.write(aside, raw)
    return aside


def told(path: Path, aside: Path | None, kind: str, mended: Mended, copy: Copy | None) -> Notice:
    """What the user must know after ``path`` has been mended."""
    what = {
        "damaged": _("The notebook {path} was damaged."),
        "foreign": _("The file {path} was not a notebook."),
        "missing": _("The notebook {path} was missing."),
        "empty": _("The notebook {path} was empty."),
    }[kind].format(path=path)
    parts = [what]
    if aside:
        parts.append(_("It is kept as {name}.").format(name=aside.name))
    if mended.from_file or not copy:
        parts.append(_("{count} notes and marks were saved from the file itself.").format(count=mended.from_file))
    if copy and mended.from_copy:
        when = copy.made.astimezone().strftime("%Y-%m-%d %H:%M")
        parts.append(_("{count} are restored as they were at {when}.").format(count=mended.from_copy, when=when))
    if mended.lost:
        parts.append(_("{count} could not be restored.").format(count=mended.lost))
    elif mended.lost == 0:
        parts.append(_("Nothing is missing."))
    else:
        parts.append(_("Notes made or changed after that copy may be missing.") if copy else _("No copy was found."))
    return Notice(" ".join(parts), grave=mended.lost != 0)


def _contradict(document: Mapping[str, Any] | None, other: Mapping[str, Any]) -> bool:
    """Whether two states of a document differ although they are of the same time."""
    if document is None or document == other or "modified" not in document:
        return False
    return bool(document["modified"] == other.get("modified"))
