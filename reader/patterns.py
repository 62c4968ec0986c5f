"""Patterns that are compiled when they are first asked: most texts need few of them, and a start needs none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any


class Pattern:
    """A regular expression with the methods of a compiled one.

    The expression may be given by a function, which is called when it is first needed: so that a word list it is made
    of need not be read before.
    ``needs`` are strings of which a text must have one for `match`, `fullmatch`, `search` and `finditer` to look at
    it: most texts have none, and that is sooner told without the expression.
    """

    def __init__(self, pattern: str | Callable[[], str], needs: Iterable[str] = ()) -> None:
        self._pattern, self._needs = pattern, tuple(needs)

    @property
    def pattern(self) -> str:
        """The expression."""
        return self._pattern if isinstance(self._pattern, str) else self._pattern()

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self._where_needed("match") if self._needs else self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self._where_needed("fullmatch") if self._needs else self._compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self._where_needed("search") if self._needs else self._compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self._where_needed("finditer", iter(())) if self._needs else self._compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self._compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        return self._compiled.split

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        return self._compiled.findall

    def _where_needed(self, method: str, nothing: Any = None) -> Callable[..., Any]:
        needs = self._needs

        def asked(text: str, *bounds: int) -> Any:
            for sign in needs:
                if sign in text:
                    return getattr(self._compiled, method)(text, *bounds)
            return nothing

        return asked
