"""The reading room's first screens, as they were last looked at: three sizes, both themes and languages, with styles.

The snapshots beside this file hold every line of the screen with the styles in it. When the look is changed on purpose,
``NEWSREADER_SNAPSHOTS=write`` writes them anew, and with them the pictures in data/pictures, drawn cell by cell (see
pictures.py): look at those before you keep either.
"""

from __future__ import annotations

import os
from pathlib import Path

import pictures
import pytest
from rich.style import Style
from room import Room, room

from reader.language import choose

HERE = Path(__file__).parent
SNAPSHOTS = HERE / "snapshots"
PICTURES = HERE.parents[1] / "data" / "pictures"
WRITE = os.environ.get("NEWSREADER_SNAPSHOTS") == "write"
SAMPLE = HERE.parents[1] / "data" / "samples" / "before.txt"

SIZES = ((80, 24), (120, 40), (200, 60))
THEMES = ("paper-dark", "paper-light")


def written(lines: list[list[tuple[str, Style]]]) -> str:
    """The screen as text: each line, and under it its stretches of one style with that style's number in a list."""
    styles: dict[str, int] = {}
    rows: list[str] = []
    for line in lines:
        rows.append("".join(text for text, _style in line).rstrip())
        stretches: list[list[int]] = []
        for text, style in line:
            number = styles.setdefault(str(style.without_color) + " " + colours(style), len(styles))
            if stretches and stretches[-1][0] == number:
                stretches[-1][1] += len(text)
            else:
                stretches.append([number, len(text)])
        rows.append("  " + " ".join(f"{number}×{length}" for number, length in stretches))
    return "\n".join([*rows, "", *(f"{number}: {style}" for style, number in styles.items()), ""])


def colours(style: Style) -> str:
    """The colours of a style as they are sent to a terminal."""
    return " on ".join(colour.name if colour else "default" for colour in (style.color, style.bgcolor))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", THEMES)
async def test_the_screen_is_as_it_was_last_looked_at(
    theme: str, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = SAMPLE.read_text(encoding="utf-8")
    choose("zh" if theme == "paper-light" else "en")
    monkeypatch.chdir(tmp_path)  # so that the source in the status line is a name, not a path of this machine
    async with room(Path(), pages={"before.txt": page}, size=size, theme=theme) as reader:
        await a_figure(reader)
        name = f"{theme.removeprefix('paper-')}-{size[0]}x{size[1]}"
        kept = SNAPSHOTS / f"{name}.txt"
        if WRITE:
            kept.write_text(written(pictures.screen_lines(reader.app)), encoding="utf-8")
            if pictures.available():
                pictures.save(reader.app, PICTURES / f"{name}.png")
        wanted = kept.read_text(encoding="utf-8")
        # Something in the background may still say a word for a moment; what stays must be as it was.
        for _ in range(600):
            if (found := written(pictures.screen_lines(reader.app))) == wanted:
                break
            await reader.pilot.pause(0.1)
        assert found == wanted


async def a_figure(reader: Room) -> None:
    """The first article with its marks, a sum of money picked, the card open where there is room for it."""
    await reader.settled()
    await reader.press("]", "]", "]")
    if reader.app.size.width >= 100:
        await reader.press("i")
    await reader.until(lambda: reader.screen.view.selected is not None)
    await reader.until(
        lambda: reader.screen.sidebar.summary(0).read
    )  # counted as read after a while: the list shows it
    await reader.pilot.pause(0.5)
