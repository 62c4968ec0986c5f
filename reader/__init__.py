"""newsreader: a terminal reader for Chinese newspaper pages."""

from __future__ import annotations

__version__ = "0.1.0"
