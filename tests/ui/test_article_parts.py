"""The parts of the article view by themselves: marks by place, words found, letters for hints, balanced headlines."""

from __future__ import annotations

import pytest
from article_app import ArticleApp
from hypothesis import given
from hypothesis import strategies as st
from pictures import screen_lines
from rich.cells import cell_len
from test_article import ARTICLE, MARKS, TEXT, style_at

from reader.model import Entity, Marks
from reader.typography import cell_width, prepare
from reader.ui import cells
from reader.ui.widgets.article_drawing import row_pieces
from reader.ui.widgets.article_hints import Hints
from reader.ui.widgets.article_marks import KINDS, LOOKS, MarkIndex
from reader.ui.widgets.article_rows import balanced
from reader.ui.widgets.article_search import Found

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=25)


def index_of(spans: list[tuple[int, int]]) -> MarkIndex:
    marks = tuple(Entity(start, start + length, "", "PER", id=str(n)) for n, (start, length) in enumerate(spans))
    return MarkIndex(Marks((), marks, "test"))


@given(SPANS, st.integers(0, 70), st.integers(1, 20))
def test_overlapping_marks_are_those_that_share_a_character(spans, start, length):
    index, end = index_of(spans), start + length
    wanted = [mark for mark in index.marks if mark.start < end and mark.end > start]
    assert index.overlapping(start, end) == wanted
    here = index.at(start, KINDS)
    covering = [mark for mark in index.marks if mark.start <= start < mark.end]
    assert (here is None) == (not covering)
    assert here is None or here.end - here.start == min(mark.end - mark.start for mark in covering)


@given(SPANS)
def test_hops_forth_and_back_meet_every_mark_once(spans):
    index = index_of(list({(start, length) for start, length in spans}))
    place, seen = (-1, 0), []
    while (mark := index.after(place, lambda _: True)) is not None:
        seen.append(mark)
        place = (mark.start, -mark.end)
    assert seen == index.marks
    back = []
    place = (1000, 0)
    while (mark := index.before(place, lambda _: True)) is not None:
        back.append(mark)
        place = (mark.start, -mark.end)
    assert back == seen[::-1]


def test_every_kind_has_a_look():
    assert set(LOOKS) == set(KINDS)


@given(st.text("abＡＢ人", max_size=40), st.text("abＡB人", min_size=1, max_size=3))
def test_found_places_hold_what_was_wanted(text, wanted):
    from reader.typography import fold

    found = Found(fold(text), wanted)
    for start in found.starts:
        assert fold(text[start : start + len(wanted)]) == fold(wanted)
    assert len(found) == fold(text).count(fold(wanted))
    assert [start for start, _, _ in found.between(0, len(text))] == found.starts
    if found.starts:
        assert found.first_from(len(text)) == found.starts[0]  # round the end
        assert found.step(-1) == found.starts[-1]


@pytest.mark.parametrize("number", [1, 26, 27, 51, 52, 400, 676])
def test_every_hint_can_be_typed(number):
    marks = [Entity(n * 3, n * 3 + 2, "", "PER", id=str(n)) for n in range(number)]
    labels = dict(Hints(marks, 0).shown())
    assert len(set(labels.values())) == number
    assert sum(len(label) for label in labels.values()) <= 2 * number - min(number, max(0, 26 - number // 25))
    for mark in marks:
        hints, typed = Hints(marks, 0), None
        for letter in labels[mark.start]:
            assert hints.alive
            typed = hints.type(letter)
        assert typed == mark


def test_a_mark_within_a_mark_has_a_hint_of_its_own():
    outer, inner = Entity(5, 12, "", "EVENT"), Entity(5, 9, "", "LOC")
    assert [at for at, _ in Hints([outer, inner], 7).shown()] == [7, 8]


LOOKED = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["money", "note", "found"])), max_size=5
)
ROW = st.text(st.sampled_from("中文A1 \t。“e\u0301👩\u200d👧🇨🇳"), min_size=1, max_size=30)


@given(ROW, LOOKED, st.lists(st.tuples(st.integers(0, 29), st.sampled_from(["a", "sd"])), max_size=4), st.booleans())
def test_a_row_is_drawn_in_just_its_cells_whatever_lies_over_it(text, overlays, labels, thin):
    prepared = prepare(text, thin_space=thin)
    labels = [(at, label) for at, label in labels if at < len(text)]
    pieces = list(row_pieces(prepared, 0, len(text), overlays, labels))
    drawn = "".join(piece for piece, _ in pieces)
    assert sum(cell_width(piece) for piece, _ in pieces) == cell_width(drawn)
    wider = max((len(label) for _, label in labels), default=0)
    assert cell_width(drawn) == prepared.edges[-1] or cell_width(drawn) <= prepared.edges[-1] + wider
    if not labels:
        assert cell_width(drawn) == prepared.edges[-1]
        assert drawn.replace(" ", "") == text.replace(" ", "").replace("\t", "")


def test_looks_lie_where_they_should():
    prepared = prepare("产值5亿元")
    assert list(row_pieces(prepared, 0, 5, [(2, 5, "money"), (0, 3, "found")])) == [
        ("产值", ("found",)),
        ("5", ("money", "found")),
        ("亿元", ("money",)),
    ]
    assert list(row_pieces(prepared, 0, 5, [(2, 5, "money")], [(2, "ab")])) == [
        ("产值", ()),
        ("ab ", ("hint",)),
        ("元", ("money",)),
    ]


def test_headlines_break_at_a_pause_or_evenly():
    assert balanced("从无水喝到喝好水,一项工程的后半程", 24) == ("从无水喝到喝好水,", "一项工程的后半程")
    assert [cell_width(line) for line in balanced("关于完善农村饮水工程长效机制的思考", 24)] == [18, 16]
    assert balanced("一行就够", 24) == ["一行就够"] and balanced(" ", 24) == ()


@given(st.text("字字字A,，—— “”", max_size=60), st.integers(8, 60))
def test_a_headline_keeps_its_words_and_its_width(text, width):
    lines = balanced(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= width for line in lines)


async def test_a_change_of_theme_reaches_the_text():
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = style_at(app, 0), style_at(app, TEXT.index("8%"))
        app.theme = "paper-light"
        await pilot.pause()
        after = style_at(app, 0), style_at(app, TEXT.index("8%"))
        assert before[0].bgcolor != after[0].bgcolor and before[1].color != after[1].color


async def test_without_colour_what_is_picked_still_stands_out(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = ArticleApp(ARTICLE, MARKS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.view.action_next_figure()
        await pilot.pause()
        assert style_at(app, TEXT.index("12.5万册")).reverse
        colours = {style.color.get_truecolor() for line in screen_lines(app) for _, style in line if style.color}
        assert all(red == green == blue for red, green, blue in colours)


def test_rich_is_told_of_wide_ambiguous_characters_and_forgets_again():
    text = "“甲…乙”·1×2"
    assert cell_len(text) == 11
    cells.set_ambiguous(2)
    try:
        assert cell_len(text) == cell_width(text, ambiguous=2) == 16
        assert cell_len("abc中") == 5
    finally:
        cells.set_ambiguous(1)
    assert cell_len(text) == 11
