"""Events: conferences, games, fairs, censuses and upheavals, by how their names end and begin."""

from __future__ import annotations

from itertools import islice

from reader.marks.entities.draft import Draft
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_INSIDE = frozenset({"n", "nz", "vn", "an", "a", "f", "s", "m", "LOC", "ORG", "nr", "r"})
_ORDINAL = Pattern("第[一二三四五六七八九十百零〇0-9０-９]+[届次]")
_YEAR = Pattern("[12][0-9]{3}年?")
_LATIN = Pattern("[A-Za-z]{2,}[A-Za-z0-9]*")
_DASHES = "—-－–·"
_MOST_WORDS = 9
_OPENING, _CLOSING = "“「『", ("”", "」", "』")
_COLONS = ("：", ":", "—", "·")
_WIDEST = 20
_CLEAR = frozenset("”」』。，！？\n")
_LONG = 4
"""An event's own name of more characters is one even where a body is seen in it."""


def find(draft: Draft, lists: Lists) -> None:
    """Put the events; places inside them give way."""
    text = draft.text
    for match in lists.dated_events.finditer(text):
        draft.put(*match.span(), "EVENT")
    for close, end in lists.event.spans(text):
        owner = draft.at(end - 1)
        if owner and owner.kind in ("ORG", "LOC") and owner.end == end and not text.endswith("大会", close, end):
            draft.put(min(owner.start, _ordinal_before(text, owner.start)), end, "EVENT")
        elif draft.is_word_end(end) and not _covered(draft, close, end):
            start = _beginning(draft, close, end, lists)
            host = draft.at(start - 1)
            where = draft.at(start)
            if where and where.kind == "LOC" and host and host.kind == "ORG" and text[close:end] in lists.hosted:
                # 上合组织 天津峰会.
                draft.put(host.start, end, "EVENT")
                continue
            # 第44届东盟峰会: with a number of its own, an event may bear the name of a body.
            body = draft.at(start)
            hosts = body is not None and body.kind == "ORG" and body.start == start and text[close:end] in lists.hosted
            taken = ("WORK", "PER") if _ORDINAL.match(text, start) or hosts else ("ORG", "WORK", "PER")
            if start < close and not any(s.kind in taken for s in draft.within(start, end)):
                draft.put(start, end, "EVENT")
    given = [draft.said(span) for span in draft.spans("EVENT")]
    for start, end in lists.events.spans(text):
        whole = end - start > _LONG or not _covered(draft, start, end)
        ends = draft.is_word_end(end) or any(_stands_for(text[start:end], name) for name in given)
        if whole and ends and all(start <= span.start for span in draft.within(start, end)):
            draft.put(_ordinal_before(text, start), end, "EVENT")
    _in_quotes(draft, lists)


def _ordinal_before(text: str, position: int) -> int:
    """Where 第十届 begins that stands right before ``position``, or ``position`` itself."""
    ordinals = [m.start() for m in _ORDINAL.finditer(text, max(0, position - 8), position) if m.end() == position]
    return ordinals[-1] if ordinals else position


def _stands_for(short: str, full: str) -> bool:
    """进博会 for 中国国际进口博览会: all of its characters in order in a much longer name."""
    rest = iter(full)
    return len(full) > 2 * len(short) and all(character in rest for character in short)


def _in_quotes(draft: Draft, lists: Lists) -> None:
    """“冰河之下：北方渔猎大展”: with a colon between, all in the quotes is one name."""
    text = draft.text
    for span in draft.spans("EVENT") if any(mark in text for mark in _OPENING) else ():
        if text[span.end : span.end + 1] not in _CLOSING or text[span.start - 1 : span.start] not in _COLONS:
            continue
        opening = max(text.rfind(mark, max(0, span.start - _WIDEST), span.start) for mark in _OPENING)
        if opening >= 0 and _CLEAR.isdisjoint(text[opening + 1 : span.start]):
            draft.put(opening + 1, span.end, "EVENT")


def _covered(draft: Draft, start: int, end: int) -> bool:
    return any(span.kind in ("EVENT", "WORK", "ORG") for span in draft.within(start, end))


def _beginning(draft: Draft, close: int, end: int, lists: Lists) -> int:
    """Where the event with the ending from ``close`` to ``end`` begins, or ``close`` if nothing makes it an event."""
    text = draft.text
    # The word that holds the ending may begin before it: 全国 运动会 tagged as one.
    holder = next((word for word in draft.words_before(end)), None)
    if holder is None:
        return close
    found, weak = close, text[close:end] in lists.weak_events
    words = [holder, *islice(draft.words_before(holder.start), _MOST_WORDS)]
    for number, word in enumerate(words):
        said = text[word.start : word.end]
        ordinal = next((m for m in _ORDINAL.finditer(said)), None)
        season = word.tag in ("t", "TIME") and not any(c.isdigit() for c in said)
        noun = word.tag in _INSIDE or said in lists.event_verbs
        if number and not noun and not ordinal and not season and said not in _DASHES:
            break
        latin = _LATIN.match(said)
        owner = draft.at(word.start)
        if ordinal:
            found = word.start + ordinal.start()
            break
        if latin:
            found = word.start
            break
        if any(said.startswith(opening) for opening in lists.event_openings):
            found = word.start
        elif (year := _YEAR.match(said)) and any(said.startswith(o, year.end()) for o in lists.event_openings):
            before = text[word.start - 1] if word.start else ""
            found = word.start if before.isascii() and before.isalpha() else word.start + year.end()
        elif owner and owner.kind == "LOC":
            found = min(found, owner.start) if not weak or number <= 1 or found < close else found
        elif number == 0 and word.start < close and word.tag == "nz":
            named = any(said[:size] in lists.known_places for size in (2, 3, 4))
            found = word.start if named or not weak else found
    return found
