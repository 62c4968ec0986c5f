"""Patterns that are compiled when they are first asked: most texts need few of them, and a start needs none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

_LOOKING = frozenset({"match", "fullmatch", "search", "finditer"})
_METHODS = _LOOKING | {"sub", "split", "findall"}


class Pattern:
    """A regular expression with the methods of a compiled one.

    The expression may be given by a function, which is called when it is first needed: so that a word list it is made
    of need not be read before.
    ``needs`` are strings of which a text must have one for `match`, `fullmatch`, `search` and `finditer` to look at
    it: most texts have none, and that is sooner told without the expression.
    """

    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]
    split: Callable[..., list[str]]
    findall: Callable[..., list[Any]]

    def __init__(self, pattern: str | Callable[[], str], needs: Iterable[str] = ()) -> None:
        self._pattern, self._needs = pattern, tuple(needs)

    @property
    def pattern(self) -> str:
        """The expression."""
        return self._pattern if isinstance(self._pattern, str) else self._pattern()

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled expression, kept once it is asked for."""
        if name not in _METHODS:
            raise AttributeError(name)
        looks = self._needs and name in _LOOKING
        method = self._where_needed(name) if looks else getattr(self._compiled, name)
        setattr(self, name, method)
        return method

    def _where_needed(self, method: str) -> Callable[..., Any]:
        needs = self._needs
        nothing: Any = iter(()) if method == "finditer" else None

        def asked(text: str, *bounds: int) -> Any:
            for sign in needs:
                if sign in text:
                    return getattr(self._compiled, method)(text, *bounds)
            return nothing

        return asked
