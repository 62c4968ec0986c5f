"""What a web page or a reading program prints beside an article: navigation, counters, sharing, copyright."""

from __future__ import annotations

from functools import cache

from reader.pages.lexicon import any_of, fold, table
from reader.patterns import Pattern

LONGEST = 80
_BETWEEN = r"[\s|:【】\[\]()<>«»‹›/·,⊕⊖＋○●◎▲▼△▽◀▶→←↑↓]"

_REGISTERED = Pattern(r"^[^。]{0,30}(?:ICP|公网安)备")


@cache
def _first() -> frozenset[str]:
    """The characters that such a line begins with."""
    words = table("lines")["web"]
    listed = ("alone", "counted", "told", "start", "sizes", "origin")
    return frozenset("0123456789【[<«‹(©ACc").union(fold(word)[0] for name in listed for word in words[name])


@cache
def _lines() -> Pattern:
    """A whole line that can be nothing else."""
    words = table("lines")["web"]
    alone, counted, told = any_of(words["alone"]), any_of(words["counted"]), any_of(words["told"])
    number = r"\(?\d[\d.,]*\s*[万亿wWkK+]{0,2}\)?\s*[次人条个]?"
    count = rf"{counted}(?:量|数|次数|人数)?\s*:?\s*{number}|\d+\s*[人条次]?{counted}"
    field = rf"(?:{any_of(words['origin'])}|{counted})(?:量|数|次数|人数)?\s*:\s*[^\s:。]{{1,16}}"
    day = r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:\d{1,2}:\d\d(?::\d\d)?)?)"
    return Pattern(
        rf"{_BETWEEN}*(?:(?:{alone}|{count})(?:{_BETWEEN}+|\Z))+"
        rf"|{_BETWEEN}*{told}{_BETWEEN}*:.{{0,{LONGEST}}}"
        rf"|(?:{any_of(words['start'])})\s*(?:[>»›→/|-]+\s*[^。>»›→]{{1,20}})+"
        rf"|{_BETWEEN}*{any_of(words['sizes'])}(?:{_BETWEEN}*(?:大|中|小|默认|特大|[+-]|A[+-]?))+{_BETWEEN}*"
        rf"|A\s*[-+]\s*A\s*[-+]?|\d{{1,2}}:\d\d(?::\d\d)?\s*/\s*\d{{1,2}}:\d\d(?::\d\d)?"
        rf"|{day}(?:\s+{field})+"
        rf"|(?!.*作者)(?=.*(?:来源|稿源|{counted})(?:量|数|次数|人数)?\s*:){field}(?:\s+(?:{field}|{day}))+"
        rf"|(?:[Cc]opyright|©|\(C\)).{{0,60}}"
    )


def beside(folded: str) -> bool:
    """Whether the folded line is nothing but what a web page has beside an article."""
    if len(folded) > LONGEST:
        return False
    if "备" in folded and _REGISTERED.search(folded):
        return True
    if folded[:1] not in _first() or not _lines().fullmatch(folded):
        return False
    return _SIGNS.sub("", folded) not in table("lines")["web"]["labels"]


_SIGNS = Pattern(_BETWEEN)
