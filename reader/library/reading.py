"""What a worker of an import does: files are read, split and marked, and sent on ready for the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from reader.errors import ReaderError
from reader.language import _
from reader.library.prepare import PreparedMarks, PreparedPage, prepare_marks, prepare_page
from reader.model import Article, Marks, Page, RawPage

_ARTICLES_A_MESSAGE = 128  # the tagger takes the longer for an article the fewer it is given at once


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be imported, or not wholly, and why, in words for the user."""

    path: str
    reason: str


@dataclass(slots=True)
class Batch:
    """What a worker sends: pages ready for the store, files that are done with them, files that failed."""

    pages: list[tuple[str, PreparedPage]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unmarked: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """Files for a worker, and whether their articles are to be marked and whether the first is to be sent ahead."""

    paths: tuple[str, ...]
    marks: bool
    glimpse: bool = False


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The first article of a task, as soon as its page has been split; what the library needs of it comes later."""

    article: Article


def take(task: Task) -> Iterator[Batch | Glimpse]:
    """Read, split and mark the files of a task; what comes of it in batches. Runs in a worker."""
    from reader.pages import split
    from reader.pages.formats import read

    batch = Batch()
    pending: list[tuple[str, RawPage, Page]] = []
    articles = 0
    glimpse = task.glimpse
    for path in task.paths:
        try:
            for raw in read(path):
                page = split(raw)
                if glimpse and page.articles:
                    glimpse = False
                    yield Glimpse(page.articles[0])
                pending.append((path, raw, page))
                articles += len(page.articles)
                if articles >= _ARTICLES_A_MESSAGE:
                    yield _filled(batch, pending, task.marks)
                    batch, pending, articles = Batch(), [], 0
        except ReaderError as error:
            batch.failures.append(Failure(path, str(error)))
        except Exception as error:  # a fault in a format or in a library it uses costs this file, not the import
            reason = _("{kind} while reading it: {error}").format(kind=type(error).__name__, error=error)
            batch.failures.append(Failure(path, reason))
        else:
            batch.done.append(path)
    yield _filled(batch, pending, task.marks)


def _filled(batch: Batch, pending: list[tuple[str, RawPage, Page]], with_marks: bool) -> Batch:
    """``batch`` with the pending pages marked and made ready for the store."""
    from reader.marks import mark_safely

    articles = list(chain.from_iterable(page.articles for _path, _raw, page in pending))
    marks = iter(mark_safely(articles) if with_marks else [None] * len(articles))
    for path, raw, page in pending:
        own = [next(marks) for _article in page.articles]
        if with_marks:
            batch.unmarked += own.count(None)
        batch.pages.append((path, prepare_page(raw, page, own)))
    return batch


def mark_one(article: Article) -> Iterator[tuple[Marks | None, PreparedMarks | None, str]]:
    """The marks of ``article`` as ``mark_safely`` makes them, as they are kept, and what hinders the tagger.

    Runs in a worker.
    """
    from reader.marks import mark_safely
    from reader.marks.entities import model_problem

    made = mark_safely([article])[0]
    yield made, None if made is None else prepare_marks(made), model_problem() or ""
