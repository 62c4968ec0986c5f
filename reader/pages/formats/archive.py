"""ZIP archives: their limits, and the pages in them."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from reader.language import _
from reader.model import RawPage
from reader.pages.formats import encoding
from reader.pages.formats.kind import HEAD, kind_of, may_be_page
from reader.pages.formats.source import FormatError, Source, shown, size, too_large

MAX_FILES = 20_000
MAX_FILE = 64 * 1024 * 1024
MAX_TOTAL = 512 * 1024 * 1024
MAX_RATIO = 200
"""Text packs to a quarter or a tenth; what unpacks to two hundred times its size was made to fill a machine."""

_FREE = 1024 * 1024  # below this a file's ratio does not matter


class Archive:
    """A ZIP file that is read within limits: count and size of its files, packed against unpacked size."""

    def __init__(self, source: Source) -> None:
        """Raises FormatError if it is damaged or above a limit."""
        self.shown = source.shown
        self._left = MAX_TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise FormatError(_("{name} is a damaged ZIP file ({why})").format(name=self.shown, why=error)) from error
        infos = self._zip.infolist()
        if len(infos) > MAX_FILES:
            raise FormatError(
                _("{name} holds more than {limit} files; unpack it and give the folder").format(
                    name=self.shown, limit=MAX_FILES
                )
            )
        if sum(info.file_size for info in infos) > MAX_TOTAL:
            raise too_large(_("{name}, unpacked,").format(name=self.shown), MAX_TOTAL)
        self._infos = {info.filename: info for info in infos if not info.is_dir()}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def names(self) -> list[str]:
        """The names of the files as the archive has them, sorted."""
        return sorted(self._infos)

    def title(self, name: str) -> str:
        """A file's name for the eyes: names without a mark of being UTF-8 are often GB18030 or Big5."""
        info = self._infos[name]
        if not info.flag_bits & 0x800 and not name.isascii():
            try:
                return shown(encoding.decode(name.encode("cp437")) or name)
            except UnicodeEncodeError:
                return shown(name)
        return shown(name)

    def read(self, name: str, limit: int = MAX_FILE) -> bytes:
        """The content of a file. Raises FormatError if it is missing, above a limit, encrypted, a link or damaged."""
        if name not in self._infos:
            raise FormatError(_("{name} is damaged: {part} is missing in it").format(name=self.shown, part=shown(name)))
        info = self._infos[name]
        title = f"{self.shown}/{self.title(name)}"
        if info.flag_bits & 0x1:
            raise FormatError(_("{name} is encrypted; unpack it with its password first").format(name=title))
        if stat.S_ISLNK(info.external_attr >> 16):
            raise FormatError(_("{name} is a symbolic link in an archive, which is not followed").format(name=title))
        if info.file_size > limit:
            raise too_large(title, limit)
        try:
            with self._zip.open(info) as file:
                # What the list says may be a lie, so what comes out is counted.
                data = file.read(min(limit, self._left) + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as e:
            raise FormatError(_("{name} is damaged ({why})").format(name=title, why=e)) from e
        if len(data) > min(limit, self._left):
            raise too_large(title, min(limit, self._left))
        if len(data) > _FREE and len(data) > MAX_RATIO * max(1, info.compress_size):
            raise FormatError(
                _("{name} unpacks {packed} to {unpacked} and looks made to exhaust the machine; not read").format(
                    name=title, packed=size(info.compress_size), unpacked=size(len(data))
                )
            )
        self._left -= len(data)
        return data


def read(source: Source) -> Iterator[RawPage]:
    """The pages in an archive, file by file; DOCX and EPUB, which are archives too, go to their own modules.

    Files that cannot be read do not stop the others: they are named together in a FormatError at the end.
    """
    from reader.pages.formats import docx, epub, read_source

    archive = Archive(source)
    if "META-INF/container.xml" in archive:
        yield from epub.read_archive(archive)
        return
    if "word/document.xml" in archive:
        yield from docx.read_archive(archive)
        return
    if "OFD.xml" in archive:
        raise FormatError(_("{name} is an OFD file; save it as PDF in its viewer").format(name=source.shown))
    if "[Content_Types].xml" in archive:
        raise FormatError(
            _("{name} is a spreadsheet or a presentation; of office files only DOCX is read").format(name=source.shown)
        )
    failures: list[str] = []
    tried = 0
    for name in archive.names():
        if any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts if part not in ("..", ".")):
            continue
        title = f"{source.shown}/{archive.title(name)}"
        try:
            if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or ":" in name[:2]:
                raise FormatError(_("{name} points out of its archive; not read").format(name=title))
            data = archive.read(name)
            suffix = PurePosixPath(name).suffix.lower()
            if not may_be_page(data[:HEAD], suffix):
                continue
            tried += 1
            member = Source(data, PurePosixPath(name).name, title)
            if kind_of(data[:HEAD], suffix) == "zip" and not _is_document(member):
                raise FormatError(_("{name} is an archive within an archive; unpack it first").format(name=title))
            yield from read_source(member)
        except FormatError as error:
            failures.append(str(error))
    if failures:
        raise FormatError(
            _("{name}: {number} of its files could not be read: {failures}").format(
                name=source.shown, number=len(failures), failures="; ".join(failures[:5])
            )
        )
    if not tried:
        raise FormatError(_("{name} holds no file that newsreader can read").format(name=source.shown))


def _is_document(member: Source) -> bool:
    archive = Archive(member)
    return "META-INF/container.xml" in archive or "[Content_Types].xml" in archive
