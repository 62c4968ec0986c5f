"""Work in threads for screens: the answer comes back to the interface, a failure as a message, never as a traceback."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from contextvars import copy_context
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from textual.css.query import NoMatches

from reader.errors import ReaderError
from reader.language import _

if TYPE_CHECKING:
    from textual.dom import DOMNode

Answer = TypeVar("Answer")

PATIENCE = 10.0
"""Seconds that leaving waits for what is being written."""

STARTS_PROCESSES = frozenset({"files", "backlog", "marking"})
"""Groups of work that start processes of their own."""

_latest: WeakKeyDictionary[DOMNode, dict[str, int]] = WeakKeyDictionary()
_writing: set[threading.Thread] = set()


def in_thread(
    node: DOMNode,
    work: Callable[[], Answer],
    then: Callable[[Answer], Any] | None = None,
    *,
    group: str = "work",
    only_last: bool = False,
    writes: bool = False,
    failed: Callable[[], Any] | None = None,
) -> None:
    """Run ``work`` in a thread and ``then`` with its answer in the interface, if ``node`` is still there.

    With ``only_last`` an earlier piece of work of the same ``group`` is overtaken: its answer is dropped. A
    ReaderError is said in the status line; any other failure too, with the file that holds its details. ``failed``
    runs, in the interface, after either. Leaving the program waits for work that ``writes``; it does not wait for
    other work, which may take long and loses nothing.
    """
    app: Any = node.app
    turns = _latest.setdefault(node, {})
    turn = turns[group] = turns.get(group, 0) + 1

    def wanted() -> bool:
        return node.is_attached and not (only_last and turns[group] != turn)

    def run() -> None:
        try:
            try:
                if group in STARTS_PROCESSES:
                    _prepare_processes()
                answer = work()
            finally:
                _writing.discard(threading.current_thread())
            if then is not None and wanted():
                back(app, then, answer)
            return
        except ReaderError as error:
            message = str(error)
        except Exception as error:
            if not app.is_running:
                return
            message = unexpected(error, app.desk.paths.state)
        if not (only_last and turns[group] != turn):
            back(app, lambda: app.tell(message, warning=True))
            if failed is not None and node.is_attached:
                back(app, failed)

    # Not Textual's workers: those keep the program from ending until the last of them has ended.
    thread = threading.Thread(target=copy_context().run, args=(run,), name=group, daemon=True)
    if writes:
        _writing.add(thread)
    thread.start()


def _prepare_processes() -> None:
    """Start the helper that multiprocessing has, with the real standard error: Textual's stand-in has no descriptor."""
    from multiprocessing import resource_tracker

    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


def finish_writing() -> None:
    """Wait until what is being written has been written, at most PATIENCE."""
    end = time.monotonic() + PATIENCE
    for thread in list(_writing):
        if thread is not threading.current_thread():
            thread.join(max(0.0, end - time.monotonic()))


def back(app: Any, function: Callable[..., Any], *arguments: Any) -> None:
    """Run ``function`` in the interface, from a thread; nothing happens if the program is being left."""
    if not app.is_running:
        return
    try:
        app.call_from_thread(function, *arguments)
    except (RuntimeError, NoMatches):
        if app.is_running and app.screen.is_mounted:
            raise


def unexpected(error: BaseException, folder: Path) -> str:
    """Keep the details of a slip of the program's own in ``folder``; what to say of it to the reader."""
    path = folder / "errors.log"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"--- {datetime.now().isoformat(timespec='seconds')}\n")
            file.writelines(traceback.format_exception(error))
    return _("Something went wrong in newsreader itself; the details are in {path}").format(path=path)
