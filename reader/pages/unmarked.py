"""Bylines with neither a role nor a sign before their names: 李明, 四川成都 李明, 江岸大学教授 李明, 李明整理."""

from __future__ import annotations

import re

from reader.pages.names import names_in, person
from reader.pages.signatures import Byline, institution, patterns
from reader.patterns import Pattern


def unmarked(inner: str, *, bracketed: bool) -> Byline | None:
    """A byline that has neither a role nor a sign before its names."""
    words = patterns()
    parts = [part for part in re.split(r"[\s、,/]+", inner) if part]
    if len(parts) > 1 and (_FILED.fullmatch(parts[-1]) or (bracketed and words["source"].search(parts[-1]))):
        parts.pop()
        inner = " ".join(parts)
        if all(person(part) == 1.0 for part in parts):
            return Byline(tuple(parts), 0.9, closing=bracketed)
    did = [_did(part) for part in parts]
    if did and all(did):
        return Byline(tuple(did), 0.9, closing=bracketed)
    if len(parts) >= 2 and _REPORTER.fullmatch(parts[0]) and all(person(part) == 1.0 for part in parts[1:]):
        return Byline(tuple(parts[1:]), 0.9, closing=bracketed)
    told = [part for part in parts if words["ending"].fullmatch(part)]
    if told and parts[-1] in told and told != ["摄"]:
        names = names_in(inner)
        if names and all(person(name) >= 0.9 for name in names) and len(names) + len(told) == len(parts):
            return Byline(names, 0.9, closing=bracketed)
    parts = _closed(parts)
    if len(parts) == 2 and person(parts[1]) == 1.0 and words["calling"].search(parts[0]):
        return Byline((parts[1],), 0.8)
    if len(parts) == 2 and person(parts[1]) == 1.0 and words["place"].match(parts[0]):
        return Byline((parts[1],), 0.8, closing=True)
    if len(parts) == 2 and words["correspondent"].fullmatch(parts[0]) and 2 <= len(parts[1]) <= 4:
        return Byline((parts[1],), 0.8, closing=bracketed)
    if len(parts) >= 2 and words["role"].fullmatch(parts[-1]) and all(person(part) >= 0.9 for part in parts[:-1]):
        return Byline(tuple(parts[:-1]), 0.9, closing=bracketed)  # 李明 本报记者
    if not bracketed and len(parts) >= 2 and institution(parts[0]) and all(person(part) == 1.0 for part in parts[1:]):
        return Byline(tuple(parts[1:]), 0.8)
    if bracketed and len(parts) >= 2 and institution(parts[0]) and all(person(part) >= 0.9 for part in parts[1:]):
        return Byline(tuple(parts[1:]), 0.9, closing=True)
    if parts and len(parts) <= 6 and all(person(part) >= 0.3 for part in parts):
        score = sum(person(part) for part in parts) / len(parts)
        share = 0.5 if not bracketed else 0.9 if score > 0.9 else 0.6
        return Byline(tuple(parts), share * score, closing=bracketed)
    return None


_FILED = Pattern("发自[\u4e00-\u9fff]{2,8}", needs=("发自",))
_REPORTER = Pattern("[\u4e00-\u9fff]{2,4}记者", needs=("记者",))
"""A paper's reporter, by the paper's short name."""


def _did(part: str) -> str:
    """The name in a word that ends with what its bearer did (李明整理); "" if it is no such word."""
    ending = patterns()["ending"].search(part)
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
