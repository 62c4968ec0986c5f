"""The raw page beside the article that was made of it: what was set aside and why, and putting it right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from reader.language import _
from reader.model import ARTICLE_ROLES, Article, Marks, Note, Page, Part
from reader.pages.doubts import UNSURE
from reader.ui import commands, fit, plainly
from reader.ui.actions.correcting import CorrectingActions
from reader.ui.alongside import Alongside, order
from reader.ui.commands import N_
from reader.ui.css import SCREENS_CSS
from reader.ui.widgets.article import ArticleView
from reader.ui.widgets.keyline import KeyLine
from reader.ui.widgets.raw_text import DOUBT, ROLE_NAMES, RawText
from reader.ui.widgets.statusline import StatusLine
from reader.ui.working import in_thread

SIDE_BY_SIDE = 100
"""Columns from which page and article stand beside each other; in a narrower window one is shown at a time."""

WHYS = (
    N_("a rule between articles"), N_("advertisement"), N_("advertisement: offers, addresses or telephone numbers"),
    N_("belongs to a picture"), N_("page header: date, page and paper, or what is printed with them"),
    N_("points to other articles"), N_("side of a box"), N_("stands under an advertisement"),
    N_("a stray mark"),
    N_("tells how the paper is reached, made and sold"), N_("the page's number"),
    N_("beside a web page's article"), N_("continues the paragraph before"), N_("decoration of a label"),
    N_("hyphen at a line's end"), N_("names the editors"), N_("nothing printed"),
    N_("page header run into the text"), N_("page header: nothing but date, page and paper"),
    N_("points to another page"), N_("points to what else is printed"), N_("printed twice"),
    N_("set aside by the reader"), N_("sign before a headline"),
    N_("stands over an advertisement's address or telephone"),
)  # fmt: skip
"""What ``Part.why`` can say: pages are split without regard to the reader's language."""


class Result(ArticleView):
    """The article of the cursor, with what the cursor is on set apart. A click leads to the place on the page."""

    BINDINGS = commands.bindings("article")

    class Touched(Message):
        """The character at ``offset`` was clicked."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    _piece: tuple[int, int] | None = None

    def show(
        self, article: Article | None, marks: Marks | None = None, *, place: int = 0, notes: Sequence[Note] = ()
    ) -> None:
        self._piece = None
        super().show(article, marks, place=place, notes=notes)

    def follow(self, piece: tuple[int, int] | None) -> None:
        """Set a range of the text apart and bring it into sight; None: the beginning."""
        before, self._piece = self._piece, piece
        for each in (before, piece):
            if each is not None and before != piece:
                self._repaint(*each)
        if piece is None:
            self.go_to_top(0)
        else:
            self.go_to(piece[0])

    def _overlays(self, start: int, end: int) -> list[tuple[int, int, str]]:
        piece = self._piece
        here = [(*piece, "note")] if piece is not None and piece[0] < end and piece[1] > start else []
        return [*here, *super()._overlays(start, end)]

    def _clicked(self, offset: int | None, times: int) -> None:
        super()._clicked(offset, times)
        if offset is not None and times == 1:
            self.post_message(self.Touched(offset))


class RawScreen(CorrectingActions):
    """The page on which the article ``article_id`` stands: the page with the number ``page``, or the first."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = commands.bindings("raw")
    COMMANDS_HERE = ("raw", "rawtext")

    def __init__(self, article_id: str, page: int | None = None) -> None:
        super().__init__()
        self._article_id = article_id
        self._wanted = page
        self._editions: list[tuple[int, list[str]]] = []
        self._beside: dict[int, Alongside] = {}
        self._shown: Article | None = None

    def compose(self) -> ComposeResult:
        yield Static(_("Raw page"), id="raw-title", markup=False)
        with Horizontal(id="raw-body"):
            yield RawText(self.desk.settings, id="raw-text")
            yield Result(self.desk.settings, id="raw-article")
        yield Static(id="raw-piece", markup=False)
        yield StatusLine(id="status")
        yield KeyLine(("raw", "app"), self.desk.settings.keys)

    def on_mount(self) -> None:
        self.raw.focus()
        self._load(self._wanted)

    def _load(self, wanted: int | None) -> None:
        article_id = self._article_id

        def work() -> tuple[list[tuple[int, list[str]]], int, Page]:
            library = self.desk.library
            editions = library.editions(article_id)
            number = wanted if wanted is not None else editions[0][0]
            return editions, number, library.page(number)

        in_thread(self, work, lambda found: self._loaded(*found), group="page", only_last=True)

    def _loaded(self, editions: list[tuple[int, list[str]]], number: int, page: Page) -> None:
        self._editions, self.page_number, self._undo = editions, number, []
        ids = [article.id for article in page.articles]
        wanted = order(page)[ids.index(self._article_id)] if self._article_id in ids else None
        printed = (p for p in page.parts if p.article == wanted and page.text[p.start : p.end].strip())
        first = next(printed, None) if wanted is not None else None
        cursor = 0
        if first is not None:
            piece = page.text[first.start : first.end]
            cursor = first.start + len(piece) - len(piece.lstrip())
        self.show_page(page, cursor)

    # ---------------------------------------------------------------------------------------------------- in step

    def show_page(self, page: Page, cursor: int | None = None) -> None:
        self._beside.clear()
        self._shown = None
        self.raw.show_page(page, cursor)
        self._say_title(page)
        self._follow()

    def _say_title(self, page: Page) -> None:
        aside = sum(len("".join(page.text[p.start : p.end].split())) for p in page.parts if p.role not in ARTICLE_ROLES)
        said = [_("{articles} articles, {characters} characters set aside").format(
            articles=len(page.articles), characters=f"{aside:,}")]  # fmt: skip
        if self.raw.doubts:
            said.append(_("{count} doubtful").format(count=self.raw.doubts) + f" ({DOUBT})")
        numbers = [number for number, _sources in self._editions]
        if len(numbers) > 1 and self.page_number in numbers:
            here = numbers.index(self.page_number) + 1
            said.append(_("page {here} of {count} with this article").format(here=here, count=len(numbers)))
        sources = dict(self._editions).get(self.page_number, [])
        said += [Path(source).name for source in sources[:1]]
        self.query_one("#raw-title", Static).update("  ".join([_("Raw page"), *said]))

    def on_raw_text_moved(self, _event: RawText.Moved) -> None:
        self._follow()

    def _follow(self) -> None:
        """Show the article of the cursor and in it what the cursor is on."""
        raw, page = self.raw, self.raw.page
        part = raw.here
        if page is None or part is None:
            return
        result, number = self.query_one(Result), self.article_here()
        numbers = raw.numbers
        if number is None or number not in numbers:
            self._shown = None
            result.show(None)
        else:
            article = page.articles[numbers.index(number)]
            if article is not self._shown:
                self._shown = article
                result.show(article)
            target = raw.target
            result.follow(self._alongside(page, number, article).in_article(*target) if target else None)
        self._say_piece(page, part)

    def _alongside(self, page: Page, number: int, article: Article) -> Alongside:
        if number not in self._beside:
            self._beside[number] = Alongside(page, number, article)
        return self._beside[number]

    def _say_piece(self, page: Page, part: Part) -> None:
        """What the piece of the cursor is, of which article, or why it was set aside."""
        said = [_(ROLE_NAMES[part.role])]
        if part.role not in ARTICLE_ROLES:
            said.insert(0, _("Set aside"))
        elif self._shown is not None:
            title = self._shown.headline or _("(without headline)")
            number = _("of article {number}").format(number=(part.article or 0) + 1)
            said.append(f"{number} {plainly.titled(fit.cut(title, 40))}")
        if part.why:
            said.append(_(part.why))
        if self.raw.doubtful(part):
            unsure = _("only {percent} sure").format(percent=f"{part.sure:.0%}")
            bounds = _("it is not sure where this article begins and ends")
            said.append(f"{DOUBT} {unsure if part.sure < UNSURE else bounds}")
        self.query_one("#raw-piece", Static).update(" ⋅ ".join(said))

    def on_result_touched(self, event: Result.Touched) -> None:
        page, number = self.raw.page, self.article_here()
        if page is not None and number is not None and self._shown is not None:
            place = self._alongside(page, number, self._shown).on_page(event.offset)
            if place is not None:
                self.raw.go(place)

    # ---------------------------------------------------------------------------------------------------- the screen

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < SIDE_BY_SIDE, "-one")

    def action_other_pane(self) -> None:
        """To the article or back to the page; where only one has room, it is shown instead of the other."""
        to_article = not self.query_one(Result).has_focus
        self.set_class(to_article, "-article")
        (self.query_one(Result) if to_article else self.raw).focus()

    def action_other_page(self) -> None:
        """The next page on which the article stands."""
        numbers = [number for number, _sources in self._editions]
        if len(numbers) < 2:
            self.tell(_("The article stands on this page only"))
            return
        here = numbers.index(self.page_number) if self.page_number in numbers else -1
        self._load(numbers[(here + 1) % len(numbers)])

    def action_close(self) -> None:
        if self.raw.leave_selection():
            return
        if self.query_one(Result).has_focus and self.has_class("-one"):
            self.action_other_pane()
            return
        self.dismiss()
        self.newsreader.library_changed()

    def command_target(self, where: str) -> Widget:
        """The widget on which the palette runs a command of the part ``where``."""
        return self.raw if where == "rawtext" else self
