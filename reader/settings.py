"""Where the program keeps things (XDG folders through platformdirs) and what the user has set in config.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import platformdirs

from reader.errors import ReaderError

APP = "newsreader"


class SettingsError(ReaderError):
    """The config file cannot be read or holds a value that does not fit."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The user's own folders. Nothing is created by asking for them."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def config_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def notebook(self) -> Path:
        return self.data / "notebook.json"

    @property
    def library(self) -> Path:
        return self.data / "library.sqlite"

    @property
    def names(self) -> Path:
        """The user's own names to be marked always, one a line."""
        return self.config / "names.txt"

    @property
    def not_names(self) -> Path:
        """Words never to be marked as names, one a line."""
        return self.config / "not-names.txt"


def paths() -> Paths:
    """The folders for this user, from XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME and XDG_CACHE_HOME or defaults."""
    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return Paths(
        config=Path(dirs.user_config_dir),
        data=Path(dirs.user_data_dir),
        state=Path(dirs.user_state_dir),
        cache=Path(dirs.user_cache_dir),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What config.toml can say; the defaults are what a new user gets.

    ``measure`` is the length of a line in Chinese characters; ``ambiguous_width`` the cells of a character of East
    Asian ambiguous width; ``language`` "auto", "zh" or "en"; ``keys`` maps an action's id to the keys that start it;
    ``clipboard`` names the one route to use, or "auto"; ``fetch_timeout`` is in seconds.
    """

    theme: str = "paper-dark"
    language: Literal["auto", "zh", "en"] = "auto"
    measure: int = 40
    indent: bool = True
    thin_space: bool = False
    paragraph_spacing: int = 0
    ambiguous_width: Literal[1, 2] = 1
    clipboard: str = "auto"
    editor: str = ""
    fetch_timeout: float = 15.0
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_CHOICES: dict[str, tuple[Any, ...]] = {"language": ("auto", "zh", "en"), "ambiguous_width": (1, 2)}
_RANGES: dict[str, tuple[int, int]] = {"measure": (10, 120), "paragraph_spacing": (0, 3)}


def load(path: Path | None = None) -> Settings:
    """The settings in ``path`` (by default the user's config.toml); defaults where there is no file or no entry.

    Raises SettingsError, naming the file and the entry, if it is not TOML, an entry is unknown or a value does not fit.
    """
    path = path or paths().config_file
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in Settings.__dataclass_fields__:
            known = ", ".join(sorted(Settings.__dataclass_fields__))
            raise SettingsError(f"{path}: unknown entry {name!r}; known are {known}")
        values[name] = _keys(path, value) if name == "keys" else _checked(path, name, value)
    return Settings(**values)


def _checked(path: Path, name: str, value: Any) -> Any:
    """``value`` if it fits the entry ``name``."""
    wanted = type(getattr(Settings(), name))
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not wanted:
        raise SettingsError(f"{path}: {name} = {value!r} should be a {wanted.__name__}")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise SettingsError(f"{path}: {name} = {value!r} should be one of {', '.join(map(str, _CHOICES[name]))}")
    if name in _RANGES and not _RANGES[name][0] <= value <= _RANGES[name][1]:
        low, high = _RANGES[name]
        raise SettingsError(f"{path}: {name} = {value!r} should lie between {low} and {high}")
    return value


def _keys(path: Path, table: Any) -> dict[str, tuple[str, ...]]:
    """The [keys] table: action = "key" or action = ["key", "other key"]."""
    if not isinstance(table, dict):
        raise SettingsError(f'{path}: [keys] should be a table of action = "key"')
    keys: dict[str, tuple[str, ...]] = {}
    for action, wanted in table.items():
        given = [wanted] if isinstance(wanted, str) else wanted
        if not isinstance(given, list) or not all(isinstance(key, str) and key for key in given):
            raise SettingsError(f'{path}: keys.{action} should be "key" or ["key", …]')
        keys[action] = tuple(given)
    return keys
