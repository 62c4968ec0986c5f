"""First rule: the tagger's own names, cut where a name must end, split where two stand side by side, or refused."""

from __future__ import annotations

from collections.abc import Iterator

from reader import words
from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.late import Pattern
from reader.marks.entities.lists import Lists
from reader.model import EntityKind

_PIECE = Pattern(r"[\w·•・‧&+.\-－]+")
_LETTERS = Pattern(r"[^\W\d_]")
_SPACED = Pattern(r"[㐀-鿿][ \u3000]+[㐀-鿿]")
_PLATE = Pattern("[㐀-鿿][A-Z]?[0-9A-Z０-９]{3,}")
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_SERIAL = Pattern("[一二三四五六七八九十0-9]+号")
_TWO = ("两", "双")
_AND_SAID = ("说", "指出", "表示", "强调", "，", ",")
_AND = "和与及"
_WITH = "同与和对由向给被让"
_AND_SO_ON = Pattern("(?<![高中初平对优])等(?![级离额距])")
_PROVINCE = Pattern("[㐀-鿿]{2,6}?(?:省|自治区)(?=[㐀-鿿]{1,11}?[市县州盟][㐀-鿿])")
_REPORTED = frozenset("日者")
_REPORT = Pattern(r"(?<![通腾资快电简])讯(?=[)） \u3000（(：:])")
_NO_PART = Pattern("(?<=..)(?:谨向|向|被|为)(?=..)")
_TOGETHER = Pattern("联合(?![国会体社大总早银])")
_STORM = Pattern('(?:台风|飓风|风暴|气旋)[“"「『]$')
_BEFORE_STORM = frozenset('“"「『\n')
_IDIOM = 4
_OUR = ("我", "该", "贵", "各", "两", "本")
_PARTING = frozenset("向被为联vV")
"""Characters of which one is in each word that parts two bodies."""

_SIDES = Pattern("(?<=[㐀-鿿])(?:vs|VS)(?=[㐀-鿿])")
_NOT_THE_NAME = frozenset({"教育", "经济", "文化", "旅游", "体育", "产业", "企业", "市场", "人民", "群众"})
_FOUNDED = frozenset({"建院", "建校", "建馆", "建厂", "建所", "建社"})
_COUNTS = frozenset("座室处条个间栋幢道")
_COUNTED = Pattern(f"[一二两三四五六七八九十]+[{''.join(_COUNTS)}]$")
_TYPE = Pattern("[-－—][0-9]")
_SUM = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟万亿")
_NOT_INSIDE = ("的", "一家", "一所", "一名", "一位", "某", "多家", "两家", "几家")
_IN_NOT_INSIDE = frozenset("的一某家")
_ANY_FIRM = ("公司", "企业", "站")
_REACHES = frozenset({"抵达", "到达", "直达", "送达", "回到", "来到", "运抵"})
_AT = frozenset("在于从赴抵")
_VILLAGES = frozenset("村屯镇县")
_CALLS = ("号召", "号称", "号令", "号线")
_LANDS = frozenset("旗盟")
_BANNER = Pattern("(内蒙古|内蒙古自治区)?([㐀-鿿]{2,5}盟)?([㐀-鿿]{2,8}旗)?$")
_BODY_ENDS = frozenset("局厅部署委院办会校台")
_TAGS: dict[str, EntityKind] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


def take_over(draft: Draft, lists: Lists) -> None:
    """Put the tagger's people, places and organisations into the draft, mended."""
    text = draft.text
    for begin, close, tag in draft.words:
        if tag in _TAGS:
            start, end = _without_report(text, begin, close)
            for span in _pieces(text, start, end, _TAGS[tag]):
                for mended in _mended(text, span, lists):
                    draft.put(*mended)


def _without_report(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without what says that this is a report: 9日电 | 约旦 …, （某某研究中心 | 讯）."""
    if text[start] == "电" and end - start > 2 and text[start - 1 : start] in _REPORTED:
        start += 1
    if text[end - 1] == "讯" and end - start > 3 and _REPORT.match(text, end - 1):
        end -= 1
    return start, end


def _pieces(text: str, start: int, end: int, kind: EntityKind) -> Iterator[Span]:
    """The range without punctuation that cannot belong to a name; 李　明 stays whole."""
    if text[start:end].isalpha():
        yield Span(start, end, kind)
        return
    if kind == "PER" and _SPACED.fullmatch(text, start, end):
        yield Span(start, end, kind)
        return
    for piece in _PIECE.finditer(text, start, end):
        if _LETTERS.search(piece[0]):
            yield Span(*piece.span(), kind)


def _mended(text: str, span: Span, lists: Lists) -> Iterator[Span]:
    """What is right about one name: nothing (神舟 in 神舟二十号), the whole, a part or several parts."""
    start, end, kind = span
    said = text[start:end]
    if _is_mistaken(text, span, lists) or _is_other(text, span):
        return
    if kind == "ORG" and end - start > 2 and lists.land_forms.ends_with(said):
        kind = "LOC"
    if kind != "LOC" and text[end : end + 1] in _NUMERALS and _SERIAL.match(text, end):
        return
    if (
        len(said) == 2
        and lists.rows[0].issuperset(said)
        and said not in lists.rows_whole
        and said not in lists.places
        and (kind == "LOC" or text[end : end + 1] in _TWO or lists.between.end(text, end))
    ):
        yield from (Span(start + i, start + i + 1, "LOC") for i in range(2))
        return
    if kind == "ORG" and len(said) > 3 and said[2:] in lists.between and lists.rows[0].issuperset(said[:2]):
        # 中德 政府.
        yield from (Span(start + i, start + i + 1, "LOC") for i in range(2))
        return
    if kind == "PER":
        yield from _person(text, span, lists)
        return
    if kind == "ORG" and said in lists.places and text[start - 1 : start] in _AT:
        kind = "LOC"
    for word in lists.leading if said.startswith(lists.leading) else ():
        rest = said.removeprefix(word)
        if rest == said:
            continue
        if rest in lists.body or rest in lists.places or rest in lists.countries:
            start += len(word)
            said = rest
            kind = "ORG" if rest in lists.body else kind
        elif rest in lists.generic or rest in lists.mistaken:
            return
    if lists.is_generic(said):
        return
    if kind == "LOC":
        yield from _place(text, Span(start, end, kind), lists)
    else:
        yield from _organisation(text, Span(start, end, kind), lists)


def _organisation(text: str, span: Span, lists: Lists) -> Iterator[Span]:
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


def _with_its_officer(text: str, span: Span, lists: Lists) -> list[Span]:
    """全国政协 | 常委 | 万家宝, 香港 | 特首: a body or a place, an office, and the person who holds it."""
    start, end, kind = span
    for begin, close in lists.office.spans(text, start + 2, end):
        body = text[start:begin]
        place = body in lists.places or body in lists.countries
        if not (place or body in lists.body or (close < end and lists.ending.ends_with(body))):
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


def _is_mistaken(text: str, span: Span, lists: Lists) -> bool:
    """Whether the name is a word that is none, or lies inside one."""
    start, end, kind = span
    if text[start - 1 : start] in _BEFORE_STORM and _STORM.search(text, max(0, start - 5), start):
        return True
    if end - start > _IDIOM:
        return text[start:end] in lists.mistaken
    if not (
        (end - start > 1 and _inside_idiom(text, start, end))
        or (text[start : min(end, start + 2)] in lists.in_mistaken and _inside_mistaken(text, start, end, lists))
    ):
        return False
    return kind != "PER" or not lists.calls(text[max(0, start - 8) : start].rstrip(" \u3000"))


def _is_other(text: str, span: Span) -> bool:
    """Whether it is a vessel's name (山东 舰, 黎明 号), a people's (门巴族), a clock's (北京 时间), or a stray."""
    start, end, kind = span
    if kind == "LOC" and text.startswith("时间", end):
        return True
    vessel = text[end : end + 1] == "舰" and text[end : end + 2] != "舰队"
    vessel = vessel or (
        text[end : end + 1] == "号" and text[end - 1] not in _NUMERALS and text[end : end + 2] != "号召"
    )
    people = text[end - 1] == "族" and end - start > 2
    return vessel or people or (kind == "ORG" and end - start == 1)


def _inside_idiom(text: str, start: int, end: int) -> bool:
    idioms = words.idioms()
    for begin in range(max(0, end - _IDIOM), start + 1):  # noqa: SIM110 - a generator would take twice as long
        if text[begin : begin + _IDIOM] in idioms:
            return True
    return False


def _inside_mistaken(text: str, start: int, end: int, lists: Lists) -> bool:
    return any(
        text[begin : begin + size] in lists.mistaken
        for size in range(end - start, 7)
        for begin in range(max(0, end - size), start + 1)
    )


def _person(text: str, span: Span, lists: Lists) -> Iterator[Span]:
    """A person without the office behind the name (江主席 is 江); two places run together are places."""
    start, end, kind = span
    said = text[start:end]
    if said[0] in lists.called_ends and len(said) > 2 and text[start - 1 : start].isalpha():
        # 首席执行 官山姆·奥特曼: the office's last character is no part of the name.
        before = text[max(0, start - 8) : start + 1]
        if lists.calls(before) and (not lists.surname(said) or "·" in said):
            start += 1
            said = said[1:]
            span = Span(start, end, kind)
    known = said in lists.places or said in lists.countries
    if known and not lists.calls(text[max(0, start - 8) : start].rstrip(" \u3000")):
        yield Span(start, end, "LOC")
        return
    if said in lists.common and not _acts(text, span, lists):
        return
    if len(said) > 3 and lists.ending.ends_with(said):
        if not lists.is_generic(said):
            yield Span(start, end, "ORG")
        return
    if said[-1] in _VILLAGES and len(said) > 1 and said not in lists.japanese_surnames and not _acts(text, span, lists):
        yield Span(start, end, "LOC")
        return
    idioms = words.idioms()
    for begin in range(max(start + 2, end - 2), end):
        if text[begin : begin + 4] in idioms or text[begin : begin + 4] in lists.mistaken:
            # 劳塔罗 梅开二度: the idiom begins where the name ends.
            span = Span(start, begin, kind)
            end, said = begin, text[start:begin]
            break
    for size in range(4, 1, -1) if lists.country.may_begin(said) else ():
        if said[:size] in lists.countries and lists.office.end(text, start + size):
            yield Span(start, start + size, "LOC")
            return
    if len(said) == 4 and said[:2] in lists.places and said[2:] in lists.places:
        yield Span(start, start + 2, "LOC")
        yield Span(start + 2, end, "LOC")
        return
    if said[0] in _AND and 3 <= len(said) <= 4 and lists.surname(said[1:]) and _is_inside(text, start):
        start += 1
        said = said[1:]
        span = Span(start, end, kind)
    if "·" not in said and not lists.never_in_person.isdisjoint(said):
        return
    if _SUM.issuperset(said):
        return
    surname = lists.surname(said)
    if len(said) > 3 and said[-1] == "时" and text.startswith(_AND_SAID, end):
        yield Span(start, end - 1, kind)
        return
    if len(said) == 2 and surname and said[1] in "说称" and end < len(text) and text[end] in '，,：:“"':
        yield Span(start, start + 1, kind)
        return
    for size in (len(surname), 1) if surname else ():
        office = lists.office.end(text, start + size)
        # 方代表 … is no 方 with an office: 代表团.
        if office and end > start + size and end <= office and not text.startswith("团", office):
            yield Span(start, start + size, kind)
            return
    for size in range(4, 1, -1) if said[-1] in lists.called_ends else ():
        rest = said[: -size or None]
        if len(rest) > 1 and said[-size:] in lists.offices and lists.surname(rest):
            yield Span(start, end - size, kind)
            return
    yield span


def _acts(text: str, span: Span, lists: Lists) -> bool:
    """Whether what stands around a common word (高明, 时光) shows that it is a person's name here."""
    start, end, _kind = span
    return (
        lists.calls(text[max(0, start - 8) : start].rstrip(" \u3000"))
        or lists.does.end(text, end) is not None
        or lists.office.end(text, end) is not None
        or text[end : end + 2] in lists.honorifics
    )


def _is_inside(text: str, position: int) -> bool:
    """Whether a character stands right before, so that "and" can join something."""
    return position > 0 and text[position - 1].isalnum()


def _place(text: str, span: Span, lists: Lists) -> Iterator[Span]:
    """A place without "southern part"; 中美 and 京津冀 as the places they are made of; no number plates."""
    start, end, kind = span
    said = text[start:end]
    if len(said) == 2 and said[1] == "方" and said in lists.around:
        yield Span(start, start + 1, kind)
        return
    if len(said) > 2 and said.endswith("队"):
        yield Span(start, end, "ORG")
        return
    second = text[start + 1 : start + 2]
    if not "㐀" <= second <= "鿿" and _PLATE.match(text, start) and end - start < 8:
        return
    if len(said) == 1 and _TYPE.match(text, end):
        return
    if said not in lists.places and said[1:] in lists.places and text[start - 1 : start + 1] in _REACHES:
        # 抵 达马斯喀特.
        yield Span(start + 1, end, kind)
        return
    counted = _COUNTED.search(said) if said[-1] in _COUNTS else None
    if counted and counted.start() > 1:
        end = start + counted.start()
        said = text[start:end]
        span = Span(start, end, kind)
        if lists.is_generic(said):
            return
    route = lists.routes.end(text, end)
    if route and any(row.issuperset(said) for row in lists.rows):
        yield Span(start, route, kind)
        return
    core = said
    if said.endswith(lists.rows_behind):
        core = next(said.removesuffix(word) for word in lists.rows_behind if said.endswith(word))
    if 2 <= len(core) <= 4 and core not in lists.places and core not in lists.rows_whole:
        for row in lists.rows:
            if row.issuperset(core):
                yield from (Span(start + i, start + i + 1, kind) for i in range(len(core)))
                return
    for region in lists.regions if said.endswith(lists.regions) else ():
        if said.endswith(region) and len(said) - len(region) >= 2 and said not in lists.places:
            yield Span(start, end - len(region), kind)
            return
    yield span
