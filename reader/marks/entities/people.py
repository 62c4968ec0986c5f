"""People whom the tagger missed or cut short: beside a calling, typeset with a gap, with a dot, Japanese."""

from __future__ import annotations

import re

from reader.marks.entities.draft import Draft
from reader.marks.entities.lists import Lists

_HAN = "㐀-鿿"
_GAPPED = re.compile(rf"(?=([{_HAN}])[ \u3000]+([{_HAN}]{{1,2}})(?![{_HAN}]))")
_DOT = "·•・‧"
_FOREIGN = re.compile(rf"(?:[A-Za-z]\.?|[{_HAN}]{{1,7}})(?:[{_DOT}](?:[A-Za-z]\.?|[{_HAN}]{{1,8}}))+")
_CLOSING = "）)、，,。 \u3000\n"
_GAP = re.compile(r"[ \u3000□■◆/／]+")


def find(draft: Draft, lists: Lists) -> None:
    """Add people by what stands around them."""
    _with_dots(draft)
    _gapped(draft, lists)
    _beside_calling(draft, lists)
    _surname_and_office(draft, lists)
    _japanese(draft, lists)


def _with_dots(draft: Draft) -> None:
    """A foreign name with dots is whole, from the word that its first part begins to the end of its last."""
    text = draft.text
    for match in _FOREIGN.finditer(text):
        first = min(i for i in range(match.start(), match.end()) if text[i] in _DOT)
        last = max(i for i in range(match.start(), match.end()) if text[i] in _DOT)
        touched = draft.within(*match.span())
        if not any(span.kind == "PER" for span in touched):
            continue
        before, after = draft.at(first - 1), draft.at(last + 1)
        start = before.start if before and before.kind == "PER" else _word_start(draft, first)
        end = after.end if after and after.kind == "PER" else _word_end(draft, last + 1)
        start, end = max(start, match.start()), min(end, match.end())
        if start < first and end > last:
            draft.put(start, end, "PER")


def _word_start(draft: Draft, position: int) -> int:
    return next((word.start for word in draft.words if word.start < position <= word.end), position)


def _word_end(draft: Draft, position: int) -> int:
    return next((word.end for word in draft.words if word.start <= position < word.end), position)


def _gapped(draft: Draft, lists: Lists) -> None:
    """李　明 as bylines are set: a surname, a gap, one character, among other names or behind a calling."""
    text = draft.text
    for match in _GAPPED.finditer(text):
        start, end = match.start(), match.end(2)
        before = text[max(0, start - 8) : start].rstrip("（(、，,：: \u3000□")
        called = any(before.endswith(calling) for calling in lists.callings)
        alone = start == 0 or called or not text[start - 1].isalnum()
        among = any(span.kind == "PER" for span in draft.within(max(0, start - 4), end + 4))
        whole = not any(s.kind == "PER" and s.start > start and s.end - s.start > 1 for s in draft.within(start, end))
        if match[1] in lists.surnames and alone and whole and (called or among):
            draft.put(start, end, "PER")


def _beside_calling(draft: Draft, lists: Lists) -> None:
    """律师慎思远, 医生 普 朝阳: behind a calling or an office stands a surname and a given name."""
    text = draft.text
    for word in draft.words:
        said = text[word.start : word.end]
        if word.tag != "n" or not (said in lists.callings or said in lists.offices):
            continue
        begin = word.end
        gap = _GAP.match(text, begin)
        if gap and said.endswith(("记者", "通讯员")):
            begin = gap.end()
        following = list(zip(draft.words_from(begin), range(3), strict=False))
        if not following or (owner := draft.at(begin)) and owner.kind in ("PER", "ORG"):
            continue
        first = following[0][0]
        name = text[first.start : first.end]
        surname = lists.surname(name)
        if not surname or name in lists.mistaken:
            continue
        after = following[1][0] if len(following) > 1 else None
        closed = first.end == len(text) or text[first.end] in _CLOSING
        if said.endswith(("记者", "通讯员")) and closed and len(surname) < len(name) <= len(surname) + 2:
            draft.put(first.start, first.end, "PER")
            continue
        shaped = first.tag in ("nr", "nz") and len(surname) < len(name) <= len(surname) + 2
        if shaped or (first.tag == "n" and len(name) == 3 and (after is None or after.tag in ("v", "w", "p", "d"))):
            draft.put(first.start, first.end, "PER")
        elif name == surname and after and after.tag in ("LOC", "PER", "nr", "nz") and after.end - after.start <= 2:
            draft.put(first.start, after.end, "PER")


def _surname_and_office(draft: Draft, lists: Lists) -> None:
    """杨理事长: a surname that stands alone before an office is the person."""
    text = draft.text
    for match in lists.office.finditer(text):
        start = match.start() - 1
        if start < 0 or text[start] not in lists.surnames or not draft.is_word_start(start):
            continue
        owner = draft.at(start)
        if owner and owner.kind == "PER" and owner.start == start and owner.end <= match.end():
            draft.put(start, start + 1, "PER")


def _japanese(draft: Draft, lists: Lists) -> None:
    """植田 和男: a Japanese surname that the tagger took for the whole, and the given name behind it."""
    text = draft.text
    for span in draft.spans():
        end = span.end + 2
        if span.kind != "PER" or draft.said(span) not in lists.japanese_surnames or end > len(text):
            continue
        given = text[span.end : end]
        if given[1] in lists.japanese_endings and draft.is_word_end(end) and not lists.office.match(text, span.end):
            draft.put(span.start, end, "PER")
