"""Dates, durations, titles and sources as a reader says them: P3Y is 3 years, a title stands in “…” (《…》)."""

from __future__ import annotations

import re
from pathlib import Path

from reader import language
from reader.language import _
from reader.ui.commands import N_

_DURATION = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
_ONE = (
    N_("{count} year"), N_("{count} month"), N_("{count} week"), N_("{count} day"), N_("{count} hour"),
    N_("{count} minute"), N_("{count} second"),
)  # fmt: skip
_MANY = (
    N_("{count} years"), N_("{count} months"), N_("{count} weeks"), N_("{count} days"), N_("{count} hours"),
    N_("{count} minutes"), N_("{count} seconds"),
)  # fmt: skip

_DATE = re.compile(
    r"(?P<year>-?[\dX]{2,4})(?:-(?P<part>[QH][1-4])|-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:T(?P<time>\d\d(?::\d\d(?::\d\d)?)?))?"
)
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_PARTS = {
    "H1": N_("first half"), "H2": N_("second half"), "Q1": N_("first quarter"), "Q2": N_("second quarter"),
    "Q3": N_("third quarter"), "Q4": N_("fourth quarter"),
}  # fmt: skip


def titled(title: str) -> str:
    """A title within a sentence of ours, as the language quotes one: “…” or 《…》."""
    return _("“{title}”").format(title=title)


def duration(iso: str) -> str:
    """An ISO 8601 duration in words; what is none is given back as it is."""
    found = _DURATION.fullmatch(iso)
    parts = []
    for number, one, many in zip(found.groups() if found else (), _ONE, _MANY, strict=False):
        if number:
            said = _(one) if number == "1" else _(many)
            parts.append(said.format(count=number))
    return _glue().join(parts) or iso


def date(iso: str) -> str:
    """An ISO 8601 date, or an interval of two, in words, what is X left out; what is none is given back as it is."""
    if "/" in iso:
        first, _slash, last = iso.partition("/")
        return _("{first} to {last}").format(first=date(first), last=date(last))
    found = _DATE.fullmatch(iso)
    if found is None:
        return iso
    month, day = found["month"], found["day"]
    parts = [_year(found["year"])]
    if found["part"]:
        parts.append(_(_PARTS.get(found["part"], found["part"])))
    if month and month != "XX":
        parts.append(_(_MONTHS[int(month) - 1]) if 1 <= int(month) <= 12 else month)
    if day and day != "XX":
        parts.append(_("{day}").format(day=int(day)) if len(parts) > 1 else _("day {day}").format(day=int(day)))
    if language.current() == "en":
        parts.reverse()
    if found["time"]:
        parts.append(found["time"])
    return _glue().join(part for part in parts if part) or iso


def ratio(value: str) -> str:
    """3:1 with the sign that ratios are printed with."""
    return value.replace(":", "：")


def _year(iso: str) -> str:
    """A year (there is a year 0, so that -0220 is 221 BC), a decade (199X) or a century (19XX); "" for XXXX."""
    before = iso.startswith("-")
    digits = iso.lstrip("-")
    known = digits.rstrip("X")
    if not known:
        return ""
    if "X" not in digits and len(digits) == 4:
        year = 1 - int(iso) if before or not int(iso) else int(iso)
        return (_("{year} BC") if before or not int(iso) else _("{year}")).format(year=year)
    if len(known) == 3 and not before:
        return _("{year}s").format(year=f"{known}0")
    if len(known) == 2:
        century = _("century {number}").format(number=int(known) + 1)
        return _("{century} BC").format(century=century) if before else century
    return iso


def _glue() -> str:
    return "" if language.current() == "zh" else " "


def named(source: str) -> str:
    """The name of a file or address, short enough for a line that names several."""
    return source if "://" in source else Path(source).name
