"""People behind a calling or an office whom the tagger missed: 律师慎思远, 医生 普 朝阳, 总理 内 塔尼亚胡."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from reader import words
from reader.marks.entities import clauses
from reader.marks.entities.draft import Draft
from reader.marks.entities.foreign import is_by_sound
from reader.marks.entities.lists import Lists
from reader.marks.entities.tagging import Word
from reader.patterns import Pattern

_GAP = Pattern(r"[ \u3000□■◆/／]+")
_CLOSING = "）)、，,。 \u3000\n"
_GIVEN = ("ad", "a", "an", "nz", "nr", "i", "t")
_GOES_ON = ("v", "p", "d", "w")
_LONGEST_GIVEN = 2


def find(draft: Draft, lists: Lists) -> None:
    """律师慎思远, 医生 普 朝阳, 总理 内 塔尼亚胡: a name behind a calling or an office that the tagger missed."""
    text = draft.text
    ends, surnames = lists.called_ends, lists.surnames
    for word in draft.tagged("n"):
        last = text[word[1] - 1]
        if last not in ends:
            if last in surnames and text[word[1] - 2] in ends:
                clauses.run_into_calling(draft, word, lists)
            continue
        said = text[word.start : word.end]
        if said not in lists.called:
            continue
        begin, reports = word.end, said.endswith(lists.reporters)
        gap = _GAP.match(text, begin)
        if gap and reports:
            begin = gap.end()
        owner = draft.at(begin)
        following = list(islice(draft.words_from(begin), 2))
        if following and not (owner and owner.kind in ("PER", "ORG")):
            end = _name_end(draft, said, following, lists) or clauses.name_in_pieces(draft, following, lists)
            if end > begin:
                draft.put(begin, end, "PER")


def _name_end(draft: Draft, calling: str, near: Sequence[Word], lists: Lists) -> int:
    """Where the name ends that the one or two words behind ``calling`` begin with; 0 if they are none."""
    first, after = near[0], near[1] if len(near) > 1 else None
    name = draft.text[first.start : first.end]
    surname = lists.surname(name)
    whole = bool(surname) and 1 <= len(name) - len(surname) <= _LONGEST_GIVEN
    if name in lists.japanese_surnames and (end := _japanese_end(draft, first.end, lists)):
        return end
    if after and name == surname and _is_given_apart(draft, first, after):
        return after.end
    if whole and calling.endswith(lists.reporters) and _is_closed(draft.text, first.end):
        return first.end
    if name in lists.mistaken:
        return 0
    if first.tag == "LOC" and calling not in lists.also_verbs and name not in lists.known_places:
        if is_by_sound(name, lists) or (surname and len(name) == 3 and name[-1] not in lists.ends_of_places):
            # 律师 慎思远, 总理 安南: a place to the tagger.
            return first.end
        if after and name == surname and after.tag == "n" and after.end - after.start <= _LONGEST_GIVEN:
            return after.end if _goes_on(draft, after.end) else 0
    if whole and _is_name_as_word(first, after, name):
        return first.end
    return after.end if after and len(name) == 1 and _is_rest(draft.text, name, surname, after, lists) else 0


def _goes_on(draft: Draft, position: int) -> bool:
    """Whether what stands at ``position`` can stand behind a name."""
    follows = next(draft.words_from(position), None)
    return follows is None or follows.tag in _GOES_ON


def _japanese_end(draft: Draft, given: int, lists: Lists) -> int | None:
    """教授 山中 伸弥: where the name ends of which two characters from ``given`` on look like the given name."""
    end = given + 2
    return end if draft.text[given + 1 : end] in lists.japanese_endings and draft.is_word_end(end) else None


def _is_given_apart(draft: Draft, surname: Word, given: Word) -> bool:
    """歌手 毛 不易 开唱: a surname and a word that can be a given name."""
    fits = surname.tag in ("n", "nr") and given.tag in _GIVEN and given.end - given.start == _LONGEST_GIVEN
    return fits and _goes_on(draft, given.end)


def _is_closed(text: str, end: int) -> bool:
    """（记者 白露）: with nothing behind it, even a common word is a reporter's name."""
    return end == len(text) or text[end] in _CLOSING


def _is_name_as_word(word: Word, after: Word | None, name: str) -> bool:
    """策展人 慎思远 说: one noun, before what stands behind a name, that no dictionary has."""
    by_verb = word.tag == "n" and len(name) == 3 and (after is None or after.tag in _GOES_ON)
    return (by_verb or word.tag in ("nr", "nz")) and not words.is_noun(name)


def _is_rest(text: str, first: str, surname: str, rest: Word, lists: Lists) -> bool:
    """医生 普 朝阳, 总理 内 塔尼亚胡: a name to the tagger, but for its first character."""
    if rest.tag not in ("LOC", "PER", "nr", "nz"):
        return False
    short = bool(surname) and rest.end - rest.start <= _LONGEST_GIVEN
    return short or is_by_sound(first + text[rest.start : rest.end], lists)
