"""Radicals put back into the characters they were written for: 3⽉ as some PDF programs extract it is 3月."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache

from reader import resources
from reader.model import RawPage

# Radicals (Kangxi and supplement) and compatibility ideographs: shown like the ordinary character, equal to it for a
# reader, and to no search, word list or model.
_LOOKALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def ordinary(page: RawPage) -> RawPage:
    """``page`` with the ordinary character for each lookalike, one for one, so that offsets stay what they are."""
    if not _LOOKALIKE.search(page.text):
        return page
    return replace(page, text=_LOOKALIKE.sub(lambda found: _ordinary(found[0]), page.text))


@cache
def _ordinary(character: str) -> str:
    """By Unicode's own decomposition (UAX #15), else by the list; a radical that is no character stays."""
    decomposed = unicodedata.normalize("NFKC", character)
    return decomposed if decomposed != character else _listed().get(character, character)


@cache
def _listed() -> dict[str, str]:
    return {line[0]: line[1] for line in resources.words("formats", "radicals.txt")}
