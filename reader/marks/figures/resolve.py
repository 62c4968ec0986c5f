"""Dates that leave something unsaid, made whole against the day of publication (去年12月, 上半年, 同月8日)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reader import resources
from reader.marks.figures.draft import Draft
from reader.marks.figures.lexicon import alternatives

_RELATIVE = resources.toml("figures", "calendar.toml")["relative"]
_YEARS: dict[str, int] = _RELATIVE["year"]
_MONTHS: dict[str, int] = _RELATIVE["month"]
_DAYS: dict[str, int] = _RELATIVE["day"]
_SAID: dict[str, list[str]] = _RELATIVE["said"]
_NEXT = frozenset(_RELATIVE["next"]["words"])
_FUTURE = re.compile(f"(?:{alternatives(_RELATIVE['future'])})[^，。；]{{0,6}}$")


class Resolver:
    """Resolves the dates of one text in reading order; remembers what was said last for 同年, 当月 and the like."""

    def __init__(self, published: str | None) -> None:
        self._day: date | None = None
        if published:
            try:
                self._day = date.fromisoformat(published[:10])
            except ValueError:
                self._day = None
        self._year: int | None = None
        self._month: int | None = None

    def resolve(self, text: str, draft: Draft) -> str | None:
        """The whole date, None where nothing is missing or nothing is known."""
        value = draft.value if isinstance(draft.value, str) else None
        if value is None or draft.kind not in ("date", "year"):
            return None
        before = text[max(0, draft.start - 6) : draft.start]
        whole = self._whole(value, before, text[max(0, draft.start - 10) : draft.start])
        self._remember(whole or value)
        return whole if whole is not None and whole != value else None

    def _remember(self, value: str) -> None:
        head = value.partition("/")[0]
        if head[:4].isdigit():
            self._year = int(head[:4])
            if head[5:7].isdigit():
                self._month = int(head[5:7])

    def _whole(self, value: str, before: str, context: str) -> str | None:
        if not value.startswith("XXXX") and not value.startswith("T"):
            return value
        if value.startswith("T"):
            shift = self._said(before, _DAYS)
            if self._day is None or shift is None:
                return None
            return "/".join((self._day + timedelta(days=shift)).isoformat() + part for part in value.split("/"))
        year = self._said_year(before)
        month = self._said_month(before)
        if value.startswith("XXXX-XX"):
            return self._with_day(value, month)
        if year is None:
            year = self._guess(value, context)
        return value.replace("XXXX", f"{year:04d}") if year is not None else None

    @staticmethod
    def _said(before: str, words: dict[str, int]) -> int | None:
        for word in sorted(words, key=len, reverse=True):
            if before.endswith((word, word + "的")):
                return words[word]
        return None

    def _said_year(self, before: str) -> int | None:
        shift = self._said(before, _YEARS)
        if shift is not None:
            return self._day.year + shift if self._day else None
        for word in _SAID["year"]:
            if before.endswith(word) and self._year is not None:
                return self._year + (word in _NEXT)
        return None

    def _said_month(self, before: str) -> tuple[int, int] | None:
        for word in _SAID["month"]:
            if before.endswith(word) and self._month is not None and self._year is not None:
                return self._year, self._month
        shift = self._said(before, _MONTHS)
        if shift is None or self._day is None:
            return None
        index = self._day.year * 12 + self._day.month - 1 + shift
        return index // 12, index % 12 + 1

    def _with_day(self, value: str, month: tuple[int, int] | None) -> str | None:
        """XXXX-XX-08: in the month said, or the month that brings the day nearest to publication."""
        if month is not None:
            return value.replace("XXXX-XX", f"{month[0]:04d}-{month[1]:02d}")
        if self._day is None:
            return None
        number = int(value[8:10])
        best: date | None = None
        for shift in (-1, 0, 1):
            index = self._day.year * 12 + self._day.month - 1 + shift
            try:
                candidate = date(index // 12, index % 12 + 1, number)
            except ValueError:
                continue
            if best is None or abs(candidate - self._day) < abs(best - self._day):
                best = candidate
        return value.replace("XXXX-XX", f"{best.year:04d}-{best.month:02d}") if best else None

    def _guess(self, value: str, context: str) -> int | None:
        """The year of a month, quarter or half said without one: the one nearest to publication, ahead after 将."""
        if self._day is None:
            return None
        year = self._day.year
        tail = value[5:]
        if tail[0] == "H":
            start = 1 if tail[1] == "1" else 7
        elif tail[0] == "Q":
            start = int(tail[1]) * 3 - 2
        elif tail[0] == "W":
            return year
        else:
            start = int(tail[:2])
        ahead = start - self._day.month
        if _FUTURE.search(context):
            return year + 1 if ahead < 0 and not tail.startswith(("H", "Q")) else year
        if tail[0] in "HQ":
            return year - 1 if ahead > 3 else year
        if ahead > 6:
            return year - 1
        return year + 1 if ahead < -6 and "/" not in tail and ahead <= -9 else year
