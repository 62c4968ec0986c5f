"""Articles laid out before they are asked for look as if they had not been."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from room import HARBOUR, ORCHARD, Room
from room import room as reading_room

from reader.model import Note, Quote
from reader.ui import collecting
from reader.ui.widgets.article_ahead import KEPT, Ahead, Asked


async def at_the_first_of_two(room: Room) -> None:
    await room.settled()
    await room.until(lambda: room.screen.sidebar.row_count() == 2 and not room.screen.desk.library.unmarked())
    for key, place in (("K", 0), ("J", 1), ("K", 0)):
        await room.press(key)
        await room.until(lambda place=place: room.screen.sidebar.position(room.screen.article_id) == place)


def laid_out(room: Room) -> list[str]:
    return [asked.article.headline or "" for asked, _laid in room.screen.view._ahead._laid]


async def test_the_next_article_is_ready_when_the_reader_stays(tmp_path: Path) -> None:
    async with reading_room(tmp_path, pages={"a.txt": HARBOUR, "b.txt": ORCHARD}) as room:
        await at_the_first_of_two(room)
        other = room.screen.sidebar.summary(1)
        assert other is not None and room.screen.article is not None
        asked = room.screen.view._asked(room.screen.desk.article(other.id), room.screen.desk.kept_marks(other.id))
        await room.until(lambda: room.screen.view._ahead.has(asked))
        ready = next(laid for each, laid in room.screen.view._ahead._laid if each == asked)
        await room.press("J")
        await room.until(lambda: room.screen.article_id == other.id)
        await room.settled()
        assert room.screen.view._sheet is ready.sheet
        seen = room.text()
        room.screen.view._prepare()  # as it is laid out when nothing is ready
        await room.pilot.pause()
        assert room.text() == seen


async def test_nothing_old_is_shown(tmp_path: Path) -> None:
    async with reading_room(tmp_path, pages={"a.txt": HARBOUR}) as room:
        await room.settled()
        view, article, marks = room.screen.view, room.screen.article, room.screen.marks
        assert article is not None and marks is not None
        changed = replace(article, paragraphs=(*article.paragraphs[:-1], "码头工人另有话说。"))
        for now, by in ((changed, marks), (article, None), (article, replace(marks, figures=()))):
            view.lay_out_ahead(article, marks)
            ready = view._ahead._laid[-1][1]
            view.show(now, by)
            assert view._sheet is not ready.sheet
        assert len(view._ahead._laid) == 1
        view.show(article, marks)
        assert view._sheet is ready.sheet
        view.show(article, marks)  # marks that come later have changed what was handed out
        assert view._sheet is not ready.sheet


async def test_what_is_drawn_ahead_looks_as_if_drawn_now(tmp_path: Path) -> None:
    async with reading_room(tmp_path, pages={"a.txt": HARBOUR}) as room:
        await room.settled()
        view, article, marks, now = room.screen.view, room.screen.article, room.screen.marks, datetime.now(UTC)
        assert article is not None and marks is not None
        note = Note("n", article.id, "", now, now, anchor=Quote(0, 4, article.text[:4]), colour="green")

        def ready(*notes: Note) -> set[int]:
            view.lay_out_ahead(article, marks, notes=notes)
            return set(view._ahead._laid[-1][1].strips)

        def shown(*notes: Note) -> set[int]:
            view.show(article, marks, notes=notes)
            kept = set(view._strips)
            for line in range(view.size.height):
                assert view._finished(line) == view._draw(line)
            return kept

        assert ready() == shown() == set(range(view.size.height))
        assert ready(note) == shown(note) != set()
        ready()
        assert not shown(note)
        ready()
        view.layers = frozenset()
        assert not shown()
        ready()
        room.app.theme = "textual-light"
        await room.pilot.pause()
        assert not shown()


async def test_another_width_is_laid_out_anew(tmp_path: Path) -> None:
    async with reading_room(tmp_path, pages={"a.txt": HARBOUR}) as room:
        await room.settled()
        view, article, marks = room.screen.view, room.screen.article, room.screen.marks
        assert article is not None
        view.lay_out_ahead(article, marks)
        await room.pilot.resize_terminal(70, 30)
        await room.pilot.pause()
        view.show(article, marks)
        assert view._sheet is not None and view._sheet.width == view.scrollable_content_region.width


async def test_few_are_kept(tmp_path: Path) -> None:
    async with reading_room(tmp_path, pages={"a.txt": HARBOUR}) as room:
        await room.settled()
        view, article = room.screen.view, room.screen.article
        assert article is not None
        others = [replace(article, headline=str(number)) for number in range(KEPT + 2)]
        for each in others:
            view.lay_out_ahead(each, None)
            view.lay_out_ahead(each, None)
        assert laid_out(room) == [each.headline for each in others[-KEPT:]]
        assert Ahead().take(view._asked(article, None)) is None
        assert view._asked(article, None) == Asked.now(article, None, view._asked(article, None).width, view.settings)


async def test_the_collector_waits_until_nobody_types(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    before = gc.get_threshold()
    turns: list[float] = []
    monkeypatch.setattr(collecting.gc, "collect", lambda: turns.append(0))
    monkeypatch.setattr(collecting.gc, "freeze", lambda: None)
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (0, 0, 1))
    now = [1000.0]
    monkeypatch.setattr(collecting, "monotonic", lambda: now[0])
    async with reading_room(tmp_path, pages={"a.txt": HARBOUR}) as room:
        await room.settled()
        collector = room.app._collecting
        assert collector is not None and gc.get_threshold() == collecting.YOUNG
        await room.press("j")
        collector._at_rest()
        assert turns == []
        now[0] += collecting.REST
        collector._at_rest()
        collector._at_rest()
        assert len(turns) >= 2
        await room.press("j")
        number = len(turns)
        collector._at_rest()
        assert len(turns) == number
    assert gc.get_threshold() == before
