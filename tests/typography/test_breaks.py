"""Break opportunities: UAX #14 as Unicode's own test file asks, and what Chinese setting asks beyond it."""

from __future__ import annotations

import os
import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.typography import opportunities
from reader.typography.breaks import ALLOWED, FORCED, INSIDE, LAST, MUST
from reader.typography.characters import standard

uniseg = pytest.importorskip("uniseg.linebreak")
FULL = os.environ.get("NEWSREADER_FULL") == "1"


def ours(text: str) -> list[int]:
    return [int(level in (ALLOWED, MUST)) for level in opportunities(text, tailored=False)]


def theirs(text: str) -> list[int]:
    return [int(each) for each in uniseg.line_break_breakables(text)]


def kind(character: str):
    return standard().kind(character)


def _samples() -> dict[tuple[str, bool], str]:
    """One character for each line breaking class, and one more where the class has East Asian characters too."""
    blocks = [*range(0x20, 0x3100), 0x4E00, *range(0xAC00, 0xAC02), *range(0xFE00, 0x10000), *range(0x11F00, 0x11F50),
              *range(0x1F000, 0x1FB00), 0xA, 0xB, 0xD, 0x85]  # fmt: skip
    samples: dict[tuple[str, bool], str] = {}
    for code in blocks:
        found = kind(chr(code))
        samples.setdefault((found.lb, found.east_asian), chr(code))
    return samples


SAMPLES = _samples()

# Where we differ from the oracle, each for a reason.
DEVIATIONS = {
    # LB21a speaks of BA that is not East Asian (revision 53); uniseg 0.10 lets the ideographic space join in.
    "ideographic space after a Hebrew letter": lambda text: any(
        kind(a).lb == "HL" and kind(b).lb == "BA" and kind(b).east_asian
        for a, b in zip(_bare(text), _bare(text)[1:], strict=False)
    ),
    # LB9 makes a mark part of the character before it, so LB15b sees the quotation mark at the end of the text;
    # uniseg looks at the combining mark there.
    "final quotation mark with a combining mark after a space": lambda text: any(
        kind(a).lb == "SP" and kind(b).lb == "QF" and kind(c).lb in ("CM", "ZWJ")
        for a, b, c in zip(text, text[1:], text[2:], strict=False)
    ),
}


def _bare(text: str) -> str:
    """``text`` without combining marks."""
    return "".join(c for c in text if kind(c).lb not in ("CM", "ZWJ"))


def deviates(text: str) -> bool:
    return any(applies(text) for applies in DEVIATIONS.values())


def test_every_class_is_sampled():
    assert len({lb for lb, _ in SAMPLES}) >= 48


def test_pairs_of_classes_break_as_unicode_says():
    """The cases of LineBreakTest.txt: each class before each, bare, with a mark, with a space, with both."""
    wrong = []
    for a, b in product(SAMPLES.values(), repeat=2):
        forms = (a + b, a + " " + b, a + "\u0308" + b, a + "\u0308 " + b)
        for text in forms if FULL else forms[:2]:
            if ours(text) != theirs(text) and not deviates(text):
                wrong.append(text)
    assert wrong == []


def test_longer_runs_of_classes_break_as_unicode_says():
    chosen = random.Random(7)
    letters = list(SAMPLES.values())
    wrong = []
    for _ in range(60_000 if FULL else 2_500):
        text = "".join(chosen.choice(letters) for _ in range(chosen.randint(3, 7)))
        if ours(text) != theirs(text) and not deviates(text):
            wrong.append(text)
    assert wrong == []


def test_sentences_break_as_unicode_says():
    for text in (
        "The quick (“brown”) fox can’t jump 32.3 feet, right?",
        "$100.00 or 50% (5,000.10) http://a.example/b?c=d&e=f e-mail ‘x’ «y»",
        "日本語の「禁則」処理、そして한국어 문장도。",
        "שלום-עולם 3/4 ½ 👩‍👩‍👧 👍🏽 🇨🇳🇺🇸🇫 e\u0301\u0302 a\u00a0b x\u2060y z\u200bw",
        "ᬓ᭄ᬱ᭡ क्षि กำลัง",
    ):
        assert ours(text) == theirs(text)


def shown(text: str, **more: object) -> str:
    """``text`` with a bar wherever a line may end."""
    levels = opportunities(text, **more)
    return "".join("|" * (level == ALLOWED) + character for level, character in zip(levels, text, strict=True))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("他说,“好”。走", "他|说,|“好”。|走"),
        ("他说:\"好\"。走", "他|说:\"好\"。|走"),  # a straight mark may open or close, so it holds on to both sides
        ("(一)和（二）及《三》", "(一)|和|（二）|及|《三》"),
        ("真的……吗——不", "真|的……|吗|——|不"),
        ("产值3500亿元增5.7%。", "产|值|3500亿元|增|5.7%。"),
        ("共2万人次,第3届", "共|2万人次,|第|3届"),
        ("用GPT-4o写AI诗", "用|GPT-4o|写|AI|诗"),
        ("张三·李四～王五", "张|三·|李|四～|王|五"),
        ("甲　乙 丙", "甲　|乙 |丙"),
        ("甲”“乙", "甲”|“乙"),
        ("元/吨", "元/|吨"),
        ("京—沪线,甲——乙", "京—|沪|线,|甲|——|乙"),
    ],
)  # fmt: skip
def test_chinese_setting(text, wanted):
    assert shown(text) == wanted


def test_figures_given_stay_whole_and_can_still_be_torn_in_need():
    text = "约三千五百亿元的"
    assert shown(text) == "约|三|千|五|百|亿|元|的"
    assert shown(text, whole=[(1, 7)]) == "约|三千五百亿元|的"
    assert set(opportunities(text, whole=[(1, 7)])[2:7]) == {FORCED}


def test_a_mark_after_a_space_is_not_torn_off_it():
    """UAX #14 (LB10) would set it at the start of a line, where a terminal draws it onto the margin."""
    assert ours("a \u0301b")[2] == 1
    assert opportunities("a \u0301b")[2] == INSIDE


def test_prohibited_marks_are_the_last_resort():
    text = "好。”）好（“好"
    levels = opportunities(text)
    assert [levels[i] for i in (1, 2, 3)] == [LAST] * 3 and [levels[i] for i in (6, 7)] == [LAST] * 2


CLUSTERY = st.text(
    st.sampled_from("中a1。 \u0301\u0308\ufe0f\u200d👩👧👍🏽🇨🇳❤ก\u0e33가각\u1100\u1161\u11a8क\u094d\u200c")
    | st.characters(codec="utf-8"),
    max_size=30,
)  # fmt: skip


@settings(max_examples=3000 if FULL else 400)
@given(CLUSTERY)
def test_no_grapheme_cluster_is_ever_torn(text):
    from uniseg.graphemecluster import grapheme_cluster_breakables

    levels = opportunities(text)
    for place, boundary in enumerate(grapheme_cluster_breakables(text)):
        if place and not boundary:
            assert levels[place] == INSIDE, (text, place)


@given(st.text(max_size=200))
def test_any_text_has_a_level_for_every_position(text):
    levels = opportunities(text)
    assert len(levels) == len(text) and set(levels) <= {INSIDE, LAST, FORCED, ALLOWED, MUST}
    for place in range(1, len(text)):
        if text[place - 1] == "\n":
            assert levels[place] == MUST
