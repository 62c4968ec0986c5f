"""Addresses on the web (http, https): fetched within limits, and only when they have changed since."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from reader import __version__, settings
from reader.language import _
from reader.model import RawPage
from reader.pages.formats.source import FormatError, Source, shown, too_large

MAX_FETCH = 32 * 1024 * 1024
MAX_REDIRECTS = 5
_KEPT = 200  # answers kept for conditional requests
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a server said of an answer, to be asked about it again (RFC 9110, 13.1)."""

    address: str
    etag: str
    modified: str


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, to http and https only."""

    max_redirections = MAX_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme.lower() not in ("http", "https"):
            raise _astray(shown(req.full_url))
        return super().redirect_request(req, fp, code, msg, headers, _ascii(urljoin(req.full_url, newurl)))


def read(address: str) -> Iterator[RawPage]:
    """The pages at ``address``: of a feed, a web page or any other format. Raises FormatError; see ``fetch``."""
    from reader.pages.formats import read_source

    data = fetch(address, timeout=settings.load().fetch_timeout)
    name = PurePosixPath(unquote(urlsplit(address).path)).name
    yield from read_source(Source(data, name, shown(address)))


def fetch(address: str, *, timeout: float = 15.0, cache: Path | None = None) -> bytes:
    """The bytes at ``address``; those kept from last time if the server says that nothing has changed.

    ``timeout`` is in seconds for each step of the connection, and four times it for the whole. ``cache`` is the folder
    for answers (by default in the user's own). Raises FormatError if the address is not http or https, the server does
    not answer in time or answers with an error, redirects too often, or sends more than MAX_FETCH bytes.
    """
    name = shown(address)
    cache = settings.paths().cache / "fetched" if cache is None else cache
    place = cache / sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    kept = _kept(place, address)
    try:
        request = urllib.request.Request(_ascii(address), headers=_headers(kept))
        if request.type not in ("http", "https"):
            raise FormatError(_("{name} is neither an http nor an https address").format(name=name))
        # An opener of our own, without the handlers for file: and ftp: addresses that the default one has.
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler, _Redirects,
            urllib.request.HTTPDefaultErrorHandler, urllib.request.HTTPErrorProcessor,
        ):  # fmt: skip
            opener.add_handler(handler())
        with opener.open(request, timeout=timeout) as answer:
            data = _body(answer, name, time.monotonic() + 4 * timeout)
            _keep(place, data, _Kept(address, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")))
            return data
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 304 and kept is not None:
                return place.with_suffix(".body").read_bytes()
            if 300 <= error.code < 400:
                raise _astray(name) from error
            raise FormatError(
                _("{name} cannot be fetched: the server answers {code} {reason}").format(
                    name=name, code=error.code, reason=shown(str(error.reason))
                )
            ) from error
    except TimeoutError as error:
        raise _too_slow(name) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_slow(name) from error
        raise FormatError(_("{name} cannot be fetched: {why}").format(name=name, why=error.reason)) from error
    except (http.client.HTTPException, OSError, ValueError, zlib.error) as error:
        raise FormatError(_("{name} cannot be fetched: {why}").format(name=name, why=shown(str(error)))) from error


def _astray(name: str) -> FormatError:
    return FormatError(
        _("{name} redirects too often, or to an address that is neither http nor https").format(name=name)
    )


def _too_slow(name: str) -> FormatError:
    return FormatError(
        _("{name} does not answer in time; try again, or raise fetch_timeout in config.toml").format(name=name)
    )


def _headers(kept: _Kept | None) -> dict[str, str]:
    headers = {
        "User-Agent": f"newsreader/{__version__}",
        "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    if kept and kept.etag:
        headers["If-None-Match"] = kept.etag
    if kept and kept.modified:
        headers["If-Modified-Since"] = kept.modified
    return headers


def _body(answer: Any, name: str, deadline: float) -> bytes:
    """The whole of an answer, counted and timed as it comes: neither its stated length nor its packing is believed."""
    packed = (answer.headers.get("Content-Encoding") or "").lower() in ("gzip", "x-gzip")
    unpack = zlib.decompressobj(wbits=31) if packed else None
    pieces: list[bytes] = []
    length = 0
    while piece := answer.read1(_CHUNK):
        if time.monotonic() > deadline:
            raise TimeoutError
        while piece:
            done = unpack.decompress(piece, _CHUNK) if unpack else piece
            piece = unpack.unconsumed_tail if unpack else b""
            length += len(done)
            if length > MAX_FETCH:
                raise too_large(name, MAX_FETCH)
            pieces.append(done)
    if not length:
        raise FormatError(_("{name} is empty").format(name=name))
    return b"".join(pieces)


def _ascii(address: str) -> str:
    """An address with Chinese in its host or path as the network takes it. Raises ValueError if it is none."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if not host:
        raise ValueError(_("there is no host in it"))
    place = f"[{host}]" if ":" in host else host
    place += f":{parts.port}" if parts.port else ""
    safe = "/%:@!$&'()*+,;=~-._"
    return urlunsplit((parts.scheme.lower(), place, quote(parts.path, safe) or "/", quote(parts.query, safe + "?"), ""))


def _kept(place: Path, address: str) -> _Kept | None:
    try:
        kept = _Kept(**json.loads(place.with_suffix(".json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return kept if kept.address == address and place.with_suffix(".body").is_file() else None


def _keep(place: Path, data: bytes, about: _Kept) -> None:
    """Keep an answer that can be asked about again; the oldest go. A cache that cannot be written is none."""
    if not (about.etag or about.modified):
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        old = sorted(place.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)[: -_KEPT + 1]
        for path in old:
            path.unlink(missing_ok=True)
            path.with_suffix(".body").unlink(missing_ok=True)
        # The body first and the description away meanwhile, so that they never disagree.
        place.with_suffix(".json").unlink(missing_ok=True)
        place.with_suffix(".body").write_bytes(data)
        place.with_suffix(".json").write_text(json.dumps(asdict(about)), encoding="utf-8")
    except OSError:
        return
