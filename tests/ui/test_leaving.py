"""How the program is left: by signals and a closed terminal with the draft kept; by a slip without a traceback."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest
from room import HARBOUR, room

from reader.notebook import Notebook

START = """
import sys
from reader.settings import Settings
from reader.ui import run
{extra}
sys.exit(run(sys.argv[1:], Settings()))
"""


class Terminal:
    """The reading room in a terminal of its own."""

    def __init__(self, path: Path, extra: str = "") -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [sys.executable, "-c", START.format(extra=extra), str(path)])
        self.shown = b""

    def read(self, needle: str, seconds: float = 120.0) -> None:
        """Read until ``needle`` has been written."""
        end = time.monotonic() + seconds
        while needle.encode() not in self.shown:
            assert time.monotonic() < end, f"{needle} did not come: {self.shown[-2000:]!r}"
            self.more(0.2)

    def more(self, seconds: float) -> bool:
        if not select.select([self.fd], [], [], seconds)[0]:
            return True
        try:
            got = os.read(self.fd, 65536)
        except OSError:
            return False
        self.shown += got
        return bool(got)

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def ended(self) -> int:
        """Wait for its end; the status."""
        while self.more(0.5) and os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            pass
        while self.more(0.2) and select.select([self.fd], [], [], 0)[0]:
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def write_half_a_note(path: Path, extra: str = "") -> Terminal:
    path.write_text(HARBOUR, encoding="utf-8")
    terminal = Terminal(path, extra)
    terminal.read("岳小舟")
    terminal.read("person")
    terminal.type("a")
    terminal.read("Note on the article")
    terminal.type("写到一半，鲸")
    terminal.read("鲸")
    return terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_draft_and_restores_the_terminal(tmp_path: Path, number: signal.Signals) -> None:
    # To leave in order takes its time on a busy machine.
    terminal = write_half_a_note(tmp_path / "a.txt", "from reader.ui import signals; signals.PATIENCE = 120.0")
    os.kill(terminal.pid, number)
    assert terminal.ended() == 128 + number
    assert b"\x1b[?1049l" in terminal.shown and b"\x1b[?25h" in terminal.shown
    with Notebook() as notebook:
        assert [draft.text for draft in notebook.drafts.left()] == ["写到一半，鲸"]


def test_a_closed_terminal_keeps_the_draft(tmp_path: Path) -> None:
    terminal = write_half_a_note(tmp_path / "a.txt")
    os.close(terminal.fd)
    end = time.monotonic() + 120
    while os.waitpid(terminal.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < end, "it goes on without a terminal"
        time.sleep(0.1)
    with Notebook() as notebook:
        assert [draft.text for draft in notebook.drafts.left()] == ["写到一半，鲸"]


def test_a_slip_ends_with_a_message_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HARBOUR, encoding="utf-8")
    slip = "from reader.ui.screens.reading import ReadingScreen\nReadingScreen.action_zen = lambda self: 1 / 0\n"
    terminal = Terminal(tmp_path / "a.txt", slip)
    terminal.read("person")
    terminal.type("z")
    assert terminal.ended() == 1
    assert "Something went wrong" in terminal.shown.decode(errors="replace")
    assert b"Traceback" not in terminal.shown


def test_the_own_editor_takes_over_and_gives_back(tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "path.write_text(path.read_text(encoding='utf-8') + '，鲸在别处写完', encoding='utf-8')\n",
        encoding="utf-8",
    )
    (tmp_path / "a.txt").write_text(HARBOUR, encoding="utf-8")
    extra = f"import os; os.environ['VISUAL'] = '{sys.executable} {editor}'"
    terminal = Terminal(tmp_path / "a.txt", extra)
    terminal.read("person")
    terminal.type("a")
    terminal.read("Note on the article")
    terminal.type("开头")
    terminal.read("开头")
    terminal.type("\x0f")  # ctrl+o
    terminal.read("鲸在别处写完")
    terminal.type("\x13")  # ctrl+s
    terminal.read("Note kept")
    terminal.type("q")
    assert terminal.ended() == 0
    with Notebook() as notebook:
        assert [note.text for note in notebook.notes()] == ["开头，鲸在别处写完"]


def test_a_terminal_of_sixteen_colours_is_used_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HARBOUR, encoding="utf-8")
    terminal = Terminal(tmp_path / "a.txt", "import os; os.environ['TERM'] = 'xterm'; os.environ.pop('COLORTERM', '')")
    terminal.read("person")
    assert b"\x1b[38;2;" not in terminal.shown and b"\x1b[38;5;" not in terminal.shown
    terminal.type("q")
    assert terminal.ended() == 0


def test_without_colour_no_colour_is_sent(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HARBOUR, encoding="utf-8")
    terminal = Terminal(tmp_path / "a.txt", "import os; os.environ['NO_COLOR'] = '1'")
    terminal.read("person")
    assert b"38;2;" not in terminal.shown and b"38;5;" not in terminal.shown and b"48;5;" not in terminal.shown
    terminal.type("q")
    assert terminal.ended() == 0


def test_a_terminal_that_is_closed_amid_much_to_draw_does_not_hold_it(tmp_path: Path) -> None:
    terminal = write_half_a_note(tmp_path / "a.txt")
    terminal.type("甲" * 400)
    os.close(terminal.fd)
    end = time.monotonic() + 120
    while os.waitpid(terminal.pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < end, "it goes on without a terminal"
        time.sleep(0.1)


async def test_a_file_is_opened_again_where_it_was_left(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}, size=(60, 12)) as reading:
        await reading.settled()
        await reading.press("j", "j", "j", "j", "j", "j", "j", "j")
        await reading.until(
            lambda: reading.screen.view.place > 0 and reading.screen._place == reading.screen.view.place
        )
        left = reading.screen.view.place
    async with room(tmp_path, pages={"a.txt": HARBOUR}, size=(60, 12)) as reading:
        await reading.settled()
        assert reading.screen.view.place == left
