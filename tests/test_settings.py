"""The config file: defaults, slips that must not stop the program, and the file that `config --write` gives."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from reader import settings
from reader.resources import data


def written(tmp_path: Path, text: str) -> settings.Settings:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return settings.load(path)


def test_no_file_gives_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == settings.Settings()


def test_values_are_taken(tmp_path: Path) -> None:
    got = written(tmp_path, 'measure = 30\nfetch_timeout = 5\n[keys]\nquit = "x"\napp.help = ["f1", "?"]\n')
    assert (got.measure, got.fetch_timeout, got.warnings) == (30, 5.0, ())
    assert got.keys == {"quit": ("x",), "app.help": ("f1", "?")}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("mesure = 30", "mesure"),
        ("warnings = 3", "warnings"),
        ("measure = '30'", "measure"),
        ("measure = true", "measure"),
        ("measure = 5000", "measure"),
        ("language = 'fr'", "language"),
        ("theme = 'nosuch'", "nosuch should be one of paper-dark, paper-light, contrast, "),
        ("keys = 3", "keys"),
        ("[keys]\nquit = 3", "keys"),
        ("measure = ", "config.toml"),
    ],
)
def test_a_slip_is_named_and_the_rest_stands(text: str, named: str, tmp_path: Path) -> None:
    got = written(tmp_path, text)
    assert len(got.warnings) == 1
    assert named in got.warnings[0]
    assert got.measure == settings.Settings().measure


def test_every_theme_of_the_reading_room_can_be_set(tmp_path: Path) -> None:
    from textual.theme import BUILTIN_THEMES

    from reader.ui import themes

    names = [*(theme.name for theme in themes.own()), *BUILTIN_THEMES]
    assert [written(tmp_path, f"theme = '{name}'").theme for name in names] == names


def test_the_other_entries_survive_a_slip(tmp_path: Path) -> None:
    got = written(tmp_path, "measure = 33\nnonsense = 1\n")
    assert got.measure == 33


def test_a_file_that_is_not_text_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert settings.load(path).warnings


def test_every_setting_stands_commented_in_the_default_file_with_its_default(tmp_path: Path) -> None:
    path = settings.write_default(tmp_path / "new" / "config.toml")
    assert settings.load(path) == settings.Settings()
    before_keys = path.read_text(encoding="utf-8").partition("[keys]")[0]
    table = tomllib.loads("\n".join(re.findall(r"^# (\w+ = .*)$", before_keys, re.M)))
    defaults = settings.Settings()
    assert table == {f.name: getattr(defaults, f.name) for f in fields(defaults) if f.name not in ("keys", "warnings")}


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("measure = 20\n", encoding="utf-8")
    with pytest.raises(settings.SettingsError, match="--force"):
        settings.write_default(path)
    settings.write_default(path, force=True)
    assert path.read_bytes() == data("config.toml").read_bytes()
