"""The page of a name across the library: every article that mentions it, by date, and the names beside it."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from reader.language import _
from reader.library.names import Beside, MentionedIn, NamePage
from reader.ui import commands, describe, fit
from reader.ui.css import SCREENS_CSS
from reader.ui.screens.base import DeskScreen
from reader.ui.widgets.keyline import KeyLine
from reader.ui.widgets.rowlist import RowList
from reader.ui.widgets.statusline import StatusLine
from reader.ui.working import in_thread

_WINDOW = 100


class Mentions(RowList):
    """Two lines an article; further ones are fetched as the cursor comes near the end."""

    def __init__(self) -> None:
        super().__init__(row_height=2, id="mentions")
        self.mentioned: list[MentionedIn] = []

    def row_count(self) -> int:
        return len(self.mentioned)

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        each = self.mentioned[index]
        dim = self.style_of("list--dim")
        about = [each.date or _("no date"), _("{count} times").format(count=each.times)]
        if each.byline:
            about.append(_("as author"))
        about += each.roles
        return [
            fit.line([(each.headline, self.style_of("list--strong"))], width, base),
            fit.line([(" ⋅ ".join(about), dim)], width, base),
        ]


class Neighbours(RowList):
    """A line a name that occurs in the same articles."""

    def __init__(self) -> None:
        super().__init__(id="beside")
        self.beside: tuple[Beside, ...] = ()

    def row_count(self) -> int:
        return len(self.beside)

    def empty(self) -> str:
        return _("No other names")

    def row(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        each = self.beside[index]
        dim = self.style_of("list--dim")
        about = f"  {describe.kind_name(each.kind)} {each.articles:4} "
        return [fit.spread([(each.text, None)], [(about, dim)], width, base)]


class NameScreen(DeskScreen[None]):
    """``text`` is the name, ``kind`` what it is of (None: whatever it is)."""

    CSS_PATH = SCREENS_CSS
    BINDINGS = commands.bindings("across")
    COMMANDS_HERE = ("across", "list")

    def __init__(self, text: str, kind: str | None = None) -> None:
        super().__init__()
        self._text = text
        self._kind = kind
        self._all = 0
        self._before: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        yield Static(id="across-title", markup=False)
        with Horizontal(id="across-body"):
            yield Mentions()
            yield Neighbours()
        yield StatusLine(id="status")
        yield KeyLine(("across", "app"), self.desk.settings.keys)

    def on_mount(self) -> None:
        self.query_one(Mentions).focus()
        self._load()

    def _load(self, start: int = 0) -> None:
        library = self.desk.library
        text, kind = self._text, self._kind
        in_thread(self, lambda: library.name(text, kind, start=start, count=_WINDOW),
                  lambda page: self._loaded(page, start), group="name", only_last=True)  # fmt: skip

    def _loaded(self, page: NamePage, start: int) -> None:
        mentions = self.query_one(Mentions)
        mentions.mentioned[start:] = page.mentioned
        self._all = page.articles
        mentions.reload(mentions.cursor if start else 0)
        neighbours = self.query_one(Neighbours)
        neighbours.beside = page.beside
        neighbours.reload(0)
        kinds = " / ".join(describe.kind_name(kind) for kind in page.kinds)
        said = _("{articles} articles, {times} mentions").format(articles=f"{page.articles:,}", times=f"{page.times:,}")
        self.query_one("#across-title", Static).update(f"{page.text}  {kinds}  {said}")

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        mentions = self.query_one(Mentions)
        near_end = event.index >= len(mentions.mentioned) - 5
        if event.list is mentions and near_end and len(mentions.mentioned) < self._all:
            self._load(len(mentions.mentioned))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if isinstance(event.list, Neighbours):
            each = event.list.beside[event.index]
            self._before.append((self._text, self._kind))
            self._text, self._kind = each.text, each.kind
            self._load()
            self.query_one(Mentions).focus()
        elif isinstance(event.list, Mentions):
            each_article = event.list.mentioned[event.index]
            place = each_article.places[0][0] if each_article.places else 0
            self.newsreader.go_to(each_article.article_id, place)

    def action_other_list(self) -> None:
        mentions, neighbours = self.query_one(Mentions), self.query_one(Neighbours)
        (neighbours if mentions.has_focus else mentions).focus()

    def action_close(self) -> None:
        if self._before:
            self._text, self._kind = self._before.pop()
            self._load()
        else:
            self.dismiss()
