"""Bylines and leads: the names and the agency's line, in the house styles of Chinese papers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reader.pages.lexicon import any_of, fold, table
from reader.words import opens_with_word

# A name's own characters: ideographs, and the points inside a foreign or minority name.
_NAME = (
    r"[\u4e00-\u9fff](?:[\u4e00-\u9fff·]|·[A-Z]\.?(?=[·\u4e00-\u9fff])){0,16}"
    r"|[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,3}"
)
_BRACKETS = re.compile(r"^[(\[【]\s*(.*?)\s*[)\]】]$")
NOTE = re.compile(
    r"作者(?:单位|系|为|是|:.{0,30}(?:系|单位|教授|研究员|院长|主任)|均系|分别)|^(?:摘自|原载|转自|来源:|选自|据[^,。]{2,20}(?:报道|消息|电)$)"
)


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
def role_expression() -> str:
    """What somebody may be called in a byline, as a regular expression."""
    words = table("bylines")
    return rf"(?:{any_of(words['roles'])}|(?:{any_of(words['qualities'])})*{any_of(words['writers'])})"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = table("bylines")
    han = r"[\u4e00-\u9fff]"
    role = role_expression()
    return {
        "role": re.compile(role),
        "start": re.compile(rf"^(?:[{words['signs']}]\s*)*{role}"),
        "reporter": re.compile(r"^[\u4e00-\u9fff·]{0,14}?(?:记者|通讯员|评论员)"),
        "report": re.compile(r"(?:[\u4e00-\u9fff]{2,4})?(?:(?:摄影|综合|专题|连线)?(?:报道|报导)|专电|电)$"),
        "nation": re.compile(r"^[(\[【][\u4e00-\u9fff]{1,3}[)\]】]\s*(?=[\u4e00-\u9fff])"),
        "source": re.compile(rf"^{any_of(words['sources'])}|^[完上下续]$|综合$"),
        "place": re.compile(rf"^(?:{any_of(words['provinces'])}|{han}{{2,8}}[省市县区镇乡村]){han}{{0,10}}$"),
        "correspondent": re.compile(rf"{han}{{0,8}}{any_of(words['correspondents'])}"),
        "calling": re.compile(rf"{any_of(words['callings'])}$"),
        "author": re.compile(
            rf"({han}{{2,4}}(?:\s{han}{{2,4}}){{0,2}}|{han}\s+{han})\s*\((?:作者[系为是])?"
            rf"(?:{han}{{2,20}}(?:{any_of(words['institutions'])}|{any_of(words['callings'])}))\)"
        ),
        "titled": re.compile(rf"({han}{{2,4}}|{han}\s+{han})\s*\(([^()。!?:]{{2,20}})\)"),
        "belongs": re.compile(
            rf"(?:{any_of(words['callings'])}|{any_of(words['correspondents'])}|{any_of(words['institutions'])}|[省市县镇乡村])$"
            rf"|^{any_of(words['provinces'])}"
        ),
        "office": re.compile(
            rf"^{han}{{0,8}}?{any_of(words['office_openings'])}{han}{{0,14}}{any_of(words['offices'])}$"
        ),
        "body": re.compile(rf"{han}{{1,8}}{any_of(words['offices'])}"),
        "signs": re.compile(rf"[{words['signs']}]"),
        "ending": re.compile(rf"(?:{any_of(words['endings'])})$"),
        "institution": re.compile(rf"^[\u4e00-\u9fff“”·()\d]{{2,28}}{any_of(words['institutions'])}$"),
        "column": re.compile(rf"{any_of(words['column_owners'])}{any_of(words['columns'])}(?:·|$)"),
        "correspondent_of": re.compile(
            rf"^《?[\u4e00-\u9fff·]{{0,14}}(?:报|社|台|网|刊|客户端|频道|在线)》?(?:[驻赴][\u4e00-\u9fff·]{{1,9}}?)?"
            rf"(?:{any_of(words['qualities'])})*(?:记者|评论员)\s*\S"
        ),
        "station": re.compile(r"^(?:驻|赴)[\u4e00-\u9fff]{2,6}(?=\s)"),
    }


_HAN = re.compile("[\u4e00-\u9fff]+")


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    words = table("bylines")
    return frozenset(words["surnames"]), frozenset(words["double_surnames"])


def person(name: str) -> float:
    """How much ``name`` looks like a Chinese person's: 1 with a common family name and two or three characters."""
    single, double = _surnames()
    if "·" in name:
        return 0.9 if len(name) >= 4 else 0.0
    if not 2 <= len(name) <= 4 or not _HAN.fullmatch(name):
        return 0.0
    if len(name) == 4:
        return 0.9 if name[:2] in double else 0.1
    return 1.0 if name[0] in single or name[:2] in double else 0.3


def only_a_name(text: str) -> bool:
    """Whether a line can only be a name, or up to four: a family name each, and no word that it begins with."""
    folded = fold(text)
    parts = folded.split()
    if 2 <= len(parts) <= _SEVERAL and all(2 <= len(part) <= 3 for part in parts):
        return all(map(_only_a_name, parts))
    return _only_a_name("".join(parts))


_SEVERAL = 4


def _only_a_name(bare: str) -> bool:
    single, double = _surnames()
    return bare[:2] in double or (len(bare) in (2, 3) and bare[0] in single and not opens_with_word(bare))


def pen_name(text: str) -> bool:
    """Whether a line under a title can be a name though it has no family name (风无尘): no word begins it."""
    bare = "".join(fold(text).split())
    return re.fullmatch("[\u4e00-\u9fff]{2,4}", bare) is not None and not opens_with_word(bare)


def names_in(text: str, *, credits: bool = True) -> tuple[str, ...]:
    """The names in the folded text of a byline, roles, signs and addresses left out.

    Names are parted by blanks, commas, signs and roles; a name of two characters set with a gap (李  明) is closed up.
    With ``credits`` a character like 图 behind a name says what its bearer did.
    """
    words = _patterns()
    text = _closed_up(words["signs"].sub(" ", text))
    if "@" in text or "://" in text:
        text = re.sub(r"[\w.+-]+@[\w.-]+|https?://\S+", " ", text)
    text = re.sub(r"(?:^|(?<=\s))[(\[【][\u4e00-\u9fff]{1,3}[)\]】](?=[\u4e00-\u9fff])", " ", text)
    if "/" in text:
        text = re.sub(r"/\s*[\u4e00-\u9fff]{2,4}(?:报道|报导|专电)", " ", text)  # where it was filed
    text = re.sub(r"(?<=[\u4e00-\u9fff])\([^)]{0,20}\)|\d+", " ", text)
    text = re.sub(r"^(?:本报|本刊|新华社|中新社)\s*(?=[\u4e00-\u9fff])", " ", text)
    text = _LATIN_GAP.sub("\u2002", text)  # Peter Lin is one name
    tokens = [token for token in re.split(r"[ \t\u3000\n,、/:;|()\[\]【】]+", text) if token]
    cut = [
        name
        for place, token in enumerate(tokens)
        for name in (_whole_name(tokens, place) or _without_roles(token.replace("\u2002", " "), credits))
    ]
    found: list[str] = []
    head = ""
    for index, token in enumerate(cut):
        if token in _DID and index and (found and not head):
            continue  # 王磊 文/摄
        if len(token) == 1:
            # A blank inside a name: set with a gap on purpose (李  明) or left by extraction (王 薛滔, 车文 博).
            following = cut[index + 1] if index + 1 < len(cut) else ""
            if head:
                found.append(head + token)
                head = ""
            elif (
                found
                and len(found[-1]) == 2
                and len(following) != 1
                and not (len(following) == 2 and person(token + following) >= 0.9)
            ):
                found[-1] += token
            else:
                head = token
            continue
        if head and len(token) <= 3:
            token = head + token
        head = ""
        if token not in table("bylines")["not_names"] and not token.startswith("发自"):
            found.append(token)
    return tuple(dict.fromkeys(found))


_DID = frozenset("摄绘译著编撰辑荐")
_LATIN_GAP = re.compile(r"(?<=[A-Za-z.]) (?=[A-Z][a-z.])")


def _whole_name(tokens: list[str], place: int) -> list[str]:
    """The name that a word behind a role is as it stands, though its last character could say who wrote or drew.

    记者 葉頌文 攝影 陸景, 记者葉頌文／花莲报导: a name; 记者 王磊文/图: 文 goes with 图.
    """
    words = _patterns()
    token = tokens[place]
    role = words["role"].match(token)
    glued = role is not None and len(role.group()) > 1
    if role is not None and glued:
        token = token[role.end() :]
    if len(token) != 3 or token[-1] not in "文图绘" or person(token) != 1.0:
        return []
    before = tokens[place - 1] if place else ""
    told = glued or (words["role"].fullmatch(before) is not None and len(before) > 1)
    behind = tokens[place + 1] if place + 1 < len(tokens) else ""
    if told and (behind.startswith("摄影") or words["ending"].fullmatch(behind) is None):
        return [token]
    return []


def _closed_up(text: str) -> str:
    """``text`` without blanks inside 记者 and 通讯员, which extraction leaves."""
    if "记" in text:
        text = re.sub(r"本\s*报\s*记\s*者", "本报记者", re.sub(r"记\s+者", "记者", text))
    return re.sub(r"通\s*讯\s*员", "通讯员", text) if "通" in text else text


_WIRED = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})日(?:专电|电|讯)"
"""How a wire closes its line: 台北7日电."""


def _without_roles(token: str, credits: bool = True) -> list[str]:
    """The names in one word of a byline: roles before them (记者李明) and endings behind them (李明文) cut off."""
    words = _patterns()
    token = re.sub(r"^(?:本报|本刊|本网|新华社|中新社)(?=.)", "", token)
    token = words["reporter"].sub("", token)
    token = re.sub(r"(?<=[\u4e00-\u9fff]{2})发自[\u4e00-\u9fff]{2,8}$", "", token)
    while match := words["role"].match(token):
        rest = token[match.end() :]
        # 文 and 图 are family names and given names as well: they are roles only before a sign or alone.
        if len(match.group()) == 1 and rest:
            break
        token = rest
        if not token:
            return []
    if words["report"].fullmatch(token) and person(token.removesuffix("电")[:3]) != 1.0:
        return []
    if match := re.match(rf"([\u4e00-\u9fff]{{4,7}}?)(?:报道|报导|{_WIRED})$", token):
        # A place stands between the name and the verb: 李小明台北报道.
        inner = match.group(1)
        if person(inner) < 0.9:
            return [inner[: 3 if len(inner) > 4 else 2]]
    ending = words["ending"].search(token)
    if ending and not ending.start() and len(token) > 1:
        return []
    if ending and ending.start() >= 2 and (credits or len(ending.group()) > 1):
        token = token[: ending.start()]
    return [token] if re.fullmatch(_NAME, token) or re.fullmatch(r"[\u4e00-\u9fff]", token) else []


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


def as_printed(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The folded ``names`` as ``text`` prints them."""
    bare = "".join(text.split())
    folded = fold(bare)
    if folded == bare:
        return names
    places = [folded.find(name) for name in names]
    return tuple(bare[at : at + len(name)] if at >= 0 else name for name, at in zip(names, places, strict=True))


_TURN = re.compile(r"(?:记者|主持人|问|答|嘉宾)[:].*,")
"""What somebody says in an interview, with a comma in it, is no list of names."""


_DONE = re.compile(r"(?:^|(?<=\s))(文|图|文图|图文|摄影|撰文|采写)\s*·\s*(?=[\u4e00-\u9fff])")
"""What somebody did and a point, in the place of a stroke: 文·李明."""
_CLASS = re.compile(r"[高初]?[一二三四五六七八九\d]年?级?\s*\(?\d{1,2}\)?班")
"""A pupil's class, which has figures in it."""
_ABOUT = re.compile("(?:作者简介|作者介绍|本文作者|作者小传)[:/]|本文作者(?:系|为|是)")
_TELLS = frozenset("摘原转来选据")
"""What the notes begin with that do not name the author."""
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile("[。!?;]")
_COLLECTIVE = re.compile(r"(?:本报|本刊|[\u4e00-\u9fff]{2,6}报)?(?:特约)?(?:评论员|编辑部|评论部)")
_MADE = re.compile(r"(?:文|图|文图|图文)\s*[/:]")
_LONGEST = 90
_NOTES = 200
"""A byline has no more characters, a note in brackets on its author no more than this."""


def _byline(text: str) -> Byline | None:
    if not 2 <= len(text) <= (_NOTES if text[0] in "(（[［" else _LONGEST):
        return None
    folded = _closed_up(fold(text).strip())
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
        ("作者" in inner or inner[:1] in _TELLS)
        and NOTE.search(inner)
        and (len(inner) <= 60 or bracket)
        and not re.search("[。!?]", inner[:-1])
    ):
        return Byline((), 1.0 if bracket or inner.startswith("作者") else 0.6, note=True)
    if len(text) > _LONGEST or _SENTENCE.search(inner) or _TURN.match(inner):
        return None
    if bracket and folded[0] != "【" and len(inner) <= 16 and _patterns()["source"].search(inner):
        return Byline((), 1.0, note=True)
    compact = "".join(inner.split())
    unsigned = words["signs"].sub("", compact)
    if unsigned[-1:] in "员部" and _COLLECTIVE.fullmatch(unsigned):
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
    if foreign != inner and "·" in foreign and re.fullmatch(_NAME, foreign):
        return Byline((foreign,), 0.9)
    return _unmarked(foreign, bracket is not None)


_BORNE = 0.9
_GIVEN = re.compile("(?:供稿|提供|整理|供图)$")
_GATHERED = re.compile(
    "(?:据|综合|本报综合|据本报)(?:[\u4e00-\u9fff]{2,4}(?:社|网|报|台|电))*(?:外电|外媒|本报)?(?:综合)?(?:报道|消息|电)|本报综合"
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


_NO_NAME = re.compile("[的了在将把被让给当怎这那着过]")


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


_FILED = re.compile("发自[\u4e00-\u9fff]{2,8}")
_REPORTER = re.compile("[\u4e00-\u9fff]{2,4}记者")
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
