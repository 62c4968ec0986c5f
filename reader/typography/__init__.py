"""Typography: cleaning of unsafe characters, cell width, folding, line breaking and wrapping of Chinese text."""

from reader.typography.clean import clean

__all__ = ["clean"]
