"""A row of the text in pieces of one look each, from the ranges that lie over it and the letters that stand on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from reader.model import Note
from reader.typography import Prepared
from reader.typography.breaks import INSIDE
from reader.ui.widgets.article_marks import LOOKS, MarkIndex

Overlay = tuple[int, int, str]
"""A half-open range of offsets and the look that lies over it (component class ``article--LOOK``)."""
Label = tuple[int, str]
"""An offset, and letters to be drawn over the text from there on."""
Piece = tuple[str, tuple[str, ...]]
"""Some text and the looks over it, the lowest first."""
PlacedNote = tuple[int, int, Note]
"""A half-open range of offsets and the note on it."""

HINT = "hint"
NOTE_COLOURS = ("yellow", "green", "blue", "pink", "orange", "purple")


def placed(notes: Iterable[Note], text: str) -> list[PlacedNote]:
    """The notes that have a place in ``text``, each where it stands."""
    found = [(note.anchor.start, min(note.anchor.end, len(text)), note) for note in notes if note.anchor]
    return [each for each in found if 0 <= each[0] < each[1]]


def marked(
    marks: MarkIndex, kinds: Collection[str], notes: Iterable[PlacedNote], start: int, end: int
) -> list[Overlay]:
    """What marks of ``kinds`` and notes lay over the text from ``start`` to ``end``, lower ones first."""
    found = [(mark.start, mark.end, LOOKS[mark.kind]) for mark in marks.overlapping(start, end) if mark.kind in kinds]
    for first, last, note in notes:
        if first < end and last > start:
            found.append((first, last, f"note-{note.colour}" if note.colour in NOTE_COLOURS else "note"))
    return found


def row_pieces(
    prepared: Prepared, start: int, end: int, overlays: Sequence[Overlay], labels: Iterable[Label] = ()
) -> Iterator[Piece]:
    """The text from ``start`` to ``end``, one row, as it is drawn. Its cells are those that ``prepared`` counts.

    Tabs are blanks, thin spaces are set. No look begins or ends within a grapheme cluster: one that reaches into a
    cluster does not show there. A label hides as many characters as it needs; those that meet another are left out.
    """
    letters = _placed(prepared, start, end, labels)
    for a, b in pairwise(_cuts(prepared, start, end, overlays, letters)):
        if a in letters:
            looks: tuple[str, ...] = (HINT,)
            text = letters[a][1]
        else:
            looks = tuple(look for first, last, look in overlays if first <= a and b <= last)
            text = _shown(prepared, a, b)
        if a > start and a in prepared.gaps:
            # A thin space belongs to what lies on both its sides.
            yield " ", tuple(look for first, last, look in overlays if first < a < last)
        yield text, looks


def _placed(prepared: Prepared, start: int, end: int, labels: Iterable[Label]) -> dict[int, tuple[int, str]]:
    """The labels on a row: where each begins, the end of what it hides, and its letters, as wide as that."""
    edges, levels = prepared.edges, prepared.levels
    placed: dict[int, tuple[int, str]] = {}
    free = start
    for at, label in sorted(labels):
        while at > start and levels[at] == INSIDE:
            at -= 1
        stop = at + 1
        while stop < end and (edges[stop] - edges[at] < len(label) or levels[stop] == INSIDE):
            stop += 1
        if at >= free:
            placed[at] = stop, label.ljust(edges[stop] - edges[at] - (stop in prepared.gaps))
            free = stop
    return placed


def _cuts(
    prepared: Prepared, start: int, end: int, overlays: Sequence[Overlay], letters: dict[int, tuple[int, str]]
) -> list[int]:
    """Where the looks of a row change; never within a grapheme cluster or under a label."""
    cuts = {cut for first, last, _ in overlays for cut in (first, last) if start < cut < end}
    cuts = {cut for cut in cuts if prepared.levels[cut] != INSIDE}
    for at, (stop, _) in letters.items():
        cuts.difference_update(range(at + 1, stop))
        cuts.update((at, stop))
    return sorted({start, end, *cuts})


def _shown(prepared: Prepared, start: int, end: int) -> str:
    """The text of a half-open range as it is drawn: blanks for tabs, thin spaces within it set."""
    text, gaps = prepared.text, prepared.gaps
    places = [start, *(n for n in range(start + 1, end) if n in gaps), end] if gaps else [start, end]
    return " ".join(text[a:b] for a, b in pairwise(places)).replace("\t", " ")
