"""Folders of the test's own instead of the user's, a clipboard that keeps what is copied, pauses that are no luck."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader import clipboard, language

PAUSE, WAIT_FOR_SCREEN = Pilot.pause, Pilot._wait_for_screen


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("home")
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    language.choose("en")
    return folder


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []

    def copy(text: str, **_options: object) -> clipboard.Copied:
        texts.append(text)
        attempt = clipboard.Attempt("system", True, True, "xclip")
        return clipboard.Copied("system", True, "xclip", (attempt,))

    monkeypatch.setattr(clipboard, "copy", copy)
    return texts


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause of the pilot lasts until nothing waits to be done, on a machine however busy.

    Its own goes by the processor time that the program takes, and ends early where others take the processor.
    """

    async def wait_for_screen(self: Pilot[Any], timeout: float = 240.0) -> bool:
        return await WAIT_FOR_SCREEN(self, timeout)

    async def pause(self: Pilot[Any], delay: float | None = None) -> None:
        await PAUSE(self, delay)
        if delay is None:
            quiet = 0
            for _turn in range(100):  # what never comes to rest, such as something that moves, is not waited for
                quiet = quiet + 1 if at_rest(self.app) else 0
                if quiet == 3:
                    return
                await self._wait_for_screen()
                self.app.screen._on_timer_update()
                await asyncio.sleep(0)

    monkeypatch.setattr(Pilot, "_wait_for_screen", wait_for_screen)
    monkeypatch.setattr(Pilot, "pause", pause)


def at_rest(app: Any) -> bool:
    """Whether no message waits in the program and nothing is to be laid out or painted anew."""
    if not app.is_running or not app.screen_stack:
        return True
    screen = app.screen
    if screen._layout_required or screen._repaint_required or screen._dirty_widgets or screen._callbacks:
        return False
    nodes = [app, *(node for each in app.screen_stack for node in each.walk_children(with_self=True))]
    return all(node._message_queue.empty() and not node._next_callbacks for node in nodes)
