"""The command line as scripts and users meet it: words, exit status, what is printed where, and what is not loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """要闻

港口吞吐量创新高

本报讯（记者 林清和）青岛港7月吞吐量达5800万吨，同比增长6.2%，为全年完成6.8亿吨的目标打下基础。

“船比去年多了两成。”码头调度员赵一川说，泊位几乎没有空过。
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Folders of the test's own, and English."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def newsreader(*words: str | Path, given: str | bytes | None = None) -> subprocess.CompletedProcess[str]:
    """Run the installed command as a user would, without a terminal."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [Path(sys.executable).parent / "newsreader", *words],
        input=b"" if data is None else data,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    assert "Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_help_and_version_load_nothing_heavy(words: list[str]) -> None:
    heavy = ("textual", "rich", "jieba", "numpy", "tinydb", "sqlite3", "asyncio")
    code = (
        "import sys\nfrom reader.cli import main\n"
        f"status = main({words!r})\n"
        f"sys.stderr.write(repr([name for name in {heavy!r} if name in sys.modules]))\nsys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    assert done.stderr == "[]"
    assert "newsreader" in done.stdout


def test_version_is_the_packages() -> None:
    from reader import __version__

    assert newsreader("--version").stdout == f"newsreader {__version__}\n"


def test_help_names_every_command() -> None:
    from reader.cli import COMMANDS

    text = newsreader("--help").stdout
    assert [name for name in COMMANDS if f"newsreader {name} " not in text] == []


def test_every_command_explains_itself() -> None:
    from reader.cli import COMMANDS

    for name in COMMANDS:
        done = newsreader(name, "--help")
        assert done.returncode == 0, name
        assert f"usage: newsreader {name}" in done.stdout


def test_without_a_terminal_the_way_for_scripts_is_named(page: Path) -> None:
    done = newsreader(page)
    assert done.returncode == 1
    assert "newsreader extract" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_option_is_named() -> None:
    done = newsreader("--frobnicate")
    assert done.returncode == 2
    assert "--frobnicate" in done.stderr


# ---------------------------------------------------------------------------------------------------------- extract


def test_extract_prints_objects_whose_spans_slice_to_their_texts(page: Path) -> None:
    (article,) = objects(newsreader("extract", page, "--format", "jsonl"))
    assert article["headline"] == "港口吞吐量创新高"
    assert article["section"] == "要闻"
    assert article["bylines"] == ["林清和"]
    assert article["source"] == str(page)
    text = "\n".join(article["paragraphs"])  # type: ignore[arg-type]
    marks = [*article["figures"], *article["entities"]]  # type: ignore[misc]
    assert marks
    assert all(text[mark["start"] : mark["end"]] == mark["text"] for mark in marks)
    values = {figure["text"]: figure["value"] for figure in article["figures"]}  # type: ignore[attr-defined]
    assert values["5800万吨"] == "58000000"
    assert values["6.2%"] == "0.062"


def test_extract_reads_standard_input(page: Path) -> None:
    (article,) = objects(newsreader("extract", "-", given=PAGE))
    assert article["source"] == "-"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig", "big5"])
def test_extract_reads_chinese_encodings(encoding: str, tmp_path: Path) -> None:
    traditional = "港口吞吐量創新高\n\n青島港七月吞吐量達五千八百萬噸，碼頭調度員說，泊位幾乎沒有空過。\n"
    text = traditional if encoding == "big5" else PAGE
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode(encoding))
    (article,) = objects(newsreader("extract", path))
    assert article["headline"] in ("港口吞吐量创新高", "港口吞吐量創新高")


def test_one_bad_path_is_told_and_the_others_are_printed(page: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8)
    empty = tmp_path / "empty.txt"
    empty.touch()
    folder = tmp_path / "nothing"
    folder.mkdir()
    done = newsreader("extract", missing, binary, empty, folder, page)
    assert done.returncode == 1
    assert len(objects(done)) == 1
    for path in (missing, binary, empty, folder):
        assert str(path) in done.stderr


def test_a_file_without_permission_is_told(page: Path) -> None:
    page.chmod(0)
    if os.access(page, os.R_OK):
        pytest.skip("this user may read everything")
    done = newsreader("extract", page)
    assert done.returncode == 1
    assert str(page) in done.stderr
    assert "Traceback" not in done.stderr


def test_escape_sequences_never_reach_the_output(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(
        "标题\x1b]52;c;aGk=\x07行\n\n正文\x1b[31m红色\x1b[0m，[@click=app.quit]按[/]在这里\u202e。\n", encoding="utf-8"
    )
    (article,) = objects(newsreader("extract", path))
    text = json.dumps(article, ensure_ascii=False)
    assert "\x1b" not in text and "\\u001b" not in text and "\u202e" not in text and "52;c" not in text
    assert "[@click=app.quit]按[/]" in text


def test_a_line_of_a_million_characters(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    line = "".join(f"第{n}号粮库今年收购稻谷{n % 97 + 3}万吨，各地秋收进展顺利。" for n in range(36_000))
    assert len(line) > 900_000
    path.write_text(line, encoding="utf-8")
    found = objects(newsreader("extract", path))
    assert sum(len(p) for article in found for p in article["paragraphs"]) > 0.95 * len(line)  # type: ignore[attr-defined]


def test_furniture_is_printed_on_request(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("第3版 经济 2025年9月26日 星期五\n\n" + PAGE + "\n责任编辑：周小舟\n", encoding="utf-8")
    plain = objects(newsreader("extract", path))
    full = objects(newsreader("extract", path, "--furniture"))
    pieces = [piece for piece in full if "furniture" in piece]
    assert len(full) - len(pieces) == len(plain) == 1
    assert any("责任编辑" in str(piece["furniture"]) and piece["kind"] == "editor" for piece in pieces)
    assert all(piece["source"] == str(path) for piece in pieces)


def test_a_reader_that_goes_away_is_no_error(page: Path) -> None:
    command = f"'{Path(sys.executable).parent}/newsreader' extract '{page}' '{page}' | true"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
