"""Organisations as the tagger gives them: what runs into a name cut off, two names parted."""

from __future__ import annotations

from reader.marks.entities.draft import Span
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_AND_SO_ON = Pattern("(?<![高中初平对优])等(?![级离额距])")
_PROVINCE = Pattern("[㐀-鿿]{2,6}?(?:省|自治区)(?=[㐀-鿿]{1,11}?[市县州盟][㐀-鿿])")
_WITH = "同与和对由向给被让"
_NO_PART = Pattern("(?<=..)(?:谨向|向|被|为)(?=..)")
_TOGETHER = Pattern("联合(?![国会体社大总早银])")
_OUR = ("我", "该", "贵", "各", "两", "本")
_PARTING = frozenset("向被为联vV")
"""Characters of which one is in each word that parts two bodies."""

_MATCH = Pattern("(?<=[㐀-鿿])(?:vs|VS)(?=[㐀-鿿])")
_ANY_FIRM = ("公司", "企业", "站")
_LANDS = frozenset("旗盟")
_BANNER = Pattern("(内蒙古|内蒙古自治区)?([㐀-鿿]{2,5}盟)?([㐀-鿿]{2,8}旗)?$")
_HEADS = ("员", "长")


def cut(text: str, span: Span, lists: Lists) -> list[Span]:
    """A body without what stands before it: 日本 政府 is the place, 浙江省 义乌市税务局 two names, 同 马里队 one."""
    said = text[span.start : span.end]
    if said in lists.offices:
        return []
    if "队" in said[:-1] and (sides := _sides(text, span, lists)):
        return sides
    span = _without_heads(text, _ours(text, span, lists), lists)
    said = text[span.start : span.end]
    names = (
        _party_of_a_country(span, said, lists)
        or _run_together(text, span, said, lists)
        or _with_its_officer(text, span, said, lists)
        or _any_of_a_place(span, said, lists)
        or _firm_of(span, said, lists)
        or _banners(span, said)
    )
    if names:
        return names
    if said[-2:-1] == "驻":
        # 中央驻港 机构: what is posted somewhere is named by the words around.
        return [Span(span.start, span.end - 2, span.kind)] if len(said) > 4 else []
    if len(said) > 2 and said[-2:] in lists.founded and said[-3] in lists.founded_ends:
        # 故宫博物院 建院.
        return [Span(span.start, span.end - 2, span.kind)]
    place = _place_alone(said, lists)
    return [Span(span.start, span.start + place, "LOC")] if place else _from_its_beginning(text, span, said, lists)


def _ours(text: str, span: Span, lists: Lists) -> Span:
    """我国 外交部: 国 belongs to what stands before."""
    ours = text[span.start] == "国" and text[span.start - 1 : span.start] in _OUR
    return Span(span.start + 1, span.end, span.kind) if ours and text[span.start + 1 : span.end] in lists.body else span


def _without_heads(text: str, span: Span, lists: Lists) -> Span:
    """文化馆馆 员: the last character belongs to what stands behind."""
    twice = span.end - span.start > 3 and text[span.end - 1] == text[span.end - 2]
    headed = twice and text[span.end - 1] in lists.headed and text[span.end : span.end + 1] in _HEADS
    return Span(span.start, span.end - 1, span.kind) if headed else span


def _party_of_a_country(span: Span, said: str, lists: Lists) -> list[Span]:
    """日本 自民党."""
    land = lists.country.end(said) if said[-1] == "党" and said not in lists.body else None
    if not land or said[land:] not in lists.body:
        return []
    middle = span.start + land
    return [Span(span.start, middle, "LOC"), Span(middle, span.end, span.kind)]


def _sides(text: str, span: Span, lists: Lists) -> list[Span]:
    """甲大学队 力压 乙大学队: both sides and the verb between them as one body."""
    start, end, kind = span
    for begin, close in lists.beats.spans(text, start + 2, end):
        if text[begin - 1] == "队" and end - close > 1:
            return [Span(start, begin, kind), Span(close, end, kind)]
    return []


def _with_its_officer(text: str, span: Span, said: str, lists: Lists) -> list[Span]:
    """全国政协 | 常委 | 万家宝, 香港 | 特首: a body or a place, an office, and the person who holds it."""
    if lists.called_ends.isdisjoint(said[2:]):
        return []
    start, end, kind = span
    for begin, close in lists.office.spans(text, start + 2, end):
        body = text[start:begin]
        place = body in lists.known_places
        known = body in lists.body or body in lists.ministries
        if not (place or known or (close < end and lists.ending.ends_with(body))):
            continue
        name = text[close:end]
        person = 1 <= len(name) - len(lists.surname(name)) <= 2 and lists.surname(name)
        if not name or person:
            found: list[Span] = [Span(start, begin, "LOC" if place else kind)]
            return [*found, Span(close, end, "PER")] if name else found
    return []


def _run_together(text: str, span: Span, said: str, lists: Lists) -> list[Span]:
    """What is before and behind a word that no name holds: 市教育局 联合 团市委, 博里诺 被 联邦最高法院."""
    if _PARTING.isdisjoint(said):
        return []
    start, end, kind = span
    sides = _MATCH.search(text, start, end)
    if sides:
        end -= 2 * text.endswith("两队", start, end)
        # Either side may be empty: the tagger's name may begin with the mark, and 两队 may be all behind it.
        return [Span(b, e, kind) for b, e in ((start, sides.start()), (sides.end(), end)) if b < e]
    for verb in (*_NO_PART.finditer(text, start, end), *_TOGETHER.finditer(text, start, end)):
        first, second = text[start : verb.start()], text[verb.end() : end]
        if not (first and second):
            continue
        bodies = [part[-1] in lists.body_ends or part in lists.body for part in (first, second)]
        if verb[0] == "联合":
            if len(first) > 2 and len(second) > 2 and all(bodies):
                return [Span(start, verb.start(), kind), Span(verb.end(), end, kind)]
        elif bodies[1] and (bodies[0] or verb[0] == "被" or (verb[0] == "为" and second in lists.body)):
            person = lists.surname(first) and len(first) < 4 or lists.sounds.issuperset(first)
            before: list[Span] = [Span(start, verb.start(), "PER")] if person else []
            if bodies[0]:
                before = [Span(start, verb.start(), kind)]
            return [*before, Span(verb.end(), end, kind)]
    return []


def _any_of_a_place(span: Span, said: str, lists: Lists) -> list[Span]:
    """北京 一家 短视频公司, 德累斯顿 的 晶圆厂: the place is all that is named."""
    for word in lists.not_inside if not lists.not_inside_firsts.isdisjoint(said) else ():
        at = said.find(word)
        if at > 1 and said[:at] in lists.known_places:
            return [Span(span.start, span.start + at, "LOC")]
    return []


def _firm_of(span: Span, said: str, lists: Lists) -> list[Span]:
    """硅谷 公司, 谷歌 母公司."""
    if not said.endswith(_ANY_FIRM):
        return []
    whose = said.removesuffix("公司").removesuffix("母").removesuffix("企业").removesuffix("站")
    if whose in lists.body:
        return [Span(span.start, span.start + len(whose), span.kind)]
    if whose in lists.known_places:
        return [Span(span.start, span.start + len(whose), "LOC")]
    return []


def _banners(span: Span, said: str) -> list[Span]:
    """内蒙古 锡林郭勒盟 乌珠穆沁旗 as one organisation."""
    land = _BANNER.match(said) if said[-1] in _LANDS else None
    if land is None or not (land[1] or (land[2] and land[3])):
        return []
    return [Span(span.start + land.start(i), span.start + land.end(i), "LOC") for i in range(1, 4) if land[i]]


def _place_alone(said: str, lists: Lists) -> int:
    """北京 教育, 日本 政府, 香港特别行政区 政府: how many characters the place has; 0 if there is none."""
    if said[-2:] in lists.not_the_name and said[:-2] in lists.known_places:
        return len(said) - 2
    place = said.removesuffix("政府")
    return len(place) if place != said and (place in lists.countries or place.endswith("特别行政区")) else 0


def _from_its_beginning(text: str, span: Span, said: str, lists: Lists) -> list[Span]:
    """同 马里队, 小胜 赫塔费, 甲公司 等 …, 浙江省 义乌市税务局: the name without words before it and behind it."""
    start, end, kind = span
    if said[0] in _WITH and lists.country.end(said, 1):
        start += 1
    verb = lists.beats.end(text, start)
    if verb and end - verb > 1:
        start = verb
    several = _AND_SO_ON.search(text, start, end) if "等" in said else None
    if several and several.start() - start > 1:
        return [Span(start, several.start(), kind)]
    province = _PROVINCE.match(text, start, end) if "省" in said or "自治区" in said else None
    if province:
        return [Span(start, province.end(), "LOC"), Span(province.end(), end, kind)]
    return [Span(start, end, kind)]
