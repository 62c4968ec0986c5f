"""Notes as Markdown for Obsidian: a document an article, with front matter, quotations, notes, tags and source."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from reader.model import Note
from reader.notebook.values import Collection, Tagged

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$^=%])")
_LINE_MARKUP = re.compile(r"^(\s*)(?:([-+])(?=\s)|(\d+)([.)])(?=\s))")
_NO_TAG = re.compile(r"[^\w/-]+")
_NO_NAME = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')


def write(collection: Collection) -> dict[str, str]:
    """A document for every article that bears a note, a tag or a star, by file name; notes in the trash are left."""
    tagged = {each.article_id: each for each in collection.tagged}
    notes: dict[str, list[Note]] = {article_id: [] for article_id in tagged}
    for note in collection.notes:
        if note.deleted is None:
            notes.setdefault(note.article_id, []).append(note)
    documents: dict[str, str] = {}
    for article_id, its in notes.items():
        about = tagged.get(article_id) or Tagged("", article_id)
        headline = about.headline or next((note.headline for note in its if note.headline), "")
        name = _name(headline, article_id)
        if name in documents:
            name = _name(headline, article_id, short=False)
        documents[name] = _document(about, headline, its)
    return documents


def _document(about: Tagged, headline: str, notes: Sequence[Note]) -> str:
    source = about.source or next((note.source for note in notes if note.source), "")
    every = dict.fromkeys([*about.tags, *(tag for note in notes for tag in note.tags)])
    lines = [
        "---",
        f"title: {_scalar(headline)}",
        f"article: {_scalar(about.article_id)}",
        f"source: {_scalar(source)}",
    ]
    if every:
        lines += ["tags:", *(f"  - {_scalar(_tag(tag))}" for tag in every)]
    if about.starred:
        lines.append(f"starred: {about.starred.isoformat()}")
    lines += ["---", "", f"# {_escaped(headline) or about.article_id}", ""]
    for note in sorted(notes, key=lambda n: (n.anchor.start if n.anchor else -1, n.created)):
        if note.anchor and note.anchor.exact:
            lines += [f"> {_escaped(line)}" for line in note.anchor.exact.split("\n")] + [""]
        if note.text:
            lines += [note.text, ""]
        said = [f"#{_tag(tag)}" for tag in note.tags]
        if note.colour:
            said.append(f"({note.colour})")
        said.append(note.modified.astimezone().strftime("%Y-%m-%d %H:%M"))
        lines += [" ".join(said), "", f"^{note.id}", ""]
    return "\n".join(lines)


def _scalar(text: str) -> str:
    """A YAML scalar; a JSON string is one (YAML 1.2, section 1.3)."""
    return json.dumps(text, ensure_ascii=False)


def _tag(tag: str) -> str:
    """As Obsidian takes it: letters, digits, _, - and /, and not digits alone."""
    name = _NO_TAG.sub("_", tag).strip("_") or "_"
    return f"_{name}" if name.isdigit() else name


def _escaped(text: str) -> str:
    """Printed words as words: nothing in them is markup."""
    text = _MARKUP.sub(r"\\\1", text)
    return _LINE_MARKUP.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def _name(headline: str, article_id: str, *, short: bool = True) -> str:
    """A file name that every system takes, of the headline and enough of the id to tell it from others."""
    words = " ".join(_NO_NAME.sub(" ", headline)[:60].split()).strip(".")
    identity = _NO_NAME.sub(" ", article_id).strip()
    return f"{words} {identity[:8] if short else identity}".strip() + ".md"
