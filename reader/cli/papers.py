"""Commands over files, without the library: extract, figures, entities, export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.words import add_output, add_paths, choose_format, complain, format_help, parser, write
from reader.language import _

if TYPE_CHECKING:
    from reader.exports import Publication, Table
    from reader.model import Article, Marks, Page, RawPage

BATCH = 60_000
"""Characters of the pages whose articles are marked together: enough to fill the tagger's batches, few enough to keep
memory flat and the first articles from being waited for."""


def extract(words: list[str]) -> int:
    """`newsreader extract`: one JSON object an article; with --furniture one more for each piece set aside."""
    wanted = parser("extract", _("Print each article as a JSON object, with its figures and names."))
    add_paths(wanted)
    wanted.add_argument("--format", choices=["jsonl"], default="jsonl")
    wanted.add_argument("--furniture", action="store_true", help=_("also print what was set aside, a piece an object"))
    options = wanted.parse_args(words)
    from reader.exports import json_line, page_objects

    papers = Papers(options.paths)
    for raw, page, marks in papers.marked():
        for thing in page_objects(page, marks, source=raw.source, furniture=options.furniture):
            print(json_line(thing))
    return papers.status


def figures(words: list[str]) -> int:
    """`newsreader figures`: every figure with its article, sentence, kind, value, unit, hedge and what is measured."""
    from reader.exports import figure_table, figures_json_lines, to_csv, to_text, to_tsv

    about = _("Print every figure: value, unit, hedge, what it measures, its sentence and article.")
    formats: dict[str, Callable[[Table], str]] = {"table": to_text, "csv": to_csv, "tsv": to_tsv}
    return _marks("figures", about, words, figure_table, formats, figures_json_lines)


def entities(words: list[str]) -> int:
    """`newsreader entities`: every name with its kind, role, mentions and article."""
    from reader.exports import entities_json_lines, entity_table, to_csv, to_text, to_tsv

    about = _("Print the people, places, organisations, works and events that are named.")
    return _marks(
        "entities", about, words, entity_table, {"table": to_text, "csv": to_csv, "tsv": to_tsv}, entities_json_lines
    )


def _marks(
    command: str,
    about: str,
    words: list[str],
    table: Callable[[list[Article], list[Marks]], Table],
    formats: dict[str, Callable[[Table], str]],
    json_lines: Callable[[list[Article], list[Marks]], str],
) -> int:
    """The command that prints ``table`` in one of ``formats`` (the first if none is asked for), or as JSON Lines."""
    wanted = parser(command, about)
    add_paths(wanted)
    known = [*formats, "jsonl"]
    wanted.add_argument("--format", choices=known, help=format_help(known[0]))
    add_output(wanted)
    options = wanted.parse_args(words)
    choose_format(options, known, known[0])
    papers = Papers(options.paths)
    articles, marks = papers.all()
    if options.format == "jsonl":
        write(json_lines(articles, marks), options)
    else:
        write(formats[options.format](table(articles, marks)), options)
    return papers.status


def export(words: list[str]) -> int:
    """`newsreader export`: the articles themselves, or references to them."""
    wanted = parser("export", _("Print articles as Markdown, text, HTML or JSON, or references to them."))
    add_paths(wanted)
    known = ["markdown", "text", "html", "json", "jsonl", "gbt7714", "bibtex", "ris"]
    wanted.add_argument("--format", choices=known, help=format_help(known[0]))
    add_output(wanted)
    options = wanted.parse_args(words)
    choose_format(options, known, known[0])
    from reader import exports

    papers = Papers(options.paths)
    if options.format in ("json", "jsonl", "html"):
        articles, marks = papers.all()
        whole = {"json": exports.json_text, "jsonl": exports.json_lines, "html": exports.html}[options.format]
        write(whole(articles, marks), options)
    elif options.format in ("markdown", "text"):
        articles = [article for _raw, page in papers.pages() for article in page.articles]
        write({"markdown": exports.markdown, "text": exports.text}[options.format](articles), options)
    else:
        cite: Callable[[Article, Publication], str] = getattr(exports, options.format)
        references = [
            cite(article, exports.Publication(raw.paper, raw.date, raw.page_label)).rstrip("\n") + "\n"
            for raw, page in papers.pages()
            for article in page.articles
        ]
        write("".join(references), options)
    return papers.status


class Papers:
    """The pages that the words of a command line name; what cannot be read is told on standard error, not the end.

    ``status`` is the exit status so far: 1 once something could not be read.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self.status = 0

    def pages(self) -> Iterator[tuple[RawPage, Page]]:
        """Each raw page as it came and split into articles."""
        from reader.pages import split
        from reader.pages.formats import FormatError, read_all

        for raw in read_all(self._words):
            if isinstance(raw, FormatError):
                complain(str(raw))
                self.status = 1
            else:
                yield raw, split(raw)

    def marked(self) -> Iterator[tuple[RawPage, Page, list[Marks]]]:
        """Each page with the marks of its articles; none, which is told, where a fault of the marking falls on one."""
        from reader.marks import mark_safely

        for some in self._batches():
            marks = iter(mark_safely([article for _raw, page in some for article in page.articles]))
            for raw, page in some:
                yield raw, page, [self._or_none(next(marks), article, raw) for article in page.articles]

    def _or_none(self, marks: Marks | None, article: Article, raw: RawPage) -> Marks:
        if marks is not None:
            return marks
        from reader.model import Marks

        title = article.headline or article.text[:20]
        complain(f"{raw.source}: {title}: " + _("No marks could be made in this article; its text is whole"))
        self.status = 1
        return Marks((), (), "")

    def _batches(self) -> Iterator[list[tuple[RawPage, Page]]]:
        some: list[tuple[RawPage, Page]] = []
        length = 0
        for raw, page in self.pages():
            some.append((raw, page))
            length += len(raw.text)
            if length >= BATCH:
                yield some
                some, length = [], 0
        yield some

    def all(self) -> tuple[list[Article], list[Marks]]:
        """All articles and, in the same order, their marks."""
        articles: list[Article] = []
        marks: list[Marks] = []
        for _raw, page, marked in self.marked():
            articles += page.articles
            marks += marked
        return articles, marks
