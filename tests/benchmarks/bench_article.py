"""How quickly the article view opens, resizes, hops and scrolls in a long article, beside Textual's read-only TextArea.

Run: python tests/benchmarks/bench_article.py [characters] [marks]
Prints milliseconds of processor time in one process; a bare application with a screen of the same size comes first.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea

sys.path.insert(0, str(Path(__file__).parents[1] / "ui"))

from article_app import ArticleApp
from bench_typography import PARAGRAPH

from reader.model import Article, Figure, Marks

SIZE, OTHER = (120, 40), (90, 30)


class TextAreaApp(App[None]):
    """The same text in Textual's own widget."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()

    def compose(self) -> ComposeResult:
        yield TextArea(read_only=True, soft_wrap=True)

    @property
    def view(self) -> TextArea:
        return self.query_one(TextArea)


def per_run(spent: list[float]) -> str:
    spent = sorted(spent)
    return f"{1000 * spent[len(spent) // 2]:9.2f} median {1000 * spent[int(len(spent) * 0.99)]:9.2f} p99"


async def timed(pilot: object, action: object) -> float:
    before = time.process_time()
    action()
    await pilot.pause()
    return time.process_time() - before


async def article(text: str, marks: int) -> None:
    shown = Article("长文", tuple(text.rstrip("\n").split("\n")))
    step = max(10, len(shown.text) // marks)
    figures = tuple(
        Figure(n, n + 4, shown.text[n : n + 4], n, n + 4, "count") for n in range(0, len(shown.text) - 4, step)
    )
    app = ArticleApp()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        view, found = app.view, Marks(figures[:marks], (), "bench")
        opened = await timed(pilot, lambda: view.show(shown, found))
        print(f"  open with {len(found.figures):,} marks  {1000 * opened:9.1f}")
        view.go_to(len(shown.text) // 2)
        await pilot.pause()
        hops = [await timed(pilot, view.action_next_figure) for _ in range(100)]
        idle = [await timed(pilot, lambda: None) for _ in range(100)]
        scrolls = [await timed(pilot, view.action_line_down) for _ in range(100)]
        pages = [await timed(pilot, view.action_page_down) for _ in range(100)]
        view.action_select()
        selects = [await timed(pilot, view.action_line_down) for _ in range(100)]
        searched = await timed(pilot, lambda: view.search("网箱"))
        print(f"  an idle turn of the loop {per_run(idle)}")
        print(f"  next figure             {per_run(hops)}")
        print(f"  scroll a line           {per_run(scrolls)}")
        print(f"  scroll a page           {per_run(pages)}")
        print(f"  stretch a selection     {per_run(selects)}")
        print(f"  search                  {1000 * searched:9.1f}")
        before = time.process_time()
        await pilot.resize_terminal(*OTHER)
        await pilot.pause()
        print(f"  resize                  {1000 * (time.process_time() - before):9.1f}")


async def textarea(text: str) -> None:
    app = TextAreaApp(text)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        view = app.view
        print(f"  open                    {1000 * await timed(pilot, lambda: view.load_text(text)):9.1f}")
        view.move_cursor((len(text.splitlines()) // 2, 0))
        await pilot.pause()
        lines = [await timed(pilot, lambda: view.scroll_relative(y=1, animate=False)) for _ in range(100)]
        print(f"  scroll a line           {per_run(lines)}")
        before = time.process_time()
        await pilot.resize_terminal(*OTHER)
        await pilot.pause()
        print(f"  resize                  {1000 * (time.process_time() - before):9.1f}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 350_000
    marks = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    text = (PARAGRAPH * (count // len(PARAGRAPH) + 1))[:count]
    print(f"{count:,} characters ({len(text.encode()) / 1e6:.1f} MB), {SIZE[0]} × {SIZE[1]} cells; milliseconds")
    print("article view")
    asyncio.run(article(text, marks))
    print("Textual's TextArea (no marks)")
    asyncio.run(textarea(text))


if __name__ == "__main__":
    main()
