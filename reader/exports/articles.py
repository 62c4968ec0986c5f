"""Articles as documents: Markdown, plain text, HTML and JSON."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Sequence

from reader.exports.objects import article_object, json_line, plain_value
from reader.model import Article, Entity, Figure, Marks

_INLINE = re.compile(r"([\\`*_\[\]<>&~$#])")
# What begins a block in CommonMark or its common extensions, when it stands first on a line.
_BLOCK = re.compile(r"^(\s*)([+\-=|:!]|\d{1,9}(?=[.)]))")
_INDENT = "\u3000\u3000"


def markdown(articles: Sequence[Article]) -> str:
    """The articles as CommonMark: the headline as a heading, a quotation with what stands about it, the text.

    Whatever in the text would read as markup is escaped, so that it shows as printed.
    """
    return "\n\n".join(_markdown(article) for article in articles) + "\n" if articles else ""


def text(articles: Sequence[Article]) -> str:
    """The articles as plain text, as on a page: paragraphs indented by two characters, blank lines between articles."""
    return "\n\n\n".join(_text(article) for article in articles) + "\n" if articles else ""


def html(articles: Sequence[Article], marks: Sequence[Marks] | None = None) -> str:
    """The articles as one HTML document, each an ``<article>``; figures as ``<data>`` and ``<time>``, names as spans.

    ``marks`` are the articles' own, in their order. No script, no style from elsewhere, everything escaped.
    """
    title = _escape(articles[0].title if len(articles) == 1 else f"{len(articles)} articles")
    body = "\n".join(_html(article, marks[i] if marks else None) for i, article in enumerate(articles))
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n<style>\n{_STYLE}'
        f"</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def json_text(articles: Sequence[Article], marks: Sequence[Marks] | None = None) -> str:
    """The articles as a JSON array of the objects that `newsreader extract` prints."""
    things = [article_object(article, marks[i] if marks else None) for i, article in enumerate(articles)]
    return json.dumps(things, ensure_ascii=False, indent=2) + "\n"


def json_lines(articles: Sequence[Article], marks: Sequence[Marks] | None = None) -> str:
    """The articles as JSON Lines, the objects that `newsreader extract` prints."""
    return "".join(
        json_line(article_object(article, marks[i] if marks else None)) + "\n" for i, article in enumerate(articles)
    )


def _markdown(article: Article) -> str:
    entries = {
        "引题": article.kicker,
        "副题": article.subtitle,
        "栏目": article.section,
        "作者": article.byline_text or "、".join(article.bylines),
        "日期": article.date,
        "来源": article.source,
    }
    # Behind the headline, where they belong to it; two blanks at a line's end keep the lines apart.
    about = "  \n".join(f"> {name}：{_quoted(value)}" for name, value in entries.items() if value and value.strip())
    blocks = [f"# {_quoted(article.title)}", about, *(_quoted(paragraph) for paragraph in article.paragraphs)]
    return "\n\n".join(block for block in blocks if block)


def _quoted(text: str) -> str:
    """A line of text so that CommonMark shows it as it is."""
    line = _INLINE.sub(r"\\\1", " ".join(text.splitlines()).strip(" \t"))
    return _BLOCK.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", line)


def _text(article: Article) -> str:
    byline = article.byline_text or "、".join(article.bylines)
    if any(byline in paragraph for paragraph in article.paragraphs):
        byline = ""  # it stands in the lead already: 本报讯（记者 …）
    head = [line for line in (article.section, article.kicker, article.title, article.subtitle, byline) if line]
    where = "，".join(part for part in (article.source, article.date) if part)
    foot = [f"（来源：{where}）"] if where else []
    return "\n\n".join([*head, *(_INDENT + paragraph for paragraph in article.paragraphs), *foot])


_STYLE = """\
body { max-width: 40em; margin: 2em auto; padding: 0 1em; line-height: 1.8; }
p.text { text-indent: 2em; }
.kicker, .about { color: #555; }
data, time { font-weight: bold; }
.entity { text-decoration: underline dotted; }
"""


def _html(article: Article, marks: Marks | None) -> str:
    lines = ["<article>"]
    if article.kicker:
        lines.append(f'<p class="kicker">{_escape(article.kicker)}</p>')
    lines.append(f"<h1>{_escape(article.title)}</h1>")
    if article.subtitle:
        lines.append(f'<p class="subtitle">{_escape(article.subtitle)}</p>')
    if article.section:
        lines.append(f'<p class="section">{_escape(article.section)}</p>')
    if byline := article.byline_text or "、".join(article.bylines):
        lines.append(f'<p class="byline">{_escape(byline)}</p>')
    start = 0
    spans = _spans(marks)
    for paragraph in article.paragraphs:
        lines.append(f'<p class="text">{_marked(paragraph, start, spans)}</p>')
        start += len(paragraph) + 1
    if about := " · ".join(part for part in (article.date, article.source) if part):
        lines.append(f'<p class="about">{_escape(about)}</p>')
    return "\n".join([*lines, "</article>"])


def _spans(marks: Marks | None) -> list[Figure | Entity]:
    """The marks in order of place, those that run into an earlier one left out (HTML elements cannot cross)."""
    if marks is None:
        return []
    kept: list[Figure | Entity] = []
    both: list[Figure | Entity] = [*marks.figures, *marks.entities]
    for mark in sorted(both, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _marked(paragraph: str, start: int, spans: list[Figure | Entity]) -> str:
    """A paragraph that begins at ``start`` of the article's text, its marks as elements."""
    pieces: list[str] = []
    place = 0
    for mark in spans:
        first, last = mark.start - start, mark.end - start
        if first < place or last > len(paragraph):
            continue
        pieces += [_escape(paragraph[place:first]), _element(mark, _escape(paragraph[first:last]))]
        place = last
    return "".join([*pieces, _escape(paragraph[place:])])


def _element(mark: Figure | Entity, shown: str) -> str:
    if isinstance(mark, Entity):
        return f'<span class="entity {mark.kind.lower()}">{shown}</span>'
    value = plain_value(mark.value)
    if mark.kind in ("date", "year", "duration"):
        # Only a full date is valid in datetime=; an X for what is not said is ours.
        when = mark.resolved or value
        known = when is not None and re.fullmatch(r"\d{4}(-\d\d){0,2}|P[\dYMWDTHS.]+", when)
        return f'<time datetime="{when}">{shown}</time>' if known else f'<span class="figure">{shown}</span>'
    if value is None:
        return f'<span class="figure {mark.kind}">{shown}</span>'
    return f'<data class="figure {mark.kind}" value="{_escape(value)}">{shown}</data>'


def _escape(text: str) -> str:
    return entities.escape(text, quote=True)
