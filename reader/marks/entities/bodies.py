"""Organisations as the tagger gives them: what runs into a name cut off, two names parted."""

from __future__ import annotations

from collections.abc import Iterator

from reader.marks.entities.draft import Span
from reader.marks.entities.late import Pattern
from reader.marks.entities.lists import Lists

_AND_SO_ON = Pattern("(?<![高中初平对优])等(?![级离额距])")
_PROVINCE = Pattern("[㐀-鿿]{2,6}?(?:省|自治区)(?=[㐀-鿿]{1,11}?[市县州盟][㐀-鿿])")
_WITH = "同与和对由向给被让"
_NO_PART = Pattern("(?<=..)(?:谨向|向|被|为)(?=..)")
_TOGETHER = Pattern("联合(?![国会体社大总早银])")
_OUR = ("我", "该", "贵", "各", "两", "本")
_PARTING = frozenset("向被为联vV")
"""Characters of which one is in each word that parts two bodies."""

_SIDES = Pattern("(?<=[㐀-鿿])(?:vs|VS)(?=[㐀-鿿])")
_NOT_THE_NAME = frozenset({"教育", "经济", "文化", "旅游", "体育", "产业", "企业", "市场", "人民", "群众"})
_FOUNDED = frozenset({"建院", "建校", "建馆", "建厂", "建所", "建社"})
_NOT_INSIDE = ("的", "者", "一家", "一所", "一名", "一位", "某", "多家", "两家", "几家")
_IN_NOT_INSIDE = frozenset("的一某家者")
_ANY_FIRM = ("公司", "企业", "站")
_LANDS = frozenset("旗盟")
_BANNER = Pattern("(内蒙古|内蒙古自治区)?([㐀-鿿]{2,5}盟)?([㐀-鿿]{2,8}旗)?$")
_HEADED = frozenset("馆院所站台局校社行部厂园")
_HEADS = ("员", "长")
_BODY_ENDS = frozenset("局厅部署委院办会校台")


def cut(text: str, span: Span, lists: Lists) -> Iterator[Span]:
    """A body without what stands before it: 日本 政府 is the place, 浙江省 义乌市税务局 two names, 同 马里队 one."""
    start, end, kind = span
    said = text[start:end]
    if said in lists.offices:
        return
    if said[0] == "国" and said[1:] in lists.body and text[start - 1 : start] in _OUR:
        # 我国 外交部.
        start += 1
        said = said[1:]
        span = Span(start, end, kind)
    party = lists.country.end(said) if said[-1] == "党" and said not in lists.body else None
    if party and said[party:] in lists.body:
        # 日本 自民党.
        yield Span(start, start + party, "LOC")
        yield Span(start + party, end, kind)
        return
    match = _match(text, span, lists) if "队" in said[:-1] else None
    if match:
        yield from match
        return
    if len(said) > 3 and said[-1] == said[-2] and said[-1] in _HEADED and text[end : end + 1] in _HEADS:
        # 文化馆馆 员.
        end -= 1
        said = said[:-1]
        span = Span(start, end, kind)
    two = _run_together(text, span, lists) if not _PARTING.isdisjoint(said) else None
    if two:
        yield from two
        return
    apart = _with_its_officer(text, span, lists) if not lists.called_ends.isdisjoint(said[2:]) else None
    if apart:
        yield from apart
        return
    for word in _NOT_INSIDE if not _IN_NOT_INSIDE.isdisjoint(said) else ():
        at = said.find(word)
        if at > 1 and (said[:at] in lists.places or said[:at] in lists.countries):
            # 北京 一家 短视频公司, 德累斯顿 的 晶圆厂.
            yield Span(start, start + at, "LOC")
            return
    if said.endswith(_ANY_FIRM):
        # 硅谷 公司, 谷歌 母公司.
        whose = said.removesuffix("公司").removesuffix("母").removesuffix("企业").removesuffix("站")
        if whose in lists.places or whose in lists.countries or whose in lists.body:
            yield Span(start, start + len(whose), kind if whose in lists.body else "LOC")
            return
    if said[-1] in _LANDS and (land := _BANNER.match(said)) and (land[1] or (land[2] and land[3])):
        # 内蒙古 锡林郭勒盟 乌珠穆沁旗 as one organisation.
        yield from (Span(start + land.start(i), start + land.end(i), "LOC") for i in range(1, 4) if land[i])
        return
    if said[-2:-1] == "驻":
        # 中央驻港 机构: what is posted somewhere is named by the words around.
        if len(said) > 4:
            yield Span(start, end - 2, kind)
        return
    if len(said) > 2 and said[-2:] in _FOUNDED and said[-3] in "院校馆厂所社":
        yield Span(start, end - 2, kind)
        return
    if said[-2:] in _NOT_THE_NAME and (said[:-2] in lists.places or said[:-2] in lists.countries):
        yield Span(start, end - 2, "LOC")
        return
    place = said.removesuffix("政府")
    if place != said and (place in lists.countries or place.endswith("特别行政区")):
        yield Span(start, start + len(place), "LOC")
        return
    if said[0] in _WITH and lists.country.end(said, 1):
        start += 1
    verb = lists.beats.end(text, start)
    if verb and end - verb > 1:
        # 小胜 赫塔费.
        start = verb
    several = _AND_SO_ON.search(text, start, end) if "等" in said else None
    if several and several.start() - start > 1:
        yield Span(start, several.start(), kind)
        return
    province = _PROVINCE.match(text, start, end) if "省" in said or "自治区" in said else None
    if province:
        yield Span(start, province.end(), "LOC")
        start = province.end()
    yield Span(start, end, kind)


def _match(text: str, span: Span, lists: Lists) -> list[Span]:
    """甲大学队 力压 乙大学队: both sides and the verb between them as one body."""
    start, end, kind = span
    for begin, close in lists.beats.spans(text, start + 2, end):
        if text[begin - 1] == "队" and end - close > 1:
            return [Span(start, begin, kind), Span(close, end, kind)]
    return []


def _with_its_officer(text: str, span: Span, lists: Lists) -> list[Span]:
    """全国政协 | 常委 | 万家宝, 香港 | 特首: a body or a place, an office, and the person who holds it."""
    start, end, kind = span
    for begin, close in lists.office.spans(text, start + 2, end):
        body = text[start:begin]
        place = body in lists.places or body in lists.countries
        known = body in lists.body or body in lists.ministries
        if not (place or known or (close < end and lists.ending.ends_with(body))):
            continue
        name = text[close:end]
        person = 1 <= len(name) - len(lists.surname(name)) <= 2 and lists.surname(name)
        if not name or person:
            found: list[Span] = [Span(start, begin, "LOC" if place else kind)]
            return [*found, Span(close, end, "PER")] if name else found
    return []


def _run_together(text: str, span: Span, lists: Lists) -> list[Span]:
    """What is before and behind a word that no name holds: 市教育局 联合 团市委, 博里诺 被 联邦最高法院."""
    start, end, kind = span
    sides = _SIDES.search(text, start, end)
    if sides:
        end -= 2 * text.endswith("两队", start, end)
        # Either side may be empty: the tagger's name may begin with the mark, and 两队 may be all behind it.
        return [Span(b, e, kind) for b, e in ((start, sides.start()), (sides.end(), end)) if b < e]
    for verb in (*_NO_PART.finditer(text, start, end), *_TOGETHER.finditer(text, start, end)):
        first, second = text[start : verb.start()], text[verb.end() : end]
        if not (first and second):
            continue
        bodies = [part[-1] in _BODY_ENDS or part in lists.body for part in (first, second)]
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
