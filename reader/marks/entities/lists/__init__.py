"""The word lists in data/names/, read once, in the forms that the rules ask them."""

from __future__ import annotations

from functools import cache

from reader.marks.entities.lists.events import ListsOfEvents, ListsOfSides
from reader.marks.entities.lists.organisations import ListsOfOrganisations
from reader.marks.entities.lists.people import ListsOfPeople
from reader.marks.entities.lists.places import ListsOfPlaces
from reader.marks.entities.lists.plain import ListsOfPlainWords
from reader.marks.entities.lists.wordlist import Words

__all__ = ["Lists", "Words", "lists"]


class Lists(ListsOfPeople, ListsOfPlaces, ListsOfOrganisations, ListsOfSides, ListsOfEvents, ListsOfPlainWords):
    """Every list of data/names/. Raises ResourceError if a file is missing or damaged."""

    def __init__(self) -> None:
        ListsOfPeople.__init__(self)
        ListsOfPlaces.__init__(self)
        ListsOfOrganisations.__init__(self)
        ListsOfSides.__init__(self)
        ListsOfEvents.__init__(self)
        ListsOfPlainWords.__init__(self)


@cache
def lists() -> Lists:
    """The lists that come with the program. Raises ResourceError if a file is missing or damaged."""
    return Lists()
