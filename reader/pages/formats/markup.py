"""A tree of HTML elements to headings and paragraphs, as they would stand on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reader.model import Role
from reader.pages.formats.outline import Block

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    h1 h2 h3 h4 h5 h6 header hgroup hr li main ol p pre section summary table tbody tfoot thead tr ul
"""
_SKIPPED_NAMES = """
    script style noscript template iframe object svg math nav aside footer form button select option textarea input
    head title link meta audio video canvas map
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROLES: dict[str, Role] = {"figcaption": "caption", "caption": "caption"}
_IDEOGRAPH = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’"
# A line's end in the source between two Chinese characters is no blank; between Latin words it is.
_SOURCE_BREAK = re.compile(rf"(?<=[{_IDEOGRAPH}])[ \t]*\r?\n[ \t\r\n]*(?=[{_IDEOGRAPH}])")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAK = "\x00"


def blocks(root: Any) -> Iterator[Block]:
    """The headings and paragraphs below ``root`` (an element of ElementTree or lxml), in order, without blank ones.

    Navigation, forms, scripts and what is hidden are left out; a line break makes two paragraphs of one, but not two
    headlines of one.
    """
    text: list[str] = []
    level = 0
    role: Role | None = None

    def flush() -> Iterator[Block]:
        joined = "".join(text)
        text.clear()
        if level:
            if shown := _shown(joined.replace(_BREAK, " ")):
                yield Block(level, shown, role)
            return
        for piece in joined.split(_BREAK):
            if shown := _shown(piece):
                yield Block(0, shown, role)

    # Entering an element and leaving it, without recursion: pages can be nested deeper than Python's stack.
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        name = tag(element)
        if not entering:
            if name in _BLOCKS:
                yield from flush()
                if name in _ROLES:
                    role = None
                if name in _HEADINGS:
                    level = 0
            elif name in ("td", "th"):
                text.append(" ")
            text.append(element.tail or "" if element is not root else "")
            continue
        # What is asked for by name is shown even if a script would only have made it visible later.
        if element is not root and (not name or name in _SKIPPED or _hidden(element)):
            text.append(element.tail or "")
            continue
        if name in _BLOCKS:
            yield from flush()
            if name in _HEADINGS:
                level = int(name[1])
            role = _ROLES.get(name, role)
        elif name == "br":
            text.append(_BREAK)
        text.append(element.text or "")
        stack.append((element, False))
        stack.extend((child, True) for child in reversed(element))
    yield from flush()


def tag(element: Any) -> str:
    """An element's name in lower case without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: Any) -> str:
    """All that is to be read in an element, on one line."""
    return " ".join(block.text for block in blocks(element))


def _hidden(element: Any) -> bool:
    attributes = element.attrib
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )


def _shown(text: str) -> str:
    return _BLANKS.sub(" ", _SOURCE_BREAK.sub("", text)).strip(" \u3000")
