"""Patterns that are compiled when they are first asked: most texts need few of them, and a start needs none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property


class Pattern:
    """A regular expression with the methods of a compiled one.

    ``needs`` are strings of which a text must have one for `finditer`, which then looks through whole texts only: most
    texts have none, and that is sooner told without the expression.
    """

    def __init__(self, pattern: str, needs: Iterable[str] = ()) -> None:
        self._pattern, self._needs = pattern, tuple(needs)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self._where_needed if self._needs else self._compiled.finditer

    def _where_needed(self, text: str) -> Iterator[re.Match[str]]:
        for sign in self._needs:
            if sign in text:
                return self._compiled.finditer(text)
        return iter(())
