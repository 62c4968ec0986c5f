"""Pages: the raw text of a newspaper page becomes articles, and nothing of it is lost."""

from reader.pages.assemble import page_from_parts
from reader.pages.split import split, split_page

__all__ = ["page_from_parts", "split", "split_page"]
