"""People whom the tagger missed or cut short: appointed, typeset with a gap, in brackets, Japanese."""

from __future__ import annotations

from reader.marks.entities import callings, clauses, dotted, foreign
from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.foreign import is_by_sound
from reader.marks.entities.lists import Lists
from reader.marks.entities.tagging import Word
from reader.patterns import Pattern

_HAN = "㐀-鿿"
_GAPPED = Pattern(rf"[ \u3000]+([{_HAN}]{{1,2}})(?![{_HAN}])", needs=" \u3000")
_LONG_SURNAME = 2
_LONGEST_BY_SOUND = 9
_LISTED = ("、", "／")
_BYLINE_NAME = Pattern(rf"[{_HAN}]{{2,4}}")
_AT = frozenset("在于从抵")


def find(draft: Draft, lists: Lists) -> None:
    """Add people by what stands around them."""
    dotted.find(draft, lists)
    _in_two_parts(draft, lists)
    _appointed(draft, lists)
    _gapped(draft, lists)
    _in_brackets(draft, lists)
    callings.find(draft, lists)
    _surname_and_office(draft, lists)
    _japanese(draft, lists)
    foreign.find(draft, lists)
    clauses.find(draft, lists)
    dotted.join(draft, lists)
    _cut_short(draft, lists)
    _among_people(draft, lists)
    _taken_for_places(draft, lists)


def _in_two_parts(draft: Draft, lists: Lists) -> None:
    """索朗 多吉, 娜仁 其其格: two of the words that Tibetan and Mongolian names are made of."""
    text = draft.text
    reached = 0
    for start in lists.two_parts.places(text):
        middle = lists.two_parts.end(text, start)
        end = lists.two_parts.end(text, middle) if middle and start >= reached else None
        if end is None:
            continue
        reached = end
        if all(span.kind == "PER" or span.end <= end or span.start == start for span in draft.within(start, end)):
            draft.put(start, end, "PER")


def _appointed(draft: Draft, lists: Lists) -> None:
    """任命 蓝天立 为 …: who is appointed has a name of a surname and one or two characters."""
    for match in lists.appointed.finditer(draft.text):
        start, end = match.span(1)
        rest = len(match[1]) - len(lists.surname(match[1]))
        owner = draft.at(start)
        whole = owner is not None and owner.kind == "PER" and owner.end >= end
        fits = lists.surname(match[1]) and 1 <= rest <= 2 and not lists.never_in_person.intersection(match[1])
        if fits and not whole and draft.is_word_start(start):
            draft.put(start, end, "PER")


def _gapped(draft: Draft, lists: Lists) -> None:
    """李　明 as bylines are set: a surname, a gap, one character, among other names or behind a calling."""
    text = draft.text
    for match in _GAPPED.finditer(text):
        start, end = match.start() - 1, match.end()
        if text[max(0, start - 1) : start + 1] in lists.surnames:
            # 欧阳 一凡.
            start -= _LONG_SURNAME - 1
        elif start < 0 or text[start] not in lists.surnames:
            continue
        if match[1][0] in lists.behind_people:
            continue
        before = text[max(0, start - 8) : start].rstrip("（(、，,：: \u3000□")
        called = any(before[at:] in lists.callings for at in range(len(before)))
        alone = start == 0 or called or not text[start - 1].isalnum()
        among = any(span.kind == "PER" for span in draft.within(max(0, start - 4), end + 4))
        whole = not any(s.kind == "PER" and s.start > start and s.end - s.start > 1 for s in draft.within(start, end))
        owner = draft.at(start)
        # 记者申 佳平: the tagger has two people, but the second has no surname.
        single = owner is not None and owner[:2] == (start, match.start()) and not lists.surname(match[1])
        whole = whole or (single and called)
        inside = owner is not None and owner.kind == "PER" and owner.start < start
        if not inside and alone and whole and (called or among):
            draft.put(start, end, "PER")


def _in_brackets(draft: Draft, lists: Lists) -> None:
    """（勉征 戚亚平）, （本报记者 沈心 于田）: where brackets hold names and nothing else, all of them are people."""
    text = draft.text
    for match in lists.byline.finditer(text):
        names = list(_BYLINE_NAME.finditer(text, *match.span(1)))
        people = [draft.at(name.start()) for name in names]
        if not any(
            owner and owner.kind == "PER" and owner[:2] == n.span() for owner, n in zip(people, names, strict=True)
        ):
            continue
        for name, owner in zip(names, people, strict=True):
            known = name[0] in lists.places or name[0] in lists.body or name[0] in lists.callings
            if owner is None and not known and not draft.within(*name.span()):
                draft.put(*name.span(), "PER")


def _surname_and_office(draft: Draft, lists: Lists) -> None:
    """杨理事长: a surname that stands alone before an office is the person."""
    text = draft.text
    for begin, end in lists.office.spans(text):
        start = begin - 1
        if start < 0 or text[start] not in lists.surnames or not draft.is_word_start(start):
            continue
        owner = draft.at(start)
        if owner and owner.kind == "PER" and owner.start == start and owner.end <= end:
            draft.put(start, start + 1, "PER")


def _japanese(draft: Draft, lists: Lists) -> None:
    """植田 和男: a Japanese surname that the tagger took for the whole, and the given name behind it."""
    text = draft.text
    for span in draft.spans("PER"):
        end = span.end + 2
        if draft.said(span) not in lists.japanese_surnames or end > len(text):
            continue
        given = text[span.end : end]
        if given[1] in lists.japanese_endings and draft.is_word_end(end) and not lists.office.end(text, span.end):
            draft.put(span.start, end, "PER")
    for begin in lists.japanese_three.places(text):
        # 小泉进次郎 as one word that is no name to the tagger.
        word = next(draft.words_before(begin + 2), None)
        if word is None or word.end - word.start != 5 or draft.at(word.start) is not None:
            continue
        if text[word.start : word.start + 2] in lists.japanese_surnames:
            draft.put(word.start, word.end, "PER")


def _cut_short(draft: Draft, lists: Lists) -> None:
    """周言 家 表示, 周言 有 上将, 周言 人、: what cannot be a word there is the last character of the name."""
    text = draft.text
    for span in draft.spans("PER"):
        if span.end - span.start != 2 or text[span.start] not in lists.surnames:
            continue
        rest = next(draft.words_from(span.end), None)
        if text.startswith("平等人", span.end):
            # 周言平 等人.
            draft.put(span.start, span.end + 1, "PER")
            continue
        if rest is not None and rest.end - rest.start == 1 and _is_last(draft, rest, lists):
            draft.put(span.start, rest.end, "PER")
            continue
        if rest is None or rest.tag in ("w", "u", "c", "p", "d", "r"):
            continue
        first, size = text[rest.start], rest.end - rest.start
        if size == 2 and first in lists.given and text.startswith(lists.says, rest.start + 1):
            # 周言 成称: the verb of speaking ran together with the name.
            draft.put(span.start, rest.start + 1, "PER")
        elif size == 1 and (
            _officer_acts(draft, span, rest, lists)
            or (any(text.startswith(verb, rest.end) for verb in lists.speaks) and rest.tag != "v")
            or (lists.office.end(text, rest.end) and first not in lists.before_offices)
            or (text[rest.end : rest.end + 1] in _LISTED and first not in lists.behind_people)
        ):
            draft.put(span.start, rest.end, "PER")


def _is_last(draft: Draft, rest: Word, lists: Lists) -> bool:
    """周言 得 捕获, 周言 建 凭 此: a particle or a verb of one character where neither can stand."""
    said = draft.text[rest.start]
    following = next(draft.words_from(rest.end), None)
    if following is None:
        return False
    if said == "得":
        return rest.tag == "u" and following.tag == "v"
    behind = draft.text[following.start : following.end]
    return rest.tag == "v" and said in lists.verbs_as_given and behind in lists.behind_given


def _officer_acts(draft: Draft, span: Span, rest: Word, lists: Lists) -> bool:
    """董事长 周言 家 共进: behind an office and before a verb, a noun of one character is the name's last."""
    if rest.tag not in ("n", "nz") or draft.text[span.start - 1 : span.start] not in lists.called_ends:
        return False
    following = next(draft.words_from(rest.end), None)
    verb = following is not None and (
        following.tag == "p" or (following.tag == "v" and following.end - following.start > 1)
    )
    return verb and lists.office.ends_with(draft.text[max(0, span.start - 6) : span.start])


def _among_people(draft: Draft, lists: Lists) -> None:
    """张三丰、南仁、李四维: between two people of a list stands a person, if the word can be one."""
    text = draft.text
    for span in draft.spans("LOC"):
        if text[span.start - 1 : span.start] != "、" or text[span.end : span.end + 1] != "、":
            continue
        said = draft.said(span)
        if len(said) > 3 or not 0 < len(lists.surname(said)) < len(said):
            continue
        before, after = draft.at(span.start - 2), draft.at(span.end + 1)
        people = before and after and before.kind == after.kind == "PER" and before.end == span.start - 1
        known = said in lists.known_places or said[-1] in lists.ends_of_places
        if people and not known:
            draft.put(span.start, span.end, "PER")


def _taken_for_places(draft: Draft, lists: Lists) -> None:
    """托列诺 表示, 前锋 托列诺: a name written by its sound that does what people do is no place."""
    for span in draft.spans("LOC"):
        said = draft.said(span)
        if (
            not 3 <= len(said) <= _LONGEST_BY_SOUND
            or not is_by_sound(said, lists)
            or draft.text[span.start - 1 : span.start] in _AT
        ):
            continue
        before = draft.text[max(0, span.start - 8) : span.start]
        called = lists.calls(before) and not before.endswith(lists.verbs_too)
        if (called or lists.does.end(draft.text, span.end)) and not said.endswith(lists.countries_end):
            draft.put(*span[:2], "PER")
