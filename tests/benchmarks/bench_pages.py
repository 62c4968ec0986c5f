"""How the time of splitting raw pages into articles grows: 0.1, 1 and 10 MB of pages that do not repeat themselves.

They are taken as they are and with every line broken at a width of 20 characters.

usage: bench_pages.py [--large]        (10 MB only with --large)

Each size is compared in this run with a bare baseline, joining the lines of the same text by str methods, and with the
smaller sizes: linear time gives a ratio of seconds for a megabyte near 1.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader import words
from reader.pages import split_page

_OPENINGS = [
    "近日",
    "记者在{p}看到",
    "据介绍",
    "{n}月{m}日",
    "在{p}",
    "“{w}{v}。”{s}说",
    "今年以来",
    "{s}告诉记者",
    "目前",
    "下一步",
]
_PLACES = re.findall("..", "杭州成都青岛喀什玉林大理泉州赣州洛阳桂林伊宁漳州丹东宜昌荆州常德遵义保定延安赤峰")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
_VERBS = re.findall("..", "推动完成提高改善建设检查采购生产运输种植培训服务改造公布统计修复出口引进展示研究")
_NOUNS = re.findall(
    "..",
    "水稻管道车间社区老人学校茶园机床港口列车医院电池图书果园桥梁渔船工人农户标准订单价格客流展厅屋顶厂房线路药材口岸温室码头船坞丝绸瓷器菌菇"
    "牧场钢板芯片博士教练球队剧团驿站书店夜市",
)


def sentence(chance: random.Random, nouns: list[str], names: list[str]) -> str:
    """A sentence of words drawn by chance, with names that only its page has."""
    opening = chance.choice(_OPENINGS).format(
        p=chance.choice(_PLACES),
        n=chance.randint(1, 12),
        m=chance.randint(1, 28),
        w=chance.choice(nouns),
        v=chance.choice(_VERBS),
        s=chance.choice(_SURNAMES) + chance.choice(names),
    )
    clauses = [
        chance.choice(nouns)
        + chance.choice(_VERBS)
        + chance.choice(["了", "着", "的"])
        + chance.choice([f"{chance.randint(2, 9999)}万元", "", f"{chance.randint(2, 99)}%"])
        + chance.choice(nouns)
        for _ in range(chance.randint(2, 4))
    ]
    return opening + "，" + "，".join(clauses) + "。"


def pages(size: int, seed: int) -> str:
    """About ``size`` bytes of newspaper pages made up at random: headlines, bylines, headers, broken paragraphs."""
    chance = random.Random(seed)
    # Names that only one page has, so that the text's words are as many as a newspaper's.
    lines: list[str] = []
    written = 0
    while written < size:
        local = ["".join(chr(chance.randrange(0x4E00, 0x9F00)) for _ in range(2)) for _ in range(12)]
        nouns = chance.sample(_NOUNS, 8) + local

        page: list[str] = [
            f"2025年{chance.randint(1, 12)}月{chance.randint(1, 28)}日 星期一 第{chance.randint(1, 16)}版"
        ]
        for _ in range(5):
            page.append(
                chance.choice(nouns) + chance.choice(_VERBS) + chance.choice(nouns) + "的" + chance.choice(nouns)
            )
            page.append(f"本报记者 {chance.choice(_SURNAMES)}{chance.choice(local)}")
            for _ in range(chance.randint(3, 7)):
                paragraph = "".join(sentence(chance, nouns, local) for _ in range(chance.randint(2, 4)))
                cut = chance.randrange(5, len(paragraph) - 5)
                page += [paragraph] if chance.random() < 0.8 else [paragraph[:cut], paragraph[cut:]]
        if chance.random() < 0.4:
            width = chance.randint(14, 24)
            page = ["\n".join(line[i : i + width] for i in range(0, len(line), width)) for line in page]
        text = "\n\n".join(page)
        lines.append(text)
        written += len(text.encode())
    return "\n\n".join(lines)


def seconds(work: object, text: str, *, times: int) -> float:
    """Process time of the fastest of ``times`` runs."""
    assert callable(work)
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work(text)
        best = min(best, time.process_time() - start)
    return best


def bare(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n"))


def wrapped(text: str) -> str:
    """``text`` with every line broken at 20 characters."""
    return "\n".join("\n".join(line[i : i + 20] for i in range(0, len(line), 20)) for line in text.split("\n"))


def main() -> None:
    words.lies_across("预热", 1)  # the dictionary is read once
    for name, made in (("as they are", str), ("hard-wrapped", wrapped)):
        first: float | None = None
        print(f"{name}\n      MB   seconds   s per MB   against 0.1 MB   times the bare join")
        for size in (100_000, 1_000_000, 10_000_000) if "--large" in sys.argv else (100_000, 1_000_000):
            text = made(pages(size, seed=size))
            megabytes = len(text.encode()) / 1e6
            taken = seconds(split_page, text, times=3 if size < 5_000_000 else 1)
            rate = taken / megabytes
            first = first or rate
            joined = taken / seconds(bare, text, times=3)
            print(f"{megabytes:8.2f} {taken:9.2f} {rate:10.2f} {rate / first:16.2f} {joined:17.0f}")


if __name__ == "__main__":
    main()
