"""The `newsreader` command: reads its words and hands on to the floor that does the work."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import reader


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words == ["--version"]:
        print(f"newsreader {reader.__version__}")
        return 0
    return 2
