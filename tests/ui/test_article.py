"""The article view as a reader meets it: what is shown, where one is, what is picked and found."""

from __future__ import annotations

import threading

import pytest
from article_app import ArticleApp
from counted import lines_run
from pictures import screen_lines, screen_text

from reader.model import Article, Entity, Figure, Marks, Note, Quote
from reader.settings import Settings
from reader.typography import cell_width
from reader.ui import cells
from reader.ui.widgets import article_pane
from reader.ui.widgets.article import ArticleView

FIRST = "县图书馆去年借出图书12.5万册,比上年增长8%。馆长韩青林在《夜读》座谈会上说,“明年要再添三成”。"
SECOND = "柳河镇的读书会已有46个小组,每周六晚七时开讲;最远的听众来自60公里外的石桥乡。"
BODY = (FIRST, SECOND, *(f"第{n}节讲座记下了许多话,听的人围坐在灯下,直到夜深才慢慢散去。" for n in range(1, 60)))
ARTICLE = Article("灯下有书声", BODY, section="乡村文化", bylines=("林晚", "曲直"), date="2024-03-09")


def figure(text: str, kind: str, article: Article = ARTICLE) -> Figure:
    start = article.text.index(text)
    return Figure(start, start + len(text), text, start, start + len(text), kind)


def entity(text: str, kind: str, at: int = 0, id: str = "", article: Article = ARTICLE) -> Entity:
    start = article.text.index(text, at)
    return Entity(start, start + len(text), text, kind, id=id, name=text)


MARKS = Marks(
    (figure("12.5万册", "count"), figure("8%", "percent"), figure("46个", "count"), figure("60公里", "measure")),
    (entity("韩青林", "PER"), entity("《夜读》", "WORK"), entity("柳河镇", "LOC"), entity("石桥乡", "LOC")),
    "test",
)
TEXT = ARTICLE.text


def heard(app: ArticleApp, kind: type) -> list:
    return [message for message in app.heard if isinstance(message, kind)]


def cell_of(app: ArticleApp, offset: int) -> tuple[int, int]:
    """Where on the screen the character at ``offset`` is."""
    sheet = app.view._sheet
    return sheet.x_of(offset), sheet.line_of(offset) - app.view.scroll_offset.y


def style_at(app: ArticleApp, offset: int):
    """The style in which the character at ``offset`` is on the screen."""
    from rich.cells import cell_len

    x, y = cell_of(app, offset)
    for text, style in screen_lines(app)[y]:
        if x < (width := cell_len(text)):
            return style
        x -= width
    raise AssertionError("beyond the line")


async def test_headline_block_and_text_are_on_the_screen():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = [line.strip() for line in screen_text(app)]
        for wanted in ("灯下有书声", "乡村文化", "林晚 曲直  2024-03-09"):
            assert wanted in lines
        assert "".join(line.strip() for line in lines if line).count(FIRST) == 1


async def test_every_kind_of_mark_differs_without_colour():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        looks = set()
        for kind in ("money", "percent", "count", "measure", "year", "PER", "LOC", "ORG", "WORK", "EVENT"):
            style = app.view.kind_style(kind)
            looks.add((style.bold, style.italic, style.underline, style.underline2, style.dim))
        assert len(looks) == 10  # a work has no style of its own: it stands in 《》


async def test_hops_go_through_the_figures_in_order_and_report():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = []
        for _ in range(5):
            app.view.action_next_figure()
            seen.append(app.view.selected.text)
        assert seen == ["12.5万册", "8%", "46个", "60公里", "60公里"]
        app.view.action_previous_figure()
        app.view.action_previous_entity()
        assert app.view.selected.text == "柳河镇"
        await pilot.pause()
        assert [message.mark.text for message in heard(app, ArticleView.Picked)] == [*seen[:4], "46个", "柳河镇"]
        assert app.view.hop(["PER"], forward=False) and app.view.selected.text == "韩青林"
        assert not app.view.hop(["ORG"])


async def test_a_layer_that_is_off_is_neither_drawn_nor_hopped_to():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        at = TEXT.index("12.5万册")
        assert style_at(app, at).bold
        app.view.layers = app.view.layers - {"count"}
        await pilot.pause()
        assert not style_at(app, at).bold
        app.view.action_next_figure()
        assert app.view.selected.text == "8%"


async def test_marks_that_come_later_keep_the_place_and_are_drawn():
    app = ArticleApp(ARTICLE, place=TEXT.index("第20节"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        place, top = app.view.place, app.view.scroll_offset.y
        assert TEXT[place:].startswith("第20节") and top > 0
        late = TEXT.index("许多话", place)
        app.view.set_marks(Marks((), (Entity(late, late + 3, "许多话", "WORK"),), "test"))
        await pilot.pause()
        assert (app.view.place, app.view.scroll_offset.y) == (place, top)
        assert style_at(app, late).color != style_at(app, late + 3).color


@pytest.mark.parametrize("sizes", [((80, 24), (50, 24), (200, 60), (80, 24)), ((120, 40), (30, 12), (120, 40))])
async def test_resizing_never_loses_the_place(sizes):
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=sizes[0]) as pilot:
        await pilot.pause()
        app.view.go_to_top(TEXT.index("讲座", 900))
        await pilot.pause()
        place = app.view.place
        for size in sizes[1:]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            first, last = app.view._in_sight()
            assert first <= place < last
        assert app.view.place == place


async def test_the_place_is_told_when_the_reader_scrolls():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.action_page_down()
        await pilot.pause()
        message = heard(app, ArticleView.PlaceChanged)[-1]
        assert message.offset == app.view.place > 0
        app.view.action_end()
        await pilot.pause()
        assert TEXT[-5:] in "".join(line.strip() for line in screen_text(app))
        app.view.action_top()
        assert app.view.place == 0


async def test_hints_pick_by_letter_and_any_other_key_takes_them_away():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.action_hint()
        await pilot.pause()
        x, y = cell_of(app, TEXT.index("8%"))
        assert screen_text(app)[y].count("s") == 1  # the second mark has the second letter
        await pilot.press("s")
        assert app.view.selected.text == "8%" and not app.view.hinting
        app.view.action_hint()
        await pilot.press("escape")
        assert not app.view.hinting and app.view.selected.text == "8%"
        assert not app.view.hint_key("a")


async def test_more_marks_than_letters_get_two_letters():
    text = "点" * 400
    marks = Marks(tuple(Figure(n, n + 2, "点点", n, n + 2, "count") for n in range(0, 160, 4)), (), "test")
    app = ArticleApp(Article("", (text,)), marks)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.action_hint()
        await pilot.press("s")
        assert app.view.selected.start == 4
        app.view.action_hint()
        await pilot.press("m", "s")  # m is the last letter: 25 marks have one of their own
        assert app.view.selected.start == 4 * 26
        app.view.action_hint()
        await pilot.press("m", "escape")
        assert app.view.selected.start == 4 * 26 and not app.view.hinting


async def test_search_is_incremental_and_finds_whatever_the_width_and_case():
    article = Article("", ("甲用ＡＩ写诗。", "乙说ai也会错。", "丙不用AI。" + "丙" * 3000, "丁又用aI。"))
    app = ArticleApp(article)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        view = app.view
        assert view.search("a") == 4 and view.search("ai") == 4 and view.found == (1, 4)
        assert view.search("ai也") == 1 and view.search("没有的") == 0
        view.search("ai")
        view.find_step(-1)
        await pilot.pause()
        assert view.found == (4, 4) and "丁又用aI。" in "".join(screen_text(app))
        at = article.text.index("aI")
        assert style_at(app, at).bold  # the present one stands out from the others
        view.find_step(1)
        await pilot.pause()
        assert view.found == (1, 4) and "甲用ＡＩ写诗。" in "".join(screen_text(app))
        assert view.cancel() and view.found == (0, 0)


async def test_leaving_a_search_returns_to_where_it_began():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.go_to_top(TEXT.index("第10节"))
        await pilot.pause()
        place = app.view.place
        app.view.search("第50节")
        assert app.view.place != place
        app.view.search("")
        assert app.view.place == place


async def test_notes_show_in_the_text_and_in_the_margin():
    from datetime import datetime

    at = TEXT.index("读书会")
    now = datetime(2024, 1, 1)
    note = Note("n", ARTICLE.id, "问人数", now, now, anchor=Quote(at, at + 3, "读书会"))
    app = ArticleApp(ARTICLE, MARKS, notes=(note,))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        x, y = cell_of(app, at)
        assert "▐" in screen_text(app)[y] and "▐" not in screen_text(app)[y + 1]
        assert style_at(app, at).bgcolor != style_at(app, at + 3).bgcolor
        app.view.set_notes(())
        await pilot.pause()
        assert "▐" not in screen_text(app)[y]


async def test_untrusted_text_is_shown_and_never_obeyed():
    hostile = "[b]粗[/b][@click=app.quit]点我[/] \x1b[31m红\x07 \u202e反 {x} 完。"
    app = ArticleApp(Article("[red]题[/]", (hostile,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = "\n".join(screen_text(app))
        assert "[b]粗[/b][@click=app.quit]点我[/]" in screen and "[red]题[/]" in screen
        assert "\x1b" not in screen and "\x07" not in screen and "\u202e" not in screen
        app.view.select(0, len(hostile))
        assert app.view.selection.exact == hostile
        x, y = cell_of(app, hostile.index("点我"))
        await pilot.click(ArticleView, offset=(x, y))
        assert app.is_running


@pytest.mark.parametrize("settings", [Settings(indent=False), Settings(measure=20, paragraph_spacing=1),
                                      Settings(thin_space=True), Settings(ambiguous_width=2)])  # fmt: skip
async def test_settings_change_the_look_and_not_the_offsets(settings):
    app = ArticleApp(ARTICLE, MARKS, settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for offset in (n for n in range(0, 90, 7) if TEXT[n] != "\n"):
            x, y = cell_of(app, offset)
            await pilot.mouse_down(ArticleView, offset=(x, y))
            await pilot.mouse_up(ArticleView, offset=(x, y))
            assert app.view._sheet.offset_at(x, y + app.view.scroll_offset.y) == offset
        app.view.select(0, len(FIRST))
        assert app.view.selection.exact == FIRST


async def test_nothing_to_show_is_no_fault():
    for article in (None, Article("", ()), Article("", ("",)), Article("只有题目", ())):
        app = ArticleApp(article)
        async with app.run_test(size=(40, 10)) as pilot:
            await pilot.pause()
            view = app.view
            for name in dir(view):
                if name.startswith("action_") and name in vars(type(view)) | vars(type(view).__mro__[1]):
                    getattr(view, name)()
            view.search("x")
            await pilot.resize_terminal(3, 2)
            await pilot.pause()
            assert view.selection is None or view.text


async def test_a_narrow_or_a_tiny_window_still_shows_text():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(12, 5)) as pilot:
        await pilot.pause()
        app.view.action_page_down()
        await pilot.resize_terminal(4, 2)
        await pilot.pause()
        await pilot.resize_terminal(1, 1)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert any("书" in line for line in screen_text(app))


async def test_cost_of_a_hop_and_a_selection_does_not_grow_with_length():
    def marked(length: int) -> tuple[Article, Marks]:
        article = Article("长文", ("数字" * (length // 2),))
        figures = tuple(Figure(n, n + 2, "数字", n, n + 2, "count") for n in range(0, length, 50))
        return article, Marks(figures, (), "test")

    lines = {}
    for length in (20_000, 400_000):
        app = ArticleApp(*marked(length))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            app.view.go_to(length // 2)

            def hop(view: ArticleView = app.view) -> None:
                for _ in range(20):
                    view.action_next_figure()
                    view.select(view.place, view.place + 20)

            lines[length] = lines_run(hop)
    assert lines[400_000] < 1.5 * lines[20_000]


async def test_in_a_terminal_with_wide_ambiguous_characters_no_line_is_longer_than_the_screen():
    app = ArticleApp(ARTICLE, MARKS, settings=Settings(ambiguous_width=2))
    try:
        async with app.run_test(size=(60, 24)) as pilot:
            await pilot.pause()
            lines = screen_text(app)
            assert sum("“" in line or "”" in line for line in lines)
            assert {cell_width(line, ambiguous=2) for line in lines} == {60}
    finally:
        cells.set_ambiguous(1)


async def test_an_article_that_is_not_complete_says_so():
    article = Article("", ("上文已失,从此处续起。", "到这里便断了"), flags=("continued-from", "truncated"))
    app = ArticleApp(article)
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        lines = [line.strip() for line in screen_text(app)]
        assert lines.index("Continued from another page") < lines.index("上文已失,从此处续起。")
        assert lines.index("The text breaks off here on the page") > lines.index("到这里便断了")


async def test_a_very_long_article_is_laid_out_while_the_program_goes_on(monkeypatch):
    ready, prepare = threading.Event(), article_pane.prepare

    def slow(text: str, **more: object):
        if len(text) > 1000:
            ready.wait(200)
        return prepare(text, **more)

    monkeypatch.setattr(article_pane, "LONG", 1000)
    monkeypatch.setattr(article_pane, "prepare", slow)
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Laying out the text" in "".join(screen_text(app))
        for name in ("next_figure", "select", "page_down", "hint", "end"):  # nothing may fail meanwhile
            getattr(app.view, f"action_{name}")()
        app.view.search("第40节")
        app.view.set_marks(MARKS)
        ready.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "第40节讲座" in "".join(screen_text(app)) and "Laying out" not in "".join(screen_text(app))
        app.view.go_to_top(0)
        app.view.action_next_figure()
        assert app.view.selected.text == "12.5万册"
        ready.clear()
        short = Article("短", ("后来的这一篇已经在了",))
        app.view.show(ARTICLE)
        app.view.show(short)  # overtakes the long one
        ready.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert short.paragraphs[0] in "".join(screen_text(app)) and FIRST[:9] not in "".join(screen_text(app))
