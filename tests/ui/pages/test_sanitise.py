from hypothesis import given
from hypothesis import strategies as st

from ui.pages.sanitise import MARKS_PER_LETTER, TEXT_LIMIT, clean, clean_line


def test_ordinary_text_stays_as_it_is() -> None:
    text = "Överkänslighet: ”åäö” ≥ 5 µg/L – CYP2D6\n\nNy rad"
    assert clean(text).text == text
    assert clean(text).hidden == 0


def test_what_turns_or_hides_text_is_taken_away() -> None:
    assert clean("abc\u202edef\u2066g\x00h\ufeff").text == "abcdefgh"
    assert clean("en\u2028rad\x85till\r\nsist").text == "en\nrad\ntill\nsist"
    assert clean("\u200b\u2060").text == ""
    assert clean("\ud800x").text == "\ufffdx"


def test_line_breaks_without_end_become_one_empty_line() -> None:
    assert clean("a" + "\n" * 1_000 + "b").text == "a\n\nb"
    assert clean_line("a \n\t b").text == "a b"


def test_a_cut_is_counted() -> None:
    cut = clean("x" * 1_000_000)
    assert len(cut.text) == TEXT_LIMIT
    assert cut.hidden == 1_000_000 - TEXT_LIMIT


def test_combining_marks_are_tamed() -> None:
    cut = clean("e" + "\u0301" * 20_000)
    assert len(cut.text) == 1 + MARKS_PER_LETTER
    assert cut.hidden == 20_000 - MARKS_PER_LETTER


@given(st.text())
def test_any_text_comes_out_short_visible_and_stable(text: str) -> None:
    cleaned = clean(text, 50)
    assert len(cleaned.text) <= 50
    assert "\u2028" not in cleaned.text
    assert not any(ord(character) < 32 and character not in "\n\t" for character in cleaned.text)
    assert clean(cleaned.text, 50).text == cleaned.text
    cleaned.text.encode("utf-8")
