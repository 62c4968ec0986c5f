"""Worker processes for slow work on many files: one that dies or hangs costs its file, never the rest.

A worker is given tasks (anything that can be pickled) and answers each with any number of messages and an end. It
sends as it goes, and waits while the other side is busy, so that memory stays flat however much a task yields.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

PATIENCE = 180.0
"""Seconds without a word from a busy worker after which it is taken to hang."""

_AHEAD = 2  # tasks in a worker's hands: one being done, one so that it need not wait for the next
_END = "end"
_MESSAGE = "message"

Work = Callable[[Any], Iterator[Any]]

_ahead: list[tuple[Work, _Worker]] = []
"""Workers that were started ahead and that no pool has taken yet."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that was not finished because its worker died or hung."""

    task: Any
    hung: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """A task that has been done; all its messages came before."""

    task: Any


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    tasks: deque[Any] = field(default_factory=deque)
    heard: float = field(default_factory=time.monotonic)


def start_ahead(work: Work, first: Any) -> None:
    """Start a worker for ``work`` now, so that the next Pool finds it ready; returns at once.

    It does the task ``first`` meanwhile as far as its first message, for what it loads by that; nothing is told of it.
    """
    worker = _started(work, 0)
    with suppress(OSError):
        worker.line.send((first, False))
    _ahead.append((work, worker))


@contextmanager
def loading_ahead(ready: str) -> Iterator[None]:
    """Within this, what the workers of a Pool with ``ready`` need is loaded from now on, before there is a task."""
    if not _Server.known:
        yield
        return
    server = _Server(ready)
    server.begin()
    try:
        yield
    finally:
        server.stop()


class Pool:
    """``jobs`` processes that run ``work`` (a function at the top of a module) on each task."""

    def __init__(
        self, work: Work, jobs: int, *, patience: float = PATIENCE, nice: int = 0, ready: str | None = None
    ) -> None:
        """``patience`` is in seconds; ``nice`` lowers the workers' priority, for work that nobody waits for.

        ``ready`` names a module whose import loads what every worker needs; where there are several workers it is
        done once for all.
        """
        self._work = work
        self._jobs = max(1, jobs)
        self._server = _Server(ready) if ready is not None and self._jobs > 1 and _Server.known else None
        self._patience = patience
        self._nice = nice
        self._workers: list[_Worker] = []
        self._returned: deque[Any] = deque()  # tasks that waited behind one that killed its worker

    def run(self, tasks: Iterator[Any], *, tick: float = 0.2) -> Iterator[Any]:
        """What the workers send about ``tasks``, as it comes; Finished or Lost at the end of each task.

        None is yielded at least every ``tick`` seconds, so that the caller can look up. Tasks are drawn only as they
        are needed.
        """
        tasks = iter(tasks)
        more = True
        while more or self._workers or self._returned:
            more = self._hand_out(tasks)
            if not self._workers:
                continue
            ready = wait([worker.line for worker in self._workers], timeout=tick)
            for worker in [worker for worker in self._workers if worker.line in ready]:
                yield from self._listen(worker)
            yield from self._give_up_on_hung()
            if not more:
                self._let_go_idle()
            yield None

    def close(self) -> None:
        """End all workers now, whatever they are doing."""
        for worker in list(self._workers):
            self._end(worker)
        if self._server is not None:
            self._server.stop()

    def _hand_out(self, tasks: Iterator[Any]) -> bool:
        """Give work to those that have hands free; whether there may be more."""
        for depth in range(1, _AHEAD + 1):
            for worker in self._workers:
                if len(worker.tasks) < depth and not self._give(worker, tasks):
                    return False
            while len(self._workers) < self._jobs and depth == 1:
                if not self._give(None, tasks):
                    return False
        return True

    def _give(self, worker: _Worker | None, tasks: Iterator[Any]) -> bool:
        """Give ``worker``, or a new one, the next task; False if there is none."""
        try:
            task = self._returned.popleft() if self._returned else next(tasks)
        except StopIteration:
            return False
        worker = worker or self._start()
        if not worker.tasks:
            worker.heard = time.monotonic()
        worker.tasks.append(task)
        with suppress(OSError):  # it has died: _listen will find out and tell
            worker.line.send((task, True))
        return True

    def _start(self) -> _Worker:
        ready = next(
            (each for each in _ahead if each[0] is self._work and not self._nice and each[1].process.is_alive()), None
        )
        if ready is not None:
            _ahead.remove(ready)
            worker = ready[1]
        else:
            worker = _started(self._work, self._nice, self._server)
        self._workers.append(worker)
        return worker

    def _listen(self, worker: _Worker) -> Iterator[Any]:
        try:
            kind, message = worker.line.recv()
        except (EOFError, OSError):
            yield from self._lose(worker, hung=False)
            return
        worker.heard = time.monotonic()
        yield message if kind == _MESSAGE else Finished(worker.tasks.popleft())

    def _give_up_on_hung(self) -> Iterator[Any]:
        for worker in list(self._workers):
            if worker.tasks and time.monotonic() - worker.heard > self._patience:
                yield from self._lose(worker, hung=True)

    def _lose(self, worker: _Worker, *, hung: bool) -> Iterator[Any]:
        self._end(worker)
        if worker.tasks:
            yield Lost(worker.tasks.popleft(), hung)
            self._returned.extend(worker.tasks)

    def _let_go_idle(self) -> None:
        for worker in list(self._workers):
            if not worker.tasks:
                self._end(worker)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.line.close()
        if worker.tasks:
            worker.process.kill()
        worker.process.join(5)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join(5)


class Assistant:
    """One worker for tasks that come one by one: it is started for the first and ends when it has long been idle.

    What it loads for its work stays out of this process, where it would cost memory and the collector's time.
    """

    def __init__(self, work: Work, *, idle: float = 60.0) -> None:
        """``idle`` is the seconds without a task after which the worker ends."""
        self._work = work
        self._idle = idle
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._ending: threading.Timer | None = None
        self._closed = False

    def ask(self, task: Any) -> Any:
        """What ``work`` yields first for ``task``. Raises EOFError if the worker dies of it or all has been closed."""
        with self._lock:
            if self._ending is not None:
                self._ending.cancel()
            if self._closed:
                raise EOFError
            if self._worker is None or not self._worker.process.is_alive():
                self._worker = _started(self._work, 0)
            worker = self._worker
            if self._closed:  # while the worker was started: who closed could not see it yet
                worker.process.kill()
            try:
                worker.line.send((task, True))
                found = None
                while (message := worker.line.recv())[0] != _END:
                    found = message[1] if found is None else found
            except (EOFError, OSError) as error:
                self._worker = None  # the next task begins with another
                worker.process.kill()
                raise EOFError from error
            self._ending = threading.Timer(self._idle, self._end)
            self._ending.daemon = True
            self._ending.start()
            return found

    def close(self) -> None:
        """End the worker now, whatever it is doing."""
        self._closed = True
        if self._worker is not None:
            self._worker.process.kill()  # who waits for it finds the line closed

    def _end(self) -> None:
        with self._lock:
            if self._worker is not None:
                self._worker.process.kill()
                self._worker.process.join(5)
                self._worker = None


class _Server:
    """A process that has loaded what workers need and does nothing but fork into them.

    It is started anew, as those of "spawn" are, and has no threads, so that to fork it is safe. The server of
    multiprocessing is one for the whole program; it is ended with the last pool that uses it, since it holds as much
    memory as a worker.
    """

    known = "forkserver" in multiprocessing.get_all_start_methods()
    _users = 0
    _counting = threading.Lock()

    def __init__(self, ready: str) -> None:
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload([ready])
        self._stopped = False
        with _Server._counting:
            _Server._users += 1

    def begin(self) -> None:
        """Start the process, if it is not there yet; returns while it loads."""
        from multiprocessing import forkserver

        with _quietly(), suppress(OSError):  # that it cannot be started is told when the first worker is wanted
            forkserver.ensure_running()

    def stop(self) -> None:
        """End the process if nobody else needs it."""
        with _Server._counting:
            if not self._stopped:
                self._stopped = True
                _Server._users -= 1
                if not _Server._users:
                    from multiprocessing import forkserver

                    forkserver._forkserver._stop()  # type: ignore[attr-defined]  # there is no public way


def _started(work: Work, nice: int, server: _Server | None = None) -> _Worker:
    # spawn: a fork of a program with threads (the reader on the screen) can hang in a lock taken elsewhere.
    context = multiprocessing.get_context("spawn") if server is None else server.context
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs, nice), daemon=True)
    with _quietly():
        try:
            process.start()
        except (EOFError, ConnectionError):
            if server is None:
                raise
            return _started(work, nice)  # the server has died
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _quietly() -> Iterator[None]:
    """Around the start of a process, which then leaves alone the reader's screen and whoever presses Ctrl-C."""
    # multiprocessing hands on standard error by its descriptor; the reader's screen has put in its place something
    # that has none.
    with redirect_stderr(sys.__stderr__), _without_interruption():
        yield


@contextmanager
def _without_interruption() -> Iterator[None]:
    """Ctrl-C reaches what is started meanwhile never, not even before it can say so, and this program afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # starting it would let Ctrl-C in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Work, line: Connection, nice: int) -> None:
    """A worker's life: tasks in, messages out, until the other side hangs up (which it also does when killed)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us
    be_quiet()
    with suppress(OSError, AttributeError):
        os.nice(nice)
    with suppress(EOFError, OSError):
        while True:
            task, wanted = line.recv()
            for message in work(task):
                if not wanted:
                    break
                line.send((_MESSAGE, message))
            if wanted:
                line.send((_END, None))


def be_quiet() -> None:
    """From now on nothing that this process prints lands on the screen of the one who started it."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
