"""People whose names have dots: whole from the first part to the last, where the tagger cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_HAN = "㐀-鿿"
_DOT = "·•・‧"
_DOTS = Pattern(f"[{_DOT}]")
_LONGEST_FIRST = 7
_WITH_DOTS = Pattern(rf"(?:[A-Za-z]\.?|[{_HAN}]{{1,{_LONGEST_FIRST}}})(?:[{_DOT}](?:[A-Za-z]\.?|[{_HAN}]{{1,8}}))+")


def find(draft: Draft, lists: Lists) -> None:
    """A name with dots is whole, from the word that its first part begins to the end of its last."""
    text = draft.text
    for match in _with_a_dot(text):
        dots = [at for at in range(*match.span()) if text[at] in _DOT]
        first, last = dots[0], dots[-1]
        whole, owner = lists.last_parts.end(text, last + 1), draft.at(last)
        inside = all(_inside_person(draft, at) for at in dots)
        if inside and not (whole and owner and whole > owner.end):
            continue
        touched = draft.within(*match.span())
        office = _office_within(text, match.start(), first, lists)
        named = whole or any(span.kind == "PER" for span in touched)
        if office is None and not named:
            continue
        before, after = draft.at(first - 1), draft.at(last + 1)
        start = before.start if before and before.kind == "PER" else office or _word_start(draft, first)
        end = after.end if after and after.kind == "PER" else _word_end(draft, last + 1)
        end = max(end, whole) if whole else end
        if start < first and end > last:
            draft.put(start, end, "PER")


def join(draft: Draft, lists: Lists) -> None:
    """阿依 古丽·买买提: two people side by side, of whom the second has a dot and the first no surname."""
    before: Span | None = None
    for span in draft.spans("PER") if "·" in draft.text or "•" in draft.text else ():
        if before is not None and before.end == span.start and "·" in draft.said(span).replace("•", "·"):
            first = draft.said(before)
            if len(first) < 4 and lists.sounds.issuperset(first) and lists.surnames.get(first[0], 999) > 20:
                before = draft.put(before.start, span.end, "PER")
                continue
        before = span


def _with_a_dot(text: str) -> Iterator[re.Match[str]]:
    """All that _WITH_DOTS finds, looked for only where there are dots: before each word it would look in vain."""
    reached = 0 if any(dot in text for dot in _DOT) else len(text)
    while (dot := _DOTS.search(text, reached)) is not None:
        begins = range(max(reached, dot.start() - _LONGEST_FIRST), dot.start())
        match = next((found for begin in begins if (found := _WITH_DOTS.match(text, begin))), None)
        if match is not None:
            yield match
        reached = match.end() if match is not None else dot.end()


def _inside_person(draft: Draft, position: int) -> bool:
    owner = draft.at(position)
    return owner is not None and owner.kind == "PER" and owner.start < position < owner.end - 1


def _office_within(text: str, start: int, end: int, lists: Lists) -> int | None:
    """Where an office ends that stands at or after ``start`` with a name's first part behind it: 总理 川·立派."""
    ends = [close for _begin, close in lists.office.spans(text, max(0, start - 4), end) if close < end]
    return ends[-1] if ends and ends[-1] >= start else None


def _word_start(draft: Draft, position: int) -> int:
    word = draft.word_at(position - 1)
    return word.start if word else position


def _word_end(draft: Draft, position: int) -> int:
    word = draft.word_at(position)
    return word.end if word else position
