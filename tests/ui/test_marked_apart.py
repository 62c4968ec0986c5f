"""Marks made by another process are kept as those made here, and what that takes stays out of this one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from room import HARBOUR

PROGRAM = """
import sys
from reader.library import pinyin
from reader.model import RawPage
from reader.pages import split_page
from reader.settings import Settings
from reader.ui.desk import Desk

if __name__ == "__main__":
    text = open(sys.argv[1], encoding="utf-8").read()
    desk = Desk(Settings(), marks_apart=True)
    page = split_page(text)
    [id] = desk.library.add(RawPage(text=text, source="page"), page)
    made = desk.mark(page.articles[0])
    assert desk.kept_marks(id) == made and made.figures and made.entities
    assert not desk.library.unmarked(made.analyser)
    assert "pypinyin" not in sys.modules and not pinyin._dictionaries.cache_info().currsize
    assert [row.id for row in desk.library.select("zhengyuanfan").rows(0, 5)] == [id]
    desk.close()
"""


def test_pinyin_stays_out_of_the_program(tmp_path: Path) -> None:
    page, program = tmp_path / "page.txt", tmp_path / "program.py"
    unsigned = HARBOUR.replace("本报记者 岳小舟", "")  # a byline has its pinyin found as soon as it is added
    page.write_text(unsigned, encoding="utf-8")
    program.write_text(PROGRAM, encoding="utf-8")
    ran = subprocess.run([sys.executable, str(program), str(page)], capture_output=True, text=True, timeout=240)
    assert ran.returncode == 0, ran.stderr
