"""People in pieces: names that the tagger cut or passed over, told by the office before and the verb behind them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from reader import words
from reader.marks.entities.draft import Draft
from reader.marks.entities.lists import Lists
from reader.marks.entities.tagging import Word
from reader.patterns import Pattern

_GIVEN = frozenset({"n", "nz", "nr", "a", "an", "ad", "s", "t", "i", "f", "v", "m"})
_PLAIN = frozenset({"n", "nz", "nr"})
_BEHIND = frozenset({"v", "vd", "d", "ad", "p", "u", "c", "w", "r"})
_LONGEST_GIVEN = 2
_BREAKS = frozenset("，,。；;：:！!？?\n　 “”、")
_BECOMES = Pattern("[出担兼接继调升转就获改]?任|当选", needs=("任", "当选"))
_FEWEST_SOUNDS, _MOST_SOUNDS = 3, 6
_MASTER = "师傅"
_TAKEN = ("ORG", "LOC")


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
        said not in lists.called
        and lists.never_in_person.isdisjoint(said)
        and not lists.is_generic(said)
        and "㐀" <= said[0] <= "鿿"
    )


def run_into_calling(draft: Draft, word: Word, lists: Lists) -> None:
    """董事会 秘书祁 长青 透露: the surname at the end of ``word`` ran together with the office before it."""
    text, start = draft.text, word.end - 1
    if word.end - word.start < _LONGEST_GIVEN + 1 or draft.at(start) is not None:
        return
    if text.startswith(_MASTER, start - 1) or not lists.calls(text[max(0, start - 8) : start]):
        return
    given = next(draft.words_from(word.end), None)
    if given is None or not _is_given(text, given, lists) or not _followed(draft, given.end):
        return
    whole = text[word.start : word.end]
    plain = whole in lists.called or words.is_noun(whole)
    if not plain and not draft.within(start, given.end):
        draft.put(start, given.end, "PER")


def name_in_pieces(draft: Draft, near: Sequence[Word], lists: Lists) -> int:
    """Where the name ends that the words behind a calling are pieces of: 鞋匠 祝 长生 的, 策展人 米澜 透露.

    The start of the first if they are none.
    """
    text = draft.text
    first = near[0]
    name = text[first.start : first.end]
    surname = lists.surname(name)
    if len(name) == 1 and name in lists.sounds and (end := _by_sound(draft, first.start, lists)):
        return end
    if not surname or name in lists.honorifics or text.startswith(_MASTER, first.start - 1):
        return first.start
    if name == surname:
        given = near[1] if len(near) > 1 and first.tag not in _BEHIND - {"v"} else None
        if (
            given is None
            or given.tag == "v"
            or not _is_given(text, given, lists)
            or draft.within(first.start, given.end)
        ):
            return first.start
        plain = not _followed(draft, given.end) or words.is_noun(text[given.start : given.end])
        return first.start if plain else given.end
    if first.tag not in _PLAIN or len(name) != len(surname) + 1 or len(name) > _LONGEST_GIVEN:
        return first.start
    acts = len(near) > 1 and near[1].tag in ("v", "d", "p")
    plain = name in lists.called or name in lists.common or lists.is_generic(name)
    return first.end if acts and not plain and not words.is_noun(name) else first.start


def _by_sound(draft: Draft, start: int, lists: Lists) -> int:
    """Where a name ends of which each sound is a word to the tagger: 车手 波 加 查; 0 if none does."""
    end = start
    for word in draft.words_from(start):
        if word.end - word.start > 1 or draft.text[word.start] not in lists.sounds or draft.at(word.start):
            break
        end = word.end
    return end if _FEWEST_SOUNDS <= end - start <= _MOST_SOUNDS else 0


def find(draft: Draft, lists: Lists) -> None:
    """，师 海燕 任 丙市委 副书记: at the head of a clause who takes an office is a person."""
    text = draft.text
    for match in _BECOMES.finditer(text):
        verb = next(draft.words_from(match.start()), None)
        if verb is None or verb.end != match.end() or verb.tag != "v":
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
        plain = name in lists.called or name in lists.common or lists.is_generic(name)
        if office and not plain and lists.never_in_person.isdisjoint(name) and not words.is_noun(name):
            draft.put(start, verb.start, "PER")
