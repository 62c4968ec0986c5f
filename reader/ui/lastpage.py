"""The article that was open last and the list about it, kept apart from the library so that they are seen at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from reader.model import Article

if TYPE_CHECKING:
    from reader.library.values import Summary

LARGEST = 200_000
"""Code points; a longer article is not worth keeping twice."""

_NAME = "last-article.json"
_LIST = "last-list.json"
_LISTS = ("paragraphs", "bylines", "flags")


def keep(article: Article, place: int, folder: Path) -> None:
    """Keep ``article``, open at offset ``place``, in ``folder``. That it cannot be kept does not matter."""
    with suppress(OSError):
        if len(article.text) > LARGEST:
            (folder / _NAME).unlink(missing_ok=True)
            return
        folder.mkdir(parents=True, exist_ok=True)
        values = {name: getattr(article, name) for name in Article.__dataclass_fields__}
        fresh = folder / f"{_NAME}.new"
        fresh.write_text(json.dumps({"place": place, "article": values}, ensure_ascii=False), "utf-8", "surrogatepass")
        fresh.replace(folder / _NAME)


def kept(folder: Path) -> tuple[Article, int] | None:
    """The article kept in ``folder`` and its place; None if there is none or it cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        value = json.loads((folder / _NAME).read_text("utf-8", "surrogatepass"))
        fields: dict[str, Any] = {n: tuple(v) if n in _LISTS else v for n, v in value["article"].items()}
        return Article(**fields), int(value["place"])
    return None


def forget(folder: Path) -> None:
    """Keep nothing: the article is no longer in the library."""
    with suppress(OSError):
        (folder / _NAME).unlink(missing_ok=True)


class LastList:
    """Some rows of the list as they stood when the program was left; in the place of a selection of the library.

    It has all ``total`` rows of the list, but knows only those from number ``first`` on.
    """

    def __init__(self, first: int, total: int, rows: Sequence[Any]) -> None:
        self._first = first
        self._total = total
        self._rows = rows

    def __len__(self) -> int:
        return self._total

    def rows(self, start: int, stop: int) -> list[Any]:
        """The rows from ``start`` to ``stop`` (exclusive) that are known; none if the first of them is not."""
        return list(self._rows[start - self._first : stop - self._first]) if start >= self._first else []

    def position(self, article_id: str) -> int | None:
        """The number of the row with an article, if that row is known."""
        return next((self._first + i for i, row in enumerate(self._rows) if row.id == article_id), None)


def keep_list(first: int, rows: Sequence[Summary], total: int, folder: Path) -> None:
    """Keep the ``rows`` of a list from number ``first`` on, which has ``total`` rows."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        values = [{name: getattr(row, name) for name in (*_WORDS, *_NUMBERS, *_TUPLES)} for row in rows]
        fresh = folder / f"{_LIST}.new"
        value = {"first": first, "total": total, "rows": values}
        fresh.write_text(json.dumps(value, ensure_ascii=False), "utf-8", "surrogatepass")
        fresh.replace(folder / _LIST)


def kept_list(folder: Path) -> LastList | None:
    """The list kept in ``folder``; None if there is none or it cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        value = json.loads((folder / _LIST).read_text("utf-8", "surrogatepass"))
        return LastList(int(value["first"]), int(value["total"]), [_row(row) for row in value["rows"]])
    return None


_WORDS = ("id", "headline", "section", "byline")
_NUMBERS = ("length", "place", "fiction", "read", "starred")
_TUPLES = ("flags", "tags")


def _row(value: dict[str, Any]) -> SimpleNamespace:
    """What the list draws of a ``Summary``, without loading the library for it."""
    row = SimpleNamespace(**{name: str(value[name]) for name in _WORDS})
    row.__dict__.update({name: int(value[name]) for name in _NUMBERS})
    row.__dict__.update({name: tuple(map(str, value[name])) for name in _TUPLES})
    return row
