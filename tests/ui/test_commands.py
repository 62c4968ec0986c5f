"""The table of commands: keys, help, palette and remapping derive from it, and nothing in it leads nowhere."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from room import HARBOUR, ORCHARD, room
from textual.screen import Screen

from reader import language
from reader.ui import commands, keys
from reader.ui.screens import SCREENS, screen_class
from reader.ui.screens.reading import Article, ReadingScreen
from reader.ui.widgets.entry import Entry
from reader.ui.widgets.groups import Groups
from reader.ui.widgets.mark_list import MarkList
from reader.ui.widgets.raw_text import RawText
from reader.ui.widgets.rowlist import RowList
from reader.ui.widgets.sidebar import Sidebar

PLACES: dict[str, list[type]] = {
    "reader": [ReadingScreen], "article": [Article], "select": [Article], "list": [RowList], "sidebar": [Sidebar],
    "groups": [Groups],
    "panel": [MarkList], "rawtext": [RawText], "entry": [Entry],
}  # fmt: skip


def owners(where: str) -> list[type]:
    """The classes on which the commands of a part of the program run."""
    if where == "app":
        from reader.ui.app import NewsreaderApp

        return [NewsreaderApp]
    if where in PLACES:
        return PLACES[where]
    from reader.ui.screens.note import NoteScreen

    screens: list[type[Screen[object]]] = [*(screen_class(name) for name in SCREENS), NoteScreen]
    ids = {binding.id for binding in commands.bindings(where)}
    return [s for s in screens if ids & {getattr(b, "id", None) for b in s.BINDINGS}]


@pytest.mark.parametrize("each", commands.COMMANDS, ids=lambda each: each.id)
def test_every_command_has_keys_a_title_and_an_action_that_is_there(each: commands.Command) -> None:
    assert each.keys and each.title and each.group in commands.GROUPS
    action = each.action.partition("(")[0]
    if action.startswith("app."):
        from reader.ui.app import NewsreaderApp

        assert hasattr(NewsreaderApp, f"action_{action[4:]}")
    elif action.startswith("screen."):
        assert hasattr(ReadingScreen, f"action_{action[7:]}")
    else:
        found = owners(each.where)
        assert found, f"nothing binds {each.where}"
        assert any(hasattr(owner, f"action_{action}") for owner in found)
    if action == "article":
        assert hasattr(Article, f"action_{each.action.split(chr(39))[1]}")


OTHERWISE = {
    "cancel": "Esc in boxes of one entry, which bind it themselves",
    "move_in_groups": "up and down in the line that narrows the groups, bound there",
    "show_everything": "a click on the list's head; Esc does the same",
    "toggle_layer": "a click on the legend; the box of layers does the same",
}
"""Actions that need no command of their own, and why."""


def test_every_action_is_a_command() -> None:
    """So that whatever can be done has a key, a place in the palette and a line of help."""
    named = {re.split(r"[(.]", each.action.split("(")[0])[-1] for each in commands.COMMANDS}
    named |= {name for each in commands.COMMANDS for name in re.findall(r"^article\('(\w+)'\)", each.action)}
    missing = []
    for path in sorted(Path(commands.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef) or node.name in ("Entry", "NoteText"):  # there Textual has the keys
                continue
            for each in node.body:
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and each.name.startswith("action_"):
                    action = each.name.removeprefix("action_")
                    if action not in named and action not in OTHERWISE:
                        missing.append(f"{path.name}: {action}")
    assert missing == []


@pytest.mark.parametrize("each", commands.COMMANDS, ids=lambda each: each.id)
def test_every_command_is_found_in_the_palette_by_its_title_and_its_name(each: commands.Command) -> None:
    from reader.ui.screens.choose import Choices, palette

    choices = Choices(palette([each.where], {})._choices)
    choices.reload = lambda cursor=None: None  # nothing to be drawn on
    for typed in (each.title, each.id):
        choices.narrow(typed)
        assert each.id in [choices.at(n).id for n in range(choices.row_count())]


def test_no_id_and_within_one_place_no_key_is_given_twice() -> None:
    assert [id for id, times in Counter(each.id for each in commands.COMMANDS).items() if times > 1] == []
    assert commands.keymap({})[1] == []


@pytest.mark.parametrize("each", commands.COMMANDS, ids=lambda each: each.id)
def test_every_command_can_be_reached_with_an_input_method_on(each: commands.Command) -> None:
    """An input method keeps plain letters and sends full-width punctuation; everything else goes through."""
    through = [
        key
        for key in keys.expand(each.keys.split())
        if "+" in key or len(key) > 1 and not (len(key) == 1 and key.isalpha())
    ]
    assert through


def test_punctuation_has_its_full_width_twins() -> None:
    assert "ideographic_comma" in keys.expand(["/"])
    assert "fullwidth_question_mark" in keys.expand(["?"])
    assert "fullwidth_colon" in keys.expand([":"])
    assert "alt+shift+y" in keys.expand(["Y"])
    assert "Ｙ" in keys.expand(["Y"])
    assert "１" in keys.expand(["1"])
    assert "ideographic_space" in keys.expand(["space"])


@pytest.mark.parametrize(
    ("key", "face"),
    [("ctrl+f", "^F"), ("f2", "F2"), ("pagedown", "PgDn"), ("J", "J"), ("shift+tab", "Shift+Tab"), ("+", "+")],
)
def test_keys_are_shown_as_one_writes_them(key: str, face: str) -> None:
    assert keys.shown(key) == face


def test_slips_in_the_config_are_named() -> None:
    wanted, problems = commands.keymap({"reader.star": ("%",), "reader.nonsense": ("x",), "reader.note": ("s",)})
    assert wanted["reader.star"].startswith("percent_sign")
    assert any("reader.nonsense" in problem for problem in problems)
    assert any("reader.copy_sentence" in problem and "reader.note" in problem for problem in problems)


def test_a_key_given_twice_is_said_once_as_it_was_written() -> None:
    assert len(commands.keymap({"reader.next_figure": ("n",)})[1]) == 1  # nothing of alt+n and the full-width n
    assert commands.keymap({"reader.next_figure": ("tab", "n"), "reader.star": ("q", "*")})[1] == [
        "Tab starts both reader.next_pane and reader.next_figure",
        "n starts both reader.find_next and reader.next_figure",
        "q starts both reader.star and app.quit",
    ]
    (said,) = commands.keymap({"reader.note": ("alt+n",)})[1]
    assert said.startswith("Alt+n ")


async def test_what_is_wrong_in_the_settings_is_said_in_one_box_while_one_reads(tmp_path: Path) -> None:
    keys = {"reader.star": ("q",), "reader.next_figure": ("n",), "reader.nonsense": ("x",)}
    slips = ("config.toml: unknown entry colour", "config.toml: theme = nosuch")
    async with room(tmp_path, pages={"a.txt": HARBOUR}, keys=keys, warnings=slips) as reading:
        await reading.settled()
        await reading.shows("unknown entry colour", "theme = nosuch", "reader.nonsense")
        await reading.shows("q starts both", "n starts both")
        assert len(reading.app._notifications) == 1
        assert "starts both" not in reading.screen.status.text
        assert "Alt" not in reading.text()


async def test_remapped_keys_work_and_are_shown(tmp_path: Path) -> None:
    pages = {"a.txt": HARBOUR, "b.txt": ORCHARD}
    async with room(tmp_path, pages=pages, keys={"reader.next_article": ("%",)}) as reading:
        await reading.settled()
        await reading.shows("% Next article")
        await reading.press("%")
        await reading.until(lambda: reading.screen.article.headline == "果园里来了记账人")
        await reading.press("K", "J")
        assert reading.screen.article.headline == "码头夜班多了一盏灯"


async def test_full_width_keys_do_what_the_plain_ones_do(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        await reading.press("】")
        assert reading.screen.picked.text == "3500万元"
        await reading.press("alt+a")
        await reading.shows("Note on the passage")
        await reading.press("escape")
        await reading.press("ｔ")
        await reading.until(lambda: reading.screen.panel is not None)
        await reading.press("ｔ", "？")
        await reading.shows("newsreader: keys and commands")


async def test_the_palette_runs_a_command(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}) as reading:
        await reading.settled()
        await reading.press(":")
        await reading.type("next art")
        await reading.shows("Next article")
        await reading.press("enter")
        await reading.until(lambda: reading.screen.article.headline == "果园里来了记账人")
        await reading.press(":")
        await reading.type("line down")
        await reading.press("enter")
        await reading.pilot.pause()
        assert reading.app.screen is reading.screen


@pytest.mark.parametrize("typed", ["fuzhi", "fz", "copy_printed", "Copy as", "复制", "ＦＺ"])
async def test_in_chinese_the_palette_finds_by_pinyin_initials_id_and_english(tmp_path: Path, typed: str) -> None:
    from reader.ui.screens.choose import Choices

    async with room(tmp_path, pages={"a.txt": HARBOUR}, language="zh") as reading:
        await reading.until(lambda: reading.screen.article)
        language.choose("zh")
        await reading.press(":")
        await reading.until(lambda: reading.app.screen.query(Choices))
        await reading.type(typed)
        choices = reading.app.screen.query_one(Choices)
        found = [choices.at(n).id for n in range(choices.row_count())]
        assert "reader.copy_printed" in found and len(found) < 30
        if typed in ("fuzhi", "fz"):
            assert all("复制" in choices.at(n).label for n in range(3))


async def test_keys_go_to_the_next_mention_of_a_name_and_the_next_figure_of_a_kind(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        view = reading.screen.view
        money = [figure.text for figure in reading.screen.marks.figures if figure.kind == "money"]
        await reading.press("]")
        assert reading.screen.picked.text == money[0]
        await reading.press(">")
        assert reading.screen.picked.text == money[1]
        await reading.press("<")
        assert reading.screen.picked.text == money[0]
        await reading.press(".")
        following = next(mark for mark in view.marks if mark.start > view.text.index(money[0]))
        assert reading.screen.picked == following
        await reading.press("，")
        assert reading.screen.picked.text == money[0]


async def test_the_help_names_every_command(tmp_path: Path) -> None:
    from reader.ui.screens.help import HelpScreen

    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        await reading.press("?")
        await reading.until(lambda: isinstance(reading.app.screen, HelpScreen))
        text = reading.app.screen.query_one("#help-text").plain
        for each in commands.COMMANDS:
            assert each.id in text and each.title in text
        await reading.press("q")
        assert reading.app.screen is reading.screen


async def test_the_language_is_switched_while_reading(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        await reading.shows("Next article")
        await reading.press("ctrl+g")
        await reading.shows("下一篇", "帮助")
        assert "Next article" not in reading.text()
        await reading.press("ctrl+g")
        await reading.shows("Next article")


async def test_a_theme_is_chosen_and_kept(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        await reading.press("f12")
        await reading.type("paper-light")
        await reading.press("enter")
        await reading.until(lambda: reading.app.theme == "paper-light")
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        assert reading.app.theme == "paper-light"
