"""First rule: the tagger's own names, cut where a name must end, split where two stand side by side, or refused."""

from __future__ import annotations

from collections.abc import Iterator

from reader import words
from reader.marks.entities import bodies
from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.late import Pattern
from reader.marks.entities.lists import Lists
from reader.model import EntityKind

_PIECE = Pattern(r"[\w·•・‧&+.\-－]+")
_LETTERS = Pattern(r"[^\W\d_]")
_SPACED = Pattern(r"[㐀-鿿][ \u3000]+[㐀-鿿]")
_PLATE = Pattern("[㐀-鿿][A-Z]?[0-9A-Z０-９]{3,}")
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_MORE_NUMERALS = frozenset("百千万亿两半几每")
_OPENING, _SHUT = ("“", "「", '"'), ("”", "」", '"')
_SERIAL = Pattern("[一二三四五六七八九十0-9]+号")
_TWO = ("两", "双")
_AND_SAID = ("说", "指出", "表示", "强调", "，", ",")
_AND = "和与及"
_REPORTED = frozenset("日者")
_REPORT = Pattern(r"(?<![通腾资快电简])讯(?=[)） \u3000（(：:])")
_STORM = Pattern('(?:台风|飓风|风暴|气旋)[“"「『]$')
_BEFORE_STORM = frozenset('“"「『\n')
_IDIOM = 4
_COUNTS = frozenset("座室处条个间栋幢道")
_COUNTED = Pattern(f"[一二两三四五六七八九十]+[{''.join(_COUNTS)}]$")
_SO_MANY = Pattern(
    "[一二两三四五六七八九十百千万数几0-9]+(?:余|多)?(?:国|省|市|县|区|州|村|里(?:山路|公路|水路|长街|江岸|海岸|长堤|河堤|草原|平川|沙海))"
)
_TYPE = Pattern("[-－—][0-9]")
_SUM = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟万亿")
_REACHES = frozenset({"抵达", "到达", "直达", "送达", "回到", "来到", "运抵"})
_AT = frozenset("在于从赴抵")
_POLES = ("南极", "北极")
_TIMES = frozenset("一两二三四五六七八九十")
_GOES = frozenset("赴访进下上入渡登夺获度次届")
_STREETS = frozenset("街路道桥")
_SIDES_OF_STREETS = frozenset("东西南北")
_LONG_SIDES = ("延长", "延伸", "侧", "段", "口")
_VILLAGES = frozenset("村屯镇县")
_CALLS = ("号召", "号称", "号令", "号线")
_TAGS: dict[str, EntityKind] = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


def take_over(draft: Draft, lists: Lists) -> None:
    """Put the tagger's people, places and organisations into the draft, mended."""
    text = draft.text
    for begin, close, tag in draft.tagged(*_TAGS):
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
    if len(said) == 5 and said[-1] == "站" and said[:2] in _POLES:
        # 南极 长城站.
        yield Span(start, start + 2, "LOC")
        yield Span(start + 2, end, "LOC")
        return
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
        yield from bodies.cut(text, Span(start, end, kind), lists)


def _is_mistaken(text: str, span: Span, lists: Lists) -> bool:
    """Whether the name is a word that is none, or lies inside one."""
    start, end, kind = span
    if text[start - 1 : start] in _BEFORE_STORM and _STORM.search(text, max(0, start - 5), start):
        return True
    said = text[start:end]
    if said in lists.units and _measures(text, span, lists):
        return True
    if said in lists.figures_of_speech and text[start - 1 : start] in _OPENING and text[end : end + 1] in _SHUT:
        return True
    if end - start > _IDIOM:
        return text[start:end] in lists.mistaken
    if not (
        (end - start > 1 and _inside_idiom(text, start, end))
        or (text[start : min(end, start + 2)] in lists.in_mistaken and _inside_mistaken(text, start, end, lists))
    ):
        return False
    return kind != "PER" or not lists.calls(text[max(0, start - 8) : start].rstrip(" \u3000"))


def _measures(text: str, span: Span, lists: Lists) -> bool:
    """Whether 牛顿 is a unit: behind a number, or in a row with other units."""
    if text[span.start - 1 : span.start] in _NUMERALS | _MORE_NUMERALS:
        return span.start > 0
    if text[span.start - 1 : span.start] == "、":
        return any(text[max(0, span.start - 1 - size) : span.start - 1] in lists.units for size in (2, 3, 4))
    return text[span.end : span.end + 1] == "、" and lists.unit_of_measure.end(text, span.end + 1) is not None


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
    for size in (3, 2) if len(said) > 4 and "·" not in said and not lists.called_ends.isdisjoint(said[1:3]) else ():
        if said[:size] in lists.callings:
            # 牧民 格日乐图.
            start += size
            said = said[size:]
            span = Span(start, end, kind)
            break
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
    if len(said) == 3 and lists.surname(said) and said[2] in _TIMES and text[end : end + 1] in _GOES:
        # 钟澄 三赴 某地.
        end -= 1
        said = said[:-1]
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
    if len(said) > 3 and said[-1] in _SIDES_OF_STREETS and said[-2] in _STREETS and text.startswith(_LONG_SIDES, end):
        # 青年路 东延长线.
        end -= 1
        said = said[:-1]
        span = Span(start, end, kind)
    if len(said) > 2 and said.endswith("队"):
        yield Span(start, end, "ORG")
        return
    second = text[start + 1 : start + 2]
    if not "㐀" <= second <= "鿿" and _PLATE.match(text, start) and end - start < 8:
        return
    if (len(said) == 1 and _TYPE.match(text, end)) or (said[0] in _NUMERALS and _SO_MANY.fullmatch(said)):
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
