"""The word lists in data/names/, read once, and the user's own names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reader import resources
from reader.model import EntityKind

KINDS: tuple[EntityKind, ...] = ("PER", "LOC", "ORG", "WORK", "EVENT")


class Names:
    """A long list of names, each of two characters at least, found in texts; quicker to make than a pattern of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        sizes: dict[str, set[int]] = {}
        for name in self._names:
            sizes.setdefault(name[:2], set()).add(len(name))
        self._sizes = {head: sorted(found, reverse=True) for head, found in sizes.items()}
        self._firsts = re.compile(f"[{''.join(map(re.escape, {head[0] for head in sizes}))}]")

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand, the longest where several begin together; they do not overlap."""
        reached, heads = 0, self._sizes
        for first in self._firsts.finditer(text):
            start = first.start()
            if text[start : start + 2] in heads and start >= reached:
                end = self.end(text, start)
                if end is not None:
                    yield start, end
                    reached = end

    def end(self, text: str, start: int = 0) -> int | None:
        """Where the longest name that begins at ``start`` ends; None if none does."""
        for size in self._sizes.get(text[start : start + 2], ()):
            # At the end of the text a slice is shorter than asked, and may be a shorter name.
            if start + size <= len(text) and text[start : start + size] in self._names:
                return start + size
        return None


@dataclass(frozen=True)
class Lists:
    """Every list of data/names/ in the form that the rules ask it; the files say what each is."""

    surnames: Mapping[str, int]
    """Surname to its place in the list, which goes from the common to the rare."""
    japanese_surnames: frozenset[str]
    japanese_endings: frozenset[str]
    japanese_three: frozenset[str]
    last_parts: re.Pattern[str]
    tibetan: re.Pattern[str]
    sounds: frozenset[str]
    never_in_person: frozenset[str]
    appointed: re.Pattern[str]
    """A verb of appointing, a name (group 1) and what stands behind the name."""
    speaks: frozenset[str]
    does: re.Pattern[str]
    also_verbs: frozenset[str]
    offices: frozenset[str]
    office: re.Pattern[str]
    callings: frozenset[str]
    honorifics: frozenset[str]
    countries: frozenset[str]
    places: frozenset[str]
    bodies: Names
    body: frozenset[str]
    """Bodies, companies and clubs known by name."""
    mistaken: frozenset[str]
    generic: frozenset[str]
    regions: tuple[str, ...]
    leading: tuple[str, ...]
    rows: tuple[frozenset[str], ...]
    rows_whole: frozenset[str]
    rows_behind: tuple[str, ...]
    routes: re.Pattern[str]
    sides: frozenset[str]
    partners: frozenset[str]
    around: re.Pattern[str]
    """Words of two characters with a place in them: journeys (访华), where it is the second, and others (中方)."""
    journeys: frozenset[str]
    behind_name: re.Pattern[str]
    between: re.Pattern[str]
    parts: re.Pattern[str]
    not_parts: re.Pattern[str]
    long_places: Names
    strait: re.Pattern[str]
    towns: frozenset[str]
    around_towns: re.Pattern[str]
    land_behind: frozenset[str]
    country: re.Pattern[str]
    state: re.Pattern[str]
    ending: re.Pattern[str]
    endings_alone: frozenset[str]
    unit: re.Pattern[str]
    teams: frozenset[str]
    trades: frozenset[str]
    numbered: re.Pattern[str]
    committee: re.Pattern[str]
    houses_that_speak: frozenset[str]
    nicknames: frozenset[str]
    beats: re.Pattern[str]
    side_places: re.Pattern[str]
    against: re.Pattern[str]
    short: frozenset[str]
    short_alone: frozenset[str]
    short_events: frozenset[str]
    houses: re.Pattern[str]
    event: re.Pattern[str]
    weak_events: frozenset[str]
    event_openings: frozenset[str]
    event_verbs: frozenset[str]
    events: re.Pattern[str]
    dated_events: re.Pattern[str]

    def surname(self, text: str) -> str:
        """The surname that ``text`` begins with, or an empty string."""
        return next((text[:size] for size in (2, 1) if len(text) >= size and text[:size] in self.surnames), "")

    def is_generic(self, text: str) -> bool:
        """Whether ``text`` can be cut into words of generic.txt without a rest."""
        reached = {0}
        for end in range(1, len(text) + 1):
            if any(start in reached and text[start:end] in self.generic for start in range(max(0, end - 6), end)):
                reached.add(end)
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
        japanese_three=frozenset(people["japanese_three"]),
        last_parts=_any_of(people["last_parts"]),
        tibetan=re.compile(f"(?:{_any_of(people['tibetan']).pattern}){{2}}"),
        sounds=frozenset(people["sounds"]),
        never_in_person=frozenset(people["never"]),
        appointed=re.compile(
            f"(?:{'|'.join(people['appoints'])})([㐀-鿿]{{2,4}}?)(?<!为)(?={'|'.join(people['appointed'])})"
        ),
        speaks=frozenset(people["speaks"]),
        does=_any_of([*people["speaks"], *people["does"]]),
        also_verbs=frozenset(people["also_verbs"]),
        offices=frozenset(words["offices"]),
        office=_any_of(words["offices"]),
        callings=frozenset(words["callings"]),
        honorifics=frozenset(words["honorifics"]),
        countries=frozenset(words["countries"]),
        places=frozenset(words["places"]),
        bodies=Names(bodies),
        body=frozenset(bodies),
        mistaken=frozenset(words["mistaken"]),
        generic=frozenset(words["generic"]),
        regions=_longest_first(words["regions"]),
        leading=_longest_first(organisations["leading"]),
        rows=(frozenset(places["countries"]), frozenset(places["provinces"])),
        rows_whole=frozenset(places["whole"]),
        rows_behind=_longest_first(places["behind"]),
        routes=_any_of(places["routes"]),
        sides=frozenset(places["sides"]),
        partners=frozenset(places["partners"]),
        around=_any_of([*journeys, *places["inside"], *(place + "方" for place in places["sides"])]),
        behind_name=_any_of(places["behind_name"]),
        journeys=journeys,
        between=_any_of(places["between"]),
        parts=_any_of(places["parts"]),
        not_parts=_any_of(places["not_parts"]),
        long_places=Names(place for place in words["places"] if len(place) > 2),
        strait=re.compile(
            f"{'|'.join(places['strait'])}|两岸(?={'|'.join(places['sides_of_strait'])})"
            f"|(?<={'|'.join(h[:-2] for h in places['homeland'])})大陆"
        ),
        towns=frozenset(places["towns"]),
        around_towns=_any_of(places["around_towns"]),
        land_behind=frozenset(places["land_behind"]),
        country=_any_of(words["countries"]),
        state=_any_of([*organisations["teams"], *organisations["state"]]),
        ending=_any_of(organisations["endings"]),
        endings_alone=frozenset(organisations["alone"]),
        unit=_any_of(organisations["units"]),
        teams=frozenset(organisations["teams"]),
        trades=frozenset(organisations["trades"]),
        numbered=re.compile(
            "第[一二三四五六七八九十百0-9０-９]+(?![届次批所家个座轮季])[㐀-鿿]{0,6}?"
            f"(?:{'|'.join(organisations['numbered'])})"
        ),
        committee=_any_of(organisations["committees"]),
        houses_that_speak=frozenset(organisations["houses_that_speak"]),
        nicknames=frozenset(sport["nicknames"]),
        beats=_any_of(sport["beats"]),
        side_places=_any_of(sport["places"]),
        against=_any_of(sport["against"]),
        short=frozenset(organisations["short"]),
        short_alone=frozenset(organisations["short_alone"]),
        short_events=frozenset(events["short"]),
        houses=_any_of(organisations["houses"]),
        event=_any_of(events["endings"]),
        weak_events=frozenset(events["weak"]),
        event_openings=frozenset(events["openings"]),
        event_verbs=frozenset(events["verbs"]),
        events=_any_of(events["names"]),
        dated_events=re.compile(f"(?<![{_DIGITS}])[{_DIGITS}]{{2,4}}(?:{'|'.join(events['dated'])})"),
    )


_DIGITS = "一二三四五六七八九十"
_FILES = (
    "surnames", "japanese-surnames", "offices", "callings", "honorifics", "countries", "places", "bodies", "mistaken",
    "generic", "regions", "companies", "clubs",
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
    if any(match.end() == len(name) for match in ready.ending.finditer(name)):
        return "ORG"
    if name in ready.places or name in ready.countries or name[-1] in "省市县区州镇乡村":
        return "LOC"
    return "PER" if "·" in name or (len(name) <= 4 and ready.surname(name)) else "ORG"


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, the longest where several fit; words with the same first character share it."""
    rests: dict[str, list[str]] = {}
    for word in _longest_first(words):
        rests.setdefault(word[:1], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))
