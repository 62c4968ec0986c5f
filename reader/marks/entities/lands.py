"""Places told by what they are and where they lie: counties under their province, waters, streets, hamlets, origins."""

from __future__ import annotations

from reader import words
from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.marks.entities.tagging import Word
from reader.patterns import Pattern

_NOUNS = ("n", "nz", "nr")
_ANY_NOUN = frozenset({"n", "nz", "nr", "ns", "s", "PER", "LOC"})
_PROVINCES = ("省", "自治区")
_TOWN = Pattern("[乡镇]")
_HAMLETS = frozenset("乡镇村")
_GOES_ON = "、和及，。等的"
_LONGEST_HAMLET = 4
_RARE = 150
"""Surnames from this place in the list on are rare."""


def find(draft: Draft, lists: Lists) -> None:
    """Add the places, and mend the borders of those that stand side by side."""
    text = draft.text
    rows = "、" in text
    for span in draft.spans("LOC", "ORG"):
        start, end, kind = span
        last = text[end - 1]
        if last in lists.headless:
            _cut_off(draft, span, lists)
        if kind == "ORG":
            _of_goods(draft, span, lists)
            continue
        if last in lists.directions:
            _between_neighbours(draft, span, lists)
        elif last in _HAMLETS:
            _counted(draft, span, lists)
        if text[start:end] in lists.provinces or text.endswith(_PROVINCES, start, end):
            _county(draft, span, lists)
        if rows and (text[end : end + 1] == "、" or text[start - 1 : start] == "、"):
            _in_row(draft, span, lists)
    _beside(draft, lists)
    _hamlets(draft, lists)
    _mountains(draft, lists)
    _origins(draft, lists)


def _governed(draft: Draft, position: int, lists: Lists) -> Span | None:
    """The province, county or town that covers ``position``, if there is one."""
    land = draft.at(position)
    return land if land is not None and land.kind == "LOC" and draft.text[land.end - 1] in lists.levels else None


def _between_neighbours(draft: Draft, span: Span, lists: Lists) -> None:
    """甲盟 西乙旗, which the tagger reads as 甲盟西 乙旗: a place of a higher level ends with its level."""
    text = draft.text
    if span.end - span.start < 3 or text[span.end - 2] not in lists.levels:
        return
    behind = _governed(draft, span.end, lists)
    if behind is not None:
        draft.put(span.start, span.end - 1, "LOC")
        draft.put(span.end - 1, behind.end, "LOC")


def _cut_off(draft: Draft, span: Span, lists: Lists) -> None:
    """任安 庆市委, 玉树州 称 多县: the first character of a county or a city that the tagger took for a verb."""
    text, start = draft.text, span.start - 1
    name = text[start : start + 2] if start >= 0 else ""
    if (name not in lists.places and name not in lists.county) or draft.at(start) is not None:
        return
    said = draft.said(span)
    if said in lists.known_places or said in lists.body or lists.place.end(said):
        return
    word = draft.word_at(start)
    verb = word is not None and word.tag == "v" and word.end == span.start
    if word is not None and verb and (word.end - word.start == 2 or _governed(draft, start - 1, lists)):
        draft.put(start, span.end, span.kind)


def _county(draft: Draft, span: Span, lists: Lists) -> None:
    """湖南 桃源, 湖南 桃源秦人谷: behind its province a county is one, even at the head of a longer name."""
    end = lists.county.end(draft.text, span.end)
    if end is None:
        return
    word, owner = draft.word_at(span.end), draft.at(span.end)
    inside = owner is None or (owner.start == span.end and owner.end <= end)
    exact = word is not None and word.tag in _ANY_NOUN and word.end == end
    head = word is not None and word.tag in ("nz", "nr") and word.end > end
    if inside and word is not None and word.start == span.end and (exact or head):
        draft.put(span.end, end, "LOC")


def _in_row(draft: Draft, span: Span, lists: Lists) -> None:
    """习水、织金、纳雍: a county's name that is a word too is a place in a row of places."""
    text = draft.text
    if text[span.end : span.end + 1] == "、":
        start = span.end + 1
        end = lists.county.end(text, start) or lists.place.end(text, start)
        whole = end is not None and draft.is_word_start(start) and draft.is_word_end(end)
        if end and whole and text[end : end + 1] in _GOES_ON and not draft.within(start, end):
            draft.put(start, end, "LOC")
    if text[span.start - 1 : span.start] == "、":
        word = next(draft.words_before(span.start - 1), None)
        if word and text[word.start : word.end] in lists.county and draft.at(word.start) is None:
            draft.put(word.start, word.end, "LOC")


def _counted(draft: Draft, span: Span, lists: Lists) -> None:
    """甲乙县 三只 羊乡: a number between a county and a town is the head of the town's name."""
    word = next(draft.words_before(span.start), None)
    if word is None or word.tag != "m":
        return
    if _governed(draft, word.start - 1, lists):
        draft.put(word.start, span.end, "LOC")


def _of_goods(draft: Draft, span: Span, lists: Lists) -> None:
    """洛川 苹果 as an organisation, or 苹果 as one right behind a place."""
    text = draft.text
    if not lists.goods.ends_with(text[span.start : span.end]):
        return
    end = lists.place.end(text, span.start) or span.end
    land = draft.at(span.start - 1)
    if text[end : span.end] in lists.goods:
        draft.put(span.start, end, "LOC")
    elif draft.said(span) in lists.goods and land is not None and land.kind == "LOC":
        draft.drop(span)


def _beside(draft: Draft, lists: Lists) -> None:
    """青芦 湖边, 甲乙县 石桥 河畔, 泰山庙 街上: the name of a water or a street ends inside the word behind it."""
    text = draft.text
    for match in lists.beside.finditer(text):
        word = next(draft.words_from(match.start()), None)
        if word is None or word.end != match.end():
            continue
        before = next(draft.words_before(word.start), None)
        if before is None:
            continue
        land = draft.at(before.start)
        if land is not None and land.kind == "LOC" and land.start == before.start and 1 < before.end - land.end < 4:
            # 桃源 石牛 山下, of which the first two were one word.
            if draft.at(land.end) is None and text[word.start + 1] in lists.beside_in_a_place:
                draft.put(land.end, word.start + 1, "LOC")
        elif _bears(draft, before, word, lists):
            draft.put(before.start, word.start + 1, "LOC")


def _bears(draft: Draft, before: Word, word: Word, lists: Lists) -> bool:
    """Whether the word before 河畔 or 街上 is the name of that river or street."""
    text = draft.text
    said, kind = text[before.start : before.end], text[word.start]
    if not 2 <= len(said) <= _LONGEST_HAMLET or said in lists.known_places:
        return False
    owner = draft.at(before.start)
    if owner is not None:
        if owner[:2] != before[:2] or owner.kind == "ORG":
            return False
        if owner.kind == "LOC":
            return text[before.end - 1] not in lists.levels and kind in lists.waters
        return (
            kind in lists.waters
            and text[word.start + 1] in lists.beside_waters
            and lists.surnames.get(said[0], _RARE) >= _RARE
        )
    if before.tag not in _NOUNS or lists.is_generic(said):
        return False
    if kind in lists.streets:
        return said[-1] in lists.streets_called_after and len(said) > 2
    land = draft.at(before.start - 1)
    return (land is not None and land.kind == "LOC" and text[word.start + 1] in lists.beside_in_a_place) or (
        kind in lists.waters and len(said) == 2 and before.tag == "n" and not words.is_noun(said)
    )


def _hamlets(draft: Draft, lists: Lists) -> None:
    """那措乡: one noun to the tagger that no dictionary has."""
    text = draft.text
    for match in _TOWN.finditer(text):
        word = draft.word_at(match.start())
        if word is None or word.end != match.end() or word.tag not in _NOUNS:
            continue
        if not 3 <= word.end - word.start <= _LONGEST_HAMLET:
            continue
        said = text[word.start : word.end]
        plain = said[-2] in lists.no_town or lists.is_generic(said) or said in lists.mistaken
        if not plain and not draft.within(word.start, word.end) and not words.is_noun(said):
            draft.put(word.start, word.end, "LOC")


def _mountains(draft: Draft, lists: Lists) -> None:
    """太行 山区, but not 贵州 山区."""
    for at in draft.occurrences("山区"):
        span = draft.at(at - 1)
        if span is not None and span.kind == "LOC" and span.end == at and draft.said(span) in lists.ranges:
            draft.put(span.start, at + 2, "LOC")


def _origins(draft: Draft, lists: Lists) -> None:
    """洛川苹果, 安溪铁观音: one name of a good to the tagger; where it comes from is a place."""
    text = draft.text
    for word in draft.tagged("nz"):
        if word.end - word.start < 4 or not lists.goods.ends_with(text[word.start : word.end]):
            continue
        end = max((lists.place.end(text, word.start) or 0, lists.county.end(text, word.start) or 0))
        if word.start < end < word.end - 1 and not draft.within(word.start, word.end):
            draft.put(word.start, end, "LOC")
