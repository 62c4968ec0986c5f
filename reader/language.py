"""The language that the program speaks: Chinese or English, by setting or by locale, through gettext."""

from __future__ import annotations

import gettext
import os
from typing import Literal

from reader.resources import ResourceError, data

Language = Literal["zh", "en"]

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language: Language = "en"


def choose(setting: str = "auto") -> Language:
    """Speak ``setting`` ("zh" or "en") from now on; "auto" follows LC_ALL, LC_MESSAGES, LANG. Returns the choice."""
    global _catalogue, _language
    if setting == "auto":
        spoken = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
        setting = "zh" if spoken.lower().startswith("zh") else "en"
    _language = "zh" if setting == "zh" else "en"
    _catalogue = gettext.NullTranslations()
    if _language == "zh":
        try:
            with data("locale", "zh", "LC_MESSAGES", "newsreader.mo").open("rb") as file:
                _catalogue = gettext.GNUTranslations(file)
        except (OSError, ResourceError):
            _language = "en"
    return _language


def current() -> Language:
    """The language chosen last."""
    return _language


def _(message: str) -> str:
    """``message`` (English, ``{named}`` places to be filled by ``str.format`` afterwards) in the language chosen."""
    return _catalogue.gettext(message)
