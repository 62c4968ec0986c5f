"""The tagger: the weights' files, the same result as the plain formulas, and tags that do not depend on the batch."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.marks.entities import tagging, weights
from reader.marks.entities.folding import folded, simplified
from reader.marks.entities.network import CELLS, SENTENCES, Network
from reader.marks.entities.packing import Packing
from reader.marks.entities.viterbi import Decoder

# Sentences with the tags that the model gives: word/tag, words without a tag of their own kind included.
FIXTURE = [
    (
        "财政部部长周正言昨天在南昌会见了巴西央行行长若昂·席尔瓦。",
        "财政部/ORG 部长/n 周正言/PER 昨天/TIME 在/p 南昌/LOC 会见/v 了/u 巴西央行/ORG 行长/n 若昂·席尔瓦/PER 。/w",
    ),
    (
        "杭州青藤精密机械有限公司去年向越南和土耳其出口缝纫机三万台。",
        "杭州青藤精密机械有限公司/ORG 去年/TIME 向/p 越南/LOC 和/c 土耳其/LOC 出口缝纫机/nz 三万台/m 。/w",
    ),
    (
        "他俩一唱一和，把《春江花月夜》弹得百转千回。",
        "他/r 俩/m 一/d 唱/v 一/m 和/c ，/w 把/p 《/w 春江花月夜/nw 》/w 弹/v 得/u 百转千回/v 。/w",
    ),
    (
        "華東師範大學教授顧惜之認為，臺灣與香港的經驗值得借鑒。",
        "華東師範大學/ORG 教授/n 顧惜之/PER 認為/v ，/w 臺灣/LOC 與/p 香港/LOC 的/u 經驗/n 值得/v 借鑒/vn 。/w",
    ),
    (
        "Ｂ３２１次列车晚点４５分钟，旅客陆续从“绿色通道”出站。",
        "Ｂ/xc ３２１次/m 列车/n 晚点/v ４５分钟/TIME ，/w 旅客/n 陆续/d 从/p “/w 绿色/n 通道/n ”/w 出站/v 。/w",
    ),
]


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(weights.load())


@pytest.mark.parametrize(("sentence", "tagged"), FIXTURE)
def test_tags_of_the_model(sentence: str, tagged: str) -> None:
    (found,) = tagging.tag([sentence])
    assert " ".join(f"{sentence[w.start : w.end]}/{w.tag}" for w in found) == tagged


def _plainly(network: Network, sentence: str) -> list[int]:
    """The same network by its formulas, one sentence, one step at a time, and a Viterbi over lists."""
    w = network.weights

    def sigmoid(x: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-x))

    def gru(rows: np.ndarray, layer: weights.Layer) -> np.ndarray:
        h, states = np.zeros(128), []
        for row in rows.astype(np.float64) @ layer.inward + layer.bias:
            gates = sigmoid(row[:256] + h @ layer.gates)
            update, reset = gates[:128], gates[128:]
            candidate = np.tanh(row[256:] + (reset * h) @ layer.candidate)
            h = (1 - update) * h + update * candidate
            states.append(h)
        return np.array(states)

    def both(rows: np.ndarray, forward: weights.Layer, reverse: weights.Layer) -> np.ndarray:
        return np.concatenate([gru(rows, forward), gru(rows[::-1], reverse)[::-1]], axis=1)

    rows = w.embedding[[w.ids.get(folded(c), w.unknown) for c in sentence]]
    rows = both(both(rows, *w.layers[:2]), *w.layers[2:])
    emission = rows @ w.emission + w.emission_bias
    score, back = w.start + emission[0], []
    for row in emission[1:]:
        paths = score[:, None] + w.transition
        back.append(paths.argmax(axis=0))
        score = paths.max(axis=0) + row
    path = [int((score + w.end).argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def test_the_same_as_the_plain_formulas(network: Network) -> None:
    sentences = [sentence for sentence, _tagged in FIXTURE] + ["我", "好。", "Wi-Fi 7模组，ISO 9001！"]
    found = network.tag(sentences)
    for sentence, tags in zip(sentences, found, strict=True):
        assert tags.tolist() == _plainly(network, sentence)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=8))
def test_any_text_is_tagged_and_alone_as_in_company(texts: list[str]) -> None:
    network = tagging._loaded()
    assert network is not None
    together = network.tag(texts)
    assert [len(row) for row in together] == [len(text) for text in texts]
    for text, row in zip(texts, together, strict=True):
        assert network.tag([text])[0].tolist() == row.tolist()


def test_tags_do_not_depend_on_the_batch() -> None:
    chance = random.Random(4)
    sentences = [sentence for sentence, _tagged in FIXTURE]
    pool = ["".join(chance.sample(s, chance.randint(1, len(s)))) for s in sentences for _ in range(40)] + sentences
    texts = ["，".join(chance.sample(pool, chance.randint(1, 4))) for _ in range(120)]
    together = tagging.tag(texts)
    for index in chance.sample(range(len(texts)), 40):
        assert tagging.tag([texts[index]])[0] == together[index]
    order = list(range(len(texts)))
    chance.shuffle(order)
    assert [tagging.tag([texts[i] for i in order])[order.index(i)] for i in range(3)] == together[:3]


def test_a_line_without_end_is_cut_and_does_not_blow_up() -> None:
    endless = "南昌青藤公司的周正言，" * 740
    assert len(endless) > CELLS
    found = tagging.tag([endless, "短。", ""])
    assert found[2] == [] and "".join(endless[w.start : w.end] for w in found[0]) == endless
    assert max(b - a for a, b in tagging._sentences("甲" * 5000)) <= 1000


def test_folding_is_one_to_one_and_makes_forms_alike() -> None:
    assert [folded(c) for c in "Ａ１“—。國"] == ["a", "1", '"', "-", ".", "国"]
    assert simplified("顧惜之著《紅樓夢》") == "顾惜之著《红楼梦》"
    for code in [*range(0x20, 0x3100), *range(0x4E00, 0xA000, 7), 0xD800, 0xFFFF, 0x10FFFF]:
        assert len(folded(chr(code))) == 1
    text = "".join(chr(code) for code in range(0x3400, 0xA000))
    assert len(simplified(text)) == len(text)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    place = tmp_path / "lac_small"
    shutil.copytree(weights.folder(), place, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return place


@pytest.mark.parametrize(
    "damage",
    [
        lambda p: (p / "model_baseline" / "gru_2.w_0").unlink(),
        lambda p: (p / "model_baseline" / "crfw").write_bytes(b"\0" * 30),
        lambda p: (p / "model_baseline" / "fc_0.b_0").write_bytes(b""),
        lambda p: shutil.copy(p / "model_baseline" / "fc_0.w_0", p / "model_baseline" / "fc_2.w_0"),
        lambda p: (p / "word.dic").write_text("0\ta\n"),
        lambda p: (p / "tag.dic").write_text("not a number\tn-B\n"),
    ],
)
def test_a_changed_model_is_told_from_the_known_one(copied: Path, damage: object) -> None:
    weights.load(copied)
    assert callable(damage)
    damage(copied)
    with pytest.raises(weights.ModelError, match="lac_small"):
        weights.load(copied)


def test_without_the_model_posseg_takes_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "folder", lambda: tmp_path)
    monkeypatch.setattr(tagging, "_network", None)
    monkeypatch.setattr(tagging, "_problem", None)
    with pytest.warns(tagging.ModelWarning, match="posseg") as said:
        (found,) = tagging.tag(["周正言在南昌。"])
    assert len(said) == 1 and tagging.model_problem() == str(said[0].message)
    assert ("南昌", "LOC") in [("周正言在南昌。"[w.start : w.end], w.tag) for w in found]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tagging.tag(["又一次。"])


def test_the_model_loads_alone_and_quickly_enough() -> None:
    """In a process of its own: neither jieba nor its network is imported, and the BLAS keeps to one thread."""
    code = (
        "import sys; from reader.marks import find_entities;"
        "print([e.text for e in find_entities(['周正言在南昌。'])[0]]);"
        "from threadpoolctl import threadpool_info;"
        "print('jieba' in sys.modules, {i['num_threads'] for i in threadpool_info() if i['user_api'] == 'blas'})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=240)
    assert done.stdout.split("\n")[:2] == ["['周正言', '南昌']", "False {1}"]
    assert done.stderr == ""


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=12).map(lambda sizes: sorted(sizes, reverse=True)),
    st.integers(0, 2**32 - 1),
    st.sampled_from([0.5, 3.0, 12.0]),
)
def test_a_path_that_is_sure_at_a_glance_is_the_one_of_viterbi(sizes: list[int], seed: int, spread: float) -> None:
    network = tagging._loaded()
    assert network is not None
    packing = Packing(sizes)
    emission = np.random.default_rng(seed).normal(scale=spread, size=(packing.total, 57)).astype(np.float32)
    decoder = Decoder(network.weights)
    glanced, sure = decoder.glance(packing, emission)
    exact, margins = decoder.best(packing, emission)
    for one, other, certain, margin in zip(packing.unpack(glanced), packing.unpack(exact), sure, margins, strict=True):
        assert not certain or (one.tolist() == other.tolist() and margin > 0.005)


def test_most_sentences_are_sure_at_a_glance(network: Network) -> None:
    # Otherwise every sentence went through Viterbi, and the glance were lost time.
    decoder = Decoder(network.weights)
    sentences = sorted((sentence for sentence, _tagged in FIXTURE), key=len, reverse=True)
    assert decoder.glance(*network._emissions(sentences))[1].sum() >= len(sentences) - 1


def test_a_batch_wider_than_a_block_is_tagged_as_its_sentences_alone(network: Network) -> None:
    # Steps of more places than a block holds, then many short steps in one block.
    chance = random.Random(7)
    characters = "".join(sentence for sentence, _tagged in FIXTURE)
    sentences = ["".join(chance.choices(characters, k=chance.choice((1, 2, 3, 70)))) for _ in range(700)]
    assert max(Packing([1] * SENTENCES).blocks) == (0, SENTENCES, [SENTENCES])
    together = network.tag(sentences)
    for index in chance.sample(range(len(sentences)), 40):
        assert network.tag([sentences[index]])[0].tolist() == together[index].tolist()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=9).map(lambda sizes: sorted(sizes, reverse=True)))
def test_a_packing_knows_first_last_and_neighbouring_places(sizes: list[int]) -> None:
    packing = Packing(sizes)
    many = len(sizes)
    assert packing.last.tolist() == [packing.of(i)[-1] for i in range(many)]
    following = dict(zip(packing.before.tolist(), range(many, packing.total), strict=True))
    assert all(
        following[a] == b for i in range(many) for a, b in zip(packing.of(i)[:-1], packing.of(i)[1:], strict=True)
    )
    values = np.arange(packing.total, dtype=np.float32)
    assert packing.sums(values).tolist() == [values[packing.of(i)].sum() for i in range(many)]
    assert [count for _start, _stop, counts in packing.blocks for count in counts] == packing.counts
