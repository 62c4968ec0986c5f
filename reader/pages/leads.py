"""The leads of dispatches, 本报北京5月14日电(记者 李明), and the notes in brackets that close them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from reader.pages.bylines import NOTE, byline
from reader.pages.lexicon import any_of, fold, table
from reader.pages.names import as_printed, names_in, person, role_expression
from reader.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Lead:
    """The opening of a dispatch: 本报北京5月14日电(记者 李明). ``end`` is its length in the paragraph's text."""

    dateline: str | None
    names: tuple[str, ...]
    end: int
    printed: str
    date: str | None = None


@cache
def _patterns() -> dict[str, Pattern]:
    han = r"[\u4e00-\u9fff]"
    role = role_expression()
    agency = any_of(table("lines")["lead"]["agencies"])
    month = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
    place = r"[\u4e00-\u9fff·/ ]{0,16}?"
    paper = rf"《?{han}{{2,8}}(?:[报社网台刊]|客户端)》?"
    dispatch = r"(?:综合)?(?:讯|消息|快讯|专电|专讯|特讯|电讯|综合消息|综合报道|综合报导)"
    wire = r"(?:专电|电|讯|消息)"
    line = (
        rf"(?:(?:本报|本刊|本网|(?:据)?{agency})\s*{dispatch}"
        rf"|(?:据)?{agency}\s*{place}\s*(?:{month}|\d{{1,2}}日)\s*{wire}"
        rf"|(?:本报|本刊|本网)\s*[\u4e00-\u9fff·]{{2,6}}(?<!通)讯(?=\s|[(\[【])"
        rf"|{agency}\s*(?:[\u4e00-\u9fff·]{{2,8}}\s*)?(?:专电|电)"
        rf"|据{agency}(?:消息|报道|电)"
        # Any paper's own: 某某晚报讯 and the bare 讯, where the reporter stands behind it in brackets.
        rf"|[\u4e00-\u9fff]{{0,8}}?(?<!通)(?:讯|快讯|专讯|电讯)(?=\s*[(\[【]\s*(?:本报|本刊)?(?:{role}|□|■)))"
    )
    # The dispatch line itself may stand in brackets: 【本报讯】.
    line = rf"(?P<bracket>[\[【(]\s*)?{line}(?(bracket)\s*[\]】)])"
    return {
        "role": Pattern(role),
        "lead": Pattern(
            rf"^[\s□■●◆]*(?P<line>{line})\s*(?:[(\[【](?P<names>[^()\[\]【】]{{0,80}})[)\]】]"
            rf"|(?P<open>(?:本报|本刊)?(?:{role})[^,。:()]{{2,40}}?)(?:报道|报导|消息)?[:)])?"
        ),
        # What every lead opens with; few paragraphs do.
        "opening": Pattern(
            rf"[\s□■●◆]*(?:[(\[【]|据?\s*(?:本报|本刊|本网|{agency})|(?:本报|本刊|新华社|中新社)?{role}|{han}{{0,10}}讯)"
        ),
        "bracket_lead": Pattern(
            rf"^[(\[【](?P<names>(?:本报|本刊|{han}{{2,5}}社)?(?:{role}|□|■)[^()\[\]【】]{{2,60}})[)\]】]"
        ),
        "open_lead": Pattern(
            rf"^(?P<names>(?:本报|本刊|新华社|中新社)?{role}\s*[^,。:()]{{2,30}}?)\s*(?:报道|发自\S{{2,8}}|摄影报道)\s*[:]"
        ),
        "end_note": Pattern(
            rf"\((?:{paper}\s*(?={role}))?(?P<names>(?:本报|本刊|新华社)?(?:{role}|□|■)[^()。]{{1,50}})\)$", needs=")"
        ),
        "filed": Pattern(rf"[。!?”…]\((?:完|据?{agency}(?:{place}(?:{month}|\d{{1,2}}日))?{wire})\)$", needs=")"),
        "date": Pattern(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"),
    }


@lru_cache(8192)
def lead(text: str) -> Lead | None:
    """The lead that a paragraph opens with, or None: 本报讯(记者 李明), 新华社北京5月14日电, 本报讯 记者李明报道:."""
    words = _patterns()
    if not words["opening"].match(fold(text[:_OPENING])):
        return None
    head = fold(text[:160])
    match = words["lead"].match(head)
    if match:
        names = match.group("names") or match.group("open") or ""
        line = text[match.start("line") : match.end("line")].strip()
        told = words["role"].search("".join(names.split())) is not None or names.lstrip()[:1] in ("□", "■")
        found = names_in(names, credits=match.group("names") is not None)
        found = found if told or all(person(name) == 1.0 for name in found) else ()
        found = as_printed(found, text[: match.end()])
        dateline = "".join(line.strip("()（）[]［］〔〕【】").split())
        return Lead(dateline, found, match.end(), text[: match.end()].strip(), _date(line))
    for name in ("bracket_lead", "open_lead"):
        match = words[name].match(head)
        if match and not NOTE.search(match.group("names")):
            named = as_printed(names_in(match.group("names")), text[: match.end()])
            return Lead(None, named, match.end(), text[: match.end()].strip())
    return None


_OPENING = 40
"""By so many characters from a paragraph's start it is clear that no lead opens it."""


_NAMED = Pattern(r"[。!?”]\s*\((?P<names>[\u4e00-\u9fff]{2,4}(?:\s[\u4e00-\u9fff]{2,4}){0,2})\)$", needs=")")
"""Nothing but names in brackets behind a sentence: …两斤。(庄妍)"""


def closes(text: str) -> bool:
    """Whether a paragraph ends with a note in brackets that closes an article: who wrote it, where it was filed, 完."""
    filed = _patterns()["filed"].search("".join(fold(text[-40:]).split()))
    return filed is not None or end_note(text) is not None


def end_note(text: str) -> tuple[tuple[str, ...], str] | None:
    """Names in brackets at a paragraph's end, 。(记者 李明), with the printed note; None where there are none."""
    folded = fold(text[-70:])
    match = _patterns()["end_note"].search(folded)
    if match is None:
        match = _NAMED.search(folded)
        if match is None or any(person(name) < 0.9 for name in match["names"].split()):
            return _unit(text)
    names = as_printed(names_in(match.group("names")), text[-70:])
    return (names, text[-70:][folded.rindex("(") :]) if names else None


def _unit(text: str) -> tuple[tuple[str, ...], str] | None:
    """``end_note`` where a body signs: …到九月底。(市文化馆)."""
    match = _BODY.search(text[-_UNIT:])
    read = byline(match[1]) if match else None
    if match is None or read is None or not (read.closing and read.sure >= _SIGNED):
        return None
    return read.names, match[1]


_UNIT = 24
_BODY = Pattern(r"[。！？!?”]\s*([（(][\u4e00-\u9fff\s]{2,20}[）)])$", needs="）)")
_SIGNED = 0.9


def _date(line: str) -> str | None:
    """ISO 8601 for a lead that gives its year."""
    match = _patterns()["date"].search(fold(line))
    if not match or not match.group(1):
        return None
    year, month, day = (int(group) for group in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
