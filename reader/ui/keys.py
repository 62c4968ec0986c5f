"""Names of keys: the twins that an input method sends, the equivalents it lets through, and how a key is shown."""

from __future__ import annotations

from collections.abc import Iterable

from textual.keys import _character_to_key as name_of_character

# With a Chinese input method switched on, the keys for punctuation send these instead.
_TWINS: dict[str, str] = {
    "/": "、／", "?": "？", ":": "：", ";": "；", ",": "，", ".": "。", "!": "！", "[": "【［", "]": "】］",
    "{": "『｛", "}": "』｝", "<": "《", ">": "》", "#": "＃", "*": "×＊", "(": "（", ")": "）", "~": "～", "=": "＝",
    "+": "＋", "-": "－", "@": "＠", "&": "＆", "|": "｜", "'": "‘’", '"': "“”", "$": "￥＄", "%": "％", "^": "＾",
    "`": "·｀", "_": "＿", "\\": "＼", "space": "\u3000",
}  # fmt: skip

_FULL_WIDTH = ord("Ａ") - ord("A")

_SHOWN: dict[str, str] = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "backspace": "Bksp", "delete": "Del",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "up": "Up", "down": "Down", "left": "Left",
    "right": "Right", "insert": "Ins",
}  # fmt: skip
"""In words: the arrows ← ↑ → ↓ are of ambiguous width and would tear the line in a Chinese terminal."""


def named(key: str) -> str:
    """The name by which Textual knows ``key``: ``/`` is ``slash``; ``ctrl+f`` stays as it is."""
    return name_of_character(key) if len(key) == 1 else key


def expand(keys: Iterable[str]) -> list[str]:
    """``keys`` and what reaches the program instead of them while an input method is on, as Textual's names.

    Punctuation, letters, digits and the blank get their full-width twins. A letter or digit, which an input method may
    keep for itself, gets Alt beside it, which goes through; so no command can be without one, however the keys have
    been remapped.
    """
    found: list[str] = []
    for key in keys:
        found.append(named(key))
        if len(key) == 1 and key.isalnum() and key.isascii():
            found.append(f"alt+shift+{key.lower()}" if key.isupper() else f"alt+{key}")
            found.append(named(chr(ord(key) + _FULL_WIDTH)))
        elif len(key) == 1 or key in _TWINS:
            found.extend(named(twin) for twin in _TWINS.get(key, ""))
    return list(dict.fromkeys(found))


def shown(key: str) -> str:
    """``key`` as a reader would write it: ``ctrl+f`` is ``^F``, ``pagedown`` is ``PgDn``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    face = _SHOWN.get(last) or (last.upper() if last[:1] == "f" and last[1:].isdigit() else last)
    for modifier in reversed(modifiers):
        if modifier == "ctrl":
            face = "^" + (face.upper() if len(face) == 1 else face)
        elif modifier == "shift" and len(face) == 1:
            face = face.upper()
        else:
            face = f"{modifier.title()}+{face}"
    return face
