"""Bylines: what the printed line that signs an article says, in the house styles of Chinese papers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reader.pages.lexicon import any_of, fold, table
from reader.pages.names import NAME, as_printed, closed_up, names_in, only_a_name, patterns, person, role_expression
from reader.patterns import Pattern

_BRACKETS = Pattern(r"^[(\[【]\s*(.*?)\s*[)\]】]$")
HINTED = Pattern("[□■●◆作文/记記通評评主]")
"""What is seldom met and quickly found, and stands in most bylines that a role or a sign makes sure."""
NOTE = Pattern(lambda: _note(table("bylines")))
"""What tells of the author, or where a text is from, in a line that names nobody."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a printed byline says. ``names`` are persons or institutions, ``note`` whether it only tells of them.

    ``closing`` is whether it is a signature as it stands behind an article: (李明), 四川成都 李明.
    """

    names: tuple[str, ...]
    sure: float
    note: bool = False
    closing: bool = False


@cache
def _patterns() -> dict[str, Pattern]:
    words = table("bylines")
    han = r"[\u4e00-\u9fff]"
    role = role_expression()
    return {
        **patterns(),
        "start": Pattern(rf"^(?:[{words['signs']}]\s*)*{role}"),
        "nation": Pattern(r"^[(\[【][\u4e00-\u9fff]{1,3}[)\]】]\s*(?=[\u4e00-\u9fff])"),
        "source": Pattern(rf"^{any_of(words['sources'])}|^[完上下续]$|综合$"),
        # Where and when a dispatch was filed, behind it: (本报北京5月14日电).
        "filed": Pattern(
            rf"{any_of(table('lines')['lead']['agencies'])}{han}{{0,10}}(?:(?:\d{{1,2}}月)?\d{{1,2}}日)?专?电"
        ),
        "place": Pattern(rf"^(?:{any_of(words['provinces'])}|{han}{{2,8}}[省市县区镇乡村]){han}{{0,10}}$"),
        "correspondent": Pattern(rf"{han}{{0,8}}{any_of(words['correspondents'])}"),
        "calling": Pattern(rf"{any_of(words['callings'])}$"),
        "author": Pattern(
            rf"({han}{{2,4}}(?:\s{han}{{2,4}}){{0,2}}|{han}\s+{han})\s*\((?:作者[系为是])?"
            rf"(?:{han}{{2,20}}(?:{any_of(words['institutions'])}|{any_of(words['callings'])}))\)"
        ),
        "titled": Pattern(rf"({han}{{2,4}}|{han}\s+{han})\s*\(([^()。!?:]{{2,20}})\)"),
        "belongs": Pattern(
            rf"(?:{any_of(words['callings'])}|{any_of(words['correspondents'])}|{any_of(words['institutions'])}|[省市县镇乡村])$"
            rf"|^{any_of(words['provinces'])}"
        ),
        "office": Pattern(rf"^{han}{{0,8}}?{any_of(words['office_openings'])}{han}{{0,14}}{any_of(words['offices'])}$"),
        "body": Pattern(rf"{han}{{1,8}}{any_of(words['offices'])}"),
        "institution": Pattern(rf"^[\u4e00-\u9fff“”·()\d]{{2,28}}{any_of(words['institutions'])}$"),
        "column": Pattern(rf"{any_of(words['column_owners'])}{any_of(words['columns'])}(?:·|$)"),
        "correspondent_of": Pattern(
            rf"^《?[\u4e00-\u9fff·]{{0,14}}(?:报|社|台|网|刊|客户端|频道|在线)》?(?:[驻赴][\u4e00-\u9fff·]{{1,9}}?)?"
            rf"(?:{any_of(words['qualities'])})*(?:记者|评论员)\s*\S"
        ),
        "station": Pattern(r"^(?:驻|赴)[\u4e00-\u9fff]{2,6}(?=\s)"),
    }


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


def _byline(text: str) -> Byline | None:
    if not 2 <= len(text) <= (_NOTES if text[0] in "(（[［" else _LONGEST):
        return None
    folded = closed_up(fold(text).strip())
    bracket = _BRACKETS.match(folded)
    inner = bracket.group(1) if bracket else folded
    if "·" in inner:
        inner = _DONE.sub(r"\1/", inner)
    words = _patterns()
    bracketed = inner[-1:] == ")"
    if bracketed and (author := words["author"].fullmatch(inner)):
        names = tuple(author.group(1).split())
        names = ("".join(names),) if len(names) == 2 and all(len(name) == 1 for name in names) else names
        if all(person(name) >= 0.9 for name in names):
            return Byline(names, 0.9)
    if bracketed and (author := words["titled"].fullmatch(inner)):
        name = "".join(author[1].split())
        told = any(words["belongs"].search(part) for part in re.split(r"[\s/·、,]+", author[2]))
        if told and person(name) == 1.0:
            return Byline((name,), 0.9)
    if _ABOUT.match(inner):
        return Byline((), 1.0, note=True)
    if (
        ("作者" in inner or inner[:1] in _tells())
        and NOTE.search(inner)
        and (len(inner) <= 60 or bracket)
        and not re.search("[。!?]", inner[:-1])
    ):
        return Byline((), 1.0 if bracket or inner.startswith("作者") else 0.6, note=True)
    if len(text) > _LONGEST or _SENTENCE.search(inner) or _TURN.match(inner):
        return None
    compact = "".join(inner.split())
    if bracket and folded[0] != "【" and len(inner) <= 16 and _patterns()["source"].search(inner):
        return Byline((), 1.0, note=True)
    if bracket and folded[0] != "【" and compact[-1:] == "电" and words["filed"].fullmatch(compact):
        return Byline((), 1.0, note=True)
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
    if marked and words["column"].match(unsigned):
        return None
    if marked and _DIGIT.search(inner) and re.search(r"\d", re.sub(r"[\w.+-]+@[\w.-]+|(?:电话|邮箱)\S*", "", inner)):
        return None
    if marked:
        names = names_in(inner)
        people = tuple(name for name in names if not _institution(name))
        names = (
            people if any(person(name) >= _BORNE for name in people) else names
        )  # where somebody is named, the institution is where he is
        least = 0.1 if words["role"].search(inner) else 0.3
        plausible = [name for name in names if person(name) >= least or _institution(name) or not name[0] > "\u4e00"]
        rest = len(re.sub(r"[\s□■●◆/:、,()]", "", words["role"].sub("", inner))) - sum(map(len, names))
        if not names or len(plausible) < len(names) or rest > 12 or any(len(name) > 12 for name in names):
            if names and all(_institution(name) or person(name) >= least for name in names):
                return Byline(names, 0.7)
            return None
        single = words["role"].match(inner)
        # 记者李明 needs a family name, 记者离开时 is the start of a sentence; a blank or a colon says enough.
        weak = single is not None and (
            (len(single.group()) == 1 and not re.match(r"^.\s*[/:|]", inner))
            or (inner[single.end() : single.end() + 1] not in (" ", ":", "/") and person(names[0]) < 0.9)
        )
        weak = weak and len([role for role in words["role"].findall(inner) if len(role) > 1]) < 2
        return Byline(names, 0.3 if weak else 1.0)
    unit = _GIVEN.sub("", compact)
    signing = bracket is not None and folded[0] == "(" and words["body"].fullmatch(unit) is not None
    if signing or (((bracket and folded[0] == "(") or unit != compact) and _institution(unit)):
        return Byline((unit,), 0.9 if bracket else 0.7, closing=True)
    if _GATHERED.fullmatch(compact):
        return Byline((), 0.9 if bracket else 0.7, note=True)
    if folded.startswith("——") and person(compact.lstrip("—")) == 1.0 and only_a_name(compact.lstrip("—")):
        return Byline((compact.lstrip("—"),), 0.8, closing=True)
    if len(compact) >= 5 and _institution(compact):
        return Byline((compact,), 0.4)
    foreign = words["nation"].sub("", inner) if inner[:1] in ("(", "[", "【") else inner
    if foreign != inner and "·" in foreign and re.fullmatch(NAME, foreign):
        return Byline((foreign,), 0.9)
    return _unmarked(foreign, bracket is not None)


_BORNE = 0.9
_GIVEN = Pattern(lambda: f"{any_of(table('bylines')['given'])}$")
_GATHERED = Pattern(
    "(?:据|综合|本报综合|据本报)(?:[\u4e00-\u9fff]{2,4}(?:社|网|报|台|电))*(?:外电|外媒|本报)?(?:综合)?(?:报道|消息|电)|本报综合",
    needs=("据", "综合"),
)
"""Where a text was taken from, with nobody's name."""


def _institution(name: str) -> bool:
    """Whether ``name`` is an institution's, as far as its last words and its first tell."""
    if name[-1:] not in _institutional() or _NO_NAME.search(name):
        return False
    words = _patterns()
    return words["institution"].match(name) is not None or words["office"].match(name) is not None


@cache
def _institutional() -> frozenset[str]:
    """The characters that an institution's name ends with."""
    words = table("bylines")
    return frozenset(fold(ending)[-1] for ending in (*words["institutions"], *words["offices"]))


_NO_NAME = Pattern(lambda: f"[{table('bylines')['not_institutions']}]")


def _unmarked(inner: str, bracket: bool) -> Byline | None:
    """A byline that has neither a role nor a sign before its names."""
    words = _patterns()
    parts = [part for part in re.split(r"[\s、,/]+", inner) if part]
    if len(parts) > 1 and (_FILED.fullmatch(parts[-1]) or (bracket and words["source"].search(parts[-1]))):
        parts.pop()
        inner = " ".join(parts)
        if all(person(part) == 1.0 for part in parts):
            return Byline(tuple(parts), 0.9, closing=bracket)
    did = [_did(part) for part in parts]
    if did and all(did):
        return Byline(tuple(did), 0.9, closing=bracket)
    if len(parts) >= 2 and _REPORTER.fullmatch(parts[0]) and all(person(part) == 1.0 for part in parts[1:]):
        return Byline(tuple(parts[1:]), 0.9, closing=bracket)
    told = [part for part in parts if words["ending"].fullmatch(part)]
    if told and parts[-1] in told and told != ["摄"]:
        names = names_in(inner)
        if names and all(person(name) >= 0.9 for name in names) and len(names) + len(told) == len(parts):
            return Byline(names, 0.9, closing=bracket)
    parts = _closed(parts)
    if len(parts) == 2 and person(parts[1]) == 1.0 and words["calling"].search(parts[0]):
        return Byline((parts[1],), 0.8)
    if len(parts) == 2 and person(parts[1]) == 1.0 and words["place"].match(parts[0]):
        return Byline((parts[1],), 0.8, closing=True)
    if len(parts) == 2 and words["correspondent"].fullmatch(parts[0]) and 2 <= len(parts[1]) <= 4:
        return Byline((parts[1],), 0.8, closing=bracket)
    if len(parts) >= 2 and words["role"].fullmatch(parts[-1]) and all(person(part) >= 0.9 for part in parts[:-1]):
        return Byline(tuple(parts[:-1]), 0.9, closing=bracket)  # 李明 本报记者
    if not bracket and len(parts) >= 2 and _institution(parts[0]) and all(person(part) == 1.0 for part in parts[1:]):
        return Byline(tuple(parts[1:]), 0.8)
    if bracket and len(parts) >= 2 and _institution(parts[0]) and all(person(part) >= 0.9 for part in parts[1:]):
        return Byline(tuple(parts[1:]), 0.9, closing=True)
    if parts and len(parts) <= 6 and all(person(part) >= 0.3 for part in parts):
        score = sum(person(part) for part in parts) / len(parts)
        share = 0.5 if not bracket else 0.9 if score > 0.9 else 0.6
        return Byline(tuple(parts), share * score, closing=bracket)
    return None


_FILED = Pattern("发自[\u4e00-\u9fff]{2,8}", needs=("发自",))
_REPORTER = Pattern("[\u4e00-\u9fff]{2,4}记者", needs=("记者",))
"""A paper's reporter, by the paper's short name."""


def _did(part: str) -> str:
    """The name in a word that ends with what its bearer did (李明整理); "" if it is no such word."""
    ending = _patterns()["ending"].search(part)
    if ending is None or len(ending.group()) < 2 or person(part[: ending.start()]) < 1.0:
        return ""
    return part[: ending.start()]


def _closed(parts: list[str]) -> list[str]:
    """Names that were set with a gap (刘 洋) closed up: two words of one character each are one."""
    found: list[str] = []
    half = False
    for part in parts:
        half = not half and len(part) == 1
        if found and len(part) == 1 and not half:
            found[-1] += part
        else:
            found.append(part)
    return found
