"""What a line is by its own words: page header, editors' line, jump, caption, advertisement, section label."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reader.model import Role
from reader.pages.lexicon import any_of, fold, sections, table

# Dates, weekdays, page numbers, papers: what a page header is put together from.
_YEAR = r"(?:(?:19|20)\d\d|[一二三四五六七八九○零]{4})"
_DAY = (
    rf"{_YEAR}\s*(?:年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日?|[-./]\d{{1,2}}[-./]\d{{1,2}}"
    r"|年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_PAGE = (
    r"(?:第?\s*[A-Za-z]?\d{1,3}\s*版|第[一二三四五六七八九十]{1,3}版|[A-Z]\d{1,3}(?:-\d{1,3})?(?:版|叠)?"
    r"|[A-Z]叠(?:\s*\d{1,2}版?)?|版[面次]\s*:\s*[A-Z]?\d{1,3}|[Pp](?:age|\.)?\s*\d{1,3})"
)
_NUMBER = r"(?:[-—–·.\[(【<]+\s*\d{1,3}\s*[-—–·.\])】>]+|\d{1,3}\s*/\s*\d{1,3})"

Furniture = tuple[Role, str]


@cache
def _header_tokens() -> re.Pattern[str]:
    paper = rf"[\u4e00-\u9fff]{{1,8}}{any_of(table('lines')['paper']['endings'])}(?:社|数字报|电子版)?"
    publisher = any_of(table("lines")["paper"]["publishers"])
    editor = rf"{any_of(table('lines')['editor']['offices'])}\s*[:/]?\s*[\u4e00-\u9fff]{{2,4}}(?![\u4e00-\u9fff])"
    label = "(?:" + "|".join(map(re.escape, sorted(sections(), key=len, reverse=True))) + ")"
    return re.compile(
        rf"(?P<editor>{editor})|(?P<source>(?:来源|稿源|出处)\s*[:/]\s*[\u4e00-\u9fff·]{{2,14}})|(?P<day>{_DAY}(?:\s*\d{{1,2}}:\d\d(?::\d\d)?)?)|(?P<weekday>星期[一二三四五六日天]|周[一二三四五六日])|(?P<page>{_PAGE})"
        rf"|(?P<number>{_NUMBER}|\d{{1,3}}(?!\d))|(?P<lunar>农历\S{{2,12}}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\S{{2,6}})"
        rf"|(?P<issue>总?第\s*\d+\s*期|(?:今日|本期)\s*[\d一二三四五六七八九十]+\s*版|共\s*\d+\s*[篇版页]|字数\s*[:/]?\s*\d+|国内统一\S+|邮发代号\S*|ISSN\s*\S+|CN\s*\d\S+)"
        rf"|(?P<publisher>{publisher}\s*[:/]\s*[\u4e00-\u9fff]{{2,20}})"
        rf"|(?P<address>https?://\S+|www\.\S+|[\w.]+@[\w.]+)|(?P<paper>{paper})"
        rf"|(?P<word>(?<=\s)[\u4e00-\u9fff]{{2,4}}(?=\s|$)|^[\u4e00-\u9fff]{{2,4}}(?=\s))|(?P<label>{label})"
        rf"|(?P<latin>[A-Z][A-Za-z]*(?:\s+[A-Z][A-Za-z]*)*)|(?P<blank>[\s|/·,:—–《》()\[\]【】-]+)"
    )


def header(text: str) -> bool:
    """Whether the folded line ``text`` is nothing but what page headers and footers are made of."""
    return len(text) <= 80 and _header_end(text, whole=True) == len(text)


def _header_end(text: str, *, whole: bool) -> int:
    """How far a page header reaches from the start of ``text``; 0 if there is none."""
    seen: set[str] = set()
    place = strong_end = 0
    kind = ""
    tokens = _header_tokens()
    while place < len(text) and (match := tokens.match(text, place)) and match.end() > place:
        if match.lastgroup == "blank":
            place = match.end()
            continue
        kind = match.lastgroup or ""
        if kind == "word" and match.group() in sections():
            kind = "label"
        place = match.end()
        seen.add(kind)
        strong_end = place
    if whole:
        if place < len(text):
            return 0
        alone = seen - {"latin", "label", "editor", "source", "word"}
        # A word that is no section known by heart takes two things more that only headers hold.
        if "word" in seen and len(seen & _STRONG) + ({"day", "number"} <= seen) < 2:
            return 0
        if not alone or (alone == {"paper"} and len(text) > 8):
            return 0
        return len(text)
    if "word" in seen:  # it may be the text's own, unless the header goes on behind it
        return strong_end if len(seen & _STRONG) >= 2 and kind in _STRONG else 0
    return strong_end if len(seen & (_STRONG | {"number"})) >= 2 else 0


_STRONG = frozenset({"day", "weekday", "page", "paper", "issue", "publisher"})


_FOLIO = re.compile(r"[-—–]{1,2}\s*\d{1,3}\s*[-—–]{1,2}\s*(?=[\u4e00-\u9fff])")
"""A page's number between dashes, as it stands at the foot."""


def glued_header(text: str) -> int:
    """How many characters at the start of a paragraph's folded ``text`` are a page header run into it; 0 for none."""
    if not text[:1].strip():
        return 0
    if (folio := _FOLIO.match(text)) and len(text) >= folio.end() + 4:
        return folio.end()
    end = _header_end(text[:90], whole=False)
    head = text[:end]
    if not end or not re.search(r"版|星期|周[一二三四五六日]|[A-Z]\d", head):
        return 0
    if len(text) < end + 4:
        return 0
    return end if text[end : end + 1] not in (",", "、", "的", "。", ";", "(", "上", "下", "晚") else 0


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = table("lines")
    offices = any_of(words["editor"]["offices"])
    alone, apart = any_of(words["meta"]["alone"]), r"[\s|:【】\[\]]"
    way = rf"(?:{any_of(words['jump']['onward'])}|{any_of(words['jump']['back'])})"
    where = (
        r"(?:\s*[A-Za-z]?\s*[\d一二三四五六七八九十]{1,3}\s*版|\s*第?\s*[A-Za-z]?\s*[\d一二三四五六七八九十]{1,3}\s*[版页]"
        r"|\s*[A-Z]\d{1,2}|\s*本版|\s*[前后左右上下]版|\s*[\u4e00-\u9fff]{2,4}版|\s*P\d+)"
    )
    signs = r"[(\[【<]?\s*[▲▼→←■◆▶►>↓●]*\s*"
    jump = rf"{signs}{way}{where}[^。,]{{0,12}}?\s*[)\]】>]?"
    return {
        "editor": re.compile(rf"[(\[【■□●◆]?\s*{offices}\s*(?:[:/]|\s|(?=[\u4e00-\u9fff]{{2,3}}(?:\s|$)))"),
        "jump": re.compile(rf"(?:{jump}|{signs}转{where}\s*[)\]】>]?)$"),
        "elsewhere": re.compile(rf"{signs}{any_of(words['jump']['elsewhere'])}{where}[)\]】>]?$"),
        "credit": re.compile(
            r"[(\[]?(?:新华社|中新社|本报|本刊|人民视觉|视觉中国)?\s*(?:发|特约记者|记者|通讯员)?\s*"
            r"[(\[]?[\u4e00-\u9fff]{2,3}\s*摄\s*[)\]]{0,2}$"
        ),
        "jump_tail": re.compile(rf"{jump}$"),
        "jump_head": re.compile(rf"^[(\[【]\s*{any_of(words['jump']['back'])}{where}[^。,]{{0,12}}?[)\]】]"),
        "onward": re.compile(rf"{any_of(words['jump']['onward'])}|^{signs}转"),
        "back": re.compile(any_of(words["jump"]["back"])),
        "same": re.compile("本版"),
        "caption_open": re.compile(rf"[(\[【]?{any_of(words['caption']['openings'])}"),
        "caption_end": re.compile(rf"(?:{any_of(words['caption']['endings'])})[)\]】]?[。.]?$"),
        "sure": re.compile(any_of(words["advert"]["sure"])),
        "sales": re.compile(any_of(words["advert"]["words"])),
        "slogans": re.compile(any_of([*words["advert"]["words"], *words["advert"]["slogans"]])),
        "phone": re.compile(
            r"(?<!\d)(?:0\d{2,3}[- ]?\d{7,8}|1[3-9]\d{9}|400[- ]?\d{3,4}[- ]?\d{3,4}|\d{3,4}-\d{7,8})(?!\d)"
            r"|(?:电话|热线|微信号?|QQ|传真|手机|[Tt][Ee][Ll])\s*[:.]?\s*[A-Za-z]*[-_]?"
            r"\d[\d -]{3,}(?![\d\u4e00-\u9fff])"
        ),
        "decoration": re.compile(
            r"^([【\[［〔〖<《(「◆◇■□●○★☆▲△▶►◎·•|※#＊*~～—\-=+–\s]*)(.*?)([】\]］〕〗>》)」◆◇■□●○★☆▲△◀◄◎·•|※#＊*~～—\-=+–\s]*)$"
        ),
        "meta": re.compile(any_of(words["meta"]["words"])),
        "shop": re.compile(rf"{any_of(words['advert']['shops'])}$"),
        "contact": re.compile(rf"(?:{any_of(words['advert']['contacts'])})\s*[:/]"),
        "call": re.compile(any_of(words["meta"]["calls"])),
        "rule": re.compile(
            r"[=\-_*~#+.·]{3,}\s*(?:第?\s*[\d一二三四五六七八九十]{1,4}\s*[篇条则]?\s*[=\-_*~#+.·]{2,})?$"
            r"|[(\[【<]?(?:稿件|文章|稿)\s*[\d一二三四五六七八九十]{1,3}[)\]】>]?:?$"
        ),
        "notice": re.compile(rf"(?:{any_of(words['advert']['notices'])})(?:$|\s)|^[(\[【·]*广告|广告[)\]】·]*$"),
        "meta_alone": re.compile(rf"{apart}*{alone}(?:{apart}+{alone})*{apart}*$"),
        "section_end": re.compile(rf"{any_of(words['section']['endings'])}$"),
    }


@lru_cache(32768)
def furniture(text: str, folded: str | None = None) -> Furniture | None:
    """What kind of furniture the printed line ``text`` is and why, or None if its words do not say so.

    ``folded`` is the text folded, where that is at hand.
    """
    if len(text) > 200:
        return None
    folded = fold(text) if folded is None else folded
    found = _furniture(folded)
    if found or " " not in text or len(text) > 60:
        return found
    return _furniture("".join(folded.split()))  # extraction may have put blanks into the words that tell


def _furniture(folded: str) -> Furniture | None:
    found = _patterns()
    if len(folded) <= 80 and found["rule"].match(folded):
        return "other", "a rule between articles"
    if len(folded) <= 30 and found["jump"].match(folded):
        return "jump", "points to another page"
    if len(folded) <= 30 and found["elsewhere"].match(folded):
        return "other", "points to what else is printed"
    if len(folded) <= 80 and header(folded):
        return "header", "page header: nothing but date, page and paper"
    if len(folded) <= 90 and found["editor"].match(folded) and not re.search("[。!?;]", folded[:-1]):
        return "editor", "names the editors"
    if caption(folded):
        return "caption", "belongs to a picture"
    if len(folded) <= 60 and found["notice"].search(folded[:16]) and folded[-1] != "。":
        return "advert", "advertisement"
    if len(folded) <= 60 and found["sure"].search(folded) and not re.search("[。!?][^)】]", folded):
        return "advert", "advertisement"
    offers = len(set(found["sales"].findall(folded)))
    score = offers + 2 * bool(offers and found["phone"].search(folded))
    told_of = offers == 1 and folded[-1] == "。"  # 他的电话138…一直没人接。
    if score >= 3 and score >= len(folded) / 45 and not told_of:
        return "advert", "advertisement: offers, addresses or telephone numbers"
    if len(folded) <= 24 and found["meta_alone"].match(folded):
        return "other", "beside a web page's article"
    if len(folded) <= 32 and "。" not in folded and found["call"].search(folded):
        return "other", "beside a web page's article"
    if len(folded) <= 60 and len(found["meta"].findall(folded)) >= 2 and "。" not in folded:
        return "other", "beside a web page's article"
    return None


def caption(folded: str) -> bool:
    """Whether the folded line is a picture's caption: it begins with 图为 or a triangle, or ends with 摄 or 供图."""
    found = _patterns()
    if len(folded) > 150:
        return False
    opening = found["caption_open"].match(folded) is not None
    ending = found["caption_end"].search(folded, max(0, len(folded) - _CAPTION_END))
    if ending and re.search(r"(?:^|\s)文\s*(?:/|并|\s)|/\s*文(?:\s|$)", folded) and not opening:
        return False  # a byline of writer and photographer
    if (ending and opening) or (len(folded) <= 20 and found["credit"].match(folded)):
        return True
    if ending:
        credit = folded[: ending.start()]
        # A credit follows a sentence or a blank: 学员在练习拉坯。 舒望舒 摄. A byline (文/甲 图/乙) has neither.
        return (
            re.search(r"[。!?)”\s][^。!?]{0,16}$", credit) is not None and len(credit) >= 10 and "文/" not in folded[:3]
        )
    if opening:
        return folded[0] in "▲△▼▽◀▶" or (len(folded) <= 80 and folded.count("。") <= 1)
    return False


_CAPTION_END = 24
"""The words that end a caption are not longer, their closing marks included."""


def credited(text: str) -> bool:
    """Whether the line is a caption that ends with its credit, so that it is whole."""
    folded = fold(text)
    return len(folded) <= 90 and caption(folded) and _patterns()["caption_end"].search(folded) is not None


def sells(text: str) -> bool:
    """Whether a line has words of selling, or is a shop's name: alone that is not enough, beside an address it is."""
    folded = fold(text)
    return _patterns()["slogans"].search(folded) is not None or _patterns()["shop"].search(folded) is not None


def contact(text: str) -> bool:
    """Whether a line begins by saying where something is sold: 地址:, 电话:."""
    return _patterns()["contact"].match(fold(text)) is not None


def points_elsewhere(text: str) -> bool:
    """Whether a line is the label of a list of other articles: 相关阅读."""
    low, high = undecorated(text)
    return "".join(fold(text[low:high]).split()).rstrip(":") in table("lines")["meta"]["see_also"]


def undecorated(text: str) -> tuple[int, int]:
    """The bounds of a label inside its decoration: 要闻 in 【要闻】, 财经 in ◆财经."""
    match = _patterns()["decoration"].match(text) if len(text) <= 40 else None
    return match.span(2) if match else (0, len(text))


def bullet(text: str) -> int:
    """How many characters the sign takes that stands before a brief's headline (● ◆), the blank behind it included."""
    match = _BULLET.match(text)
    return match.end() if match else 0


_BULLET = re.compile(r"[●◆■▲◇○★☆▶►◎•※]+\s*(?=\S)")


def dated(text: str) -> bool:
    """Whether the line is a date and nothing else."""
    return re.fullmatch(_DAY, fold(text).strip()) is not None


@lru_cache(32768)
def section(text: str) -> float:
    """How surely a line is a section label: 0 for no, 1 for one known by heart or in brackets."""
    low, high = undecorated(text)
    label = "".join(fold(text[low:high]).split())
    if not 2 <= len(label) <= 8 or re.search(r"[\d,。:;!?、“”]", label):
        return 0.0
    left, right = text[:low].strip(), text[high:].strip()
    dressed = bool(left or right)
    known = label in sections()
    if known:
        return 1.0
    if dressed and left[:1] in "【[［〔〖" and len(label) <= 6:
        return 0.9
    if len(label) <= 6 and _patterns()["section_end"].search(label):
        return 0.9 if dressed else 0.7
    return 0.6 if dressed and len(label) <= 4 and left != "(" else 0.0


def columns(text: str) -> bool:
    """Whether a label stands over a column of many short items: 简讯."""
    low, high = undecorated(text)
    return "".join(fold(text[low:high]).split()) in table("lines")["section"]["columns"]


def boxed(text: str) -> bool:
    """Whether the line is the label of a box that stands inside another text: 相关链接, 名词解释."""
    low, high = undecorated(text)
    return "".join(fold(text[low:high]).split()) in table("lines")["section"]["boxes"]


def jump_parts(bare: str) -> tuple[int, int]:
    """Where a jump run into a paragraph's folded text stands: length at its start and length at its end."""
    found = _patterns()
    head = found["jump_head"].match(bare[:40])
    low = max(0, len(bare) - 32)
    tail = re.search(r"[(\[【]?\s*" + found["jump_tail"].pattern, bare[low:]) if "版" in bare[low:] else None
    return (head.end() if head else 0), (len(bare) - low - tail.start() if tail else 0)


def onward(text: str) -> bool:
    """Whether a jump says that the article goes on elsewhere (下转), rather than that it comes from there (上接)."""
    folded = fold(text)
    return _patterns()["onward"].search(folded) is not None


def same_page(text: str) -> bool:
    """Whether a jump stays on its page (下转本版)."""
    return "本版" in text
