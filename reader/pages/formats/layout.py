"""Words at places on a sheet to columns, reading order and headlines: by position and type size.

Coordinates are in points with y growing upwards, as in PDF. Reading order is a recursive X-Y cut (Nagy and Seth, 1984)
over blocks of lines rather than over ink, with cuts below headlines taking precedence over chance gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

HEADLINE = 1.25
"""How many times the size of the text type must be to be a headline."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, or a blank: ``left`` and ``right`` by its advance, ``base`` its baseline, ``size`` its type size."""

    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Line:
    """Characters side by side without a gutter between them."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Block:
    """Lines of one size set closely below each other."""

    lines: list[Line] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return max(line.base + 0.8 * line.size for line in self.lines)

    @property
    def bottom(self) -> float:
        return min(line.base - 0.2 * line.size for line in self.lines)

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The characters put together into lines, by place alone; a character set twice for boldness is there once."""
    rows: dict[int, list[Glyph]] = {}
    sizes: Counter[float] = Counter()
    for glyph in _once(glyphs):
        rows.setdefault(round(glyph.base), []).append(glyph)
        sizes[round(glyph.size * 2) / 2] += 1
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    found: list[Line] = []
    waiting: list[Glyph] = []
    last: int | None = None
    for row in sorted(rows, reverse=True):
        # Baselines that differ by a point or so are one row: rounding, and figures in another font.
        if last is not None and last - row > 1:
            found.extend(_row(waiting, size))
            waiting = []
        waiting.extend(rows[row])
        last = row
    found.extend(_row(waiting, size))
    return _upright(found)


def text_size(lines: Iterable[Line]) -> float:
    """The size that most characters have: that of the running text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The lines put together into blocks: of one size, one below the other, no further apart than lines are set."""
    blocks: list[Block] = []
    for line in sorted(lines, key=lambda line: (-line.base, line.left)):
        best: Block | None = None
        for block in reversed(blocks):
            above = block.lines[-1]
            gap = above.base - line.base
            if gap > 8 * max(line.size, above.size):
                continue
            narrow = min(line.right - line.left, block.right - block.left)
            overlap = min(line.right, block.right) - max(line.left, block.left)
            alike = max(line.size, above.size) <= 1.06 * min(line.size, above.size)
            # An indented line below a paragraph's last word does not overlap with it, but begins where it began.
            under = overlap > 0.5 * narrow or abs(line.left - block.left) < 2.6 * line.size
            if alike and 0.5 * line.size < gap <= 2.1 * line.size and under:
                best = block
                break
        if best is None:
            blocks.append(Block([line]))
        else:
            best.lines.append(line)
    return blocks


def in_order(blocks: Sequence[Block], size: float) -> list[Block]:
    """The blocks in the order in which a page is read; ``size`` is that of the running text.

    A sheet is first cut above headlines that have clear space across its whole width, then into columns, and where
    something spans the columns, into strips.
    """
    if len(blocks) < 2:
        return list(blocks)
    strips = _cut([(-b.top, -b.bottom) for b in blocks], blocks, least=0.0)
    groups: list[list[Block]] = []
    for strip in strips:
        # Not at a chance gap of less than a line, nor below a headline that has no text yet: it would lose its own.
        apart = bool(groups) and min(b.bottom for b in groups[-1]) - max(b.top for b in strip) > 1.2 * size
        if not groups or (apart and _titled(strip, size) and not _waiting(groups[-1], size)):
            groups.append(list(strip))
        else:
            groups[-1].extend(strip)
    if len(groups) > 1:
        return [block for group in groups for block in in_order(group, size)]
    columns = _columns(blocks, size)
    if len(columns) > 1:
        heads = [b for b in blocks if _is_head(b, size)]
        rest = [b for b in blocks if not _is_head(b, size)]
        one = sum(_titled(column, size) for column in columns) == 1
        if one and rest and min(b.bottom for b in heads) > max(b.top for b in rest) - size:
            # A headline over the first of its columns, narrower than all of them together, still heads them all.
            return [*sorted(heads, key=lambda b: -b.top), *in_order(rest, size)]
        return [block for column in columns for block in in_order(column, size)]
    merged: list[list[Block]] = []
    for strip in strips:
        # Gaps between paragraphs that happen to lie side by side part nothing: the columns run on below them.
        if merged and not _titled(strip, size) and _run_on(merged[-1], strip, size):
            merged[-1].extend(strip)
        else:
            merged.append(list(strip))
    if len(merged) > 1:
        return [block for strip in merged for block in in_order(strip, size)]
    return sorted(blocks, key=lambda b: (round(b.left / (4 * size)) if size else 0, -b.top))


def _is_head(block: Block, size: float) -> bool:
    return block.size >= HEADLINE * size


def _waiting(blocks: Sequence[Block], size: float) -> bool:
    """Whether a headline among ``blocks`` has no text below it."""
    texts = [b for b in blocks if not _is_head(b, size)]
    return any(
        not any(b.top < head.bottom + size and b.left < head.right and b.right > head.left for b in texts)
        for head in blocks
        if _is_head(head, size)
    )


def _titled(blocks: Sequence[Block], size: float) -> bool:
    return any(_is_head(block, size) for block in blocks)


def paragraphs_of(blocks: Sequence[Block]) -> list[str]:
    """The running text of blocks in reading order as paragraphs, their lines apart by a line feed.

    A paragraph begins at an indented line, or after a line that stops short of the column; one that fills its column
    goes on at the head of the next.
    """
    paragraphs: list[list[str]] = []
    full = False
    widest = max((block.right - block.left for block in blocks if len(block.lines) > 1), default=0.0)
    for block in blocks:
        left, right, size = block.left, block.right, block.size
        for number, line in enumerate(block.lines):
            indented = line.left - left > 1.2 * line.size
            if number == 0 and len(block.lines) > 1:
                # The block's own left edge is that of its other lines: its first line may be indented.
                indented = line.left - min(other.left for other in block.lines[1:]) > 1.2 * size
            if indented or not full or not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append(line.text)
            full = right - line.right < 1.6 * size and right - left > 8 * size
        if len(block.lines) == 1 and right - left < 0.9 * widest:
            full = False
    return ["\n".join(lines) for lines in paragraphs]


def _once(glyphs: Iterable[Glyph]) -> Iterable[Glyph]:
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        step = 0.06 * glyph.size
        x, y = round(glyph.left / step), round(glyph.base / step)
        if any((glyph.char, x + dx, y + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            continue
        seen.add((glyph.char, x, y))
        yield glyph


def _row(glyphs: list[Glyph], size: float) -> list[Line]:
    """The characters on one baseline as lines: cut at gutters and where the size changes.

    A gutter can be as narrow as one character of the running text (``size``), whose own gaps are smaller; headlines are
    spaced out further.
    """
    lines: list[Line] = []
    reach = 0.0  # where the last line ends, with the blanks that are printed behind it
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        last = lines[-1] if lines else None
        gap = glyph.left - reach
        fits = (
            last is not None
            and abs(last.base - glyph.base) <= 0.35 * glyph.size
            and max(glyph.size, last.size) <= 1.3 * min(glyph.size, last.size)
            and gap < (1.5 if glyph.size >= HEADLINE * size else 0.9) * max(glyph.size, last.size)
        )
        if glyph.char == " ":
            if last is not None and fits:
                last.text = last.text.rstrip() + " "
                reach = max(reach, glyph.right)
            continue
        if last is None or not fits:
            lines.append(Line(glyph.char, glyph.left, glyph.right, glyph.base, glyph.size))
            reach = glyph.right
            continue
        wide = "\u2e80" <= glyph.char <= "\uffef" and last.text[-1] >= "\u2e80"
        if gap > (0.7 if wide else 0.2) * glyph.size and not last.text.endswith(" "):
            last.text += " "
        last.text += glyph.char
        last.right = reach = max(last.right, glyph.right)
    for line in lines:
        line.text = line.text.rstrip()
    return lines


def _upright(lines: list[Line]) -> list[Line]:
    """Headlines set downwards: characters alone on their lines, one closely below the other, become one line."""
    done: list[Line] = []
    columns: list[list[Line]] = []
    for line in lines:
        if len(line.text) > 1 or line.text < "\u2e80":
            done.append(line)
            continue
        for column in columns:
            above = column[-1]
            near = 0.5 * line.size < above.base - line.base < 1.6 * line.size
            if near and abs(above.left - line.left) < 0.3 * line.size and abs(above.size - line.size) < 0.1 * line.size:
                column.append(line)
                break
        else:
            columns.append([line])
    for column in columns:
        if len(column) < 3:
            done.extend(column)
            continue
        first = column[0]
        text = "".join(line.text for line in column)
        done.append(Line(text, first.left, first.right, first.base, first.size))
    return done


def _cut(spans: Sequence[tuple[float, float]], blocks: Sequence[Block], *, least: float) -> list[list[Block]]:
    """The blocks in groups, parted wherever no span reaches across a gap of more than ``least``."""
    groups: list[list[Block]] = []
    reach = 0.0
    for place in sorted(range(len(blocks)), key=lambda i: spans[i]):
        low, high = spans[place]
        if not groups or low - reach > least:
            groups.append([])
            reach = high
        groups[-1].append(blocks[place])
        reach = max(reach, high)
    return groups


def _columns(blocks: Sequence[Block], size: float) -> list[list[Block]]:
    """The blocks parted at the gutters; only at the widest where some are clearly wider: those part articles."""
    columns = _cut([(b.left, b.right) for b in blocks], blocks, least=0.8 * size)
    gutters = [
        min(b.left for b in right) - max(b.right for b in left)
        for left, right in zip(columns, columns[1:], strict=False)
    ]
    if len(gutters) < 2 or max(gutters) < 1.4 * min(gutters):
        return columns
    parted = [list(columns[0])]
    for gutter, column in zip(gutters, columns[1:], strict=True):
        if gutter >= 0.75 * max(gutters):
            parted.append([])
        parted[-1].extend(column)
    return parted


def _run_on(above: Sequence[Block], below: Sequence[Block], size: float) -> bool:
    """Whether two strips share their columns."""
    both = [*above, *below]
    columns = [len(_cut([(b.left, b.right) for b in part], part, least=0.8 * size)) for part in (above, below, both)]
    return columns[2] == max(columns[0], columns[1]) and not _titled(above, size)
