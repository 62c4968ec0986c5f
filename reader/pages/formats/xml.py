"""XML from outside, parsed without entities of its own making and without looking elsewhere."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from reader.language import _
from reader.pages.formats.source import FormatError, too_large

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_TAGS = 3_000_000  # each becomes an object of a hundred bytes or more; a thick book has a hundred thousand
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30};)")
_OWN = (b"amp;", b"lt;", b"gt;", b"quot;", b"apos;")


def parse(data: bytes, name: str) -> Element:
    """The root of an XML document. Named characters of HTML (&nbsp;) are known.

    Raises FormatError, naming ``name``, if it is not well formed, has more than MAX_TAGS tags, or declares entities, by
    which a few lines can be made to unfold into gigabytes or to draw in files.
    """
    if data.count(b"<") > MAX_TAGS:
        raise too_large(name)
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(_NAMED.sub(_numbered, data))  # type: ignore[no-any-return]
    except DefusedXmlException as error:
        raise FormatError(
            _("{name} declares entities of its own, which can exhaust the machine; not read").format(name=name)
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        raise FormatError(_("{name} is damaged: not well-formed XML ({why})").format(name=name, why=error)) from error


def _numbered(found: re.Match[bytes]) -> bytes:
    """&nbsp; as &#160;; what XML itself knows, and what nobody knows, as it is."""
    char = None if found[1] in _OWN else html5.get(found[1].decode("ascii"))
    return found[0] if char is None else "".join(f"&#{ord(c)};" for c in char).encode("ascii")
