"""Nearly the same article elsewhere in the library: named beneath the text, and gone to."""

from __future__ import annotations

from pathlib import Path

from reader.errors import ReaderError
from reader.language import _
from reader.ui import commands, fit
from reader.ui.actions.room import Room
from reader.ui.widgets.twins_line import TwinsLine
from reader.ui.working import in_thread

MOST = 20
"""Near duplicates that are named at most."""


LOOK_EVERY = 2.0
"""Seconds between two looks while no near duplicate is known."""


class TwinActions(Room):
    """``twins`` are the near duplicates of the article shown, ids with what is said of them, the most alike first."""

    twins: tuple[tuple[str, str], ...] = ()

    def on_mount(self) -> None:
        # Near duplicates are found in the background, after the article is on the screen.
        self.set_interval(LOOK_EVERY, lambda: None if self.twins or not self.article_id else self.look_for_twins())

    def article_changed(self) -> None:
        super().article_changed()
        self.look_for_twins()

    def look_for_twins(self) -> None:
        """Ask the library, in a thread, and name what it knows."""
        article_id, own = self.article_id, self.article.source if self.article else ""

        def look() -> tuple[list[tuple[str, str]], list[str]]:
            library = self.desk.library
            if article_id not in library:
                return [], []
            twins = []
            for twin in library.twins(article_id)[:MOST]:
                try:
                    other = library.article(twin.article_id)
                except ReaderError:  # removed meanwhile
                    continue
                twins.append((twin.article_id, f"{_where(other.source)} “{fit.cut(other.title, 30)}” {twin.alike:.0%}"))
            return twins, [_where(source) for source in library.sources(article_id) if source != own]

        def found(answer: tuple[list[tuple[str, str]], list[str]]) -> None:
            if article_id == self.article_id:
                self.twins = tuple(answer[0])
                places = [*(said for _id, said in answer[0]), *answer[1]]
                keys = commands.keys_of(commands.command("reader.twins"), self.desk.settings.keys)
                self.query_one(TwinsLine).show(places, keys[0] if self.twins and keys else "")

        in_thread(self, look, found, group="twins", only_last=True)

    def action_twins(self) -> None:
        """To the near duplicate, or to the one chosen where there are several."""
        if not self.twins:
            self.tell(_("Nothing in the library is nearly the same as this article"))
        elif len(self.twins) == 1:
            self.newsreader.go_to(self.twins[0][0], 0)
        else:
            from reader.ui.screens.choose import Choice, Choose

            def chosen(article_id: str | None) -> None:
                if article_id:
                    self.newsreader.go_to(article_id, 0)

            choices = [Choice(article_id, said) for article_id, said in self.twins]
            self.app.push_screen(Choose(_("Nearly the same"), choices), chosen)


def _where(source: str) -> str:
    """The name of a file or address, short enough for a line that names several."""
    return source if "://" in source else Path(source).name
