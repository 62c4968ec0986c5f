"""Folders of the test's own instead of the user's, and a clipboard that keeps what is copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader import clipboard, language


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("home")
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    language.choose("en")
    return folder


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []

    def copy(text: str, **_options: object) -> clipboard.Copied:
        texts.append(text)
        attempt = clipboard.Attempt("system", True, True, "xclip")
        return clipboard.Copied("system", True, "xclip", (attempt,))

    monkeypatch.setattr(clipboard, "copy", copy)
    return texts
