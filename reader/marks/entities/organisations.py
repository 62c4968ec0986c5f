"""Organisations: bodies known by name, and names put together from a place or body, nouns and an ending."""

from __future__ import annotations

from reader.marks.entities import acting, government
from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.marks.entities.tagging import Word

_NOUNS = frozenset({"n", "nz", "vn", "nr", "an", "PER", "LOC", "ORG"})
_MOST_WORDS = 6


def join(draft: Draft, lists: Lists) -> None:
    """Make whole organisations from their pieces."""
    _known_bodies(draft, lists)
    for span in draft.spans("LOC", "ORG"):
        end = _with_an_and(draft, span, lists) or _extended(draft, span, lists)
        if end > span.end:
            draft.put(span.start, end, "ORG")
    _bracketed(draft, lists)
    government.join(draft, lists)
    _units(draft, lists)
    _numbered(draft, lists)
    acting.find(draft, lists)


def _known_bodies(draft: Draft, lists: Lists) -> None:
    """国务院, 大连英博: bodies of the lists, where they stand as words or are too long to be parts of others."""
    text = draft.text
    for start, end in lists.bodies.spans(text):
        if text[end - 1] == "部" and text[end : end + 1] in lists.after_ministry:
            continue
        if end - start == 2 and text[start:end] in lists.goods and draft.at(start - 1) is not None:
            # 洛川 苹果.
            continue
        covering = draft.at(start)
        if not _stands_alone(draft, start, end, covering) or (covering and _stays(draft, covering, start, end, lists)):
            continue
        begin = min([start, *(s.start for s in draft.within(start, end) if s.kind != "PER")])
        draft.put(begin if covering and covering == draft.at(begin) else start, end, "ORG")


def _stands_alone(draft: Draft, start: int, end: int, covering: Span | None) -> bool:
    """Whether a body of the lists is no part of another word; ``covering`` is the name that has its first character."""
    text = draft.text
    ends = draft.is_word_end(end)
    # 大连英博 2比1, 社会党 籍市长.
    if draft.is_word_start(start) and (ends or text[end : end + 1] == "籍" or text[end : end + 1].isdigit()):
        return True
    begins = covering is not None and covering.kind == "ORG" and covering.start == start
    fewest = (3 if ends else 4) if begins else 5
    return end - start >= fewest or (covering is not None and covering.end == end)


def _stays(draft: Draft, covering: Span, start: int, end: int, lists: Lists) -> bool:
    """Whether the name that has a body's first character stays as it is: a longer body, or a person called so."""
    if covering.kind == "ORG":
        return covering.end >= end
    if covering.kind != "PER" or covering.start >= start:
        return False
    return lists.sounds.issuperset(draft.said(covering)) or _holds(draft, covering, end, lists)


def _holds(draft: Draft, person: Span, end: int, lists: Lists) -> bool:
    """Whether a body is no more than the given name of a person: 丘清华."""
    begins = person.start == 0 or not draft.text[person.start - 1].isalnum()
    whole = person.end == end and person.end - person.start == 3
    return begins and whole and len(lists.surname(draft.said(person))) == 1


def _with_an_and(draft: Draft, span: Span, lists: Lists) -> int:
    """中国科学院 脊椎动物与古人类研究所 研究员: "and" stands inside a name only where an office follows; 0 if not."""
    text = draft.text
    joined = lists.joined.match(text, span.end)
    if joined is None or draft.within(span.end, joined.end()) or lists.is_generic(joined[0]):
        return 0
    office = lists.office.end(text, joined.end())
    return joined.end() if office and not any(text.startswith(o, joined.start(1)) for o in lists.callings) else 0


def _extended(draft: Draft, span: Span, lists: Lists) -> int:
    """Where the organisation that begins with ``span`` ends, or the span's own end."""
    text, end = draft.text, span.end
    said = draft.said(span)
    bureau = lists.bureaus.end(text, end) if span.kind == "LOC" and len(said) > 1 else None
    if bureau and _is_whole(draft, end, bureau, lists):
        # 高雄 地检署.
        return bureau
    nouns, reach = _nouns(draft, end, lists)
    if nouns and (close := _team_or_business(draft, span, nouns[0], lists)):
        return close
    found = end
    for begin, close in lists.ending.spans(text, end, reach) if reach > end else ():
        office = lists.office.end(text, close)
        if not (office or draft.is_word_end(close)):
            continue
        # 日本 缝制 机械 工业会: nouns made of verbs count only where an office shows that this was a name.
        if not office and any(word.tag == "v" and word.start < begin for word in nouns):
            continue
        middle = text[end:begin]
        if not middle:
            alone = span.kind == "LOC" and (text[begin:close] in lists.endings_alone or said[-1] in lists.governed)
            if not alone or said in lists.countries:
                continue
        elif lists.is_generic(middle):
            continue
        found = close
    return found


def _is_whole(draft: Draft, start: int, end: int, lists: Lists) -> bool:
    """Whether a body's name ends where a word does, or an officer of it follows, and no longer one begins in it."""
    ends = draft.is_word_end(end) or lists.office.end(draft.text, end)
    return bool(ends) and all(span.end <= end for span in draft.within(start, end))


def _nouns(draft: Draft, start: int, lists: Lists) -> tuple[list[Word], int]:
    """The words behind a name that may belong to it, and how far an ending may reach."""
    found: list[Word] = []
    reach = start
    for word in draft.words_from(start):
        said = draft.text[word.start : word.end]
        fits = (word.tag in _NOUNS or word.tag == "v") and said not in lists.offices
        if not fits or len(found) == _MOST_WORDS or _by_itself(draft, word.start, word.end):
            # 会秘书长: the ending's last character stands at the head of an office.
            return found, word.end if word.tag == "n" else reach
        if word.tag == "PER" and "·" in said:
            # 甲大学 乙·丙 实验室.
            break
        found.append(word)
        reach = word.end
    return found, reach


def _team_or_business(draft: Draft, span: Span, word: Word, lists: Lists) -> int | None:
    """中国 女足, 杰克 科技: where a name ends that one word more makes a team or a business."""
    said, behind = draft.said(span), draft.text[word.start : word.end]
    if span.kind == "LOC" and behind in lists.teams and len(said) > 1:
        return word.end
    if behind in lists.trades and _unknown(said, lists) and not _before_noun(draft, word.end):
        return word.end
    return None


def _by_itself(draft: Draft, start: int, end: int) -> bool:
    """Whether a word is an organisation of its own, which no other runs into."""
    owner = draft.at(start)
    return owner is not None and owner.kind == "ORG" and owner.end - owner.start >= 4 and end <= owner.end


def _before_noun(draft: Draft, position: int) -> bool:
    """Whether a noun follows closely, so that what stands before it describes it (美的 电器 产品)."""
    following = next(draft.words_from(position), None)
    return following is not None and following.tag in ("n", "vn")


def _unknown(said: str, lists: Lists) -> bool:
    """Whether a name is short and no known place, nor looks like one: then a trade behind it makes a business."""
    return 2 <= len(said) <= 3 and said not in lists.known_places and said[-1] not in lists.no_business


def _bracketed(draft: Draft, lists: Lists) -> None:
    """青藤信息技术（上海）有限公司: the place in brackets stands inside the name."""
    for match in lists.bracketed.finditer(draft.text):
        start = match.start()
        for count, word in enumerate(draft.words_before(start)):
            said = draft.text[word.start : word.end]
            if count == _MOST_WORDS or word.tag not in _NOUNS or said in lists.called:
                break
            start = word.start
        if match.start() - start > 1:
            draft.put(start, match.end(), "ORG")


def _units(draft: Draft, lists: Lists) -> None:
    """北京大学 历史 系, 中国红十字会 总会: the unit belongs to the name before it."""
    text = draft.text
    for span in draft.spans("ORG"):
        end = span.end
        for count, word in enumerate(draft.words_from(span.end)):
            said = text[word.start : word.end]
            # 总会 is a verb to the tagger (will always), but not before a preposition: 红十字会 总会 向.
            head = said == "总会" and next((w.tag for w in draft.words_from(word.end)), "") == "p"
            if count == 3 or not (word.tag in _NOUNS or said[0] == "第" or head):
                break
            begin, close = _unit(text, word, lists)
            if word.tag == "PER" and "·" in said:
                break
            if begin == close or (text[begin:close] == "系" and text[span.end - 2 : span.end] not in ("大学", "学院")):
                continue
            if (lists.office.end(text, begin) or 0) > close:
                continue
            if close == word.end or lists.office.end(text, close):
                middle = text[span.end : begin]
                if not middle or not lists.is_generic(middle):
                    end = close
        if end > span.end:
            draft.put(span.start, end, "ORG")


def _unit(text: str, word: Word, lists: Lists) -> tuple[int, int]:
    """The unit that a word begins with or ends with; an empty range if it does neither."""
    close = lists.unit.end(text, word.start, word.end)
    if close is not None:
        return word.start, close
    spans = lists.unit.spans(text, word.start, word.end)
    return next((span for span in spans if span[1] == word.end), (word.start, word.start))


def _numbered(draft: Draft, lists: Lists) -> None:
    """第九巡回上诉法院; behind another organisation or a place it is a part of that name."""
    for match in lists.numbered.finditer(draft.text):
        start, end = match.span()
        before = draft.at(start - 1)
        if draft.at(start) and draft.at(start) is draft.at(end - 1):
            continue
        draft.put(before.start if before and before.kind in ("ORG", "LOC") else start, end, "ORG")
