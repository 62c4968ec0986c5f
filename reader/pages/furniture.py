"""Setting furniture aside: lines that are furniture as a whole, and furniture glued to a paragraph's start or end."""

from __future__ import annotations

import re

from reader.pages import bylines
from reader.pages import lines as words
from reader.pages.blocks import Block, Line, block
from reader.pages.lexicon import fold


def unglued(printed: list[Line]) -> list[tuple[Line, str, str]]:
    """The lines with page headers and jumps that run into a paragraph cut off, each with role and reason or ""."""
    found: list[tuple[Line, str, str]] = []
    for line in printed:
        aside = words.furniture(line.text)
        if aside and (aside[0] in ("header", "editor", "jump") or words.credited(line.text)):
            found.append((line, *aside))
            continue
        rest = line
        folded = fold(line.text[:120])
        header = words.glued_header(folded)
        if header:
            first, rest = _cut(rest, header)
            found.append((first, "header", "page header run into the text"))
        head, tail = words.jump_parts(fold(rest.text[:60]) if len(rest.text) > 60 else fold(rest.text))
        if head and head < len(rest.text):
            first, rest = _cut(rest, head)
            found.append((first, "jump", "points to another page"))
        if len(rest.text) > 60:
            tail = words.jump_parts(fold(rest.text[-60:]))[1]
        if tail and tail < len(rest.text):
            rest, last = _cut(rest, len(rest.text) - tail)
            found.append((rest, "", ""))
            found.append((last, "jump", "points to another page"))
        else:
            found.append((rest, "", ""))
    return found


def _cut(line: Line, length: int) -> tuple[Line, Line]:
    """``line`` in two after ``length`` characters; blanks at the cut belong to neither."""
    first = line.text[:length].rstrip()
    second = line.text[length:].lstrip()
    return (
        Line(line.start, line.start + len(first), first, line.indent, line.gap),
        Line(line.end - len(second), line.end, second, False, 0),
    )


def chained(printed: list[tuple[Line, str, str]], filled: list[int]) -> list[Block]:
    """The lines put together into blocks where the page was wrapped; ``filled`` tells which lines fill the width."""
    gaps = [printed[i + 1][0].gap for i in range(len(printed) - 1) if filled[i] and not printed[i + 1][0].indent]
    usual = sorted(gaps)[int(len(gaps) * 0.5)] if gaps else 0
    blocks: list[Block] = []
    chain: list[Line] = []
    last_filled = False

    def close() -> None:
        if chain:
            made = block(list(chain), full=last_filled)
            aside = words.furniture(made.text)
            if aside:
                made.role, made.why = aside
            blocks.append(made)
            chain.clear()

    for (line, role, why), fills in zip(printed, filled, strict=True):
        if role:
            close()
            aside_block = block([line])
            aside_block.role, aside_block.why = role, why
            blocks.append(aside_block)
            last_filled = False
            continue
        if not (chain and last_filled and not line.indent and line.gap <= usual) or _apart(chain[-1]) or _apart(line):
            close()
        chain.append(line)
        last_filled = bool(fills)
    close()
    return blocks


def _apart(line: Line) -> bool:
    """Whether a line stands for itself whatever its length: a byline or a section label."""
    if len(line.text) <= 12 and words.section(line.text) == 1.0:
        return True
    if len(line.text) > 60 or not _SIGNED.search(line.text):
        return False
    read = bylines.byline(line.text)
    return read is not None and read.sure >= 0.9


_SIGNED = re.compile("[□■●◆作文/记記通評评主]")
