"""The typed view of the documents: read without waiting, changed as a whole, published when the disk has it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import uuid4

from reader.language import _
from reader.model import Note
from reader.notebook import generations, layout, records, recovery
from reader.notebook.layout import collecting_later
from reader.notebook.records import Document
from reader.notebook.schema import ARTICLES, NOTES
from reader.notebook.storage import NotebookDB, NotebookTable, SafeStorage
from reader.notebook.values import NotebookError, Notice, Standing, Tagged

T = TypeVar("T")

FORMER = 2000
"""So many former states of notes are remembered, to tell what a reader changed from what another did."""


class Typed(Mapping[str, T], Generic[T]):
    """Documents as typed values, each made when first asked for: a large notebook opens without making them all.

    A document that does not hold what it should is not among them; its key is in ``bad``.
    """

    def __init__(self, documents: Mapping[str, Document], made: Mapping[str, T], make: Callable[[str, Document], T]):
        self.documents = documents
        self.bad: set[str] = set()
        self._make = make
        # Values already made serve again as long as their documents are the same objects.
        self.made: dict[str, T] = dict(made)

    def __getitem__(self, key: str) -> T:
        made = self.made.get(key)
        if made is None:
            try:
                made = self.made[key] = self._make(key, self.documents[key])
            except records.BadDocument as error:
                self.bad.add(key)
                raise KeyError(key) from error
        return made

    def __iter__(self) -> Iterator[str]:
        return (key for key in self.documents if self.get(key) is not None)

    def __len__(self) -> int:
        return sum(1 for _key in self)

    def values(self) -> list[T]:  # type: ignore[override]
        """All values, made where they have not been."""
        found, made, make = [], self.made, self._make
        with collecting_later():
            for key, document in self.documents.items():
                value = made.get(key)
                if value is None:
                    try:
                        value = made[key] = make(key, document)
                    except records.BadDocument:
                        self.bad.add(key)
                        continue
                found.append(value)
        return found

    def renewed(self, documents: Mapping[str, Document]) -> Typed[T]:
        """The same over ``documents``, keeping the values whose documents are the same objects."""
        kept = {key: made for key, made in self.made.items() if documents.get(key) is self.documents.get(key)}
        return Typed(documents, kept, self._make)


@dataclass(frozen=True)
class View:
    """Everything in the notebook at one moment; never changed, only replaced. ``by_article`` has record ids."""

    notes: Typed[Note] = field(default_factory=lambda: Typed({}, {}, records.note_of))
    tagged: Typed[Tagged] = field(default_factory=lambda: Typed({}, {}, records.tagged_of))
    by_article: Mapping[str, str] = field(default_factory=dict)
    version: int = 0

    def standing(self, note_id: str) -> Standing:
        """Where a note stands; as made, if nothing else is said."""
        document = self.notes.documents.get(note_id)
        try:
            return (records.standing_of(document) if document else None) or Standing()
        except records.BadDocument:
            return Standing()

    def article(self, article_id: str) -> Tagged | None:
        """What the article bears, if anything."""
        record = self.by_article.get(article_id)
        return self.tagged.get(record) if record else None


class Change:
    """A change under way: what is there, with what has been put and removed so far."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._notes: dict[str, tuple[Note, Standing] | None] = {}
        self._tagged: dict[str, Tagged] = {}
        self.notices: list[Notice] = []

    def note(self, note_id: str) -> Note | None:
        """The note as it will be."""
        if note_id in self._notes:
            entry = self._notes[note_id]
            return entry[0] if entry else None
        return self._view.notes.get(note_id)

    def standing(self, note_id: str) -> Standing:
        """Where the note will stand."""
        entry = self._notes.get(note_id)
        return entry[1] if entry else self._view.standing(note_id)

    def notes(self) -> list[Note]:
        """All notes as they will be, those in the trash too."""
        there = [note for note in self._view.notes.values() if note.id not in self._notes]
        return there + [entry[0] for entry in self._notes.values() if entry]

    def deleted(self) -> list[Note]:
        """The notes in the trash; does not make the others."""
        documents = self._view.notes.documents
        there = [key for key, document in documents.items() if "deleted" in document and key not in self._notes]
        notes = [note for key in there if (note := self._view.notes.get(key)) is not None]
        return notes + [entry[0] for entry in self._notes.values() if entry and entry[0].deleted]

    def put(self, note: Note, standing: Standing | None = None) -> None:
        """Keep ``note``, new or changed; ``standing`` None leaves where it stands as it was."""
        self._notes[note.id] = (note, standing or self.standing(note.id))

    def purge(self, note_ids: Iterable[str]) -> None:
        """Remove notes for good."""
        self._notes.update(dict.fromkeys(note_ids))

    def articles(self) -> list[Tagged]:
        """All articles that will bear something."""
        there = [each for each in self._view.tagged.values() if each.article_id not in self._tagged]
        return there + [each for each in self._tagged.values() if each.tags or each.starred]

    def tagged(self, article_id: str, headline: str = "", source: str = "") -> Tagged:
        """What the article bears so far, with its headline and source where they are given."""
        there = self._tagged.get(article_id) or self._view.article(article_id) or Tagged(str(uuid4()), article_id)
        return replace(there, headline=headline or there.headline, source=source or there.source)

    def put_tagged(self, tagged: Tagged) -> None:
        """Keep what an article bears; one that bears nothing any more is dropped."""
        self._tagged[tagged.article_id] = tagged

    def say(self, message: str, *, grave: bool = False) -> None:
        """Tell the user, once the change is on disk."""
        self.notices.append(Notice(message, grave))

    def write(self, notes: NotebookTable, tagged: NotebookTable) -> None:
        """Put the change into the tables; fields of a document that this program does not know stay in it."""
        put: dict[str, Document] = {}
        for note_id, entry in self._notes.items():
            if entry is not None:
                old = self._view.notes.documents.get(note_id, {})
                put[note_id] = _unknown(old, _NOTE_FIELDS) | records.note_document(*entry)
        if self._notes:
            notes.change(put, {note_id for note_id, entry in self._notes.items() if entry is None})
        put, gone = {}, set()
        for each in self._tagged.values():
            if each.tags or each.starred:
                old = self._view.tagged.documents.get(each.id, {})
                put[each.id] = _unknown(old, _TAGGED_FIELDS) | records.tagged_document(each)
            elif each.id in self._view.tagged.documents:
                gone.add(each.id)
        if put or gone:
            tagged.change(put, gone)


_NOTE_FIELDS = frozenset(
    ["article", "headline", "source", "text", "tags", "colour", "anchor", "created", "modified", "deleted", "standing"]
)
_TAGGED_FIELDS = frozenset(["article", "headline", "source", "tags", "starred"])


def _unknown(document: Document, known: frozenset[str]) -> Document:
    return {name: value for name, value in document.items() if name not in known}


class Store:
    """The notebook's documents on disk, and the view of them in memory."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Read the notebook at ``path``. Raises NotebookError."""
        self._lock = threading.RLock()
        self._db = NotebookDB(path, read_only=read_only)
        storage: Any = self._db.storage
        self._storage: SafeStorage = storage
        self._notes: Any = self._db.table(NOTES)
        self._tagged: Any = self._db.table(ARTICLES)
        self._tables: dict[str, dict[str, Document]] | None = None
        self._told: set[str] = set()
        self._former: dict[tuple[str, Any], Document] = {}
        self.view = View()
        self._renew()

    @property
    def path(self) -> Path:
        """The file, links resolved."""
        return self._storage.path

    @property
    def read_only(self) -> str:
        """Why nothing can be written, or ""."""
        return self._storage.read_only

    def former(self, note_id: str, modified: datetime) -> Note | None:
        """The note as this process showed it at its change of ``modified``, if that is not too many changes ago."""
        now = self.view.notes.get(note_id)
        if now and now.modified == modified:
            return now
        document = self._former.get((note_id, modified.isoformat()))
        return records.note_of(note_id, document) if document else None

    def close(self) -> None:
        """Keep a generation of what was written."""
        self._db.close()

    def take_notices(self) -> list[Notice]:
        """What the user must be told since last asked; waits for no lock."""
        taken, self._storage.notices = self._storage.notices, []
        bad = self.view.notes.bad | self.view.tagged.bad
        if bad - self._told:
            self._told |= bad
            said = _("{count} entries of the notebook cannot be understood; see `newsreader notes check`.")
            taken.append(Notice(said.format(count=len(bad)), grave=True))
        return taken

    def poll(self) -> bool:
        """Take in what another process has written; whether there was anything. Raises NotebookError.

        While this process is writing, what others have written comes with that: False at once.
        """
        if not self._storage.changed() or not self._lock.acquire(blocking=False):
            return False
        try:
            return self._renew()
        finally:
            self._lock.release()

    @contextmanager
    def change(self) -> Iterator[Change]:
        """A change of what the file now holds, written and published as a whole when the block ends, or not at all."""
        with self._lock:
            with self._storage.transaction():
                self._renew()
                change = Change(self.view)
                yield change
                change.write(self._notes, self._tagged)
            self._renew()
            self._storage.notices.extend(change.notices)

    def restore(self, generation: Path) -> int:
        """Make the documents those of ``generation``, the present ones kept; how many notes there are now."""
        try:
            tables = recovery.copy_of(generation)
        except (OSError, layout.Unreadable) as error:
            raise NotebookError(
                _("{path} cannot be restored: {reason}.").format(path=generation, reason=error)
            ) from error
        with self._lock:
            with self._storage.transaction():
                generations.keep(self.path, datetime.now(UTC))
                self._storage.write(tables)
            self._renew()
        return len(tables.get(NOTES, {}))

    def _renew(self) -> bool:
        """Publish a view of the tables as they are now; whether they are others."""
        tables = self._storage.read()
        if tables is self._tables:
            return False
        self._tables = tables
        notes = self.view.notes.renewed(tables.get(NOTES, {}))
        for note_id, document in self.view.notes.documents.items():
            if notes.documents.get(note_id) is not document:
                self._former[note_id, document.get("modified")] = document
        for key in list(self._former)[: len(self._former) - FORMER]:
            del self._former[key]
        tagged = self.view.tagged.renewed(tables.get(ARTICLES, {}))
        self.view = View(
            notes,
            tagged,
            {each.article_id: each.id for each in tagged.values()},
            self.view.version + 1,
        )
        return True
