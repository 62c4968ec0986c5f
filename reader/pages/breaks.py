"""Whether one stretch of text runs on into another: the evidence at a break, put together by weights."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from reader import words
from reader.pages import prose
from reader.pages.lexicon import any_of, table, weights
from reader.patterns import Pattern

_CANNOT_BEGIN = frozenset(",。、;:!?)”’》】%．.·…")
_CANNOT_END = frozenset("(“‘《【")
_COMMA = frozenset(",、")
_CLOSED = Pattern("[。!?…][”’)]*$")
_SHORT_CLAUSE = Pattern("[^,、:;。“]{1,2}[,、;]")


@cache
def _characters(name: str) -> frozenset[str]:
    """The characters, or words, of an entry in breaks.toml."""
    return frozenset(table("breaks")[name])


@cache
def _starter() -> Pattern:
    """What opens a paragraph: the words of breaks.toml, and numbers that count paragraphs."""
    return Pattern(
        rf"(?:{any_of(table('breaks')['starters'])}"
        r"|[一二三四五六七八九十]是|[一二三四五六七八九十]、|\([一二三四五六七八九十\d]\)|\d{1,2}[.、]\D)"
    )


class Joints:
    """Judge of breaks on one page, whose own words are evidence: what is broken here may stand whole elsewhere."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._judged: dict[tuple[str, str], float] = {}
        self._weights = weights("break")
        self._text = "\n".join(blocks)
        self._asked = 0
        self._triples: frozenset[int] | None = None

    def runs_on(self, left: str, right: str) -> float:
        """How likely ``right`` goes on where ``left`` breaks off, as log odds. Both folded and without blanks."""
        key = (left, right)
        if key not in self._judged:
            self._judged[key] = self._judge(left, right) if left and right else 0.0
        return self._judged[key]

    def _judge(self, left: str, right: str) -> float:
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
        if before.isdigit() and (after.isdigit() or after in _characters("units")):
            score += weight["number"]
        elif before.isascii() and before.isalpha() and after.isascii() and after.isalpha():
            score += weight["latin"]
        score += weight["bracket"] * _left_open(left, right)
        if before in _characters("function_end"):
            score += weight["function_end"]
        if after in _characters("function_begin"):
            score += weight["function_begin"]
        elif after in _characters("tail_begin"):
            score += weight["tail_begin"]
        if right[:2] in _characters("complements"):
            score += weight["complement"]
        if (
            _SHORT_CLAUSE.match(right)
            and right[:2] not in _characters("connectives")
            and right[0] not in _characters("speakers")
        ):
            score += weight["short_clause"]
        if _starter().match(right[:12]):
            score += weight["starter"]
        known = self.known(left, right)
        # The break itself does not count: its characters never stand together in a block.
        score += (0.0, weight["known"], weight["known_twice"])[known]
        if known < 2 and before > "\u2e80" and after > "\u2e80":
            if words.lies_across(left[-3:] + right[:3], min(3, len(left))):
                score += weight["word"]
            else:
                score += weight["no_word"] + weight["odd_start"] * _starts_oddly(right[:8])
        return score

    def known(self, left: str, right: str) -> int:
        """How many of the two rows of three characters across the break stand elsewhere on the page, 0 to 2."""
        four = left[-2:] + right[:2]
        if self._triples is None or len(four) < 4:
            return self._stands(left[-2:] + right[:1]) + self._stands(left[-1:] + right[:2])
        first, second, third, fourth = map(ord, four)
        if first | second | third | fourth > 0xFFFF:
            return self._stands(four[:3]) + self._stands(four[1:])
        middle = second << 16 | third << 32
        return (first | middle in self._triples) + (middle >> 16 | fourth << 32 in self._triples)

    def _stands(self, three: str) -> bool:
        """Whether these three characters stand together in a block."""
        if len(three) != 3:
            return False
        if self._triples is None:
            self._asked += 1
            if self._asked <= _FEW:
                return three in self._text
            self._triples = frozenset(_triples(self._text))
        first, second, third = map(ord, three)
        if first | second | third > 0xFFFF:
            return _triples(three)[0] in self._triples
        return first | second << 16 | third << 32 in self._triples


_FEW = 60
"""So many times the text is searched; to know all its triples takes as long, and then they are found at once."""

_LARGE = Pattern("[\U00010000-\U0010ffff]")


def _triples(text: str) -> memoryview:
    """Each three neighbouring characters of ``text`` as one number, which takes a fifth of the time that strings take.

    Characters beyond 16 bits are all taken for one.
    """
    packed = _LARGE.sub("\ufffd", text).encode("utf-16-le", "surrogatepass")
    count = max(0, len(packed) // 2 - 2)
    numbers = bytearray(8 * count)
    for byte in range(6 if count else 0):
        numbers[byte::8] = packed[byte::2][:count]
    return memoryview(numbers).cast("Q")


def _left_open(left: str, right: str) -> int:
    """1 if a quotation or bracket that ``left`` leaves open is closed in ``right``, -1 if ``right`` closes none."""
    tail = left[-120:]
    for opening, closing in ("“”", "()", "《》"):
        if opening in tail and tail.rfind(opening) > tail.rfind(closing):
            head = right[:160]
            close, again = head.find(closing), head.find(opening)
            return 1 if close >= 0 and (again < 0 or close < again) else -1
    return 0


def _starts_oddly(right: str) -> bool:
    """Whether the text opens with a word of one character that seldom opens a paragraph: the end of a cut word."""
    if not right or right[0] in _characters("single_begin") or right[0] < "\u3400":
        return False
    return not words.opens_with_word(right)
