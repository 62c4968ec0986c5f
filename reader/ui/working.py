"""Work in threads for screens: the answer comes back to the interface, a failure as a message, never as a traceback."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual.css.query import NoMatches
from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.language import _

if TYPE_CHECKING:
    from textual.dom import DOMNode

Answer = TypeVar("Answer")


def in_thread(
    node: DOMNode,
    work: Callable[[], Answer],
    then: Callable[[Answer], Any] | None = None,
    *,
    group: str = "work",
    only_last: bool = False,
    failed: Callable[[], Any] | None = None,
) -> None:
    """Run ``work`` in a thread and ``then`` with its answer in the interface, if ``node`` is still there.

    With ``only_last`` an earlier piece of work of the same ``group`` is overtaken: its answer is dropped. A
    ReaderError is said in the status line; any other failure too, with the file that holds its details. ``failed``
    runs, in the interface, after either.
    """
    app: Any = node.app

    def run() -> None:
        worker = get_current_worker()
        try:
            answer = work()
            if then is not None and not (only_last and worker.is_cancelled):
                back(app, then, answer)
            return
        except ReaderError as error:
            message = str(error)
        except Exception as error:
            if not app.is_running:
                return
            message = unexpected(error, app.desk.paths.state)
        if not (only_last and worker.is_cancelled):
            back(app, lambda: app.tell(message, warning=True))
            if failed is not None:
                back(app, failed)

    node.run_worker(run, thread=True, group=group, exclusive=only_last, exit_on_error=False)


def back(app: Any, function: Callable[..., Any], *arguments: Any) -> None:
    """Run ``function`` in the interface, from a thread; nothing happens if the program is being left."""
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
