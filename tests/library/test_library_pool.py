"""Worker processes: one that dies or hangs costs its task, none is started for nothing, all end when told to."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from reader.library import pool as pool_module
from reader.library.pool import PATIENCE, Assistant, Finished, Lost, Pool, start_ahead


def misbehave(task: str) -> Iterator[str]:
    """A worker's work for the tests: says what it was given, or dies, or hangs."""
    if task == "die":
        os._exit(1)
    if task == "hang":
        time.sleep(600)
    yield task.upper()


class Clock:
    """Stands in for the module ``time``: goes on only when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


def test_a_worker_that_dies_or_hangs_costs_only_its_task(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("reader.library.pool.time", clock)
    pool = Pool(misbehave, 2)
    tasks = ["a", "die", "b", "hang", "c", "d", "e"]
    messages: list[Any] = []
    for each in pool.run(iter(tasks)):
        messages.append(each)
        if {worker.tasks[0] for worker in pool._workers if worker.tasks} == {"hang"}:  # all that can be done is done
            clock.now += PATIENCE + 1
    assert {(each.task, each.hung) for each in messages if isinstance(each, Lost)} == {("die", False), ("hang", True)}
    assert {each.task for each in messages if isinstance(each, Finished)} == set("abcde")
    assert sorted(each for each in messages if isinstance(each, str)) == list("ABCDE")


def test_a_worker_started_ahead_is_taken_and_what_it_did_before_is_not_told() -> None:
    start_ahead(misbehave, "before")
    with_it = Pool(misbehave, 1)
    assert [each for each in with_it.run(iter(["a"])) if each is not None] == ["A", Finished("a")]
    without = Pool(misbehave, 1)
    assert [each for each in without.run(iter(["b"])) if each is not None] == ["B", Finished("b")]


def test_a_worker_that_died_before_it_was_wanted_is_not_taken() -> None:
    start_ahead(misbehave, "die")
    for child in multiprocessing.active_children():
        child.join(120)
    assert [each for each in Pool(misbehave, 1).run(iter(["a"])) if each is not None] == ["A", Finished("a")]


def test_an_assistant_answers_ends_when_idle_and_starts_again() -> None:
    helper = Assistant(misbehave)
    assert helper.ask("a") == "A"
    first = helper._worker
    helper._idle = 0.3
    assert helper.ask("b") == "B" and first is not None
    assert helper._worker in (first, None)
    first.process.join(60)
    assert not first.process.is_alive()
    assert helper.ask("c") == "C" and helper._worker is not first
    helper.close()
    with pytest.raises(EOFError):
        helper.ask("d")


def test_an_assistant_that_dies_of_a_task_does_the_next() -> None:
    helper = Assistant(misbehave)
    with pytest.raises(EOFError):
        helper.ask("die")
    assert helper.ask("a") == "A"
    helper.close()


@pytest.mark.parametrize("moment", [0.0, 0.05, 1.0])  # while its worker is started, and later
def test_closing_ends_an_assistant_that_hangs(moment: float) -> None:
    helper = Assistant(misbehave)
    closing = threading.Timer(moment, helper.close)
    closing.start()
    with pytest.raises(EOFError):
        helper.ask("hang")
    closing.join()


@pytest.mark.parametrize(("tasks", "jobs", "expected"), [(1, 2, 1), (2, 2, 2), (7, 2, 2), (0, 2, 0)])
def test_no_worker_is_started_without_a_task(
    tasks: int, jobs: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, count = pool_module._started, []

    def start(*given: Any) -> Any:
        count.append(given)
        return started(*given)

    monkeypatch.setattr(pool_module, "_started", start)
    pool = Pool(misbehave, jobs)
    told = list(pool.run(iter([f"task {number}" for number in range(tasks)])))
    pool.close()
    assert sum(isinstance(each, Finished) for each in told) == tasks
    assert len(count) == expected


def test_closing_while_a_worker_is_started_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    helper, started = Assistant(misbehave), pool_module._started

    def start(*given: Any) -> Any:
        worker = started(*given)
        helper.close()
        return worker

    monkeypatch.setattr(pool_module, "_started", start)
    with pytest.raises(EOFError):
        helper.ask("hang")
