"""What a rule on one name of the tagger is, and rules in a row."""

from __future__ import annotations

from collections.abc import Callable

from reader.marks.entities.draft import Span
from reader.marks.entities.lists import Lists

Rule = Callable[[str, Span, str, Lists], list[Span] | None]
"""From a text, a name in it and what it says to the names that stand there; None if the rule says nothing of it."""


def first(rules: tuple[Rule, ...], text: str, span: Span, lists: Lists) -> list[Span] | None:
    """What the first rule makes of a name that says something of it; None if none does."""
    said = text[span.start : span.end]
    for rule in rules:
        names = rule(text, span, said, lists)
        if names is not None:
            return names
    return None
