"""Cleaning: what a terminal or a bidi renderer would obey instead of show is taken out of text from outside."""

from __future__ import annotations

import re

# A whole escape sequence goes, not its ESC alone, so that no "[31m" stays behind as litter. ECMA-48 section 5.4 (CSI),
# section 8.3.89 (OSC) and 5.6 (DCS, SOS, PM, APC); a string that is not ended on its own line is not trusted to be one.
_SEQUENCES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n\r]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[0-Z\\^_`-~]"
)
_C1 = re.compile("[\x90\x98\x9b\x9d-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LINE_ENDS_BUT_ONE = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
# C0 but tab and line feed, DEL, C1; bidi controls (UAX #9) and the deprecated formatters; interlinear annotation,
# byte order mark, language tag, noncharacters; lone surrogates, which no file and no terminal can take.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ufdd0-\ufdef\U000e0001\ud800-\udfff]"
)


def clean(text: str) -> str:
    """``text`` without anything that a screen would obey instead of show; line ends become a line feed.

    Removed are terminal escape sequences, C0 and C1 controls (tab and line feed stay), bidi controls, byte order
    marks, noncharacters and lone surrogates. CR LF, CR, VT, FF, NEL and the Unicode line and paragraph separators
    become "\\n". Every other character stays as it is; text that is clean is returned unchanged, and cleaning twice
    is cleaning once. Safe for any ``str``, in time linear in its length.
    """
    if "\x1b" in text or _C1.search(text):
        text = _SEQUENCES.sub("", text)
    return _UNSAFE.sub("", _LINE_ENDS.sub("\n", text))


def visible(text: str) -> str:
    """``text`` with a replacement character U+FFFD for each character that ``clean`` would not let through.

    Offsets stay what they are, so this is for showing text that offsets point into and that was never cleaned.
    """
    return _UNSAFE.sub("\ufffd", _LINE_ENDS_BUT_ONE.sub("\ufffd", text))
