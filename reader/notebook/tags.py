"""Tags: how they are written, the hierarchy that "/" makes of them, renaming and counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from reader.language import _
from reader.notebook.values import NotebookError, TagCount
from reader.typography import clean

Renaming = Callable[[str], str]
"""From a tag to what it becomes; "" takes it away."""


def written(tag: str) -> str:
    """``tag`` as the notebook writes it: no leading #, no blanks about the "/", no empty step, one line; "" if none."""
    steps = (" ".join(step.split()) for step in clean(tag).strip().lstrip("#＃").split("/"))
    return "/".join(step for step in steps if step)


def tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """``tags`` as written, in their order, without repeats and empty ones."""
    return tuple(dict.fromkeys(tag for each in tags if (tag := written(each))))


def within(tag: str, above: str) -> bool:
    """Whether ``tag`` is ``above`` or stands below it: 经济/财政 is within 经济."""
    return tag == above or tag.startswith(above + "/")


def moved(tag: str, old: str, new: str) -> str:
    """``tag`` after ``old`` has become ``new``, if it is within ``old``. Raises NotebookError if ``new`` is no tag."""
    target = written(new)
    if not target:
        raise NotebookError(_("“{name}” is no name for a tag.").format(name=new))
    return target + tag[len(old) :] if within(tag, old) else tag


def renamed(tags: tuple[str, ...], renaming: Renaming) -> tuple[str, ...]:
    """``tags`` after the renaming, each once."""
    return tuple(dict.fromkeys(now for tag in tags if (now := renaming(tag))))


def count(of_notes: Iterable[tuple[str, ...]], of_articles: Iterable[tuple[str, ...]]) -> list[TagCount]:
    """How many notes and articles bear each tag or one below it, by name."""
    notes, articles = _bearers(of_notes), _bearers(of_articles)
    return [TagCount(name, notes[name], articles[name]) for name in sorted(notes.keys() | articles.keys())]


def _bearers(groups: Iterable[tuple[str, ...]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for tags in groups:
        borne: set[str] = set()
        for tag in tags:
            steps = tag.split("/")
            borne.update("/".join(steps[:depth]) for depth in range(1, len(steps) + 1))
        counted.update(borne)
    return counted
