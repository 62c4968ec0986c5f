"""Selecting in the article: by keys, by mouse, by words; what is selected is the article's text, without row ends."""

from __future__ import annotations

from article_app import ArticleApp
from hypothesis import given
from hypothesis import strategies as st
from test_article import ARTICLE, FIRST, MARKS, SECOND, TEXT, cell_of, heard, style_at

from reader.model import Article
from reader.settings import Settings
from reader.typography import prepare
from reader.ui.widgets import article_motions as motions
from reader.ui.widgets.article import ArticleView
from reader.ui.widgets.article_rows import lay_out


async def test_a_passage_dragged_over_rows_has_no_soft_breaks():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(44, 24)) as pilot:
        await pilot.pause()
        end = TEXT.index("最远") - 1
        await pilot.mouse_down(ArticleView, offset=cell_of(app, 2))
        await pilot.hover(ArticleView, offset=cell_of(app, end))
        await pilot.mouse_up(ArticleView, offset=cell_of(app, end))
        await pilot.pause()
        quote = app.view.selection
        assert quote.exact == TEXT[2 : end + 1] and quote.exact.count("\n") == 1
        assert (quote.prefix, quote.suffix) == (TEXT[:2], TEXT[end + 1 : end + 33])
        assert heard(app, ArticleView.SelectionChanged)[-1].quote == quote
        assert style_at(app, 5).bgcolor != style_at(app, end + 3).bgcolor
        await pilot.click(ArticleView, offset=cell_of(app, 60))
        assert app.view.selection is None


async def test_dragging_backwards_selects_the_same():
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(44, 24)) as pilot:
        await pilot.pause()
        await pilot.mouse_down(ArticleView, offset=cell_of(app, 20))
        await pilot.hover(ArticleView, offset=cell_of(app, 4))
        await pilot.mouse_up(ArticleView, offset=cell_of(app, 4))
        assert app.view.selection.exact == TEXT[4:21]


async def test_a_click_picks_the_mark_under_it_and_beside_the_text_nothing():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(ArticleView, offset=cell_of(app, TEXT.index("韩青林") + 1))
        await pilot.pause()
        assert app.view.selected.text == "韩青林"
        await pilot.click(ArticleView, offset=(79 - 2, 9))
        assert app.view.selected is None


async def test_a_double_click_selects_the_word_and_a_triple_click_the_sentence():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        at = cell_of(app, TEXT.index("图书馆") + 1)
        await pilot.click(ArticleView, offset=at, times=2)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.view.selection.exact == "图书馆"
        await pilot.click(ArticleView, offset=at, times=3)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.view.selection.exact == FIRST[: FIRST.index("。") + 1]


async def test_motions_stretch_the_selection():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = app.view
        view.action_char_right()
        assert view.selection is None  # motions do nothing until one selects
        view.action_select()
        await app.workers.wait_for_complete()
        assert view.selecting and view.selection.exact == TEXT[0]
        view.action_char_right()
        assert view.selection.exact == TEXT[:2]
        view.action_word_right()
        view.action_char_left()
        assert view.selection.exact == "县图书馆"
        view.action_row_end()
        first_row = view.selection.exact
        view.action_line_down()
        assert len(view.selection.exact) > len(first_row)
        view.action_line_up()
        assert view.selection.exact == first_row
        view.action_end()
        assert view.selection.exact == TEXT
        view.action_top()
        view.action_other_end()
        view.action_paragraph_right()
        assert view.selection.exact == FIRST + "\n" + SECOND[0]
        assert view.cancel() and view.selection is None and not view.selecting


async def test_selecting_begins_with_what_is_picked():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.action_next_figure()
        app.view.action_select()
        assert app.view.selection.exact == "12.5万册"
        app.view.action_select_sentence()
        assert app.view.selection.exact == FIRST[: FIRST.index("。") + 1]
        app.view.action_select_paragraph()
        assert app.view.selection.exact == FIRST


async def test_the_cursor_scrolls_the_text_along():
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        app.view.action_select()
        for _ in range(30):
            app.view.action_line_down()
        await pilot.pause()
        x, y = cell_of(app, app.view._cursor)
        assert app.view.scroll_offset.y > 0 and 0 <= y < 12
        assert style_at(app, app.view._cursor).reverse


async def test_holding_the_pointer_below_the_edge_scrolls_on():
    app = ArticleApp(ARTICLE)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        await pilot.mouse_down(ArticleView, offset=cell_of(app, 0))
        app.view._pointer = app.view.region.offset
        from textual import events

        moved = events.MouseMove(app.view, 10, 14, 0, 0, 1, False, False, False, 10, 14)
        app.view.on_mouse_move(moved)
        await pilot.pause(0.4)
        scrolled = app.view.scroll_offset.y
        assert scrolled > 0
        await pilot.mouse_up(ArticleView, offset=(10, 5))
        await pilot.pause(0.3)
        assert app.view.scroll_offset.y <= scrolled + 20 and app.view._autoscroll is None


CLUSTERS = Article("", ("e\u0301👩‍👩‍👧中🇨🇳x👍🏽", "\u0301头", "tail"))


async def test_clusters_are_taken_whole():
    app = ArticleApp(CLUSTERS)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        app.view.action_select()
        seen = [app.view.selection.exact]
        for _ in range(5):
            app.view.action_char_right()
            seen.append(app.view.selection.exact)
        whole = ["e\u0301", "👩‍👩‍👧", "中", "🇨🇳", "x", "👍🏽"]
        assert seen == ["".join(whole[: n + 1]) for n in range(6)]


TEXTS = st.text(st.sampled_from("中文字,。“”a1 \n\t\u0301👍"), min_size=1, max_size=80)


@given(TEXTS, st.data())
def test_every_motion_stays_within_the_text(text, data):
    article = Article("", tuple(text.split("\n")))
    text = article.text
    sheet = lay_out(article, prepare(text), data.draw(st.integers(5, 60)), Settings())
    offset = data.draw(st.integers(0, len(text) - 1))
    cut = motions.plain_cut
    for forward in (True, False):
        reached = [
            motions.by_character(sheet, offset, forward),
            motions.by_word(text, offset, cut, forward),
            motions.by_sentence(text, offset, forward),
            motions.by_paragraph(text, offset, forward),
        ]
        for place in reached:
            assert 0 <= place < len(text)
            assert place >= offset if forward else place <= offset
    for lines in (-3, -1, 1, 3):
        assert 0 <= motions.by_row(sheet, offset, lines, 10) <= len(text)
    for around in (motions.sentence_at, motions.paragraph_at):
        start, end = around(text, offset)
        assert start <= offset <= end <= len(text)
    start, end = motions.word_at(text, offset, cut)
    assert start <= offset < end or text[offset] == "\n"
