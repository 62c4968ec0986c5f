"""The reading room as a reader uses it: opening files, moving about, filtering, copying, layers, coming back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from room import HARBOUR, ORCHARD, room

from reader.model import Figure
from reader.ui.actions.copying import plain

BOTH = {"a.txt": HARBOUR, "b.txt": ORCHARD}


async def test_files_stand_in_the_list_and_the_first_is_open(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.shows("码头夜班多了一盏灯", "果园里来了记账人", "岳小舟", "乡村", "青港码头上周")
        await reading.settled()
        assert reading.screen.sidebar.row_count() == 2


async def test_a_file_that_fails_is_told_and_the_others_open(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    missing, empty = str(tmp_path / "nowhere.txt"), str(tmp_path / "empty.txt")
    async with room(tmp_path, missing, empty, pages={"a.txt": HARBOUR}) as reading:
        await reading.shows("码头夜班多了一盏灯", "nowhere.txt")
        await reading.shows("2 files could not be read")


async def test_an_empty_library_shows_the_samples_and_says_that_they_are_invented(tmp_path: Path) -> None:
    async with room(tmp_path) as reading:
        await reading.shows("fiction")
        await reading.until(lambda: reading.screen.article is not None)
        assert reading.screen.sidebar.row_count() > 3


async def test_the_list_is_restricted_to_the_files_until_the_whole_library_is_asked_for(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
    async with room(tmp_path, pages={"b.txt": ORCHARD}) as reading:
        await reading.settled()
        assert reading.screen.sidebar.row_count() == 1
        await reading.press("W")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 2)
        await reading.press("W")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 1)


async def test_articles_are_stepped_through_and_gone_back_to(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        first = reading.screen.article_id
        await reading.press("J")
        assert reading.screen.article.headline == "果园里来了记账人"
        await reading.press("J")
        await reading.shows("This is the last article")
        await reading.press("H")
        assert reading.screen.article_id == first
        await reading.press("L")
        assert reading.screen.article.headline == "果园里来了记账人"


async def test_the_next_article_begins_with_its_headline_however_far_one_has_read_in_this(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH, size=(60, 14)) as reading:
        await reading.settled()
        await reading.press("j", "j", "j", "j", "j", "j", "j", "j", "j")
        await reading.settled()
        assert reading.screen.view.scroll_offset.y > 0
        await reading.press("J")
        await reading.settled()
        assert reading.screen.view.scroll_offset.y == 0
        assert reading.text().count("果园里来了记账人") == 2  # in the list and over the text


async def test_the_cursor_of_the_list_shows_the_article(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        reading.screen.sidebar.focus()
        await reading.press("j")
        await reading.until(lambda: reading.screen.article.headline == "果园里来了记账人")
        await reading.press("k", "enter")
        await reading.until(lambda: reading.screen.article.headline == "码头夜班多了一盏灯")
        assert reading.screen.view.has_focus


async def test_the_list_is_filtered_as_one_types(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("F")
        await reading.type("果园")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 1)
        await reading.press("enter", "escape")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 2)


async def test_a_wrong_query_is_told_and_the_list_stays(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("F")
        await reading.type("date:soon ")
        await reading.shows("soon is not a date")
        assert reading.screen.sidebar.row_count() == 2


async def test_figures_are_copied_as_printed_plain_with_sentence_and_as_a_table(
    tmp_path: Path, copied: list[str]
) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("y")
        await reading.shows("Nothing is picked")
        await reading.press("]")
        assert reading.screen.picked.text == "3500万元"
        await reading.shows("35,000,000 CNY")
        await reading.press("y")
        await reading.until(lambda: copied == ["3500万元"])
        await reading.shows("Copied (xclip): 3500万元")
        await reading.press("Y")
        await reading.until(lambda: copied[-1] == "35000000")
        await reading.press("s")
        await reading.until(lambda: "《码头夜班多了一盏灯》" in copied[-1])
        assert copied[-1].startswith("青港码头上周完成技术改造") and "岳小舟" in copied[-1]
        await reading.press("T")
        await reading.until(lambda: "\t" in copied[-1])
        rows = [line.split("\t") for line in copied[-1].splitlines()]
        assert len({len(row) for row in rows}) == 1
        assert len(rows) == len(reading.screen.marks.figures) + 1
        await reading.shows(f"Copied (xclip): {len(rows) - 1} figures")


async def test_that_nothing_took_the_copy_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader import clipboard

    def refuse(text: str, **_options: object) -> clipboard.Copied:
        raise clipboard.ClipboardError("Nothing could take the copy: disk full")

    monkeypatch.setattr(clipboard, "copy", refuse)
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]", "y")
        await reading.shows("disk full")


async def test_a_selected_passage_is_copied_without_line_ends(tmp_path: Path, copied: list[str]) -> None:
    async with room(tmp_path, pages=BOTH, size=(60, 24)) as reading:
        await reading.settled()
        await reading.press("v", "P", "y")
        await reading.until(lambda: copied)
        assert copied[0] == reading.screen.article.paragraphs[0]


async def test_layers_are_switched_off_and_on(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("0")
        assert not reading.screen.view.layers
        await reading.shows("(money)")
        await reading.press("0")
        await reading.press("=")
        await reading.shows("[x] money")
        await reading.press("enter", "escape")
        assert "money" not in reading.screen.view.layers
        await reading.press("]")
        assert reading.screen.picked.kind != "money"


async def test_words_are_found_in_the_article_as_one_types(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("/")
        await reading.type("码头")
        await reading.shows("1 of 4")
        await reading.press("enter", "n")
        assert reading.screen.view.found == (2, 4)
        await reading.press("/")
        await reading.type("没有的词")
        await reading.shows("Not in this article")
        await reading.press("escape")
        assert not reading.screen.query("#find")


async def test_the_place_and_the_article_are_there_again_after_a_restart(tmp_path: Path) -> None:
    more = (f"\n这是第{number}段，说的是码头夜班的日常安排与交接，内容略长一些。" for number in range(80))
    long = HARBOUR + "\n".join(more)
    async with room(tmp_path, pages={"a.txt": HARBOUR, "long.txt": long}) as reading:
        await reading.settled()
        first = reading.screen.article_id
        await reading.press("J")
        await reading.until(lambda: reading.screen.article_id != first)
        await reading.settled()
        await reading.press("space", "space", "space")
        await reading.until(lambda: reading.screen._place == reading.screen.view.place > 100)
        place, article = reading.screen.view.place, reading.screen.article_id
        await reading.press("K")
        await reading.until(lambda: reading.screen.article_id == first)
        await reading.press("J")
        await reading.until(lambda: reading.screen.article_id == article)
        await reading.until(lambda: reading.screen.view.place == place)
    async with room(tmp_path) as reading:
        await reading.settled()
        assert reading.screen.article_id == article
        assert reading.screen.view.place == place


async def test_read_and_unread(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        summary = reading.screen.sidebar.summary
        assert not summary(0).read
        await reading.press("m")
        await reading.until(lambda: summary(0).read)
        await reading.press("m")
        await reading.until(lambda: not summary(0).read)


async def test_the_list_is_sorted_anew(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("O")
        await reading.type("length, down")
        await reading.press("enter")
        await reading.until(lambda: reading.screen.sidebar.summary(0).headline == "码头夜班多了一盏灯")
        await reading.press("O")
        await reading.type("length, up")
        await reading.press("enter")
        await reading.until(lambda: reading.screen.sidebar.summary(0).headline == "果园里来了记账人")


async def test_markup_in_an_article_is_text(tmp_path: Path) -> None:
    page = "标题里有[@click=app.quit]记号[/]的文章\n\n正文里也有[b]记号[/b]，照样显示，不起作用，请看[link=x]这里。\n"
    async with room(tmp_path, pages={"a.txt": page}) as reading:
        await reading.shows("[@click=app.quit]", "[b]记号[/b]")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 60)])
async def test_every_size_shows_list_text_status_and_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    async with room(tmp_path, pages=BOTH, size=size) as reading:
        await reading.settled()
        await reading.shows("果园里来了记账人", "青港码头上周", "1/2", "Help")
        await reading.press("z")
        await reading.pilot.pause()
        assert "果园里来了记账人" not in reading.text() and "青港码头上周" in reading.text()
        await reading.press("escape")
        await reading.shows("果园里来了记账人")
        await reading.press("1")
        await reading.pilot.pause()
        assert "果园里来了记账人" not in reading.text()


def test_a_plain_value_is_bare() -> None:
    def figure(**values: object) -> Figure:
        return Figure(0, 1, "数", 0, 1, "count", **values)

    assert plain(figure(value=Decimal("3.5E+11"))) == "350000000000"
    assert plain(figure(op="range", low=Decimal(4000), high=Decimal(5000))) == "4000-5000"
    assert plain(figure(value="XXXX-09-25", resolved="2025-09-25")) == "2025-09-25"
    assert plain(figure()) == "数"


@pytest.mark.parametrize("size", [(1, 1), (12, 4), (30, 8)])
async def test_a_very_small_window_breaks_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    async with room(tmp_path, pages=BOTH, size=size) as reading:
        await reading.settled()
        for key in ("]", "t", "J", "escape", "i", "?", "escape", "a", "escape", "z"):
            await reading.press(key)
            await reading.pilot.pause()
        await reading.pilot.resize_terminal(110, 36)
        await reading.pilot.pause()
        await reading.shows("石桥村")


async def test_the_mouse_opens_picks_and_switches_layers(tmp_path: Path) -> None:
    from reader.ui.widgets.keyline import KeyLine
    from reader.ui.widgets.legend import Legend

    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.pilot.click("#sidebar", offset=(5, 5))
        await reading.until(lambda: reading.screen.article.headline == "果园里来了记账人")
        await reading.until(lambda: reading.screen.query_one(Legend)._places())
        _line, begin, _end, layer = reading.screen.query_one(Legend)._places()[0]
        await reading.pilot.click(Legend, offset=(begin + 1, 0))
        await reading.until(lambda: layer.id in reading.screen.query_one(Legend).off)
        await reading.pilot.click(KeyLine, offset=(2, 0))
        await reading.shows("newsreader: keys and commands")


async def test_many_files_are_marked_in_the_background(tmp_path: Path) -> None:
    from reader.marks import ANALYSER

    pages = {f"{number:02}.txt": ORCHARD.replace("石桥村", f"石桥{number}村") for number in range(16)}
    async with room(tmp_path, pages=pages) as reading:
        await reading.until(lambda: reading.screen.sidebar.row_count() == 16)
        await reading.until(lambda: not reading.app.desk.library.unmarked(ANALYSER), seconds=90)
        await reading.settled()
        assert "Something went wrong" not in reading.screen.status.text
