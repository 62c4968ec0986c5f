"""Bodies of states and of the Party: ministries, committees, missions and offices, whole with the land they are of."""

from __future__ import annotations

from reader.marks.entities.draft import Draft
from reader.marks.entities.lists import Lists


def join(draft: Draft, lists: Lists) -> None:
    """Make them whole from their pieces."""
    _ministers(draft, lists)
    _committees(draft, lists)
    _dashed(draft, lists)
    _of_a_government(draft, lists)
    _missions(draft, lists)
    _ministries(draft, lists)
    _of_the_town(draft, lists)
    _left_over(draft, lists)


def _ministers(draft: Draft, lists: Lists) -> None:
    """外交部 长, 以色列 国防部 长: the ministry stands in what its minister is called; 新加坡 贸工部 部长."""
    text = draft.text
    for at in draft.occurrences("部长"):
        end = at + 1
        start = next((end - size for size in (3, 4, 6) if text[end - size : end] in lists.ministries), None)
        if start is None or not draft.is_word_end(end + 1) or draft.within(start, end + 1):
            continue
        land = draft.at(start - 1)
        country = land is not None and land.kind == "LOC" and draft.said(land) in lists.countries
        if draft.is_word_start(start):
            draft.put(land.start if land and country else start, end, "ORG")
    for land in draft.spans("LOC"):
        match = lists.ministry.match(text, land.end) if draft.said(land) in lists.countries else None
        if match is not None and not draft.within(*match.span(1)):
            draft.put(land.start, match.end(1), "ORG")


def _committees(draft: Draft, lists: Lists) -> None:
    """中共 福建 省委书记: the committee is the Party's in that place, and its secretary stands behind it."""
    text = draft.text
    for span in draft.spans("LOC"):
        end = lists.committee.end(text, span.end)
        owner = draft.at(span.end)
        if end is None or (owner is not None and owner.end > end):
            continue
        office = lists.office.end(text, end)
        short = text[span.end : end] == "委"
        whole = draft.is_word_end(end) and not short
        if not (whole or office) or (short and text[span.end - 1] not in lists.governed):
            continue
        party = draft.at(span.start - 1)
        start = party.start if party is not None and draft.said(party) == "中共" else span.start
        draft.put(start, end, "ORG")


def _dashed(draft: Draft, lists: Lists) -> None:
    """中国 — 东盟联合合作委员会: a body of two sides takes in the first, when what follows begins with the second."""
    text = draft.text
    for span in draft.spans("ORG"):
        first = draft.at(span.start - 2)
        if first is None or first.end != span.start - 1 or text[first.end] not in "—－-–":
            continue
        said = draft.said(span)
        second = lists.country.end(said) or lists.bodies.end(said)
        if second and second < len(said) - 1 and first.kind in ("LOC", "ORG"):
            draft.put(first.start, span.end, "ORG")


def _of_a_government(draft: Draft, lists: Lists) -> None:
    """香港特别行政区 商务及经济发展局, 印度尼西亚 国家旅游局: bodies bear the name of the land right before them."""
    text = draft.text
    for span in draft.spans("ORG"):
        land = draft.at(span.start - 1)
        if land is None or land.kind != "LOC" or land.end != span.start:
            continue
        if text[span.end - 1] == "党":
            continue
        own = draft.said(land).startswith(lists.own_offices) and text[span.end - 1] in lists.departments
        if own or (draft.said(land) in lists.lands and not lists.country.may_begin(draft.said(span))):
            draft.put(land.start, span.end, "ORG")


def _missions(draft: Draft, lists: Lists) -> None:
    """泰国 驻 老挝大使馆: a mission belongs to the country that sends it."""
    for span in draft.spans("ORG"):
        sender = draft.at(span.start - 2)
        if sender is None or sender.end != span.start - 1 or draft.text[sender.end] != "驻":
            continue
        if sender.kind in ("LOC", "ORG") and draft.said(span).endswith(lists.missions):
            draft.put(sender.start, span.end, "ORG")


def _ministries(draft: Draft, lists: Lists) -> None:
    """纺织 工业部: a short ministry takes in the noun before it, unless it is a ministry by itself (财政部)."""
    text = draft.text
    for span in draft.spans("ORG"):
        said = draft.said(span)
        if len(said) > 3 or said[-1] not in lists.short_ministries or said in lists.body:
            continue
        word = next(draft.words_before(span.start), None)
        if word is None or word.tag not in ("n", "vn") or word.end - word.start != 2 or draft.at(word.start):
            continue
        noun = text[word.start : word.end]
        if noun not in lists.called and noun not in lists.generic:
            draft.put(word.start, span.end, "ORG")


def _of_the_town(draft: Draft, lists: Lists) -> None:
    """市 卫健委: what stands for the town belongs to the name of its office."""
    text = draft.text
    for span in draft.spans("ORG"):
        before = span.start - 1
        if text[span.end - 1] not in lists.town_offices or span.end - span.start > 6 or before < 0:
            continue
        alone = draft.is_word_start(before) and draft.at(before) is None and draft.at(before - 1) is None
        if text[before] in lists.town and alone:
            draft.put(before, span.end, "ORG")


def _left_over(draft: Draft, lists: Lists) -> None:
    """香港消防 处: the last character of a department that the tagger cut off, unless it begins an office (处长)."""
    text = draft.text
    for span in draft.spans("ORG"):
        if text[span.end : span.end + 1] not in lists.departments or lists.office.end(text, span.end):
            continue
        word = next(draft.words_from(span.end), None)
        if word is not None and word.end - word.start == 1 and word.tag == "n":
            draft.put(span.start, word.end, "ORG")
