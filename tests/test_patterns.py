"""Patterns that are compiled late find what compiled ones find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.pages.lexicon import any_of
from reader.patterns import Pattern

_TEXT = st.text("甲乙丙丁[-^", max_size=12)


@pytest.mark.parametrize("method", ["match", "fullmatch", "search"])
@given(text=_TEXT)
def test_what_a_pattern_needs_changes_nothing_of_what_it_finds(method: str, text: str) -> None:
    expression = "甲乙*[丙^]"
    found = getattr(Pattern(expression, needs="丙^"), method)(text)
    plain = getattr(re.compile(expression), method)(text)
    assert (found and found.span()) == (plain and plain.span())


@given(_TEXT)
def test_all_places_are_found_where_something_is_needed(text: str) -> None:
    found = Pattern("甲乙*[丙^]", needs="丙^").finditer(text)
    assert [match.span() for match in found] == [match.span() for match in re.finditer("甲乙*[丙^]", text)]


@given(_TEXT)
def test_a_pattern_replaces_parts_and_lists_as_a_compiled_one(text: str) -> None:
    late, plain = Pattern("[乙-]+"), re.compile("[乙-]+")
    assert (late.sub("#", text), late.split(text), late.findall(text)) == (
        plain.sub("#", text),
        plain.split(text),
        plain.findall(text),
    )


@given(st.sets(st.text("甲乙丙", min_size=1, max_size=4), min_size=1), _TEXT)
def test_one_of_several_words_is_the_longest_that_fits(entries: set[str], text: str) -> None:
    found = re.match(any_of(entries), text)
    assert (found[0] if found else "") == max((word for word in entries if text.startswith(word)), key=len, default="")
