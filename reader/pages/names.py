"""Names in bylines: what looks like a person's, and the names in a row of names, roles and signs."""

from __future__ import annotations

import re
from functools import cache

from reader.pages.lexicon import any_of, fold, table
from reader.patterns import Pattern
from reader.words import opens_with_word

# A name's own characters: ideographs, and the points inside a foreign or minority name.
NAME = (
    r"[\u4e00-\u9fff](?:[\u4e00-\u9fff·]|·[A-Z]\.?(?=[·\u4e00-\u9fff])){0,16}"
    r"|[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,3}"
)
NAMED = Pattern(NAME)
"""A name from its first character to its last, for ``fullmatch``."""


@cache
def role_expression() -> str:
    """What somebody may be called in a byline, as a regular expression."""
    words = table("bylines")
    return rf"(?:{any_of(words['roles'])}|(?:{any_of(words['qualities'])})*{any_of(words['writers'])})"


@cache
def patterns() -> dict[str, Pattern]:
    """What stands beside names: roles, signs, what somebody did."""
    words = table("bylines")
    return {
        "role": Pattern(role_expression()),
        "reporter": Pattern(r"^[\u4e00-\u9fff·]{0,14}?(?:记者|通讯员|评论员)", needs=("记者", "通讯员", "评论员")),
        "report": Pattern(
            r"(?:[\u4e00-\u9fff]{2,4})?(?:(?:摄影|综合|专题|连线)?(?:报道|报导)|专电|电)$", needs=("报", "电")
        ),
        "signs": Pattern(rf"[{words['signs']}]"),
        "ending": Pattern(rf"(?:{any_of(words['endings'])})$"),
    }


_HAN = Pattern("[\u4e00-\u9fff]+")


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
    words = patterns()
    text = closed_up(words["signs"].sub(" ", text))
    if "@" in text or "://" in text:
        text = re.sub(r"[\w.+-]+@[\w.-]+|https?://\S+", " ", text)
    if ")" in text or "]" in text or "】" in text:
        text = _NATION.sub(" ", text)
    if "/" in text:
        text = re.sub(r"/\s*[\u4e00-\u9fff]{2,4}(?:报道|报导|专电)", " ", text)  # where it was filed
    text = _TOLD.sub(" ", text) if "(" in text else _FIGURES.sub(" ", text)
    if text.startswith(_own()):
        text = _OWNER.sub(" ", text)
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
        if token in table("bylines")["did"] and index and (found and not head):
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


_LATIN_GAP = Pattern(r"(?<=[A-Za-z.]) (?=[A-Z][a-z.])")


@cache
def _own() -> tuple[str, ...]:
    """Whose correspondent somebody is, before the name."""
    return tuple(table("bylines")["own"])


def _whole_name(tokens: list[str], place: int) -> list[str]:
    """The name that a word behind a role is as it stands, though its last character could say who wrote or drew.

    记者 葉頌文 攝影 陸景, 记者葉頌文／花莲报导: a name; 记者 王磊文/图: 文 goes with 图.
    """
    words = patterns()
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


def closed_up(text: str) -> str:
    """``text`` without blanks inside 记者 and 通讯员, which extraction leaves."""
    if "记" in text:
        text = _OWN_REPORTER.sub("本报记者", _REPORTER.sub("记者", text))
    return _CORRESPONDENT.sub("通讯员", text) if "通" in text else text


_REPORTER, _OWN_REPORTER = Pattern(r"记\s+者"), Pattern(r"本\s*报\s*记\s*者")
_CORRESPONDENT = Pattern(r"通\s*讯\s*员")


_REPORTED = Pattern(
    lambda: (
        r"([\u4e00-\u9fff]{4,7}?)(?:报道|报导|(?:[一二三四五六七八九十]{1,3}|\d{1,2})日"
        rf"{any_of(table('bylines')['wires'])})$"
    ),
    needs=("报", "日"),
)
"""A name, a place and how the line of a report or a wire ends: 李小明台北报道, 台北7日电."""
_NATION = Pattern(r"(?:^|(?<=\s))[(\[【][\u4e00-\u9fff]{1,3}[)\]】](?=[\u4e00-\u9fff])")
"""Where a foreign author is from: (美)."""
_FIGURES = Pattern(r"\d+")
_TOLD = Pattern(r"(?<=[\u4e00-\u9fff])\([^)]{0,20}\)|\d+")
"""What brackets tell of a name, and figures."""
_OWNER = Pattern(lambda: rf"^{any_of(_own())}\s*(?=[\u4e00-\u9fff])")
_FILED = Pattern(r"(?<=[\u4e00-\u9fff]{2})发自[\u4e00-\u9fff]{2,8}$")
"""Where it was filed, behind the name."""


def _without_roles(token: str, credits: bool = True) -> list[str]:
    """The names in one word of a byline: roles before them (记者李明) and endings behind them (李明文) cut off."""
    words = patterns()
    token = re.sub(r"^(?:本报|本刊|本网|新华社|中新社)(?=.)", "", token)
    token = words["reporter"].sub("", token)
    if "发自" in token:
        token = _FILED.sub("", token)
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
    if match := _REPORTED.match(token):
        # A place stands between the name and the verb: 李小明台北报道.
        inner = match.group(1)
        if person(inner) < 0.9:
            return [inner[: 3 if len(inner) > 4 else 2]]
    ending = words["ending"].search(token)
    if ending and not ending.start() and len(token) > 1:
        return []
    if ending and ending.start() >= 2 and (credits or len(ending.group()) > 1):
        token = token[: ending.start()]
    return [token] if NAMED.fullmatch(token) else []


def as_printed(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The folded ``names`` as ``text`` prints them."""
    bare = "".join(text.split())
    folded = fold(bare)
    if folded == bare:
        return names
    places = [folded.find(name) for name in names]
    return tuple(bare[at : at + len(name)] if at >= 0 else name for name, at in zip(names, places, strict=True))
