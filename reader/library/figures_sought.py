"""From a condition on figures (figure>1000亿元) to SQL over the table of figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reader.language import _
from reader.library.errors import QueryError
from reader.library.prepare import FigureRow, figure_row
from reader.library.query import Condition


def figures_where(condition: Condition) -> tuple[str, list[Any]]:
    """A condition over the table of figures, and its values: the value surely lies so; of a range, both ends do.

    Raises QueryError if what ``condition`` compares with is not a figure.
    """
    rows = [_value(condition, text) if text else None for text in condition.values]
    known = [row for row in rows if row is not None]
    kind, unit = known[0].kind, known[0].unit
    clauses: list[str] = ["kind = ?"]
    values: list[Any] = [kind]
    if unit:
        clauses.append("unit = ?")
        values.append(unit)
    if condition.comparison == "..":
        for clause, row in (("low >= ?", rows[0]), ("high <= ?", rows[1])):
            if row is not None:
                clauses.append(clause)
                values.append(_about(row.low, -1 if clause[0] == "l" else 1))
        if rows[1] is not None:  # it follows from the other, and shortens the way through the index
            clauses.append("low <= ?")
            values.append(_about(rows[1].low, 1))
    elif condition.comparison == "=":
        clauses.append("low BETWEEN ? AND ? AND high BETWEEN ? AND ?")
        values.extend([_about(known[0].low, -1), _about(known[0].low, 1), _about(known[0].high, -1),
                       _about(known[0].high, 1)])  # fmt: skip
    else:
        column = "low" if condition.comparison[0] == ">" else "high"
        clauses.append(f"{column} {condition.comparison} ?")
        values.append(known[0].low)
        if column == "high":
            clauses.append("low <= ?")
            values.append(known[0].low)
    return " AND ".join(clauses), values


def _value(condition: Condition, text: str) -> FigureRow:
    """The figure that ``text`` is, read by the same rules as those of an article."""
    from reader.marks import find_figures

    wanted = "" if condition.field == "figure" else condition.field
    plain = text.replace(",", "").replace("，", "")
    try:
        number = Decimal(plain)
    except ArithmeticError:
        pass
    else:
        scaled = number / 100 if wanted == "percent" else number
        return FigureRow(0, wanted or "count", "", float(scaled), float(scaled), None)
    found = [figure for figure in find_figures(text) if figure.start == 0 and figure.end == len(text)]
    row = figure_row(found[0]) if found else None
    if row is None or not row.kind:
        raise QueryError(
            _("{value} is not a figure; write 1000亿元, 15%, 3年 or a number").format(value=text),
            condition.start,
            condition.end,
        )
    if wanted and row.kind != wanted:
        # 1000亿 after money: is an amount of money in whatever currency.
        row = row._replace(kind=wanted, unit="")
    return row


def _about(value: float, way: int) -> float:
    """``value`` with a hair's breadth of room, since fractions of decimal numbers are not exact in binary."""
    return value + way * abs(value) * 1e-9
