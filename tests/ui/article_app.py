"""The article view alone in an application, for tests, benchmarks and pictures."""

from __future__ import annotations

from textual.app import App, ComposeResult

from reader import resources
from reader.model import Article, Marks
from reader.settings import Settings
from reader.ui import themes
from reader.ui.widgets.article import ArticleView


class ArticleApp(App[None]):
    """Shows one article; keeps the messages that the view posts."""

    CSS_PATH = str(resources.style("article.tcss"))

    def __init__(self, article: Article | None = None, marks: Marks | None = None, **show: object) -> None:
        self.shown = (article, marks, show)
        self.settings = show.pop("settings", Settings())
        self.theme_wanted = show.pop("theme", "paper-dark")
        self.heard: list[object] = []
        super().__init__()
        for theme in themes.own():
            self.register_theme(theme)
        self.theme = self.theme_wanted

    def compose(self) -> ComposeResult:
        yield ArticleView(self.settings)

    def on_mount(self) -> None:
        article, marks, show = self.shown
        self.view.show(article, marks, **show)
        self.view.focus()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def on_article_view_picked(self, message: ArticleView.Picked) -> None:
        self.heard.append(message)

    def on_article_view_place_changed(self, message: ArticleView.PlaceChanged) -> None:
        self.heard.append(message)

    def on_article_view_selection_changed(self, message: ArticleView.SelectionChanged) -> None:
        self.heard.append(message)
