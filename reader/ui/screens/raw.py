"""The raw page of an article: what became of each piece, what was set aside and why, and putting it right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from reader.language import _
from reader.model import ARTICLE_ROLES, Page, Part
from reader.ui import commands, fit
from reader.ui.commands import N_
from reader.ui.css import SCREENS_CSS
from reader.ui.widgets.keyline import KeyLine
from reader.ui.widgets.prose import Prose
from reader.ui.widgets.rowlist import RowList
from reader.ui.widgets.statusline import StatusLine
from reader.ui.working import in_thread

if TYPE_CHECKING:
    from reader.ui.app import NewsreaderApp
    from reader.ui.desk import Desk

ROLE_NAMES: dict[str, str] = {
    "headline": N_("headline"), "kicker": N_("kicker"), "subtitle": N_("subtitle"), "section": N_("section"),
    "byline": N_("byline"), "dateline": N_("dateline"), "date": N_("date"), "body": N_("text"),
    "header": N_("page header"), "editor": N_("editor's line"), "jump": N_("jump"), "caption": N_("caption"),
    "pullquote": N_("pull quote"), "advert": N_("advertisement"), "duplicate": N_("repeat"), "other": N_("other"),
}  # fmt: skip

CONTEXT = 1500
"""Characters of the page shown before and behind the piece of the cursor."""


class Parts(RowList):
    """Two lines a piece: what it is and of which article; how it begins, or why it was set aside."""

    def __init__(self) -> None:
        super().__init__(row_height=2, id="parts")
        self.page: Page | None = None
        self.parts: list[Part] = []

    def show(self, page: Page, cursor: int | None = None) -> None:
        self.page = page
        self.parts = [part for part in page.parts if page.text[part.start : part.end].strip()]
        self.reload(cursor)

    @property
    def here(self) -> Part | None:
        """The piece of the cursor."""
        return self.parts[self.cursor] if 0 <= self.cursor < len(self.parts) else None

    def row_count(self) -> int:
        return len(self.parts)

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        part = self.parts[index]
        assert self.page is not None
        text = " ".join(self.page.text[part.start : part.end].split())
        aside = part.role not in ARTICLE_ROLES
        role = self.style_of("list--warn" if aside else "list--accent")
        article = "" if part.article is None else _("article {number}").format(number=part.article + 1)
        why = f"  {part.why}" if part.why else ""
        said = self.style_of("list--dim") if aside else None
        return [
            fit.spread([(_(ROLE_NAMES[part.role]), role), (why, self.style_of("list--dim"))], [(article, None)], width,
                       base),
            fit.line([("  " + text, said)], width, base),
        ]  # fmt: skip


class RawScreen(Screen[None]):
    """The page on which the article ``article_id`` stands. Corrections are kept at once and can be taken back."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = commands.bindings("raw")
    COMMANDS_HERE = ("raw", "list")

    def __init__(self, article_id: str) -> None:
        super().__init__()
        self._article_id = article_id
        self._number = 0
        self._undo: list[Page] = []

    @property
    def newsreader(self) -> NewsreaderApp:
        return cast("NewsreaderApp", self.app)

    @property
    def desk(self) -> Desk:
        return self.newsreader.desk

    @property
    def parts(self) -> Parts:
        return self.query_one(Parts)

    def compose(self) -> ComposeResult:
        yield Static(_("Raw page"), id="raw-title", markup=False)
        with Horizontal(id="raw-body"):
            yield Parts()
            with VerticalScroll(id="raw-shown"):
                yield Prose(id="raw-text")
        yield StatusLine(id="status")
        yield KeyLine(("raw", "app"), self.desk.settings.keys)

    def on_mount(self) -> None:
        self.parts.focus()
        in_thread(self, lambda: self.desk.library.page_of(self._article_id), lambda found: self._loaded(*found))

    def _loaded(self, number: int, page: Page) -> None:
        self._number = number
        titles = [article.id for article in page.articles]
        wanted = titles.index(self._article_id) if self._article_id in titles else None
        kept = [part for part in page.parts if page.text[part.start : part.end].strip()]
        cursor = next((i for i, part in enumerate(kept) if part.article == wanted and wanted is not None), 0)
        self._show(page, cursor)

    def _show(self, page: Page, cursor: int | None = None) -> None:
        self.parts.show(page, cursor)
        aside = sum(len(page.text[part.start : part.end].strip()) for part in self.parts.parts
                    if part.role not in ARTICLE_ROLES)  # fmt: skip
        said = _("{articles} articles, {characters} characters set aside").format(
            articles=len(page.articles), characters=f"{aside:,}"
        )
        self.query_one("#raw-title", Static).update(f"{_('Raw page')}  {said}")
        self._show_piece()

    def on_row_list_moved(self, _event: RowList.Moved) -> None:
        self._show_piece()

    def _show_piece(self) -> None:
        """The page around the piece of the cursor, the piece itself set apart."""
        page, part = self.parts.page, self.parts.here
        if page is None or part is None:
            return
        shown = Text()
        shown.append(page.text[max(0, part.start - 120) : part.start], Style(dim=True))
        shown.append(page.text[part.start : part.end], Style(bold=True))
        shown.append(page.text[part.end : part.end + CONTEXT], Style(dim=True))
        self.query_one(Prose).update(shown)
        self.query_one("#raw-shown", VerticalScroll).scroll_home(animate=False)

    # ------------------------------------------------------------------------------------------------------ corrections

    def action_join(self) -> None:
        """The article of the cursor and the next one on the page are one."""
        page, part = self.parts.page, self.parts.here
        if page is None or part is None or part.article is None:
            self._tell(_("This piece belongs to no article"), warning=True)
            return
        order = list(dict.fromkeys(p.article for p in page.parts if p.article is not None and p.role in ARTICLE_ROLES))
        place = order.index(part.article) if part.article in order else len(order)
        if place + 1 >= len(order):
            self._tell(_("There is no article after this one"), warning=True)
            return
        first, second = part.article, order[place + 1]
        self._correct(lambda corrections: corrections.join(page, first, second), _("Joined"))

    def action_split(self) -> None:
        """A new article begins with the piece of the cursor."""
        self._with_piece(lambda c, page, part: c.split(page, _first(page, part)), _("A new article begins here"))

    def action_headline(self) -> None:
        """This is the headline of its article, or of the one before it."""
        self._with_article(lambda c, page, part, number: c.headline(page, part.start, part.end, number),
                           _("This is the headline now"))  # fmt: skip

    def action_set_aside(self) -> None:
        """This piece belongs to no article."""
        self._with_piece(lambda c, page, part: c.set_aside(page, part.start, part.end), _("Set aside"))

    def action_take_back(self) -> None:
        """This piece is text of its article."""
        self._with_article(lambda c, page, part, number: c.body(page, part.start, part.end, number),
                           _("Taken into the text"))  # fmt: skip

    def action_undo(self) -> None:
        """The page as it was before the last correction."""
        if not self._undo:
            self._tell(_("Nothing to take back"))
            return
        before = self._undo.pop()
        self._keep(before, _("Taken back"), remember=False)

    def _with_piece(self, change: Callable[..., Page], said: str) -> None:
        page, part = self.parts.page, self.parts.here
        if page is not None and part is not None:
            self._correct(lambda corrections: change(corrections, page, part), said)

    def _with_article(self, change: Callable[..., Page], said: str) -> None:
        """With the article of the piece, or where it has none that of the nearest piece before it."""
        page, part = self.parts.page, self.parts.here
        if page is None or part is None:
            return
        number = part.article
        if number is None:
            owners = [p.article for p in page.parts if p.article is not None]
            before = [p.article for p in page.parts if p.article is not None and p.start < part.start]
            if not owners:
                self._tell(_("There is no article on this page"), warning=True)
                return
            number = before[-1] if before else owners[0]
        self._correct(lambda corrections: change(corrections, page, part, number), said)

    def _correct(self, change: Callable[..., Page], said: str) -> None:
        from reader.errors import ReaderError
        from reader.pages import corrections

        try:
            mended = change(corrections)
        except ReaderError as error:
            self._tell(str(error), warning=True)
            return
        self._keep(mended, said, remember=True)

    def _keep(self, mended: Page, said: str, *, remember: bool) -> None:
        before = self.parts.page
        if before is None or mended == before:
            self._tell(_("Nothing changes by that"))
            return

        def done(_ids: list[str]) -> None:
            if remember:
                self._undo.append(before)
            self._show(mended, None)
            self._tell(said)

        in_thread(self, lambda: self.desk.correct(self._number, before, mended), done, group="correct", writes=True)

    def action_close(self) -> None:
        self.dismiss()
        self.newsreader.library_changed()

    def _tell(self, text: str, *, warning: bool = False) -> None:
        self.query_one(StatusLine).tell(text, warning=warning)


def _first(page: Page, part: Part) -> int:
    """The first character of a piece that is no blank."""
    text = page.text[part.start : part.end]
    return part.start + len(text) - len(text.lstrip())
