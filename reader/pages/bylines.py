"""Bylines: what the printed line that signs an article says, in the house styles of Chinese papers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from reader.pages.lexicon import any_of, fold, table
from reader.pages.names import NAMED, as_printed, closed_up, names_in, only_a_name, person
from reader.pages.signatures import Byline, institution, patterns
from reader.pages.unmarked import unmarked
from reader.patterns import Pattern

__all__ = ["HINTED", "NOTE", "Byline", "byline"]

_BRACKETS = Pattern(r"^[(\[【]\s*(.*?)\s*[)\]】]$")
HINTED = Pattern("[□■●◆作文/记記通評评主]")
"""What is seldom met and quickly found, and stands in most bylines that a role or a sign makes sure."""
NOTE = Pattern(lambda: _note(table("bylines")))
"""What tells of the author, or where a text is from, in a line that names nobody."""


def _note(words: dict[str, list[str]]) -> str:
    taken, reported = any_of(words["taken"]), any_of(words["reported"])
    return (
        rf"作者(?:{any_of(words['author'])}|:.{{0,30}}{any_of(words['author_works'])})"
        rf"|^(?:{taken}|据[^,。]{{2,20}}{reported}$)"
    )


@cache
def _tells() -> frozenset[str]:
    """What the notes begin with that do not name the author."""
    return frozenset("据").union(fold(word)[0] for word in table("bylines")["taken"])


@cache
def _collectives() -> frozenset[str]:
    """The characters that those who sign for the paper without a name end with."""
    return frozenset(word[-1] for word in table("bylines")["collectives"])


@lru_cache(16384)
def byline(text: str) -> Byline | None:
    """The byline that the whole printed line ``text`` is, or None.

    ``sure`` is 1 for one with a role or a sign before the name, less for a bare name or an institution, which only
    their place beside a headline can confirm.
    """
    read = _byline(text)
    if read is None or not read.names:
        return read
    names = as_printed(read.names, text)
    return read if names == read.names else replace(read, names=names)


_TURN = Pattern(lambda: rf"{any_of(table('bylines')['speakers'])}[:].*,", needs=":")
"""What somebody says in an interview, with a comma in it, is no list of names."""


_DONE = Pattern(lambda: rf"(?:^|(?<=\s))({any_of(table('bylines')['did_before'])})\s*·\s*(?=[\u4e00-\u9fff])")
"""What somebody did and a point, in the place of a stroke: 文·李明."""
_CLASS = Pattern(r"[高初]?[一二三四五六七八九\d]年?级?\s*\(?\d{1,2}\)?班")
"""A pupil's class, which has figures in it."""
_ABOUT = Pattern(lambda: f"{any_of(table('bylines')['about'])}[:/]|本文作者{any_of(table('bylines')['is_author'])}")
_DIGIT = Pattern(r"\d")
_SENTENCE = Pattern("[。!?;]")
_COLLECTIVE = Pattern(
    lambda: rf"(?:本报|本刊|[\u4e00-\u9fff]{{2,6}}报)?(?:特约)?{any_of(table('bylines')['collectives'])}"
)
_MADE = Pattern(lambda: rf"{any_of(table('bylines')['made'])}\s*[/:]")
_LONGEST = 90
_NOTES = 200
"""A byline has no more characters, a note in brackets on its author no more than this."""
_NOTE_ALONE = 60
"""A note without brackets has no more."""
_SOURCE = 16
"""What in brackets tells where a text is from has no more."""
_REST = 12
"""A name has no more, nor has what is left of a line besides names and roles."""


def _byline(text: str) -> Byline | None:
    if not 2 <= len(text) <= (_NOTES if text[0] in "(（[［" else _LONGEST):
        return None
    folded = closed_up(fold(text).strip())
    bracket = _BRACKETS.match(folded)
    inner = bracket.group(1) if bracket else folded
    if "·" in inner:
        inner = _DONE.sub(r"\1/", inner)
    told = _author(inner) or _noted(inner, bracketed=bracket is not None)
    if told is not None:
        return told
    if len(text) > _LONGEST or _SENTENCE.search(inner) or _TURN.match(inner):
        return None
    compact = "".join(inner.split())
    if bracket and folded[0] != "【" and _sourced(inner, compact):
        return Byline((), 1.0, note=True)
    words = patterns()
    unsigned = words["signs"].sub("", compact)
    if unsigned[-1:] in _collectives() and _COLLECTIVE.fullmatch(unsigned):
        return Byline((unsigned,), 0.9)
    marked = words["start"].match(inner) or words["signs"].match(inner) or _MADE.match(inner)
    if not marked and ("记者" in inner or "评论员" in inner):
        marked = words["correspondent_of"].match(inner)
        if marked:
            inner = re.sub("^.*?(?=记者|评论员)", "", inner)
    if "班" in inner:
        inner = _CLASS.sub(" ", inner)
    if marked:
        return None if words["column"].match(unsigned) or _figured(inner) else _marked(inner)
    told = _bodies(folded, compact, bracketed=bracket is not None)
    if told is not None:
        return told
    foreign = words["nation"].sub("", inner) if inner[:1] in ("(", "[", "【") else inner
    if foreign != inner and "·" in foreign and NAMED.fullmatch(foreign):
        return Byline((foreign,), 0.9)
    return unmarked(foreign, bracketed=bracket is not None)


def _author(inner: str) -> Byline | None:
    """Authors with what they are in brackets: 李明(江岸大学教授)."""
    if inner[-1:] != ")":
        return None
    words = patterns()
    if author := words["author"].fullmatch(inner):
        names = tuple(author.group(1).split())
        names = ("".join(names),) if len(names) == 2 and all(len(name) == 1 for name in names) else names
        if all(person(name) >= 0.9 for name in names):
            return Byline(names, 0.9)
    if author := words["titled"].fullmatch(inner):
        name = "".join(author[1].split())
        told = any(words["belongs"].search(part) for part in re.split(r"[\s/·、,]+", author[2]))
        if told and person(name) == 1.0:
            return Byline((name,), 0.9)
    return None


def _noted(inner: str, *, bracketed: bool) -> Byline | None:
    """A note that tells of the author, or where the text is from: 作者系…, 据…报道."""
    if _ABOUT.match(inner):
        return Byline((), 1.0, note=True)
    if not ("作者" in inner or inner[:1] in _tells()) or not (len(inner) <= _NOTE_ALONE or bracketed):
        return None
    if not NOTE.search(inner) or re.search("[。!?]", inner[:-1]):
        return None
    return Byline((), 1.0 if bracketed or inner.startswith("作者") else 0.6, note=True)


def _sourced(inner: str, compact: str) -> bool:
    """Whether what stands in brackets tells where a text is from or was filed: (据新华社), (本报北京5月14日电)."""
    words = patterns()
    if len(inner) <= _SOURCE and words["source"].search(inner):
        return True
    return compact[-1:] == "电" and words["filed"].fullmatch(compact) is not None


def _figured(inner: str) -> bool:
    """Whether there are figures in a line, addresses and telephone numbers aside: it is no list of names."""
    if not _DIGIT.search(inner):
        return False
    return _DIGIT.search(re.sub(r"[\w.+-]+@[\w.-]+|(?:电话|邮箱)\S*", "", inner)) is not None


def _marked(inner: str) -> Byline | None:
    """A byline with a role or a sign before its names: 本报记者 李明."""
    words = patterns()
    names = names_in(inner)
    people = tuple(name for name in names if not institution(name))
    if any(person(name) >= _BORNE for name in people):
        names = people  # where somebody is named, the institution is where he is
    if not names:
        return None
    least = 0.1 if words["role"].search(inner) else 0.3
    plausible = [name for name in names if person(name) >= least or institution(name) or not name[0] > "\u4e00"]
    rest = len(re.sub(r"[\s□■●◆/:、,()]", "", words["role"].sub("", inner))) - sum(map(len, names))
    if len(plausible) < len(names) or rest > _REST or any(len(name) > _REST for name in names):
        named = all(institution(name) or person(name) >= least for name in names)
        return Byline(names, 0.7) if named else None
    return Byline(names, 0.3 if _weak(inner, names[0]) else 1.0)


def _weak(inner: str, name: str) -> bool:
    """Whether a role may be the start of a sentence: 记者李明 needs a family name, as 记者离开时 has none; a blank or a
    colon behind it says enough, and so do several roles."""
    words = patterns()
    role = words["role"].match(inner)
    if role is None:
        return False
    short = len(role.group()) == 1 and not re.match(r"^.\s*[/:|]", inner)
    if not short and (inner[role.end() : role.end() + 1] in (" ", ":", "/") or person(name) >= _BORNE):
        return False
    return len([each for each in words["role"].findall(inner) if len(each) > 1]) < 2


def _bodies(folded: str, compact: str, *, bracketed: bool) -> Byline | None:
    """A line without a role that an institution signs, or nobody (综合外电), or somebody behind a dash: ——李明."""
    unit = _GIVEN.sub("", compact)
    round_brackets = bracketed and folded[0] == "("
    if round_brackets and patterns()["body"].fullmatch(unit):
        return Byline((unit,), 0.9, closing=True)
    if (round_brackets or unit != compact) and institution(unit):
        return Byline((unit,), 0.9 if bracketed else 0.7, closing=True)
    if _GATHERED.fullmatch(compact):
        return Byline((), 0.9 if bracketed else 0.7, note=True)
    if folded.startswith("——") and person(compact.lstrip("—")) == 1.0 and only_a_name(compact.lstrip("—")):
        return Byline((compact.lstrip("—"),), 0.8, closing=True)
    if len(compact) >= 5 and institution(compact):
        return Byline((compact,), 0.4)
    return None


_BORNE = 0.9
_GIVEN = Pattern(lambda: f"{any_of(table('bylines')['given'])}$")
_GATHERED = Pattern(
    "(?:据|综合|本报综合|据本报)(?:[\u4e00-\u9fff]{2,4}(?:社|网|报|台|电))*(?:外电|外媒|本报)?(?:综合)?(?:报道|消息|电)|本报综合",
    needs=("据", "综合"),
)
"""Where a text was taken from, with nobody's name."""
