"""The lists that tell organisations: bodies known by name, how others end, what stands around them."""

from __future__ import annotations

from reader.marks.entities.lists.source import Source, named
from reader.marks.entities.lists.wordlist import Words
from reader.patterns import Pattern


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
        self.governed = bodies.one_of("governed")
        self.town = bodies.one_of("town")
        self.town_offices = bodies.one_of("town_offices")
        self.no_business = bodies.one_of("no_business")
        self.joined = Pattern(f"([㐀-鿿]{{2,10}}?)[与和及][㐀-鿿]{{2,8}}?(?:{bodies.either('joined')})")
        """What goes on behind a name (first group) with "and" to the end of a unit."""
        self.bracketed = Pattern(
            f"[（(](?![^）)]*[简下]称)[㐀-鿿]{{2,8}}[）)](?:{bodies.either('bracketed')})*(?:{bodies.either('companies')})",
            needs="（(",
        )
        self.ministry = Pattern(
            f"([㐀-鿿]{{1,8}}?(?:{bodies.either('ministry_ends')}))"
            f"(?=(?:{bodies.either('deputies')})?(?:{bodies.either('ministers')}))"
        )
        """A ministry (group 1) before its minister."""
        self.short_ministries = bodies.one_of("short_ministries")
        self.after_ministry = bodies.one_of("after_ministry")
        self.departments = bodies.one_of("departments")
        self.missions = bodies.in_order("missions")
        self.congress = bodies.in_order("congress")
        self.staffed = bodies.one_of("staffed")
        self.of_houses = bodies.in_order("announces", "staff")
        """What stands behind a house that acts, behind a government, behind a body of research."""
        self.of_governments = bodies.in_order("announces", "of_governments")
        self.of_research = bodies.in_order("announces", "researchers")
        self.national = Pattern(
            f"国家([㐀-鿿]{{2,6}}(?:[与和及][㐀-鿿]{{2,4}})?)(?:{bodies.either('national')})", needs=("国家",)
        )
        """A national body of research and what it is for (group 1)."""
        self.not_the_name = bodies.one_of("not_the_name")
        self.not_inside = bodies.in_order("not_inside")
        self.not_inside_firsts = frozenset(word[0] for word in self.not_inside)
        self.founded = bodies.one_of("founded")
        self.founded_ends = bodies.one_of("founded_ends")
        self.headed = bodies.one_of("headed")
        self.body_ends = bodies.one_of("body_ends")
