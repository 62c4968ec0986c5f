"""Lines of styled text cut and filled to a width in terminal cells, for lists, panels and the status line."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style

from reader.typography import cell_width

Piece = tuple[str, Style | None]
"""Some text and its style."""

ELLIPSIS = "⋯"
"""One cell wide everywhere; … is of ambiguous width."""

_ambiguous = 1


def set_ambiguous(cells: int) -> None:
    """From now on a character of ambiguous width counts ``cells`` (1 or 2), as the user has set it."""
    global _ambiguous
    _ambiguous = cells


def ambiguous() -> int:
    """The cells of a character of ambiguous width."""
    return _ambiguous


def width(text: str) -> int:
    """Cells that ``text`` takes."""
    return cell_width(text, ambiguous=_ambiguous)


def cut(text: str, cells: int) -> str:
    """``text``, or as much of its beginning as leaves room for an ellipsis within ``cells``."""
    if width(text) <= cells:
        return text
    kept, used = [], 0
    for character in text:
        used += width(character)
        if used > cells - 1:
            break
        kept.append(character)
    return "".join(kept) + ELLIPSIS if cells > 0 else ""


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """``text`` cut or filled with blanks (in front, if ``right``) to just ``cells``."""
    text = cut(text, cells)
    blanks = " " * max(0, cells - width(text))
    return blanks + text if right else text + blanks


def packed(items: Iterable[str], cells: int, *, gap: int = 3) -> str:
    """``items`` in as few lines of at most ``cells`` as they take, none broken, ``gap`` blanks between two."""
    lines: list[str] = []
    for item in items:
        if lines and width(lines[-1]) + gap + width(item) <= cells:
            lines[-1] += " " * gap + item
        else:
            lines.append(item)
    return "\n".join(lines)


def bar(share: float, cells: int, style: Style) -> list[Piece]:
    """A bar that fills ``share`` (0 to 1) of ``cells``; of blanks in reverse, which no terminal shows too wide.

    Anything above nothing fills at least one cell.
    """
    filled = max(1, round(share * cells)) if share > 0 else 0
    return [(" " * filled, style + Style(reverse=True)), (" " * (cells - filled), None)]


def line(pieces: Iterable[Piece], cells: int, base: Style) -> list[Segment]:
    """One line of just ``cells``: the pieces one behind the other over the style ``base``, cut or filled."""
    segments: list[Segment] = []
    room = cells
    for text, style in pieces:
        if room <= 0:
            break
        text = cut(text.replace("\n", " ").replace("\t", " "), room)
        room -= width(text)
        segments.append(Segment(text, base + style if style else base))
    if room > 0:
        segments.append(Segment(" " * room, base))
    return segments


def spread(left: Iterable[Piece], right: Iterable[Piece], cells: int, base: Style) -> list[Segment]:
    """A line with ``left`` at its beginning and ``right`` at its end; the left gives way."""
    ending = list(right)
    taken = sum(width(text) for text, _ in ending)
    if taken > cells:
        return line(ending, cells, base)
    return [*line(left, cells - taken, base), *line(ending, taken, base)]
