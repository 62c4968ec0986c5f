"""Page headers, footers and folios: what they are put together from, weighed, and what a page says of itself there."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from reader.pages.lexicon import any_of, fold, sections, table, weights
from reader.patterns import Pattern

# Dates, weekdays, page numbers, papers: what a page header is put together from.
_YEAR = r"(?:(?:19|20)\d\d|[一二三四五六七八九○零]{4}|(?:中华)?民国\s*[\d一二三四五六七八九十百○零]{1,5})"
_DAY = (
    rf"{_YEAR}\s*(?:年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日?|[-./]\d{{1,2}}[-./]\d{{1,2}}"
    r"|年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_PAGE = (
    r"(?:第?\s*[A-Za-z]?\d{1,3}\s*版|第\s*\d{1,3}\s*页|第[一二三四五六七八九十]{1,3}版|[A-Z]\d{1,3}(?:-\d{1,3})?(?:版|叠)?"
    r"|[A-Z]叠(?:\s*\d{1,2}版?)?|版[面次]\s*:\s*[A-Z]?\d{1,3}|[Pp](?:age|\.)?\s*\d{1,3})"
)
_NUMBER = r"(?:[-—–·.\[(【<]+\s*\d{1,3}\s*[-—–·.\])】>]+|\d{1,3}\s*/\s*\d{1,3})"
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天](?![\u4e00-\u9fff])|星期[一二三四五六日天]"
_LUNAR = r"农历\S{2,12}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\S{2,6}"
_ISSUE = (
    r"总?第\s*\d+\s*期|总\s*第?\s*\d+\s*期|第\s*\d{3,}\s*号|(?:今日|本期|本报今日)(?:出版)?\s*[\d一二三四五六七八九十]+\s*[版页]|共\s*\d+\s*[篇版页]|字数\s*[:/]?\s*\d+"
    r"|国内统一\S+|邮发代号\S*|准印证\S*|ISSN\s*\S+|CN\s*\d\S+"
)
_ADDRESS = r"https?://\S+|www\.\S+|[\w.]+@[\w.]+"


@cache
def _words() -> dict[str, str]:
    """The parts of a header that the word lists know, as regular expressions."""
    words = table("lines")
    sky, offices = any_of(words["paper"]["skies"]), any_of(words["editor"]["offices"])
    return {
        "paper": rf"[\u4e00-\u9fff]{{1,8}}{any_of(words['paper']['endings'])}(?:社出版|社|数字报|电子版)?",
        "publisher": rf"{any_of(words['paper']['publishers'])}\s*[:/]\s*[\u4e00-\u9fff]{{2,20}}",
        # What comes first in both expressions below.
        "first": rf"(?P<editor>{offices}\s*[:/]?\s*[\u4e00-\u9fff]{{2,4}}(?![\u4e00-\u9fff]))"
        rf"|(?P<source>{any_of(words['paper']['origins'])}\s*[:/]\s*[\u4e00-\u9fff·]{{2,14}})"
        rf"|(?P<day>{_DAY}(?:\s*\d{{1,2}}:\d\d(?::\d\d)?)?)",
        # Whether one of so many begins here is quickly seen by the first character.
        "label": f"(?=[{''.join(sorted({re.escape(label[0]) for label in sections()}))}]){any_of(sections())}",
        "weather": rf"(?:今[日天]|明[日天])?{sky}(?:[转间到]{sky})*(?![\u4e00-\u9fff])|-?\d+℃?\s*[～~-]\s*-?\d+℃",
    }


@cache
def _header_tokens() -> Pattern:
    words = _words()
    return Pattern(
        rf"{words['first']}"
        rf"|(?P<weekday>星期[一二三四五六日天]|周[一二三四五六日])|(?P<page>{_PAGE})"
        rf"|(?P<number>{_NUMBER}|\d{{1,3}}(?!\d))|(?P<lunar>{_LUNAR})|(?P<issue>{_ISSUE})"
        rf"|(?P<publisher>{words['publisher']})|(?P<address>{_ADDRESS})|(?P<paper>{words['paper']})"
        rf"|(?P<word>(?:(?<=\s)|^(?=\S+\s))[\u4e00-\u9fff]{{2,4}}(?=\s|$))|(?P<label>{words['label']})"
        rf"|(?P<latin>[A-Z][A-Za-z]*(?:\s+[A-Z][A-Za-z]*)*)|(?P<blank>[\s|/·,:—–《》()\[\]【】▷▶►▸›»-]+)"
    )


def dated(text: str) -> bool:
    """Whether the line is a date and nothing else."""
    return _DATED.fullmatch(fold(text).strip()) is not None


_DATED = Pattern(_DAY)


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
        if not alone or (alone == {"paper"} and (len(text) > 8 or text[0] == "本" or _no_paper().search(text))):
            return 0
        return len(text)
    if "word" in seen:  # it may be the text's own, unless the header goes on behind it
        return strong_end if len(seen & _STRONG) >= 2 and kind in _STRONG else 0
    return strong_end if len(seen & (_STRONG | {"number"})) >= 2 else 0


@cache
def _no_paper() -> Pattern:
    return Pattern(rf"{any_of(table('lines')['paper']['others'])}$")


_STRONG = frozenset({"day", "weekday", "page", "paper", "issue", "publisher"})


_FOLIO = Pattern(r"[-—–]{1,2}\s*\d{1,3}\s*[-—–]{1,2}\s*(?=[\u4e00-\u9fff])", needs="-—–")
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


_ENGLISH_DAY = r"(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day)?\b\.?"
_ENGLISH_DATE = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, ?\d{4})?"
_HINTS = {
    "历": "农历",
    "年": r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|年.{1,3}月",
    "版": "[一二三四五六七八九十]版|出版",
    "版期叠年月": r"[\dOo]\s*[版期叠年月]",
    "第": "总第",
    "期": "星期",
    "周": "周[一二三四五六日]",
    "./-": r"\d[./-]\d",
    "A-Z": r"[A-Z]\d",
    "y": r"[a-z]day\b",
}
"""Of these one stands in every header that is not known by the paper's name alone; before each, as the inside of a
class of characters, what it cannot be without."""
_HINT = Pattern("|".join(_HINTS.values()))
_SELDOM = Pattern(f"[{''.join(sorted(_HINTS, key=len))}]")
"""What is seldom met and quickly found, of what the hints ask for."""


@cache
def _telling() -> Pattern:
    """What is telling wherever it stands in a line."""
    words = _words()
    return Pattern(
        rf"{words['first']}"
        rf"|(?P<month>{_YEAR}\s*年\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月(?!\d))|(?P<weekday>{_WEEKDAY})|(?P<short_day>(?<!\d)\d{{1,2}}月\d{{1,2}}日)"
        rf"|(?P<page>(?<![A-Za-z\d]){_PAGE}(?![\dA-Za-z.%]))|(?P<lunar>{_LUNAR})|(?P<issue>{_ISSUE})"
        rf"|(?P<publisher>{words['publisher']})|(?P<address>{_ADDRESS})|(?P<english_day>{_ENGLISH_DAY})|(?P<english_date>{_ENGLISH_DATE})|(?P<weather>{words['weather']})"
    )


@cache
def _paper() -> Pattern:
    return Pattern(_words()["paper"])


def _fields(folded: str) -> tuple[Counter[str], list[str]]:
    """The kinds of what is telling in a line, with their numbers, and the words that stand beside it."""
    seen: Counter[str] = Counter()

    def told(match: re.Match[str]) -> str:
        seen[match.lastgroup or ""] += 1
        return " | "

    # A name set with blanks between its characters; a foreign name of several words.
    left = _telling().sub(told, _figures(_closed_up(folded)))
    left = _closed_up(left)
    left = _LATIN.sub("\u2002", left)
    return seen, [word for word in re.split(r"[ \t|/·,:《》()\[\]【】“”▷▶►▸›»—–-]+", left) if word]


def _closed_up(text: str) -> str:
    """``text`` without the blanks between characters that stand each by itself."""
    return _SPACED.sub(lambda match: "".join(match.group().split()), text) if " " in text else text


_SPACED = Pattern(r"(?<!\S)[\u4e00-\u9fff\d](?:[ ]+[\u4e00-\u9fff\d](?!\S))+")
_LATIN = Pattern(r"(?<=[A-Za-z]) (?=[A-Za-z])")
_FOREIGN = Pattern("[A-Za-zÀ-ÿ\u2002'’.-]+")
_MISREAD = Pattern(r"(?<=\d)[OoQ](?![A-Za-z])|(?<![A-Za-z])[OoQ](?=\d)")


def _figures(folded: str) -> str:
    """``folded`` with the letter O between figures read as the nought it is."""
    return _MISREAD.sub("0", folded) if "O" in folded or "o" in folded or "Q" in folded else folded


@lru_cache(8192)
def likeness(folded: str, names: frozenset[str] = frozenset()) -> float:
    """How much a line looks like a page header, as log odds: weights of what is telling in it, against the other words.

    ``names`` are words that headers of the same page hold.
    """
    weight = weights("header")
    seen, fields = _fields(folded)
    score = weight["bias"] + sum(weight[kind] for kind in seen)
    score += weight["editor"] * (min(_EDITORS, seen["editor"]) - 1) * bool(seen["editor"])
    kinds: set[str] = set()
    if len(fields) > 1 and not seen and all(field in sections() for field in fields):
        kinds.add("labels")
    published = [_PUBLISHED.search(field) is not None for field in fields]
    score += weight["publisher"] * min(2, sum(published))
    for place, field in enumerate(fields):
        if field in names:
            kinds.add("known")
        elif field in sections():
            kinds.add("label")
        elif _paper().fullmatch(field) and not _no_paper().search(field):
            kinds.add("paper")
        elif _NUMERAL_PAGE.fullmatch(field):
            kinds.add("page")
        elif field.isdigit() and len(field) <= 3 and place in (0, len(fields) - 1):
            kinds.add("number")
        elif not (published[place] or _FOREIGN.fullmatch(field)):
            score += weight["other"] + weight["other_character"] * max(0, len(field) - 4)
    if "page" in seen and len(folded) <= 12 and len(fields) <= 1:
        score += weight["page_and_word"]
    if re.search("[。!?;]", folded) or re.search("[^|, ],|,[^|, ]", _telling().sub("|", folded)):
        score += weight["sentence"]
    if _AUTHOR.search(folded):
        score += weight["author"]
    return score + math.fsum(weight[kind] for kind in kinds)


def _publishing(words: dict[str, list[str]]) -> str:
    """Who brings the paper out, at the end of a word: …机关报, …大学主办."""
    return rf"(?:{any_of(words['organs'])}|{any_of(words['bodies'])}{any_of(words['does'])})$"


_EDITORS = 3
_PUBLISHED = Pattern(lambda: _publishing(table("lines")["paper"]))
_NUMERAL_PAGE = Pattern("[一二三四五六七八九十]{1,3}版")
_AUTHOR = Pattern(lambda: any_of(table("lines")["paper"]["people"]))
_LONGEST = 90


class Masthead:
    """What a page's own headers say: the names that stand in them, and the numbers of its pages."""

    def __init__(self, folded: Sequence[str]) -> None:
        """``folded`` are the page's lines."""
        weight = weights("header")
        last = len(folded) - 1
        self.headers: set[int] = set()
        self._folios: list[tuple[int, str]] = []
        names: set[str] = set()
        for number, line in enumerate(folded):
            if len(line) > _LONGEST or not _SELDOM.search(line) or not _HINT.search(line):
                continue
            edge = weight["edge"] if number < _EDGE or last - number < _EDGE else 0.0
            if likeness(line) + edge <= weight["sure"]:
                continue
            self.headers.add(number)
            seen, fields = _fields(line)
            names.update(
                field
                for field in fields
                if len(field) >= 3 and not field.isascii() and not re.search(r"\d", field) and field not in sections()
            )
            if folio := _folio(line, fields):
                self._folios.append((number, folio))
        self._at = [number for number, _ in self._folios]
        self.names = frozenset(names)
        for number, line in enumerate(folded):
            if number not in self.headers and 3 <= len(line) <= _NAMED and self._named(line):
                self.headers.add(number)
        self._head(folded)
        self._beside(folded)

    def _head(self, folded: Sequence[str]) -> None:
        """Take for headers what the page's masthead is made of, where it stands on many lines: from the page's first
        line on, as long as each may be one, to the last that is surely one."""
        weight = weights("header")
        told: list[int] = []
        for number, line in enumerate(folded[:_MASTHEAD]):
            if number in self.headers or header(line):
                self.headers.update(told, (number,))
                told = []
                continue
            if len(line) > _NAMED:
                break
            score = likeness(line, self.names) + (weight["edge"] if number < _EDGE else 0.0)
            if number - 1 in self.headers and score + weight["under"] > weight["sure"]:
                self.headers.add(number)
            elif score + weight["among"] > weight["sure"]:
                told.append(number)
            else:
                break

    def _named(self, line: str) -> bool:
        """Whether a short line is nothing but the paper's name, with a page's number or a label."""
        words = line.split()
        if len(words) == 1:
            return line in self.names
        if len(words) > 4:
            return False
        bare = "".join(words)
        if bare in self.names or (_paper().fullmatch(words[0]) and _FOREIGN.fullmatch("".join(words[1:]))):
            return True
        return any(word in self.names for word in words) and likeness(line, self.names) > weights("header")["sure"]

    def _beside(self, folded: Sequence[str]) -> None:
        """Take for header too what stands over the first header line, or between two of them: the paper's name."""
        for number in sorted(self.headers):
            above = number - 1
            if above < 0 or above in self.headers or not _LINE.fullmatch("".join(folded[above].split())):
                continue
            top = above == 0 and "".join(folded[above].split()) not in sections()
            if top or (number < _EDGE and above - 1 in self.headers):
                self.headers.add(above)

    def folios(self, number: int) -> set[str]:
        """The numbers of the page that line ``number`` is on, as far as its header or footer gives one."""
        if not self._at:
            return set()
        place = bisect_right(self._at, number)
        near = self._folios[max(0, place - 1) : place + 1]
        return {folio for at, folio in near if abs(at - number) <= _PAGE_LINES}


_EDGE = 3
"""So many lines at the page's head and foot are where headers stand."""
_NAMED = 40
_MASTHEAD = 14
"""No masthead takes more lines."""
_PAGE_LINES = 400
"""A page has no more lines."""
_LINE = Pattern(r"[\u4e00-\u9fffA-Za-z·]{2,10}")
_PAGE_NUMBER = Pattern(
    r"(?<![A-Za-z\d])第?\s*([A-Za-z]?\d{1,3})\s*版|(?<![A-Za-z\d])([A-Z]\d{1,3})(?![\dA-Za-z.])"
    r"|第([一二三四五六七八九十]{1,3})版"
)
_NUMERALS = {numeral: str(number) for number, numeral in enumerate("一二三四五六七八九十", 1)}


def _folio(line: str, fields: Sequence[str]) -> str:
    """The page's number in a header line, without noughts before it; "" if there is none."""
    found = _PAGE_NUMBER.search(_figures(line))
    if found:
        return found.group(1) or found.group(2) or _NUMERALS.get(found.group(3), "")
    ends = [field for field in (*fields[-1:], *fields[:1]) if field.isdigit() and len(field) <= 3]
    return ends[0] if ends else ""
