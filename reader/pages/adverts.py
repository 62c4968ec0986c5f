"""Advertisements on one line: what sells, gives notice or asks readers to write, by its words."""

from __future__ import annotations

import re
from functools import cache

from reader.pages.lexicon import any_of, fold, table
from reader.patterns import Pattern

_NOTICE = 200
"""A notice (征稿启事:…) has no more characters."""
_SLOGANS = 40
_SEVERAL = 3
_PARTED = Pattern(r"\s*[·|]\s*|\s{2,}")
"""What stands between the slogans of an advertisement on one line."""
_INVITATION = 160
_SHORT_INVITATION = 60
_ADDRESS = Pattern(r"[\w.+-]+@[\w.-]+|www\.|https?:")


@cache
def _patterns() -> dict[str, Pattern]:
    words = table("lines")
    return {
        "sure": Pattern(any_of(words["advert"]["sure"])),
        "sales": Pattern(any_of(words["advert"]["words"])),
        "slogans": Pattern(any_of([*words["advert"]["words"], *words["advert"]["slogans"]])),
        "phone": Pattern(
            r"(?<!\d)(?:0\d{2,3}[- ]?\d{7,8}|1[3-9]\d{9}|400[- ]?\d{3,4}[- ]?\d{3,4}|\d{3,4}-\d{7,8})(?!\d)"
            r"|(?:电话|热线|微信号?|QQ|传真|手机|[Tt][Ee][Ll])\s*[:.]?\s*[A-Za-z]*[-_]?"
            r"\d[\d -]{3,}(?![\d\u4e00-\u9fff])"
        ),
        "shop": Pattern(rf"{any_of(words['advert']['shops'])}$"),
        "contact": Pattern(rf"(?:{any_of(words['advert']['contacts'])})\s*[:/]"),
        "notices": Pattern(any_of([*words["advert"]["notices"], "广告"])),
        "notice": Pattern(rf"(?:{any_of(words['advert']['notices'])})(?:$|\s)|^[(\[【·]*广告|广告[)\]】·]*$"),
        "notice_told": Pattern(rf"[(\[【]?(?:{any_of(words['advert']['notices'])})[)\]】]?[: ]"),
        "loss": Pattern(
            rf"[(\[【◆●■]?\s*{any_of(words['advert']['losses'])}[)\]】]?:.*{any_of(words['advert']['lost'])}"
        ),
        "invites": Pattern(any_of(words["meta"]["invites"])),
        "next": Pattern(rf"[(\[【]?{any_of(words['meta']['next'])}[)\]】]?\s*[:/]"),
    }


def advert(folded: str) -> str:
    """Why the folded line is an advertisement or a notice that somebody paid for; "" if its words do not say so."""
    found = _patterns()
    if (
        len(folded) <= 60
        and found["notices"].search(folded)
        and found["notice"].search(folded[:16])
        and folded[-1] != "。"
    ):
        return "advertisement"
    if len(folded) <= 100 and found["sure"].search(folded) and not re.search("[。!?][^)】]", folded):
        return "advertisement"
    if len(folded) <= _NOTICE and (found["notice_told"].match(folded) or found["loss"].match(folded)):
        return "advertisement"
    offers = len(set(found["sales"].findall(folded)))
    slogans = offers and len(folded) <= _SLOGANS and not re.search(r"[。!?;]|\s[\d.%-]+(?:\s|$)", folded)
    if slogans and len(_PARTED.split(folded)) >= _SEVERAL:
        return _OFFERS
    score = offers + 2 * bool(offers and found["phone"].search(folded))
    told_of = offers == 1 and folded[-1] == "。"  # 他的电话138…一直没人接。
    return _OFFERS if score >= 3 and score >= len(folded) / 45 and not told_of else ""


_OFFERS = "advertisement: offers, addresses or telephone numbers"


def invites(folded: str) -> bool:
    """Whether the folded line only asks readers to write: it tells what is next, or in few words where to."""
    found = _patterns()
    if len(folded) > _INVITATION or not found["invites"].search(folded):
        return False
    if found["next"].match(folded):
        return True
    return len(folded) <= _SHORT_INVITATION and bool(_ADDRESS.search(folded) or found["phone"].search(folded))


def sells(text: str) -> bool:
    """Whether a line has words of selling, or is a shop's name: alone that is not enough, beside an address it is."""
    folded = fold(text)
    return _patterns()["slogans"].search(folded) is not None or _patterns()["shop"].search(folded) is not None


def contact(text: str) -> bool:
    """Whether a line begins by saying where something is sold: 地址:, 电话:."""
    return _patterns()["contact"].match(fold(text)) is not None
