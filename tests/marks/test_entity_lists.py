"""Word lists and patterns of the name rules: what they find is what a plain search finds, however they look for it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import resources
from reader.marks.entities.lists import Lists, Words, lists
from reader.patterns import Pattern

_TEXT = st.text("甲乙丙[-^", max_size=30)


def _plainly(words: set[str], text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """At each place, from the left, the longest word that ends at ``stop`` or before."""
    found, at = [], start
    while at < stop:
        size = max((len(w) for w in words if text.startswith(w, at) and at + len(w) <= stop), default=0)
        if size:
            found.append((at, at + size))
        at += size or 1
    return found


@given(st.sets(st.text("甲乙丙[-^", min_size=1, max_size=5), min_size=1, max_size=6), _TEXT, st.data())
def test_words_are_found_as_a_plain_search_finds_them(words: set[str], text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    known = Words(words)
    assert list(known.spans(text, start, stop)) == _plainly(words, text, start, stop)
    assert list(known.spans(text)) == _plainly(words, text, 0, len(text))
    assert list(known.places(text)) == [at for at in range(len(text)) if any(text.startswith(w, at) for w in words)]


@given(_TEXT)
def test_a_pattern_with_needs_finds_what_it_finds_without(text: str) -> None:
    found = [match.span() for match in Pattern("甲乙*[丙^]", needs="丙^").finditer(text)]
    assert found == [match.span() for match in re.finditer("甲乙*[丙^]", text)]


def test_the_patterns_of_the_lists_find_where_their_needs_say_so() -> None:
    text = "五卅运动之后，两岸关系、海峡两岸和祖国大陆常被说起；一二八事变也是。"
    assert [match[0] for match in lists().dated_events.finditer(text)] == ["一二八事变"]
    assert [match[0] for match in lists().strait.finditer(text)] == ["两岸", "海峡两岸", "大陆"]
    assert not list(lists().strait.finditer("长江从这里流过。")) and not list(lists().dated_events.finditer("一二三。"))


class _Asked(dict[str, Any]):
    """The content of a file, and which of its lists were asked for."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__(content)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)


def test_the_rules_read_every_list_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[tuple[str, ...], _Asked] = {}
    read = resources.toml

    def asked(*names: str) -> dict[str, Any]:
        return files.setdefault(names, _Asked(read(*names)))

    monkeypatch.setattr(resources, "toml", asked)
    Lists()
    assert ("names", "people.toml") in files
    for content in files.values():
        assert content.asked == set(content)
