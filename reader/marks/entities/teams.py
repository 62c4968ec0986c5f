"""Teams: places and other names that stand where the sides of a match stand are the teams that bear them."""

from __future__ import annotations

from reader.marks.entities.draft import Draft, Span
from reader.marks.entities.lists import Lists
from reader.patterns import Pattern

_NUMERAL = "[0-9０-９零一二三四五六七八九十]"
_SCORE = Pattern(rf"(?:主场|客场)?以?(?:总比分)?{_NUMERAL}{{1,3}}[比:∶：-]{_NUMERAL}{{1,3}}|{_NUMERAL}球|(?:主场|客场)")
_SCORE_BEHIND = Pattern(rf"了?[^，。；]{{0,12}}?{_NUMERAL}{{1,3}}[比:∶：-]{_NUMERAL}{{1,3}}")
_AT = ("在", "赴", "抵")
_LONGEST_SCORE = 14


def find(draft: Draft, lists: Lists) -> None:
    """Make organisations of the sides of matches."""
    _second_words(draft, lists)
    _beside_their_ground(draft, lists)
    _against(draft, lists)
    _in_matches(draft, lists)
    _named_before(draft, lists)


def _side(draft: Draft, start: int, end: int, lists: Lists) -> Span | None:
    """The range as a side: a place that is no country, or a nickname of a team."""
    said = draft.text[start:end]
    owner = draft.at(start)
    if owner is not None and (owner.start != start or owner.end != end or owner.kind not in ("LOC", "ORG")):
        return None
    if owner is not None and (len(said) < 2 or said in lists.countries or said[-1] in lists.grounds):
        return None
    if draft.text[start - 1 : start] in _AT:
        return None
    if owner is None and said not in lists.nicknames:
        return None
    return Span(start, end, "ORG")


def _before(draft: Draft, position: int, lists: Lists) -> Span | None:
    """The side that ends at ``position``."""
    owner = draft.at(position - 1)
    if owner is not None:
        return _side(draft, owner.start, owner.end, lists) if owner.end == position else None
    word = next(draft.words_before(position), None)
    return _side(draft, word.start, word.end, lists) if word else None


def _behind(draft: Draft, position: int, lists: Lists) -> Span | None:
    """The side that begins at ``position``."""
    owner = draft.at(position)
    if owner is not None:
        return _side(draft, owner.start, owner.end, lists) if owner.start == position else None
    word = next(draft.words_from(position), None)
    return _side(draft, word.start, word.end, lists) if word else None


def _put(draft: Draft, *sides: Span | None) -> None:
    for side in sides:
        if side is not None and draft.at(side.start) != side:
            draft.put(*side)


def _foreign(draft: Draft, span: Span, lists: Lists) -> bool:
    """Whether a name is written by its sound and no place that the lists know."""
    said = draft.said(span)
    return said not in lists.known_places and lists.sounds.issuperset(said)


def _second_words(draft: Draft, lists: Lists) -> None:
    """山东 泰山 队: a place and a nickname before 队."""
    if "队" not in draft.text:
        return
    for at in draft.occurrences("村队"):
        # 台山 村队.
        village = next(draft.words_before(at), None)
        plain = village is None or village.tag not in ("n", "nz", "nr", "LOC") or village.end - village.start < 2
        if village is not None and not plain and not lists.is_generic(draft.text[village.start : village.end]):
            draft.put(village.start, at + 2, "ORG")
    for span in draft.spans("LOC"):
        word = next(draft.words_from(span.end), None)
        if word is None or draft.text[word.end : word.end + 1] != "队":
            continue
        if draft.text[word.start : word.end] in lists.nicknames:
            draft.put(span.start, word.end + 1, "ORG")


def _beside_their_ground(draft: Draft, lists: Lists) -> None:
    """都灵 客场, 国安 主帅."""
    for start, end in lists.side_places.spans(draft.text):
        whole = draft.at(start)
        if whole and whole.kind == "LOC" and whole.end == end and start - whole.start > 1:
            # 都灵客场 as one place.
            draft.put(whole.start, start, "LOC")
        position = start - (draft.text[start - 1 : start] == "的")
        side = _before(draft, position, lists)
        if side and (draft.text[start:end] in ("主场", "客场") or draft.at(side.start) is None):
            _put(draft, side)


def _against(draft: Draft, lists: Lists) -> None:
    """博尔顿vs雷丁."""
    for start, end in lists.against.spans(draft.text):
        _put(draft, _before(draft, start, lists), _behind(draft, end, lists))


def _in_matches(draft: Draft, lists: Lists) -> None:
    """勇士110比96险胜国王, 海港3球大胜三镇: both sides, or one with a score beside the verb."""
    text = draft.text
    for start, end in lists.beats.spans(text):
        scored = False
        for score in _SCORE.finditer(text, max(0, start - _LONGEST_SCORE), start):
            if score.end() == start:
                start, scored = score.start(), True
                break
        behind = end + (text[end : end + 1] == "了")
        first, second = _before(draft, start, lists), _behind(draft, behind, lists)
        player, other = draft.at(start - 1), draft.at(behind)
        club = player is not None and player.kind == "ORG" and other is not None and other.kind == "PER"
        if scored or (first and second) or club or _SCORE_BEHIND.match(text, end):
            if player and player.kind == "PER" and other and other.kind == "LOC" and _foreign(draft, other, lists):
                # 辛德尔 战胜 阿尔卡多斯: players.
                draft.put(other.start, other.end, "PER")
            elif player and player.kind == "ORG" and other and other.kind == "PER" and _foreign(draft, other, lists):
                # 皇家社会 主场迎战 巴列卡诺.
                draft.put(other.start, other.end, "ORG")
            else:
                _put(draft, first, second)


def _named_before(draft: Draft, lists: Lists) -> None:
    """爵士队 … 爵士: the nickname of a team that the text names with 队."""
    text = draft.text
    if "队" not in text:
        return
    teams = {draft.said(span)[:-1] for span in draft.spans("ORG") if text[span.end - 1] == "队"}
    known = {name for name in lists.nicknames if any(team.endswith(name) for team in teams)} if teams else set()
    if not known:
        return
    for word in draft.words:
        if text[word.start : word.end] in known and draft.at(word.start) is None:
            draft.put(word.start, word.end, "ORG")
