"""The card of the figure or name that is picked: its value in full and in words, what it measures, its sentence."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from reader.language import _
from reader.model import Article, Entity, Figure, Marks
from reader.ui import describe
from reader.ui.widgets.prose import Prose
from reader.ui.working import in_thread

MOST_ELSEWHERE = 12


class Card(VerticalScroll, can_focus=True):
    """Follows what is picked in the text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[tuple[str, str], Figure | Entity] | None = None
        self._card = Prose(id="card-text")
        self._elsewhere = Prose(id="card-elsewhere")

    def compose(self) -> ComposeResult:
        yield self._card
        yield self._elsewhere

    def fill(self, article: Article, marks: Marks | None, picked: Figure | Entity | None) -> None:
        """Show ``picked``; while nothing is, the card stays as it is, unless it is of another article."""
        of = (article.id, article.text)
        if picked is None and self._shown is not None and self._shown[0] != of:
            self.relabel()
        if picked is None or (of, picked) == self._shown:
            return
        self._shown = (of, picked)
        card = figure_card(article, picked) if isinstance(picked, Figure) else entity_card(article, marks, picked)
        self._card.update(card)
        self._elsewhere.update("")
        self._look_elsewhere(article, picked)

    def relabel(self) -> None:
        """Show nothing, until it is filled anew: with what is picked in another article, or in another language."""
        self._shown = None
        self._card.update(_("Pick a figure with ] or a name with }} first").format())
        self._elsewhere.update("")

    def _look_elsewhere(self, article: Article, picked: Figure | Entity) -> None:
        desk = self.app.desk  # type: ignore[attr-defined]
        shown = self._shown

        def found(lines: list[str]) -> None:
            if shown == self._shown and lines:
                text = Text()
                text.append("\n" + _("Elsewhere in the library") + "\n", Style(bold=True))
                for line in lines:
                    text.append(f" {line}\n")
                self._elsewhere.update(text)

        in_thread(self, lambda: desk.elsewhere(article.id, picked, MOST_ELSEWHERE), found, group="card",
                  only_last=True)  # fmt: skip


def figure_card(article: Article, figure: Figure) -> Text:
    """Everything known of a figure."""
    from reader.exports.quotes import sentence_at

    card = Text()
    card.append(article.text[figure.full_start : figure.full_end] + "\n", Style(bold=True))
    card.append(describe.kind_name(figure.kind) + "\n\n", Style(italic=True))
    _row(card, _("Value"), describe.value(figure))
    _row(card, _("In words"), describe.in_words(figure))
    _row(card, _("Said as"), describe.hedge(figure))
    _row(card, _("What it measures"), figure.measured or _("(not said clearly enough)"))
    card.append("\n" + _("Sentence") + "\n", Style(bold=True))
    _quote(card, article.text, sentence_at(article.text, figure.start, figure.end), figure.text)
    return card


def entity_card(article: Article, marks: Marks | None, entity: Entity) -> Text:
    """Everything known of a name: its forms, its offices, its mentions."""
    from reader.exports.quotes import sentence_at

    same = [e for e in marks.entities if e.kind == entity.kind and
            (e.id == entity.id if entity.id else e.text == entity.text)] if marks else [entity]  # fmt: skip
    card = Text()
    card.append((entity.name or entity.text) + "\n", Style(bold=True))
    card.append(describe.kind_name(entity.kind) + "\n\n", Style(italic=True))
    offices = dict.fromkeys(" ".join(part for part in (e.org, e.role) if part) for e in same if e.org or e.role)
    _row(card, _("Office"), "; ".join(offices))
    forms = dict.fromkeys(e.text for e in same)
    _row(card, _("Written"), " / ".join(forms) if len(forms) > 1 else "")
    _row(card, _("Mentions"), str(len(same)))
    card.append("\n")
    seen: set[str] = set()
    for mention in same[:20]:
        sentence = sentence_at(article.text, mention.start, mention.end)
        if sentence not in seen:
            seen.add(sentence)
            _quote(card, article.text, sentence, mention.text)
    return card


def _row(card: Text, name: str, said: str) -> None:
    if said:
        card.append(f"{name}: ", Style(dim=True))
        card.append(said + "\n")


def _quote(card: Text, whole: str, sentence: str, marked: str) -> None:
    start = len(card)
    card.append(sentence + "\n\n")
    place = sentence.find(marked)
    if place >= 0:
        card.stylize(Style(bold=True, underline=True), start + place, start + place + len(marked))
