"""Every sentence is there in Vietnamese and in English, with the same places for values."""

import string
import unicodedata
from pathlib import Path

import pytest

from tools.sentences import catalogue, computed_sentences, sentences
from vungxanh.messages import LANGUAGES


def places(sentence: str) -> set[str]:
    """Names of the {places} in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.fixture(scope="module")
def package(repo_root: Path) -> Path:
    return repo_root / "src" / "vungxanh"


@pytest.fixture(scope="module")
def said(package: Path) -> dict[str, str]:
    return sentences(package)


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryCatalogue:
    def test_has_every_sentence(self, package: Path, said: dict[str, str], language: str) -> None:
        known = catalogue(package, language)
        assert {text: place for text, place in said.items() if not known.get(text)} == {}

    def test_has_no_sentence_that_nobody_says(
        self, package: Path, said: dict[str, str], language: str
    ) -> None:
        assert sorted(set(catalogue(package, language)) - set(said)) == []

    def test_keeps_the_places_for_values(self, package: Path, language: str) -> None:
        translations = catalogue(package, language)
        assert [text for text, shown in translations.items() if shown and places(text) != places(shown)] == []

    def test_is_written_in_composed_letters(self, package: Path, language: str) -> None:
        shown = catalogue(package, language).values()
        assert [text for text in shown if unicodedata.normalize("NFC", text) != text] == []


def test_english_is_the_sentence_itself(package: Path) -> None:
    assert [text for text, shown in catalogue(package, "en").items() if text != shown] == []


def test_every_sentence_is_a_literal(package: Path) -> None:
    assert computed_sentences(package) == []


def test_the_extraction_sees_code_and_templates(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('message("One {n}", n=1)\nerror(_("Two"))\nmessage(text)\n', "utf-8")
    (tmp_path / "a.html").write_text('<p>{{ _("Three") }}</p>', "utf-8")
    assert set(sentences(tmp_path)) == {"One {n}", "Two", "Three"}
    assert len(computed_sentences(tmp_path)) == 1
