"""Personal numbers in any spelling, and ages that are true for the living and the dead."""

from datetime import date

import pytest

from app.model.case import NumberKind, PersonNumber
from app.model.identity import (
    Age,
    AgeUnit,
    age,
    age_in_years,
    format_number,
    identify,
    parse_any_number,
    parse_number,
)

TODAY = date(2026, 11, 22)
PERSONNUMMER = "http://electronichealth.se/identifier/personnummer"
OFFICIAL = [
    "191212121212", "189002029800", "196101182803", "199002222397", "200001252386",
    "195009072553", "200302022389", "189602029812", "195401782395", "196109732393",
]  # fmt: skip


@pytest.mark.parametrize("number", OFFICIAL)
def test_official_test_numbers_hold(number: str) -> None:
    kind = NumberKind.SAMORDNINGSNUMMER if number[6] > "3" else NumberKind.PERSONNUMMER
    assert parse_number(number, TODAY) == PersonNumber(value=number, kind=kind)


@pytest.mark.parametrize(
    "written",
    [
        "200001011234", "198505152222", "195810161234", "199013319999", "1950090725", "", "x",
        "19500907 2553 4", "１９５００９０７２５５３",
    ],
)  # fmt: skip
def test_what_fails_its_check_is_no_number(written: str) -> None:
    assert parse_number(written, TODAY) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("19500907-2553", "195009072553"),
        ("500907-2553", "195009072553"),
        ("5009072553", "195009072553"),
        ("121212-1212", "201212121212"),
        ("121212+1212", "191212121212"),
        (" 195009072553 ", "195009072553"),
        ("610973-2393", "196109732393"),
    ],
)
def test_every_spelling_is_read(written: str, value: str) -> None:
    number = parse_number(written, TODAY)
    assert number is not None
    assert number.value == value
    assert format_number(number) == f"{value[:8]}-{value[8:]}"


def test_a_number_is_known_by_its_system() -> None:
    assert identify("urn:x", "195009072553", TODAY) is None
    reserve = identify("urn:oid:1.2.752.74.9.1", "99A0123X", TODAY)
    assert reserve == PersonNumber(value="99A0123X", kind=NumberKind.RESERVNUMMER)
    assert reserve is not None
    assert format_number(reserve) == "99A0123X"
    wrong = identify(PERSONNUMMER, "200001011234", TODAY)
    assert wrong == PersonNumber(value="200001011234", kind=NumberKind.OTHER)


@pytest.mark.parametrize(
    ("born", "deceased", "expected"),
    [
        ("1950-11-22", None, Age(number=76)),
        ("1950-11-23", None, Age(number=75)),
        ("1950", None, Age(number=75, about=True)),
        ("1950-11", None, Age(number=75, about=True)),
        ("1950-10", None, Age(number=76)),
        ("1912-12-12", "1996-05-01T10:00:00+02:00", Age(number=83)),
        ("1912-12-12", "1996", Age(number=83, about=True)),
        ("1912-12-12", "", None),
        ("2024-11-23", None, Age(number=23, unit=AgeUnit.MONTHS)),
        ("2024-11-22", None, Age(number=2)),
        ("2026-11-22", None, Age(number=0, unit=AgeUnit.MONTHS)),
        ("2027-01-01", None, None),
        ("2004-02-29", None, Age(number=22)),
        ("", None, None),
        ("1950-13-01", None, None),
        ("nitton", None, None),
    ],
)
def test_an_age_is_the_age_today_or_at_death(
    born: str, deceased: str | None, expected: Age | None
) -> None:
    assert age(born, TODAY, deceased) == expected


def test_the_age_at_a_sample() -> None:
    assert age_in_years("1950-09-07", "2020-09-06T08:00:00+02:00") == 69
    assert age_in_years("1950-09-07", "") is None
    assert age_in_years("1950-09-07", "1949") is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("19500907-2553", PersonNumber(value="195009072553", kind=NumberKind.PERSONNUMMER)),
        (" 221990ab1234 ", PersonNumber(value="221990AB1234", kind=NumberKind.RESERVNUMMER)),
        ("19581016-R23F", PersonNumber(value="19581016-R23F", kind=NumberKind.RESERVNUMMER)),
        ("195810161234", None),
        ("Karl-Åke", None),
        ("TESTBERGSSON", None),
        ("1" * 9_999 + "A", None),
    ],
)
def test_a_reserve_number_may_hold_letters(written: str, number: PersonNumber | None) -> None:
    assert parse_any_number(written, TODAY) == number
