"""Figures and names as tables: what a spreadsheet reads back is what was printed, and never a formula."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import exports
from reader.model import Article, Entity, Figure, Marks
from reader.typography import cell_width

ARTICLE = Article(
    "题", ("某港吞吐量约4680万吨，", "甲厂亏损-3.5亿元。甲厂说。"), bylines=("甲", "乙"), source="=cmd.txt"
)
MARKS = Marks(
    (
        Figure(6, 12, "4680万吨", 5, 12, "measure", "~", "约", Decimal(46800000), unit="吨", measured="吞吐量"),
        Figure(18, 24, "-3.5亿元", 18, 24, "money", value=Decimal("-3.5E+8"), unit="CNY"),
    ),
    (
        Entity(0, 2, "某港", "LOC", id="a", name="某港"),
        Entity(14, 16, "甲厂", "ORG", id="b", name="甲乙电机厂"),
        Entity(25, 27, "甲厂", "ORG", id="b", name="甲乙电机厂"),
    ),
    "test",
)

DANGEROUS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1+1", "＋1+2", " =1", "\t=1", '=HYPERLINK("x")']


def test_a_figure_is_a_row_with_its_sentence_and_source() -> None:
    table = exports.figure_table([ARTICLE], [MARKS])
    first = dict(zip(table.columns, table.rows[0], strict=True))
    assert first["text"] == "约4680万吨"
    assert first["value"] == "46800000"
    assert first["hedge"] == "约"
    assert first["measured"] == "吞吐量"
    assert first["sentence"] == "某港吞吐量约4680万吨，"
    assert first["byline"] == "甲、乙"
    assert first["low"] == first["high"] == ""


def test_a_name_is_a_row_however_often_it_stands() -> None:
    rows = exports.entity_table([ARTICLE], [MARKS]).rows
    assert [row[:4] for row in rows] == [("甲乙电机厂", "ORG", "", "2"), ("某港", "LOC", "", "1")]
    assert ARTICLE.title in rows[0][4]


def test_csv_reads_back() -> None:
    table = exports.figure_table([ARTICLE], [MARKS])
    rows = list(csv.reader(io.StringIO(exports.to_csv(table), newline="")))
    assert rows[0] == list(table.columns)
    assert rows[2][0] == "'-3.5亿元"
    assert rows[2][3] == "-350000000"  # a number stays a number
    assert rows[1][-1] == "'=cmd.txt"
    assert exports.to_csv(table, bom=True)[0] == "\ufeff"


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert exports.safe_cell(cell) == "'" + cell
    table = exports.Table(("a",), ((cell,),))
    assert list(csv.reader(io.StringIO(exports.to_csv(table), newline="")))[1][0][0] == "'"
    pasted = exports.to_tsv(table, header=False).strip()
    assert pasted[0] == "'"


@pytest.mark.parametrize("cell", ["=", "-", "-3.5", "+4", "1E5", "-2%", "3500亿元", "", "'x"])
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert exports.safe_cell(cell) == cell


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1, max_size=5))
def test_every_cell_keeps_its_place(rows: list[tuple[str, str]]) -> None:
    table = exports.Table(("a", "b"), tuple(rows))
    read = list(csv.reader(io.StringIO(exports.to_csv(table), newline="")))
    assert [len(row) for row in read] == [2] * (len(rows) + 1)
    assert [[cell.removeprefix("'") for cell in row] for row in read[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    lines = exports.to_tsv(table).removesuffix("\n").split("\n")
    assert [line.count("\t") for line in lines] == [1] * (len(rows) + 1)


def test_the_table_for_the_eyes_is_aligned() -> None:
    lines = exports.to_text(exports.Table(("名", "value"), (("海晏港", "1"), ("a", "2")))).splitlines()
    assert lines == ["名      value", "──────  ─────", "海晏港  1", "a       2"]
    long = exports.to_text(exports.Table(("a",), (("长" * 50,),)), widest=10).splitlines()
    assert cell_width(long[2]) <= 10 and long[2].endswith("…")


def test_json_lines_of_figures_and_names() -> None:
    figures = [json.loads(line) for line in exports.figures_json_lines([ARTICLE], [MARKS]).splitlines()]
    assert [figure["value"] for figure in figures] == ["46800000", "-350000000"]
    assert figures[0]["article"] == ARTICLE.id and figures[0]["source"] == "=cmd.txt"
    names = [json.loads(line) for line in exports.entities_json_lines([ARTICLE], [MARKS]).splitlines()]
    assert sorted((name["name"], name["mentions"]) for name in names) == [("某港", 1), ("甲乙电机厂", 2)]
    assert all(set(name) == {"name", "kind", "role", "mentions", "articles"} for name in names)
