"""Panels, search, the raw page with its corrections, names and measures across the library."""

from __future__ import annotations

from pathlib import Path

from room import HARBOUR, ORCHARD, room

from reader.library.refreshing import outdated
from reader.marks import ANALYSER
from reader.ui.screens.measure import MeasureScreen
from reader.ui.screens.name import NameScreen
from reader.ui.screens.raw import RawScreen
from reader.ui.screens.search import HitList, SearchScreen
from reader.ui.widgets.legend import LAYER_OF, LAYERS, Legend
from reader.ui.widgets.plot import plot

BOTH = {"a.txt": HARBOUR, "b.txt": ORCHARD}


async def test_the_table_of_figures_leads_to_the_text(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH, size=(140, 40)) as reading:
        await reading.settled()
        await reading.press("t")
        await reading.shows("35,000,000 CNY", "120,000,000 CNY")
        panel = reading.screen.panel
        assert panel.has_focus
        await reading.press("O")
        await reading.pilot.pause()
        money = [figure for figure in panel.shown if figure.kind == "money"]
        assert [figure.value for figure in money] == sorted((figure.value for figure in money), reverse=True)
        await reading.shows("All kinds", "largest first")
        await reading.press("j")
        await reading.until(lambda: reading.screen.picked == panel.shown[panel.cursor])
        await reading.press("F")
        await reading.pilot.pause()
        assert len({LAYER_OF[figure.kind] for figure in panel.shown}) == 1
        await reading.shows(f"{panel.kind} {len(panel.shown)} ⋅ largest first")
        await reading.press("O")
        await reading.shows("smallest first")
        values = [figure.value for figure in panel.shown]
        assert values == sorted(values) and len(values) == 2
        await reading.press("enter")
        await reading.until(lambda: reading.screen.view.has_focus)
        await reading.press("t")
        await reading.until(lambda: reading.screen.panel is None)


DATES = """春耕早

新华社记者 岳小舟

3月12日，石桥村开犁，比2024年早了五天，参加的有37户人家，其中不足20%是新户，超过10户第一次种稻。
"""


async def test_the_table_counts_by_the_kinds_of_the_legend(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": DATES}, size=(120, 40)) as reading:
        await reading.settled()
        legend = reading.screen.query_one(Legend)
        counted = {layer.id: legend.number(layer) for layer in LAYERS[:5] if legend.number(layer)}
        await reading.press("t")
        await reading.until(lambda: reading.screen.panel and reading.screen.panel.shown)
        panel = reading.screen.panel
        assert panel.kinds() == counted and counted["date"] >= 2
        found = {}
        for _kind in counted:
            await reading.press("F")
            await reading.until(lambda: panel.kind and panel.kind not in found)
            found[panel.kind] = len(panel.shown)
            await reading.shows(f"{panel.kind_title(panel.kind)} {len(panel.shown)} ⋅")
        assert found == counted
        await reading.press("F", "ctrl+g")
        await reading.shows("全部类别")


async def test_a_figure_takes_one_line_where_there_is_room_and_two_where_not(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}, size=(120, 40)) as reading:
        await reading.settled()
        await reading.press("t")
        await reading.shows("All kinds")
        panel = reading.screen.panel

        def rows() -> list[str]:
            top = panel.content_region.y
            return [line for line in reading.text().split("\n")[top : panel.region.bottom] if line.strip()]

        await reading.until(lambda: "35,000,000 CNY" in rows()[0] and "money" in rows()[0])
        assert "12%" in rows()[1]
        await reading.pilot.resize_terminal(140, 40)
        await reading.until(lambda: panel.size.width < 60)
        await reading.until(lambda: "35,000,000 CNY" in rows()[0] and "money" in rows()[1])
        assert panel.virtual_size.height == 2 * len(panel.shown)


async def test_what_a_hedge_says_is_not_said_twice(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": DATES}, size=(120, 40)) as reading:
        await reading.settled()
        await reading.press("ctrl+g")
        hedged = [figure for figure in reading.screen.marks.figures if figure.hedge]
        assert {figure.hedge for figure in hedged} >= {"不足", "超过"}
        for figure in hedged:
            reading.screen.view.pick(figure)
            await reading.until(lambda figure=figure: figure.hedge in reading.screen.status._place)
            assert reading.screen.status._place.count(figure.hedge) == 1


async def test_the_table_of_names_counts_mentions(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH, size=(140, 40)) as reading:
        await reading.settled()
        await reading.press("e")
        await reading.until(lambda: reading.screen.panel and reading.screen.panel.shown)
        names = [entity.name or entity.text for entity in reading.screen.panel.shown]
        assert "郑远帆" in names and "林若谷" in names
        await reading.press("F")
        await reading.pilot.pause()
        assert len({entity.kind for entity in reading.screen.panel.shown}) == 1


async def test_the_card_follows_what_is_picked(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH, size=(140, 40)) as reading:
        await reading.settled()
        await reading.press("i")
        await reading.shows("Pick a figure")
        await reading.press("]", "i")
        await reading.shows("35,000,000 CNY", "Sentence")
        await reading.press("]")
        await reading.shows("Value: 12%")
        await reading.press("}")
        await reading.shows("Mentions")


async def test_search_finds_ranks_and_opens_at_the_place(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("S")
        await reading.until(lambda: isinstance(reading.app.screen, SearchScreen))
        await reading.type("化肥")
        await reading.shows("1 found", "果园里来了记账人")
        await reading.press("enter")
        await reading.until(lambda: reading.app.screen is reading.screen)
        assert reading.screen.article.headline == "果园里来了记账人"
        assert reading.screen.view.found[1] == 1


async def test_the_answers_are_sorted_anew(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("S")
        await reading.until(lambda: isinstance(reading.app.screen, SearchScreen))
        await reading.type("本报记者")
        await reading.shows("2 found")
        for typed, said in (("length up", "length, upwards"), ("length down", "length, downwards")):
            await reading.press("f7")
            await reading.shows("Sort by", "best first")
            await reading.type(typed)
            await reading.press("enter")
            await reading.shows(f"2 found ⋅ {said}")
            lengths = [hit.summary.length for hit in reading.app.screen.query_one(HitList).hits]
            assert lengths == sorted(lengths, reverse="down" in said)


async def test_search_by_pinyin_and_a_wrong_query(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.until(lambda: outdated(reading.app.desk.library, ANALYSER) == 0, seconds=90)
        await reading.press("S")
        await reading.type("handongmei")
        await reading.shows("果园里来了记账人")
        await reading.press("ctrl+a", "ctrl+k")
        await reading.type("date:soon ")
        await reading.shows("soon is not a date")
        await reading.press("ctrl+a", "ctrl+k")
        await reading.type("perosn:韩冬梅")
        await reading.shows("There is no field perosn; did you mean person?")


async def test_a_search_is_kept_and_found_among_the_sections(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("S")
        await reading.type("果农")
        await reading.shows("1 found")
        await reading.press("ctrl+s")
        await reading.shows("Name of the search")
        await reading.press("ctrl+a", "ctrl+k")
        await reading.type("记账")
        await reading.press("enter")
        await reading.shows("Search kept as 记账")
        await reading.press("escape")
        await reading.press("B")
        await reading.shows("Saved searches", "记账")
        await reading.press("slash")
        await reading.type("记账")
        await reading.until(lambda: "Sections" not in reading.text())
        await reading.press("enter")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 1)


async def test_the_answers_go_into_the_list(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("S")
        await reading.type("果农")
        await reading.until(lambda: len(reading.app.screen.query_one(HitList).hits) == 1)
        await reading.press("ctrl+l")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 1)


async def test_the_page_of_a_name(tmp_path: Path) -> None:
    async with room(tmp_path, pages=BOTH) as reading:
        await reading.settled()
        await reading.press("p")
        await reading.shows("Pick a figure")
        for _step in range(12):
            await reading.press("}")
            if reading.screen.picked and reading.screen.picked.text == "郑远帆":
                break
        await reading.press("p")
        await reading.until(lambda: isinstance(reading.app.screen, NameScreen))
        await reading.shows("郑远帆", "1 articles", "码头夜班多了一盏灯")
        await reading.press("enter")
        await reading.until(lambda: reading.app.screen is reading.screen)


async def test_the_page_of_a_measure(tmp_path: Path) -> None:
    page = "港区吞吐增长\n\n本报讯 今年前三季度，全港货物吞吐量达到3200万吨，比去年同期增长5%，设备状况良好。\n"
    async with room(tmp_path, pages={"a.txt": page}) as reading:
        await reading.settled()
        measured = next((f for f in reading.screen.marks.figures if f.measured), None)
        assert measured is not None
        reading.screen.view.pick(measured)
        await reading.press("p")
        await reading.until(lambda: isinstance(reading.app.screen, MeasureScreen))
        await reading.shows(measured.measured, "港区吞吐增长")


async def test_the_raw_page_tells_what_is_what_and_is_put_right(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR + "\n" + ORCHARD}) as reading:
        await reading.settled()
        assert reading.screen.sidebar.row_count() == 2
        await reading.press("]")
        await reading.press("r")
        await reading.until(lambda: isinstance(reading.app.screen, RawScreen))
        await reading.shows("2 articles", "headline", "byline")
        await reading.press("J")
        await reading.shows("Joined", "1 articles")
        await reading.press("U")
        await reading.shows("Taken back", "2 articles")
        await reading.press("J")
        await reading.shows("1 articles")
        await reading.press("q")
        await reading.until(lambda: reading.screen.sidebar.row_count() == 1)
        await reading.until(lambda: "石桥村" in reading.screen.article.text)


async def test_a_note_stays_with_its_words_when_the_page_is_put_right(tmp_path: Path) -> None:
    from test_noting import write_note

    async with room(tmp_path, pages={"a.txt": HARBOUR + "\n" + ORCHARD}) as reading:
        await reading.settled()
        await reading.press("]")
        await write_note(reading, "核对")
        await reading.press("r")
        await reading.shows("2 articles")
        await reading.press("J")
        await reading.shows("Joined")
        await reading.press("q")
        await reading.shows("✎ 3500万元")


def test_a_plot_goes_up_where_the_values_do() -> None:
    rising = plot([("2024", 1, 1), ("2025", 2, 2), ("2026", 3, 3)], 10, 4)
    assert [len(line) for line in rising] == [10] * 4
    assert rising[0].strip("\u2800") and rising[0].endswith(rising[0].strip("\u2800"))
    assert plot([], 4, 2) == ["    ", "    "]
    assert all(set(line) <= {chr(0x2800 + i) for i in range(256)} for line in plot([("2024-02-30", 1, 2)] * 2 + [
        ("2024", 1, 2)], 5, 3))  # fmt: skip


async def test_one_panel_takes_the_place_of_another_at_once(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"harbour.txt": HARBOUR}) as reading:
        await reading.settled()
        await reading.press("]", "i", "t", "e", "i", "e", "e")
        await reading.until(lambda: reading.screen.panel is None and not reading.screen.query(".panel"))
