"""The blanks of standard texts."""

from app.model.blanks import (
    Blank,
    fill_blanks,
    find_blanks,
    has_stray_brace,
    readable,
    without_empty_blanks,
)

TEXT = "Kirurgi {sida!} sida, dos {dos}. Stråla {sida} sida."


def test_blanks_are_found_once_in_their_order() -> None:
    assert find_blanks(TEXT) == (Blank(name="sida", mandatory=True), Blank(name="dos"))
    assert find_blanks("Inga.") == ()


def test_a_name_is_filled_everywhere_and_empty_values_fill_nothing() -> None:
    filled = fill_blanks(TEXT, {"sida": "vänster", "dos": "  "})
    assert filled == "Kirurgi vänster sida, dos {dos}. Stråla vänster sida."
    assert find_blanks(filled) == (Blank(name="dos"),)


def test_what_is_filled_in_is_never_read_as_a_blank_again() -> None:
    assert fill_blanks("{a} {b}", {"a": "{b}", "b": "x"}) == "{b} x"


def test_optional_blanks_that_stay_empty_are_taken_out_and_mandatory_ones_stay() -> None:
    assert without_empty_blanks("Dos {dos} mot {sida!} sida") == "Dos mot {sida!} sida"


def test_a_mistyped_brace_is_seen() -> None:
    assert has_stray_brace("dos {dos")
    assert has_stray_brace("dos {} mg")
    assert not has_stray_brace(TEXT)


def test_open_blanks_are_read_in_brackets_and_a_mistyped_brace_as_it_is() -> None:
    assert readable("Dos {dos} mot {sida!} sida {") == "Dos [dos] mot [sida] sida {"
