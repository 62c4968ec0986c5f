"""The whole way in a real terminal: tmux runs the program, keys are typed, the screen read, X keeps the clipboard."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

SHARED = Path(os.environ.get("NEWSREADER_SHARED", Path(__file__).parents[2] / "shared"))
REAL_PAGE = SHARED / "pages" / "real-page.txt"
NEWSREADER = Path(sys.executable).parent / "newsreader"
# The same, where helpers of the clipboard may take their time on a busy machine.
PATIENT = """import sys
from reader import clipboard
from reader.cli import main
if __name__ == "__main__":  # and not in the processes that it starts
    clipboard._PATIENCE, clipboard._SETTLING = 120.0, 60.0
    sys.exit(main())
"""


class Screen:
    """A tmux server of the test's own with one window, in which a program runs."""

    def __init__(self, socket: Path, environment: dict[str, str], columns: int, rows: int) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        # COLUMNS and LINES, which some test runners set, would win over the size of the window.
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TMUX")}
        self._environment = {**inherited, **environment}
        self._size = ["-x", str(columns), "-y", str(rows)]

    def call(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words], capture_output=True, text=True, timeout=120, check=False, env=self._environment
        )
        return done.stdout

    def start(self, *command: str | Path) -> None:
        """Run ``command``; when it ends the screen says ``ended`` and its status."""
        line = " ".join(f"'{word}'" for word in command)
        self.call("new-session", "-d", *self._size, f"{line}; echo ended $?; exec sleep 600")
        assert self.call("list-sessions")
        # A program that talks to tmux's own clipboard would make the X clipboard's test prove nothing.
        self.call("set-option", "-s", "set-clipboard", "off")

    def keys(self, *keys: str) -> None:
        self.call("send-keys", *keys)

    def text(self, text: str) -> None:
        self.call("send-keys", "-l", text)

    def shown(self) -> str:
        return self.call("capture-pane", "-p")

    def wait(self, what: str | Callable[[str], bool], seconds: float = 90.0) -> str:
        """The screen once ``what`` stands on it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.shown()
            if what in shown if isinstance(what, str) else what(shown):
                return shown
            time.sleep(0.1)
        pytest.fail(f"{what!r} did not appear on\n{self.shown()}")

    def stop(self) -> None:
        server = self.call("display-message", "-p", "#{pid}").strip()
        self.call("kill-server")
        end = time.monotonic() + 60
        while server and psutil.pid_exists(int(server)):  # as long as it is dying, no other can start
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    return {**folders, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


@pytest.fixture
def screen(tmp_path: Path, home: dict[str, str], display: str) -> Iterator[Screen]:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    screen = Screen(tmp_path / "tmux.sock", {**home, "DISPLAY": display}, 120, 40)
    yield screen
    screen.stop()


def clipboard(display: str) -> str:
    ask = ["xclip", "-selection", "clipboard", "-o"]
    return subprocess.run(
        ask, capture_output=True, timeout=60, check=False, env={**os.environ, "DISPLAY": display}
    ).stdout.decode()


def status(shown: str) -> str:
    """The line above the keys: where one is, or what is picked."""
    return (["", "", *shown.rstrip().splitlines()])[-2].strip()


@pytest.mark.skipif(not REAL_PAGE.exists(), reason="the real page is not here")
def test_the_whole_way_on_the_real_page(screen: Screen, display: str, tmp_path: Path) -> None:
    (tmp_path / "patient.py").write_text(PATIENT)
    screen.start(sys.executable, tmp_path / "patient.py", REAL_PAGE)
    shown = screen.wait("全球产业链格局变动")
    assert "“三位一体”战略" in shown
    assert "“国补”持续发力" in shown
    screen.wait("人工智能(AI)作为")

    # The second article, and in it the figure.
    screen.keys("J")
    screen.wait("上海新国际博览中心群贤毕至")
    screen.wait("person")  # the legend names the kinds once the marks are there
    screen.wait(lambda shown: status(shown).startswith("2/3"))
    for _ in range(4):
        before = status(screen.shown())

        def another(shown: str, before: str = before) -> bool:
            return status(shown) not in ("", before) and not status(shown).startswith("2/3")

        screen.keys("]")
        if "5,700,000,000,000" in screen.wait(another):
            break
    else:
        pytest.fail(f"the figure was not reached:\n{screen.shown()}")

    screen.keys("y")
    screen.wait("Copied (xclip")
    assert clipboard(display) == "5.7万亿美元"
    screen.keys("Y")
    screen.wait(lambda _: clipboard(display) == "5700000000000")
    screen.keys("s")
    screen.wait(lambda _: "全球产业链格局变动" in clipboard(display))
    assert "5.7万亿美元" in clipboard(display)
    assert "王薛滔" in clipboard(display)
    assert "real-page.txt" in clipboard(display)

    screen.keys("a")
    screen.wait("Keep")
    screen.text("产值口径待核")
    screen.keys("C-s")
    screen.wait(lambda shown: "Keep" not in shown and "产值口径待核" in shown)
    screen.keys("#")
    screen.wait("Tags apart by blanks")
    screen.text("缝制机械")
    screen.wait("缝制机械")
    screen.keys("Enter")
    screen.wait("#缝制机械")
    screen.keys("q")
    screen.wait("ended 0")

    screen.stop()
    screen.start(NEWSREADER, REAL_PAGE)
    screen.wait("#缝制机械")
    screen.keys("J")
    screen.wait("产值口径待核")
    screen.keys("q")
    screen.wait("ended 0")


def test_the_first_start_is_not_empty_and_says_that_the_samples_are_invented(screen: Screen) -> None:
    screen.start(NEWSREADER)
    shown = screen.wait("电表成了")
    assert "fiction" in shown.lower() or "虚构" in shown
    screen.keys("q")
    screen.wait("ended 0")


def test_a_bad_path_is_told_and_the_others_open(screen: Screen, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("秋粮收购过半\n\n截至10月底，全省收购秋粮1200万吨，进度过半，市场运行平稳。\n", encoding="utf-8")
    screen.start(NEWSREADER, tmp_path / "missing.txt", page)
    screen.wait("秋粮收购过半")
    screen.wait("missing.txt")
    screen.keys("q")
    screen.wait("ended 0")


def test_hostile_text_stays_text(screen: Screen, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "标题[@click=app.quit]点[/]这里\n\n正文\x1b]0;owned\x07里有[b]记号[/b]和\x1b[2J控制符\u202e，都只是文字。\n",
        encoding="utf-8",
    )
    screen.start(NEWSREADER, page)
    shown = screen.wait("[b]记号[/b]")
    assert "[@click=app.quit]" in shown
    assert "owned" not in screen.call("display-message", "-p", "#{pane_title}")
    screen.keys("q")
    screen.wait("ended 0")
