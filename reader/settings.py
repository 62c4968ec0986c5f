"""Where the program keeps things (XDG folders through platformdirs) and what the user has set in config.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import platformdirs

from reader.errors import ReaderError
from reader.language import _
from reader.resources import data, style, words

APP = "newsreader"


class SettingsError(ReaderError):
    """A setting does not fit, or the config file cannot be written."""


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
    """What config.toml can say; the defaults are what a new user gets. data/config.toml tells each in plain words.

    ``measure`` is the length of a line in Chinese characters; ``ambiguous_width`` the cells of a character of East
    Asian ambiguous width; ``keys`` maps an action's id to the keys that start it; ``fetch_timeout`` is in seconds.
    ``warnings`` says what in the file could not be used, entry by entry; its default stands in for it.
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
    warnings: tuple[str, ...] = ()


_CHOICES: dict[str, tuple[Any, ...]] = {
    "language": ("auto", "zh", "en"),
    "ambiguous_width": (1, 2),
    "clipboard": ("auto", "system", "tmux", "osc52", "file"),
}
_RANGES: dict[str, tuple[float, float]] = {
    "measure": (10, 120),
    "paragraph_spacing": (0, 3),
    "fetch_timeout": (1, 600),
}


def load(path: Path | None = None) -> Settings:
    """The settings in ``path`` (by default the user's config.toml); defaults where there is no file or no entry.

    Never fails: a file that is not TOML, an unknown entry or a value that does not fit gives a warning and the default,
    because a slip in a config file should not keep a reader from the paper.
    """
    path = path or paths().config_file
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(warnings=(f"{path}: {error}",))
    defaults = Settings()
    values: dict[str, Any] = {}
    warnings: list[str] = []
    for name, value in table.items():
        try:
            values[name] = _keys(value) if name == "keys" else _checked(name, value, defaults)
        except SettingsError as error:
            warnings.append(f"{path}: {error}")
    return Settings(**values, warnings=tuple(warnings))


def themes() -> tuple[str, ...]:
    """The names of all themes, our own first. Told without Textual, which takes its time to load."""
    return (*tomllib.loads(style("themes.toml").read_text(encoding="utf-8")), *words("themes.txt"))


def write_default(path: Path | None = None, *, force: bool = False) -> Path:
    """Write a config file in which every setting stands with its default, commented; returns its path.

    Raises SettingsError if there is a file already (unless ``force``) or it cannot be written.
    """
    path = path or paths().config_file
    if path.exists() and not force:
        raise SettingsError(_("{path} is there already; --force overwrites it").format(path=path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data("config.toml").read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
    return path


def _checked(name: str, value: Any, defaults: Settings) -> Any:
    """``value`` if it fits the entry ``name``."""
    if name not in Settings.__dataclass_fields__ or name == "warnings":
        known = ", ".join(sorted(Settings.__dataclass_fields__.keys() - {"warnings"}))
        raise SettingsError(_("unknown entry {name}; known are {known}").format(name=name, known=known))
    wanted = type(getattr(defaults, name))
    if wanted is float and type(value) is int:
        value = float(value)
    if type(value) is not wanted:
        raise SettingsError(_("{name} = {value} has the wrong type").format(name=name, value=repr(value)))
    choices_of = themes() if name == "theme" else _CHOICES.get(name)
    if choices_of is not None and value not in choices_of:
        choices = ", ".join(map(str, choices_of))
        raise SettingsError(
            _("{name} = {value} should be one of {choices}").format(name=name, value=value, choices=choices)
        )
    if name in _RANGES and not _RANGES[name][0] <= value <= _RANGES[name][1]:
        low, high = _RANGES[name]
        raise SettingsError(
            _("{name} = {value} should lie between {low} and {high}").format(name=name, value=value, low=low, high=high)
        )
    return value


def _keys(table: Any, above: str = "") -> dict[str, tuple[str, ...]]:
    """The [keys] table: action = "key" or action = ["key", "other key"].

    An action's id has a dot (reader.next_figure), which TOML reads as a table in a table.
    """
    wrong = _('[keys] should be a table of action = "key" or action = ["key", …]')
    if not isinstance(table, dict):
        raise SettingsError(wrong)
    keys: dict[str, tuple[str, ...]] = {}
    for action, wanted in table.items():
        if isinstance(wanted, dict):
            keys |= _keys(wanted, f"{above}{action}.")
            continue
        given = [wanted] if isinstance(wanted, str) else wanted
        if not isinstance(given, list) or not all(isinstance(key, str) and key for key in given):
            raise SettingsError(wrong)
        keys[above + action] = tuple(given)
    return keys
