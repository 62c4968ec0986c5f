"""The line in which a query is typed; completed from the query language and what the library holds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.suggester import Suggester

from reader.errors import ReaderError
from reader.language import _
from reader.ui.widgets.entry import Entry

if TYPE_CHECKING:
    from reader.ui.desk import Desk


class QueryEntry(Entry):
    """An entry for the library's query language. Keys move the list below it while one types."""

    def __init__(
        self, desk: Desk, value: str = "", *, placeholder: str = "", id: str | None = None, compact: bool = True
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder or _("Words, section: tag: person: date: figure>"),
            id=id,
            compact=compact,
            suggester=QuerySuggester(desk),
            select_on_focus=False,
        )


class QuerySuggester(Suggester):
    """The first way in which the last word typed can be completed, by the library."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._desk = desk

    async def get_suggestion(self, value: str) -> str | None:
        if not value or value[-1].isspace():
            return None
        try:
            found = await asyncio.to_thread(self._desk.library.complete, value, len(value), 3)
        except ReaderError:
            return None
        for each in found:
            whole = value[: each.start] + each.text
            if whole.startswith(value) and whole != value:
                return whole
        return None
