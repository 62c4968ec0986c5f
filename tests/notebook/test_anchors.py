"""Anchors: a place is found again exactly, by its context, by likeness, or honestly not at all."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from counted import lines_run
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Quote
from reader.notebook import Notebook, locate, quote
from reader.notebook.fuzzy import distances, likeness, start_of

FIRST = "本市今年前三季度受理家电换新申请三万二千件，比去年同期多出四成。"
SECOND = "市商务局负责人介绍，补贴资金已拨付五亿元，其中农村地区占三成。"
THIRD = "记者在城南的门店看到，前来咨询的居民排起长队，店员忙着登记信息。"
FOURTH = "多位居民表示，希望补贴政策明年继续，申请手续还可以再简便一些。"
TEXT = "\n".join((FIRST, SECOND, THIRD, FOURTH))
OTHER = "\n".join(("山区的果园迎来丰收，合作社把苹果卖到了海外。", "村里新修的公路直通码头，运费降了一半。"))


def words(place, text: str) -> str | None:
    return text[place.start : place.end] if place else None


def at(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def test_an_unchanged_article_gives_the_very_place() -> None:
    place = locate(TEXT, quote(TEXT, *at(TEXT, "五亿元")))
    assert place is not None
    assert (place.how, place.confidence, words(place, TEXT)) == ("exact", 1.0, "五亿元")


@given(st.text("甲乙丙丁，。\n", min_size=1, max_size=60), st.data())
def test_every_range_of_any_text_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = locate(text, quote(text, start, end))
    assert place is not None
    assert (place.start, place.end, place.confidence) == (start, end, 1.0)


def test_words_that_moved_are_found_by_their_context() -> None:
    moved = "\n".join((THIRD, FIRST, SECOND, FOURTH))
    place = locate(moved, quote(TEXT, *at(TEXT, "补贴资金已拨付五亿元")))
    assert words(place, moved) == "补贴资金已拨付五亿元"
    assert place is not None
    assert place.how == "context"
    assert 0.9 < place.confidence < 1


@pytest.mark.parametrize("which", [0, 1, 2])
def test_of_several_like_words_the_context_decides(which: int) -> None:
    text = "东区新增网点三成。西区新增网点三成，覆盖各街道。北区居民说，办理时间缩短三成。"
    starts = [i for i in range(len(text)) if text.startswith("三成", i)]
    start = starts[which]
    changed = "前言：本报记者昨日走访。" + text
    place = locate(changed, quote(text, start, start + 2))
    assert place is not None
    assert place.start == start + len("前言：本报记者昨日走访。")


def test_a_corrected_figure_is_found_between_its_contexts() -> None:
    changed = TEXT.replace("五亿元", "五点二亿元")
    place = locate(changed, quote(TEXT, *at(TEXT, "五亿元")))
    assert words(place, changed) == "五点二亿元"
    assert place is not None
    assert place.how == "fuzzy"
    assert 0.5 <= place.confidence < 0.95


def test_a_sentence_mended_in_three_places_is_found_by_likeness() -> None:
    changed = (
        TEXT.replace("城南的门店", "城南一家门店").replace("排起长队", "排起了长队").replace("店员忙着", "店员忙于")
    )
    place = locate(changed, quote(TEXT, *at(TEXT, THIRD)))
    assert words(place, changed) == "记者在城南一家门店看到，前来咨询的居民排起了长队，店员忙于登记信息。"
    assert place is not None
    assert place.how == "fuzzy"
    assert place.confidence > 0.7


def test_a_quotation_over_two_paragraphs_survives_their_joining() -> None:
    changed = TEXT.replace("\n", "")
    start, end = at(TEXT, "四成。\n市商务局")
    place = locate(changed, quote(TEXT, start, end))
    assert words(place, changed) == "四成。市商务局"


def test_what_is_gone_is_said_to_be_gone() -> None:
    for part in ("五亿元", THIRD, "四成", "希望补贴政策明年继续"):
        assert locate(OTHER, quote(TEXT, *at(TEXT, part))) is None
    without = "\n".join((FIRST, SECOND, FOURTH))
    assert locate(without, quote(TEXT, *at(TEXT, THIRD))) is None


def test_the_less_is_left_the_less_sure() -> None:
    wanted = quote(TEXT, *at(TEXT, SECOND))
    chance = random.Random(3)
    sure = []
    hit = [chance.random() for _character in TEXT]
    for share in (0.0, 0.1, 0.2, 0.3):
        changed = "".join("某" if at_all < share else c for at_all, c in zip(hit, TEXT, strict=True))
        place = locate(changed, wanted)
        sure.append(place.confidence if place else 0.0)
    assert sure == sorted(sure, reverse=True)
    assert sure[0] == 1.0


@pytest.mark.parametrize("position", [0, 7, len(TEXT)])
def test_an_empty_quotation_marks_a_point(position: int) -> None:
    place = locate(TEXT, quote(TEXT, position, position))
    assert place is not None
    assert (place.start, place.end) == (position, position)


def test_a_range_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not a range"):
        quote(TEXT, 5, len(TEXT) + 1)


def test_looking_through_a_long_article_is_a_few_steps_for_each_character() -> None:
    chance = random.Random(1)
    characters = [chr(0x4E00 + n) for n in range(2000)]
    text = "".join(chance.choices(characters, k=30_000))
    changed = "".join(c for i, c in enumerate(text) if i % 9)

    def look(wanted: Quote) -> None:
        place = locate(changed, wanted)
        assert place is not None
        assert abs(place.start - 12_000 * 8 // 9) < 5

    for length in (100, 400):  # and not so many for each character of the quotation
        wanted = quote(text, 12_000, 12_000 + length)
        assert lines_run(lambda wanted=wanted: look(wanted)) < 80 * len(changed)


# ---------------------------------------------------------------------------------------------------------- distances


def plain(one: str, other: str) -> int:
    """Levenshtein's distance from its definition (Wagner and Fischer, 1974)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


few = st.text("甲乙丙", max_size=12)


@given(few, few)
def test_distances_are_those_of_the_definition(pattern: str, text: str) -> None:
    assert distances(pattern, text, anchored=True) == [plain(pattern, text[:end]) for end in range(len(text) + 1)]
    assert distances(pattern, text) == [
        min(plain(pattern, text[start:end]) for start in range(end + 1)) for end in range(len(text) + 1)
    ]
    assert likeness(pattern, text) == pytest.approx(1 - plain(pattern, text) / max(len(pattern), len(text), 1))


@given(st.text("甲乙丙", min_size=1, max_size=12), few)
def test_the_start_belongs_to_the_end(pattern: str, text: str) -> None:
    ends = distances(pattern, text)
    for end, distance in enumerate(ends):
        assert plain(pattern, text[start_of(pattern, text, end) : end]) == distance


# --------------------------------------------------------------------------------------------------- notes that follow


def article(headline: str, *paragraphs: str) -> Article:
    return Article(headline, tuple(paragraphs), source="页.txt")


OLD = article("家电换新受欢迎", FIRST, SECOND, THIRD, FOURTH)


def test_notes_tags_and_star_follow_a_corrected_article(path: Path) -> None:
    new = article("家电换新受欢迎", FIRST.replace("三万二千", "三万三千"), SECOND, THIRD, FOURTH)
    with Notebook(path) as notebook:
        moved = notebook.add(OLD.id, "留意", anchor=quote(OLD.text, *at(OLD.text, "排起长队")), headline=OLD.title)
        mended = notebook.add(OLD.id, "数字", anchor=quote(OLD.text, *at(OLD.text, "三万二千件")), headline=OLD.title)
        whole = notebook.add(OLD.id, "通篇", headline=OLD.title)
        notebook.set_tags(OLD.id, ["家电"], headline=OLD.title)
        notebook.star(OLD.id)
        followed = notebook.follow([OLD.id], [new])
        assert {each.note.id for each in followed} == {moved.id, mended.id, whole.id}
        assert not notebook.adrift()
        for note in notebook.notes(article_id=new.id):
            if note.anchor:
                assert new.text[note.anchor.start : note.anchor.end] == note.anchor.exact
        assert notebook.note(moved.id).anchor.exact == "排起长队"
        assert notebook.note(mended.id).anchor.exact == "三万三千件"
        assert notebook.standing(mended.id).how == "fuzzy"
        assert notebook.standing(mended.id).quote == mended.anchor
        assert notebook.tags_of(new.id) == ("家电",)
        assert notebook.is_starred(new.id)
        assert notebook.notes(article_id=OLD.id) == []
        # and back: what was made is found again as it was made
        notebook.follow([new.id], [OLD])
        assert notebook.note(mended.id).anchor == mended.anchor
        assert notebook.standing(mended.id).confidence == 1.0


def test_notes_of_a_split_article_go_each_to_its_part(path: Path) -> None:
    one, two = article("家电换新受欢迎", FIRST, SECOND), article("居民怎么说", THIRD, FOURTH)
    with Notebook(path) as notebook:
        first = notebook.add(OLD.id, "", anchor=quote(OLD.text, *at(OLD.text, "五亿元")), headline=OLD.title)
        second = notebook.add(OLD.id, "", anchor=quote(OLD.text, *at(OLD.text, "明年继续")), headline=OLD.title)
        notebook.set_tags(OLD.id, ["家电"], headline=OLD.title)
        notebook.follow([OLD.id], [one, two])
        assert notebook.note(first.id).article_id == one.id
        assert notebook.note(second.id).article_id == two.id
        assert notebook.note(second.id).headline == "居民怎么说"
        assert notebook.tags_of(one.id) == ("家电",)
    with Notebook(path) as notebook:
        notebook.follow([one.id, two.id], [OLD])
        assert {note.article_id for note in notebook.notes()} == {OLD.id}
        assert {note.anchor.exact for note in notebook.notes()} == {"五亿元", "明年继续"}


def test_a_note_whose_place_is_gone_is_kept_listed_and_placed_again(path: Path) -> None:
    new = article("果园丰收", *OTHER.split("\n"))
    with Notebook(path) as notebook:
        note = notebook.add(OLD.id, "别丢", anchor=quote(OLD.text, *at(OLD.text, "五亿元")))
        notebook.follow([OLD.id], [new])
        [lost] = notebook.adrift()
        assert (lost.id, lost.text, lost.anchor) == (note.id, "别丢", note.anchor)
        assert notebook.standing(note.id).confidence == 0.0
    with Notebook(path) as notebook:
        placed = notebook.place(note.id, new, *at(new.text, "苹果"))
        assert placed.anchor.exact == "苹果"
        assert notebook.adrift() == []


def test_an_article_imported_again_unchanged_moves_nothing(path: Path) -> None:
    with Notebook(path) as notebook:
        note = notebook.add(OLD.id, "x", anchor=quote(OLD.text, 3, 9), headline=OLD.title, source=OLD.source)
        assert notebook.follow([OLD.id], [OLD, article("别的", FIRST)]) == []
        assert notebook.note(note.id) == note


def test_following_is_no_change_of_the_readers(path: Path) -> None:
    new = replace(OLD, headline="家电换新很受欢迎")
    with Notebook(path) as notebook:
        read = notebook.add(OLD.id, "写着", anchor=quote(OLD.text, 3, 9))
        notebook.follow([OLD.id], [new])
        kept = notebook.update(replace(read, text="写着写着"), read=read)
        assert (kept.text, kept.article_id) == ("写着写着", new.id)
        assert len(notebook.notes()) == 1
