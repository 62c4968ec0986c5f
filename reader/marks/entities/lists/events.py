"""The lists that tell events, and the sides of matches."""

from __future__ import annotations

from reader.marks.entities.lists.source import Source
from reader.patterns import Pattern

_DIGITS = "一二三四五六七八九十"


class ListsOfSides:
    """What sport.toml holds: where the sides of a match stand."""

    def __init__(self) -> None:
        sport = Source("sport")
        self.nicknames = sport.one_of("nicknames")
        self.beats = sport.words("beats")
        self.side_places = sport.words("places")
        self.grounds = sport.one_of("grounds")
        self.against = sport.words("against")


class ListsOfEvents:
    """What events.toml holds."""

    def __init__(self) -> None:
        events = Source("events")
        self.short_events = events.one_of("short")
        self.event = events.words("endings")
        self.weak_events = events.one_of("weak")
        self.hosted = events.one_of("hosted")
        self.event_openings = events.one_of("openings")
        self.event_verbs = events.one_of("verbs")
        self.events = events.words("names")
        self.dated_events = Pattern(
            f"(?<![{_DIGITS}])[{_DIGITS}]{{2,4}}(?:{events.either('dated')})", needs=events.in_order("dated")
        )
