"""What lists, legend and card call things: layers, details of an article, dates and durations in plain words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from room import room

from reader import language
from reader.marks.figures import find_figures
from reader.ui import describe, plainly
from reader.ui.screens.reading import ReadingScreen
from reader.ui.widgets.legend import LAYERS, Legend

STATION = """交通观察

环湖线第二天就坐满了人

本报记者 卢小满 贺长河

环湖线9月25日开通。开通第二天，车厢里坐满了人，比预计多出两成。工程历时三年，投入资金4.6亿元，男女职工之比为3∶1。

站长石青山说，三分之二的乘客来自邻近的两个镇，三倍于从前。湖畔大学的教授孔令仪认为，再过十五年，这条线会成为环湖的主干。

列车全长120米，时速80公里。
"""


@pytest.mark.parametrize(
    ("iso", "english", "chinese"),
    [
        ("P3Y", "3 years", "3年"), ("P1D", "1 day", "1天"), ("PT2H6M", "2 hours 6 minutes", "2小时6分钟"),
        ("P3.5Y", "3.5 years", "3.5年"), ("kein", "kein", "kein"),
    ],
)  # fmt: skip
def test_durations_in_words(iso: str, english: str, chinese: str) -> None:
    assert plainly.duration(iso) == english
    language.choose("zh")
    assert plainly.duration(iso) == chinese


@pytest.mark.parametrize(
    ("iso", "english", "chinese"),
    [
        ("XXXX-09-25", "25 September", "9月25日"), ("2025-09-25", "25 September 2025", "2025年9月25日"),
        ("2025", "2025", "2025年"), ("-0220", "221 BC", "公元前221年"), ("199X", "1990s", "1990年代"),
        ("18XX", "century 19", "19世纪"), ("2025-H1", "first half 2025", "2025年上半年"),
        ("XXXX-XX-25T15:30", "day 25 15:30", "25日15:30"),
        ("XXXX-09-25/XXXX-09-28", "25 September to 28 September", "9月25日至9月28日"), ("春节", "春节", "春节"),
    ],
)  # fmt: skip
def test_dates_in_words(iso: str, english: str, chinese: str) -> None:
    assert plainly.date(iso) == english
    language.choose("zh")
    assert plainly.date(iso) == chinese


def test_values_of_times_and_ratios_are_said_without_codes() -> None:
    from reader.ui.actions.copying import plain

    figures = find_figures("三年里，比例为3∶1，9月25日开工，历时三至五个月，是第四批。", date="2025-10-01")
    assert [describe.value(each) for each in figures] == [
        "3 years", "3：1", "25 September = 25 September 2025", "3 months ~ 5 months", "第4 批",
    ]  # fmt: skip
    assert [plain(each) for each in figures] == ["P3Y", "3:1", "2025-09-25", "P3M-P5M", "4"]


def test_every_kind_stands_in_the_layer_in_which_it_is_looked_for() -> None:
    layer = {kind: each.id for each in LAYERS for kind in each.kinds}
    assert layer["ordinal"] == layer["count"] and layer["magnitude"] == layer["count"]
    assert layer["ratio"] == layer["fraction"] == layer["multiple"] == layer["percent"]
    assert {kind for each in LAYERS for kind in each.kinds} >= set(describe.KIND_NAMES)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_section_byline_length_and_all_layers_are_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with room(tmp_path, pages={"a.txt": STATION}, size=size) as reading:
        await reading.settled()
        await reading.shows("organisation", "person")
        legend = reading.screen.query_one(Legend)
        shown = [layer for layer in LAYERS if legend.number(layer)]
        assert len(shown) > 5
        for layer in shown:
            assert layer.title in reading.text()
        sidebar = reading.screen.sidebar
        summary = replace(sidebar.summary(0), tags=("线路", "客流"), read=False)
        width = sidebar.scrollable_content_region.width - 2
        sidebar._windows.clear()
        sidebar._windows[0] = [summary]
        rows = ["".join(segment.text for segment in row) for row in sidebar.row(0, width, sidebar.rich_style)]
        details = "\n".join(rows[1:])
        for word in (summary.section, summary.byline, f"{summary.length:,}字", "▪"):
            assert word and word in details, details


async def test_the_card_and_the_status_line_speak_plainly(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": STATION}, size=(120, 40)) as reading:
        await reading.settled()
        screen: ReadingScreen = reading.screen
        picked = next(figure for figure in screen.marks.figures if figure.text == "三年")
        screen.view.pick(picked)
        await reading.until(lambda: "3 years" in screen.status.text)
        await reading.press("i")
        await reading.shows("Value: 3 years", "In words: 三年")
        assert "P3Y" not in reading.text()


async def test_the_articles_of_the_list_stand_equally_far_apart(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": STATION}, size=(120, 40)) as reading:
        await reading.settled()
        sidebar = reading.screen.sidebar
        first = sidebar.summary(0)
        faces = [
            replace(first, headline="短题", section="财经", byline="景行舟"),
            replace(first, headline="短题", section="", byline="景行舟"),
            replace(first, headline="一个很长的题目在这一栏里无论如何要占去两行", section="财经", byline="景行舟"),
        ]
        width = sidebar.scrollable_content_region.width - 2
        for face in faces:
            sidebar._windows[0] = [face]
            rows = ["".join(segment.text for segment in row) for row in sidebar.row(0, width, sidebar.rich_style)]
            assert [bool(row.strip()) for row in rows] == [True, True, True, False], rows
