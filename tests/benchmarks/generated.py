"""Generated pages for the benchmarks: words by their frequency, names, figures; one seed, one set of pages."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np

from reader.marks import ANALYSER
from reader.model import Article, Entity, Figure, Marks, Page, Part, RawPage

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵"
    "万覃武钱戴严莫孔向常"
)
GIVEN = (
    "晓京伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文辉力红新宇鹏飞雪梅"
    "春燕志远思源嘉怡一帆博雅子涵欣然天佑"
)
SECTIONS = ("要闻", "经济", "消费观察", "国际", "文化", "科技", "健康", "教育", "地方", "体育", "评论", "生态")
MEASURED = ("销售额", "出口额", "新增就业", "投资总额", "客流量", "产量")


@cache
def vocabulary() -> tuple[np.ndarray, np.ndarray]:
    """Words and their share of running text, from the word list that the segmenter carries."""
    spec = importlib.util.find_spec("jieba")
    assert spec is not None and spec.origin is not None
    words, counts = [], []
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if all("一" <= character <= "鿿" for character in word):
            words.append(word)
            counts.append(int(count))
    weights = np.array(counts, dtype=float)
    return np.array(words, dtype=object), np.cumsum(weights / weights.sum())


def pages(
    articles: int, *, seed: int = 1, length: int = 800, per_page: int = 4
) -> Iterator[tuple[RawPage, Page, list[Marks]]]:
    """Pages of ``per_page`` articles each, about ``length`` characters an article, with marks."""
    generator = np.random.default_rng(seed)
    for number in range(0, articles, per_page):
        day = (date(2020, 1, 1) + timedelta(days=int(generator.integers(0, 2100)))).isoformat()
        source = f"/archive/{day[:4]}/{number:07d}.txt"
        made = [one(generator, length, day, source) for _ in range(min(per_page, articles - number))]
        text, parts = "", []
        for index, (article, _) in enumerate(made):
            for role, piece in (
                ("headline", article.headline),
                ("byline", article.byline_text or ""),
                ("body", article.text),
            ):
                parts.append(Part(len(text), len(text) + len(piece) + 1, role, index))  # type: ignore[arg-type]
                text += piece + "\n"
        page = Page(text, tuple(article for article, _ in made), parts=tuple(parts))
        yield RawPage(text, source, date=day), page, [marks for _, marks in made]


def one(generator: np.random.Generator, length: int, day: str, source: str) -> tuple[Article, Marks]:
    """One article and its marks."""
    words, shares = vocabulary()
    drawn = iter(words[np.searchsorted(shares, generator.random(length))])
    headline = "".join(next(drawn) for _ in range(7))
    people = [name(generator) for _ in range(3)]
    paragraphs: list[str] = []
    entities, figures = [], []
    size = offset = 0
    while size < length:
        piece = ""
        for sentence in range(3):
            person = people[int(generator.integers(0, 3))]
            start = offset + len(piece)
            entities.append(Entity(start, start + len(person), person, "PER", person, person))
            piece += person + "".join(next(drawn) for _ in range(10)) + ","
            value = int(generator.integers(2, 9000))
            measured = MEASURED[int(generator.integers(0, len(MEASURED)))]
            piece += measured + "达"
            start, text = offset + len(piece), f"{value}亿元"
            if sentence < 2:
                figures.append(
                    Figure(start, start + len(text), text, start, start + len(text), "money",
                           value=Decimal(value) * 10**8, unit="CNY", measured=measured)
                )  # fmt: skip
            piece += text + "," + "".join(next(drawn) for _ in range(8)) + "。"
        paragraphs.append(piece)
        size += len(piece)
        offset += len(piece) + 1
    article = Article(
        headline, tuple(paragraphs), section=SECTIONS[int(generator.integers(0, len(SECTIONS)))],
        bylines=(people[0],), byline_text="本报记者 " + people[0], date=day, source=source,
    )  # fmt: skip
    return article, Marks(tuple(figures), tuple(entities), ANALYSER)


def name(generator: np.random.Generator) -> str:
    """A person's name of three characters; about 150,000 different ones."""
    first, second = generator.integers(0, len(GIVEN), 2)
    return SURNAMES[int(generator.integers(0, len(SURNAMES)))] + GIVEN[int(first)] + GIVEN[int(second)]
