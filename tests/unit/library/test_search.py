"""The search among standard texts: beginnings, Swedish letters, slips, ranks, and its limits."""

from datetime import date
from typing import Any

import pytest

from app.library.builtin import BuiltinLibrary
from app.library.search import MOST, TextIndex, fold
from app.model.outcome import Coded, StandardText
from tests.unit.library.shelves import a_text

TODAY = date(2026, 11, 23)
COLORECTAL = BuiltinLibrary().definition_named("colorectal")


def index(*texts: dict[str, Any] | StandardText) -> TextIndex:
    made = [
        text if isinstance(text, StandardText) else a_text(number, **text)
        for number, text in enumerate(texts)
    ]
    return TextIndex(made, TODAY)


def titles(found: tuple[StandardText, ...]) -> list[str]:
    return [text.title for text in found]


KOLON: dict[str, Any] = {
    "title": "Koloncancer: adjuvant cytostatikabehandling",
    "diagnoses": ("C18",),
}
STRAL: dict[str, Any] = {"title": "Strålbehandling mot bröst", "text": "Får ges i fem fraktioner."}
ATER: dict[str, Any] = {
    "title": "Återbesök",
    "text": "Hos kontaktsjuksköterska André.",
    "source": "Vårdprogram 3.2",
}
THREE = index(KOLON, STRAL, ATER)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("k", [0, 2]),
        ("kol", [0]),
        ("KOLON", [0]),
        ("cytostatika", [0]),
        ("strål brö", [1]),
        ("brö strål", [1]),
        ("får", [1]),
        ("andre", [2]),
        ("André", [2]),
        ("åter", [2]),
        ("vårdprogram 3", [2]),
        ("C18", [0]),
        ("kolon-cancer!", []),
        ("kolon får", []),
        ("behandling", []),
    ],
)
def test_beginnings_of_words_in_any_order(words: str, found: list[int]) -> None:
    each = [KOLON, STRAL, ATER]
    assert titles(THREE.search(words)) == [each[n]["title"] for n in found]


@pytest.mark.parametrize(
    "words", ["far", "brost", "ater", "fär", "bråst", "stral", "atera", "ettfinnsinte"]
)
def test_swedish_letters_are_letters_of_their_own(words: str) -> None:
    assert THREE.search(words) == ()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("kollon", KOLON),  # one letter too many
        ("klooncancer", KOLON),  # two letters have changed places
        ("koloncanser", KOLON),
        ("kolonkanser", KOLON),  # two slips in a long word
        ("koloncnacer adj", KOLON),
        ("adjuvatn", KOLON),
        ("sytostatika", KOLON),  # the first letter, as it is heard
        ("cytostattika", KOLON),
        ("stralbehandling", STRAL),  # a long word without its ring
        ("strålbehanling", STRAL),
        ("brösst", STRAL),
        ("kontaktsjukskötreska", ATER),
        ("vårdporgram", ATER),
    ],
)
def test_a_misspelt_word_is_forgiven(words: str, title: dict[str, Any]) -> None:
    assert titles(THREE.search(words)) == [title["title"]]


def test_a_word_that_begins_one_is_not_taken_for_another() -> None:
    found = index({"title": "Kolonresektion"}, {"title": "Kolinresektion"})
    assert titles(found.search("kolonr")) == ["Kolonresektion"]


def test_short_words_are_taken_as_they_are_written() -> None:
    assert index({"title": "Dos"}, {"title": "Dosis"}).search("dus") == ()


@pytest.mark.parametrize(
    ("text", "folded"),
    [("É", "e"), ("Ü", "u"), ("Å", "å"), ("A\u030a", "å"), ("Ø", "ö"), ("Æ", "ä"), ("ñ", "n")],
)
def test_accents_are_none_but_swedish_letters_stay(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_the_diagnosis_then_the_title_then_what_is_valid() -> None:
    found = index(
        {"title": "Text om rektum", "text": "Remiss."},
        {"title": "Remiss"},
        {"title": "Remiss, gammal", "valid_to": "2026-11-22", "diagnoses": ("C18",)},
        {"title": "Kolon", "text": "Remiss.", "diagnoses": ("C18",)},
        {"title": "Remiss kolon", "diagnoses": ("C18.7",)},
    )
    assert titles(found.search("remiss", "C18.7")) == [
        "Remiss kolon",
        "Remiss, gammal",
        "Kolon",
        "Remiss",
        "Text om rektum",
    ]
    assert titles(found.search("remiss"))[0] == "Remiss"
    assert titles(found.search("", "C18.7"))[0] == "Kolon"
    assert len(found.search("")) == len(found.search("  ")) == 5


def test_what_is_not_valid_is_found_and_never_suggested() -> None:
    found = index(
        {"title": "Gammal", "valid_to": "2026-11-22"},
        {"title": "Kommande", "valid_from": "2026-11-24"},
        {"title": "Gäller", "valid_from": "2026-11-23", "valid_to": "2026-11-23"},
    )
    assert titles(found.search("")) == ["Gäller", "Gammal", "Kommande"]
    assert titles(found.suggest("", COLORECTAL)) == ["Gäller"]
    assert found.suggest("", COLORECTAL) is found.suggest("", COLORECTAL)


def test_the_code_of_another_system_is_found() -> None:
    code = Coded(system="http://snomed.info/sct", code="737545009", display="Kolektomi")
    found = index({"title": "En", "code": code}, {"title": "Två"})
    assert titles(found.search("7375")) == titles(found.search("kolektomi")) == ["En"]


@pytest.mark.parametrize(
    "words", ['"', "'", "NEAR(a b)", "title:", "a* OR b", "{codes}", "-", "\x00"]
)
def test_what_means_something_to_the_database_is_only_words(words: str) -> None:
    THREE.search(words, words)


def test_a_screenful_is_found_of_ten_thousand() -> None:
    many = index(*({"title": f"Remiss {n}"} for n in range(200)))
    assert len(many.search("remiss")) == len(many.search("")) == MOST


def test_a_long_word_takes_no_time() -> None:
    assert THREE.search("x" * 200) == ()
    assert index().search("kolon") == ()
