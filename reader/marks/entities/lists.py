"""The word lists in data/names/, read once, and the user's own names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from reader import resources
from reader.marks.entities.late import Pattern
from reader.model import EntityKind

KINDS: tuple[EntityKind, ...] = ("PER", "LOC", "ORG", "WORK", "EVENT")


class Words:
    """A list of words found in texts, the longest where several begin together.

    They are looked up by their first characters and their length: much sooner made than a pattern of all of them, and
    where none begins, which is nearly everywhere, sooner told.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._head = min(2, *map(len, self._words))
        sizes: dict[str, set[int]] = {}
        for word in self._words:
            sizes.setdefault(word[: self._head], set()).add(len(word))
        self._sizes = {head: sorted(found, reverse=True) for head, found in sizes.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._words

    @cached_property
    def _begins(self) -> re.Pattern[str]:
        """Where one may begin, by its first three characters."""
        firsts, short = _any_of(word[0] for word in self._words), {word for word in self._words if len(word) == 2}
        if self._head < 2:
            return re.compile(firsts)
        longer = self._words - short
        behind = [_any_of(word[1] for word in longer) + _any_of(word[2] for word in longer)] if longer else []
        behind += [_any_of(word[1] for word in short)] if short else []
        return re.compile(f"{firsts}(?={'|'.join(behind)})")

    @cached_property
    def _lasts(self) -> frozenset[str]:
        return frozenset(word[-1] for word in self._words)

    def places(self, text: str) -> Iterator[int]:
        """Where words begin, those inside others too."""
        sizes, head = self._sizes, self._head
        for begin in self._begins.finditer(text):
            at = begin.start()
            if text[at : at + head] in sizes and self.end(text, at) is not None:
                yield at

    def spans(self, text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
        """Where words stand in the text (between ``start`` and ``stop``); they do not overlap."""
        stop = len(text) if stop is None else stop
        reached, sizes, head, words = start, self._sizes, self._head, self._words
        for begin in self._begins.finditer(text, start, stop):
            at = begin.start()
            if at >= reached:
                # As in `end`, without a call for each place where none begins.
                for size in sizes.get(text[at : at + head], ()):
                    if at + size <= stop and text[at : at + size] in words:
                        reached = at + size
                        yield at, reached
                        break

    def ends_with(self, text: str) -> bool:
        """Whether one of the words is the end of a text."""
        return text[-1:] in self._lasts and any(text[at:] in self._words for at in range(len(text)))

    def may_begin(self, text: str) -> bool:
        """Whether a text begins as a word does; then it is worth the while to look further."""
        return text[: self._head] in self._sizes

    def ends(self, text: str, start: int) -> list[int]:
        """Where the words end that begin at ``start``."""
        ends = [start + size for size in self._sizes.get(text[start : start + self._head], ())]
        return [end for end in ends if text[start:end] in self._words and end <= len(text)]

    def end(self, text: str, start: int = 0, stop: int | None = None) -> int | None:
        """Where the longest word that begins at ``start`` (and ends at ``stop`` or before) ends; None if none does."""
        for size in self._sizes.get(text[start : start + self._head], ()):
            # At the end of the text a slice is shorter than asked, and may be a shorter word.
            end = start + size
            if end <= (len(text) if stop is None else stop) and text[start:end] in self._words:
                return end
        return None


def _any_of(characters: Iterable[str]) -> str:
    """A pattern for one of these characters."""
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"


@dataclass(frozen=True, eq=False, repr=False)
class Lists:
    """Every list of data/names/ in the form that the rules ask it; the files say what each is."""

    surnames: Mapping[str, int]
    """Surname to its place in the list, which goes from the common to the rare."""
    japanese_surnames: frozenset[str]
    japanese_endings: frozenset[str]
    japanese_three: Words
    last_parts: Words
    tibetan: Words
    turkic: Words
    two_parts: Words
    """What Tibetan and Mongolian names are made of."""
    sounds: frozenset[str]
    foreign_ends: frozenset[str]
    """Last characters of foreign names that Chinese given names seldom have."""
    never_last: frozenset[str]
    """Characters that begin the next word where one stands last in a foreign name."""
    causes: tuple[str, ...]
    """What stands behind 因; before them it is no part of a foreign name."""
    never_in_person: frozenset[str]
    given: frozenset[str]
    behind_people: frozenset[str]
    ends_of_places: frozenset[str]
    appointed: Pattern
    """A verb of appointing, a name (group 1) and what stands behind the name."""
    speaks: frozenset[str]
    speaks_short: frozenset[str]
    """Verbs of speaking of one character; behind a whole name they are no part of it."""
    does: Words
    also_verbs: frozenset[str]
    verbs_too: tuple[str, ...]
    offices: frozenset[str]
    office: Words
    callings: frozenset[str]
    called_ends: frozenset[str]
    """Last characters of offices and callings: before others there is no need to look for one."""
    honorifics: frozenset[str]
    countries: frozenset[str]
    lands: frozenset[str]
    """Countries but for words such as 全国 and 国际."""
    places: frozenset[str]
    place: Words
    county: Words
    """Counties whose short names are words or people's names too."""
    provinces: frozenset[str]
    ranges: frozenset[str]
    goods: Words
    bodies: Words
    body: frozenset[str]
    """Bodies, companies and clubs known by name."""
    mistaken: frozenset[str]
    common: frozenset[str]
    """Common words that begin as a surname does."""
    in_mistaken: frozenset[str]
    """Every character and every two characters side by side in words of mistaken.txt."""
    generic: Words
    regions: tuple[str, ...]
    leading: tuple[str, ...]
    rows: tuple[frozenset[str], ...]
    rows_whole: frozenset[str]
    rows_behind: tuple[str, ...]
    routes: Words
    sides: frozenset[str]
    partners: frozenset[str]
    around: Words
    """Words of two characters with a place in them: journeys (访华), where it is the second, and others (中方)."""
    journeys: frozenset[str]
    behind_name: Words
    between: Words
    parts: Words
    not_parts: Words
    sure_places: Words
    """Places of three characters and more, and those of two that are nothing else."""
    strait: Pattern
    units: frozenset[str]
    """Measures, of which some are called after people."""
    unit_of_measure: Words
    figures_of_speech: frozenset[str]
    towns: frozenset[str]
    around_towns: Words
    land_behind: frozenset[str]
    villages: frozenset[str]
    land_forms: Words
    country: Words
    state: Words
    ending: Words
    endings_alone: frozenset[str]
    bureaus: Words
    ministries: frozenset[str]
    own_offices: tuple[str, ...]
    """Places whose government offices are named with the place before them."""
    unit: Words
    teams: frozenset[str]
    trades: frozenset[str]
    business: tuple[str, ...]
    """What a company's full name ends with, and its short one does not."""
    clubs: frozenset[str]
    numbered: Pattern
    committee: Words
    houses_that_speak: frozenset[str]
    nicknames: frozenset[str]
    beats: Words
    side_places: Words
    against: Words
    short: frozenset[str]
    short_alone: frozenset[str]
    short_events: frozenset[str]
    houses: Words
    event: Words
    weak_events: frozenset[str]
    hosted: frozenset[str]
    event_openings: frozenset[str]
    event_verbs: frozenset[str]
    events: Words
    dated_events: Pattern

    def surname(self, text: str) -> str:
        """The surname that ``text`` begins with, or an empty string."""
        if len(text) > 1 and text[:2] in self.surnames:
            return text[:2]
        return text[:1] if text[:1] in self.surnames else ""

    def calls(self, before: str) -> bool:
        """Whether a text ends with a calling or an office, so that even 白露 is a person behind it."""
        if before[-1:] not in self.called_ends:
            return False
        return any(before[-size:] in self.callings or before[-size:] in self.offices for size in range(2, 7))

    def is_generic(self, text: str) -> bool:
        """Whether ``text`` can be cut into words of generic.txt without a rest."""
        if text and not self.generic.may_begin(text):
            return False
        reached = {0}
        for start in range(len(text)):
            if start in reached:
                reached.update(self.generic.ends(text, start))
            elif start > max(reached):
                return False
        return len(text) in reached


@cache
def lists() -> Lists:
    """The lists that come with the program. Raises ResourceError if a file is missing or damaged."""
    words = {name: resources.words("names", f"{name}.txt") for name in _FILES}
    organisations = resources.toml("names", "organisations.toml")
    events = resources.toml("names", "events.toml")
    places = resources.toml("names", "places.toml")
    people = resources.toml("names", "people.toml")
    sport = resources.toml("names", "sport.toml")
    bodies = [*words["bodies"], *words["companies"], *words["clubs"]]
    journeys = frozenset(go + place for group in places["journeys"] for go in group[0] for place in group[1])
    return Lists(
        surnames={name: place for place, name in reversed(list(enumerate(words["surnames"])))},
        japanese_surnames=frozenset(words["japanese-surnames"]),
        japanese_endings=frozenset(people["japanese"]),
        japanese_three=Words(people["japanese_three"]),
        last_parts=Words(people["last_parts"]),
        tibetan=Words(people["tibetan"]),
        turkic=Words(people["turkic"]),
        two_parts=Words([*people["tibetan"], *people["mongolian"]]),
        sounds=frozenset(people["sounds"]),
        foreign_ends=frozenset(people["foreign_ends"]),
        never_last=frozenset(people["never_last"]),
        causes=tuple(people["causes"]),
        never_in_person=frozenset(people["never"]),
        given=frozenset(people["given"]),
        behind_people=frozenset(people["behind"]),
        ends_of_places=frozenset(people["places_end"]),
        appointed=Pattern(
            f"(?:{'|'.join(people['appoints'])})([㐀-鿿]{{2,4}}?)(?<!为)(?={'|'.join(people['appointed'])})"
        ),
        speaks=frozenset(people["speaks"]),
        speaks_short=frozenset(people["speaks_short"]),
        does=Words([*people["speaks"], *people["does"]]),
        also_verbs=frozenset(people["also_verbs"]),
        verbs_too=tuple(people["also_verbs"]),
        offices=frozenset(words["offices"]),
        office=Words(words["offices"]),
        callings=frozenset(words["callings"]),
        called_ends=frozenset(word[-1] for name in ("offices", "callings") for word in words[name]),
        honorifics=frozenset(words["honorifics"]),
        countries=frozenset(words["countries"]),
        lands=frozenset(words["countries"]).difference(places["not_lands"]),
        places=frozenset(words["places"]),
        place=Words(words["places"]),
        county=Words(words["counties"]),
        provinces=frozenset(places["provinces_of_counties"]),
        ranges=frozenset(places["ranges"]),
        goods=Words(places["goods"]),
        bodies=Words(bodies),
        body=frozenset(bodies),
        mistaken=frozenset(words["mistaken"]),
        common=frozenset(words["common"]),
        in_mistaken=frozenset(
            word[i : i + size] for word in words["mistaken"] for size in (1, 2) for i in range(len(word))
        ),
        generic=Words(words["generic"]),
        regions=_longest_first(words["regions"]),
        leading=_longest_first(organisations["leading"]),
        rows=(frozenset(places["countries"]), frozenset(places["provinces"])),
        rows_whole=frozenset(places["whole"]),
        rows_behind=_longest_first(places["behind"]),
        routes=Words(places["routes"]),
        sides=frozenset(places["sides"]),
        partners=frozenset(places["partners"]),
        around=Words([*journeys, *places["inside"], *(place + "方" for place in places["sides"])]),
        behind_name=Words(places["behind_name"]),
        journeys=journeys,
        between=Words(places["between"]),
        parts=Words(places["parts"]),
        not_parts=Words(places["not_parts"]),
        sure_places=Words([*(place for place in words["places"] if len(place) > 2), *places["short"]]),
        strait=Pattern(
            f"{'|'.join(places['strait'])}|两岸(?={'|'.join(places['sides_of_strait'])})"
            f"|(?<={'|'.join(h[:-2] for h in places['homeland'])})大陆",
            needs=(*places["strait"], "两岸", "大陆"),
        ),
        units=frozenset(people["units"]),
        unit_of_measure=Words(people["units"]),
        figures_of_speech=frozenset(places["figures_of_speech"]),
        towns=frozenset(places["towns"]),
        around_towns=Words(places["around_towns"]),
        land_behind=frozenset(places["land_behind"]),
        villages=frozenset(places["villages"]),
        land_forms=Words(places["land_forms"]),
        country=Words(words["countries"]),
        state=Words([*organisations["teams"], *organisations["state"]]),
        ending=Words(organisations["endings"]),
        endings_alone=frozenset(organisations["alone"]),
        bureaus=Words(organisations["bureaus"]),
        ministries=frozenset(organisations["ministries"]),
        own_offices=_longest_first(organisations["own_offices"]),
        unit=Words(organisations["units"]),
        teams=frozenset(organisations["teams"]),
        trades=frozenset(organisations["trades"]),
        business=_longest_first(organisations["business"]),
        clubs=frozenset(words["clubs"]),
        numbered=Pattern(
            "第[一二三四五六七八九十百0-9０-９]+(?![届次批所家个座轮季])[㐀-鿿]{0,6}?"
            f"(?:{'|'.join(organisations['numbered'])})"
        ),
        committee=Words(organisations["committees"]),
        houses_that_speak=frozenset(organisations["houses_that_speak"]),
        nicknames=frozenset(sport["nicknames"]),
        beats=Words(sport["beats"]),
        side_places=Words(sport["places"]),
        against=Words(sport["against"]),
        short=frozenset(organisations["short"]),
        short_alone=frozenset(organisations["short_alone"]),
        short_events=frozenset(events["short"]),
        houses=Words(organisations["houses"]),
        event=Words(events["endings"]),
        weak_events=frozenset(events["weak"]),
        hosted=frozenset(events["hosted"]),
        event_openings=frozenset(events["openings"]),
        event_verbs=frozenset(events["verbs"]),
        events=Words(events["names"]),
        dated_events=Pattern(
            f"(?<![{_DIGITS}])[{_DIGITS}]{{2,4}}(?:{'|'.join(events['dated'])})", needs=events["dated"]
        ),
    )


_DIGITS = "一二三四五六七八九十"
_FILES = (
    "surnames", "japanese-surnames", "offices", "callings", "honorifics", "countries", "places", "bodies", "mistaken",
    "common", "generic", "regions", "companies", "clubs", "counties",
)  # fmt: skip


def own_names(path: Path) -> dict[str, EntityKind]:
    """The user's list of names: one a line, with its kind (PER, LOC, ORG, WORK, EVENT) behind a blank where wanted.

    Without a kind it is taken from how the name looks. A file that is missing or cannot be read is an empty list.
    """
    names: dict[str, EntityKind] = {}
    for line in _lines(path):
        name, _blank, kind = line.rpartition(" ")
        known = next((k for k in KINDS if k == kind.upper()), None)
        if known and name.strip():
            names[name.strip()] = known
        else:
            names[line] = _looks_like(line)
    return names


def own_stops(path: Path) -> frozenset[str]:
    """The user's list of words that are no names, one a line."""
    return frozenset(_lines(path))


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [" ".join(entry) for line in lines if (entry := line.split("#", 1)[0].split())]


def _looks_like(name: str) -> EntityKind:
    ready = lists()
    if any(end == len(name) for _start, end in ready.ending.spans(name)):
        return "ORG"
    if name in ready.places or name in ready.countries or name[-1] in "省市县区州镇乡村":
        return "LOC"
    return "PER" if "·" in name or (len(name) <= 4 and ready.surname(name)) else "ORG"


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))
