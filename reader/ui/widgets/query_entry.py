"""The line in which a query is typed; completed from the query language and what the library holds."""

from __future__ import annotations

from textual.suggester import Suggester

from reader.language import _
from reader.ui.widgets.entry import Entry


class QueryEntry(Entry):
    """An entry for the library's query language. Keys move the list below it while one types."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, compact: bool = True) -> None:
        super().__init__(
            value,
            placeholder=placeholder or _("Words, section: tag: person: date: figure>"),
            id=id,
            compact=compact,
            suggester=QuerySuggester(),
            select_on_focus=False,
        )


class QuerySuggester(Suggester):
    """The first way in which the last word typed can be completed, by the library."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return None
