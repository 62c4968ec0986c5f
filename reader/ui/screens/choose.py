"""A box in which the reader chooses one thing out of many, or several, narrowing the list as they type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.language import _
from reader.typography import fold
from reader.ui import commands, fit
from reader.ui.css import SCREENS_CSS
from reader.ui.sounds import sounds
from reader.ui.widgets.entry import Entry
from reader.ui.widgets.rowlist import RowList


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: ``id`` is the answer, ``label`` and ``detail`` are shown, ``on`` whether it is set now.

    It is found by its id and by the words ``also`` too, which are not shown.
    """

    id: str
    label: str
    detail: str = ""
    on: bool | None = None
    also: tuple[str, ...] = ()


class Choose(ModalScreen[str | None]):
    """Answers with the id chosen, or None. With ``several``, Enter sets and unsets, and ``toggled`` is told of each."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = [
        Binding("escape", "cancel", show=False),
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], *, several: bool = False, free: bool = False) -> None:
        """``free`` lets the reader answer with words of their own that are not in the list."""
        super().__init__()
        self._title = title
        self._choices = list(choices)
        self._several = several
        self._free = free

    def compose(self) -> ComposeResult:
        with Vertical(id="choose"):
            yield Static(self._title, id="choose-title", markup=False)
            yield Entry(placeholder=_("Type to narrow"), id="choose-entry", compact=True)
            yield Choices(self._choices)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(Choices).narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        shown = self.query_one(Choices)
        if shown.row_count():
            self._choose(shown.at(shown.cursor))
        elif self._free and event.value.strip():
            self.dismiss(event.value.strip())

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._choose(self.query_one(Choices).at(event.index))

    def _choose(self, choice: Choice) -> None:
        if not self._several:
            self.dismiss(choice.id)
            return
        changed = replace(choice, on=not choice.on)
        self.query_one(Choices).put(changed)
        self.toggled(changed)

    def toggled(self, choice: Choice) -> None:
        """A thing was set or unset; for the one who asked for several."""

    def action_move(self, by: int) -> None:
        self.query_one(Choices).cursor += by

    def action_cancel(self) -> None:
        self.dismiss(None)


class Choices(RowList):
    """What is left of the choices."""

    can_focus = False

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(id="choices")
        self._all = list(choices)
        self._shown = list(choices)

    def on_mount(self) -> None:
        self.reload(0)

    def at(self, index: int) -> Choice:
        return self._shown[index]

    def put(self, choice: Choice) -> None:
        """``choice`` instead of the one with its id."""
        self._all = [choice if each.id == choice.id else each for each in self._all]
        self._shown = [choice if each.id == choice.id else each for each in self._shown]
        self.refresh()

    def narrow(self, typed: str) -> None:
        """Keep what has all the words typed; what begins with them first, then what sounds so from its beginning."""
        parts = fold(typed).split()

        def rank(choice: Choice) -> int:
            if not parts or fold(choice.label).startswith(parts[0]):
                return 0
            return 1 if any(word.lower().startswith(parts[0]) for word in choice.also) else 2

        def words(choice: Choice) -> str:
            return fold(" ".join((choice.label, choice.detail, choice.id, *choice.also)))

        kept = [choice for choice in self._all if all(part in words(choice) for part in parts)]
        self._shown = sorted(kept, key=rank)
        self.reload(0)

    def empty(self) -> str:
        return _("Nothing matches")

    def row_count(self) -> int:
        return len(self._shown)

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        choice = self._shown[index]
        sign = "" if choice.on is None else ("[x] " if choice.on else "[ ] ")
        return [
            fit.spread([(sign + choice.label, None)], [("  " + choice.detail, self.style_of("list--dim"))], width, base)
        ]


def palette(where: Sequence[str], remapped: Mapping[str, Sequence[str]]) -> Choose:
    """The palette: every command that works here, with its keys. Answers with the command's id."""
    choices = []
    for each in commands.COMMANDS:
        if each.where in where:
            said = f"{_(each.title)}  {_(each.help)}" if each.help else _(each.title)
            keys = "  ".join(commands.keys_of(each, remapped))
            choices.append(Choice(each.id, said, keys, also=(*sounds(_(each.title)), each.title)))
    return Choose(_("Commands"), choices)
