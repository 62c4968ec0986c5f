"""Writing in the user's own editor ($VISUAL, $EDITOR) while the reader waits in the background."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.app import SuspendNotSupported

from reader.language import _


def edit_outside(app: Any, text: str, wanted: str = "") -> str | None:
    """``text`` as the user left it in the editor ``wanted`` (or $VISUAL, $EDITOR, vi); None if that could not be.

    The reader is told why. What was written is kept even if the editor ends with an error, as far as it was saved.
    """
    command = shlex.split(wanted or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    if not command or shutil.which(command[0]) is None:
        name = command[0] if command else ""
        app.tell(_("There is no editor {name}; set editor in config.toml or $EDITOR").format(name=name), warning=True)
        return None
    handle, name = tempfile.mkstemp(prefix="newsreader-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        with app.suspend():
            subprocess.run([*command, name], check=False)
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except SuspendNotSupported:
        app.tell(_("An editor cannot be opened in this terminal"), warning=True)
    except OSError as error:
        app.tell(_("The editor could not be used: {error}").format(error=error.strerror), warning=True)
    finally:
        with suppress(OSError):
            path.unlink()
    return None
