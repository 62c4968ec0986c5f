"""SIGTERM, SIGHUP and a closed terminal: keep what is being written, then leave the terminal as it was found."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.app import NewsreaderApp


def install(app: NewsreaderApp) -> None:
    """From now on these signals end the program in order: drafts kept, desk closed, screen and modes restored.

    Textual by itself runs none of its own closing code then. Where the platform or the thread allows no handlers
    (Windows, tests in a thread) everything stays as it was.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, _leave, app, number)


def keep_drafts(app: NewsreaderApp) -> None:
    """Have what is being written on disk before anything else happens."""
    for screen in app.screen_stack:
        keep = getattr(screen, "keep_draft", None)
        if keep is not None:
            # Whatever fails here must not stop the terminal from being put right.
            with suppress(Exception):
                keep()


def _leave(app: NewsreaderApp, number: int) -> None:
    keep_drafts(app)
    app.exit(return_code=128 + number)
