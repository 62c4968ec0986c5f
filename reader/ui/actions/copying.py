"""Copying: as printed, the plain value, the sentence with its source, all figures as a table; and how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from reader.language import _
from reader.model import Article, Entity, Figure, Marks, Quote
from reader.ui import fit
from reader.ui.actions.room import Room
from reader.ui.working import back, in_thread

if TYPE_CHECKING:
    from reader.clipboard import Copied

What = Literal["printed", "plain", "sentence", "table", "article", "citation"]

_SAID = 36
"""Cells of what was copied that the status line repeats."""


class CopyActions(Room):
    """The copy commands work on the passage selected, or else on the figure or name picked."""

    def action_copy(self, what: What) -> None:
        if self.article is None:
            self.tell(_("No article is open"), warning=True)
            return
        text, problem = to_copy(what, self.article, self.marks, self.picked, self.view.selection)
        if text is None:
            self.tell(problem, warning=True)
            return
        figures = len(self.marks.figures) if what == "table" and self.marks is not None else 0
        self.copy_text(text, _("{count} figures").format(count=f"{figures:,}") if figures else "")
        if what == "printed" and self.view.selection is not None:
            self.view.clear_selection()

    def copy_text(self, text: str, what: str = "") -> None:
        """Put ``text`` on the clipboard, in a thread; the status line says where it went, and ``what`` or its words."""
        only = self.desk.settings.clipboard

        def work() -> Copied:
            from reader.clipboard import copy

            return copy(text, terminal=self._terminal(), only=only)

        def said(copied: Copied) -> None:
            shown = what or fit.cut(" ".join(text.split()), _SAID)
            self.tell(f"{copied.message()}: {shown}", warning=not copied.verified)

        in_thread(self, work, said, group="copy")

    def _terminal(self) -> Callable[[str], None]:
        """What writes a control sequence to the terminal, between two paints."""
        driver = self.app._driver

        def write(sequence: str) -> None:
            if driver is not None:
                driver.write(sequence)
                driver.flush()

        return lambda sequence: back(self.app, write, sequence)


def to_copy(
    what: What, article: Article, marks: Marks | None, picked: Figure | Entity | None, selection: Quote | None
) -> tuple[str | None, str]:
    """The text that a copy command means, or None and what is missing."""
    if what == "article":
        from reader.exports.articles import text

        return text([article]), ""
    if what == "citation":
        from reader.exports.citations import gbt7714

        return gbt7714(article), ""
    if what == "table":
        from reader.exports.tables import figure_table, to_tsv

        if marks is None or not marks.figures:
            return None, _("No figures are marked in this article")
        return to_tsv(figure_table([article], [marks])), ""
    if selection is not None:
        start, end = selection.start, selection.end
    elif picked is not None:
        start, end = picked.start, picked.end
    else:
        return None, _("Nothing is picked: go to a figure with ], to a name with }}, or select with v").format()
    if what == "sentence":
        from reader.exports.quotes import quotation

        return quotation(article, start, end), ""
    if what == "plain" and isinstance(picked, Figure) and selection is None:
        return plain(picked), ""
    if what == "plain" and isinstance(picked, Entity) and selection is None:
        return picked.name or picked.text, ""
    return article.text[start:end], ""


def plain(figure: Figure) -> str:
    """The value of a figure without any dress; a range as its two ends; what has no value as it is printed."""
    from reader.exports import plain_value

    if figure.value is not None:
        return plain_value(figure.resolved or figure.value) or figure.text
    low, high = plain_value(figure.low), plain_value(figure.high)
    if low is not None and high is not None:
        return f"{low}-{high}" if not _dashed(low, high) else f"{low}/{high}"
    return low or high or figure.text


def _dashed(low: str, high: str) -> bool:
    """Whether a dash between the two could be taken for one of their own, as in dates."""
    return "-" in low + high
