"""Imported only by the process from which an import's workers are forked: loads once what each of them needs."""

from __future__ import annotations

from contextlib import suppress

from reader.library.pool import be_quiet


def _load() -> None:
    be_quiet()
    with suppress(Exception):  # it would go wrong in the workers too, where it is told
        from reader import resources
        from reader.library.importing import Task, take

        for _batch in take(Task((str(resources.data("samples", "before.txt")),), marks=False)):
            pass


_load()
