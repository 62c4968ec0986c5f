"""Notes out of the notebook and into it, its state checked, a generation restored: the work of `newsreader notes`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader import settings
from reader.language import _
from reader.model import Note
from reader.notebook import atomic, formats, layout, recovery
from reader.notebook.formats import markdown
from reader.notebook.generations import Generation, generations
from reader.notebook.notebook import Notebook
from reader.notebook.schema import ARTICLES, NOTES, SCHEMA, migrated
from reader.notebook.values import Imported, NotebookError

FORMATS = formats.FORMATS
_SUFFIXES = {".json": "json", ".jsonld": "annotation", ".md": "markdown", ".csv": "csv", ".tsv": "tsv"}


@dataclass(frozen=True, slots=True)
class Check:
    """The state of a notebook, line by line for the user; ``ok`` if nothing is wrong."""

    ok: bool
    lines: tuple[str, ...]


def format_of(output: Path) -> str:
    """The format that the name of ``output`` asks for; a name without a suffix is a folder of Markdown.

    Raises NotebookError if it asks for none.
    """
    if not output.suffix or output.is_dir():
        return "markdown"
    try:
        return _SUFFIXES[output.suffix.lower()]
    except KeyError:
        raise NotebookError(
            _("{path}: no format is known by this ending; say which with --format.").format(path=output)
        ) from None


def export_text(notebook: Notebook, format: str, notes: Iterable[Note] | None = None) -> str:
    """``notes`` (by default all, those in the trash and what is on articles too) as text. Raises NotebookError."""
    return formats.write(notebook.collection(notes), format)


def export_to(
    notebook: Notebook,
    output: Path,
    format: str | None = None,
    *,
    force: bool = False,
    notes: Iterable[Note] | None = None,
) -> list[Path]:
    """Write ``notes`` (by default all) to the file ``output``, as Markdown to a folder also; returns what was written.

    The format is that of the name unless it is given. Raises NotebookError if a file is there already and ``force``
    is not set, before anything is written, or if writing fails.
    """
    format = format or format_of(output)
    collection = notebook.collection(notes)
    if format == "markdown" and (output.is_dir() or not output.suffix):
        files = {output / name: text for name, text in markdown.write(collection).items()}
    else:
        files = {output: formats.write(collection, format)}
    there = [path for path in files if path.exists()]
    if there and not force:
        raise NotebookError(
            _("{path} is there already; nothing was written. Use --force to replace it.").format(path=there[0])
        )
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Excel takes a CSV file without a byte order mark for one in the system's own encoding.
            atomic.write(path, text.encode("utf-8-sig" if format == "csv" else "utf-8"))
    except OSError as error:
        raise NotebookError(
            _("{path} could not be written: {reason}.").format(path=path, reason=error.strerror or error)
        ) from error
    return list(files)


def import_from(notebook: Notebook, source: Path | str) -> Imported:
    """Take in the notes of a file ("-": standard input): an export as json or annotation, or another notebook.

    A note that is there already is changed only by a newer state of it. Raises NotebookError; then nothing was taken.
    """
    try:
        raw = sys.stdin.buffer.read() if str(source) == "-" else Path(source).read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotebookError(_("{path} could not be read: {reason}.").format(path=source, reason=error)) from error
    return notebook.merge(formats.read(text))


def check(path: Path | None = None) -> Check:
    """Look the notebook and its generations through, changing nothing. Raises NotebookError if it cannot be read."""
    path = path or settings.paths().notebook
    lines: list[str] = []
    ok = True
    try:
        raw = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise NotebookError(
            _("{path} could not be read: {reason}.").format(path=path, reason=error.strerror)
        ) from error
    if raw is None:
        ok = not generations(path)
        lines.append(_("{path}: there is no notebook.").format(path=path))
    else:
        ok, said = _looked_through(path, raw)
        lines += said
    for generation in generations(path):
        state = _generation_state(generation)
        lines.append(f"{generation.path}: {state}")
    for aside in sorted(each for kind in recovery.KINDS for each in path.parent.glob(f"{path.stem}.{kind}-*.json")):
        lines.append(_("{path}: was set aside; what could be saved of it is in the notebook.").format(path=aside))
    return Check(ok, tuple(lines))


def restore(path: Path | None = None, generation: str = "") -> str:
    """Make the notebook what it was in a generation (a path, or the start of its date; "" is the newest good one).

    The present state is kept as a generation first. Returns what was done, in words. Raises NotebookError.
    """
    path = path or settings.paths().notebook
    chosen = _chosen(path, generation)
    with Notebook(path) as notebook:
        number = notebook.restore_generation(chosen.path)
    when = chosen.made.astimezone().strftime("%Y-%m-%d %H:%M")
    return _("{count} notes restored as they were at {when}; the former state is kept as a copy.").format(
        count=number, when=when
    )


def _looked_through(path: Path, raw: bytes) -> tuple[bool, list[str]]:
    try:
        content = layout.decode(raw)
    except layout.Unreadable as error:
        return False, [_("{path}: damaged ({reason}).").format(path=path, reason=error)]
    if content.schema is not None and content.schema > SCHEMA:
        return True, [_("{path}: of a newer newsreader; can be read, not written.").format(path=path)]
    tables = migrated(content.tables, content.schema or 1)
    lines = [
        _("{path}: {notes} notes, {articles} articles with tags or a star.").format(
            path=path, notes=len(tables.get(NOTES, {})), articles=len(tables.get(ARTICLES, {}))
        )
    ]
    if not content.intact:
        lines.append(_("It was changed by hand or by another program since newsreader wrote it last."))
    flaws = recovery.flaws(tables)
    lines += [f"{key}: {why}" for key, why in flaws.items()]
    return content.intact and not flaws, lines


def _generation_state(generation: Generation) -> str:
    try:
        content = recovery.readable(generation.path.read_bytes())
    except (OSError, layout.Unreadable) as error:
        return _("damaged ({reason})").format(reason=error)
    return _("a copy of {when}, {notes} notes").format(
        when=generation.made.astimezone().strftime("%Y-%m-%d %H:%M"), notes=len(content.tables.get(NOTES, {}))
    )


def _chosen(path: Path, wanted: str) -> Generation:
    for generation in generations(path):
        made = generation.made.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        if wanted and not made.startswith(wanted) and Path(wanted).name != generation.path.name:
            continue
        try:
            recovery.copy_of(generation.path)
        except (OSError, layout.Unreadable) as error:
            if wanted:
                raise NotebookError(
                    _("{path} cannot be restored: {reason}.").format(path=generation.path, reason=error)
                ) from error
            continue
        return generation
    raise NotebookError(
        _("No copy of {path} is of {wanted}; `newsreader notes check` lists them.").format(path=path, wanted=wanted)
        if wanted
        else _("There is no good copy of {path}.").format(path=path)
    )
