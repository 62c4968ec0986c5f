"""Markdown: headings become headlines, the rest the text without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.model import RawPage
from reader.pages.formats import plain
from reader.pages.formats.outline import Block, page_of
from reader.pages.formats.source import Source
from reader.typography import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

_LARGEST = 4 * 1024 * 1024  # above this, marks are not worth the minutes they take to be parsed
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_ENTRY = re.compile(r"^([A-Za-z_]+|[\u4e00-\u9fff]+)\s*[:：]\s*(.*?)\s*$", re.MULTILINE)
# CommonMark's rule for ** looks at punctuation and misses **“…”** between Chinese characters.
_STRAY_STRONG = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_FIELDS = {
    "title": "headline", "标题": "headline", "author": "byline", "作者": "byline", "authors": "byline",
    "date": "date", "日期": "date", "paper": "paper", "newspaper": "paper", "报纸": "paper", "page": "page",
    "版面": "page", "section": "section", "栏目": "section", "subtitle": "subtitle", "副题": "subtitle",
    "kicker": "kicker", "引题": "kicker", "source": "source", "来源": "source",
}  # fmt: skip


def read(source: Source) -> Iterator[RawPage]:
    """One page. Without a heading it is plain text, for the splitter. Raises FormatError if it holds no text."""
    if len(source.data) > _LARGEST:
        yield from plain.read(source)
        return
    text = clean(plain.text_of(source))
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        for name, value in _ENTRY.findall(front[1]):
            if known := _FIELDS.get(name.lower()):
                fields[known] = value.strip("\"'[]")
        text = text[front.end() :]
    yield page_of(list(_blocks(text)), source.shown, fields)


def _blocks(text: str) -> Iterator[Block]:
    """The headings and paragraphs, without markup."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"]).parse(text)
    level = depth = 0
    for token in tokens:
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline" and (shown := _shown(token).strip()):
            yield Block(level, shown, fields=_entries(shown) if depth else {})
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Block(0, token.content.strip())


def _shown(token: Token) -> str:
    """What a reader sees of an inline token: the words, without emphasis, links, pictures and tags."""
    pieces: list[str] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type in ("text", "code_inline", "text_special"):
            pieces.append(child.content)
    return _STRAY_STRONG.sub(r"\1", "".join(pieces))


def _entries(text: str) -> dict[str, str]:
    """What a block quote that is nothing but entries (栏目：经济) says of the article it stands under; else nothing."""
    found = [_ENTRY.fullmatch(line) for line in text.split("\n")]
    if not all(entry and entry[1].lower() in _FIELDS for entry in found):
        return {}
    return {_FIELDS[entry[1].lower()]: entry[2] for entry in found if entry}
