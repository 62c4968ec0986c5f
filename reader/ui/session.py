"""What the reading room remembers from one evening to the next: the article, the theme, what was open."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Session:
    """``article`` is an article's id or ""; ``theme`` a theme the reader chose, or "" for the one in the settings.

    ``groups`` tells whether the groups are open in the sidebar, ``folds`` which of them are folded (True) or not.
    """

    article: str = ""
    theme: str = ""
    sort: str = ""
    sidebar: bool = True
    groups: bool = False
    folds: dict[str, bool] = field(default_factory=dict)


def load(folder: Path) -> Session:
    """The session kept in ``folder``; a new one where there is none or it cannot be read."""
    session = Session()
    with suppress(OSError, ValueError, TypeError, AttributeError):
        kept = json.loads((folder / "session.json").read_text(encoding="utf-8"))
        for name, value in kept.items():
            if name in Session.__slots__ and type(value) is type(getattr(session, name)):
                setattr(session, name, value)
    return session


def save(session: Session, folder: Path) -> None:
    """Keep ``session`` in ``folder``. That it cannot be kept is no reason to trouble the reader on leaving."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / "session.json.new"
        fresh.write_text(json.dumps(asdict(session)), encoding="utf-8")
        fresh.replace(folder / "session.json")
