"""The lists that tell places: countries, cities and counties, single characters for them, what stands around them."""

from __future__ import annotations

from reader.marks.entities.late import Pattern
from reader.marks.entities.lists.source import Source, longest_first, named
from reader.marks.entities.lists.wordlist import Words


class ListsOfPlaces:
    """What places.toml and the lists of places, counties and countries hold; the files say what each is."""

    def __init__(self) -> None:
        places = Source("places")
        countries, towns = named("countries"), named("places")
        self.countries = frozenset(countries)
        self.country = Words(countries)
        self.lands = self.countries.difference(places.one_of("not_lands"))
        """Countries but for words such as 全国 and 国际."""
        self.places = frozenset(towns)
        self.place = Words(towns)
        self.sure_places = Words([*(town for town in towns if len(town) > 2), *places.in_order("short")])
        """Places of three characters and more, and those of two that are nothing else."""
        self.county = Words(named("counties"))
        """Counties whose short names are words or people's names too."""
        self.provinces = places.one_of("provinces_of_counties")
        self.regions = longest_first(named("regions"))
        self.ranges = places.one_of("ranges")
        self.goods = places.words("goods")
        self.rows = (places.one_of("countries"), places.one_of("provinces"))
        self.rows_whole = places.one_of("whole")
        self.rows_behind = places.longest_first("behind")
        self.routes = places.words("routes")
        self.sides = places.one_of("sides")
        self.partners = places.one_of("partners")
        self.journeys = places.each_with_each("journeys")
        self.around = Words([*self.journeys, *places.in_order("inside"), *(side + "方" for side in self.sides)])
        """Words of two characters with a place in them: journeys (访华), where it is the second, and others (中方)."""
        self.between = places.words("between")
        self.behind_name = places.words("behind_name")
        self.parts = places.words("parts")
        self.not_parts = places.words("not_parts")
        straits, homeland = places.in_order("strait"), places.in_order("homeland")
        self.strait = Pattern(
            f"{'|'.join(straits)}|两岸(?={places.either('sides_of_strait')})"
            f"|(?<={'|'.join(land.removesuffix('大陆') for land in homeland)})大陆",
            needs=(*straits, "两岸", "大陆"),
        )
        self.towns = places.one_of("towns")
        self.around_towns = places.words("around_towns")
        self.land_behind = places.one_of("land_behind")
        self.villages = places.one_of("villages")
        self.land_forms = places.words("land_forms")
        self.figures_of_speech = places.one_of("figures_of_speech")
