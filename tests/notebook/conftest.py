"""What the notebook's tests share: a notebook's path, and disks that fail on demand."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "notebook.json"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make one system call fail from now on: "full" (write), "fsync", "replace"; "well" takes it back."""

    def fail(what: str) -> None:
        def failure(*arguments: object, **named: object) -> int:
            code = errno.ENOSPC if what == "full" else errno.EIO
            raise OSError(code, os.strerror(code))

        if what == "well":
            monkeypatch.undo()
        else:
            monkeypatch.setattr(os, {"full": "write"}.get(what, what), failure)

    return fail
