"""Bytes to text: which encoding a Chinese text is in, by what each would make of it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from reader.resources import words

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252")
_WINDOW = 1024
_STEP = 256  # bytes between two comparisons
_HOPELESS = 80.0  # nats: e to the 80th less likely
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8 = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}|(?:[\xc2-\xdf][\x80-\xbf][\x00-\x7f]*){6}")
_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
# What text files do not hold: controls but tab, the line ends, SUB and ESC (which the cleaning takes out later), and
# what stands for bytes that did not fit.
_BAD = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")


def decode(data: bytes) -> str | None:
    """``data`` as text, its line ends and controls untouched and any byte order mark gone; None if it is no text.

    A byte order mark decides; else valid UTF-8 with anything of Chinese in it; else the encoding under which the
    bytes are likeliest, measured in samples of the file. Bytes that do not fit become U+FFFD.
    """
    name = detect(data)
    if name is None:
        return None
    text = data.decode(name, "replace").removeprefix("\ufeff")
    return text if _is_text(text[:65536]) else None


def detect(data: bytes) -> str | None:
    """The name of the codec for ``data``, or None if it is not text under any of them."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    samples = _samples(data)
    joined = b"".join(samples)
    if b"\0" not in joined:
        if data.isascii() and not _BAD.search(joined.decode("ascii")):
            return "hz" if _HZ.search(data) and decodes(data, "hz") else "utf-8"
        # A Latin, Greek or Cyrillic letter in UTF-8 is a common character in GB18030, so one or two of them prove
        # nothing; a character of three bytes, or six in a row that fit the rules of UTF-8, are no accident.
        if _UTF8.search(joined) and decodes(data, "utf-8"):
            return "utf-8"
    best = _likeliest(samples, cut=len(joined) < len(data))
    text = b"".join(samples).decode(best, "replace")
    return best if _is_text(text) else None


def _samples(data: bytes) -> list[bytes]:
    """Up to four windows of ``data``: the start, the first place that is not ASCII, and from the middle and the end.

    Each begins at a multiple of four bytes, for UTF-16 and UTF-32, or at the start of a line.
    """
    if len(data) <= 4 * _WINDOW:
        return [data]
    high = _HIGH.search(data)
    first = high.start() // 4 * 4 if high else 0  # what stands before it is ASCII: no character is cut
    windows = [data[start : start + _WINDOW] for start in sorted({0, first})]
    for start in (len(data) // 3 // 4 * 4, len(data) * 2 // 3 // 4 * 4):
        if b"\0" not in data[start : start + _WINDOW]:
            # The byte 0A is no part of a character in GB18030 or Big5; in UTF-16 it may be, so the start stays even.
            lines = (line.end() for line in re.finditer(b"\n", data[start : start + _WINDOW]))
            start += next((end for end in lines if end % 4 == 0), 0)
        windows.append(data[start : start + _WINDOW])
    return windows


def decodes(data: bytes, name: str) -> bool:
    """Whether all of ``data`` is valid under the codec, but for a character cut off at its end."""
    try:
        codecs.getincrementaldecoder(name)().decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _is_text(text: str) -> bool:
    """Whether decoded text is worth showing: few controls and few bytes that did not fit."""
    if not text.strip():
        return bool(text)
    return len(_BAD.findall(text)) <= 1 + len(text) * 0.06


def _likeliest(samples: list[bytes], *, cut: bool) -> str:
    """The codec under which ``samples`` are likeliest as Chinese newspaper text.

    The same bytes are weighed under every codec, in nats, so the sums can be compared; a codec that falls hopelessly
    behind is weighed no further. ``cut``: the end of a sample may be half a character.
    """
    costs = dict.fromkeys(_CANDIDATES, 0.0)
    for sample in samples:
        decoders = {name: codecs.getincrementaldecoder(name)("replace") for name in costs}
        for start in range(0, len(sample), _STEP):
            chunk = sample[start : start + _STEP]
            last = not cut and start + _STEP >= len(sample)
            for name in costs:
                text = decoders[name].decode(chunk, final=last)
                costs[name] += sum(map(_nats, text))
            limit = min(costs.values()) + _HOPELESS
            costs = {name: cost for name, cost in costs.items() if cost <= limit}
            if len(costs) == 1:
                return next(iter(costs))
    return min(costs, key=costs.__getitem__)


@cache
def _common() -> frozenset[str]:
    return frozenset("".join(words("encodings", "common-characters.txt")))


@cache
def _taught() -> frozenset[str]:
    """The characters of everyday use by two standards: level 1 of GB 2312 and of Big5."""
    gb = bytes(b for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for b in (row, cell))
    big5 = bytes(
        b
        for row in range(0xA4, 0xC7)
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        for b in (row, cell)
        if (0xA440 <= row << 8 | cell <= 0xC67E)
    )
    return frozenset(gb.decode("gb2312", "ignore") + big5.decode("big5", "ignore"))


@cache
def _nats(char: str) -> float:
    """Minus the natural logarithm of a character's probability, roughly.

    From the make-up of Chinese news: about 1,300 characters are nine tenths of the text, the other 5,000 of everyday
    use nearly all the rest; ASCII comes in words, where a letter says little.
    """
    code = ord(char)
    if code < 0x80:
        if _BAD.match(char):
            return 20.0
        return 3.5 if char.islower() or char in " \n\r" else 5.0
    if char in "，。、：；！？“”‘’《》（）「」『』—…·\u3000":
        return 5.0
    if char in _common():
        return 7.0
    if char in _taught():
        return 10.5
    if 0x4E00 <= code <= 0x9FFF:
        return 15.0
    if 0xFF01 <= code <= 0xFF5E or 0x3000 <= code <= 0x303F or 0x2010 <= code <= 0x25FF or char in "×÷°℃":
        return 9.0
    if 0xC0 <= code <= 0x24F:
        return 9.0
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs"):
        return 25.0
    return 14.0
