"""People in pieces: names that the tagger cut or passed over, told by the office before and the verb behind them."""

from __future__ import annotations

from itertools import islice

from reader import words
from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.marks.entities.tagging import Word

_GIVEN = frozenset({"n", "nz", "nr", "a", "an", "ad", "s", "t", "i", "f", "v", "m"})
_PLAIN = frozenset({"n", "nz", "nr"})
_BEHIND = frozenset({"v", "vd", "d", "ad", "p", "u", "c", "w", "r"})
_LONGEST_GIVEN = 2
_BREAKS = frozenset("，,。；;：:！!？?\n　 “”、")
_BECOMES = frozenset(
    {"任", "出任", "担任", "兼任", "当选", "接任", "继任", "调任", "升任", "转任", "就任", "获任", "改任"}
)
_MASTER = "师傅"
_TAKEN = ("ORG", "LOC")


def find(draft: Draft, lists: Lists) -> None:
    """Put the pieces together."""
    _run_into_office(draft, lists)
    _behind_callings(draft, lists)
    _takes_office(draft, lists)
    _joined(draft, lists)
    _in_parts(draft, lists)


def _put(draft: Draft, start: int, end: int) -> None:
    """Make the range a person, unless a body or a longer name stands in it."""
    if all(span.kind != "ORG" and start <= span.start and span.end <= end for span in draft.within(start, end)):
        draft.put(start, end, "PER")


def _followed(draft: Draft, position: int) -> bool:
    """Whether what stands at ``position`` can follow a name."""
    word = next(draft.words_from(position), None)
    return word is None or word.tag in _BEHIND


def _is_given(text: str, word: Word | None, lists: Lists) -> bool:
    """Whether a word can be a given name: short, and no word for what people are."""
    if word is None or word.end - word.start > _LONGEST_GIVEN or word.tag not in _GIVEN:
        return False
    said = text[word.start : word.end]
    return (
        said not in lists.callings
        and said not in lists.offices
        and lists.never_in_person.isdisjoint(said)
        and not lists.is_generic(said)
        and "㐀" <= said[0] <= "鿿"
    )


def _run_into_office(draft: Draft, lists: Lists) -> None:
    """董事会 秘书祁 长青 透露: the surname ran together with the office before it."""
    text = draft.text
    for word in draft.tagged("n", "v", "nz"):
        if word.end - word.start < 3 or text[word.end - 2] not in lists.called_ends:
            continue
        start = word.end - 1
        if text[start] not in lists.surnames or text[word.start : word.end] in lists.common:
            continue
        if not lists.calls(text[max(0, start - 8) : start]) or lists.office.end(text, word.start) == word.end:
            continue
        given = next(draft.words_from(word.end), None)
        if given is None or not _is_given(text, given, lists) or not _followed(draft, given.end):
            continue
        whole = text[word.start : word.end]
        if whole not in lists.callings and whole not in lists.offices and not words.is_noun(whole):
            _put(draft, start, given.end)


def _behind_callings(draft: Draft, lists: Lists) -> None:
    """鞋匠 祝 长生 的, 策展人 米澜 透露: a surname and a given name that are words behind a calling."""
    text = draft.text
    for word in draft.tagged("n", "v"):
        if text[word.end - 1] not in lists.called_ends:
            continue
        said = text[word.start : word.end]
        if said not in lists.callings and said not in lists.offices and not _ends_in_calling(said, lists):
            continue
        near = list(islice(draft.words_from(word.end), 2))
        if not near or draft.at(near[0].start) is not None:
            continue
        first = near[0]
        name = text[first.start : first.end]
        surname = lists.surname(name)
        verb = word.tag == "v" and said in lists.also_verbs
        if not surname or verb or name in lists.honorifics or text.startswith(_MASTER, word.end - 1):
            continue
        if name == surname and len(near) == 2 and first.tag not in ("w", "u", "p", "c", "d", "r"):
            given = near[1]
            plain = _is_given(text, given, lists) and given.tag != "v" and draft.at(given.start) is None
            if plain and _followed(draft, given.end) and not words.is_noun(text[given.start : given.end]):
                _put(draft, first.start, given.end)
        elif len(surname) < len(name) <= len(surname) + _LONGEST_GIVEN and first.tag in _PLAIN:
            known = name in lists.callings or name in lists.offices or name in lists.common or lists.is_generic(name)
            following = next(draft.words_from(first.end), None)
            acts = following is not None and following.tag in ("v", "d", "p") and len(name) == 2
            if not known and acts and not words.is_noun(name):
                _put(draft, first.start, first.end)


def _ends_in_calling(said: str, lists: Lists) -> bool:
    """Whether a longer word ends with a calling: 老渔民."""
    return len(said) > 3 and any(said[-size:] in lists.callings for size in (3, 2))


def _takes_office(draft: Draft, lists: Lists) -> None:
    """，师 海燕 任 丙市委 副书记: at the head of a clause who takes an office is a person."""
    text = draft.text
    for verb in draft.tagged("v"):
        if text[verb.start : verb.end] not in _BECOMES:
            continue
        before = list(islice(draft.words_before(verb.start), 3))
        start = verb.start
        for word in before:
            if text[word.start] in _BREAKS or text[word.end - 1] in _BREAKS:
                break
            start = word.start
        name = text[start : verb.start]
        head = start == 0 or text[start - 1] in _BREAKS
        surname = lists.surname(name)
        fits = surname and 1 <= len(name) - len(surname) <= _LONGEST_GIVEN
        if not (head and fits) or draft.within(start, verb.start):
            continue
        body = draft.at(verb.end)
        office = body is not None and body.kind in _TAKEN or lists.office.end(text, verb.end) is not None
        plain = name in lists.callings or name in lists.offices or name in lists.common or lists.is_generic(name)
        if office and not plain and lists.never_in_person.isdisjoint(name) and not words.is_noun(name):
            _put(draft, start, verb.start)


def _joined(draft: Draft, lists: Lists) -> None:
    """阿依 古丽·买买提: two people side by side, of whom the second has a dot and the first no surname."""
    before: Span | None = None
    for span in draft.spans("PER"):
        if before is not None and before.end == span.start and "·" in draft.said(span).replace("•", "·"):
            first = draft.said(before)
            if len(first) < 4 and lists.sounds.issuperset(first) and lists.surnames.get(first[0], 999) > 20:
                before = draft.put(before.start, span.end, "PER")
                continue
        before = span


def _in_parts(draft: Draft, lists: Lists) -> None:
    """娜仁 其其格: two of the words that Mongolian names are made of."""
    text = draft.text
    reached = 0
    for start in lists.mongolian.places(text):
        middle = lists.mongolian.end(text, start)
        end = lists.mongolian.end(text, middle) if middle and start >= reached else None
        if end is None or not (draft.is_word_start(start) and draft.is_word_end(end)):
            continue
        reached = end
        if all(span.kind != "ORG" and start <= span.start and span.end <= end for span in draft.within(start, end)):
            draft.put(start, end, "PER")
