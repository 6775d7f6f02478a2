from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ui.pages import formats

SPACE = formats.NBSP


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("5.40", "5,40"),
        ("12300", f"12{SPACE}300"),
        ("1234567.10", f"1{SPACE}234{SPACE}567,10"),
        ("-0.05", "−0,05"),
        ("0.000", "0,000"),
        ("1.0e400", "1,0E+400"),
        ("1e-30", "1E−30"),
        ("NaN", "NaN"),
    ],
)
def test_numbers_keep_their_precision(value: str, said: str) -> None:
    assert formats.number(Decimal(value), "sv") == said


def test_english_numbers_have_a_point() -> None:
    assert formats.number(Decimal("1234.50"), "en") == f"1{SPACE}234.50"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("3.5", "5.0", "3,5–5,0"),
        (None, "5.0", f"≤{SPACE}5,0"),
        ("60", None, f"≥{SPACE}60"),
        (None, None, ""),
    ],
)
def test_intervals(low: str | None, high: str | None, said: str) -> None:
    bounds = [Decimal(bound) if bound else None for bound in (low, high)]
    assert formats.interval(bounds[0], bounds[1], "sv") == said


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("0.5 mg", "0,5 mg"),
        ("0.125 mg", "0,125 mg"),
        ("100 µg", "100 mikrogram"),
        ("75ug 1.5 g/dygn", "75 mikrogram 1,5 g/dygn"),
        ("2.5 mg/ml kl 8.30", "2,5 mg/ml kl 8.30"),
        ("1.000 IE", "1.000 IE"),
        ("1 tablett", "1 tablett"),
    ],
)
def test_doses_are_written_safely(recorded: str, said: str) -> None:
    assert formats.dose(recorded, "sv").replace(SPACE, " ") == said


def test_english_doses_keep_the_point() -> None:
    assert formats.dose("0.5 µg", "en") == f"0.5{SPACE}microgram"


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("2024-03-01T10:30:00+01:00", "2024-03-01"),
        ("i våras", "i våras"),
    ],
)
def test_dates_keep_their_precision(recorded: str, said: str) -> None:
    assert formats.day(recorded).replace(formats.HARD_HYPHEN, "-") == said


def test_times_are_the_rooms() -> None:
    at = datetime(2026, 7, 1, 8, 5, tzinfo=UTC)
    assert formats.clock(at) == "10:05"
    assert formats.moment(at).replace(formats.HARD_HYPHEN, "-") == f"2026-07-01{SPACE}10:05"


def test_comparators_are_signs() -> None:
    signs = ("<", "<=", ">=", ">", "")
    assert [formats.comparator(sign) for sign in signs] == ["<", "≤", "≥", ">", ""]


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("µg/L", "mikrogram/L"),
        ("μg/L", "mikrogram/L"),
        ("ug", "mikrogram"),
        ("µmol/L", "µmol/L"),
        ("mg/L", "mg/L"),
        ("ugly", "ugly"),
    ],
)
def test_micrograms_are_written_in_full_in_units(recorded: str, said: str) -> None:
    assert formats.unit(recorded, "sv") == said
    assert formats.unit(recorded, "en") == said.replace("mikrogram", "microgram")


@pytest.mark.parametrize("measure", ["(29 mm)", "21 × 17 mm", "42 %.", "46 ml"])
def test_a_measure_stays_on_one_line(measure: str) -> None:
    assert formats.unbroken(measure) == measure.replace(" ", formats.NBSP)
    assert formats.unbroken("EF 4 mmol") == "EF 4 mmol"


def test_a_unit_is_not_broken_at_its_slash() -> None:
    joined = formats.unbroken("Vmax 3,3 m/s, VO2max 14,8 ml/kg/min, och/eller")
    assert joined.replace(formats.NBSP, " ") == (
        "Vmax 3,3 m/\u2060s, VO2max 14,8 ml/\u2060kg/\u2060min, och/eller"
    )
