"""Where the styles of what opens over the reading room lie; they are read only when the first of it opens."""

from __future__ import annotations

from reader.resources import style

SCREENS_CSS = str(style("screens.tcss"))
