"""SIGTERM, SIGHUP and a closed terminal: keep what is being written, then leave the terminal as it was found."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.app import NewsreaderApp

PATIENCE = 5.0
"""Seconds that leaving in order may take after a signal; a terminal that is gone can hold it up for ever."""


def install(app: NewsreaderApp) -> None:
    """From now on these signals end the program in order: drafts kept, desk closed, screen and modes restored.

    Textual by itself runs none of its own closing code then. Where the platform or the thread allows no handlers
    (Windows, tests in a thread) everything stays as it was.
    """
    loop = asyncio.get_running_loop()

    def leave(number: int, _frame: FrameType | None) -> None:
        # Here and not in the event loop: that one may be held up by writing to a terminal that takes nothing more.
        keep_drafts(app)
        last = threading.Timer(PATIENCE, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(lambda: app.exit(return_code=128 + number))

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(ValueError, OSError):
                signal.signal(number, leave)


def keep_drafts(app: NewsreaderApp) -> None:
    """Have what is being written on disk before anything else happens."""
    for screen in app.screen_stack:
        keep = getattr(screen, "keep_draft", None)
        if keep is not None:
            # Whatever fails here must not stop the terminal from being put right.
            with suppress(Exception):
                keep()
