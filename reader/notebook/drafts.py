"""Drafts: what is being typed, journalled as it is typed and offered again after a crash."""

from __future__ import annotations

from pathlib import Path

from reader.notebook.values import Draft


class Drafts:
    """The notes being written in this process, and those that a process before it left unfinished.

    ``keep`` is called at every keystroke: it returns at once, and the text is on disk soon after. ``flush`` has it on
    disk when it returns and may be called from a signal handler.
    """

    def __init__(self, notebook: Path) -> None:
        self._open: dict[str, Draft] = {}
        self._left: dict[str, Draft] = {}

    def keep(self, draft: Draft) -> None:
        """Take the draft as it is now; it replaces the former state with the same id."""
        self._open[draft.id] = draft

    def discard(self, draft_id: str) -> None:
        """The draft has become a note, or is not wanted: forget it."""
        self._open.pop(draft_id, None)
        self._left.pop(draft_id, None)

    def flush(self) -> None:
        """Write what is not yet on disk, at once. Never raises: see ``problem``."""

    @property
    def problem(self) -> str:
        """Why drafts cannot be written to disk at the moment, in words for the user; "" if they can."""
        return ""

    def left(self) -> list[Draft]:
        """The drafts a process before left behind, newest first: to be offered, then kept up or discarded."""
        return list(self._left.values())

    def open(self) -> list[Draft]:
        """The drafts of this process."""
        return list(self._open.values())

    def close(self) -> None:
        """Flush, and remove the journal if no draft is open."""
        self.flush()
