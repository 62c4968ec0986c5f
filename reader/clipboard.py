"""Copying to the clipboard by whichever route works, and saying honestly which one it was and whether it is verified.

The routes, in the order in which they are tried:

``system``  pyperclip (xclip, xsel, wl-copy, pbcopy, clip.exe …), run in a process of its own whose output goes nowhere,
            so that no helper program can write over the screen or hang the reader; the text is read back and compared.
``tmux``    ``tmux load-buffer -w -`` inside tmux; tmux hands it on to the outer terminal unless set-clipboard is off.
            Tried beside ``system``, since the reader's clipboard may be on either side. Read back with ``show-buffer``.
``osc52``   the terminal's own clipboard sequence (xterm's "Operating System Command 52"), for SSH and bare terminals.
            No terminal says whether it obeyed, so this is never verified.
``file``    a file in the state folder, the last resort; its path is told.
"""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.errors import ReaderError
from reader.language import _
from reader.settings import paths

Route = Literal["system", "tmux", "osc52", "file"]
ROUTES: tuple[Route, ...] = ("system", "tmux", "osc52", "file")

OSC52_LIMIT = 74_994
"""The most base64 characters that terminals and multiplexers commonly pass on (75 KB less the sequence itself)."""

_PATIENCE = 3.0
"""Seconds for a helper program: xclip waits for ever on a display that does not answer."""

_SETTLING = 1.0
"""Seconds that a clipboard may take to hold what it was given: xsel and xclip come back before it surely does."""


class ClipboardError(ReaderError):
    """The text could be put nowhere at all, not even into a file."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one route answered: whether the text went there, whether that was verified, and what it said."""

    route: Route
    done: bool
    verified: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Where the text went. ``attempts`` holds every route tried, the one that counts included."""

    route: Route
    verified: bool
    detail: str
    attempts: tuple[Attempt, ...]

    def message(self) -> str:
        """One line for the status bar; "copied" is said only of a verified copy."""
        if self.route == "file":
            return _("No clipboard here; saved to {path}").format(path=self.detail)
        if not self.verified:
            return _("Sent to the terminal's clipboard (OSC 52), which does not confirm it")
        names = " + ".join(a.detail for a in self.attempts if a.verified)
        return _("Copied ({route})").format(route=names)


def copy(text: str, *, terminal: Callable[[str], None] | None = None, only: str = "auto") -> Copied:
    """Put ``text`` on the clipboard. May take seconds where a helper hangs; call it from a worker.

    ``terminal`` writes a control sequence to the user's terminal (None where there is none to write to). ``only``
    names the one route to use ("auto" tries them in order; a route that was named and fails still falls back to the
    file, so that nothing is lost). Raises ClipboardError if not even a file could be written.
    """
    wanted = ROUTES if only == "auto" else tuple(route for route in ROUTES if route == only)
    attempts: list[Attempt] = []
    if "system" in wanted:
        attempts.append(_system(text))
    if "tmux" in wanted and os.environ.get("TMUX"):
        attempts.append(_tmux(text))
    if not any(a.verified for a in attempts) and "osc52" in wanted:
        attempts.append(_osc52(text, terminal))
    if not any(a.done for a in attempts):
        attempts.append(_file(text))
    best = next((a for a in attempts if a.verified), None) or next((a for a in attempts if a.done), None)
    if best is None:
        raise ClipboardError(
            _("Nothing could take the copy: {reasons}").format(reasons="; ".join(a.detail for a in attempts))
        )
    return Copied(best.route, best.verified, best.detail, tuple(attempts))


def available() -> list[Attempt]:
    """What each route would have to work with here, without copying anything: for `newsreader doctor`."""
    answers: list[Attempt] = []
    tool = _pyperclip_tool()
    answers.append(Attempt("system", bool(tool), False, tool or _("no clipboard program found")))
    if os.environ.get("TMUX"):
        answers.append(Attempt("tmux", True, False, _tmux_reach()))
    else:
        answers.append(Attempt("tmux", False, False, _("not inside tmux")))
    ssh = bool(os.environ.get("SSH_CONNECTION"))
    answers.append(Attempt("osc52", sys.stdout.isatty(), False, _("over SSH") if ssh else _("local terminal")))
    answers.append(Attempt("file", True, False, str(_file_path())))
    return answers


# ------------------------------------------------------------------------------------------------------------- routes


def _system(text: str) -> Attempt:
    """pyperclip in a child process (see `_child`), read back."""
    try:
        answer = _run([sys.executable, "-P", "-m", "reader.clipboard", str(_SETTLING)], text)
    except subprocess.TimeoutExpired:
        return Attempt("system", False, False, _("the clipboard program does not answer"))
    except subprocess.CalledProcessError:
        return Attempt("system", False, False, _("no clipboard program found"))
    except OSError as error:
        return Attempt("system", False, False, str(error))
    tool, _newline, back = answer.partition("\n")
    if _same(back, text):
        return Attempt("system", True, True, tool)
    return Attempt("system", False, False, _("{tool} did not keep the text").format(tool=tool))


def _tmux(text: str) -> Attempt:
    try:
        _run(["tmux", "load-buffer", "-w", "-"], text)
        shown = _run(["tmux", "show-buffer"])
    except (OSError, subprocess.SubprocessError):
        return Attempt("tmux", False, False, _("tmux did not take the text"))
    if not _same(shown, text):
        return Attempt("tmux", False, False, _("tmux did not keep the text"))
    return Attempt("tmux", True, True, _tmux_reach())


def _tmux_reach() -> str:
    """Names the tmux route by how far it reaches: with set-clipboard off the text stays in tmux's own buffer."""
    try:
        setting = _run(["tmux", "show-options", "-sv", "set-clipboard"])
    except (OSError, subprocess.SubprocessError):
        return "tmux"
    if setting.strip() == "off":
        return _("tmux buffer only: set-clipboard is off")
    return "tmux"


def _run(command: list[str], text: str = "") -> str:
    """What ``command`` prints when given ``text``; kept off the screen, and killed whole when it does not answer.

    Raises OSError, subprocess.TimeoutExpired or subprocess.CalledProcessError.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a helper left behind must neither die with our terminal nor draw on it
    )
    try:
        answer, _nothing = process.communicate(text.encode("utf-8", "replace"), timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        # Not only the child: the program that hangs is one that pyperclip has started in turn.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return answer.decode("utf-8", "replace")


def _osc52(text: str, terminal: Callable[[str], None] | None) -> Attempt:
    if terminal is None:
        return Attempt("osc52", False, False, _("no terminal to send to"))
    payload = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    if len(payload) > OSC52_LIMIT:
        return Attempt("osc52", False, False, _("too long for the terminal's clipboard (75 KB)"))
    sequence = f"\x1b]52;c;{payload}\x07"
    if os.environ.get("TERM", "").startswith("screen") and not os.environ.get("TMUX"):
        sequence = f"\x1bP{sequence}\x1b\\"  # GNU screen passes on only what is wrapped in DCS
    try:
        terminal(sequence)
    except OSError as error:
        return Attempt("osc52", False, False, str(error))
    return Attempt("osc52", True, False, "OSC 52")


def _file(text: str) -> Attempt:
    path = _file_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text)
    except OSError as error:
        return Attempt("file", False, False, f"{path}: {error.strerror}")
    return Attempt("file", True, False, str(path))


def _file_path() -> Path:
    return paths().state / "clipboard.txt"


def _same(back: str, text: str) -> bool:
    """Whether the text read back is the text sent; some clipboards change line ends or add a last one."""
    return back.replace("\r\n", "\n").rstrip("\n") == text.replace("\r\n", "\n").rstrip("\n")


# ------------------------------------------------------------------------------------------------- the child process


def _pyperclip_tool() -> str:
    """The name of the mechanism that pyperclip has chosen here ("xclip"), or "" where it has none.

    pyperclip names its functions ``copy_xclip``, ``copy_wl`` …; where it found nothing, what it gives is false.
    """
    import pyperclip

    copier, _paster = pyperclip.determine_clipboard()
    if not copier:
        return ""
    name = str(getattr(copier, "__name__", "system")).removeprefix("copy_")
    return "wl-copy" if name == "wl" else name


def _child(settling: float) -> int:
    """Copy standard input with pyperclip and print the mechanism's name and, below it, what can be read back.

    ``settling`` is how many seconds the clipboard may take to hold it.

    The answer goes through a private descriptor: xclip stays behind to serve the clipboard and would otherwise hold
    our standard output open, and whatever a helper prints must not reach the screen.
    """
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    tool = _pyperclip_tool()
    if not tool:
        return 1
    import pyperclip

    copier, paster = pyperclip.determine_clipboard()
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    copier(text)
    back = paster()
    late = time.monotonic() + settling
    while not _same(back, text) and time.monotonic() < late:
        time.sleep(0.02)
        back = paster()
    with open(answer, "wb") as out:
        out.write(f"{tool}\n{back}".encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(_child(float(sys.argv[1])))
