"""The help screen: every command by group, with its keys, from the table of commands."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from reader.language import _
from reader.ui import commands, fit
from reader.ui.css import SCREENS_CSS
from reader.ui.widgets.prose import Prose


class HelpScreen(ModalScreen[None]):
    """All commands and keys; any of the keys that open it closes it again."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = commands.bindings("help")

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Prose(self._text(), id="help-text")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _text(self) -> Text:
        remapped = self.app.desk.settings.keys  # type: ignore[attr-defined]
        text = Text()
        text.append(_("newsreader: keys and commands") + "\n", Style(bold=True))
        text.append(_("Punctuation works in full width too; with an input method on, Alt and the letter.") + "\n")
        text.append(_("Names to remap keys by, in config.toml, stand on the right.") + "\n")
        titles = max(fit.width(_(each.title)) for each in commands.COMMANDS)
        for group in commands.GROUPS:
            text.append(f"\n{_(group)}\n", Style(bold=True, underline=True))
            for each in commands.COMMANDS:
                if each.group != group:
                    continue
                text.append("  " + fit.pad("  ".join(commands.keys_of(each, remapped)), 20), Style(bold=True))
                text.append(" " + fit.pad(_(each.title), titles))
                text.append(f" {each.id}\n", Style(dim=True))
                if each.help:
                    text.append(" " * 23 + _(each.help) + "\n", Style(dim=True, italic=True))
        return text

    def action_close(self) -> None:
        self.dismiss(None)
