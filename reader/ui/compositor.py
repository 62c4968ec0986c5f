"""What of the screen is painted: only what can be seen of the part that has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class LeanCompositor(Compositor):
    """Textual's compositor draws, for every change, all widgets wholly, and the containers that lie behind them too.

    What it puts on the screen is the same here; but a widget is asked only for the lines that are to be painted and
    that no widget in front of it hides.
    """

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The lines of ``crop`` in pieces between the edges of widgets; empty pieces where nothing is to be painted."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [{} for _line in cuts]
        missing: dict[int, set[int]] = {}
        for y in range(max(0, crop.y), min(crop.bottom, len(cuts))):
            if is_rendered_line(y):
                chops[y] = dict.fromkeys(cuts[y][:-1])
                ends = zip(cuts[y], cuts[y][1:], strict=False)
                missing[y] = {start for start, end in ends if start < crop.right and end > crop.x}
        for widget, (whole, clip) in self.visible_widgets.items():
            seen = whole.intersection(clip)
            left, right = seen.column_span
            lines = [y for y in missing if seen.y <= y < seen.bottom and any(left <= x < right for x in missing[y])]
            if not lines:
                continue
            top = lines[0]
            strips = widget.render_lines(Region(left - whole.x, top - whole.y, seen.width, lines[-1] + 1 - top))
            for y in lines:
                if y - top >= len(strips):  # a widget that does not know its new size yet
                    break
                inside = [x for x in cuts[y] if left <= x <= right]
                line = chops[y]
                for x, piece in zip(inside, strips[y - top].divide([x - left for x in inside[1:]]), strict=False):
                    if line[x] is None:
                        line[x] = piece
                        missing[y].discard(x)
                if not missing[y]:
                    del missing[y]
        return cast("Sequence[Mapping[int, Strip]]", chops)
