"""Running text out of printed pieces: line ends, blanks from extraction and Latin hyphens are taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader import words
from reader.patterns import Pattern

# Characters that Chinese sets without blanks: ideographs, kana, CJK punctuation, full-width forms, dashes and quotes.
WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
_MARKS = "“”‘’—…·"
_NARROW_BLANKS = " \t\u00a0\u2000-\u200a\u202f\u205f"
_BLANKS = Pattern(rf"[{_NARROW_BLANKS}\u3000]+")
_BLANK = Pattern(rf"[{_NARROW_BLANKS}\u3000]")
_WIDE_CHARACTER = Pattern(f"[{WIDE}{_MARKS}]")
_LEAD = Pattern(
    r"^.{0,40}?(?:记\s*者|記\s*者|通\s*讯\s*员|通\s*訊\s*員|特派员|实习生|报道|報道|电|電|[讯訊][（(])[^。！？!?]{0,60}?[)）:：]"
    r"|^[【［]?[\u4e00-\u9fff·/\d]{1,24}[讯訊电電][】］]?\s+(?=\S)"
)
UNSEEN = "\u200b\u2060\ufeff\u00ad"
"""What extraction leaves and nobody sees: marks without width, hyphens that were not needed."""
_ZERO_WIDTH = Pattern(f"[{UNSEEN}]")
_UNEVEN = Pattern(rf"[{_NARROW_BLANKS}\u3000{UNSEEN}]")


def wide(character: str) -> bool:
    """Whether Chinese typesetting puts no blank beside ``character``."""
    return bool(character) and _WIDE_CHARACTER.match(character) is not None


def join(pieces: Iterable[str]) -> str:
    """The lines or fragments of one paragraph as one run of text.

    Between two Chinese characters nothing is put; between two Latin words, or where one was printed, one blank. A word
    hyphenated at the line's end is closed up again.
    """
    parts: list[str] = []
    blank = False
    for raw in pieces:
        piece = raw.strip()
        if piece and _ZERO_WIDTH.search(piece):
            raw = _ZERO_WIDTH.sub("", raw)
            piece = raw.strip()
        if not piece:
            continue
        if parts:
            if hyphenated(parts[-1], piece):
                parts[-1] = parts[-1][:-1]
            elif blank or raw[0] == " " != raw[1:2] or (_ends_word(parts[-1]) and _LATIN.match(piece)):
                parts.append(" ")
        blank = raw[-1].isspace()
        parts.append(piece)
    return "".join(parts)


HYPHEN = "hyphen at a line's end"
"""Why a hyphen is set aside."""
_HYPHENATED = Pattern("[A-Za-z]-$")
_LATIN = Pattern("[A-Za-z]")
_WORD_END = Pattern("[A-Za-z][,;:.!?]?$")


def hyphenated(upper: str, lower: str) -> bool:
    """Whether a Latin word was broken with a hyphen between the two lines."""
    if upper[-1:] != "-":
        return False
    return _HYPHENATED.search(upper[-2:]) is not None and lower[:1].isascii() and lower[:1].islower()


def _ends_word(piece: str) -> bool:
    """Whether ``piece`` ends with a Latin word, so that the next one needs a blank."""
    return piece[-1:].isascii() and _WORD_END.search(piece[-2:]) is not None


def running(pieces: Iterable[str]) -> str:
    """A paragraph's text: ``join``, and without blanks inside Chinese words.

    A blank between two Chinese characters has no place in running text, but for the names in a lead (记者 李明) and
    where a line is set out by blanks on purpose (a table's row, a list of names): those keep one.
    """
    pieces = [piece for piece in pieces if piece.strip()]
    if len(pieces) == 1 and not _UNEVEN.search(printed := pieces[0].strip()):
        return printed  # as most paragraphs are
    text = join(pieces)
    if not _BLANK.search(text):
        return text
    lead = _LEAD.match(text)
    kept = lead.end() if lead else 0
    head, tail = text[:kept], text[kept:]
    gaps = list(_BLANKS.finditer(tail))
    set_out = bool(gaps) and (len(tail) / (len(gaps) + 1) < 6 or sum(len(gap.group()) > 1 for gap in gaps) > 1)

    def mended(gap: re.Match[str]) -> str:
        before, after = tail[gap.start() - 1 : gap.start()], tail[gap.end() : gap.end() + 1]
        if not before and not kept:
            return ""
        if set_out:
            return " "
        if wide(before) or wide(after) or not before:
            return ""
        return " "

    return _BLANKS.sub(" ", head) + _BLANKS.sub(mended, tail)


def titled(lines: Iterable[str]) -> str:
    """Lines as one, a blank between them and for each run of blanks within."""
    return _BLANKS.sub(" ", " ".join(line.strip() for line in lines if line.strip()))


def headline(lines: Iterable[str]) -> str:
    """A headline's lines as one: nothing between them inside a word, a quotation or a title, a blank elsewhere."""
    whole = ""
    for line in lines:
        line = _BLANKS.sub(" ", line.strip())
        if whole and line and not _inside(whole, line):
            whole += " "
        whole += line
    return whole


def upright(lines: Iterable[str]) -> list[str]:
    """Lines without blank ones; where each has but one character, as in a title printed from top to bottom, one line.

    A blank line between two of its characters becomes a blank, unless one stands behind each.
    """
    lines = list(lines)
    printed = [line for line in lines if line]
    if len(printed) < 2 or any(len(line) > 1 for line in printed):
        return printed
    spaced = len(lines) >= 2 * len(printed) - 1
    return ["".join(line or ("" if spaced else " ") for line in lines).strip()]


_PAIRS = (("“", "”"), ("《", "》"), ("「", "」"), ("『", "』"), ("（", "）"), ("(", ")"))
_JOINING = Pattern("[，,、：:·—…-]$")


def _inside(upper: str, lower: str) -> bool:
    """Whether a line break lies where Chinese sets no blank: in a word, an open pair of marks, at a comma."""
    if not (wide(upper[-1]) and wide(lower[0])):
        return False
    open_pair = any(upper.rfind(first) > upper.rfind(last) for first, last in _PAIRS)
    return open_pair or _JOINING.search(upper) is not None or words.lies_across(upper[-3:] + lower[:3], len(upper[-3:]))
