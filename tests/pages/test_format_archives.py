"""ZIP, DOCX and EPUB: their pages, and everything an archive can be made to do to a machine."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from reader.model import RawPage
from reader.pages import split
from reader.pages.formats import FormatError, archive, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
OPF = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>北辰消费报</dc:title><dc:date>2026-01-22T00:00:00Z</dc:date></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="%E4%B9%99.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>"""
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "啊啊啊啊"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def zipped(path: Path, files: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def docx(path: Path, body: str, styles: str = "") -> Path:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    files = {"[Content_Types].xml": "<Types/>", "word/document.xml": document}
    if styles:
        files["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return zipped(path, dict(files))


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def until_failure(path: Path) -> tuple[list[RawPage], str]:
    """The pages that come before the failure, and what it says."""
    pages: list[RawPage] = []
    with pytest.raises(FormatError) as failure:
        for page in read(path):
            pages.append(page)
    return pages, str(failure.value)


def test_word_headings_are_headlines_whatever_their_styles_are_called(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="a3"><w:name w:val="报纸标题"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    )
    body = (
        paragraph("甲题", "a3") + paragraph("本报记者 李明") + paragraph("甲文第一段。") + paragraph("小标题", "2")
        + paragraph("甲文第二段。") + paragraph("乙题", "1") + paragraph("乙文。")
    )  # fmt: skip
    (raw,) = read(docx(tmp_path / "a.docx", body, styles))
    one, two = split(raw).articles
    assert (one.headline, one.byline_text) == ("甲题", "本报记者 李明")
    assert one.paragraphs == ("甲文第一段。", "小标题", "甲文第二段。")
    assert (two.headline, two.paragraphs) == ("乙题", ("乙文。",))


def test_word_text_as_it_is_shown(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>前</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>后"
        "</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>'
        f"<w:tbl><w:tr><w:tc>{paragraph('吨')}</w:tc><w:tc>{paragraph('12')}</w:tc></w:tr></w:tbl>"
        f"<w:p><w:r><w:t>框外</w:t></w:r><w:r><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:r></w:p>"
    )
    (raw,) = read(docx(tmp_path / "a.docx", body))
    assert raw.text.split("\n\n") == ["前后", "吨\t12", "框外", "框内"]
    assert raw.parts is None


def test_a_book_is_a_page_a_chapter_in_the_order_of_its_spine(tmp_path: Path) -> None:
    files = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF,
        "OEBPS/nav.xhtml": XHTML.format(body="<p>目录</p>"),
        "OEBPS/乙.xhtml": XHTML.format(body="<h2>乙题</h2><p>乙文。</p>"),
        "OEBPS/a.xhtml": XHTML.format(body="<h1>甲题</h1><p>甲&nbsp;文。<br/>又一段。</p><script>x</script>"),
    }
    pages = list(read(zipped(tmp_path / "a.epub", files)))
    assert [page.source.removeprefix(str(tmp_path)) for page in pages] == [
        "/a.epub/OEBPS/a.xhtml", "/a.epub/OEBPS/乙.xhtml",
    ]  # fmt: skip
    assert (pages[0].paper, pages[0].date) == ("北辰消费报", "2026-01-22")
    (article,) = split(pages[0]).articles
    assert (article.headline, article.paragraphs) == ("甲题", ("甲 文。", "又一段。"))


def test_a_protected_book_says_so(tmp_path: Path) -> None:
    locked = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherReference URI="OEBPS/a.xhtml"/></encryption>'
    )
    files = {"META-INF/container.xml": CONTAINER, "META-INF/encryption.xml": locked, "OEBPS/book.opf": OPF,
             "OEBPS/a.xhtml": b"\x81\x02", "OEBPS/乙.xhtml": XHTML.format(body="<p>乙文。</p>")}  # fmt: skip
    pages, message = until_failure(zipped(tmp_path / "a.epub", files))
    assert [page.text for page in pages] == ["乙文。"]
    assert "protected against copying" in message


def test_an_archive_is_read_file_by_file_and_one_bad_file_stops_none(tmp_path: Path) -> None:
    inner = docx(tmp_path / "b.docx", paragraph("文书。")).read_bytes()
    files = {
        "b/甲.txt": "海晏港去年吞吐量增长。".encode("gb18030"), "a.md": "# 题\n\n文。", "c/bad.docx": inner[:200],
        "d.docx": inner,
        "e.png": b"\x89PNG\r\n", "__MACOSX/._a": b"x", "empty.txt": b"", "z.txt": "最后一个。",
    }  # fmt: skip
    pages, message = until_failure(zipped(tmp_path / "a.zip", files))
    assert [page.text.strip() for page in pages] == ["题\n\n文。", "海晏港去年吞吐量增长。", "文书。", "最后一个。"]
    assert pages[1].source == f"{tmp_path}/a.zip/b/甲.txt"
    assert "2 of its files" in message and "bad.docx" in message and "empty.txt" in message


def test_names_from_chinese_windows_are_legible(tmp_path: Path) -> None:
    raw = zipped(tmp_path / "a.zip", {"AAAAAA.txt": "文章。"}).read_bytes()
    (tmp_path / "b.zip").write_bytes(raw.replace(b"AAAAAA", "经济版".encode("gb18030")))
    (page,) = read(tmp_path / "b.zip")
    assert page.source.endswith("b.zip/经济版.txt")


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "a.zip", {"a.txt": b"\n" * (20 * 1024 * 1024)})
    assert "exhaust the machine" in until_failure(packed)[1]


def test_a_file_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", {"a.txt": b"\n" * (2 * 1024 * 1024)}).read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    for place in (directory + 24, data.index(b"PK\x03\x04") + 22):
        data[place : place + 4] = (100).to_bytes(4, "little")
    (tmp_path / "b.zip").write_bytes(data)
    pages, message = until_failure(tmp_path / "b.zip")
    assert sum(len(page.text) for page in pages) <= 100
    assert "b.zip" in message


def test_the_whole_archive_has_a_limit_and_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": "京" * 1000, "b.txt": "沪" * 1000})
    monkeypatch.setattr(archive, "MAX_TOTAL", 4000)
    with pytest.raises(FormatError, match="too large"):
        list(read(path))
    monkeypatch.setattr(archive, "MAX_TOTAL", 8000)
    monkeypatch.setattr(archive, "MAX_FILES", 1)
    with pytest.raises(FormatError, match="more than 1 files"):
        list(read(path))


def test_what_points_out_of_the_archive_is_not_read(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("../../etc/x.txt", "外面。")
        file.writestr("/etc/y.txt", "外面。")
        file.writestr(link, "/etc/passwd")
        file.writestr("good.txt", "里面。")
    pages, message = until_failure(tmp_path / "a.zip")
    assert [page.text for page in pages] == ["里面。"]
    assert "3 of its files" in message and "points out of its archive" in message and "symbolic link" in message


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "b.zip", {"a.txt": "文。"}).read_bytes()
    assert "archive within an archive" in until_failure(zipped(tmp_path / "a.zip", {"b.zip": inner}))[1]


@pytest.mark.parametrize("place", ["word/document.xml", "word/styles.xml"])
def test_xml_that_unfolds_is_refused(tmp_path: Path, place: str) -> None:
    files = {"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document {W}/>", place: BOMB}
    assert "entities of its own" in until_failure(zipped(tmp_path / "a.docx", files))[1]


def test_xml_of_nothing_but_tags_is_refused_and_depth_is_survived(tmp_path: Path) -> None:
    many = f"<w:document {W}>" + "<a/>" * 3_000_001 + "</w:document>"
    files: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", "word/document.xml": many}
    assert "too large" in until_failure(zipped(tmp_path / "a.docx", files, method=zipfile.ZIP_STORED))[1]
    deep = f"<w:document {W}><w:body>" + "<w:p>" * 50_000 + "<w:r><w:t>文。</w:t></w:r>" + "</w:p>" * 50_000
    files["word/document.xml"] = deep + "</w:body></w:document>"
    (page,) = read(zipped(tmp_path / "b.docx", files, method=zipfile.ZIP_STORED))
    assert page.text == "文。"


def test_an_encrypted_file_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", {"a.txt": "文。"}).read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert "encrypted" in until_failure(tmp_path / "a.zip")[1]


@pytest.mark.parametrize("name", ["xl/workbook.xml", "ppt/presentation.xml"])
def test_other_office_files_are_named(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {"[Content_Types].xml": "<Types/>", name: "<x/>"})
    assert "only DOCX" in until_failure(path)[1]


def test_damage_anywhere_is_a_message(tmp_path: Path) -> None:
    whole = docx(tmp_path / "a.docx", paragraph("甲题甲题") * 30).read_bytes()
    for place in range(4, len(whole), 7):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        (tmp_path / "b.docx").write_bytes(damaged)
        try:
            list(read(tmp_path / "b.docx"))
        except FormatError as error:
            assert "b.docx" in str(error)
    for end in range(4, len(whole), 23):
        (tmp_path / "b.docx").write_bytes(whole[:end])
        with pytest.raises(FormatError, match=r"b\.docx"):
            list(read(tmp_path / "b.docx"))


def test_an_empty_archive(tmp_path: Path) -> None:
    assert "no file that newsreader can read" in until_failure(zipped(tmp_path / "a.zip", {}))[1]
