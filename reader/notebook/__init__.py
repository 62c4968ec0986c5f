"""The notebook: notes, highlights, tags, stars and drafts, in a file that a person can read and nothing loses.

::

    with Notebook() as notebook:
        for notice in notebook.take_notices(): ...
        note = notebook.add(article.id, "看法", anchor=quote(article.text, 10, 20), tags=["经济/财政"], colour="yellow",
                            headline=article.title, source=article.source)
        notebook.delete(note.id); notebook.restore(note.id)
"""

from reader.notebook.anchors import Place, locate, quote
from reader.notebook.drafts import Drafts
from reader.notebook.generations import Generation
from reader.notebook.notebook import Notebook
from reader.notebook.values import (
    COLOURS,
    TRASH_DAYS,
    Collection,
    Draft,
    Followed,
    Imported,
    NotebookError,
    NoteMissing,
    Notice,
    ReadOnlyNotebook,
    Standing,
    Star,
    TagCount,
    Tagged,
)

__all__ = [
    "COLOURS", "TRASH_DAYS", "Collection", "Draft", "Drafts", "Followed", "Generation", "Imported", "NoteMissing",
    "Notebook", "NotebookError", "Notice", "Place", "ReadOnlyNotebook", "Standing", "Star", "TagCount", "Tagged",
    "locate", "quote",
]  # fmt: skip
