"""What a byline says, and the words and institutions that it is told by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reader.pages import names
from reader.pages.lexicon import any_of, fold, table
from reader.pages.names import role_expression
from reader.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Byline:
    """What a printed byline says. ``names`` are persons or institutions, ``note`` whether it only tells of them.

    ``closing`` is whether it is a signature as it stands behind an article: (李明), 四川成都 李明.
    """

    names: tuple[str, ...]
    sure: float
    note: bool = False
    closing: bool = False


@cache
def patterns() -> dict[str, Pattern]:
    """What a byline is told by: roles and signs, callings, institutions, places, notes."""
    words = table("bylines")
    han = r"[\u4e00-\u9fff]"
    role = role_expression()
    return {
        **names.patterns(),
        "start": Pattern(rf"^(?:[{words['signs']}]\s*)*{role}"),
        "nation": Pattern(r"^[(\[【][\u4e00-\u9fff]{1,3}[)\]】]\s*(?=[\u4e00-\u9fff])"),
        "source": Pattern(rf"^{any_of(words['sources'])}|^[完上下续]$|综合$"),
        # Where and when a dispatch was filed, behind it: (本报北京5月14日电).
        "filed": Pattern(
            rf"{any_of(table('lines')['lead']['agencies'])}{han}{{0,10}}(?:(?:\d{{1,2}}月)?\d{{1,2}}日)?专?电"
        ),
        "place": Pattern(rf"^(?:{any_of(words['provinces'])}|{han}{{2,8}}[省市县区镇乡村]){han}{{0,10}}$"),
        "correspondent": Pattern(rf"{han}{{0,8}}{any_of(words['correspondents'])}"),
        "calling": Pattern(rf"{any_of(words['callings'])}$"),
        "author": Pattern(
            rf"({han}{{2,4}}(?:\s{han}{{2,4}}){{0,2}}|{han}\s+{han})\s*\((?:作者[系为是])?"
            rf"(?:{han}{{2,20}}(?:{any_of(words['institutions'])}|{any_of(words['callings'])}))\)"
        ),
        "titled": Pattern(rf"({han}{{2,4}}|{han}\s+{han})\s*\(([^()。!?:]{{2,20}})\)"),
        "belongs": Pattern(
            rf"(?:{any_of(words['callings'])}|{any_of(words['correspondents'])}|{any_of(words['institutions'])}|[省市县镇乡村])$"
            rf"|^{any_of(words['provinces'])}"
        ),
        "office": Pattern(rf"^{han}{{0,8}}?{any_of(words['office_openings'])}{han}{{0,14}}{any_of(words['offices'])}$"),
        "body": Pattern(rf"{han}{{1,8}}{any_of(words['offices'])}"),
        "institution": Pattern(rf"^[\u4e00-\u9fff“”·()\d]{{2,28}}{any_of(words['institutions'])}$"),
        "column": Pattern(rf"{any_of(words['column_owners'])}{any_of(words['columns'])}(?:·|$)"),
        "correspondent_of": Pattern(
            rf"^《?[\u4e00-\u9fff·]{{0,14}}(?:报|社|台|网|刊|客户端|频道|在线)》?(?:[驻赴][\u4e00-\u9fff·]{{1,9}}?)?"
            rf"(?:{any_of(words['qualities'])})*(?:记者|评论员)\s*\S"
        ),
        "station": Pattern(r"^(?:驻|赴)[\u4e00-\u9fff]{2,6}(?=\s)"),
    }


def institution(name: str) -> bool:
    """Whether ``name`` is an institution's, as far as its last words and its first tell."""
    if name[-1:] not in _institutional() or _NO_NAME.search(name):
        return False
    words = patterns()
    return words["institution"].match(name) is not None or words["office"].match(name) is not None


@cache
def _institutional() -> frozenset[str]:
    """The characters that an institution's name ends with."""
    words = table("bylines")
    return frozenset(fold(ending)[-1] for ending in (*words["institutions"], *words["offices"]))


_NO_NAME = Pattern(lambda: f"[{table('bylines')['not_institutions']}]")
