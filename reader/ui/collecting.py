"""When Python's garbage collector looks through everything: while nobody types, not in the middle of a key."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

REST = 1.0
"""Seconds without a key or the mouse after which the reader is taken to read."""

YOUNG = (10_000, 5, 100)
"""Python's thresholds: with its own it would look at what is new several times a key, and at all every few seconds."""


class Collecting:
    """The collector of a program on the screen. ``touched`` tells it that the reader does something."""

    def __init__(self, app: App[int]) -> None:
        self._before = gc.get_threshold()
        self._settled = False
        self._last = monotonic()
        gc.set_threshold(*YOUNG)
        app.set_interval(REST / 2, self._at_rest)

    def touched(self) -> None:
        """A key was pressed or the mouse moved."""
        self._last = monotonic()

    def stop(self) -> None:
        """Leave the collector as it was found."""
        gc.set_threshold(*self._before)

    def _at_rest(self) -> None:
        if monotonic() - self._last < REST:
            return
        if not self._settled:
            # What the start has loaded stays, so that no later turn need go through it.
            self._settled = True
            gc.collect()
            gc.freeze()
        elif gc.get_count()[2]:
            gc.collect()
