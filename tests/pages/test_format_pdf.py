"""PDF: columns, type sizes and reading order decide headlines and articles; what cannot be read is told."""

from __future__ import annotations

import builtins
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from reader.model import Page, RawPage
from reader.pages import split
from reader.pages.formats import FormatError, pdf, read_source
from reader.pages.formats.source import Source

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
LONG = (
    "海晏港去年完成货物吞吐量四千六百八十万吨，比上年增长百分之四点二，分季度看，三季度最忙，二月最闲，公司调度员说，"
    "快出来的这十几分钟靠的不是催，是把预约时段从两小时细分到半小时，货车从进闸到出闸也由五十二分钟缩短到三十六分钟。"
)
OTHER = "换电机的钱不用一次掏出来，做改造的公司先垫资，省下的电费按七三分成，四年以后设备归厂里，省不出来就算白干。"


class Sheet:
    """A sheet to be set by hand; y is measured from its foot."""

    def __init__(self, encrypt: Any = None) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(600, 800), encrypt=encrypt)

    def line(self, x: float, y: float, text: str, size: float = 9, font: str = FONT) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def columns(self, text: str, lefts: list[float], top: float, rows: int, width: int = 17, size: float = 9) -> None:
        """Paragraphs (apart by a line feed, two characters indented) run through columns of ``rows`` lines."""
        lines: list[tuple[int, str]] = []
        for paragraph in text.split("\n"):
            lines.append((2, paragraph[: width - 2]))
            lines += [(0, paragraph[i : i + width]) for i in range(width - 2, len(paragraph), width)]
        assert len(lines) <= rows * len(lefts), "the text does not fit"
        for number, (indent, printed) in enumerate(lines):
            column, row = divmod(number, rows)
            self.line(lefts[column] + indent * size, top - row * size * 1.45, printed, size)

    def raw(self) -> RawPage:
        (page,) = self.pages()
        return page

    def pages(self) -> list[RawPage]:
        self.canvas.showPage()
        self.canvas.save()
        return list(read_source(Source(self.out.getvalue(), "a.pdf", "a.pdf")))


def read(make: Callable[[Sheet], None]) -> Page:
    sheet = Sheet()
    make(sheet)
    return split(sheet.raw())


def test_a_newspaper_page() -> None:
    sheet = Sheet()
    sheet.line(50, 780, "2版 经济 北辰消费报 2026年1月22日 星期四", 8)
    sheet.line(50, 755, "老港新事", 14)
    sheet.line(50, 722, "码头换上新吊机", 26)
    sheet.line(50, 700, "一年省电三成", 13)
    sheet.line(50, 680, "本报记者 卓尔凡")
    sheet.columns(f"{LONG}\n{OTHER}", [50, 220, 390], 660, 5)
    sheet.line(50, 540, "老电机“退役”之后", 22)
    sheet.columns(f"{OTHER}\n{LONG}", [50, 220, 390], 510, 5)
    raw = sheet.raw()
    page = split(raw)
    one, two = page.articles
    assert (one.kicker, one.headline, one.subtitle) == ("老港新事", "码头换上新吊机", "一年省电三成")
    assert one.byline_text == "本报记者 卓尔凡"
    assert one.paragraphs == (LONG, OTHER)
    assert (two.headline, two.paragraphs) == ("老电机“退役”之后", (OTHER, LONG))
    assert raw.date == "2026-01-22"
    assert [piece.kind for piece in page.furniture] == ["header"]


def test_columns_one_character_apart() -> None:
    def make(sheet: Sheet) -> None:
        sheet.line(50, 740, "码头换上新吊机，一年省电三成", 22)
        sheet.columns(f"{LONG}\n{OTHER}\n{LONG}", [50, 212, 374], 710, 7)

    (article,) = read(make).articles
    assert article.paragraphs == (LONG, OTHER, LONG)


def test_articles_side_by_side() -> None:
    def make(sheet: Sheet) -> None:
        sheet.line(50, 740, "码头换上新吊机", 22)
        sheet.line(320, 740, "老电机退役之后", 22)
        sheet.columns(LONG, [50, 180], 710, 6, width=13)
        sheet.columns(OTHER, [320, 450], 710, 4, width=13)

    one, two = read(make).articles
    assert (one.headline, one.paragraphs) == ("码头换上新吊机", (LONG,))
    assert (two.headline, two.paragraphs) == ("老电机退役之后", (OTHER,))


def test_a_tall_article_beside_two_short_ones() -> None:
    def make(sheet: Sheet) -> None:
        sheet.line(50, 740, "甲题在左上", 20)
        sheet.columns(OTHER, [50], 715, 5)
        sheet.line(50, 600, "乙题在左下", 20)
        sheet.columns(OTHER, [50], 575, 5)
        sheet.line(300, 740, "丙题占了右边一整栏", 20)
        sheet.columns(f"{LONG}\n{LONG}\n{LONG}", [300], 715, 25)

    found = {article.headline: article.paragraphs for article in read(make).articles}
    assert found == {"甲题在左上": (OTHER,), "乙题在左下": (OTHER,), "丙题占了右边一整栏": (LONG, LONG, LONG)}


def test_two_articles_above_each_other_beside_others() -> None:
    """Narrow headlines over several columns, beside columns that no cut across the whole sheet can part."""

    def make(sheet: Sheet) -> None:
        sheet.line(40, 740, "甲题在左上", 20)
        sheet.columns(LONG, [40, 160], 715, 6, width=12)
        sheet.line(40, 600, "乙题在左下", 20)
        sheet.columns(OTHER, [40, 160], 575, 4, width=12)
        sheet.line(310, 740, "丙题在右上", 20)
        sheet.columns(OTHER, [310, 430], 715, 3, width=12)
        sheet.line(310, 650, "丁题在右下", 20)
        sheet.columns(f"{LONG}\n{LONG}", [310, 430], 625, 11, width=12)

    found = {article.headline: article.paragraphs for article in read(make).articles}
    assert found == {"甲题在左上": (LONG,), "乙题在左下": (OTHER,), "丙题在右上": (OTHER,), "丁题在右下": (LONG, LONG)}


def test_a_headline_of_two_lines_and_a_gap_in_it() -> None:
    def make(sheet: Sheet) -> None:
        sheet.line(50, 740, "四百个孩子  八百根短槌", 20)
        sheet.line(50, 714, "英歌槌敲进课间操", 20)
        sheet.columns(LONG, [50], 690, 8)

    (article,) = read(make).articles
    assert article.headline.split() == ["四百个孩子", "八百根短槌", "英歌槌敲进课间操"]


def test_a_headline_set_downwards() -> None:
    def make(sheet: Sheet) -> None:
        for row, char in enumerate("码头换上新吊机"):
            sheet.line(50, 740 - row * 26, char, 22)
        sheet.columns(LONG, [90, 260], 740, 4)

    (article,) = read(make).articles
    assert (article.headline, article.paragraphs) == ("码头换上新吊机", (LONG,))


def test_figures_in_another_font_and_letters_set_twice() -> None:
    def make(sheet: Sheet) -> None:
        sheet.line(50, 740, "码头换上新吊机", 20)
        sheet.columns(LONG, [50], 715, 7)
        sheet.line(68, 600, "吞吐量")
        sheet.line(95, 600, "4680", font="Helvetica")
        sheet.line(116, 600, "万吨，")
        for shift in (0, 0.3):
            sheet.line(143 + shift, 600, "all well", font="Helvetica")

    assert read(make).articles[0].paragraphs[-1] == "吞吐量4680万吨，all well"


def test_without_headlines_the_text_is_left_to_the_splitter_in_reading_order() -> None:
    sheet = Sheet()
    sheet.columns(f"{LONG}\n{OTHER}", [50, 220], 740, 8)
    raw = sheet.raw()
    assert raw.parts is None
    assert raw.text.replace("\n", "") == LONG + OTHER
    assert raw.text.count("\n\n") == 1


def test_a_sheet_without_headline_goes_on_with_the_one_before() -> None:
    sheet = Sheet()
    sheet.line(50, 740, "甲题甲题", 22)
    sheet.columns(LONG, [50], 715, 8)
    sheet.canvas.showPage()
    sheet.columns(OTHER, [50], 740, 8)
    sheet.canvas.showPage()
    sheet.line(50, 740, "乙题乙题", 22)
    sheet.columns(OTHER, [50], 715, 8)
    first, second = sheet.pages()
    assert (first.source, second.source) == ("a.pdf#page=1", "a.pdf#page=3")
    assert split(first).articles[0].paragraphs == (LONG, OTHER)
    assert split(second).articles[0].headline == "乙题乙题"


def scan(sheet: Sheet) -> None:
    sheet.canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 0, 0, 600, 800)


def message(data: bytes) -> str:
    with pytest.raises(FormatError) as failure:
        list(read_source(Source(data, "a.pdf", "a.pdf")))
    return str(failure.value)


def test_a_scan_is_told() -> None:
    sheet = Sheet()
    scan(sheet)
    with pytest.raises(FormatError, match=r"a\.pdf is a scan: pictures without text.*OCR"):
        sheet.pages()


def test_a_scan_among_others_is_told_after_them() -> None:
    sheet = Sheet()
    sheet.columns(LONG, [50], 740, 8)
    sheet.canvas.showPage()
    scan(sheet)
    sheet.canvas.showPage()
    sheet.canvas.save()
    found: list[RawPage] = []
    with pytest.raises(FormatError, match="1 of its 2 pages are scans"):
        for page in read_source(Source(sheet.out.getvalue(), "a.pdf", "a.pdf")):
            found.append(page)
    assert [page.text.replace("\n", "") for page in found] == [LONG]


def test_protected_damaged_and_empty_files_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = Sheet(StandardEncryption("open", "own", strength=128))
    locked.columns(LONG, [50], 740, 8)
    locked.canvas.showPage()
    locked.canvas.save()
    assert "protected by a password" in message(locked.out.getvalue())
    assert "damaged" in message(b"%PDF-1.7\nnothing of a document")
    whole = Sheet()
    whole.columns(LONG, [50], 740, 8)
    whole.canvas.showPage()
    whole.canvas.save()
    data = whole.out.getvalue()
    for end in range(8, len(data), 97):
        try:
            list(read_source(Source(data[:end], "a.pdf", "a.pdf")))
        except FormatError as error:
            assert "a.pdf" in str(error)
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 10)
    assert "more than 10 characters on page 1" in message(data)
    monkeypatch.setattr(pdf, "MAX_PAGES", 0)
    assert "more than 0 pages" in message(data)


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return true_import(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install 'newsreader[pdf]'" in message(b"%PDF-1.7\n")
