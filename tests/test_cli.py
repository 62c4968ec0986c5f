"""The command line as scripts and users meet it: words, exit status, what is printed where, and what is not loaded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

FULL = bool(os.environ.get("NEWSREADER_FULL"))
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
        timeout=600 if FULL else 240,
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
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=True)
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


@pytest.mark.parametrize(("typed", "meant"), [("serach", "search"), ("figurs", "figures"), ("Export", "export")])
def test_a_mistyped_command_is_told_and_opens_nothing(typed: str, meant: str) -> None:
    done = newsreader(typed, "国补")
    assert done.returncode == 2
    assert f"no command {typed}" in done.stderr and f"did you mean {meant}?" in done.stderr
    done = newsreader("国补")
    assert done.returncode == 2 and "newsreader --help" in done.stderr


def test_a_file_or_path_is_no_mistyped_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "serach").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("serach", "./missing", "missing.txt", "-"):
        assert "no command" not in newsreader(name).stderr


def test_help_is_a_word_too() -> None:
    assert newsreader("help").stdout == newsreader("--help").stdout
    assert newsreader("help", "search").stdout == newsreader("search", "--help").stdout


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


def test_a_very_long_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    times = 36_000 if FULL else 6_000
    line = "".join(f"第{n}号粮库今年收购稻谷{n % 97 + 3}万吨，各地秋收进展顺利。" for n in range(times))
    assert len(line) > (900_000 if FULL else 150_000)
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
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=240, check=False
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize("words", [["extract", "PAGE"], ["figures", "PAGE"], ["--help"]])
def test_a_full_or_closed_output_is_told_and_no_crash(words: list[str], page: Path, home: Path) -> None:
    command = " ".join(str(page) if word == "PAGE" else word for word in words)
    for where in ("> /dev/full", ">&-") if words[0] == "figures" else ("> /dev/full",):
        done = subprocess.run(
            ["bash", "-c", f"'{Path(sys.executable).parent}/newsreader' {command} {where}"],
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr.startswith("newsreader: standard output cannot be written: ")
        assert len(done.stderr.splitlines()) == 1
        assert not (home / "state" / "newsreader" / "crash.txt").exists()


# ------------------------------------------------------------------------------------------- library and notebook


def test_what_is_added_is_listed_searched_and_removed(page: Path) -> None:
    assert "1 new" in newsreader("add", page).stdout
    assert "unchanged" in newsreader("add", page).stdout
    (row,) = objects(newsreader("list", "--format", "jsonl"))
    assert row["headline"] == "港口吞吐量创新高"
    assert [found["id"] for found in objects(newsreader("search", "赵一川", "--format", "jsonl"))] == [row["id"]]
    assert objects(newsreader("search", "港口", "-section:要闻", "--format", "jsonl")) == []
    assert newsreader("search", "没有的词语").returncode == 1
    assert "港口吞吐量创新高" in newsreader("list").stdout
    assert newsreader("remove", str(row["id"])).returncode == 0
    assert objects(newsreader("list", "--format", "jsonl")) == []


def test_search_is_sorted_where_that_is_asked_for(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("港口，港口\n\n　　本报讯（记者 何叶）港口的灯。港口很亮。\n", encoding="utf-8")
    newsreader("add", page, other)
    for sort in ("length", "-length"):
        found = [row["length"] for row in objects(newsreader("search", "港口", "--sort", sort, "--format", "jsonl"))]
        assert len(found) == 2 and found == sorted(found, reverse=sort == "-length")  # type: ignore[type-var]


def test_the_value_of_an_option_may_begin_with_a_minus(page: Path, tmp_path: Path) -> None:
    newsreader("add", page)
    (row,) = objects(newsreader("list", "--sort", "-date", "港口", "-国补", "--format", "jsonl"))
    assert row["headline"] == "港口吞吐量创新高"
    for command in ("list", "search"):
        done = newsreader(command, "港口", "--limit", "-3")
        assert done.returncode == 2
        assert "'-3'" in done.stderr and "x00" not in done.stderr


def test_remove_by_source(page: Path) -> None:
    newsreader("add", page)
    assert newsreader("remove", page).returncode == 0
    assert newsreader("remove", page).returncode == 1
    assert objects(newsreader("list", "--format", "jsonl")) == []


def test_a_folder_is_removed_with_all_below_it(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    (folder / "deep").mkdir(parents=True)
    (tmp_path / "paper2").mkdir()
    for number, name in enumerate(("paper/a.txt", "paper/deep/b.txt", "paper2/c.txt")):
        (tmp_path / name).write_text(PAGE.replace("5800", f"58{number}0"), encoding="utf-8")
    newsreader("add", folder, tmp_path / "paper2")
    assert "2 articles removed" in newsreader("remove", f"{folder}/").stdout
    (row,) = objects(newsreader("list", "--format", "jsonl"))
    assert str(row["source"]).endswith("paper2/c.txt")
    assert "2 new" in newsreader("add", folder).stdout
    newsreader("remove", folder)
    assert len(objects(newsreader("list", "--format", "jsonl"))) == 1


def test_add_tells_what_failed_and_keeps_the_rest(page: Path, tmp_path: Path) -> None:
    done = newsreader("add", page, tmp_path / "missing.txt")
    assert done.returncode == 1
    assert "missing.txt" in done.stderr
    assert "1 new" in done.stdout


def test_what_appears_in_a_watched_folder_is_added(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    folder = tmp_path / "inbox"
    folder.mkdir()
    process = subprocess.Popen(
        [Path(sys.executable).parent / "newsreader", "watch", folder],
        stdout=subprocess.PIPE,
        text=True,
        # Where the tests run in the background the shell has had SIGINT ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout is not None
    try:
        assert "watching" in process.stdout.readline()
        (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
        (tmp_path / "page.txt").rename(folder / "page.txt")  # whole, however long the writing took
        assert "page.txt: 1 new" in process.stdout.readline()
    finally:
        process.send_signal(signal.SIGINT)
    assert process.wait(240) == 0
    assert "港口吞吐量创新高" in newsreader("list").stdout


def test_what_is_no_folder_is_not_watched(page: Path, tmp_path: Path) -> None:
    for what in (page, tmp_path / "nowhere"):
        done = newsreader("watch", what)
        assert done.returncode == 1
        assert done.stdout == "" and "is not a folder" in done.stderr


def test_one_is_told_as_one(page: Path) -> None:
    assert newsreader("add", page).stdout.startswith("1 new article, 0 known, from 1 file in ")
    assert "; 1 file unchanged" in newsreader("add", page).stdout
    assert "1 article removed" in newsreader("remove", page).stdout


def test_a_query_that_cannot_be_understood_is_explained() -> None:
    done = newsreader("search", "date:gestern")
    assert done.returncode == 1
    assert "gestern" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_help_of_search_names_every_field_and_state() -> None:
    from reader.library.query import FIELDS, FIGURE_FIELDS, STATES

    said = newsreader("search", "--help").stdout
    known = {name for name, field in FIELDS.items() if not name.isascii() or field not in FIGURE_FIELDS}
    assert [name for name in known | {*STATES} if name not in said] == []
    assert "FIELDS" not in said


@pytest.mark.parametrize("command", ["search", "list"])
def test_a_mistyped_field_is_told_where_nothing_is_found(command: str, page: Path) -> None:
    newsreader("add", page)
    for typed, meant in (("perosn:赵一川", "person"), ("secton：要闻", "section"), ("人名:赵一川", "名")):
        wrong = typed.replace("：", ":").partition(":")[0]
        assert f"no field {wrong}; did you mean {meant}?" in newsreader(command, typed).stderr
    for query in ("https://example.org", "比分3:2", '"perosn:赵一川"', "没有的"):
        assert "field" not in newsreader(command, query).stderr


def test_figures_and_names_as_tables(page: Path) -> None:
    table = newsreader("figures", page, "--format", "csv").stdout.splitlines()
    assert any("5800万吨" in line and "58000000" in line for line in table)
    assert "赵一川" in newsreader("entities", page).stdout
    rows = {row["name"]: row for row in objects(newsreader("entities", page, "--format", "jsonl"))}
    assert rows["赵一川"]["kind"] == "PER"
    assert set(rows["赵一川"]) == {"name", "kind", "role", "mentions", "articles"}
    header, *cells = newsreader("entities", page, "--format", "csv").stdout.splitlines()
    assert header == "name,kind,role,mentions,articles" and any(cell.startswith("赵一川,PER") for cell in cells)


def test_the_ending_of_the_file_is_the_format_where_none_is_asked_for(page: Path, tmp_path: Path) -> None:
    def written(command: str, name: str, *more: str) -> str:
        assert newsreader(command, page, "-o", tmp_path / name, *more).returncode == 0
        return (tmp_path / name).read_text(encoding="utf-8")

    assert written("figures", "a.csv").startswith("text,kind,op,")
    assert written("entities", "a.tsv").startswith("name\tkind\t")
    assert written("figures", "a.jsonl").startswith("{")
    assert written("export", "a.HTML").startswith("<!")
    assert written("figures", "b.csv", "--format", "jsonl").startswith("{")
    assert "─" in written("figures", "a.out")


@pytest.mark.parametrize("form", ["markdown", "text", "html", "json", "jsonl", "gbt7714", "bibtex", "ris"])
def test_export_holds_the_headline(form: str, page: Path) -> None:
    done = newsreader("export", page, "--format", form)
    assert done.returncode == 0
    assert "港口吞吐量创新高" in done.stdout


def test_an_existing_file_is_overwritten_only_by_force(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("mine", encoding="utf-8")
    done = newsreader("export", page, "--output", target)
    assert done.returncode == 1
    assert "--force" in done.stderr
    assert target.read_text(encoding="utf-8") == "mine"
    assert newsreader("export", page, "--output", target, "--force").returncode == 0
    assert "港口吞吐量创新高" in target.read_text(encoding="utf-8")


def test_notes_go_out_and_come_back(tmp_path: Path) -> None:
    from reader.notebook import Notebook
    from reader.settings import paths

    with Notebook(paths().notebook) as notebook:
        notebook.add(
            "0123456789abcdef", "核对吞吐量口径", tags=["经济/港口"], headline="港口吞吐量创新高", source="page.txt"
        )
    out = tmp_path / "notes.json"
    assert newsreader("notes", "export", out).returncode == 0
    paths().notebook.unlink()
    for copy in paths().notebook.parent.glob("notebook*"):
        copy.unlink() if copy.is_file() else None
    assert newsreader("notes", "import", out).returncode == 0
    assert "核对吞吐量口径" in newsreader("notes", "export", "--format", "markdown").stdout
    assert newsreader("notes", "check").returncode == 0


def test_doctor_finds_a_fresh_home_in_order(page: Path) -> None:
    newsreader("add", page)
    done = newsreader("doctor", "--thorough")
    assert "FAULT" not in done.stdout
    assert done.returncode == 0
    for what in ("library", "notebook", "clipboard", "terminal"):
        assert what in done.stdout


def test_doctor_names_a_theme_that_is_not_there(home: Path) -> None:
    config = home / "config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    for theme, faulty in (("nosuch", True), ("paper-light", False), ("nord", False)):
        config.write_text(f'theme = "{theme}"\n', encoding="utf-8")
        done = newsreader("doctor")
        assert ("theme = nosuch should be one of" in done.stdout) is faulty
        assert done.returncode == faulty


def test_config_is_written_once(home: Path) -> None:
    done = newsreader("config", "--write")
    assert Path(done.stdout.strip()).is_file()
    assert newsreader("config", "--write").returncode == 1
    assert "measure = 40" in newsreader("config").stdout


def test_a_slip_in_the_config_is_told_and_not_the_end(home: Path, page: Path) -> None:
    config = home / "config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("mesure = 30\n", encoding="utf-8")
    done = newsreader("extract", page)
    assert done.returncode == 0
    assert "mesure" in done.stderr


def test_an_error_that_nobody_foresaw_leaves_a_report_and_no_traceback(page: Path, home: Path) -> None:
    code = (
        "import sys, reader.exports\n"
        "def broken(*_): raise RuntimeError('the unforeseen')\n"
        "reader.exports.json_line = broken\n"
        f"from reader.cli import main\nsys.exit(main(['extract', {str(page)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "the unforeseen" in done.stderr
    assert "Traceback" in (home / "state" / "newsreader" / "crash.txt").read_text(encoding="utf-8")


def test_a_fault_in_the_marking_costs_one_article_its_marks(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "夜班公交多了三条\n\n　　本报讯（记者 何叶）市公交集团昨日宣布，新开三条夜班线路，票价2元。\n", encoding="utf-8"
    )
    code = (
        "import sys, reader.marks as marks\n"
        "whole = marks.find_figures\n"
        "def fragile(text, *, date=None):\n"
        "    if '夜班' in text: raise IndexError('a rule fell over')\n"
        "    return whole(text, date=date)\n"
        "marks.find_figures = fragile\n"
        f"from reader.cli import main\nsys.exit(main(['extract', {str(page)!r}, {str(other)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=240, check=False)
    first, second = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert done.returncode == 1
    assert first["figures"] and first["entities"]
    assert "夜班线路" in second["paragraphs"][0] and not second["figures"]
    assert "other.txt: 夜班公交多了三条: No marks could be made" in done.stderr.decode()
