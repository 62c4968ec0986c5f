"""The small language of data/formats/newspaper-sites.toml: where on a web page the parts of an article stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reader.resources import ResourceError, toml

_STEP = re.compile(r"(?P<tag>[a-z][\w-]*)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:=[^\]]*)?\])*)$")
_TEST = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=([^\]]*))?\]")


@dataclass(frozen=True, slots=True)
class Step:
    """What one element has to be: its name, classes, id and attributes (an empty value asks for presence only)."""

    tag: str = ""
    classes: tuple[str, ...] = ()
    id: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def fits(self, element: Any) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        if self.classes and not set(self.classes) <= set((element.get("class") or "").split()):
            return False
        return all(
            element.get(name) == value if value else element.get(name) is not None for name, value in self.attributes
        )


class Index:
    """The elements below ``root`` (lxml) by class, id and name: a hundred entries of the table cost one walk."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._by: dict[str, list[Any]] = defaultdict(list)
        for element in root.iterdescendants():
            if not isinstance(element.tag, str):
                continue
            self._by[element.tag].append(element)
            if name := element.get("id"):
                self._by["#" + name].append(element)
            for name in dict.fromkeys((element.get("class") or "").split()):
                self._by["." + name].append(element)
            for name in element.attrib:
                self._by[f"[{name}]"].append(element)

    def find(self, field: str) -> Iterator[Any]:
        """The elements that the table's entry ``field`` names, entry by entry in its order."""
        for selector in _table()[field]:
            yield from self.select(selector)

    def aside(self) -> Iterator[tuple[str, Any]]:
        """The elements that do not belong to the text, each with its role."""
        for role, selectors in _table()["aside"].items():
            for selector in selectors:
                for element in self.select(selector):
                    yield role, element

    def select(self, selector: str) -> Iterator[Any]:
        """The elements that one selector names, in the order of the page."""
        *above, last = steps(selector)
        if last.id:
            key = "#" + last.id
        elif last.classes:
            key = "." + last.classes[0]
        else:
            key = last.tag or f"[{last.attributes[0][0]}]"
        for element in self._by.get(key, ()):
            if last.fits(element) and self._inside(element, above):
                yield element

    def _inside(self, element: Any, above: list[Step]) -> bool:
        wanted = list(above)
        while wanted and element is not self._root:
            element = element.getparent()
            if wanted[-1].fits(element):
                wanted.pop()
        return not wanted


@cache
def _table() -> dict[str, Any]:
    return toml("formats", "newspaper-sites.toml")


@cache
def steps(selector: str) -> tuple[Step, ...]:
    """A selector taken apart, outermost step first. Raises ResourceError if it is not of the language."""
    found: list[Step] = []
    for word in selector.split():
        parsed = _STEP.match(word)
        if not parsed:
            raise ResourceError(f"data/formats/newspaper-sites.toml: {selector!r} is not a selector")
        tests = _TEST.findall(parsed["rest"])
        found.append(
            Step(
                parsed["tag"] or "",
                tuple(name for sign, name, _key, _value in tests if sign == "."),
                next((name for sign, name, _key, _value in tests if sign == "#"), ""),
                tuple((key, value) for sign, _name, key, value in tests if not sign),
            )
        )
    if not found:
        raise ResourceError("data/formats/newspaper-sites.toml: an empty selector")
    return tuple(found)
