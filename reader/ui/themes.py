"""The colours: our own themes out of styles/themes.toml, and which one fits a terminal of few colours."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme

from reader.resources import style

if TYPE_CHECKING:
    from textual.app import App

DARK, LIGHT, CONTRAST = "paper-dark", "paper-light", "contrast"


def own(color_system: str | None = None) -> list[Theme]:
    """The program's own themes, in the order of the file, for a terminal of ``color_system`` (Rich's name)."""
    return [Theme(name=name, **_values(values, color_system)) for name, values in _table().items()]


def _values(values: dict[str, Any], color_system: str | None) -> dict[str, Any]:
    """The entries of a theme, with those for 256 colours in place if the terminal has no more."""
    few = values.get("256", {}) if color_system == "256" else {}
    variables = {name: few.get(name, colour) for name, colour in values["variables"].items()}
    return {name: few.get(name, value) for name, value in values.items() if name != "256"} | {"variables": variables}


def fitting(wanted: str, color_system: str | None, known: set[str]) -> str:
    """``wanted`` if there is such a theme and the terminal can show it; else the one of our own that comes nearest.

    Subtle shades fall together on 16 colours, so there the theme with strong contrast stands in for our own.
    """
    if color_system in ("standard", "windows") and wanted in (DARK, LIGHT):
        return CONTRAST
    return wanted if wanted in known else DARK


def fallbacks(theme: Theme) -> dict[str, str]:
    """The colours of ours that a theme of Textual's does not have: those of our own of the same darkness."""
    table = _table()
    ours = table[DARK if theme.dark else LIGHT]["variables"]
    return dict(ours)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(style("themes.toml").read_text(encoding="utf-8"))


def in_order(app: App[Any]) -> list[str]:
    """All themes: our own first, then Textual's."""
    ours = [theme.name for theme in own()]
    return [*ours, *sorted(name for name in app.available_themes if name not in ours)]


def title(name: str) -> str:
    """The name of a theme for the reader's eyes."""
    return name


class _PlainBar(ScrollBarRender):
    """Whole cells only: the block elements of the finer bar are of ambiguous width."""

    VERTICAL_BARS = [" "]
    HORIZONTAL_BARS = [" "]


def plain_scrollbars() -> None:
    """Draw every scroll bar without glyphs of ambiguous width."""
    ScrollBar.renderer = _PlainBar
