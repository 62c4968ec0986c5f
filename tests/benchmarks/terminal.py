"""A program run in a pseudo-terminal, for benchmarks: what it has printed, when, and how big it is."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

import psutil

_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;?<>=:]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[ -/]*[0-~])", re.DOTALL
)
_FRAMES_KNOWN, _FRAME_END = b"\x1b[?2026$p", b"\x1b[?2026l"
"""How a program asks whether it may say what belongs to one frame, and how it then says that a frame is whole."""


class Terminal:
    """``command`` running in a terminal of ``columns`` × ``rows``; everything it prints is read here."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:  # the child: becomes the program
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), {**os.environ, "TERM": "xterm-256color", **(environment or {})})
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.printed = b""

    def read(self, seconds: float) -> bytes:
        """What is printed until there has been nothing new for ``seconds``."""
        new = b""
        while select.select([self._descriptor], [], [], seconds)[0]:
            piece = self._take()
            if not piece:
                break
            new += piece
        return new

    def _take(self) -> bytes:
        """What has been printed; nothing if the program has ended. Answers as a terminal that knows whole frames."""
        try:
            piece = os.read(self._descriptor, 65536)
        except OSError:
            return b""
        self.printed += piece
        if _FRAMES_KNOWN in piece:
            os.write(self._descriptor, b"\x1b[?2026;2$y")
        return piece

    def wait_for(self, text: str, seconds: float = 20.0) -> float:
        """Seconds from the start until ``text`` has been printed (escape sequences aside). Raises TimeoutError."""
        wanted = text.encode()
        while time.perf_counter() - self.started < seconds:
            if select.select([self._descriptor], [], [], 0.05)[0]:
                if not self._take():
                    break
                if wanted in _ESCAPES.sub(b"", self.printed):
                    return time.perf_counter() - self.started
        seen = _ESCAPES.sub(b"", self.printed).decode(errors="replace")
        raise TimeoutError(f"{text!r} did not appear:\n{seen[-2000:]}")

    def type(self, keys: bytes) -> None:
        """Send ``keys``, as if they were typed."""
        os.write(self._descriptor, keys)

    def key_to_paint(
        self, key: bytes, shows: str = "", *, quiet: float = 0.1, seconds: float = 1.0
    ) -> tuple[float, float, float]:
        """Press ``key``: seconds until the first frame with ``shows`` is whole, its own work in them, seconds to rest.

        Rest is when the last frame is whole after which nothing is painted for ``quiet`` seconds. Raises TimeoutError
        if no such frame comes.
        """
        wanted = shows.encode()
        self.read(quiet)
        painted, first = b"", None
        start, worked = time.perf_counter(), self.worked()
        last = start
        os.write(self._descriptor, key)
        while select.select([self._descriptor], [], [], quiet if first else seconds)[0]:
            if not (piece := self._take()):
                break
            painted += piece
            if _FRAME_END in piece:
                last = time.perf_counter()
                if first is None and wanted in _ESCAPES.sub(b"", painted[: painted.rfind(_FRAME_END)]):
                    first = last - start, self.worked() - worked
        if first is None:
            raise TimeoutError(f"{key!r} did not paint {shows!r}")
        return *first, last - start

    def worked(self) -> float:
        """Seconds of processor time of the main thread so far, which other programs do not lengthen much (Linux)."""
        with open(f"/proc/{self.pid}/task/{self.pid}/schedstat") as file:
            return int(file.read().split()[0]) / 1e9

    def leave(self, key: bytes, seconds: float = 30.0) -> None:
        """Leave the program by ``key`` and wait until it has ended, so that it keeps what it keeps."""
        os.write(self._descriptor, key)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self.read(0.05)
        self.close()

    def memory(self) -> float:
        """Resident megabytes of the program."""
        resident: int = psutil.Process(self.pid).memory_info().rss
        return resident / 1e6

    def workers(self) -> int:
        """How many processes work for the program now."""
        commands = [" ".join(child.cmdline()) for child in psutil.Process(self.pid).children(recursive=True)]
        return sum("resource_tracker" not in command for command in commands)

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._descriptor)
