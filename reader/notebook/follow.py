"""What hangs on articles follows them when they are imported again, corrected, joined or split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Article, Note
from reader.notebook.anchors import CLEAR, Place, locate, quote
from reader.notebook.fuzzy import likeness
from reader.notebook.store import Change
from reader.notebook.values import TICK, Followed, Standing


def follow(change: Change, former: Sequence[str], articles: Sequence[Article]) -> list[Followed]:
    """Move notes, tags and stars of the articles ``former`` to ``articles``; see `Notebook.follow`."""
    if not articles:
        return []
    notes = [note for note in change.notes() if note.article_id in former]
    found = {note.id: _find(note, change.standing(note.id), articles) for note in notes if note.anchor}
    homes = {old: _home(old, notes, found, change, articles) for old in former}
    followed = []
    for note in notes:
        now = _moved(note, change.standing(note.id), found.get(note.id), homes[note.article_id])
        if (now.note, now.standing) != (note, change.standing(note.id)):
            now = replace(now, note=replace(now.note, modified=note.modified + TICK))
            change.put(now.note, now.standing)
        if now.note.article_id != note.article_id or now.standing != Standing():
            followed.append(now)
    for old in former:
        _move_tagged(change, old, homes[old])
    return followed


Found = tuple[Article, Place] | None


def _find(note: Note, standing: Standing, articles: Sequence[Article]) -> Found:
    """The article and place that fit the note's quotation best: its first one, or the one it has come to since."""
    quotes = [each for each in (standing.quote, note.anchor) if each]
    for fuzzy in (False, True):  # likeness is slow, and not wanted where the words themselves are still there
        for each in quotes:
            places = [
                (article, place)
                for article in articles
                if (place := locate(article.text, each, fuzzy=fuzzy)) and (fuzzy or place.confidence >= CLEAR)
            ]
            if places:
                article, place = max(places, key=lambda found: (found[1].confidence, found[0].id == note.article_id))
                if each is not quotes[0]:
                    # Found by words it had only been likened to: no surer now than then.
                    place = replace(place, confidence=min(place.confidence, standing.confidence), how="fuzzy")
                return article, place
    return None


def _home(
    old: str, notes: Sequence[Note], found: dict[str, Found], change: Change, articles: Sequence[Article]
) -> Article:
    """The article that has taken the place of ``old``: itself, or where its notes went, or the likest headline."""
    votes: Counter[str] = Counter()
    for note in notes:
        hit = found.get(note.id)
        if note.article_id == old and hit:
            votes[hit[0].id] += 1
    headline = next((n.headline for n in notes if n.article_id == old), "") or change.tagged(old).headline
    return max(articles, key=lambda a: (a.id == old, votes[a.id], likeness(a.title, headline)))


def _moved(note: Note, standing: Standing, found: Found, home: Article) -> Followed:
    """The note at its new place, adrift in ``home`` if it has none."""
    if note.anchor is None:
        return Followed(_at(note, home), standing)
    first = standing.quote or note.anchor
    if found is None:
        return Followed(_at(note, home), Standing(adrift=True, confidence=0.0, how=standing.how, quote=standing.quote))
    article, place = found
    anchor = quote(article.text, place.start, place.end)
    if place.how == "exact":
        guessed = not standing.adrift and standing.quote is None  # its words were found by context once: no surer now
        return Followed(replace(_at(note, article), anchor=anchor), standing if guessed else Standing())
    now = Standing(confidence=place.confidence, how=place.how, quote=first if first.exact != anchor.exact else None)
    return Followed(replace(_at(note, article), anchor=anchor), now)


def _at(note: Note, article: Article) -> Note:
    return replace(note, article_id=article.id, headline=article.title, source=article.source or note.source)


def _move_tagged(change: Change, old: str, home: Article) -> None:
    """Tags and star of ``old`` go to ``home``, with what it bears already."""
    there = change.tagged(old)
    if home.id == old or not (there.tags or there.starred):
        return
    now = change.tagged(home.id, home.title, home.source or there.source)
    stars = [star for star in (now.starred, there.starred) if star]
    tags = tuple(dict.fromkeys((*now.tags, *there.tags)))
    change.put_tagged(replace(now, tags=tags, starred=min(stars, default=None)))
    change.put_tagged(replace(there, tags=(), starred=None))
