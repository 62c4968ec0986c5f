"""The start: what stands in the first paint, how often styles are read, and what is got ready before the screen is."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from room import HARBOUR, ORCHARD, Room, room, until
from textual.color import Color
from textual.css.stylesheet import Stylesheet

from reader.errors import ReaderError
from reader.library import importing, pool
from reader.library.prepare import prepare_marks
from reader.settings import Settings
from reader.ui import lastpage
from reader.ui.app import NewsreaderApp
from reader.ui.desk import Desk
from reader.ui.screens.reading import ReadingScreen


@pytest.fixture
def reparsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one each time that all styles are read again."""
    times: list[int] = []
    reparse = Stylesheet.reparse

    def counted(self: Stylesheet) -> None:
        times.append(1)
        reparse(self)

    monkeypatch.setattr(Stylesheet, "reparse", counted)
    return times


@pytest.mark.parametrize(("chosen", "dark"), [("paper-light", False), ("nord", True), ("contrast", True)])
async def test_the_theme_that_was_chosen_is_there_from_the_beginning(
    tmp_path: Path, reparsed: list[int], chosen: str, dark: bool
) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        reading.app.session.theme = chosen
    reparsed.clear()
    async with room(tmp_path) as reading:
        await reading.until(lambda: reading.screen.article)
        assert reading.app.theme == chosen
        assert not reparsed
        assert reading.app.has_class("-dark-mode") is dark and reading.app.has_class("-light-mode") is not dark
        assert {each for each in reading.app.classes if each.startswith("-theme")} == {f"-theme-{chosen}"}
        wanted = Color.parse(reading.app.get_css_variables()["background"])
        assert reading.screen.styles.background == wanted
        reading.app.theme = "paper-dark"  # and it can be changed as before
        await reading.until(lambda: reading.screen.styles.background != wanted)


@pytest.mark.parametrize(
    ("size", "classes"),
    [((80, 24), {"-narrow", "-low"}), ((120, 40), {"-medium", "-high"}), ((200, 31), {"-wide", "-low"})],
)
async def test_the_screen_knows_the_size_of_the_window_before_it_is_laid_out(
    tmp_path: Path, size: tuple[int, int], classes: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[set[str]] = []
    compose = ReadingScreen.compose

    def noted(self: ReadingScreen) -> object:
        begun.append(set(self.classes))
        return compose(self)

    monkeypatch.setattr(ReadingScreen, "compose", noted)
    async with room(tmp_path, pages={"a.txt": HARBOUR}, size=size) as reading:
        assert begun == [classes]
        await reading.pilot.resize_terminal(120, 40)
        await reading.until(lambda: set(reading.screen.classes) == {"-medium", "-high"})


async def test_a_known_file_stands_in_the_first_paint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.importing.prepare_to_import", lambda: pytest.fail("there is nothing to read"))
    path = tmp_path / "b.txt"
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}) as reading:
        await reading.settled()
    desk = Desk(Settings())
    desk.open_for([str(path)])
    painted: list[str] = []
    app = NewsreaderApp([str(path)], Settings(), desk)
    display = app._display

    def noted(screen: object, renderable: object) -> None:
        if not painted and isinstance(app.screen, ReadingScreen) and app.screen.size.width:
            painted.append(Room(app, pilot=None).text())  # type: ignore[arg-type]
        display(screen, renderable)  # type: ignore[arg-type]

    monkeypatch.setattr(app, "_display", noted)
    async with app.run_test(size=(110, 36)) as pilot:
        await until(pilot, lambda: painted)
        assert "石桥村的果农今年学会了记账" in painted[0].replace("\n", "") and "Opened files" in painted[0]


def test_a_file_that_is_not_known_is_made_ready_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setattr("reader.library.importing.prepare_to_import", lambda: made.append(1))
    (tmp_path / "new.txt").write_text(HARBOUR)
    Desk(Settings()).open_for([str(tmp_path / "new.txt")])
    assert made
    Desk(Settings()).open_for(["-"])
    assert len(made) == 1  # standard input is read here


async def test_a_new_file_is_read_before_it_is_in_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = threading.Event()
    commit = importing._Import._commit

    def held(self: importing._Import) -> None:
        if self.waiting.pages:
            assert seen.wait(120)
        commit(self)

    monkeypatch.setattr(importing._Import, "_commit", held)
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.shows("青港码头上周完成技术改造")
        assert not len(reading.app.desk.library) and reading.screen.article is None
        await reading.press("j", "space", "right_square_bracket", "J", "m")  # does no harm
        seen.set()
        await reading.settled()
        await reading.shows("1/1", "码头夜班多了一盏灯")


async def test_a_library_that_cannot_be_opened_is_told_on_the_screen(tmp_path: Path, home: Path) -> None:
    broken = home / "data" / "newsreader" / "library.sqlite"
    broken.parent.mkdir(parents=True)
    broken.write_text("this is no database, whatever its name may say " * 100)
    (tmp_path / "a.txt").write_text(HARBOUR)
    desk = Desk(Settings())
    desk.open_for([str(tmp_path / "a.txt")])
    app = NewsreaderApp([str(tmp_path / "a.txt")], Settings(), desk)
    async with app.run_test(size=(110, 36)) as pilot:
        await Room(app, pilot).shows("library.sqlite")


async def test_a_process_started_ahead_does_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_ahead", [])  # other tests may have left some
    (tmp_path / "new.txt").write_text(HARBOUR)
    desk = Desk(Settings())
    desk.open_for([str(tmp_path / "new.txt")])
    ((_work, worker),) = pool._ahead
    app = NewsreaderApp([str(tmp_path / "new.txt")], Settings(), desk)
    async with app.run_test(size=(110, 36)) as pilot:
        await Room(app, pilot).shows("码头夜班多了一盏灯", "1/1")
        assert not pool._ahead
        # Of two threads that wait for one process at the same moment, one is told nothing by the system. So ask on.
        await until(pilot, lambda: not worker.process.is_alive(), 120.0)


async def test_marks_are_made_by_a_process_of_their_own_and_are_the_same(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        article, here = reading.screen.article, reading.screen.marks
    apart = Desk(Settings(), marks_apart=True)
    assert apart._marked_apart(article) == (here, prepare_marks(here))
    apart.close()
    with pytest.raises(ReaderError, match="its text is whole"):
        apart._marked_apart(article)


async def test_the_list_stands_before_the_library_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}) as reading:
        await reading.settled()
    async with room(tmp_path) as reading:
        await reading.settled()
    with monkeypatch.context() as patched:
        patched.setattr(ReadingScreen, "_open", lambda self: None)
        async with room(tmp_path) as reading:
            await reading.shows("码头夜班多了一盏灯", "果园里来了记账人", "/2 ")
            shown = reading.screen.article_id
            await reading.press("J", "K", "j")  # nobody can follow yet
            await reading.pilot.pause(0.2)
            assert reading.screen.article_id == shown
    async with room(tmp_path) as reading:
        await reading.settled()
        before = reading.screen.article_id
        await reading.press("J" if reading.screen.sidebar.cursor == 0 else "K")
        await reading.until(lambda: reading.screen.article_id != before)


@pytest.mark.parametrize("text", ["", "{", '{"first": 0, "total": 3, "rows": [{"id": "a"}]}', '{"rows": 5}', "[]"])
def test_a_damaged_list_is_no_list(tmp_path: Path, text: str) -> None:
    (tmp_path / "last-list.json").write_text(text)
    assert lastpage.kept_list(tmp_path) is None
