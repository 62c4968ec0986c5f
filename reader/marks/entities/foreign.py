"""Names written by their sound: whole again where the tagger cut them, cut where it ran on, people told from places."""

from __future__ import annotations

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists

_HYPHENS = frozenset("-－")
_LONGEST_PART = 4
_FEWEST = 3
_LONGEST = 9
_JOINED = 4
_COMMON = 100
"""Surnames that come before this in the list are common."""


def find(draft: Draft, lists: Lists) -> None:
    """Mend the names written by their sound."""
    _behind_officers(draft, lists)
    _run_on(draft, lists)
    _in_pieces(draft, lists)
    _hyphens(draft, lists)
    _other_tag(draft, lists)
    _turkic(draft, lists)
    _where_places_stand(draft, lists)


def is_by_sound(name: str, lists: Lists) -> bool:
    """Whether a name is written by its sound and no place that the lists know: 安南, 内塔尼亚胡."""
    known = name in lists.known_places
    return len(name) > 1 and not known and lists.sounds.issuperset(name) and name[-1] not in lists.ends_of_places


def _behind_officers(draft: Draft, lists: Lists) -> None:
    """波兰总统 纳夫罗茨基否决 (one verb to the tagger), 外 长久 里奇: behind a country's officer stands a name."""
    text = draft.text
    for land in draft.spans("LOC"):
        start = lists.office.end(text, land.end)
        if start is None or text[start : start + 1] not in lists.sounds:
            continue
        owner = draft.at(start)
        if owner is not None and owner.start <= start:
            continue
        end = start
        while end < len(text) and text[end] in lists.sounds:
            end += 1
        # 普拉博沃 as one word is whole, however it ends.
        while end > start and text[end - 1] not in lists.foreign_ends and not _is_one_word(draft, start, end):
            end -= 1
        inside = all(span.kind != "ORG" and span.end <= end for span in draft.within(start, end))
        if _FEWEST <= end - start <= _LONGEST and inside and is_by_sound(text[start:end], lists):
            draft.put(start, end, "PER")


def _is_one_word(draft: Draft, start: int, end: int) -> bool:
    word = draft.word_at(start)
    return word is not None and word[:2] == (start, end) and word.tag in ("nz", "nr", "PER")


def _run_on(draft: Draft, lists: Lists) -> None:
    """布鲁塞尔 正, 迪亚洛 空砍: what is not written by its sound is no part of the name."""
    text = draft.text
    for span in draft.spans("PER"):
        if span.end - span.start <= _FEWEST:
            continue
        said = draft.said(span)
        rest = said[:-1]
        if said[-1] == "因" and text.startswith(lists.causes, span.end):
            # 恩德·桑巴 因 伤停.
            draft.put(span.start, span.end - 1, "PER")
            continue
        if said[-1] not in lists.never_last:
            continue
        # 周言成 吁: with a surname of one character three are a whole name.
        whole = len(rest) == _FEWEST and len(lists.surname(rest)) == 1 and said[-1] in lists.speaks_short
        by_sound = said[-1] not in lists.sounds and lists.sounds.issuperset(rest)
        if whole or by_sound or rest in lists.known_places:
            draft.put(span.start, span.end - 1, "LOC" if rest in lists.known_places else "PER")


def _in_pieces(draft: Draft, lists: Lists) -> None:
    """伊卜拉 依 莫夫, 米德 朱尼: two people side by side that only one foreign name can be."""
    text = draft.text
    before: Span | None = None
    for span in draft.spans("PER"):
        name = text[before.start : span.end] if before is not None and span.start - before.end <= 1 else ""
        foreign = len(name) >= _JOINED and name[-1] in lists.foreign_ends and lists.sounds.issuperset(name)
        if before is not None and foreign and not all(_is_chinese(draft.said(s), lists) for s in (before, span)):
            before = draft.put(before.start, span.end, "LOC" if name in lists.known_places else "PER")
        else:
            before = span


def _is_chinese(name: str, lists: Lists) -> bool:
    """Whether a name is as long as Chinese ones and begins with a common surname."""
    return len(name) <= _FEWEST and lists.surnames.get(name[0], _COMMON) < _COMMON


def _hyphens(draft: Draft, lists: Lists) -> None:
    """让-皮埃尔·杜邦, 凯-林恩."""
    text = draft.text
    if not any(hyphen in text for hyphen in _HYPHENS):
        return
    for span in draft.spans("PER"):
        start, end = span[:2]
        if text[start - 1 : start] in _HYPHENS and start > 1:
            start = _part(draft, start - 2, lists).start
        if text[end : end + 1] in _HYPHENS:
            end = max(end, _part(draft, end + 1, lists).end)
        if start < span.start or end > span.end:
            draft.put(min(start, span.start), end, "PER")


def _part(draft: Draft, position: int, lists: Lists) -> Span:
    """The word at ``position`` as a part of a name; an empty range behind it if it can be none."""
    word = draft.word_at(position)
    if word is not None:
        said = draft.text[word.start : word.end]
        if len(said) <= _LONGEST_PART and lists.sounds.issuperset(said) and said not in lists.known_places:
            return Span(word.start, word.end, "PER")
    return Span(len(draft.text), 0, "PER")


def _other_tag(draft: Draft, lists: Lists) -> None:
    """The tagger's second tag for people, which it gives to few words."""
    text = draft.text
    for word in draft.tagged("nr"):
        said = text[word.start : word.end]
        chinese = len(said) == _FEWEST and lists.surname(said)
        if len(said) > 1 and not draft.within(word.start, word.end) and (chinese or is_by_sound(said, lists)):
            draft.put(word.start, word.end, "PER")


def _turkic(draft: Draft, lists: Lists) -> None:
    """阿布都拉江 is no river."""
    if "江" not in draft.text:
        return
    for span in draft.spans("LOC"):
        said = draft.said(span)
        if said[-1] == "江" and len(said) > _FEWEST and lists.turkic.end(said) and said not in lists.known_places:
            draft.put(*span[:2], "PER")


def _where_places_stand(draft: Draft, lists: Lists) -> None:
    """在 西班牙 萨拉戈萨, 北部的 贝特拉希亚, 在 贝伦 举行: no person."""
    text = draft.text
    for span in draft.spans("PER"):
        said = draft.said(span)
        if len(said) < 2 or not lists.sounds.issuperset(said):
            continue
        before = text[max(0, span.start - 6) : span.start]
        land = draft.at(span.start - 1)
        inside = (
            land is not None
            and land.kind == "LOC"
            and draft.said(land) in lists.countries
            and text[max(0, land.start - 2) : land.start].endswith(lists.before_country)
        )
        held = before.endswith(lists.going) and text.startswith(lists.held, span.end)
        if inside or held or lists.part_of_a_land.search(before):
            draft.put(span.start, span.end, "LOC")
