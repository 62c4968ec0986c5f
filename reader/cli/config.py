"""`newsreader config`: where the settings are, what they say, and a commented file to begin with."""

from __future__ import annotations

from dataclasses import fields

from reader.cli.words import parser
from reader.language import _


def config(words: list[str]) -> int:
    """Print the settings in force, or write a config file in which every one stands commented."""
    wanted = parser("config", _("Show the settings in force and where they are kept."))
    wanted.add_argument("--write", action="store_true", help=_("write a config file with every setting commented"))
    wanted.add_argument("--force", action="store_true", help=_("overwrite the config file"))
    options = wanted.parse_args(words)
    from reader.settings import load, paths, write_default

    if options.write:
        print(write_default(force=options.force))
        return 0
    print(f"# {paths().config_file}")
    settings = load()
    for entry in fields(settings):
        if entry.name not in ("keys", "warnings"):
            print(f"{entry.name} = {_toml(getattr(settings, entry.name))}")
    if settings.keys:
        print("[keys]")
        for action, keys in settings.keys.items():
            print(f"{action} = {_toml(list(keys))}")
    return 0


def _toml(value: object) -> str:
    """``value`` as TOML writes it: Python's own form but for strings and truth."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
