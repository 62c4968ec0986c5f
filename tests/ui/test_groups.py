"""The groups in the sidebar: what narrows the list down is seen, combined, typed for, let go, kept under a name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from room import HARBOUR, ORCHARD, Room, room

from reader import language
from reader.library import Library
from reader.settings import paths
from reader.ui import session
from reader.ui.picks import Pick, condition, query_of, toggled

LOW, HIGH = (80, 24), (120, 40)

RAIN = """要闻

雨停了

本报记者 岳小舟

下了三天的雨停了，河水退去一米。
"""


def of(group: str, value: str) -> Pick:
    return Pick(group, condition(group, value), value)


@asynccontextmanager
async def groups(tmp_path: Path, size: tuple[int, int] = HIGH, *, saved: str = "") -> AsyncIterator[Room]:
    """The room on three articles, dated and tagged, with the groups open and counted."""
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD, "c.txt": RAIN}) as reading:
        await reading.settled()
    with Library.open(paths().library) as library:
        ids = {row.headline: row.id for row in library.select()}
        with library.store.writing() as connection:
            for headline, date in (("果园里来了记账人", "2025-07-03"), ("雨停了", "2024-09-30")):
                connection.execute("UPDATE article SET date = ? WHERE headline = ?", (date, headline))
        if saved:
            library.save_search(saved, "section:乡村")
    async with room(tmp_path, size=size) as reading:
        await reading.settled()
        for headline, tags in (("果园里来了记账人", ["旧", "村"]), ("雨停了", ["旧"])):
            reading.app.desk.notebook.set_tags(ids[headline], tags)
            reading.app.desk.mirror([ids[headline]])
        await reading.press("B")
        await reading.until(lambda: reading.screen.groups.row_count() > 5)
        yield reading


def listed(reading: Room) -> list[str]:
    sidebar = reading.screen.sidebar
    return [sidebar.summary(index).headline for index in range(sidebar.row_count())]


def lines(reading: Room) -> dict[str, int | None]:
    """What the groups show, and the counts."""
    found = reading.screen.groups
    return {found.at(index).label: found.at(index).count for index in range(found.row_count())}


async def go(reading: Room, label: str) -> None:
    """Move the cursor to a line, with the keys."""
    found = reading.screen.groups
    await reading.press("g")
    for _ in range(found.row_count()):
        if found.here.label == label:
            return
        await reading.press("j")
    raise AssertionError(f"{label} is not among {list(lines(reading))}")


async def only(reading: Room, *headlines: str) -> None:
    await reading.until(lambda: sorted(listed(reading)) == sorted(headlines))


async def test_they_stand_beside_the_list_and_count(tmp_path: Path) -> None:
    async with groups(tmp_path, saved="乡下") as reading:
        assert lines(reading) | {"Unread": 3} == {
            "All articles": None, "Unread": 3, "Starred": 0, "With notes": 0, "Saved searches": None, "乡下": 1,
            "Sections": None, "乡村": 1, "要闻": 1, "Dates": None, "2025": 1, "2025-07": 1, "2024": 1,
            "Tags": None, "旧": 2, "村": 1, "Sources": None,
        }  # fmt: skip
        await reading.shows("Sections", "2025-07", "码头夜班多了一盏灯")  # the list is still there


@pytest.mark.parametrize("size", [LOW, HIGH, (200, 60)])
async def test_enter_narrows_the_list_and_goes_to_it_and_again_lets_go(tmp_path: Path, size: tuple[int, int]) -> None:
    async with groups(tmp_path, size) as reading:
        await go(reading, "乡村")
        await reading.press("enter")
        await only(reading, "果园里来了记账人")
        assert reading.screen.sidebar.has_focus and reading.screen.sidebar.size.height > 5
        assert reading.screen.article.headline == "果园里来了记账人"
        await reading.shows("乡村", "✕", "Esc shows everything")
        assert (reading.screen.groups is None) == (size == LOW)  # there is room for one of them only
        await reading.press("B")
        await reading.until(lambda: reading.screen.groups.row_count() > 5)
        await go(reading, "乡村")
        await reading.press("enter")
        await reading.until(lambda: len(listed(reading)) == 3)
        assert reading.screen.groups.has_focus


async def test_in_a_low_window_the_groups_stand_in_place_of_the_list(tmp_path: Path) -> None:
    async with groups(tmp_path, LOW) as reading:
        assert not reading.screen.sidebar.display and reading.screen.groups.size.height >= 15
        await reading.press("B")
        assert reading.screen.sidebar.display and reading.screen.sidebar.has_focus


async def test_picks_of_several_groups_and_the_typed_filter_must_all_hold(tmp_path: Path) -> None:
    async with groups(tmp_path) as reading:
        await go(reading, "旧")
        await reading.press("space")
        await only(reading, "果园里来了记账人", "雨停了")
        await reading.until(lambda: lines(reading)["村"] == 1 and "2024" in lines(reading))
        await go(reading, "2025")
        await reading.press("space")
        await only(reading, "果园里来了记账人")
        assert reading.screen.groups.has_focus
        await reading.until(lambda: lines(reading)["2024"] == 1)  # it would take the place of 2025
        await go(reading, "2024")
        await reading.press("space")
        await only(reading, "雨停了")
        await reading.press("F")
        await reading.type("section:乡")
        await reading.until(lambda: listed(reading) == [])
        await reading.press("enter", "backspace")
        await only(reading, "雨停了")
        await reading.press("backspace")
        await only(reading, "果园里来了记账人", "雨停了")
        await reading.press("escape")
        await reading.until(lambda: len(listed(reading)) == 3)
        await reading.press("backspace")
        await reading.shows("Nothing narrows the list down", "All articles")


async def test_they_are_narrowed_by_typing(tmp_path: Path) -> None:
    async with groups(tmp_path) as reading:
        await reading.press("/")
        await reading.type("2024")
        await reading.until(lambda: list(lines(reading)) == ["Dates", "2024", "2024-09"])
        await reading.press("down", "enter")
        await only(reading, "雨停了")
        reading.screen.groups.focus()
        await reading.press("要")  # as an input method sends it: no command, so it is looked for
        await reading.until(lambda: list(lines(reading)) == ["Sections", "要闻"])
        await reading.press("escape")
        await reading.until(lambda: "Dates" in lines(reading))
        assert reading.screen.groups.has_focus
        await reading.press("escape")
        assert reading.screen.groups is None
        assert reading.screen.picks  # each Esc gives up one thing


async def test_what_is_folded_and_open_is_the_same_after_a_restart(tmp_path: Path) -> None:
    async with groups(tmp_path) as reading:
        await go(reading, "Sections")
        await reading.press("left")
        assert "乡村" not in lines(reading)
        await go(reading, "2024")
        await reading.press("right")
        assert "2024-09" in lines(reading)
        await reading.press("j", "h")
        assert reading.screen.groups.here.label == "2024"
        await go(reading, "Sources")
        await reading.press("enter")
        assert str(tmp_path / "a.txt") in lines(reading)
    async with room(tmp_path, size=HIGH) as reading:
        await reading.until(lambda: reading.screen.groups and reading.screen.groups.row_count() > 5)
        assert not reading.screen.groups.has_focus
        assert "乡村" not in lines(reading) and "2024-09" in lines(reading)
        assert str(tmp_path / "a.txt") in lines(reading)
        await reading.press("B", "B")
    assert not session.load(reading.app.desk.paths.state).groups


async def test_a_search_is_kept_renamed_forgotten_and_taken_back(tmp_path: Path) -> None:
    async with groups(tmp_path) as reading:
        searches = reading.app.desk.library.saved_searches
        await reading.press("ctrl+s")
        await reading.shows("Filter the list first")
        await go(reading, "旧")
        await reading.press("space", "ctrl+s")
        await reading.type("x")
        await reading.press("enter")
        await reading.until(lambda: [(each.name, each.query) for each in searches()] == [("x", "tag:旧")])
        await reading.until(lambda: lines(reading).get("x") == 2)
        await go(reading, "x")
        await reading.press("R")
        await reading.type("y")
        await reading.press("enter")
        await reading.until(lambda: lines(reading).get("y") == 2)
        await go(reading, "y")
        await reading.press("d")
        await reading.until(lambda: "y" not in lines(reading))
        assert searches() == []
        await reading.press("U")
        await reading.until(lambda: lines(reading).get("y") == 2)
        await go(reading, "Unread")
        await reading.press("d")
        await reading.shows("Only a saved search")


async def test_a_pick_that_nothing_is_left_of_can_be_let_go(tmp_path: Path) -> None:
    async with groups(tmp_path) as reading:
        await go(reading, "村")
        await reading.press("space")
        await only(reading, "果园里来了记账人")
        reading.app.desk.notebook.set_tags(reading.screen.article_id, [])
        reading.app.desk.mirror([reading.screen.article_id])
        reading.screen.library_changed()
        await reading.until(lambda: listed(reading) == [] and lines(reading)["村"] == 0)
        await reading.shows("Nothing matches")
        await go(reading, "村")
        await reading.press("enter")
        await reading.until(lambda: len(listed(reading)) == 3)
        await reading.until(lambda: "村" not in lines(reading))


async def test_the_head_of_the_list_opens_the_groups_and_lets_everything_go(tmp_path: Path) -> None:
    async with groups(tmp_path) as reading:
        await reading.press("escape")
        await reading.pilot.click("#head", offset=(3, 0))
        await reading.until(lambda: reading.screen.groups.row_count() > 5)
        row = list(lines(reading)).index("要闻")
        await reading.pilot.click("#groups", offset=(6, row))
        await only(reading, "雨停了")
        await reading.pilot.click("#head", offset=(reading.screen.query_one("#head").size.width - 2, 0))
        await reading.until(lambda: len(listed(reading)) == 3)
        year = list(lines(reading)).index("2024")
        await reading.pilot.click("#groups", offset=(2, year))  # the sign before it
        assert "2024-09" in lines(reading) and not reading.screen.picks


async def test_files_that_were_opened_are_counted_alone(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}) as reading:
        await reading.settled()
    async with room(tmp_path, pages={"b.txt": ORCHARD}) as reading:
        await reading.settled()
        await reading.shows("Opened files")
        await reading.press("B")
        await go(reading, "Sections")
        assert lines(reading)["乡村"] == 1
        await go(reading, "Sources")
        await reading.press("enter")
        assert str(tmp_path / "a.txt") not in lines(reading)
        await reading.press("W")
        await reading.until(lambda: str(tmp_path / "a.txt") in lines(reading))


async def test_counting_that_fails_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()

        def broken(*_arguments: object, **_options: object) -> None:
            raise ZeroDivisionError("a slip")

        monkeypatch.setattr(reading.app.desk.library, "facets", broken)
        await reading.press("B")
        await reading.shows("Something went wrong")
        assert "ZeroDivisionError" in (home / "state" / "newsreader" / "errors.log").read_text()
        await reading.press("j", "enter", "h", "l", "space", "d", "escape")
        assert reading.screen.groups is None


async def test_they_speak_chinese(tmp_path: Path) -> None:
    async with groups(tmp_path) as reading:
        language.choose("zh")
        await reading.press("B", "B")
        await reading.shows("栏目", "标签", "未读", "来源")


@pytest.mark.parametrize("size", [(1, 1), (12, 4), (30, 8)])
async def test_a_very_small_window_bears_them(tmp_path: Path, size: tuple[int, int]) -> None:
    async with groups(tmp_path, size) as reading:
        await reading.press("j", "j", "space", "/", "a", "escape", "G", "l", "h", "enter", "escape")
        await reading.pilot.resize_terminal(*HIGH)
        await reading.shows("石桥村" if reading.screen.article.section else "All articles")


def test_picks_make_a_query() -> None:
    tag, other, month, year = of("tag", "旧"), of("tag", "村"), of("date", "2025-07"), of("date", "2025")
    assert toggled((), tag) == (tag,)
    assert toggled((tag,), other) == (tag, other)  # an article may have both
    assert toggled((tag, month), year) == (tag, year)  # but one month only
    assert toggled((tag, month), tag) == (month,)
    assert query_of((tag, month), "雨") == "tag:旧 date:2025-07 雨"
    assert query_of((tag, month), "雨", beside="date") == "tag:旧 雨"
    assert query_of((tag, month), beside="tag") == "tag:旧 date:2025-07"
    open_quote = Pick("saved", '"雨 停', "雨")
    assert query_of((open_quote, tag)) == '"雨 停" tag:旧'
    assert condition("source", "my file.txt") == 'source:"my file.txt"'
    assert condition("section", 'a"b') == "section:ab"
