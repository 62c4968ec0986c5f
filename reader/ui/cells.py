"""The width of ambiguous characters, made known to Rich and so to everything that Textual measures."""

from __future__ import annotations

from typing import Any

from rich import cells

from reader.typography.characters import standard

_rich: dict[str, Any] = vars(cells)
_plain: dict[str, Any] = {name: _rich[name] for name in ("load_cell_table", "_is_single_cell_widths")}

_width = 1


def set_ambiguous(width: int) -> None:
    """From now on characters of East Asian ambiguous width count ``width`` cells (1 or 2), on every screen.

    Rich knows one width for each character and takes no setting, so its table is exchanged. Without this a terminal
    that draws “ and … two cells wide would shift all that stands to their right.
    """
    global _width
    if width == _width:
        return
    _width = width
    _rich.update(_plain)
    if width == 2:
        widened = _widened(_plain["load_cell_table"]("auto"))
        single = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x300)) if code != 0xAD]
        _rich["load_cell_table"] = lambda unicode_version="auto": widened
        _rich["_is_single_cell_widths"] = frozenset(c for c in single if not _ambiguous(ord(c))).issuperset
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _ambiguous(code: int) -> bool:
    kind = standard().kind(chr(code))
    return kind.ambiguous and kind.cells == 1


def _widened(table: cells.CellTable) -> cells.CellTable:
    """Rich's table with the ambiguous characters of the basic plane two cells wide."""
    given = list(table.widths)
    taken = {code for first, last, _ in given for code in range(first, min(last, 0xFFFF) + 1)}
    codes = [code for code in range(0xA1, 0xE000) if code not in taken and _ambiguous(code)]
    ranges: list[tuple[int, int, int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code, 2)
        else:
            ranges.append((code, code, 2))
    return table._replace(widths=sorted([*given, *ranges]))
