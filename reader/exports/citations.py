"""Citations of newspaper articles: GB/T 7714-2015, BibTeX and RIS."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.model import Article

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_PAGE = re.compile(r"第?\s*([0-9A-Za-z〇零一二三四五六七八九十]+)\s*版?")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
# An author's line that names an institution: BibTeX must not take it apart into given and family names.
_INSTITUTION = re.compile(r"(?:社|报|网|台|局|部|院|会|所|组|室|中心|公司|大学)$")


@dataclass(frozen=True, slots=True)
class Publication:
    """Where an article was printed, as far as its page says: the newspaper, the day (ISO 8601), the page (第4版)."""

    paper: str | None = None
    date: str | None = None
    page: str | None = None


def gbt7714(article: Article, publication: Publication | None = None, *, accessed: str | None = None) -> str:
    """The reference by GB/T 7714-2015, 8.4 and appendix A.4: author. title[N]. paper, date(page).

    The first three authors, then 等. With an address as source it is [N/OL] with the day ``accessed`` (ISO 8601) and
    the address. What the page does not say is given as the standard has it: [出版者不详], [出版日期不详].
    """
    publication = publication or Publication()
    day = publication.date or article.date
    address = _address(article)
    names = [_line(name) for name in article.bylines]
    authors = ", ".join(names[:3]) + (", 等" if len(names) > 3 else "")
    title = _line(article.title) + (f": {_line(article.subtitle)}" if article.subtitle else "")
    medium = "[N/OL]" if address else "[N]"
    issued = f"{_line(publication.paper or '[出版者不详]')}, {day or '[出版日期不详]'}"
    if page := _page(publication):
        issued += f"({page})"
    if address and accessed:
        issued += f"[{accessed}]"
    sentences = [authors, title + medium, issued, address]
    return ". ".join(sentence for sentence in sentences if sentence) + ("" if address else ".")


def bibtex(article: Article, publication: Publication | None = None) -> str:
    """The reference as a BibTeX entry of a newspaper article (entrysubtype as in biblatex); every value escaped."""
    publication = publication or Publication()
    day = _DAY.match(publication.date or article.date or "")
    authors = " and ".join(_author(name) for name in article.bylines)
    fields = {
        "author": authors,
        "title": "{" + _tex(article.title) + "}",
        "subtitle": _tex(article.subtitle or ""),
        "journal": _tex(publication.paper or ""),
        "date": day[0] if day else "",
        "year": day[1] if day else "",
        "month": str(int(day[2])) if day and day[2] else "",
        "pages": _tex(_page(publication) or ""),
        "url": _tex(_address(article) or ""),
        "entrysubtype": "newspaper",
        "langid": "chinese",
        "note": "" if _address(article) else _tex(article.source),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{newsreader-{article.id},", *lines, "}"]) + "\n"


def ris(article: Article, publication: Publication | None = None) -> str:
    """The reference as a RIS record of type NEWS."""
    publication = publication or Publication()
    day = _DAY.match(publication.date or article.date or "")
    rows = [("TY", "NEWS")]
    rows += [("AU", name) for name in article.bylines]
    rows += [("TI", article.title), ("T2", publication.paper or "")]
    if day:
        rows += [("PY", day[1]), ("DA", "/".join(part or "" for part in day.groups()) + "/")]
    rows += [("SP", _page(publication) or ""), ("UR", _address(article) or ""), ("LA", "zh"), ("ID", article.id)]
    return "".join(f"{tag}  - {_line(value)}\n" for tag, value in rows if value) + "ER  - \n"


def _address(article: Article) -> str | None:
    found = _ADDRESS.match(article.source)
    return found[0] if found else None


def _page(publication: Publication) -> str | None:
    """第04版：要闻 as 04; a label without a number as it is."""
    if not publication.page:
        return None
    found = _PAGE.match(publication.page)
    return found[1] if found else _line(publication.page)


def _author(name: str) -> str:
    return "{" + _tex(name) + "}" if _INSTITUTION.search(name) or " " in name else _tex(name)


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in _line(text))


def _line(text: str) -> str:
    """On one line: a line's end inside a value would begin a field of its own."""
    return " ".join(text.split())
