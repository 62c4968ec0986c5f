"""How the titles of commands sound: so that typing fuzhi or fz finds 复制 in the palette."""

from __future__ import annotations

from functools import cache

from reader import resources


@cache
def _titles() -> dict[str, list[str]]:
    """The syllables of each title, from a table that is made with the catalogue of messages."""
    rows = (line.split("\t") for line in resources.words("locale", "zh", "pinyin.tsv"))
    return {title: syllables.split() for title, syllables in rows}


def sounds(title: str) -> tuple[str, ...]:
    """The pinyin of a Chinese title without blanks, and its initials; nothing for a title in Latin letters."""
    syllables = _titles().get(title, [])
    return ("".join(syllables), "".join(each[0] for each in syllables)) if syllables else ()
