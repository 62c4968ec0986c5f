"""The groups that a library falls into, in the sidebar: saved searches, sections, dates, tags, sources, with counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.message import Message

from reader.language import _
from reader.library import Facets
from reader.ui import commands, fit
from reader.ui.commands import N_
from reader.ui.picks import Pick, condition
from reader.ui.widgets.entry import Entry
from reader.ui.widgets.rowlist import RowList

TITLES = {
    "saved": N_("Saved searches"), "section": N_("Sections"), "date": N_("Dates"), "tag": N_("Tags"),
    "source": N_("Sources"),
}  # fmt: skip

FOLDED_AT_FIRST = frozenset({"source"})

_ON = "✓ "
_FOLDED, _UNFOLDED = "▹ ", "▿ "


@dataclass(frozen=True, slots=True)
class Counted:
    """How many articles each group holds, counted beside what is picked in the others; None where it is unknown."""

    facets: Mapping[str, Facets]
    saved: Mapping[str, int | None] = field(default_factory=dict)

    def of(self, group: str) -> Facets:
        """The counts for ``group``."""
        return self.facets[group]


@dataclass(frozen=True, slots=True)
class Row:
    """A line: a pick, or the title of a group (``pick`` is None); ``fold`` names what it folds, "" for nothing."""

    label: str
    count: int | None
    depth: int
    pick: Pick | None = None
    fold: str = ""

    @property
    def everything(self) -> bool:
        """Whether this line takes away all that was picked."""
        return self.pick is None and not self.fold


class Groups(RowList):
    """Enter picks a line or lets it go again; what follows from it is for the screen to do."""

    BINDINGS = commands.bindings("groups")

    class Typed(Message):
        """The reader has begun to type what is looked for, with a character that is no command."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Folded(Message):
        """Something has been folded or unfolded; ``folds`` on the list tells what."""

    def __init__(self, picks: Callable[[], Sequence[Pick]], folds: dict[str, bool]) -> None:
        """``picks`` says what is picked now; ``folds`` what is folded (True) or not, and is kept up to date."""
        super().__init__(id="groups")
        self._picks = picks
        self.folds = folds
        self._counted: Counted | None = None
        self._rows: list[Row] = []
        self._narrowed = ""

    # ---------------------------------------------------------------------------------------------------- what is shown

    def show(self, counted: Counted) -> None:
        """Show these counts, with the cursor on the line on which it was."""
        self._counted = counted
        self._arrange()

    def narrow(self, typed: str) -> None:
        """Show only lines that have all the words of ``typed`` in them."""
        self._narrowed = typed.strip().lower()
        self.set_class(bool(self._narrowed), "-narrowed")  # the keys move the cursor though the focus is elsewhere
        self._arrange()
        if self._narrowed:
            first = next((i for i, row in enumerate(self._rows) if row.pick is not None and self._fits(row)), 0)
            self.cursor = first

    def at(self, index: int) -> Row | None:
        """The line ``index``, None where there is none."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    @property
    def here(self) -> Row | None:
        """The line of the cursor."""
        return self.at(self.cursor)

    def go_to_pick(self) -> None:
        """Put the cursor on what was picked last, so that the same key lets it go."""
        picked = self._picks()
        if picked:
            self.cursor = next((i for i, row in enumerate(self._rows) if row.pick == picked[-1]), self.cursor)

    def _arrange(self) -> None:
        """Make the lines anew; the cursor stays with what it stood on."""
        before = self.here
        if self._counted is not None:
            self._rows = list(self._kept(_rows(self._counted, self._picks())))
        place = next((i for i, row in enumerate(self._rows) if _same(row, before)), None)
        self.styles.max_height = max(1, len(self._rows))
        self.reload(place)

    def _kept(self, rows: list[Row]) -> Iterator[Row]:
        """The lines that are not folded away, or those that fit what was typed beneath the titles they belong to."""
        if not self._narrowed:
            hidden_below: int | None = None
            for row in rows:
                if hidden_below is not None and row.depth > hidden_below:
                    continue
                hidden_below = row.depth if row.fold and self._is_folded(row.fold) else None
                yield row
            return
        above: list[Row] = []
        for row in rows:
            above = [each for each in above if each.depth < row.depth]
            if row.pick is not None and self._fits(row):
                yield from above
                above = []
                yield row
            elif row.fold:
                above.append(row)

    def _fits(self, row: Row) -> bool:
        return all(part in row.label.lower() for part in self._narrowed.split())

    def _is_folded(self, name: str) -> bool:
        if name in self.folds:
            return self.folds[name]
        if name.isdigit():  # a year: only the newest shows its months
            assert self._counted is not None
            months = self._counted.of("date").months
            return not months or name != months[0][0][:4]
        return name in FOLDED_AT_FIRST

    # ---------------------------------------------------------------------------------------------------------- drawing

    def row_count(self) -> int:
        return len(self._rows)

    def empty(self) -> str:
        return _("Nothing matches") if self._counted is not None else _("counting") + " ⋯"

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        row = self._rows[index]
        on = row.pick is not None and row.pick in self._picks()
        sign = ""
        if row.fold and not self._narrowed:
            sign = _FOLDED if self._is_folded(row.fold) else _UNFOLDED
        elif row.fold:
            sign = _UNFOLDED
        elif row.depth:
            sign = "  "
        style = self.style_of("list--strong" if row.pick is None else "list--accent" if on else "list--row")
        count = "" if row.count is None else f" {row.count:,}"
        label = row.label
        lead = "  " * max(0, row.depth - 1) + sign + (_ON if on else "")
        room = width - fit.width(lead) - fit.width(count)
        if row.pick is not None and row.pick.group == "source" and fit.width(label) > room:
            label = _end_of(label, room)  # a path is told apart by its end
        pieces: list[fit.Piece] = [(lead, style), (label, style)]
        return [fit.spread(pieces, [(count, self.style_of("list--dim"))], width, base)]

    # ------------------------------------------------------------------------------------------------------------- keys

    def action_unfold(self) -> None:
        """Unfold the line of the cursor; where there is nothing folded, go a line down into it."""
        row = self.here
        if row is None or not row.fold:
            return
        if self._is_folded(row.fold):
            self._fold(row.fold, False)
        else:
            self.cursor += 1

    def action_fold(self) -> None:
        """Fold the line of the cursor, or what it stands in."""
        row = self.here
        if row is None:
            return
        if row.fold and not self._is_folded(row.fold):
            self._fold(row.fold, True)
            return
        above = (i for i in range(self.cursor - 1, -1, -1) if self._rows[i].depth < row.depth)
        self.cursor = next(above, self.cursor)

    def turn(self, row: Row) -> None:
        """Fold ``row`` if it is unfolded, unfold it if it is folded."""
        self._fold(row.fold, not self._is_folded(row.fold))

    def _fold(self, name: str, folded: bool) -> None:
        self.folds[name] = folded
        self._arrange()
        self.post_message(self.Folded())

    def on_key(self, event: events.Key) -> None:
        # A Chinese character is no command: it can only be meant for what is looked for.
        if event.character and event.character.isalnum() and not event.character.isascii():
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.character))

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self)
        row = self.at(place.y + self.scroll_offset.y)
        if row is not None and row.fold and place.x < len(self.GUTTER) + 2 * max(1, row.depth):
            event.prevent_default()
            self.turn(row)


class GroupsEntry(Entry):
    """The line in which one types what the groups are narrowed to; the keys of a list move the cursor meanwhile."""

    BINDINGS = [
        Binding("down,ctrl+n", "screen.move_in_groups(1)", show=False),
        Binding("up,ctrl+p", "screen.move_in_groups(-1)", show=False),
    ]

    def __init__(self, value: str = "") -> None:
        super().__init__(value, placeholder=_("Type to narrow"), id="groups-entry", compact=True, select_on_focus=False)


def _rows(counted: Counted, picks: Sequence[Pick]) -> list[Row]:
    """All lines, folded or not. What is picked has one even where no article is left for it."""
    state = counted.of("state")
    rows = [Row(_("All articles"), None, 0)]
    for query, label, count in (
        ("unread", _("Unread"), state.unread),
        ("starred", _("Starred"), state.starred),
        ("noted", _("With notes"), state.noted),
    ):
        rows.append(Row(label, count, 0, Pick("state", query, label)))
    saved = [(Pick("saved", each.query, each.name), counted.saved.get(each.name)) for each in state.saved]
    sections = counted.of("section").sections
    # A section's condition holds for every section that has it in its name: 经济 finds 经济观察 too.
    holding = [(value, sum(number for other, number in sections if value in other)) for value, _number in sections]
    months = [(_pick("date", month), number) for month, number in counted.of("date").months]
    for group, values in (
        ("saved", saved),
        ("section", [(_pick("section", value), number) for value, number in holding]),
        ("date", months),
        ("tag", [(_pick("tag", value), number) for value, number in counted.of("tag").tags]),
        ("source", [(_pick("source", value), number) for value, number in counted.of("source").sources]),
    ):
        known = {pick for pick, _number in values}
        own = [each for each in picks if each.group == group and each not in known]
        years = {pick.label[:4] for pick in known} if group == "date" else set()
        lost = [(pick, 0) for pick in own if pick.label not in years]
        if not values and not lost:
            continue
        rows.append(Row(_(TITLES[group]), None, 0, fold=group))
        rows += _years(values) if group == "date" else [Row(pick.label, number, 1, pick) for pick, number in values]
        rows += [Row(pick.label, number, 1, pick) for pick, number in lost]
    return rows


def _years(months: Sequence[tuple[Pick, int | None]]) -> Iterator[Row]:
    """A line a year, and beneath it one a month."""
    for year, of_year in groupby(months, key=lambda each: each[0].label[:4]):
        inside = list(of_year)
        total = sum(number or 0 for _month, number in inside)
        named = [each for each in inside if each[0].label != year]  # a date may be a year and no more
        yield Row(year, total, 1, _pick("date", year), fold=year if named else "")
        for pick, number in named:
            yield Row(pick.label, number, 2, pick)


def _pick(group: str, value: str) -> Pick:
    return Pick(group, condition(group, value), value)


def _same(row: Row, other: Row | None) -> bool:
    """Whether two lines are about the same, whatever their counts."""
    return other is not None and (row.pick, row.fold, row.label) == (other.pick, other.fold, other.label)


def _end_of(text: str, cells: int) -> str:
    """As much of the end of ``text`` as has room beside an ellipsis."""
    kept = text
    while kept and fit.width(kept) > cells - 1:
        kept = kept[1:]
    return fit.ELLIPSIS + kept
