"""What a figure or a name is, in plain words: for the status line, the tables and the cards."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from reader.language import _
from reader.model import Entity, Figure
from reader.ui import plainly
from reader.ui.commands import N_

KIND_NAMES: dict[str, str] = {
    "count": N_("number of things"), "money": N_("money"), "percent": N_("percent"), "points": N_("percentage points"),
    "fraction": N_("fraction"), "multiple": N_("multiple"), "ratio": N_("ratio"), "ordinal": N_("ordinal"),
    "magnitude": N_("order of magnitude"), "date": N_("date"), "year": N_("year"), "duration": N_("duration"),
    "measure": N_("measure"), "PER": N_("person"), "LOC": N_("place"), "ORG": N_("organisation"), "WORK": N_("work"),
    "EVENT": N_("event"),
}  # fmt: skip

_HEDGES: dict[str, str] = {
    "=": N_("exactly"), "~": N_("about"), "<~": N_("almost, not quite"), "<": N_("less than"), ">": N_("more than"),
    "<=": N_("at most"), ">=": N_("at least"), "range": N_("between"),
}  # fmt: skip

COLOUR_NAMES: dict[str, str] = {
    "yellow": N_("yellow"), "green": N_("green"), "blue": N_("blue"), "pink": N_("pink"), "orange": N_("orange"),
    "purple": N_("purple"),
}  # fmt: skip

RATIOS = ("percent", "points")
TIMES = ("date", "year", "duration")


def kind_name(kind: str) -> str:
    """The name of a kind of figure or name, in the reader's language."""
    return _(KIND_NAMES.get(kind, kind))


def colour_name(colour: str) -> str:
    """The name of a highlight's colour, in the reader's language."""
    return _(COLOUR_NAMES.get(colour, colour))


def hedge(figure: Figure) -> str:
    """How sure the paper is of the figure, in plain words, with the word it uses where that is another."""
    said = _(_HEDGES[figure.op])
    return f"{said} ({figure.hedge})" if figure.hedge and figure.hedge != said else said


def value(figure: Figure) -> str:
    """The value in full: grouped digits with the unit, percent as percent, times in words, the two ends of a range."""
    if figure.value is not None:
        shown = _number(figure.value, figure.kind)
        if figure.resolved and figure.resolved != figure.value:
            shown += f" = {_number(figure.resolved, figure.kind)}"
    elif figure.low is not None or figure.high is not None:
        ends = [_number(end, figure.kind) if end is not None else "?" for end in (figure.low, figure.high)]
        shown = " ~ ".join(ends)
    else:
        return ""
    return f"{shown} {figure.unit}" if figure.unit and figure.kind not in (*RATIOS, *TIMES) else shown


def in_words(figure: Figure) -> str:
    """The value in Chinese words (三千五百亿元), or "" where there is no saying it."""
    if figure.value is None:
        return ""
    from reader.marks.figures import words

    return words.in_words(figure) or ""


def size(figure: Figure) -> float | None:
    """What a bar can compare: the value, or the middle of a range; None where there is no number."""
    ends = [end for end in (figure.value, figure.low, figure.high) if isinstance(end, Decimal)]
    try:
        return float(sum(ends) / len(ends)) if ends else None
    except (InvalidOperation, OverflowError):
        return None


def comparable(figure: Figure) -> tuple[str, str]:
    """Figures with the same answer can be compared by bars: one kind, one unit."""
    return ("percent", "") if figure.kind in RATIOS else (figure.kind, figure.unit or "")


def in_short(mark: Figure | Entity) -> str:
    """One line on what is picked."""
    if isinstance(mark, Entity):
        parts = [mark.name or mark.text, kind_name(mark.kind)]
        if mark.role or mark.org:
            parts.append(" ".join(part for part in (mark.org, mark.role) if part))
        return "  ".join(parts)
    parts = [kind_name(mark.kind)]
    if mark.op != "=":
        parts.append(hedge(mark))
    parts.append(value(mark) or mark.text)
    if mark.measured:
        parts.append(mark.measured)
    return "  ".join(parts)


def _number(value: Decimal | str, kind: str) -> str:
    if not isinstance(value, Decimal):
        if kind == "duration":
            return plainly.duration(value)
        if kind in TIMES:
            return plainly.date(value)
        return plainly.ratio(value) if kind == "ratio" else value
    if kind in RATIOS:
        return f"{_plain(value * 100)}%"
    return f"第{_plain(value)}" if kind == "ordinal" else _plain(value)


def _plain(value: Decimal) -> str:
    if value != 0 and abs(value.adjusted()) > 40:
        return str(value)
    return f"{value.normalize():,f}"
