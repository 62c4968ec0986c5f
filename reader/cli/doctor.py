"""`newsreader doctor`: what the program has to work with here, and whether what it keeps is sound."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

import reader
from reader.cli.collection import open_library
from reader.cli.words import parser
from reader.errors import ReaderError
from reader.language import _
from reader.settings import load, paths

State = Literal["ok", "note", "fault"]
Line = tuple[State, str, str]

_PACKAGES = ("textual", "jieba", "numpy", "tinydb", "pyperclip")
_SIGNS: dict[State, str] = {"ok": "ok   ", "note": "note ", "fault": "FAULT"}


def doctor(words: list[str]) -> int:
    """Print a line for each thing looked at; the exit status is 1 if something is at fault."""
    wanted = parser("doctor", _("Check the library, the notebook, the settings, the clipboard and the terminal."))
    wanted.add_argument("--thorough", action="store_true", help=_("also unpack every article, page and mark"))
    wanted.add_argument("--mend", action="store_true", help=_("make the library's indexes anew and drop orphans"))
    options = wanted.parse_args(words)
    faults = 0
    for look in (_program, _settings, _terminal, _clipboard, _names, _notebook):
        faults += _print(look())
    faults += _print(_library(thorough=options.thorough, mend=options.mend))
    return 1 if faults else 0


def _print(lines: Iterator[Line]) -> int:
    """Print what was found, as it is found; returns how many faults."""
    faults = 0
    try:
        for state, what, detail in lines:
            faults += state == "fault"
            print(f"{_SIGNS[state]}  {what}: {detail}")
    except ReaderError as error:
        print(f"{_SIGNS['fault']}  {error}")
        faults += 1
    return faults


def _program() -> Iterator[Line]:
    yield "ok", "newsreader", f"{reader.__version__}, Python {platform.python_version()}, {platform.platform()}"
    for name in _PACKAGES:
        try:
            yield "ok", name, version(name)
        except PackageNotFoundError:
            yield "fault", name, _("is not installed; install newsreader again")


def _settings() -> Iterator[Line]:
    where = paths()
    settings = load()
    state = _("in use") if where.config_file.exists() else _("not there: defaults are used")
    yield "ok", _("settings"), f"{where.config_file} ({state})"
    for warning in settings.warnings:
        yield "fault", _("settings"), warning
    for what, folder in ((_("data"), where.data), (_("state"), where.state)):
        there = folder
        while not there.exists() and there != there.parent:
            there = there.parent
        if os.access(there, os.W_OK):
            yield "ok", what, str(folder)
        else:
            yield "fault", what, _("{path} cannot be written").format(path=folder)


def _terminal() -> Iterator[Line]:
    term = os.environ.get("TERM", "")
    true_colour = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
    colours = _("no colour (NO_COLOR)") if os.environ.get("NO_COLOR") else _("true colour") if true_colour else term
    size = shutil.get_terminal_size()
    state: State = "ok" if sys.stdout.isatty() else "note"
    yield state, _("terminal"), f"{term or '?'}, {size.columns}×{size.lines}, {colours}"
    encoding = locale.getpreferredencoding(False)
    good = encoding.lower().replace("-", "") == "utf8"
    yield (
        "ok" if good else "fault",
        _("encoding"),
        encoding if good else _("{name}; set LANG to a UTF-8 locale").format(name=encoding),
    )
    if os.environ.get("TMUX") and (tmux := shutil.which("tmux")):
        said = subprocess.run([tmux, "-V"], capture_output=True, text=True, timeout=5, check=False)
        yield "ok", "tmux", said.stdout.strip()


def _clipboard() -> Iterator[Line]:
    from reader.clipboard import available

    for attempt in available():
        state: State = "ok" if attempt.done else "note"
        yield state, _("clipboard, route {name}").format(name=attempt.route), attempt.detail


def _names() -> Iterator[Line]:
    from reader.marks.entities.weights import ModelError
    from reader.marks.entities.weights import load as load_weights

    try:
        load_weights()
    except ModelError as error:
        yield "note", _("names"), _("found by jieba.posseg, less well: {error}").format(error=error)
    else:
        yield "ok", _("names"), _("found by the neural tagger in jieba's package")


def _notebook() -> Iterator[Line]:
    from reader.notebook import transfer

    found = transfer.check(paths().notebook)
    for line in found.lines:
        yield "ok" if found.ok else "fault", _("notebook"), line


def _library(*, thorough: bool, mend: bool) -> Iterator[Line]:
    from reader.library import doctor

    if not paths().library.exists():
        yield "note", _("library"), _("{path} is not there yet").format(path=paths().library)
        return
    with open_library() as library:
        if mend:
            doctor.mend(library)
        for finding in doctor.examine(library, thorough=thorough):
            yield finding.state, finding.what, finding.detail
