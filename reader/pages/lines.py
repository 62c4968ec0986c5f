"""What a line is by its own words: page header, editors' line, jump, caption, advertisement, section label."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reader.model import Role
from reader.pages import adverts, web
from reader.pages.headers import header
from reader.pages.lexicon import any_of, fold, sections, table
from reader.patterns import Pattern

Furniture = tuple[Role, str]


@cache
def _patterns() -> dict[str, Pattern]:
    words = table("lines")
    offices = any_of(words["editor"]["offices"])
    way = rf"(?:{any_of(words['jump']['onward'])}|{any_of(words['jump']['back'])})"
    where = (
        r"(?:\s*[A-Za-z]?\s*[\d一二三四五六七八九十]{1,3}\s*版|\s*第?\s*[A-Za-z]?\s*[\d一二三四五六七八九十]{1,3}\s*[版页]"
        r"|\s*[A-Z]\d{1,2}|\s*本版|\s*[前后左右上下]版|\s*[\u4e00-\u9fff]{2,4}版|\s*P\d+)"
    )
    signs = r"[(\[【<]?\s*[▲▼→←■◆▶►>↓●]*\s*"
    jump = rf"{signs}{way}{where}[^。,]{{0,12}}?\s*[)\]】>]?"
    return {
        "editor": Pattern(rf"[(\[【■□●◆]?\s*{offices}\s*(?:[:/]|\s|(?=[\u4e00-\u9fff]{{2,3}}(?:\s|$)))"),
        "jump": Pattern(rf"(?:{jump}|{signs}转{where}\s*[)\]】>]?)$"),
        "elsewhere": Pattern(rf"{signs}{any_of(words['jump']['elsewhere'])}{where}[)\]】>]?$"),
        "credit": Pattern(
            r"[(\[]?(?:新华社|中新社|本报|本刊|人民视觉|视觉中国)?\s*(?:发|特约记者|记者|通讯员)?\s*"
            r"[(\[]?[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,2}\s*摄\s*[)\]]{0,2}$",
            needs="摄",
        ),
        "jump_tail": Pattern(rf"[(\[【]?\s*{jump}$"),
        "jump_head": Pattern(rf"^[(\[【]\s*{any_of(words['jump']['back'])}{where}[^。,]{{0,12}}?[)\]】]"),
        "onward": Pattern(rf"{any_of(words['jump']['onward'])}|^{signs}转"),
        "back": Pattern(any_of(words["jump"]["back"])),
        "same": Pattern("本版"),
        "caption_open": Pattern(rf"[(\[【]?{any_of(words['caption']['openings'])}"),
        "caption_end": Pattern(rf"(?:{any_of(words['caption']['endings'])})[)\]】]?[。.]?$"),
        "decoration": Pattern(
            rf"^([【\[［〔〖<《(（「『／/>＞»›》|｜＃{SIGNS}\s]*)(.*?)([】\]］〕〗>》)）」』／/:：{SIGNS}\s]*)$"
        ),
        "meta": Pattern(any_of(words["meta"]["words"])),
        "call": Pattern(any_of(words["meta"]["calls"])),
        "rule": Pattern(
            r"[=\-_*~#+.·]{3,}\s*(?:第?\s*[\d一二三四五六七八九十]{1,4}\s*[篇条则]?\s*[=\-_*~#+.·]{2,})?$"
            r"|[(\[【<]?(?:稿件|文章|稿)\s*[\d一二三四五六七八九十]{1,3}[)\]】>]?:?$"
        ),
        # A title, a gap or dots, and the page that it stands on.
        "index": Pattern(
            r"[^。;]{4,50}?(?:\s+|[.…·—-]{2,}\s*|[(\[→▶►>/]\s*)"
            rf"(?:{any_of(words['jump']['elsewhere'])})?\s*第?\s*[A-Z]?\d{{1,3}}\s*版\s*[)\]]?$"
            r"|(?:[①-⑳]|第?[A-Z]?\d{1,2}|第?[一二三四五六七八九十]{1,2})版[\s:|·]+[^。;]{6,40}$"
            r"|[^。;]{4,50}?(?:[ ]{2,}|[.…·—-]{2,}\s*|[(\[→▶►>/]\s*)(?:[A-Z]\d{1,2}|P\d{1,2}|[.…]\s*\d{1,2})\s*[)\]]?$"
        ),
        "index_label": Pattern(
            rf"[【\[［〔〖<《(「{SIGNS}\s]*{any_of(words['index']['labels'])}[】\]］〕〗>》)」{SIGNS}:\s]*"
        ),
        "imprint": Pattern(any_of(words["imprint"]["words"])),
        "may_label": Pattern(rf"{any_of(words['section']['may_end'])}$"),
        "section_end": Pattern(rf"{any_of(words['section']['endings'])}$"),
    }


@lru_cache(32768)
def furniture(text: str, folded: str | None = None) -> Furniture | None:
    """What kind of furniture the printed line ``text`` is and why, or None if its words do not say so.

    ``folded`` is the text folded, where that is at hand.
    """
    if len(text) > 200:
        return None
    folded = fold(text) if folded is None else folded
    found = _furniture(folded)
    if found or " " not in text or len(text) > 60:
        return found
    return _furniture("".join(folded.split()))  # extraction may have put blanks into the words that tell


def _furniture(folded: str) -> Furniture | None:
    found = _patterns()
    if len(folded) <= 200 and (_RULE.fullmatch(folded) or (len(folded) <= 80 and found["rule"].match(folded))):
        return "other", RULE
    if len(folded) <= 30 and found["jump"].match(folded):
        return "jump", "points to another page"
    if len(folded) <= 30 and found["elsewhere"].match(folded):
        return "other", LISTED
    if len(folded) <= 80 and header(folded):
        return "header", "page header: nothing but date, page and paper"
    if len(folded) <= 90 and found["editor"].match(folded) and not re.search("[。!?;]", folded[:-1]):
        return "editor", "names the editors"
    paged = "版" in folded or folded[-1] in ")]0123456789"
    if len(folded) <= 70 and ((paged and found["index"].match(folded)) or found["index_label"].fullmatch(folded)):
        return "other", LISTED
    if caption(folded):
        return "caption", "belongs to a picture"
    if web.beside(folded):
        return "other", WEB
    if why := adverts.advert(folded):
        return "advert", why
    if adverts.invites(folded):
        return "other", "asks readers to write"
    calls = len(folded) <= 40 and "。" not in folded[:-1] and "作者" not in folded[:3]  # else a note on the author
    if calls and (found["call"].search(folded) or _CALL.match(folded)):
        return "other", WEB
    if len(folded) <= 60 and len(found["meta"].findall(folded)) >= 2 and "。" not in folded:
        return "other", WEB
    if len(folded) <= 160 and (imprint := set(found["imprint"].findall(folded))) and _imprint(folded, imprint):
        return "other", "tells how the paper is reached, made and sold"
    return None


def _calling(words: dict[str, list[str]]) -> str:
    return rf"[(\[【]?(?:{any_of(words['scans'])}|更多.{{1,10}}{any_of(words['codes'])})"


_CALL = Pattern(lambda: _calling(table("lines")["meta"]))


def _imprint(folded: str, told: set[str]) -> bool:
    """Whether a line with these words of an imprint is one: several of them in few characters, and no sentence."""
    if re.search("[。!?;].", folded):
        return False
    return len(told) >= 2 + len(folded) / 50 or (len(told) >= 2 and re.search(r"\d[\d-]{4,}", folded) is not None)


_HAN = Pattern("[\u4e00-\u9fff]+")
LISTED = "points to what else is printed"
"""Why a line of an index is set aside."""
WEB = "beside a web page's article"
"""Why what a web page has beside an article is set aside."""
RULE = "a rule between articles"
"""Why a line of nothing but signs is set aside."""
SIGNS = "§¶＝＿◆◇■□●○★☆▲△▶►◎·•|※#＊*~～—\\-=+–\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff"
"""Signs that are put round a label or between articles, as the inside of a class of characters."""
_RULE = Pattern(
    rf"(?:[\s{SIGNS}]*(?:[\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff※#＊]|·|…{{5,}}|[•*~～=＝+_＿|]\s*[·•*~～=＝+_＿|]|[—–.\-]\s*[—–.\-]\s*[—–.\-])[\s{SIGNS}_.]*)"
)


def stands_alone(text: str, aside: Furniture) -> bool:
    """Whether a line that is furniture as ``aside`` says is so by itself, whatever lines stand before and behind it."""
    if aside[0] != "caption":
        return aside[1] in (RULE, LISTED) or (aside[1] == WEB and web.beside(fold(text)))
    folded = fold(text)
    return (
        credited(text)
        or folded[-1] in "。)"
        or _DRAWN.fullmatch(folded) is not None
        or _SOURCE.match(folded) is not None
    )


_SOURCE = Pattern(lambda: any_of(table("lines")["caption"]["sources"]))


def opens_caption(folded: str) -> bool:
    """Whether a line in the middle of others can only be a caption's first: 图为, 上图:, ▲."""
    return folded[0] in _caption_signs() and _OPENS.match(folded) is not None


@cache
def _caption_signs() -> frozenset[str]:
    """What such a line begins with."""
    words = table("lines")["caption"]
    return frozenset(f"图({words['sides']}{words['signs']}")


def _opening(sides: str, signs: str) -> str:
    return rf"\(?(?:图为|[{sides}]图[:为)]|图[①-⑨一二三1-3][:为])|[{signs}]\s*[\u4e00-\u9fff]{{4}}"


_OPENS = Pattern(lambda: _opening(table("lines")["caption"]["sides"], table("lines")["caption"]["signs"]))


def caption(folded: str) -> bool:
    """Whether the folded line is a picture's caption: it begins with 图为 or a triangle, or ends with 摄 or 供图."""
    found = _patterns()
    if len(folded) > 150:
        return False
    opening = found["caption_open"].match(folded) is not None
    ending = found["caption_end"].search(folded, max(0, len(folded) - _CAPTION_END))
    if ending and re.search(r"(?:^|\s)文\s*(?:/|并|\s)|/\s*文(?:\s|$)", folded) and not opening:
        return False  # a byline of writer and photographer
    if (ending and opening) or (len(folded) <= 20 and found["credit"].match(folded)):
        return True
    if len(folded) <= 24 and _DRAWN.fullmatch(folded):
        return True
    if folded[-1] > "\u2e7f" and _TAKEN.search(folded, max(0, len(folded) - _CAPTION_END)):
        return True
    if ending and ending.group().startswith("摄影报") and _REPORTER.match(folded):
        return False  # a byline, not who took the picture
    if ending and ending.group()[0] == "(":
        return True
    if ending:
        credit = folded[: ending.start()]
        # A credit follows a sentence or a blank: 学员在练习拉坯。 舒望舒 摄. A byline (文/甲 图/乙) has neither.
        return (
            re.search(r"[。!?)”\s][^。!?]{0,16}$", credit) is not None and len(credit) >= 10 and "文/" not in folded[:3]
        )
    if opening:
        if folded[0] == "图" and folded[1] in _NUMBERED:
            return len(folded) <= 80 and folded.count("。") <= _PICTURES
        if folded[0] in "▲△▼▽◀▶↑↓":  # a label or a brief's headline may have such a sign before it
            return len(folded) > _SIGNED_LABEL or folded[-1] == "。"
        return len(folded) <= 80 and folded.count("。") <= 1
    return False


_SIGNED_LABEL = 7
_NUMBERED = "①②③④⑤⑥⑦⑧⑨一二三四五六七八九123456789"
_PICTURES = 6
_DRAWN = Pattern(lambda: _giving(table("lines")["caption"]))
"""Who drew or gave a picture, alone on a line."""
_TAKEN = Pattern(
    lambda: rf"[。!?”]\s*{any_of(table('lines')['caption']['taken'])}\s*[:/]\s*[\u4e00-\u9fff·]{{2,8}}$", needs=":/"
)
_REPORTER = Pattern(r"[\u4e00-\u9fff·《》□■◎]{0,14}(?:记者|通讯员)\s*[\u4e00-\u9fff]")
_CAPTION_END = 24
"""The words that end a caption are not longer, their closing marks included."""


def _giving(words: dict[str, list[str]]) -> str:
    name, given = r"(?:[\u4e00-\u9fff]{2,8}|[A-Z][A-Za-z ]{1,11})", any_of(words["given"])
    return (
        rf"[(\[]?{name}\s*{given}[)\]]?|\([\u4e00-\u9fff]{{2,3}}\s*{any_of(words['drawn'])}\)"
        rf"|图.{{0,16}}提供|{any_of(words['drawings'])}\s*[:/|]\s*[\u4e00-\u9fff ]{{2,8}}"
    )


def credited(text: str) -> bool:
    """Whether the line is a caption that ends with its credit, so that it is whole."""
    folded = fold(text)
    if len(folded) > 90 or not caption(folded):
        return False
    return _patterns()["caption_end"].search(folded) is not None or _TAKEN.search(folded) is not None


def lists(text: str) -> str:
    """What a label says stands below it: "others" for other articles (相关阅读), "contents" for the titles of the
    page itself (标题导航), "beside" for the title of the one before or behind (下一篇:); "" for no such label."""
    label = _label_of(text)
    if not label:
        return ""
    meta = table("lines")["meta"]
    if label in meta["beside"]:
        return "beside" if text[-1] in ":：" else ""
    return "others" if label in meta["see_also"] else "contents" if label in meta["contents"] else ""


def labels_pictures(text: str) -> bool:
    """Whether a line is the label of pictures without a text: 图片新闻."""
    return _label_of(text) in table("lines")["caption"]["labels"]


def _label_of(text: str) -> str:
    """The folded words of a label without decoration; "" for what is too long to be one."""
    if len(text) > _LABEL or text[-1] == "。":
        return ""
    low, high = undecorated(text)
    return "" if high - low > _LISTING else "".join(fold(text[low:high]).split()).rstrip(":")


_LABEL = 40
"""A label has no more characters, its decoration included."""
_LISTING = 12
"""The label of a list or of pictures has no more characters."""


def undecorated(text: str) -> tuple[int, int]:
    """The bounds of a label inside its decoration: 要闻 in 【要闻】, 财经 in ◆财经."""
    if len(text) > _LABEL or not text or (_ideograph(text[0]) and _ideograph(text[-1])):
        return 0, len(text)
    match = _patterns()["decoration"].match(text)
    return match.span(2) if match else (0, len(text))


def _ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def bullet(text: str) -> int:
    """How many characters the sign takes that stands before a brief's headline (● ◆), the blank behind it included."""
    match = _BULLET.match(text)
    return match.end() if match else 0


_NAMED_COLUMN = Pattern("“[^“”,。!?:]{2,8}”([\u4e00-\u9fff]{2,6})")
"""What a column of contributions is named: “…”征文选登."""
_BULLET = Pattern(r"[●◆■▲◇○★☆▶►◎•※]+\s*(?=\S)")


@lru_cache(32768)
def section(text: str) -> float:
    """How surely a line is a section label: 0 for no, 1 for one known by heart or in brackets."""
    low, high = undecorated(text)
    label = "".join(fold(text[low:high]).split())
    if label[:1] == "“" and (named := _NAMED_COLUMN.fullmatch(label)) and _patterns()["section_end"].search(named[1]):
        return 0.9
    if not 2 <= len(label) <= 8 or re.search(r"[\d,。:;!?、]", label):
        return 0.0
    if text[-1] in ":：" and not (label in sections() or _patterns()["section_end"].search(label)):
        return 0.0
    if "“" in label or "”" in label:  # “三农”观察
        label = label.replace("“", "").replace("”", "")
        if not _patterns()["section_end"].search(label):
            return 0.0
    left, right = text[:low].strip(), text[high:].strip()
    dressed = bool(left or right)
    known = label in sections()
    if right[:1] in (")", "）") and "(" in label:  # 渡口(外一首)
        return 0.0
    if left[:1] in ("(", "（"):  # (完), (综合)
        return 0.7 if not known and _patterns()["section_end"].search(label) else 0.0
    if known:
        return 1.0
    parts = label.split("·")
    if len(parts) > 1 and all(2 <= len(part) <= 4 for part in parts) and parts[0] in sections():
        return 0.9
    if dressed and left[:1] in "【[［〔〖" and len(label) <= 6:
        return 0.9
    if left and right and left[-1] not in "(（《<" and _HAN.fullmatch(label):
        return 0.9  # ☆…☆, ━━…━━, ┌…┐
    if len(label) <= 6 and _patterns()["section_end"].search(label):
        return 0.9 if dressed else 0.7
    return 0.6 if dressed and len(label) <= 4 and left != "(" else 0.0


def may_label(text: str) -> bool:
    """Whether a short line ends as labels do but cross-heads may as well (文化万象), so that a title must follow."""
    low, high = undecorated(text)
    label = "".join(fold(text[low:high]).split())
    return 3 <= len(label) <= 8 and _patterns()["may_label"].search(label) is not None


def columns(text: str) -> bool:
    """Whether a label stands over a column of many short items: 简讯."""
    low, high = undecorated(text)
    return "".join(fold(text[low:high]).split()) in table("lines")["section"]["columns"]


def heads_itself(text: str) -> bool:
    """Whether the line says what kind of thing stands under it and is its headline, if it has no other: 更正, 启事."""
    return "".join(fold(text).split()) in table("lines")["section"]["heads"]


def boxed(text: str) -> bool:
    """Whether the line is the label of a box that stands inside another text: 相关链接, 名词解释."""
    low, high = undecorated(text)
    return "".join(fold(text[low:high]).split()) in table("lines")["section"]["boxes"]


def jump_parts(bare: str) -> tuple[int, int]:
    """Where a jump run into a paragraph's folded text stands: length at its start and length at its end."""
    found = _patterns()
    head = found["jump_head"].match(bare[:40])
    low = max(0, len(bare) - 32)
    tail = found["jump_tail"].search(bare[low:]) if "版" in bare[low:] else None
    return (head.end() if head else 0), (len(bare) - low - tail.start() if tail else 0)


def onward(text: str) -> bool:
    """Whether a jump says that the article goes on elsewhere (下转), rather than that it comes from there (上接)."""
    folded = fold(text)
    return _patterns()["onward"].search(folded) is not None


def same_page(text: str) -> bool:
    """Whether a jump stays on its page (下转本版)."""
    return "本版" in text
