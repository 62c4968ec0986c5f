"""Organisations: bodies known by name, and names put together from a place or body, nouns and an ending."""

from __future__ import annotations

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.late import Pattern
from reader.marks.entities.lists import Lists
from reader.marks.entities.tagging import Word

_NOUNS = frozenset({"n", "nz", "vn", "nr", "an", "PER", "LOC", "ORG"})
_MOST_WORDS = 6
_ADMINISTRATIVE = frozenset("省市县区州旗镇乡")
_JOINED = Pattern(
    "([㐀-鿿]{2,10}?)[与和及][㐀-鿿]{2,8}?(?:研究所|研究院|研究中心|学院|实验室|中心|局|署|处|委员会|部|系)"
)
_BRACKETED = Pattern(
    "[（(](?![^）)]*[简下]称)[㐀-鿿]{2,8}[）)](?:股份|控股|集团|投资|科技|技术|贸易|管理)*(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|公司)",
    needs="（(",
)
_MINISTRY = Pattern("([㐀-鿿]{1,8}?(?:部|署|厅|局|委员会))(?=(?:副|常务副)?(?:部长|署长|厅长|局长|主席|主任))")
_CONGRESS = Pattern("中共(?:十?[一二三四五六七八九]|二十)大|(?:十[一二三四五六七八九]|二十|[七八九])大")
_NATIONAL = Pattern(
    "国家([㐀-鿿]{2,6}(?:[与和及][㐀-鿿]{2,4})?)(?:实验室|研究院|研究中心|工程中心|天文台|观测站)", needs=("国家",)
)
_NUMBERS = tuple("一二三四五六七八九十第")
_OF_A_CONGRESS = ("精神", "报告", "政治报告", "以来", "代表", "召开", "闭幕", "开幕", "胜利")
_ANNOUNCES = ("表示", "宣布", "披露", "发布", "称", "说")
_DEPARTMENTS = frozenset("处署局厅")
_STAFF = ("讲解员", "馆员", "工作人员", "负责人", "管理员", "志愿者", "教练", "教师", "老师", "供图", "主办", "承办")
_AFTER_MINISTRY = frozenset("门长队位分件级委")


def join(draft: Draft, lists: Lists) -> None:
    """Make whole organisations from their pieces."""
    _known_bodies(draft, lists)
    for span in draft.spans("LOC", "ORG"):
        end = _with_an_and(draft, span, lists) or _extended(draft, span, lists)
        if end > span.end:
            draft.put(span.start, end, "ORG")
    _bracketed(draft, lists)
    _ministers(draft, lists)
    _committees(draft, lists)
    _dashed(draft, lists)
    _of_a_government(draft, lists)
    _missions(draft)
    _ministries(draft, lists)
    _of_the_town(draft, lists)
    _left_over(draft, lists)
    _units(draft, lists)
    _numbered(draft, lists)
    _congresses(draft)
    _national(draft, lists)
    _houses(draft, lists)


def _known_bodies(draft: Draft, lists: Lists) -> None:
    text = draft.text
    for start, end in lists.bodies.spans(text):
        if text[end - 1] == "部" and end < len(text) and text[end] in _AFTER_MINISTRY:
            continue
        if end - start == 2 and text[start:end] in lists.goods and draft.at(start - 1) is not None:
            # 洛川 苹果.
            continue
        # 大连英博 2比1, 社会党 籍市长.
        ended = draft.is_word_end(end) or text[end : end + 1] == "籍" or text[end : end + 1].isdigit()
        aligned = draft.is_word_start(start) and ended
        covering = draft.at(start)
        begins = covering is not None and covering.kind == "ORG" and covering.start == start
        ends = draft.is_word_end(end)
        if (
            not aligned
            and end - start < ((3 if ends else 4) if begins else 5)
            and not (covering and covering.end == end)
        ):
            continue
        if covering and covering.kind == "ORG" and covering.end >= end:
            continue
        if (
            covering
            and covering.kind == "PER"
            and covering.start < start
            and (lists.sounds.issuperset(draft.said(covering)) or _holds(draft, covering, end, lists))
        ):
            continue
        begin = min([start, *(s.start for s in draft.within(start, end) if s.kind != "PER")])
        draft.put(begin if draft.at(start) and draft.at(start) == draft.at(begin) else start, end, "ORG")


def _holds(draft: Draft, person: Span, end: int, lists: Lists) -> bool:
    """Whether a body is no more than the given name of a person: 丘清华."""
    begins = person.start == 0 or not draft.text[person.start - 1].isalnum()
    whole = person.end == end and person.end - person.start == 3
    return begins and whole and len(lists.surname(draft.said(person))) == 1


def _extended(draft: Draft, span: Span, lists: Lists) -> int:
    """Where the organisation that begins with ``span`` ends, or the span's own end."""
    text, end = draft.text, span.end
    said = draft.said(span)
    bureau = lists.bureaus.end(text, end) if span.kind == "LOC" and len(said) > 1 else None
    if bureau and (draft.is_word_end(bureau) or lists.office.end(text, bureau)) and not _inside_org(draft, end, bureau):
        return bureau
    reach, count = end, 0
    verbs: list[int] = []
    for word in draft.words_from(end):
        fits = (word.tag in _NOUNS or word.tag == "v") and text[word.start : word.end] not in lists.offices
        if not fits or count == _MOST_WORDS or _by_itself(draft, word.start, word.end):
            # 会秘书长: the ending's last character stands at the head of an office.
            reach = word.end if word.tag == "n" else reach
            break
        if word.tag == "PER" and "·" in text[word.start : word.end]:
            # 甲大学 乙·丙 实验室.
            break
        if word.tag == "v":
            verbs.append(word.start)
        first = text[word.start : word.end]
        if not count:
            if span.kind == "LOC" and first in lists.teams and len(said) > 1:
                return word.end
            if first in lists.trades and _unknown(said, lists) and not _before_noun(draft, word.end):
                return word.end
        reach, count = word.end, count + 1
    found = end
    for begin, close in lists.ending.spans(text, end, reach):
        if not (draft.is_word_end(close) or lists.office.end(text, close)):
            continue
        middle = text[end:begin]
        # 日本 缝制 机械 工业会: nouns made of verbs count only where an office shows that this was a name.
        if any(start < begin for start in verbs) and not lists.office.end(text, close):
            continue
        if not middle:
            alone = span.kind == "LOC" and (text[begin:close] in lists.endings_alone or said[-1] in _ADMINISTRATIVE)
            if not alone or said in lists.countries:
                continue
        elif lists.is_generic(middle):
            continue
        found = close
    return found


def _inside_org(draft: Draft, start: int, end: int) -> bool:
    """Whether a longer organisation begins in the range."""
    return any(span.end > end for span in draft.within(start, end))


def _with_an_and(draft: Draft, span: Span, lists: Lists) -> int:
    """中国科学院 脊椎动物与古人类研究所 研究员: "and" stands inside a name only where an office follows; 0 if not."""
    text = draft.text
    joined = _JOINED.match(text, span.end)
    if joined is None or draft.within(span.end, joined.end()) or lists.is_generic(joined[0]):
        return 0
    office = lists.office.end(text, joined.end())
    return joined.end() if office and not any(text.startswith(o, joined.start(1)) for o in lists.callings) else 0


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
    return (
        2 <= len(said) <= 3
        and said not in lists.places
        and said not in lists.countries
        and said[-1] not in "省市县区州镇乡村山河江湖海岛港湾洲北南东西"
    )


def _bracketed(draft: Draft, lists: Lists) -> None:
    """青藤信息技术（上海）有限公司: the place in brackets stands inside the name."""
    for match in _BRACKETED.finditer(draft.text):
        start = match.start()
        for count, word in enumerate(draft.words_before(start)):
            said = draft.text[word.start : word.end]
            if count == _MOST_WORDS or word.tag not in _NOUNS or said in lists.callings or said in lists.offices:
                break
            start = word.start
        if match.start() - start > 1:
            draft.put(start, match.end(), "ORG")


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
        if not (whole or office) or (short and text[span.end - 1] not in _ADMINISTRATIVE):
            continue
        party = draft.at(span.start - 1)
        start = party.start if party is not None and draft.said(party) == "中共" else span.start
        draft.put(start, end, "ORG")


def _ministers(draft: Draft, lists: Lists) -> None:
    """外交部 长, 以色列 国防部 长: the ministry stands in what its minister is called; 新加坡 贸工部 部长."""
    text = draft.text
    end = text.find("部长")
    while end >= 0:
        end += 1
        start = next((end - size for size in (3, 4, 6) if text[end - size : end] in lists.ministries), None)
        following, end = end, text.find("部长", end)
        if start is None or not draft.is_word_end(following + 1) or draft.within(start, following + 1):
            continue
        land = draft.at(start - 1)
        country = land is not None and land.kind == "LOC" and draft.said(land) in lists.countries
        if draft.is_word_start(start):
            draft.put(land.start if land and country else start, following, "ORG")
    for land in draft.spans("LOC"):
        match = _MINISTRY.match(text, land.end) if draft.said(land) in lists.countries else None
        if match is not None and not draft.within(*match.span(1)):
            draft.put(land.start, match.end(1), "ORG")


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
        own = draft.said(land).startswith(lists.own_offices) and text[span.end - 1] in _DEPARTMENTS
        if own or (draft.said(land) in lists.lands and not lists.country.may_begin(draft.said(span))):
            draft.put(land.start, span.end, "ORG")


def _missions(draft: Draft) -> None:
    """泰国 驻 老挝大使馆: a mission belongs to the country that sends it."""
    for span in draft.spans("ORG"):
        sender = draft.at(span.start - 2)
        if sender is None or sender.end != span.start - 1 or draft.text[sender.end] != "驻":
            continue
        if sender.kind in ("LOC", "ORG") and draft.said(span).endswith(
            ("使馆", "领事馆", "领馆", "代表处", "代表团", "使团")
        ):
            draft.put(sender.start, span.end, "ORG")


def _ministries(draft: Draft, lists: Lists) -> None:
    """纺织 工业部: a short ministry takes in the noun before it, unless it is a ministry by itself (财政部)."""
    text = draft.text
    for span in draft.spans("ORG"):
        said = draft.said(span)
        if len(said) > 3 or said[-1] not in "部局署" or said in lists.body:
            continue
        word = next(draft.words_before(span.start), None)
        if word is None or word.tag not in ("n", "vn") or word.end - word.start != 2 or draft.at(word.start):
            continue
        noun = text[word.start : word.end]
        if noun not in lists.callings and noun not in lists.offices and noun not in lists.generic:
            draft.put(word.start, span.end, "ORG")


def _left_over(draft: Draft, lists: Lists) -> None:
    """香港消防 处: the last character of a department that the tagger cut off, unless it begins an office (处长)."""
    text = draft.text
    for span in draft.spans("ORG"):
        if text[span.end : span.end + 1] not in _DEPARTMENTS or lists.office.end(text, span.end):
            continue
        word = next(draft.words_from(span.end), None)
        if word is not None and word.end - word.start == 1 and word.tag == "n":
            draft.put(span.start, word.end, "ORG")


def _of_the_town(draft: Draft, lists: Lists) -> None:
    """市 卫健委: what stands for the town belongs to the name of its office."""
    text = draft.text
    for span in draft.spans("ORG"):
        before = span.start - 1
        if text[span.end - 1] not in "委局厅办" or span.end - span.start > 6 or before < 0:
            continue
        alone = draft.is_word_start(before) and draft.at(before) is None and draft.at(before - 1) is None
        if text[before] in "省市县区" and alone:
            draft.put(before, span.end, "ORG")


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


def _national(draft: Draft, lists: Lists) -> None:
    """国家 粮食与营养 实验室 研究员: a national laboratory where someone works in it or it speaks."""
    text = draft.text
    for match in _NATIONAL.finditer(text):
        start, end = match.span()
        acts = lists.office.end(text, end) or text.startswith((*_ANNOUNCES, "特聘", "高级", "首席", "团队"), end)
        plain = lists.is_generic(match[1]) or match[1][0] in "级的"
        if acts and not plain and draft.is_word_start(start) and not draft.within(start, end):
            draft.put(start, end, "ORG")


def _congresses(draft: Draft) -> None:
    """党的 十五大, 中共十八大: a congress of the Party by its number."""
    text = draft.text
    at = text.find("大")
    while at >= 0:
        # Most 大 have no number before them.
        match = _CONGRESS.search(text, max(0, at - 5), at + 1) if text[at - 1 : at] in _NUMBERS else None
        if match is not None and match.end() == at + 1 and (match[0][0] == "中" or _of_the_party(text, *match.span())):
            start, end = match.span()
            inside = all(start <= span.start and span.end <= end for span in draft.within(start, end))
            if draft.is_word_end(end) and inside:
                draft.put(start, end, "ORG")
        at = text.find("大", at + 1)


def _of_the_party(text: str, start: int, end: int) -> bool:
    """Whether a number with 大 stands where a congress does."""
    return text.endswith("党的", 0, start) or (
        text[start] not in "七八九" and text[start - 1 : start] not in _NUMBERS and text.startswith(_OF_A_CONGRESS, end)
    )


def _houses(draft: Draft, lists: Lists) -> None:
    """李四光 纪念馆 is a place; a place that has a director speaks as an organisation (图书馆 副馆长)."""
    text = draft.text
    for start, middle, _tag in draft.tagged("nz"):
        # 甲乙市 抗日战争 纪念馆.
        land, house = draft.at(start - 1), lists.houses.end(text, middle)
        if house and land is not None and land.kind == "LOC" and draft.at(start) is None and draft.is_word_end(house):
            draft.put(land.start, house, "LOC")
    for span in draft.spans():
        house = lists.houses.end(text, span.end)
        named = span.kind in ("PER", "LOC") and draft.said(span) not in lists.countries
        if house and named and draft.is_word_end(house):
            span = draft.put(span.start, house, "LOC")
        if span.kind == "LOC" and text[span.end - 1] in "馆院所社宫":
            if lists.office.end(text, span.end) or text.startswith((*_ANNOUNCES, *_STAFF), span.end):
                draft.put(*span[:2], "ORG")
        elif draft.said(span) in lists.houses_that_speak:
            speaks = lists.office.end(text, span.end) or text.startswith((*_ANNOUNCES, "方面", "官员"), span.end)
            draft.put(*span[:2], "ORG" if speaks else "LOC")
