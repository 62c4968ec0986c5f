"""The panel beside or below the text: tables of figures and names, the card of what is picked; and the layers."""

from __future__ import annotations

from typing import Literal

from textual.containers import Container
from textual.widget import Widget

from reader.language import _
from reader.model import Figure
from reader.ui.actions.room import Room
from reader.ui.widgets.article import ArticleView
from reader.ui.widgets.article_marks import KINDS
from reader.ui.widgets.legend import LAYERS, Legend

Panel = Literal["figures", "entities", "card"]


class PanelActions(Room):
    """``panel`` is the panel that is open, ``panel_kind`` which one it is."""

    panel: Widget | None = None
    panel_kind: Panel | None = None
    _off: frozenset[str] = frozenset()

    # ------------------------------------------------------------------------------------------------------ the panels

    def action_panel(self, kind: Panel) -> None:
        """Open a panel, or close it if it is the one that is open."""
        if self.panel is not None and self.panel_kind == kind:
            self.close_panel()
            self.view.focus()
            return
        if kind == "card" and self.picked is None:
            self.tell(_("Pick a figure with ] or a name with }} first").format(), warning=True)
            return
        self.open_panel(kind)

    def open_panel(self, kind: Panel) -> None:
        """Put the panel in place of the one there was; a table takes the focus."""
        self.close_panel()
        if kind == "figures":
            from reader.ui.widgets.figures_panel import FiguresPanel as Kind
        elif kind == "entities":
            from reader.ui.widgets.entities_panel import EntitiesPanel as Kind  # type: ignore[assignment]
        else:
            from reader.ui.widgets.card import Card as Kind  # type: ignore[assignment]
        panel = Kind()
        panel.add_class("panel")  # not by id: the one before it may not be gone yet
        self.panel, self.panel_kind = panel, kind
        self.query_one("#all", Container).mount(panel)
        self.fill_panel()
        if kind != "card":
            panel.focus()

    def close_panel(self) -> None:
        """Close the panel that is open, if one is."""
        if self.panel is not None:
            self.panel.remove()
            self.panel = self.panel_kind = None

    def action_toggle_panel(self) -> None:
        if self.panel is not None:
            self.close_panel()
            self.view.focus()
        else:
            self.open_panel("figures")

    def fill_panel(self) -> None:
        """Let the panel show the article, its marks and what is picked, as they are now."""
        fill = getattr(self.panel, "fill", None)
        if fill is not None and self.article is not None:
            fill(self.article, self.marks, self.picked)

    def relabel_panel(self) -> None:
        """The language has changed: let the panel say anew what it has put in words."""
        relabel = getattr(self.panel, "relabel", None)
        if relabel is not None:
            relabel()
            self.fill_panel()

    def article_changed(self) -> None:
        self.fill_panel()
        self._show_looks()

    def on_article_view_picked(self, _event: ArticleView.Picked) -> None:
        self.show_place()
        self.fill_panel()

    def on_mark_chosen(self, event: object) -> None:
        """A row of a table was chosen: go there in the text."""
        mark = getattr(event, "mark", None)
        if mark is not None:
            self.view.pick(mark)
            if getattr(event, "leave", False):
                self.view.focus()

    # ------------------------------------------------------------------------------------------------------ the layers

    def action_toggle_layer(self, id: str) -> None:
        self._off = self._off ^ {id}
        self._apply_layers()

    def action_toggle_layers(self) -> None:
        self._off = frozenset() if self._off else frozenset(layer.id for layer in LAYERS)
        self._apply_layers()
        self.tell(_("Layers are off") if self._off else _("Layers are on"))

    def action_choose_layers(self) -> None:
        from reader.ui.screens.choose import Choice, Choose

        legend = self.query_one(Legend)
        choices = [
            Choice(layer.id, _(layer.title), str(legend.number(layer)), on=layer.id not in self._off)
            for layer in LAYERS
        ]

        class Layers(Choose):
            def toggled(screen, choice: Choice) -> None:
                self.action_toggle_layer(choice.id)

        self.app.push_screen(Layers(_("Layers"), choices, several=True))

    def _apply_layers(self) -> None:
        hidden: set[str] = set()
        for layer in LAYERS:
            if layer.id in self._off:
                hidden |= layer.kinds
        self.view.layers = frozenset(kind for kind in KINDS if kind not in hidden)
        self._show_looks()

    def _show_looks(self) -> None:
        styles = {layer.id: self.view.kind_style(next(iter(layer.kinds))) for layer in LAYERS}
        self.query_one(Legend).looks(styles, self._off)

    # -------------------------------------------------------------------------------------------------------- further

    def action_across(self) -> None:
        mark = self.picked
        if mark is None:
            self.tell(_("Pick a figure with ] or a name with }} first").format(), warning=True)
        elif isinstance(mark, Figure) and not mark.measured:
            self.tell(_("What this figure measures is not said clearly enough to look for it elsewhere"), warning=True)
        elif isinstance(mark, Figure):
            self.newsreader.open_screen("measure", mark.measured)
        else:
            self.newsreader.open_screen("name", mark.name or mark.text, mark.kind)

    def action_open(self, name: str) -> None:
        """Open another screen on what is shown here."""
        if name == "raw":
            if self.article is None:
                self.tell(_("No article is open"), warning=True)
                return
            self.newsreader.open_screen("raw", self.article_id)
        else:
            self.newsreader.open_screen(name)
