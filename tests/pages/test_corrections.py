"""A reader's corrections change what the parts are, and never lose a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_material import CHARGING, COTTON, MUSEUM, SCHOOL, page

from reader.model import Page, Part
from reader.pages import corrections, page_from_parts, split_page

TEXT = page(COTTON, SCHOOL, MUSEUM)


def whole(made: Page) -> str:
    return "".join(made.text[part.start : part.end] for part in made.parts)


def test_join_puts_one_article_behind_the_other():
    made = corrections.join(split_page(TEXT), 0, 1)
    assert [each.headline for each in made.articles] == [COTTON.headline, MUSEUM.headline]
    assert made.articles[0].paragraphs == (*COTTON.paragraphs, SCHOOL.headline, *SCHOOL.paragraphs)
    assert whole(made) == TEXT


def test_join_mends_a_sentence_that_was_cut():
    text = COTTON.paragraphs[0][:30] + "\n\n" + COTTON.paragraphs[0][30:]
    parts = [Part(0, 32, "body", 0, 1), Part(32, len(text), "body", 1, 1)]
    made = corrections.join(page_from_parts(text, parts), 0, 1)
    assert [each.paragraphs for each in made.articles] == [(COTTON.paragraphs[0],)]


def test_split_begins_a_new_article_at_a_character():
    before = split_page(TEXT)
    made = corrections.split(before, TEXT.index(COTTON.paragraphs[2]))
    assert [each.headline for each in made.articles] == [COTTON.headline, "", SCHOOL.headline, MUSEUM.headline]
    assert made.articles[0].paragraphs == COTTON.paragraphs[:2]
    assert made.articles[1].paragraphs == COTTON.paragraphs[2:]
    assert corrections.join(made, 0, 1).articles == before.articles


def test_another_line_becomes_the_headline():
    start = TEXT.index(SCHOOL.paragraphs[1])
    made = corrections.headline(split_page(TEXT), start, start + len(SCHOOL.paragraphs[1]), 1)
    assert made.articles[1].headline == SCHOOL.paragraphs[1]
    assert made.articles[1].paragraphs == (SCHOOL.headline, SCHOOL.paragraphs[0])
    assert whole(made) == TEXT


def test_a_sentence_is_set_aside_and_taken_back():
    sentence = "轰鸣声中，六台大型采棉机一字排开，雪白的棉花被吸进机舱，打成圆柱形的棉包，落在田埂上。"
    start = TEXT.index(sentence)
    aside = corrections.set_aside(split_page(TEXT), start, start + len(sentence), "caption")
    assert [(piece.kind, piece.text) for piece in aside.furniture] == [("caption", sentence)]
    assert aside.articles[0].paragraphs[0] == COTTON.paragraphs[0].replace(sentence, "")
    back = corrections.body(aside, start, start + len(sentence), 0)
    assert back.articles[0].paragraphs[:2] == (COTTON.paragraphs[0].replace(sentence, ""), sentence)
    assert not back.furniture and whole(back) == TEXT


def test_dates_and_sources_stay():
    header = "2025年5月15日 星期四 第3版"
    before = split_page(header + "\n\n" + TEXT, source="page.txt")
    made = corrections.join(before, 0, 2)
    assert {(each.date, each.source) for each in made.articles} == {("2025-05-15", "page.txt")}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda made: corrections.join(made, 0, 0),
        lambda made: corrections.join(made, 0, 9),
        lambda made: corrections.split(made, len(TEXT)),
        lambda made: corrections.headline(made, 5, 5, 0),
        lambda made: corrections.headline(made, 0, 5, 7),
        lambda made: corrections.body(made, -1, 5, 0),
        lambda made: corrections.set_aside(made, 0, 5, "headline"),
    ],
)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(corrections.CorrectionError):
        wrong(split_page(TEXT))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_is_lost_by_any_correction(data: st.DataObject):
    text = page(CHARGING, SCHOOL) + "\n\n责任编辑：刘畅 孙悦"
    made = split_page(text)
    for _ in range(data.draw(st.integers(1, 5))):
        kind = data.draw(st.sampled_from(["join", "split", "headline", "body", "aside"]))
        low = data.draw(st.integers(0, len(text) - 1))
        high = data.draw(st.integers(low + 1, len(text)))
        indices = sorted({part.article for part in made.parts if part.article is not None})
        index = data.draw(st.sampled_from(indices or [0]))
        try:
            if kind == "join":
                made = corrections.join(made, index, data.draw(st.sampled_from(indices or [0])))
            elif kind == "split":
                made = corrections.split(made, low)
            elif kind == "headline":
                made = corrections.headline(made, low, high, index)
            elif kind == "body":
                made = corrections.body(made, low, high, index)
            else:
                made = corrections.set_aside(
                    made, low, high, data.draw(st.sampled_from(["other", "advert", "duplicate"]))
                )
        except corrections.CorrectionError:
            continue
        assert whole(made) == text
        numbers = sorted({part.article for part in made.parts if part.article is not None})
        assert numbers == list(range(len(numbers)))
