"""Feeds, from files and from a server: entries become pages, and the web's ways to go wrong are told."""

from __future__ import annotations

import builtins
import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from reader.model import RawPage
from reader.pages import split
from reader.pages.formats import FormatError, fetch, read, read_all, read_source
from reader.pages.formats.source import Source

TEXT = "海晏港去年完成货物吞吐量4680万吨，比上年增长4.2%。"
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>北辰消费报</title>
<item><title>码头换上&lt;b&gt;新&lt;/b&gt;吊机</title><link>https://example.org/1.html</link><dc:creator>卓尔凡</dc:creator>
<category>经济</category><pubDate>Thu, 22 Jan 2026 06:30:00 +0800</pubDate><description>摘要。</description>
<content:encoded><![CDATA[<p>{TEXT}</p><p>第二段。<script>x()</script></p>]]></content:encoded></item>
<item><title>只有摘要</title><description>{TEXT}</description></item>
<item><title>什么都没有</title></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>北辰消费报</title>
<entry><title>甲题</title><link href="https://example.org/a"/><updated>2026-01-22T00:10:00+08:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>"""


def pages(data: str | bytes) -> list[RawPage]:
    return list(read_source(Source(data.encode() if isinstance(data, str) else data, "feed.xml", "feed.xml")))


def test_rss_entries_are_pages() -> None:
    first, second = pages(RSS)
    (article,) = split(first).articles
    assert (article.headline, article.section, article.byline_text) == ("码头换上新吊机", "经济", "卓尔凡")
    assert article.paragraphs == (TEXT, "第二段。")
    assert (first.source, first.date, first.paper) == ("https://example.org/1.html", "2026-01-22", "北辰消费报")
    assert second.source == "feed.xml#2"
    assert split(second).articles[0].paragraphs == (TEXT,)


def test_atom_entries_are_pages() -> None:
    (page,) = pages(ATOM)
    assert (page.source, page.date) == ("https://example.org/a", "2026-01-22")
    assert split(page).articles[0].headline == "甲题"
    assert split(page).articles[0].paragraphs == (TEXT,)


def test_a_feed_in_gbk() -> None:
    first, _ = pages(RSS.replace("utf-8", "gb2312", 1).encode("gb18030"))
    assert split(first).articles[0].paragraphs[0] == TEXT


def test_a_damaged_feed_gives_what_is_whole() -> None:
    first, _ = pages(RSS.replace("</channel></rss>", "<item><title>& <"))
    assert split(first).articles[0].headline == "码头换上新吊机"


def test_a_feed_of_headlines_only_says_so() -> None:
    with pytest.raises(FormatError, match="without any article's text"):
        pages("<rss version='2.0'><channel><item><title>题</title></item></channel></rss>")


def test_entities_of_its_own_do_not_unfold() -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "啊" * 10}">' for i in range(10))
    bomb = f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss version='2.0'><channel><item><title>题</title>"
    try:  # ten thousand million characters, if they unfolded: there would be no end
        found = pages(bomb + f"<description>&e9;{TEXT}</description></item></channel></rss>")
    except FormatError:
        found = []
    assert sum(len(page.text) for page in found) < 10_000


def test_no_file_is_drawn_in(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    outside = f"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{tmp_path}/secret.txt'>]>"
    item = f"<item><title>题</title><description>{TEXT}&x;</description></item>"
    found = pages(f"<?xml version='1.0'?>{outside}<rss version='2.0'><channel>{item}</channel></rss>")
    assert "SECRET" not in found[0].text


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "feedparser":
            raise ImportError(name)
        return true_import(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(FormatError, match=r"pip install 'newsreader\[feeds\]'"):
        pages(RSS)


# ------------------------------------------------------------------------------------------------------------ servers

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A web server on this machine; ``answers`` by path, ``asked`` the requests' headers in order."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append({key.lower(): value for key, value in self.headers.items()})
                outer.answers[self.path](self)

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"

    def sends(self, path: str, data: bytes = b"", code: int = 200, **headers: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(code)
            for key, value in headers.items():
                request.send_header(key.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(data)

        self.answers[path] = answer
        return self.address + path


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()


def failure(address: str) -> str:
    with pytest.raises(FormatError) as caught:
        list(read(address))
    return str(caught.value)


def test_a_feed_and_a_page_at_an_address(server: Server) -> None:
    feed = server.sends("/feed", RSS.encode())
    server.sends(
        "/%E7%BB%8F%E6%B5%8E.html", f"<html><h1>甲题</h1><div id=zoom><p>{TEXT}{TEXT}</p></div></html>".encode()
    )
    assert [raw.source for raw in read(feed)] == ["https://example.org/1.html", feed + "#2"]
    given = server.address + "/经济.html"
    (raw,) = read(given)
    assert raw.source == given
    assert split(raw).articles[0].headline == "甲题"


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    address = server.sends("/feed", RSS.encode(), ETag='"v1"', Last_Modified="Thu, 22 Jan 2026 00:00:00 GMT")
    before = list(read(address))
    server.sends("/feed", code=304)
    assert list(read(address)) == before
    assert server.asked[1]["if-none-match"] == '"v1"'
    assert server.asked[1]["if-modified-since"] == "Thu, 22 Jan 2026 00:00:00 GMT"
    server.sends("/feed", ATOM.encode(), ETag='"v2"')
    assert [raw.source for raw in read(address)] == ["https://example.org/a"]
    server.sends("/feed", code=304)
    list(read(address))
    assert server.asked[3]["if-none-match"] == '"v2"' and "if-modified-since" not in server.asked[3]


def test_without_a_cache_everything_still_works(server: Server, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")
    address = server.sends("/feed", RSS.encode(), ETag='"v1"')
    assert len(list(read(address))) == len(list(read(address))) == 2


def test_packed_answers(server: Server) -> None:
    address = server.sends("/feed", gzip.compress(RSS.encode()), Content_Encoding="gzip")
    assert len(list(read(address))) == 2


def test_sizes_are_counted_not_believed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_FETCH", 100_000)
    assert "too large" in failure(server.sends("/a", b"x" * 200_000))
    assert "too large" in failure(server.sends("/b", gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip"))
    assert "cannot be fetched" in failure(server.sends("/c", b"not gzip", Content_Encoding="gzip"))
    assert "is empty" in failure(server.sends("/d"))


def test_redirects_are_few_and_stay_on_the_web(server: Server) -> None:
    server.sends("/feed", RSS.encode())
    assert len(list(read(server.sends("/moved", code=301, Location="/feed")))) == 2
    for code in (302, 303, 307, 308):
        assert "neither http nor https" in failure(server.sends("/file", code=code, Location="file:///etc/passwd"))
    assert "neither http nor https" in failure(server.sends("/ftp", code=302, Location="ftp://127.0.0.1:1/x"))
    assert "redirects too often" in failure(server.sends("/round", code=302, Location="/round"))
    for step in range(9):
        server.sends(f"/step{step}", code=302, Location=f"/step{step + 1}")
    assert "redirects too often" in failure(server.address + "/step0")


def test_errors_of_a_server_are_told(server: Server) -> None:
    assert "404" in failure(server.sends("/gone", code=404))
    assert "500" in failure(server.sends("/broken", code=500))
    assert "cannot be fetched" in failure("http://127.0.0.1:1/feed")
    assert "no host" in failure("http:///feed")
    assert "\x1b" not in failure("http://127.0.0.1:1/\x1b[31m")
    server.answers["/cut"] = lambda request: request.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 900\r\n\r\nabc")
    server.answers["/noise"] = lambda request: request.wfile.write(b"\0\1\2\3\n\n")
    assert "cannot be fetched" in failure(server.address + "/noise")


def test_a_server_that_is_slow_is_given_up(server: Server, tmp_path: Path) -> None:
    stop = threading.Event()

    def silent(_: BaseHTTPRequestHandler) -> None:
        stop.wait(200)

    def dripping(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not stop.wait(0.05):
            request.wfile.write(b"x")

    server.answers |= {"/silent": silent, "/drip": dripping}
    try:
        for path in ("/silent", "/drip"):
            with pytest.raises(FormatError, match="does not answer in time"):
                fetch.fetch(server.address + path, timeout=0.3, cache=tmp_path / "c")
            assert not stop.is_set()  # the server has not ended it
    finally:
        stop.set()


def test_one_dead_address_does_not_stop_the_rest(server: Server) -> None:
    found = list(read_all(["http://127.0.0.1:1/feed", server.sends("/feed", RSS.encode())]))
    assert isinstance(found[0], FormatError)
    assert len(found) == 3
