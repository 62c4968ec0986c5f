"""The raw page beside its article: in step, put right by the piece, the line and the sentence, doubts shown, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from room import HARBOUR, ORCHARD, Room, room

from reader.model import ARTICLE_ROLES, Article, Page, Part
from reader.notebook import quote
from reader.pages import corrections, page_from_parts, split_page
from reader.ui.alongside import Alongside, order
from reader.ui.screens.raw import WHYS, RawScreen, Result
from reader.ui.widgets.raw_text import RawText

TWO = HARBOUR + "\n" + ORCHARD
GLUED = HARBOUR.replace("码头主任郑远帆介绍，", "\n编辑：方小满\n码头主任郑远帆介绍，")


async def open_raw(reading: Room) -> RawScreen:
    await reading.until(lambda: reading.screen.article)
    await reading.press("r")
    await reading.until(lambda: isinstance(reading.app.screen, RawScreen) and reading.app.screen.raw.page)
    await reading.pilot.pause()
    return reading.app.screen


def go(screen: RawScreen, words: str) -> None:
    """Put the cursor on the first character of ``words``."""
    screen.raw.go(screen.raw.page.text.index(words))


async def done(reading: Room, screen: RawScreen, said: str) -> Page:
    await reading.shows(said)
    await reading.until(lambda: not screen._keeping)
    return screen.raw.page


async def test_page_and_article_stand_side_by_side_and_go_in_step(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        result = screen.query_one(Result)
        assert result.display and result.article.headline == "码头夜班多了一盏灯"
        await reading.shows("headline", "byline", "2 articles", "of article 1")
        await reading.press("}", "}")
        await reading.pilot.pause()
        part = screen.raw.here
        assert part.role == "body"
        start, end = result._piece
        assert "".join(result.text[start:end].split()) == "".join(screen.raw.page.text[part.start : part.end].split())
        go(screen, "果园里")
        await reading.until(lambda: result.article.headline == "果园里来了记账人")
        await reading.shows("of article 2")


async def test_a_click_in_the_article_leads_to_the_page(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        result = screen.query_one(Result)
        offset = result.text.index("林若谷")
        line = result._sheet.line_of(offset) - result.scroll_offset.y
        await reading.pilot.click(Result, offset=(result._sheet.x_of(offset), line))
        await reading.until(lambda: screen.raw.cursor == screen.raw.page.text.index("林若谷"))


async def test_in_a_narrow_window_one_is_shown_at_a_time(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(80, 24)) as reading:
        screen = await open_raw(reading)
        raw, result = screen.query_one(RawText), screen.query_one(Result)
        assert raw.display and not result.display
        await reading.press("tab")
        await reading.pilot.pause()
        assert result.display and not raw.display and result.has_focus
        await reading.press("escape")
        await reading.pilot.pause()
        assert raw.display and raw.has_focus and reading.app.screen is screen
        await reading.press("escape")
        await reading.until(lambda: reading.app.screen is reading.screen)


async def test_an_article_is_split_in_the_middle_of_a_paragraph_and_that_is_taken_back(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        before = screen.raw.page
        go(screen, "青港码头上周")
        await reading.press(")", "S")
        page = await done(reading, screen, "A new article begins here")
        assert len(page.articles) == 2 and page.articles[1].text.startswith("码头主任郑远帆介绍")
        assert screen.query_one(Result).text.startswith("码头主任郑远帆介绍"), "the result is seen at once"
        await reading.press("U")
        assert (await done(reading, screen, "Taken back")).articles == before.articles


async def test_a_line_glued_into_a_paragraph_is_taken_out(tmp_path: Path) -> None:
    page = page_from_parts(GLUED, [Part(0, 12, "headline", 0), Part(12, len(GLUED), "body", 0, 1)])
    assert "编辑" in page.articles[0].text
    async with room(tmp_path, pages={"a.txt": GLUED}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        screen.show_page(page)
        go(screen, "编辑：")
        await reading.press("V", "x")
        mended = await done(reading, screen, "Set aside")
        assert "编辑" not in mended.articles[0].text and "12%。码头主任" in mended.articles[0].text
        assert [piece.text for piece in mended.furniture] == ["编辑：方小满"]
        await reading.shows("set aside by the reader")
        await reading.press("V", "B")
        mended = await done(reading, screen, "byline: so it is now")
        assert mended.articles[0].byline_text == "编辑：方小满" and not mended.furniture
        await reading.press("V", "=")
        await reading.type("caption")
        await reading.press("enter")
        mended = await done(reading, screen, "Set aside")
        assert [piece.kind for piece in mended.furniture] == ["caption"]


async def test_a_sentence_goes_to_the_next_article_and_paragraphs_are_parted_and_joined(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        sentence = "码头主任郑远帆介绍，改造前夜班平均每小时装卸28箱，现在达到35箱。"
        go(screen, "郑远帆介绍")
        await reading.press("p")
        page = await done(reading, screen, "A paragraph begins here")
        assert page.articles[0].paragraphs[1].startswith("郑远帆介绍")
        await reading.press("p")
        page = await done(reading, screen, "It goes on from the paragraph before")
        assert page.articles[0].paragraphs[0].endswith(sentence)
        await reading.press("s", ">")
        page = await done(reading, screen, "Taken into the text of article 2")
        assert sentence not in page.articles[0].text and page.articles[1].paragraphs[0] == sentence
        await reading.press("<")
        assert sentence not in (await done(reading, screen, "Taken into the text of article 1")).articles[1].text


async def test_notes_keep_their_words_when_a_paragraph_is_cut_and_put_together(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(120, 40)) as reading:
        await reading.settled()
        article, book = reading.screen.article, reading.app.desk.notebook
        place = article.text.index("35箱")
        note = book.add(article.id, "核对", anchor=quote(article.text, place, place + 3), headline=article.title)
        screen = await open_raw(reading)
        go(screen, "码头主任")
        for key, said in (("S", "A new article begins here"), ("U", "Taken back"), ("p", "A paragraph begins here")):
            await reading.press(key)
            page = await done(reading, screen, said)
            kept = book.note(note.id)
            home = next(each for each in page.articles if each.id == kept.article_id)
            assert home.text[kept.anchor.start : kept.anchor.end] == "35箱" and not book.adrift()


async def test_what_was_put_right_is_seen_when_the_raw_page_is_closed(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}, size=(120, 40)) as reading:
        await reading.settled()
        before = reading.screen.article
        screen = await open_raw(reading)
        go(screen, "码头主任")
        await reading.press("p")
        await done(reading, screen, "A paragraph begins here")
        await reading.press("escape")
        await reading.until(lambda: len(reading.screen.article.paragraphs) == len(before.paragraphs) + 1)
        await reading.until(lambda: reading.screen.marks)
        text = reading.screen.article.text
        assert all(text[each.start : each.end] == each.text for each in reading.screen.marks.figures)
        await reading.press("r")
        await reading.until(lambda: isinstance(reading.app.screen, RawScreen) and reading.app.screen.raw.page)
        screen = reading.app.screen
        go(screen, "本报记者")
        await reading.press("x")
        await done(reading, screen, "Set aside")
        await reading.press("escape")
        await reading.until(lambda: reading.screen.article.bylines == ())


async def test_all_corrections_are_taken_back_also_those_of_an_earlier_visit(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        first = screen.raw.page
        await reading.press("J")
        await done(reading, screen, "Joined")
        await reading.press("escape")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 1)
        screen = await open_raw(reading)
        assert len(screen.raw.page.articles) == 1
        await reading.press("U")
        await reading.shows("Nothing to take back")
        await reading.press("R")
        assert (await done(reading, screen, "As it was first split")) == first
        await reading.press("U")
        assert len((await done(reading, screen, "Taken back")).articles) == 1


async def test_a_correction_holds_when_the_page_is_read_again(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        await reading.press("J")
        await done(reading, screen, "Joined")
    (tmp_path / "copy").mkdir()
    for folder in (tmp_path, tmp_path / "copy"):
        async with room(folder, pages={"again.txt": TWO}, size=(120, 40)) as reading:
            await reading.settled()
            assert "石桥村" in reading.screen.article.text and reading.screen.sidebar.row_count() == 1


async def test_doubtful_pieces_have_a_sign_and_are_gone_to_and_confirmed(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        page = screen.raw.page
        unsure = [Part(p.start, p.end, p.role, p.article, p.paragraph, p.why, 0.4 if p.role == "byline" else p.sure)
                  for p in page.parts]  # fmt: skip
        screen.show_page(page_from_parts(page.text, unsure, source="a.txt"), 0)
        await reading.shows("2 doubtful (?)", "byline   ?")
        await reading.press("n")
        await reading.shows("only 40% sure")
        assert screen.raw.here.role == "byline"
        await reading.press("n")
        second = screen.raw.cursor
        await reading.press("N")
        assert screen.raw.cursor < second
        await reading.press("!")
        await done(reading, screen, "No longer doubtful")
        await reading.shows("1 doubtful (?)")


async def test_a_passage_is_selected_by_line_and_sentence_and_escape_lets_it_go(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=(120, 40)) as reading:
        screen = await open_raw(reading)
        go(screen, "负责设计")
        await reading.press("s")
        assert screen.raw.selection.exact == "负责设计的海城大学教授林若谷说，灯光只是一部分，更要紧的是调度。"
        await reading.press("s")
        assert screen.raw.selection.exact.endswith("更换全部吊机。")
        await reading.press("escape")
        assert screen.raw.selection is None and reading.app.screen is screen
        await reading.press("V", "V")
        assert screen.raw.selection.exact.startswith("负责设计") and screen.raw.selection.exact.count("\n") == 1


async def test_nothing_of_the_raw_page_is_taken_for_markup(tmp_path: Path) -> None:
    text = HARBOUR.replace("青港码头上周", "[b]青港[/b] [@click=app.quit]码头上周")
    async with room(tmp_path, pages={"a.txt": text}, size=(120, 40)) as reading:
        await open_raw(reading)
        await reading.shows("[b]青港[/b]")


def test_reasons_are_said_in_the_readers_language() -> None:
    """All that pages.* can say of a piece, as far as these pages bring it about, is in the list that is translated."""
    header = "青港晚报 2025年5月15日 星期四 第3版\n\n"
    texts = [header + TWO + "\n\n责任编辑：刘畅", TWO + "\n（下转第4版）", HARBOUR + "\n" + HARBOUR]
    said = {part.why for text in texts for part in split_page(text).parts}
    assert said - {""} and said - {""} <= set(WHYS)
    assert corrections.BY_READER in WHYS


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_lies_in_the_article_is_found_on_the_page_and_back(data: st.DataObject) -> None:
    page = split_page(TWO)
    for _ in range(data.draw(st.integers(0, 4))):
        low = data.draw(st.integers(0, len(TWO) - 1))
        try:
            if data.draw(st.booleans()):
                page = corrections.split(page, low)
            else:
                page = corrections.set_aside(page, low, data.draw(st.integers(low + 1, len(TWO))))
        except corrections.CorrectionError:
            continue
    for number, article in zip(order(page), page.articles, strict=True):
        beside = Alongside(page, number, article)
        for offset, character in enumerate(article.text):
            if character.isspace():
                continue
            place = beside.on_page(offset)
            assert place is not None and page.text[place] == character
            assert beside.in_article(place, place + 1) == (offset, offset + 1)
        for part in page.parts:
            if part.article != number or part.role != "body":
                assert beside.in_article(part.start, part.end) is None


def test_hyphens_that_were_closed_up_do_not_throw_the_two_out_of_step() -> None:
    text = "The keeper of the light-\nhouse walked home.\n"
    page = page_from_parts(text, [Part(0, len(text), "body", 0, 1)])
    article: Article = page.articles[0]
    beside = Alongside(page, 0, article)
    assert beside.on_page(article.text.index("walked")) == text.index("walked")
    assert all(part.role in ARTICLE_ROLES for part in page.parts)


KEYS = [
    *"j}lwSn!kppv)xUGHUgVB}ts>UNo{CU", "tab", "j", "tab", *"EJJURU(b$0<",
]  # fmt: skip


@pytest.mark.parametrize("size", [(40, 10), (120, 40)])
async def test_no_order_of_keys_is_a_fault(tmp_path: Path, size: tuple[int, int]) -> None:
    async with room(tmp_path, pages={"a.txt": TWO}, size=size) as reading:
        screen = await open_raw(reading)
        text = screen.raw.page.text
        for key in KEYS:
            await reading.press(key)
            await reading.until(lambda: not screen._keeping)
            assert "".join(text[part.start : part.end] for part in screen.raw.page.parts) == text


async def test_the_list_keeps_the_order_of_the_page_when_it_is_put_right_taken_back_and_opened_again(
    tmp_path: Path,
) -> None:
    whole = ["码头夜班多了一盏灯", "果园里来了记账人"]
    pages = {"a.txt": TWO}

    def listed(reading: Room) -> list[str]:
        sidebar = reading.screen.sidebar
        return [sidebar.summary(index).headline for index in range(sidebar.row_count())]

    async with room(tmp_path, pages=pages) as reading:
        screen = await open_raw(reading)
        go(screen, "负责设计的海城大学教授")
        await reading.press("S")
        await done(reading, screen, "A new article begins here")
        await reading.press("escape")
        await reading.until(lambda: len(listed(reading)) == 3)
        assert [listed(reading)[0], listed(reading)[2]] == whole
        screen = await open_raw(reading)
        await reading.press("R")
        await done(reading, screen, "As it was first split")
        await reading.press("escape")
        await reading.until(lambda: listed(reading) == whole)
    async with room(tmp_path, pages=pages) as reading:
        await reading.settled()
        assert listed(reading) == whole and reading.screen.article.headline == whole[0]
        await reading.press("W")
        await reading.shows("The whole library")
        await reading.until(lambda: listed(reading) == whole)
