"""Typography: cleaning of unsafe characters, cell width, folding, line breaking and wrapping of Chinese text."""

from reader.typography.breaks import opportunities
from reader.typography.clean import clean, visible
from reader.typography.folding import fold
from reader.typography.width import cell_width, cell_widths, truncate
from reader.typography.wrap import Prepared, Rows, prepare, wrap

__all__ = [
    "Prepared", "Rows", "cell_width", "cell_widths", "clean", "fold", "opportunities", "prepare", "truncate", "visible",
    "wrap",
]  # fmt: skip
