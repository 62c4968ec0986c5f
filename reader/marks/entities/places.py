"""Places that the tagger passes over: one character inside a word (中方, 驻华, 中墨两国), countries and their parts."""

from __future__ import annotations

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.foreign import is_by_sound
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_OTHER = frozenset({"nw", "TIME", "m"})
_NAMES = frozenset({"nz", "nr"})
_QUOTES = frozenset('“「『"')
_VILLAGE = 3
_SHORT = 2
_SURE = 4
"""Characters of a place that is no part of another name even where the tagger sees one."""

_OFFICER = 4
"""Characters of a country and an office together, at least."""

_THREE = Pattern("([㐀-鿿]{3})三[国方地]", needs=("三国", "三方", "三地"))
_CONGO = Pattern("[（(][金布][)）]")
_FREE = frozenset({"n", "nz", "nw", "v", "vn", "vd", "p", "s", "f", "LOC"})


def find(draft: Draft, lists: Lists) -> None:
    """Add places where no name is yet, and the bodies that are made of a country and one word more."""
    _within_words(draft, lists)
    _pairs(draft, lists)
    _countries(draft, lists)
    _in_datelines(draft, lists)
    _before_officers(draft, lists)
    _long(draft, lists)
    _whole(draft, lists)
    _parts_of_the_country(draft, lists)
    _strait(draft, lists)
    _taken_for_people(draft, lists)


def _within_words(draft: Draft, lists: Lists) -> None:
    """中方 and 访华 are one word to the tagger; the country in it is a place, as in 中美."""
    text = draft.text
    for start, end in lists.around.spans(text):
        word = next(draft.words_from(start), None)
        if word is None or word.end != end or word.tag not in _FREE or draft.within(start, end):
            continue
        place = start if text[start:end] not in lists.journeys else start + 1
        draft.put(place, place + 1, "LOC")


def _pairs(draft: Draft, lists: Lists) -> None:
    """中墨 两国: two countries by one character each, before a word that says so."""
    text = draft.text
    for begin, _end in lists.between.spans(text):
        start = begin - 2
        if start < 0 or text[start] not in lists.sides or text[start + 1] not in lists.partners:
            continue
        if text[start] != text[start + 1] and not draft.within(start, start + 2) and draft.is_word_start(start):
            draft.put(start, start + 1, "LOC")
            draft.put(start + 1, start + 2, "LOC")
    for match in _THREE.finditer(text):
        start, end = match.span(1)
        # The tagger may have the last one and the word behind it as one place.
        singly = all(span.start == end - 1 or span.end - span.start == 1 for span in draft.within(start, end))
        if lists.partners.issuperset(match[1]) and len(set(match[1])) == 3 and singly and draft.is_word_start(start):
            for place in range(start, end):
                draft.put(place, place + 1, "LOC")


def _countries(draft: Draft, lists: Lists) -> None:
    """A country of three characters and more is one wherever it stands; with 队 or 议会 behind, it is that body."""
    text = draft.text
    for start, end in lists.country.spans(text):
        body = lists.state.end(text, end)
        owner = draft.at(start)
        if body and draft.is_word_end(body):
            whole = draft.at(body - 1)
            if (not owner or owner.start >= start - 1) and (not whole or whole.end <= body):
                draft.put(start, body, "ORG")
        elif end - start > 2 and all(_tail(s, start, end) for s in draft.within(start, end)):
            draft.put(start, end, "LOC")


def _tail(span: Span, start: int, end: int) -> bool:
    """Whether a name is what the tagger left of a country when it cut its head off (同意 大利)."""
    return span.kind == "LOC" and start < span.start and span.end == end


def _before_officers(draft: Draft, lists: Lists) -> None:
    """老挝 外长 as the beginning of a longer word that is no name to the tagger; 老挝外长 通沙万 if its rest is one."""
    text = draft.text
    for word in draft.tagged(*_NAMES):
        if word.end - word.start < _OFFICER or draft.within(word.start, word.end):
            continue
        country = lists.country.end(text, word.start, word.end)
        office = lists.office.end(text, country, word.end) if country else None
        if country and office:
            draft.put(word.start, country, "LOC")
            if is_by_sound(text[office : word.end], lists):
                draft.put(office, word.end, "PER")


def _in_datelines(draft: Draft, lists: Lists) -> None:
    """本报 马赛 6月15日电: between the paper and the day stands where the report was written."""
    for match in lists.dateline.finditer(draft.text):
        start, end = match.span(1)
        if all(span.kind != "LOC" and start <= span.start and span.end <= end for span in draft.within(start, end)):
            draft.put(start, end, "LOC")


def _long(draft: Draft, lists: Lists) -> None:
    """A place that the lists are sure of is one wherever no other name is; one of two characters only as a word."""
    for start, end in lists.sure_places.spans(draft.text):
        touched = draft.within(start, end)
        if draft.text.startswith(lists.not_before, end) or (touched and touched[0][:2] == (start, end)):
            continue
        whole = draft.is_word_start(start) and draft.is_word_end(end)
        if end - start == _SHORT:
            if whole and not touched and draft.text[start - 1 : start] not in _QUOTES:
                draft.put(start, end, "LOC")
            continue
        word = draft.word_at(start)
        one = word is not None and word.end >= end and word.tag not in _OTHER
        alone = not touched and (one or whole)
        if alone and not whole and word is not None and word.tag in _NAMES and end - start < _SURE:
            continue
        tails = touched and all(_tail(span, start, end) for span in touched)
        if alone or tails or _cut_in_two(draft, touched, start, end, lists):
            draft.put(start, end, "LOC")


def _cut_in_two(draft: Draft, touched: list[Span], start: int, end: int, lists: Lists) -> bool:
    """Whether a place is what the tagger cut in two: 亚马 孙雨林, 扎波罗 热."""
    return (
        end - start >= _SURE
        and 1 <= len(touched) <= 2
        and all(start <= span.start for span in touched)
        and (touched[-1].end <= end or touched[-1].start > start)
        and any(span.start == start for span in touched)
        and (len(touched) == 2 or draft.is_word_end(end))
        and not any(draft.said(span) in lists.known_places for span in touched)
    )


def _whole(draft: Draft, lists: Lists) -> None:
    """香港 特区 is one name, but 香港 特区政府 is a place and a body."""
    for span in draft.spans():
        if draft.said(span) == "刚果" and (congo := _CONGO.match(draft.text, span.end)):
            draft.put(span.start, congo.end(), "LOC")
            continue
        behind = lists.behind_name.end(draft.text, span.end)
        if span.kind == "LOC" and behind and not draft.text.startswith("政府", behind):
            owner = draft.at(span.end)
            if owner is None or owner.end == behind:
                draft.put(span.start, behind, "LOC")


def _parts_of_the_country(draft: Draft, lists: Lists) -> None:
    """西北 and 东北 alone are parts of China, behind a place or before 方向 they are directions."""
    text = draft.text
    for start, end in lists.parts.spans(text):
        begins = draft.is_word_start(start) or (draft.is_word_start(start - 1) and text[start - 1] == "大")
        if not begins or draft.within(start - 1, end) or lists.not_parts.end(text, end):
            continue
        if start and text[start - 1] in "向往朝偏":
            continue
        draft.put(start, end, "LOC")


def _strait(draft: Draft, lists: Lists) -> None:
    """海峡两岸 and 两岸 同胞, but not 长江 两岸; 祖国 大陆."""
    text = draft.text
    for match in lists.strait.finditer(text):
        start, end = match.span()
        banks = text[start - 1 : start] in lists.with_banks or draft.at(start - 1) is not None
        if not draft.within(start, end) and not (match[0] == "两岸" and banks):
            draft.put(start, end, "LOC")


def _taken_for_people(draft: Draft, lists: Lists) -> None:
    """小镇 萨利马, 约堡 街头, 梅兰杰 山, 李家沱: a name that stands like a place, or ends like one, is no person's."""
    text = draft.text
    for span in draft.spans("PER"):
        said = draft.said(span)
        if len(said) == _VILLAGE and said[1] == "家" and said[2] in lists.villages and lists.surname(said):
            draft.put(*span[:2], "LOC")
            continue
        if text.startswith(lists.banners, span.end):
            draft.put(span.start, span.end + 2, "LOC")
            continue
        if len(said) < 2 or not lists.sounds.issuperset(said.removesuffix("堡").lstrip(lists.winds)):
            continue
        word = next(draft.words_before(span.start), None)
        like_a_place = (
            (word is not None and text[word.start : word.end] in lists.towns)
            or said[-1] == "堡"
            or (lists.around_towns.end(text, span.end) is not None and not lists.surname(said))
        )
        if like_a_place:
            draft.put(*span[:2], "LOC")
        elif text[span.end : span.end + 1] in lists.land_behind and draft.is_word_end(span.end + 1) and len(said) > 2:
            draft.put(span.start, span.end + 1, "LOC")
