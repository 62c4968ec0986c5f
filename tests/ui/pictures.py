"""True pictures of the screen: what a terminal would show, drawn cell by cell with a font that has Chinese.

Textual's own SVG export gives Chinese the wrong width. Run a test's application, then ``save(app, path)``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from rich.cells import get_character_cell_size
from rich.color import ColorType
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

CELL = (10, 24)
_SIZE = 20
_NOTO, _DEJAVU = "/usr/share/fonts/opentype/noto/NotoSansCJK", "/usr/share/fonts/truetype/dejavu/DejaVuSansMono"
_FONTS = ((f"{_NOTO}-Regular.ttc", f"{_NOTO}-Bold.ttc", 7), (f"{_DEJAVU}.ttf", f"{_DEJAVU}-Bold.ttf", 0))


def available() -> bool:
    """Whether the fonts are there to draw with (Debian: fonts-noto-cjk)."""
    return all(Path(path).exists() for regular, bold, _ in _FONTS[:1] for path in (regular, bold))


def save(app: Any, path: str | Path, *, scale: float = 1.0) -> Path:
    """Draw the screen of the running ``app`` into the PNG file ``path``; returns the path."""
    image = draw(app)
    if scale != 1.0:
        image = image.resize((int(image.width * scale), int(image.height * scale)))
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, optimize=True)
    return path


def draw(app: Any) -> Image.Image:
    """The screen of the running ``app`` as a picture."""
    lines = screen_lines(app)
    width, height = app.size
    image = Image.new("RGB", (width * CELL[0], height * CELL[1]), (0, 0, 0))
    canvas = ImageDraw.Draw(image)
    for y, line in enumerate(lines):
        x = 0
        for text, style in line:
            for cluster, cells in _clusters(text):
                _draw_cell(canvas, x, y, cluster, cells, style)
                x += cells
    return image


def screen_lines(app: Any) -> list[list[tuple[str, Style]]]:
    """What the compositor would send to the terminal: for each line its stretches of text and their styles."""
    strips = app.screen._compositor.render_strips()
    background = app.screen.styles.background
    lines = []
    for strip in strips:
        for line_filter in app._filters:
            strip = strip.apply_filter(line_filter, background)
        lines.append([(segment.text, segment.style or Style()) for segment in strip if not segment.control])
    return lines


def screen_text(app: Any) -> list[str]:
    """The text of the screen, a line a string."""
    return ["".join(text for text, _ in line) for line in screen_lines(app)]


def _clusters(text: str) -> list[tuple[str, int]]:
    """Characters with what combines with them, and their cells."""
    found: list[tuple[str, int]] = []
    for character in text:
        cells = get_character_cell_size(character)
        if cells == 0 and found:
            found[-1] = (found[-1][0] + character, found[-1][1])
        elif cells:
            found.append((character, cells))
    return found


def _draw_cell(canvas: ImageDraw.ImageDraw, x: int, y: int, text: str, cells: int, style: Style) -> None:
    front, back = _colour(style, True), _colour(style, False)
    if style.dim:
        front = tuple((a + b) // 2 for a, b in zip(front, back, strict=True))
    if style.reverse:
        front, back = back, front
    left, top = x * CELL[0], y * CELL[1]
    right, bottom = left + cells * CELL[0] - 1, top + CELL[1] - 1
    canvas.rectangle((left, top, right, bottom), fill=back)
    if text.strip():
        font = _font(text[0], bool(style.bold))
        # A slanted face has no Chinese; a terminal slants the upright one, and so a little shift stands for it here.
        if style.italic:
            _draw_slanted(canvas, (left, top), text, font, front, back, (right - left + 1, CELL[1]))
        else:
            canvas.text((left, top + CELL[1] - 5), text, font=font, fill=front, anchor="ls")
    lines = [bottom - 1] if style.underline else [bottom - 2, bottom] if style.underline2 else []
    if style.strike:
        lines.append((top + bottom) // 2)
    for height in lines:
        canvas.line((left, height, right, height), fill=front)


def _draw_slanted(canvas: Any, at: tuple[int, int], text: str, font: Any, front: Any, back: Any, size: Any) -> None:
    tile = Image.new("RGB", size, back)
    ImageDraw.Draw(tile).text((0, CELL[1] - 5), text, font=font, fill=front, anchor="ls")
    slanted = tile.transform(size, Image.Transform.AFFINE, (1, 0.2, -0.2 * CELL[1] / 2, 0, 1, 0), fillcolor=back)
    canvas._image.paste(slanted, at)


def _colour(style: Style, foreground: bool) -> tuple[int, ...]:
    colour = style.color if foreground else style.bgcolor
    if colour is None or colour.type is ColorType.DEFAULT:
        return (220, 220, 220) if foreground else (0, 0, 0)
    return tuple(colour.get_truecolor(DEFAULT_TERMINAL_THEME, foreground=foreground))


@cache
def _font(character: str, bold: bool) -> ImageFont.FreeTypeFont:
    chosen = _FONTS[0]
    # Of characters that are narrow here the Chinese font has only wide shapes.
    narrow = get_character_cell_size(character) == 1 and ord(character) >= 0x80
    if narrow and Path(_FONTS[1][0]).exists():
        chosen = _FONTS[1]
    size = _SIZE if chosen is _FONTS[0] else 16
    return ImageFont.truetype(chosen[bold], size, index=chosen[2])
