"""The documents on disk and the typed view of them in memory, kept together: read, changed as a whole, published."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from reader.language import _
from reader.model import Note
from reader.notebook import records
from reader.notebook.values import NotebookError, Notice, ReadOnlyNotebook, Standing, Tagged


@dataclass(frozen=True)
class View:
    """Everything in the notebook at one moment; never changed, only replaced."""

    notes: Mapping[str, Note] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    articles: Mapping[str, Tagged] = field(default_factory=dict)
    version: int = 0


class Change:
    """A change under way: the notebook as it will be, and which of it is new."""

    def __init__(self, view: View) -> None:
        self.notes = dict(view.notes)
        self.standings = dict(view.standings)
        self.articles = dict(view.articles)
        self.changed: set[str] = set()
        self.notices: list[Notice] = []

    def put(self, note: Note, standing: Standing | None = None) -> None:
        """Keep ``note``, new or changed; ``standing`` None leaves where it stands as it was."""
        self.notes[note.id] = note
        if standing is not None:
            self.standings[note.id] = standing
        self.changed.add(note.id)

    def purge(self, note_ids: Iterable[str]) -> None:
        """Remove notes for good."""
        for note_id in note_ids:
            del self.notes[note_id]
            self.standings.pop(note_id, None)
            self.changed.add(note_id)

    def tagged(self, article_id: str, headline: str = "", source: str = "") -> Tagged:
        """What the article bears so far, with its headline and source where they are given."""
        there = self.articles.get(article_id) or Tagged(str(uuid4()), article_id)
        return replace(there, headline=headline or there.headline, source=source or there.source)

    def put_tagged(self, tagged: Tagged) -> None:
        """Keep what an article bears; one that bears nothing any more is dropped."""
        if tagged.tags or tagged.starred:
            self.articles[tagged.article_id] = tagged
        else:
            self.articles.pop(tagged.article_id, None)
        self.changed.add(tagged.id)

    def say(self, message: str, *, grave: bool = False) -> None:
        """Tell the user, once the change is on disk."""
        self.notices.append(Notice(message, grave))


class Store:
    """The notebook's file and the view of it."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = Path(os.path.realpath(path))
        self.read_only = _("The notebook was opened for reading only.") if read_only else ""
        self._lock = threading.RLock()
        self._notices: list[Notice] = []
        self.view = View()
        self.poll()

    def close(self) -> None:
        """Let the file go."""

    def take_notices(self) -> list[Notice]:
        with self._lock:
            taken, self._notices = self._notices, []
        return taken

    def poll(self) -> bool:
        if not self.path.exists():
            return False
        tables: dict[str, dict[str, Any]] = json.loads(self.path.read_text(encoding="utf-8"))
        notes = {key: records.note_of(key, value) for key, value in tables["notes"].items()}
        articles = {key: records.tagged_of(key, value) for key, value in tables["articles"].items()}
        by_article = {tagged.article_id: tagged for tagged in articles.values()}
        if notes == self.view.notes and by_article == self.view.articles:
            return False
        self.view = View(MappingProxyType(notes), {}, by_article, self.view.version + 1)
        return True

    @contextmanager
    def change(self) -> Iterator[Change]:
        if self.read_only:
            raise ReadOnlyNotebook(self.read_only)
        with self._lock:
            self.poll()
            change = Change(self.view)
            yield change
            if not change.changed:
                return
            tables = {
                "notes": {k: records.note_document(v, Standing()) for k, v in change.notes.items()},
                "articles": {v.id: records.tagged_document(v) for v in change.articles.values()},
            }
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                temporary = self.path.with_suffix(".tmp")
                temporary.write_text(json.dumps(tables, ensure_ascii=False, indent=1), encoding="utf-8")
                os.replace(temporary, self.path)
            except OSError as error:
                raise NotebookError(str(error)) from error
            self.view = View(change.notes, change.standings, change.articles, self.view.version + 1)
            self._notices += change.notices
