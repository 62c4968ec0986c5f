"""Finding words in the article on the screen: as one types, every place lit, then from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from reader.language import _
from reader.ui.actions.room import Room
from reader.ui.working import in_thread

if TYPE_CHECKING:
    from textual.widgets import Input


class FindActions(Room):
    """The line in which one types what to find stands above the text while it is used.

    What is typed in Latin letters and does not occur is taken for pinyin.
    """

    _wanted = ""

    def action_find(self) -> None:
        if self.article is None:
            self.tell(_("No article is open"), warning=True)
            return
        found = self.query("#find")
        if found:
            found.first().focus()
            return
        from reader.ui.widgets.entry import Entry

        entry = Entry(placeholder=_("Find in the article"), id="find", compact=True)
        self.query_one("#main", Vertical).mount(entry, before=0)
        entry.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "find":
            event.stop()
            self._wanted = event.value
            if self.view.search(event.value) or not event.value:
                self._say_found(event.value)
            else:
                self._find_by_sound(event.value)

    def _find_by_sound(self, letters: str) -> None:
        """What does not occur may be pinyin: look, in a thread, for words of the article that sound so."""
        article = self.article

        def found(words: list[str]) -> None:
            if self._wanted == letters and self.article is article:
                if words:
                    self.view.search(letters, *words)
                if not self.query("#find"):
                    self.view.end_search()
                self._say_found(letters)

        if article is not None:
            in_thread(self, lambda: self.desk.sounding(article, letters), found, group="sounds", only_last=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "find":
            event.stop()
            self.view.end_search()
            event.input.remove()
            self.view.focus()
            if self.view.found[1]:
                self._say_where()

    def action_find_step(self, by: int) -> None:
        """To the next place found (or the one before), round the ends."""
        if not self.view.found[1]:
            self.tell(_("Nothing is being looked for: / finds words in the article"), warning=True)
            return
        self.view.find_step(by)
        # The text first: a second line to paint would hold it up.
        self.call_after_refresh(self._say_where)

    def _say_where(self) -> None:
        here, number = self.view.found
        if number:
            self.tell(_("{here} of {number}; n goes on, N back").format(here=here, number=number))

    def close_find(self) -> bool:
        """Give up finding and go back to where it began; whether there was anything to give up."""
        found = self.query("#find")
        if not found:
            return False
        found.remove()
        self._wanted = ""
        self.view.search("")
        self.view.focus()
        return True

    def _say_found(self, wanted: str) -> None:
        here, number = self.view.found
        if not wanted:
            self.tell("")
        elif number:
            self.tell(_("{here} of {number}").format(here=here, number=number))
        else:
            self.tell(_("Not in this article: {words}").format(words=wanted))
