"""The reading room in a test: opened on pages of the test's own, with folders of its own, driven by its keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from reader.settings import Settings
from reader.ui.app import NewsreaderApp
from reader.ui.screens.reading import ReadingScreen

HARBOUR = """码头夜班多了一盏灯

本报记者 岳小舟

青港码头上周完成技术改造，投入资金3500万元，夜间作业效率提高了12%。码头主任郑远帆介绍，改造前夜班平均每小时装卸28箱，现在达到35箱。

负责设计的海城大学教授林若谷说，灯光只是一部分，更要紧的是调度。青港码头明年还将投入1.2亿元，更换全部吊机。

码头工人方大海在这里工作了二十年。他说，从前一到后半夜，眼睛就跟不上了，如今看得清每一个箱号。
"""

ORCHARD = """乡村

果园里来了记账人

本报记者 沈一苇

石桥村的果农今年学会了记账。村会计韩冬梅把每一笔化肥、人工和运费都记在本子上，算下来，一亩梨园净收入4600元，比去年多出18%。

韩冬梅说，账目清楚以后，村里37户人家不再盲目打药，仅此一项就省下9万元。
"""


async def until(pilot: Pilot[Any], done: Callable[[], Any], seconds: float = 60.0) -> None:
    """Let the program run until ``done`` holds; fails when it does not."""
    for _ in range(int(seconds / 0.05)):
        try:
            if done():
                return
        except Exception:  # a widget that is not there yet
            pass
        await pilot.pause(0.05)
    assert done()


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Type ``text`` character by character."""
    await pilot.press(*("space" if character == " " else character for character in text))


class Room:
    """What a test looks at."""

    def __init__(self, app: NewsreaderApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> ReadingScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ReadingScreen))

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join("".join(segment.text for segment in strip) for strip in
                         self.app.screen._compositor.render_strips())  # fmt: skip

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await typed(self.pilot, text)

    async def until(self, done: Callable[[], Any], seconds: float = 60.0) -> None:
        await until(self.pilot, done, seconds)

    async def shows(self, *words: str) -> None:
        """Wait until all the words stand on the screen."""
        try:
            await self.until(lambda: all(word in self.text() for word in words))
        except AssertionError:
            missing = [word for word in words if word not in self.text()]
            raise AssertionError(f"{missing} not on the screen:\n{self.text()}") from None

    async def settled(self) -> None:
        """Wait until an article is shown with its marks and nothing goes on in the background."""
        await self.until(lambda: self.screen.article and self.screen.marks and not self.screen.status._busy)
        await self.pilot.pause()


@asynccontextmanager
async def room(
    folder: Path, *names: str, pages: dict[str, str] | None = None, size: tuple[int, int] = (110, 36), **settings: Any
) -> AsyncIterator[Room]:
    """The reading room opened on ``pages`` (name to text), written into ``folder``, and on further paths ``names``."""
    paths = []
    for name, text in (pages or {}).items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    app = NewsreaderApp([*paths, *names], replace(Settings(), **settings))
    async with app.run_test(size=size, notifications=True) as pilot:
        yield Room(app, pilot)
