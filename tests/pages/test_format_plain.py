"""Plain text in any Chinese encoding, short and long; files, folders and standard input; all that can be wrong."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.pages import formats
from reader.pages.formats import FormatError, plain, read, read_all, source, walk
from reader.pages.formats.encoding import decode

SIMPLIFIED = (
    "海晏港去年吞吐量约4680万吨，比上年增长4.2%。\n“快了一半。”调度员尹海平说，靠的不是催，是把预约时段细分到半小时。\n"
    "减的是煤炭和铁矿石，加的是集装箱、风电叶片和木片；公司说，新的一年还要再换两台吊机。\n"
)
TRADITIONAL = (
    "海晏港去年吞吐量約4680萬噸，較前一年成長4.2%。\n「快了一半。」調度員尹海平說，靠的不是催促，而是把預約時段細分到半小時。\n"
    "減少的是煤炭與鐵礦石，增加的是貨櫃、風電葉片與木片；公司表示，新的一年還要再換兩台吊機。\n"
)
HONG_KONG = "立法會三讀通過預算案，深水埗、鰂魚涌及大澳居民嘅意見均獲接納，財政司司長表示歡迎。\n"
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
SHORT = [
    "本报记者",
    "经济",
    "本报讯（记者 尹海平）",
    "增长4.2%",
    "码头换上新吊机",
    "中国",
    "新华社北京电",
    "联通",
]
SHORT_TRADITIONAL = ["經濟", "臺灣", "本報記者", "立法院三讀通過預算案", "成長4.2%", "碼頭換上新吊機"]


@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030", "hz"])
@pytest.mark.parametrize("times", [1, 400])
def test_simplified(encoding: str, times: int) -> None:
    text = SIMPLIFIED.replace("“", "").replace("”", "") if encoding == "hz" else SIMPLIFIED
    assert decode((text * times).encode(encoding)) == text * times


@pytest.mark.parametrize("encoding", [*UNICODE, "gb18030", "big5hkscs", "big5"])
@pytest.mark.parametrize("times", [1, 400])
def test_traditional(encoding: str, times: int) -> None:
    assert decode((TRADITIONAL * times).encode(encoding)) == TRADITIONAL * times


def test_hong_kong_s_own_characters() -> None:
    assert decode(HONG_KONG.encode("big5hkscs")) == HONG_KONG


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_few_characters_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", SHORT_TRADITIONAL)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_a_few_traditional_characters_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.integers(4, len(SIMPLIFIED)), st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]))
def test_any_opening(length: int, encoding: str) -> None:
    assert decode(SIMPLIFIED[:length].encode(encoding)) == SIMPLIFIED[:length]


@given(st.integers(4, len(TRADITIONAL)), st.sampled_from(["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]))
def test_any_traditional_opening(length: int, encoding: str) -> None:
    assert decode(TRADITIONAL[:length].encode(encoding)) == TRADITIONAL[:length]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_chinese_far_behind_ascii_is_found(encoding: str) -> None:
    text = "<td>0</td>\n" * 20_000 + SIMPLIFIED + "<td>0</td>\n" * 20_000
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("encoding", "bad"), [("utf-8", b"\xff"), ("gb18030", b"\xff"), ("big5hkscs", b"\xff")])
def test_a_damaged_byte_costs_one_character(encoding: str, bad: bytes) -> None:
    text = TRADITIONAL * 20
    found = decode(text.encode(encoding) + bad + b"\n" + text.encode(encoding))
    assert found == text + "\ufffd\n" + text


def test_a_cut_off_character_at_the_end() -> None:
    for encoding in ("utf-8", "gb18030"):
        found = decode(SIMPLIFIED.rstrip().encode(encoding)[:-1])
        assert found is not None and found.startswith(SIMPLIFIED.rstrip()[:-1])


def test_other_languages_stay_what_they_are() -> None:
    for text in ("Plain, with 3.5% and a “quote”.", "Ελληνικά και ελληνικά", "Привет, мир, это текст", "한국어 신문"):
        assert decode(text.encode()) == text
    assert decode("Zürich liegt am See, wo es schön ist.".encode("cp1252")) == "Zürich liegt am See, wo es schön ist."


def test_random_bytes_are_no_text() -> None:
    noise = bytes((i * i * 31 + i * 7 + (i >> 3)) % 256 for i in range(20_000))
    assert decode(noise) is None


# ------------------------------------------------------------------------------------------------------------- files


def message(path: Path | str) -> str:
    with pytest.raises(FormatError) as failure:
        list(read(path))
    return str(failure.value)


def test_each_thing_that_can_be_wrong_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\u3000\n")
    (tmp_path / "a.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    assert "missing.txt does not exist" in message(tmp_path / "missing.txt")
    assert "empty.txt is empty" in message(tmp_path / "empty.txt")
    assert "blank.txt holds no text" in message(tmp_path / "blank.txt")
    assert "a.bin is not text" in message(tmp_path / "a.bin")
    assert "a.png is a picture" in message(tmp_path / "a.png")
    assert "nothing in it that newsreader can read" in message(tmp_path / "folder")
    assert "loop cannot be read" in message(tmp_path / "loop")
    assert "pipe is a device or a pipe" in message(tmp_path / "pipe")
    assert "device or a pipe" in message("/dev/zero")
    assert "nul" in message(tmp_path / "nul\0byte.txt")


@pytest.mark.parametrize(
    ("head", "advice"),
    [
        (b"\xff\xd8\xff\xe0", "OCR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as DOCX"),
        (b"{\\rtf1\\ansi", "save it as DOCX"),
        (b"CAJ\0\0", "print it to PDF"),
        (b"\x1f\x8b\x08", "unpack it first"),
        (b"\x7fELF\x02", "not text"),
        (b'{"headline": "A"}\n', "data (JSON)"),
        (b'\xef\xbb\xbf[\n  {\n    "headline"', "data (JSON)"),
    ],
)
def test_other_kinds_of_file_are_named_with_the_way_out(tmp_path: Path, head: bytes, advice: str) -> None:
    (tmp_path / "a.txt").write_bytes(head + b"\0" * 50)
    assert advice in message(tmp_path / "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "[“本报讯”] 据报道",
        '{"甲"} 与 ["乙"]',
        "OTTO von Guericke",
        "RIFF 是一种格式。",
        "ID3 标签",
        "GIF8 与 GIF9",
        "BZh",
    ],
)
def test_a_text_may_begin_with_the_name_of_a_format(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (page,) = read(tmp_path / "a.txt")
    assert page.text == text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("文。")
    (tmp_path / "a.txt").chmod(0)
    assert "no permission" in message(tmp_path / "a.txt")


def test_without_permission_as_the_system_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "no permission" in message(tmp_path / "a.txt")


def test_two_gigabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(2 * 1024**3)
    monkeypatch.setattr("reader.pages.formats.source._all", lambda *_: pytest.fail("it was read"))
    assert "too large" in message(tmp_path / "a.txt")


def test_fifty_megabytes_work(tmp_path: Path) -> None:
    text = SIMPLIFIED * (50 * 1024 * 1024 // len(SIMPLIFIED.encode()))
    for encoding in ("utf-8", "gb18030"):
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        assert "".join(page.text for page in read(tmp_path / "a.txt")) == text


def test_a_line_of_a_million_characters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("京" * 1_000_000)
    (page,) = read(tmp_path / "a.txt")
    assert len(page.text) == 1_000_000


def test_nothing_in_a_text_or_a_name_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.txt"
    path.write_text("甲\x1b]52;c;aGk=\x07乙\u202e丙[@click=app.quit]\r\n")
    (page,) = read(path)
    assert page.text == "甲乙丙[@click=app.quit]\n"
    assert page.source == f"{tmp_path}/a b.txt"
    path.write_bytes(b"")
    assert "\x1b" not in message(path)


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xb5\xc4.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write("文。")
    (page,) = read_all([tmp_path])
    assert isinstance(page, formats.RawPage)
    page.source.encode("utf-8")


def test_a_folder_is_its_files_by_name_at_any_depth(tmp_path: Path) -> None:
    heads = {".json": b'{"text": "a"}', ".png": b"\x89PNG", ".doc": b"\xd0\xcf\x11\xe0"}
    for name in (
        "b/2.txt",
        "b/10.txt",
        "a.txt",
        "c/.hidden.txt",
        ".git/x.txt",
        "c/a.txt~",
        "b/x.png",
        "b/old.doc",
        "b/answers.json",
        "b/table.CSV",
        "b/读我.md",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(heads.get(Path(name).suffix, "文。".encode()))
    found = [str(path.relative_to(tmp_path)) for path in walk([tmp_path])]
    assert found == ["a.txt", "b/10.txt", "b/2.txt", "b/old.doc", "b/读我.md"]


def test_links_that_lead_back_are_told_and_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("文。")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    found = list(read_all([tmp_path]))
    assert [page.source for page in found if isinstance(page, formats.RawPage)] == [
        f"{tmp_path}/a/x.txt",
        f"{tmp_path}/b/x.txt",
    ]
    assert [str(error).rpartition("/")[2] for error in found if isinstance(error, FormatError)] == [
        "up is a link back to a folder above it"
    ] * 2


def test_one_bad_word_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲文。")
    (tmp_path / "b.txt").write_text("乙文。")
    one, bad, two = read_all([f"{tmp_path}/a.txt", f"{tmp_path}/missing", f"{tmp_path}/b.txt"])
    assert isinstance(one, formats.RawPage) and isinstance(two, formats.RawPage)
    assert (one.text, two.text) == ("甲文。", "乙文。")
    assert isinstance(bad, FormatError)


def test_the_source_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("文。")
    monkeypatch.chdir(tmp_path)
    for word in ("a.txt", "./a.txt", f"{tmp_path}/../{tmp_path.name}/a.txt"):
        (page,) = read_all([word])
        assert isinstance(page, formats.RawPage) and page.source == word


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, SIMPLIFIED.encode("gb18030"))
    (page,) = read("-")
    assert (page.text, page.source) == (SIMPLIFIED, "-")
    standard_input(monkeypatch, b"")
    assert "standard input is empty" in message("-")
    standard_input(monkeypatch, b"x" * 2000)
    monkeypatch.setattr(source, "MAX_BYTES", 1000)
    assert "too large" in message("-")


def test_text_at_hand() -> None:
    page = formats.from_text("甲\x1b[0m题\r\n", source="clipboard")
    assert (page.text, page.source) == ("甲题\n", "clipboard")
    with pytest.raises(FormatError, match="clipboard holds no text"):
        formats.from_text("\n", source="clipboard")


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise_anything_else(data: bytes) -> None:
    try:
        for page in formats.read_source(source.Source(data, "a.txt", "a.txt")):
            assert page.text.strip()
    except FormatError:
        pass


ARTICLE = (
    "桥头镇的渡口停了三十年，上个月又有了船。\n\n船是镇上自己造的，一次能坐二十个人，往返收费四元。\n撑船的人姓何。\n\n"
)


@given(
    st.lists(
        st.sampled_from([ARTICLE, "短句。", "没有句号的一行\n", "\n\n\n", "　 \n" * 9, "x" * 40, "“走。”"]), max_size=60
    ),
    st.integers(20, 200),
)
def test_portions_of_a_long_text_are_the_text(pieces: list[str], portion: int) -> None:
    text = "".join(pieces)
    cut = list(plain.portions(text, portion))
    assert "".join(cut) == text
    assert len(cut) == 1 or all(piece.strip() for piece in cut)
    assert len(cut) == 1 or max(len(piece.strip()) for piece in cut) <= 2 * portion


def test_a_portion_ends_where_an_article_may() -> None:
    cut = list(plain.portions(ARTICLE * 40, 300))
    assert len(cut) > 3
    assert all(piece.endswith("。\n\n") for piece in cut)


def test_a_very_long_text_is_read_in_portions(tmp_path: Path) -> None:
    file = tmp_path / "一年.txt"
    text = ARTICLE * (plain.LONGEST // len(ARTICLE) + 9)
    file.write_text(text, encoding="gb18030")
    pages = list(read(file))
    assert "".join(page.text for page in pages) == text
    assert [page.source for page in pages] == [str(file)] + [f"{file}#{number}" for number in range(2, len(pages) + 1)]
    assert len(pages) > 2


def test_one_page_stays_one_page(tmp_path: Path) -> None:
    file = tmp_path / "长文.txt"
    file.write_text(ARTICLE * (plain.LONGEST // len(ARTICLE)), encoding="utf-8")
    assert len(list(read(file))) == 1


def test_radicals_that_stand_for_characters_are_put_back_one_for_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("⻓江⼀线⽔位上涨\n\n3⽉30⽇,⻜⻥桥⻔店⾥的⾦额为2.5亿元,⺮字头不是字。", encoding="utf-8")
    (page,) = formats.read(path)
    assert page.text == "长江一线水位上涨\n\n3月30日,飞鱼桥门店里的金额为2.5亿元,⺮字头不是字。"
    assert formats.from_text("⽤⼿抄写", source="clipboard").text == "用手抄写"
