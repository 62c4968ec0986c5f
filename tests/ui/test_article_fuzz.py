"""Odd articles and actions in any order: whatever comes, no fault, a filled screen, exact quotes."""

from __future__ import annotations

import os
import random

from article_app import ArticleApp
from pictures import screen_text
from rich.cells import cell_len

from reader.model import Article, Figure, Marks
from reader.settings import Settings
from reader.ui.widgets.article import ArticleView
from reader.ui.widgets.article_marks import FIGURE_KINDS

PIECES = (
    *("中文", "AI", "“", "”", "……", "——", "\t", " ", "　", "\u0301", "👩\u200d👩\u200d👧", "🇨🇳", "1200.5万元"),
    *("\x1b[31m", "\u202e", "x" * 90),
)


def odd_article(chosen: random.Random) -> Article:
    """An article of strange pieces, some of its paragraphs empty, perhaps with none at all."""
    count = chosen.randint(0, 9)
    paragraphs = tuple("".join(chosen.choices(PIECES, k=chosen.randint(0, 60))) for _ in range(count))
    headline = chosen.choice(["", "“题”\n二", "长" * 70])
    return Article(headline, paragraphs, section=chosen.choice([None, "[b]x"]))


async def test_no_text_and_no_order_of_actions_is_a_fault():
    """Many odd articles, marks and actions in a row; every screen is filled to its width and quotes are exact."""
    chosen = random.Random(11)
    app = ArticleApp()
    async with app.run_test(size=(60, 16)) as pilot:
        view = app.view
        actions = sorted(name for name in dir(view) if name.startswith("action_") and _ours(view, name))
        assert len(actions) > 30
        for _ in range(150 if os.environ.get("NEWSREADER_FULL") else 25):
            article = odd_article(chosen)
            text = article.text
            view.settings = Settings(measure=chosen.choice([10, 40]), thin_space=chosen.random() < 0.3)
            spans = sorted(sorted(chosen.sample(range(len(text) + 3), 2)) for _ in range(8)) if text else []
            figures = tuple(Figure(a, b, text[a:b], a, b, chosen.choice(FIGURE_KINDS)) for a, b in spans if a < b)
            view.show(article, Marks(figures, (), "t") if chosen.random() < 0.7 else None, place=len(text) // 2)
            for _ in range(25):
                getattr(view, chosen.choice(actions))()
                if chosen.random() < 0.1:
                    view.search(chosen.choice(["中", "ai", "", "“"]))
                if chosen.random() < 0.1:
                    view.set_marks(Marks(figures[::2], (), "t"))
                if chosen.random() < 0.1:
                    view._clicked(chosen.choice([None, 0, len(text) - 1]) if text else None, chosen.choice([1, 3, 4]))
                quote = view.selection
                assert quote is None or text[quote.start : quote.end] == quote.exact != ""
            await pilot.resize_terminal(chosen.choice([1, 7, 30, 60, 140]), chosen.choice([1, 5, 16]))
            await pilot.pause()
            assert {cell_len(line) for line in screen_text(app)} == {app.size.width}


def _ours(view: ArticleView, name: str) -> bool:
    return any(name in vars(kind) for kind in type(view).__mro__ if kind.__module__.startswith("reader."))
