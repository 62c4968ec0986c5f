"""The article that was open last, kept apart from the library so that its text stands on the screen at once."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.model import Article

LARGEST = 200_000
"""Code points; a longer article is not worth keeping twice."""

_NAME = "last-article.json"
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
