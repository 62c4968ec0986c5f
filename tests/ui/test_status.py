"""What the foot says: what is picked, selected, found, how far down one is, what happened; legend and card with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from room import HARBOUR, ORCHARD, Room, room

from reader.ui.widgets.keyline import KeyLine
from reader.ui.widgets.legend import Legend

BOTH = {"a.txt": HARBOUR, "b.txt": ORCHARD}
LONG = HARBOUR + "".join(f"\n第{number}段说，码头第{number}班又装了{number}箱货，账目另记。" for number in range(1, 60))


def percent(reading: Room) -> int:
    found = re.search(r"(\d+)%", reading.screen.status._place)
    assert found is not None, reading.screen.status._place
    return int(found[1])


async def test_a_hop_says_what_it_came_to_also_where_the_text_scrolls(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": LONG}, size=(80, 24)) as reading:
        await reading.settled()
        for _time in range(40):
            await reading.press("]")
            await reading.pilot.pause()
            assert reading.screen.picked.text in reading.text()
            assert "%" not in reading.screen.status.text or reading.screen.picked.kind == "percent"
        await reading.press("G")
        await reading.until(lambda: percent(reading) == 100)


async def test_the_next_place_found_is_counted(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("n")
        await reading.shows("Nothing is being looked for")
        await reading.press("/")
        await reading.type("码头")
        await reading.press("enter")
        await reading.shows("1 of 4; n goes on")
        for key, said in (("n", "2 of 4"), ("n", "3 of 4"), ("N", "2 of 4"), ("N", "1 of 4"), ("N", "4 of 4")):
            await reading.press(key)
            await reading.shows(said)


async def test_words_are_found_by_their_pinyin(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        library, text = reading.app.desk.library, reading.screen.article.text
        await reading.until(lambda: library.sounding("matou", text))  # words are told apart in the background
        for letters, word in (("matou", "码头"), ("mt", "码头"), ("zhengyuan", "郑远帆")):
            await reading.press("slash")
            await reading.type(letters)
            await reading.shows(f"1 of {text.count(word)}")
            view = reading.screen.view
            assert {view.text[a:b] for a, b, _ in view._found.between(0, len(view.text))} == {word}
            await reading.press("escape")
        await reading.press("slash")
        await reading.type("qqqq")
        await reading.shows("Not in this article: qqqq")


async def test_a_message_goes_when_a_key_leads_elsewhere_but_not_before(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("asterisk")
        await reading.shows("Starred")
        await reading.press("]")
        await reading.shows("35,000,000 CNY")
        assert "Starred" not in reading.text()
        await reading.press("asterisk")
        await reading.shows("Star taken away")
        await reading.press("J")
        await reading.shows("2/2")
        assert "Star taken away" not in reading.text()
        await reading.press("W")  # the list comes later, in a thread, and changes what stands behind the message
        await reading.shows("The whole library")
        await reading.settled()
        assert "The whole library" in reading.screen.status.text


async def test_how_far_down_one_is_holds_in_every_size_and_after_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": LONG}, size=(80, 24)) as reading:
        await reading.settled()
        await reading.press("space", "space")
        await reading.pilot.pause()
        before = percent(reading)
        assert 0 < before < 100
        await reading.pilot.resize_terminal(200, 200)
        await reading.until(lambda: percent(reading) == 100)
        await reading.pilot.resize_terminal(80, 24)
        await reading.until(lambda: percent(reading) == before)
    async with room(tmp_path, size=(80, 24)) as reading:
        await reading.settled()
        await reading.until(lambda: percent(reading) == before)
    async with room(tmp_path, size=(200, 200)) as reading:
        await reading.settled()
        await reading.until(lambda: percent(reading) == 100)


async def test_the_place_is_kept_when_more_of_the_text_fits_for_a_while(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": LONG}, size=(120, 30)) as reading:
        await reading.settled()
        await reading.press("G")
        await reading.press("k", "k")
        await reading.pilot.pause()
        view = reading.screen.view
        top, said = view.scroll_offset.y, percent(reading)
        for there, back in (("z", "z"), ("t", "escape"), ("1", "1")):
            await reading.press(there)
            await reading.pilot.pause()
            await reading.press(back)
            await reading.pilot.pause()
            assert (view.scroll_offset.y, percent(reading)) == (top, said), there


async def test_that_one_is_selecting_stands_in_the_foot(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH, size=(120, 36)) as reading:
        await reading.settled()
        before = str(reading.screen.query_one(KeyLine).render())
        await reading.press("v")
        await reading.shows("Selecting: 1 character", "a word on", "Highlight", "Let go")
        await reading.press("P")
        length = len(reading.screen.article.paragraphs[0])
        await reading.shows(f"Selecting: {length} characters")
        await reading.press("escape")
        await reading.shows("1/2", "Find in the article")
        assert str(reading.screen.query_one(KeyLine).render()) == before
        await reading.pilot.mouse_down("#article", offset=(20, 8))
        await reading.pilot.hover("#article", offset=(30, 8))
        await reading.pilot.mouse_up("#article", offset=(30, 8))
        await reading.until(lambda: reading.screen.view.selection)
        await reading.shows(f"Selected: {len(reading.screen.view.selection.exact)} characters")


async def test_the_card_never_shows_a_figure_beside_another_article(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]", "i")
        await reading.shows("35,000,000 CNY", "Sentence")
        await reading.press("J")
        await reading.shows("石桥村的果农", "Pick a figure with ]")
        assert "35,000,000" not in reading.text() and "青港码头上周" not in reading.text()
        await reading.press("]")
        await reading.shows("In words: 一亩")


async def test_in_another_language_nothing_is_left_of_the_one_before(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("]", "i", "m")
        await reading.shows("Marked as", "What it measures")
        await reading.press("ctrl+g")
        await reading.shows("金额")
        await reading.pilot.pause()
        for words in ("Marked as", "What it measures", "money", "Sentence"):
            assert words not in reading.text()
        await reading.press("ctrl+g")


@pytest.mark.parametrize("theme", ["paper-light", "contrast"])
async def test_the_legend_takes_the_colours_of_another_theme_at_once(tmp_path: Path, theme: str) -> None:
    async with room(tmp_path, pages=BOTH, theme="paper-dark") as reading:
        await reading.settled()
        reading.app.theme = theme
        await reading.pilot.pause()
        await reading.pilot.pause()
        legend = reading.screen.query_one(Legend)
        view = reading.screen.view
        assert legend._styles["money"] == view.kind_style("money") != legend._styles["person"]
        wanted = reading.app.get_css_variables()["money"].lower()
        assert str(legend._styles["money"].color.get_truecolor().hex) == wanted
