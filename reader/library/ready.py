"""Imported only by the process from which an import's workers are forked: loads once what each of them needs."""

from __future__ import annotations

import gc
import os
from contextlib import suppress

from reader.library.pool import be_quiet

_FEWER_SEARCHES = 50_000
"""New objects after which the collector looks for dead cycles. At Python's 700 that takes a twentieth of the time."""


def load(*, marks: bool) -> None:
    """Load what reading and splitting take, and ``marks`` if wanted."""
    be_quiet()
    # One thread for NumPy: others would not live on in the workers, and gain nothing there (see marks).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is loaded stays: to look through it for dead cycles takes a fifth of the time, and would take each worker a
    # copy of what they share.
    gc.disable()
    with suppress(Exception):  # it would go wrong in the workers too, where it is told
        from reader import resources
        from reader.library.reading import Task, take

        for _batch in take(Task((str(resources.data("samples", "before.txt")),), marks=marks)):
            pass
    gc.freeze()
    gc.enable()
    gc.set_threshold(_FEWER_SEARCHES)


load(marks=False)
