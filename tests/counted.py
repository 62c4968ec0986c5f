"""Work counted instead of timed: how many lines of Python a call runs through, the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(work: Callable[[], Any]) -> int:
    """How many lines of Python ``work`` runs through, each turn of a loop counted anew.

    What C does in one line (a regular expression that backtracks, a search) is not seen: for that, give it a text so
    long that more than linear time would never end.
    """
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
