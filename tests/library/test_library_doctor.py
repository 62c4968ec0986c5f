"""The doctor: a sound library is found sound, damage is found and what can be mended is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from library_samples import article, marked, page_with

from reader.library import Library, doctor
from reader.library.wording import put_wordings, wording_of

ONE = article("国补首月", "国补首月,杨晓京说。", bylines=("苏剑",))
TWO = article("以旧换新", "旧的不去,新的不来。")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite") as opened:
        opened.add(*page_with(ONE, TWO), [marked(ONE.text, ("杨晓京",)), marked(TWO.text)])
        opened.mirror(TWO.id, notes="要紧")
        yield opened


def faults(library: Library) -> list[str]:
    return [finding.what for finding in doctor.examine(library, thorough=True) if finding.state == "fault"]


def damage(library: Library, statement: str) -> None:
    library.store.reading.execute("PRAGMA foreign_keys = OFF")
    library.store.reading.execute(statement)
    library.store.reading.execute("PRAGMA foreign_keys = ON")


def test_a_sound_library(library: Library) -> None:
    assert faults(library) == []
    assert "2 articles" in doctor.examine(library)[0].detail


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DELETE FROM edition", "orphans"),
        ("DELETE FROM source", "orphans"),
        ("DELETE FROM content WHERE article = 1", "orphans"),
        ("UPDATE content SET body = x'00' WHERE article = 1", "contents"),
        ("UPDATE content SET body = (SELECT body FROM content WHERE article = 2) WHERE article = 1", "contents"),
        ("UPDATE page SET body = x'7b7d'", "contents"),
        ("INSERT INTO grams (grams) VALUES ('delete-all')", "index"),
        ("INSERT INTO titles (rowid, headline) VALUES (99, 'x')", "index"),
        ("UPDATE made_by SET version = 0", "index"),
        ("INSERT INTO marks VALUES (77, x'00')", "integrity"),
    ],
)
def test_damage_is_found(library: Library, statement: str, what: str) -> None:
    damage(library, statement)
    assert what in faults(library)


@pytest.mark.parametrize("index", ["grams", "titles", "names", "notes", "words"])
def test_an_index_is_made_anew(library: Library, index: str) -> None:
    with library.store.writing() as connection:
        put_wordings(connection, [(1, wording_of(ONE))])
    damage(library, f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
    told: list[tuple[int, int]] = []
    doctor.mend(library, progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]
    assert faults(library) == []
    for query in ("国补", "首月", "sujian", "person:杨晓京", "byline:苏", "headline:国补"):
        assert [hit.summary.id for hit in library.search(query)] == [ONE.id], query
    assert [hit.summary.id for hit in library.search("要紧")] == [TWO.id]
    library.remove([ONE.id])
    assert faults(library) == [] and library.search("国补") == []


def test_orphans_are_removed(library: Library) -> None:
    damage(library, "DELETE FROM edition WHERE article = 1")
    doctor.mend(library)
    assert faults(library) == []
    assert [row.id for row in library.select()] == [TWO.id]


def test_articles_of_an_older_analyser_are_told(library: Library) -> None:
    library.put_marks(ONE.id, marked(ONE.text, analyser="v0"))
    marks = next(finding for finding in doctor.examine(library) if finding.what == "marks")
    assert marks.state == "note" and "v0" in marks.detail and "v1" in marks.detail
