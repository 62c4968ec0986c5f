"""The interface speaks Chinese: every message is translated, fills in the same names, and is compiled."""

from __future__ import annotations

import re
import unicodedata

import catalogue
import pytest

from reader import language
from reader.ui import commands

PLACES = re.compile(r"\{(\w+)")


def test_every_message_is_translated() -> None:
    translated = {message.id for message in catalogue.kept() if message.id and message.string}
    missing = [message for message in catalogue.messages() if message not in translated]
    assert not missing, "run tests/ui/catalogue.py and translate"


def test_no_translation_is_left_of_messages_that_are_gone() -> None:
    used = set(catalogue.messages())
    assert [message.id for message in catalogue.kept() if message.id and message.id not in used] == []


def test_translations_fill_in_the_same_names() -> None:
    wrong = [
        message.id
        for message in catalogue.kept()
        if message.id and sorted(PLACES.findall(message.id)) != sorted(PLACES.findall(message.string))
    ]
    assert wrong == []


def test_how_titles_sound_is_fresh() -> None:
    assert catalogue.SOUNDS.read_text(encoding="utf-8") == catalogue.sounds(), "run python tests/ui/catalogue.py"


def test_the_compiled_catalogue_is_fresh() -> None:
    assert (catalogue.FOLDER / "newsreader.mo").read_bytes() == catalogue.compiled(catalogue.kept())


@pytest.fixture
def chinese() -> object:
    language.choose("zh")
    yield None
    language.choose("en")


def test_commands_are_shown_in_chinese(chinese: object) -> None:
    shown = [language._(each.title) for each in commands.COMMANDS]
    assert all(any("\u4e00" <= character <= "\u9fff" for character in title) for title in shown)


def test_titles_of_commands_have_no_characters_of_ambiguous_width(chinese: object) -> None:
    for each in commands.COMMANDS:
        for text in (each.title, language._(each.title), language._(each.help) if each.help else ""):
            assert not [c for c in text if unicodedata.east_asian_width(c) == "A"], text
