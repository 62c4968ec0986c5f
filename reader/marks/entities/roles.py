"""The office or calling that the text gives a person, and the organisation it is held in."""

from __future__ import annotations

from typing import NamedTuple

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists

_LONGEST = 8


class Role(NamedTuple):
    """What a person is: 理事长, and of what: 中国缝制机械协会 (None where the text does not say)."""

    role: str
    org: str | None


def find(draft: Draft, lists: Lists) -> dict[Span, Role]:
    """The role of each mention of a person that has one beside it."""
    roles: dict[Span, Role] = {}
    last: Span | None = None
    for span in draft.spans("PER"):
        role = _before(draft, span, lists) or _after(draft, span, lists)
        if role is None and last is not None and last in roles and roles[last].role in lists.shared:
            between = draft.text[last.end : span.start]
            role = roles[last] if between and not between.strip("、, \u3000□") else None
        if role is not None:
            roles[span] = role
        last = span
    return roles


def _before(draft: Draft, span: Span, lists: Lists) -> Role | None:
    """中国缝制机械协会 理事长 杨晓京; a gap or a colon may stand between (记者 胡静)."""
    text, end = draft.text, span.start
    while end and text[end - 1] in " \u3000:：□":
        end -= 1
    sizes = range(min(_LONGEST, end), 1, -1) if text[end - 1 : end] in lists.called_ends else ()
    for size in sizes:
        role = text[end - size : end]
        start = end - size
        called = role in lists.callings and draft.is_word_start(start) and not draft.within(start, end)
        if role in lists.offices or called:
            holder = draft.at(start)
            if holder is not None and holder.kind == "ORG" and holder.end < end:
                # 福建省委 书记: the committee is the organisation, what is left is the office.
                return Role(draft.printed[holder.end : end], draft.shown(holder))
            while start and text[start - 1] in lists.heads_of_offices:
                start -= 1
            return Role(draft.printed[start:end], _organisation(draft, start, lists))
    word = next(draft.words_before(end), None)
    if word is None or word.tag != "n" or text[end - 1] not in lists.doers or draft.at(word.start):
        return None
    if text[word.start : end].endswith(lists.several):
        return None
    start = word.start
    if end - start == 1:
        stem = next(draft.words_before(start), None)
        start = stem.start if stem and stem.tag in ("n", "vn") and not draft.at(stem.start) else start
    return Role(draft.printed[start:end], _organisation(draft, start, lists)) if end - start > 1 else None


def _after(draft: Draft, span: Span, lists: Lists) -> Role | None:
    """苏剑 教授, 杨 理事长."""
    end = lists.office.end(draft.text, span.end)
    if end and not draft.within(span.end, end) and draft.is_word_end(end):
        return Role(draft.printed[span.end : end], None)
    return None


def _organisation(draft: Draft, position: int, lists: Lists) -> str | None:
    """What stands right before an office, or before other offices of the same person (教授、博士生导师)."""
    text = draft.text
    for _step in range(3):
        owner = draft.at(position - 1)
        if owner is not None:
            if owner.kind == "ORG":
                return draft.shown(owner)
            return draft.shown(owner) if owner.kind == "LOC" else None
        if not position or text[position - 1] not in "、兼":
            break
        end = position - 1
        sizes = range(min(_LONGEST, end), 1, -1)
        other = next((size for size in sizes if text[end - size : end] in lists.offices), 0)
        if not other:
            break
        position -= 1 + other
    # One or two nouns may stand between: 中国服装协会 专职 副会长.
    for count, word in enumerate(draft.words_before(position)):
        if count == 2 or word.tag not in ("n", "nz", "vn", "a", "f", "v"):
            return None
        owner = draft.at(word.start - 1)
        if owner is not None and owner.kind == "LOC" and text[word.start] in lists.of_a_place:
            return draft.printed[owner.start : position]
        if owner is not None:
            return draft.shown(owner) if owner.kind == "ORG" else None
    return None
