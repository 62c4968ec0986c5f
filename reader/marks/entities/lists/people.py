"""The lists that tell people: surnames, what foreign names are made of, offices and callings, what people do."""

from __future__ import annotations

from collections.abc import Mapping

from reader.marks.entities.lists.source import Source, named
from reader.marks.entities.lists.wordlist import Words
from reader.patterns import Pattern


class ListsOfPeople:
    """What people.toml and the lists of surnames, offices and callings hold; the files say what each is."""

    def __init__(self) -> None:
        people = Source("people")
        self.surnames: Mapping[str, int] = {name: place for place, name in reversed(list(enumerate(named("surnames"))))}
        """Surname to its place in the list, which goes from the common to the rare."""
        self.japanese_surnames = frozenset(named("japanese-surnames"))
        self.japanese_endings = people.one_of("japanese")
        self.japanese_three = people.words("japanese_three")
        self.last_parts = people.words("last_parts")
        self.tibetan = people.words("tibetan")
        self.turkic = people.words("turkic")
        self.two_parts = people.words("tibetan", "mongolian")
        """What Tibetan and Mongolian names are made of."""
        self.sounds = people.one_of("sounds")
        self.foreign_ends = people.one_of("foreign_ends")
        self.never_last = people.one_of("never_last")
        self.causes = people.in_order("causes")
        self.never_in_person = people.one_of("never")
        self.given = people.one_of("given")
        self.behind_people = people.one_of("behind")
        self.ends_of_places = people.one_of("places_end")
        self.appointed = Pattern(
            f"(?:{people.either('appoints')})([㐀-鿿]{{2,4}}?)(?<!为)(?={people.either('appointed')})"
        )
        """A verb of appointing, a name (group 1) and what stands behind the name."""
        self.speaks = people.one_of("speaks")
        self.speaks_short = people.one_of("speaks_short")
        self.does = people.words("speaks", "does")
        self.also_verbs = people.one_of("also_verbs")
        self.verbs_too = people.in_order("also_verbs")
        self.address = people.one_of("address")
        self.verbs_as_given = people.one_of("verbs_as_given")
        self.behind_given = people.one_of("behind_given")
        self.says = people.in_order("says")
        self.before_offices = people.one_of("before_offices")
        self.heads_of_offices = people.one_of("heads_of_offices")
        self.byline = Pattern(
            rf"[（(](?:[㐀-鿿]{{0,8}}(?:{people.either('bylined')})[ \u3000]*)?"
            r"([㐀-鿿]{2,4}(?:[ \u3000]+[㐀-鿿]{2,4}){1,5})[）)]",
            needs="（(",
        )
        """Brackets with names (group 1) and nothing else but a calling before them."""
        self.reporters = people.in_order("reporters")
        self.shared = people.one_of("shared")
        self.doers = people.one_of("doers")
        self.several = people.in_order("several")
        self.of_a_place = people.one_of("of_a_place")
        self.times = people.one_of("times")
        self.then = people.in_order("then")
        self.storm = Pattern(f'(?:{people.either("storms")})[“"「『]$')
        self.units = people.one_of("units")
        self.unit_of_measure = people.words("units")
        offices, callings = named("offices"), named("callings")
        self.offices = frozenset(offices)
        self.office = Words(offices)
        self.callings = frozenset(callings)
        self.called = self.offices | self.callings
        self.called_ends = frozenset(word[-1] for word in self.called)
        """Last characters of offices and callings: before others there is no need to look for one."""
        self.honorifics = frozenset(named("honorifics"))

    def surname(self, text: str) -> str:
        """The surname that ``text`` begins with, or an empty string."""
        if len(text) > 1 and text[:2] in self.surnames:
            return text[:2]
        return text[:1] if text[:1] in self.surnames else ""

    def calls(self, before: str) -> bool:
        """Whether a text ends with a calling or an office, so that even 白露 is a person behind it."""
        if before[-1:] not in self.called_ends:
            return False
        return any(before[-size:] in self.called for size in range(2, 7))
