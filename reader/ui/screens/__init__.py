"""The screens by name: each is imported when it is first opened, so that none costs anything at the start."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from textual.screen import Screen

SCREENS: dict[str, str] = {
    "help": "reader.ui.screens.help:HelpScreen",
    "notes": "reader.ui.screens.notes:NotesScreen",
    "search": "reader.ui.screens.search:SearchScreen",
    "raw": "reader.ui.screens.raw:RawScreen",
    "name": "reader.ui.screens.name:NameScreen",
    "measure": "reader.ui.screens.measure:MeasureScreen",
}


def screen_class(name: str) -> type[Screen[Any]]:
    """The screen called ``name``; KeyError if there is none."""
    module, _, attribute = SCREENS[name].partition(":")
    found: type[Screen[Any]] = getattr(import_module(module), attribute)
    return found
