"""Where styles/ and data/ lie, in a checkout and in an installed wheel; nothing else in the program knows."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from reader.errors import ReaderError

_PACKAGE = Path(__file__).resolve().parent


class ResourceError(ReaderError):
    """A file that belongs to the program itself is missing or damaged."""


@cache
def _root() -> Path:
    """The folder that holds styles/ and data/: inside the package in a wheel, beside it in a checkout."""
    packed = _PACKAGE / "_resources"
    return packed if packed.is_dir() else _PACKAGE.parent


def data(*names: str) -> Path:
    """Path of a file or folder in data/, such as ``data("lexicons", "units.toml")``.

    Raises ResourceError if it is not there.
    """
    return _existing(_root().joinpath("data", *names))


def style(*names: str) -> Path:
    """Path of a file or folder in styles/. Raises ResourceError if it is not there."""
    return _existing(_root().joinpath("styles", *names))


def toml(*names: str) -> dict[str, Any]:
    """The content of a TOML file in data/. Raises ResourceError if it is missing or cannot be parsed."""
    path = data(*names)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{path} cannot be read ({error}); reinstall newsreader or mend the file") from error


def words(*names: str) -> list[str]:
    """The entries of a plain word list in data/: one a line, in the file's order; blank lines and # comments skipped.

    Raises ResourceError if the file is missing or cannot be read.
    """
    path = data(*names)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ResourceError(f"{path} cannot be read ({error}); reinstall newsreader") from error
    return [entry for line in lines if (entry := line.split("#", 1)[0].strip())]


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ResourceError(f"{path} is missing; reinstall newsreader")
    return path
