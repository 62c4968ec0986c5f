"""The small language of data/formats/newspaper-sites.toml: where on a web page the parts of an article stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from reader.resources import ResourceError, toml

_STEP = re.compile(r"(?P<tag>[a-z][\w-]*)?(?P<rest>(?:[.#][\w-]+\*?|\[[\w-]+(?:=[^\]]*)?\])*)$")
_TEST = re.compile(r"([.#])([\w-]+)(\*?)|\[([\w-]+)(?:=([^\]]*))?\]")


@cache
def _table() -> dict[str, Any]:
    return toml("formats", "newspaper-sites.toml")


def find(root: Any, field: str) -> Iterator[Any]:
    """The elements below ``root`` (lxml) that the table's entry ``field`` names, entry by entry in its order."""
    for selector in _table()[field]:
        yield from root.xpath(xpath(selector))


def aside(root: Any) -> Iterator[tuple[str, Any]]:
    """The elements below ``root`` that do not belong to the text, each with its role."""
    for role, selectors in _table()["aside"].items():
        for selector in selectors:
            for element in root.xpath(xpath(selector)):
                yield role, element


@cache
def xpath(selector: str) -> str:
    """A selector as XPath 1.0, relative to an element. Raises ResourceError if it is not of the language."""
    path = "."
    for step in selector.split():
        parsed = _STEP.match(step)
        if not parsed:
            raise ResourceError(f"data/formats/newspaper-sites.toml: {selector!r} is not a selector")
        path += f"//{parsed['tag'] or '*'}"
        for sign, name, start, attribute, value in _TEST.findall(parsed["rest"]):
            if attribute:
                path += f'[@{attribute}="{value}"]' if value else f"[@{attribute}]"
            elif sign == "#":
                path += f'[starts-with(@id, "{name}")]' if start else f'[@id="{name}"]'
            else:
                ending = "" if start else " "
                path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {name}{ending}')]"
    return path
