"""A reader's corrections change what the parts are, and never lose a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_material import CHARGING, COTTON, MUSEUM, SCHOOL, page

from reader.model import ARTICLE_ROLES, Page, Part
from reader.pages import corrections, page_from_parts, split_page
from reader.pages.doubts import doubts

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
    made = corrections.heading(split_page(TEXT), start, start + len(SCHOOL.paragraphs[1]), "headline", 1)
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
    assert back.articles == split_page(TEXT).articles
    assert not back.furniture and whole(back) == TEXT


def test_what_stood_between_paragraphs_comes_back_as_a_paragraph_of_its_own():
    line = COTTON.paragraphs[1]
    start = TEXT.index(line)
    before = split_page(TEXT)
    part = next(part for part in before.parts if part.start <= start < part.end)
    aside = corrections.set_aside(before, part.start, part.end)
    assert aside.articles[0].paragraphs == (COTTON.paragraphs[0], *COTTON.paragraphs[2:])
    assert corrections.body(aside, part.start, part.end, 0).articles == before.articles


def test_a_split_in_the_middle_of_a_paragraph():
    sentence = COTTON.paragraphs[0].index("轰鸣声中")
    made = corrections.split(split_page(TEXT), TEXT.index("轰鸣声中"))
    assert made.articles[0].paragraphs == (COTTON.paragraphs[0][:sentence],)
    assert made.articles[1].paragraphs == (COTTON.paragraphs[0][sentence:], *COTTON.paragraphs[1:])
    assert corrections.join(made, 0, 1).articles[0].text == COTTON.paragraphs[0][:sentence] + "\n" + "\n".join(
        made.articles[1].paragraphs
    )


def test_a_split_goes_by_reading_order_where_columns_were_interleaved():
    first, second, third = "甲说起了从前的事。", "乙想了想没有作声。", "丙把灯拨亮了一些。"
    text = f"{first}\n{third}\n{second}\n"
    parts = [Part(0, 10, "body", 0, 1), Part(10, 20, "body", 0, 3), Part(20, 30, "body", 0, 2)]
    page_so = page_from_parts(text, parts)
    assert page_so.articles[0].paragraphs == (first, second, third)
    made = corrections.split(page_so, 20)
    assert [each.paragraphs for each in made.articles] == [(first,), (second, third)]
    assert corrections.join(made, 0, 1).articles[0].paragraphs == (first, second, third)


def test_a_line_that_was_glued_into_a_paragraph_becomes_the_byline_and_the_paragraph_goes_on():
    text = "桥头的灯亮了\n\n天黑下来的时候，桥头的灯\n本报记者 沈一苇\n一盏一盏亮了起来。\n"
    start = text.index("本报")
    parts = [Part(0, 8, "headline", 0), Part(8, len(text), "body", 0, 1)]
    made = corrections.heading(page_from_parts(text, parts), start, start + 8, "byline", 0)
    assert made.articles[0].bylines == ("沈一苇",)
    assert made.articles[0].paragraphs == ("天黑下来的时候，桥头的灯一盏一盏亮了起来。",)
    labelled = corrections.heading(made, start, start + 8, "section", 0)
    assert labelled.articles[0].section == "本报记者 沈一苇" and labelled.articles[0].bylines == ()
    again = corrections.heading(labelled, 0, 6, "section", 0)
    assert again.articles[0].section == "桥头的灯亮了" and again.articles[0].headline == ""
    assert [piece.text for piece in again.furniture] == ["本报记者 沈一苇"]


def test_a_part_of_a_paragraph_goes_to_another_article():
    sentence = COTTON.paragraphs[0][COTTON.paragraphs[0].index("轰鸣声中") :]
    start = TEXT.index(sentence)
    made = corrections.body(split_page(TEXT), start, start + len(sentence), 1)
    assert made.articles[0].paragraphs[0] + sentence == COTTON.paragraphs[0]
    assert made.articles[1].paragraphs == (sentence, *SCHOOL.paragraphs)


def test_paragraphs_that_go_to_another_article_stay_apart():
    start, end = TEXT.index(COTTON.paragraphs[1]), TEXT.index(SCHOOL.headline)
    made = corrections.body(split_page(TEXT), start, end, 1)
    assert made.articles[1].paragraphs == (*COTTON.paragraphs[1:], *SCHOOL.paragraphs)
    assert made.articles[0].paragraphs == COTTON.paragraphs[:1]


def test_paragraphs_are_parted_and_run_together():
    before = split_page(TEXT)
    offset = TEXT.index("轰鸣声中")
    assert not corrections.begins_paragraph(before, offset)
    made = corrections.new_paragraph(before, offset)
    assert corrections.begins_paragraph(made, offset)
    cut = COTTON.paragraphs[0].index("轰鸣声中")
    assert made.articles[0].paragraphs[:2] == (COTTON.paragraphs[0][:cut], COTTON.paragraphs[0][cut:])
    assert made.articles[0].paragraphs[2:] == COTTON.paragraphs[1:]
    back = corrections.run_on(made, offset)
    assert back.articles == before.articles and not corrections.begins_paragraph(back, offset)
    assert corrections.new_paragraph(back, offset).articles == made.articles


def test_what_is_confirmed_is_doubted_no_more():
    parts = [Part(0, 8, "headline", 0, sure=0.3), Part(8, len(TEXT), "body", 0, 1, sure=0.4)]
    before = page_from_parts(TEXT, parts, doubtful=[0])
    made = corrections.confirm(before, 3)
    assert [part.sure for part in made.parts] == [1.0, 0.4]
    assert "doubtful" in before.articles[0].flags and "doubtful" not in made.articles[0].flags


def test_the_day_of_one_article_does_not_become_that_of_the_others():
    text = "早一天\n\n本报青港2024年3月1日电 港口昨天开工。\n\n晚一天\n\n港口今天又停了工。\n"
    second = text.index("晚一天")
    parts = [
        Part(0, 5, "headline", 0), Part(5, second, "body", 0, 1),
        Part(second, second + 5, "headline", 1), Part(second + 5, len(text), "body", 1, 1),
    ]  # fmt: skip
    for day in (None, "2025-05-05"):
        before = page_from_parts(text, parts, date=day)
        made = corrections.confirm(before, 0)
        assert [each.date for each in made.articles] == [each.date for each in before.articles]
        assert made.articles[1].date == day


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
        lambda made: corrections.heading(made, 5, 5, "headline", 0),
        lambda made: corrections.heading(made, 0, 5, "headline", 7),
        lambda made: corrections.body(made, -1, 5, 0),
        lambda made: corrections.set_aside(made, 0, 5, "headline"),
    ],
)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(corrections.CorrectionError):
        wrong(split_page(TEXT))


def printed(text: str) -> str:
    return "".join(text.split())


def texts(made: Page) -> list[str]:
    """What each article's text must be, blanks aside: its parts in reading order."""
    found = []
    for index in sorted(
        {part.article for part in made.parts if part.article is not None and part.role in ARTICLE_ROLES}
    ):
        own = [part for part in made.parts if part.article == index and part.role == "body"]
        own.sort(key=lambda part: (part.paragraph or 0, part.start))
        found.append(printed("".join(made.text[part.start : part.end] for part in own)))
    return found


KINDS = ["join", "split", "heading", "body", "aside", "paragraph", "run on", "confirm"]


def corrected(made: Page, kind: str, low: int, high: int, first: int, second: int, role: str, aside: str) -> Page:
    if kind == "join":
        return corrections.join(made, first, second)
    if kind == "split":
        return corrections.split(made, low)
    if kind == "heading":
        return corrections.heading(made, low, high, role, first)
    if kind == "body":
        return corrections.body(made, low, high, first)
    if kind == "aside":
        return corrections.set_aside(made, low, high, aside)
    if kind == "confirm":
        return corrections.confirm(made, low)
    return corrections.new_paragraph(made, low) if kind == "paragraph" else corrections.run_on(made, low)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_nothing_is_lost_by_any_correction(data: st.DataObject):
    text = page(CHARGING, SCHOOL) + "\n\n责任编辑：刘畅 孙悦"
    made = split_page(text)
    for _ in range(data.draw(st.integers(1, 6))):
        low = data.draw(st.integers(0, len(text) - 1))
        high = data.draw(st.integers(low + 1, len(text)))
        indices = sorted({part.article for part in made.parts if part.article is not None}) or [0]
        try:
            made = corrected(
                made, data.draw(st.sampled_from(KINDS)), low, high, data.draw(st.sampled_from(indices)),
                data.draw(st.sampled_from(indices)), data.draw(st.sampled_from(sorted(corrections.HEADINGS))),
                data.draw(st.sampled_from(["other", "advert", "duplicate"])),
            )  # fmt: skip
        except corrections.CorrectionError:
            continue
        assert whole(made) == text
        assert [printed(each.text) for each in made.articles] == texts(made)
        shown = sum(len(printed(piece.text)) for piece in (*made.furniture, *made.duplicates))
        aside = [part for part in made.parts if part.role not in ARTICLE_ROLES]
        assert shown == sum(len(printed(text[part.start : part.end])) for part in aside)
        numbers = sorted({part.article for part in made.parts if part.article is not None})
        assert numbers == list(range(len(numbers)))


def test_doubts_are_parts_of_uncertain_role_and_the_beginnings_of_uncertain_articles():
    text = "甲题\n甲文。\n乙题\n乙文。\n"
    parts = [
        Part(0, 3, "headline", 0), Part(3, 7, "body", 0, 1, sure=0.6),
        Part(7, 10, "headline", 1), Part(10, 14, "body", 1, 1),
    ]  # fmt: skip
    made = page_from_parts(text, parts, doubtful=[1])
    assert [part.start for part in doubts(made)] == [3, 7]
    assert [part.start for part in doubts(corrections.confirm(made, 7))] == [3]
    assert doubts(corrections.confirm(corrections.confirm(made, 7), 3)) == []


def test_a_label_known_by_its_place_alone_is_less_sure_than_the_text_around_it():
    made = split_page(page(COTTON) + "\n\n河畔短波\n\n" + page(SCHOOL))
    label = next(part for part in made.parts if "河畔短波" in made.text[part.start : part.end])
    assert label.role == "section" and label.sure < 1.0
    assert all(p.sure == 1.0 for p in made.parts if COTTON.paragraphs[1] in made.text[p.start : p.end])
