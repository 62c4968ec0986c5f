"""The same article in other files, and nearly the same in the library: named beneath the text, and gone to."""

from __future__ import annotations

from typing import NamedTuple

from reader.errors import ReaderError
from reader.language import _
from reader.ui import commands, fit, plainly
from reader.ui.actions.room import Room
from reader.ui.widgets.twins_line import TwinsLine
from reader.ui.working import in_thread

MOST = 20
"""Near duplicates that are named at most."""


LOOK_EVERY = 2.0
"""Seconds between two looks while no near duplicate is known."""


class Elsewhere(NamedTuple):
    """Another place of the article shown: the raw page ``page`` with it, or (None) the near duplicate ``article_id``.

    ``said`` names it in a line.
    """

    article_id: str
    page: int | None
    said: str


class TwinActions(Room):
    """``elsewhere`` are the other places of the article shown: near duplicates, the most alike first, then files."""

    elsewhere: tuple[Elsewhere, ...] = ()

    def on_mount(self) -> None:
        # Near duplicates are found in the background, after the article is on the screen.
        self.set_interval(LOOK_EVERY, lambda: None if self._twinned or not self.article_id else self.look_for_twins())

    @property
    def _twinned(self) -> bool:
        return any(each.page is None for each in self.elsewhere)

    def article_changed(self) -> None:
        super().article_changed()
        self.look_for_twins()

    def look_for_twins(self) -> None:
        """Ask the library, in a thread, and name what it knows."""
        article_id, own = self.article_id, self.article.source if self.article else ""

        def look() -> list[Elsewhere]:
            library = self.desk.library
            if article_id not in library:
                return []
            found = []
            for twin in library.twins(article_id)[:MOST]:
                try:
                    other = library.article(twin.article_id)
                except ReaderError:  # removed meanwhile
                    continue
                said = f"{plainly.named(other.source)} {plainly.titled(fit.cut(other.title, 30))} {twin.alike:.0%}"
                found.append(Elsewhere(twin.article_id, None, said))
            for page, sources in library.editions(article_id):
                found += [Elsewhere(article_id, page, plainly.named(source)) for source in sources if source != own]
            return found

        def found(places: list[Elsewhere]) -> None:
            if article_id == self.article_id:
                self.elsewhere = tuple(places)
                keys = commands.keys_of(commands.command("reader.twins"), self.desk.settings.keys)
                self.query_one(TwinsLine).show([place.said for place in places], keys[0] if places and keys else "")

        in_thread(self, look, found, group="twins", only_last=True)

    def action_twins(self) -> None:
        """To the other place, or to the one chosen where there are several."""
        places = self.elsewhere
        if not places:
            self.tell(_("Nothing in the library is nearly the same as this article"))
        elif len(places) == 1:
            self._go_elsewhere(places[0])
        else:
            from reader.ui.screens.choose import Choice, Choose

            def chosen(number: str | None) -> None:
                if number:
                    self._go_elsewhere(places[int(number)])

            choices = [
                Choice(str(number), place.said, _("article") if place.page is None else _("raw page"))
                for number, place in enumerate(places)
            ]
            self.app.push_screen(Choose(_("Also in"), choices), chosen)

    def _go_elsewhere(self, place: Elsewhere) -> None:
        if place.page is None:
            self.newsreader.go_to(place.article_id, 0)
        else:
            self.newsreader.open_screen("raw", place.article_id, place.page)
