"""Articles out of newspaper pages set at random: how many come back whole, and at what cost beside bare PDFium.

usage: bench_pdf.py [PAGES [SEED]]      default 60 pages

Each page is cut into boxes at random (rows, columns, both); each box holds an article: a headline of its own size,
sometimes a kicker, a subtitle or a byline, and the text in one or more columns. Prints the share of headlines found, of
articles whose text is right to the character (blanks aside), and processor time over that of PDFium's own text.
"""

from __future__ import annotations

import io
import random
import sys
import time
from dataclasses import dataclass

import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from reader.pages import split
from reader.pages.formats import read_source
from reader.pages.formats.source import Source

FONT = "STSong-Light"
WIDTH, HEIGHT = 1000, 1400
CLAUSES = """
全年货物吞吐量比上年增长百分之四点二 公司调度员说快出来的不是催出来的 厂里换掉了六十二台旧电机 学生们两手各执一根短槌
货车从进闸到出闸缩短到三十六分钟 省下的电费按七三分成 村里请来两位老教练 铜线和硅钢片分类回炉 新品种亩产高出一成
投资方先垫资改造 港口把预约时段细分到半小时 游客可以在码头租到自行车 夜市的摊位由抽签决定 图书馆把闭馆时间推后了两小时
"""
TITLES = """
码头换上新吊机 老电机退役之后 英歌槌敲进课间操 一盏路灯的减法 夜市摊位抽签记 高产稻种下到盐碱地 图书馆里的深夜
"""


@dataclass(frozen=True)
class Piece:
    headline: str
    paragraphs: tuple[str, ...]


def piece(chance: random.Random, characters: int, number: int) -> Piece:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < characters:
        clauses = chance.choices(CLAUSES.split(), k=chance.randint(2, 7))
        paragraphs.append("，".join(clauses) + "。")
    return Piece(f"{chance.choice(TITLES.split())}之{number}", tuple(paragraphs))


class Setter:
    """Sets articles into boxes of a page."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT))
        self.size = chance.choice((8.0, 9.0, 10.0))
        self.gutter = self.size * chance.choice((1.0, 1.5, 2.0))
        self.pieces: list[Piece] = []
        self.line(40, HEIGHT - 30, "04版 经济 北辰消费报 2026年1月22日 星期四", 9)
        self.boxes(40, 40, WIDTH - 40, HEIGHT - 50, 0)

    def line(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def boxes(self, left: float, bottom: float, right: float, top: float, depth: int) -> None:
        wide, high = right - left, top - bottom
        if depth < 3 and high > 500 and self.chance.random() < 0.75:
            cut = bottom + high * self.chance.uniform(0.4, 0.6)
            self.boxes(left, cut + 12, right, top, depth + 1)
            self.boxes(left, bottom, right, cut - 12, depth + 1)
        elif depth < 3 and wide > 450 and self.chance.random() < 0.75:
            cut = left + wide * self.chance.uniform(0.35, 0.65)
            self.boxes(left, bottom, cut - 10, top, depth + 1)
            self.boxes(cut + 10, bottom, right, top, depth + 1)
        else:
            self.article(left, bottom, right, top)

    def article(self, left: float, bottom: float, right: float, top: float) -> None:
        wide = right - left
        number = max(1, round(wide / self.chance.choice((140, 170, 220))))
        columns = int((wide - (number - 1) * self.gutter) / number // self.size)
        step = columns * self.size + self.gutter
        big = max(16.0, min(self.chance.choice((18.0, 22.0, 28.0)), wide / 14))
        y = top
        if self.chance.random() < 0.3:
            self.line(left, y - 14, "老港新事", 14)
            y -= 22
        self.line(left + self.chance.choice((0.0, 2 * big)) * (wide > 20 * big), y - big, "", big)
        made = piece(self.chance, int(columns * number * (y - bottom - 80) / (self.size * 1.5) * 0.7), len(self.pieces))
        self.line(left, y - big, made.headline, big)
        y -= big * 1.4
        if self.chance.random() < 0.3:
            self.line(left, y - 13, "一年省电三成", 13)
            y -= 20
        if self.chance.random() < 0.5:
            self.line(left, y - self.size, "本报记者 卓尔凡", self.size)
            y -= self.size * 2.2
        lines = [
            (2 * (start == 0), text[max(0, start - 2 * (start > 0)) : start + columns - 2])
            for text in made.paragraphs
            for start in range(0, len(text) + 2, columns)
            if text[max(0, start - 2 * (start > 0)) : start + columns - 2]
        ]
        rows = -(-len(lines) // number)
        for place, (indent, text) in enumerate(lines):
            column, row = divmod(place, rows)
            self.line(left + column * step + indent * self.size, y - self.size * (1 + row * 1.5), text, self.size)
        self.pieces.append(made)

    def done(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()


def bare(text: str) -> str:
    return "".join(text.split())


def main() -> None:
    given = [int(word) for word in sys.argv[1:] if word.isdigit()]
    number, seed = (given + [60, 1][len(given) :])[:2]
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    wanted = titled = whole = characters = extra = 0
    ours = peers = 0.0
    for page in range(number):
        setter = Setter(random.Random(seed * 1000 + page))
        data = setter.done()
        before = time.process_time()
        found = [article for raw in read_source(Source(data, "a.pdf", "a.pdf")) for article in split(raw).articles]
        ours += time.process_time() - before
        before = time.process_time()
        with_pdfium = pypdfium2.PdfDocument(data)
        characters += len(with_pdfium[0].get_textpage().get_text_range())
        peers += time.process_time() - before
        texts = {bare(article.headline): [bare(p) for p in article.paragraphs] for article in found}
        extra += len(found) - len(setter.pieces)
        for made in setter.pieces:
            wanted += 1
            titled += made.headline in texts
            right = texts.get(made.headline) == list(made.paragraphs)
            whole += right
            if not right and "-v" in sys.argv:
                print(page, made.headline, len(made.paragraphs), texts.get(made.headline))
    print(f"{number} pages, {wanted} articles, {characters} characters; {extra:+d} articles found beyond them")
    print(f"headlines found {titled / wanted:.1%}, texts right to the character {whole / wanted:.1%}")
    print(f"processor time over PDFium's bare text: {ours / peers:.1f} times")


if __name__ == "__main__":
    main()
