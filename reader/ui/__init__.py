"""The reading room: the terminal program that shows the library. ``run`` opens it.

How a screen is added
---------------------
1. ``screens/NAME.py`` holds one ``textual.screen.Screen`` (or ``ModalScreen``) of its own, told in its first line. It
   sets ``BINDINGS = commands.bindings("NAME")`` and defines the ``action_…`` methods that its commands name.
2. ``commands.py`` gets the commands of the screen, with ``where="NAME"``: keys, help, palette, the line of keys at the
   foot and remapping in config.toml all come from there. Nothing else binds a key.
3. ``screens/__init__.py`` gets a line in ``SCREENS``: the name and the place of the class, so that it is imported when
   it is first opened and costs nothing at the start. ``app.open_screen("NAME", …)`` shows it.
4. A screen reaches the library, the notebook and the settings through ``self.app.desk`` (``desk.py``). Reading one
   window of rows or one article is quick and may be done at once; everything else, and every write, runs in a thread:
   ``self.run_worker(function, thread=True)`` and back with ``self.app.call_from_thread`` or a message.
5. Every word on the screen goes through ``reader.language._``; text of articles is shown as ``Content`` or plain
   segments, never as markup. Tell the reader what happened with ``self.app.tell(text)`` (the status line).
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.settings import Settings

SWITCH = 0.001
"""Seconds that a thread goes on while another wants its turn; five times as many are usual."""


def run(paths: Sequence[str], settings: Settings) -> int:
    """Open the reading room on ``paths`` (files and folders), or on the whole library if there are none.

    Returns the exit status when the reader leaves it. Needs a terminal; raises ReaderError when there is none.
    """
    from reader.ui.desk import Desk

    hush_warnings()
    # The thread that writes to the terminal waits for this one that long, when it has a frame to write.
    sys.setswitchinterval(SWITCH)
    desk = Desk(settings, marks_apart=True)
    if paths:
        desk.open_for(paths)  # before the many modules of the screen: a process that must read files starts meanwhile
    from reader.ui.app import NewsreaderApp

    app = NewsreaderApp(paths, settings, desk)
    app.run()
    return app.return_code or 0


def hush_warnings() -> None:
    """Let the tagger's warning of a missing model not be printed over the screen: the status line tells of it."""
    warnings.filterwarnings("ignore", module=r"reader\.marks\.entities\.tagging")
