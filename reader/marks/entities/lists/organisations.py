"""The lists that tell organisations: bodies known by name, how others end, what stands around them."""

from __future__ import annotations

from reader.marks.entities.late import Pattern
from reader.marks.entities.lists.source import Source, named
from reader.marks.entities.lists.wordlist import Words


class ListsOfOrganisations:
    """What organisations.toml and the lists of bodies, companies and clubs hold; the files say what each is."""

    def __init__(self) -> None:
        bodies = Source("organisations")
        clubs = named("clubs")
        known = [*named("bodies"), *named("companies"), *clubs]
        self.bodies = Words(known)
        self.body = frozenset(known)
        """Bodies, companies and clubs known by name."""
        self.clubs = frozenset(clubs)
        self.leading = bodies.longest_first("leading")
        self.ending = bodies.words("endings")
        self.endings_alone = bodies.one_of("alone")
        self.bureaus = bodies.words("bureaus")
        self.ministries = bodies.one_of("ministries")
        self.own_offices = bodies.longest_first("own_offices")
        """Places whose government offices are named with the place before them."""
        self.state = bodies.words("teams", "state")
        self.teams = bodies.one_of("teams")
        self.unit = bodies.words("units")
        self.trades = bodies.one_of("trades")
        self.business = bodies.longest_first("business")
        """What a company's full name ends with, and its short one does not."""
        self.numbered = Pattern(
            f"第[一二三四五六七八九十百0-9０-９]+(?![届次批所家个座轮季])[㐀-鿿]{{0,6}}?(?:{bodies.either('numbered')})"
        )
        self.committee = bodies.words("committees")
        self.short = bodies.one_of("short")
        self.short_alone = bodies.one_of("short_alone")
        self.houses = bodies.words("houses")
        self.houses_that_speak = bodies.one_of("houses_that_speak")
