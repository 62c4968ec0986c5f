"""As ready.py, for workers that mark as well: the tagger is loaded once for all of them."""

from __future__ import annotations

from reader.library import ready

ready.load(marks=True)
