"""How it looks: no glyph of ambiguous width in the frame, themes complete, few colours or none, words as words."""

from __future__ import annotations

import ast
import unicodedata
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from rich.text import Text
from room import HARBOUR, room

from reader import resources
from reader.typography import cell_width
from reader.ui import fit, themes
from reader.ui.segments import next_word, previous_word
from reader.ui.widgets.article_marks import KINDS
from reader.ui.widgets.prose import set_lines

UI = Path(fit.__file__).parent
OWN = ["paper-dark", "paper-light", "contrast"]


def shown_strings(path: Path) -> list[str]:
    """The string constants of a file that are no docstrings and no patterns to be searched for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
            and id(n) not in prose]  # fmt: skip


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.stem)
def test_the_frame_has_no_glyphs_of_ambiguous_width(path: Path) -> None:
    # Quotation marks stand around the article's own words, which have them too; the two files hold keys and a pattern.
    if path.stem in ("keys", "article_rows"):
        return
    wrong = [s for s in shown_strings(path)
             if any(unicodedata.east_asian_width(c) == "A" and c not in "“”‘’…" for c in s)]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("name", OWN)
async def test_every_own_theme_has_every_colour_that_the_styles_use(tmp_path: Path, name: str) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}, theme=name) as reading:
        await reading.settled()
        assert reading.app.theme == name
    table = themes._table()
    assert set(table[name]["variables"]) == set(table["paper-dark"]["variables"])


async def test_themes_of_textual_have_our_colours_too(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}, theme="nord") as reading:
        await reading.settled()
        assert reading.app.theme == "nord"


def test_on_few_colours_our_subtle_themes_give_way() -> None:
    known = {*OWN, "nord"}
    assert themes.fitting("paper-dark", "standard", known) == "contrast"
    assert themes.fitting("paper-dark", "truecolor", known) == "paper-dark"
    assert themes.fitting("nord", "standard", known) == "nord"
    assert themes.fitting("no such theme", "256", known) == "paper-dark"


def test_text_on_the_own_themes_can_be_read() -> None:
    """Contrast of at least 4.5 to 1 between text and ground (WCAG 2.2, 1.4.3), for every kind of mark."""
    from textual.color import Color

    def light(colour: Color) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for name in OWN:
        theme = themes._table()[name]
        ground = Color.parse(theme["background"])
        marks = ("ink", "money", "percent", "count", "time", "other-figure", "person", "place", "org", "work", "event")
        for look in marks:
            light_of_text, light_of_ground = light(Color.parse(theme["variables"][look])), light(ground)
            ratio = (max(light_of_text, light_of_ground) + 0.05) / (min(light_of_text, light_of_ground) + 0.05)
            assert ratio >= 4.5, f"{look} in {name}: {ratio:.1f}"


async def test_without_colour_what_is_picked_and_where_the_cursor_is_can_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        await reading.press("]")
        await reading.pilot.pause()
        assert "▸" in reading.text()
        segments = [s for strip in reading.app.screen._compositor.render_strips() for s in strip]
        picked = next(s for s in segments if "3500万元" in s.text)
        plain = next(s for s in segments if "夜间作业效率" in s.text)
        assert (picked.style.bold, picked.style.underline, picked.style.reverse) != (
            plain.style.bold, plain.style.underline, plain.style.reverse
        )  # fmt: skip


async def test_without_colour_every_kind_of_mark_can_be_told_from_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with room(tmp_path, pages={"a.txt": HARBOUR}) as reading:
        await reading.settled()
        for kind in KINDS:
            style = reading.screen.view.kind_style(kind)
            # Not by the double underline alone, which many terminals do not know.
            assert style.bold or style.underline or style.italic or style.reverse, kind


async def test_in_sixteen_colours_no_mark_has_the_colour_of_text_that_stands_back(tmp_path: Path) -> None:
    async with room(tmp_path, pages={"a.txt": HARBOUR}, theme="contrast") as reading:
        await reading.settled()
        view = reading.screen.view
        back = view._style("byline").color.downgrade(ColorSystem.STANDARD).number
        for kind in KINDS:
            assert view.kind_style(kind).color.downgrade(ColorSystem.STANDARD).number not in (back, 0, 8), kind


def test_lines_are_cut_and_filled_to_the_cell() -> None:
    for cells in range(14):
        segments = fit.line([("青港码头abc", None), ("技术", Style(bold=True))], cells, Style())
        assert sum(cell_width(segment.text) for segment in segments) == cells
        spread = fit.spread([("左边的话", None)], [("右边", None)], cells, Style())
        assert sum(cell_width(segment.text) for segment in spread) == cells


def test_prose_begins_no_line_with_a_closing_mark_and_keeps_styles() -> None:
    text = Text("码头工人说，")
    text.append("从前一到后半夜", Style(bold=True))
    text.append("，眼睛就跟不上了。")
    for width in range(6, 30):
        lines = set_lines(text, width)
        assert "".join(line.plain for line in lines) == text.plain
        assert not [line for line in lines if line.plain[:1] in "，。"]
        bold = "".join(
            line.plain[span.start : span.end] for line in lines for span in line.spans if str(span.style) == "bold"
        )
        assert bold == "从前一到后半夜"


def test_prose_keeps_its_line_ends_and_empty_lines() -> None:
    text = Text()
    text.append("\n港口\n\n", Style(bold=True))
    text.append("上涨了12%", Style(italic=True))
    lines = set_lines(text, 6)
    assert [line.plain for line in lines] == ["", "港口", "", "上涨了", "12%"]
    assert [{str(span.style) for span in line.spans} for line in lines] == [
        set(),
        {"bold"},
        set(),
        {"italic"},
        {"italic"},
    ]
    assert [line.plain for line in set_lines(Text(), 10)] == [""]


@pytest.mark.parametrize(("place", "left", "right"), [(0, 0, 2), (2, 0, 4), (3, 2, 4), (4, 2, 7), (7, 5, 7)])
def test_words_around_a_cursor(place: int, left: int, right: int) -> None:
    text = "港口经济 上涨"
    assert previous_word(text, place) == left
    assert next_word(text, place) == right


def test_styles_name_no_colour_of_their_own() -> None:
    """So that a theme can change every one of them."""
    for name in ("reader.tcss", "screens.tcss"):
        assert "#fff" not in resources.style(name).read_text().lower()


@pytest.mark.parametrize("name", ["paper-dark", "paper-light"])
def test_what_is_set_apart_by_its_ground_is_so_in_256_colours(name: str) -> None:
    (theme,) = (theme for theme in themes.own("256") if theme.name == name)

    def seen(colour: str) -> tuple[int, ...]:
        return tuple(Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())

    grounds = [theme.variables[each] for each in ("picked", "note", "found", "selection")]
    assert len({seen(each) for each in [*grounds, str(theme.background)]}) == 5
    sides = [seen(str(each)) for each in (theme.surface, theme.panel, theme.boost, theme.variables["cursor-dim"])]
    assert len(set(sides[:3])) == 3
    assert all(max(side) == min(side) for side in sides)  # greys, where their hues are not to be had


def test_256_colours_change_nothing_elsewhere() -> None:
    assert themes.own("truecolor") == themes.own() == themes.own(None)
    assert [theme.name for theme in themes.own("256")] == OWN
