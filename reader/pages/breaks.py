"""Whether one stretch of text runs on into another: the evidence at a break, put together by weights."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader import words
from reader.pages import prose
from reader.pages.lexicon import weights

_CANNOT_BEGIN = frozenset(",。、;:!?)”’》】%．.·…")
_CANNOT_END = frozenset("(“‘《【")
_COMMA = frozenset(",、")
_CLOSED = re.compile("[。!?…][”’)]*$")
_STARTER = re.compile(
    r"(?:本报|新华社|中新社|问:|答:|记者:|编者按|据悉|据了解|此外|同时|然而|不过|目前|近日|日前|其中|首先|其次|最后|另外|[一二三四五六七八九十]是|[一二三四五六七八九十]、|\([一二三四五六七八九十\d]\)|\d{1,2}[.、]\D)"
)
_SHORT_CLAUSE = re.compile("[^,、:;。“]{1,2}[,、;]")
_CONNECTIVES = frozenset(
    "目前 如今 不过 然而 其中 此外 同时 当然 因此 所以 可见 其实 近日 日前 今年 去年 首先 其次 最后 另外 此前 此后 之后 随后 后来 这时 对此 为此"
    " 据悉 而且 并且 但是 可是 于是 例如 比如 总之 如果 的确 诚然 眼下 当前 当天 当日 今天 昨天 明天 晚上 早上 上午 下午 夜里 清晨 傍晚 过去 从前 以前 现在 未来"
    " 接着 然后 再次 再者 显然 事实 第一 第二 第三 一是 二是 三是 四是 一方 春天 夏天 秋天 冬天 有人 记者 专家 另一".split()
)


class Joints:
    """Judge of breaks on one page, whose own words are evidence: what is broken here may stand whole elsewhere."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._known: set[str] = set()
        self._weights = weights("break")
        for bare in blocks:
            self._known.update(bare[i : i + 3] for i in range(len(bare) - 2))

    def runs_on(self, left: str, right: str) -> float:
        """How likely ``right`` goes on where ``left`` breaks off, as log odds. Both folded and without blanks."""
        if not left or not right:
            return 0.0
        weight = self._weights
        before, after = left[-1], right[0]
        score = weight["bias"]
        if after in _CANNOT_BEGIN:
            return weight["cannot_begin"]
        if before in _CANNOT_END:
            return weight["cannot_end"]
        if prose.hyphenated(left, right):
            return weight["cannot_end"]
        if _CLOSED.search(left[-4:]):
            return weight["closed"]
        if before in _COMMA:
            score += weight["comma"]
        elif before in ";:”)":
            score += weight["half_closed"]
        if before.isdigit() and (after.isdigit() or after in "年月日亿万元%个人家项次名吨"):
            score += weight["number"]
        elif before.isascii() and before.isalpha() and after.isascii() and after.isalpha():
            score += weight["latin"]
        score += weight["bracket"] * _left_open(left, right)
        if before in "的在是和与及或对从向把被将为以于而但并就也都又不很更最没这那该其所由每某第两几让使给比":
            score += weight["function_end"]
        if after in "的了着过们里等之地得者性化吗呢吧是":
            score += weight["function_begin"]
        elif after in "量度率员品区场院所司式时内间前后年月日元亿万家名位件台个种次分点米斤吨":
            score += weight["tail_begin"]
        if _SHORT_CLAUSE.match(right) and right[:2] not in _CONNECTIVES and right[0] not in "问答他她它我你":
            score += weight["short_clause"]
        if _STARTER.match(right[:12]):
            score += weight["starter"]
        known = (left[-2:] + after in self._known) + (before + right[:2] in self._known)
        # The break itself does not count: its characters never stand together in a block.
        score += (0.0, weight["known"], weight["known_twice"])[known]
        if known < 2 and before > "\u2e80" and after > "\u2e80":
            if _crossed(left[-8:], right[:8]):
                score += weight["word"]
            else:
                score += weight["no_word"] + weight["odd_start"] * _starts_oddly(right[:8])
        return score


def _left_open(left: str, right: str) -> int:
    """1 if a quotation or bracket that ``left`` leaves open is closed in ``right``, -1 if ``right`` closes none."""
    for opening, closing in ("“”", "()", "《》"):
        tail = left[-120:]
        if tail.rfind(opening) > tail.rfind(closing):
            head = right[:160]
            close, again = head.find(closing), head.find(opening)
            return 1 if close >= 0 and (again < 0 or close < again) else -1
    return 0


_SINGLE = frozenset(
    "在从一这那他她它我你您对把有如据问答让为除当以而但就不两三四五去今近每比按随与由到用没也还再先更最若凡自本该各全新老大小第至向经因受虽可既无非"
)


def _starts_oddly(right: str) -> bool:
    """Whether the text opens with a word of one character that seldom opens a paragraph: the end of a cut word."""
    if not right or right[0] in _SINGLE or right[0] < "\u3400":
        return False
    start, end = words.cut(right)[0]
    return end - start == 1


def _crossed(left: str, right: str) -> bool:
    """Whether a word of the dictionary lies across the break."""
    place = len(left)
    return any(start < place < end for start, end in words.cut(left + right))
