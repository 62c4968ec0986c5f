"""Text made plain for reading figures: one form a character, and no blanks inside a number."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from reader import resources

_BLANK = "[ \u00a0\u2002-\u200a\u202f\u3000]"
_NUMERAL = "零〇一二两三四五六七八九十百千万亿兆点几半廿卅壹贰叁肆伍陆柒捌玖拾佰仟"


@cache
def folding() -> tuple[re.Pattern[str], dict[str, str]]:
    """The characters that are read as others (full-width, traditional, variants), as a pattern and a table."""
    table: dict[str, str] = {}
    for pairs in resources.toml("figures", "characters.toml")["fold"].values():
        for pair in pairs.split():
            if pair[0] != pair[1]:
                table[pair[0]] = pair[1]
    return re.compile("[" + re.escape("".join(table)) + "]"), table


def _measured() -> str:
    """What shows that digits set apart are one number: a magnitude, or the first character of what is counted."""
    words = [word for word in " ".join(resources.words("figures", "measure_words.txt")).split() if word[0] != "~"]
    units = resources.toml("figures", "units.toml")
    words += [word for group in units.values() for word in group.get("words", ())]
    firsts = {word[0] for word in words} - set("年月日时分秒点号期版页第号章节条款季周届次集回")
    return "[" + re.escape("".join(sorted(firsts | set("万亿%‰余多元℃倍成")))) + "]"


def _letters() -> str:
    """The units of more letters than one, and the single ones that science prints behind a blank (600 m³/s, 5 g)."""
    units = resources.toml("figures", "units.toml")
    letters = {word for group in units.values() for word in group.get("letters", ()) if len(word) > 1} - {"in"}
    return "|".join(re.escape(word) for word in sorted(letters | set("mgtLW"), key=len, reverse=True))


_MEASURED = _measured()


def _behind(digits: range) -> str:
    """Behind so many digits that stand in a sentence, and are no number of a list at the start of a line."""
    first = "[^ 0-9.,第图表注见。；：]"
    return "(?:" + "|".join(f"(?<={first}{gap}{'[0-9]' * n})" for n in digits for gap in ("", _BLANK)) + ")"


# Blanks that typesetting or scanning puts inside a figure. Blanks between two words, as in headlines, stay.
_BLANKS = re.compile(f"{_BLANK}+")
_INSIDE = re.compile(
    rf"[0-9]{_BLANK}+[0-9]{{3}}{_BLANK}?[万亿]"  # 3 500亿
    rf"|[0-9.]{_BLANK}{{1,3}}[\u4e00-\u9fff%‰℃°∶]"  # 177.1 亿元
    rf"|[\u4e00-\u9fff]{_BLANK}{{1,3}}[0-9]"  # 约 2400 家
    rf"|[0-9]{_BLANK}(?:{_letters()})(?![A-Za-z0-9])"  # 600 m³/s
    rf"|[0-9]{_BLANK}\.[0-9]"  # 12 .6万
    rf"|[0-9]{_BLANK},[0-9]{{3}}{_BLANK}?{_MEASURED}"  # 2 ,000人
    rf"|(?=[.]){_behind(range(1, 5))}\.{_BLANK}[0-9]{{1,8}}{_BLANK}?{_MEASURED}"  # 达12. 5亿元
    rf"|(?=,){_behind(range(1, 4))},{_BLANK}[0-9]{{3}}(?:,{_BLANK}?[0-9]{{3}}){{0,4}}{_BLANK}?{_MEASURED}"  # 共3, 000人
    rf"|(?:(?<=,[0-9]{{3}})|(?<=,{_BLANK}[0-9]{{3}})),{_BLANK}[0-9]{{3}}{_BLANK}?{_MEASURED}"  # 1, 250, 000元
    rf"|(?=[0-9]{_BLANK}[0-9]{{1,2}}[万亿%‰]){_behind(range(2))}[0-9]{_BLANK}[0-9]{{1,2}}[万亿%‰]"  # 可达3 0亿元
    rf"|(?=[0-9]{_BLANK}[0-9]{{3}}){_behind(range(3))}[0-9](?:{_BLANK}[0-9]{{3}}){{1,4}}{_BLANK}?{_MEASURED}"  # 1 200人
    rf"|(?<=[0-9]{_BLANK}[0-9]{{2}})[0-9](?:{_BLANK}[0-9]{{3}}){{1,3}}{_BLANK}?{_MEASURED}"  # 共计1 250 000元
    rf"|[{_NUMERAL}]{_BLANK}{{1,3}}[{_NUMERAL}分成折个余多又]"  # 一百 五 十 二
    rf"|[分之个百又负]{_BLANK}{{1,3}}[{_NUMERAL}分之负]"  # 百 分 之 五
    rf"|[0-9]{_BLANK}[0-9k]{_BLANK}?折"  # 7 2 折
    rf"|[十百千万亿]{_BLANK}(?:元|[美日港欧韩泰加澳]元|英镑|卢比|卢布|吨|公里|平方)"  # 三千 日元
    rf"|[约近超逾]{_BLANK}[{_NUMERAL}]"
)
_TENTHS = re.compile(rf"成{_BLANK}[一二三四五六七八九半](?![\u4e00-\u9fff])")  # 七成 六


class Plain:
    """A text made plain, with the way back: ``place`` turns an offset in ``text`` into one in the original."""

    __slots__ = ("_after", "_at", "text")

    def __init__(self, original: str) -> None:
        pattern, table = folding()
        text = pattern.sub(lambda m: table[m[0]], original)
        self._at: list[int] = []
        self._after: list[int] = [0]
        if " " in text or "\u3000" in text or "\u00a0" in text or "\u2009" in text:
            text = self._squeezed(text)
        self.text = text

    def _squeezed(self, text: str) -> str:
        pieces, last, lost = [], 0, 0
        for m in _BLANKS.finditer(text):
            before = m.start() - 1
            if before < 0 or not (_INSIDE.match(text, before) or _TENTHS.match(text, before)):
                continue
            pieces.append(text[last : m.start()])
            self._at.append(m.start() - lost)
            lost += m.end() - m.start()
            self._after.append(lost)
            last = m.end()
        pieces.append(text[last:])
        return "".join(pieces)

    @property
    def same(self) -> bool:
        """Whether offsets are those of the original."""
        return not self._at

    def place(self, offset: int) -> int:
        """The offset in the original of the character at ``offset`` in the plain text."""
        return offset + self._after[bisect_right(self._at, offset)]
