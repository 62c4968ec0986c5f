"""What a paragraph's first words tell: that an article opens, that it goes on, or what paper or agency it is from."""

from __future__ import annotations

from functools import cache

from reader.pages.lexicon import any_of, table
from reader.patterns import Pattern

_ANAPHORA = Pattern(
    lambda: (
        rf"{any_of(table('breaks')['refers_back'])}|[\u4e00-\u9fff]{{2,4}}:|[一二三四五六七八九]是|[二三四五六七八九]、|[二三四五]看"
        "|“(?!.{0,20}”)"
    )
)
_OPENER = Pattern(
    lambda: rf"{any_of(table('breaks')['opens'])}|(?:\d{{4}}年)?\d{{1,2}}月(?:\d{{1,2}}日|[上中下]旬|[,至])"
)


@cache
def _attributed() -> Pattern:
    """How a brief opens that tells where it is from: 据路透社5月6日报道, 综合外电报道, 央视新闻消息."""
    words = table("lines")["lead"]
    source = rf"(?:{any_of(words['agencies'])}|《[^》]{{2,16}}》|[\u4e00-\u9fff]{{0,10}}{any_of(words['sources'])})"
    when = r"(?:[\u4e00-\u9fff]{2,4}?)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
    told = rf"(?:网站|客户端|援引\S{{2,12}}?|综合|最新)?{any_of(words['told'])}"
    return Pattern(
        rf"(?P<by>据)?{source}{when}(?(by){told}|(?:电|讯|消息|专电))|{any_of(words['gathered'])}{any_of(words['told'])}"
    )


def attributed(bare: str) -> bool:
    """Whether a paragraph's first words tell what paper or agency it is from."""
    return bare[0] in table("lines")["lead"]["openings"] and _attributed().match(bare[:40]) is not None


def opening(bare: str) -> float:
    """Whether a paragraph's first words open an article (近日) or refer back to what was said (他, 此外)."""
    if _ANAPHORA.match(bare):
        return -1.0
    return 0.5 if _OPENER.search(bare[:24]) else 0.0
