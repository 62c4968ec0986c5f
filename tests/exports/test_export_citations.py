"""Citations: the three forms, whole and with parts missing, and nothing in a title that breaks out of its field."""

from __future__ import annotations

import re

from reader import exports
from reader.model import Article

ARTICLE = Article("四百个孩子 八百根短槌", ("鼓点响起。",), bylines=("柯海棠",), date="2026-01-22", source="p.txt")
PAPER = exports.Publication("北辰消费报", "2026-01-22", "第02版：经济")


def test_gbt7714() -> None:
    assert exports.gbt7714(ARTICLE, PAPER) == "柯海棠. 四百个孩子 八百根短槌[N]. 北辰消费报, 2026-01-22(02)."


def test_gbt7714_names_three_authors_and_the_address() -> None:
    article = Article("题", (), bylines=("甲", "乙", "丙", "丁"), source="https://example.org/a.html")
    assert exports.gbt7714(article, PAPER, accessed="2026-02-01") == (
        "甲, 乙, 丙, 等. 题[N/OL]. 北辰消费报, 2026-01-22(02)[2026-02-01]. https://example.org/a.html"
    )


def test_gbt7714_says_what_is_not_known() -> None:
    assert exports.gbt7714(Article("题", ())) == "题[N]. [出版者不详], [出版日期不详]."


def test_bibtex() -> None:
    entry = exports.bibtex(ARTICLE, PAPER)
    assert entry.startswith(f"@article{{newsreader-{ARTICLE.id},\n")
    for field in (
        "author = {柯海棠}", "title = {{四百个孩子 八百根短槌}}", "journal = {北辰消费报}", "date = {2026-01-22}",
        "year = {2026}", "month = {1}", "pages = {02}",
    ):  # fmt: skip
        assert f"  {field},\n" in entry


def test_bibtex_keeps_braces_and_commands_in_their_field() -> None:
    article = Article("a}, b = {c} \\input{x} 50% & #1 _^~$", ("正文",), bylines=("本报评论部", "甲"))
    entry = exports.bibtex(article)
    assert "author = {{本报评论部} and 甲}" in entry
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    assert title == (
        r"  title = {{a\}, b = \{c\} \textbackslash{}input\{x\} 50\% \& \#1 \_\textasciicircum{}\textasciitilde{}\$}},"
    )
    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")


def test_ris() -> None:
    assert exports.ris(ARTICLE, PAPER).splitlines() == [
        "TY  - NEWS", "AU  - 柯海棠", "TI  - 四百个孩子 八百根短槌", "T2  - 北辰消费报", "PY  - 2026",
        "DA  - 2026/01/22/", "SP  - 02", "LA  - zh", f"ID  - {ARTICLE.id}", "ER  - ",
    ]  # fmt: skip


def test_a_line_end_in_a_title_begins_no_field() -> None:
    assert "TI  - 题 ER - TY - BOOK\n" in exports.ris(Article("题\nER  - \nTY  - BOOK", ()))
