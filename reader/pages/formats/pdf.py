"""PDF: the text with its places, so that columns, type sizes and reading order tell the articles apart."""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from reader.language import _
from reader.model import RawPage, Role
from reader.pages import lines as printed
from reader.pages.formats import plain
from reader.pages.formats.build import Draft, day, one_line
from reader.pages.formats.layout import (
    HEADLINE,
    Block,
    Glyph,
    Line,
    blocks_of,
    in_order,
    lines_of,
    paragraphs_of,
    text_size,
)
from reader.pages.formats.outline import add_text
from reader.pages.formats.source import FormatError, Source, missing_extra

MAX_PAGES = 2000
MAX_CHARACTERS = 300_000
"""Of one page. A broadsheet page of small print has fifteen thousand."""

# PDFium is not safe to be used by two threads at once, not even on different documents.
_pdfium = threading.Lock()


def read(source: Source) -> Iterator[RawPage]:
    """A page for each sheet that has a headline; sheets without one go on with the page before.

    Needs the extra ``pdf``. Raises FormatError if the file is damaged or protected, or is a scan without text; where
    only some sheets are, it is raised after the others have been yielded.
    """
    sheets = _sheets(source)
    blank = [number for number, lines in enumerate(sheets, 1) if not lines]
    if len(blank) == len(sheets):
        raise FormatError(
            _("{name} is a scan: pictures without text; run it through text recognition (OCR) first").format(
                name=source.shown
            )
        )
    size = text_size([line for lines in sheets for line in lines])
    waiting: list[tuple[int, list[Block]]] = []
    for number, lines in enumerate(sheets, 1):
        blocks = in_order(blocks_of(lines), size)
        if waiting and _titled(blocks, size):
            yield _page(waiting, size, source, len(sheets))
            waiting = []
        if blocks:
            waiting.append((number, blocks))
    yield _page(waiting, size, source, len(sheets))
    if blank:
        raise FormatError(
            _("{name}: {number} of its {all} pages are scans without text and were left out").format(
                name=source.shown, number=len(blank), all=len(sheets)
            )
        )


def _page(sheets: Sequence[tuple[int, list[Block]]], size: float, source: Source, number: int) -> RawPage:
    """The page that some sheets make: the first with its headlines, the others going on with its last article."""
    name = source.shown if number == 1 else f"{source.shown}#page={sheets[0][0]}"
    blocks = [block for _number, sheet in sheets for block in sheet]
    if not _titled(blocks, size):
        return plain.page("\n\n".join(paragraphs_of(blocks)), name)
    draft = Draft()
    date: str | None = None
    heads: list[Block] = []
    text: list[Block] = []
    begun = False

    def flush() -> None:
        nonlocal begun
        if heads:
            begun = True
            draft.article()
            for role, block in _headed(heads):
                draft.add(role, "\n".join(line.text for line in block.lines))
        add_text(draft, [(paragraph, None) for paragraph in paragraphs_of(text)])
        heads.clear()
        text.clear()

    for block in blocks:
        whole = one_line(" ".join(line.text for line in block.lines))
        aside = printed.furniture(whole) if len(whole) <= 90 and len(block.lines) < 3 else None
        if aside and aside[0] == "header":
            date = date or day(whole)
            if not text:
                draft.add("header", whole, why=aside[1])
                continue
        if block.size >= HEADLINE * size and not aside:
            if text:
                flush()
            heads.append(block)
        elif not begun and not heads and len(whole) < 40:
            draft.add("header", whole, why=_("stands before the first headline"))
        else:
            text.append(block)
    flush()
    return draft.page(name, date=date)


def _headed(blocks: Sequence[Block]) -> list[tuple[Role, Block]]:
    """The parts of a headline: the largest type, what stands before it, what stands behind it."""
    largest = max(block.size for block in blocks)
    first = next(i for i, block in enumerate(blocks) if block.size >= 0.95 * largest)
    roles: list[tuple[Role, Block]] = []
    for place, block in enumerate(blocks):
        if block.size >= 0.95 * largest:
            roles.append(("headline", block))
        else:
            roles.append(("kicker" if place < first else "subtitle", block))
    return roles


def _titled(blocks: Sequence[Block], size: float) -> bool:
    return any(block.size >= HEADLINE * size for block in blocks)


def _sheets(source: Source) -> list[list[Line]]:
    """The lines of each sheet."""
    try:
        import pypdfium2
    except ImportError as error:
        raise missing_extra(source.shown, "pdf") from error
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(source.data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                why = _("{name} is protected by a password; save a copy without it")
            else:
                why = _("{name} is a damaged PDF file")
            raise FormatError(why.format(name=source.shown)) from error
        try:
            if len(document) > MAX_PAGES:
                raise FormatError(
                    _("{name} has more than {limit} pages; split it").format(name=source.shown, limit=MAX_PAGES)
                )
            sheets = [lines_of(_glyphs(document, number, source.shown)) for number in range(len(document))]
        finally:
            document.close()
    if not sheets:
        raise FormatError(_("{name} has no pages").format(name=source.shown))
    return sheets


def _glyphs(document: Any, number: int, name: str) -> Iterator[Glyph]:
    """The characters of a sheet that stand upright, with their places."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return  # a damaged sheet counts as one without text
    try:
        count = text.count_chars()
        if count > MAX_CHARACTERS:
            raise FormatError(
                _("{name} has more than {limit} characters on page {number}; not read").format(
                    name=name, limit=MAX_CHARACTERS, number=number + 1
                )
            )
        box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        high = 0
        for index in range(count):
            code = pdfium.FPDFText_GetUnicode(text.raw, index)
            if 0xD800 <= code < 0xDC00:  # PDFium counts UTF-16 units
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            if code in (0x09, 0xA0, 0x3000):
                code = 0x20
            if code < 0x20 or code in (0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
                continue
            if pdfium.FPDFText_IsGenerated(text.raw, index) == 1 or abs(_angle(pdfium, text, index)) > 0.1:
                continue
            pdfium.FPDFText_GetLooseCharBox(text.raw, index, box)
            pdfium.FPDFText_GetMatrix(text.raw, index, matrix)
            pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
            size = pdfium.FPDFText_GetFontSize(text.raw, index) * math.hypot(matrix.c, matrix.d)
            if 1.0 <= size <= 1000.0 and code <= 0x10FFFF:
                yield Glyph(chr(code), box.left, box.right, y.value, size)
    finally:
        text.close()
        page.close()


def _angle(pdfium: Any, text: Any, index: int) -> float:
    """How far a character is turned, in radians from upright."""
    angle = float(pdfium.FPDFText_GetCharAngle(text.raw, index))
    return min(angle, 2 * math.pi - angle) if angle > 0 else 0.0
