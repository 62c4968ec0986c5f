"""What the screens work with: settings, library and notebook, opened late, and the few steps that need both."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from reader import resources, settings
from reader.errors import ReaderError
from reader.language import _
from reader.model import Article, Entity, Figure, Marks, Note, Page

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from reader.library import Library
    from reader.library.pool import Assistant
    from reader.library.prepare import PreparedMarks
    from reader.notebook import Notebook

_NOTE_ROOM = 65_536
"""Bytes that must be free for a note, beside the notebook's new copy and the one before it."""


class Desk:
    """One per program. ``library`` and ``notebook`` open themselves when first asked for; ask in a thread.

    Both may be used from every thread.
    """

    def __init__(self, chosen: settings.Settings, *, marks_apart: bool = False) -> None:
        """``marks_apart`` has marks made by a process of their own: what it takes would weigh on every key here."""
        self.settings = chosen
        self.model_problem = ""
        self._marks_apart = marks_apart
        self._marker: Assistant | None = None
        self.paths = settings.paths()
        self._opening = threading.RLock()
        self._library: Library | None = None
        self._set_aside: list[Library] = []
        self._passing: TemporaryDirectory[str] | None = None
        self.not_kept = ""
        self._notebook: Notebook | None = None
        self._closing = False
        self.note_counts: dict[str, int] = {}

    @property
    def library(self) -> Library:
        """The library: the user's own or, where that cannot be written, one that passes with the session.

        ``not_kept`` then says why, else it is "". Raises ReaderError if neither can be opened.
        """
        with self._opening:
            if self._library is None:
                from reader.library import Library, LibraryError
                from reader.ui import passing

                self.not_kept = passing.hindrance(self.paths.library)
                if not self.not_kept:
                    try:
                        self._library = Library.open(self.paths.library)
                    except LibraryError as error:
                        self.not_kept = str(error)
                if self._library is None:
                    self._library, self._passing = passing.opened(self.paths.library)
            return self._library

    def let_pass(self, reason: str) -> bool:
        """Go on with a library that passes with the session, since the one that is open could not be written.

        Returns False if that is so already. Raises ReaderError if none can be made.
        """
        with self._opening:
            if self.not_kept:
                return False
            from reader.ui import passing

            library, self._passing = passing.opened(self.paths.library)
            if self._library is not None:
                self._set_aside.append(self._library)  # lists may still be read from it
            self._library, self.not_kept = library, reason
            return True

    def notes_refused(self) -> str:
        """Why notes, tags and stars cannot be kept at the moment; "" if they can. Quick."""
        from reader.ui import passing

        path = self.paths.notebook
        size = path.stat().st_size if path.is_file() else 0
        return passing.hindrance(path, 2 * size + _NOTE_ROOM)

    def open_for(self, paths: Sequence[str]) -> None:
        """Open the library; if there are files among ``paths`` that it does not know, get ready to read them.

        What goes wrong here goes wrong again, and is told, when the library is asked for.
        """
        with suppress(ReaderError, OSError):
            if not all(self.library.sources_of_file(path) for path in paths) and paths != ["-"]:
                from reader.library.importing import prepare_to_import

                prepare_to_import()

    @property
    def has_library(self) -> bool:
        """Whether the library is open already, so that asking for it costs nothing."""
        return self._library is not None

    @property
    def notebook(self) -> Notebook:
        """The notebook. Raises ReaderError if it cannot be read."""
        with self._opening:
            if self._notebook is None:
                from reader.notebook import Notebook

                self._notebook = Notebook(self.paths.notebook)
                self.count_notes()
            return self._notebook

    @property
    def has_notebook(self) -> bool:
        """Whether the notebook is open already, so that asking for it costs nothing."""
        return self._notebook is not None

    def close(self) -> None:
        """Close what was opened."""
        self._closing = True
        if self._marker is not None:
            self._marker.close()
        with self._opening:
            if self._notebook is not None:
                self._notebook.close()
                self._notebook = None
            for library in (*self._set_aside, self._library):
                if library is not None:
                    library.close()
            self._set_aside, self._library = [], None
            if self._passing is not None:
                self._passing.cleanup()
                self._passing = None

    # -------------------------------------------------------------------------------------------------------- articles

    def article(self, article_id: str) -> Article:
        """The article. Raises ReaderError if it is not (or no longer) in the library."""
        return self.library.article(article_id)

    def kept_marks(self, article_id: str) -> Marks | None:
        """The marks of an article as far as they have been made, by whichever analyser."""
        return self.library.marks(article_id)

    def is_current(self, marks: Marks | None) -> bool:
        """Whether ``marks`` are there and by the analyser of today."""
        from reader.marks import ANALYSER

        return marks is not None and marks.analyser == ANALYSER

    def mark(self, article: Article) -> Marks:
        """The article's marks by the analyser of today: those kept, or made now and kept. Takes its time."""
        kept = self.library.marks(article.id)
        if kept is not None and self.is_current(kept):
            return kept
        made, to_keep = self._marked_apart(article) if self._marks_apart else self._marked_here(article)
        self.library.put_marks(article.id, to_keep)
        return made

    def _marked_here(self, article: Article) -> tuple[Marks, Marks]:
        from reader.marks import mark
        from reader.marks.entities import model_problem

        made = mark([article])[0]
        self.model_problem = model_problem() or ""
        return made, made

    def _marked_apart(self, article: Article) -> tuple[Marks, PreparedMarks]:
        from reader.library.pool import Assistant
        from reader.library.reading import mark_one

        with self._opening:
            if self._marker is None:
                self._marker = Assistant(mark_one)
        try:
            made, to_keep, self.model_problem = self._marker.ask(article)
        except EOFError:
            made = to_keep = None
        if made is None:
            raise ReaderError(_("No marks could be made in this article; its text is whole"))
        return made, to_keep

    def bring_up_to_date(self, progress: Callable[[int, int], None]) -> int:
        """Marks and indexes of what came without, or by an older analyser; how many articles. Takes its time.

        ``progress`` is given the articles done and all there are to do. Ends early when the desk is closed.
        """
        from reader.library.refreshing import bring_up_to_date, outdated
        from reader.marks import ANALYSER

        number = outdated(self.library, ANALYSER)
        if not number or self._closing:
            return 0
        return bring_up_to_date(
            self.library,
            jobs=1,  # another process: the keys stay quick here, and jieba's dictionary goes when it ends
            progress=progress,
            cancelled=lambda: self._closing,
        )

    def elsewhere(self, article_id: str, mark: Figure | Entity, most: int) -> list[str]:
        """Where else in the library the same name or measure occurs: a line an article, at most so many."""
        name = mark.measured if isinstance(mark, Figure) else mark.name or mark.text
        if not name:
            return []
        hits = self.library.search(f'"{name}"', most + 1)
        return [hit.summary.headline for hit in hits if hit.summary.id != article_id][:most]

    def sounding(self, article: Article, letters: str) -> list[str]:
        """The words of ``article``, as they are printed, whose pinyin or initials are (or begin with) ``letters``."""
        return self.library.sounding(letters, article.text)

    # ----------------------------------------------------------------------------------------------------------- notes

    def notes(self, article_id: str) -> list[Note]:
        """The notes on an article as they stand in its text."""
        return self.notebook.notes(article_id=article_id, order="article")

    def count_notes(self) -> None:
        """Count the notes of each article anew, for the list."""
        counts: dict[str, int] = {}
        if self._notebook is not None:
            for note in self._notebook.notes():
                counts[note.article_id] = counts.get(note.article_id, 0) + 1
        self.note_counts = counts

    def mirror(self, article_ids: Sequence[str]) -> None:
        """Tell the library what the notebook says of these articles, so that it can be searched and listed."""
        for article_id in article_ids:
            self.library.mirror(
                article_id,
                tags=self.notebook.tags_of(article_id),
                notes="\n".join(note.text for note in self.notebook.notes(article_id=article_id)),
                starred=self.notebook.is_starred(article_id),
            )
        self.count_notes()

    def mirror_if_there(self, article_id: str) -> None:
        """The same for one article, which may not (or no longer) be in the library."""
        if article_id in self.library:
            self.mirror([article_id])
        else:
            self.count_notes()

    def mirror_what_differs(self) -> None:
        """Tell the library of everything the notebook holds, as another program may have written in it meanwhile."""
        known = {tagged.article_id for tagged in self.notebook.articles()} | set(self.note_counts)
        self.mirror([article_id for article_id in known if article_id in self.library])

    def correct(self, number: int, before: Page, mended: Page) -> list[str]:
        """Keep a page put right by the reader; notes, tags and stars follow the articles. The ids of its articles."""
        ids = self.library.correct(number, mended)
        # By its id an article is the same where only its paragraphs begin elsewhere, but offsets are not.
        texts = {article.id: article.text for article in mended.articles}
        moved = [article.id for article in before.articles if texts.get(article.id) != article.text]
        if moved:
            self.notebook.follow(moved, mended.articles)
            self.mirror([article_id for article_id in ids if article_id in self.library])
        return ids

    # --------------------------------------------------------------------------------------------------------- samples

    def add_samples(self) -> int:
        """Put the bundled sample pages into an empty library; returns how many articles that made."""
        from reader.library.importing import import_paths

        return import_paths(self.library, [resources.data("samples")], jobs=1, marks=False).new
