"""Notes out and in: lossless as JSON and Web Annotations, safe in spreadsheets, plain in Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.model import Note, Quote
from reader.notebook import COLOURS, Notebook, NotebookError, Standing, Tagged, quote
from reader.notebook.formats import FORMATS, read, write
from reader.notebook.formats.tables import COLUMNS, safe
from reader.notebook.transfer import check, export_text, export_to, import_from
from reader.notebook.values import Collection
from reader.resources import data
from reader.typography import clean

SCHEMA = jsonschema.Draft202012Validator(json.loads(data("notebook", "notes.schema.json").read_text(encoding="utf-8")))

texts = st.text(max_size=30).map(clean)
names = st.text("经济财政ab-_ é", min_size=1, max_size=6).map(lambda s: " ".join(s.split())).filter(bool)
tags = st.lists(st.lists(names, min_size=1, max_size=3).map("/".join), max_size=3, unique=True).map(tuple)
times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda t: t.replace(tzinfo=UTC))
ids = st.uuids(version=4).map(str)


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    exact = draw(texts)
    start = draw(st.integers(0, 10_000))
    return Quote(start, start + len(exact), exact, draw(texts), draw(texts))


notes = st.builds(
    Note, id=ids, article_id=texts, text=texts, created=times, modified=times, anchor=st.none() | quotes(), tags=tags,
    colour=st.none() | st.sampled_from(COLOURS), headline=texts, source=texts, deleted=st.none() | times,
)  # fmt: skip
standings = st.builds(
    Standing,
    adrift=st.booleans(),
    confidence=st.integers(0, 1000).map(lambda n: n / 1000),
    how=st.sampled_from(("exact", "context", "fuzzy", "reader")),
    quote=st.none() | quotes(),
).filter(lambda standing: standing != Standing())
tagged = st.builds(
    Tagged, id=ids, article_id=texts.filter(bool), tags=tags, starred=st.none() | times, headline=texts, source=texts
)


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    its = draw(st.lists(notes, max_size=4, unique_by=lambda note: note.id))
    chosen = draw(st.lists(st.sampled_from(its), unique=True)) if its else []
    articles = draw(st.lists(tagged, max_size=3, unique_by=(lambda t: t.id, lambda t: t.article_id)))
    return Collection(tuple(its), {note.id: draw(standings) for note in chosen}, tuple(articles))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(collections())
@pytest.mark.parametrize("format", ["json", "annotation"])
def test_what_is_written_is_read_again_without_loss(format: str, collection: Collection) -> None:
    assert read(write(collection, format)) == collection


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(collections())
def test_the_json_is_as_its_schema_says(collection: Collection) -> None:
    SCHEMA.validate(json.loads(write(collection, "json")))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(collection=collections())
@pytest.mark.parametrize("format", ["json", "annotation"])
def test_from_one_notebook_through_an_export_into_another(
    tmp_path_factory: pytest.TempPathFactory, format: str, collection: Collection
) -> None:
    """Whatever notebook: what comes out of the second is what came out of the first."""
    folder = tmp_path_factory.mktemp("through")
    with Notebook(folder / "one.json") as one, Notebook(folder / "two.json") as two:
        one.merge(collection)
        export_to(one, folder / f"out.{format}", format)
        import_from(two, folder / f"out.{format}")
        assert sorted_(two.collection()) == sorted_(one.collection())
        again = import_from(two, folder / f"out.{format}")
        assert (again.added, again.changed, again.articles) == (0, 0, 0)


def sorted_(collection: Collection) -> tuple[object, ...]:
    return (
        sorted(collection.notes, key=lambda note: note.id),
        dict(collection.standings),
        sorted(collection.tagged, key=lambda each: each.id),
    )


@pytest.fixture
def notebook(path: Path) -> Iterator[Notebook]:
    text = "价格（含税）为 3*4 元 [注1]，#涨幅 三成。\n第二段在这里。"
    with Notebook(path) as notebook:
        notebook.add(
            "0123456789abcdef", "=HYPERLINK(\"x\")\n第二行", anchor=quote(text, 0, 26), tags=["经济/消费 品", "2025"],
            colour="pink", headline="以旧/换新: 三成", source="页/一.txt",
        )  # fmt: skip
        trashed = notebook.add("0123456789abcdef", "扔掉的")
        notebook.delete(trashed.id)
        notebook.star("fedcba9876543210", headline="另一篇", source="页/二.txt")
        yield notebook


def test_an_annotation_has_what_the_model_asks(notebook: Notebook) -> None:
    value = json.loads(export_text(notebook, "annotation", notebook.notes()))
    assert value["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert value["type"] == "AnnotationCollection"
    [item] = value["first"]["items"]
    [note] = notebook.notes()
    assert note.anchor is not None
    assert item["id"] == f"urn:uuid:{note.id}"
    assert (item["type"], item["motivation"]) == ("Annotation", "commenting")
    position, quoted = item["target"]["selector"]
    assert position == {"type": "TextPositionSelector", "start": 0, "end": 26}
    assert (quoted["type"], quoted["exact"]) == ("TextQuoteSelector", note.anchor.exact)
    assert [body["purpose"] for body in item["body"]] == ["commenting", "tagging", "tagging"]


def test_annotations_of_another_program_are_read(notebook: Notebook, tmp_path: Path) -> None:
    other = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "created": "2024-01-28T12:00:00Z",
        "body": {"type": "TextualBody", "value": "他人的看法\u001b[31m", "purpose": "commenting"},
        "target": {
            "source": "http://example.org/page1",
            "selector": {"type": "TextQuoteSelector", "exact": "排起长队", "prefix": "居民"},
        },
    }
    (tmp_path / "other.jsonld").write_text(json.dumps([other]), encoding="utf-8")
    assert import_from(notebook, tmp_path / "other.jsonld").added == 1
    assert import_from(notebook, tmp_path / "other.jsonld").added == 0
    [note] = notebook.notes(article_id="http://example.org/page1")
    assert note.text == "他人的看法"
    assert note.anchor == Quote(0, 4, "排起长队", "居民", "")


def test_a_notebook_file_is_imported_too(notebook: Notebook, tmp_path: Path) -> None:
    with Notebook(tmp_path / "other.json") as other:
        assert import_from(other, notebook.path).added == 2
        assert sorted_(other.collection()) == sorted_(notebook.collection())


def test_an_older_state_changes_nothing_and_a_newer_one_does(notebook: Notebook, tmp_path: Path) -> None:
    [note] = notebook.notes()
    export_to(notebook, tmp_path / "old.json")
    newer = notebook.update(note.__class__(**{f: getattr(note, f) for f in note.__slots__} | {"text": "新"}), read=note)
    export_to(notebook, tmp_path / "new.json")
    assert import_from(notebook, tmp_path / "old.json").changed == 0
    with Notebook(tmp_path / "other.json") as other:
        import_from(other, tmp_path / "old.json")
        assert import_from(other, tmp_path / "new.json").changed == 1
        assert other.notes() == [newer]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[1, 2", b"\xff\xfe\x00", b"{}", b"[]x", b'{"format": "newsreader notes", "version": 99}',
        b'{"format": "newsreader notes", "version": 1, "notes": [{"id": 3}]}',
        b'{"format": "newsreader notes", "version": 1, "notes": {"a": 1}}',
        b'{"type": "Annotation"}', b'{"type": "Annotation", "target": {"source": 5}}',
        b'{"type": "Annotation", "target": "x", "created": 7}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_and_nothing_taken(notebook: Notebook, tmp_path: Path, content: bytes) -> None:
    before = notebook.path.read_bytes()
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(NotebookError):
        import_from(notebook, tmp_path / "bad.json")
    with pytest.raises(NotebookError):
        import_from(notebook, tmp_path / "not there.json")
    assert notebook.path.read_bytes() == before


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_table_has_a_row_a_note_and_no_formula(notebook: Notebook, format: str, delimiter: str) -> None:
    head, *rows = csv.reader(io.StringIO(export_text(notebook, format, notebook.notes())), delimiter=delimiter)
    assert tuple(head) == COLUMNS
    [row] = [dict(zip(head, row, strict=True)) for row in rows]
    assert row["note"] == '\'=HYPERLINK("x")\n第二行'
    assert row["tags"] == "经济/消费 品; 2025"
    assert row["headline"] == "以旧/换新: 三成"


@given(st.text(max_size=8))
@example("\f=1")
@example("\u2003+1")
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = safe(text)
    assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert cell in (text, "'" + text)


def test_markdown_has_front_matter_quotation_note_and_tags_and_no_markup_from_the_paper(
    notebook: Notebook, tmp_path: Path
) -> None:
    written = export_to(notebook, tmp_path / "vault")
    assert sorted(path.name for path in written) == ["以旧 换新 三成 01234567.md", "另一篇 fedcba98.md"]
    text = written[0].read_text(encoding="utf-8") + written[1].read_text(encoding="utf-8")
    assert 'title: "以旧/换新: 三成"\narticle: "0123456789abcdef"\nsource: "页/一.txt"\n' in text
    assert '  - "经济/消费_品"\n  - "_2025"\n' in text
    assert "> 价格（含税）为 3\\*4 元 \\[注1\\]，\\#涨幅 三成。\n" in text
    assert '=HYPERLINK("x")\n第二行\n' in text
    assert "#经济/消费_品 #_2025 (pink)" in text
    assert "扔掉的" not in text
    assert "starred: " in text


def test_nothing_there_is_replaced_unless_asked(notebook: Notebook, tmp_path: Path) -> None:
    target = tmp_path / "notes.csv"
    target.write_text("mine")
    with pytest.raises(NotebookError, match="--force"):
        export_to(notebook, target)
    assert target.read_text() == "mine"
    assert export_to(notebook, target, force=True) == [target]
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid,")
    export_to(notebook, tmp_path / "vault")
    with pytest.raises(NotebookError, match="nothing was written"):
        export_to(notebook, tmp_path / "vault")
    with pytest.raises(NotebookError, match="--format"):
        export_to(notebook, tmp_path / "notes.docx")
    with pytest.raises(NotebookError, match="No format"):
        write(Collection(), "docx")
    assert all(write(Collection(), format) or format == "markdown" for format in FORMATS)


def test_a_folder_that_cannot_be_written_is_told(notebook: Notebook, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotebookError, match="could not be written"):
        export_to(notebook, tmp_path / "file" / "notes.json")


def test_check_changes_nothing_and_tells_the_state(notebook: Notebook, path: Path) -> None:
    notebook.close()
    sound = check(path)
    assert sound.ok
    assert "2 notes, 1 articles" in sound.lines[0]
    assert "a copy of" in sound.lines[1]
    path.write_bytes(path.read_bytes()[:-30])
    before = sorted(path.parent.rglob("*"))
    damaged = check(path)
    assert not damaged.ok
    assert "damaged" in damaged.lines[0]
    assert sorted(path.parent.rglob("*")) == before
    with Notebook(path) as mended:
        assert len(mended.notes()) == 1
    assert check(path).ok
    assert any("was set aside" in line for line in check(path).lines)
    path.write_text(path.read_text(encoding="utf-8").replace('"created"', '"creatod"', 1), encoding="utf-8")
    assert not check(path).ok
    assert check(path.with_name("none.json")).ok
