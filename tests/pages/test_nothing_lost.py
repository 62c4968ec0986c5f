"""Whatever the text, the parts of a page are the text again, and no text takes more work than its length."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from counted import lines_run
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from page_material import CHARGING, COTTON, HYDROGEN, MUSEUM, article

from reader.model import ARTICLE_ROLES
from reader.pages import gathered, split_page

_LINES = st.sampled_from(
    [
        "要闻", "【财经】", "本报记者 胡静 □ 周露楠", "（下转第4版）", "上接01版", "（下转本版）", "3", "A-", "pp",
        "第3版 2025年5月15日 星期四", "图为现场。张三 摄", "责任编辑：刘畅", "　　", "", "\u3000", "-", "人", "广告",
        "问：几点？", "（完）",
        *COTTON.paragraphs, *MUSEUM.paragraphs, COTTON.headline, MUSEUM.headline, HYDROGEN.headline,
        COTTON.paragraphs[1][:25], COTTON.paragraphs[1][25:], COTTON.paragraphs[2][:16], CHARGING.paragraphs[2][7:40],
    ]
)  # fmt: skip
_PAGES = st.one_of(
    st.text(max_size=400),
    st.lists(_LINES, max_size=30).map("\n".join),
    st.lists(st.one_of(_LINES, st.text(max_size=30)), max_size=20).map("\n\n".join),
    st.text(alphabet="\n \u3000。，“”（）版下转上接记者本报讯1", max_size=200),
)


def tiles(text: str) -> None:
    page = split_page(text)
    assert "".join(text[part.start : part.end] for part in page.parts) == text
    assert all(part.end > part.start for part in page.parts)
    # What the articles and the pieces set aside show is all that was printed: nothing is left out of sight.
    shown = "".join(
        "".join([a.headline, a.kicker or "", a.subtitle or "", a.section or "", a.byline_text or "", *a.paragraphs])
        for a in page.articles
    ) + "".join(piece.text for piece in (*page.furniture, *page.duplicates))
    for part in page.parts:
        if part.role in ARTICLE_ROLES:
            for character in text[part.start : part.end]:
                assert character.isspace() or character in "\u200b\u2060\ufeff\u00ad-" or character in shown


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES)
@example("")
@example("\n\n\n")
@example("\ud800\udfff\n\x00\x1b[31m")
@example("广告\n广告\n广告")
@example("\xad")
@example("春天来了\n\u200b \ufeff\n草木发芽。\n\u2060")
def test_the_parts_are_the_page(text: str):
    tiles(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_LINES, max_size=25), st.integers(5, 24), st.booleans())
def test_the_parts_of_wrapped_and_interleaved_pages_are_the_page(lines: list[str], width: int, double: bool):
    text = "\n".join(line[i : i + width] for line in lines for i in range(0, len(line) or 1, width))
    tiles(text.replace("\n", "\n\n") if double else text)


_HOSTILE = {
    "one character": "的",
    "one pair": "北京",
    "full stops": "。",
    "line ends": "\n",
    "short lines": "春天来了\n",
    "labels": "要闻\n",
    "bylines": "本报记者 胡静\n",
    "jumps": "（下转第4版）\n上接第1版\n",
    "open brackets": "（",
    "quotes": "“",
    "blanks": " \u3000",
    "headers": "第3版 2025年5月15日 星期四\n",
    "captions": "图为现场。张三 摄\n",
    "table rows": "出口 6.13 6.9%\n",
    "a paragraph": COTTON.paragraphs[0] + "\n",
    "an article": article(COTTON) + "\n",
    "half lines": COTTON.paragraphs[0][:18] + "\n",
    "commas": "一，",
    "Latin": "a b-\n",
    "decorations": "◆◆◆ ",
    "brackets": "》《",
    "digits": "7",
    "numbers": "第3版",
    "dashes": "— 7 —",
    "equal lines": "十四个字一行的文字都是这样断\n",
    "a passage in one line": COTTON.paragraphs[1],
    "titles": "春天来了真好看\n\n",
    "blank and short": "甲\n\n\n",
    "columns of blanks": "左边的一栏文字在这里      右边的一栏文字在这里\n",
    "briefs": "●棉花丰收了\n今年的棉花收得早，收得也多。\n",
    "leads": "本报讯（记者 李明）昨天下雨。\n",
    "turns": "问：为什么？\n答：因为好。\n",
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_repetition_takes_work_in_proportion(name: str):
    unit = _HOSTILE[name]
    small, large = (unit * (size // len(unit) + 1) for size in (2_000, 8_000))
    split_page(large)  # what is loaded once is loaded
    # Four times the text: quadratic work would be sixteen times as much.
    lines = lines_run(lambda: split_page(large))
    assert lines < 6 * lines_run(lambda: split_page(small)) + 1_000
    # What C does in one line is not counted; a text so long would keep it busy beyond any limit.
    split_page(unit * ((1_000_000 if lines < 75_000 else 128_000) // len(unit)))


def test_headlines_at_the_head_of_many_pages_are_dealt_out_near_them_only(monkeypatch: pytest.MonkeyPatch):
    chance = random.Random(7)
    characters = "".join(map(chr, range(0x4E00, 0x6E00)))
    heads = "".join("".join(chance.sample(characters, 12)) + "\n" for _ in range(6))
    body = "".join("\u3000\u3000近日，" + "".join(chance.sample(characters, 60)) + "。\n" for _ in range(900))
    searched: list[int] = []

    class Counting(gathered.Search):
        def __init__(self, elements, joints, lines=(), **rest):
            lines = rest.pop("gathered", lines)
            if lines:
                searched.append(len(elements))
            super().__init__(elements, joints, lines, **rest)

    monkeypatch.setattr(gathered, "Search", Counting)
    split_page(f"{heads}\n{body}")
    assert all(count < 300 for count in searched)
    split_page(f"{heads}\n{body[: 200 * 66]}")
    assert searched and max(searched) >= 190  # all of what may be one page


def test_a_line_of_a_million_characters():
    chance = random.Random(5)
    line = "".join(chance.choice("一二三人民中国经济，。的了在") for _ in range(1_000_000))
    page = split_page(line)
    assert "".join(line[part.start : part.end] for part in page.parts) == line


def test_splitting_does_not_load_jieba():
    code = (
        "import sys; from reader.pages import split_page;"
        "split_page('新桥通车方便两岸来往\\n\\n南岸的村民昨天第一次坐着公交车过了\\n\\n桥。桥长三百米。');"
        "print('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=True)
    assert done.stdout.strip() == "False"
