"""The notebook as the rest of the program sees it: notes, tags and stars, kept safely and shared between processes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from reader import settings
from reader.language import _
from reader.model import Article, Note, Quote
from reader.notebook import tags as tagging
from reader.notebook.anchors import quote
from reader.notebook.drafts import Drafts
from reader.notebook.follow import follow
from reader.notebook.generations import Generation, generations
from reader.notebook.merge import merge, tidied
from reader.notebook.selecting import Order, selected
from reader.notebook.store import Change, Store, View
from reader.notebook.values import (
    TICK,
    TRASH_DAYS,
    Collection,
    Draft,
    Followed,
    Imported,
    NoteMissing,
    Notice,
    Standing,
    Star,
    TagCount,
    Tagged,
)
from reader.typography import clean


class Notebook:
    """A notebook file, open. Use as a context manager, or close it.

    Every method may be called from any thread. Reading is from memory and never waits for the disk; writing locks the
    file against other processes, takes in what they have written, replaces the file whole and returns only when the
    disk has it, so call it from a worker thread. A write that fails raises NotebookError and leaves file and memory
    as they were.

    ``read_only`` says why nothing can be written, or is "". ``version`` grows with every change that can be seen
    here, this process's own or another's. ``drafts`` keeps what is being typed.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Open the notebook at ``path`` (the user's own by default); it is made when first written to.

        A damaged file is set aside and what can be saved of it restored; see ``notices``. Raises NotebookError if
        the file cannot be read at all (no permission, the disk fails).
        """
        self._lock = threading.RLock()
        self._store = Store(path or settings.paths().notebook, read_only=read_only)
        self.drafts = Drafts(self._store.path, is_saved=self._is_saved)

    @property
    def path(self) -> Path:
        """The notebook's file."""
        return self._store.path

    @property
    def read_only(self) -> str:
        """Why nothing can be written, in words for the user; "" if it can."""
        return self._store.read_only

    @property
    def version(self) -> int:
        """A number that grows with every change seen; compare it to know whether to draw again."""
        return self._view.version

    def close(self) -> None:
        """Write open drafts to disk and let the file go; a notebook written to leaves a generation behind."""
        with self._lock:
            self.drafts.close()
            self._store.close()

    def __enter__(self) -> Notebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------------------- reading

    @property
    def _view(self) -> View:
        return self._store.view

    def note(self, note_id: str) -> Note | None:
        """The note with this id, in the trash or not; None if there is none."""
        return self._view.notes.get(note_id)

    def notes(
        self,
        *,
        article_id: str | None = None,
        tag: str | None = None,
        text: str = "",
        colour: str | None = None,
        since: date | None = None,
        until: date | None = None,
        trash: bool = False,
        order: Order = "newest",
    ) -> list[Note]:
        """The notes that meet every condition given.

        ``tag`` takes in the tags below it; ``text`` is words that must all be in note, quotation, headline or tags,
        whatever their case; ``since`` and ``until`` are days, both included, of the last change, in local time;
        ``trash`` lists the deleted instead. ``order`` is by last change, newest or oldest first, or "article": by
        headline and, within an article, as the anchors stand in its text.
        """
        return selected(
            self._view.notes.values(),
            article_id=article_id,
            tag=tag,
            text=text,
            colour=colour,
            since=since,
            until=until,
            trash=trash,
            order=order,
        )

    def standing(self, note_id: str) -> Standing:
        """Where the note stands in its article: as made, found again with less than certainty, or adrift."""
        return self._view.standing(note_id)

    def adrift(self) -> list[Note]:
        """The notes whose place in their article is gone, newest first; ``place`` puts one back."""
        return [note for note in self.notes() if self.standing(note.id).adrift]

    def tags_of(self, article_id: str) -> tuple[str, ...]:
        """The tags of the article itself, in the order given (its notes have their own)."""
        tagged = self._view.article(article_id)
        return tagged.tags if tagged else ()

    def all_tags(self) -> list[TagCount]:
        """Every tag in use on notes and articles, and every tag above one, sorted by name."""
        view = self._view
        return tagging.count(
            (note.tags for note in view.notes.values() if note.deleted is None),
            (tagged.tags for tagged in view.tagged.values()),
        )

    def tagged(self, tag: str) -> list[Tagged]:
        """The articles that bear ``tag`` or a tag below it."""
        articles = self._view.tagged.values()
        return [each for each in articles if any(tagging.within(own, tag) for own in each.tags)]

    def articles(self) -> list[Tagged]:
        """All articles that have tags or a star of their own."""
        return list(self._view.tagged.values())

    def is_starred(self, article_id: str) -> bool:
        """Whether the article has a star."""
        tagged = self._view.article(article_id)
        return tagged is not None and tagged.starred is not None

    def starred(self) -> list[Star]:
        """The starred articles, starred last first."""
        stars = [
            Star(each.article_id, each.starred, each.headline, each.source)
            for each in self._view.tagged.values()
            if each.starred is not None
        ]
        return sorted(stars, key=lambda star: star.starred, reverse=True)

    def poll(self) -> bool:
        """Take in what another process has written; True if anything had been. Cheap: call it every second or so.

        Raises NotebookError if the file can no longer be read.
        """
        return self._store.poll()

    def take_notices(self) -> list[Notice]:
        """What the user must be told since last asked: what was restored, what is missing, what another changed."""
        return self._store.take_notices()

    def generations(self) -> list[Generation]:
        """The copies of former days that are kept, newest first."""
        return generations(self.path)

    # ------------------------------------------------------------------------------------------------------- writing

    def add(
        self,
        article_id: str,
        text: str = "",
        *,
        anchor: Quote | None = None,
        tags: Iterable[str] = (),
        colour: str | None = None,
        headline: str = "",
        source: str = "",
        note_id: str | None = None,
    ) -> Note:
        """Keep a new note and return it. A highlight is a note with an ``anchor`` and a ``colour`` and no text.

        ``note_id`` is the draft's id where it comes from a draft; a note that already has it is changed instead.
        """
        now = _now()
        note = Note(
            id=note_id or str(uuid4()),
            article_id=article_id,
            text=text,
            created=now,
            modified=now,
            anchor=anchor,
            tags=tuple(tags),
            colour=colour,
            headline=headline,
            source=source,
        )
        with self._change() as change:
            there = change.note(note.id)
            if there is not None:
                note = replace(note, created=there.created, modified=_after(there.modified))
            note = tidied(note)
            change.put(note, Standing())
        return note

    def update(self, note: Note, *, read: Note | None = None) -> Note:
        """Keep the text, tags and colour of ``note`` (``place`` moves its anchor); returns the note as it is kept.

        ``read`` is the note as it was when the change was begun (by default its state of ``note.modified``, if this
        process still has it). If another has changed it since, nothing is lost: tags added and removed on either side
        are, and if both changed the words the other's stay as a note of their own beside it, of which
        ``take_notices`` tells. Raises NoteMissing if the note has been purged.
        """
        with self._change() as change:
            there = _there(change, note.id)
            tidy = tidied(note)
            read = read or self._store.former(note.id, note.modified) or replace(note, text="")
            text = there.text if tidy.text == read.text else tidy.text
            if there.text not in (read.text, text, ""):
                change.put(replace(there, id=str(uuid4())), change.standing(note.id))
                change.say(
                    _("“{title}”: this note was changed elsewhere meanwhile; both versions are kept.").format(
                        title=there.headline or there.text[:20]
                    )
                )
            gone = (set(read.tags) - set(tidy.tags)) | (set(read.tags) - set(there.tags))
            kept = replace(
                there,
                text=text,
                tags=tuple(dict.fromkeys(tag for tag in (*tidy.tags, *there.tags) if tag not in gone)),
                colour=there.colour if tidy.colour == read.colour else tidy.colour,
                modified=_after(there.modified),
                deleted=there.deleted
                if tidy.text == read.text
                else None,  # what is still written at is not thrown away
            )
            change.put(kept)
        return kept

    def delete(self, *note_ids: str) -> list[Note]:
        """Put notes into the trash, where they stay 30 days; ``restore`` undoes it. Raises NoteMissing."""
        now = _now()
        with self._change() as change:
            notes = [_there(change, note_id) for note_id in note_ids]
            deleted = [replace(n, deleted=n.deleted or now, modified=_after(n.modified)) for n in notes]
            for note in deleted:
                change.put(note)
        return deleted

    def restore(self, *note_ids: str) -> list[Note]:
        """Take notes out of the trash again. Raises NoteMissing if one has been purged."""
        with self._change() as change:
            notes = [_there(change, note_id) for note_id in note_ids]
            restored = [replace(n, deleted=None, modified=_after(n.modified)) for n in notes]
            for note in restored:
                change.put(note)
        return restored

    def purge(self, *note_ids: str) -> int:
        """Remove notes from the trash for good (all of the trash if none is named); returns how many."""
        with self._change() as change:
            gone = [note.id for note in change.deleted() if not note_ids or note.id in note_ids]
            change.purge(gone)
        return len(gone)

    def set_tags(self, article_id: str, tags: Iterable[str], *, headline: str = "", source: str = "") -> None:
        """Give the article exactly these tags."""
        with self._change() as change:
            tagged = change.tagged(article_id, headline, source)
            change.put_tagged(replace(tagged, tags=tagging.tidy(tags)))

    def star(self, article_id: str, *, headline: str = "", source: str = "") -> None:
        """Give the article a star; it keeps the time of its first."""
        with self._change() as change:
            tagged = change.tagged(article_id, headline, source)
            if tagged.starred is None:
                change.put_tagged(replace(tagged, starred=_now()))

    def unstar(self, article_id: str) -> None:
        """Take the article's star away."""
        with self._change() as change:
            change.put_tagged(replace(change.tagged(article_id), starred=None))

    def rename_tag(self, old: str, new: str) -> int:
        """Rename a tag, and the tags below it, on every note and article at once; returns how many were changed.

        If ``new`` is in use already, the two become one. Raises NotebookError if ``new`` is no tag.
        """
        return self._retag(lambda tag: tagging.moved(tag, old, new))

    def merge_tags(self, olds: Iterable[str], into: str) -> int:
        """Make several tags (and what is below them) one, everywhere at once; returns how many were changed."""
        former = list(olds)

        def merged(tag: str) -> str:
            for old in former:
                if tagging.within(tag, old) and not (tagging.within(into, old) and tagging.within(tag, into)):
                    return tagging.moved(tag, old, into)
            return tag

        return self._retag(merged)

    def delete_tag(self, tag: str) -> int:
        """Take a tag and the tags below it from every note and article at once; returns how many were changed."""
        return self._retag(lambda own: "" if tagging.within(own, tag) else own)

    def follow(self, former: Sequence[str], articles: Sequence[Article]) -> list[Followed]:
        """Move what hangs on the articles with the ids ``former`` to ``articles``, which have taken their place.

        For an article that was imported again, corrected, joined or split: each note goes to the article and place
        that fit its quotation best; one whose place is gone goes to the likeliest article, adrift. Tags and stars go
        along. Returns the notes that were moved or stand less than exactly.
        """
        with self._change() as change:
            return follow(change, former, articles)

    def place(self, note_id: str, article: Article, start: int, end: int) -> Note:
        """Put a note (adrift or not) at ``start``–``end`` of ``article.text``. Raises NoteMissing."""
        with self._change() as change:
            there = _there(change, note_id)
            note = replace(
                there,
                article_id=article.id,
                anchor=quote(article.text, start, end),
                headline=article.title,
                source=article.source,
                modified=_after(there.modified),
            )
            change.put(note, Standing())
        return note

    def put_back(self, note: Note, standing: Standing) -> Note:
        """Undo ``place``: the note stands where ``note`` and ``standing``, read before, say. Raises NoteMissing."""
        with self._change() as change:
            there = _there(change, note.id)
            kept = replace(
                there,
                article_id=note.article_id,
                anchor=note.anchor,
                headline=note.headline,
                source=note.source,
                modified=_after(there.modified),
            )
            change.put(kept, standing)
        return kept

    def collection(self, notes: Iterable[Note] | None = None) -> Collection:
        """``notes``, or everything (the trash and what is on articles too), to be exported."""
        view = self._view
        chosen = view.notes.values() if notes is None else list(notes)
        return Collection(
            tuple(chosen),
            {note.id: standing for note in chosen if (standing := view.standing(note.id)) != Standing()},
            tuple(view.tagged.values()) if notes is None else (),
        )

    def merge(self, collection: Collection) -> Imported:
        """Take in what was exported elsewhere: new notes, newer states of notes, tags and stars of articles."""
        with self._change() as change:
            return merge(change, collection)

    def restore_generation(self, path: Path) -> int:
        """Make the notebook what it was in the generation at ``path``; returns how many notes it has now.

        The present state is kept as a generation first. Raises NotebookError.
        """
        return self._store.restore(path)

    # ------------------------------------------------------------------------------------------------------- within

    @contextmanager
    def _change(self) -> Iterator[Change]:
        """A change of the notebook, written as a whole when the block ends, or not at all."""
        with self._lock, self._store.change() as change:
            yield change
            old = _now() - timedelta(days=TRASH_DAYS)
            change.purge([note.id for note in change.deleted() if note.deleted and note.deleted < old])

    def _is_saved(self, draft: Draft) -> bool:
        note = self.note(draft.id)
        return note is not None and note.text == clean(draft.text)

    def _retag(self, renaming: tagging.Renaming) -> int:
        with self._change() as change:
            number = 0
            for note in change.notes():
                if (tags := tagging.renamed(note.tags, renaming)) != note.tags:
                    change.put(replace(note, tags=tags, modified=note.modified + TICK))
                    number += 1
            for tagged in change.articles():
                if (tags := tagging.renamed(tagged.tags, renaming)) != tagged.tags:
                    change.put_tagged(replace(tagged, tags=tags))
                    number += 1
        return number


def _now() -> datetime:
    return datetime.now(UTC)


def _after(moment: datetime) -> datetime:
    """The time now, but later than ``moment`` whatever the clock says: a change is always a newer state."""
    return max(_now(), moment + TICK)


def _there(change: Change, note_id: str) -> Note:
    note = change.note(note_id)
    if note is None:
        raise NoteMissing(_("This note is no longer in the notebook; it may have been purged from the trash."))
    return note
