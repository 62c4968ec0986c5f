"""How the article looks: the same rows in every theme, at three sizes as recorded, and legible in all of our themes.

NEWSREADER_RECORD=1 writes the recorded screens anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from article_app import ArticleApp
from pictures import available, draw, screen_text
from rich.style import Style
from test_article import ARTICLE, MARKS

from reader.ui import themes
from reader.ui.widgets.article_marks import LOOKS

RECORDED = Path(__file__).with_name("recorded")
THEMES = [theme.name for theme in themes.own()]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_screen_is_as_recorded_in_every_theme(size):
    screens = set()
    for theme in THEMES:
        app = ArticleApp(ARTICLE, MARKS, theme=theme)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            screens.add("\n".join(line.rstrip() for line in screen_text(app)) + "\n")
    assert len(screens) == 1
    file = RECORDED / f"article-{size[0]}x{size[1]}.txt"
    if os.environ.get("NEWSREADER_RECORD") == "1":
        RECORDED.mkdir(exist_ok=True)
        file.write_text(screens.pop(), encoding="utf-8")
    else:
        assert file.read_text(encoding="utf-8") == screens.pop()


def contrast(style: Style) -> float:
    """The contrast of text and ground (WCAG 2.1, 1.4.3), text that is dim being half way between the two."""

    def brightness(colour: tuple[float, ...]) -> float:
        parts = [c / 255 for c in colour]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    front, back = tuple(style.color.get_truecolor()), tuple(style.bgcolor.get_truecolor())
    if style.dim:
        front = tuple((a + b) / 2 for a, b in zip(front, back, strict=True))
    low, high = sorted((brightness(front), brightness(back)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
async def test_every_look_is_legible(theme):
    app = ArticleApp(ARTICLE, MARKS, theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = app.view
        assert contrast(view._base()) >= 7
        for look in set(LOOKS.values()):
            style = view._composed((look,))
            assert contrast(style) >= 4.5, look
            for over in ("picked", "selection", "found", "note", "note-green", "note-pink"):
                style = view._composed((look, over))
                assert contrast(style) >= 3, (look, over)
        for look in ("headline", "kicker", "section", "subtitle", "byline", "flag"):
            assert contrast(view._composed((look,))) >= 4.5, look


@pytest.mark.skipif(not available(), reason="no font with Chinese (Debian: fonts-noto-cjk)")
async def test_a_picture_shows_what_the_screen_does():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        picture = draw(app)
        assert picture.size == (800, 24 * 24)
        head = screen_text(app).index(next(line for line in screen_text(app) if "灯下有书声" in line))
        rows = [picture.crop((0, row * 24, 780, row * 24 + 24)).getcolors(100_000) for row in (0, head)]
        assert len(rows[0]) == 1 and len(rows[1]) > 10  # nothing above the headline; the headline is drawn
