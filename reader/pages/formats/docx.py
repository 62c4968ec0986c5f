"""DOCX (Word, ECMA-376): paragraphs by their styles, headings as headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.model import RawPage
from reader.pages.formats.archive import Archive
from reader.pages.formats.outline import Block, page_of
from reader.pages.formats.source import Source
from reader.pages.formats.xml import parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
# Deleted text, the instructions of fields, and the second rendering of a text box for older programs.
_SKIPPED = frozenset({_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _W + "pPr", _W + "rPr"})
_FALLBACK = "}Fallback"


def read(source: Source) -> Iterator[RawPage]:
    """The one page of a document. Raises FormatError if it is damaged or holds no text."""
    yield from read_archive(Archive(source))


def read_archive(archive: Archive) -> Iterator[RawPage]:
    """As ``read``, of an archive already opened."""
    name = archive.shown
    document = parse(archive.read("word/document.xml"), name)
    levels = _levels(parse(archive.read("word/styles.xml"), name)) if "word/styles.xml" in archive else {}
    body = document.find(_W + "body")
    yield page_of(list(_blocks(document if body is None else body, levels)), name)


def _levels(styles: Element) -> dict[str, int]:
    """The level of heading (1 to 9) that a style makes, by its id; Title is 1. Styles inherit it."""
    found: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles.iter(_W + "style"):
        key = style.get(_W + "styleId", "")
        named = style.find(_W + "name")
        name = (named.get(_W + "val", "") if named is not None else "").lower()
        parent = style.find(_W + "basedOn")
        if parent is not None:
            based[key] = parent.get(_W + "val", "")
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if name in ("title", "标题"):
            found[key] = 1
        elif heading := _HEADING.fullmatch(name):
            found[key] = int(heading[1])
        elif outline is not None and outline.get(_W + "val", "9") in "012345678":
            found[key] = int(outline.get(_W + "val", "0")) + 1
    for key in based:
        seen = {key}
        parent_key = based[key]
        while parent_key not in found and parent_key in based and parent_key not in seen:
            seen.add(parent_key)
            parent_key = based[parent_key]
        if key not in found and parent_key in found:
            found[key] = found[parent_key]
    return found


def _blocks(body: Element, levels: dict[str, int]) -> Iterator[Block]:
    """The paragraphs in order; those of a text box after the one it is anchored in; a table's row is one."""
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        if element.tag == _W + "p":
            boxes: list[Element] = []
            text = "".join(_text(element, boxes)).strip()
            if text:
                yield Block(_level(element, levels), text)
            stack.extend(reversed([child for box in boxes for child in box]))
        elif element.tag == _W + "tr":
            cells = [" ".join("".join(_text(p, [])).strip() for p in cell.iter(_W + "p")) for cell in element]
            if row := "\t".join(cell for cell in cells if cell).strip():
                yield Block(0, row)
        elif element.tag not in _SKIPPED:
            stack.extend(reversed(element))


def _level(paragraph: Element, levels: dict[str, int]) -> int:
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and outline.get(_W + "val", "9") in "012345678":
        return int(outline.get(_W + "val", "0")) + 1
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return 0 if style is None else levels.get(style.get(_W + "val", ""), 0)


def _text(paragraph: Element, boxes: list[Element]) -> Iterator[str]:
    """What a paragraph says; text boxes in it are put aside into ``boxes``."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _SKIPPED or element.tag.endswith(_FALLBACK):
            continue
        if element.tag == _W + "txbxContent":
            boxes.append(element)
        elif element.tag == _W + "t":
            yield element.text or ""
        elif element.tag == _W + "tab":
            yield "\t"
        elif element.tag in (_W + "br", _W + "cr"):
            yield "\n"
        elif element.tag == _W + "noBreakHyphen":
            yield "-"
        else:
            stack.extend(reversed(element))
