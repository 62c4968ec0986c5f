"""The Textual application: wires settings, desk, themes, keys and screens together, and nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen

from reader import language, resources
from reader.language import _
from reader.settings import Settings
from reader.ui import commands, fit, session, signals, themes
from reader.ui.collecting import Collecting
from reader.ui.desk import Desk
from reader.ui.screens import screen_class
from reader.ui.screens.reading import ReadingScreen
from reader.ui.widgets.statusline import StatusLine
from reader.ui.working import finish_writing, unexpected

MOST_SLIPS = 8
"""Slips in the settings that are told; more would cover the text."""

SLIPS_SECONDS = 30.0


class NewsreaderApp(App[int]):
    """The reading room. ``paths`` are files and folders to open; none opens the whole library."""

    TITLE = "newsreader"
    CSS_PATH = [str(resources.style("article.tcss")), str(resources.style("reader.tcss"))]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = commands.bindings("app")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (136, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]
    _collecting: Collecting | None = None
    touches = 0
    """How many keys and clicks there have been."""

    def __init__(self, paths: Sequence[str], settings: Settings, desk: Desk | None = None) -> None:
        """``desk`` is given if something of it is open already."""
        self.desk = desk or Desk(settings)
        self.paths = list(paths)
        # Without this Textual takes NO_COLOR to mean shades of grey.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        fit.set_ambiguous(settings.ambiguous_width)
        colours = self.console.color_system if sys.__stdout__ and sys.__stdout__.isatty() else None
        for theme in themes.own(colours):
            self.register_theme(theme)
        self.session = session.load(self.desk.paths.state)
        known = set(self.available_themes)
        chosen = self.session.theme
        self._begin_with_theme(chosen if chosen in known else themes.fitting(settings.theme, colours, known))

    def _begin_with_theme(self, name: str) -> None:
        """What setting ``theme`` does, but before anything is there: setting it would read all styles a second time."""
        self.set_reactive(App.theme, name)
        theme = self.current_theme
        for each in [each for each in self.classes if each.startswith("-theme-")]:
            self.remove_class(each, update=False)
        self.add_class(f"-theme-{name}", update=False)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours in the shades of the themes that do not know them."""
        return themes.fallbacks(self.current_theme)

    def get_default_screen(self) -> Screen[Any]:
        screen = ReadingScreen(self.paths, self.session)
        # At once, not after the first layout: else everything would be laid out and painted twice.
        for dimension, breakpoints in zip(
            self.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            screen.add_class(max((least, name) for least, name in breakpoints if dimension >= least)[1])
        return screen

    def on_mount(self) -> None:
        settings = self.desk.settings
        self._collecting = Collecting(self)
        wanted, problems = commands.keymap(settings.keys)
        self.set_keymap(wanted)
        themes.plain_scrollbars()
        self._tell_of_slips([*settings.warnings, *problems])
        signals.install(self)

    def _tell_of_slips(self, slips: Sequence[str]) -> None:
        """Say in one box what in config.toml could not be used."""
        if slips:
            hidden = len(slips) - MOST_SLIPS
            more = ["… " + _("and {count} more").format(count=hidden)] if hidden > 0 else []
            said = "\n".join([*slips[:MOST_SLIPS], *more])
            self.notify(said, title=_("In the settings"), severity="warning", markup=False, timeout=SLIPS_SECONDS)

    async def on_event(self, event: events.Event) -> None:
        if self._collecting is not None and isinstance(event, events.InputEvent):
            self._collecting.touched()
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp):
            self.touches += 1
        await super().on_event(event)

    def on_unmount(self) -> None:
        if self._collecting is not None:
            self._collecting.stop()
        finish_writing()
        self.desk.close()

    # ------------------------------------------------------------------------------------------ for all the screens

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Say ``text`` in the status line of the screen in front, or as a notice where it has none."""
        lines = self.screen.query(StatusLine)
        if lines:
            lines.first().tell(text, warning=warning)
        else:
            self.notify(text, severity="warning" if warning else "information", markup=False)

    def open_screen(self, name: str, *arguments: Any) -> None:
        """Show the screen ``name`` (see ``screens/__init__.py``), made with ``arguments``."""
        self.push_screen(screen_class(name)(*arguments))

    def library_changed(self) -> None:
        """Articles have changed: let the reading room look again."""
        for screen in self.screen_stack:
            if isinstance(screen, ReadingScreen):
                screen.library_changed()

    def go_to(self, article_id: str, offset: int) -> None:
        """Close what lies over the reading room and show an article at a place."""
        while not isinstance(self.screen, ReadingScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, ReadingScreen):
            self.screen.go_to(article_id, offset)

    def _handle_exception(self, error: Exception) -> None:
        """A slip of the program's own: keep the drafts, say where its details are, and leave; no traceback."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        signals.keep_drafts(self)
        self.exit(return_code=1, message=unexpected(error, self.desk.paths.state))

    # ------------------------------------------------------------------------------------------------ the commands

    def action_help(self) -> None:
        self.open_screen("help")

    def action_palette(self) -> None:
        from reader.ui.screens.choose import palette

        here: list[str] = [*getattr(self.screen, "COMMANDS_HERE", ()), "app"]
        self.push_screen(palette(here, self.desk.settings.keys), self.run_command)

    async def run_command(self, id: str | None) -> None:
        """Do the command ``id`` where it belongs, as its key would; None does nothing."""
        if id is None:
            return
        chosen = commands.command(id)
        if chosen.where == "app":
            await self.run_action(chosen.action, self)
        else:
            target = getattr(self.screen, "command_target", lambda where: self.screen)(chosen.where)
            await self.run_action(chosen.action, target)

    def action_choose_theme(self) -> None:
        from reader.ui.screens.choose import Choice, Choose

        def chosen(name: str | None) -> None:
            if name:
                self.theme = self.session.theme = name

        choices = [Choice(name, themes.title(name), on=name == self.theme) for name in themes.in_order(self)]
        self.push_screen(Choose(_("Theme"), choices), chosen)

    def action_switch_language(self) -> None:
        language.choose("en" if language.current() == "zh" else "zh")
        for screen in self.screen_stack:  # also those that are seen again when the one in front is closed
            for widget in screen.walk_children():
                widget.refresh()
                if isinstance(widget, StatusLine):
                    widget.silence()
            if isinstance(screen, ReadingScreen):
                screen.relabel()
        self.screen.refresh(layout=True)
