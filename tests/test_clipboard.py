"""Copying for real: xclip and xsel under Xvfb, tmux servers of our own, a pty, and every way in which routes fail."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader import clipboard

FIGURE = "5.7万亿美元"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No display, no tmux, no SSH, a state folder of the test's own, and patience on a busy machine."""
    monkeypatch.setattr(clipboard, "_PATIENCE", 120.0)
    monkeypatch.setattr(clipboard, "_SETTLING", 60.0)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def need(program: str) -> str:
    found = shutil.which(program)
    if not found:
        pytest.skip(f"{program} is not installed")
    return found


def until(true: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(0.05)


def only_these(monkeypatch: pytest.MonkeyPatch, folder: Path, *programs: str) -> None:
    """A PATH on which just these programs (and python) are found; pyperclip asks `which`."""
    folder.mkdir(exist_ok=True)
    for program in (*programs, "which", "sh"):
        (folder / program).symlink_to(need(program))
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.parametrize("program", ["xclip", "xsel"])
def test_x11_programs_take_the_text_and_are_verified(
    program: str, display: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    only_these(monkeypatch, tmp_path / "bin", program)
    monkeypatch.setenv("DISPLAY", display)
    text = f"{FIGURE}\n第二行\t“引号” {time.time()}"
    copied = clipboard.copy(text)
    assert (copied.route, copied.verified, copied.detail) == ("system", True, program)
    ask = {"xclip": ["xclip", "-selection", "clipboard", "-o"], "xsel": ["xsel", "-b", "-o"]}[program]
    assert subprocess.run(ask, capture_output=True, timeout=60, check=True).stdout.decode() == text
    assert program in copied.message()


def test_a_dead_display_is_not_called_copied_and_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    need("xclip")
    monkeypatch.setattr(clipboard, "_SETTLING", 0.5)
    monkeypatch.setenv("DISPLAY", ":4711")
    copied = clipboard.copy(FIGURE)
    assert copied.route == "file"
    assert not copied.verified
    assert Path(copied.detail).read_text(encoding="utf-8") == FIGURE
    assert copied.detail in copied.message()
    assert capfd.readouterr() == ("", "")


def test_wayland_without_wl_copy_falls_through(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    only_these(monkeypatch, tmp_path / "bin")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    copied = clipboard.copy(FIGURE)
    assert copied.route == "file"
    assert copied.attempts[0].route == "system"
    assert not copied.attempts[0].done


def test_a_helper_that_hangs_is_given_up_and_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder, told = tmp_path / "bin", tmp_path / "pid"
    only_these(monkeypatch, folder, "sleep", "mv")
    (folder / "xclip").write_text(f"#!/bin/sh\necho $$ > {told}.new\nmv {told}.new {told}\nexec sleep 600\n")
    (folder / "xclip").chmod(0o755)
    monkeypatch.setenv("DISPLAY", ":4711")

    class Program(subprocess.Popen[bytes]):
        """A program that is waited for, but not long, once the helper hangs."""

        def communicate(self, input: bytes | None = None, timeout: float | None = None) -> tuple[bytes, bytes]:
            try:
                return super().communicate(input, None if timeout is None else 0.5)
            except subprocess.TimeoutExpired:
                until(told.exists, "the helper was not started")
                raise

    monkeypatch.setattr(subprocess, "Popen", Program)
    copied = clipboard.copy(FIGURE)
    assert (copied.route, copied.attempts[0].detail) == ("file", "the clipboard program does not answer")
    helper = Path(f"/proc/{told.read_text().strip()}/stat")
    until(lambda: gone(helper), "the hanging helper is still there")


def gone(stat: Path) -> bool:
    """Whether the process of this /proc/…/stat has ended, whoever has yet to take note of it."""
    try:
        return stat.read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def test_a_clipboard_that_alters_the_text_is_not_verified(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    only_these(monkeypatch, folder, "cat")
    monkeypatch.setattr(clipboard, "_SETTLING", 0.5)
    (folder / "xclip").write_text('#!/bin/sh\ncase "$*" in *-o*) echo something else;; *) cat >/dev/null;; esac\n')
    (folder / "xclip").chmod(0o755)
    monkeypatch.setenv("DISPLAY", ":4711")
    copied = clipboard.copy(FIGURE)
    assert copied.route == "file"
    assert "xclip" in copied.attempts[0].detail


# ------------------------------------------------------------------------------------------------------------- tmux


@pytest.fixture
def tmux(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """A tmux server of the test's own; the environment says that we are inside it."""
    need("tmux")
    socket = tmp_path / "tmux.sock"
    command = ["tmux", "-S", str(socket), "-f", "/dev/null"]
    subprocess.run([*command, "new-session", "-d", "-x", "80", "-y", "24", "sleep 600"], check=True, timeout=120)
    monkeypatch.setenv("TMUX", f"{socket},1,0")
    yield command
    subprocess.run([*command, "kill-server"], check=False, timeout=120)


@pytest.mark.parametrize("setting", ["off", "external", "on"])
def test_tmux_takes_the_text_and_the_reach_is_told(setting: str, tmux: list[str]) -> None:
    subprocess.run([*tmux, "set-option", "-s", "set-clipboard", setting], check=True, timeout=120)
    copied = clipboard.copy(FIGURE)
    assert (copied.route, copied.verified) == ("tmux", True)
    shown = subprocess.run([*tmux, "show-buffer"], check=True, timeout=120, capture_output=True)
    assert shown.stdout.decode() == FIGURE
    assert ("set-clipboard is off" in copied.message()) is (setting == "off")


def test_inside_tmux_both_clipboards_are_filled(display: str, tmux: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    need("xclip")
    monkeypatch.setenv("DISPLAY", display)
    copied = clipboard.copy(FIGURE)
    assert [a.route for a in copied.attempts if a.verified] == ["system", "tmux"]


def test_a_tmux_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    need("tmux")
    monkeypatch.setenv("TMUX", f"{tmp_path}/none.sock,1,0")
    assert clipboard.copy(FIGURE).route == "file"


# ------------------------------------------------------------------------------------------------------------ OSC 52


def test_osc52_reaches_a_terminal_but_is_never_called_verified() -> None:
    master, slave = os.openpty()
    copied = clipboard.copy(FIGURE, terminal=lambda sequence: os.write(slave, sequence.encode()) and None)
    received = os.read(master, 4096)
    os.close(master)
    os.close(slave)
    assert received == b"\x1b]52;c;" + base64.b64encode(FIGURE.encode()) + b"\x07"
    assert (copied.route, copied.verified) == ("osc52", False)
    assert not copied.message().startswith("Copied")


def test_osc52_is_wrapped_for_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "screen-256color")
    sent: list[str] = []
    clipboard.copy(FIGURE, terminal=sent.append)
    assert sent[0].startswith("\x1bP\x1b]52;") and sent[0].endswith("\x1b\\")


def test_a_text_too_long_for_osc52_goes_into_a_file() -> None:
    sent: list[str] = []
    copied = clipboard.copy("表" * 30_000, terminal=sent.append)
    assert not sent
    assert copied.route == "file"


def test_a_verified_copy_sends_nothing_to_the_terminal(tmux: list[str]) -> None:
    sent: list[str] = []
    clipboard.copy(FIGURE, terminal=sent.append)
    assert not sent


# -------------------------------------------------------------------------------------------------------- no route


def test_the_file_is_the_users_alone() -> None:
    copied = clipboard.copy(FIGURE)
    assert Path(copied.detail).stat().st_mode & 0o777 == 0o600


def test_when_even_the_file_fails_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    with pytest.raises(clipboard.ClipboardError, match="Nothing could take the copy"):
        clipboard.copy(FIGURE)


def test_one_route_only(tmux: list[str]) -> None:
    copied = clipboard.copy(FIGURE, only="file")
    assert [a.route for a in copied.attempts] == ["file"]


def test_importing_the_clipboard_loads_no_clipboard_program() -> None:
    code = "import sys, reader.clipboard; print('pyperclip' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=240)
    assert answer.stdout.strip() == "False"
