"""The lists that tell places: countries, cities and counties, single characters for them, what stands around them."""

from __future__ import annotations

from reader.marks.entities.lists.source import Source, longest_first, named
from reader.marks.entities.lists.wordlist import Words
from reader.patterns import Pattern


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
        self.known_places = self.places | self.countries
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
        self.levels = places.one_of("levels")
        self.ranks = places.in_order("ranks")
        self.headless = places.one_of("headless")
        self.waters = places.one_of("waters")
        self.streets = places.one_of("streets")
        self.beside = Pattern(f"[{places.joined('with_sides')}][{places.joined('beside')}]")
        """Where one is beside a water, a street, a mountain: two characters."""
        self.beside_in_a_place = places.one_of("beside_in_a_place")
        self.beside_waters = places.one_of("beside_waters")
        self.streets_called_after = places.one_of("streets_called_after")
        self.with_banks = places.one_of("with_banks")
        self.no_town = places.one_of("no_town")
        self.banners = places.in_order("banners")
        self.winds = places.joined("winds")
        self.countries_end = places.in_order("countries_end")
        self.not_before = places.in_order("not_before")
        self.dateline = Pattern(
            f"(?:{places.either('papers')})([㐀-鿿]{{2,6}}?)"
            "(?=[0-9０-９一二三四五六七八九十]{1,3}月[0-9０-９一二三四五六七八九十]{1,3}日(?:专?电|讯))",
            needs="电讯",
        )
        """A paper, where its report was written (group 1), before the day."""
        self.before_country = places.in_order("before_country")
        self.going = places.in_order("going")
        self.held = places.in_order("held")
        self.part_of_a_land = Pattern(f"(?:{places.either('parts_of_lands')})的?$")
        self.reaches = places.one_of("reaches")
        self.counted = places.one_of("counted")
        self.count_behind = Pattern(f"[一二两三四五六七八九十]+[{places.joined('counted')}]$")
        self.so_many = Pattern(
            f"[一二两三四五六七八九十百千万数几0-9]+(?:余|多)?(?:{places.either('so_many')}|里(?:{places.either('so_many_miles')}))"
        )
        self.directions = places.one_of("directions")
        self.long_streets = places.one_of("long_streets")
        self.long_sides = places.in_order("long_sides")
        self.poles = places.one_of("poles")
        self.settlements = places.one_of("settlements")
        self.figures_of_speech = places.one_of("figures_of_speech")
